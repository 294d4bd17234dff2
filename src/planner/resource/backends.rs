//! The backends of one listener or rule: what goes, what changes its weight, what comes.
//!
//! Backends that are not known, or of which it is not known what is bound, are left alone and said.

use crate::diagnostic::Reason;
use crate::json::{Map, Value};
use crate::model::{Backends, Target};
use crate::planner::calls::request::{self, BackendBinding, IpFamily, Ref};
use crate::planner::{CallKind, Change, PlanBuilder, Verb, reasons};
use crate::sorted_map::SortedMap;

/// Backends with their weights, where those are known.
type DesiredTargets = SortedMap<Target, Option<i64>>;

/// Backends of a binding that is being made.
pub fn bind_all(
    builder: &mut PlanBuilder,
    address: &str,
    binding: &BackendBinding,
    backends: &Backends,
    reason: &Reason,
) {
    bind(builder, address, binding, backends, Some(&SortedMap::new()), reason);
}

/// Brings backends in line: what goes, what changes its weight, what comes.
pub fn bind(
    builder: &mut PlanBuilder,
    address: &str,
    binding: &BackendBinding,
    backends: &Backends,
    current: Option<&SortedMap<Target, i64>>,
    reason: &Reason,
) {
    let desired = match backends {
        Backends::Known(desired) => &reachable(builder, address, binding.family, desired),
        Backends::Unknown(unknown) => {
            builder.mark_incomplete(unknown.reason.clone());
            if matches!(binding.listener, Ref::From(..)) {
                builder.add_change(Change {
                    address: address.to_owned(),
                    verb: Verb::Create,
                    before: None,
                    after: Some(Value::Object(Map::new())),
                    after_unknown: vec!["Targets".to_owned()],
                    fields: Vec::new(),
                    reasons: vec![unknown.reason.clone()],
                });
            }
            return;
        }
    };
    let Some(current) = current else {
        let unknown = reasons::TARGETS_UNKNOWN.with("listener", binding.key.to_string());
        builder.mark_incomplete(unknown.clone());
        builder.withhold(address.to_owned(), Verb::Update, unknown);
        return;
    };
    let removed: Vec<(Target, Option<i64>)> =
        current.keys().filter(|target| !desired.contains_key(target)).map(|target| (target.clone(), None)).collect();
    let added: Vec<(Target, Option<i64>)> =
        desired.iter().filter(|(target, _)| !current.contains_key(target)).map(|(t, w)| (t.clone(), *w)).collect();
    let reweighted: Vec<(Target, Option<i64>)> = desired
        .iter()
        .filter(|(target, weight)| matches!((current.get(target), weight), (Some(old), Some(weight)) if old != weight))
        .map(|(target, weight)| (target.clone(), *weight))
        .collect();
    if removed.is_empty() && added.is_empty() && reweighted.is_empty() {
        return;
    }
    builder.add_change(Change {
        address: address.to_owned(),
        verb: if current.is_empty() { Verb::Create } else { Verb::Update },
        before: (!current.is_empty()).then(|| request::shown(current.iter().map(|(t, w)| (t.clone(), Some(*w))))),
        after: Some(request::shown(desired.iter().map(|(t, w)| (t.clone(), *w)))),
        after_unknown: Vec::new(),
        fields: if current.is_empty() { Vec::new() } else { vec!["Targets".to_owned()] },
        reasons: vec![reason.clone()],
    });
    let mut calls: Vec<(CallKind, &'static str, Vec<Value>, Verb)> = Vec::new();
    if !removed.is_empty() {
        let (api, bodies) = request::target_requests(binding, &removed, "BatchDeregisterTargets", "DeregisterTargets");
        calls.push((CallKind::DeregisterTargets(binding.key), api, bodies, Verb::Delete));
    }
    if !reweighted.is_empty() {
        calls.push((
            CallKind::ModifyWeights(binding.key),
            "BatchModifyTargetWeight",
            request::modify_weights(binding, &reweighted),
            Verb::Update,
        ));
    }
    if !added.is_empty() {
        let (api, bodies) = request::target_requests(binding, &added, "BatchRegisterTargets", "RegisterTargets");
        calls.push((CallKind::RegisterTargets(binding.key), api, bodies, Verb::Create));
    }
    for (step, api, bodies, verb) in calls {
        for body in bodies {
            builder.add_call(step, &binding.lb, api, body, address, verb, reason);
        }
    }
}

/// The backends that the CLB can forward to; the others are said.
fn reachable(builder: &mut PlanBuilder, address: &str, family: IpFamily, desired: &DesiredTargets) -> DesiredTargets {
    let others: Vec<String> = desired.keys().filter(|t| !family.binds(t)).map(|t| format!("`{t}`")).collect();
    if !others.is_empty() {
        let reason = reasons::OTHER_FAMILY.reason().list("backends", others);
        builder.withhold(address.to_owned(), Verb::Create, reason);
    }
    desired.iter().filter(|(target, _)| family.binds(target)).map(|(t, w)| (t.clone(), *w)).collect()
}
