//! The plan of one Service: facts, the table's outcome, and what the outcome means in calls.

use super::load_balancer_decision_facts::LoadBalancerDecisionFacts;
use super::outcome::OutcomeToCalls;
use super::preflight::{
    address_in_status, assumptions_about_cloud, drift, hand_written_id, network_type_of_existing_load_balancer,
    rejected_calls,
};
use super::resource::{load_balancer, service_config};
use super::{
    LoadBalancerPlan, LoadBalancerVerdict, ManifestAcceptance, NewServiceCertainty, PlanBuilder, PlanPurpose,
    ServiceEvent, ServicePlan, ServicePlanningInput, SyncFailure, VipVerdict, reasons,
};
use crate::desired::{DesiredLoadBalancer, NoLoadBalancer};
use crate::diagnostic::Reason;
use crate::lifecycle::load_balancer as table;
use crate::model::Service;

/// Plans one Service.
pub fn plan_service(input: &ServicePlanningInput<'_>) -> ServicePlan {
    let facts = LoadBalancerDecisionFacts::of(input);
    let (row, outcome) = facts.decide(facts.lifecycle_mode);
    let reason = facts.reason(row, facts.lifecycle_mode, input.novelty).reason();
    let reason = with_names(input, reason, facts.names_own_load_balancer(row));
    let mut builder = PlanBuilder::new(input, reason.clone());
    if outcome == table::LoadBalancerOutcome::Update && input.admission != ManifestAcceptance::Rejected {
        load_balancer::ignored_edits(&mut builder);
    }
    if let Some(reasons) = unusable(input) {
        let current = input.current.load_balancer();
        let of_current =
            if SyncFailure::of(&reasons) == SyncFailure::Unknown { VipVerdict::Unknown } else { VipVerdict::Kept };
        let vip = input.known_vip(if current.is_some() { of_current } else { VipVerdict::None });
        let id = current.map(|lb| lb.id.clone());
        let mut plan = builder.finish(LoadBalancerPlan { verdict: LoadBalancerVerdict::Error, vip, id, reasons });
        plan.complete = false;
        return plan;
    }
    if let Some(unknown) = hand_written_id::unknown_outcome(&mut builder) {
        return builder.finish(unknown);
    }
    let mut of_load_balancer = OutcomeToCalls { input, facts: &facts, reason }.plan(&mut builder, outcome);
    hand_written_id::report(&mut builder, &mut of_load_balancer);
    of_load_balancer.vip = input.known_vip(of_load_balancer.vip);
    if input.event == ServiceEvent::Delete {
        service_config::delete(&mut builder);
    }
    let mut plan = rejected_calls::without_rejected(input, builder.finish(of_load_balancer));
    plan.complete &=
        input.novelty == NewServiceCertainty::Known && !assumptions_about_cloud::is_region_unknown(input, &plan);
    plan.findings.extend(drift::drift(input, &plan));
    plan.findings.extend(network_type_of_existing_load_balancer::findings(input));
    if let Some(differs) = address_in_status::finding(input) {
        plan = address_in_status::with_unknown_address(plan, input, differs);
    }
    if input.purpose == PlanPurpose::Findings {
        return plan;
    }
    let unchecked = assumptions_about_cloud::unchecked(input, &plan);
    let other_mode = assumptions_about_cloud::other_lifecycle_mode(input, &facts, outcome);
    plan.with_assumptions(other_mode.into_iter().chain(unchecked).collect()).ordered()
}

/// The reason of the table's row with what its sentence names: the class, and the load balancer.
fn with_names(input: &ServicePlanningInput<'_>, reason: Reason, names_own_load_balancer: bool) -> Reason {
    let assigned = || input.live.and_then(Service::assigned_lb_id);
    let id = || input.current.load_balancer().map(|lb| lb.id.clone()).or_else(assigned).unwrap_or_default();
    match &input.desired.load_balancer {
        DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(class)) => {
            reason.arg("class", class.clone()).arg("id", id())
        }
        DesiredLoadBalancer::Existing(..) if names_own_load_balancer => reason.arg("id", id()),
        DesiredLoadBalancer::None(_) | DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..) => reason,
    }
}

/// Why nothing can be planned at all.
fn unusable(input: &ServicePlanningInput<'_>) -> Option<Vec<Reason>> {
    if input.admission == ManifestAcceptance::Rejected {
        return Some(vec![reasons::REJECTED.reason()]);
    }
    let invalid = &input.desired.unreadable_settings;
    if !invalid.is_empty() {
        let say = |name: &&'static str| reasons::SETTING_INVALID.with("annotation", *name);
        return Some(invalid.iter().map(say).collect());
    }
    match (&input.admission, &input.desired.load_balancer) {
        (ManifestAcceptance::Accepted | ManifestAcceptance::Rejected, _)
        | (ManifestAcceptance::Aborted(_), DesiredLoadBalancer::None(_)) => None,
        (ManifestAcceptance::Aborted(reason), DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..)) => {
            Some(vec![reason.clone()])
        }
    }
}
