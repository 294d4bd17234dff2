//! Members put into objects, and values taken from live objects.

use crate::syntax::{Member, SyntaxNode, SyntaxNodeValue};

/// Puts a member in the place of the one of its name, or at the end.
pub(super) fn set(node: &mut SyntaxNode, key: &str, value: SyntaxNode) {
    if let Some(member) = node.member_mut(key) {
        member.value = value;
    } else if let SyntaxNodeValue::Object(members) = &mut node.value {
        members.push(Member { key: key.into(), key_span: Default::default(), value });
    }
}

/// A value of the live object, without a position in the manifests.
pub(super) fn bare(node: &SyntaxNode) -> SyntaxNode {
    match &node.value {
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::String(_) => {
            SyntaxNode::bare(node.value.clone())
        }
        // A number in its shortest spelling, and members in order, each once.
        SyntaxNodeValue::Number(_) | SyntaxNodeValue::Array(_) | SyntaxNodeValue::Object(_) => {
            SyntaxNode::from_json(node.to_json())
        }
    }
}
