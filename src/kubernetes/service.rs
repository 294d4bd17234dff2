//! A decoded Service: every value with the span it was written at.
//!
//! Absent and empty differ only where they differ for a rule. Defaults change values in place and keep spans. Fields
//! that no rule reads (`loadBalancerIP`, conditions) stay in the object's tree.

use super::decoded_node::DecodedSyntaxNode;
use crate::diagnostic::Span;
use crate::sorted_map::SortedSet;

/// A value and its span; [`Span::NONE`] when it was not written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// A string and its span.
pub type SpannedText = Spanned<String>;

/// An entry of labels, annotations or a selector.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapEntry {
    pub key: SpannedText,
    pub value: SpannedText,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceObject {
    pub metadata: ObjectMetadata,
    pub spec: ServiceSpec,
    pub status: ServiceStatus,
    /// The whole object.
    pub span: Span,
}

/// The members of `metadata` that rules read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct ObjectMetadata {
    pub name: SpannedText,
    pub generate_name: SpannedText,
    pub namespace: SpannedText,
    pub uid: SpannedText,
    pub generation: Spanned<i64>,
    pub deletion_timestamp: Option<SpannedText>,
    pub deletion_grace_period_seconds: Option<Spanned<i64>>,
    pub labels: Vec<MapEntry>,
    pub annotations: Vec<MapEntry>,
    pub owner_references: Vec<OwnerReference>,
    /// The uids of owner references that equal an earlier one, and were dropped.
    pub repeated_owners: Vec<SpannedText>,
    pub finalizers: Vec<SpannedText>,
    pub managed_fields: Vec<ManagedFieldsEntry>,
    pub span: Span,
}

/// One of `metadata.ownerReferences`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct OwnerReference {
    pub api_version: SpannedText,
    pub kind: SpannedText,
    pub name: SpannedText,
    pub uid: SpannedText,
    pub controller: Option<bool>,
    pub block_owner_deletion: Option<bool>,
    pub span: Span,
}

/// One of `metadata.managedFields`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct ManagedFieldsEntry {
    pub manager: SpannedText,
    pub operation: SpannedText,
    pub fields_type: SpannedText,
    pub subresource: SpannedText,
    pub span: Span,
}

/// The members of `spec` that rules read. `kind` is `spec.type`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct ServiceSpec {
    pub kind: SpannedText,
    pub ports: Vec<PortSpec>,
    pub selector: Vec<MapEntry>,
    pub cluster_ip: SpannedText,
    pub cluster_ips: Vec<SpannedText>,
    pub external_ips: Vec<SpannedText>,
    pub session_affinity: SpannedText,
    pub affinity_timeout: Option<Spanned<i64>>,
    pub source_ranges: Vec<SpannedText>,
    pub external_name: SpannedText,
    pub load_balancer_ip: SpannedText,
    pub external_traffic_policy: SpannedText,
    pub health_check_node_port: Spanned<i64>,
    pub ip_families: Vec<SpannedText>,
    pub ip_family_policy: Option<SpannedText>,
    pub allocate_node_ports: Option<Spanned<bool>>,
    pub load_balancer_class: Option<SpannedText>,
    pub internal_traffic_policy: Option<SpannedText>,
    pub traffic_distribution: Option<SpannedText>,
    pub span: Span,
    pub ports_span: Span,
}

/// One of `spec.ports`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct PortSpec {
    pub name: SpannedText,
    pub protocol: SpannedText,
    pub app_protocol: Option<SpannedText>,
    pub port: Spanned<i64>,
    pub target: Spanned<TargetPortValue>,
    /// Written twice, as a number and as a name: Go keeps both and does not treat the field as unset.
    pub target_twice: bool,
    pub node_port: Spanned<i64>,
    pub node_port_from: NodePortFrom,
    pub span: Span,
}

/// The origin of a node port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NodePortFrom {
    /// The manifest or the stored object.
    #[default]
    Object,
    /// The cluster will allocate it.
    Cluster,
    /// Another port with the same number.
    Sibling,
}

/// `targetPort`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetPortValue {
    /// 0 is unset.
    Number(i64),
    /// The name of a container port.
    Name(String),
}

impl Default for TargetPortValue {
    fn default() -> TargetPortValue {
        TargetPortValue::Number(0)
    }
}

/// `status.loadBalancer`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceStatus {
    pub ingress: Vec<Ingress>,
    /// The span of that list.
    pub span: Span,
}

/// One of `status.loadBalancer.ingress`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Ingress {
    pub ip: SpannedText,
    pub hostname: SpannedText,
    pub ip_mode: Option<SpannedText>,
    pub span: Span,
}

impl ServiceObject {
    /// Reads a decoded tree: known fields only, each of its type, none twice.
    pub fn from_decoded(node: &DecodedSyntaxNode<'_>) -> ServiceObject {
        let absent = DecodedSyntaxNode::default();
        let part = |key: &str| node.get(key).unwrap_or(&absent);
        ServiceObject {
            metadata: metadata(part("metadata")),
            spec: spec(part("spec")),
            status: status(node.at(&["status", "loadBalancer", "ingress"])),
            span: node.span,
        }
    }

    /// True when `clusterIPs` is exactly `["None"]`.
    pub fn is_headless(&self) -> bool {
        matches!(self.spec.cluster_ips.as_slice(), [only] if only.value == "None")
    }

    /// True when `spec.type` is exactly `kind`.
    pub fn is(&self, kind: &str) -> bool {
        self.spec.kind.value == kind
    }

    /// True for type LoadBalancer or NodePort, or ClusterIP with external IPs.
    pub fn is_externally_accessible(&self) -> bool {
        self.is("LoadBalancer") || self.is("NodePort") || (self.is("ClusterIP") && !self.spec.external_ips.is_empty())
    }

    /// True when nodes answer health checks: type LoadBalancer with local external traffic.
    pub fn needs_health_check(&self) -> bool {
        self.is("LoadBalancer") && self.spec.external_traffic_policy.value == "Local"
    }

    /// The policy; `None` when unset.
    pub fn family_policy(&self) -> Option<&str> {
        self.spec.ip_family_policy.as_ref().map(|policy| policy.value.as_str())
    }
}

impl SpannedText {
    /// A value derived from another one, with that one's span.
    pub fn new(value: impl Into<String>, span: Span) -> SpannedText {
        Spanned { value: value.into(), span }
    }
}

/// The entry of a key.
pub fn entry<'a>(entries: &'a [MapEntry], key: &str) -> Option<&'a MapEntry> {
    entries.iter().find(|entry| entry.key.value == key)
}

/// True for the same values in the same order; spans do not count.
pub fn same_texts(a: &[SpannedText], b: &[SpannedText]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value == b.value)
}

/// The values of a stored object's list, which exempt the same values in the new one.
pub fn values<'a>(
    old: Option<&'a ServiceObject>,
    list: impl Fn(&'a ServiceObject) -> &'a [SpannedText],
) -> SortedSet<&'a str> {
    old.map(list).unwrap_or_default().iter().map(|text| text.value.as_str()).collect()
}

/// True when both are absent, or have the same value.
pub fn same_option<T: PartialEq>(a: Option<&Spanned<T>>, b: Option<&Spanned<T>>) -> bool {
    a.map(|a| &a.value) == b.map(|b| &b.value)
}

fn metadata(node: &DecodedSyntaxNode<'_>) -> ObjectMetadata {
    ObjectMetadata {
        name: text(node, "name"),
        generate_name: text(node, "generateName"),
        namespace: text(node, "namespace"),
        uid: text(node, "uid"),
        generation: int(node, "generation").unwrap_or_default(),
        deletion_timestamp: optional(node, "deletionTimestamp"),
        deletion_grace_period_seconds: int(node, "deletionGracePeriodSeconds"),
        labels: entries(node.get("labels")),
        annotations: entries(node.get("annotations")),
        owner_references: list(node, "ownerReferences", |item| OwnerReference {
            api_version: text(item, "apiVersion"),
            kind: text(item, "kind"),
            name: text(item, "name"),
            uid: text(item, "uid"),
            controller: item.get("controller").and_then(DecodedSyntaxNode::as_bool),
            block_owner_deletion: item.get("blockOwnerDeletion").and_then(DecodedSyntaxNode::as_bool),
            span: item.span,
        }),
        repeated_owners: Vec::new(),
        finalizers: texts(node, "finalizers"),
        managed_fields: list(node, "managedFields", |item| ManagedFieldsEntry {
            manager: text(item, "manager"),
            operation: text(item, "operation"),
            fields_type: text(item, "fieldsType"),
            subresource: text(item, "subresource"),
            span: item.span,
        }),
        span: node.span,
    }
}

fn spec(node: &DecodedSyntaxNode<'_>) -> ServiceSpec {
    ServiceSpec {
        kind: text(node, "type"),
        ports: list(node, "ports", port),
        selector: entries(node.get("selector")),
        cluster_ip: text(node, "clusterIP"),
        cluster_ips: texts(node, "clusterIPs"),
        external_ips: texts(node, "externalIPs"),
        session_affinity: text(node, "sessionAffinity"),
        affinity_timeout: node
            .at(&["sessionAffinityConfig", "clientIP"])
            .and_then(|client| int(client, "timeoutSeconds")),
        source_ranges: texts(node, "loadBalancerSourceRanges"),
        external_name: text(node, "externalName"),
        load_balancer_ip: text(node, "loadBalancerIP"),
        external_traffic_policy: text(node, "externalTrafficPolicy"),
        health_check_node_port: int(node, "healthCheckNodePort").unwrap_or_default(),
        ip_families: texts(node, "ipFamilies"),
        ip_family_policy: optional(node, "ipFamilyPolicy"),
        allocate_node_ports: node
            .get("allocateLoadBalancerNodePorts")
            .and_then(|node| Some(Spanned { value: node.as_bool()?, span: node.span })),
        load_balancer_class: optional(node, "loadBalancerClass"),
        internal_traffic_policy: optional(node, "internalTrafficPolicy"),
        traffic_distribution: optional(node, "trafficDistribution"),
        span: node.span,
        ports_span: node.get("ports").map_or(node.span, |ports| ports.span),
    }
}

fn port(node: &DecodedSyntaxNode<'_>) -> PortSpec {
    let written = node.get("targetPort");
    let twice = written.and_then(|target| target.items().first());
    let target = twice.or(written).map(|target| Spanned {
        value: match target.as_str() {
            Some(name) => TargetPortValue::Name(name.to_owned()),
            None => TargetPortValue::Number(target.as_int().unwrap_or(0)),
        },
        span: target.span,
    });
    PortSpec {
        name: text(node, "name"),
        protocol: text(node, "protocol"),
        app_protocol: optional(node, "appProtocol"),
        port: int(node, "port").unwrap_or_default(),
        target: target.unwrap_or_default(),
        target_twice: twice.is_some(),
        node_port: int(node, "nodePort").unwrap_or_default(),
        node_port_from: NodePortFrom::Object,
        span: node.span,
    }
}

fn status(ingress: Option<&DecodedSyntaxNode<'_>>) -> ServiceStatus {
    let Some(ingress) = ingress else { return ServiceStatus::default() };
    let read = |item: &DecodedSyntaxNode<'_>| Ingress {
        ip: text(item, "ip"),
        hostname: text(item, "hostname"),
        ip_mode: optional(item, "ipMode"),
        span: item.span,
    };
    ServiceStatus { ingress: ingress.items().iter().map(read).collect(), span: ingress.span }
}

fn optional(node: &DecodedSyntaxNode<'_>, key: &str) -> Option<SpannedText> {
    let value = node.get(key)?;
    Some(Spanned { value: value.as_str()?.to_owned(), span: value.span })
}

fn text(node: &DecodedSyntaxNode<'_>, key: &str) -> SpannedText {
    optional(node, key).unwrap_or_default()
}

fn int(node: &DecodedSyntaxNode<'_>, key: &str) -> Option<Spanned<i64>> {
    let value = node.get(key)?;
    Some(Spanned { value: value.as_int()?, span: value.span })
}

fn list<T>(node: &DecodedSyntaxNode<'_>, key: &str, read: impl Fn(&DecodedSyntaxNode<'_>) -> T) -> Vec<T> {
    node.get(key).map(DecodedSyntaxNode::items).unwrap_or_default().iter().map(read).collect()
}

/// A list of strings; other values (`null`) become empty strings.
fn texts(node: &DecodedSyntaxNode<'_>, key: &str) -> Vec<SpannedText> {
    list(node, key, |item| Spanned { value: item.as_str().unwrap_or("").to_owned(), span: item.span })
}

fn entries(node: Option<&DecodedSyntaxNode<'_>>) -> Vec<MapEntry> {
    node.map(DecodedSyntaxNode::members)
        .unwrap_or_default()
        .iter()
        .map(|member| MapEntry {
            key: Spanned { value: member.key.to_owned(), span: member.key_span },
            value: Spanned { value: member.value.as_str().unwrap_or("").to_owned(), span: member.value.span },
        })
        .collect()
}
