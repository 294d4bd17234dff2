//! What the cloud would refuse of a Service's calls, found before any is sent: calls on an isolated CLB, a backend that
//! another listener has, more rules or backends than the quotas allow.
//!
//! A Service is synced as a whole, so one such call withholds all of them and what serves stays as it is: of the possible
//! readings, the one that destroys least. Listeners that are too many are withheld one by one instead, see [`exceeded_quotas`]. It
//! looks at calls and current state; what is unknown is not counted.

use super::bindings_left_after_calls::RemainingBindings;
use super::exceeded_quotas;
use super::rejected_call_finding::RejectedCallFinding;
use crate::diagnostic::Diagnostic;
use crate::model::{Listener, ListenerKey, LoadBalancer, Target};
use crate::planner::{
    Action, Call, LoadBalancerVerdict, ResourceAddress, ServicePlan, ServicePlanningInput, TargetList, WithheldChange,
    codes, reasons,
};
use crate::sorted_map::{SortedMap, SortedSet};

/// The plan without its calls when the cloud would refuse one of them.
pub fn without_rejected(input: &ServicePlanningInput<'_>, plan: ServicePlan) -> ServicePlan {
    let mut plan = exceeded_quotas::without_excess_listeners(input, plan);
    if plan.actions.is_empty() {
        return with_isolation(input, plan);
    }
    let mut found = isolated(input, &plan);
    found.extend(bound_elsewhere(input, &plan));
    found.extend(exceeded_quotas::exceeded(input, &plan));
    let Some(first) = found.first().map(|rejection| rejection.reason.clone()) else { return plan };
    for change in std::mem::take(&mut plan.changes) {
        plan.withheld.push(WithheldChange { address: change.address, verb: change.verb, reason: first.clone() });
    }
    plan.actions.clear();
    plan.adopts = None;
    (plan.deletes_load_balancer, plan.may_be_deleted, plan.has_unknown_change) = (false, false, false);
    plan.reasons.clear();
    for rejection in found {
        plan.findings.push(about_service(input, rejection.finding));
        plan.reasons.push(rejection.reason);
    }
    (plan.verdict, plan.vip) = (LoadBalancerVerdict::Error, input.vip_if_unchanged());
    plan
}

/// A finding at its own location, else at the name of the Service.
fn about_service(input: &ServicePlanningInput<'_>, finding: Diagnostic) -> Diagnostic {
    let service = input.manifest.or(input.live).map(|service| service.object);
    let name = input.manifest.and_then(|manifest| manifest.object.name_location());
    let location = finding.location.or(name);
    finding.object(service.map(|object| object.reference.clone()).unwrap_or_default()).location(location)
}

/// The existing CLBs that the calls are about.
fn affected_load_balancers<'a>(input: &ServicePlanningInput<'a>, plan: &ServicePlan) -> Vec<&'a LoadBalancer> {
    let cloud = input.cloud;
    let ids: SortedSet<&str> = plan.actions.iter().filter_map(Action::load_balancer).collect();
    ids.iter().filter_map(|id| cloud.load_balancers.get(*id)).collect()
}

/// The plan with a reason and a finding for an isolated CLB: it serves no traffic, also where nothing changes on it.
fn with_isolation(input: &ServicePlanningInput<'_>, mut plan: ServicePlan) -> ServicePlan {
    if let Some(lb) = input.current.load_balancer().filter(|lb| lb.isolated) {
        plan.reasons.push(reasons::ISOLATED.with("id", lb.id.clone()));
        let finding = Diagnostic::new(&codes::ISOLATED_UNTOUCHED).arg("id", lb.id.clone());
        plan.findings.push(about_service(input, finding));
    }
    plan
}

fn isolated(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<RejectedCallFinding> {
    let rejection = |lb: &LoadBalancer| RejectedCallFinding {
        finding: Diagnostic::new(&codes::ISOLATED).arg("id", lb.id.clone()),
        reason: reasons::ISOLATED.with("id", lb.id.clone()),
    };
    affected_load_balancers(input, plan).into_iter().filter(|lb| lb.isolated).map(rejection).collect()
}

/// Backends that stay bound to another listener of the protocol, or that another Service requests on the same CLB.
fn bound_elsewhere(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<RejectedCallFinding> {
    let actions = &plan.actions;
    let mut out = Vec::new();
    let mut reported: SortedSet<ResourceAddress> = SortedSet::new();
    for lb in affected_load_balancers(input, plan) {
        let binds: Vec<&TargetList> =
            actions.iter().filter(|action| action.is_on(&lb.id)).filter_map(bound_targets).collect();
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
        for list in binds {
            let (key, listener) = (list.binding.key, list.binding.listener.existing());
            for (target, _) in &list.targets {
                let current =
                    bound.get(&(key.protocol.name(), target)).filter(|current| Some(current.id.as_str()) != listener);
                let claim = input.sharing.backend_owner(&lb.id, key.protocol, target);
                let other = match (current, claim.filter(|owner| **owner != input.name)) {
                    (Some(current), _) => current.label(),
                    (None, Some(owner)) => owner.to_string(),
                    (None, None) => continue,
                };
                if reported.insert(list.binding.address()) {
                    let mut rejection = bound_elsewhere_rejection(lb, key, target, &other);
                    let spec = input.desired.listeners.iter().find(|spec| spec.key == key);
                    rejection.finding = rejection.finding.location(spec.and_then(|spec| spec.location));
                    out.push(rejection);
                }
            }
        }
    }
    out
}

/// The backends that a call binds.
fn bound_targets(action: &Action) -> Option<&TargetList> {
    if let Call::RegisterTargets(list) = &action.call { Some(list) } else { None }
}

fn bound_elsewhere_rejection(lb: &LoadBalancer, key: ListenerKey, target: &Target, other: &str) -> RejectedCallFinding {
    let (backend, listener) = (target.to_string(), key.to_string());
    let reason = reasons::BOUND_ELSEWHERE.with("backend", backend.clone()).arg("listener", listener.clone());
    let finding = Diagnostic::new(&codes::BOUND_ELSEWHERE).arg("backend", backend).arg("listener", listener);
    RejectedCallFinding {
        finding: finding.arg("other", other).arg("id", lb.id.clone()),
        reason: reason.arg("other", other),
    }
}
