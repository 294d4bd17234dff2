//! Edits that are certain to remedy a finding: a word written otherwise, quotes added or taken away.
//!
//! They change the text as it is written, so a value in quotes keeps them. Where the text is not what the value says
//! (escapes, values without a place), nothing is offered.

use super::codes::notes;
use crate::diagnostic::{Edit, Fix, Span};
use crate::syntax::suggest;

/// Replaces a word, inside its quotes if it has some.
pub fn replace(span: Span, from: &str, to: &str) -> Option<Fix> {
    let title = notes::REPLACE_VALUE.with("value", from).arg("suggestion", to);
    Some(Fix { title, edits: vec![Edit { span: inside(span, from)?, text: to.to_owned() }] })
}

/// Replaces a value by the one of a closed list that was certainly meant.
pub fn spelling_fix(span: Span, value: &str, known: &[&str]) -> Option<Fix> {
    replace(span, value, suggest::unambiguous(value, known.iter().copied())?)
}

/// Puts quotes around a number or boolean.
pub fn quote(span: Span, value: &str) -> Option<Fix> {
    let at = |offset| Edit { span: Span { start: offset, end: offset }, text: "\"".to_owned() };
    let title = notes::QUOTE_VALUE.with("value", value);
    (!span.is_none()).then(|| Fix { title, edits: vec![at(span.start), at(span.end)] })
}

/// Writes a boolean as the text `"true"` or `"false"`, however YAML had it spelt.
pub fn bool_text(span: Span, value: bool) -> Option<Fix> {
    let title = notes::QUOTE_VALUE.with("value", value.to_string());
    (!span.is_none()).then(|| Fix { title, edits: vec![Edit { span, text: format!("\"{value}\"") }] })
}

/// Takes the quotes off a number.
pub fn unquote(span: Span, value: &str) -> Option<Fix> {
    let quoted = inside(span, value).is_some_and(|inner| inner != span);
    let title = notes::UNQUOTE_VALUE.with("value", value);
    (quoted && value.parse::<u16>().is_ok()).then(|| Fix { title, edits: vec![Edit { span, text: value.to_owned() }] })
}

/// The bytes of a text without its quotes; `None` where it is written with escapes or did not come from text.
fn inside(span: Span, text: &str) -> Option<Span> {
    let length = u32::try_from(text.len()).ok().filter(|length| *length > 0)?;
    match span.end.checked_sub(span.start)?.checked_sub(length)? {
        0 => Some(span),
        2 => Some(Span { start: span.start + 1, end: span.end - 1 }),
        _ => None,
    }
}
