//! What was provided: a request's text becomes desired and live objects, merged as `kubectl apply` would merge them, and a
//! context completed from the cluster's own switches.
//!
//! It is above `tke/`, because annotations that the controller writes survive an apply, and because the switches complete
//! the context. Objects are not interpreted here: what a Service means is read by later stages.

pub mod codes;
mod dry_run;
pub mod kubectl_apply;
pub mod reasons;
mod service_cidrs;

use crate::diagnostic::Diagnostic;
use crate::kubernetes;
use crate::request::{Context, PlanRequest, ValidateRequest};
use crate::sorted_map::SortedSet;
use crate::syntax::codes::EMPTY;
use crate::syntax::{KubernetesObject, Node, RequestPart, TextOrObjects, take};
use crate::tke::{self, definitions::cluster_switches};
use kubectl_apply::ApplyResult;

/// What was provided.
pub struct Snapshot {
    /// The objects as they will be.
    pub manifests: Vec<KubernetesObject>,
    /// The objects that the cluster has.
    pub live: Vec<KubernetesObject>,
    /// True when live objects were provided at all.
    pub has_live: bool,
    /// The context, completed from the cluster's own switches.
    pub context: Context,
    /// The text of `manifests`.
    pub text: String,
    /// What `kubectl apply` makes of the manifests and keeps of the live objects.
    pub applied: ApplyResult,
    /// Findings about the text.
    pub findings: Vec<Diagnostic>,
}

/// Whether it is a finding that there are no manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithoutManifests {
    /// There is nothing to do.
    Finding,
    /// A request that only deletes needs none.
    Intended,
}

impl Snapshot {
    /// Reads what a plan is made from. Objects are taken out of the request: they may be most of the memory there is.
    pub fn of_plan(request: &mut PlanRequest) -> Snapshot {
        let deletes = request.prune || !request.delete.is_empty();
        let without = if deletes { WithoutManifests::Intended } else { WithoutManifests::Finding };
        Snapshot::read(&mut request.manifests, &mut request.live, &request.context, without)
    }

    /// Reads what a validation looks at, likewise.
    pub fn of_validation(request: &mut ValidateRequest) -> Snapshot {
        Snapshot::read(&mut request.manifests, &mut request.live, &request.context, WithoutManifests::Finding)
    }

    fn read(
        manifests: &mut TextOrObjects,
        live: &mut Option<TextOrObjects>,
        context: &Context,
        without: WithoutManifests,
    ) -> Snapshot {
        let has_live = live.is_some();
        let (mut objects, mut findings) = match &mut *manifests {
            // An empty text is no error: a plan of deletions has no manifests.
            TextOrObjects::Text(text) if text.trim().is_empty() => (Vec::new(), Vec::new()),
            source => take(source, RequestPart::Manifests),
        };
        if objects.is_empty() && without == WithoutManifests::Intended {
            findings.retain(|finding| !std::ptr::eq(finding.code, &EMPTY));
        }
        let (live, of_live) = live.as_mut().map_or_else(Default::default, |live| take(live, RequestPart::Live));
        findings.extend(of_live);
        let mut applied = kubectl_apply::apply(&mut objects, &live);
        findings.append(&mut applied.findings);
        let context = completed(context, &live, &objects);
        applied.assumptions.extend(service_cidrs::unchecked(&objects, &live, &context));
        findings.extend(kubernetes::release_rules(&context).1);
        Snapshot { manifests: objects, live, has_live, context, text: manifests.text().to_owned(), applied, findings }
    }

    /// The objects whose own annotation can suppress findings: the manifests, and live objects without one.
    pub fn objects_with_ignore(&self) -> Vec<&KubernetesObject> {
        let manifests: SortedSet<_> = self.manifests.iter().map(|object| &object.reference).collect();
        let remaining = self.live.iter().filter(|object| !manifests.contains(&object.reference));
        self.manifests.iter().chain(remaining).collect()
    }
}

/// The context, with what the cluster's own switches say where the caller did not.
fn completed(context: &Context, live: &[KubernetesObject], manifests: &[KubernetesObject]) -> Context {
    let mut context = context.clone();
    let is_switches = |object: &&KubernetesObject| {
        object.kind() == "ConfigMap"
            && object.namespace() == cluster_switches::NAMESPACE
            && object.name() == cluster_switches::CONFIG_MAP
    };
    let switches = live.iter().chain(manifests).rfind(is_switches);
    let data = switches.and_then(|object| object.node.get("data")).map_or(&[][..], Node::members);
    let config = context.controller_config.get_or_insert_default();
    for member in data {
        if let Some(value) = member.value.as_str() {
            config.get_or_insert_with(member.key.clone(), || value.to_owned());
        }
    }
    let switch = |name: &str| config.get(name).cloned();
    let reuse = switch(tke::REUSE_LOADBALANCER.definition.name).map(|value| value == "true");
    let version = switch(tke::VERSION.definition.name);
    context.sharing = context.sharing.or(reuse);
    context.controller_version = context.controller_version.or(version);
    context.service_cidrs = context.service_cidrs.or_else(|| service_cidrs::of_cluster(live));
    context
}
