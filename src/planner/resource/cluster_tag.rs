//! The mark of this cluster on a CLB of the user's: put on when it is taken into use, taken off when it is left.
//!
//! Only the tag `tke-clusterId` is written, and only where nobody else's stands. Tags of a purchase are not made here.

use crate::current::cluster_tag_owner;
use crate::desired::reasons as desired;
use crate::diagnostic::Reason;
use crate::json::{Map, Value, json};
use crate::model::{LoadBalancer, TagOwner};
use crate::planner::calls::request::{Ref, resource_name};
use crate::planner::{CallKind, Change, PlanBuilder, Verb, reasons};
use crate::tke::{self, Setting, tags};

/// Puts this cluster's mark on a CLB of the user's, unless it is there.
pub fn add(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, reason: &Reason) {
    let Some(cluster) = &builder.input.context.cluster_id else {
        builder.assume(desired::CLUSTER_UNKNOWN.reason());
        return;
    };
    match cluster_tag_owner(lb, Some(cluster)) {
        TagOwner::Ours | TagOwner::Unknown | TagOwner::Others => return,
        TagOwner::Absent => {}
    }
    let tags = json!([{ "TagKey": tags::CLUSTER_ID.definition.name, "TagValue": cluster }]);
    let Some(name) = name_for_tags(builder, lb, Verb::Create) else { return };
    let body = json!({ "ResourceList": [name], "Tags": tags });
    builder.add_change(Change {
        address: "tags".to_owned(),
        verb: Verb::Update,
        before: Some(shown_tags(lb, None)),
        after: Some(shown_tags(lb, Some((tags::CLUSTER_ID.definition.name, Some(cluster))))),
        after_unknown: Vec::new(),
        fields: vec![tags::CLUSTER_ID.definition.name.to_owned()],
        reasons: vec![reason.clone()],
    });
    builder.add_call(
        CallKind::TagResources,
        &Ref::Id(lb.id.clone()),
        "TagResources",
        body,
        "tags",
        Verb::Update,
        reason,
    );
}

/// Takes this cluster's mark off, where it is this cluster's.
pub fn remove(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, reason: &Reason) {
    match cluster_tag_owner(lb, builder.input.context.cluster_id.as_deref()) {
        TagOwner::Ours => {}
        TagOwner::Absent => return,
        TagOwner::Others => {
            let other = reasons::OTHER_CLUSTERS_TAG.with("id", lb.id.clone());
            builder.withhold("tags".to_owned(), Verb::Delete, other);
            return;
        }
        TagOwner::Unknown => {
            let unknown = desired::CLUSTER_UNKNOWN.reason();
            builder.mark_incomplete(unknown.clone());
            builder.withhold("tags".to_owned(), Verb::Delete, unknown);
            return;
        }
    }
    let Some(name) = name_for_tags(builder, lb, Verb::Delete) else { return };
    builder.add_change(Change {
        address: "tags".to_owned(),
        verb: Verb::Update,
        before: Some(shown_tags(lb, None)),
        after: Some(shown_tags(lb, Some((tags::CLUSTER_ID.definition.name, None)))),
        after_unknown: Vec::new(),
        fields: vec![tags::CLUSTER_ID.definition.name.to_owned()],
        reasons: vec![reason.clone()],
    });
    let body = json!({ "ResourceList": [name], "TagKeys": [tags::CLUSTER_ID.definition.name] });
    builder.add_call(
        CallKind::UntagResources,
        &Ref::Id(lb.id.clone()),
        "UnTagResources",
        body,
        "tags",
        Verb::Delete,
        reason,
    );
}

/// The CLB's name for the Tag API; without the region there is none, and that is said.
fn name_for_tags(builder: &mut PlanBuilder<'_>, lb: &LoadBalancer, verb: Verb) -> Option<String> {
    let own = match builder.input.manifest.or(builder.input.live).map(|s| s.settings.get(&tke::CROSS_REGION_ID)) {
        Some(Setting::Is(region)) => Some(region),
        Some(Setting::Absent | Setting::Invalid) | None => None,
    };
    match own.or_else(|| builder.input.context.region.clone()) {
        Some(region) => Some(resource_name(&region, builder.input.context.uin.as_deref(), &lb.id)),
        None => {
            let unknown = reasons::REGION_UNKNOWN.reason();
            builder.mark_incomplete(unknown.clone());
            builder.withhold("tags".to_owned(), verb, unknown);
            None
        }
    }
}

/// The tags of a CLB, with one of them set or taken off.
fn shown_tags(lb: &LoadBalancer, edit: Option<(&str, Option<&String>)>) -> Value {
    let mut tags: Map = lb.tags.iter().flatten().map(|(key, value)| (key.clone(), value.clone().into())).collect();
    match edit {
        Some((key, Some(value))) => {
            tags.insert(key.to_owned(), value.clone().into());
        }
        Some((key, None)) => {
            tags.remove(key);
        }
        None => {}
    }
    Value::Object(tags)
}
