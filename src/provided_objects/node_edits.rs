//! Members put into objects, and values taken from live objects.

use crate::syntax::{Member, Node, NodeValue};

/// Puts a member in the place of the one of its name, or at the end.
pub(super) fn set(node: &mut Node, key: &str, value: Node) {
    if let Some(member) = node.member_mut(key) {
        member.value = value;
    } else if let NodeValue::Object(members) = &mut node.value {
        members.push(Member { key: key.into(), key_span: Default::default(), value });
    }
}

/// A value of the live object, without a position in the manifests.
pub(super) fn bare(node: &Node) -> Node {
    match &node.value {
        NodeValue::Null | NodeValue::Bool(_) | NodeValue::String(_) => Node::bare(node.value.clone()),
        // A number in its shortest spelling, and members in order, each once.
        NodeValue::Number(_) | NodeValue::Array(_) | NodeValue::Object(_) => Node::from_json(node.to_json()),
    }
}
