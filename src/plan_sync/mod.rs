//! The pipeline of `planSync`: the table of contents of this crate.
//!
//! Objects and answers in, a plan out. Each step is a function from values to values; only this file sees them all.
//! No step stops at the first problem, and none relies on the order of its input.

mod address_requested_for_new_clb;
mod baseline_plans_and_findings;
mod cluster_id_from_tags;
mod context_contradicted_by_load_balancers;
mod deduplicate_deletions;
mod deleted_by_another_service;
mod desired_and_current_state;
mod node_port_and_ip_conflicts;
mod other_regions;
mod plan_services;
mod provided_or_derived_cloud;
mod recreated_services;
mod relate_services_to_request;
mod render_plan;
mod services_that_need_baseline;
mod services_to_plan;
mod spec_contained_in_live_spec;
mod stages_of_plan_and_simulate;
mod state_after_plan;
mod taken_over_by_another_service;
mod withhold_unsound_plans;

use crate::diagnostic::render::ordered;
use crate::diagnostic::{Diagnostic, ObjectRef};
use crate::planner::plan_sync_answer::Plan;
use crate::planner::{PlanPurpose, ServicePlan};
use crate::provided_objects::ProvidedObjects;
use crate::request::{PlanRequest, ServiceName};
use crate::simulate::StateAfterPlanOutput;
use crate::sorted_map::SortedSet;
use baseline_plans_and_findings::BaselinePlansAndFindings;
use provided_or_derived_cloud::{ProvidedCloud, RawResponseRetention};
use stages_of_plan_and_simulate::PlansWithInputs;

/// What a plan of the manifests finds where nothing of the cloud was provided: the findings of `validateService`.
pub fn findings_of_manifests(
    provided: &ProvidedObjects,
    delete: Vec<ServiceName>,
    recreate: Vec<ServiceName>,
) -> Vec<Diagnostic> {
    let nothing = ProvidedCloud::default();
    let (keep, purpose) = (RawResponseRetention::Discard, PlanPurpose::Findings);
    let request = PlanRequest { delete, recreate, ..PlanRequest::default() };
    let planned = PlansWithInputs::of(provided, &request, nothing, keep, purpose);
    let manifests: SortedSet<&ObjectRef> = provided.manifests.iter().map(|object| &object.reference).collect();
    let live = provided.live.iter().map(|object| &object.reference).filter(|object| !manifests.contains(*object));
    let live: SortedSet<&ObjectRef> = live.collect();
    let findings = planned.all_findings().into_iter();
    let mut findings: Vec<Diagnostic> =
        findings.filter(|finding| finding.object.as_ref().is_none_or(|object| !live.contains(object))).collect();
    findings = ordered(&findings).into_iter().cloned().collect();
    BaselinePlansAndFindings::of(&planned, &PlanRequest::default(), &findings, &|_| true)
        .mark(&planned.plans, &mut findings);
    findings
}

/// `planSync`.
pub fn plan(mut request: PlanRequest) -> Plan {
    let responses = ProvidedCloud::read(&request);
    let provided = completed(ProvidedObjects::of_plan(&mut request), &responses);
    let (keep, purpose) = (RawResponseRetention::Discard, PlanPurpose::Calls);
    PlansWithInputs::of(&provided, &request, responses, keep, purpose).output(&request)
}

/// The provided objects with what the cloud's answers say about the cluster.
fn completed(provided: ProvidedObjects, responses: &ProvidedCloud) -> ProvidedObjects {
    let checked = context_contradicted_by_load_balancers::checked(provided, &responses.cloud);
    if checked.is_cluster_contradicted {
        return checked.provided;
    }
    cluster_id_from_tags::completed(checked.provided, &responses.cloud)
}

/// The state after the plan was carried out, ready to be the next request's `live` and `clb`.
pub fn simulate(request: &PlanRequest) -> StateAfterPlanOutput {
    simulate_in_order(request, |_| {})
}

/// [`simulate`], with Services and their calls in the order that `arrange` gives them. Every order that respects `after`
/// must end in the same state; that is how it is proven.
pub fn simulate_in_order(request: &PlanRequest, arrange: impl FnOnce(&mut Vec<ServicePlan>)) -> StateAfterPlanOutput {
    let mut request = request.clone();
    let responses = ProvidedCloud::read(&request);
    let provided = completed(ProvidedObjects::of_simulation(&mut request), &responses);
    let (keep, purpose) = (RawResponseRetention::Keep, PlanPurpose::Calls);
    let mut planned = PlansWithInputs::of(&provided, &request, responses, keep, purpose);
    arrange(&mut planned.plans);
    planned.simulate()
}
