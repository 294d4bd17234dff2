//! What the cloud would refuse of a Service's calls, found before any is sent: calls on an isolated CLB, a backend that
//! another listener has, more rules or backends than the quotas allow.
//!
//! A Service is synced as a whole, so one such call stops all of them and what serves stays as it is: of the readings,
//! the one that destroys least. Listeners that are too many are another matter: they are left out one by one, see
//! [`quota`]. It looks at calls and at what is held; what was not given is not counted.

use super::quota;
use super::rejection::Rejection;
use super::remaining::RemainingBindings;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Listener, ListenerKey, LoadBalancer, Target};
use crate::planner::calls::request::named_targets;
use crate::planner::{Action, CallKind, PlanBuilder, Verdict, codes, reasons};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::Object;

/// Takes back every call of the Service when one of them would be refused.
pub fn withhold_rejected(work: &mut PlanBuilder<'_>) {
    quota::drop_excess_listeners(work);
    if work.plan.actions.is_empty() {
        return report_isolated(work);
    }
    let mut found = isolated(work);
    found.extend(bound_elsewhere(work));
    found.extend(quota::exceeded(work));
    let Some(first) = found.first().map(|obstacle| obstacle.reason.clone()) else { return };
    work.plan.actions.clear();
    for change in std::mem::take(&mut work.plan.changes) {
        work.withhold(change.address, change.verb, first.clone());
    }
    let service = work.input.manifest.or(work.input.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let place = work.input.manifest.and_then(|wanted| name_location(wanted.object));
    let mut because = Vec::new();
    for obstacle in found {
        work.plan.findings.push(obstacle.finding.object(reference.clone()).location(place));
        because.push(obstacle.reason);
    }
    let vip = work.input.vip_if_unchanged();
    work.set_verdict(Verdict::Error, vip, because);
}

/// Where the object's name stands.
fn name_location(object: &Object) -> Option<Location> {
    object.node.at(&["metadata", "name"]).and_then(|name| object.location(name.span))
}

/// The CLBs that the calls are about, of those that exist.
fn affected_load_balancers<'a>(work: &PlanBuilder<'a>) -> Vec<&'a LoadBalancer> {
    let cloud = work.input.cloud;
    let ids: SortedSet<&str> = work.plan.actions.iter().map(|action| action.load_balancer.as_str()).collect();
    ids.iter().filter_map(|id| cloud.load_balancers.get(*id)).collect()
}

/// A CLB that is isolated serves nobody, also where nothing is to be changed on it.
fn report_isolated(work: &mut PlanBuilder<'_>) {
    let Some(lb) = work.input.current.load_balancer().filter(|lb| lb.isolated) else { return };
    work.plan.reasons.push(reasons::ISOLATED.with("id", lb.id.clone()));
    let finding = Diagnostic::new(&codes::ISOLATED_UNTOUCHED).arg("id", lb.id.clone());
    let service = work.input.manifest.or(work.input.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let place = work.input.manifest.and_then(|wanted| name_location(wanted.object));
    work.plan.findings.push(finding.object(reference).location(place));
}

fn isolated(work: &PlanBuilder<'_>) -> Vec<Rejection> {
    let obstacle = |lb: &LoadBalancer| Rejection {
        finding: Diagnostic::new(&codes::ISOLATED).arg("id", lb.id.clone()),
        reason: reasons::ISOLATED.with("id", lb.id.clone()),
    };
    affected_load_balancers(work).into_iter().filter(|lb| lb.isolated).map(obstacle).collect()
}

/// Backends that stay bound to another listener of the protocol, or that another Service asks for on the same CLB.
fn bound_elsewhere(work: &PlanBuilder<'_>) -> Vec<Rejection> {
    let actions = &work.plan.actions;
    let mut out = Vec::new();
    let mut said: SortedSet<&str> = SortedSet::new();
    for lb in affected_load_balancers(work) {
        let binds = actions.iter().filter(|action| action.load_balancer == lb.id);
        let binds: Vec<(&Action, ListenerKey)> =
            binds.filter_map(|action| bound_key(action.kind).map(|key| (action, key))).collect();
        if binds.is_empty() {
            continue;
        }
        let left = RemainingBindings::of(actions, &lb.id);
        let mut taken: SortedMap<(&str, &Target), &Listener> = SortedMap::new();
        for listener in lb.listeners.iter().flatten() {
            for target in left.slots(listener).into_iter().flat_map(|(_, targets)| targets) {
                taken.insert((listener.protocol.as_str(), target), listener);
            }
        }
        for (action, key) in binds {
            for (listener, _, target) in named_targets(&action.request) {
                let held = taken.get(&(key.protocol.name(), &target)).filter(|held| Some(held.id.as_str()) != listener);
                let claim = work.input.sharing.backend_owner(&lb.id, key.protocol, &target);
                let other = match (held, claim.filter(|keeper| **keeper != work.input.name)) {
                    (Some(held), _) => held.label(),
                    (None, Some(keeper)) => keeper.to_string(),
                    (None, None) => continue,
                };
                if said.insert(action.address.as_str()) {
                    out.push(bound_elsewhere_rejection(lb, key, &target, &other));
                }
            }
        }
    }
    out
}

fn bound_key(step: CallKind) -> Option<ListenerKey> {
    if let CallKind::RegisterTargets(key) = step { Some(key) } else { None }
}

fn bound_elsewhere_rejection(lb: &LoadBalancer, key: ListenerKey, target: &Target, other: &str) -> Rejection {
    let (backend, listener) = (target.to_string(), key.to_string());
    let because = reasons::BOUND_ELSEWHERE.with("backend", backend.clone()).arg("listener", listener.clone());
    let finding = Diagnostic::new(&codes::BOUND_ELSEWHERE).arg("backend", backend).arg("listener", listener);
    Rejection { finding: finding.arg("other", other).arg("id", lb.id.clone()), reason: because.arg("other", other) }
}
