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
    work: &mut PlanBuilder,
    address: &str,
    binding: &BackendBinding,
    backends: &Backends,
    because: &Reason,
) {
    bind(work, address, binding, backends, Some(&SortedMap::new()), because);
}

/// Brings backends in line: what goes, what changes its weight, what comes.
pub fn bind(
    work: &mut PlanBuilder,
    address: &str,
    binding: &BackendBinding,
    backends: &Backends,
    held: Option<&SortedMap<Target, i64>>,
    because: &Reason,
) {
    let wanted = match backends {
        Backends::Known(wanted) => &reachable(work, address, binding.family, wanted),
        Backends::Unknown(unknown) => {
            work.mark_incomplete(unknown.reason.clone());
            if matches!(binding.listener, Ref::From(..)) {
                work.add_change(Change {
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
    let Some(held) = held else {
        let unknown = reasons::TARGETS_UNKNOWN.with("listener", binding.key.to_string());
        work.mark_incomplete(unknown.clone());
        work.withhold(address.to_owned(), Verb::Update, unknown);
        return;
    };
    let gone: Vec<(Target, Option<i64>)> =
        held.keys().filter(|target| !wanted.contains_key(target)).map(|target| (target.clone(), None)).collect();
    let come: Vec<(Target, Option<i64>)> =
        wanted.iter().filter(|(target, _)| !held.contains_key(target)).map(|(t, w)| (t.clone(), *w)).collect();
    let weighed: Vec<(Target, Option<i64>)> = wanted
        .iter()
        .filter(|(target, weight)| matches!((held.get(target), weight), (Some(had), Some(weight)) if had != weight))
        .map(|(target, weight)| (target.clone(), *weight))
        .collect();
    if gone.is_empty() && come.is_empty() && weighed.is_empty() {
        return;
    }
    work.add_change(Change {
        address: address.to_owned(),
        verb: if held.is_empty() { Verb::Create } else { Verb::Update },
        before: (!held.is_empty()).then(|| request::shown(held.iter().map(|(t, w)| (t.clone(), Some(*w))))),
        after: Some(request::shown(wanted.iter().map(|(t, w)| (t.clone(), *w)))),
        after_unknown: Vec::new(),
        fields: if held.is_empty() { Vec::new() } else { vec!["Targets".to_owned()] },
        reasons: vec![because.clone()],
    });
    let mut calls: Vec<(CallKind, &'static str, Vec<Value>, Verb)> = Vec::new();
    if !gone.is_empty() {
        let (api, bodies) = request::target_requests(binding, &gone, "BatchDeregisterTargets", "DeregisterTargets");
        calls.push((CallKind::DeregisterTargets(binding.key), api, bodies, Verb::Delete));
    }
    if !weighed.is_empty() {
        calls.push((
            CallKind::ModifyWeights(binding.key),
            "BatchModifyTargetWeight",
            request::modify_weights(binding, &weighed),
            Verb::Update,
        ));
    }
    if !come.is_empty() {
        let (api, bodies) = request::target_requests(binding, &come, "BatchRegisterTargets", "RegisterTargets");
        calls.push((CallKind::RegisterTargets(binding.key), api, bodies, Verb::Create));
    }
    for (step, api, bodies, verb) in calls {
        for body in bodies {
            work.add_call(step, &binding.lb, api, body, address, verb, because);
        }
    }
}

/// The backends that the CLB can forward to; the others are said.
fn reachable(work: &mut PlanBuilder, address: &str, family: IpFamily, wanted: &DesiredTargets) -> DesiredTargets {
    let others: Vec<String> = wanted.keys().filter(|t| !family.binds(t)).map(|t| format!("`{t}`")).collect();
    if !others.is_empty() {
        let because = reasons::OTHER_FAMILY.with("backends", others.join(", "));
        work.withhold(address.to_owned(), Verb::Create, because);
    }
    wanted.iter().filter(|(target, _)| family.binds(target)).map(|(t, w)| (t.clone(), *w)).collect()
}
