//! What kubectl's merge and a replacement have in common: which annotations users may write, and how ports are matched.

use crate::sorted_map::SortedMap;
use crate::syntax::Node;
use crate::tke::{self, SupportStatus};

/// Where kubectl keeps the manifest that was applied last.
pub const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// What may be kept of a port.
pub(super) const KEPT_OF_PORT: [&str; 4] = ["name", "protocol", "targetPort", "appProtocol"];

/// True for annotations that users may write.
pub(super) fn is_users(name: &str) -> bool {
    name != LAST_APPLIED
        && tke::find(name).is_none_or(|definition| !matches!(definition.status, SupportStatus::WrittenByController))
}

pub(super) fn port_number(port: &Node) -> Option<i64> {
    port.get("port").and_then(Node::as_int)
}

pub(super) fn by_number(ports: &[Node]) -> SortedMap<Option<i64>, &Node> {
    SortedMap::from_unsorted(ports.iter().map(|port| (port_number(port), port)).collect())
}
