//! The quotas of a CLB and a listener: what would exceed them, found before any call is sent.
//!
//! What is unknown is not counted. Listeners beyond the quota are withheld one by one, for the cloud refuses each call by
//! itself and the others are served; too many rules or backends are refused with the call that adds them.

use super::bindings_left_after_calls::RemainingBindings;
use super::rejected_call_finding::RejectedCallFinding;
use crate::desired::listener_and_backend_quotas::{
    exceeded_default_target_quota, exceeded_target_quota, listener_limit, target_quota_finding,
};
use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::model::{DesiredBackends, Listener, ListenerKey, LoadBalancer};
use crate::planner::{Action, Call, ListenerOrRule, ServicePlan, ServicePlanningInput, codes, reasons};
use crate::request::Quotas;
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::tke::annotation_notes_and_fix_titles;

/// Forwarding rules that a listener takes ([`crate::diagnostic::documentation_pages::CLB_LIMITS`]).
const RULES_PER_LISTENER: usize = 50;

/// How many listeners a CLB would have after some are added and removed, and how many it may have, where those are too
/// many. Listeners that Services before this one request are counted.
pub fn too_many_listeners(
    input: &ServicePlanningInput<'_>,
    id: &str,
    added: usize,
    removed: usize,
) -> Option<(usize, usize)> {
    let current = input.cloud.load_balancers.get(id).and_then(|lb| lb.listeners.as_deref()).unwrap_or(&[]);
    let claimed = input.sharing.missing_listeners_before(id, &input.name, current);
    let count = current.len() + claimed + added - removed;
    let limit = listener_limit(input.context.quotas.as_ref());
    (count > limit).then_some((count, limit))
}

/// The plan without the listeners that are too many for their CLB. What is there stays, what takes the place of another
/// listener has it, and the others have theirs by protocol and port; in which order the controller creates them is not
/// published.
pub fn without_excess_listeners(input: &ServicePlanningInput<'_>, mut plan: ServicePlan) -> ServicePlan {
    let creating = plan.actions.iter().filter(|action| created_listener(action).is_some());
    let ids =
        SortedSet::from_unsorted(creating.filter_map(|action| action.load_balancer().map(str::to_owned)).collect());
    for id in ids.iter() {
        let mut to_report = None;
        while let Some((excess, limit)) = excess_listeners(input, &plan, id) {
            let (first, last) = (excess.first().copied(), excess.last().copied());
            let count = to_report.map(|(_, count, _)| count).or(first.map(|(_, count)| count));
            to_report = last.zip(count).map(|((key, _), count)| (key, count, limit));
            plan = without_listeners(input, plan, id, excess, limit);
        }
        plan.findings.extend(to_report.map(|(key, count, limit)| {
            with_who_gives_listeners_up(input, id, listener_quota_finding(input, key, count, limit))
        }));
    }
    plan
}

/// A listener that is not made, and how many there would be with it.
type ExcessListener = (ListenerKey, usize);

/// Of the listeners that are made on a CLB where that is too many those that come last, from the end: as many as are too
/// many of those that replace none, else those that replace others.
fn excess_listeners(
    input: &ServicePlanningInput<'_>,
    plan: &ServicePlan,
    id: &str,
) -> Option<(Vec<ExcessListener>, usize)> {
    let mut created = created_listeners(plan, id);
    let replaced = replaced_listeners(input, plan, id);
    let (count, limit) = too_many_listeners(input, id, created.len(), replaced.len())?;
    sort_by(&mut created, |a, b| b.cmp(a));
    let replaces = |key: &ListenerKey| replaced.iter().any(|listener| listener.occupies(*key));
    let alone: Vec<ListenerKey> = created.iter().copied().filter(|key| !replaces(key)).collect();
    let excess: Vec<ExcessListener> = if alone.is_empty() {
        // What they replace stays, so there are not fewer without them. They are all left out, but what stays of a range of
        // ports may stand in the way of others, and then there are fewer.
        let range = |key: &ListenerKey| replaced.iter().any(|l| l.end_port.is_some() && l.occupies(*key));
        let together = created.iter().take_while(|key| !range(key)).count().max(1);
        created.into_iter().take(together).map(|key| (key, count)).collect()
    } else {
        // With each there is one less.
        alone.into_iter().zip((limit + 1..=count).rev()).collect()
    };
    (!excess.is_empty()).then_some((excess, limit))
}

/// The listeners that are made on a CLB.
fn created_listeners(plan: &ServicePlan, id: &str) -> Vec<ListenerKey> {
    plan.actions.iter().filter(|action| action.is_on(id)).filter_map(created_listener).collect()
}

/// The listener that a call creates.
fn created_listener(action: &Action) -> Option<ListenerKey> {
    if let Call::CreateListener { key, .. } = action.call { Some(key) } else { None }
}

/// The listeners that are deleted from a CLB.
fn replaced_listeners<'c>(input: &ServicePlanningInput<'c>, plan: &ServicePlan, id: &str) -> Vec<&'c Listener> {
    let lb = input.cloud.load_balancers.get(id);
    let deleted: SortedSet<&str> = plan.actions.iter().filter_map(deleted_listener).collect();
    let listeners = lb.and_then(|lb| lb.listeners.as_ref()).into_iter().flatten();
    listeners.filter(|listener| deleted.contains(listener.id.as_str())).collect()
}

/// The listener that a call deletes.
fn deleted_listener(action: &Action) -> Option<&str> {
    if let Call::DeleteListener { listener, .. } = &action.call { listener.existing() } else { None }
}

/// The plan without the calls that create these listeners, and without those that delete others for them: what serves in
/// their place stays.
fn without_listeners(
    input: &ServicePlanningInput<'_>,
    mut plan: ServicePlan,
    id: &str,
    mut excess: Vec<ExcessListener>,
    limit: usize,
) -> ServicePlan {
    // What stays may conflict with others that were to be created beside these.
    while !excess.is_empty() {
        let staying = replaced_listeners(input, &plan, id).into_iter();
        let staying =
            staying.filter_map(|listener| Some((listener, excess.iter().find(|(key, _)| listener.occupies(*key))?.1)));
        let staying: Vec<(&Listener, usize)> = staying.collect();
        let withheld = withheld_calls(&plan, id, &excess, &staying);
        plan = plan.without_calls(&|action| {
            let count = withheld.get(&action.id)?;
            Some(reasons::NO_ROOM.with("count", count.to_string()).arg("limit", limit.to_string()))
        });
        let conflicting = |key: ListenerKey| staying.iter().find(|(listener, _)| listener.occupies(key));
        let others = created_listeners(&plan, id).into_iter();
        excess = others.filter_map(|key| conflicting(key).map(|(_, count)| (key, *count))).collect();
    }
    plan
}

/// The calls that are withheld with those listeners, each with the count that its reason names.
fn withheld_calls(
    plan: &ServicePlan,
    id: &str,
    excess: &[ExcessListener],
    staying: &[(&Listener, usize)],
) -> SortedMap<String, usize> {
    let counts: SortedMap<ListenerKey, usize> = SortedMap::from_unsorted(excess.to_vec());
    let counts_kept: SortedMap<&str, usize> =
        staying.iter().map(|(listener, count)| (listener.id.as_str(), *count)).collect();
    let first = |action: &Action| match created_listener(action).filter(|_| action.is_on(id)) {
        Some(key) => counts.get(&key).copied(),
        None => deleted_listener(action).and_then(|id| counts_kept.get(id)).copied(),
    };
    let withheld = plan.actions.iter().filter_map(|action| Some((action.id.clone(), first(action)?)));
    let mut withheld: SortedMap<String, usize> = withheld.collect();
    let needs = |action: &Action, withheld: &SortedMap<String, usize>| {
        action.call.depends_on().find_map(|id| withheld.get(id)).copied().filter(|_| action.is_on(id))
    };
    // A rule needs its listener, and a backend its rule.
    for _ in 0..2 {
        let more = plan.actions.iter().filter_map(|action| Some((action.id.clone(), needs(action, &withheld)?)));
        let more: Vec<(String, usize)> = more.collect();
        withheld.extend(more);
    }
    withheld
}

/// The finding about too many listeners on a CLB, with the first other Service that gives listeners up there, by name: they
/// count until that Service was synced.
pub fn with_who_gives_listeners_up(input: &ServicePlanningInput<'_>, id: &str, finding: Diagnostic) -> Diagnostic {
    let Some(lb) = input.cloud.load_balancers.get(id) else { return finding };
    let keys = lb.listeners.iter().flatten().filter_map(|listener| listener.key);
    let owners = keys.filter_map(|key| input.sharing.former_listener_owner(id, key));
    let Some(owner) = owners.filter(|owner| **owner != input.name).min() else { return finding };
    let note = annotation_notes_and_fix_titles::GIVES_LISTENERS_UP.with("name", owner.to_string());
    finding.related(Related { note, location: None, object: Some(owner.reference()) })
}

/// One finding, at the first port that is not served.
fn listener_quota_finding(
    input: &ServicePlanningInput<'_>,
    key: ListenerKey,
    count: usize,
    limit: usize,
) -> Diagnostic {
    let location = input.desired.listeners.iter().find(|spec| spec.key == key).and_then(|spec| spec.location);
    let object = input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
    let finding = Diagnostic::new(&codes::LISTENER_QUOTA).arg("count", count.to_string());
    finding.arg("limit", limit.to_string()).object(object).location(location)
}

/// Rules and backends that are too many, of the calls as they are.
pub fn exceeded(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<RejectedCallFinding> {
    let quotas = input.context.quotas.clone().unwrap_or_default();
    let ids: SortedSet<&str> = plan.actions.iter().filter_map(Action::load_balancer).collect();
    let lb = |id: &str| input.cloud.load_balancers.get(id);
    let location =
        |key: ListenerKey| input.desired.listeners.iter().find(|spec| spec.key == key).and_then(|spec| spec.location);
    let found = ids.iter().flat_map(|id| per_listener(&plan.actions, id, lb(id), &quotas));
    let found = found.chain(awaited_targets(input, plan).into_iter().filter_map(|(key, count)| {
        let limit = exceeded_target_quota(count, Some(&quotas))?;
        Some((key, too_many_targets(key, count, limit)))
    }));
    let at_port = |(key, rejection): (ListenerKey, RejectedCallFinding)| RejectedCallFinding {
        finding: rejection.finding.location(location(key)),
        ..rejection
    };
    found.map(at_port).collect()
}

/// Backends that are more than the default quota, where the account's quota was not provided.
pub fn unchecked(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<Reason> {
    let ids: SortedSet<&str> = plan.actions.iter().filter_map(Action::load_balancer).collect();
    let lb = |id: &str| input.cloud.load_balancers.get(id);
    let counts = ids.iter().flat_map(|id| targets_per_binding(&plan.actions, id, lb(id)));
    let counts = counts.map(|(binding, count)| (binding.key, count)).chain(awaited_targets(input, plan));
    let excess = counts.filter_map(|(key, count)| {
        let limit = exceeded_default_target_quota(count, input.context.quotas.as_ref())?;
        let reason = reasons::TARGETS_UNCHECKED.with("listener", key.to_string());
        Some(reason.arg("count", count.to_string()).arg("limit", limit.to_string()))
    });
    excess.collect()
}

fn over_quota(finding: Diagnostic, key: ListenerKey, count: usize, limit: usize) -> RejectedCallFinding {
    let (count, limit) = (count.to_string(), limit.to_string());
    RejectedCallFinding {
        finding: finding.arg("count", count.clone()).arg("limit", limit.clone()),
        reason: reasons::RULES_OVER_QUOTA.with("listener", key.to_string()).arg("count", count).arg("limit", limit),
    }
}

/// Rules of each listener, and backends of each listener or rule where the quota is known.
fn per_listener(
    actions: &[Action],
    id: &str,
    lb: Option<&LoadBalancer>,
    quotas: &Quotas,
) -> Vec<(ListenerKey, RejectedCallFinding)> {
    let excess = RemainingBindings::of(actions, id);
    let mut rules: SortedMap<ListenerKey, usize> = SortedMap::new();
    for action in actions.iter().filter(|action| action.is_on(id)) {
        if let Call::CreateRule { key, .. } = action.call {
            *rules.get_or_default(key) += 1;
        }
    }
    let mut out = Vec::new();
    for (key, added) in &rules {
        let current = remaining_listener(lb, &excess, *key).map_or(0, |listener| {
            listener.rules.iter().filter(|rule| !excess.deleted.contains(rule.id.as_str())).count()
        });
        if current + added > RULES_PER_LISTENER {
            let finding = Diagnostic::new(&codes::RULE_QUOTA).arg("listener", key.to_string());
            out.push((*key, over_quota(finding, *key, current + added, RULES_PER_LISTENER)));
        }
    }
    for (binding, count) in targets_per_binding(actions, id, lb) {
        if let Some(limit) = exceeded_target_quota(count, Some(quotas)) {
            out.push((binding.key, too_many_targets(binding.key, count, limit)));
        }
    }
    out
}

fn too_many_targets(key: ListenerKey, count: usize, limit: usize) -> RejectedCallFinding {
    let reason = reasons::OVER_QUOTA.with("listener", key.to_string());
    let reason = reason.arg("count", count.to_string()).arg("limit", limit.to_string());
    RejectedCallFinding { finding: target_quota_finding(key, count, limit), reason }
}

/// The listeners that are made for a node port which the API server has yet to allocate, each with the number of backends
/// that it, or each of its rules, then gets. No call binds them yet, and the quota holds all the same.
fn awaited_targets(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<(ListenerKey, usize)> {
    let created: SortedSet<ListenerKey> = plan.actions.iter().filter_map(created_listener).collect();
    let specs = input.desired.listeners.iter().filter(|spec| created.contains(&spec.key));
    let awaited = specs.filter_map(|spec| {
        let backends = spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]);
        Some((spec.key, backends.filter_map(DesiredBackends::count_without_port).max()?))
    });
    awaited.collect()
}

/// The listeners and rules that get backends, each with the number of backends that it then has.
fn targets_per_binding<'a>(
    actions: &'a [Action],
    id: &str,
    lb: Option<&LoadBalancer>,
) -> Vec<(&'a ListenerOrRule, usize)> {
    let excess = RemainingBindings::of(actions, id);
    let mut bound: SortedMap<String, (&ListenerOrRule, usize)> = SortedMap::new();
    for action in actions.iter().filter(|action| action.is_on(id)) {
        if let Call::RegisterTargets(list) = &action.call {
            let address = list.binding.address().to_string();
            bound.get_or_insert_with(address, || (&list.binding, 0)).1 += list.targets.len();
        }
    }
    let current = |binding: &ListenerOrRule| {
        remaining_listener(lb, &excess, binding.key).map_or(0, |found| remaining_targets(found, &excess, binding))
    };
    bound.into_iter().map(|(_, (binding, added))| (binding, current(binding) + added)).collect()
}

fn remaining_listener<'l>(
    lb: Option<&'l LoadBalancer>,
    excess: &RemainingBindings<'_>,
    key: ListenerKey,
) -> Option<&'l Listener> {
    lb?.listeners_with_key(key).find(|listener| !excess.deleted.contains(listener.id.as_str()))
}

/// How many backends the listener, or its rule, still has.
fn remaining_targets(listener: &Listener, excess: &RemainingBindings<'_>, binding: &ListenerOrRule) -> usize {
    let path = binding.rule.as_ref().map(|(_, path)| path);
    let rule = path.and_then(|path| listener.rules.iter().find(|r| r.domain == path.domain && r.url == path.url));
    let slot = rule.map_or(listener.id.as_str(), |rule| rule.id.as_str());
    excess.slots(listener).into_iter().filter(|(id, _)| *id == slot).map(|(_, targets)| targets.len()).sum()
}
