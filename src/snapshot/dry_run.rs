//! Node ports of a dry run. `kubectl apply --dry-run=server`, `kubectl diff` and the webhooks that they call get the object
//! as the API server would store it, with numbers in place of the node ports that it would choose.
//!
//! Such a number is removed: the port then counts as one without a node port, which is unknown until it is applied. Only
//! objects that an API server wrote are read so, and a number that the live object has is real. Source:
//! PortAllocationOperation in pkg/registry/core/service/portallocator/operation.go.

use super::kubectl_apply::LAST_APPLIED;
use super::reasons;
use crate::diagnostic::Reason;
use crate::request::ServiceName;
use crate::syntax::{KubernetesObject, Node, NodeValue, parse_json};

const HEALTH_CHECK: &str = "healthCheckNodePort";
/// The first number that a dry run puts in place of a node port; the others follow.
const FIRST: i64 = 32769;

/// Removes what stands for a node port, and names it.
pub(super) fn remove_stand_ins(object: &mut KubernetesObject, live: Option<&KubernetesObject>) -> Option<Reason> {
    let written = |key: &str| object.metadata().is_some_and(|metadata| metadata.str_at(key).is_some());
    if !written("uid") && !written("creationTimestamp") {
        return None;
    }
    // Of an object that is stored already, every number that the manifest does not have may be a real one.
    let manifest = object.annotation(LAST_APPLIED).filter(|_| !written("resourceVersion"));
    let numbers = StandIns {
        last: FIRST + i64::try_from(ports(&object.node).len()).unwrap_or_default(),
        all: node_ports(&object.node),
        live: live.map(|live| node_ports(&live.node)).unwrap_or_default(),
        requested: manifest.and_then(|text| parse_json(text).ok()).map(|manifest| node_ports(&manifest)),
    };
    let mut removed: Vec<String> = Vec::new();
    let spec = member(&mut object.node, "spec")?;
    take(spec, HEALTH_CHECK, &numbers, &mut removed);
    if let Some(Node { value: NodeValue::Array(ports), .. }) = member(spec, "ports") {
        ports.iter_mut().for_each(|port| take(port, "nodePort", &numbers, &mut removed));
    }
    let service = ServiceName::of(object).to_string();
    (!removed.is_empty()).then(|| reasons::STAND_IN_NODE_PORTS.with("service", service).list("numbers", removed))
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

fn take(node: &mut Node, key: &str, numbers: &StandIns, removed: &mut Vec<String>) {
    let number = node.get(key).and_then(Node::as_int).filter(|number| numbers.contains(*number));
    if let (Some(number), NodeValue::Object(members)) = (number, &mut node.value) {
        members.retain(|member| member.key != key);
        removed.push(format!("`{number}`"));
    }
}

fn member<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let NodeValue::Object(members) = &mut node.value else { return None };
    members.iter_mut().rfind(|member| member.key == key).map(|member| &mut member.value)
}

fn ports(object: &Node) -> &[Node] {
    object.at(&["spec", "ports"]).map_or(&[], Node::items)
}

/// Also that of the health check.
fn node_ports(object: &Node) -> Vec<i64> {
    let health = object.at(&["spec", HEALTH_CHECK]);
    let ports = ports(object).iter().filter_map(|port| port.get("nodePort"));
    ports.chain(health).filter_map(Node::as_int).collect()
}
