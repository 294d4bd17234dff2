//! The ports that client-side `kubectl apply` stores where a port number occurs twice.
//!
//! Its merge tells ports apart by their number alone: a removal removes all ports of the number, and a change is applied to
//! the first of them. Source: apimachinery/pkg/util/strategicpatch/patch.go (`diffListsOfMaps`, `mergeSliceHandler`).

use super::codes;
use super::node_edits::{bare, set};
use super::port_matching::{PortIdentity, port_number, protocol};
use crate::diagnostic::Diagnostic;
use crate::sorted_map::{SortedSet, sort, sort_by};
use crate::syntax::{KubernetesObject, Member, SyntaxNode, SyntaxNodeValue};

/// What the manifest specifies, before and after a merge by number and protocol.
pub(super) struct ManifestPorts {
    pub written: Vec<SyntaxNode>,
    pub wanted: Vec<SyntaxNode>,
}

/// One port of kubectl's patch. A member without a value is removed.
struct PatchOfPort<'n> {
    number: i64,
    is_deletion: bool,
    members: Vec<(&'n str, Option<&'n SyntaxNode>)>,
}

/// True where the ports need this merge. Ports that the API server rejects anyway are left as they are.
pub(super) fn applies_to(lists: &[&[SyntaxNode]]) -> bool {
    let has_numbers = lists.iter().all(|ports| ports.iter().all(|port| port_number(port).is_some()));
    has_numbers && PortIdentity::for_all(lists) == PortIdentity::NumberAndProtocol
}

/// The ports as they are stored, in the order of the manifest, with what is kept of live ports.
pub(super) fn stored(own: &[SyntaxNode], last: &[SyntaxNode], live: &[SyntaxNode], kept: &[&str]) -> Vec<SyntaxNode> {
    let patch = patch(own, last, live);
    let deleted: SortedSet<i64> = patch.iter().filter(|item| item.is_deletion).map(|item| item.number).collect();
    let left = live.iter().filter(|port| port_number(port).is_none_or(|number| !deleted.contains(&number)));
    let mut ports: Vec<SyntaxNode> = left.map(bare).collect();
    for port in &mut ports {
        if let SyntaxNodeValue::Object(members) = &mut port.value {
            members.retain(|member| member.key == *"port" || kept.iter().any(|name| member.key == **name));
        }
    }
    for item in patch.iter().filter(|item| !item.is_deletion) {
        if let Some(port) = ports.iter_mut().find(|port| port_number(port) == Some(item.number)) {
            change(port, &item.members);
        } else {
            let mut port = SyntaxNode::bare(SyntaxNodeValue::Object(Vec::new()));
            change(&mut port, &item.members);
            ports.push(port);
        }
    }
    for port in &mut ports {
        locate(port, own);
    }
    let place =
        |port: &SyntaxNode| own.iter().position(|own| port_number(own) == port_number(port)).unwrap_or(own.len());
    sort_by(&mut ports, |one, other| place(one).cmp(&place(other)));
    ports
}

/// kubectl's patch: what is removed since the manifest that was applied last, and what differs from the live object.
fn patch<'n>(own: &'n [SyntaxNode], last: &'n [SyntaxNode], live: &'n [SyntaxNode]) -> Vec<PatchOfPort<'n>> {
    let mut patch = Vec::new();
    for (number, before, now) in pairs(last, own) {
        let Some(before) = before else { continue };
        let has = |key: &str| now.is_some_and(|now| now.member(key).is_some());
        let removed = before.members().iter().filter(|member| now.is_some() && !has(&member.key));
        let members: Vec<_> = removed.map(|member| (&*member.key, None)).collect();
        if now.is_none() || !members.is_empty() {
            patch.push(PatchOfPort { number, is_deletion: now.is_none(), members });
        }
    }
    for (number, before, now) in pairs(live, own) {
        let Some(now) = now else { continue };
        let is_same = |member: &Member| {
            before.and_then(|before| before.get(&member.key)).is_some_and(|at| equal(at, &member.value))
        };
        let changed = now.members().iter().filter(|member| !is_same(member));
        let members: Vec<_> = changed.map(|member| (&*member.key, Some(&member.value))).collect();
        if members.is_empty() {
            continue;
        }
        // A change that meets a removal of its number is lost in it.
        match patch.iter_mut().find(|item: &&mut PatchOfPort<'_>| item.number == number) {
            Some(item) => item.members.extend(members),
            None => patch.push(PatchOfPort { number, is_deletion: false, members }),
        }
    }
    patch
}

/// Ports of both lists with one number, in pairs. kubectl sorts both lists by number, which reverses ports of one number.
fn pairs<'n>(
    before: &'n [SyntaxNode],
    now: &'n [SyntaxNode],
) -> Vec<(i64, Option<&'n SyntaxNode>, Option<&'n SyntaxNode>)> {
    let of_number = |ports: &'n [SyntaxNode], number: i64| -> Vec<&'n SyntaxNode> {
        ports.iter().rev().filter(|port| port_number(port) == Some(number)).collect()
    };
    let mut numbers: Vec<i64> = before.iter().chain(now).filter_map(port_number).collect();
    sort(&mut numbers);
    numbers.dedup();
    let mut pairs = Vec::new();
    for number in numbers {
        let (before, now) = (of_number(before, number), of_number(now, number));
        for index in 0..before.len().max(now.len()) {
            pairs.push((number, before.get(index).copied(), now.get(index).copied()));
        }
    }
    pairs
}

fn change(port: &mut SyntaxNode, members: &[(&str, Option<&SyntaxNode>)]) {
    for (key, value) in members {
        match value {
            Some(value) => set(port, key, (*value).clone()),
            None => {
                if let SyntaxNodeValue::Object(members) = &mut port.value {
                    members.retain(|member| member.key != **key);
                }
            }
        }
    }
}

/// Gives the port the position of the manifest's port with its number and protocol, and that of equal members.
fn locate(port: &mut SyntaxNode, own: &[SyntaxNode]) {
    let key = |port: &SyntaxNode| (port_number(port), protocol(port).to_owned());
    let Some(own) = own.iter().find(|own| key(own) == key(port)) else { return };
    port.span = own.span;
    let SyntaxNodeValue::Object(members) = &mut port.value else { return };
    for member in members {
        if let Some(own) = own.member(&member.key).filter(|own| equal(&own.value, &member.value)) {
            *member = own.clone();
        }
    }
}

fn equal(one: &SyntaxNode, other: &SyntaxNode) -> bool {
    one.to_json() == other.to_json()
}

/// One finding for each number of which the cluster gets other ports than the manifest specifies.
pub(super) fn findings(object: &KubernetesObject, ports: &ManifestPorts) -> Vec<Diagnostic> {
    let ManifestPorts { written, wanted } = ports;
    let stored = object.node.at(&["spec", "ports"]).map_or(&[][..], SyntaxNode::items);
    let mut numbers: Vec<i64> = wanted.iter().filter_map(port_number).collect();
    sort(&mut numbers);
    numbers.dedup();
    let shown = |ports: &[SyntaxNode], number: i64| {
        let mut names: Vec<String> =
            ports.iter().filter(|port| port_number(port) == Some(number)).map(shown_port).collect();
        sort(&mut names);
        names
    };
    let mut found = Vec::new();
    for number in numbers {
        let (wanted, stored) = (shown(wanted, number), shown(stored, number));
        if wanted == stored {
            continue;
        }
        let code = if stored.is_empty() { &codes::PORTS_REMOVED_BY_APPLY } else { &codes::PORTS_MIXED_UP_BY_APPLY };
        let mut finding = Diagnostic::new(code).object(object.reference.clone()).arg("port", number.to_string());
        finding = finding.list("names", wanted);
        if !stored.is_empty() {
            finding = finding.list("stored", stored);
        }
        let written = written.iter().enumerate().find(|(_, port)| port_number(port) == Some(number));
        found.push(match written {
            Some((index, port)) => {
                let span = port.get("port").map_or(port.span, |number| number.span);
                finding.path(format!("spec.ports[{index}]")).location(object.location(span))
            }
            None => finding.location(object.name_location()),
        });
    }
    found
}

/// A port in a message, with all that can be mixed up.
fn shown_port(port: &SyntaxNode) -> String {
    let number = port_number(port).unwrap_or_default();
    let place = format!("{}/{number}", protocol(port));
    let target = match port.get("targetPort").map(|target| (target.as_int(), target.as_str())) {
        Some((Some(target), _)) => target.to_string(),
        Some((None, Some(target))) => target.to_owned(),
        Some((None, None)) | None => number.to_string(),
    };
    match port.str_at("name").filter(|name| !name.is_empty()) {
        Some(name) => format!("`{name}` ({place}, targetPort {target})"),
        None => format!("{place} (targetPort {target})"),
    }
}
