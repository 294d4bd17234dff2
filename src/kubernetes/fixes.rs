//! Edits that certainly fix a finding: another spelling, quotes added or removed.
//!
//! They change the text as written, so a value in quotes keeps them. Where the text differs from the value (escapes,
//! values without a span), no fix is offered.

use super::codes::notes;
use crate::diagnostic::{Edit, Fix, Span};
use crate::syntax::{SyntaxNode, SyntaxNodeValue, edit_distance};

/// Replaces a word, inside its quotes if it has any.
pub fn replace(span: Span, from: &str, to: &str) -> Option<Fix> {
    let title = notes::REPLACE_VALUE.with("value", from).arg("suggestion", to);
    Some(Fix { title, edits: vec![Edit { span: inside(span, from)?, text: to.to_owned() }] })
}

/// Replaces a value by the unambiguous match in a closed list.
pub fn spelling_fix(span: Span, value: &str, known: &[&str]) -> Option<Fix> {
    replace(span, value, edit_distance::unambiguous(value, known.iter().copied())?)
}

/// Puts quotes around a number or boolean.
pub fn quote(span: Span, value: &str) -> Option<Fix> {
    let at = |offset| Edit { span: Span { start: offset, end: offset }, text: "\"".to_owned() };
    let title = notes::QUOTE_VALUE.with("value", value);
    (!span.is_none()).then(|| Fix { title, edits: vec![at(span.start), at(span.end)] })
}

/// Writes a boolean as the string `"true"` or `"false"`, however YAML spelled it.
pub fn bool_text(span: Span, value: bool) -> Option<Fix> {
    let title = notes::QUOTE_VALUE.with("value", value.to_string());
    (!span.is_none()).then(|| Fix { title, edits: vec![Edit { span, text: format!("\"{value}\"") }] })
}

/// Removes the quotes of a number.
pub fn unquote(span: Span, value: &str) -> Option<Fix> {
    let quoted = inside(span, value).is_some_and(|inner| inner != span);
    let title = notes::UNQUOTE_VALUE.with("value", value);
    (quoted && value.parse::<u16>().is_ok()).then(|| Fix { title, edits: vec![Edit { span, text: value.to_owned() }] })
}

/// The span of a string without its quotes; `None` when it is written with escapes or does not come from text.
fn inside(span: Span, text: &str) -> Option<Span> {
    let length = u32::try_from(text.len()).ok().filter(|length| *length > 0)?;
    match span.end.checked_sub(span.start)?.checked_sub(length)? {
        0 => Some(span),
        2 => Some(Span { start: span.start + 1, end: span.end - 1 }),
        _ => None,
    }
}

/// Adds quotes where a string is expected, removes them where a number is. A label `yes` is a word; as the value of an
/// annotation it means the boolean, spelled `true`.
pub fn quotes(node: &SyntaxNode, span: Span, expected: &str, path: &str) -> Option<Fix> {
    match &node.value {
        SyntaxNodeValue::Number(text) if expected == "string" => quote(span, text),
        SyntaxNodeValue::Bool(value) if expected == "string" && path.starts_with("metadata.annotations.") => {
            bool_text(span, *value)
        }
        SyntaxNodeValue::Bool(value) if expected == "string" => quote(span, &value.to_string()),
        SyntaxNodeValue::String(text) if expected == "whole number" => unquote(span, text),
        SyntaxNodeValue::Null
        | SyntaxNodeValue::Bool(_)
        | SyntaxNodeValue::Number(_)
        | SyntaxNodeValue::String(_)
        | SyntaxNodeValue::Array(_)
        | SyntaxNodeValue::Object(_) => None,
    }
}
