//! A value of the wrong type, as messages name it.

use super::codes;
use crate::diagnostic::CodeDefinition;
use crate::syntax::{SyntaxNode, SyntaxNodeValue};

/// The code for a number of the wrong kind, or for another type.
pub(super) fn number_code(node: &SyntaxNode) -> &'static CodeDefinition {
    match &node.value {
        SyntaxNodeValue::Number(text) if text.contains(['.', 'e', 'E']) => &codes::NOT_WHOLE,
        SyntaxNodeValue::Number(_) => &codes::TOO_BIG,
        SyntaxNodeValue::Null
        | SyntaxNodeValue::Bool(_)
        | SyntaxNodeValue::String(_)
        | SyntaxNodeValue::Array(_)
        | SyntaxNodeValue::Object(_) => &codes::WRONG_TYPE,
    }
}

/// The value as written, short enough for a message.
pub(super) fn describe(node: &SyntaxNode) -> String {
    match &node.value {
        SyntaxNodeValue::Number(text) => text.clone(),
        SyntaxNodeValue::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        SyntaxNodeValue::Bool(value) => value.to_string(),
        SyntaxNodeValue::String(_) | SyntaxNodeValue::Null | SyntaxNodeValue::Array(_) | SyntaxNodeValue::Object(_) => {
            node.kind().to_owned()
        }
    }
}

/// Go prints the digits of a number only where a number was expected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberInMessage {
    Shown,
    Hidden,
}

pub(super) fn go_kind(node: &SyntaxNode, digits: NumberInMessage) -> String {
    match &node.value {
        SyntaxNodeValue::Number(text) if digits == NumberInMessage::Shown => format!("number {text}"),
        SyntaxNodeValue::Null
        | SyntaxNodeValue::Bool(_)
        | SyntaxNodeValue::Number(_)
        | SyntaxNodeValue::String(_)
        | SyntaxNodeValue::Array(_)
        | SyntaxNodeValue::Object(_) => node.kind().to_owned(),
    }
}
