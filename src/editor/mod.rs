//! Completion and hover for a position in a text.
//!
//! The position is found by parsing the text with a mark at the cursor; when that fails, as it mostly does while
//! somebody types, by indentation. Texts come from the tables through [`reference`](crate::reference). Nothing is
//! validated here: that is `validateService`.

#![warn(missing_docs)]

mod completion_items;
mod cursor_by_indentation;
mod cursor_by_parsing;
mod cursor_context;
mod schema_lookup;

pub use completion_items::{CompletionItem, CompletionItemKind};

use crate::diagnostic::render::{EditOutput, Locale, Position, PositionEncoding, Renderer};
use crate::request::Context;
use crate::request::decoder::{Decode, DecodeError, shape};
use crate::syntax::SyntaxNode;
use serde::Serialize;
use std::ops::Range;

shape! {
    /// The request of `complete` and `hover`.
    #[derive(Debug, Clone)]
    pub struct EditorRequest {
        /// YAML or JSON, any number of documents, complete or not.
        pub text: String = "text",
        /// The position of the cursor.
        #[cfg_attr(feature = "schema", schemars(with = "Cursor"))]
        pub position: CursorPosition = "position",
        /// How columns and offsets are counted.
        pub position_encoding: PositionEncoding = "positionEncoding" default,
        /// Facts about the cluster: annotations that need a newer controller come last.
        pub context: Context = "context" default,
        /// Language of the texts.
        pub locale: Locale = "locale" default,
    }
}

shape! {
    /// A position: an offset, or a line and a column. A position after the end of the text counts as its end, a column
    /// after the end of a line as the end of the line.
    #[derive(Debug, Clone, Copy)]
    struct Cursor {
        /// Counted from 1; needs `column`.
        line: Option<u32> = "line",
        /// Counted from 1; needs `line`.
        column: Option<u32> = "column",
        /// Counted from 0, from the start of the whole text; takes precedence over line and column.
        offset: Option<u32> = "offset",
    }
}

/// A position in one of the two forms.
#[derive(Debug, Clone, Copy)]
pub struct CursorPosition(Cursor);

impl Decode for CursorPosition {
    fn decode(node: SyntaxNode) -> Result<CursorPosition, DecodeError> {
        let written = Cursor::decode(node)?;
        match (written.offset, written.line, written.column) {
            (Some(_), _, _) | (None, Some(1..), Some(1..)) => Ok(CursorPosition(written)),
            _ => Err(DecodeError::here(
                "a position has an `offset` from 0, or a `line` and a `column` from 1".to_owned(),
            )),
        }
    }
}

/// The answer of `complete`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Completions {
    /// Best first.
    pub items: Vec<CompletionItem>,
}

/// The answer of `hover`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hover {
    /// Markdown.
    pub contents: String,
    /// The key or value that is described.
    pub range: RangeOutput,
}

/// A range of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Range")]
pub struct RangeOutput {
    /// Position of the first character.
    pub start: Position,
    /// Position after the last character.
    pub end: Position,
}

/// Completions at the cursor.
pub fn complete(request: &EditorRequest) -> Completions {
    let cursor = offset(request);
    let renderer = Renderer::new(request.locale, request.position_encoding, &request.text);
    let items = cursor_by_parsing::to_complete(&request.text, cursor).map_or_else(Vec::new, |cursor_context| {
        let typed = request.text.get(cursor_context.range.start..cursor.max(cursor_context.range.start)).unwrap_or("");
        let form = completion_items::InsertionSyntax::of(&request.text, &cursor_context);
        let offers = completion_items::candidates(&cursor_context, &form, request.locale, &request.context);
        let edit = |text| EditOutput {
            start: renderer.position(number(cursor_context.range.start)),
            end: renderer.position(number(cursor_context.range.end)),
            text,
        };
        completion_items::matching(offers, typed).into_iter().map(|offer| offer.into_item(&form, edit)).collect()
    });
    Completions { items }
}

/// The documentation of the key or value under the cursor.
pub fn hover(request: &EditorRequest) -> Option<Hover> {
    let cursor_context = cursor_by_parsing::at_cursor(&request.text, offset(request))?;
    let contents = completion_items::about(&cursor_context, request.locale)?;
    let renderer = Renderer::new(request.locale, request.position_encoding, &request.text);
    let range = RangeOutput {
        start: renderer.position(number(cursor_context.range.start)),
        end: renderer.position(number(cursor_context.range.end)),
    };
    Some(Hover { contents, range })
}

fn number(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The byte offset of the cursor.
fn offset(request: &EditorRequest) -> usize {
    let text = &request.text;
    let CursorPosition(Cursor { line, column, offset }) = request.position;
    let units = |c: char| match request.position_encoding {
        PositionEncoding::Utf8 => c.len_utf8(),
        PositionEncoding::Utf16 => c.len_utf16(),
    };
    let forward = |from: usize, count: u32, to: usize| {
        let mut left = count as usize;
        let rest = text.get(from..to).unwrap_or("");
        let stop = rest.char_indices().find(|(_, c)| {
            let here = left == 0 || left < units(*c);
            left = left.saturating_sub(units(*c));
            here
        });
        stop.map_or(to, |(at, _)| from + at)
    };
    match (offset, line, column) {
        (Some(offset), _, _) => forward(0, offset, text.len()),
        (None, Some(line), Some(column)) => {
            let Range { start, end } = line_range(text, line);
            forward(start, column.saturating_sub(1), end)
        }
        (None, _, _) => 0,
    }
}

/// The bytes of a line, counted from 1, without its line break.
fn line_range(text: &str, line: u32) -> Range<usize> {
    let mut start = 0;
    for (index, content) in text.split('\n').enumerate() {
        if index + 1 == line as usize {
            return start..start + content.trim_end_matches('\r').len();
        }
        start += content.len() + 1;
    }
    text.len()..text.len()
}

#[cfg(test)]
mod tests;
