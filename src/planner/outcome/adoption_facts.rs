//! Whether an existing CLB may be adopted: the facts for the table of `lifecycle/adoption.rs`.
//!
//! What was not provided is an assumption and never a refusal.

use crate::current::{cluster_tag_owner, creator_tag_owner};
use crate::lifecycle::adoption;
use crate::model::{Listener, ListenerKey, LoadBalancer};
use crate::planner::preflight::exceeded_quotas;
use crate::planner::{PlanBuilder, ServicePlanningInput, adoption_and_undecided_reasons};
use crate::sharing::{SharingEnabled, sharing_enabled};
use crate::tke::load_balancer_tags;

/// Why the named CLB may not be taken into use.
pub fn refusals(
    builder: &mut PlanBuilder<'_>,
    id: &str,
    input: &ServicePlanningInput<'_>,
) -> Vec<adoption::AdoptionRefusal> {
    report_rivals(builder, id, input);
    let Some(lb) = input.cloud.load_balancers.get(id) else {
        // In an incomplete list it may exist: then nothing is known of it, and nothing is refused.
        return if input.cloud.complete { vec![adoption::AdoptionRefusal::Missing] } else { Vec::new() };
    };
    report_unchecked(builder, lb, input);
    let facts = adoption::AdoptionFacts {
        presence: adoption::LoadBalancerPresence::Present,
        created: creator_tag_owner(lb),
        cluster: cluster_tag_owner(lb, input.context.cluster_id.as_deref()),
        network: network_fact(lb, input),
        ports: ports_fact(builder, lb, input),
        sharing: sharing_fact(builder, lb, input),
        quota: quota_fact(lb, input),
    };
    adoption::decide(facts)
}

/// What of the CLB cannot be checked, so that it is not known whether it may be adopted. One that the Service has already
/// was accepted before.
fn report_unchecked(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, input: &ServicePlanningInput<'_>) {
    let cluster_tag = lb.tag(load_balancer_tags::CLUSTER_ID.definition.name);
    let is_current = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    let mut unchecked = Vec::new();
    if lb.tags.is_none() || !lb.ambiguous_tags.is_empty() {
        unchecked.push(adoption_and_undecided_reasons::MARKS_UNCHECKED.reason());
    }
    if let Some(cluster) = cluster_tag.filter(|_| input.context.cluster_id.is_none()) {
        unchecked.push(adoption_and_undecided_reasons::CLUSTER_UNCHECKED.with("cluster", cluster));
    }
    if network_fact(lb, input) == adoption::VpcMatch::Unknown {
        let provide = if lb.network.vpc.is_none() { "clb.loadBalancers[].VpcId" } else { "context.vpcId" };
        unchecked.push(adoption_and_undecided_reasons::NETWORK_UNCHECKED.with("provide", provide));
    }
    for reason in unchecked.into_iter().map(|reason| reason.arg("id", lb.id.clone())) {
        if is_current { builder.assume(reason) } else { builder.mark_incomplete(reason) }
    }
}

/// Of Services that all need one listener and do not have it yet, the plan gives it to the first by name.
fn report_rivals(builder: &mut PlanBuilder<'_>, id: &str, input: &ServicePlanningInput<'_>) {
    for spec in &input.desired.listeners {
        if let Some((first, last)) = input.sharing.rivals(id, spec.key) {
            let reason =
                adoption_and_undecided_reasons::FIRST_BY_NAME.with("id", id).arg("listener", spec.key.to_string());
            builder.mark_incomplete(reason.arg("first", first.to_string()).arg("last", last.to_string()));
        }
    }
}

fn network_fact(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> adoption::VpcMatch {
    match (&lb.network.vpc, &input.context.vpc_id) {
        (Some(current), Some(own)) if current == own => adoption::VpcMatch::Same,
        (_, _) if input.desired.is_cross_vpc => adoption::VpcMatch::Declared,
        (Some(_), Some(_)) => adoption::VpcMatch::Other,
        (None, _) | (_, None) => adoption::VpcMatch::Unknown,
    }
}

/// Whether another Service or a user has a listener on a port that this Service specifies.
fn ports_fact(
    builder: &mut PlanBuilder<'_>,
    lb: &LoadBalancer,
    input: &ServicePlanningInput<'_>,
) -> adoption::PortAvailability {
    if is_port_of_other_service(lb, input) {
        return adoption::PortAvailability::Taken;
    }
    let Some(listeners) = &lb.listeners else {
        builder.assume(adoption_and_undecided_reasons::PORTS_UNCHECKED.with("id", lb.id.clone()));
        return adoption::PortAvailability::Unknown;
    };
    let desired = &input.desired.listeners;
    let user_created = |listener: &Listener| !input.is_own_listener_name(&listener.name);
    if desired.iter().any(|spec| listeners.that_occupy(spec.key).any(user_created)) {
        adoption::PortAvailability::Taken
    } else {
        adoption::PortAvailability::Free
    }
}

/// True when another Service owns a port that this one specifies, or when a listener of the controller uses that port which
/// this Service never had.
pub fn is_port_of_other_service(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> bool {
    let uses_it = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    let own = |key: ListenerKey| uses_it && input.previously_requested.iter().any(|previous| previous.clashes(key));
    let exists =
        |key: ListenerKey| lb.listeners_that_occupy(key).any(|listener| input.is_own_listener_name(&listener.name));
    let desired = input.desired.listeners.iter().map(|spec| spec.key);
    desired.into_iter().any(|key| input.is_claimed_by_other(&lb.id, key) || (exists(key) && !own(key)))
}

/// Whether the CLB is shared, and may be.
fn sharing_fact(
    builder: &mut PlanBuilder<'_>,
    lb: &LoadBalancer,
    input: &ServicePlanningInput<'_>,
) -> adoption::SharingPermission {
    let others = input.sharing.others_use(&lb.id, &input.name);
    // Who is there already is not refused because another one wants in.
    let already_used = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    if !others || already_used {
        return adoption::SharingPermission::Alone;
    }
    match sharing_enabled(input.context, input.manifest.map(|service| &service.settings)) {
        SharingEnabled::Yes => adoption::SharingPermission::Shared,
        SharingEnabled::No => adoption::SharingPermission::Refused,
        SharingEnabled::Unknown => {
            builder.mark_incomplete(adoption_and_undecided_reasons::SHARING_UNKNOWN.with("id", lb.id.clone()));
            adoption::SharingPermission::SharedUnknown
        }
    }
}

/// Whether the listeners fit under the quota of a CLB that is adopted. On a CLB that the Service has already, excess
/// listeners are withheld one by one ([`exceeded_quotas::without_excess_listeners`]).
fn quota_fact(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> adoption::ListenerQuotaFit {
    if input.current.load_balancer().is_some_and(|current| current.id == lb.id) {
        return adoption::ListenerQuotaFit::Fits;
    }
    let exists = |key: ListenerKey| lb.listeners_with_key(key).next().is_some();
    let added = input.desired.listeners.iter().filter(|spec| !exists(spec.key)).count();
    match exceeded_quotas::too_many_listeners(input, &lb.id, added, 0) {
        Some(_) => adoption::ListenerQuotaFit::Exceeded,
        None => adoption::ListenerQuotaFit::Fits,
    }
}
