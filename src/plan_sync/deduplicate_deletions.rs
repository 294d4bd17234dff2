//! What several Services would do alike is done by one of them.
//!
//! Services that share a CLB can give up the same listener in one round: some leave the CLB, others stay and only drop the
//! port. Whose plan really gives it up is known when all are drawn up, so it is settled then; the cloud refuses the second
//! call.

use crate::planner::{Action, Call, ServicePlan, reasons};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, sort_by};

/// CLB and listener, by their ids.
type ListenerId = (String, String);

/// The plans with the deletion of each listener left to one Service: one that stays on the CLB, because its other calls may
/// need the port; of several the first by name. The others name the Service that deletes it.
pub(super) fn assign_deletions(plans: Vec<ServicePlan>) -> Vec<ServicePlan> {
    let mut found: Vec<(DeletionPriority, usize, ListenerId)> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let deleted = plan.actions.iter().filter_map(deleted_listener);
        found.extend(deleted.map(|listener| (DeletionPriority::of(plan, &listener.0), at, listener)));
    }
    // Of equal keys the last counts, so the best comes last.
    sort_by(&mut found, |one, other| other.cmp(one));
    let removers = SortedMap::from_unsorted(found.into_iter().map(|(_, at, listener)| (listener, at)).collect());
    let names: Vec<ServiceName> = plans.iter().map(|plan| plan.name.clone()).collect();
    let assign = |(at, plan): (usize, ServicePlan)| {
        let remover = |action: &Action| removers.get(&deleted_listener(action)?).copied().filter(|other| *other != at);
        if !plan.actions.iter().any(|action| remover(action).is_some()) {
            return plan;
        }
        let other =
            |action: &Action| Some(reasons::OTHER_REMOVES.with("service", names.get(remover(action)?)?.to_string()));
        plan.without_calls(&other).ordered()
    };
    plans.into_iter().enumerate().map(assign).collect()
}

/// Whose the deletion is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DeletionPriority {
    Staying,
    Leaving,
}

impl DeletionPriority {
    fn of(plan: &ServicePlan, load_balancer: &str) -> DeletionPriority {
        let needs = |action: &Action| {
            let leaves = matches!(
                action.call,
                Call::DeleteListener { .. } | Call::UntagResources { .. } | Call::WriteService { .. }
            );
            !leaves
        };
        if plan.actions.iter().any(|action| action.is_on(load_balancer) && needs(action)) {
            DeletionPriority::Staying
        } else {
            DeletionPriority::Leaving
        }
    }
}

/// The listener that a call deletes.
fn deleted_listener(action: &Action) -> Option<ListenerId> {
    let Call::DeleteListener { lb, listener, .. } = &action.call else { return None };
    Some((lb.key().to_owned(), listener.key().to_owned()))
}
