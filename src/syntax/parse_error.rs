//! What keeps a document from being read, before it is a diagnostic: the place is known, the document's number is not.

use super::codes;
use super::limits::MAX_NODES;
use crate::diagnostic::{Code, Span, Words};

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub code: &'static Code,
    pub span: Span,
    pub words: Words,
    pub reach: Reach,
}

/// What cannot be read because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// This document, or this part of it.
    Document,
    /// Everything from here on.
    Rest,
}

impl Trouble {
    pub fn new(code: &'static Code, span: Span) -> Trouble {
        Trouble { code, span, words: Words::new(), reach: Reach::Document }
    }

    /// More than `limit` of something.
    pub fn limit(code: &'static Code, span: Span, limit: usize) -> Trouble {
        Trouble::new(code, span).word("limit", limit.to_string())
    }

    /// The budget of values is used up.
    pub fn too_many_nodes(span: Span) -> Trouble {
        Trouble { reach: Reach::Rest, ..Trouble::limit(&codes::TOO_MANY_NODES, span, MAX_NODES) }
    }

    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Trouble {
        self.words.push((name, value.into()));
        self
    }
}
