//! Which annotations users may write, and how the ports of a manifest and of a live object are matched.

use crate::sorted_map::{SortedMap, sort};
use crate::syntax::{SyntaxNode, SyntaxNodeValue};
use crate::tke::{self, SupportStatus};

/// Where kubectl keeps the manifest that was applied last.
pub const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// What may be kept of each port.
const KEPT_OF_PORT: [&str; 4] = ["name", "protocol", "targetPort", "appProtocol"];

/// True for annotations that users may write.
pub(super) fn is_users(name: &str) -> bool {
    name != LAST_APPLIED
        && tke::find(name).is_none_or(|definition| !matches!(definition.status, SupportStatus::WrittenByController))
}

pub(super) fn port_number(port: &SyntaxNode) -> Option<i64> {
    port.get("port").and_then(SyntaxNode::as_int)
}

/// What `kubectl apply` keeps of a port that it matches by number. The API server clears node ports that the type does not use.
pub(super) fn merged_of_port(spec: &SyntaxNode) -> Vec<&'static str> {
    let has_node_ports = matches!(spec.str_at("type"), Some("LoadBalancer" | "NodePort"));
    KEPT_OF_PORT.into_iter().chain(has_node_ports.then_some("nodePort")).collect()
}

/// What a replacement loses of a port. Where node ports are allocated, the API server keeps them by the port's name.
pub(super) fn lost_of_port(own: &SyntaxNode, live: &SyntaxNode) -> Vec<&'static str> {
    let is_off = |spec: &SyntaxNode| {
        spec.get("allocateLoadBalancerNodePorts")
            .is_some_and(|allocates| allocates.value == SyntaxNodeValue::Bool(false))
    };
    let node_port = (is_off(own) || is_off(live)).then_some("nodePort");
    KEPT_OF_PORT.into_iter().chain(node_port).collect()
}

pub(super) fn protocol(port: &SyntaxNode) -> &str {
    port.str_at("protocol").unwrap_or("TCP")
}

pub(super) fn ports(spec: &SyntaxNode) -> &[SyntaxNode] {
    spec.get("ports").map_or(&[], SyntaxNode::items)
}

/// What tells ports apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PortIdentity {
    /// The number alone, as in kubectl's own merge.
    Number,
    /// Number and protocol, as in a server-side apply.
    NumberAndProtocol,
}

/// A number, and a protocol if it counts.
pub(super) type PortKey<'p> = (Option<i64>, &'p str);

impl PortIdentity {
    pub(super) fn of(self, port: &SyntaxNode) -> PortKey<'_> {
        (port_number(port), if self == PortIdentity::Number { "" } else { protocol(port) })
    }

    pub(super) fn are_unique(self, ports: &[SyntaxNode]) -> bool {
        let mut keys: Vec<PortKey<'_>> = ports.iter().map(|port| self.of(port)).collect();
        sort(&mut keys);
        keys.windows(2).all(|pair| pair.first() != pair.last())
    }

    pub(super) fn map(self, ports: &[SyntaxNode]) -> SortedMap<PortKey<'_>, &SyntaxNode> {
        SortedMap::from_unsorted(ports.iter().map(|port| (self.of(port), port)).collect())
    }

    /// The identity by which these lists are merged.
    pub(super) fn for_all(lists: &[&[SyntaxNode]]) -> PortIdentity {
        let is_enough = lists.iter().all(|ports| PortIdentity::Number.are_unique(ports));
        if is_enough { PortIdentity::Number } else { PortIdentity::NumberAndProtocol }
    }
}

/// A port in a message, as `80`, or as `53/UDP` where only the protocol tells it from another one.
pub(super) fn shown((number, protocol): PortKey<'_>) -> String {
    let number = number.map_or_else(String::new, |number| number.to_string());
    if protocol.is_empty() { number } else { format!("{number}/{protocol}") }
}
