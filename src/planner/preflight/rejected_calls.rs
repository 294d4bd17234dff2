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
pub fn stop(work: &mut PlanBuilder<'_>) {
    quota::leave_excess(work);
    if work.draft.actions.is_empty() {
        return tell_isolated(work);
    }
    let mut found = isolated(work);
    found.extend(bound_elsewhere(work));
    found.extend(quota::exceeded(work));
    let Some(first) = found.first().map(|obstacle| obstacle.because.clone()) else { return };
    work.draft.actions.clear();
    for change in std::mem::take(&mut work.draft.changes) {
        work.withhold(change.address, change.verb, first.clone());
    }
    let service = work.case.wanted.or(work.case.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let place = work.case.wanted.and_then(|wanted| name(wanted.object));
    let mut because = Vec::new();
    for obstacle in found {
        work.draft.findings.push(obstacle.finding.of(reference.clone()).at(place));
        because.push(obstacle.because);
    }
    let vip = work.case.untouched();
    work.say(Verdict::Error, vip, because);
}

/// Where the object's name stands.
fn name(object: &Object) -> Option<Location> {
    object.node.at(&["metadata", "name"]).and_then(|name| object.place(name.span))
}

/// The CLBs that the calls are about, of those that exist.
fn sites<'a>(work: &PlanBuilder<'a>) -> Vec<&'a LoadBalancer> {
    let cloud = work.case.cloud;
    let ids: SortedSet<&str> = work.draft.actions.iter().map(|action| action.site.as_str()).collect();
    ids.iter().filter_map(|id| cloud.load_balancers.get(*id)).collect()
}

/// A CLB that is isolated serves nobody, also where nothing is to be changed on it.
fn tell_isolated(work: &mut PlanBuilder<'_>) {
    let Some(lb) = work.case.holding.load_balancer().filter(|lb| lb.isolated) else { return };
    work.draft.because.push(reasons::ISOLATED.with("id", lb.id.clone()));
    let finding = Diagnostic::new(&codes::ISOLATED_UNTOUCHED).word("id", lb.id.clone());
    let service = work.case.wanted.or(work.case.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let place = work.case.wanted.and_then(|wanted| name(wanted.object));
    work.draft.findings.push(finding.of(reference).at(place));
}

fn isolated(work: &PlanBuilder<'_>) -> Vec<Rejection> {
    let obstacle = |lb: &LoadBalancer| Rejection {
        finding: Diagnostic::new(&codes::ISOLATED).word("id", lb.id.clone()),
        because: reasons::ISOLATED.with("id", lb.id.clone()),
    };
    sites(work).into_iter().filter(|lb| lb.isolated).map(obstacle).collect()
}

/// Backends that stay bound to another listener of the protocol, or that another Service asks for on the same CLB.
fn bound_elsewhere(work: &PlanBuilder<'_>) -> Vec<Rejection> {
    let actions = &work.draft.actions;
    let mut out = Vec::new();
    let mut said: SortedSet<&str> = SortedSet::new();
    for lb in sites(work) {
        let binds = actions.iter().filter(|action| action.site == lb.id);
        let binds: Vec<(&Action, ListenerKey)> =
            binds.filter_map(|action| bound_key(action.step).map(|key| (action, key))).collect();
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
                let claim = work.case.neighbours.binder(&lb.id, key.protocol, &target);
                let other = match (held, claim.filter(|keeper| **keeper != work.case.name)) {
                    (Some(held), _) => held.label(),
                    (None, Some(keeper)) => keeper.to_string(),
                    (None, None) => continue,
                };
                if said.insert(action.address.as_str()) {
                    out.push(taken_by(lb, key, &target, &other));
                }
            }
        }
    }
    out
}

fn bound_key(step: CallKind) -> Option<ListenerKey> {
    if let CallKind::Bind(key) = step { Some(key) } else { None }
}

fn taken_by(lb: &LoadBalancer, key: ListenerKey, target: &Target, other: &str) -> Rejection {
    let (backend, listener) = (target.to_string(), key.to_string());
    let because = reasons::BOUND_ELSEWHERE.with("backend", backend.clone()).word("listener", listener.clone());
    let finding = Diagnostic::new(&codes::BOUND_ELSEWHERE).word("backend", backend).word("listener", listener);
    Rejection { finding: finding.word("other", other).word("id", lb.id.clone()), because: because.word("other", other) }
}
