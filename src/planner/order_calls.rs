//! What must precede what, as rows with a reason; edges and waves from them.
//!
//! No stage relies on the order of a list it was given: calls are put in order here, by edges, and equal ones by address
//! and verb. A value that another call returns makes its edge by itself.

use super::{Action, Call};
use crate::model::clb_attributes::AttributeId;
use crate::sorted_map::{SortedMap, SortedSet, sort_by};

/// True when `first` must be done before `second` is begun, both on the same CLB (or of one Service, where the CLB
/// changes).
fn precedes(first: &Action, second: &Action) -> bool {
    match (&first.call, &second.call) {
        // The Service is written last.
        (Call::WriteService { .. }, Call::WriteService { .. }) => false,
        (_, Call::WriteService { .. }) => true,
        // A CLB that is replaced is deleted before the next one is bought (documented: the old one and its address are
        // released, then a new one is created).
        (Call::DeleteLoadBalancer { .. }, Call::CreateLoadBalancer(_)) => true,
        (first_call, second_call) => {
            precedes_on_load_balancer(first_call, second_call) && first.load_balancer() == second.load_balancer()
        }
    }
}

/// The rows about two calls on one CLB.
fn precedes_on_load_balancer(first: &Call, second: &Call) -> bool {
    use Call as C;
    match (first, second) {
        // The cluster's tag is added before anything is created under it, and removed last, so that after an interrupted
        // sync the CLB still carries the tag.
        (C::TagResources { .. }, C::CreateListener { .. } | C::ModifyListener { .. }) => true,
        (C::DeleteListener { .. } | C::DeregisterTargets(_) | C::DeleteRule { .. }, C::UntagResources { .. }) => true,
        // A Service that is created again marks what the deleted one gave up.
        (C::UntagResources { .. }, C::TagResources { .. }) => true,
        // A listener is deleted before another one needs its port or its share of the quota, and before its backends are
        // bound to another listener of the protocol.
        (C::DeleteListener { .. }, C::CreateListener { .. }) => true,
        (C::DeleteListener { key, .. }, C::RegisterTargets(list)) => key.protocol == list.binding.key.protocol,
        // Addresses to reach other networks from exist before backends of those networks are bound.
        (C::CreateLoadBalancerSnatIps { .. }, C::RegisterTargets(_)) => true,
        (C::ModifyLoadBalancerAttributes { field: AttributeId::SnatPro, .. }, C::RegisterTargets(_)) => true,
        // Backends are unbound before weights change before others are bound: that frees quota, and a backend may be bound
        // only once by listeners of one protocol.
        (C::DeregisterTargets(left), C::RegisterTargets(right)) => {
            left.binding.key.protocol == right.binding.key.protocol
        }
        (C::DeregisterTargets(left), C::ModifyTargetWeights(right))
        | (C::ModifyTargetWeights(left), C::RegisterTargets(right)) => left.binding.key == right.binding.key,
        // A listener changes (SNI) before its rules carry certificates, and a domain (HTTP/2) before its rules speak gRPC.
        (
            C::ModifyListener { key: left, .. },
            C::CreateRule { key: right, .. }
            | C::ModifyDomainAttributes { key: right, .. }
            | C::ModifyRule { key: right, .. },
        ) => left == right,
        (C::ModifyDomainAttributes { key: left, .. }, C::ModifyRule { key: right, .. }) => left == right,
        // A rule is deleted before another one needs its share of the quota, unless the other one has the next default
        // domain: then the deletion waits for it.
        (C::DeleteRule { key: left, next, .. }, C::CreateRule { key: right, path, .. }) => {
            left == right && next.as_ref().is_none_or(|next| next.domain != path.domain)
        }
        // The default domain stays as long as another one is there.
        (C::DeleteRule { key: left, is_last: false, .. }, C::DeleteRule { key: right, is_last: true, .. }) => {
            left == right
        }
        // Every other pair, named so that a new call has to be thought of.
        (
            C::CreateLoadBalancer(_)
            | C::DeleteLoadBalancer { .. }
            | C::ModifyLoadBalancerAttributes { .. }
            | C::SetLoadBalancerSecurityGroups { .. }
            | C::CreateLoadBalancerSnatIps { .. }
            | C::TagResources { .. }
            | C::UntagResources { .. }
            | C::CreateListener { .. }
            | C::ModifyListener { .. }
            | C::DeleteListener { .. }
            | C::CreateRule { .. }
            | C::ModifyRule { .. }
            | C::ModifyDomainAttributes { .. }
            | C::DeleteRule { .. }
            | C::RegisterTargets(_)
            | C::DeregisterTargets(_)
            | C::ModifyTargetWeights(_)
            | C::WriteServiceConfig { .. }
            | C::WriteService { .. },
            C::CreateLoadBalancer(_)
            | C::DeleteLoadBalancer { .. }
            | C::ModifyLoadBalancerAttributes { .. }
            | C::SetLoadBalancerSecurityGroups { .. }
            | C::CreateLoadBalancerSnatIps { .. }
            | C::TagResources { .. }
            | C::UntagResources { .. }
            | C::CreateListener { .. }
            | C::ModifyListener { .. }
            | C::DeleteListener { .. }
            | C::CreateRule { .. }
            | C::ModifyRule { .. }
            | C::ModifyDomainAttributes { .. }
            | C::DeleteRule { .. }
            | C::RegisterTargets(_)
            | C::DeregisterTargets(_)
            | C::ModifyTargetWeights(_)
            | C::WriteServiceConfig { .. }
            | C::WriteService { .. },
        ) => false,
    }
}

/// True for a call that only the last one waits for, unless another needs its answer: what it creates frees nothing. A
/// Service may have thousands of such calls, which need not be compared with each other.
fn is_creation(call: &Call) -> bool {
    match call {
        Call::CreateLoadBalancer(_)
        | Call::CreateListener { .. }
        | Call::CreateRule { .. }
        | Call::RegisterTargets(_) => true,
        Call::DeleteLoadBalancer { .. }
        | Call::ModifyLoadBalancerAttributes { .. }
        | Call::SetLoadBalancerSecurityGroups { .. }
        | Call::CreateLoadBalancerSnatIps { .. }
        | Call::TagResources { .. }
        | Call::UntagResources { .. }
        | Call::ModifyListener { .. }
        | Call::DeleteListener { .. }
        | Call::ModifyRule { .. }
        | Call::ModifyDomainAttributes { .. }
        | Call::DeleteRule { .. }
        | Call::DeregisterTargets(_)
        | Call::ModifyTargetWeights(_)
        | Call::WriteServiceConfig { .. }
        | Call::WriteService { .. } => false,
    }
}

fn writes_service(action: &Action) -> bool {
    matches!(action.call, Call::WriteService { .. })
}

/// Adds the edges, sets the waves and sorts: by wave, then by the text of the address, verb and id.
pub fn order(actions: &mut Vec<Action>) {
    let all: Vec<&Action> = actions.iter().collect();
    let clearing: Vec<&Action> = actions.iter().filter(|action| !is_creation(&action.call)).collect();
    let edges: Vec<SortedSet<String>> = actions
        .iter()
        .map(|second| {
            let mut before: SortedSet<String> = second.call.depends_on().map(str::to_owned).collect();
            let firsts = if writes_service(second) { &all } else { &clearing };
            let rules = firsts.iter().filter(|first| first.id != second.id && precedes(first, second));
            before.extend(rules.map(|first| first.id.clone()));
            before
        })
        .collect();
    for (action, before) in actions.iter_mut().zip(edges) {
        action.after = before;
    }
    reduce_last(actions);
    let waves = waves(actions);
    let mut sorted: Vec<(String, Action)> = Vec::with_capacity(actions.len());
    for (mut action, wave) in std::mem::take(actions).into_iter().zip(waves) {
        action.wave = wave;
        sorted.push((action.call.address().to_string(), action));
    }
    sort_by(&mut sorted, |(address, a), (other, b)| {
        (a.wave, address, a.call.verb(), &a.id).cmp(&(b.wave, other, b.call.verb(), &b.id))
    });
    actions.extend(sorted.into_iter().map(|(_, action)| action));
}

/// The last call waits only for those that nothing else waits for: the same order in fewer edges.
fn reduce_last(actions: &mut [Action]) {
    let waited: SortedSet<String> = actions
        .iter()
        .filter(|action| !writes_service(action))
        .flat_map(|action| action.after.iter().cloned())
        .collect();
    for action in actions.iter_mut().filter(|action| writes_service(action)) {
        let data: Vec<&str> = action.call.depends_on().collect();
        action.after.retain(|id| data.contains(&id.as_str()) || !waited.contains(id));
    }
}

/// The longest path to each action. A cycle, which `check` reports, leaves its members at the count of actions.
fn waves(actions: &[Action]) -> Vec<u32> {
    let positions = actions.iter().enumerate().map(|(at, action)| (action.id.as_str(), at));
    let positions = SortedMap::from_unsorted(positions.collect());
    let before = actions.iter().map(|action| action.after.iter().filter_map(|id| positions.get(id.as_str()).copied()));
    let before: Vec<Vec<usize>> = before.map(Iterator::collect).collect();
    let own = || actions.iter().filter_map(|action| positions.get(action.id.as_str()).copied());
    let mut waves = vec![0_u32; actions.len()];
    for _ in 0..actions.len() {
        let mut settled = true;
        for (at, before) in own().zip(&before) {
            let before = before.iter().filter_map(|at| waves.get(*at)).max();
            let wave = before.map_or(0, |wave| wave.saturating_add(1)).min(actions.len() as u32);
            if let Some(known) = waves.get_mut(at).filter(|known| **known != wave) {
                *known = wave;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    own().map(|at| waves.get(at).copied().unwrap_or(0)).collect()
}
