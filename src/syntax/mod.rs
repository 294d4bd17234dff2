//! Reads text or objects into objects with positions.
//!
//! [`read`] turns a [`TextOrObjects`] into [`KubernetesObject`]s and findings. A document with a syntax error is one finding; the others
//! are read all the same. Documents are counted from 0 by their `---` lines: an empty one has a number too, and each of
//! several JSON values in one document has its own. What a valid Service is, `kubernetes/` knows.

pub mod base64;
pub mod codes;
mod document_text;
mod duplicate_objects;
pub mod edit_distance;
mod full_width;
mod intern_member_names;
mod json;
mod kubectl_yaml_checks;
mod kubernetes_object;
pub mod limits;
mod members_by_name;
mod node;
mod not_rendered;
mod object_lookup;
mod objects_of_source;
mod parse_error;
mod scalar;
mod split_documents;
mod status_table_or_partial_list;
mod string_offsets;
mod text_or_objects;
mod tool_messages;
mod yaml;
mod yaml_merge_keys;

pub use full_width::full_width;
pub use intern_member_names::MemberName;
pub use json::{JsonError, parse_json, parse_request};
pub use kubernetes_object::{DEFAULT_NAMESPACE, KubernetesObject, MetadataEntry};
pub use members_by_name::MembersByName;
pub use node::{Member, SyntaxNode, SyntaxNodeValue};
pub use object_lookup::ObjectLookup;
pub use objects_of_source::ObjectsOfSource;
pub use string_offsets::{span_inside, spans_inside};
pub use text_or_objects::{NamedFile, RequestPart, TextOrObjects};

use crate::diagnostic::source_files::{self, SourceFile};
use crate::diagnostic::{Diagnostic, Location, Span};
use intern_member_names::KnownNames;
use limits::{MAX_DEPTH, MAX_DOCUMENTS, MAX_FINDINGS, MAX_NODES, MAX_TEXT_BYTES};
use parse_error::{ErrorExtent, ParseError};
use split_documents::DocumentSection;
use std::ops::{ControlFlow, Range};

/// Reads a source: its objects in written order, lists replaced by their items, and every problem of the text. Objects
/// of any kind are included, except those of another API group whose kind has the same name as one that is read. Of two
/// objects with the same kind, namespace and name the last one stays, as in a cluster.
pub fn read(source: &TextOrObjects, origin: RequestPart) -> (Vec<KubernetesObject>, Vec<Diagnostic>) {
    let mut files = source.files().to_vec();
    let reader = DocumentReader::new(source.text(), &mut files, origin, DEFAULT_NAMESPACE);
    let read = match source {
        TextOrObjects::Text(text) | TextOrObjects::Files { text, .. } => reader.whole_text(text),
        TextOrObjects::Objects(nodes) => reader.whole_list(nodes.clone()),
    };
    (read.objects, read.findings)
}

/// As [`read`], but moves objects out of the source instead of copying them, and puts those that name no namespace into
/// `default_namespace`.
pub fn take(source: &mut TextOrObjects, origin: RequestPart, default_namespace: &str) -> ObjectsOfSource {
    match source {
        TextOrObjects::Text(text) => DocumentReader::new(text, &mut [], origin, default_namespace).whole_text(text),
        TextOrObjects::Files { text, files } => {
            DocumentReader::new(text, files, origin, default_namespace).whole_text(text)
        }
        TextOrObjects::Objects(nodes) => {
            DocumentReader::new("", &mut [], origin, default_namespace).whole_list(std::mem::take(nodes))
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TextContent {
    Empty,
    Present,
}

/// The kind and version that a typed list gives its items.
struct ListItemKind<'a> {
    kind: &'a str,
    api_version: &'a str,
}

struct DocumentReader<'a> {
    text: &'a str,
    /// The files that the text was joined from; none when it is one text.
    files: &'a mut [SourceFile],
    /// Offsets of line ends; filled only for texts that locations cannot point into.
    lines: Vec<u32>,
    origin: RequestPart,
    default_namespace: &'a str,
    budget: usize,
    names: KnownNames,
    objects: Vec<KubernetesObject>,
    findings: Vec<Diagnostic>,
    content: TextContent,
}

impl<'a> DocumentReader<'a> {
    fn new(
        text: &'a str,
        files: &'a mut [SourceFile],
        origin: RequestPart,
        default_namespace: &'a str,
    ) -> DocumentReader<'a> {
        DocumentReader {
            text,
            files,
            lines: if origin == RequestPart::Live { newlines(text) } else { Vec::new() },
            origin,
            default_namespace,
            budget: MAX_NODES,
            names: KnownNames::of_many_objects(),
            objects: Vec::new(),
            findings: Vec::new(),
            content: TextContent::Empty,
        }
    }

    fn whole_text(mut self, text: &str) -> ObjectsOfSource {
        self.text(text);
        self.without_duplicates()
    }

    fn whole_list(mut self, nodes: Vec<SyntaxNode>) -> ObjectsOfSource {
        nodes.into_iter().for_each(|node| self.object(node, None, None, MAX_DEPTH));
        self.without_duplicates()
    }

    fn text(&mut self, text: &str) {
        if text.len() > MAX_TEXT_BYTES {
            let parse_error = ParseError::limit(&codes::TOO_LARGE, Span::NONE, MAX_TEXT_BYTES);
            return self.report_error(0, parse_error.arg("count", text.len().to_string()));
        }
        let mut document = 0;
        for (index, bytes) in source_files::ranges(self.files, text.len()).into_iter().enumerate() {
            if let Some(file) = self.files.get_mut(index) {
                file.first_document = document;
            }
            match self.file(text, bytes, document) {
                ControlFlow::Continue(next) => document = next,
                ControlFlow::Break(()) => return,
            }
        }
        if self.content == TextContent::Empty && self.findings.is_empty() {
            self.report_error(0, ParseError::new(&codes::EMPTY, Span::NONE));
        }
    }

    /// Reads the documents of one file, and returns the number of the next document, unless nothing more is to be read.
    fn file(&mut self, text: &str, bytes: Range<usize>, mut document: u32) -> ControlFlow<(), u32> {
        for section in split_documents::sections(text, bytes) {
            let here = Span::new(section.bytes.start, section.content);
            if document >= MAX_DOCUMENTS {
                let parse_error = ParseError::limit(&codes::TOO_MANY_DOCUMENTS, here, MAX_DOCUMENTS as usize);
                self.report_error(document, parse_error);
                return ControlFlow::Break(());
            }
            if self.findings.len() > MAX_FINDINGS {
                return ControlFlow::Break(());
            }
            let (section, message) = tool_messages::skip(text, section);
            if let Some(span) = message {
                self.report_error(document, ParseError::new(&codes::TOOL_MESSAGE, span));
            }
            let (first, known) = (document, self.findings.len());
            document = match self.section(text, &section, document) {
                Ok(next) => next,
                Err(parse_error) => {
                    let reach = parse_error.scope;
                    self.report_error(document, parse_error);
                    match reach {
                        ErrorExtent::Document => document + 1,
                        ErrorExtent::RestOfText => return ControlFlow::Break(()),
                    }
                }
            };
            self.replace_errors_of_template(text, &section, first, known);
        }
        ControlFlow::Continue(document)
    }

    /// Errors of a template are about what is not there yet: one finding takes their place.
    fn replace_errors_of_template(&mut self, text: &str, section: &DocumentSection, document: u32, known: usize) {
        if let Some(span) = not_rendered::template_with_errors(text, section, self.findings.get(known..).unwrap_or(&[]))
        {
            self.findings.truncate(known);
            self.finding(Some(document), not_rendered::error(span, not_rendered::HELM));
        }
    }

    /// Reads one section and returns the index of the next document.
    fn section(&mut self, text: &str, section: &DocumentSection, document: u32) -> Result<u32, ParseError> {
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

    fn yaml(&mut self, text: &str, section: &DocumentSection, document: u32) -> Result<(), ParseError> {
        let parsed = yaml::parse(text, section.bytes.clone(), &mut self.budget, &mut self.names)?;
        if let Some(node) = parsed.node {
            self.object(node, Some(document), None, MAX_DEPTH);
        }
        if let Some(at) = parsed.after {
            let rest = text.get(at..section.bytes.end).unwrap_or("").lines().next().unwrap_or("");
            self.report_error(document, ParseError::new(&codes::SYNTAX_AFTER_END, Span::new(at, at + rest.len())));
        }
        Ok(())
    }

    /// Reads consecutive JSON values. What is not JSON may still be YAML, whose flow style looks alike. If it is
    /// neither, the error is JSON's, unless an unquoted word shows that YAML is meant.
    fn json(&mut self, text: &str, section: &DocumentSection, document: u32) -> Result<u32, ParseError> {
        let content = text.get(section.content..section.bytes.end).unwrap_or("");
        let mut values = json::JsonValueReader::new(content, section.content).remembering_names();
        let budget = self.budget;
        let mut next = document;
        loop {
            match values.next(&mut self.budget) {
                Ok(None) => return Ok(next.max(document + 1)),
                Ok(Some(node)) if next >= MAX_DOCUMENTS => {
                    let here = Span::new(node.span.start as usize, node.span.start as usize);
                    let parse_error = ParseError::limit(&codes::TOO_MANY_DOCUMENTS, here, MAX_DOCUMENTS as usize);
                    return Err(ParseError { scope: ErrorExtent::RestOfText, ..parse_error });
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
                            Ok(()) => {
                                self.warn_of_older_kubectl(document, fault);
                                return Ok(document + 1);
                            }
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

    /// Says that kubectl 1.32 and older refuse what is not quite JSON. Flow style with unquoted words is meant as YAML.
    fn warn_of_older_kubectl(&mut self, document: u32, fault: json::JsonFault) {
        let json::JsonFaultKind::Syntax(detail) = fault.kind else { return };
        if !begins_word(self.text, fault.span) {
            self.finding(Some(document), ParseError::new(&codes::JSON_AS_YAML, fault.span).arg("detail", detail));
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

    /// Adds an object, or the items of a list. `null` is ignored.
    fn object(&mut self, mut node: SyntaxNode, document: Option<u32>, item: Option<&ListItemKind<'_>>, depth: usize) {
        self.content = if node.value == SyntaxNodeValue::Null { self.content } else { TextContent::Present };
        let found = node.kind();
        let (span, start) = (node.span, node.span.start as usize);
        match &mut node.value {
            SyntaxNodeValue::Null => return,
            SyntaxNodeValue::Object(_) => {}
            SyntaxNodeValue::Array(items) if not_rendered::is_patch(items) => {
                let error = not_rendered::error(Span::new(start, start + 1), not_rendered::KUSTOMIZE);
                return self.finding(document, error);
            }
            SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_) => {
                let end = start + span.slice(self.text).lines().next().map_or(0, str::len);
                let error = ParseError::new(&codes::NOT_AN_OBJECT, Span::new(start, end)).arg("found", found);
                return self.finding(document, full_width::cause(self.text, error));
            }
        }
        let text_of = |key: &str| node.str_at(key).filter(|text| !text.is_empty()).map(str::to_owned);
        if let Some(error) = self.other_than_objects(&node) {
            return self.finding(document, error);
        }
        let api_version = text_of("apiVersion").or_else(|| item.map(|item| item.api_version.to_owned()));
        let Some(kind) = text_of("kind").or_else(|| item.map(|item| item.kind.to_owned())) else {
            let span = node.member("kind").or(node.members().first()).map_or(span, |member| member.key_span);
            return self.finding(document, ParseError::new(&codes::MISSING_KIND, span));
        };
        let api_version = api_version.unwrap_or_default();
        if kind.ends_with("List")
            && depth > 0
            && let Some(items) = node.take_items()
        {
            let item_kind = kind.strip_suffix("List").filter(|kind| !kind.is_empty());
            let item = item_kind.map(|kind| ListItemKind { kind, api_version: &api_version });
            return items.into_iter().for_each(|node| self.object(node, document, item.as_ref(), depth - 1));
        }
        if kubernetes_object::is_of_another_group(&kind, &api_version, self.origin) {
            return;
        }
        let position = document.filter(|_| self.origin == RequestPart::Manifests);
        let mut object = KubernetesObject::new(kind, api_version, node, position, self.default_namespace);
        object.is_list_item = depth < MAX_DEPTH;
        match not_rendered::template_in(&object).filter(|_| self.origin == RequestPart::Manifests) {
            Some((span, command)) => self.finding(document, not_rendered::error(span, command)),
            None => self.objects.push(object),
        }
    }

    /// What is no object, but the source of some or a part of some.
    fn other_than_objects(&self, node: &SyntaxNode) -> Option<ParseError> {
        if let Some(command) = not_rendered::source_of_manifests(node) {
            let span = node.members().first().map_or(node.span, |member| member.key_span);
            return Some(not_rendered::error(span, command));
        }
        status_table_or_partial_list::error(node).filter(|_| self.origin == RequestPart::Live)
    }

    /// Keeps the last of several objects with the same name, and reports the others.
    fn without_duplicates(mut self) -> ObjectsOfSource {
        let mut objects = std::mem::take(&mut self.objects);
        let (replaced, found) = duplicate_objects::split_off_earlier(&mut objects, |span| self.location_text(span));
        self.findings.extend(found);
        ObjectsOfSource { objects, replaced, findings: self.findings }
    }

    fn report_error(&mut self, document: u32, parse_error: ParseError) {
        let is_of_syntax = parse_error.scope == ErrorExtent::Document && !parse_error.span.is_none();
        let cause = if is_of_syntax { full_width::cause(self.text, parse_error) } else { parse_error };
        self.finding(Some(document), cause);
    }

    fn finding(&mut self, document: Option<u32>, parse_error: ParseError) {
        let parse_error = match self.findings.len() {
            ..MAX_FINDINGS => parse_error,
            MAX_FINDINGS => ParseError::limit(&codes::TOO_MANY_FINDINGS, parse_error.span, MAX_FINDINGS),
            _ => return,
        };
        let location = document
            .filter(|_| self.origin == RequestPart::Manifests)
            .map(|document| Location { document, span: parse_error.span });
        let mut finding =
            Diagnostic::new(parse_error.code).arg("where", self.location_text(parse_error.span)).location(location);
        finding.args.extend(parse_error.args);
        self.findings.push(finding);
    }

    /// Names the text and the line, for texts that locations cannot point into.
    fn location_text(&self, span: Span) -> String {
        match self.origin {
            RequestPart::Manifests => String::new(),
            RequestPart::Live if self.text.is_empty() => "`live`: ".to_owned(),
            RequestPart::Live => {
                let breaks_before = |offset| self.lines.partition_point(|newline| *newline < offset);
                match source_files::file_at(self.files, span.start as usize) {
                    Some(SourceFile { name, start, .. }) => {
                        let line = breaks_before(span.start) - breaks_before(Span::new(*start, *start).start) + 1;
                        format!("`live`, `{name}`:{line}: ")
                    }
                    None => format!("`live`:{}: ", breaks_before(span.start) + 1),
                }
            }
        }
    }
}

/// Offsets of line ends.
fn newlines(text: &str) -> Vec<u32> {
    text.match_indices('\n').map(|(at, _)| Span::new(at, at).start).collect()
}

/// True where an unquoted word begins: JSON has only `true`, `false` and `null`, YAML has many.
fn begins_word(text: &str, at: Span) -> bool {
    text.get(at.start as usize..).is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}
