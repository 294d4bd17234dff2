//! A syntax error inside one document, before the document's index is known.

use super::codes;
use super::limits::MAX_NODES;
use crate::diagnostic::{CodeDefinition, MessageArguments, Span};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ParseError {
    pub code: &'static CodeDefinition,
    pub span: Span,
    pub args: MessageArguments,
    pub scope: ErrorExtent,
}

/// The part of the text that cannot be read because of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorExtent {
    /// The document.
    Document,
    /// Everything from here to the end.
    RestOfText,
}

impl ParseError {
    pub fn new(code: &'static CodeDefinition, span: Span) -> ParseError {
        ParseError { code, span, args: MessageArguments::new(), scope: ErrorExtent::Document }
    }

    /// More than `limit` of something.
    pub fn limit(code: &'static CodeDefinition, span: Span, limit: usize) -> ParseError {
        ParseError::new(code, span).arg("limit", limit.to_string())
    }

    pub fn too_many_nodes(span: Span) -> ParseError {
        ParseError { scope: ErrorExtent::RestOfText, ..ParseError::limit(&codes::TOO_MANY_NODES, span, MAX_NODES) }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> ParseError {
        self.args.push((name, value.into()));
        self
    }
}
