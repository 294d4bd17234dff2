//! The plan of one Service: facts, the table's outcome, and what the outcome means in calls.

use super::lifecycle_facts::LifecycleFacts;
use super::outcome::OutcomePlanner;
use super::preflight::{assumptions, drift, rejected_calls};
use super::resource::service_config;
use super::{
    Admission, PlanBuilder, PlanningInput, ServiceEvent, ServicePlan, Verdict, Vip, decision_reasons, reasons,
};
use crate::desired::DesiredLoadBalancer;
use crate::diagnostic::Reason;
use crate::sorted_map::SortedMap;

/// Plans one Service.
pub fn plan_service(case: &PlanningInput<'_>) -> ServicePlan {
    let held = case.current.load_balancer();
    let draft = ServicePlan {
        name: case.name.clone(),
        uid: case.live.or(case.manifest).and_then(|service| service.uid.clone()),
        event: case.event,
        verdict: Verdict::None,
        id: held.map(|lb| lb.id.clone()),
        vip: Vip::None,
        reasons: Vec::new(),
        ineffective_edits: 0,
        changes: Vec::new(),
        actions: Vec::new(),
        withheld: Vec::new(),
        assumptions: case.desired.assumptions.clone(),
        complete: true,
        findings: case.desired.findings.clone(),
    };
    let mut work = PlanBuilder { input: case, plan: draft, call_counts: SortedMap::new() };
    if let Some(because) = unusable(case) {
        let vip = if held.is_some() { Vip::Kept } else { Vip::None };
        work.set_verdict(Verdict::Error, vip, because);
        work.plan.complete = false;
        return work.plan;
    }
    let facts = LifecycleFacts::of(case);
    let (row, outcome) = facts.decide(facts.lifecycle_mode);
    let because = decision_reasons::row_reason(row, facts.lifecycle_mode).reason();
    OutcomePlanner { input: case, facts: &facts, reason: because }.apply(&mut work, outcome);
    if case.event == ServiceEvent::Delete {
        service_config::delete(&mut work);
    }
    rejected_calls::withhold_rejected(&mut work);
    assumptions::compare_lifecycle_modes(&mut work, &facts, outcome);
    drift::report_drift(&mut work);
    assumptions::report_assumptions(&mut work);
    work.plan.order();
    work.plan
}

/// Why nothing can be planned at all.
fn unusable(case: &PlanningInput<'_>) -> Option<Vec<Reason>> {
    if case.admission == Admission::Rejected {
        return Some(vec![reasons::REJECTED.reason()]);
    }
    let invalid = &case.desired.unreadable_settings;
    if !invalid.is_empty() {
        let say = |name: &&'static str| reasons::SETTING_INVALID.with("annotation", *name);
        return Some(invalid.iter().map(say).collect());
    }
    match (case.admission, &case.desired.load_balancer) {
        (Admission::Accepted | Admission::Rejected, _) | (Admission::Aborted(_), DesiredLoadBalancer::None(_)) => None,
        (Admission::Aborted(finding), DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..)) => {
            Some(vec![reasons::SYNC_STOPPED.with("finding", finding)])
        }
    }
}
