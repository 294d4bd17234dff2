//! Values of a dry run. `kubectl apply --dry-run=server`, `kubectl diff` and the webhooks that they call get the object as
//! the API server would store it, with numbers in place of the node ports that it would choose, the first address of a range in
//! place of the one that it would assign, and a uid that it would not.
//!
//! They are removed, because they are unknown until the object is applied. Only objects that an API server wrote are read
//! so, and a number that the live object has is real. Source: PortAllocationOperation in
//! pkg/registry/core/service/portallocator/operation.go, and allocateNextService in ../ipallocator/ipallocator.go.

use super::copied_manifests::is_copy;
use super::reasons;
use crate::diagnostic::Reason;
use crate::kubernetes;
use crate::request::{Context, ServiceName};
use crate::sorted_map::sort;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue};

const HEALTH_CHECK: &str = "healthCheckNodePort";
/// The first number that a dry run puts in place of a node port; the others follow.
const FIRST: i64 = 32769;

/// True for an object that an API server wrote.
pub(super) fn is_stored_form(object: &KubernetesObject) -> bool {
    ["uid", "creationTimestamp"].iter().any(|key| is_set(object, key))
}

fn is_set(object: &KubernetesObject, key: &str) -> bool {
    object.metadata().is_some_and(|metadata| metadata.str_at(key).is_some())
}

/// True for an object that a dry run made, and that is not stored.
fn is_new_in_dry_run(object: &KubernetesObject) -> bool {
    is_stored_form(object) && !is_copy(object)
}

/// Removes what stands for the addresses of new Services, where the ranges of the cluster are known. A Service cannot have
/// the first address of a range.
pub(super) fn remove_stand_in_addresses(objects: &mut [KubernetesObject], context: &Context) {
    let Some(ranges) = kubernetes::release_rules(context).0.service_cidrs else { return };
    let stands_in =
        |node: &SyntaxNode| node.as_str().is_some_and(|address| ranges.iter().any(|range| range.begins_with(address)));
    for object in objects.iter_mut().filter(|object| object.kind() == "Service" && is_new_in_dry_run(object)) {
        let Some(spec) = object.node.member_mut("spec").map(|member| &mut member.value) else { continue };
        if spec.get("clusterIP").is_some_and(stands_in) {
            remove(spec, "clusterIP");
        }
        if let Some(SyntaxNodeValue::Array(addresses)) = spec.member_mut("clusterIPs").map(|own| &mut own.value.value) {
            addresses.retain(|address| !stands_in(address));
        }
        if spec.get("clusterIPs").is_some_and(|addresses| addresses.items().is_empty()) {
            remove(spec, "clusterIPs");
        }
    }
}

/// Removes stand-in node ports, which it names, and the uid of an object that is not stored. `manifest` is the one that
/// kubectl recorded in the object.
pub(super) fn remove_stand_ins(
    object: &mut KubernetesObject,
    live: Option<&KubernetesObject>,
    manifest: Option<&SyntaxNode>,
) -> Option<Reason> {
    if !is_stored_form(object) {
        return None;
    }
    let removes_uid = live.is_none() && is_new_in_dry_run(object);
    // An object that is stored already has real numbers that no manifest requested.
    let manifest = manifest.filter(|_| !is_set(object, "resourceVersion"));
    let numbers = StandIns {
        last: FIRST + i64::try_from(ports(&object.node).len()).unwrap_or_default(),
        all: node_ports(&object.node),
        live: live.map(|live| node_ports(&live.node)).unwrap_or_default(),
        requested: manifest.map(node_ports),
    };
    let mut removed = Vec::new();
    let spec = &mut object.node.member_mut("spec")?.value;
    take(spec, HEALTH_CHECK, &numbers, &mut removed);
    if let Some(SyntaxNodeValue::Array(ports)) = spec.member_mut("ports").map(|member| &mut member.value.value) {
        ports.iter_mut().for_each(|port| take(port, "nodePort", &numbers, &mut removed));
    }
    if removed.is_empty() && !removes_uid {
        return None;
    }
    let stored = live.and_then(|live| live.node.at(&["metadata", "uid"])).and_then(SyntaxNode::as_str);
    if let Some(metadata) = object.node.member_mut("metadata").filter(|own| own.value.str_at("uid") != stored) {
        remove(&mut metadata.value, "uid");
    }
    if removed.is_empty() {
        return None;
    }
    sort(&mut removed);
    let removed = removed.iter().map(|number| format!("`{number}`")).collect();
    Some(reasons::STAND_IN_NODE_PORTS.with("service", ServiceName::of(object).to_string()).list("numbers", removed))
}

/// What tells a number in place of a node port from a node port.
struct StandIns {
    /// The last number, if all node ports were left to the server.
    last: i64,
    /// All node ports of the object.
    all: Vec<i64>,
    /// Those of the live object.
    live: Vec<i64>,
    /// Those of the manifest, as kubectl recorded it.
    requested: Option<Vec<i64>>,
}

impl StandIns {
    /// A dry run counts from [`FIRST`], or from a node port that the manifest requests.
    fn contains(&self, number: i64) -> bool {
        let counted = (FIRST..=self.last).contains(&number);
        let not_requested = self.requested.as_ref().is_some_and(|requested| !requested.contains(&number));
        let follows = not_requested && self.all.contains(&(number - 1));
        (counted || follows) && !self.live.contains(&number)
    }
}

fn take(node: &mut SyntaxNode, key: &str, numbers: &StandIns, removed: &mut Vec<i64>) {
    if let Some(number) = node.get(key).and_then(SyntaxNode::as_int).filter(|number| numbers.contains(*number)) {
        remove(node, key);
        removed.push(number);
    }
}

fn remove(node: &mut SyntaxNode, key: &str) {
    if let SyntaxNodeValue::Object(members) = &mut node.value {
        members.retain(|member| member.key != key);
    }
}

fn ports(object: &SyntaxNode) -> &[SyntaxNode] {
    object.at(&["spec", "ports"]).map_or(&[], SyntaxNode::items)
}

/// Also that of the health check.
fn node_ports(object: &SyntaxNode) -> Vec<i64> {
    let health = object.at(&["spec", HEALTH_CHECK]);
    let ports = ports(object).iter().filter_map(|port| port.get("nodePort"));
    ports.chain(health).filter_map(SyntaxNode::as_int).collect()
}
