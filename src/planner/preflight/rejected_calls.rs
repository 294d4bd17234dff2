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
pub fn withhold_rejected(builder: &mut PlanBuilder<'_>) {
    quota::drop_excess_listeners(builder);
    if builder.plan.actions.is_empty() {
        return report_isolated(builder);
    }
    let mut found = isolated(builder);
    found.extend(bound_elsewhere(builder));
    found.extend(quota::exceeded(builder));
    let Some(first) = found.first().map(|rejection| rejection.reason.clone()) else { return };
    builder.plan.actions.clear();
    for change in std::mem::take(&mut builder.plan.changes) {
        builder.withhold(change.address, change.verb, first.clone());
    }
    let service = builder.input.manifest.or(builder.input.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let location = builder.input.manifest.and_then(|manifest| name_location(manifest.object));
    let mut reason = Vec::new();
    for rejection in found {
        builder.plan.findings.push(rejection.finding.object(reference.clone()).location(location));
        reason.push(rejection.reason);
    }
    let vip = builder.input.vip_if_unchanged();
    builder.set_verdict(Verdict::Error, vip, reason);
}

/// Where the object's name stands.
fn name_location(object: &Object) -> Option<Location> {
    object.node.at(&["metadata", "name"]).and_then(|name| object.location(name.span))
}

/// The CLBs that the calls are about, of those that exist.
fn affected_load_balancers<'a>(builder: &PlanBuilder<'a>) -> Vec<&'a LoadBalancer> {
    let cloud = builder.input.cloud;
    let ids: SortedSet<&str> = builder.plan.actions.iter().map(|action| action.load_balancer.as_str()).collect();
    ids.iter().filter_map(|id| cloud.load_balancers.get(*id)).collect()
}

/// A CLB that is isolated serves nobody, also where nothing is to be changed on it.
fn report_isolated(builder: &mut PlanBuilder<'_>) {
    let Some(lb) = builder.input.current.load_balancer().filter(|lb| lb.isolated) else { return };
    builder.plan.reasons.push(reasons::ISOLATED.with("id", lb.id.clone()));
    let finding = Diagnostic::new(&codes::ISOLATED_UNTOUCHED).arg("id", lb.id.clone());
    let service = builder.input.manifest.or(builder.input.live).map(|service| service.object);
    let reference = service.map(|object| object.reference.clone()).unwrap_or_default();
    let location = builder.input.manifest.and_then(|manifest| name_location(manifest.object));
    builder.plan.findings.push(finding.object(reference).location(location));
}

fn isolated(builder: &PlanBuilder<'_>) -> Vec<Rejection> {
    let rejection = |lb: &LoadBalancer| Rejection {
        finding: Diagnostic::new(&codes::ISOLATED).arg("id", lb.id.clone()),
        reason: reasons::ISOLATED.with("id", lb.id.clone()),
    };
    affected_load_balancers(builder).into_iter().filter(|lb| lb.isolated).map(rejection).collect()
}

/// Backends that stay bound to another listener of the protocol, or that another Service asks for on the same CLB.
fn bound_elsewhere(builder: &PlanBuilder<'_>) -> Vec<Rejection> {
    let actions = &builder.plan.actions;
    let mut out = Vec::new();
    let mut reported: SortedSet<&str> = SortedSet::new();
    for lb in affected_load_balancers(builder) {
        let binds = actions.iter().filter(|action| action.load_balancer == lb.id);
        let binds: Vec<(&Action, ListenerKey)> =
            binds.filter_map(|action| bound_key(action.kind).map(|key| (action, key))).collect();
        if binds.is_empty() {
            continue;
        }
        let remaining = RemainingBindings::of(actions, &lb.id);
        let mut bound: SortedMap<(&str, &Target), &Listener> = SortedMap::new();
        for listener in lb.listeners.iter().flatten() {
            for target in remaining.slots(listener).into_iter().flat_map(|(_, targets)| targets) {
                bound.insert((listener.protocol.as_str(), target), listener);
            }
        }
        for (action, key) in binds {
            for (listener, _, target) in named_targets(&action.request) {
                let current =
                    bound.get(&(key.protocol.name(), &target)).filter(|current| Some(current.id.as_str()) != listener);
                let claim = builder.input.sharing.backend_owner(&lb.id, key.protocol, &target);
                let other = match (current, claim.filter(|owner| **owner != builder.input.name)) {
                    (Some(current), _) => current.label(),
                    (None, Some(owner)) => owner.to_string(),
                    (None, None) => continue,
                };
                if reported.insert(action.address.as_str()) {
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
    let reason = reasons::BOUND_ELSEWHERE.with("backend", backend.clone()).arg("listener", listener.clone());
    let finding = Diagnostic::new(&codes::BOUND_ELSEWHERE).arg("backend", backend).arg("listener", listener);
    Rejection { finding: finding.arg("other", other).arg("id", lb.id.clone()), reason: reason.arg("other", other) }
}
