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
pub fn plan_service(input: &PlanningInput<'_>) -> ServicePlan {
    let current_lb = input.current.load_balancer();
    let plan = ServicePlan {
        name: input.name.clone(),
        uid: input.live.or(input.manifest).and_then(|service| service.uid.clone()),
        event: input.event,
        verdict: Verdict::None,
        id: current_lb.map(|lb| lb.id.clone()),
        vip: Vip::None,
        reasons: Vec::new(),
        ineffective_edits: 0,
        changes: Vec::new(),
        actions: Vec::new(),
        withheld: Vec::new(),
        assumptions: input.desired.assumptions.clone(),
        complete: true,
        findings: input.desired.findings.clone(),
    };
    let mut builder = PlanBuilder { input, plan, call_counts: SortedMap::new() };
    if let Some(reason) = unusable(input) {
        let vip = if current_lb.is_some() { Vip::Kept } else { Vip::None };
        builder.set_verdict(Verdict::Error, vip, reason);
        builder.plan.complete = false;
        return builder.plan;
    }
    let facts = LifecycleFacts::of(input);
    let (row, outcome) = facts.decide(facts.lifecycle_mode);
    let reason = decision_reasons::row_reason(row, facts.lifecycle_mode).reason();
    OutcomePlanner { input, facts: &facts, reason }.apply(&mut builder, outcome);
    if input.event == ServiceEvent::Delete {
        service_config::delete(&mut builder);
    }
    rejected_calls::withhold_rejected(&mut builder);
    assumptions::compare_lifecycle_modes(&mut builder, &facts, outcome);
    drift::report_drift(&mut builder);
    assumptions::report_assumptions(&mut builder);
    builder.plan.order();
    builder.plan
}

/// Why nothing can be planned at all.
fn unusable(input: &PlanningInput<'_>) -> Option<Vec<Reason>> {
    if input.admission == Admission::Rejected {
        return Some(vec![reasons::REJECTED.reason()]);
    }
    let invalid = &input.desired.unreadable_settings;
    if !invalid.is_empty() {
        let say = |name: &&'static str| reasons::SETTING_INVALID.with("annotation", *name);
        return Some(invalid.iter().map(say).collect());
    }
    match (input.admission, &input.desired.load_balancer) {
        (Admission::Accepted | Admission::Rejected, _) | (Admission::Aborted(_), DesiredLoadBalancer::None(_)) => None,
        (Admission::Aborted(finding), DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..)) => {
            Some(vec![reasons::SYNC_STOPPED.with("finding", finding)])
        }
    }
}
