//! Merge keys and aliases: the members that `<<` copies into a mapping, and the size of a copied value.

use super::intern_member_names::MemberName;
use super::node::{Member, Node, NodeValue};
use crate::sorted_map::SortedMap;

/// A member, and whether it was written here or copied by `<<`.
pub(super) struct MemberWithOrigin {
    pub member: Member,
    pub origin: EntryOrigin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryOrigin {
    Written,
    Merged,
}

/// The members that `<<` copies; `None` when its value is neither a mapping nor a list of mappings. Of several mappings
/// the first wins, so it comes last.
pub(super) fn merged(node: Node) -> Option<Vec<MemberWithOrigin>> {
    let entry = |member| MemberWithOrigin { member, origin: EntryOrigin::Merged };
    match node.value {
        NodeValue::Object(members) => Some(members.into_iter().map(entry).collect()),
        NodeValue::Array(items) => {
            let mut entries = Vec::new();
            for item in items.into_iter().rev() {
                let NodeValue::Object(members) = item.value else { return None };
                entries.extend(members.into_iter().map(entry));
            }
            Some(entries)
        }
        NodeValue::Null | NodeValue::Bool(_) | NodeValue::Number(_) | NodeValue::String(_) => None,
    }
}

/// The members of a mapping: of equal keys the last counts, and a copy never makes a duplicate. Duplicates written by
/// hand are kept when the last of them counts.
pub(super) fn without_overridden(entries: Vec<MemberWithOrigin>) -> Vec<Member> {
    if entries.iter().all(|entry| entry.origin == EntryOrigin::Written) {
        return entries.into_iter().map(|entry| entry.member).collect();
    }
    let last: SortedMap<MemberName, (usize, EntryOrigin)> =
        entries.iter().enumerate().map(|(index, entry)| (entry.member.key.clone(), (index, entry.origin))).collect();
    let counts = |index: usize, entry: &MemberWithOrigin| match last.get(&entry.member.key) {
        Some((counting, EntryOrigin::Merged)) => *counting == index,
        Some((_, EntryOrigin::Written)) | None => entry.origin == EntryOrigin::Written,
    };
    let settled = entries.into_iter().enumerate().filter(|(index, entry)| counts(*index, entry));
    settled.map(|(_, entry)| entry.member).collect()
}

/// The number of values a tree counts for when it is copied, and its depth.
pub(super) fn measure(node: &Node) -> (usize, usize) {
    let bytes = |text: &str| text.len() / 32;
    match &node.value {
        NodeValue::Null | NodeValue::Bool(_) => (1, 0),
        NodeValue::Number(text) | NodeValue::String(text) => (1 + bytes(text), 0),
        NodeValue::Array(items) => items
            .iter()
            .map(measure)
            .fold((1, 1), |(weight, height), (more, below)| (weight + more, height.max(below + 1))),
        NodeValue::Object(members) => members.iter().fold((1, 1), |(weight, height), member| {
            let (more, below) = measure(&member.value);
            (weight + more + bytes(&member.key), height.max(below + 1))
        }),
    }
}
