//! The backends of one listener or rule: which are unbound, which get another weight, which are bound.
//!
//! Backends that are not known, or of which it is not known what is bound, are withheld.

use crate::desired::changes_backends;
use crate::desired::codes::{DRAINED, WEIGHTS_ZERO};
use crate::desired::reasons::WEIGHTS_UNPUBLISHED;
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Map, Value};
use crate::model::{DesiredBackends, Target};
use crate::planner::call::BATCH_TARGETS;
use crate::planner::call_as_json::target;
use crate::planner::{
    BackendIpFamily, Call, IdOrResult, ListenerOrRule, PlanBuilder, ResourceChange, TargetList, Verb, codes, reasons,
};
use crate::sorted_map::SortedMap;

/// Backends with their weights, where those are known.
type DesiredTargets = SortedMap<Target, Option<i64>>;

/// What decides which backends are bound and unbound.
pub struct BindingConstraints {
    /// The addresses that the CLB binds.
    pub family: BackendIpFamily,
    /// Why nothing is unbound: it is not proven that the listener is this cluster's.
    pub why_nothing_is_unbound: Option<Reason>,
}

/// Backends of a listener or rule that is being created.
pub fn bind_all(
    builder: &mut PlanBuilder,
    binding: &ListenerOrRule,
    family: BackendIpFamily,
    backends: &DesiredBackends,
) {
    bind(
        builder,
        binding,
        &BindingConstraints { family, why_nothing_is_unbound: None },
        backends,
        Some(&SortedMap::new()),
    );
}

/// Brings backends in line: which are unbound, which get another weight, which are bound.
pub fn bind(
    builder: &mut PlanBuilder,
    binding: &ListenerOrRule,
    conditions: &BindingConstraints,
    backends: &DesiredBackends,
    current: Option<&SortedMap<Target, i64>>,
) {
    let address = binding.address();
    let backends = match backends {
        DesiredBackends::Known(desired) => desired,
        DesiredBackends::Unknown(unknown) => {
            return bind_unknown(builder, binding, &unknown.reason, current);
        }
    };
    let undecided = backends.undecided.as_ref();
    if let Some(undecided) = undecided.filter(|undecided| undecided.is_certain) {
        builder.mark_incomplete(undecided.reason.clone());
    }
    let desired = &reachable(builder, binding, conditions.family, &backends.targets);
    let has_unknown_weight = desired.values().any(Option::is_none);
    if has_unknown_weight {
        builder.mark_incomplete(WEIGHTS_UNPUBLISHED.reason());
    }
    let Some(current) = current else {
        let unknown = reasons::TARGETS_UNKNOWN.with("listener", binding.key.to_string());
        builder.mark_incomplete(unknown.clone());
        builder.withhold(address, Verb::Update, unknown);
        return;
    };
    let why_kept = |target: &Target| {
        let undecided = undecided.filter(|undecided| undecided.covers(target)).map(|undecided| &undecided.reason);
        conditions.why_nothing_is_unbound.as_ref().or(undecided)
    };
    let not_desired = current.iter().filter(|(target, _)| !desired.contains_key(target));
    let (kept, removed): (Vec<_>, Vec<_>) = not_desired.partition(|(target, _)| why_kept(target).is_some());
    if let Some(reason) = kept.first().and_then(|(target, _)| why_kept(target)) {
        builder.mark_incomplete(reason.clone());
        builder.withhold(address.clone(), Verb::Delete, reason.clone());
        builder.withdraw_finding(&DRAINED, &binding.key.to_string());
        builder.withdraw_finding(&WEIGHTS_ZERO, &binding.key.to_string());
    }
    let removed: Vec<(Target, Option<i64>)> = removed.into_iter().map(|(target, _)| (target.clone(), None)).collect();
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
    builder.add_change(|| {
        let after = desired.iter().map(|(target, weight)| (target, *weight));
        let after = shown(after.chain(kept.into_iter().map(|(target, weight)| (target, Some(*weight)))));
        let change = if current.is_empty() {
            ResourceChange::created(address, after)
        } else {
            let before = shown(current.iter().map(|(target, weight)| (target, Some(*weight))));
            ResourceChange::updated(address, Some(before), after, vec!["Targets".to_owned()])
        };
        let unknown = has_unknown_weight.then(|| "Targets[].Weight".to_owned());
        change.unknown(unknown.into_iter().collect())
    });
    let most = binding.most_targets();
    add_calls(builder, binding, &removed, most, Call::DeregisterTargets);
    add_calls(builder, binding, &reweighted, BATCH_TARGETS, Call::ModifyTargetWeights);
    add_calls(builder, binding, &added, most, Call::RegisterTargets);
}

/// Backends that are unknown: of a listener that is created, and of one that exists where the manifest changes which they are.
fn bind_unknown(
    builder: &mut PlanBuilder,
    binding: &ListenerOrRule,
    reason: &Reason,
    current: Option<&SortedMap<Target, i64>>,
) {
    builder.mark_incomplete(reason.clone());
    let address = binding.address();
    let nothing_yet = || Value::Object(Map::new());
    let change = if matches!(binding.listener, IdOrResult::From(..)) {
        ResourceChange::created(address, nothing_yet())
    } else {
        let input = builder.input;
        let (Some(manifest), Some(live)) = (input.manifest, input.live) else { return };
        if !changes_backends(reason, binding.key.port, manifest, live, input.context) {
            return;
        }
        builder.mark_unknown_change();
        let before = current.map(|current| shown(current.iter().map(|(target, weight)| (target, Some(*weight)))));
        ResourceChange::updated(address, before, nothing_yet(), vec!["Targets".to_owned()])
    };
    builder.add_change(|| change.unknown(vec!["Targets".to_owned()]).because(reason.clone()));
}

/// As many calls as the backends need, with at most so many in each.
fn add_calls(
    builder: &mut PlanBuilder,
    binding: &ListenerOrRule,
    targets: &[(Target, Option<i64>)],
    most: usize,
    call: fn(TargetList) -> Call,
) {
    for chunk in targets.chunks(most) {
        builder.add_call(call(TargetList { binding: binding.clone(), targets: chunk.to_vec() }));
    }
}

/// Backends as a change shows them.
fn shown<'t>(targets: impl Iterator<Item = (&'t Target, Option<i64>)>) -> Value {
    let list: Vec<Value> = targets.map(|(backend, weight)| target(backend, weight).into()).collect();
    let mut shown = Map::new();
    shown.insert("Targets".into(), list.into());
    Value::Object(shown)
}

/// The backends that the CLB can forward to; the others are withheld.
fn reachable(
    builder: &mut PlanBuilder,
    binding: &ListenerOrRule,
    family: BackendIpFamily,
    desired: &DesiredTargets,
) -> DesiredTargets {
    let others: Vec<String> = desired.keys().filter(|t| !family.binds(t)).map(|t| format!("`{t}`")).collect();
    if !others.is_empty() && others.len() == desired.len() {
        let finding = Diagnostic::new(&codes::NO_REACHABLE_BACKEND).arg("address", binding.address().to_string());
        let finding = finding.arg("family", family.name());
        let object = builder.input.manifest.map(|service| service.object.reference.clone()).unwrap_or_default();
        let mut specs = builder.input.desired.listeners.iter();
        let location = specs.find(|spec| spec.key == binding.key).and_then(|spec| spec.location);
        builder.add_finding(finding.list("backends", others.clone()).object(object).location(location));
    }
    if !others.is_empty() {
        let reason = reasons::OTHER_FAMILY.with("family", family.name()).list("backends", others);
        builder.withhold(binding.address(), Verb::Create, reason);
    }
    desired.iter().filter(|(target, _)| family.binds(target)).map(|(t, w)| (t.clone(), *w)).collect()
}
