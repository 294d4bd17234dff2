//! What must hold of any finished plan, whichever stage made it.
//!
//! Runs over every plan before it is answered: a plan that violates an invariant loses the calls of the Service, and a
//! finding names the violation. It repeats no decision: it looks at calls, ownership tags and edges only.

use super::call::BATCH_TARGETS;
use super::resource::load_balancer::MAX_SECURITY_GROUPS_PER_CALL;
use super::{Action, Call, LoadBalancerVerdict, ResourceAddress, ServiceEvent, ServicePlan};
use crate::model::KnownLoadBalancers;
use crate::request::{Context, LifecycleMode};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::tke::load_balancer_tags;
use std::fmt;

/// What was observed, with the names of all listeners by id: read once for all plans.
pub struct CloudWithListenerNames<'c> {
    cloud: &'c KnownLoadBalancers,
    names: Vec<(&'c str, &'c str)>,
}

impl<'c> CloudWithListenerNames<'c> {
    /// What was observed.
    pub fn of(cloud: &'c KnownLoadBalancers) -> CloudWithListenerNames<'c> {
        let listeners = cloud.load_balancers.values().flat_map(|lb| lb.listeners.iter().flatten());
        let mut names: Vec<_> = listeners.map(|listener| (listener.id.as_str(), listener.name.as_str())).collect();
        sort_by(&mut names, Ord::cmp);
        CloudWithListenerNames { cloud, names }
    }

    /// True for a listener that has none of these names.
    fn is_user_created(&self, id: &str, listener_names: &[String]) -> bool {
        let start = self.names.partition_point(|(listener, _)| *listener < id);
        let mut same = self.names.get(start..).unwrap_or_default().iter().take_while(|(listener, _)| *listener == id);
        same.any(|(_, name)| !listener_names.iter().any(|own| own == name))
    }
}

/// What a plan violates. Actions and load balancers are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenInvariant {
    /// Two actions have one id.
    DuplicateId,
    /// The action is in no later wave than the other one, which must precede it.
    NotAfter(String, String),
    /// The action waits for another one that is not in the plan.
    UnknownDependency(String, String),
    /// The action uses an answer that no edge makes it wait for.
    MissingEdge(String),
    /// The load balancer is deleted although the cloud was not seen to have it.
    DeletesUnobserved(String),
    /// The load balancer is deleted without the tag that proves that TKE created it.
    DeletesWithoutTag(String),
    /// The load balancer is deleted although it belongs to another cluster.
    DeletesOfOtherCluster(String),
    /// The load balancer is deleted although the user owns its life or the cloud protects it.
    DeletesProtected(String),
    /// A load balancer is deleted and another one is bought in lifecycle mode `blocked`.
    ReplacesWhenBlocked,
    /// There are calls although the verdict is that nothing is done.
    CallsDespiteVerdict,
    /// The action works on a listener that the user created.
    TouchesUserListener(String, String),
    /// The action has more items than its API takes.
    OverLimit(String, &'static str),
    /// A change has no reason.
    NoReason(ResourceAddress),
}

impl fmt::Display for BrokenInvariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BrokenInvariant::DuplicateId => f.write_str("two actions share an id"),
            BrokenInvariant::NotAfter(action, first) => write!(f, "{action} does not come after {first}"),
            BrokenInvariant::UnknownDependency(action, first) => {
                write!(f, "{action} waits for {first}, which is not planned")
            }
            BrokenInvariant::MissingEdge(action) => write!(f, "{action} uses a response it does not wait for"),
            BrokenInvariant::DeletesUnobserved(id) => write!(f, "{id} is deleted and was not observed"),
            BrokenInvariant::DeletesWithoutTag(id) => {
                write!(f, "{id} is deleted and has no tag {}", load_balancer_tags::CREATED_BY.definition.name)
            }
            BrokenInvariant::DeletesOfOtherCluster(id) => write!(f, "{id} is deleted and belongs to another cluster"),
            BrokenInvariant::DeletesProtected(id) => write!(f, "{id} is deleted and protected"),
            BrokenInvariant::ReplacesWhenBlocked => {
                f.write_str("a load balancer is deleted and another one created in lifecycle mode `blocked`")
            }
            BrokenInvariant::CallsDespiteVerdict => f.write_str("calls are planned although nothing may change"),
            BrokenInvariant::TouchesUserListener(action, listener) => {
                write!(f, "{action} changes listener {listener}, which is user-created")
            }
            BrokenInvariant::OverLimit(action, api) => write!(f, "{action} exceeds the limits of {api}"),
            BrokenInvariant::NoReason(address) => write!(f, "{address} changes without a reason"),
        }
    }
}

/// The invariants that a Service's plan violates, apart from the order of its calls; empty for a sound one.
pub fn check_calls(
    plan: &ServicePlan,
    listener_names: &[String],
    index: &CloudWithListenerNames<'_>,
    context: &Context,
) -> Vec<BrokenInvariant> {
    let mut violations = Vec::new();
    check_deletions(plan, index.cloud, context, &mut violations);
    for action in &plan.actions {
        // No call works on a listener that the user created.
        let listener = action.call.listener().and_then(super::IdOrResult::existing);
        if let Some(listener) = listener.filter(|id| index.is_user_created(id, listener_names)) {
            violations.push(BrokenInvariant::TouchesUserListener(action.id.clone(), listener.to_owned()));
        }
    }
    let over = plan.actions.iter().filter(|action| is_over_limit(&action.call));
    violations.extend(over.map(|action| BrokenInvariant::OverLimit(action.id.clone(), action.call.api())));
    let unexplained = plan.changes.iter().filter(|change| change.reasons.is_empty());
    violations.extend(unexplained.map(|change| BrokenInvariant::NoReason(change.address.clone())));
    violations
}

/// Violations of the order: edges lead to earlier waves, and every reference names an action of the plan.
pub fn check_order(plan: &ServicePlan) -> Vec<BrokenInvariant> {
    let mut violations = Vec::new();
    let waves: SortedMap<&str, u32> = plan.actions.iter().map(|action| (action.id.as_str(), action.wave)).collect();
    if waves.len() != plan.actions.len() {
        violations.push(BrokenInvariant::DuplicateId);
    }
    for action in &plan.actions {
        let needed: SortedSet<&str> = action.call.depends_on().collect();
        for first in action.after.iter().map(String::as_str).chain(needed.iter().copied()) {
            match waves.get(first) {
                Some(wave) if *wave < action.wave => {}
                Some(_) => violations.push(BrokenInvariant::NotAfter(action.id.clone(), first.to_owned())),
                None => violations.push(BrokenInvariant::UnknownDependency(action.id.clone(), first.to_owned())),
            }
        }
        if !needed.iter().all(|first| action.after.contains(*first)) {
            violations.push(BrokenInvariant::MissingEdge(action.id.clone()));
        }
    }
    violations
}

/// A CLB is deleted only when it carries the ownership tags of TKE and of no other cluster, is not protected, and never in
/// the same plan as a purchase in lifecycle mode `blocked`, unless the Service itself is created again.
fn check_deletions(
    plan: &ServicePlan,
    cloud: &KnownLoadBalancers,
    context: &Context,
    violations: &mut Vec<BrokenInvariant>,
) {
    let deleted = plan.actions.iter().filter_map(Action::deleted_load_balancer);
    let deleted: Vec<String> = deleted.map(str::to_owned).collect();
    for id in &deleted {
        let Some(lb) = cloud.load_balancers.get(id) else {
            violations.push(BrokenInvariant::DeletesUnobserved(id.clone()));
            continue;
        };
        if lb.tag(load_balancer_tags::CREATED_BY.definition.name) != Some(load_balancer_tags::CREATED_BY_YES) {
            violations.push(BrokenInvariant::DeletesWithoutTag(id.clone()));
        }
        let cluster = lb.tag(load_balancer_tags::CLUSTER_ID.definition.name);
        if cluster.is_some_and(|id| context.cluster_id.as_deref().is_some_and(|own| own != id)) {
            violations.push(BrokenInvariant::DeletesOfOtherCluster(id.clone()));
        }
        if lb.tag(load_balancer_tags::LIFECYCLE_OWNER.definition.name) == Some(load_balancer_tags::OWNER_USER)
            || lb.has_endpoint != Some(false)
            || lb.is_delete_protected() != Some(false)
        {
            violations.push(BrokenInvariant::DeletesProtected(id.clone()));
        }
    }
    let mode_is_blocked = context.lifecycle_mode != Some(LifecycleMode::Rebuild);
    let buys = plan.purchase().is_some();
    if mode_is_blocked && !deleted.is_empty() && buys && plan.event != ServiceEvent::Recreate {
        violations.push(BrokenInvariant::ReplacesWhenBlocked);
    }
    if matches!(plan.verdict, LoadBalancerVerdict::Blocked | LoadBalancerVerdict::Error | LoadBalancerVerdict::Skip)
        && !plan.actions.is_empty()
    {
        violations.push(BrokenInvariant::CallsDespiteVerdict);
    }
}

/// True for more items than the API takes in one call. Of the other calls each works on one resource.
fn is_over_limit(call: &Call) -> bool {
    match call {
        Call::RegisterTargets(list) | Call::DeregisterTargets(list) => list.targets.len() > list.binding.most_targets(),
        Call::ModifyTargetWeights(list) => list.targets.len() > BATCH_TARGETS,
        Call::SetLoadBalancerSecurityGroups { groups, .. } => {
            groups.as_array().map_or(0, Vec::len) > MAX_SECURITY_GROUPS_PER_CALL
        }
        Call::CreateLoadBalancer(_)
        | Call::DeleteLoadBalancer { .. }
        | Call::ModifyLoadBalancerAttributes { .. }
        | Call::CreateLoadBalancerSnatIps { .. }
        | Call::TagResources { .. }
        | Call::UntagResources { .. }
        | Call::CreateListener { .. }
        | Call::ModifyListener { .. }
        | Call::DeleteListener { .. }
        | Call::CreateRule { .. }
        | Call::ModifyRule { .. }
        | Call::ModifyDomainAttributes { .. }
        | Call::DeleteRule { .. }
        | Call::WriteServiceConfig { .. }
        | Call::WriteService { .. } => false,
    }
}
