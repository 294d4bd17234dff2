//! Whether an existing CLB may be taken into use: the facts that the table of `lifecycle/adoption.rs` looks at.
//!
//! What was not given is an assumption and never a refusal.

use super::draft::{Case, Work};
use super::instance::created;
use super::reasons;
use super::refused::LISTENERS_PER_CLB;
use crate::annotation::{self, Setting};
use crate::current::mark_of_cluster;
use crate::lifecycle::adoption;
use crate::model::{ListenerKey, LoadBalancer};

/// Why the named CLB may not be taken into use.
pub fn refusals(work: &mut Work<'_>, id: &str, case: &Case<'_>) -> Vec<adoption::Refusal> {
    let lb = case.cloud.load_balancers.get(id);
    let presence = match (lb, case.cloud.complete) {
        (Some(_), _) => adoption::Presence::Here,
        (None, true) => adoption::Presence::Gone,
        // Not observed: nothing can be said of it, and nothing is refused for it.
        (None, false) => return Vec::new(),
    };
    let unknown = LoadBalancer::default();
    let lb = lb.unwrap_or(&unknown);
    let facts = adoption::Facts {
        presence,
        created: created(lb),
        cluster: mark_of_cluster(lb, case.context.cluster_id.as_deref()),
        network: reach(lb, case),
        ports: ports(work, lb, case),
        use_: sharing(work, lb, case),
        quota: quota(lb, case),
    };
    adoption::decide(facts)
}

fn reach(lb: &LoadBalancer, case: &Case<'_>) -> adoption::Reach {
    match (&lb.network.vpc, &case.context.vpc_id) {
        (Some(held), Some(own)) if held != own => {
            if case.desired.crosses {
                adoption::Reach::Declared
            } else {
                adoption::Reach::Foreign
            }
        }
        (_, _) => adoption::Reach::Same,
    }
}

/// Whether somebody else has a listener where one is wanted.
fn ports(work: &mut Work<'_>, lb: &LoadBalancer, case: &Case<'_>) -> adoption::Ports {
    let mine = |key: ListenerKey| {
        let holds = case.holding.load_balancer().is_some_and(|held| held.id == lb.id);
        holds && case.before.iter().any(|before| before.clashes(key))
    };
    let lost = |key: &ListenerKey| case.neighbours.keeper(&lb.id, *key).is_some_and(|keeper| *keeper != case.name);
    let wanted: Vec<ListenerKey> = case.desired.listeners.iter().map(|spec| spec.key).collect();
    if wanted.iter().any(lost) {
        return adoption::Ports::Taken;
    }
    let Some(listeners) = &lb.listeners else {
        work.assume(reasons::PORTS_UNCHECKED.with("id", lb.id.clone()));
        return adoption::Ports::Unknown;
    };
    let taken = listeners.iter().any(|listener| {
        wanted.iter().any(|key| {
            let own = case.owns(&listener.name) && mine(*key);
            listener.occupies(*key) && !own
        })
    });
    if taken { adoption::Ports::Taken } else { adoption::Ports::Free }
}

/// Whether the CLB is shared, and may be.
fn sharing(work: &mut Work<'_>, lb: &LoadBalancer, case: &Case<'_>) -> adoption::Use {
    let others = case.neighbours.others_use(&lb.id, &case.name);
    // Who is there already is not refused because another one wants in.
    let settled = case.holding.load_balancer().is_some_and(|held| held.id == lb.id);
    if !others || settled {
        return adoption::Use::Alone;
    }
    let serverless = case.context.cluster_type == Some(crate::input::request::ClusterType::Serverless);
    let declared = case.wanted.map(|service| service.settings.get(&annotation::QCLOUD_SHARE_EXISTED_LB));
    if serverless && !matches!(declared, Some(Setting::Is(true))) {
        return adoption::Use::Refused;
    }
    match case.context.sharing {
        Some(true) => adoption::Use::Shared,
        Some(false) => adoption::Use::Refused,
        None => {
            work.assume(reasons::SHARING_UNKNOWN.with("id", lb.id.clone()));
            adoption::Use::SharedUnknown
        }
    }
}

fn quota(lb: &LoadBalancer, case: &Case<'_>) -> adoption::Quota {
    let told = case.context.quotas.as_ref().and_then(|quotas| quotas.listeners_per_clb);
    let limit = told.unwrap_or(LISTENERS_PER_CLB);
    let held = lb.listeners.as_deref().unwrap_or(&[]);
    let wanted = &case.desired.listeners;
    let others = held.iter().filter(|listener| {
        let own = listener.key.is_some_and(|key| case.before.contains(&key)) && case.owns(&listener.name);
        !own && !wanted.iter().any(|spec| Some(spec.key) == listener.key)
    });
    let total = others.count() + wanted.len();
    if total > limit as usize { adoption::Quota::Exceeded } else { adoption::Quota::Fits }
}
