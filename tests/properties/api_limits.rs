//! Every call stays within the limits of the API, however big the Service is.

use super::check_random_requests::{check_random_requests, list, plan, services, simulate, text};
use serde_json::{Value, json};

#[test]
fn calls_are_within_the_limits_of_the_api() {
    check_random_requests(200, |request, _| check(&plan(request)));
}

/// 1,000 backends come, change their weight, move and go: over each kind of listener.
#[test]
fn a_thousand_targets_are_registered_in_batches() {
    for (protocol, route) in [("TCP", "pods"), ("TCP_SSL", "pods"), ("HTTP", "pods"), ("UDP", "nodes")] {
        let empty = json!({ "loadBalancers": [], "listeners": {}, "targets": {}, "complete": true });
        let mut request = json!({ "context": context(), "clb": empty });
        let mut seen = Vec::new();
        for (network, count, weight) in [(1, 1000, 10), (1, 1000, 20), (2, 1000, 20), (2, 0, 20)] {
            request["manifests"] = json!([request_with_many_targets(protocol, route, weight)]);
            let services: Vec<Value> =
                list(&request, "live").iter().filter(|object| object["kind"] == "Service").cloned().collect();
            let around = if route == "pods" { slices(network, count) } else { nodes(network, count) };
            request["live"] = services.into_iter().chain(around).collect();
            let planned = plan(&request);
            check(&planned).unwrap_or_else(|reason| panic!("{protocol}, {route}: {reason}"));
            let calls = count_calls(&planned);
            seen.push(calls);
            let after = simulate(&request);
            assert_eq!(after["refused"], json!([]), "{protocol}, {route}");
            request["live"] = after["live"].clone();
            request["clb"] = after["clb"].clone();
        }
        let plain = protocol == "TCP_SSL";
        let batches = if plain { 50 } else { 2 };
        let weighed = if route == "pods" { 2 } else { 0 };
        assert_eq!(seen, [batches, weighed, 2 * batches, batches], "{protocol}, {route}");
    }
}

/// The live objects are all that the cluster has.
fn context() -> Value {
    json!({ "clusterId": "cls-aaaa1111", "region": "ap-guangzhou", "liveComplete": true })
}

fn count_calls(plan: &Value) -> usize {
    let all = services(plan);
    let actions = all.iter().flat_map(|(_, service)| list(service, "actions"));
    actions.filter(|action| text(action, "api").contains("Target")).count()
}

fn request_with_many_targets(protocol: &str, route: &str, weight: u32) -> Value {
    let entry = match protocol {
        "HTTP" => json!({ "protocol": [protocol], "hosts": { "a.example.com": {} } }),
        _ => json!({ "protocol": [protocol], "tls": "cert" }),
    };
    let annotations = json!({
        "service.cloud.tencent.com/specify-protocol": json!({ "80": entry }).to_string(),
        "service.cloud.tencent.com/direct-access": if route == "pods" { "true" } else { "false" },
        "service.cloud.tencent.com/lb-rs-weight": json!({ "defaultWeight": weight, "groups": [] }).to_string(),
    });
    let own = if protocol == "UDP" { "UDP" } else { "TCP" };
    let port = json!({ "name": "p", "port": 80, "protocol": own, "nodePort": 30080 });
    json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": "big", "namespace": "shop", "annotations": annotations },
        "spec": { "type": "LoadBalancer", "selector": { "app": "big" }, "ports": [port] },
    })
}

fn slices(network: usize, count: usize) -> Vec<Value> {
    let endpoint = |index: usize| json!({ "addresses": [format!("10.{network}.{}.{}", index / 250, index % 250 + 1)] });
    let endpoints: Vec<Value> = (0..count).map(endpoint).collect();
    let metadata = json!({ "name": "big-1", "namespace": "shop", "labels": { "kubernetes.io/service-name": "big" } });
    let port = json!({ "name": "p", "port": 8080, "protocol": "TCP" });
    let slice = json!({
        "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
        "metadata": metadata, "endpoints": endpoints, "ports": [port],
    });
    let secret = json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "cert", "namespace": "shop" },
        "data": { "qcloud_cert_id": "Y2VydC0x" },
    });
    vec![slice, secret]
}

/// Nodes, and a master, so that nodes are provided even with a count of 0.
fn nodes(network: usize, count: usize) -> Vec<Value> {
    let node = |index: usize| {
        let spec = json!({ "providerID": format!("qcloud:///1/ins-{network}x{index:06}") });
        json!({ "apiVersion": "v1", "kind": "Node", "metadata": { "name": format!("n{index}") }, "spec": spec })
    };
    let labels = json!({ "node-role.kubernetes.io/master": "" });
    let master = json!({ "apiVersion": "v1", "kind": "Node", "metadata": { "name": "master", "labels": labels } });
    (0..count).map(node).chain([master]).collect()
}

/// No call exceeds a limit of the API.
pub fn check(plan: &Value) -> Result<(), String> {
    for (_, service) in services(plan) {
        for action in list(service, "actions") {
            check_call(text(action, "api"), &action["request"])
                .map_err(|reason| format!("{} {}: {reason}", action["api"], action["address"]))?;
        }
    }
    Ok(())
}

fn check_call(api: &str, request: &Value) -> Result<(), String> {
    let at_most = |key: &str, most: usize| {
        let count = list(request, key).len();
        if (1..=most).contains(&count) { Ok(()) } else { Err(format!("{count} {key}")) }
    };
    match api {
        "BatchRegisterTargets" | "BatchDeregisterTargets" => at_most("Targets", 500),
        "RegisterTargets" | "DeregisterTargets" => at_most("Targets", 20),
        "BatchModifyTargetWeight" => {
            at_most("ModifyList", 100)?;
            let parts: Vec<usize> =
                list(request, "ModifyList").iter().map(|part| list(part, "Targets").len()).collect();
            let fits = parts.iter().all(|part| (1..=50).contains(part)) && parts.iter().sum::<usize>() <= 500;
            if fits { Ok(()) } else { Err(format!("{parts:?} weights")) }
        }
        "DeleteLoadBalancer" => at_most("LoadBalancerIds", 20),
        "CreateListener" => at_most("Ports", 50),
        "CreateLoadBalancer" => at_most("Tags", 20),
        "TagResources" => at_most("ResourceList", 10).and(at_most("Tags", 10)),
        "UnTagResources" => at_most("ResourceList", 10).and(at_most("TagKeys", 10)),
        "SetLoadBalancerSecurityGroups" if list(request, "SecurityGroups").len() > 50 => Err("groups".to_owned()),
        _ => Ok(()),
    }
}
