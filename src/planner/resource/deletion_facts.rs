//! What the tags and attributes of a CLB prove about whose it is, and whether it may be deleted.

use crate::current::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
use crate::diagnostic::Reason;
use crate::lifecycle::deletion;
use crate::model::{LoadBalancer, Service, TagOwnership, placeholder_uid};
use crate::planner::{CloudKnowledgeOrigin, ServicePlanningInput, adoption_and_undecided_reasons};
use crate::tke::{ControllerSwitches, ControllerVersion, load_balancer_tags};

/// What tags and attributes say about whether the CLB may be deleted.
pub fn of(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> deletion::DeletionFacts {
    let facts = of_tags(lb, input);
    let service = match facts.service {
        // One that an Ingress uses as well is not this Service's to delete.
        _ if lb.is_of_ingress() => TagOwnership::Others,
        _ if missing_uid(lb, input).is_some() => TagOwnership::Unknown,
        service => service,
    };
    deletion::DeletionFacts { service, ..facts }
}

/// That no tag names a Service, although a cluster without sharing writes one on each CLB that it buys: it was removed, or TKE
/// did not buy the CLB for this Service.
pub fn missing_uid(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> Option<Reason> {
    let uid = input.live.and_then(|live| live.uid.as_deref());
    let is_expected = input.context.sharing == Some(false) && service_tag_owner(lb, uid) == TagOwnership::Absent;
    is_expected.then(|| adoption_and_undecided_reasons::UID_TAG_MISSING.with("id", lb.id.clone()))
}

/// The same as the tags say it, whoever else uses the CLB, and whichever tags are missing.
pub fn of_tags(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> deletion::DeletionFacts {
    // Of a CLB that is listed twice, differently, no entry proves anything.
    let proves = |owner| if lb.contradictory { TagOwnership::Others } else { owner };
    let uid = input.live.or(input.manifest).and_then(|service| service.uid.clone());
    // A derived CLB carries the uid that the simulation chose for a Service without one.
    let uid =
        uid.or_else(|| (input.cloud_origin == CloudKnowledgeOrigin::Derived).then(|| placeholder_uid(&input.name)));
    deletion::DeletionFacts {
        created: creator_tag_owner(lb),
        cluster: proves(cluster_tag_owner(lb, input.context.cluster_id.as_deref())),
        service: match service_tag_owner(lb, uid.as_deref()) {
            // One that is tagged for other Services as well is not this Service's to delete.
            TagOwnership::Ours if service_uid_tags(lb).any(|(_, owner)| Some(owner) != uid.as_deref()) => {
                TagOwnership::Others
            }
            owner => owner,
        },
        owner: match lb.tag(load_balancer_tags::LIFECYCLE_OWNER.definition.name) {
            _ if lb.is_ambiguous(load_balancer_tags::LIFECYCLE_OWNER.definition.name) => {
                deletion::LifecycleOwner::Unknown
            }
            // The page that names the version is that of Ingress, so what an older controller does is not known.
            Some(load_balancer_tags::OWNER_USER) if newer_than_controller(input).is_some() => {
                deletion::LifecycleOwner::Unknown
            }
            Some(load_balancer_tags::OWNER_USER) => deletion::LifecycleOwner::User,
            Some(load_balancer_tags::OWNER_TKE) | None => deletion::LifecycleOwner::Tke,
            Some(_) => deletion::LifecycleOwner::Unknown,
        },
        protection: match (lb.is_delete_protected(), lb.has_endpoint) {
            (Some(true), _) => deletion::DeletionBlocker::DeleteProtect,
            (_, Some(true)) => deletion::DeletionBlocker::PrivateLink,
            (Some(false), Some(false)) => deletion::DeletionBlocker::None,
            (None, _) | (_, None) => deletion::DeletionBlocker::Unknown,
        },
    }
}

/// What has to be provided to prove that the CLB may be deleted: its names in texts, and where they are provided.
pub fn unproven(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> Vec<(&'static str, &'static str)> {
    let facts = of_tags(lb, input);
    let derived = input.cloud_origin == CloudKnowledgeOrigin::Derived;
    let tags = facts.created == TagOwnership::Unknown || derived;
    // Of a CLB that was provided only what it lacks is asked for.
    let member = |name: &'static str| if derived { "`clb`" } else { name };
    let of_tags = member("`clb.loadBalancers[].Tags`");
    // A tag with several values proves nothing, whatever else is provided.
    let cluster = load_balancer_tags::CLUSTER_ID.definition.name;
    let or_tags = |is_ambiguous: bool, other| if is_ambiguous { of_tags } else { other };
    let of_cluster = or_tags(lb.is_ambiguous(cluster), "`context.clusterId`");
    let of_service = or_tags(lb.ambiguous_tags.keys().any(|key| key != cluster), "`live`");
    let rows = [
        (tags, ("`Tags`", of_tags)),
        (!tags && facts.cluster == TagOwnership::Unknown, ("`tke-clusterId`", of_cluster)),
        (!tags && facts.service == TagOwnership::Unknown, ("`tke-lb-serviceuuid`", of_service)),
        (lb.is_delete_protected().is_none(), ("`AttributeFlags`", member("`clb.loadBalancers[].AttributeFlags`"))),
        (lb.has_endpoint.is_none(), ("`AssociateEndpoint`", member("`clb.loadBalancers[].AssociateEndpoint`"))),
        (lb.is_ambiguous(load_balancer_tags::LIFECYCLE_OWNER.definition.name), ("`tke-lifecycle-owner`", of_tags)),
    ];
    rows.into_iter().filter(|(is_unknown, _)| *is_unknown).map(|(_, names)| names).collect()
}

/// Why the tag `tke-lifecycle-owner` decides nothing: no page describes its value, or the controller is older than the tag.
pub fn undecided_owner(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> Option<Reason> {
    let value = lb.tag(load_balancer_tags::LIFECYCLE_OWNER.definition.name)?;
    let is_described = [load_balancer_tags::OWNER_USER, load_balancer_tags::OWNER_TKE].contains(&value);
    if !is_described {
        let reason = adoption_and_undecided_reasons::OWNER_VALUE_UNKNOWN.with("id", lb.id.clone());
        return Some(reason.arg("value", value));
    }
    let (needs, has) = newer_than_controller(input)?;
    let reason = adoption_and_undecided_reasons::OWNER_TOO_NEW.with("id", lb.id.clone());
    (value == load_balancer_tags::OWNER_USER)
        .then(|| reason.arg("needs", needs.to_string()).arg("has", has.to_string()))
}

/// The first version that is said to read the tag `tke-lifecycle-owner`, and that of the controller, where this is known to
/// be older.
fn newer_than_controller(input: &ServicePlanningInput<'_>) -> Option<(ControllerVersion, ControllerVersion)> {
    let needs = load_balancer_tags::LIFECYCLE_OWNER.definition.since?.version;
    let has = ControllerSwitches::read(input.context, &[]).version()?;
    (has < needs).then_some((needs, has))
}

/// True when the CLB carries the ownership tags of another cluster or Service, or none and the Service does not name it.
pub fn belongs_to_other(lb: &LoadBalancer, input: &ServicePlanningInput<'_>) -> bool {
    let uid = input.live.and_then(|live| live.uid.as_deref());
    let requested = input.live.and_then(Service::requested_lb_id).is_some_and(|id| id == lb.id);
    match cluster_tag_owner(lb, input.context.cluster_id.as_deref()) {
        TagOwnership::Others => true,
        TagOwnership::Absent => !requested,
        TagOwnership::Ours | TagOwnership::Unknown => !requested && service_tag_owner(lb, uid) == TagOwnership::Others,
    }
}
