//! What `kubectl apply` makes of a manifest and the live object: the three-way merge by the manifest that was applied
//! last, which kubectl keeps in an annotation of the live object.
//!
//! A member that only the live object has was written by another client and stays; one that only the earlier manifest has
//! is removed. A live object without that annotation is assumed to be replaced as a whole, and what this would lose is
//! reported. Fields that the API server allocates are not merged here, apart from node ports where it allocates none.

use super::matching::{KEPT_OF_PORT, by_number, is_users, port_number};
use super::{codes, dry_run, lost_by_apply, lost_by_replace, reasons};
use crate::diagnostic::{Diagnostic, Reason};
use crate::kubernetes;
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, Member, MembersByName, Node, NodeValue, parse_json};

pub use super::matching::LAST_APPLIED;

/// What may be kept of `spec`, whatever the type.
const KEPT: [&str; 2] = ["type", "selector"];
/// The same, of little effect while the type stays. The API server clears none of it when the type changes, and rejects
/// source ranges then.
const KEPT_SILENTLY: [&str; 3] = ["loadBalancerIP", "loadBalancerSourceRanges", "externalIPs"];
/// What may be kept of `spec` while the type is LoadBalancer; the API server clears it when the type changes.
const KEPT_OF_LOAD_BALANCER: [&str; 2] = ["loadBalancerClass", "allocateLoadBalancerNodePorts"];

/// What applying the manifests leads to.
#[derive(Debug, Default)]
pub struct ApplyOutcome {
    /// The manifests of merged Services as they were provided: kubectl records them as applied last. Empty unless they are
    /// asked for.
    pub manifests: SortedMap<ServiceName, String>,
    /// The annotations of merged Services that only the live objects have.
    pub kept_annotations: SortedMap<ServiceName, SortedSet<String>>,
    /// The annotations of the controller that live objects lose, because the manifest that was applied last has them.
    removed_annotations: SortedMap<ServiceName, Vec<String>>,
    /// What is kept from live objects.
    pub findings: Vec<Diagnostic>,
    /// What live objects lose that are assumed to be replaced.
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
pub(super) enum PreMergeManifestRetention {
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
    unmerged: PreMergeManifestRetention,
) -> ApplyOutcome {
    let mut applied = ApplyOutcome::default();
    let current: SortedMap<(&str, &str), &KubernetesObject> = live
        .iter()
        .filter(|object| object.kind() == "Service")
        .map(|object| ((object.namespace(), object.name()), object))
        .collect();
    let (mut kept, mut removed) = (Vec::new(), Vec::new());
    for object in desired.iter_mut().filter(|object| object.kind() == "Service") {
        let is_created_again =
            !recreate.is_empty() && recreate.iter().any(|name| name.selects(&ServiceName::of(object)));
        let live = current.get(&(object.namespace(), object.name())).copied().filter(|_| !is_created_again);
        applied.assumptions.extend(dry_run::remove_stand_ins(object, live, recorded(object).as_ref()));
        let Some(live) = live else { continue };
        let name = ServiceName::of(object);
        applied.findings.extend(lost_by_apply::check(object, live));
        let Some(last) = recorded(live) else {
            replace(object, live, &name, &mut applied);
            continue;
        };
        if unmerged == PreMergeManifestRetention::Keep {
            applied.manifests.insert(name.clone(), object.node.to_json().to_string());
        }
        let mut merge = ThreeWayMerge::default();
        merge.service(&mut object.node, &last, &live.node);
        if !merge.kept_annotations.is_empty() {
            kept.push((name.clone(), SortedSet::from_unsorted(merge.kept_annotations)));
        }
        if !merge.removed_annotations.is_empty() {
            removed.push((name, merge.removed_annotations));
        }
        sort(&mut merge.kept);
        if !merge.kept.is_empty() {
            let finding = Diagnostic::new(&codes::KEPT_FROM_LIVE).list("names", merge.kept);
            applied.findings.push(finding.object(object.reference.clone()).location(object.name_location()));
        }
    }
    applied.kept_annotations = SortedMap::from_unsorted(kept);
    applied.removed_annotations = SortedMap::from_unsorted(removed);
    applied
}

/// True where a member that only the live object has is known to be removed: what was applied last is recorded, and what
/// the manifests never had was merged into them. Otherwise `kubectl apply` keeps it.
pub fn is_removal_known(live: &KubernetesObject) -> bool {
    recorded(live).is_some()
}

/// The manifest that kubectl recorded in an object.
fn recorded(object: &KubernetesObject) -> Option<Node> {
    object.annotation(LAST_APPLIED).and_then(|text| parse_json(text).ok())
}

/// The manifest takes the place of a live object of which it is unknown what was applied last.
fn replace(object: &KubernetesObject, live: &KubernetesObject, name: &ServiceName, applied: &mut ApplyOutcome) {
    let lost = lost_by_replace::lost(object, live);
    if !lost.is_empty() {
        let reason = reasons::MANIFEST_WHOLE.with("service", name.to_string());
        applied.assumptions.push(reason.list("names", lost));
    }
    if lost_by_replace::loses_load_balancer_type(object, live) {
        let finding = Diagnostic::new(&codes::TYPE_NOT_IN_MANIFEST).arg("service", name.to_string());
        applied.findings.push(finding.object(object.reference.clone()).location(object.name_location()));
    }
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
                        let (own, last) = (MembersByName::of(own), MembersByName::of(last));
                        let kept = names.iter().filter(|name| !own.has(name) && !last.has(name));
                        merge.kept_annotations = kept.map(|name| (*name).to_owned()).collect();
                        let written = live.members().iter().map(|m| m.key.as_str()).filter(|name| !is_users(name));
                        let removed = written.filter(|name| !own.has(name) && last.has(name));
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
            merge.keep_by_type(own, last, live);
            merge.ports(own, last, live);
        });
    }

    /// Keeps the fields that depend on the type.
    fn keep_by_type(&mut self, own: &mut Node, last: &Node, live: &Node) {
        let is_load_balancer = own.str_at("type") == Some("LoadBalancer");
        let leaves_load_balancer = !is_load_balancer && live.str_at("type") == Some("LoadBalancer");
        self.keep(own, last, live, &KEPT_SILENTLY, leaves_load_balancer);
        if is_load_balancer {
            self.keep(own, last, live, &KEPT_OF_LOAD_BALANCER, false);
        }
        let has_external_ips = || own.get("externalIPs").is_some_and(|ips| !ips.items().is_empty());
        let is_external = match own.str_at("type") {
            Some("LoadBalancer" | "NodePort") => true,
            Some("ClusterIP") | None => has_external_ips(),
            Some(_) => false,
        };
        if is_external {
            self.keep(own, last, live, &["externalTrafficPolicy"], false);
        }
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
        let mut added = Vec::new();
        let (written, recorded) = (MembersByName::of(own), MembersByName::of(last));
        let (current, mut seen) = (MembersByName::of(live), SortedSet::new());
        for name in names {
            if written.has(name) || recorded.has(name) {
                continue;
            }
            let Some(current) = current.get(name).filter(|_| seen.insert(*name)) else { continue };
            if report && !kubernetes::is_default(name, current) {
                self.kept.push(format!("`{name}`"));
            }
            added.push(Member { key: (*name).into(), key_span: Default::default(), value: bare(current) });
        }
        if let NodeValue::Object(members) = &mut own.value {
            members.extend(added);
        }
    }

    /// Ports are matched by their number. Where a number occurs twice the list is replaced as a whole: kubectl itself
    /// cannot tell such ports apart.
    fn ports(&mut self, own: &mut Node, last: &Node, live: &Node) {
        fn items(node: &Node) -> &[Node] {
            node.get("ports").map_or(&[], Node::items)
        }
        let unique = |ports: &[Node]| {
            let mut numbers: Vec<Option<i64>> = ports.iter().map(port_number).collect();
            sort(&mut numbers);
            numbers.windows(2).all(|pair| pair.first() != pair.last())
        };
        let kept = kept_of_port(own, live);
        let (last, live) = (items(last), items(live));
        if live.is_empty() || ![items(own), last, live].into_iter().all(unique) {
            return;
        }
        let (recorded, current) = (by_number(last), by_number(live));
        let written = SortedSet::from_unsorted(items(own).iter().map(port_number).collect());
        let list = own.member_mut("ports").map(|member| &mut member.value).filter(|list| list.value != NodeValue::Null);
        let mut list = list.map(std::mem::take).unwrap_or_default();
        let mut ports = if let NodeValue::Array(ports) = std::mem::take(&mut list.value) { ports } else { Vec::new() };
        let nothing = Node::default();
        for port in &mut ports {
            let number = port_number(port);
            if let Some(current) = current.get(&number) {
                let before = recorded.get(&number).copied().unwrap_or(&nothing);
                self.keep(port, before, current, &kept, false);
            }
        }
        for current in live {
            let number = port_number(current);
            if written.contains(&number) || recorded.contains_key(&number) {
                continue;
            }
            let shown = number.map_or_else(String::new, |number| number.to_string());
            self.kept.push(format!("`ports[{shown}]`"));
            ports.push(bare(current));
        }
        set(own, "ports", Node { value: NodeValue::Array(ports), span: list.span });
    }
}

/// What may be kept of a port. Where node ports are allocated, the API server keeps them itself.
fn kept_of_port(own: &Node, live: &Node) -> Vec<&'static str> {
    let is_off = |spec: &Node| {
        spec.get("allocateLoadBalancerNodePorts").is_some_and(|allocates| allocates.value == NodeValue::Bool(false))
    };
    let node_port = (is_off(own) || is_off(live)).then_some("nodePort");
    KEPT_OF_PORT.into_iter().chain(node_port).collect()
}

/// Puts a member in the place of the one of its name, or at the end.
fn set(node: &mut Node, key: &str, value: Node) {
    if let Some(member) = node.member_mut(key) {
        member.value = value;
    } else if let NodeValue::Object(members) = &mut node.value {
        members.push(Member { key: key.into(), key_span: Default::default(), value });
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
