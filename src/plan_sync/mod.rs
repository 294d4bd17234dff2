//! The pipeline of `planSync`: the table of contents of this crate.
//!
//! Objects and answers in, a plan out. Each step is a function from values to values; only this file sees them all.
//! No step stops at the first problem, and none relies on the order of what it was given.

mod cloud_state;
mod deduplicate_deletions;
mod desired_services;
mod kubectl_apply;
mod load_balancer_users;
mod plan_services;
mod services;

use crate::current;
use crate::diagnostic::render::Renderer;
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::Cluster;
use crate::planner::output::{self, AssumptionOutput, FORMAT_VERSION, OrphanOutput, Plan, Summary};
use crate::planner::source_map::SourceMap;
use crate::planner::{ServicePlan, codes, reasons};
use crate::policy;
use crate::request::PlanRequest;
use crate::simulate::{self as simulation, Simulation, State};
use crate::suppress::{self, Function};
use crate::syntax::{Node, Object};
use cloud_state::{CloudState, RawResponses};
use services::Services;

/// `planSync`.
pub fn plan(mut request: PlanRequest) -> Plan {
    let input = Snapshot::read(&mut request);
    let request = &request;
    let services = Services::read(&input, request);
    let cluster = Cluster::read(&input.live, &input.manifests);
    let observed = CloudState::read(request, &services, &cluster, &input, RawResponses::Discard);
    let drafts = plan_services::plan_services(&services, &cluster, &observed, &input);
    let orphans = plan_services::orphans(&services, &observed, &input);
    build_output(request, &input, &services, &cluster, observed, drafts, orphans)
}

/// The state after the plan was carried out, ready to be the next request's `live` and `clb`.
pub fn simulate(request: &PlanRequest) -> Simulation {
    simulate_in_order(request, |_| {})
}

/// [`simulate`], with Services and their calls in the order that `arrange` gives them. Every order that respects `after`
/// must end in the same state; that is how it is proven.
pub fn simulate_in_order(request: &PlanRequest, arrange: impl FnOnce(&mut Vec<ServicePlan>)) -> Simulation {
    let mut request = request.clone();
    let input = Snapshot::read(&mut request);
    let request = &request;
    let services = Services::read(&input, request);
    let cluster = Cluster::read(&input.live, &input.manifests);
    let observed = CloudState::read(request, &services, &cluster, &input, RawResponses::Keep);
    let mut drafts = plan_services::plan_services(&services, &cluster, &observed, &input);
    arrange(&mut drafts);
    let mut state = State::new(Some(&observed.responses), services.applied(&input, &drafts, &observed.derived));
    for draft in &drafts {
        state.apply(draft, &input.simulation_defaults(&draft.name, draft.uid.as_deref(), None));
    }
    simulation::simulation(services.objects(&input, &state), state)
}

/// Everything that was given, read.
pub(crate) struct Snapshot {
    /// The objects as they are wanted.
    pub manifests: Vec<Object>,
    /// The objects the cluster holds.
    pub live: Vec<Object>,
    /// True when live objects were given at all.
    pub has_live: bool,
    /// The context, completed from the cluster's own switches.
    pub context: crate::request::Context,
    /// The text of `manifests`.
    pub text: String,
    /// What `kubectl apply` makes of the manifests and keeps of the live objects.
    applied: kubectl_apply::ApplyResult,
    /// Findings about the text.
    pub findings: Vec<Diagnostic>,
}

/// Puts everything in words.
fn build_output(
    request: &PlanRequest,
    input: &Snapshot,
    services: &Services<'_>,
    cluster: &Cluster,
    observed: CloudState,
    drafts: Vec<ServicePlan>,
    orphans: Vec<(String, Reason)>,
) -> Plan {
    let mut findings = services.findings.clone();
    findings.extend(input.findings.iter().cloned());
    findings.extend(observed.findings.iter().cloned());
    let sources: Vec<SourceMap<'_>> = drafts
        .iter()
        .map(|draft| SourceMap::new(services.manifests.get(&draft.name), services.live.get(&draft.name), cluster))
        .collect();
    for (draft, sources) in drafts.iter().zip(&sources) {
        findings.extend(draft.findings.iter().map(|finding| sources.locate(finding.clone())));
    }
    let heard = suppress::apply(&findings, &input.objects_with_ignore(), &input.text, &request.ignore, Function::Plan);
    let renderer = Renderer::new(request.locale, request.position_encoding, &input.text);
    let mut summary = Summary::default();
    drafts.iter().for_each(|draft| summary.count(draft));
    let mut assumptions: Vec<AssumptionOutput> = drafts
        .iter()
        .flat_map(|draft| draft.assumptions.iter())
        .chain(&observed.assumptions)
        .chain(&input.applied.assumptions)
        .map(|because| AssumptionOutput {
            code: because.definition.name(),
            message: renderer.sentence(because),
            event: because.definition.event(),
        })
        .collect();
    assumptions.sort_unstable();
    assumptions.dedup();
    let broken = findings.iter().any(|finding| finding.code.severity == crate::diagnostic::Severity::Error);
    let evidence = policy::PolicyInput {
        plans: &drafts,
        manifests: &input.manifests,
        live: &input.live,
        cloud: &observed.cloud,
        context: &input.context,
        sources: &sources,
    };
    let policy = request.policy.as_ref().map(|policy| policy::evaluate(policy, &evidence, &renderer));
    Plan {
        format_version: FORMAT_VERSION,
        complete: !broken && drafts.iter().all(|draft| draft.complete) && observed.complete,
        summary,
        orphans: orphans
            .into_iter()
            .map(|(id, because)| OrphanOutput { load_balancer_id: id, because: renderer.reason(&because) })
            .collect(),
        services: drafts
            .into_iter()
            .zip(&sources)
            .map(|(draft, sources)| output::service(draft, sources, &renderer))
            .collect(),
        diagnostics: renderer.diagnostics(&heard.findings).0,
        suppressed: heard.suppressed,
        assumptions,
        policy,
    }
}

/// The state that callers gave, decoded: kept apart so that nothing but this line decides what an absent one means.
fn provided_cloud(state: Option<&Node>) -> (crate::model::Cloud, Vec<Diagnostic>) {
    state.map_or_else(Default::default, current::cloud)
}

/// A broken plan is not handed out: its calls are withheld, and the rule it breaks is named.
fn withhold_invalid(draft: &mut ServicePlan, broken: Vec<String>) {
    for rule in broken {
        draft.findings.push(Diagnostic::new(&codes::UNSOUND).arg("rule", rule.clone()));
        draft.complete = false;
        for action in std::mem::take(&mut draft.actions) {
            draft.withheld.push(crate::planner::Withheld {
                address: action.address,
                verb: action.verb,
                reason: reasons::UNSOUND.with("rule", rule.clone()),
            });
        }
    }
}
