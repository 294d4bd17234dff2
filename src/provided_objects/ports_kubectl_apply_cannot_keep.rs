//! Ports that `kubectl apply` cannot keep where it is unknown what was applied last: the API server rejects them beside the
//! manifest's own ports. The usual case is a port whose number changes.

use super::port_matching::{self, PortIdentity, PortKey, protocol};
use crate::sorted_map::SortedSet;
use crate::syntax::{KubernetesObject, SyntaxNode};

/// The names of the ports that only the live object has, in backticks, if they cannot be kept: several ports need names, and
/// different names and node ports.
pub(super) fn kept_in_vain(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    fn ports(object: &KubernetesObject) -> &[SyntaxNode] {
        object.node.get("spec").map_or(&[], port_matching::ports)
    }
    let (own, live) = (ports(desired), ports(live));
    let identity = PortIdentity::for_all(&[own, live]);
    let (written, current) = (identity.map(own), identity.map(live));
    let keyed = live.iter().map(|port| (identity.of(port), port));
    let kept: Vec<(PortKey<'_>, &SyntaxNode)> = keyed.filter(|(key, _)| !written.contains_key(key)).collect();
    let own_names =
        own.iter().filter_map(|port| name(port).or_else(|| name(current.get(&identity.of(port)).copied()?)));
    let names: SortedSet<&str> = own_names.collect();
    let numbers: SortedSet<(i64, &str)> = own.iter().filter_map(node_port).collect();
    // Several ports without a name are rejected with and without those of the live object.
    let lacks_name = own.len() == 1 && names.is_empty();
    let is_rejected = |port: &SyntaxNode| {
        lacks_name
            || name(port).is_none_or(|name| names.contains(name))
            || node_port(port).is_some_and(|number| numbers.contains(&number))
    };
    if own.is_empty() || !kept.iter().any(|(_, port)| is_rejected(port)) {
        return Vec::new();
    }
    kept.into_iter().map(|(key, _)| format!("`ports[{}]`", port_matching::shown(key))).collect()
}

fn name(port: &SyntaxNode) -> Option<&str> {
    port.str_at("name").filter(|name| !name.is_empty())
}

fn node_port(port: &SyntaxNode) -> Option<(i64, &str)> {
    let number = port.get("nodePort").and_then(SyntaxNode::as_int).filter(|number| *number != 0);
    number.map(|number| (number, protocol(port)))
}
