use super::*;
use crate::syntax::{RequestPart, TextOrObjects};

/// Code and path of every finding about a new Service.
fn found(manifest: &str, context: &Context) -> Vec<String> {
    let (objects, _) = crate::syntax::read(&TextOrObjects::Text(manifest.to_owned()), RequestPart::Manifests);
    let found = objects.iter().flat_map(|object| check(object, None, context));
    found.map(|finding| format!("{} {}", finding.code.name(), finding.path.clone().unwrap_or_default())).collect()
}

fn of_version(version: &str) -> Context {
    Context { kubernetes_version: Some(version.to_owned()), ..Context::default() }
}

fn service(spec: &str) -> String {
    format!("{{apiVersion: v1, kind: Service, metadata: {{name: web}}, spec: {spec}}}")
}

#[test]
fn the_default_affinity_of_a_headless_service_is_warned_about_in_two_releases_only() {
    let left_out = service("{clusterIP: None, ports: [{port: 80}]}");
    let dumped = service("{clusterIP: None, sessionAffinity: None, ports: [{port: 80}]}");
    for manifest in [left_out, dumped] {
        for version in ["1.28", "1.33.4", "1.34", "1.34.2", "v1.34.10-tke.1", "1.35.1", "1.36.0", "1.37.2"] {
            assert_eq!(found(&manifest, &of_version(version)), [""; 0], "{version}");
        }
        assert_eq!(found(&manifest, &Context::default()), [""; 0]);
        for version in ["1.34.0", "v1.34.1", "1.34.1-tke.5"] {
            let expected = ["kubernetes/headless-affinity spec.sessionAffinity"];
            assert_eq!(found(&manifest, &of_version(version)), expected, "{version}");
        }
    }
    let set = service("{clusterIP: None, sessionAffinity: ClientIP, ports: [{port: 80}]}");
    assert_eq!(found(&set, &of_version("1.37")), ["kubernetes/ignored-field spec.sessionAffinity"]);
}

#[test]
fn nothing_is_said_about_a_value_that_cannot_be_read() {
    let port = "{name: a, port: x}, {name: b, port: y}, {name: C, port: 80}";
    for (spec, expected) in [
        ("{ports: [{port: x}]}", vec!["schema/wrong-type spec.ports[0].port"]),
        ("{ports: {}}", vec!["schema/wrong-type spec.ports"]),
        ("{ports: [80]}", vec!["schema/wrong-type spec.ports[0]"]),
        ("[]", vec!["schema/wrong-type spec"]),
        (
            "{type: NodePort, ports: [{name: a, port: 80, protocol: 6}, {name: b, port: 80}]}",
            vec!["schema/wrong-type spec.ports[0].protocol"],
        ),
        ("{type: 5, allocateLoadBalancerNodePorts: true, ports: [{port: 1}]}", vec!["schema/wrong-type spec.type"]),
        ("{type: ExternalName, externalName: 5}", vec!["schema/wrong-type spec.externalName"]),
        (
            "{type: LoadBalancer, externalTrafficPolicy: [], healthCheckNodePort: 30000, ports: [{port: 1}]}",
            vec!["schema/wrong-type spec.externalTrafficPolicy"],
        ),
        ("{clusterIP: 10, clusterIPs: [10.0.0.1], ports: [{port: 1}]}", vec!["schema/wrong-type spec.clusterIP"]),
        (
            &format!("{{ports: [{port}]}}"),
            vec![
                "schema/wrong-type spec.ports[0].port",
                "schema/wrong-type spec.ports[1].port",
                "kubernetes/port-name-format spec.ports[2].name",
            ],
        ),
    ] {
        assert_eq!(found(&service(spec), &Context::default()), expected, "{spec}");
    }
    let unnamed = "{apiVersion: v1, kind: Service, metadata: {name: 5}, spec: {ports: [{port: 80}]}}";
    assert_eq!(found(unnamed, &Context::default()), ["schema/wrong-type metadata.name"]);
}

/// A valid Service that has most fields which users write.
const VALID: &str = r#"{
    "apiVersion": "v1", "kind": "Service",
    "metadata": {
        "name": "web", "namespace": "shop", "labels": { "a": "b" }, "annotations": { "c": "d" }, "finalizers": ["example.com/a"],
        "ownerReferences": [{ "apiVersion": "v1", "kind": "Pod", "name": "a", "uid": "b", "controller": true }]
    },
    "spec": {
        "type": "LoadBalancer", "selector": { "app": "web" }, "clusterIP": "10.0.0.1", "clusterIPs": ["10.0.0.1"],
        "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack", "sessionAffinity": "ClientIP",
        "sessionAffinityConfig": { "clientIP": { "timeoutSeconds": 10 } }, "loadBalancerSourceRanges": ["192.0.2.0/24"],
        "externalTrafficPolicy": "Local", "healthCheckNodePort": 30100, "internalTrafficPolicy": "Cluster",
        "publishNotReadyAddresses": true, "allocateLoadBalancerNodePorts": true, "loadBalancerClass": "example.com/a",
        "ports": [
            { "name": "a", "port": 80, "protocol": "TCP", "targetPort": 8080, "nodePort": 30080, "appProtocol": "http" },
            { "name": "b", "port": 81, "protocol": "TCP", "targetPort": "web", "nodePort": 30081 }
        ]
    }
}"#;

/// Addresses of all values within a value.
fn addresses(value: &serde_json::Value, address: &str, found: &mut Vec<String>) {
    use serde_json::Value;
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        let address = format!("{address}/{step}");
        addresses(value, &address, found);
        found.push(address);
    }
}

#[test]
fn a_value_of_the_wrong_type_is_the_only_finding() {
    let context = of_version("1.34");
    assert_eq!(found(VALID, &context), [""; 0]);
    let valid: serde_json::Value = serde_json::from_str(VALID).unwrap();
    let mut all = Vec::new();
    addresses(&valid, "", &mut all);
    let mut wrong = 0;
    for address in all.iter().filter(|address| !["/apiVersion", "/kind", "/metadata"].contains(&address.as_str())) {
        for value in ["5", "1.5", "true", "\"x\"", "[]", "[[]]", "{}"] {
            let mut service = valid.clone();
            *service.pointer_mut(address).unwrap() = serde_json::from_str(value).unwrap();
            let found = found(&service.to_string(), &context);
            if found.iter().any(|finding| finding.starts_with("schema/")) {
                wrong += 1;
                assert_eq!(found.len(), 1, "{address}: {value}: {found:?}");
            }
        }
    }
    assert!(wrong > 200, "{wrong}");
}

#[test]
fn a_requested_address_is_looked_up_in_the_ranges_of_the_cluster() {
    let cidrs = ["10.96.0.0/16", "fd00::/112"].map(str::to_owned).to_vec();
    let context = Context { service_cidrs: Some(cidrs), ..Context::default() };
    let outside = ["kubernetes/cluster-ip-outside spec.clusterIPs"];
    for (ips, expected) in [
        ("clusterIP: 10.96.3.4", &outside[..0]),
        ("clusterIP: None", &outside[..0]),
        ("type: ExternalName, externalName: a.b", &outside[..0]),
        ("clusterIP: 10.97.0.1", &outside),
        ("clusterIP: 10.96.255.255", &outside),
        ("clusterIPs: [10.96.0.9, fd01::9], clusterIP: 10.96.0.9, ipFamilyPolicy: PreferDualStack", &outside),
    ] {
        let manifest = service(&format!("{{{ips}, ports: [{{port: 80}}]}}"));
        assert_eq!(found(&manifest, &context), expected, "{ips}");
        assert_eq!(found(&manifest, &Context::default()), [""; 0], "{ips}");
    }
}

#[test]
fn owner_references_are_judged_one_by_one_from_1_37() {
    let owner = "{apiVersion: apps/v1, kind: Deployment, name: web, uid: ''}";
    let manifest = format!(
        "{{apiVersion: v1, kind: Service, metadata: {{name: web, ownerReferences: [{owner}, {owner}]}}, \
         spec: {{ports: [{{port: 80}}]}}}}"
    );
    let repeated = "kubernetes/repeated-owner-reference metadata.ownerReferences";
    let whole = "kubernetes/owner-reference metadata.ownerReferences.uid";
    let each = "kubernetes/owner-reference metadata.ownerReferences[0].uid";
    assert_eq!(found(&manifest, &of_version("1.36")), [whole, repeated]);
    assert_eq!(found(&manifest, &of_version("1.37")), [each, repeated]);
    assert_eq!(found(&manifest, &Context::default()), [each, repeated]);
}

#[test]
fn a_warning_names_its_first_release_and_says_where_the_release_is_unknown() {
    let manifest = "{apiVersion: v1, kind: Service, \
                    metadata: {name: web, annotations: {service.kubernetes.io/topology-aware-hints: Auto}}, \
                    spec: {type: LoadBalancer, trafficDistribution: PreferClose, externalIPs: [203.0.113.7], ports: [{port: 80}]}}";
    let hints = "kubernetes/deprecated-topology-hints metadata.annotations[service.kubernetes.io/topology-aware-hints]";
    let (field, value) =
        ("kubernetes/deprecated-field spec.externalIPs", "kubernetes/deprecated-value spec.trafficDistribution");
    for (version, expected) in [
        ("1.26.1", &[][..]),
        ("1.27", &[hints]),
        ("1.34.1", &[hints]),
        ("1.35", &[hints, value]),
        ("1.36", &[hints, field, value]),
    ] {
        assert_eq!(found(manifest, &of_version(version)), expected, "{version}");
    }
    let (objects, _) = crate::syntax::read(&TextOrObjects::Text(manifest.to_owned()), RequestPart::Manifests);
    let notes = |context: &Context| {
        let found = check(&objects[0], None, context);
        let since = |finding: &Diagnostic| finding.args.iter().any(|(name, _)| *name == "since");
        assert!(found.iter().all(since), "{found:?}");
        found.iter().map(|finding| finding.related.len()).collect::<Vec<usize>>()
    };
    assert_eq!(notes(&of_version("1.37")), [0, 0, 0]);
    assert_eq!(notes(&of_version("unreadable")), [1, 1, 1]);
    assert_eq!(notes(&Context::default()), [1, 1, 1]);
}

#[test]
fn several_protocols_are_rejected_before_1_24() {
    let rejected = ["kubernetes/mixed-protocols spec.ports"];
    let ports = "ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]";
    let balanced = service(&format!("{{type: LoadBalancer, {ports}}}"));
    for (version, expected) in
        [("1.18.4", &rejected[..]), ("1.20.6-tke.27", &rejected), ("v1.23", &rejected), ("1.24", &[]), ("1.37", &[])]
    {
        assert_eq!(found(&balanced, &of_version(version)), expected, "{version}");
        assert_eq!(found(&service(&format!("{{type: NodePort, {ports}}}")), &of_version(version)), [""; 0]);
    }
    assert_eq!(found(&balanced, &Context::default()), ["kubernetes/version-assumed spec.ports"]);
    let (objects, _) = crate::syntax::read(&TextOrObjects::Text(balanced), RequestPart::Manifests);
    assert_eq!(check(&objects[0], Some(&objects[0]), &of_version("1.22")), []);
}

#[test]
fn an_unknown_release_is_named_where_a_value_depends_on_it() {
    let assumed = |path: &str| format!("kubernetes/version-assumed {path}");
    let version_of = |spec: &str| {
        let found = found(&service(spec), &Context::default());
        found.into_iter().filter(|finding| finding.starts_with("kubernetes/version-assumed")).collect::<Vec<String>>()
    };
    for spec in [
        "{clusterIP: 10.0.0.9, ports: [{port: 80}]}",
        "{clusterIP: None, ports: [{port: 80}]}",
        "{externalIPs: [203.0.113.7, x], ports: [{port: 80}]}",
        "{type: ExternalName, externalName: example.com}",
        "{type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, ' 10.1.0.0/16'], ports: [{port: 80}]}",
        "{trafficDistribution: PreferClose, ports: [{port: 80}]}",
        "{trafficDistribution: Nearby, ports: [{port: 80}]}",
    ] {
        assert_eq!(version_of(spec), [""; 0], "{spec}");
    }
    for (spec, path) in [
        ("{clusterIP: 10.0.0.09, ports: [{port: 80}]}", "spec.clusterIPs[0]"),
        ("{externalIPs: ['::ffff:203.0.113.7'], ports: [{port: 80}]}", "spec.externalIPs[0]"),
        (
            "{type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/8], ports: [{port: 80}]}",
            "spec.LoadBalancerSourceRanges[0]",
        ),
        ("{trafficDistribution: PreferSameNode, ports: [{port: 80}]}", "spec.trafficDistribution"),
    ] {
        assert_eq!(version_of(spec), [assumed(path)], "{spec}");
    }
}
