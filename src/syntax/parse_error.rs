//! What keeps a document from being read, before it is a diagnostic: the place is known, the document's number is not.

use super::codes;
use super::limits::MAX_NODES;
use crate::diagnostic::{Args, Code, Span};

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ParseError {
    pub code: &'static Code,
    pub span: Span,
    pub args: Args,
    pub scope: ErrorScope,
}

/// What cannot be read because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorScope {
    /// This document, or this part of it.
    Document,
    /// Everything from here on.
    RestOfText,
}

impl ParseError {
    pub fn new(code: &'static Code, span: Span) -> ParseError {
        ParseError { code, span, args: Args::new(), scope: ErrorScope::Document }
    }

    /// More than `limit` of something.
    pub fn limit(code: &'static Code, span: Span, limit: usize) -> ParseError {
        ParseError::new(code, span).arg("limit", limit.to_string())
    }

    /// The budget of values is used up.
    pub fn too_many_nodes(span: Span) -> ParseError {
        ParseError { scope: ErrorScope::RestOfText, ..ParseError::limit(&codes::TOO_MANY_NODES, span, MAX_NODES) }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> ParseError {
        self.args.push((name, value.into()));
        self
    }
}
