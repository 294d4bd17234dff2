//! Text and objects in, objects with positions out.
//!
//! [`read`] turns a [`Source`] into [`Object`]s and findings. A document that cannot be parsed is one finding; the
//! others are read all the same. Documents are counted from 0 by the `---` lines that begin them: an empty one has a
//! number too, and of several JSON values in one document each has its own. It does not know what a valid Service is:
//! that is `kubernetes/`.

pub mod codes;
mod document_text;
mod json;
pub mod limits;
mod node;
mod object;
mod object_index;
mod parse_error;
mod scalar;
mod source;
mod split_documents;
mod string_offsets;
pub mod suggest;
mod yaml;
mod yaml_merge_keys;

pub use json::{JsonError, parse_json, parse_request};
pub use node::{Member, Node, NodeValue};
pub use object::{MetadataEntry, Object};
pub use object_index::ObjectIndex;
pub use source::Source;
pub use string_offsets::{span_inside, spans_inside};

use crate::diagnostic::{Diagnostic, Location, Related, Span};
use crate::sorted_map::sort_by;
use limits::{MAX_DEPTH, MAX_DOCUMENTS, MAX_FINDINGS, MAX_NODES, MAX_TEXT_BYTES};
use parse_error::{ErrorScope, ParseError};

/// Which part of the request a text is: only places in `manifests` can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// What is wanted.
    Manifests,
    /// What the cluster holds.
    Live,
}

/// Reads a source: the objects in the order they are written, lists taken apart, and everything that is wrong with
/// the text. Objects of kinds this project does not read are among them; what the caller does not know it passes
/// over. Those of another API group that only share the name of their kind with one that is read are left out. Of two objects with the same kind, namespace and name the last one stays, as it does in a cluster.
pub fn read(source: &Source, origin: Origin) -> (Vec<Object>, Vec<Diagnostic>) {
    let reader = DocumentReader::new(source.text(), origin);
    match source {
        Source::Text(text) => reader.whole_text(text),
        Source::Objects(nodes) => reader.whole_list(nodes.clone()),
    }
}

/// [`read`], with the objects taken out of the source instead of copied.
pub fn take(source: &mut Source, origin: Origin) -> (Vec<Object>, Vec<Diagnostic>) {
    match source {
        Source::Text(text) => DocumentReader::new(text, origin).whole_text(text),
        Source::Objects(nodes) => DocumentReader::new("", origin).whole_list(std::mem::take(nodes)),
    }
}

/// Whether a text held anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextContent {
    Empty,
    Present,
}

/// What a typed list says of its items.
struct ListItemKind<'a> {
    kind: &'a str,
    api_version: &'a str,
}

struct DocumentReader<'a> {
    text: &'a str,
    /// Where the lines end; only where places cannot say it.
    lines: Vec<u32>,
    origin: Origin,
    budget: usize,
    objects: Vec<Object>,
    findings: Vec<Diagnostic>,
    content: TextContent,
}

impl<'a> DocumentReader<'a> {
    fn new(text: &'a str, origin: Origin) -> DocumentReader<'a> {
        DocumentReader {
            text,
            lines: if origin == Origin::Live { newlines(text) } else { Vec::new() },
            origin,
            budget: MAX_NODES,
            objects: Vec::new(),
            findings: Vec::new(),
            content: TextContent::Empty,
        }
    }

    fn whole_text(mut self, text: &str) -> (Vec<Object>, Vec<Diagnostic>) {
        self.text(text);
        self.drop_duplicates();
        (self.objects, self.findings)
    }

    fn whole_list(mut self, nodes: Vec<Node>) -> (Vec<Object>, Vec<Diagnostic>) {
        nodes.into_iter().for_each(|node| self.object(node, None, None, MAX_DEPTH));
        self.drop_duplicates();
        (self.objects, self.findings)
    }

    fn text(&mut self, text: &str) {
        if text.len() > MAX_TEXT_BYTES {
            let parse_error = ParseError::limit(&codes::TOO_LARGE, Span::NONE, MAX_TEXT_BYTES);
            return self.report_error(0, parse_error.arg("count", text.len().to_string()));
        }
        let mut document = 0;
        for section in split_documents::sections(text) {
            let here = Span::new(section.bytes.start, section.content);
            if document >= MAX_DOCUMENTS {
                let parse_error = ParseError::limit(&codes::TOO_MANY_DOCUMENTS, here, MAX_DOCUMENTS as usize);
                return self.report_error(document, parse_error);
            }
            if self.findings.len() > MAX_FINDINGS {
                return;
            }
            document = match self.section(text, &section, document) {
                Ok(next) => next,
                Err(parse_error) => {
                    let reach = parse_error.scope;
                    self.report_error(document, parse_error);
                    match reach {
                        ErrorScope::Document => document + 1,
                        ErrorScope::RestOfText => return,
                    }
                }
            };
        }
        if self.content == TextContent::Empty && self.findings.is_empty() {
            self.report_error(0, ParseError::new(&codes::EMPTY, Span::NONE));
        }
    }

    /// Reads one section and gives the number of the next document.
    fn section(&mut self, text: &str, section: &split_documents::Section, document: u32) -> Result<u32, ParseError> {
        if let Some((at, detail)) = split_documents::refused_head(text, section) {
            let line = text.get(at..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
            return Err(ParseError::new(&codes::SYNTAX_YAML, Span::new(at, at + line)).arg("detail", detail));
        }
        let content = text.get(section.content..section.bytes.end).unwrap_or("");
        if content.starts_with(['{', '[']) {
            return self.json(text, section, document);
        }
        self.yaml(text, section, document)?;
        Ok(document + 1)
    }

    fn yaml(&mut self, text: &str, section: &split_documents::Section, document: u32) -> Result<(), ParseError> {
        let parsed = yaml::parse(text, section.bytes.clone(), &mut self.budget)?;
        if let Some(node) = parsed.node {
            self.object(node, Some(document), None, MAX_DEPTH);
        }
        if let Some(at) = parsed.after {
            let rest = text.get(at..section.bytes.end).unwrap_or("").lines().next().unwrap_or("");
            self.report_error(document, ParseError::new(&codes::SYNTAX_AFTER_END, Span::new(at, at + rest.len())));
        }
        Ok(())
    }

    /// One JSON value after the other. What is no JSON may still be YAML, whose flow style looks alike; if it is
    /// neither, the message is JSON's, unless a word without quotes shows that YAML is meant.
    fn json(&mut self, text: &str, section: &split_documents::Section, document: u32) -> Result<u32, ParseError> {
        let content = text.get(section.content..section.bytes.end).unwrap_or("");
        let mut values = json::JsonValues::new(content, section.content);
        let budget = self.budget;
        let mut next = document;
        loop {
            match values.next(&mut self.budget) {
                Ok(None) => return Ok(next.max(document + 1)),
                Ok(Some(node)) if next >= MAX_DOCUMENTS => {
                    let here = Span::new(node.span.start as usize, node.span.start as usize);
                    let parse_error = ParseError::limit(&codes::TOO_MANY_DOCUMENTS, here, MAX_DOCUMENTS as usize);
                    return Err(ParseError { scope: ErrorScope::RestOfText, ..parse_error });
                }
                Ok(Some(_)) if self.findings.len() > MAX_FINDINGS => return Ok(next),
                Ok(Some(node)) => {
                    self.object(node, Some(next), None, MAX_DEPTH);
                    next += 1;
                }
                Err(fault) => {
                    if next == document && matches!(fault.kind, json::JsonFaultKind::Syntax(_)) {
                        self.budget = budget;
                        match self.yaml(text, section, document) {
                            Ok(()) => return Ok(document + 1),
                            Err(parse_error) if begins_word(text, fault.span) => return Err(parse_error),
                            Err(_) => {}
                        }
                    }
                    self.json_fault(next, fault)?;
                    return Ok(next + 1);
                }
            }
        }
    }

    fn json_fault(&mut self, document: u32, fault: json::JsonFault) -> Result<(), ParseError> {
        let parse_error = match fault.kind {
            json::JsonFaultKind::Syntax(detail) => {
                ParseError::new(&codes::SYNTAX_JSON, fault.span).arg("detail", detail)
            }
            json::JsonFaultKind::TooDeep => ParseError::limit(&codes::TOO_DEEP, fault.span, MAX_DEPTH),
            json::JsonFaultKind::TooMany => return Err(ParseError::too_many_nodes(fault.span)),
        };
        self.report_error(document, parse_error);
        Ok(())
    }

    /// Takes an object, or the items of a list. `null` is no object and nothing to speak of.
    fn object(&mut self, mut node: Node, document: Option<u32>, item: Option<&ListItemKind<'_>>, depth: usize) {
        self.content = if node.value == NodeValue::Null { self.content } else { TextContent::Present };
        let found = node.kind();
        let span = node.span;
        match &mut node.value {
            NodeValue::Null => return,
            NodeValue::Object(_) => {}
            NodeValue::Bool(_) | NodeValue::Number(_) | NodeValue::String(_) | NodeValue::Array(_) => {
                let first_line = span.slice(self.text).lines().next().map_or(0, str::len);
                let span = Span::new(span.start as usize, span.start as usize + first_line);
                return self.finding(document, ParseError::new(&codes::NOT_AN_OBJECT, span).arg("found", found));
            }
        }
        let text_of = |key: &str| node.str_at(key).filter(|text| !text.is_empty()).map(str::to_owned);
        let api_version = text_of("apiVersion").or_else(|| item.map(|item| item.api_version.to_owned()));
        let Some(kind) = text_of("kind").or_else(|| item.map(|item| item.kind.to_owned())) else {
            let span = node.member("kind").or(node.members().first()).map_or(span, |member| member.key_span);
            return self.finding(document, ParseError::new(&codes::MISSING_KIND, span));
        };
        let api_version = api_version.unwrap_or_default();
        if kind.ends_with("List")
            && depth > 0
            && let Some(items) = take_items(&mut node)
        {
            let item_kind = kind.strip_suffix("List").filter(|kind| !kind.is_empty());
            let item = item_kind.map(|kind| ListItemKind { kind, api_version: &api_version });
            return items.into_iter().for_each(|node| self.object(node, document, item.as_ref(), depth - 1));
        }
        if object::is_of_another_group(&kind, &api_version, self.origin) {
            return;
        }
        let document = document.filter(|_| self.origin == Origin::Manifests);
        self.objects.push(Object::new(&kind, &api_version, node, document));
    }

    /// Keeps the last of several objects with the same name, and says so. Kinds that are not read may repeat.
    fn drop_duplicates(&mut self) {
        fn identity((index, object): (usize, &Object)) -> Option<((&str, &str, &str), usize)> {
            let parts = (object.kind(), object.namespace(), object.name());
            (object.is_known() && !object.name().is_empty()).then_some((parts, index))
        }
        let mut known: Vec<_> = self.objects.iter().enumerate().filter_map(identity).collect();
        sort_by(&mut known, |a, b| a.0.cmp(&b.0));
        let pairs = known.iter().zip(known.iter().skip(1)).filter(|(earlier, later)| earlier.0 == later.0);
        let mut dropped: Vec<(usize, usize)> = pairs.map(|(earlier, later)| (earlier.1, later.1)).collect();
        if dropped.is_empty() {
            return;
        }
        dropped.sort_unstable_by_key(|(_, later)| *later);
        for (earlier, later) in &dropped {
            if let (Some(earlier), Some(later)) = (self.objects.get(*earlier), self.objects.get(*later)) {
                let finding = duplicate(earlier, later, &self.location_text(name_span(later)));
                self.findings.push(finding);
            }
        }
        let mut dropped_indices = dropped.iter().map(|(earlier, _)| *earlier).collect::<Vec<_>>();
        dropped_indices.sort_unstable();
        let mut index = 0;
        self.objects.retain(|_| {
            index += 1;
            dropped_indices.binary_search(&(index - 1)).is_err()
        });
    }

    fn report_error(&mut self, document: u32, parse_error: ParseError) {
        self.finding(Some(document), parse_error);
    }

    fn finding(&mut self, document: Option<u32>, parse_error: ParseError) {
        let parse_error = match self.findings.len() {
            ..MAX_FINDINGS => parse_error,
            MAX_FINDINGS => ParseError::limit(&codes::TOO_MANY_FINDINGS, parse_error.span, MAX_FINDINGS),
            _ => return,
        };
        let location = document
            .filter(|_| self.origin == Origin::Manifests)
            .map(|document| Location { document, span: parse_error.span });
        let mut finding =
            Diagnostic::new(parse_error.code).arg("where", self.location_text(parse_error.span)).location(location);
        finding.args.extend(parse_error.args);
        self.findings.push(finding);
    }

    /// Names the text and the line, for texts that places cannot point at.
    fn location_text(&self, span: Span) -> String {
        match self.origin {
            Origin::Manifests => String::new(),
            Origin::Live if self.text.is_empty() => "`live`: ".to_owned(),
            Origin::Live => {
                let line = self.lines.partition_point(|newline| *newline < span.start) + 1;
                format!("`live`:{line}: ")
            }
        }
    }
}

/// Where the lines of a text end.
fn newlines(text: &str) -> Vec<u32> {
    text.match_indices('\n').map(|(at, _)| Span::new(at, at).start).collect()
}

/// True where a word begins: JSON has none but three, YAML is full of them.
fn begins_word(text: &str, at: Span) -> bool {
    text.get(at.start as usize..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// The items of a list, taken out of it; `None` when `items` is no array and no `null`.
fn take_items(node: &mut Node) -> Option<Vec<Node>> {
    let NodeValue::Object(members) = &mut node.value else { return None };
    let items = members.iter_mut().rev().find(|member| member.key == "items")?;
    match &mut items.value.value {
        NodeValue::Array(items) => Some(std::mem::take(items)),
        NodeValue::Null => Some(Vec::new()),
        NodeValue::Bool(_) | NodeValue::Number(_) | NodeValue::String(_) | NodeValue::Object(_) => None,
    }
}

/// Where the name of an object stands.
fn name_span(object: &Object) -> Span {
    object.node.at(&["metadata", "name"]).map_or(object.node.span, |name| name.span)
}

fn duplicate(earlier: &Object, later: &Object, location: &str) -> Diagnostic {
    let name = match later.namespace() {
        "" => later.name().to_owned(),
        namespace => format!("{namespace}/{}", later.name()),
    };
    Diagnostic::new(&codes::DUPLICATE_OBJECT)
        .arg("where", location)
        .arg("kind", later.kind())
        .arg("name", name)
        .object(later.reference.clone())
        .path("metadata.name")
        .location(later.location(name_span(later)))
        .related(Related {
            note: codes::notes::EARLIER_OBJECT.reason(),
            location: earlier.location(name_span(earlier)),
            object: None,
        })
}
