//! A value of the wrong type, as messages name it.

use super::codes;
use crate::diagnostic::CodeDefinition;
use crate::syntax::{Node, NodeValue};

/// The code for a number of the wrong kind, or for another type.
pub(super) fn number_code(node: &Node) -> &'static CodeDefinition {
    match &node.value {
        NodeValue::Number(text) if text.contains(['.', 'e', 'E']) => &codes::NOT_WHOLE,
        NodeValue::Number(_) => &codes::TOO_BIG,
        NodeValue::Null | NodeValue::Bool(_) | NodeValue::String(_) | NodeValue::Array(_) | NodeValue::Object(_) => {
            &codes::WRONG_TYPE
        }
    }
}

/// The value as written, short enough for a message.
pub(super) fn describe(node: &Node) -> String {
    match &node.value {
        NodeValue::Number(text) => text.clone(),
        NodeValue::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        NodeValue::Bool(value) => value.to_string(),
        NodeValue::String(_) | NodeValue::Null | NodeValue::Array(_) | NodeValue::Object(_) => node.kind().to_owned(),
    }
}

/// Go prints the digits of a number only where a number was expected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberInMessage {
    Shown,
    Hidden,
}

pub(super) fn go_kind(node: &Node, digits: NumberInMessage) -> String {
    match &node.value {
        NodeValue::Number(text) if digits == NumberInMessage::Shown => format!("number {text}"),
        NodeValue::Null
        | NodeValue::Bool(_)
        | NodeValue::Number(_)
        | NodeValue::String(_)
        | NodeValue::Array(_)
        | NodeValue::Object(_) => node.kind().to_owned(),
    }
}
