//! What a Kubernetes object says about itself, whatever its kind.

use super::Origin;
use super::node::{Node, NodeValue};
use crate::diagnostic::{Location, ObjectRef, Span};
use crate::sorted_map::SortedMap;

/// Kinds that live in a namespace, of those this project reads.
const NAMESPACED: &[&str] =
    &["Service", "EndpointSlice", "Endpoints", "Pod", "Secret", "ConfigMap", "TkeServiceConfig", "TKEServiceConfig"];

/// True for an object that has no more than the name of its kind in common with one this project reads, as a Service of
/// Knative has. Kubernetes' own groups have no second Service, so that one in them is a slip, and not another kind.
pub(super) fn is_of_another_group(kind: &str, api_version: &str, origin: Origin) -> bool {
    let group = api_version.rsplit_once('/').map_or("", |(group, _)| group);
    let custom = group.contains('.') && !group.contains('/') && !group.ends_with(".k8s.io");
    match kind {
        "EndpointSlice" => !api_version.is_empty() && group != "discovery.k8s.io",
        "TkeServiceConfig" | "TKEServiceConfig" => !api_version.is_empty() && group != "cloud.tencent.com",
        _ if kind.eq_ignore_ascii_case("Service") => custom || (origin == Origin::Live && !group.is_empty()),
        _ => (kind == "Node" || NAMESPACED.contains(&kind)) && !group.is_empty(),
    }
}

/// One Kubernetes object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Which object it is. A namespaced object without a namespace is in `default`.
    pub reference: ObjectRef,
    /// Everything it says. Items of a typed list (`ServiceList`) may leave out `kind` and `apiVersion`: the reference
    /// has them.
    pub node: Node,
    /// The document of `manifests` it stands in; `None` for objects and for `live`.
    pub document: Option<u32>,
}

/// One annotation or label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetadataEntry<'a> {
    /// Its key.
    pub key: &'a str,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value, a string if it is valid.
    pub value: &'a Node,
}

impl Object {
    /// An object; `kind` and `api_version` are what its node says, or what its list says.
    pub(super) fn new(kind: &str, api_version: &str, node: Node, document: Option<u32>) -> Object {
        let metadata = |key: &str| node.at(&["metadata", key]).and_then(Node::as_str).filter(|text| !text.is_empty());
        let namespace = metadata("namespace").or_else(|| NAMESPACED.contains(&kind).then_some("default"));
        let reference = ObjectRef {
            api_version: api_version.to_owned(),
            kind: kind.to_owned(),
            namespace: namespace.filter(|_| kind != "Node").map(str::to_owned),
            name: metadata("name").map(str::to_owned),
        };
        Object { reference, node, document }
    }

    /// The place of a span in this object; `None` where there is nothing to point at.
    pub fn location(&self, span: Span) -> Option<Location> {
        self.document.filter(|_| !span.is_none()).map(|document| Location { document, span })
    }

    /// `Service`, `Node` …
    pub fn kind(&self) -> &str {
        &self.reference.kind
    }

    /// `metadata.name`; empty when there is none.
    pub fn name(&self) -> &str {
        self.reference.name.as_deref().unwrap_or("")
    }

    /// The namespace, `default` where none is written; empty for cluster-scoped objects.
    pub fn namespace(&self) -> &str {
        self.reference.namespace.as_deref().unwrap_or("")
    }

    /// True for the kinds this project reads.
    pub(super) fn is_known(&self) -> bool {
        self.kind() == "Node" || NAMESPACED.contains(&self.kind())
    }

    /// `metadata`.
    pub fn metadata(&self) -> Option<&Node> {
        self.node.get("metadata")
    }

    /// The annotations in the order they are written; of a key that is written twice the last one, and none whose
    /// value is `null`.
    pub fn annotations(&self) -> impl Iterator<Item = MetadataEntry<'_>> {
        self.entries("annotations")
    }

    /// The value of one annotation, when it is a string.
    pub fn annotation(&self, key: &str) -> Option<&str> {
        self.node.at(&["metadata", "annotations", key]).and_then(Node::as_str)
    }

    /// The labels, as [`Object::annotations`].
    pub fn labels(&self) -> impl Iterator<Item = MetadataEntry<'_>> {
        self.entries("labels")
    }

    fn entries(&self, field: &str) -> impl Iterator<Item = MetadataEntry<'_>> {
        let members = self.node.at(&["metadata", field]).map_or(&[][..], Node::members);
        let last: SortedMap<&str, usize> =
            members.iter().enumerate().map(|(index, member)| (member.key.as_str(), index)).collect();
        let counts = move |index: usize, key: &str| last.get(key) == Some(&index);
        members
            .iter()
            .enumerate()
            .filter(move |(index, member)| member.value.value != NodeValue::Null && counts(*index, &member.key))
            .map(|(_, member)| MetadataEntry { key: &member.key, key_span: member.key_span, value: &member.value })
    }
}
