//! The pipeline of `planSync`: the table of contents of this crate.
//!
//! Objects and answers in, a plan out. Each step is a function from values to values; only this file sees them all.
//! No step stops at the first problem, and none relies on the order of what it was given.

mod cloud_state;
mod deduplicate_deletions;
mod desired_services;
mod output;
mod plan_services;
mod services;
mod simulation;

use crate::diagnostic::Diagnostic;
use crate::model::Cluster;
use crate::planner::output::Plan;
use crate::planner::{ServicePlan, codes, reasons};
use crate::request::PlanRequest;
use crate::simulate::Simulation;
use crate::snapshot::Snapshot;
use cloud_state::{CloudState, RawResponses};
use services::Services;

/// `planSync`.
pub fn plan(mut request: PlanRequest) -> Plan {
    let snapshot = Snapshot::of_plan(&mut request);
    PlannedSync::of(&snapshot, &request, RawResponses::Discard).output(&request)
}

/// The state after the plan was carried out, ready to be the next request's `live` and `clb`.
pub fn simulate(request: &PlanRequest) -> Simulation {
    simulate_in_order(request, |_| {})
}

/// [`simulate`], with Services and their calls in the order that `arrange` gives them. Every order that respects `after`
/// must end in the same state; that is how it is proven.
pub fn simulate_in_order(request: &PlanRequest, arrange: impl FnOnce(&mut Vec<ServicePlan>)) -> Simulation {
    let mut request = request.clone();
    let snapshot = Snapshot::of_plan(&mut request);
    let mut planned = PlannedSync::of(&snapshot, &request, RawResponses::Keep);
    arrange(&mut planned.plans);
    planned.simulate()
}

/// What both exports begin with: the plan of every Service, and what it was made from.
struct PlannedSync<'a> {
    snapshot: &'a Snapshot,
    services: Services<'a>,
    cluster: Cluster,
    cloud_state: CloudState,
    plans: Vec<ServicePlan>,
}

impl<'a> PlannedSync<'a> {
    fn of(snapshot: &'a Snapshot, request: &PlanRequest, keep: RawResponses) -> PlannedSync<'a> {
        let services = Services::read(snapshot, request);
        let cluster = Cluster::read(&snapshot.live, &snapshot.manifests);
        let cloud_state = CloudState::read(request, &services, &cluster, snapshot, keep);
        let plans = plan_services::plan_services(&services, &cluster, &cloud_state, snapshot);
        PlannedSync { snapshot, services, cluster, cloud_state, plans }
    }
}

/// A broken plan is not handed out: its calls are withheld, and the rule it breaks is named.
fn withhold_invalid(plan: &mut ServicePlan, broken: Vec<String>) {
    for rule in broken {
        plan.findings.push(Diagnostic::new(&codes::UNSOUND).arg("rule", rule.clone()));
        plan.complete = false;
        for action in std::mem::take(&mut plan.actions) {
            plan.withheld.push(crate::planner::Withheld {
                address: action.address,
                verb: action.verb,
                reason: reasons::UNSOUND.with("rule", rule.clone()),
            });
        }
    }
}
