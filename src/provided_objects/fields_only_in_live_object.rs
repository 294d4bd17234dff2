//! What only the live object has: a manifest that replaces it would remove this, and `kubectl apply` keeps it where the
//! manifest that was applied last is unknown.
//!
//! Values that the API server fills in again, defaults and numbers that it allocated, would not be removed.

use super::port_matching::{self, PortIdentity, PortKey, is_users, port_number};
use crate::kubernetes;
use crate::sorted_map::{SortedSet, sort};
use crate::syntax::{KubernetesObject, Member, MembersByName, SyntaxNode, SyntaxNodeValue};
use crate::tke;

/// Fields that the API server keeps or allocates again when an update leaves them out.
const ALLOCATED: [&str; 5] = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort"];
/// Fields that the API server clears itself when the type changes.
const CLEARED_WITH_TYPE: [&str; 3] = ["externalTrafficPolicy", "loadBalancerClass", "allocateLoadBalancerNodePorts"];

/// Fields of `spec` that decide the load balancer. The parts of `selector` and `ports` have names of their own.
const DECISIVE: [&str; 4] = ["type", "selector", "loadBalancerClass", "externalTrafficPolicy"];

/// True where a replacement would make a Service of type LoadBalancer one of type ClusterIP by leaving out the type.
pub(super) fn keeps_load_balancer_type(desired: &KubernetesObject, live: &KubernetesObject) -> bool {
    let path = ["spec", "type"];
    live.node.at(&path).and_then(SyntaxNode::as_str) == Some("LoadBalancer") && desired.node.at(&path).is_none()
}

/// True where a manifest, as it is after `kubectl apply`, lacks what decides the load balancer and the live object has.
pub fn removes_fields(own: &SyntaxNode, live: &SyntaxNode) -> bool {
    spec(own, live).iter().any(|name| name.contains(['.', '[']) || DECISIVE.contains(&name.as_str()))
}

/// The names of annotations and fields that only the live object has, in backticks.
pub(super) fn names(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    let mut names = annotations(desired, live);
    sort(&mut names);
    if let Some(live) = live.node.get("spec") {
        let nothing = SyntaxNode::default();
        let mut of_spec = spec(desired.node.get("spec").unwrap_or(&nothing), live);
        sort(&mut of_spec);
        of_spec.dedup();
        names.extend(of_spec);
    }
    names.into_iter().map(|name| format!("`{name}`")).collect()
}

/// Annotations of TKE.
fn annotations(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    let names = live.annotations().filter(|entry| is_users(entry.key) && tke::find(entry.key).is_some());
    let written = SortedSet::from_unsorted(desired.annotations().map(|entry| entry.key).collect());
    names.filter(|entry| !written.contains(entry.key)).map(|entry| entry.key.to_owned()).collect()
}

fn spec(own: &SyntaxNode, live: &SyntaxNode) -> Vec<String> {
    let written = MembersByName::of(own);
    let changes_type = own.get("type").is_some() && own.str_at("type") != live.str_at("type");
    let has_affinity = own.str_at("sessionAffinity") == Some("ClientIP");
    let is_only_live = |member: &&Member| {
        let key = member.key.as_str();
        let is_cleared = changes_type && CLEARED_WITH_TYPE.contains(&key);
        let is_part_of_affinity = key == "sessionAffinityConfig" && !has_affinity;
        let is_named_by_item = ["ports", "selector"].contains(&key);
        let is_left_out = ALLOCATED.contains(&key) || is_cleared || is_part_of_affinity || is_named_by_item;
        !is_left_out && !written.has(key) && !is_filled_in(key, &member.value)
    };
    let mut names: Vec<String> =
        MembersByName::of(live).into_counting().filter(is_only_live).map(|member| member.key.to_string()).collect();
    names.extend(selector(own, live));
    names.extend(ports(own, live));
    names
}

/// A selector that the manifest leaves out is one name.
fn selector(own: &SyntaxNode, live: &SyntaxNode) -> Vec<String> {
    let Some(live) = live.get("selector").filter(|selector| !selector.members().is_empty()) else { return Vec::new() };
    let Some(own) = own.get("selector") else { return vec!["selector".to_owned()] };
    let written = MembersByName::of(own);
    let missing = MembersByName::of(live).into_counting().filter(|member| !written.has(&member.key));
    missing.map(|member| format!("selector.{}", member.key)).collect()
}

fn ports(own: &SyntaxNode, live: &SyntaxNode) -> Vec<String> {
    let kept = port_matching::lost_of_port(own, live);
    let (own, live) = (port_matching::ports(own), port_matching::ports(live));
    let identity = PortIdentity::for_all(&[own, live]);
    let written = identity.map(own);
    let mut names = Vec::new();
    for port in live {
        let key = identity.of(port);
        let Some(own) = written.get(&key) else {
            names.push(port_name(key));
            continue;
        };
        for member in &kept {
            let Some(value) = port.get(member).filter(|_| own.get(member).is_none()) else { continue };
            let is_same_number = *member == "targetPort" && value.as_int() == port_number(port);
            if !is_same_number && !is_filled_in(member, value) {
                names.push(format!("{}.{member}", port_name(key)));
            }
        }
    }
    names
}

fn port_name(key: PortKey<'_>) -> String {
    format!("ports[{}]", port_matching::shown(key))
}

/// True for a value that the API server writes itself where a manifest leaves the field out, and for an empty one.
fn is_filled_in(key: &str, value: &SyntaxNode) -> bool {
    match &value.value {
        SyntaxNodeValue::Null => true,
        SyntaxNodeValue::Bool(value) => *value == (key == "allocateLoadBalancerNodePorts"),
        SyntaxNodeValue::String(text) => text.is_empty() || kubernetes::is_default(key, value),
        SyntaxNodeValue::Array(items) => items.is_empty(),
        SyntaxNodeValue::Object(members) => {
            members.is_empty() || value.at(&["clientIP", "timeoutSeconds"]).and_then(SyntaxNode::as_int) == Some(10_800)
        }
        SyntaxNodeValue::Number(_) => false,
    }
}
