//! Finds the key or value at the cursor with the project's own reader.

use super::cursor_by_indentation;
use super::cursor_context::{CursorContext, CursorRole};
use crate::syntax::{KubernetesObject, RequestPart, SyntaxNode, SyntaxNodeValue, TextOrObjects, read};
use std::ops::Range;

/// Inserted at the cursor, so that an incomplete text can be parsed.
const MARK: &str = "clbplan-cursor-mark";

/// The key or value to complete.
pub fn to_complete(text: &str, cursor: usize) -> Option<CursorContext> {
    let document = document(text, cursor)?;
    let own = text.get(document.clone())?;
    let token = token(own, cursor - document.start);
    let rest = own.get(token.end..)?.trim_start_matches(['"', '\'', ' ']);
    let begins_line = own.get(..token.start)?.rsplit('\n').next()?.trim_start_matches(['-', ' ']).is_empty();
    let as_key = format!("{MARK}:");
    // For a parser a colon without a blank after it is part of a word; for the user it ends the key.
    let after_colon = own.get(..cursor - document.start)?.ends_with(':');
    let variants: &[&str] = match (after_colon, rest.starts_with(':'), begins_line) {
        (true, _, _) => &[],
        (false, true, _) => &[MARK],
        (false, false, true) => &[&as_key, MARK],
        (false, false, false) => &[MARK, &as_key],
    };
    let marked = variants.iter().find_map(|marker| {
        let mut marked = own.to_owned();
        marked.replace_range(token.clone(), marker);
        let back = |at: usize| if at <= token.start { at } else { (at + token.len()).saturating_sub(marker.len()) };
        let objects = read(&TextOrObjects::Text(marked), RequestPart::Manifests).0;
        let cursor_context = objects.iter().find_map(|object| find(object, &CursorQuery::Mark))?;
        // The colon after the mark is not part of the key.
        let end =
            back(cursor_context.range.end + (marker.len() - MARK.len())).max(token.end.min(cursor - document.start));
        Some(CursorContext { range: back(cursor_context.range.start)..end, ..cursor_context })
    });
    let cursor_context = marked.or_else(|| cursor_by_indentation::scan(own, cursor - document.start))?;
    Some(cursor_context.shifted(document.start))
}

/// The key or value under the cursor.
pub fn at_cursor(text: &str, cursor: usize) -> Option<CursorContext> {
    let document = document(text, cursor)?;
    let own = text.get(document.clone())?;
    let at = cursor - document.start;
    let objects = read(&TextOrObjects::Text(own.to_owned()), RequestPart::Manifests).0;
    let cursor_context = match objects.is_empty() {
        false => objects.iter().find_map(|object| find(object, &CursorQuery::Offset(at)))?,
        true => cursor_by_indentation::scan(own, at)
            .filter(|cursor_context| !cursor_context.range.is_empty() && at <= cursor_context.range.end)?,
    };
    Some(cursor_context.shifted(document.start))
}

/// The document of the cursor; `None` on a line that separates two.
pub(super) fn document(text: &str, cursor: usize) -> Option<Range<usize>> {
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if line.starts_with("---") {
            match cursor {
                _ if cursor < at => return Some(start..at),
                _ if cursor < next || !line.ends_with('\n') => return None,
                _ => start = next,
            }
        }
        at = next;
    }
    Some(start..text.len())
}

/// The word around the cursor.
fn token(text: &str, cursor: usize) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '{' | '}' | '[' | ']');
    let before = text.get(..cursor).unwrap_or("");
    let after = text.get(cursor..).unwrap_or("");
    let start = before
        .rfind(ends)
        .map_or(0, |at| at + before.get(at..).and_then(|c| c.chars().next()).map_or(1, char::len_utf8));
    let length = after.find(|c: char| ends(c) || c == ':').unwrap_or(after.len());
    start..cursor + length
}

/// What is searched for in an object.
enum CursorQuery {
    /// The mark.
    Mark,
    /// The node that contains this byte.
    Offset(usize),
}

fn find(object: &KubernetesObject, query: &CursorQuery) -> Option<CursorContext> {
    let mut path = Vec::new();
    let cursor_context = walk(&object.node, &mut path, query)?;
    let kind = if object.kind().contains(MARK) { "" } else { object.kind() };
    Some(CursorContext { kind: kind.to_owned(), ..cursor_context })
}

fn walk(node: &SyntaxNode, path: &mut Vec<String>, query: &CursorQuery) -> Option<CursorContext> {
    let bytes = |span: crate::diagnostic::Span| span.start as usize..span.end as usize;
    let hit = |text: &str, range: &Range<usize>| match query {
        CursorQuery::Mark => text == MARK,
        CursorQuery::Offset(at) => range.start <= *at && *at <= range.end && !range.is_empty(),
    };
    let cursor_context = |path: &[String], role, siblings, range| {
        Some(CursorContext { kind: String::new(), path: path.to_vec(), role, siblings, range })
    };
    match &node.value {
        SyntaxNodeValue::Object(members) => members.iter().find_map(|member| {
            if hit(&member.key, &bytes(member.key_span)) {
                let others = members.iter().map(|other| &other.key).filter(|key| **key != member.key);
                return cursor_context(
                    path,
                    CursorRole::Key(member.key.to_string()),
                    others.map(|key| key.to_string()).collect(),
                    bytes(member.key_span),
                );
            }
            path.push(member.key.to_string());
            let found = walk(&member.value, path, query);
            path.pop();
            found
        }),
        SyntaxNodeValue::Array(items) => {
            path.push("[]".to_owned());
            let found = items.iter().find_map(|item| walk(item, path, query));
            path.pop();
            found
        }
        SyntaxNodeValue::String(text) | SyntaxNodeValue::Number(text) if hit(text, &bytes(node.span)) => {
            cursor_context(path, CursorRole::Value(text.clone()), Vec::new(), bytes(node.span))
        }
        SyntaxNodeValue::Bool(value) if hit("", &bytes(node.span)) => {
            cursor_context(path, CursorRole::Value(value.to_string()), Vec::new(), bytes(node.span))
        }
        SyntaxNodeValue::Null | SyntaxNodeValue::Bool(_) | SyntaxNodeValue::Number(_) | SyntaxNodeValue::String(_) => {
            None
        }
    }
}
