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
pub fn refusals(builder: &mut PlanBuilder<'_>, id: &str, input: &PlanningInput<'_>) -> Vec<adoption::AdoptionRefusal> {
    let lb = input.cloud.load_balancers.get(id);
    let presence = match (lb, input.cloud.complete) {
        (Some(_), _) => adoption::Presence::Present,
        (None, true) => adoption::Presence::Missing,
        // Not observed: nothing can be said of it, and nothing is refused for it.
        (None, false) => return Vec::new(),
    };
    if lb.is_some_and(|lb| lb.tags.is_none()) {
        builder.assume(reasons::MARKS_UNCHECKED.with("id", id));
    }
    let unknown = LoadBalancer::default();
    let lb = lb.unwrap_or(&unknown);
    let facts = adoption::AdoptionFacts {
        presence,
        created: creator_tag_owner(lb),
        cluster: cluster_tag_owner(lb, input.context.cluster_id.as_deref()),
        network: network_fact(lb, input),
        ports: ports_fact(builder, lb, input),
        sharing: sharing_fact(builder, lb, input),
        quota: quota_fact(lb, input),
    };
    adoption::decide(facts)
}

fn network_fact(lb: &LoadBalancer, input: &PlanningInput<'_>) -> adoption::NetworkFact {
    match (&lb.network.vpc, &input.context.vpc_id) {
        (Some(current), Some(own)) if current != own => {
            if input.desired.is_cross_vpc {
                adoption::NetworkFact::Declared
            } else {
                adoption::NetworkFact::Other
            }
        }
        (_, _) => adoption::NetworkFact::Same,
    }
}

/// Whether somebody else has a listener where one is wanted.
fn ports_fact(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, input: &PlanningInput<'_>) -> adoption::PortsFact {
    if is_port_of_other_service(lb, input) {
        return adoption::PortsFact::Taken;
    }
    let Some(listeners) = &lb.listeners else {
        builder.assume(reasons::PORTS_UNCHECKED.with("id", lb.id.clone()));
        return adoption::PortsFact::Unknown;
    };
    let desired = &input.desired.listeners;
    let user_created = |listener: &Listener| {
        !input.is_own_listener_name(&listener.name) && desired.iter().any(|spec| listener.occupies(spec.key))
    };
    if listeners.iter().any(user_created) { adoption::PortsFact::Taken } else { adoption::PortsFact::Free }
}

/// True when another Service asks for a listener where this one does and has it, or when one of the controller's stands
/// there that this Service never had.
pub fn is_port_of_other_service(lb: &LoadBalancer, input: &PlanningInput<'_>) -> bool {
    let uses_it = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    let own = |key: ListenerKey| uses_it && input.previously_requested.iter().any(|previous| previous.clashes(key));
    let exists = |key: ListenerKey| {
        lb.listeners
            .iter()
            .flatten()
            .any(|listener| listener.occupies(key) && input.is_own_listener_name(&listener.name))
    };
    let desired = input.desired.listeners.iter().map(|spec| spec.key);
    desired.into_iter().any(|key| input.is_claimed_by_other(&lb.id, key) || (exists(key) && !own(key)))
}

/// Whether the CLB is shared, and may be.
fn sharing_fact(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, input: &PlanningInput<'_>) -> adoption::SharingFact {
    let others = input.sharing.others_use(&lb.id, &input.name);
    // Who is there already is not refused because another one wants in.
    let already_used = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    if !others || already_used {
        return adoption::SharingFact::Alone;
    }
    let serverless = input.context.cluster_type == Some(crate::request::ClusterType::Serverless);
    let declared = input.manifest.map(|service| service.settings.get(&tke::QCLOUD_SHARE_EXISTED_LB));
    if serverless && !matches!(declared, Some(Setting::Is(true))) {
        return adoption::SharingFact::Refused;
    }
    match input.context.sharing {
        Some(true) => adoption::SharingFact::Shared,
        Some(false) => adoption::SharingFact::Refused,
        None => {
            builder.assume(reasons::SHARING_UNKNOWN.with("id", lb.id.clone()));
            adoption::SharingFact::SharedUnknown
        }
    }
}

/// Whether the listeners of a CLB that is to be taken into use still fit in. Of one that is held already, those that do not
/// are left out one by one ([`quota::without_excess_listeners`]).
fn quota_fact(lb: &LoadBalancer, input: &PlanningInput<'_>) -> adoption::QuotaFact {
    let exists = |key: ListenerKey| lb.listeners.iter().flatten().any(|listener| listener.key == Some(key));
    let added = input.desired.listeners.iter().filter(|spec| !exists(spec.key)).count();
    let current = input.current.load_balancer().is_some_and(|current| current.id == lb.id);
    match quota::too_many_listeners(input, &lb.id, added, 0) {
        Some(_) if !current => adoption::QuotaFact::Exceeded,
        Some(_) | None => adoption::QuotaFact::Fits,
    }
}
