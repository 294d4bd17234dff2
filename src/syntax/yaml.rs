//! Reads one YAML document into nodes, typed as kubectl types them.
//!
//! Events of `granit-parser` become nodes on an explicit stack, so nothing recurses. Aliases are expanded within a
//! budget, and the copies keep the positions of the original. `<<` copies members in written order, the later of two
//! equal ones winning, as in the library that kubectl uses. Duplicate members written by hand are kept for a later
//! stage.

use super::codes;
use super::document_text::{DocumentText, offset_of};
use super::intern_member_names::{KnownNames, MemberName};
use super::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_TIGHT_COMMENTS};
use super::node::{Member, SyntaxNode, SyntaxNodeValue};
use super::parse_error::ParseError;
use super::scalar::{self, Scalar, ScalarError};
use super::yaml_merge_keys::{MemberOrigin, MemberWithOrigin, measure, merged, without_overridden};
use crate::diagnostic::Span;
use crate::sorted_map::SortedMap;
use granit_parser::{Event, Options, Parser, ScalarStyle, StrInput, StructureStyle, Tag, options};
use std::borrow::Cow;
use std::ops::Range;

#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its value; `None` for an empty document.
    pub node: Option<SyntaxNode>,
    /// Offset of text after the end of the document, if there is any.
    pub after: Option<usize>,
}

/// Reads the document in `section` of `text`. Each value takes one from the budget.
pub(super) fn parse(
    text: &str,
    section: Range<usize>,
    budget: &mut usize,
    names: &mut KnownNames,
) -> Result<Document, ParseError> {
    let (base, whole) = (section.start, *budget);
    let mut written = Cow::Borrowed(text.get(section).unwrap_or(""));
    for _ in 0..MAX_TIGHT_COMMENTS {
        let document_text = DocumentText::new(&written, base);
        match read(document_text, budget, names) {
            Err(ReadError::TightComment(at, _)) => written = Cow::Owned(document_text.without_comment(at)),
            read => return read.map_err(ReadError::into_parse_error),
        }
        *budget = whole;
    }
    read(DocumentText::new(&written, base), budget, names).map_err(ReadError::into_parse_error)
}

/// Why reading stopped.
enum ReadError {
    Trouble(ParseError),
    /// At a comment directly after a quote or a bracket, which kubectl accepts and the parser does not.
    TightComment(usize, ParseError),
}

impl ReadError {
    fn into_parse_error(self) -> ParseError {
        match self {
            ReadError::Trouble(parse_error) | ReadError::TightComment(_, parse_error) => parse_error,
        }
    }
}

impl From<ParseError> for ReadError {
    fn from(parse_error: ParseError) -> ReadError {
        ReadError::Trouble(parse_error)
    }
}

fn read(document_text: DocumentText<'_>, budget: &mut usize, names: &mut KnownNames) -> Result<Document, ReadError> {
    document_text.check_characters()?;
    let mut builder = TreeBuilder {
        document_text,
        budget,
        names,
        alias_budget: MAX_ALIAS_NODES,
        open: Vec::new(),
        anchors: SortedMap::new(),
        cursor: 0,
        flow: 0,
        root: None,
    };
    let mut ended_at = None;
    for event in Parser::<StrInput>::new_from_str_with_options(document_text.text, parser_options()) {
        let (event, span) = match (event, ended_at) {
            (Ok(event), _) => event,
            (Err(error), Some(end)) => return Ok(builder.finish(Some(offset_of(&error).unwrap_or(end)))),
            (Err(error), None) => {
                let parse_error = document_text.syntax_error(builder.cursor, &error);
                return Err(match document_text.tight_comment(&error) {
                    Some(at) => ReadError::TightComment(at, parse_error),
                    None => ReadError::Trouble(parse_error),
                });
            }
        };
        let range = span.byte_range().unwrap_or(builder.cursor..builder.cursor);
        match event {
            Event::DocumentStart(..) if ended_at.is_some() => return Ok(builder.finish(Some(range.start))),
            Event::DocumentEnd if document_text.text.get(range.clone()) == Some("...") => ended_at = Some(range.end),
            event => builder.event(event, range, span.tag_span())?,
        }
    }
    builder.check_gap(document_text.text.len(), 0)?;
    Ok(builder.finish(None))
}

fn parser_options() -> Options {
    // One more than we allow, so that our own limit is reported. A block scalar at the end of the text keeps a line
    // feed: kubectl ends every line with one before it parses.
    options! {
        block_nesting_limit: MAX_DEPTH + 1,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_scalar_eof_without_line_feed: false
    }
}

/// A value that aliases can repeat.
struct Anchored {
    node: SyntaxNode,
    weight: usize,
    height: usize,
}

/// A collection whose end has not been read yet.
struct OpenNode {
    start: usize,
    anchor: usize,
    style: StructureStyle,
    kind: OpenNodeKind,
}

enum OpenNodeKind {
    Sequence(Vec<SyntaxNode>),
    Mapping { entries: Vec<MemberWithOrigin>, key: Option<MappingKey> },
}

enum MappingKey {
    Name(MemberName, Span),
    Merge,
}

struct TreeBuilder<'a, 'b> {
    document_text: DocumentText<'a>,
    budget: &'b mut usize,
    names: &'b mut KnownNames,
    alias_budget: usize,
    open: Vec<OpenNode>,
    anchors: SortedMap<usize, Anchored>,
    /// End of the previous token.
    cursor: usize,
    /// Number of open brackets: inside them tabs are blanks.
    flow: usize,
    root: Option<SyntaxNode>,
}

impl TreeBuilder<'_, '_> {
    fn finish(self, after: Option<usize>) -> Document {
        Document { node: self.root, after: after.map(|at| self.document_text.base + at) }
    }

    fn event(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        tag_span: Option<granit_parser::Span>,
    ) -> Result<(), ParseError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag_range = tag_span.and_then(|span| span.byte_range());
                self.scalar(text.into_owned(), style, anchor, tag.as_deref(), range, tag_range)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.begin(range, anchor, style, OpenNodeKind::Sequence(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                self.begin(range, anchor, style, OpenNodeKind::Mapping { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(id) => self.alias(id, range),
            Event::UnresolvedAlias(_) => Err(self.document_text.unknown_alias(range)),
            Event::DocumentStart(..) => {
                // Without a `---` the range is that of the next token.
                if self.document_text.text.get(range.clone()).is_some_and(|written| written.starts_with("---")) {
                    self.cursor = self.cursor.max(range.end);
                }
                Ok(())
            }
            // Stream events, and kinds that a later parser may add: none of them is a value.
            _ => Ok(()),
        }
    }

    /// Checks for tabs between here and the previous token; inside brackets they are blanks.
    fn check_gap(&self, end: usize, anchor: usize) -> Result<(), ParseError> {
        if anchor != 0 {
            self.document_text.check_anchor(self.cursor, end)?;
        }
        if self.flow == 0 { self.document_text.check_gap(self.cursor, end) } else { Ok(()) }
    }

    fn spend(&mut self, count: usize, range: &Range<usize>) -> Result<(), ParseError> {
        match self.budget.checked_sub(count) {
            Some(rest) => {
                *self.budget = rest;
                Ok(())
            }
            None => Err(ParseError::too_many_nodes(self.document_text.span(range.clone()))),
        }
    }

    fn begin(
        &mut self,
        range: Range<usize>,
        anchor: usize,
        style: StructureStyle,
        kind: OpenNodeKind,
    ) -> Result<(), ParseError> {
        if self.awaits_key() {
            let found = match kind {
                OpenNodeKind::Sequence(_) => "an array",
                OpenNodeKind::Mapping { .. } => "an object",
            };
            return Err(
                ParseError::new(&codes::SYNTAX_KEY, self.document_text.character(range.start)).arg("found", found)
            );
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(ParseError::limit(&codes::TOO_DEEP, self.document_text.character(range.start), MAX_DEPTH));
        }
        self.spend(1, &range)?;
        self.check_gap(range.start, anchor)?;
        self.flow += usize::from(style == StructureStyle::Flow);
        self.cursor = self.cursor.max(range.end);
        self.open.push(OpenNode { start: range.start, anchor, style, kind });
        Ok(())
    }

    fn end(&mut self, range: Range<usize>) -> Result<(), ParseError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        self.flow -= usize::from(open.style == StructureStyle::Flow);
        // A block collection ends with its last value; a flow collection has its own bracket.
        if !range.is_empty() {
            self.cursor = range.end;
        }
        let span = self.document_text.span(open.start..self.cursor.max(open.start));
        let value = match open.kind {
            OpenNodeKind::Sequence(items) => SyntaxNodeValue::Array(items),
            OpenNodeKind::Mapping { entries, .. } => SyntaxNodeValue::Object(without_overridden(entries)),
        };
        self.attach(SyntaxNode { value, span }, open.anchor, range)
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
        tag_range: Option<Range<usize>>,
    ) -> Result<(), ParseError> {
        self.spend(1, &range)?;
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.document_text.block_range(self.cursor, range)?,
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => range,
        };
        self.check_gap(range.start, anchor)?;
        match style {
            ScalarStyle::Plain => self.document_text.check_plain(range.clone(), self.flow > 0)?,
            ScalarStyle::DoubleQuoted => self.document_text.check_escapes(range.clone())?,
            ScalarStyle::SingleQuoted | ScalarStyle::Literal | ScalarStyle::Folded => {}
        }
        // The parser reports `~` for an omitted value.
        let text = if style == ScalarStyle::Plain && range.is_empty() { String::new() } else { text };
        self.document_text.check_tag(tag_range.clone(), self.flow > 0)?;
        let name = tag.map(|tag| tag.suffix_in_namespace("tag:yaml.org,2002:"));
        let is_merge = text == "<<"
            && match &name {
                None => style == ScalarStyle::Plain,
                Some(name) => name.as_deref() == Some("merge"),
            };
        if !range.is_empty() {
            self.cursor = range.end;
        }
        if is_merge && self.awaits_key() {
            self.set_key(MappingKey::Merge);
            return Ok(());
        }
        let refuse = |builder: &Self, refused: ScalarError| {
            let at = builder.document_text.span(range.clone());
            match refused {
                ScalarError::NotFinite => ParseError::new(&codes::SYNTAX_NOT_FINITE, at),
                ScalarError::Tag => {
                    let written = tag_range.clone().and_then(|tag| builder.document_text.text.get(tag)).unwrap_or("!");
                    ParseError::new(&codes::SYNTAX_TAG, at).arg("tag", written)
                }
            }
        };
        let scalar = match name {
            None if style == ScalarStyle::Plain => scalar::plain(text),
            None => Scalar::Text(text),
            Some(name) => scalar::tagged(name.as_deref(), text).map_err(|refused| refuse(self, refused))?,
        };
        if self.awaits_key() {
            return self.key(scalar, anchor, range);
        }
        let value = scalar.into_value().map_err(|refused| refuse(self, refused))?;
        self.attach(SyntaxNode { value, span: self.document_text.span(range.clone()) }, anchor, range)
    }

    fn key(&mut self, scalar: Scalar, anchor: usize, range: Range<usize>) -> Result<(), ParseError> {
        let span = self.document_text.span(range.clone());
        if anchor != 0
            && let Ok(value) = scalar.clone().into_value()
        {
            self.store_anchor(anchor, &SyntaxNode { value, span }, &range)?;
        }
        let found = if scalar == Scalar::Null { "null" } else { "a number" };
        let name = scalar.into_key().ok_or_else(|| ParseError::new(&codes::SYNTAX_KEY, span).arg("found", found))?;
        let name = self.names.name(&name);
        self.set_key(MappingKey::Name(name, span));
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(OpenNode { kind: OpenNodeKind::Mapping { key: None, .. }, .. }))
    }

    fn set_key(&mut self, new: MappingKey) {
        if let Some(OpenNode { kind: OpenNodeKind::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(new);
        }
    }

    /// Adds a complete value to its container.
    fn attach(&mut self, node: SyntaxNode, anchor: usize, range: Range<usize>) -> Result<(), ParseError> {
        if anchor != 0 {
            self.store_anchor(anchor, &node, &range)?;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(OpenNode { kind: OpenNodeKind::Sequence(items), .. }) => items.push(node),
            Some(OpenNode { kind: OpenNodeKind::Mapping { entries, key }, .. }) => match key.take() {
                Some(MappingKey::Name(key, key_span)) => entries.push(MemberWithOrigin {
                    member: Member { key, key_span, value: node },
                    origin: MemberOrigin::Written,
                }),
                Some(MappingKey::Merge) => {
                    let refused = ParseError::new(&codes::SYNTAX_MERGE, node.span);
                    entries.extend(merged(node).ok_or(refused)?);
                }
                None => {}
            },
        }
        Ok(())
    }

    fn store_anchor(&mut self, anchor: usize, node: &SyntaxNode, range: &Range<usize>) -> Result<(), ParseError> {
        let (weight, height) = measure(node);
        self.spend(weight, range)?;
        self.anchors.insert(anchor, Anchored { node: node.clone(), weight, height });
        Ok(())
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), ParseError> {
        self.check_gap(range.start, 0)?;
        self.cursor = range.end;
        let at = self.document_text.span(range.clone());
        let Some(anchored) = self.anchors.get(&id) else { return Err(self.document_text.unknown_alias(range)) };
        let (weight, height) = (anchored.weight, anchored.height);
        let refused = || ParseError::limit(&codes::TOO_MANY_ALIASES, at, MAX_ALIAS_NODES);
        self.alias_budget = self.alias_budget.checked_sub(weight).ok_or_else(refused)?;
        if self.open.len() + height > MAX_DEPTH {
            return Err(ParseError::limit(&codes::TOO_DEEP, at, MAX_DEPTH));
        }
        let node = anchored.node.clone();
        self.spend(weight, &range)?;
        if !self.awaits_key() {
            return self.attach(node, 0, range);
        }
        let no_key = |found| Err(ParseError::new(&codes::SYNTAX_KEY, at).arg("found", found));
        let name = match node.value {
            SyntaxNodeValue::String(text) | SyntaxNodeValue::Number(text) => text,
            SyntaxNodeValue::Bool(value) => value.to_string(),
            SyntaxNodeValue::Null => return no_key("null"),
            SyntaxNodeValue::Array(_) => return no_key("an array"),
            SyntaxNodeValue::Object(_) => return no_key("an object"),
        };
        self.set_key(MappingKey::Name(name.into(), at));
        Ok(())
    }
}
