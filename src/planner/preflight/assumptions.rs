//! What only the cloud can check: one assumption each, with the event that follows where it turns out otherwise.
//!
//! Only what the calls of the plan at hand depend on is said; a plan without calls says nothing.

use crate::json::Value;
use crate::lifecycle::load_balancer as table;
use crate::planner::lifecycle_facts::LifecycleFacts;
use crate::planner::{Action, PlanBuilder, decision_reasons, reasons};
use crate::request::LifecycleMode;
use crate::sorted_map::SortedSet;
use crate::tke::{self, Protocol};

/// Says what was not checked of a finished plan.
pub fn report_assumptions(builder: &mut PlanBuilder<'_>) {
    let mut assumptions = Vec::new();
    if builder.plan.has_calls() {
        assumptions.push(reasons::ROLE_UNCHECKED.reason());
    }
    for creation in builder.plan.actions.iter().filter(|action| action.api == "CreateLoadBalancer") {
        assumptions.push(reasons::BALANCE_UNCHECKED.reason());
        if builder.input.purchase_quota.remaining(text(&creation.request, "LoadBalancerType")).is_none() {
            assumptions.push(reasons::QUOTA_UNCHECKED.reason());
        }
        if let Some(subnet) = text(&creation.request, "SubnetId") {
            assumptions.push(reasons::SUBNET_UNCHECKED.with("subnet", subnet));
            assumptions.push(reasons::ADDRESSES_UNCHECKED.with("subnet", subnet));
        }
        if let Some(settings) = builder.input.manifest.map(|manifest| &manifest.settings) {
            let parameters = &tke::EXTENSIVE_PARAMETERS;
            if settings.is_present(parameters) {
                assumptions.push(reasons::PARAMETERS_UNCHECKED.with("annotation", parameters.definition.name));
            }
        }
        for (field, feature) in [("SnatPro", "SNAT Pro"), ("SlaveZoneId", "`SlaveZoneId`")] {
            if creation.request.get(field).is_some() {
                assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", feature));
            }
        }
    }
    let region = builder.input.manifest.and_then(|manifest| manifest.settings.get(&tke::CROSS_REGION_ID).value());
    if let Some(region) = region.filter(|_| !assumptions.is_empty()) {
        assumptions.push(reasons::REGION_UNCHECKED.with("region", region));
    }
    let changes_listener = |action: &&Action| {
        matches!(action.api, "CreateListener" | "ModifyListener" | "CreateRule" | "ModifyDomainAttributes")
    };
    let mut certificates = SortedSet::new();
    for action in builder.plan.actions.iter().filter(changes_listener) {
        collect(&action.request, &["CertId", "CertCaId"], &mut certificates);
        if text(&action.request, "Protocol") == Some(Protocol::Quic.name()) {
            assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", "QUIC"));
        }
    }
    if !certificates.is_empty() {
        let names = certificates.iter().map(|id| format!("`{id}`")).collect();
        assumptions.push(reasons::CERTIFICATES_UNCHECKED.reason().list("certificates", names));
    }
    if builder.input.desired.direct_access && builder.plan.actions.iter().any(binds) {
        assumptions.push(reasons::BACKENDS_UNCHECKED.reason());
    }
    assumptions.into_iter().for_each(|reason| builder.assume(reason));
}

fn binds(action: &Action) -> bool {
    matches!(action.api, "BatchRegisterTargets" | "RegisterTargets")
}

fn text<'r>(request: &'r Value, key: &str) -> Option<&'r str> {
    request.get(key).and_then(Value::as_str)
}

/// The texts under any of the keys, at any depth.
fn collect(value: &Value, keys: &[&str], found: &mut SortedSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().filter(|_| keys.contains(&key.as_str())) {
                    Some(text) => {
                        found.insert(text.to_owned());
                    }
                    None => collect(value, keys, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Without a given era the plan follows `blocked`, and says what `rebuild` would have done.
pub fn compare_lifecycle_modes(builder: &mut PlanBuilder<'_>, facts: &LifecycleFacts, outcome: table::Outcome) {
    if builder.input.context.lifecycle_mode.is_some() {
        return;
    }
    let (row, other) = facts.decide(LifecycleMode::Rebuild);
    if other != outcome {
        let what = decision_reasons::row_reason(row, LifecycleMode::Rebuild).reason();
        builder.assume(
            reasons::ERA_UNKNOWN.with("service", builder.input.name.to_string()).arg("then", what.definition.name()),
        );
    }
}
