//! Values at the edges of the API server's rules.

use crate::request_builder::report;
use serde_json::json;

/// The findings of layer `kubernetes` about a Service with this part of a specification.
fn refusals(spec: &str) -> Vec<String> {
    let manifest = format!(
        "
apiVersion: v1
kind: Service
metadata: {{name: checkout, namespace: shop}}
spec: {{type: LoadBalancer, selector: {{app: checkout}}, {spec}}}"
    );
    let codes = report(&manifest, &[]).into_iter().filter_map(|finding| Some(finding.split_once(' ')?.0.to_owned()));
    codes.filter(|code| code.starts_with("kubernetes/")).collect()
}

/// Fault in `kubernetes/validate_spec.rs`: a day and a second is taken.
#[test]
fn session_affinity_lasts_a_second_to_a_day() {
    let refused = |seconds: u32| {
        let spec = format!(
            "ports: [{{port: 80}}], sessionAffinity: ClientIP,
  sessionAffinityConfig: {{clientIP: {{timeoutSeconds: {seconds}}}}}"
        );
        refusals(&spec)
    };
    for seconds in [1, 86_400] {
        assert!(refused(seconds).is_empty(), "{seconds}: {:?}", refused(seconds));
    }
    for seconds in [0, 86_401] {
        assert_eq!(refused(seconds), ["kubernetes/affinity-timeout"], "{seconds}");
    }
}

/// Fault in `kubernetes/ip.rs`: only a multicast address without flags counts as link-local.
#[test]
fn external_addresses_may_not_be_link_local_multicast() {
    let refused = |address: &str| refusals(&format!("ports: [{{port: 80}}], externalIPs: ['{address}']"));
    for address in ["ff02::1", "ff12::1", "224.0.0.1"] {
        assert_eq!(refused(address), ["kubernetes/external-ip-special"], "{address}");
    }
    for address in ["ff01::1", "ff05::1", "ff0e::1", "224.0.1.1"] {
        assert!(refused(address).is_empty(), "{address}: {:?}", refused(address));
    }
}

/// Fault in `kubernetes/load_balancer.rs`: ranges of the older annotation are not checked if there is a live object.
#[test]
fn annotated_source_ranges_are_checked_when_they_change() {
    let service = |ranges: &str| {
        json!({
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {
                "name": "checkout",
                "namespace": "shop",
                "annotations": { "service.beta.kubernetes.io/load-balancer-source-ranges": ranges },
            },
            "spec": { "type": "LoadBalancer", "selector": { "app": "checkout" }, "ports": [{ "port": 80 }] },
        })
    };
    let refused = |next: &str| {
        let found = report(&service(next).to_string(), &[service("10.0.0.0/33")]);
        found.iter().any(|finding| finding.starts_with("kubernetes/source-range-format"))
    };
    assert!(!refused("10.0.0.0/33"));
    assert!(refused("10.0.0.0/34"));
    assert!(!refused("10.0.0.0/8"));
}
