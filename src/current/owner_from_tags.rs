//! The owner of a CLB, by the tags that the controller writes on it.

use crate::model::{LoadBalancer, TagOwnership};
use crate::tke::load_balancer_tags;

/// Whether `tke-createdBy-flag` names TKE as the creator.
pub fn creator_tag_owner(lb: &LoadBalancer) -> TagOwnership {
    match (&lb.tags, lb.tag(load_balancer_tags::CREATED_BY.definition.name)) {
        (None, _) => TagOwnership::Unknown,
        (Some(_), _) if lb.is_ambiguous(load_balancer_tags::CREATED_BY.definition.name) => TagOwnership::Unknown,
        (Some(_), None) => TagOwnership::Absent,
        (Some(_), Some(load_balancer_tags::CREATED_BY_YES)) => TagOwnership::Ours,
        (Some(_), Some(_)) => TagOwnership::Others,
    }
}

/// The uids of the Services that own the CLB, each with the value of its tag. Clusters that let Services share a CLB
/// write the uid as the key of a tag, others as its value.
pub fn service_uid_tags(lb: &LoadBalancer) -> impl Iterator<Item = (&'static str, &str)> {
    let tags = lb.tags.iter().flat_map(|tags| tags.iter());
    tags.filter_map(|(key, value)| match (key.as_str(), value.as_str()) {
        (key, uid) if key == load_balancer_tags::SERVICE_UUID.definition.name => {
            Some((load_balancer_tags::SERVICE_UUID.definition.name, uid))
        }
        (uid, load_balancer_tags::SHARED_SERVICE) => Some((load_balancer_tags::SHARED_SERVICE, uid)),
        (_, _) => None,
    })
}

/// Whether `tke-clusterId` names this cluster.
pub fn cluster_tag_owner(lb: &LoadBalancer, cluster: Option<&str>) -> TagOwnership {
    match (&lb.tags, lb.tag(load_balancer_tags::CLUSTER_ID.definition.name), cluster) {
        (None, _, _) => TagOwnership::Unknown,
        (Some(_), _, _) if lb.is_ambiguous(load_balancer_tags::CLUSTER_ID.definition.name) => TagOwnership::Unknown,
        (Some(_), None, _) => TagOwnership::Absent,
        (Some(_), Some(_), None) => TagOwnership::Unknown,
        (Some(_), Some(value), Some(own)) if value == own => TagOwnership::Ours,
        (Some(_), Some(_), Some(_)) => TagOwnership::Others,
    }
}

/// Whether one of the tags that name Services names this one.
pub fn service_tag_owner(lb: &LoadBalancer, uid: Option<&str>) -> TagOwnership {
    let mut uids = service_uid_tags(lb).map(|(_, uid)| uid);
    // A uid can be the key of a tag as well.
    let of_no_service = [
        load_balancer_tags::CREATED_BY.definition.name,
        load_balancer_tags::CLUSTER_ID.definition.name,
        load_balancer_tags::LIFECYCLE_OWNER.definition.name,
    ];
    let ambiguous = lb.ambiguous_tags.keys().any(|key| !of_no_service.contains(&key.as_str()));
    match (&lb.tags, service_uid_tags(lb).next(), uid) {
        (None, _, _) => TagOwnership::Unknown,
        (Some(_), _, _) if ambiguous => TagOwnership::Unknown,
        (Some(_), None, _) => TagOwnership::Absent,
        (Some(_), Some(_), None) => TagOwnership::Unknown,
        (Some(_), Some(_), Some(own)) if uids.any(|uid| uid == own) => TagOwnership::Ours,
        (Some(_), Some(_), Some(_)) => TagOwnership::Others,
    }
}
