//! What `kubectl apply` makes of a manifest and the live object: the three-way merge by the manifest that was applied
//! last, which kubectl keeps in an annotation of the live object.
//!
//! A member that only the live object has was written by another client and stays; one that only the earlier manifest has
//! is removed. Without that annotation `kubectl apply` removes nothing, while Helm, consoles and `kubectl replace` remove what
//! the manifest leaves out. The plan shows the replacement, so that no loss is concealed, and names what it removes;
//! `context.manifestsReplace: false` asks for the merge.
//! Fields that the API server allocates are not merged here, apart from node ports: kubectl finds them by the port's number,
//! the API server by its name.

use super::node_edits::{bare, set};
use super::port_matching::{self, PortIdentity, is_users};
use super::strategic_merge_of_ports::{self, ManifestPorts};
use super::{
    codes, fields_only_in_live_object, ports_kubectl_apply_cannot_keep, ports_lost_by_kubectl_apply, reasons,
    remove_dry_run_values,
};
use crate::diagnostic::{Diagnostic, Reason};
use crate::kubernetes;
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, Member, MembersByName, SyntaxNode, SyntaxNodeValue, parse_json};

pub use super::port_matching::LAST_APPLIED;

/// What may be kept of `spec`, whatever the type.
const KEPT: [&str; 2] = ["type", "selector"];
/// The same, of little effect while the type stays. The API server clears none of it when the type changes, and rejects
/// source ranges then.
const KEPT_SILENTLY: [&str; 3] = ["loadBalancerIP", "loadBalancerSourceRanges", "externalIPs"];
/// What may be kept of `spec` while the type is LoadBalancer; the API server clears it when the type changes.
const KEPT_OF_LOAD_BALANCER: [&str; 2] = ["loadBalancerClass", "allocateLoadBalancerNodePorts"];

/// What applying the manifests leads to.
#[derive(Debug, Default)]
pub struct KubectlApplyOutcome {
    /// The manifests of Services as they were provided: kubectl records them as applied last. Empty unless they are asked
    /// for, and where they replace the live objects.
    pub manifests: SortedMap<ServiceName, String>,
    /// The annotations of merged Services that only the live objects have.
    pub kept_annotations: SortedMap<ServiceName, SortedSet<String>>,
    /// The same of members of `spec`.
    kept_fields: SortedMap<ServiceName, SortedSet<String>>,
    /// The annotations of the controller that live objects lose, because the manifest that was applied last has them.
    removed_annotations: SortedMap<ServiceName, Vec<String>>,
    /// What is kept from live objects.
    pub findings: Vec<Diagnostic>,
    /// What is kept although it is unknown what was applied last.
    pub assumptions: Vec<Reason>,
}

impl KubectlApplyOutcome {
    /// The field or annotation at a path as the API server prints it, where only the live object of a Service has it.
    pub fn kept_at(&self, service: &ServiceName, path: &str) -> Option<&str> {
        let (kept, name) = match path.strip_prefix("metadata.annotations[") {
            Some(rest) => (&self.kept_annotations, rest.strip_suffix(']')?),
            None => (&self.kept_fields, path.strip_prefix("spec.")?.split(['[', '.']).next()?),
        };
        // The API server writes some names with a capital letter.
        kept.get(service)?.iter().find(|kept| kept.eq_ignore_ascii_case(name)).map(String::as_str)
    }

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

/// Turns the Services among the manifests into what the cluster has after they are applied.
pub(super) fn apply(
    desired: &mut [KubernetesObject],
    live: &[KubernetesObject],
    recreate: &[ServiceName],
    replaces_live: Option<bool>,
    unmerged: PreMergeManifestRetention,
) -> KubectlApplyOutcome {
    let mut applied = KubectlApplyOutcome::default();
    let current: SortedMap<(&str, &str), &KubernetesObject> = live
        .iter()
        .filter(|object| object.kind() == "Service")
        .map(|object| ((object.namespace(), object.name()), object))
        .collect();
    let (mut kept, mut removed, mut recorded_manifests) = (Vec::new(), Vec::new(), Vec::new());
    let mut kept_fields = Vec::new();
    for object in desired.iter_mut().filter(|object| object.kind() == "Service") {
        let is_created_again =
            !recreate.is_empty() && recreate.iter().any(|name| name.selects(&ServiceName::of(object)));
        let live = current.get(&(object.namespace(), object.name())).copied().filter(|_| !is_created_again);
        applied.assumptions.extend(remove_dry_run_values::remove_stand_ins(object, live, recorded(object).as_ref()));
        if replaces_live == Some(true) {
            continue;
        }
        let name = ServiceName::of(object);
        if unmerged == PreMergeManifestRetention::Keep {
            recorded_manifests.push((name.clone(), object.node.to_json().to_string()));
        }
        let Some(live) = live else { continue };
        let mut merge = ThreeWayMerge::default();
        match recorded(live) {
            Some(last) => {
                merge.service(&mut object.node, &last, &live.node);
                applied.findings.extend(kept_from_live(object, std::mem::take(&mut merge.kept)));
            }
            None if replaces_live.is_none() => replace(object, live, &name, &mut applied),
            None => merge.without_last_applied(object, live, &name, &mut applied),
        }
        if let Some(ports) = &merge.manifest_ports {
            applied.findings.extend(strategic_merge_of_ports::findings(object, ports));
        } else {
            applied.findings.extend(ports_lost_by_kubectl_apply::check(object, live));
        }
        if !merge.kept_fields.is_empty() {
            kept_fields.push((name.clone(), SortedSet::from_unsorted(merge.kept_fields)));
        }
        if !merge.kept_annotations.is_empty() {
            kept.push((name.clone(), SortedSet::from_unsorted(merge.kept_annotations)));
        }
        if !merge.removed_annotations.is_empty() {
            removed.push((name, merge.removed_annotations));
        }
    }
    applied.manifests = SortedMap::from_unsorted(recorded_manifests);
    applied.kept_fields = SortedMap::from_unsorted(kept_fields);
    applied.kept_annotations = SortedMap::from_unsorted(kept);
    applied.removed_annotations = SortedMap::from_unsorted(removed);
    applied
}

/// True where a member that only the live object has is known to be removed: what was applied last is recorded, and what
/// the manifests never had was merged into them. Otherwise `kubectl apply` keeps it.
pub fn is_removal_known(live: &KubernetesObject) -> bool {
    recorded(live).is_some()
}

/// The manifest takes the place of a live object of which it is unknown what was applied last, so that what the change may
/// remove is shown. Only the type is kept: a manifest that leaves it out hardly means that the load balancer is deleted.
fn replace(
    object: &mut KubernetesObject,
    live: &KubernetesObject,
    name: &ServiceName,
    applied: &mut KubectlApplyOutcome,
) {
    let mut names = fields_only_in_live_object::names(object, live);
    if fields_only_in_live_object::keeps_load_balancer_type(object, live) {
        names.retain(|name| name != "`type`");
        let finding = Diagnostic::new(&codes::TYPE_NOT_IN_MANIFEST).arg("service", name.to_string());
        applied.findings.push(finding.object(object.reference.clone()).location(object.name_location()));
        keep_type(&mut object.node, &live.node);
    }
    if !names.is_empty() {
        let reason = reasons::MANIFEST_WHOLE.with("service", name.to_string());
        applied.assumptions.push(reason.list("names", names));
    }
}

fn keep_type(desired: &mut SyntaxNode, live: &SyntaxNode) {
    let Some(current) = live.at(&["spec", "type"]).map(bare) else { return };
    match desired.member_mut("spec").map(|member| &mut member.value) {
        Some(spec) if matches!(spec.value, SyntaxNodeValue::Object(_)) => set(spec, "type", current),
        _ => {
            let mut spec = SyntaxNode::bare(SyntaxNodeValue::Object(Vec::new()));
            set(&mut spec, "type", current);
            set(desired, "spec", spec);
        }
    }
}

/// The manifest that kubectl recorded in an object.
fn recorded(object: &KubernetesObject) -> Option<SyntaxNode> {
    object.annotation(LAST_APPLIED).and_then(|text| parse_json(text).ok())
}

fn kept_from_live(object: &KubernetesObject, mut names: Vec<String>) -> Option<Diagnostic> {
    sort(&mut names);
    let finding = Diagnostic::new(&codes::KEPT_FROM_LIVE).object(object.reference.clone());
    (!names.is_empty()).then(|| finding.list("names", names).location(object.name_location()))
}

#[derive(Default)]
struct ThreeWayMerge {
    kept: Vec<String>,
    kept_annotations: Vec<String>,
    kept_fields: Vec<String>,
    removed_annotations: Vec<String>,
    /// True where ports that only the live object has are not kept.
    drops_live_ports: bool,
    /// Where a port number occurs twice.
    manifest_ports: Option<ManifestPorts>,
}

impl ThreeWayMerge {
    /// The merge where it is unknown what was applied last. `kubectl apply` keeps all ports then, too; where the API server
    /// would reject what comes of it, only a replacement can happen to the ports, which is planned.
    fn without_last_applied(
        &mut self,
        object: &mut KubernetesObject,
        live: &KubernetesObject,
        name: &ServiceName,
        applied: &mut KubectlApplyOutcome,
    ) {
        let mut names = fields_only_in_live_object::names(object, live);
        let rejected = ports_kubectl_apply_cannot_keep::kept_in_vain(object, live);
        let found = |code| {
            let finding = Diagnostic::new(code).object(object.reference.clone()).arg("service", name.to_string());
            finding.location(object.name_location())
        };
        if !rejected.is_empty() {
            names.retain(|name| !rejected.contains(name));
            applied.findings.push(found(&codes::PORTS_REPLACED).list("names", rejected));
            self.drops_live_ports = true;
        }
        if fields_only_in_live_object::keeps_load_balancer_type(object, live) {
            applied.findings.push(found(&codes::TYPE_NOT_IN_MANIFEST));
        }
        if !names.is_empty() {
            let reason = reasons::LAST_APPLIED_UNKNOWN.with("service", name.to_string());
            applied.assumptions.push(reason.list("names", names));
        }
        self.service(&mut object.node, &SyntaxNode::default(), &live.node);
    }

    fn service(&mut self, desired: &mut SyntaxNode, last: &SyntaxNode, live: &SyntaxNode) {
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
    fn keep_by_type(&mut self, own: &mut SyntaxNode, last: &SyntaxNode, live: &SyntaxNode) {
        let is_load_balancer = own.str_at("type") == Some("LoadBalancer");
        let leaves_load_balancer = !is_load_balancer && live.str_at("type") == Some("LoadBalancer");
        let mut kept = self.keep(own, last, live, &KEPT_SILENTLY, leaves_load_balancer);
        if is_load_balancer {
            kept.extend(self.keep(own, last, live, &KEPT_OF_LOAD_BALANCER, false));
        }
        let has_external_ips = || own.get("externalIPs").is_some_and(|ips| !ips.items().is_empty());
        let is_external = match own.str_at("type") {
            Some("LoadBalancer" | "NodePort") => true,
            Some("ClusterIP") | None => has_external_ips(),
            Some(_) => false,
        };
        if is_external {
            kept.extend(self.keep(own, last, live, &["externalTrafficPolicy"], false));
        }
        self.kept_fields = kept;
    }

    /// Merges one member that is an object on all sides. One that the manifest leaves out is added only if something is
    /// kept in it.
    fn section(
        &mut self,
        own: &mut SyntaxNode,
        last: &SyntaxNode,
        live: &SyntaxNode,
        key: &str,
        merge: impl FnOnce(&mut ThreeWayMerge, &mut SyntaxNode, &SyntaxNode, &SyntaxNode),
    ) {
        let nothing = SyntaxNode::default();
        let Some(current) = live.get(key) else { return };
        let last = last.get(key).unwrap_or(&nothing);
        if let Some(section) = own.member_mut(key).map(|member| &mut member.value)
            && section.value != SyntaxNodeValue::Null
        {
            return merge(self, section, last, current);
        }
        let mut section = SyntaxNode::bare(SyntaxNodeValue::Object(Vec::new()));
        merge(self, &mut section, last, current);
        if !section.members().is_empty() {
            set(own, key, section);
        }
    }

    /// Keeps members that are in neither manifest.
    fn keep(
        &mut self,
        own: &mut SyntaxNode,
        last: &SyntaxNode,
        live: &SyntaxNode,
        names: &[&str],
        report: bool,
    ) -> Vec<String> {
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
        let kept = added.iter().map(|member| member.key.to_string()).collect();
        if let SyntaxNodeValue::Object(members) = &mut own.value {
            members.extend(added);
        }
        kept
    }

    /// Ports are matched by their number, as kubectl does it. Where a number occurs twice, what its merge makes of the ports
    /// is stored.
    fn ports(&mut self, own: &mut SyntaxNode, last: &SyntaxNode, live: &SyntaxNode) {
        let kept = port_matching::merged_of_port(own);
        let (last, live) = (port_matching::ports(last), port_matching::ports(live));
        let lists = [port_matching::ports(own), last, live];
        let identity = PortIdentity::for_all(&lists);
        if live.is_empty() || !lists.iter().all(|ports| identity.are_unique(ports)) {
            return;
        }
        let by_strategic_merge = !self.drops_live_ports && strategic_merge_of_ports::applies_to(&lists);
        let (recorded, current) = (identity.map(last), identity.map(live));
        let list =
            own.member_mut("ports").map(|member| &mut member.value).filter(|list| list.value != SyntaxNodeValue::Null);
        let mut list = list.map(std::mem::take).unwrap_or_default();
        let mut ports =
            if let SyntaxNodeValue::Array(ports) = std::mem::take(&mut list.value) { ports } else { Vec::new() };
        let manifest = if by_strategic_merge { ports.clone() } else { Vec::new() };
        let nothing = SyntaxNode::default();
        let mut added = Vec::new();
        let written = SortedSet::from_unsorted(ports.iter().map(|port| identity.of(port)).collect());
        for current in live.iter().filter(|_| !self.drops_live_ports) {
            let key = identity.of(current);
            if written.contains(&key) || recorded.contains_key(&key) {
                continue;
            }
            self.kept.push(format!("`ports[{}]`", port_matching::shown(key)));
            added.push(bare(current));
        }
        for port in &mut ports {
            let key = identity.of(port);
            if let Some(current) = current.get(&key).copied() {
                let before = recorded.get(&key).copied().unwrap_or(&nothing);
                self.keep(port, before, current, &kept, false);
            }
        }
        ports.extend(added);
        if by_strategic_merge {
            let stored = strategic_merge_of_ports::stored(&manifest, last, live, &kept);
            self.manifest_ports = Some(ManifestPorts { written: manifest, wanted: ports });
            ports = stored;
        }
        set(own, "ports", SyntaxNode { value: SyntaxNodeValue::Array(ports), span: list.span });
    }
}
