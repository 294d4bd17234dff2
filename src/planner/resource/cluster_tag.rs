//! The tag of this cluster on an existing CLB: added when the CLB is adopted, removed when it is released.
//!
//! Only the tag `tke-clusterId` is written, and only where no other cluster's tag is. A purchase brings its own tags.

use super::load_balancer_for_listeners::LoadBalancerForListeners;
use crate::current::{cluster_tag_owner, service_tag_owner};
use crate::desired::reasons as desired;
use crate::diagnostic::{Reason, ReasonDefinition};
use crate::json::{Map, Value};
use crate::model::{LoadBalancer, OwnedOrShared, TagOwnership};
use crate::planner::{
    Call, IdOrResult, PlanBuilder, ResourceAddress, ResourceChange, ServicePlanningInput, Verb,
    adoption_and_undecided_reasons, reasons,
};
use crate::tke::{self, SettingValue, load_balancer_tags};

/// Adds this cluster's tag to an existing CLB, unless it is there.
pub fn add(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
    let Some(cluster) = &builder.input.context.cluster_id else {
        builder.assume(desired::CLUSTER_UNKNOWN.reason());
        return;
    };
    match cluster_tag_owner(lb, Some(cluster)) {
        TagOwnership::Ours | TagOwnership::Unknown | TagOwnership::Others => return,
        TagOwnership::Absent => {}
    }
    let Some(resource) = name_for_tags(builder, lb, Verb::Create) else { return };
    builder.add_change(|| tag_change(lb, Some(cluster)));
    let cluster = cluster.clone();
    builder.add_call(Call::TagResources { lb: IdOrResult::Id(lb.id.clone()), resource, cluster });
}

/// Why nothing on an existing CLB is proven to be this cluster's: its tag names a cluster, whether that is this one is
/// unknown, and no tag names this Service. Listeners of the controller have the same name in every cluster.
pub fn unproven(input: &ServicePlanningInput<'_>, lb: &LoadBalancer) -> Option<Reason> {
    let contradiction = ambiguous(lb, &adoption_and_undecided_reasons::CLUSTER_TAG_AMBIGUOUS);
    if contradiction.is_some() {
        return contradiction;
    }
    let cluster =
        lb.tag(load_balancer_tags::CLUSTER_ID.definition.name).filter(|_| input.context.cluster_id.is_none())?;
    if service_tag_owner(lb, input.live.and_then(|live| live.uid.as_deref())) == TagOwnership::Ours {
        return None;
    }
    Some(reasons::CLUSTER_UNPROVEN.with("id", lb.id.clone()).arg("cluster", cluster))
}

/// This reason, where the tag of the cluster is listed with several values.
pub fn ambiguous(lb: &LoadBalancer, reason: &'static ReasonDefinition) -> Option<Reason> {
    let clusters = lb.ambiguous_tags.get(load_balancer_tags::CLUSTER_ID.definition.name)?;
    Some(reason.with("id", lb.id.clone()).arg("clusters", clusters.clone()))
}

/// Why nothing is removed from the listeners of a CLB that is not this Service's alone.
pub fn unproven_listeners(input: &ServicePlanningInput<'_>, target: &LoadBalancerForListeners<'_>) -> Option<Reason> {
    let lb = target.current.filter(|_| target.ownership == OwnedOrShared::Shared)?;
    unproven(input, lb)
}

/// Removes the tag, where it is this cluster's.
pub fn remove(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer) {
    match cluster_tag_owner(lb, builder.input.context.cluster_id.as_deref()) {
        TagOwnership::Ours => {}
        TagOwnership::Absent | TagOwnership::Others => return,
        TagOwnership::Unknown => {
            let unknown = desired::CLUSTER_UNKNOWN.reason();
            builder.mark_incomplete(unknown.clone());
            builder.withhold(ResourceAddress::Tags, Verb::Delete, unknown);
            return;
        }
    }
    let Some(resource) = name_for_tags(builder, lb, Verb::Delete) else { return };
    builder.add_change(|| tag_change(lb, None));
    builder.add_call(Call::UntagResources { lb: IdOrResult::Id(lb.id.clone()), resource });
}

/// The CLB's name for the Tag API; without the region the call is withheld.
fn name_for_tags(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, verb: Verb) -> Option<String> {
    let own = match builder.input.manifest.or(builder.input.live).map(|s| s.settings.get(&tke::CROSS_REGION_ID)) {
        Some(SettingValue::Is(region)) => Some(region),
        Some(SettingValue::Absent | SettingValue::Invalid) | None => None,
    };
    match own.or_else(|| builder.input.context.region.clone()) {
        Some(region) => Some(resource_name(&region, builder.input.context.uin.as_deref(), &lb.id)),
        None => {
            let unknown = reasons::REGION_UNKNOWN.reason();
            builder.mark_incomplete(unknown.clone());
            builder.withhold(ResourceAddress::Tags, verb, unknown);
            None
        }
    }
}

/// The tags of a CLB before and after the tag of the cluster is set, or removed where there is no value.
fn tag_change(lb: &LoadBalancer, value: Option<&String>) -> ResourceChange {
    let name = load_balancer_tags::CLUSTER_ID.definition.name;
    let before: Map = lb.tags.iter().flatten().map(|(key, value)| (key.clone(), value.clone().into())).collect();
    let mut after = before.clone();
    match value {
        Some(value) => after.insert(name.to_owned(), value.clone().into()),
        None => after.remove(name),
    };
    ResourceChange::updated(ResourceAddress::Tags, Some(before.into()), Value::Object(after), vec![name.to_owned()])
}

/// The six-segment name that the Tag API knows a CLB by. An empty account number means the caller's own.
fn resource_name(region: &str, uin: Option<&str>, lb: &str) -> String {
    format!("qcs::clb:{region}:uin/{}:clb/{lb}", uin.unwrap_or_default())
}
