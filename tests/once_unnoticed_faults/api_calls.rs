//! The order of calls, and what they send.

use crate::request_builder::{Plan, RequestInYaml};

const NAME: &str = "shop/checkout";

/// A Service with one listener of layer 7 on port 80, the one host of `a.example.com`, and these further objects.
fn layer7(protocol: &str, hosts: &str, objects: &str) -> String {
    let annotation = format!(r#"'{{"80":{{"protocol":["{protocol}"],"hosts":{hosts}}}}}'"#);
    format!(
        "
base: checkout
metadata:
  annotations:
    service.cloud.tencent.com/specify-protocol: {annotation}
    service.cloud.tencent.com/tke-service-config: tuned
---
apiVersion: v1
kind: Secret
metadata: {{name: cert, namespace: shop}}
type: Opaque
stringData: {{qcloud_cert_id: cErTA001}}
---
{objects}"
    )
}

/// A TkeServiceConfig with these settings of the domain `a.example.com`.
fn config(protocol: &str, domain: &str) -> String {
    format!(
        "
apiVersion: cloud.tencent.com/v1alpha1
kind: TkeServiceConfig
metadata: {{name: tuned, namespace: shop}}
spec:
  loadBalancer:
    l7Listeners: [{{protocol: {protocol}, port: 80, domains: [{{domain: a.example.com, {domain}}}]}}]"
    )
}

/// A new Service with the host `a.example.com`, for which a TkeServiceConfig sets this.
fn new_https(domain: &str) -> Plan {
    let manifests = layer7("HTTPS", r#"{"a.example.com":{"tls":"cert"}}"#, &config("HTTPS", domain));
    RequestInYaml { manifests: &manifests, clb: "[]", ..RequestInYaml::default() }.plan()
}

/// Fault in `planner/order.rs`: a host is added before the one in whose place it comes is removed.
#[test]
fn a_rule_is_deleted_before_another_one_needs_its_place() {
    let live = layer7("HTTP", r#"{"a.example.com":{},"b.example.com":{}}"#, "");
    let manifests = layer7("HTTP", r#"{"a.example.com":{},"c.example.com":{}}"#, "");
    let plan = RequestInYaml {
        live: &live,
        manifests: &manifests,
        clb: "
            - base: clb-managed
              listeners:
                - base: listener
                  Protocol: HTTP
                  HealthCheck: null
                  Scheduler: null
                  Rules:
                    - {LocationId: loc-a, Domain: a.example.com, Url: /, DefaultServer: true}
                    - {LocationId: loc-b, Domain: b.example.com, Url: /, DefaultServer: false}
                  TargetsOfRules:
                    - {LocationId: loc-a, Domain: a.example.com, Url: /, Targets: [node 1:30080, node 2:30080]}
                    - {LocationId: loc-b, Domain: b.example.com, Url: /, Targets: [node 1:30080, node 2:30080]}",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert!(plan.wave(NAME, "DeleteRule") < plan.wave(NAME, "CreateRule"), "{:?}", plan.calls(NAME));
}

/// Fault in `planner/order.rs`: weights change before backends are unbound, or others are bound before weights change.
#[test]
fn backends_are_unbound_before_weights_change_before_others_are_bound() {
    let plan = RequestInYaml {
        live: "base: checkout",
        manifests: "base: checkout",
        clb: "
            - base: clb-managed
              listeners: [{base: listener, Targets: [node 1:30080 weight 5, node 3:30080]}]",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    let waves = ["BatchDeregisterTargets", "BatchModifyTargetWeight", "BatchRegisterTargets"];
    assert_eq!(waves.map(|api| plan.wave(NAME, api)), [0, 1, 2], "{:?}", plan.calls(NAME));
}

/// Fault in `planner/order.rs`: a rule speaks gRPC before its domain speaks HTTP/2.
#[test]
fn a_domain_gets_http2_before_its_rule_speaks_grpc() {
    let service = layer7("HTTPS", r#"{"a.example.com":{"tls":"cert"}}"#, &config("HTTPS", "rules: [{url: /}]"));
    let next = service.replace("rules: [{url: /}]", "http2: true, rules: [{url: /, forwardType: GRPC}]");
    let plan = RequestInYaml {
        live: &service,
        manifests: &next,
        clb: "
            - base: clb-managed
              listeners:
                - base: listener
                  Protocol: HTTPS
                  HealthCheck: null
                  Scheduler: null
                  SniSwitch: 1
                  Rules:
                    - LocationId: loc-a
                      Domain: a.example.com
                      Url: /
                      DefaultServer: true
                      Http2: false
                      ForwardType: HTTP
                      Certificate: {SSLMode: UNIDIRECTIONAL, CertId: cErTA001}
                  TargetsOfRules:
                    - {LocationId: loc-a, Domain: a.example.com, Url: /, Targets: [node 1:30080, node 2:30080]}",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert!(plan.wave(NAME, "ModifyDomainAttributes") < plan.wave(NAME, "ModifyRule"), "{:?}", plan.calls(NAME));
}

/// Fault in `planner/resource/supported_values.rs`: gRPC is sent for a domain without HTTP/2.
#[test]
fn grpc_is_sent_only_with_http2() {
    let forward_type =
        |domain: &str| new_https(domain).body(NAME, "CreateRule").pointer("/Rules/0/ForwardType").cloned();
    assert_eq!(forward_type("http2: true, rules: [{url: /, forwardType: GRPC}]"), Some("GRPC".into()));
    assert_eq!(forward_type("http2: false, rules: [{url: /, forwardType: GRPC}]"), None);
    assert_eq!(forward_type("rules: [{url: /, forwardType: GRPC}]"), None);
    assert_eq!(forward_type("rules: [{url: /, forwardType: HTTPS}]"), Some("HTTPS".into()));
}

/// Fault in `planner/resource/supported_values.rs`: a limit of the API that is higher or lower by one.
#[test]
fn the_path_and_the_domain_of_a_health_check_have_limits() {
    let sends = |member: &str, value: &str| {
        let domain = format!("rules: [{{url: /, healthCheck: {{enable: true, {member}: {value}}}}}]");
        new_https(&domain).body(NAME, "CreateRule").pointer("/Rules/0/HealthCheck").is_some()
    };
    let path = |length: usize| format!("/{}", "a".repeat(length - 1));
    assert!(sends("httpCheckPath", &path(200)));
    assert!(!sends("httpCheckPath", &path(201)));
    assert!(!sends("httpCheckPath", "health"), "a path begins with a slash");
    assert!(sends("httpCheckDomain", &"a".repeat(80)));
    assert!(!sends("httpCheckDomain", &"a".repeat(81)));
}

/// Fault in `planner/resource/supported_values.rs`: a limit of the API that is higher or lower by one.
#[test]
fn a_custom_probe_has_a_limit() {
    let sends = |length: usize| {
        let manifests = format!(
            "
base: checkout
metadata: {{annotations: {{service.cloud.tencent.com/tke-service-config: tuned}}}}
---
apiVersion: cloud.tencent.com/v1alpha1
kind: TkeServiceConfig
metadata: {{name: tuned, namespace: shop}}
spec:
  loadBalancer:
    l4Listeners:
      - protocol: TCP
        port: 80
        healthCheck: {{enable: true, checkType: CUSTOM, contextType: TEXT, sendContext: {}, recvContext: OK}}",
            "a".repeat(length)
        );
        let plan = RequestInYaml { manifests: &manifests, clb: "[]", ..RequestInYaml::default() }.plan();
        plan.body(NAME, "CreateListener").get("HealthCheck").is_some()
    };
    assert!(sends(500));
    assert!(!sends(501));
}

/// The parameters of a purchase are accepted.
fn is_bought(parameters: &str) -> bool {
    let manifests = format!(
        "
base: checkout
metadata: {{annotations: {{service.kubernetes.io/service.extensiveParameters: '{parameters}'}}}}"
    );
    let plan = RequestInYaml { manifests: &manifests, clb: "[]", ..RequestInYaml::default() }.plan();
    plan.calls(NAME).iter().any(|call| call.starts_with("CreateLoadBalancer"))
}

/// Fault in `desired/refused_creation.rs`: SNAT addresses are sent without the switch that they need.
#[test]
fn snat_addresses_are_bought_only_with_snat_pro() {
    assert!(is_bought(r#"{"SnatPro":true,"SnatIps":[{"SubnetId":"subnet-aaaa1111"}]}"#));
    assert!(!is_bought(r#"{"SnatIps":[{"SubnetId":"subnet-aaaa1111"}]}"#));
    assert!(!is_bought(r#"{"SnatPro":false,"SnatIps":[{"SubnetId":"subnet-aaaa1111"}]}"#));
}

/// Fault in `desired/refused_creation.rs`: a key that the cloud keeps for itself is sent, or a limit is higher or
/// lower by one.
#[test]
fn tags_that_the_cloud_does_not_take_are_not_bought() {
    let tag = |key: &str, value: &str| is_bought(&format!(r#"{{"Tags":[{{"TagKey":"{key}","TagValue":"{value}"}}]}}"#));
    assert!(tag("team", "shop"));
    assert!(!tag("qcs:team", "shop"));
    assert!(!tag("project", "shop"));
    assert!(tag(&"k".repeat(127), &"v".repeat(255)));
    assert!(!tag(&"k".repeat(128), "shop"));
    assert!(!tag("team", &"v".repeat(256)));
}
