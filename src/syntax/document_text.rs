//! The text of one YAML document: positions in it, and the differences between our parser and kubectl's.
//!
//! Errors of the parser are translated into our messages, and what the parser accepts although kubectl's parser does
//! not is rejected. Offsets count from the start of the document, spans from the start of the whole text.

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
}

impl DocumentText<'_> {
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Rejects characters that YAML does not allow, before the parser interprets them.
    pub fn check_characters(&self) -> Result<(), ParseError> {
        let suspicious = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || matches!(b, 0x7f | 0xc2 | 0xef);
        let mut from = 0;
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| rest.iter().position(|b| suspicious(*b)))
        {
            let at = from + at;
            let Some(character) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            from = at + character.len_utf8();
            let refused = match character {
                '\u{85}' => false,
                '\u{0}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => true,
                _ => false,
            };
            if refused {
                return Err(ParseError::new(&codes::SYNTAX_CONTROL, self.span(at..from))
                    .arg("character", format!("U+{:04X}", u32::from(character))));
            }
        }
        Ok(())
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

    /// Rejects tabs between the previous token and the next that kubectl's parser takes for indentation: at the
    /// beginning of any line, and anywhere before the first word of the last one. Our parser takes them for blanks.
    pub fn check_gap(&self, cursor: usize, end: usize) -> Result<(), ParseError> {
        let gap = self.text.get(cursor..end).unwrap_or("");
        let before = self.text.get(..end).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.get(start..).unwrap_or("");
        let indent = line.trim_start_matches([' ', '-', '?']);
        let first = (cursor == 0 && !gap.starts_with("---")).then(|| indents(gap)).flatten();
        match first.or_else(|| tab_that_indents(gap)) {
            Some(tab) => Err(self.tabs(cursor + tab)),
            None if indent.starts_with('\t') && !line.starts_with("---") => Err(self.tabs(end - indent.len())),
            None => Ok(()),
        }
    }

    /// Rejects what kubectl's parser reads differently in a plain scalar: tabs that indent continuation lines, the line
    /// breaks of YAML 1.1, and, inside brackets, characters that end the scalar.
    pub fn check_plain(&self, range: Range<usize>, in_brackets: bool) -> Result<(), ParseError> {
        let written = self.text.get(range.clone()).unwrap_or("");
        if !in_brackets && let Some(newline) = written.find("\n\t") {
            return Err(self.tabs(range.start + newline + 1));
        }
        let breaks = written.find(['\u{85}', '\u{2028}', '\u{2029}']);
        let ends = || if written.starts_with(':') { Some(0) } else { written.find('?') };
        match (breaks, in_brackets.then(ends).flatten()) {
            (Some(at), _) => {
                let detail = "kubectl treats this character as the end of the line unless it is in quotes";
                Err(self.invalid(range.start + at, detail))
            }
            (None, Some(at)) => Err(self
                .invalid(range.start + at, "inside brackets kubectl treats this character as YAML syntax; use quotes")),
            (None, None) => Ok(()),
        }
    }

    /// Rejects JSON escapes that kubectl's parser does not know: `\/`, and surrogate halves.
    pub fn check_escapes(&self, range: Range<usize>) -> Result<(), ParseError> {
        let written = self.text.get(range.clone()).unwrap_or("");
        let mut from = 0;
        while let Some(at) = written.get(from..).and_then(|rest| rest.find('\\')) {
            let at = from + at;
            let escape = written.get(at + 1..).unwrap_or("");
            let half = || {
                let digits = escape.strip_prefix('u').and_then(|rest| rest.get(..4));
                digits.is_some_and(|digits| digits.starts_with(['d', 'D']) && digits.get(1..2) >= Some("8"))
            };
            if escape.starts_with('/') || half() {
                return Err(self.invalid(range.start + at, "kubectl does not support this escape"));
            }
            from = at + 1 + escape.chars().next().map_or(0, char::len_utf8);
        }
        Ok(())
    }

    /// Rejects an anchor name that kubectl would end earlier: it accepts letters, digits, `-` and `_`.
    pub fn check_anchor(&self, cursor: usize, end: usize) -> Result<(), ParseError> {
        let gap = self.text.get(cursor..end).unwrap_or("");
        let Some((at, _)) = gap.rmatch_indices('&').find(|(at, _)| {
            let before = gap.get(..*at).unwrap_or("");
            before.is_empty() || before.ends_with([' ', '\t', '\n', '[', '{', ',', ':'])
        }) else {
            return Ok(());
        };
        let name = gap.get(at + 1..).unwrap_or("");
        let name = name.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
        let odd = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        match odd.or(name.is_empty().then_some(0)) {
            None => Ok(()),
            Some(odd) => Err(self
                .invalid(cursor + at + 1 + odd, "kubectl allows only letters, digits, `-` and `_` in an anchor name")),
        }
    }

    /// Rejects a tag that is followed by a comma: kubectl takes the comma as part of the tag.
    pub fn check_tag(&self, tag: Option<Range<usize>>, in_brackets: bool) -> Result<(), ParseError> {
        let Some(tag) =
            tag.filter(|tag| in_brackets && self.text.get(tag.end..).is_some_and(|rest| rest.starts_with(',')))
        else {
            return Ok(());
        };
        Err(self.invalid(tag.end, "kubectl treats this comma as part of the tag; write a space before it"))
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

    fn invalid(&self, at: usize, detail: &str) -> ParseError {
        ParseError::new(&codes::SYNTAX_YAML, self.character(at)).arg("detail", detail)
    }

    fn tabs(&self, start: usize) -> ParseError {
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

/// The first tab in the indentation of any line but the first.
fn tab_that_indents(text: &str) -> Option<usize> {
    text.match_indices('\n').find_map(|(newline, _)| Some(newline + 1 + indents(text.get(newline + 1..)?)?))
}

/// The tab in the indentation of this line.
fn indents(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(' ');
    rest.starts_with('\t').then_some(line.len() - rest.len())
}

/// The offset at which the parser stopped.
pub(super) fn offset_of(error: &ScanError) -> Option<usize> {
    error.marker().byte_offset()
}
