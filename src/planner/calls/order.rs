//! What must precede what, as rows with a reason; edges and waves from them.
//!
//! No stage relies on the order of a list it was given: calls are put in order here, by edges, and ties by address and
//! verb. A value that another call returns (`$from`) makes its edge by itself.

use crate::json::Value;
use crate::planner::{Action, CallKind};
use crate::sorted_map::{SortedMap, SortedSet};

/// True when `first` must be done before `second` is begun, both on the same CLB (or of one Service, where the CLB
/// changes). The reasons:
///
/// * a CLB that is replaced is let go before the next one is bought (documented: the old one and its address are
///   released, then a new one is created);
/// * a mark goes on before anything is made under it, and comes off last, so that an interrupted sync can be told from a
///   stranger's CLB;
/// * a listener goes before another one needs its port or its place under the quota;
/// * a listener is what it shall be (SNI) before its rules carry certificates, and a domain (HTTP/2) before its rules speak
///   gRPC;
/// * backends leave before weights change before others come: that frees places under the quota, and a backend may be
///   bound only once by listeners of one protocol;
/// * addresses to reach other networks from are there before backends of such are bound;
/// * the Service is written last.
fn precedes(first: &Action, second: &Action) -> bool {
    use CallKind as S;
    if second.kind == S::WriteService {
        return first.kind != S::WriteService;
    }
    if is_creation(first.kind) {
        return false;
    }
    if first.kind == S::DeleteLoadBalancer && second.kind == S::CreateLoadBalancer {
        return true;
    }
    if first.load_balancer != second.load_balancer {
        return false;
    }
    match (first.kind, second.kind) {
        (S::TagResources, S::CreateListener(_) | S::ModifyListener(_)) => true,
        (S::DeleteListener(_), S::CreateListener(_)) => true,
        (S::DeleteListener(_) | S::DeregisterTargets(_) | S::DeleteRule(_), S::UntagResources) => true,
        (S::DeleteListener(protocol), S::RegisterTargets(key)) => {
            protocol.is_none_or(|protocol| protocol == key.protocol)
        }
        (S::ModifySnat, S::RegisterTargets(_)) => true,
        (S::DeregisterTargets(left), S::RegisterTargets(right)) => left.protocol == right.protocol,
        (S::DeregisterTargets(left), S::ModifyWeights(right)) | (S::ModifyWeights(left), S::RegisterTargets(right)) => {
            left == right
        }
        (S::ModifyListener(left), S::CreateRule(right) | S::ModifyDomain(right) | S::ModifyRule(right)) => {
            left == right
        }
        (S::ModifyDomain(left), S::ModifyRule(right)) => left == right,
        (S::DeleteRule(left), S::CreateRule(right)) => left == right,
        _ => false,
    }
}

/// True for a step that only the last one waits for, unless another needs its answer: what comes into being makes way for
/// nothing. A Service may have thousands of such steps, which need not be held against each other.
fn is_creation(step: CallKind) -> bool {
    matches!(
        step,
        CallKind::CreateLoadBalancer
            | CallKind::CreateListener(_)
            | CallKind::CreateRule(_)
            | CallKind::RegisterTargets(_)
    )
}

/// Adds the edges, sets the waves and sorts: by wave, then address, verb and id.
pub fn order(actions: &mut [Action]) {
    let all: Vec<&Action> = actions.iter().collect();
    let clearing: Vec<&Action> = actions.iter().filter(|action| !is_creation(action.kind)).collect();
    let edges: Vec<SortedSet<String>> = actions
        .iter()
        .map(|second| {
            let mut before = SortedSet::new();
            referenced_actions(&second.request, &mut before);
            let firsts = if second.kind == CallKind::WriteService { &all } else { &clearing };
            let rules = firsts.iter().filter(|first| precedes(first, second) && first.id != second.id);
            before.extend(rules.map(|first| first.id.clone()));
            before
        })
        .collect();
    for (action, before) in actions.iter_mut().zip(edges) {
        action.after = before;
    }
    reduce_last(actions);
    let waves = waves(actions);
    for action in actions.iter_mut() {
        action.wave = waves.get(&action.id).copied().unwrap_or(0);
    }
    actions.sort_unstable_by(|a, b| (a.wave, &a.address, a.verb, &a.id).cmp(&(b.wave, &b.address, b.verb, &b.id)));
}

/// The last step waits only for those that nothing else waits for: the same order, said shortly.
fn reduce_last(actions: &mut [Action]) {
    let waited: SortedSet<String> =
        actions.iter().filter(|a| a.kind != CallKind::WriteService).flat_map(|a| a.after.iter().cloned()).collect();
    for action in actions.iter_mut().filter(|action| action.kind == CallKind::WriteService) {
        let mut data = SortedSet::new();
        referenced_actions(&action.request, &mut data);
        action.after.retain(|id| data.contains(id) || !waited.contains(id));
    }
}

/// The longest path to each action. A cycle, which `check` reports, leaves its members at the count of actions.
fn waves(actions: &[Action]) -> SortedMap<String, u32> {
    let mut waves: SortedMap<String, u32> = actions.iter().map(|action| (action.id.clone(), 0)).collect();
    for _ in 0..actions.len() {
        let mut settled = true;
        for action in actions {
            let before = action.after.iter().filter_map(|id| waves.get(id)).max();
            let wave = before.map_or(0, |wave| wave.saturating_add(1)).min(actions.len() as u32);
            if waves.insert(action.id.clone(), wave) != Some(wave) {
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    waves
}

/// The member that names the action a value comes from.
pub const FROM: &str = "$from";

/// The actions whose answers a request needs.
pub fn referenced_actions(request: &Value, found: &mut SortedSet<String>) {
    match request {
        Value::Object(members) => {
            if let Some(Value::String(id)) = members.get(FROM) {
                found.insert(id.clone());
            }
            for value in members.values() {
                referenced_actions(value, found);
            }
        }
        Value::Array(items) => {
            for value in items {
                referenced_actions(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
