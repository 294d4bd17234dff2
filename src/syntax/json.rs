//! Reads JSON into nodes, strictly by RFC 8259, with the span of every value.
//!
//! The scanner of `jsonc-parser` splits the text into tokens; what it accepts beyond JSON is rejected here. Nodes are
//! built without recursion, so depth is limited by [`MAX_DEPTH`] only. Duplicate members are kept.

use super::intern_member_names::{KnownNames, MemberName};
use super::limits::MAX_DEPTH;
use super::node::{Member, SyntaxNode, SyntaxNodeValue};
use crate::diagnostic::Span;
use jsonc_parser::errors::ParseError;
use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// Byte offset of the error.
    pub offset: usize,
    /// Length in bytes; 0 at the end of the text.
    pub len: usize,
    /// The problem, in English, lower case.
    pub message: String,
}

/// Reads a text that holds one JSON value; spans count from the start of `text`. For annotations that hold JSON:
/// [`super::span_inside`] maps such a span to the manifest.
///
/// # Errors The first syntax error, or nesting beyond [`MAX_DEPTH`].
pub fn parse_json(text: &str) -> Result<SyntaxNode, JsonError> {
    only(JsonValueReader::new(text, 0), text)
}

/// As [`parse_json`], without spans: for requests, which are written by programs.
///
/// # Errors As [`parse_json`].
pub fn parse_request(text: &str) -> Result<SyntaxNode, JsonError> {
    only(JsonValueReader { with_spans: false, ..JsonValueReader::new(text, 0).remembering_names() }, text)
}

fn only(mut values: JsonValueReader<'_>, text: &str) -> Result<SyntaxNode, JsonError> {
    let mut budget = usize::MAX;
    let fault = |fault: JsonFault| JsonError {
        offset: fault.span.start as usize,
        len: fault.span.end.saturating_sub(fault.span.start) as usize,
        message: fault.kind.message(),
    };
    match values.next(&mut budget).map_err(fault)? {
        None => Err(JsonError { offset: text.len(), len: 0, message: "expected a value".to_owned() }),
        Some(node) => match values.token().map_err(fault)? {
            None => Ok(node),
            Some(_) => Err(fault(values.fault("expected the end of the text after the value"))),
        },
    }
}

/// Why a value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum JsonFaultKind {
    Syntax(String),
    /// Nesting beyond [`MAX_DEPTH`].
    TooDeep,
    /// The budget of values is used up.
    TooMany,
}

impl JsonFaultKind {
    fn message(self) -> String {
        match self {
            JsonFaultKind::Syntax(message) => message,
            JsonFaultKind::TooDeep => format!("nested more than {MAX_DEPTH} deep"),
            JsonFaultKind::TooMany => "too many values".to_owned(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsonFault {
    pub kind: JsonFaultKind,
    pub span: Span,
}

/// Reads consecutive values of a text.
pub(super) struct JsonValueReader<'a> {
    text: &'a str,
    base: usize,
    scanner: Scanner<'a>,
    names: KnownNames,
    /// Whether values keep their spans.
    with_spans: bool,
}

/// An array or object whose end has not been read yet.
enum OpenContainer {
    Array { start: u32, items: Vec<SyntaxNode> },
    Object { start: u32, members: Vec<Member>, key: Option<(MemberName, Span)> },
}

/// The tokens that may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExpectedToken {
    Value,
    ValueOrClose,
    Key,
    KeyOrClose,
    CommaOrClose,
}

impl ExpectedToken {
    fn message(self) -> &'static str {
        match self {
            ExpectedToken::Value => "expected a value",
            ExpectedToken::ValueOrClose => "expected a value or `]`",
            ExpectedToken::Key => "expected a name in double quotes",
            ExpectedToken::KeyOrClose => "expected a name in double quotes or `}`",
            ExpectedToken::CommaOrClose => "expected a comma or the closing bracket",
        }
    }
}

impl<'a> JsonValueReader<'a> {
    /// A reader of `text`; `base` is added to every offset.
    pub fn new(text: &'a str, base: usize) -> JsonValueReader<'a> {
        let options = ScannerOptions {
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        JsonValueReader {
            text,
            base,
            scanner: Scanner::new(text, &options),
            names: KnownNames::default(),
            with_spans: true,
        }
    }

    /// The same for a text with many objects.
    pub fn remembering_names(self) -> JsonValueReader<'a> {
        JsonValueReader { names: KnownNames::of_many_objects(), ..self }
    }

    /// The next value; `None` at the end. Each value takes one from the budget.
    pub fn next(&mut self, budget: &mut usize) -> Result<Option<SyntaxNode>, JsonFault> {
        let mut open: Vec<OpenContainer> = Vec::new();
        let mut expect = ExpectedToken::Value;
        loop {
            let Some(token) = self.token()? else {
                return if open.is_empty() { Ok(None) } else { Err(self.fault("the text ends too early")) };
            };
            let span = self.span();
            let done = match (expect, token) {
                (ExpectedToken::KeyOrClose, Token::CloseBrace)
                | (ExpectedToken::ValueOrClose, Token::CloseBracket)
                | (ExpectedToken::CommaOrClose, Token::CloseBrace | Token::CloseBracket) => {
                    self.close(&mut open, span)?
                }
                (ExpectedToken::CommaOrClose, Token::Comma) => {
                    expect = match open.last() {
                        Some(OpenContainer::Object { .. }) => ExpectedToken::Key,
                        Some(OpenContainer::Array { .. }) | None => ExpectedToken::Value,
                    };
                    continue;
                }
                (ExpectedToken::Key | ExpectedToken::KeyOrClose, Token::String(name)) => {
                    let name = self.names.name(&name);
                    if self.token()? != Some(Token::Colon) {
                        return Err(self.fault("expected `:` after the name"));
                    }
                    if let Some(OpenContainer::Object { key, .. }) = open.last_mut() {
                        *key = Some((name, self.absolute(span)));
                    }
                    expect = ExpectedToken::Value;
                    continue;
                }
                (ExpectedToken::Value | ExpectedToken::ValueOrClose, token) => {
                    *budget = budget.checked_sub(1).ok_or(JsonFault { kind: JsonFaultKind::TooMany, span })?;
                    match self.value(token, span, expect)? {
                        ValueStart::Value(value) => SyntaxNode { value, span: self.absolute(span) },
                        ValueStart::OpenContainer(begun) => {
                            if open.len() >= MAX_DEPTH {
                                return Err(JsonFault { kind: JsonFaultKind::TooDeep, span });
                            }
                            expect = match begun {
                                OpenContainer::Array { .. } => ExpectedToken::ValueOrClose,
                                OpenContainer::Object { .. } => ExpectedToken::KeyOrClose,
                            };
                            open.push(begun);
                            continue;
                        }
                    }
                }
                (ExpectedToken::Key | ExpectedToken::KeyOrClose | ExpectedToken::CommaOrClose, _) => {
                    return Err(self.fault(expect.message()));
                }
            };
            match attach(&mut open, done) {
                Some(root) => return Ok(Some(root)),
                None => expect = ExpectedToken::CommaOrClose,
            }
        }
    }

    fn value(&self, token: Token<'a>, span: Span, expect: ExpectedToken) -> Result<ValueStart, JsonFault> {
        Ok(match token {
            Token::OpenBrace => {
                ValueStart::OpenContainer(OpenContainer::Object { start: span.start, members: Vec::new(), key: None })
            }
            Token::OpenBracket => {
                ValueStart::OpenContainer(OpenContainer::Array { start: span.start, items: Vec::new() })
            }
            Token::String(text) => ValueStart::Value(SyntaxNodeValue::String(text.into_owned())),
            Token::Number(text) => ValueStart::Value(SyntaxNodeValue::Number(text.to_owned())),
            Token::Boolean(value) => ValueStart::Value(SyntaxNodeValue::Bool(value)),
            Token::Null => ValueStart::Value(SyntaxNodeValue::Null),
            Token::CloseBrace
            | Token::CloseBracket
            | Token::Comma
            | Token::Colon
            | Token::Word(_)
            | Token::CommentLine(_)
            | Token::CommentBlock(_) => return Err(self.fault(expect.message())),
        })
    }

    /// Closes the innermost array or object with the bracket at `span`.
    fn close(&self, open: &mut Vec<OpenContainer>, span: Span) -> Result<SyntaxNode, JsonFault> {
        let bracket = self.text.get(self.scanner.token_start()..self.scanner.token_end());
        match (open.pop(), bracket) {
            (Some(OpenContainer::Array { start, items }), Some("]")) => Ok(SyntaxNode {
                value: SyntaxNodeValue::Array(items),
                span: self.absolute(Span { start, end: span.end }),
            }),
            (Some(OpenContainer::Object { start, members, .. }), Some("}")) => Ok(SyntaxNode {
                value: SyntaxNodeValue::Object(members),
                span: self.absolute(Span { start, end: span.end }),
            }),
            (_, _) => Err(self.fault("this bracket does not match the open one")),
        }
    }

    /// The next token. Rejects what the scanner accepts and JSON does not: other white space, comments, and control
    /// characters in strings.
    fn token(&mut self) -> Result<Option<Token<'a>>, JsonFault> {
        let before = self.scanner.token_end();
        let token = self.scanner.scan().map_err(|error| self.scan_fault(&error))?;
        let start = if token.is_some() { self.scanner.token_start() } else { self.text.len() };
        let gap = self.text.get(before..start).unwrap_or("");
        if let Some(at) = gap.find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')) {
            return Err(self.fault_at(before + at, "this character is not white space in JSON"));
        }
        if let Some(Token::String(_)) = token {
            let written = self.text.get(start..self.scanner.token_end()).unwrap_or("");
            if let Some(at) = written.bytes().position(|b| b < 0x20) {
                return Err(self.fault_at(start + at, "a control character in a string must be escaped"));
            }
        }
        match token {
            Some(Token::CommentLine(_) | Token::CommentBlock(_)) => Err(self.fault("JSON has no comments")),
            token => Ok(token),
        }
    }

    fn scan_fault(&self, error: &ParseError) -> JsonFault {
        let range = error.range();
        let mut message = error.kind().to_string();
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        JsonFault {
            kind: JsonFaultKind::Syntax(message),
            span: Span::new(self.base + range.start, self.base + range.end),
        }
    }

    /// An error at the current token, or at the end of the text.
    fn fault(&self, message: &str) -> JsonFault {
        JsonFault { kind: JsonFaultKind::Syntax(message.to_owned()), span: self.span() }
    }

    fn fault_at(&self, at: usize, message: &str) -> JsonFault {
        let len = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        JsonFault {
            kind: JsonFaultKind::Syntax(message.to_owned()),
            span: Span::new(self.base + at, self.base + at + len),
        }
    }

    fn absolute(&self, span: Span) -> Span {
        if self.with_spans { span } else { Span::NONE }
    }

    fn span(&self) -> Span {
        Span::new(self.base + self.scanner.token_start(), self.base + self.scanner.token_end())
    }
}

enum ValueStart {
    Value(SyntaxNodeValue),
    OpenContainer(OpenContainer),
}

/// Adds a complete value to its container; returns it when it is the root.
fn attach(open: &mut [OpenContainer], node: SyntaxNode) -> Option<SyntaxNode> {
    match open.last_mut() {
        None => return Some(node),
        Some(OpenContainer::Array { items, .. }) => items.push(node),
        Some(OpenContainer::Object { members, key, .. }) => {
            let (key, key_span) = key.take().unwrap_or_else(|| ("".into(), Span::NONE));
            members.push(Member { key, key_span, value: node });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_spans_they_were_written_at() {
        let text = " {\"a\": [1, -2.50e+3, \"\\u00e9\\\"\"], \"a\": {}, \"b\": null}\n";
        let node = parse_json(text).unwrap();
        let slice = |node: &SyntaxNode| node.span.slice(text).to_owned();
        assert_eq!(slice(&node), text.trim());
        let first = &node.members()[0];
        assert_eq!(first.key_span.slice(text), "\"a\"");
        assert_eq!(first.value.items().iter().map(slice).collect::<Vec<_>>(), ["1", "-2.50e+3", "\"\\u00e9\\\"\""]);
        assert_eq!(first.value.items()[1].value, SyntaxNodeValue::Number("-2.50e+3".to_owned()));
        assert_eq!(first.value.items()[2].as_str(), Some("é\""));
        assert_eq!(node.members().len(), 3, "duplicates are kept");
    }

    #[test]
    fn text_beyond_rfc_8259_is_rejected() {
        for (text, offset) in [
            ("", 0),
            ("{", 1),
            ("[1,]", 3),
            ("{\"a\":1,}", 7),
            ("{a:1}", 1),
            ("{'a':1}", 1),
            ("[1 2]", 3),
            ("[01]", 2),
            ("[0x1]", 1),
            ("[+1]", 1),
            ("[.5]", 1),
            ("[1.]", 1),
            ("[NaN]", 1),
            ("[1} ", 2),
            ("{\"a\"}", 4),
            ("{\"a\" 1}", 5),
            ("1 2", 2),
            ("[1] // x", 4),
            ("[\"a\nb\"]", 3),
            ("[\"\\x41\"]", 2),
            ("[1,\u{a0}2]", 3),
            ("[1]\u{b}", 3),
            ("[true_]", 5),
        ] {
            let error = parse_json(text).expect_err(text);
            assert_eq!(error.offset, offset, "{text:?}: {error:?}");
            assert!(text.is_char_boundary(error.offset + error.len), "{text:?}: {error:?}");
            assert!(!error.message.starts_with(|c: char| c.is_ascii_uppercase() && c != 'J'), "{error:?}");
        }
    }

    #[test]
    fn depth_is_limited_without_using_the_stack() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse_json(&deep(MAX_DEPTH)).is_ok());
        assert_eq!(parse_json(&deep(MAX_DEPTH + 1)).unwrap_err().offset, MAX_DEPTH);
        assert_eq!(parse_json(&"[".repeat(1_000_000)).unwrap_err().offset, MAX_DEPTH);
    }

    #[test]
    fn consecutive_values_are_read_one_by_one() {
        let mut values = JsonValueReader::new("{} \n[] 1", 10);
        let mut budget = 10;
        let spans: Vec<u32> = std::iter::from_fn(|| values.next(&mut budget).unwrap()).map(|n| n.span.start).collect();
        assert_eq!((spans, budget), (vec![10, 14, 17], 7));
    }
}
