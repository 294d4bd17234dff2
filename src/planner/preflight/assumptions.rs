//! What only the cloud can check: one assumption each, with the event that follows where it turns out otherwise.
//!
//! Only what the calls of the plan at hand depend on is said; a plan without calls says nothing.

use crate::diagnostic::Reason;
use crate::lifecycle::load_balancer as table;
use crate::model::field::Field;
use crate::planner::lifecycle_facts::LifecycleFacts;
use crate::planner::{Call, PlanBuilder, Purchase, decision_reasons, reasons};
use crate::request::LifecycleMode;
use crate::sorted_map::SortedSet;
use crate::tke::{self, Protocol};

/// Says what was not checked of a finished plan.
pub fn report_assumptions(builder: &mut PlanBuilder<'_>) {
    let mut assumptions = Vec::new();
    if builder.plan.has_calls() {
        assumptions.push(reasons::ROLE_UNCHECKED.reason());
    }
    for action in &builder.plan.actions {
        if let Some(purchase) = action.call.purchase() {
            assumptions.extend(purchase_assumptions(builder, purchase));
        }
    }
    let region = builder.input.manifest.and_then(|manifest| manifest.settings.get(&tke::CROSS_REGION_ID).value());
    if let Some(region) = region.filter(|_| !assumptions.is_empty()) {
        assumptions.push(reasons::REGION_UNCHECKED.with("region", region));
    }
    let mut certificates = SortedSet::new();
    for action in &builder.plan.actions {
        certificates.extend(certificate_ids(&action.call).map(str::to_owned));
        if matches!(action.call, Call::CreateListener { key, .. } if key.protocol == Protocol::Quic) {
            assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", "QUIC"));
        }
    }
    if !certificates.is_empty() {
        let names: Vec<String> = certificates.iter().map(|id| format!("`{id}`")).collect();
        assumptions.push(reasons::CERTIFICATES_UNCHECKED.with("certificates", names.join(", ")));
    }
    if builder.input.desired.direct_access
        && builder.plan.actions.iter().any(|action| matches!(action.call, Call::RegisterTargets(_)))
    {
        assumptions.push(reasons::BACKENDS_UNCHECKED.reason());
    }
    assumptions.into_iter().for_each(|reason| builder.assume(reason));
}

/// What is not checked of a purchase.
fn purchase_assumptions(builder: &PlanBuilder<'_>, purchase: &Purchase) -> Vec<Reason> {
    let mut assumptions = vec![reasons::BALANCE_UNCHECKED.reason()];
    if builder.input.purchase_quota.remaining(purchase.kind()).is_none() {
        assumptions.push(reasons::QUOTA_UNCHECKED.reason());
    }
    if let Some(subnet) = purchase.subnet() {
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
        if purchase.fields.contains_key(field) {
            assumptions.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", feature));
        }
    }
    assumptions
}

/// The certificates that a call puts on a listener or domain.
fn certificate_ids(call: &Call) -> impl Iterator<Item = &str> {
    let certificate = call.values().and_then(|values| values.get(&Field::Certificate));
    ["CertId", "CertCaId"].into_iter().filter_map(move |member| certificate?.get(member)?.as_str())
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
