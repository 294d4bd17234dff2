//! Merge keys and aliases: the members that `<<` copies into a mapping, and the size of a copied value.

use super::intern_member_names::MemberName;
use super::node::{Member, SyntaxNode, SyntaxNodeValue};
use crate::sorted_map::SortedMap;

/// A member, and whether it was written here or copied by `<<`.
pub(super) struct MemberWithOrigin {
    pub member: Member,
    pub origin: MemberOrigin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberOrigin {
    Written,
    Merged,
}

/// The members that `<<` copies; `None` when its value is neither a mapping nor a list of mappings. Of several mappings
/// the first wins, so it comes last.
pub(super) fn merged(node: SyntaxNode) -> Option<Vec<MemberWithOrigin>> {
    let entry = |member| MemberWithOrigin { member, origin: MemberOrigin::Merged };
    match node.value {
        SyntaxNodeValue::Object(members) => Some(members.into_iter().map(entry).collect()),
        SyntaxNodeValue::Array(items) => {
            let mut entries = Vec::new();
            for item in items.into_iter().rev() {
                let SyntaxNodeValue::Object(members) = item.value else { return None };
                entries.extend(members.into_iter().map(entry));
            }
            Some(entries)
        }
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::Number(_) | SyntaxNodeValue::String(_) => {
            None
        }
    }
}

/// The members of a mapping: of equal keys the last counts, and a copy never makes a duplicate. Duplicates written by
/// hand are kept when the last of them counts.
pub(super) fn without_overridden(entries: Vec<MemberWithOrigin>) -> Vec<Member> {
    if entries.iter().all(|entry| entry.origin == MemberOrigin::Written) {
        return entries.into_iter().map(|entry| entry.member).collect();
    }
    let last: SortedMap<MemberName, (usize, MemberOrigin)> =
        entries.iter().enumerate().map(|(index, entry)| (entry.member.key.clone(), (index, entry.origin))).collect();
    let counts = |index: usize, entry: &MemberWithOrigin| match last.get(&entry.member.key) {
        Some((counting, MemberOrigin::Merged)) => *counting == index,
        Some((_, MemberOrigin::Written)) | None => entry.origin == MemberOrigin::Written,
    };
    let settled = entries.into_iter().enumerate().filter(|(index, entry)| counts(*index, entry));
    settled.map(|(_, entry)| entry.member).collect()
}

/// The number of values a tree counts for when it is copied, and its depth.
pub(super) fn measure(node: &SyntaxNode) -> (usize, usize) {
    let bytes = |text: &str| text.len() / 32;
    match &node.value {
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) => (1, 0),
        SyntaxNodeValue::Number(text) | SyntaxNodeValue::String(text) => (1 + bytes(text), 0),
        SyntaxNodeValue::Array(items) => items
            .iter()
            .map(measure)
            .fold((1, 1), |(weight, height), (more, below)| (weight + more, height.max(below + 1))),
        SyntaxNodeValue::Object(members) => members.iter().fold((1, 1), |(weight, height), member| {
            let (more, below) = measure(&member.value);
            (weight + more + bytes(&member.key), height.max(below + 1))
        }),
    }
}
