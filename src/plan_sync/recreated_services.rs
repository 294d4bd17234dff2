//! Services that are deleted and created again in one go: both are planned one after the other, as the controller sees them.
//!
//! The new object has the name of the old one and nothing else of it, neither its uid nor its load balancer.

use crate::current::CurrentLoadBalancer;
use crate::desired::{self, DesiredLoadBalancer};
use crate::diagnostic::Reason;
use crate::model::{KnownLoadBalancers, ListenerKey};
use crate::planner::{
    Action, Call, CloudKnowledgeOrigin, ListenersForEveryService, LoadBalancerVerdict, ManifestAcceptance,
    ResourceAddress, ServiceEvent, ServicePlan, ServicePlanningInput, Verb, VipVerdict, WithheldChange,
    adoption_and_undecided_reasons, plan_service, reasons,
};
use crate::tke::load_balancer_tags;

/// The plan of a Service whose manifest is the new object.
pub(super) fn plan(input: &ServicePlanningInput<'_>) -> ServicePlan {
    let deleted = desired::deleted(input.live, input.context);
    let deletion = plan_service(&ServicePlanningInput {
        event: ServiceEvent::Delete,
        manifest: None,
        desired: &deleted,
        admission: ManifestAcceptance::Accepted,
        token_owner: None,
        ..input.clone()
    });
    let kind = |id: &str| input.cloud.load_balancers.get(id).and_then(|lb| lb.network.kind.as_deref());
    let freed: Vec<&str> = deletion.actions.iter().filter_map(Action::deleted_load_balancer).collect();
    let is_freed = |id: &String| freed.contains(&id.as_str());
    let undecided = UndecidedListeners::of(input, &deletion);
    let creation = plan_service(&ServicePlanningInput {
        event: ServiceEvent::Create,
        live: None,
        current: CurrentLoadBalancer::None,
        previously_requested: Vec::new(),
        cloud: &cloud_after(input, &deletion, undecided.as_ref()),
        listeners_for_every_service: &ListenersForEveryService::default(),
        cloud_origin: CloudKnowledgeOrigin::Observed,
        purchase_quota: freed.iter().fold(input.purchase_quota, |quota, id| quota.after_deletion(kind(id))),
        address_holder: input.address_holder.clone().filter(|id| !is_freed(id)),
        gone_with_old_object: deletion.current_id.clone().filter(|_| deletion.deletes_load_balancer),
        ..input.clone()
    });
    let creation = match &undecided {
        Some(undecided) => undecided.withheld_in(creation),
        None => creation,
    };
    joined(deletion, creation)
}

/// Listeners of the old object of which nobody can tell whether the controller deletes them: the plan has no call for that. It
/// goes before the new object is synced, so they are not in the way of the new one either.
struct UndecidedListeners {
    id: String,
    keys: Vec<ListenerKey>,
    /// Why.
    reason: Reason,
}

impl UndecidedListeners {
    fn of(input: &ServicePlanningInput<'_>, deletion: &ServicePlan) -> Option<UndecidedListeners> {
        let lb = input.current.load_balancer()?;
        let is_release =
            |held: &&WithheldChange| held.address == ResourceAddress::LoadBalancer && held.verb == Verb::Release;
        let may_be_of_ingress =
            |held: &&WithheldChange| held.reason.is(&adoption_and_undecided_reasons::INGRESS_MAY_USE);
        let of_ingress: Vec<&ResourceAddress> =
            deletion.withheld.iter().filter(may_be_of_ingress).map(|held| &held.address).collect();
        let held = deletion.withheld.iter().find(|held| is_release(held) || may_be_of_ingress(held))?;
        let reason = held.reason.clone();
        let is_whole = is_release(&held);
        let is_own = |key: &ListenerKey| {
            if !is_whole && !of_ingress.contains(&&ResourceAddress::Listener(*key)) {
                return false;
            }
            let mut listeners = lb.listeners_with_key(*key);
            !input.is_used_by_other(&lb.id, *key)
                && listeners.any(|listener| input.is_own_listener_name(&listener.name))
        };
        let keys: Vec<ListenerKey> = input.previously_requested.iter().copied().filter(is_own).collect();
        (!keys.is_empty()).then(|| UndecidedListeners { id: lb.id.clone(), keys, reason })
    }

    /// The plan of the new object without calls for these listeners.
    fn withheld_in(&self, creation: ServicePlan) -> ServicePlan {
        let is_about = |address: &ResourceAddress| match address {
            ResourceAddress::Listener(key) | ResourceAddress::Rule(key, _) | ResourceAddress::Backends(key, _) => {
                self.keys.iter().any(|own| own.clashes(*key))
            }
            _ => false,
        };
        let is_withheld = |action: &Action| action.is_on(&self.id) && is_about(&action.call.address());
        if !creation.actions.iter().any(is_withheld) {
            return creation;
        }
        let mut plan = creation.without_calls(&|action| is_withheld(action).then(|| self.reason.clone()));
        (plan.complete, plan.has_unknown_change) = (false, true);
        plan.with_assumptions(vec![self.reason.clone()])
    }
}

/// What the deletion of a Service leaves of the CLBs that its new object can have to do with.
fn cloud_after(
    input: &ServicePlanningInput<'_>,
    deletion: &ServicePlan,
    undecided: Option<&UndecidedListeners>,
) -> KnownLoadBalancers {
    let named = match &input.desired.load_balancer {
        DesiredLoadBalancer::Existing(id, _) => Some(id),
        DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::None(_) => None,
    };
    let known = named.and_then(|id| input.cloud.load_balancers.get(id)).cloned();
    let load_balancers = known.into_iter().map(|lb| (lb.id.clone(), lb)).collect();
    let mut cloud = KnownLoadBalancers { load_balancers, complete: input.cloud.complete };
    for action in &deletion.actions {
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
    if let Some(undecided) = undecided
        && let Some(lb) = cloud.load_balancers.get_mut(&undecided.id)
    {
        let found = undecided.keys.iter().flat_map(|key| lb.listeners_with_key(*key));
        let ids: Vec<String> = found.map(|listener| listener.id.clone()).collect();
        for id in ids {
            lb.listeners = lb.listeners.take().map(|listeners| listeners.without_id(&id));
        }
    }
    cloud
}

/// One plan of both. What the controller writes into the old object goes with it.
fn joined(mut deletion: ServicePlan, mut creation: ServicePlan) -> ServicePlan {
    use LoadBalancerVerdict as V;
    let stays = creation.adopts.is_some() && creation.adopts == deletion.current_id;
    let had_one = deletion.current_id.is_some() || deletion.vip == VipVerdict::Lost;
    // The CLB of the old object stays in the account, because the controller did not delete it.
    let left_behind = deletion.current_id.clone().filter(|_| deletion.verdict == V::Skip && !stays);
    let (verdict, vip, reason) = match (deletion.verdict, creation.verdict) {
        (V::Skip, V::None | V::Skip) if left_behind.is_some() => {
            (V::Release, VipVerdict::Lost, &adoption_and_undecided_reasons::RECREATED_AND_SKIPPED)
        }
        (V::None | V::Skip, verdict) if left_behind.is_none() || !matches!(verdict, V::Error | V::Blocked) => {
            let moves = creation.vip == VipVerdict::New && had_one;
            (verdict, if moves { VipVerdict::Changed } else { creation.vip }, &reasons::RECREATED)
        }
        (verdict, V::None | V::Skip) if verdict != V::Error => (verdict, deletion.vip, &reasons::RECREATED),
        (_, V::Error | V::Blocked) => (V::Error, deletion.vip, &reasons::RECREATION_REFUSED),
        // What becomes of the old object is not known, so neither is whether the new one takes its place.
        (V::Error, _) => (V::Error, deletion.vip, &adoption_and_undecided_reasons::RECREATION_UNDECIDED),
        _ if stays => (V::Update, VipVerdict::Kept, &adoption_and_undecided_reasons::RECREATED_ON_EXISTING),
        _ => (V::Replace, VipVerdict::Changed, &reasons::RECREATED),
    };
    let id = match deletion.verdict {
        V::None | V::Skip if verdict != V::Release => creation.id.clone(),
        _ => deletion.id.clone(),
    };
    deletion.actions.retain(|action| !matches!(action.call, Call::WriteService { .. }));
    deletion.changes.retain(|change| change.address != ResourceAddress::Service);
    if verdict == V::Error {
        // What would follow is known, and nobody should begin it. That nothing changes holds of a live object only.
        creation.reasons.retain(|reason| !reason.is(&reasons::REJECTED));
        if deletion.verdict == V::Error {
            creation.reasons.clear();
        }
        for plan in [&mut deletion, &mut creation] {
            plan.changes.clear();
            let actions = std::mem::take(&mut plan.actions).into_iter();
            plan.withheld.extend(actions.map(|action| WithheldChange {
                address: action.call.address(),
                verb: action.call.verb(),
                reason: reason.reason(),
            }));
        }
    }
    fn both<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
        first.extend(second);
        first
    }
    deletion.reasons.extend(left_behind.map(|id| reasons::STILL_BILLED.with("id", id)));
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
