//! Whether the load balancer that a Service held goes with it (§3, §4 and §8 of the notes on the lifecycle).

use super::facts_of_world::Presence;
use super::world::{
    Balancer, ClusterTag, CreatedByTag, DeleteProtectFlag, LifecycleOwnerTag, PrivateLinkEndpoint, Tags, World,
};

/// What becomes of a managed load balancer whose Service no longer needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// Every condition of §3 is known to hold: the call stands in the plan.
    Proven,
    /// The controller most likely deletes it, but a condition is not known to hold: the verdict is `delete`, without the
    /// call (§8).
    Expected,
    /// It stays, and this says why.
    Kept(Reason),
    /// The pages allow several readings.
    Unclear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    NoFlag,
    /// Tags of another cluster or Service: nothing on it is touched at all (§4).
    NotOurs,
    Protected,
    PrivateLink,
    OwnerIsUser,
    /// Another Service uses it and stays.
    Used,
    NoClusterTag,
    Ingress,
}

/// A condition of §3.
#[derive(Clone, Copy)]
enum Condition {
    Holds,
    Fails(Reason),
    /// What would show it was not provided.
    Unknown,
    Unclear,
}

pub fn deletion(world: &World, place: usize, id: &str) -> Deletion {
    if !world.others_who_stay(place, id).is_empty() {
        return Deletion::Kept(Reason::Used);
    }
    let unclear_use = !world.others_who_name(place, id).is_empty();
    let balancer = match world.presence(id) {
        Presence::Here(balancer) => balancer,
        Presence::Unknown if unclear_use => return Deletion::Unclear,
        Presence::Unknown => return Deletion::Expected,
        Presence::Gone | Presence::Twice => return Deletion::Unclear,
    };
    let conditions = conditions(world, place, balancer);
    let reasons =
        || conditions.iter().filter_map(|one| if let Condition::Fails(why) = one { Some(*why) } else { None });
    if let Some(reason) = reasons().find(|reason| *reason == Reason::NotOurs).or(reasons().next()) {
        return Deletion::Kept(reason);
    }
    if unclear_use || conditions.iter().any(|one| matches!(one, Condition::Unclear)) {
        return Deletion::Unclear;
    }
    if conditions.iter().any(|one| matches!(one, Condition::Unknown)) {
        return Deletion::Expected;
    }
    Deletion::Proven
}

fn conditions(world: &World, place: usize, balancer: &Balancer) -> Vec<Condition> {
    let mut all = vec![protection(balancer), endpoint(balancer)];
    match &balancer.tags {
        None => all.push(Condition::Unknown),
        Some(tags) => {
            all.extend([flag(tags), cluster(world, tags), owner(tags), service(world, place, tags)]);
            if tags.ingress {
                all.push(Condition::Fails(Reason::Ingress));
            }
        }
    }
    all
}

/// DeleteProtectFlag that was not given or cannot be read is unknown (§8).
fn protection(balancer: &Balancer) -> Condition {
    match balancer.protection {
        DeleteProtectFlag::Off => Condition::Holds,
        DeleteProtectFlag::On => Condition::Fails(Reason::Protected),
        DeleteProtectFlag::Null | DeleteProtectFlag::Missing | DeleteProtectFlag::WrongShape => Condition::Unknown,
    }
}

/// Almost every field of an answer may be null (clb-api): whether null is "no endpoint" or "not known" is not documented.
/// Protection that was not given is unknown (§8).
fn endpoint(balancer: &Balancer) -> Condition {
    match balancer.endpoint {
        PrivateLinkEndpoint::Unused => Condition::Holds,
        PrivateLinkEndpoint::Used => Condition::Fails(Reason::PrivateLink),
        PrivateLinkEndpoint::Null => Condition::Unclear,
        PrivateLinkEndpoint::Missing => Condition::Unknown,
    }
}

fn flag(tags: &Tags) -> Condition {
    match tags.created {
        CreatedByTag::Yes => Condition::Holds,
        CreatedByTag::Absent | CreatedByTag::OtherValue => Condition::Fails(Reason::NoFlag),
    }
}

fn cluster(world: &World, tags: &Tags) -> Condition {
    match (tags.cluster, world.context.cluster_known) {
        (ClusterTag::Ours, true) => Condition::Holds,
        (ClusterTag::Other, true) => Condition::Fails(Reason::NotOurs),
        (ClusterTag::Absent, _) => Condition::Fails(Reason::NoClusterTag),
        // A contradiction: nothing is deleted (§8), which the laws say; whether the verdict says so, both ways of the
        // notes allow ("the safer reading", "contradictory is unknown").
        (ClusterTag::Both, _) => Condition::Unclear,
        // Known all the same where all load balancers that live Services name agree (§8): then several must.
        (ClusterTag::Ours | ClusterTag::Other, false) if named_balancers(world) > 1 => Condition::Unclear,
        (ClusterTag::Ours | ClusterTag::Other, false) => Condition::Unknown,
    }
}

/// How many load balancers with a cluster's tag the live Services name.
fn named_balancers(world: &World) -> usize {
    let cloud = world.cloud.iter().flat_map(|cloud| &cloud.balancers);
    let tagged = cloud.filter(|balancer| balancer.tags.as_ref().is_some_and(|tags| tags.cluster != ClusterTag::Absent));
    tagged.filter(|balancer| world.places().any(|place| named_live(world, place, balancer.id))).count()
}

fn named_live(world: &World, place: usize, id: &str) -> bool {
    let live = world.live(place);
    live.is_some_and(|live| live.assigned == Some(id) || live.spec.existing == Some(id))
}

fn owner(tags: &Tags) -> Condition {
    match tags.owner {
        LifecycleOwnerTag::Absent | LifecycleOwnerTag::Tke => Condition::Holds,
        LifecycleOwnerTag::User => Condition::Fails(Reason::OwnerIsUser),
        LifecycleOwnerTag::OtherValue => Condition::Unclear,
    }
}

/// `tke-lb-serviceuuid`, "where the cluster writes it", is this Service.
fn service(world: &World, place: usize, tags: &Tags) -> Condition {
    let owners = tags.owners();
    if owners.is_empty() {
        // A cluster without sharing writes it on each load balancer that it buys (tke-service, §2.1).
        return if world.context.sharing == Some(false) { Condition::Unknown } else { Condition::Holds };
    }
    if world.live(place).is_some_and(|live| !live.has_uid) {
        return Condition::Unknown;
    }
    if owners.iter().any(|owner| *owner != place) {
        return Condition::Fails(Reason::NotOurs);
    }
    Condition::Holds
}
