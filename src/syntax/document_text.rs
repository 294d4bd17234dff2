//! The text of one YAML document: positions in it, and the parser's errors in our words.
//!
//! Offsets count from the start of the document, spans from the start of the whole text.

use super::codes;
use super::limits::MAX_DEPTH;
use super::parse_error::ParseError;
use crate::diagnostic::Span;
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// A document's text and its offset in the whole text.
#[derive(Debug, Clone, Copy)]
pub(super) struct DocumentText<'a> {
    pub text: &'a str,
    pub base: usize,
    /// There is a tab somewhere. Most documents have none, and need not be searched for one around every value.
    pub has_tabs: bool,
    /// There is nothing but ASCII, and therefore none of YAML 1.1's other line breaks.
    pub is_ascii: bool,
}

impl<'a> DocumentText<'a> {
    pub fn new(text: &'a str, base: usize) -> DocumentText<'a> {
        DocumentText { text, base, has_tabs: text.as_bytes().contains(&b'\t'), is_ascii: text.is_ascii() }
    }
}

impl DocumentText<'_> {
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// An alias without an anchor. The message does not repeat its name: it may be a secret that begins with `*`.
    pub fn unknown_alias(&self, range: Range<usize>) -> ParseError {
        let written = self.text.get(range.start..).unwrap_or("");
        let end = written.find([' ', '\t', '\r', '\n', ',', ']', '}']).unwrap_or(written.len());
        ParseError::new(&codes::SYNTAX_ALIAS, self.span(range.start..range.start + end))
    }

    /// The bytes of a block scalar, from its `|` or `>` to the end of its last line that is not blank; the parser
    /// reports the content only. Rejects a tab where the indentation is still to be detected, as kubectl's parser does.
    pub fn block_range(&self, cursor: usize, content: Range<usize>) -> Result<Range<usize>, ParseError> {
        let mut start = cursor;
        let mut rest = self.text.get(start..).unwrap_or("");
        let header = loop {
            let trimmed = rest.trim_start();
            start += rest.len() - trimmed.len();
            let token = match trimmed.chars().next() {
                Some('|' | '>') => break start,
                Some('#') => trimmed.find('\n'),
                Some(_) => trimmed.find([' ', '\t', '\r', '\n']),
                None => None,
            };
            let Some(len) = token else { break content.start };
            start += len;
            rest = trimmed.get(len..).unwrap_or("");
        };
        let whole = self.text.get(header..content.end.max(header)).unwrap_or("");
        let tells_indent = whole.bytes().skip(1).take(2).any(|b| b.is_ascii_digit());
        if !tells_indent && self.text.get(content.start..).is_some_and(|text| text.starts_with('\t')) {
            return Err(self.tabs(content.start));
        }
        Ok(header..header + whole.trim_end_matches([' ', '\t', '\r', '\n']).len())
    }

    /// The offset at which the parser stopped at a comment that has no blank before it.
    pub fn tight_comment(&self, error: &ScanError) -> Option<usize> {
        let at = offset_of(error).filter(|_| matches!(error.kind(), ErrorKind::CommentNotSeparated))?;
        self.text.get(at..)?.starts_with('#').then_some(at)
    }

    /// The same text with that comment replaced by blanks.
    pub fn without_comment(&self, at: usize) -> String {
        let (before, comment) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let end = comment.find(['\r', '\n']).unwrap_or(comment.len());
        [before, &" ".repeat(end), comment.get(end..).unwrap_or("")].concat()
    }

    /// A syntax error at an offset of the document.
    pub fn invalid(&self, at: usize, detail: &str) -> ParseError {
        ParseError::new(&codes::SYNTAX_YAML, self.character(at)).arg("detail", detail)
    }

    /// The tabs from `start` on, as an error.
    pub fn tabs(&self, start: usize) -> ParseError {
        let rest = self.text.get(start..).unwrap_or("");
        let len = rest.len() - rest.trim_start_matches('\t').len();
        ParseError::new(&codes::SYNTAX_TAB, self.span(start..start + len))
    }

    /// The character at an offset of the document; empty at the end of a line.
    pub fn character(&self, at: usize) -> Span {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let next = self.text.get(at..).and_then(|rest| rest.chars().next());
        let len = next.filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
        self.span(at..at + len)
    }

    /// A parser error in our words.
    pub fn syntax_error(&self, cursor: usize, error: &ScanError) -> ParseError {
        let at = offset_of(error).unwrap_or(cursor).min(self.text.len());
        let here = self.character(at);
        let tab = |lines| self.tab(at, lines).map(|tab| ParseError::new(&codes::SYNTAX_TAB, tab));
        let other = match error.kind() {
            ErrorKind::RecursionLimitExceeded => return ParseError::limit(&codes::TOO_DEEP, here, MAX_DEPTH),
            ErrorKind::UnknownAnchor => return self.unknown_alias(at..at),
            ErrorKind::TabInIndentation
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabNotAllowed
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar => {
                if let Some(parse_error) = tab(usize::MAX) {
                    return parse_error;
                }
                &codes::SYNTAX_YAML
            }
            ErrorKind::UnclosedQuotedScalar => return ParseError::new(&codes::SYNTAX_QUOTE, here),
            ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::MisplacedFlowCollectionEnd => &codes::SYNTAX_BRACKET,
            ErrorKind::MappingValueNotAllowed => &codes::SYNTAX_COLON,
            ErrorKind::UnexpectedCharacter { .. } => &codes::SYNTAX_RESERVED,
            _ => &codes::SYNTAX_YAML,
        };
        let written = self.text.get(at..).and_then(|rest| rest.chars().next()).map(String::from);
        tab(1).unwrap_or_else(|| {
            ParseError::new(other, here)
                .arg("detail", error.kind().to_string())
                .arg("character", written.unwrap_or_default())
        })
    }

    /// The first tab that indents one of `lines` lines, starting with the line of `at`.
    fn tab(&self, at: usize, lines: usize) -> Option<Span> {
        let mut start = self.text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
        for line in self.text.get(start..)?.split_inclusive('\n').take(lines) {
            let content = line.trim_start_matches([' ', '\t', '\r', '\n']);
            let indent = line.get(..line.len() - content.len()).unwrap_or("");
            if let Some(tab) = indent.find('\t').filter(|_| !content.is_empty()) {
                let tabs = indent.len() - indent.get(tab..).map_or(0, |rest| rest.trim_start_matches('\t').len());
                return Some(self.span(start + tab..start + tabs));
            }
            start += line.len();
        }
        None
    }
}

/// The offset at which the parser stopped.
pub(super) fn offset_of(error: &ScanError) -> Option<usize> {
    error.marker().byte_offset()
}
