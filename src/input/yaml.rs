//! One YAML document to the tree, typed as kubectl types it.
//!
//! The events of `granit-parser` become nodes on a stack of our own, so nothing recurses while reading. Aliases are
//! expanded within a budget, and the copies keep the places of the original; `<<` copies members in the order they
//! are written, the later of two equal ones winning, as in the library kubectl uses. Duplicate members that were
//! written by hand are kept for a later stage.

use super::codes;
use super::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_NODES};
use super::node::{Member, Node, Value};
use super::scalar::{self, Refused, Scalar};
use crate::diagnostic::{Code, Span, Words};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput, Tag, options};
use std::collections::BTreeMap;
use std::ops::Range;

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

/// A document that was read.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its value; `None` when there is none.
    pub node: Option<Node>,
    /// Where something follows the end of the document, if anything does.
    pub after: Option<usize>,
}

/// Reads the document in `section` of `text`. Every value takes one from the budget.
pub(super) fn parse(text: &str, section: Range<usize>, budget: &mut usize) -> Result<Document, Trouble> {
    let chunk = text.get(section.clone()).unwrap_or("");
    check_characters(chunk, section.start)?;
    let mut builder = Builder {
        chunk,
        base: section.start,
        budget,
        alias_budget: MAX_ALIAS_NODES,
        open: Vec::new(),
        anchors: BTreeMap::new(),
        cursor: 0,
        root: None,
    };
    let mut ended = false;
    for event in Parser::<StrInput>::new_from_str_with_options(chunk, parser_options()) {
        let (event, span) = event.map_err(|error| builder.refusal(&error))?;
        let range = span.byte_range().unwrap_or(builder.cursor..builder.cursor);
        match event {
            Event::DocumentStart(..) if ended => {
                return Ok(Document { node: builder.root, after: Some(section.start + range.start) });
            }
            Event::DocumentEnd => ended = true,
            event => builder.event(event, range, span.tag_span())?,
        }
    }
    Ok(Document { node: builder.root, after: None })
}

fn parser_options() -> Options {
    // One more than we allow, so that our own limit speaks first. A block scalar that ends with the text has no line
    // feed to keep: that is how kubectl's parser has it.
    options! {
        block_nesting_limit: MAX_DEPTH + 1,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_scalar_eof_without_line_feed: true
    }
}

/// Refuses the characters YAML does not allow, before the parser can take them for something else.
fn check_characters(chunk: &str, base: usize) -> Result<(), Trouble> {
    let suspicious = |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || matches!(b, 0x7f | 0xc2 | 0xef);
    let mut from = 0;
    while let Some(at) = chunk.as_bytes().get(from..).and_then(|rest| rest.iter().position(|b| suspicious(*b))) {
        let at = from + at;
        let Some(character) = chunk.get(at..).and_then(|rest| rest.chars().next()) else { break };
        from = at + character.len_utf8();
        let refused = match character {
            '\u{85}' => false,
            '\u{0}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => true,
            _ => false,
        };
        if refused {
            return Err(Trouble::new(&codes::SYNTAX_CONTROL, Span::new(base + at, base + from))
                .word("character", format!("U+{:04X}", u32::from(character))));
        }
    }
    Ok(())
}

/// A value that an alias can repeat.
struct Anchored {
    node: Node,
    weight: usize,
    height: usize,
}

/// A collection that is not finished yet.
struct Open {
    start: usize,
    anchor: usize,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Option<Key> },
}

/// A member, and whether it was written here or copied by `<<`.
struct Entry {
    member: Member,
    origin: EntryOrigin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EntryOrigin {
    Written,
    Merged,
}

enum Key {
    Name(String, Span),
    Merge,
}

struct Builder<'a, 'b> {
    chunk: &'a str,
    base: usize,
    budget: &'b mut usize,
    alias_budget: usize,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Anchored>,
    /// Where the last thing that was written ends.
    cursor: usize,
    root: Option<Node>,
}

impl Builder<'_, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn event(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        tag_span: Option<granit_parser::Span>,
    ) -> Result<(), Trouble> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag_range = tag_span.and_then(|span| span.byte_range());
                self.scalar(text.into_owned(), style, anchor, tag.as_deref(), range, tag_range)
            }
            Event::SequenceStart(_, anchor, _) => self.begin(range, anchor, OpenKind::Sequence(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.begin(range, anchor, OpenKind::Mapping { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(id) => self.alias(id, range),
            Event::UnresolvedAlias(_) => Err(self.unknown_alias(range)),
            Event::DocumentStart(..) => {
                self.cursor = self.cursor.max(range.end);
                Ok(())
            }
            // Stream events, and kinds a later parser may add: none of them is a value.
            _ => Ok(()),
        }
    }

    fn spend(&mut self, count: usize, range: &Range<usize>) -> Result<(), Trouble> {
        match self.budget.checked_sub(count) {
            Some(rest) => {
                *self.budget = rest;
                Ok(())
            }
            None => Err(Trouble::too_many_nodes(self.span(range.clone()))),
        }
    }

    fn begin(&mut self, range: Range<usize>, anchor: usize, kind: OpenKind) -> Result<(), Trouble> {
        if self.awaits_key() {
            let found = match kind {
                OpenKind::Sequence(_) => "array",
                OpenKind::Mapping { .. } => "object",
            };
            return Err(Trouble::new(&codes::SYNTAX_KEY, self.character(range.start)).word("found", found));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Trouble::limit(&codes::TOO_DEEP, self.character(range.start), MAX_DEPTH));
        }
        self.spend(1, &range)?;
        self.cursor = self.cursor.max(range.end);
        self.open.push(Open { start: range.start, anchor, kind });
        Ok(())
    }

    fn end(&mut self, range: Range<usize>) -> Result<(), Trouble> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // A block collection ends with its last value; a flow collection has a bracket of its own.
        if !range.is_empty() {
            self.cursor = range.end;
        }
        let span = self.span(open.start..self.cursor.max(open.start));
        let value = match open.kind {
            OpenKind::Sequence(items) => Value::Array(items),
            OpenKind::Mapping { entries, .. } => Value::Object(settle(entries)),
        };
        self.place(Node { value, span }, open.anchor, range)
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: Range<usize>,
        tag_range: Option<Range<usize>>,
    ) -> Result<(), Trouble> {
        self.spend(1, &range)?;
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_range(range),
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => range,
        };
        // The parser says `~` for a value that is left out.
        let text = if style == ScalarStyle::Plain && range.is_empty() { String::new() } else { text };
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
            self.set_key(Key::Merge);
            return Ok(());
        }
        let refuse = |builder: &Self, refused: Refused| {
            let at = builder.span(range.clone());
            match refused {
                Refused::NotFinite => Trouble::new(&codes::SYNTAX_NOT_FINITE, at),
                Refused::Tag => {
                    let written = tag_range.clone().and_then(|tag| builder.chunk.get(tag)).unwrap_or("!");
                    Trouble::new(&codes::SYNTAX_TAG, at).word("tag", written)
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
        self.place(Node { value, span: self.span(range.clone()) }, anchor, range)
    }

    fn key(&mut self, scalar: Scalar, anchor: usize, range: Range<usize>) -> Result<(), Trouble> {
        let span = self.span(range.clone());
        if anchor != 0
            && let Ok(value) = scalar.clone().into_value()
        {
            self.remember(anchor, &Node { value, span }, &range)?;
        }
        let found = if scalar == Scalar::Null { "null" } else { "number" };
        let name = scalar.into_key().ok_or_else(|| Trouble::new(&codes::SYNTAX_KEY, span).word("found", found))?;
        self.set_key(Key::Name(name, span));
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { kind: OpenKind::Mapping { key: None, .. }, .. }))
    }

    fn set_key(&mut self, new: Key) {
        if let Some(Open { kind: OpenKind::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some(new);
        }
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, node: Node, anchor: usize, range: Range<usize>) -> Result<(), Trouble> {
        if anchor != 0 {
            self.remember(anchor, &node, &range)?;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open { kind: OpenKind::Sequence(items), .. }) => items.push(node),
            Some(Open { kind: OpenKind::Mapping { entries, key }, .. }) => match key.take() {
                Some(Key::Name(key, key_span)) => {
                    entries.push(Entry { member: Member { key, key_span, value: node }, origin: EntryOrigin::Written })
                }
                Some(Key::Merge) => {
                    let refused = Trouble::new(&codes::SYNTAX_MERGE, node.span);
                    entries.extend(merged(node).ok_or(refused)?);
                }
                None => {}
            },
        }
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node, range: &Range<usize>) -> Result<(), Trouble> {
        let (weight, height) = measure(node);
        self.spend(weight, range)?;
        self.anchors.insert(anchor, Anchored { node: node.clone(), weight, height });
        Ok(())
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Trouble> {
        self.cursor = range.end;
        let at = self.span(range.clone());
        let Some(anchored) = self.anchors.get(&id) else { return Err(self.unknown_alias(range)) };
        let (weight, height) = (anchored.weight, anchored.height);
        let refused = || Trouble::limit(&codes::TOO_MANY_ALIASES, at, MAX_ALIAS_NODES);
        self.alias_budget = self.alias_budget.checked_sub(weight).ok_or_else(refused)?;
        if self.open.len() + height > MAX_DEPTH {
            return Err(Trouble::limit(&codes::TOO_DEEP, at, MAX_DEPTH));
        }
        let node = anchored.node.clone();
        self.spend(weight, &range)?;
        if !self.awaits_key() {
            return self.place(node, 0, range);
        }
        let found = node.kind();
        let name = match node.value {
            Value::String(text) | Value::Number(text) => text,
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                return Err(Trouble::new(&codes::SYNTAX_KEY, at).word("found", found));
            }
        };
        self.set_key(Key::Name(name, at));
        Ok(())
    }

    fn unknown_alias(&self, range: Range<usize>) -> Trouble {
        let written = self.chunk.get(range.start..).unwrap_or("");
        let end = written.find([' ', '\t', '\r', '\n', ',', ']', '}']).unwrap_or(written.len());
        Trouble::new(&codes::SYNTAX_ALIAS, self.span(range.start..range.start + end))
            .word("alias", written.get(..end).unwrap_or(""))
    }

    /// The bytes of a block scalar from its `|` or `>` to the end of its last line that is not blank. The parser
    /// gives the content only.
    fn block_range(&self, content: Range<usize>) -> Range<usize> {
        let mut start = self.cursor;
        let mut rest = self.chunk.get(start..).unwrap_or("");
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
        let whole = self.chunk.get(header..content.end.max(header)).unwrap_or("");
        header..header + whole.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }

    /// The character at an offset of the chunk; nothing at a line's end.
    fn character(&self, at: usize) -> Span {
        let mut at = at.min(self.chunk.len());
        while !self.chunk.is_char_boundary(at) {
            at -= 1;
        }
        let next = self.chunk.get(at..).and_then(|rest| rest.chars().next());
        let len = next.filter(|c| !matches!(c, '\r' | '\n')).map_or(0, char::len_utf8);
        self.span(at..at + len)
    }

    /// What the parser refuses, in our words.
    fn refusal(&self, error: &ScanError) -> Trouble {
        let at = error.marker().byte_offset().unwrap_or(self.cursor).min(self.chunk.len());
        let here = self.character(at);
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => return Trouble::limit(&codes::TOO_DEEP, here, MAX_DEPTH),
            ErrorKind::UnknownAnchor => return self.unknown_alias(at..at),
            _ => {}
        }
        let about_tabs = matches!(
            error.kind(),
            ErrorKind::TabInIndentation
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabNotAllowed
                | ErrorKind::TabAtBlockScalarStart
                | ErrorKind::TabInPlainScalar
        );
        match self.tab(at, if about_tabs { usize::MAX } else { 1 }) {
            Some(tab) => Trouble::new(&codes::SYNTAX_TAB, tab),
            None => Trouble::new(&codes::SYNTAX_YAML, here).word("detail", error.kind().to_string()),
        }
    }

    /// The first tabs that indent a line, from the line of `at` on, within so many lines.
    fn tab(&self, at: usize, lines: usize) -> Option<Span> {
        let mut start = self.chunk.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
        for line in self.chunk.get(start..)?.split_inclusive('\n').take(lines) {
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

/// The members that `<<` copies; `None` where its value is neither a mapping nor a list of mappings. Of several
/// mappings the first wins, so it comes last.
fn merged(node: Node) -> Option<Vec<Entry>> {
    let entry = |member| Entry { member, origin: EntryOrigin::Merged };
    match node.value {
        Value::Object(members) => Some(members.into_iter().map(entry).collect()),
        Value::Array(items) => {
            let mut entries = Vec::new();
            for item in items.into_iter().rev() {
                let Value::Object(members) = item.value else { return None };
                entries.extend(members.into_iter().map(entry));
            }
            Some(entries)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The members of a mapping: of equal keys the last counts, and a copy never makes a duplicate. Duplicates that were
/// written by hand stay when the last of them counts.
fn settle(entries: Vec<Entry>) -> Vec<Member> {
    if entries.iter().all(|entry| entry.origin == EntryOrigin::Written) {
        return entries.into_iter().map(|entry| entry.member).collect();
    }
    let last: BTreeMap<String, (usize, EntryOrigin)> =
        entries.iter().enumerate().map(|(index, entry)| (entry.member.key.clone(), (index, entry.origin))).collect();
    let counts = |index: usize, entry: &Entry| match last.get(&entry.member.key) {
        Some((counting, EntryOrigin::Merged)) => *counting == index,
        Some((_, EntryOrigin::Written)) | None => entry.origin == EntryOrigin::Written,
    };
    let settled = entries.into_iter().enumerate().filter(|(index, entry)| counts(*index, entry));
    settled.map(|(_, entry)| entry.member).collect()
}

/// How many values a tree counts for when it is copied, and how many levels it has.
fn measure(node: &Node) -> (usize, usize) {
    let bytes = |text: &str| text.len() / 32;
    match &node.value {
        Value::Null | Value::Bool(_) => (1, 0),
        Value::Number(text) | Value::String(text) => (1 + bytes(text), 0),
        Value::Array(items) => items
            .iter()
            .map(measure)
            .fold((1, 1), |(weight, height), (more, below)| (weight + more, height.max(below + 1))),
        Value::Object(members) => members.iter().fold((1, 1), |(weight, height), member| {
            let (more, below) = measure(&member.value);
            (weight + more + bytes(&member.key), height.max(below + 1))
        }),
    }
}
