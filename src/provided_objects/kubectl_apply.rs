//! What `kubectl apply` makes of a manifest and the live object: the three-way merge by the manifest that was applied
//! last, which kubectl keeps in an annotation of the live object.
//!
//! A member that only the live object has was written by another client and stays; one that only the earlier manifest has
//! is removed. A live object without that annotation is assumed to be replaced as a whole, and the annotations that this
//! would lose are reported. Fields that the API server allocates are not merged here.

use super::{codes, dry_run, reasons};
use crate::diagnostic::{Diagnostic, Reason};
use crate::kubernetes;
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::syntax::{KubernetesObject, Member, Node, NodeValue, parse_json};
use crate::tke::{self, Status};

/// Where kubectl keeps the manifest that was applied last.
pub const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// What may be kept of `spec`, whatever the type.
const KEPT: [&str; 2] = ["type", "selector"];
/// What may be kept of `spec` while the type stays; the API server clears it when the type changes.
const KEPT_WITH_TYPE: [&str; 5] =
    ["externalTrafficPolicy", "loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges", "externalIPs"];
/// What may be kept of a port.
const KEPT_OF_PORT: [&str; 4] = ["name", "protocol", "targetPort", "appProtocol"];

/// What applying the manifests leads to.
#[derive(Debug, Default)]
pub struct ApplyOutcome {
    /// The manifests of merged Services as they were provided: kubectl records them as applied last. Empty unless they are
    /// asked for.
    pub manifests: SortedMap<ServiceName, String>,
    /// The annotations of merged Services that only the live objects have.
    pub kept_annotations: SortedMap<ServiceName, Vec<String>>,
    /// The annotations of the controller that live objects lose, because the manifest that was applied last has them.
    removed_annotations: SortedMap<ServiceName, Vec<String>>,
    /// What is kept from live objects.
    pub findings: Vec<Diagnostic>,
    /// Live objects that are assumed to be replaced.
    pub assumptions: Vec<Reason>,
}

impl ApplyOutcome {
    /// True for an annotation of the controller that the live object of a Service loses.
    pub fn removes(&self, service: &ServiceName, annotation: &str) -> bool {
        self.removed_annotations.get(service).is_some_and(|removed| removed.iter().any(|name| name == annotation))
    }
}

/// Whether the manifests are needed as they were before they were merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnmergedManifestRetention {
    /// For a simulation, which writes what kubectl would record.
    Keep,
    /// For a plan: writing each of them as JSON takes longer than the merge.
    Discard,
}

/// Turns the Services among the manifests into what `kubectl apply` would make of them.
pub(super) fn apply(
    desired: &mut [KubernetesObject],
    live: &[KubernetesObject],
    recreate: &[ServiceName],
    unmerged: UnmergedManifestRetention,
) -> ApplyOutcome {
    let mut applied = ApplyOutcome::default();
    let current: SortedMap<(&str, &str), &KubernetesObject> = live
        .iter()
        .filter(|object| object.kind() == "Service")
        .map(|object| ((object.namespace(), object.name()), object))
        .collect();
    for object in desired.iter_mut().filter(|object| object.kind() == "Service") {
        let is_created_again =
            !recreate.is_empty() && recreate.iter().any(|name| name.selects(&ServiceName::of(object)));
        let live = current.get(&(object.namespace(), object.name())).copied().filter(|_| !is_created_again);
        applied.assumptions.extend(dry_run::remove_stand_ins(object, live, recorded(object).as_ref()));
        let Some(live) = live else { continue };
        let name = ServiceName::of(object);
        let Some(last) = recorded(live) else {
            let removed = only_live(object, live);
            if !removed.is_empty() {
                let reason = reasons::MANIFEST_WHOLE.with("service", name.to_string());
                applied.assumptions.push(reason.list("names", removed));
            }
            continue;
        };
        if unmerged == UnmergedManifestRetention::Keep {
            applied.manifests.insert(name.clone(), object.node.to_json().to_string());
        }
        let mut merge = ThreeWayMerge::default();
        merge.service(&mut object.node, &last, &live.node);
        applied.kept_annotations.insert(name.clone(), merge.kept_annotations);
        applied.removed_annotations.insert(name, merge.removed_annotations);
        merge.kept.sort_unstable();
        if !merge.kept.is_empty() {
            let finding = Diagnostic::new(&codes::KEPT_FROM_LIVE).list("names", merge.kept);
            let location = object.metadata().and_then(|metadata| object.location(metadata.get("name")?.span));
            applied.findings.push(finding.object(object.reference.clone()).location(location));
        }
    }
    applied
}

/// The manifest that kubectl recorded in an object.
fn recorded(object: &KubernetesObject) -> Option<Node> {
    object.annotation(LAST_APPLIED).and_then(|text| parse_json(text).ok())
}

/// Annotations of TKE that the live object has and the manifest has not.
fn only_live(desired: &KubernetesObject, live: &KubernetesObject) -> Vec<String> {
    let has = |key: &str| desired.annotations().any(|entry| entry.key == key);
    let names = live.annotations().filter(|entry| is_users(entry.key) && tke::find(entry.key).is_some());
    let mut removed: Vec<String> = names.filter(|e| !has(e.key)).map(|entry| format!("`{}`", entry.key)).collect();
    removed.sort_unstable();
    removed
}

/// True for annotations that users may write.
fn is_users(name: &str) -> bool {
    name != LAST_APPLIED
        && tke::find(name).is_none_or(|definition| !matches!(definition.status, Status::WrittenByController))
}

#[derive(Default)]
struct ThreeWayMerge {
    kept: Vec<String>,
    kept_annotations: Vec<String>,
    removed_annotations: Vec<String>,
}

impl ThreeWayMerge {
    fn service(&mut self, desired: &mut Node, last: &Node, live: &Node) {
        self.section(desired, last, live, "metadata", |merge, own, last, live| {
            for key in ["annotations", "labels"] {
                merge.section(own, last, live, key, |merge, own, last, live| {
                    let names: Vec<&str> =
                        live.members().iter().map(|m| m.key.as_str()).filter(|n| is_users(n)).collect();
                    if key == "annotations" {
                        let kept =
                            names.iter().filter(|name| own.member(name).is_none() && last.member(name).is_none());
                        merge.kept_annotations = kept.map(|name| (*name).to_owned()).collect();
                        let written = live.members().iter().map(|m| m.key.as_str()).filter(|name| !is_users(name));
                        let removed = written.filter(|name| own.member(name).is_none() && last.member(name).is_some());
                        merge.removed_annotations = removed.map(str::to_owned).collect();
                    }
                    merge.keep(own, last, live, &names, key == "annotations");
                });
            }
        });
        self.section(desired, last, live, "spec", |merge, own, last, live| {
            merge.keep(own, last, live, &KEPT, true);
            merge.section(own, last, live, "selector", |merge, own, last, live| {
                let names: Vec<&str> = live.members().iter().map(|member| member.key.as_str()).collect();
                merge.keep(own, last, live, &names, false);
            });
            if own.str_at("type") == live.str_at("type") {
                merge.keep(own, last, live, &KEPT_WITH_TYPE, false);
            }
            merge.ports(own, last, live);
        });
    }

    /// Merges one member that is an object on all sides. One that the manifest leaves out is added only if something is
    /// kept in it.
    fn section(
        &mut self,
        own: &mut Node,
        last: &Node,
        live: &Node,
        key: &str,
        merge: impl FnOnce(&mut ThreeWayMerge, &mut Node, &Node, &Node),
    ) {
        let nothing = Node::default();
        let Some(current) = live.get(key) else { return };
        let last = last.get(key).unwrap_or(&nothing);
        if let Some(section) = own.member_mut(key).map(|member| &mut member.value)
            && section.value != NodeValue::Null
        {
            return merge(self, section, last, current);
        }
        let mut section = Node::bare(NodeValue::Object(Vec::new()));
        merge(self, &mut section, last, current);
        if !section.members().is_empty() {
            set(own, key, section);
        }
    }

    /// Keeps members that are in neither manifest.
    fn keep(&mut self, own: &mut Node, last: &Node, live: &Node, names: &[&str], report: bool) {
        for name in names {
            let specified = own.member(name).is_some() || last.member(name).is_some();
            let Some(current) = live.get(name).filter(|_| !specified) else { continue };
            if report && !kubernetes::is_default(name, current) {
                self.kept.push(format!("`{name}`"));
            }
            set(own, name, bare(current));
        }
    }

    /// Ports are matched by their number. Where a number occurs twice the list is replaced as a whole: kubectl itself
    /// cannot tell such ports apart.
    fn ports(&mut self, own: &mut Node, last: &Node, live: &Node) {
        let items = |node: &Node| node.get("ports").map_or(&[][..], Node::items).to_vec();
        let number = |port: &Node| port.get("port").and_then(Node::as_int);
        let (desired, last, live) = (items(own), items(last), items(live));
        let unique = |ports: &[Node]| {
            let mut numbers: Vec<Option<i64>> = ports.iter().map(number).collect();
            numbers.sort_unstable();
            numbers.windows(2).all(|pair| pair.first() != pair.last())
        };
        if live.is_empty() || ![&desired, &last, &live].into_iter().all(|ports| unique(ports)) {
            return;
        }
        let same = |ports: &[Node], port: &Node| ports.iter().find(|other| number(other) == number(port)).cloned();
        let mut ports: Vec<Node> = Vec::new();
        for mut port in desired.iter().cloned() {
            if let Some(current) = same(&live, &port) {
                let before = same(&last, &port).unwrap_or_default();
                self.keep(&mut port, &before, &current, &KEPT_OF_PORT, false);
            }
            ports.push(port);
        }
        for current in live.iter().filter(|current| same(&desired, current).is_none() && same(&last, current).is_none())
        {
            let shown = number(current).map_or_else(String::new, |number| number.to_string());
            self.kept.push(format!("`ports[{shown}]`"));
            ports.push(bare(current));
        }
        let span = own.get("ports").map(|node| node.span).unwrap_or_default();
        set(own, "ports", Node { value: NodeValue::Array(ports), span });
    }
}

/// Puts a member in the place of the one of its name, or at the end.
fn set(node: &mut Node, key: &str, value: Node) {
    if let Some(member) = node.member_mut(key) {
        member.value = value;
    } else if let NodeValue::Object(members) = &mut node.value {
        members.push(Member { key: key.to_owned(), key_span: Default::default(), value });
    }
}

/// A value of the live object, without a position in the manifests.
fn bare(node: &Node) -> Node {
    match &node.value {
        NodeValue::Null | NodeValue::Bool(_) | NodeValue::String(_) => Node::bare(node.value.clone()),
        // A number in its shortest spelling, and members in order, each once.
        NodeValue::Number(_) | NodeValue::Array(_) | NodeValue::Object(_) => Node::from_json(node.to_json()),
    }
}
