//! Whether the address in the live Service's status is one of its CLB. Which of them is right is unknown.

use crate::diagnostic::Diagnostic;
use crate::kubernetes::IpAddress;
use crate::model::Service;
use crate::planner::{
    CloudKnowledgeOrigin, ServicePlan, ServicePlanningInput, VipVerdict, adoption_and_undecided_reasons, codes,
};

/// The plan with the finding. Where the load balancer stays, that does not show that the address of clients does.
pub fn with_unknown_address(plan: ServicePlan, input: &ServicePlanningInput<'_>, differs: Diagnostic) -> ServicePlan {
    let mut plan = plan;
    plan.findings.push(differs);
    if plan.vip == VipVerdict::Kept && plan.verdict.keeps_load_balancer() {
        plan.vip = VipVerdict::Unknown;
        plan.complete = false;
        plan.reasons
            .push(adoption_and_undecided_reasons::STATUS_ADDRESS_DIFFERS.with("service", input.name.to_string()));
    }
    plan
}

/// The finding about the first address in the status that the CLB does not have, though it has others of the same family.
pub fn finding(input: &ServicePlanningInput<'_>) -> Option<Diagnostic> {
    let lb = input.current.load_balancer().filter(|_| input.cloud_origin == CloudKnowledgeOrigin::Observed)?;
    let observed: Vec<IpAddress> = lb.vips.iter().filter_map(|vip| IpAddress::parse(vip)).collect();
    let is_other = |written: &String| {
        IpAddress::parse(written).is_some_and(|written| {
            let mut family = observed.iter().filter(|vip| vip.is_ipv4() == written.is_ipv4()).peekable();
            family.peek().is_some() && family.all(|vip| *vip != written)
        })
    };
    let live = input.live?;
    let written = Service::status_addresses(live).into_iter().find(is_other)?;
    let found = Diagnostic::new(&codes::STATUS_ADDRESS_DIFFERS).object(live.object.reference.clone());
    let found = found.path("status.loadBalancer.ingress").arg("service", input.name.to_string());
    let observed = lb.vips.iter().map(|vip| format!("`{vip}`")).collect();
    Some(found.arg("id", lb.id.clone()).arg("written", written).list("observed", observed))
}
