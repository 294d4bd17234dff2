//! What must hold of any finished plan, whoever made it.
//!
//! Runs over every plan before it is answered: a plan that breaks a rule loses the calls of the Service and says so. It
//! repeats no decision: it looks at calls, marks and edges only.

use super::calls::order::referenced_actions;
use super::calls::request::{BATCH_TARGETS, PLAIN_TARGETS, WEIGHT_ENTRY_TARGETS};
use super::{Action, ServicePlan, Verdict};
use crate::json::Value;
use crate::model::Cloud;
use crate::request::{Context, LifecycleMode};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::tke::tags;

/// What was observed, with the names of all listeners by id: read once for all plans.
pub struct ListenerNameIndex<'c> {
    cloud: &'c Cloud,
    names: Vec<(&'c str, &'c str)>,
}

impl<'c> ListenerNameIndex<'c> {
    /// What was observed.
    pub fn of(cloud: &'c Cloud) -> ListenerNameIndex<'c> {
        let listeners = cloud.load_balancers.values().flat_map(|lb| lb.listeners.iter().flatten());
        let mut names = listeners.map(|listener| (listener.id.as_str(), listener.name.as_str())).collect();
        sort_by(&mut names, Ord::cmp);
        ListenerNameIndex { cloud, names }
    }

    /// True for a listener that has none of these names.
    fn is_user_created(&self, id: &str, listener_names: &[String]) -> bool {
        let start = self.names.partition_point(|(listener, _)| *listener < id);
        let mut same = self.names.get(start..).unwrap_or_default().iter().take_while(|(listener, _)| *listener == id);
        same.any(|(_, name)| !listener_names.iter().any(|own| own == name))
    }
}

/// The rules that a Service's plan breaks; empty for a sound one.
pub fn check(
    plan: &ServicePlan,
    listener_names: &[String],
    index: &ListenerNameIndex<'_>,
    context: &Context,
) -> Vec<String> {
    let mut broken = Vec::new();
    edges(plan, &mut broken);
    deletions(plan, index.cloud, context, &mut broken);
    listeners(plan, listener_names, index, &mut broken);
    limits(plan, &mut broken);
    for change in &plan.changes {
        if change.reasons.is_empty() {
            broken.push(format!("{} changes without a reason", change.address));
        }
    }
    broken
}

/// Edges lead to earlier waves, and every reference names an action of the plan.
fn edges(plan: &ServicePlan, broken: &mut Vec<String>) {
    let waves: SortedMap<&str, u32> = plan.actions.iter().map(|action| (action.id.as_str(), action.wave)).collect();
    if waves.len() != plan.actions.len() {
        broken.push("two actions share an id".to_owned());
    }
    for action in &plan.actions {
        let mut from = SortedSet::new();
        referenced_actions(&action.request, &mut from);
        for id in action.after.iter().chain(from.iter()) {
            match waves.get(id.as_str()) {
                Some(wave) if *wave < action.wave => {}
                Some(_) => broken.push(format!("{} does not come after {id}", action.id)),
                None => broken.push(format!("{} waits for {id}, which is not planned", action.id)),
            }
        }
        if !from.is_subset(&action.after) {
            broken.push(format!("{} uses a response it does not wait for", action.id));
        }
    }
}

/// A CLB is deleted only when it carries TKE's mark and nobody else's, is not protected, and never in the same plan as a
/// purchase in era `blocked`.
fn deletions(plan: &ServicePlan, cloud: &Cloud, context: &Context, broken: &mut Vec<String>) {
    let of = |api: &str| plan.actions.iter().filter(|action| action.api == api).collect::<Vec<_>>();
    for action in of("DeleteLoadBalancer") {
        for id in strings(&action.request, "LoadBalancerIds") {
            let Some(lb) = cloud.load_balancers.get(&id) else {
                broken.push(format!("{id} is deleted and was not observed"));
                continue;
            };
            if lb.tag(tags::CREATED_BY.definition.name) != Some(tags::CREATED_BY_YES) {
                broken.push(format!("{id} is deleted and has no tag {}", tags::CREATED_BY.definition.name));
            }
            if lb
                .tag(tags::CLUSTER_ID.definition.name)
                .is_some_and(|id| context.cluster_id.as_deref().is_some_and(|own| own != id))
            {
                broken.push(format!("{id} is deleted and belongs to another cluster"));
            }
            if lb.tag(tags::LIFECYCLE_OWNER.definition.name) == Some(tags::OWNER_USER)
                || lb.endpoint.is_some()
                || lb.is_delete_protected()
            {
                broken.push(format!("{id} is deleted and protected"));
            }
        }
    }
    let mode_is_blocked = context.lifecycle_mode != Some(LifecycleMode::Rebuild);
    if mode_is_blocked && !of("DeleteLoadBalancer").is_empty() && !of("CreateLoadBalancer").is_empty() {
        broken.push("a load balancer is deleted and another one created in lifecycle mode `blocked`".to_owned());
    }
    if matches!(plan.verdict, Verdict::Blocked | Verdict::Error | Verdict::Skip) && !plan.actions.is_empty() {
        broken.push("calls are planned although nothing may change".to_owned());
    }
}

/// No call names a listener that a person made, and none deletes listeners without naming them.
fn listeners(plan: &ServicePlan, listener_names: &[String], index: &ListenerNameIndex<'_>, broken: &mut Vec<String>) {
    for action in &plan.actions {
        if action.api == "DeleteLoadBalancerListeners" && strings(&action.request, "ListenerIds").is_empty() {
            broken.push(format!("{} would delete every listener", action.id));
        }
        let mut touched = SortedSet::new();
        ids(&action.request, "ListenerId", &mut touched);
        for id in touched {
            if index.is_user_created(&id, listener_names) {
                broken.push(format!("{} changes listener {id}, which is user-created", action.id));
            }
        }
    }
}

/// The API's batch limits.
fn limits(plan: &ServicePlan, broken: &mut Vec<String>) {
    for action in &plan.actions {
        let count = |key: &str| action.request.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        let over = match action.api {
            "BatchRegisterTargets" | "BatchDeregisterTargets" => count("Targets") > BATCH_TARGETS,
            "RegisterTargets" | "DeregisterTargets" => count("Targets") > PLAIN_TARGETS,
            "BatchModifyTargetWeight" => weights_over(action),
            "SetLoadBalancerSecurityGroups" => {
                count("SecurityGroups") > super::resource::load_balancer::MAX_SECURITY_GROUPS_PER_CLB
            }
            "DeleteLoadBalancer" => count("LoadBalancerIds") > 20,
            "TagResources" | "UnTagResources" => count("ResourceList").max(count("Tags")).max(count("TagKeys")) > 10,
            _ => false,
        };
        if over {
            broken.push(format!("{} exceeds the limits of {}", action.id, action.api));
        }
    }
}

fn weights_over(action: &Action) -> bool {
    let entries = action.request.get("ModifyList").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let sizes: Vec<usize> =
        entries.iter().map(|entry| entry.get("Targets").and_then(Value::as_array).map_or(0, Vec::len)).collect();
    entries.len() > 100
        || sizes.iter().any(|size| *size > WEIGHT_ENTRY_TARGETS)
        || sizes.iter().sum::<usize>() > BATCH_TARGETS
}

fn strings(request: &Value, key: &str) -> Vec<String> {
    let list = request.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn ids(value: &Value, key: &str, found: &mut SortedSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(id)) = members.get(key) {
                found.insert(id.clone());
            }
            members.values().for_each(|value| ids(value, key, found));
        }
        Value::Array(items) => items.iter().for_each(|value| ids(value, key, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
