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
pub fn too_many_listeners(case: &PlanningInput<'_>, id: &str, come: usize, gone: usize) -> Option<(usize, usize)> {
    let held = case.cloud.load_balancers.get(id).and_then(|lb| lb.listeners.as_deref()).unwrap_or(&[]);
    let stands = |slot: ListenerKey| held.iter().any(|listener| listener.occupies(slot));
    let claimed = case.sharing.listener_claims(id).filter(|(slot, keeper)| **keeper < case.name && !stands(*slot));
    let count = held.len() + claimed.count() + come - gone;
    let told = case.context.quotas.as_ref().and_then(|quotas| quotas.listeners_per_clb);
    let limit = told.unwrap_or(LISTENERS_PER_CLB) as usize;
    (count > limit).then_some((count, limit))
}

/// Leaves out the listeners that find no place on their CLB. What is there stays, what takes the place of another listener
/// has it, and the others have theirs by protocol and port; in which order the controller makes them is not published.
pub fn drop_excess_listeners(work: &mut PlanBuilder<'_>) {
    let creates =
        |action: &Action| matches!(action.kind, CallKind::CreateListener(_)).then(|| action.load_balancer.clone());
    let sites = SortedSet::from_unsorted(work.plan.actions.iter().filter_map(creates).collect());
    for site in sites.iter() {
        let mut told = None;
        while let Some((left, limit)) = excess_listeners(work, site) {
            let (first, last) = (left.first().copied(), left.last().copied());
            let count = told.map(|(_, count, _)| count).or(first.map(|(_, count)| count));
            told = last.zip(count).map(|((key, _), count)| (key, count, limit));
            withhold_listeners(work, site, &left, limit);
        }
        if let Some((key, count, limit)) = told {
            report_listener_quota(work, key, count, limit);
        }
    }
}

/// A listener that is not made, and how many there would be with it.
type ExcessListener = (ListenerKey, usize);

/// Of the listeners that are made on a CLB where that is too many those that come last, from the end: as many as are too
/// many of those that replace none, else those that replace others.
fn excess_listeners(work: &PlanBuilder<'_>, site: &str) -> Option<(Vec<ExcessListener>, usize)> {
    let mut created = created_listeners(work, site);
    let rivals = replaced_listeners(work, site);
    let (count, limit) = too_many_listeners(work.input, site, created.len(), rivals.len())?;
    created.sort_unstable_by(|a, b| b.cmp(a));
    let replaces = |key: &ListenerKey| rivals.iter().any(|listener| listener.occupies(*key));
    let alone: Vec<ListenerKey> = created.iter().copied().filter(|key| !replaces(key)).collect();
    let left: Vec<ExcessListener> = if alone.is_empty() {
        // What they replace stays, so there are not fewer without them. They are all left out, but what stays of a range of
        // ports may stand in the way of others, and then there are fewer.
        let range = |key: &ListenerKey| rivals.iter().any(|l| l.end_port.is_some() && l.occupies(*key));
        let together = created.iter().take_while(|key| !range(key)).count().max(1);
        created.into_iter().take(together).map(|key| (key, count)).collect()
    } else {
        // With each there is one less.
        alone.into_iter().zip((limit + 1..=count).rev()).collect()
    };
    (!left.is_empty()).then_some((left, limit))
}

/// The listeners that are made on a CLB.
fn created_listeners(work: &PlanBuilder<'_>, site: &str) -> Vec<ListenerKey> {
    let on_site = work.plan.actions.iter().filter(|action| action.load_balancer == site);
    on_site
        .filter_map(|action| if let CallKind::CreateListener(key) = action.kind { Some(key) } else { None })
        .collect()
}

/// The listeners that are deleted from a CLB.
fn replaced_listeners<'c>(work: &PlanBuilder<'c>, site: &str) -> Vec<&'c Listener> {
    let lb = work.input.cloud.load_balancers.get(site);
    let deleted: SortedSet<&str> = work.plan.actions.iter().filter_map(deleted_listener).collect();
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
fn withhold_listeners(work: &mut PlanBuilder<'_>, site: &str, left: &[ExcessListener], limit: usize) {
    let kept = replaced_listeners(work, site).into_iter();
    let kept = kept.filter_map(|listener| Some((listener, left.iter().find(|(key, _)| listener.occupies(*key))?.1)));
    let kept: Vec<(&Listener, usize)> = kept.collect();
    let counts: SortedMap<ListenerKey, usize> = SortedMap::from_unsorted(left.to_vec());
    let counts_kept: SortedMap<String, usize> =
        kept.iter().map(|(listener, count)| (listener.id.clone(), *count)).collect();
    // The calls that are not made, each with the count that is said of it.
    let first = |action: &Action| match action.kind {
        CallKind::CreateListener(key) if action.load_balancer == site => counts.get(&key).copied(),
        _ => deleted_listener(action).and_then(|id| counts_kept.get(id)).copied(),
    };
    let gone = work.plan.actions.iter().filter_map(|action| Some((action.id.clone(), first(action)?)));
    let mut gone: SortedMap<String, usize> = gone.collect();
    let needs = |action: &Action, gone: &SortedMap<String, usize>| {
        let mut from = SortedSet::new();
        referenced_actions(&action.request, &mut from);
        from.iter().find_map(|id| gone.get(id)).copied().filter(|_| action.load_balancer == site)
    };
    // A rule needs its listener, and a backend its rule.
    for _ in 0..2 {
        let more = work.plan.actions.iter().filter_map(|action| Some((action.id.clone(), needs(action, &gone)?)));
        let more: Vec<(String, usize)> = more.collect();
        gone.extend(more);
    }
    work.plan.withhold_calls(|action| {
        let count = gone.get(&action.id)?;
        Some(reasons::NO_ROOM.with("count", count.to_string()).arg("limit", limit.to_string()))
    });
    // What stays may stand in the way of others that were to be made beside these.
    let in_the_way = |key: ListenerKey| kept.iter().find(|(listener, _)| listener.occupies(key));
    let others =
        created_listeners(work, site).into_iter().filter_map(|key| in_the_way(key).map(|(_, count)| (key, *count)));
    let others: Vec<ExcessListener> = others.collect();
    if !others.is_empty() {
        withhold_listeners(work, site, &others, limit);
    }
}

/// Says it once, at the first port that is not served. Where the Service alone asks for too many, the finding about its
/// manifest says so.
fn report_listener_quota(work: &mut PlanBuilder<'_>, key: ListenerKey, count: usize, limit: usize) {
    let told = work.input.context.quotas.as_ref().is_some_and(|quotas| quotas.listeners_per_clb.is_some());
    let alone = told && work.input.desired.listeners.len() > limit;
    if alone && matches!(work.input.desired.load_balancer, DesiredLoadBalancer::Managed(_)) {
        return;
    }
    let place = work.input.desired.listeners.iter().find(|spec| spec.key == key).and_then(|spec| spec.location);
    let object = work.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
    let finding = Diagnostic::new(&codes::LISTENER_QUOTA).arg("count", count.to_string());
    work.plan.findings.push(finding.arg("limit", limit.to_string()).object(object).location(place));
}

/// Rules and backends that are too many, of the calls as they are.
pub fn exceeded(work: &PlanBuilder<'_>) -> Vec<Rejection> {
    let quotas = work.input.context.quotas.clone().unwrap_or_default();
    let sites: SortedSet<&str> = work.plan.actions.iter().map(|action| action.load_balancer.as_str()).collect();
    let lb = |site: &str| work.input.cloud.load_balancers.get(site);
    sites.iter().flat_map(|site| per_listener(work, site, lb(site), &quotas)).collect()
}

fn over_quota(finding: Diagnostic, what: String, count: usize, limit: usize) -> Rejection {
    let (count, limit) = (count.to_string(), limit.to_string());
    Rejection {
        finding: finding.arg("count", count.clone()).arg("limit", limit.clone()),
        reason: reasons::OVER_QUOTA.with("what", what).arg("count", count).arg("limit", limit),
    }
}

/// Rules of each listener, and backends of each listener or rule where the quota was told.
fn per_listener(work: &PlanBuilder<'_>, site: &str, lb: Option<&LoadBalancer>, quotas: &Quotas) -> Vec<Rejection> {
    let actions = &work.plan.actions;
    let left = RemainingBindings::of(actions, site);
    let (mut rules, mut bound): (SortedMap<ListenerKey, usize>, SortedMap<String, (ListenerKey, usize)>) =
        (SortedMap::new(), SortedMap::new());
    for action in actions.iter().filter(|action| action.load_balancer == site) {
        if let CallKind::CreateRule(key) = action.kind {
            *rules.get_or_default(key) += 1;
        } else if let CallKind::RegisterTargets(key) = action.kind {
            let slot = action.address.clone();
            bound.get_or_insert_with(slot, || (key, 0)).1 += named_targets(&action.request).len();
        }
    }
    let mut out = Vec::new();
    for (key, come) in &rules {
        let held = remaining_listener(lb, &left, *key).map_or(0, |listener| {
            listener.rules.iter().filter(|rule| !left.deleted.contains(rule.id.as_str())).count()
        });
        if held + come > RULES_PER_LISTENER {
            let finding = Diagnostic::new(&codes::RULE_QUOTA).arg("listener", key.to_string());
            out.push(over_quota(finding, format!("rule/{key}"), held + come, RULES_PER_LISTENER));
        }
    }
    let Some(limit) = quotas.targets_per_listener.map(|limit| limit as usize) else { return out };
    for (address, (key, come)) in &bound {
        let held =
            remaining_listener(lb, &left, *key).map_or(0, |listener| remaining_targets(listener, &left, address, *key));
        if held + come > limit {
            let finding = Diagnostic::new(&codes::TARGET_QUOTA).arg("listener", key.to_string());
            out.push(over_quota(finding, address.clone(), held + come, limit));
        }
    }
    out
}

fn remaining_listener<'l>(
    lb: Option<&'l LoadBalancer>,
    left: &RemainingBindings<'_>,
    key: ListenerKey,
) -> Option<&'l Listener> {
    let listeners = lb.and_then(|lb| lb.listeners.as_ref())?;
    listeners.iter().find(|listener| listener.key == Some(key) && !left.deleted.contains(listener.id.as_str()))
}

/// How many backends the listener, or the rule of that address, still has.
fn remaining_targets(listener: &Listener, left: &RemainingBindings<'_>, address: &str, key: ListenerKey) -> usize {
    let rule = listener.rules.iter().find(|rule| address == format!("backends/{key}/{}{}", rule.domain, rule.url));
    let slot = rule.map_or(listener.id.as_str(), |rule| rule.id.as_str());
    left.slots(listener).into_iter().filter(|(id, _)| *id == slot).map(|(_, targets)| targets.len()).sum()
}
