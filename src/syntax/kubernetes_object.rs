//! The parts that every Kubernetes object has: kind, name, namespace, annotations, labels.

use super::members_by_name::MembersByName;
use super::node::{SyntaxNode, SyntaxNodeValue};
use super::text_or_objects::RequestPart;
use crate::diagnostic::{Location, ObjectRef, Span};

/// Namespaced kinds among those this project reads.
const NAMESPACED: &[&str] =
    &["Service", "EndpointSlice", "Endpoints", "Pod", "Secret", "ConfigMap", "TkeServiceConfig", "TKEServiceConfig"];

/// The namespace of objects that name none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// Cluster-scoped kinds among those this project reads.
const CLUSTER_SCOPED: &[&str] = &["Node", "ServiceCIDR"];

/// True for an object whose kind has only the name in common with one this project reads, such as a Knative Service.
/// Kubernetes' own groups have no other Service, so one in such a group is a mistake and not another kind.
pub(super) fn is_of_another_group(kind: &str, api_version: &str, origin: RequestPart) -> bool {
    let group = api_version.rsplit_once('/').map_or("", |(group, _)| group);
    let custom = group.contains('.') && !group.contains('/') && !group.ends_with(".k8s.io");
    match kind {
        "EndpointSlice" => !api_version.is_empty() && group != "discovery.k8s.io",
        "ServiceCIDR" => !api_version.is_empty() && group != "networking.k8s.io",
        "TkeServiceConfig" | "TKEServiceConfig" => !api_version.is_empty() && group != "cloud.tencent.com",
        _ if kind.eq_ignore_ascii_case("Service") => custom || (origin == RequestPart::Live && !group.is_empty()),
        _ => (kind == "Node" || NAMESPACED.contains(&kind)) && !group.is_empty(),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KubernetesObject {
    /// Its identity. A namespaced object that names no namespace is in the default one.
    pub reference: ObjectRef,
    /// The whole object. Items of a typed list (`ServiceList`) may omit `kind` and `apiVersion`; the reference has
    /// them.
    pub node: SyntaxNode,
    /// Index of its document in `manifests`; `None` for objects that were not text and for `live`.
    pub document: Option<u32>,
    /// It is an item of a list, such as `kubectl get` prints for all objects of a kind.
    pub is_list_item: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetadataEntry<'a> {
    pub key: &'a str,
    pub key_span: Span,
    /// Its value; a string if it is valid.
    pub value: &'a SyntaxNode,
}

impl KubernetesObject {
    /// `kind` and `api_version` are the object's own, or those of its list.
    pub(super) fn new(
        kind: String,
        api_version: String,
        node: SyntaxNode,
        document: Option<u32>,
        default_namespace: &str,
    ) -> KubernetesObject {
        let metadata =
            |key: &str| node.at(&["metadata", key]).and_then(SyntaxNode::as_str).filter(|text| !text.is_empty());
        let is_in = |kinds: &[&str]| kinds.contains(&kind.as_str());
        let namespace = metadata("namespace").or_else(|| is_in(NAMESPACED).then_some(default_namespace));
        let namespace = namespace.filter(|_| !is_in(CLUSTER_SCOPED)).map(str::to_owned);
        let name = metadata("name").map(str::to_owned);
        let reference = ObjectRef { api_version, kind, namespace, name };
        KubernetesObject { reference, node, document, is_list_item: false }
    }

    /// The location of a span of this object; `None` when it does not come from the text of `manifests`.
    pub fn location(&self, span: Span) -> Option<Location> {
        self.document.filter(|_| !span.is_none()).map(|document| Location { document, span })
    }

    /// Where `metadata.name` is written.
    pub fn name_span(&self) -> Option<Span> {
        self.metadata()?.get("name").map(|name| name.span)
    }

    /// The location of `metadata.name`, for a finding about the object as a whole.
    pub fn name_location(&self) -> Option<Location> {
        self.name_span().and_then(|span| self.location(span))
    }

    pub fn kind(&self) -> &str {
        &self.reference.kind
    }

    /// `metadata.name`; empty when absent.
    pub fn name(&self) -> &str {
        self.reference.name.as_deref().unwrap_or("")
    }

    /// True for an object of a namespaced kind that names no namespace.
    pub fn is_without_namespace(&self) -> bool {
        let own = self.node.at(&["metadata", "namespace"]).and_then(SyntaxNode::as_str).unwrap_or_default();
        own.is_empty() && NAMESPACED.contains(&self.kind())
    }

    /// The namespace, the default one when absent; empty for cluster-scoped objects.
    pub fn namespace(&self) -> &str {
        self.reference.namespace.as_deref().unwrap_or("")
    }

    /// True for kinds that this project reads.
    pub(super) fn is_known(&self) -> bool {
        CLUSTER_SCOPED.contains(&self.kind()) || NAMESPACED.contains(&self.kind())
    }

    pub fn metadata(&self) -> Option<&SyntaxNode> {
        self.node.get("metadata")
    }

    /// The `uid` that the API server gave the object.
    pub fn uid(&self) -> Option<&str> {
        self.metadata()?.str_at("uid")
    }

    /// Annotations in written order. Of a duplicate key the last one counts; `null` values are left out.
    pub fn annotations(&self) -> impl Iterator<Item = MetadataEntry<'_>> {
        self.entries("annotations")
    }

    /// The value of an annotation, when it is a string.
    pub fn annotation(&self, key: &str) -> Option<&str> {
        self.node.at(&["metadata", "annotations", key]).and_then(SyntaxNode::as_str)
    }

    /// The labels, as [`KubernetesObject::annotations`].
    pub fn labels(&self) -> impl Iterator<Item = MetadataEntry<'_>> {
        self.entries("labels")
    }

    fn entries(&self, field: &str) -> impl Iterator<Item = MetadataEntry<'_>> {
        let members = self.node.at(&["metadata", field]).map(MembersByName::of).unwrap_or_default();
        let counting = members.into_counting().filter(|member| member.value.value != SyntaxNodeValue::Null);
        counting.map(|member| MetadataEntry { key: &member.key, key_span: member.key_span, value: &member.value })
    }
}
