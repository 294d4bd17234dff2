//! Listeners, and the backends that are bound to them.

use crate::request_builder::RequestInYaml;

/// A live EndpointSlice of Service `shop/checkout`: one Pod on each of the two nodes, with these conditions and ports.
fn endpoints(first_ready: bool, second_ready: bool, ports: &str) -> String {
    format!(
        "
{{base: checkout}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: checkout-x7k2p, namespace: shop, labels: {{kubernetes.io/service-name: checkout}}}}
addressType: IPv4
endpoints:
  - addresses: [172.16.1.5]
    conditions: {{ready: {first_ready}, serving: {first_ready}, terminating: false}}
    nodeName: 10.0.0.1
    targetRef: {{kind: Pod, namespace: shop, name: checkout-0}}
  - addresses: [172.16.2.5]
    conditions: {{ready: {second_ready}, serving: {second_ready}, terminating: false}}
    nodeName: 10.0.0.2
    targetRef: {{kind: Pod, namespace: shop, name: checkout-1}}
ports: [{ports}]"
    )
}

/// Fault in `desired/backend.rs`: a node counts as hosting a Pod that is not ready.
#[test]
fn a_node_whose_pods_are_not_ready_is_not_bound_with_the_local_policy() {
    let plan = RequestInYaml {
        live: &endpoints(true, false, "{name: http, port: 8080, protocol: TCP}"),
        manifests: "
base: checkout
metadata: {annotations: {service.kubernetes.io/local-svc-only-bind-node-with-pod: 'true'}}
spec: {externalTrafficPolicy: Local}",
        clb: "[{base: clb-managed, listeners: [{base: listener}]}]",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.backends("shop/checkout", "BatchRegisterTargets"), ["ins-aaaa0001:30080"]);
}

/// Fault in `desired/backend.rs`: the port of an endpoint is looked for with the protocol of the Service's port only.
#[test]
fn a_listener_keeps_pods_whose_port_has_the_listeners_own_protocol() {
    let live = endpoints(true, true, "{name: http, port: 8080, protocol: UDP}");
    let plan = RequestInYaml {
        live: &live,
        manifests: r#"
base: checkout
metadata:
  annotations:
    service.cloud.tencent.com/direct-access: "true"
    service.cloud.tencent.com/specify-protocol: '{"80":{"protocol":["UDP"]}}'"#,
        clb: "
            - base: clb-managed
              listeners:
                - base: listener
                  Protocol: UDP
                  Targets: [pod 172.16.1.5:8080, pod 172.16.2.5:8080]",
        context: "networkModes: [VPC-CNI]",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    let drains = plan.calls("shop/checkout").iter().any(|call| call.starts_with("BatchDeregisterTargets"));
    assert!(!drains, "{:?}", plan.calls("shop/checkout"));
    assert!(!plan.findings().contains(&"listener/drained"), "{:?}", plan.findings());
}

/// Fault in `desired/listener.rs`: both listeners of a live Service bind the Pods of their common target port.
#[test]
fn of_two_ports_with_one_target_port_none_binds_more_pods() {
    let ports = "{name: http, port: 8080, protocol: TCP}, {name: alt, port: 8080, protocol: TCP}";
    let live = endpoints(true, true, ports).replace(
        "{base: checkout}",
        "
base: checkout
metadata: {annotations: {service.cloud.tencent.com/direct-access: 'true'}}
spec:
  ports:
    - {name: http, port: 80, protocol: TCP, targetPort: 8080, nodePort: 30080}
    - {name: alt, port: 8000, protocol: TCP, targetPort: 8080, nodePort: 30081}",
    );
    let plan = RequestInYaml {
        live: &live,
        clb: "
            - base: clb-managed
              listeners:
                - {base: listener, Targets: [pod 172.16.1.5:8080]}
                - {base: listener, ListenerId: lbl-chec8000, Port: 8000}",
        context: "networkModes: [VPC-CNI]",
        further: "scope: all",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("shop/checkout"), "keep, address kept");
    assert!(plan.calls("shop/checkout").is_empty(), "{:?}", plan.calls("shop/checkout"));
    let assumptions = plan.answer()["assumptions"].to_string();
    assert!(assumptions.contains("backends/clash"), "{assumptions}");
}

/// Fault in `planner/resource/listeners.rs`: a listener of a range of ports is the Service's own, if its first port
/// is the Service's.
#[test]
fn a_listener_of_a_range_of_ports_does_not_serve_a_single_port() {
    let plan = RequestInYaml {
        live: "base: api",
        manifests: "base: api",
        clb: "
            - base: clb-existing
              Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
              listeners: [{base: listener, EndPort: 90, Targets: [node 1:30080, node 2:30080]}]",
        ..RequestInYaml::default()
    };
    let calls =
        ["DeleteListener listener/TCP/80", "CreateListener listener/TCP/80", "BatchRegisterTargets backends/TCP/80"];
    assert_eq!(plan.plan().calls("platform/api"), calls);
}

/// Fault in `desired/backend.rs`: nodes are bound by their instances though the load balancer is in another region.
#[test]
fn nodes_are_bound_by_address_in_another_region() {
    let plan = RequestInYaml {
        manifests: "
base: checkout
metadata: {annotations: {service.cloud.tencent.com/cross-region-id: ap-shanghai,
                         service.kubernetes.io/tke-existed-lbid: lb-exis0001}}",
        clb: "[{base: clb-existing}]",
        ..RequestInYaml::default()
    };
    let bound = plan.plan().backends("shop/checkout", "BatchRegisterTargets");
    assert_eq!(bound, ["10.0.0.1:30080", "10.0.0.2:30080"]);
}

/// Fault in `tke/selector.rs`: a node whose label equals the bound is selected.
#[test]
fn a_label_above_a_number_is_not_that_number() {
    let bound = |selector: &str| {
        let manifests = format!(
            "
base: checkout
metadata: {{annotations: {{service.kubernetes.io/qcloud-loadbalancer-backends-label: '{selector}'}}}}"
        );
        let plan = RequestInYaml {
            live: "{base: node 3, metadata: {labels: {tier: '4'}}}\n---\n{base: node 4, metadata: {labels: {tier: '5'}}}",
            manifests: &manifests,
            clb: "[]",
            ..RequestInYaml::default()
        };
        plan.plan().backends("shop/checkout", "BatchRegisterTargets")
    };
    assert_eq!(bound("tier > 4"), ["ins-aaaa0004:30080"]);
    assert_eq!(bound("tier < 5"), ["ins-aaaa0003:30080"]);
}

/// Fault in `tke/json/ports.rs`: a port with a leading zero counts.
#[test]
fn a_port_of_specify_protocol_has_no_leading_zero() {
    let calls = |port: &str| {
        let annotation = format!(r#"'{{"{port}":{{"protocol":["HTTP"],"hosts":{{"a.example.com":{{}}}}}}}}'"#);
        let manifests = format!(
            "{{base: checkout, metadata: {{annotations: {{service.cloud.tencent.com/specify-protocol: {annotation}}}}}}}"
        );
        RequestInYaml { manifests: &manifests, clb: "[]", ..RequestInYaml::default() }.plan().calls("shop/checkout")
    };
    assert!(calls("80").contains(&"CreateListener listener/HTTP/80".to_owned()), "{:?}", calls("80"));
    assert!(!calls("080").contains(&"CreateListener listener/HTTP/80".to_owned()), "{:?}", calls("080"));
}
