//! The plan of one Service: facts, the table's outcome, and what the outcome means in calls.

use super::lifecycle_facts::LifecycleFacts;
use super::outcome::OutcomePlanner;
use super::preflight::{assumptions, drift, rejected_calls};
use super::resource::service_config;
use super::{Admission, Event, PlanBuilder, PlanningInput, ServicePlan, Verdict, Vip, decision_reasons, reasons};
use crate::desired::DesiredLoadBalancer;
use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;

/// Plans one Service.
pub fn draft(case: &PlanningInput<'_>) -> ServicePlan {
    let held = case.holding.load_balancer();
    let draft = ServicePlan {
        name: case.name.clone(),
        uid: case.live.or(case.wanted).and_then(|service| service.uid.clone()),
        event: case.event,
        verdict: Verdict::None,
        id: held.map(|lb| lb.id.clone()),
        vip: Vip::None,
        because: Vec::new(),
        ignored: 0,
        changes: Vec::new(),
        actions: Vec::new(),
        withheld: Vec::new(),
        assumptions: case.desired.assumptions.clone(),
        complete: true,
        findings: case.desired.findings.clone(),
    };
    let mut work = PlanBuilder { case, draft, calls: SortedMap::new() };
    if let Some(because) = unusable(case) {
        let vip = if held.is_some() { Vip::Kept } else { Vip::None };
        work.say(Verdict::Error, vip, because);
        work.draft.complete = false;
        return work.draft;
    }
    let facts = LifecycleFacts::of(case);
    let (row, outcome) = facts.decide(facts.era);
    let because = decision_reasons::of_row(row, facts.era).because();
    OutcomePlanner { case, facts: &facts, because }.carry_out(&mut work, outcome);
    if case.event == Event::Delete {
        service_config::delete(&mut work);
    }
    rejected_calls::stop(&mut work);
    assumptions::other_era(&mut work, &facts, outcome);
    drift::tell(&mut work);
    assumptions::tell(&mut work);
    work.draft.order();
    work.draft
}

/// Why nothing can be planned at all.
fn unusable(case: &PlanningInput<'_>) -> Option<Vec<Reason>> {
    if case.admission == Admission::Refused {
        return Some(vec![reasons::REJECTED.because()]);
    }
    let invalid = &case.desired.invalid;
    if !invalid.is_empty() {
        let say = |name: &&'static str| reasons::SETTING_INVALID.with("annotation", *name);
        return Some(invalid.iter().map(say).collect());
    }
    match (case.admission, &case.desired.intent) {
        (Admission::Taken | Admission::Refused, _) | (Admission::Stopped(_), DesiredLoadBalancer::None(_)) => None,
        (Admission::Stopped(finding), DesiredLoadBalancer::Auto(_) | DesiredLoadBalancer::Existing(..)) => {
            Some(vec![reasons::SYNC_STOPPED.with("finding", finding)])
        }
    }
}
