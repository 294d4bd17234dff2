//! Reads requests without the code under test, so that a check does not share its mistakes.

use super::check_random_requests::{list, name_of, text};
use serde_json::Value;
use std::collections::BTreeSet;

pub const TKE_EXISTED_LBID: &str = "service.kubernetes.io/tke-existed-lbid";
pub const LOADBALANCE_ID: &str = "service.kubernetes.io/loadbalance-id";

/// The Service of that name among `manifests` or `live`.
pub fn service<'a>(request: &'a Value, part: &str, name: &str) -> Option<&'a Value> {
    list(request, part).iter().find(|object| object["kind"] == "Service" && name_of(object) == name)
}

/// The Services after the plan: desired ones, and live ones that are not deleted.
pub fn remaining_services<'a>(request: &'a Value) -> Vec<(String, &'a Value)> {
    let mut out: Vec<(String, &'a Value)> = Vec::new();
    let gone: BTreeSet<String> = list(request, "delete").iter().map(name_of).collect();
    let services = |part| list(request, part).iter().filter(|object| object["kind"] == "Service");
    out.extend(services("manifests").map(|object| (name_of(object), object)));
    for object in services("live") {
        let name = name_of(object);
        let pruned =
            request["prune"] == true || gone.contains(&name) || !object["metadata"]["deletionTimestamp"].is_null();
        if !pruned && !out.iter().any(|(other, _)| *other == name) {
            out.push((name, object));
        }
    }
    out
}

pub fn annotation<'a>(service: &'a Value, name: &str) -> &'a str {
    text(&service["metadata"]["annotations"], name)
}

/// The cloud's response for a CLB.
pub fn load_balancer<'a>(request: &'a Value, id: &str) -> Option<&'a Value> {
    list(&request["clb"], "loadBalancers").iter().find(|body| body["LoadBalancerId"] == id)
}

/// A tag: `None` if it is absent or tags were not provided.
pub fn tag<'a>(body: &'a Value, key: &str) -> Option<&'a str> {
    list(body, "Tags").iter().find(|tag| tag["TagKey"] == key).map(|tag| text(tag, "TagValue"))
}

/// The uids of the Services that the tags name: under a key of its own, or as keys.
pub fn owners(body: &Value) -> Vec<&str> {
    let named = list(body, "Tags").iter().filter_map(|tag| match (text(tag, "TagKey"), text(tag, "TagValue")) {
        ("tke-lb-serviceuuid", uid) | (uid, "tke-lb-serviceId") => Some(uid),
        _ => None,
    });
    named.collect()
}

pub fn listener<'a>(request: &'a Value, id: &str) -> Option<&'a Value> {
    let all = request["clb"]["listeners"].as_object()?;
    all.values().flat_map(|list| list.as_array().into_iter().flatten()).find(|listener| listener["ListenerId"] == id)
}

/// The texts of every member of that name, at any depth.
pub fn collect_values<'a>(value: &'a Value, key: &str, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if name == key {
                    found.extend(value.as_str());
                    found.extend(value.as_array().into_iter().flatten().filter_map(Value::as_str));
                }
                collect_values(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_values(item, key, found)),
        _ => {}
    }
}

/// The CLBs that a call names.
pub fn load_balancers(action: &Value) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    collect_values(&action["request"], "LoadBalancerId", &mut ids);
    collect_values(&action["request"], "LoadBalancerIds", &mut ids);
    let mut resources = BTreeSet::new();
    collect_values(&action["request"], "ResourceList", &mut resources);
    ids.extend(resources.into_iter().filter_map(|name| name.rsplit('/').next()));
    ids
}

/// The port numbers of a Service.
pub fn ports(service: &Value) -> Vec<u64> {
    list(&service["spec"], "ports").iter().filter_map(|port| port["port"].as_u64()).collect()
}
