//! Whether an existing CLB may be taken into use: the facts that the table of `lifecycle/adoption.rs` looks at.
//!
//! What was not given is an assumption and never a refusal.

use crate::current::{cluster_tag_owner, creator_tag_owner};
use crate::lifecycle::adoption;
use crate::model::{Listener, ListenerKey, LoadBalancer};
use crate::planner::preflight::quota;
use crate::planner::{PlanBuilder, PlanningInput, reasons};
use crate::tke::{self, Setting};

/// Why the named CLB may not be taken into use.
pub fn refusals(work: &mut PlanBuilder<'_>, id: &str, case: &PlanningInput<'_>) -> Vec<adoption::AdoptionRefusal> {
    let lb = case.cloud.load_balancers.get(id);
    let presence = match (lb, case.cloud.complete) {
        (Some(_), _) => adoption::Presence::Present,
        (None, true) => adoption::Presence::Missing,
        // Not observed: nothing can be said of it, and nothing is refused for it.
        (None, false) => return Vec::new(),
    };
    if lb.is_some_and(|lb| lb.tags.is_none()) {
        work.assume(reasons::MARKS_UNCHECKED.with("id", id));
    }
    let unknown = LoadBalancer::default();
    let lb = lb.unwrap_or(&unknown);
    let facts = adoption::AdoptionFacts {
        presence,
        created: creator_tag_owner(lb),
        cluster: cluster_tag_owner(lb, case.context.cluster_id.as_deref()),
        network: network_fact(lb, case),
        ports: ports_fact(work, lb, case),
        sharing: sharing_fact(work, lb, case),
        quota: quota_fact(lb, case),
    };
    adoption::decide(facts)
}

fn network_fact(lb: &LoadBalancer, case: &PlanningInput<'_>) -> adoption::NetworkFact {
    match (&lb.network.vpc, &case.context.vpc_id) {
        (Some(held), Some(own)) if held != own => {
            if case.desired.is_cross_vpc {
                adoption::NetworkFact::Declared
            } else {
                adoption::NetworkFact::Other
            }
        }
        (_, _) => adoption::NetworkFact::Same,
    }
}

/// Whether somebody else has a listener where one is wanted.
fn ports_fact(work: &mut PlanBuilder<'_>, lb: &LoadBalancer, case: &PlanningInput<'_>) -> adoption::PortsFact {
    if is_port_of_other_service(lb, case) {
        return adoption::PortsFact::Taken;
    }
    let Some(listeners) = &lb.listeners else {
        work.assume(reasons::PORTS_UNCHECKED.with("id", lb.id.clone()));
        return adoption::PortsFact::Unknown;
    };
    let wanted = &case.desired.listeners;
    let persons = |listener: &Listener| {
        !case.is_own_listener_name(&listener.name) && wanted.iter().any(|spec| listener.occupies(spec.key))
    };
    if listeners.iter().any(persons) { adoption::PortsFact::Taken } else { adoption::PortsFact::Free }
}

/// True when another Service asks for a listener where this one does and has it, or when one of the controller's stands
/// there that this Service never had.
pub fn is_port_of_other_service(lb: &LoadBalancer, case: &PlanningInput<'_>) -> bool {
    let holds = case.current.load_balancer().is_some_and(|held| held.id == lb.id);
    let mine = |key: ListenerKey| holds && case.previously_requested.iter().any(|before| before.clashes(key));
    let stands = |key: ListenerKey| {
        lb.listeners
            .iter()
            .flatten()
            .any(|listener| listener.occupies(key) && case.is_own_listener_name(&listener.name))
    };
    let wanted = case.desired.listeners.iter().map(|spec| spec.key);
    wanted.into_iter().any(|key| case.is_claimed_by_other(&lb.id, key) || (stands(key) && !mine(key)))
}

/// Whether the CLB is shared, and may be.
fn sharing_fact(work: &mut PlanBuilder<'_>, lb: &LoadBalancer, case: &PlanningInput<'_>) -> adoption::SharingFact {
    let others = case.sharing.others_use(&lb.id, &case.name);
    // Who is there already is not refused because another one wants in.
    let settled = case.current.load_balancer().is_some_and(|held| held.id == lb.id);
    if !others || settled {
        return adoption::SharingFact::Alone;
    }
    let serverless = case.context.cluster_type == Some(crate::request::ClusterType::Serverless);
    let declared = case.manifest.map(|service| service.settings.get(&tke::QCLOUD_SHARE_EXISTED_LB));
    if serverless && !matches!(declared, Some(Setting::Is(true))) {
        return adoption::SharingFact::Refused;
    }
    match case.context.sharing {
        Some(true) => adoption::SharingFact::Shared,
        Some(false) => adoption::SharingFact::Refused,
        None => {
            work.assume(reasons::SHARING_UNKNOWN.with("id", lb.id.clone()));
            adoption::SharingFact::SharedUnknown
        }
    }
}

/// Whether the listeners of a CLB that is to be taken into use still fit in. Of one that is held already, those that do not
/// are left out one by one ([`quota::drop_excess_listeners`]).
fn quota_fact(lb: &LoadBalancer, case: &PlanningInput<'_>) -> adoption::QuotaFact {
    let stands = |key: ListenerKey| lb.listeners.iter().flatten().any(|listener| listener.key == Some(key));
    let come = case.desired.listeners.iter().filter(|spec| !stands(spec.key)).count();
    let held = case.current.load_balancer().is_some_and(|held| held.id == lb.id);
    match quota::too_many_listeners(case, &lb.id, come, 0) {
        Some(_) if !held => adoption::QuotaFact::Exceeded,
        Some(_) | None => adoption::QuotaFact::Fits,
    }
}
