//! What only the cloud can check: one assumption each, with the event that follows where it turns out otherwise.
//!
//! Only what the calls of the plan depend on is listed; a plan without calls has nothing to list.

use super::exceeded_quotas;
use crate::diagnostic::Reason;
use crate::lifecycle::load_balancer as table;
use crate::model::clb_attributes::AttributeId;
use crate::planner::load_balancer_decision_facts::LoadBalancerDecisionFacts;
use crate::planner::{Call, Purchase, ServicePlan, ServicePlanningInput, reasons};
use crate::request::LifecycleMode;
use crate::sorted_map::SortedSet;
use crate::tke::grammar::is_known_region;
use crate::tke::ports_and_backend_kind::direct_access_is_unchecked;
use crate::tke::{self, ControllerSwitches, Protocol};

/// What was not checked of a plan.
pub fn unchecked(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Vec<Reason> {
    let mut assumptions = Vec::new();
    if plan.has_calls() {
        assumptions.push(reasons::ROLE_UNCHECKED.reason());
    }
    for action in &plan.actions {
        if let Some(purchase) = action.call.purchase() {
            assumptions.extend(purchase_assumptions(input, purchase));
        }
    }
    if let Some(region) = cross_region(input).filter(|_| !assumptions.is_empty()) {
        assumptions.push(reasons::REGION_UNCHECKED.with("region", region));
    }
    let mut certificates = SortedSet::new();
    for action in &plan.actions {
        certificates.extend(certificate_ids(&action.call).map(str::to_owned));
        if matches!(action.call, Call::CreateListener { key, .. } if key.protocol == Protocol::Quic) {
            assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", "QUIC"));
        }
    }
    if !certificates.is_empty() {
        let names = certificates.iter().map(|id| format!("`{id}`")).collect();
        assumptions.push(reasons::CERTIFICATES_UNCHECKED.reason().list("certificates", names));
    }
    if input.desired.direct_access && plan.actions.iter().any(|action| matches!(action.call, Call::RegisterTargets(_)))
    {
        assumptions.push(reasons::BACKENDS_UNCHECKED.reason());
        if direct_access_is_unchecked(&ControllerSwitches::read(input.context, &[]), input.context) {
            assumptions.push(reasons::DIRECT_SWITCH_UNCHECKED.with("switch", tke::GLOBAL_ROUTE_DIRECT_ACCESS.name()));
        }
    }
    assumptions.extend(exceeded_quotas::unchecked(input, plan));
    assumptions
}

/// True for calls in a region that may not exist.
pub fn is_region_unknown(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> bool {
    let is_unknown = |region: &String| !is_known_region(region) && input.context.region.as_ref() != Some(region);
    plan.has_calls() && cross_region(input).as_ref().is_some_and(is_unknown)
}

fn cross_region(input: &ServicePlanningInput<'_>) -> Option<String> {
    input.manifest.and_then(|manifest| manifest.settings.get(&tke::CROSS_REGION_ID).value())
}

/// What is not checked of a purchase.
fn purchase_assumptions(input: &ServicePlanningInput<'_>, purchase: &Purchase) -> Vec<Reason> {
    let mut assumptions = vec![reasons::BALANCE_UNCHECKED.reason()];
    if input.purchase_quota.remaining(purchase.kind()).is_none() {
        assumptions.push(reasons::QUOTA_UNCHECKED.reason());
    }
    if let Some(subnet) = purchase.subnet() {
        assumptions.push(reasons::SUBNET_UNCHECKED.with("subnet", subnet));
        assumptions.push(reasons::ADDRESSES_UNCHECKED.with("subnet", subnet));
    }
    if let Some(settings) = input.manifest.map(|manifest| &manifest.settings) {
        let parameters = &tke::EXTENSIVE_PARAMETERS;
        if settings.is_present(parameters) {
            assumptions.push(reasons::PARAMETERS_UNCHECKED.with("annotation", parameters.definition.name));
        }
    }
    for (field, feature) in [("SnatPro", "SNAT Pro"), ("SlaveZoneId", "`SlaveZoneId`")] {
        if purchase.fields.contains_key(field) {
            assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", feature));
        }
    }
    assumptions
}

/// The certificates that a call puts on a listener or domain.
fn certificate_ids(call: &Call) -> impl Iterator<Item = &str> {
    let certificate = call.values().and_then(|values| values.get(&AttributeId::Certificate));
    ["CertId", "CertCaId"].into_iter().filter_map(move |member| certificate?.get(member)?.as_str())
}

/// Without a lifecycle mode the plan follows `blocked`: what `rebuild` would do instead, where that differs.
pub fn other_lifecycle_mode(
    input: &ServicePlanningInput<'_>,
    facts: &LoadBalancerDecisionFacts,
    outcome: table::LoadBalancerOutcome,
) -> Option<Reason> {
    if input.context.lifecycle_mode.is_some() {
        return None;
    }
    let (row, other) = facts.decide(LifecycleMode::Rebuild);
    let then = facts.reason(row, LifecycleMode::Rebuild, input.novelty).reason();
    let unknown = || reasons::ERA_UNKNOWN.with("service", input.name.to_string()).arg("then", then.definition.name());
    (other != outcome).then(unknown)
}
