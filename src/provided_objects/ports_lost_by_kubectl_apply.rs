//! Ports that the client-side `kubectl apply` loses: its merge tells ports apart by their number alone, so that of two new
//! ports of one number, or of a new one beside an old one, only one is stored.

use super::codes;
use super::port_matching::{PortIdentity, port_number, protocol};
use crate::diagnostic::Diagnostic;
use crate::sorted_map::{SortedSet, sort_by};
use crate::syntax::{KubernetesObject, SyntaxNode};

/// One finding for each number that a port is lost of.
pub(super) fn check(object: &KubernetesObject, live: &KubernetesObject) -> Vec<Diagnostic> {
    let identity = |port| PortIdentity::NumberAndProtocol.of(port);
    let before: SortedSet<(Option<i64>, &str)> = ports(live).iter().map(identity).collect();
    let numbered = ports(object).iter().enumerate();
    let mut same: Vec<(i64, usize, &SyntaxNode)> =
        numbered.filter_map(|(index, port)| Some((port_number(port)?, index, port))).collect();
    sort_by(&mut same, |one, other| (one.0, one.1).cmp(&(other.0, other.1)));
    let mut found = Vec::new();
    for same in same.chunk_by(|one, other| one.0 == other.0) {
        let protocols: SortedSet<&str> = same.iter().map(|(_, _, port)| protocol(port)).collect();
        let added = same.iter().rev().find(|(_, _, port)| !before.contains(&identity(*port)));
        let Some((number, index, added)) = added.filter(|_| protocols.len() > 1) else { continue };
        let names = protocols.iter().map(|protocol| format!("{protocol}/{number}")).collect();
        let finding = Diagnostic::new(&codes::PORT_LOST_BY_APPLY).arg("port", number.to_string()).list("names", names);
        let span = added.get("port").map_or(added.span, |number| number.span);
        let finding = finding.path(format!("spec.ports[{index}]")).object(object.reference.clone());
        found.push(finding.location(object.location(span)));
    }
    found
}

fn ports(object: &KubernetesObject) -> &[SyntaxNode] {
    object.node.at(&["spec", "ports"]).map_or(&[], SyntaxNode::items)
}
