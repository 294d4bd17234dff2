//! The objects of a text with their labels, and where each begins and ends.
//!
//! For what is decided by labels and places: the module's request has no selector. A document that cannot be read has no
//! objects here; the module reports what is wrong with it.

use crate::split_documents::{Document, documents, yaml_options};
use granit_parser::{Event, Parser, StructureStyle};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::{Location, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;

/// One object.
#[derive(Debug, Clone)]
pub struct ObjectInText {
    pub kind: String,
    pub namespace: Option<String>,
    pub name: Option<String>,
    /// `None` if they cannot be read.
    pub labels: Option<BTreeMap<String, String>>,
    /// `spec.type`.
    pub service_type: Option<String>,
    pub extent: ObjectExtent,
}

/// Where an object is in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectExtent {
    pub bytes: Range<usize>,
    /// It is inside brackets, as in JSON: something must stay in its place.
    pub is_in_brackets: bool,
}

impl ObjectExtent {
    /// The object as a document of its own.
    pub fn document(&self, text: &str) -> String {
        let object = text.get(self.bytes.clone()).unwrap_or_default();
        // Between brackets indentation means nothing, and the line may be long.
        if object.starts_with(['{', '[']) {
            return object.to_string();
        }
        // The lines of a block are indented like its first one.
        let before = text.get(..self.bytes.start).unwrap_or_default();
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count();
        format!("{}{object}", " ".repeat(column))
    }
}

#[derive(Deserialize)]
struct Body {
    kind: Option<String>,
    metadata: Option<Metadata>,
    spec: Option<Lenient<Spec>>,
    #[serde(default)]
    items: Option<Vec<Option<Spanned<Body>>>>,
}

#[derive(Deserialize)]
struct Metadata {
    namespace: Option<String>,
    name: Option<String>,
    labels: Option<Lenient<BTreeMap<String, String>>>,
}

#[derive(Deserialize)]
struct Spec {
    #[serde(rename = "type")]
    service_type: Option<String>,
}

/// A value that may have another form, without making the object unreadable.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lenient<T> {
    Read(T),
    Other(IgnoredAny),
}

impl<T> Lenient<T> {
    fn read(self) -> Option<T> {
        match self {
            Lenient::Read(value) => Some(value),
            Lenient::Other(_) => None,
        }
    }
}

/// All objects, those of lists in place of the lists.
pub fn labelled_objects(text: &str) -> Vec<ObjectInText> {
    objects_and_gaps(text).0
}

/// The same, and how many documents and aliases could not be read as objects.
pub fn objects_and_gaps(text: &str) -> (Vec<ObjectInText>, usize) {
    let mut objects = Vec::new();
    let mut gaps = 0;
    for document in documents(text) {
        match serde_saphyr::from_str_with_options::<Spanned<Option<Body>>>(document.text, yaml_options()) {
            Ok(Spanned { value: Some(body), defined, .. }) => {
                let mappings = mappings(document);
                gaps += collect((body, defined), "", document, &mappings, &mut objects);
            }
            // Comments only.
            Ok(_) => {}
            Err(_) => gaps += 1,
        }
    }
    (objects, gaps)
}

/// Adds the objects of a value, and returns how many could not be located.
fn collect(
    (body, place): (Body, Location),
    kind_in_list: &str,
    document: Document<'_>,
    mappings: &BTreeMap<usize, ObjectExtent>,
    objects: &mut Vec<ObjectInText>,
) -> usize {
    let start = place.span().byte_offset().and_then(|at| usize::try_from(at).ok());
    let extent = start.and_then(|start| mappings.get(&(document.start + start)));
    let Body { kind, metadata, spec, items } = body;
    let kind = kind.unwrap_or_else(|| kind_in_list.to_string());
    if let (Some(of_items), Some(items)) = (kind.strip_suffix("List"), items) {
        let items = items.into_iter().flatten().map(|item| (item.value, item.defined));
        return items.map(|item| collect(item, of_items, document, mappings, objects)).sum();
    }
    let Some(extent) = extent.cloned() else { return 1 };
    let (namespace, name, labels) = match metadata {
        Some(metadata) => (metadata.namespace, metadata.name, metadata.labels),
        None => (None, None, None),
    };
    let labels = labels.map_or_else(|| Some(BTreeMap::new()), Lenient::read);
    let service_type = spec.and_then(Lenient::read).and_then(|spec| spec.service_type);
    objects.push(ObjectInText { kind, namespace, name, labels, service_type, extent });
    0
}

/// A collection whose end has not been read yet.
struct OpenCollection {
    start: usize,
    style: StructureStyle,
    is_in_brackets: bool,
}

/// Every mapping of a document, by its first byte.
fn mappings(document: Document<'_>) -> BTreeMap<usize, ObjectExtent> {
    let mut found = BTreeMap::new();
    let mut open: Vec<OpenCollection> = Vec::new();
    for event in Parser::new_from_str(document.text) {
        let Ok((event, span)) = event else { break };
        let Some(range) = span.byte_range() else { break };
        let (start, end) = (document.start + range.start, document.start + range.end);
        match event {
            Event::MappingStart(style, ..) | Event::SequenceStart(style, ..) => {
                let is_in_brackets = open.iter().any(|outer| outer.style == StructureStyle::Flow);
                open.push(OpenCollection { start, style, is_in_brackets });
            }
            Event::MappingEnd => {
                let ended = open.pop().map(|OpenCollection { start, is_in_brackets, .. }| {
                    (start, ObjectExtent { bytes: start..end, is_in_brackets })
                });
                found.extend(ended);
            }
            Event::SequenceEnd => drop(open.pop()),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        let found = labelled_objects(text);
        let found: Vec<(&str, &str, Option<&str>)> = found
            .iter()
            .map(|object| {
                let app = object.labels.as_ref().and_then(|labels| labels.get("app"));
                let own = text.get(object.extent.bytes.clone()).unwrap();
                (object.kind.as_str(), own.trim_end(), app.map(String::as_str))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn objects_have_labels_and_an_extent() {
        let web = "kind: Service\nmetadata:\n  name: \u{540d}\n  labels: {app: web, version: \"1\"}";
        let api = "kind: Service\n  metadata: {name: api}\n  spec: {type: LoadBalancer}";
        let text = format!("# head\n---\n{web}\n---\nkind: [\n---\nkind: List\nitems:\n- {api}\n- kind: Pod\n");
        check(&text, &[("Service", web, Some("web")), ("Service", api, None), ("Pod", "kind: Pod", None)]);
        let json = r#"{"kind": "Node"} {"kind":"ServiceList","items":[{"metadata":{"labels":{"app":"a"}}},null,{}]}"#;
        let items = [r#"{"metadata":{"labels":{"app":"a"}}}"#, "{}"];
        check(
            json,
            &[("Node", r#"{"kind": "Node"}"#, None), ("Service", items[0], Some("a")), ("Service", items[1], None)],
        );
        assert_eq!(
            labelled_objects(json).iter().map(|o| o.extent.is_in_brackets).collect::<Vec<_>>(),
            [false, true, true]
        );
    }

    #[test]
    fn an_object_of_a_list_is_a_document_of_its_own() {
        let text = "kind: List\nitems:\n- kind: Service\n  metadata:\n    name: web\n- {kind: Pod}\n";
        let documents: Vec<String> = labelled_objects(text).iter().map(|object| object.extent.document(text)).collect();
        assert_eq!(documents, ["  kind: Service\n  metadata:\n    name: web\n", "{kind: Pod}"]);
    }

    #[test]
    fn labels_that_cannot_be_read_are_unknown() {
        for (text, expected) in [
            ("kind: A\nmetadata: {labels: {app: [1]}}\n", None),
            ("kind: A\nmetadata: {labels: web}\n", None),
            ("kind: A\nmetadata: {labels: null}\n", Some(0)),
            ("kind: A\nspec: text\n", Some(0)),
            ("kind: A\nmetadata:\n  labels: {<<: {app: web}, tier: x}\n", Some(2)),
        ] {
            let objects = labelled_objects(text);
            assert_eq!(objects.len(), 1, "{text}");
            assert_eq!(objects[0].labels.as_ref().map(BTreeMap::len), expected, "{text}");
        }
    }
}
