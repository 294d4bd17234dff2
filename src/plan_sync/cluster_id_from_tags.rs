//! The cluster's id, where the request lacks it, from the tags of CLBs that are proven to be this cluster's.
//!
//! A CLB is proven to be this cluster's when a live Service names it and its tags name that Service by its uid. One such CLB
//! is not enough: its own tag would then decide whether it may be deleted, although that tag may have been edited.

use crate::current::service_uid_tags;
use crate::model::KnownLoadBalancers;
use crate::planner::reasons;
use crate::provided_objects::ProvidedObjects;
use crate::sorted_map::{SortedSet, sort};
use crate::tke::{self, load_balancer_tags};

/// Fewest CLBs that must agree.
pub(super) const MIN_AGREEING: usize = 2;

/// The provided objects with the cluster's id, or with the reason why the tags do not show it.
pub(super) fn completed(provided: ProvidedObjects, cloud: &KnownLoadBalancers) -> ProvidedObjects {
    if provided.context.cluster_id.is_some() {
        return provided;
    }
    let proven = proven(&provided, cloud);
    let ids = SortedSet::from_unsorted(proven.iter().map(|(_, cluster)| *cluster).collect());
    let named = |list: Vec<&str>| -> Vec<String> { list.into_iter().map(|name| format!("`{name}`")).collect() };
    let load_balancers = || named(proven.iter().map(|(id, _)| *id).take(MIN_AGREEING).collect());
    let mut clusters = ids.iter().copied();
    match (clusters.next(), clusters.next()) {
        (None, _) => provided,
        (Some(_), Some(_)) => {
            let reason = reasons::CLUSTER_TAGS_DISAGREE.reason().list("clusters", named(ids.iter().copied().collect()));
            provided.with_assumption(reason)
        }
        (Some(cluster), None) if proven.len() < MIN_AGREEING => {
            let reason = reasons::CLUSTER_OF_ONE_TAG.with("cluster", cluster).list("load_balancers", load_balancers());
            provided.with_assumption(reason)
        }
        (Some(cluster), None) => {
            let reason = reasons::CLUSTER_FROM_TAGS.with("cluster", cluster).list("load_balancers", load_balancers());
            let cluster = cluster.to_owned();
            provided.with_cluster_id(cluster, reason)
        }
    }
}

/// The CLBs that are proven to be this cluster's, each with the cluster in its tag.
fn proven<'c>(provided: &ProvidedObjects, cloud: &'c KnownLoadBalancers) -> Vec<(&'c str, &'c str)> {
    let services = provided.live.iter().filter(|object| object.kind() == "Service");
    let proven = services.filter_map(|service| {
        let uid = service.metadata()?.str_at("uid").filter(|uid| !uid.is_empty())?;
        let lb = cloud.load_balancers.get(service.annotation(tke::LOADBALANCE_ID.name())?)?;
        let cluster = lb.tag(load_balancer_tags::CLUSTER_ID.definition.name)?;
        service_uid_tags(lb).any(|(_, owner)| owner == uid).then_some((lb.id.as_str(), cluster))
    });
    let mut proven: Vec<(&str, &str)> = proven.collect();
    sort(&mut proven);
    proven.dedup();
    proven
}
