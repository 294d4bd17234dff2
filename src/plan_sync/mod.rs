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
use crate::planner::{ServicePlan, Withheld, codes, invariants, reasons};
use crate::policy;
use crate::request::PlanRequest;
use crate::simulate::{self as simulation, Simulation, State};
use crate::suppress::{self, Function};
use crate::syntax::{Node, Object};
use cloud_state::{CloudState, RawResponses};
use services::Services;

/// `planSync`.
pub fn plan(mut request: PlanRequest) -> Plan {
    let snapshot = Snapshot::read(&mut request);
    let request = &request;
    let services = Services::read(&snapshot, request);
    let cluster = Cluster::read(&snapshot.live, &snapshot.manifests);
    let cloud_state = CloudState::read(request, &services, &cluster, &snapshot, RawResponses::Discard);
    let plans = plan_services::plan_services(&services, &cluster, &cloud_state, &snapshot);
    let orphans = plan_services::orphans(&services, &cloud_state, &snapshot);
    build_output(request, &snapshot, &services, &cluster, cloud_state, plans, orphans)
}

/// The state after the plan was carried out, ready to be the next request's `live` and `clb`.
pub fn simulate(request: &PlanRequest) -> Simulation {
    simulate_in_order(request, |_| {})
}

/// [`simulate`], with Services and their calls in the order that `arrange` gives them. Every order that respects `after`
/// must end in the same state; that is how it is proven.
pub fn simulate_in_order(request: &PlanRequest, arrange: impl FnOnce(&mut Vec<ServicePlan>)) -> Simulation {
    let mut request = request.clone();
    let snapshot = Snapshot::read(&mut request);
    let request = &request;
    let services = Services::read(&snapshot, request);
    let cluster = Cluster::read(&snapshot.live, &snapshot.manifests);
    let cloud_state = CloudState::read(request, &services, &cluster, &snapshot, RawResponses::Keep);
    let mut plans = plan_services::plan_services(&services, &cluster, &cloud_state, &snapshot);
    arrange(&mut plans);
    let mut state = State::new(Some(&cloud_state.responses), services.applied(&snapshot, &plans, &cloud_state.derived));
    for plan in &plans {
        state.apply(plan, &snapshot.simulation_defaults(&plan.name, plan.uid.as_deref(), None));
    }
    simulation::simulation(services.objects(&snapshot, &state), state)
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
    snapshot: &Snapshot,
    services: &Services<'_>,
    cluster: &Cluster,
    cloud_state: CloudState,
    plans: Vec<ServicePlan>,
    orphans: Vec<(String, Reason)>,
) -> Plan {
    let mut findings = services.findings.clone();
    findings.extend(snapshot.findings.iter().cloned());
    findings.extend(cloud_state.findings.iter().cloned());
    let source_maps: Vec<SourceMap<'_>> = plans
        .iter()
        .map(|plan| SourceMap::new(services.manifests.get(&plan.name), services.live.get(&plan.name), cluster))
        .collect();
    for (plan, source_maps) in plans.iter().zip(&source_maps) {
        findings.extend(plan.findings.iter().map(|finding| source_maps.locate(finding.clone())));
    }
    let filtered =
        suppress::apply(&findings, &snapshot.objects_with_ignore(), &snapshot.text, &request.ignore, Function::Plan);
    let renderer = Renderer::new(request.locale, request.position_encoding, &snapshot.text);
    let mut summary = Summary::default();
    plans.iter().for_each(|plan| summary.count(plan));
    let mut assumptions: Vec<AssumptionOutput> = plans
        .iter()
        .flat_map(|plan| plan.assumptions.iter())
        .chain(&cloud_state.assumptions)
        .chain(&snapshot.applied.assumptions)
        .map(|reason| AssumptionOutput {
            code: reason.definition.name(),
            message: renderer.sentence(reason),
            event: reason.definition.event(),
        })
        .collect();
    assumptions.sort_unstable();
    assumptions.dedup();
    let broken = findings.iter().any(|finding| finding.code.severity == crate::diagnostic::Severity::Error);
    let policy_input = policy::PolicyInput {
        plans: &plans,
        manifests: &snapshot.manifests,
        live: &snapshot.live,
        cloud: &cloud_state.cloud,
        context: &snapshot.context,
        sources: &source_maps,
    };
    let policy = request.policy.as_ref().map(|policy| policy::evaluate(policy, &policy_input, &renderer));
    Plan {
        format_version: FORMAT_VERSION,
        complete: !broken && plans.iter().all(|plan| plan.complete) && cloud_state.complete,
        summary,
        orphans: orphans
            .into_iter()
            .map(|(id, reason)| OrphanOutput { load_balancer_id: id, because: renderer.reason(&reason) })
            .collect(),
        services: plans
            .into_iter()
            .zip(&source_maps)
            .map(|(plan, source_maps)| output::service(plan, source_maps, &renderer))
            .collect(),
        diagnostics: renderer.diagnostics(&filtered.findings).0,
        suppressed: filtered.suppressed,
        assumptions,
        policy,
    }
}

/// The state that callers gave, decoded: kept apart so that nothing but this line decides what an absent one means.
fn provided_cloud(state: Option<&Node>) -> (crate::model::Cloud, Vec<Diagnostic>) {
    state.map_or_else(Default::default, current::cloud)
}

/// A plan that violates an invariant is not handed out: its calls are withheld, and findings name the violations.
fn without_violations(mut plan: ServicePlan, violations: &[invariants::Violation]) -> ServicePlan {
    for violation in violations {
        let rule = violation.to_string();
        plan.findings.push(Diagnostic::new(&codes::UNSOUND).arg("rule", rule.clone()));
        let reason = reasons::UNSOUND.with("rule", rule);
        plan.withheld.extend(std::mem::take(&mut plan.actions).into_iter().map(|action| Withheld {
            address: action.call.address(),
            verb: action.call.verb(),
            reason: reason.clone(),
        }));
    }
    ServicePlan { complete: plan.complete && violations.is_empty(), ..plan }
}
