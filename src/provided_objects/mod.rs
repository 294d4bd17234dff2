//! What was provided: a request's text becomes desired and live objects, merged as `kubectl apply` would merge them, and a
//! context completed from the cluster's own switches.
//!
//! It is above `tke/`, because annotations that the controller writes survive an apply, and because the switches complete
//! the context. Objects are not interpreted here: what a Service means is read by later stages.

pub mod codes;
mod controller_and_kubernetes_versions;
mod copied_manifests;
mod fields_only_in_live_object;
mod kind_and_api_version;
pub mod kubectl_apply;
mod live_coverage;
mod manifests_without_namespace;
mod node_edits;
mod port_matching;
mod ports_kubectl_apply_cannot_keep;
mod ports_lost_by_kubectl_apply;
pub mod reasons;
mod remove_dry_run_values;
mod remove_unreadable_context_ids;
mod service_cidrs;
mod strategic_merge_of_ports;

pub use fields_only_in_live_object::removes_fields;
pub use kind_and_api_version::missing_api_version;
pub use live_coverage::{KindCoverage, LiveCoverage};

use crate::diagnostic::source_files::SourceFile;
use crate::diagnostic::{Diagnostic, Layer, Location, Reason, Severity, Span};
use crate::kubernetes;
use crate::request::{Context, PlanRequest, ServiceName, ValidateRequest};
use crate::sorted_map::SortedSet;
use crate::syntax::codes::{EMPTY, MISSING_KIND, NO_SERVICE, NOT_AN_OBJECT};
use crate::syntax::{
    DEFAULT_NAMESPACE, KubernetesObject, ObjectsOfSource, RequestPart, SyntaxNode, TextOrObjects, take,
};
use crate::tke::{self, definitions::cluster_switches};
use kubectl_apply::{KubectlApplyOutcome, PreMergeManifestRetention};
use live_coverage::LiveTextReadability;
use manifests_without_namespace::{AssumedNamespaceOutcome, PruneMode};
use std::rc::Rc;

/// What was provided.
pub struct ProvidedObjects {
    /// The objects as they will be.
    pub manifests: Vec<KubernetesObject>,
    /// Objects of the manifests that a later one of the same name replaces.
    pub replaced: Vec<KubernetesObject>,
    /// The objects that the cluster has.
    pub live: Rc<[KubernetesObject]>,
    /// Of which Services it is known that they do not exist.
    pub coverage: LiveCoverage,
    /// Services among the manifests that were copied from a cluster.
    pub copied: SortedSet<ServiceName>,
    /// Live Services that a manifest without a namespace may mean; they are not pruned.
    pub possible_targets: SortedSet<ServiceName>,
    /// The context, completed from the cluster's own switches.
    pub context: Context,
    /// The text of `manifests`.
    pub text: String,
    /// The files that it was joined from; none when it is one text.
    pub files: Vec<SourceFile>,
    /// What `kubectl apply` makes of the manifests and keeps of the live objects.
    pub applied: KubectlApplyOutcome,
    /// What was assumed about the manifests.
    pub assumptions: Vec<Reason>,
    /// Findings about the text.
    pub findings: Vec<Diagnostic>,
}

/// What a request has beside its objects.
#[derive(Clone, Copy)]
struct RequestSettings<'a> {
    context: &'a Context,
    default_namespace: Option<&'a str>,
    /// Services of which nothing is applied to the live object: it is deleted first.
    recreate: &'a [ServiceName],
    without: WithoutManifests,
    pruning: PruneMode,
    unmerged: PreMergeManifestRetention,
}

/// Whether it is a finding that there are no manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithoutManifests {
    /// There is nothing to do.
    Finding,
    /// A request that only deletes needs none.
    Intended,
}

impl ProvidedObjects {
    /// Reads what a plan is made from. Objects are taken out of the request: they may be most of the memory there is.
    pub fn of_plan(request: &mut PlanRequest) -> ProvidedObjects {
        ProvidedObjects::of_plan_request(request, PreMergeManifestRetention::Discard)
    }

    /// Reads what a simulation is made from, likewise.
    pub fn of_simulation(request: &mut PlanRequest) -> ProvidedObjects {
        ProvidedObjects::of_plan_request(request, PreMergeManifestRetention::Keep)
    }

    fn of_plan_request(request: &mut PlanRequest, unmerged: PreMergeManifestRetention) -> ProvidedObjects {
        let deletes = request.prune || !request.delete.is_empty();
        let without = if deletes { WithoutManifests::Intended } else { WithoutManifests::Finding };
        let settings = RequestSettings {
            context: &request.context,
            default_namespace: request.default_namespace.as_deref(),
            recreate: &request.recreate,
            without,
            pruning: if request.prune { PruneMode::On } else { PruneMode::Off },
            unmerged,
        };
        ProvidedObjects::read(&mut request.manifests, &mut request.live, settings)
    }

    /// Reads what a validation looks at, likewise.
    pub fn of_validation(request: &mut ValidateRequest) -> ProvidedObjects {
        let settings = RequestSettings {
            context: &request.context,
            default_namespace: request.default_namespace.as_deref(),
            recreate: &request.recreate,
            without: WithoutManifests::Finding,
            pruning: PruneMode::Off,
            unmerged: PreMergeManifestRetention::Discard,
        };
        ProvidedObjects::read(&mut request.manifests, &mut request.live, settings)
    }

    fn read(
        manifests: &mut TextOrObjects,
        live: &mut Option<TextOrObjects>,
        settings: RequestSettings<'_>,
    ) -> ProvidedObjects {
        let RequestSettings { context, without, pruning, .. } = settings;
        let named = settings.default_namespace.filter(|namespace| !namespace.is_empty());
        let default_namespace = named.unwrap_or(DEFAULT_NAMESPACE);
        let (provided, start) = match &*manifests {
            TextOrObjects::Text(text) | TextOrObjects::Files { text, .. } => {
                (!text.trim().is_empty(), Some(Location { document: 0, span: Span::NONE }))
            }
            TextOrObjects::Objects(objects) => (!objects.is_empty(), None),
        };
        let ObjectsOfSource { mut objects, replaced, mut findings } = match &mut *manifests {
            // An empty text is no error: a plan of deletions has no manifests.
            TextOrObjects::Text(text) | TextOrObjects::Files { text, .. } if text.trim().is_empty() => {
                ObjectsOfSource::default()
            }
            source => take(source, RequestPart::Manifests, default_namespace),
        };
        if objects.is_empty() && without == WithoutManifests::Intended {
            findings.retain(|finding| !finding.is(&EMPTY));
        }
        let has_live = live.is_some();
        let ObjectsOfSource { objects: live, findings: of_live, .. } =
            live.as_mut().map_or_else(Default::default, |live| take(live, RequestPart::Live, default_namespace));
        let live_is_broken = of_live.iter().any(|finding| finding.code.severity == Severity::Error);
        let live_text = if live_is_broken { LiveTextReadability::Unreadable } else { LiveTextReadability::Read };
        findings.extend(of_live);
        let text = manifests.text();
        let assumed = match named {
            Some(_) => AssumedNamespaceOutcome::default(),
            None => AssumedNamespaceOutcome::of(&objects, &live, text, pruning),
        };
        findings.extend(assumed.findings);
        findings.extend(kind_and_api_version::misspelled_kinds(&objects));
        findings.extend(provided.then(|| without_service(&objects, &findings, start)).flatten());
        let (copied, of_copies) = copied_manifests::copied(&objects, &live);
        findings.extend(of_copies);
        let mut applied =
            kubectl_apply::apply(&mut objects, &live, settings.recreate, context.manifests_replace, settings.unmerged);
        findings.append(&mut applied.findings);
        let coverage = LiveCoverage::of(has_live.then_some(live.as_slice()), live_text, context);
        let request_context = context;
        let context = completed(request_context, &live, &objects, &coverage);
        remove_dry_run_values::remove_stand_in_addresses(&mut objects, &context);
        applied.assumptions.extend(service_cidrs::unchecked(&objects, &live, &context));
        findings.extend(kubernetes::release_rules(&context).1);
        findings.extend(remove_unreadable_context_ids::unreadable(request_context));
        findings.extend(controller_and_kubernetes_versions::implausible_versions(&context));
        findings.extend(controller_and_kubernetes_versions::unreadable_controller_version(&context));
        ProvidedObjects {
            coverage,
            manifests: objects,
            replaced,
            live: live.into(),
            copied,
            possible_targets: assumed.possible_targets,
            context,
            text: text.to_owned(),
            files: manifests.files().to_vec(),
            applied,
            assumptions: assumed.assumption.into_iter().collect(),
            findings,
        }
    }

    /// The live objects that the manifests name, apart from some, as if they were the manifests, under facts that hold for
    /// them.
    pub fn with_live_as_manifests(
        &self,
        live_context: Option<&Context>,
        is_left_out: &dyn Fn(&KubernetesObject) -> bool,
    ) -> ProvidedObjects {
        let named: SortedSet<_> = self.manifests.iter().map(|object| object.reference.identity()).collect();
        let is_deleted = |object: &KubernetesObject| {
            object.metadata().is_some_and(|metadata| metadata.get("deletionTimestamp").is_some())
        };
        let live = self.live.iter().filter(|object| {
            named.contains(&object.reference.identity()) && !is_deleted(object) && !is_left_out(object)
        });
        ProvidedObjects {
            manifests: live.cloned().collect(),
            replaced: Vec::new(),
            live: Rc::clone(&self.live),
            coverage: self.coverage.clone(),
            copied: SortedSet::default(),
            possible_targets: SortedSet::default(),
            context: match live_context {
                Some(context) => completed(context, &self.live, &[], &self.coverage),
                None => self.context.clone(),
            },
            text: String::new(),
            files: Vec::new(),
            applied: KubectlApplyOutcome::default(),
            assumptions: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The same with the id of the cluster, and where it comes from.
    pub fn with_cluster_id(mut self, cluster: String, from: Reason) -> ProvidedObjects {
        self.context.cluster_id = Some(cluster);
        self.with_assumption(from)
    }

    /// The same with one more assumption.
    pub fn with_assumption(mut self, assumption: Reason) -> ProvidedObjects {
        self.assumptions.push(assumption);
        self
    }

    /// True when a part of the texts could not be read, and may contain any object.
    pub fn is_partly_unreadable(&self) -> bool {
        let unreadable = |finding: &Diagnostic| {
            let is_error = finding.code.layer == Layer::Syntax && finding.code.severity == Severity::Error;
            is_error || [&MISSING_KIND, &NOT_AN_OBJECT].into_iter().any(|code| finding.is(code))
        };
        self.findings.iter().any(unreadable)
    }

    /// The objects whose own annotation can suppress findings: the manifests, and live objects without one.
    pub fn objects_with_ignore(&self) -> Vec<&KubernetesObject> {
        let has_ignore = |object: &&KubernetesObject| object.annotation(tke::IGNORE.name()).is_some();
        let mut live: Vec<&KubernetesObject> = self.live.iter().filter(has_ignore).collect();
        if !live.is_empty() {
            let manifests: SortedSet<_> = self.manifests.iter().map(|object| &object.reference).collect();
            live.retain(|object| !manifests.contains(&object.reference));
        }
        self.manifests.iter().filter(has_ignore).chain(live).collect()
    }
}

/// Nothing is checked where no manifest is a Service or used by one. A text that could not be read may have some.
fn without_service(
    objects: &[KubernetesObject],
    findings: &[Diagnostic],
    start: Option<Location>,
) -> Option<Diagnostic> {
    let is_checked = |object: &KubernetesObject| {
        ["Service", "TkeServiceConfig"].into_iter().any(|kind| object.kind().eq_ignore_ascii_case(kind))
    };
    let says_why = |finding: &Diagnostic| finding.code.severity == Severity::Error || finding.is(&EMPTY);
    if objects.iter().any(is_checked) || findings.iter().any(says_why) {
        return None;
    }
    let kind = objects.first().and_then(|object| object.location(object.node.get("kind")?.span));
    Some(Diagnostic::new(&NO_SERVICE).location(kind.or(start)))
}

/// The context, with what the cluster's own switches say where the caller did not.
fn completed(
    context: &Context,
    live: &[KubernetesObject],
    manifests: &[KubernetesObject],
    coverage: &LiveCoverage,
) -> Context {
    let mut context = context.clone();
    remove_unreadable_context_ids::remove_unreadable(&mut context);
    let is_switches = |object: &&KubernetesObject| {
        object.kind() == "ConfigMap"
            && object.namespace() == cluster_switches::NAMESPACE
            && object.name() == cluster_switches::CONFIG_MAP
    };
    let switches = live.iter().chain(manifests).rfind(is_switches);
    let data = switches.and_then(|object| object.node.get("data")).map_or(&[][..], SyntaxNode::members);
    let config = context.controller_config.get_or_insert_default();
    for member in data {
        if let Some(value) = member.value.as_str() {
            config.get_or_insert_with(member.key.to_string(), || value.to_owned());
        }
    }
    // Upgrading an old cluster adds no key: a ConfigMap without it is one of a cluster in which the switch is off.
    let new_cluster_defaults = [&tke::ENABLE_DEFAULT_DIRECT_ACCESS, &tke::ENABLE_DEFAULT_MODIFICATION_PROTECTION];
    for switch in new_cluster_defaults.into_iter().filter(|_| switches.is_some()) {
        config.get_or_insert_with(switch.definition.name.to_owned(), || "false".to_owned());
    }
    let switch = |name: &str| config.get(name).cloned();
    let reuse = switch(tke::REUSE_LOADBALANCER.definition.name).map(|value| value == "true");
    let version = switch(tke::VERSION.definition.name);
    context.sharing = context.sharing.or(reuse);
    context.controller_version = context.controller_version.or(version);
    context.service_cidrs = context.service_cidrs.or_else(|| service_cidrs::of_cluster(live, coverage));
    context
}
