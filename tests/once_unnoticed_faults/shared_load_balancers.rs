//! Load balancers that several Services use: who stays, who deletes, who owns a port or a backend.

use crate::request_builder::{Plan, RequestInYaml};

/// Another live Service on `clb-existing`, with port 8080.
const GATEWAY: &str = "
base: gateway
spec: {ports: [{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}]}";

/// The same as it is written when it needs no load balancer any more.
const GATEWAY_LEAVES: &str = "
base: gateway
metadata: {annotations: null}
spec: {type: ClusterIP, externalTrafficPolicy: null, allocateLoadBalancerNodePorts: null,
  ports: [{name: http, port: 8080, protocol: TCP, targetPort: 8080}]}";

const API_LEAVES: &str = "
base: api
metadata: {annotations: null}
spec: {type: ClusterIP, externalTrafficPolicy: null, allocateLoadBalancerNodePorts: null,
  ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080}]}";

/// Both listeners on the first of three existing load balancers.
const CLOUD: &str = "
- base: clb-existing
  Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
  listeners:
    - {base: listener, Targets: [node 1:30080, node 2:30080]}
    - {base: listener, ListenerId: lbl-gate8080, Port: 8080, Targets: [node 1:30088, node 2:30088]}
- {base: clb-existing, LoadBalancerId: lb-exis0002}
- {base: clb-existing, LoadBalancerId: lb-exis0003}";

/// Service api with these ids in its annotations: the requested one, and the one that the controller wrote.
fn api(requested: &str, assigned: &str) -> String {
    format!(
        "
base: api
metadata: {{annotations: {{service.kubernetes.io/tke-existed-lbid: {requested}, service.kubernetes.io/loadbalance-id: {assigned}}}}}"
    )
}

/// Service api, moved to this load balancer and otherwise changed.
fn moved(id: &str, further: &str) -> String {
    format!("{{base: api, metadata: {{annotations: {{service.kubernetes.io/tke-existed-lbid: {id}}}}}{further}}}")
}

/// Whether gateway, which leaves, takes the cluster's tag with it. It does so if api does not stay.
#[track_caller]
fn assert_stays(live_api: &str, next_api: &str, mode: &str, expected: bool) {
    let plan = RequestInYaml {
        live: &format!("{live_api}\n---\n{GATEWAY}"),
        manifests: &format!("{next_api}\n---\n{GATEWAY_LEAVES}"),
        clb: CLOUD,
        context: &format!("lifecycleMode: {mode}"),
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/gateway"), "release, address kept");
    let mut calls = vec!["DeleteListener listener/TCP/8080"];
    if !expected {
        calls.push("UnTagResources tags");
    }
    assert_eq!(plan.calls("platform/gateway"), calls, "{}", plan.load_balancer("platform/api"));
}

/// Faults in `sharing/from_desired_and_current.rs`: each part of `is_leaving` is always true or always false.
#[test]
fn a_service_stays_on_a_load_balancer_unless_it_moves() {
    let usual = "base: api";
    let other = moved("lb-exis0002", "");
    assert_stays(usual, &other, "blocked", true);
    assert_stays(usual, &other, "rebuild", false);
    let to_managed = moved("null", "");
    assert_stays(usual, &to_managed, "blocked", true);
    assert_stays(usual, &to_managed, "rebuild", false);
    let skipped = "{base: api, metadata: {annotations:
        {service.kubernetes.io/tke-existed-lbid: lb-exis0002, service.cloud.tencent.com/mode: skip}}}";
    assert_stays(usual, skipped, "rebuild", true);
    let rejected = ", spec: {ports: [{name: http, port: 70000, protocol: TCP, targetPort: 8080}]}";
    assert_stays(usual, &moved("lb-exis0002", rejected), "rebuild", true);
}

/// Faults in the same file: the load balancer that the controller wrote down, and the requested one, are the same.
#[test]
fn a_service_is_on_the_load_balancer_that_it_has() {
    let [on_first, on_second] = [api("lb-exis0002", "lb-exis0001"), api("lb-exis0001", "lb-exis0002")];
    assert_stays(&on_second, &moved("lb-exis0003", ""), "blocked", false);
    assert_stays(&on_first, &moved("lb-exis0002", ""), "blocked", true);
    assert_stays(&on_first, &moved("lb-exis0002", ""), "rebuild", false);
    let rejected = ", spec: {ports: [{name: http, port: 70000, protocol: TCP, targetPort: 8080}]}";
    assert_stays(&on_first, &moved("lb-exis0002", rejected), "rebuild", true);
}

/// Faults in the same file: `last_to_leave` names another Service, or none.
#[test]
fn the_last_service_by_name_takes_the_tag_with_it() {
    let plan = RequestInYaml {
        live: &format!("base: api\n---\n{GATEWAY}"),
        manifests: &format!("{API_LEAVES}\n---\n{GATEWAY_LEAVES}"),
        clb: CLOUD,
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.calls("platform/api"), ["DeleteListener listener/TCP/80"]);
    assert_eq!(plan.calls("platform/gateway"), ["DeleteListener listener/TCP/8080", "UnTagResources tags"]);
}

/// Fault in the same file: of Services that leave at once the last by name deletes, whoever the tags name.
#[test]
fn the_owner_in_the_tags_deletes_the_load_balancer() {
    for other in ["aaa", "zoo"] {
        let live = format!(
            "
base: checkout
---
base: gateway
metadata:
  name: {other}
  namespace: {other}
  annotations: {{service.kubernetes.io/tke-existed-lbid: lb-6efswuxa, service.kubernetes.io/loadbalance-id: lb-6efswuxa}}
spec: {{ports: [{{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}}]}}"
        );
        let plan = RequestInYaml {
            live: &live,
            clb: "
                - base: clb-managed
                  listeners:
                    - {base: listener, Targets: [node 1:30080, node 2:30080]}
                    - {base: listener, ListenerId: lbl-gate8080, Port: 8080, Targets: [node 1:30088, node 2:30088]}",
            further: &format!("delete: [{{namespace: shop, name: checkout}}, {{namespace: {other}, name: {other}}}]"),
            ..RequestInYaml::default()
        };
        let plan = plan.plan();
        assert_eq!(plan.load_balancer("shop/checkout"), "delete, address lost");
        assert_eq!(plan.load_balancer(&format!("{other}/{other}")), "release, address lost");
    }
}

/// The plan for two Services with these live objects and manifests, where port 80 has these backends.
fn on_port_80(live: &str, manifests: &str, targets: &str) -> Plan {
    let clb = format!(
        "
- base: clb-existing
  Tags: [{{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}}]
  listeners: [{{base: listener, Targets: [{targets}]}}]"
    );
    RequestInYaml { live, manifests, clb: &clb, ..RequestInYaml::default() }.plan()
}

/// A new Service before api by name, on the same load balancer.
fn new(protocol: &str, port: u16, node_port: u16) -> String {
    format!(
        "
base: api
metadata: {{name: aaa, namespace: aaa}}
spec: {{ports: [{{name: http, port: {port}, protocol: {protocol}, targetPort: 8080, nodePort: {node_port}}}]}}"
    )
}

/// Faults in the same file and in `sharing/claim.rs`: each strength of a claim is another one.
#[test]
fn a_port_belongs_to_the_service_whose_backends_it_has_then_to_the_last_that_has_it() {
    let plan =
        on_port_80("base: api", &format!("base: api\n---\n{}", new("TCP", 80, 31080)), "node 1:30080, node 2:30080");
    assert_eq!(plan.load_balancer("platform/api"), "keep, address kept");
    assert_eq!(plan.load_balancer("aaa/aaa"), "error, address none");

    let both = "
base: api
---
{base: gateway, spec: {ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080, nodePort: 31080}]}}";
    let owner = |targets: &str| {
        let plan = on_port_80(both, both, targets);
        [plan.load_balancer("platform/api"), plan.load_balancer("platform/gateway")]
    };
    assert_eq!(owner("node 1:30080, node 2:30080"), ["keep, address kept", "error, address kept"]);
    assert_eq!(owner("node 1:31080, node 2:31080"), ["error, address kept", "keep, address kept"]);
    assert_eq!(owner(""), ["error, address kept", "update, address kept"]);
}

/// Two Services of one namespace may select the same Pods, but never have the same node port.
fn endpoints(service: &str, protocol: &str) -> String {
    format!(
        "
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {{name: {service}-1, namespace: platform, labels: {{kubernetes.io/service-name: {service}}}}}
addressType: IPv4
endpoints: [{{addresses: [172.16.1.5], nodeName: 10.0.0.1, conditions: {{ready: true}}}}]
ports: [{{name: http, port: 8080, protocol: {protocol}}}]"
    )
}

/// Faults in the same file: a backend in use is only requested, or the other way round.
#[test]
fn a_backend_belongs_to_the_service_that_has_it_then_to_the_first() {
    let direct = "metadata: {annotations: {service.cloud.tencent.com/direct-access: 'true'}}";
    let bind = |protocol: &str, targets: &str| {
        let api = format!("base: api\n{direct}");
        let new = format!(
            "
base: api
metadata: {{name: aaa, annotations: {{service.cloud.tencent.com/direct-access: 'true'}}}}
spec: {{ports: [{{name: http, port: 8080, protocol: {protocol}, targetPort: 8080, nodePort: 30090}}]}}"
        );
        let live = [api.clone(), endpoints("api", "TCP"), endpoints("aaa", protocol)].join("\n---\n");
        let clb = format!(
            "
- base: clb-existing
  Tags: [{{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}}]
  listeners: [{{base: listener, Targets: [{targets}]}}]"
        );
        let parts = RequestInYaml {
            live: &live,
            manifests: &format!("{api}\n---\n{new}"),
            clb: &clb,
            context: "networkModes: [VPC-CNI]",
            ..RequestInYaml::default()
        };
        let plan = parts.plan();
        [plan.load_balancer("platform/api"), plan.load_balancer("platform/aaa")]
    };
    let bound = "pod 172.16.1.5:8080";
    assert_eq!(bind("TCP", bound), ["keep, address kept", "error, address none"]);
    assert_eq!(bind("UDP", bound), ["keep, address kept", "adopt, address new"]);
    assert_eq!(bind("TCP", ""), ["error, address kept", "adopt, address new"]);
}
