//! The pipeline of `planSync`: the table of contents of this crate.
//!
//! Objects and answers in, a plan out. Each step is a function from values to values; only this file sees them all.
//! No step stops at the first problem, and none relies on the order of its input.

mod cloud_state;
mod deduplicate_deletions;
mod desired_services;
mod enforce_invariants;
mod plan_services;
mod planned_sync;
mod render_plan;
mod services;
mod state_after_plan;

use crate::planner::ServicePlan;
use crate::planner::output::Plan;
use crate::request::PlanRequest;
use crate::simulate::SimulationOutput;
use crate::snapshot::Snapshot;
use cloud_state::RawResponseRetention;
use planned_sync::PlannedSync;

/// `planSync`.
pub fn plan(mut request: PlanRequest) -> Plan {
    let snapshot = Snapshot::of_plan(&mut request);
    PlannedSync::of(&snapshot, &request, RawResponseRetention::Discard).output(&request)
}

/// The state after the plan was carried out, ready to be the next request's `live` and `clb`.
pub fn simulate(request: &PlanRequest) -> SimulationOutput {
    simulate_in_order(request, |_| {})
}

/// [`simulate`], with Services and their calls in the order that `arrange` gives them. Every order that respects `after`
/// must end in the same state; that is how it is proven.
pub fn simulate_in_order(request: &PlanRequest, arrange: impl FnOnce(&mut Vec<ServicePlan>)) -> SimulationOutput {
    let mut request = request.clone();
    let snapshot = Snapshot::of_plan(&mut request);
    let mut planned = PlannedSync::of(&snapshot, &request, RawResponseRetention::Keep);
    arrange(&mut planned.plans);
    planned.simulate()
}
