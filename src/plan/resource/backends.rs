//! The backends of one listener or rule: what goes, what changes its weight, what comes.
//!
//! Backends that are not known, or of which it is not known what is bound, are left alone and said.

use crate::diagnostic::Because;
use crate::json::{Map, Value};
use crate::model::{Backends, Target};
use crate::plan::calls::request::{self, Binding, Family, Ref};
use crate::plan::{Change, Step, Verb, Work, reasons};
use crate::sorted::Map as SortedMap;

/// Backends with their weights, where those are known.
type Wanted = SortedMap<Target, Option<i64>>;

/// Backends of a binding that is being made.
pub fn bind_all(work: &mut Work, address: &str, binding: &Binding, backends: &Backends, because: &Because) {
    bind(work, address, binding, backends, Some(&SortedMap::new()), because);
}

/// Brings backends in line: what goes, what changes its weight, what comes.
pub fn bind(
    work: &mut Work,
    address: &str,
    binding: &Binding,
    backends: &Backends,
    held: Option<&SortedMap<Target, i64>>,
    because: &Because,
) {
    let wanted = match backends {
        Backends::Known(wanted) => &reachable(work, address, binding.family, wanted),
        Backends::Unknown(unknown) => {
            work.incomplete(unknown.because.clone());
            if matches!(binding.listener, Ref::From(..)) {
                work.change(Change {
                    address: address.to_owned(),
                    verb: Verb::Create,
                    before: None,
                    after: Some(Value::Object(Map::new())),
                    after_unknown: vec!["Targets".to_owned()],
                    fields: Vec::new(),
                    because: vec![unknown.because.clone()],
                });
            }
            return;
        }
    };
    let Some(held) = held else {
        let unknown = reasons::TARGETS_UNKNOWN.with("listener", binding.key.to_string());
        work.incomplete(unknown.clone());
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
    work.change(Change {
        address: address.to_owned(),
        verb: if held.is_empty() { Verb::Create } else { Verb::Update },
        before: (!held.is_empty()).then(|| request::shown(held.iter().map(|(t, w)| (t.clone(), Some(*w))))),
        after: Some(request::shown(wanted.iter().map(|(t, w)| (t.clone(), *w)))),
        after_unknown: Vec::new(),
        fields: if held.is_empty() { Vec::new() } else { vec!["Targets".to_owned()] },
        because: vec![because.clone()],
    });
    let mut calls: Vec<(Step, &'static str, Vec<Value>, Verb)> = Vec::new();
    if !gone.is_empty() {
        let (api, bodies) = request::bind(binding, &gone, "BatchDeregisterTargets", "DeregisterTargets");
        calls.push((Step::Unbind(binding.key), api, bodies, Verb::Delete));
    }
    if !weighed.is_empty() {
        calls.push((
            Step::Weigh(binding.key),
            "BatchModifyTargetWeight",
            request::weigh(binding, &weighed),
            Verb::Update,
        ));
    }
    if !come.is_empty() {
        let (api, bodies) = request::bind(binding, &come, "BatchRegisterTargets", "RegisterTargets");
        calls.push((Step::Bind(binding.key), api, bodies, Verb::Create));
    }
    for (step, api, bodies, verb) in calls {
        for body in bodies {
            work.act(step, &binding.lb, api, body, address, verb, because);
        }
    }
}

/// The backends that the CLB can forward to; the others are said.
fn reachable(work: &mut Work, address: &str, family: Family, wanted: &Wanted) -> Wanted {
    let others: Vec<String> = wanted.keys().filter(|t| !family.binds(t)).map(|t| format!("`{t}`")).collect();
    if !others.is_empty() {
        let because = reasons::OTHER_FAMILY.because().list("backends", others);
        work.withhold(address.to_owned(), Verb::Create, because);
    }
    wanted.iter().filter(|(target, _)| family.binds(target)).map(|(t, w)| (t.clone(), *w)).collect()
}
