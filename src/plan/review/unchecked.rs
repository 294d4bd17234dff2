//! What only the cloud can check: one assumption each, with the event that follows where it turns out otherwise.
//!
//! Only what the calls of the plan at hand depend on is said; a plan without calls says nothing.

use crate::annotation::{self, Protocol};
use crate::json::Value;
use crate::lifecycle::load_balancer as table;
use crate::plan::facts::Facts;
use crate::plan::{Action, Work, reasons, wording};
use crate::sorted::Set;

/// Says what was not checked of a finished plan.
pub fn tell(work: &mut Work<'_>) {
    let mut said = Vec::new();
    if work.draft.has_calls() {
        said.push(reasons::ROLE_UNCHECKED.because());
    }
    for purchase in work.draft.actions.iter().filter(|action| action.api == "CreateLoadBalancer") {
        said.push(reasons::BALANCE_UNCHECKED.because());
        if work.case.room.of(text(&purchase.request, "LoadBalancerType")).is_none() {
            said.push(reasons::QUOTA_UNCHECKED.because());
        }
        if let Some(subnet) = text(&purchase.request, "SubnetId") {
            said.push(reasons::SUBNET_UNCHECKED.with("subnet", subnet));
            said.push(reasons::ADDRESSES_UNCHECKED.with("subnet", subnet));
        }
        if let Some(settings) = work.case.wanted.map(|wanted| &wanted.settings) {
            let parameters = &annotation::EXTENSIVE_PARAMETERS;
            if settings.is_present(parameters) {
                said.push(reasons::PARAMETERS_UNCHECKED.with("annotation", parameters.row.name));
            }
        }
        for (field, feature) in [("SnatPro", "SNAT Pro"), ("SlaveZoneId", "`SlaveZoneId`")] {
            if purchase.request.get(field).is_some() {
                said.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", feature));
            }
        }
    }
    let region = work.case.wanted.and_then(|wanted| wanted.settings.get(&annotation::CROSS_REGION_ID).value());
    if let Some(region) = region.filter(|_| !said.is_empty()) {
        said.push(reasons::REGION_UNCHECKED.with("region", region));
    }
    let makes = |action: &&Action| {
        matches!(action.api, "CreateListener" | "ModifyListener" | "CreateRule" | "ModifyDomainAttributes")
    };
    let mut certificates = Set::new();
    for action in work.draft.actions.iter().filter(makes) {
        collect(&action.request, &["CertId", "CertCaId"], &mut certificates);
        if text(&action.request, "Protocol") == Some(Protocol::Quic.name()) {
            said.push(reasons::ALLOW_LIST_UNCHECKED.with("feature", "QUIC"));
        }
    }
    if !certificates.is_empty() {
        let names = certificates.iter().map(|id| format!("`{id}`")).collect();
        said.push(reasons::CERTIFICATES_UNCHECKED.because().list("certificates", names));
    }
    if work.case.desired.direct && work.draft.actions.iter().any(binds) {
        said.push(reasons::BACKENDS_UNCHECKED.because());
    }
    said.into_iter().for_each(|because| work.assume(because));
}

fn binds(action: &Action) -> bool {
    matches!(action.api, "BatchRegisterTargets" | "RegisterTargets")
}

fn text<'r>(request: &'r Value, key: &str) -> Option<&'r str> {
    request.get(key).and_then(Value::as_str)
}

/// The texts under any of the keys, at any depth.
fn collect(value: &Value, keys: &[&str], found: &mut Set<String>) {
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
pub fn other_era(work: &mut Work<'_>, facts: &Facts, outcome: table::Outcome) {
    if work.case.context.lifecycle_mode.is_some() {
        return;
    }
    let (row, other) = facts.decide(table::Era::Rebuild);
    if other != outcome {
        let what = wording::of_row(row, table::Era::Rebuild).because();
        work.assume(reasons::ERA_UNKNOWN.with("service", work.case.name.to_string()).word("then", what.reason.name()));
    }
}
