//! What several Services would do alike is done by one of them.
//!
//! Services that share a CLB can give up the same listener in one round: some leave the CLB, others stay and only drop the
//! port. Whose plan really gives it up is known when all are drawn up, so it is settled then; the cloud refuses the second
//! call.

use crate::json::Value;
use crate::planner::{Action, CallKind, ServicePlan, reasons};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, sort_by};

/// CLB and listener, by their ids.
type ListenerId = (String, String);

/// Leaves the deletion of each listener to one Service: one that stays on the CLB, because its other calls may need the
/// place; of several the first by name. The others say who does it.
pub(super) fn assign_deletions(plans: &mut [ServicePlan]) {
    let mut found: Vec<(Priority, usize, ListenerId)> = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let deleted = plan.actions.iter().filter_map(deleted_listener);
        found.extend(deleted.map(|listener| (Priority::of(plan, &listener.0), at, listener)));
    }
    // Of equal keys the last counts, so the best comes last.
    sort_by(&mut found, |one, other| other.cmp(one));
    let removers = SortedMap::from_unsorted(found.into_iter().map(|(_, at, listener)| (listener, at)).collect());
    let names: Vec<ServiceName> = plans.iter().map(|plan| plan.name.clone()).collect();
    for (at, plan) in plans.iter_mut().enumerate() {
        let others = plan.actions.iter().filter_map(|action| {
            let remover = *removers.get(&deleted_listener(action)?)?;
            Some((action.id.clone(), names.get(remover).filter(|_| remover != at)?.to_string()))
        });
        let others: SortedMap<String, String> = SortedMap::from_unsorted(others.collect());
        if !others.is_empty() {
            let remover = |action: &Action| others.get(&action.id).cloned();
            plan.withhold_calls(|action| Some(reasons::OTHER_REMOVES.with("service", remover(action)?)));
            plan.order();
        }
    }
}

/// Whose the deletion is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Priority {
    Staying,
    Leaving,
}

impl Priority {
    fn of(plan: &ServicePlan, load_balancer: &str) -> Priority {
        let needs = |action: &Action| {
            !matches!(action.kind, CallKind::DeleteListener(_) | CallKind::UntagResources | CallKind::WriteService)
        };
        if plan.actions.iter().any(|action| action.load_balancer == load_balancer && needs(action)) {
            Priority::Staying
        } else {
            Priority::Leaving
        }
    }
}

/// The listener that a call deletes.
fn deleted_listener(action: &Action) -> Option<ListenerId> {
    let named = action.request.get("ListenerId").and_then(Value::as_str);
    let deletes = matches!(action.kind, CallKind::DeleteListener(_));
    named.filter(|_| deletes).map(|listener| (action.load_balancer.clone(), listener.to_owned()))
}
