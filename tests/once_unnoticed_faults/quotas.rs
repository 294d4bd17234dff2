//! Quotas: the last one that is allowed, and the first one that is not.

use crate::request_builder::{Plan, RequestInYaml};

const NAME: &str = "shop/checkout";

fn count(plan: &Plan, api: &str) -> usize {
    plan.calls(NAME).iter().filter(|call| call.starts_with(api)).count()
}

/// Fault in `desired/quota.rs`: the default quota of backends is exceeded by the last one that it allows.
#[test]
fn a_hundred_backends_fit_without_a_known_quota() {
    let is_reported = |nodes: u32| {
        let live: Vec<String> = (3..=nodes).map(|node| format!("{{base: node {node}}}")).collect();
        let live = live.join("\n---\n");
        let plan =
            RequestInYaml { live: &live, manifests: "base: checkout", clb: "[]", ..RequestInYaml::default() }.plan();
        plan.findings().contains(&"listener/target-quota")
            || plan.answer()["assumptions"].to_string().contains("target-quota")
    };
    assert!(!is_reported(100));
    assert!(is_reported(101));
}

/// Fault in `planner/preflight/quota.rs`: backends are not counted before the API server has allocated their node port.
#[test]
fn backends_without_a_node_port_count() {
    let plan = |nodes: u32, context: &str| {
        let live: Vec<String> = (3..=nodes).map(|node| format!("{{base: node {node}}}")).collect();
        let manifests = "{base: checkout, spec: {ports: [{name: http, port: 80, targetPort: 8080}]}}";
        RequestInYaml { live: &live.join("\n---\n"), manifests, clb: "[]", context, ..RequestInYaml::default() }.plan()
    };
    let is_assumed = |nodes| plan(nodes, "").answer()["assumptions"].to_string().contains("target-quota");
    assert!(!is_assumed(100));
    assert!(is_assumed(101));
    let quota = "quotas: {targetsPerListener: 2}";
    assert_eq!(plan(2, quota).load_balancer(NAME), "create, address new");
    assert_eq!(plan(3, quota).load_balancer(NAME), "error, address none");
    assert_eq!(plan(3, quota).findings(), ["backends/quota"]);
}

/// Fault in `planner/preflight/quota.rs`: one forwarding rule less than a listener takes.
#[test]
fn a_listener_takes_fifty_forwarding_rules() {
    let rules = |hosts: usize| {
        let hosts: Vec<String> = (0..hosts).map(|host| format!(r#""h{host}.example.com":{{}}"#)).collect();
        let manifests = format!(
            r#"
base: checkout
metadata:
  annotations:
    service.cloud.tencent.com/specify-protocol: '{{"80":{{"protocol":["HTTP"],"hosts":{{{}}}}}}}'"#,
            hosts.join(",")
        );
        let plan = RequestInYaml { manifests: &manifests, clb: "[]", ..RequestInYaml::default() }.plan();
        count(&plan, "CreateRule")
    };
    assert_eq!(rules(50), 50);
    assert_eq!(rules(51), 0);
}

/// Fault in `planner/resource/load_balancer.rs`: the cloud's guard against deletions begins at nineteen backends.
#[test]
fn twenty_bound_backends_delay_a_deletion() {
    let is_reported = |bound: u32| {
        let targets: Vec<String> = (1..=bound).map(|node| format!("node {node}:30080")).collect();
        let clb =
            format!("[{{base: clb-managed, listeners: [{{base: listener, Targets: ['{}']}}]}}]", targets.join("', '"));
        let further = "delete: [{namespace: shop, name: checkout}]";
        let plan = RequestInYaml { live: "base: checkout", clb: &clb, further, ..RequestInYaml::default() }.plan();
        assert_eq!(plan.load_balancer(NAME), "delete, address lost");
        plan.findings().contains(&"load-balancer/delete-guard")
    };
    assert!(!is_reported(19));
    assert!(is_reported(20));
}

/// Fault in `planner/resource/snat.rs`: a load balancer gets eleven SNAT addresses.
#[test]
fn a_load_balancer_has_ten_snat_addresses() {
    let is_added = |current: u32| {
        let addresses: Vec<String> =
            (0..current).map(|number| format!("{{SubnetId: subnet-full000{number}, Ip: 10.9.{number}.1}}")).collect();
        let clb = format!(
            "[{{base: clb-managed, SnatPro: true, SnatIps: [{}], listeners: [{{base: listener}}]}}]",
            addresses.join(", ")
        );
        let plan = RequestInYaml {
            live: "base: checkout",
            manifests: r#"
base: checkout
metadata:
  annotations:
    service.cloud.tencent.com/hybrid-type: CCN
    service.cloud.tencent.com/snat-pro-info: '{"snatIps":[{"subnetId":"subnet-9ru3s0tb"}]}'"#,
            clb: &clb,
            ..RequestInYaml::default()
        };
        count(&plan.plan(), "CreateLoadBalancerSnatIps") == 1
    };
    assert!(is_added(9));
    assert!(!is_added(10));
}
