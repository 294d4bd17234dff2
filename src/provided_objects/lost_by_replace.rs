//! What a manifest that replaces the live object takes away from it, though `kubectl apply` would keep it.
//!
//! Values that the API server fills in again, defaults and numbers that it allocated, are not lost.

use super::matching::{KEPT_OF_PORT, by_number, is_users, port_number};
use crate::kubernetes;
use crate::sorted_map::{SortedSet, sort};
use crate::syntax::{KubernetesObject, Member, MembersByName, Node, NodeValue};
use crate::tke;

/// Fields that the API server keeps or allocates again when an update leaves them out.
const ALLOCATED: [&str; 5] = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort"];
/// Fields that the API server clears itself when the type changes.
const CLEARED_WITH_TYPE: [&str; 3] = ["externalTrafficPolicy", "loadBalancerClass", "allocateLoadBalancerNodePorts"];

/// True where only that loss makes a Service of type LoadBalancer one of type ClusterIP.
pub(super) fn loses_load_balancer_type(desired: &KubernetesObject, live: &KubernetesObject) -> bool {
    let path = ["spec", "type"];
    live.node.at(&path).and_then(Node::as_str) == Some("LoadBalancer") && desired.node.at(&path).is_none()
}

/// The names of annotations and fields that only the live object has, in backticks.
pub(super) fn lost(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    let mut lost = annotations(desired, live);
    sort(&mut lost);
    if let Some(live) = live.node.get("spec") {
        let nothing = Node::default();
        let mut of_spec = spec(desired.node.get("spec").unwrap_or(&nothing), live);
        sort(&mut of_spec);
        of_spec.dedup();
        lost.extend(of_spec);
    }
    lost.into_iter().map(|name| format!("`{name}`")).collect()
}

/// Annotations of TKE.
fn annotations(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    let names = live.annotations().filter(|entry| is_users(entry.key) && tke::find(entry.key).is_some());
    let written = SortedSet::from_unsorted(desired.annotations().map(|entry| entry.key).collect());
    names.filter(|entry| !written.contains(entry.key)).map(|entry| entry.key.to_owned()).collect()
}

fn spec(own: &Node, live: &Node) -> Vec<String> {
    let written = MembersByName::of(own);
    let changes_type = own.get("type").is_some() && own.str_at("type") != live.str_at("type");
    let has_affinity = own.str_at("sessionAffinity") == Some("ClientIP");
    let is_lost = |member: &&Member| {
        let key = member.key.as_str();
        let is_cleared = changes_type && CLEARED_WITH_TYPE.contains(&key);
        let is_part_of_affinity = key == "sessionAffinityConfig" && !has_affinity;
        let is_named_by_item = ["ports", "selector"].contains(&key);
        let is_left_out = ALLOCATED.contains(&key) || is_cleared || is_part_of_affinity || is_named_by_item;
        !is_left_out && !written.has(key) && !is_filled_in(key, &member.value)
    };
    let mut lost: Vec<String> =
        MembersByName::of(live).into_counting().filter(is_lost).map(|member| member.key.to_string()).collect();
    lost.extend(selector(own, live));
    lost.extend(ports(own, live));
    lost
}

/// A selector that the manifest has not is lost as a whole.
fn selector(own: &Node, live: &Node) -> Vec<String> {
    let Some(live) = live.get("selector").filter(|selector| !selector.members().is_empty()) else { return Vec::new() };
    let Some(own) = own.get("selector") else { return vec!["selector".to_owned()] };
    let written = MembersByName::of(own);
    let lost = MembersByName::of(live).into_counting().filter(|member| !written.has(&member.key));
    lost.map(|member| format!("selector.{}", member.key)).collect()
}

/// kubectl matches ports by their number, and cannot tell those apart that have the same one: of them only the whole
/// number can be lost.
fn ports(own: &Node, live: &Node) -> Vec<String> {
    fn items(node: &Node) -> &[Node] {
        node.get("ports").map_or(&[], Node::items)
    }
    let (written, ambiguous) =
        (by_number(items(own)), [numbers_that_repeat(items(own)), numbers_that_repeat(items(live))]);
    let mut lost = Vec::new();
    for port in items(live) {
        let number = port_number(port);
        let shown = number.map_or_else(String::new, |number| number.to_string());
        let Some(own) = written.get(&number) else {
            lost.push(format!("ports[{shown}]"));
            continue;
        };
        if ambiguous.iter().any(|numbers| numbers.contains(&number)) {
            continue;
        }
        for key in KEPT_OF_PORT {
            let Some(value) = port.get(key).filter(|_| own.get(key).is_none()) else { continue };
            let is_same_number = key == "targetPort" && value.as_int() == number;
            if !is_same_number && !is_filled_in(key, value) {
                lost.push(format!("ports[{shown}].{key}"));
            }
        }
    }
    lost
}

fn numbers_that_repeat(ports: &[Node]) -> SortedSet<Option<i64>> {
    let mut numbers: Vec<Option<i64>> = ports.iter().map(port_number).collect();
    sort(&mut numbers);
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    pairs.filter(|(one, other)| one == other).map(|(number, _)| *number).collect()
}

/// True for a value that the API server writes itself where a manifest leaves the field out, and for an empty one.
fn is_filled_in(key: &str, value: &Node) -> bool {
    match &value.value {
        NodeValue::Null => true,
        NodeValue::Bool(value) => *value == (key == "allocateLoadBalancerNodePorts"),
        NodeValue::String(text) => text.is_empty() || kubernetes::is_default(key, value),
        NodeValue::Array(items) => items.is_empty(),
        NodeValue::Object(members) => {
            members.is_empty() || value.at(&["clientIP", "timeoutSeconds"]).and_then(Node::as_int) == Some(10_800)
        }
        NodeValue::Number(_) => false,
    }
}
