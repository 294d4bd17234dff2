//! An id of a load balancer that a manifest has as if the controller had written it: what the controller makes of it is not
//! documented, so the answer depends on that and says so.

use crate::desired::DesiredLoadBalancer;
use crate::planner::{
    LoadBalancerPlan, LoadBalancerVerdict, PlanBuilder, ServicePlanningInput, UserWrittenLoadBalancerId, VipVerdict,
    reasons,
};
use crate::tke;

/// Nothing is planned where the id replaces the one that the controller wrote: it may use either CLB, or none.
pub fn unknown_outcome(builder: &mut PlanBuilder<'_>) -> Option<LoadBalancerPlan> {
    let UserWrittenLoadBalancerId::Replaces { own, written } = concerned(builder.input)? else { return None };
    let reason = reasons::ID_REPLACED.with("id", own).arg("written", written);
    builder.mark_incomplete(reason.clone());
    mark_owner(builder, written);
    let id = builder.input.current.load_balancer().map(|lb| lb.id.clone());
    Some(LoadBalancerPlan { verdict: LoadBalancerVerdict::Error, vip: VipVerdict::Unknown, id, reasons: vec![reason] })
}

/// The plan follows the reading that touches no other CLB, and is incomplete.
pub fn report(builder: &mut PlanBuilder<'_>, plan: &mut LoadBalancerPlan) {
    if let Some(UserWrittenLoadBalancerId::New(written)) = concerned(builder.input) {
        builder.mark_incomplete(reasons::ID_UNCHECKED.with("id", written));
        mark_owner(builder, written);
        plan.vip = VipVerdict::Unknown;
    }
    if builder.input.loses_id {
        let id = builder.input.live.and_then(|live| live.assigned_lb_id()).unwrap_or_default();
        builder.mark_incomplete(reasons::ID_REMOVED.with("id", id));
    }
}

/// The id, where the Service is to have a CLB that the controller syncs.
fn concerned<'a>(input: &'a ServicePlanningInput<'_>) -> Option<UserWrittenLoadBalancerId<'a>> {
    let wants = !matches!(input.desired.load_balancer, DesiredLoadBalancer::None(_)) && !input.desired.skip;
    input.hand_written_id().filter(|_| wants)
}

/// Another Service that has this CLB may lose it, or share it unawares.
fn mark_owner(builder: &mut PlanBuilder<'_>, id: &str) {
    let input = builder.input;
    if let Some(owner) = input.sharing.first_other(id, &input.name) {
        builder.mark_endangered(owner, tke::LOADBALANCE_ID.name());
    }
}
