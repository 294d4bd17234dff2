//! How much a CLB and a listener take: what would be too much, found before any call is sent.
//!
//! What was not given is not counted. Listeners that find no place are left out one by one, for the cloud refuses each call
//! by itself and the others are served; too many rules or backends are refused with the call that brings them.

use super::rejection::Rejection;
use super::remaining::RemainingBindings;
use crate::desired::DesiredLoadBalancer;
use crate::diagnostic::Diagnostic;
use crate::json::Value;
use crate::model::{Listener, ListenerKey, LoadBalancer};
use crate::planner::calls::order::referenced_actions;
use crate::planner::calls::request::named_targets;
use crate::planner::{Action, CallKind, PlanBuilder, PlanningInput, codes, reasons};
use crate::request::Quotas;
use crate::sorted_map::{SortedMap, SortedSet};

/// Listeners that a CLB takes unless its account was given more ([`crate::diagnostic::referenced_actions::CLB_LIMITS`]).
const LISTENERS_PER_CLB: u32 = 50;
/// Forwarding rules of one listener, likewise.
const RULES_PER_LISTENER: usize = 50;

/// How many listeners would stand on a CLB when so many come and go, and how many may: where those are too many. Those
/// that Services before this one ask for have their place.
pub fn too_many_listeners(input: &PlanningInput<'_>, id: &str, added: usize, removed: usize) -> Option<(usize, usize)> {
    let current = input.cloud.load_balancers.get(id).and_then(|lb| lb.listeners.as_deref()).unwrap_or(&[]);
    let exists = |slot: ListenerKey| current.iter().any(|listener| listener.occupies(slot));
    let claimed = input.sharing.listener_claims(id).filter(|(slot, owner)| **owner < input.name && !exists(*slot));
    let count = current.len() + claimed.count() + added - removed;
    let provided = input.context.quotas.as_ref().and_then(|quotas| quotas.listeners_per_clb);
    let limit = provided.unwrap_or(LISTENERS_PER_CLB) as usize;
    (count > limit).then_some((count, limit))
}

/// Leaves out the listeners that find no place on their CLB. What is there stays, what takes the place of another listener
/// has it, and the others have theirs by protocol and port; in which order the controller makes them is not published.
pub fn drop_excess_listeners(builder: &mut PlanBuilder<'_>) {
    let creates =
        |action: &Action| matches!(action.kind, CallKind::CreateListener(_)).then(|| action.load_balancer.clone());
    let ids = SortedSet::from_unsorted(builder.plan.actions.iter().filter_map(creates).collect());
    for id in ids.iter() {
        let mut to_report = None;
        while let Some((excess, limit)) = excess_listeners(builder, id) {
            let (first, last) = (excess.first().copied(), excess.last().copied());
            let count = to_report.map(|(_, count, _)| count).or(first.map(|(_, count)| count));
            to_report = last.zip(count).map(|((key, _), count)| (key, count, limit));
            withhold_listeners(builder, id, &excess, limit);
        }
        if let Some((key, count, limit)) = to_report {
            report_listener_quota(builder, key, count, limit);
        }
    }
}

/// A listener that is not made, and how many there would be with it.
type ExcessListener = (ListenerKey, usize);

/// Of the listeners that are made on a CLB where that is too many those that come last, from the end: as many as are too
/// many of those that replace none, else those that replace others.
fn excess_listeners(builder: &PlanBuilder<'_>, id: &str) -> Option<(Vec<ExcessListener>, usize)> {
    let mut created = created_listeners(builder, id);
    let replaced = replaced_listeners(builder, id);
    let (count, limit) = too_many_listeners(builder.input, id, created.len(), replaced.len())?;
    created.sort_unstable_by(|a, b| b.cmp(a));
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
fn created_listeners(builder: &PlanBuilder<'_>, id: &str) -> Vec<ListenerKey> {
    let on_site = builder.plan.actions.iter().filter(|action| action.load_balancer == id);
    on_site
        .filter_map(|action| if let CallKind::CreateListener(key) = action.kind { Some(key) } else { None })
        .collect()
}

/// The listeners that are deleted from a CLB.
fn replaced_listeners<'c>(builder: &PlanBuilder<'c>, id: &str) -> Vec<&'c Listener> {
    let lb = builder.input.cloud.load_balancers.get(id);
    let deleted: SortedSet<&str> = builder.plan.actions.iter().filter_map(deleted_listener).collect();
    let listeners = lb.and_then(|lb| lb.listeners.as_ref()).into_iter().flatten();
    listeners.filter(|listener| deleted.contains(listener.id.as_str())).collect()
}

/// The listener that a call deletes.
fn deleted_listener(action: &Action) -> Option<&str> {
    action
        .request
        .get("ListenerId")
        .and_then(Value::as_str)
        .filter(|_| matches!(action.kind, CallKind::DeleteListener(_)))
}

/// Takes back what makes listeners, and what makes room for them: what serves in their place stays.
fn withhold_listeners(builder: &mut PlanBuilder<'_>, id: &str, excess: &[ExcessListener], limit: usize) {
    let staying = replaced_listeners(builder, id).into_iter();
    let staying =
        staying.filter_map(|listener| Some((listener, excess.iter().find(|(key, _)| listener.occupies(*key))?.1)));
    let staying: Vec<(&Listener, usize)> = staying.collect();
    let counts: SortedMap<ListenerKey, usize> = SortedMap::from_unsorted(excess.to_vec());
    let counts_kept: SortedMap<String, usize> =
        staying.iter().map(|(listener, count)| (listener.id.clone(), *count)).collect();
    // The calls that are not made, each with the count that is said of it.
    let first = |action: &Action| match action.kind {
        CallKind::CreateListener(key) if action.load_balancer == id => counts.get(&key).copied(),
        _ => deleted_listener(action).and_then(|id| counts_kept.get(id)).copied(),
    };
    let removed = builder.plan.actions.iter().filter_map(|action| Some((action.id.clone(), first(action)?)));
    let mut removed: SortedMap<String, usize> = removed.collect();
    let needs = |action: &Action, removed: &SortedMap<String, usize>| {
        let mut from = SortedSet::new();
        referenced_actions(&action.request, &mut from);
        from.iter().find_map(|id| removed.get(id)).copied().filter(|_| action.load_balancer == id)
    };
    // A rule needs its listener, and a backend its rule.
    for _ in 0..2 {
        let more = builder.plan.actions.iter().filter_map(|action| Some((action.id.clone(), needs(action, &removed)?)));
        let more: Vec<(String, usize)> = more.collect();
        removed.extend(more);
    }
    builder.plan.withhold_calls(|action| {
        let count = removed.get(&action.id)?;
        Some(reasons::NO_ROOM.with("count", count.to_string()).arg("limit", limit.to_string()))
    });
    // What stays may stand in the way of others that were to be made beside these.
    let conflicting = |key: ListenerKey| staying.iter().find(|(listener, _)| listener.occupies(key));
    let others =
        created_listeners(builder, id).into_iter().filter_map(|key| conflicting(key).map(|(_, count)| (key, *count)));
    let others: Vec<ExcessListener> = others.collect();
    if !others.is_empty() {
        withhold_listeners(builder, id, &others, limit);
    }
}

/// Says it once, at the first port that is not served. Where the Service alone asks for too many, the finding about its
/// manifest says so.
fn report_listener_quota(builder: &mut PlanBuilder<'_>, key: ListenerKey, count: usize, limit: usize) {
    let provided = builder.input.context.quotas.as_ref().is_some_and(|quotas| quotas.listeners_per_clb.is_some());
    let alone = provided && builder.input.desired.listeners.len() > limit;
    if alone && matches!(builder.input.desired.load_balancer, DesiredLoadBalancer::Managed(_)) {
        return;
    }
    let location = builder.input.desired.listeners.iter().find(|spec| spec.key == key).and_then(|spec| spec.location);
    let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
    let finding = Diagnostic::new(&codes::LISTENER_QUOTA).arg("count", count.to_string());
    builder.plan.findings.push(finding.arg("limit", limit.to_string()).object(object).location(location));
}

/// Rules and backends that are too many, of the calls as they are.
pub fn exceeded(builder: &PlanBuilder<'_>) -> Vec<Rejection> {
    let quotas = builder.input.context.quotas.clone().unwrap_or_default();
    let ids: SortedSet<&str> = builder.plan.actions.iter().map(|action| action.load_balancer.as_str()).collect();
    let lb = |id: &str| builder.input.cloud.load_balancers.get(id);
    ids.iter().flat_map(|id| per_listener(builder, id, lb(id), &quotas)).collect()
}

fn over_quota(finding: Diagnostic, what: String, count: usize, limit: usize) -> Rejection {
    let (count, limit) = (count.to_string(), limit.to_string());
    Rejection {
        finding: finding.arg("count", count.clone()).arg("limit", limit.clone()),
        reason: reasons::OVER_QUOTA.with("what", what).arg("count", count).arg("limit", limit),
    }
}

/// Rules of each listener, and backends of each listener or rule where the quota was told.
fn per_listener(builder: &PlanBuilder<'_>, id: &str, lb: Option<&LoadBalancer>, quotas: &Quotas) -> Vec<Rejection> {
    let actions = &builder.plan.actions;
    let excess = RemainingBindings::of(actions, id);
    let (mut rules, mut bound): (SortedMap<ListenerKey, usize>, SortedMap<String, (ListenerKey, usize)>) =
        (SortedMap::new(), SortedMap::new());
    for action in actions.iter().filter(|action| action.load_balancer == id) {
        if let CallKind::CreateRule(key) = action.kind {
            *rules.get_or_default(key) += 1;
        } else if let CallKind::RegisterTargets(key) = action.kind {
            let slot = action.address.clone();
            bound.get_or_insert_with(slot, || (key, 0)).1 += named_targets(&action.request).len();
        }
    }
    let mut out = Vec::new();
    for (key, added) in &rules {
        let current = remaining_listener(lb, &excess, *key).map_or(0, |listener| {
            listener.rules.iter().filter(|rule| !excess.deleted.contains(rule.id.as_str())).count()
        });
        if current + added > RULES_PER_LISTENER {
            let finding = Diagnostic::new(&codes::RULE_QUOTA).arg("listener", key.to_string());
            out.push(over_quota(finding, format!("rule/{key}"), current + added, RULES_PER_LISTENER));
        }
    }
    let Some(limit) = quotas.targets_per_listener.map(|limit| limit as usize) else { return out };
    for (address, (key, added)) in &bound {
        let current = remaining_listener(lb, &excess, *key)
            .map_or(0, |listener| remaining_targets(listener, &excess, address, *key));
        if current + added > limit {
            let finding = Diagnostic::new(&codes::TARGET_QUOTA).arg("listener", key.to_string());
            out.push(over_quota(finding, address.clone(), current + added, limit));
        }
    }
    out
}

fn remaining_listener<'l>(
    lb: Option<&'l LoadBalancer>,
    excess: &RemainingBindings<'_>,
    key: ListenerKey,
) -> Option<&'l Listener> {
    let listeners = lb.and_then(|lb| lb.listeners.as_ref())?;
    listeners.iter().find(|listener| listener.key == Some(key) && !excess.deleted.contains(listener.id.as_str()))
}

/// How many backends the listener, or the rule of that address, still has.
fn remaining_targets(listener: &Listener, excess: &RemainingBindings<'_>, address: &str, key: ListenerKey) -> usize {
    let rule = listener.rules.iter().find(|rule| address == format!("backends/{key}/{}{}", rule.domain, rule.url));
    let slot = rule.map_or(listener.id.as_str(), |rule| rule.id.as_str());
    excess.slots(listener).into_iter().filter(|(id, _)| *id == slot).map(|(_, targets)| targets.len()).sum()
}
