//! Load balancers that are deleted, released, bought or taken into use.

use crate::request_builder::RequestInYaml;

const NO_CALLS: [&str; 0] = [];

/// Fault in `planner/outcome/adoption_facts.rs`: the listeners of any load balancer count as the Service's own if
/// its live object requests their ports.
#[test]
fn a_listener_on_the_next_load_balancer_is_not_the_services_own() {
    let plan = RequestInYaml {
        live: "base: api",
        manifests: "{base: api, metadata: {annotations: {service.kubernetes.io/tke-existed-lbid: lb-exis0002}}}",
        clb: "
            - base: clb-existing
              listeners: [{base: listener, Targets: [node 1:30080, node 2:30080]}]
            - base: clb-existing
              LoadBalancerId: lb-exis0002
              listeners: [{base: listener, ListenerId: lbl-othe0080, Targets: [node 1:31080]}]",
        context: "lifecycleMode: rebuild",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "error, address kept");
    assert_eq!(plan.calls("platform/api"), NO_CALLS);
}

/// Fault in `planner/outcome/delete_or_release.rs`: only Services that stay count as users of a load balancer.
#[test]
fn a_load_balancer_is_not_deleted_while_another_service_is_on_its_way_to_another_one() {
    let plan = RequestInYaml {
        live: "
{base: checkout}
---
base: gateway
metadata:
  annotations:
    service.kubernetes.io/tke-existed-lbid: lb-6efswuxa
    service.kubernetes.io/loadbalance-id: lb-6efswuxa
spec: {ports: [{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}]}",
        manifests: "
base: gateway
spec: {ports: [{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}]}",
        clb: "
            - base: clb-managed
              listeners:
                - {base: listener, Targets: [node 1:30080, node 2:30080]}
                - {base: listener, ListenerId: lbl-gate8080, Port: 8080, Targets: [node 1:30088, node 2:30088]}
            - base: clb-existing",
        context: "lifecycleMode: rebuild",
        further: "delete: [{namespace: shop, name: checkout}]",
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("shop/checkout"), "release, address unknown");
    assert_eq!(plan.calls("shop/checkout"), NO_CALLS);
    assert_eq!(plan.load_balancer("platform/gateway"), "replace, address changed");
}

/// Fault in `planner/outcome/delete_or_release.rs`: the Service that goes deletes each listener that its live
/// object requests.
#[test]
fn a_listener_that_another_service_requests_stays_when_a_service_leaves() {
    let plan = RequestInYaml {
        live: "
{base: api}
---
{base: gateway}",
        manifests: "{base: api, metadata: {annotations: null}, spec: {type: ClusterIP, externalTrafficPolicy: null,
            allocateLoadBalancerNodePorts: null, ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080}]}}",
        clb: "
            - base: clb-existing
              Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
              listeners: [{base: listener, Targets: [node 1:30080, node 2:30080]}]",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "release, address kept");
    assert_eq!(plan.calls("platform/api"), NO_CALLS);
}

/// Fault in `planner/outcome/replace.rs`: the current load balancer is released though the next one is not among
/// the cloud's answers.
#[test]
fn a_load_balancer_is_not_left_for_one_that_was_not_seen() {
    let plan = RequestInYaml {
        live: "base: api",
        manifests: "{base: api, metadata: {annotations: {service.kubernetes.io/tke-existed-lbid: lb-exis0002}}}",
        clb: "
            loadBalancers: [{base: clb-existing, Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]}]
            listeners: {lb-exis0001: [{base: listener}]}
            complete: false",
        context: "lifecycleMode: rebuild",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "error, address kept");
    assert_eq!(plan.calls("platform/api"), NO_CALLS);
    assert_eq!(plan.answer()["complete"], false);
}

/// Fault in `sharing/sharing_enabled.rs`: in a serverless cluster the mere presence of the annotation allows sharing.
#[test]
fn a_service_that_declares_not_to_share_does_not_join_another_one() {
    let join = |share: &str| {
        let manifests = format!(
            "
base: gateway
metadata: {{annotations: {{service.kubernetes.io/qcloud-share-existed-lb: '{share}'}}}}
spec: {{ports: [{{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}}]}}"
        );
        let plan = RequestInYaml {
            live: "base: api",
            manifests: &manifests,
            clb: "
            - base: clb-existing
              Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
              listeners: [{base: listener}]",
            context: "clusterType: serverless",
            ..RequestInYaml::default()
        };
        plan.plan().load_balancer("platform/gateway")
    };
    assert_eq!(join("true"), "adopt, address new");
    assert_eq!(join("false"), "error, address none");
}

/// Fault in `planner/outcome/replace.rs`: a load balancer that is deleted makes room for one of another type.
#[test]
fn a_public_load_balancer_makes_no_room_for_an_internal_one() {
    let plan = RequestInYaml {
        live: "base: checkout",
        manifests: "{base: checkout, metadata: {annotations:
            {service.kubernetes.io/qcloud-loadbalancer-internal-subnetid: subnet-aaaa1111}}}",
        clb: "
            - base: clb-managed
              listeners: [{base: listener, Targets: [node 1:30080, node 2:30080]}]
            - base: clb-internal",
        context: "{lifecycleMode: rebuild, quotas: {clbsPerRegion: 1}}",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("shop/checkout"), "error, address kept");
    assert_eq!(plan.calls("shop/checkout"), NO_CALLS);
    assert!(plan.findings().contains(&"load-balancer/quota"), "{:?}", plan.findings());
}

/// Fault in `planner/purchase_quota.rs`: each purchase uses the quota of public load balancers.
#[test]
fn an_internal_load_balancer_leaves_the_quota_of_public_ones() {
    let plan = RequestInYaml {
        manifests: "
{base: ledger}
---
{base: checkout}",
        clb: "[]",
        context: "quotas: {clbsPerRegion: 1}",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("finance/ledger"), "create, address new");
    assert_eq!(plan.load_balancer("shop/checkout"), "create, address new");
}

/// Fault in `current/resolve.rs`: a load balancer that no cluster uses belongs to the Service that names it, if a
/// listener has its port.
#[test]
fn a_load_balancer_without_the_clusters_tag_is_not_in_use_yet() {
    let plan = RequestInYaml {
        live: "{base: api, metadata: {annotations: {service.kubernetes.io/loadbalance-id: null}}, status: null}",
        manifests: "base: api",
        clb: "
            - base: clb-existing
              listeners: [{base: listener, ListenerId: lbl-othe0080, Targets: [node 1:31080]}]",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "error, address none");
    assert_eq!(plan.calls("platform/api"), NO_CALLS);
}

/// Fault in `planner/outcome/adoption_facts.rs`: the quota of listeners stops the whole sync of a load balancer
/// that is in use already.
#[test]
fn a_full_load_balancer_in_use_stays_in_use() {
    let plan = RequestInYaml {
        live: "base: api",
        manifests: "
base: api
spec:
  ports:
    - {name: http, port: 80, protocol: TCP, targetPort: 8080, nodePort: 30080}
    - {name: admin, port: 81, protocol: TCP, targetPort: 8081, nodePort: 30081}",
        clb: "
            - base: clb-existing
              Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
              listeners: [{base: listener, Targets: [node 1:30080]}]",
        context: "quotas: {listenersPerClb: 1}",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "update, address kept");
    assert_eq!(plan.calls("platform/api"), ["BatchRegisterTargets backends/TCP/80"]);
}

/// Fault in `sharing/from_desired_and_current.rs`: in lifecycle mode `rebuild`, a Service that moves to another
/// load balancer counts as staying.
#[test]
fn the_clusters_tag_goes_with_the_last_services_of_a_load_balancer() {
    let services = |id: &str| {
        format!(
            "
base: api
metadata: {{annotations: {{service.kubernetes.io/tke-existed-lbid: {id}}}}}
---
base: gateway
metadata: {{annotations: {{service.kubernetes.io/tke-existed-lbid: {id}}}}}
spec: {{ports: [{{name: http, port: 8080, protocol: TCP, targetPort: 8080, nodePort: 30088}}]}}"
        )
    };
    let plan = RequestInYaml {
        live: &services("lb-exis0001"),
        manifests: &services("lb-exis0002"),
        clb: "
            - base: clb-existing
              Tags: [{TagKey: tke-clusterId, TagValue: cls-2x9k4m7q}]
              listeners: [{base: listener}, {base: listener, ListenerId: lbl-gate8080, Port: 8080}]
            - {base: clb-existing, LoadBalancerId: lb-exis0002}",
        context: "lifecycleMode: rebuild",
        ..RequestInYaml::default()
    };
    let plan = plan.plan();
    assert_eq!(plan.load_balancer("platform/api"), "replace, address changed");
    assert_eq!(plan.load_balancer("platform/gateway"), "replace, address changed");
    let calls = [plan.calls("platform/api"), plan.calls("platform/gateway")].concat();
    assert!(calls.iter().any(|call| call == "UnTagResources tags"), "{calls:?}");
}
