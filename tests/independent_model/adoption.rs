//! Whether a Service may use a load balancer that a user supplies (§5 of the notes on the lifecycle).

use super::facts_of_world::{Presence, well_formed};
use super::world::{Balancer, ClusterTag, CreatedByTag, Listener, ListenerName, Tags, Vpc, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adoption {
    Allowed,
    /// The controller's event, or a name where the pages give none.
    Refused(&'static str),
    Unclear,
}

use Adoption::{Allowed, Refused, Unclear};

pub fn adoption(world: &World, place: usize, id: &str) -> Adoption {
    if !well_formed(id) {
        return Refused("malformed");
    }
    let balancer = match world.presence(id) {
        Presence::Here(balancer) => balancer,
        Presence::Gone => return Refused("E4011"),
        Presence::Unknown | Presence::Twice => return Unclear,
    };
    let mut checks = vec![origin(balancer), cluster(world, balancer), vpc(world, balancer)];
    checks.extend([ports(world, place, balancer), sharing(world, place, balancer), room(world, place, balancer)]);
    let refused = checks.iter().find(|check| matches!(check, Refused(_)));
    *refused.or(checks.iter().find(|check| **check == Unclear)).unwrap_or(&Allowed)
}

fn known_tags(balancer: &Balancer, judge: impl Fn(&Tags) -> Adoption) -> Adoption {
    balancer.tags.as_ref().map_or(Unclear, judge)
}

/// It was not bought by TKE.
fn origin(balancer: &Balancer) -> Adoption {
    known_tags(balancer, |tags| match tags.created {
        CreatedByTag::Yes => Refused("E4012"),
        CreatedByTag::OtherValue => Unclear,
        // The tags of a Service or an Ingress on a load balancer that nobody bought for it: no page speaks of that.
        CreatedByTag::Absent if tags.ingress || !tags.owners().is_empty() => Unclear,
        CreatedByTag::Absent => Allowed,
    })
}

fn cluster(world: &World, balancer: &Balancer) -> Adoption {
    known_tags(balancer, |tags| match (tags.cluster, world.context.cluster_known) {
        (ClusterTag::Absent, _) | (ClusterTag::Ours, true) => Allowed,
        (ClusterTag::Other, true) => Refused("E4013"),
        (ClusterTag::Both, _) | (_, false) => Unclear,
    })
}

/// The same VPC: no world declares that it binds across VPCs.
fn vpc(world: &World, balancer: &Balancer) -> Adoption {
    match (balancer.vpc, world.context.vpc_known) {
        (Vpc::Ours, true) => Allowed,
        (Vpc::Other, true) => Refused("other VPC"),
        (Vpc::Null, _) | (_, false) => Unclear,
    }
}

/// No listener on a wanted protocol class and port that is not this Service's.
fn ports(world: &World, place: usize, balancer: &Balancer) -> Adoption {
    let Some(listeners) = &balancer.listeners else { return Unclear };
    let wanted = world.wanted_keys(place);
    let taken = |listener: &Listener| match listener.name {
        ListenerName::Person => Refused("E4014"),
        ListenerName::Null => Unclear,
        ListenerName::Managed => {
            let others = world.others_who_stay(place, balancer.id);
            let owned = others.iter().any(|other| world.lasting_keys(*other).contains(&listener.key()));
            if owned { Refused("E4014") } else { Unclear }
        }
    };
    let found: Vec<Adoption> =
        listeners.iter().filter(|listener| wanted.contains(&listener.key())).map(taken).collect();
    // Who gets a port that others want or give up at the same time depends on which Service is synced first.
    let contested = world.others_who_name(place, balancer.id).into_iter().any(|other| {
        let keys = world.wanted_keys(other);
        wanted.iter().any(|key| keys.contains(key) || world.live_keys(other).contains(key))
    });
    let refused = found.iter().find(|check| matches!(check, Refused(_)));
    if let Some(refused) = refused {
        return *refused;
    }
    // A Serverless cluster takes load balancers without listeners only, by one of two pages (tke-service 2.5).
    let serverless = world.context.serverless == Some(true) && !listeners.is_empty();
    if contested || serverless || !found.is_empty() { Unclear } else { Allowed }
}

/// Another Service uses it: then sharing must be enabled, and a Serverless cluster asks for an annotation.
fn sharing(world: &World, place: usize, balancer: &Balancer) -> Adoption {
    if world.others_who_name(place, balancer.id).is_empty() {
        return Allowed;
    }
    let certain = !world.others_who_stay(place, balancer.id).is_empty();
    let share = world.served_after(place).and_then(|spec| spec.share) == Some(true);
    let refused = match (world.context.serverless, world.context.sharing) {
        (Some(false), Some(false)) => true,
        (Some(true), _) if !share => true,
        (Some(false), Some(true)) if certain => return Allowed,
        _ => return Unclear,
    };
    if refused && certain { Refused("E4016") } else { Unclear }
}

/// The quota of listeners.
fn room(world: &World, place: usize, balancer: &Balancer) -> Adoption {
    let Some(limit) = world.context.listeners_per_clb else { return Allowed };
    let Some(listeners) = &balancer.listeners else { return Unclear };
    let wanted = world.wanted_keys(place);
    let missing = wanted.iter().filter(|key| listeners.iter().all(|listener| listener.key() != **key)).count();
    let alone = world.others_who_name(place, balancer.id).is_empty();
    match listeners.len() + missing <= limit {
        true if alone => Allowed,
        false if alone => Refused("listener quota"),
        _ => Unclear,
    }
}
