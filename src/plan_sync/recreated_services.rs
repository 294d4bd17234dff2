//! Services that are deleted and created again in one go: both are planned one after the other, as the controller sees them.
//!
//! The new object has the name of the old one and nothing else of it, neither its uid nor its load balancer.

use crate::current::CurrentLoadBalancer;
use crate::desired;
use crate::diagnostic::Diagnostic;
use crate::model::{KnownLoadBalancers, Service};
use crate::planner::{
    Action, Call, CloudKnowledgeOrigin, ListenersForEveryService, LoadBalancerVerdict, ManifestAcceptance,
    PlanningInput, ResourceAddress, ServiceEvent, ServicePlan, VipVerdict, WithheldChange,
    adoption_and_undecided_reasons, codes, plan_service, reasons,
};
use crate::tke::load_balancer_tags;

/// The plan of a Service whose manifest is the new object.
pub(super) fn plan(input: &PlanningInput<'_>) -> ServicePlan {
    let deleted = desired::deleted(input.live);
    let deletion = plan_service(&PlanningInput {
        event: ServiceEvent::Delete,
        manifest: None,
        desired: &deleted,
        admission: ManifestAcceptance::Accepted,
        token_owner: None,
        ..input.clone()
    });
    let kind = |id: &str| input.cloud.load_balancers.get(id).and_then(|lb| lb.network.kind.as_deref());
    let freed = deletion.actions.iter().filter_map(Action::deleted_load_balancer);
    let creation = plan_service(&PlanningInput {
        event: ServiceEvent::Create,
        live: None,
        current: CurrentLoadBalancer::None,
        previously_requested: Vec::new(),
        cloud: &cloud_after(input.cloud, &deletion.actions),
        listeners_for_every_service: &ListenersForEveryService::default(),
        cloud_origin: CloudKnowledgeOrigin::Observed,
        purchase_quota: freed.fold(input.purchase_quota, |quota, id| quota.after_deletion(kind(id))),
        ..input.clone()
    });
    let creation = explained(input, &deletion, creation);
    joined(deletion, creation)
}

/// The new object names the CLB that is deleted with the old one: it is there until then, and a tag decides that it goes.
fn explained(input: &PlanningInput<'_>, deletion: &ServicePlan, mut creation: ServicePlan) -> ServicePlan {
    let requested = input.manifest.and_then(Service::requested_lb_id);
    let goes = deletion.current_id.as_ref().filter(|_| deletion.deletes_load_balancer);
    let Some(id) = requested.filter(|id| goes == Some(id)) else { return creation };
    let is_refusal =
        |finding: &&mut Diagnostic| [&codes::NOT_FOUND, &codes::BOUGHT_BY_TKE].into_iter().any(|code| finding.is(code));
    for finding in creation.findings.iter_mut().filter(is_refusal) {
        finding.code = &codes::DELETED_BEFORE_REUSE;
        finding.args = vec![("id", id.clone()), ("service", input.name.to_string())];
    }
    let refusals = [&adoption_and_undecided_reasons::NOT_FOUND, &adoption_and_undecided_reasons::BOUGHT_BY_TKE];
    let withheld = creation.withheld.iter_mut().map(|held| &mut held.reason);
    for reason in creation.reasons.iter_mut().chain(withheld) {
        if refusals.into_iter().any(|refusal| reason.is(refusal)) {
            *reason = adoption_and_undecided_reasons::OWN_AS_EXISTING.with("id", id.clone());
        }
    }
    creation
}

/// The cloud as the deletion of a Service leaves it.
fn cloud_after(cloud: &KnownLoadBalancers, actions: &[Action]) -> KnownLoadBalancers {
    let mut cloud = cloud.clone();
    for action in actions {
        if let Some(id) = action.deleted_load_balancer() {
            cloud.load_balancers.remove(id);
            continue;
        }
        let Some(lb) = action.load_balancer().and_then(|id| cloud.load_balancers.get_mut(id)) else { continue };
        if let Call::DeleteListener { listener: deleted, .. } = &action.call {
            lb.listeners = lb.listeners.take().map(|listeners| listeners.without_id(deleted.key()));
        }
        if let (Call::UntagResources { .. }, Some(tags)) = (&action.call, &mut lb.tags) {
            tags.remove(load_balancer_tags::CLUSTER_ID.definition.name);
        }
    }
    cloud
}

/// One plan of both. What the controller writes into the old object goes with it.
fn joined(mut deletion: ServicePlan, mut creation: ServicePlan) -> ServicePlan {
    use LoadBalancerVerdict as V;
    let stays = creation.adopts.is_some() && creation.adopts == deletion.current_id;
    let had_one = deletion.current_id.is_some() || deletion.vip == VipVerdict::Lost;
    let (verdict, vip, reason) = match (deletion.verdict, creation.verdict) {
        (V::None | V::Skip, verdict) => {
            let moves = creation.vip == VipVerdict::New && had_one;
            (verdict, if moves { VipVerdict::Changed } else { creation.vip }, &reasons::RECREATED)
        }
        (verdict, V::None | V::Skip) => (verdict, deletion.vip, &reasons::RECREATED),
        (_, V::Error | V::Blocked) => (V::Error, deletion.vip, &reasons::RECREATION_REFUSED),
        _ if stays => (V::Update, VipVerdict::Kept, &adoption_and_undecided_reasons::RECREATED_ON_EXISTING),
        _ => (V::Replace, VipVerdict::Changed, &reasons::RECREATED),
    };
    let id = if matches!(deletion.verdict, V::None | V::Skip) { creation.id } else { deletion.id };
    deletion.actions.retain(|action| !matches!(action.call, Call::WriteService { .. }));
    deletion.changes.retain(|change| change.address != ResourceAddress::Service);
    if verdict == V::Error {
        // What would follow is known, and nobody should begin it. That nothing changes holds of a live object only.
        creation.reasons.retain(|reason| !reason.is(&reasons::REJECTED));
        deletion.changes.clear();
        deletion.withheld.extend(std::mem::take(&mut deletion.actions).into_iter().map(|action| WithheldChange {
            address: action.call.address(),
            verb: action.call.verb(),
            reason: reason.reason(),
        }));
    }
    fn both<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
        first.extend(second);
        first
    }
    if stays {
        deletion.reasons.retain(|reason| !reason.is(&adoption_and_undecided_reasons::REUSE_UNTAGGED));
    }
    let plan = ServicePlan {
        event: ServiceEvent::Recreate,
        verdict,
        id,
        vip,
        current_id: deletion.current_id,
        buys_lost_again: false,
        reasons: both(both(vec![reason.reason()], deletion.reasons), creation.reasons),
        adopts: creation.adopts.filter(|_| !stays),
        deletes_load_balancer: deletion.deletes_load_balancer,
        may_be_deleted: deletion.may_be_deleted || creation.may_be_deleted,
        has_unknown_change: deletion.has_unknown_change || creation.has_unknown_change,
        changes: both(deletion.changes, creation.changes),
        actions: both(deletion.actions, creation.actions),
        withheld: both(deletion.withheld, creation.withheld),
        findings: both(deletion.findings, creation.findings),
        complete: deletion.complete && creation.complete && verdict != V::Error,
        ..creation
    };
    plan.with_assumptions(deletion.assumptions).ordered()
}
