//! Whether the account may buy another load balancer: the quota of a region, for public and internal ones each
//! (clb-api 3.2, E4004).

use super::deletion::{Deletion, deletion};
use super::facts_of_world::{HeldLoadBalancer, Intent, OwnershipByTags, Presence};
use super::world::World;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purchase {
    Allowed,
    Refused,
    /// Others buy or delete at the same time, or not all load balancers are listed.
    Unclear,
}

pub fn purchase(world: &World, place: usize, internal: bool) -> Purchase {
    let Some(limit) = world.context.clbs_per_region else { return Purchase::Allowed };
    let Some(cloud) = &world.cloud else { return Purchase::Unclear };
    let mut ids: Vec<&str> =
        cloud.balancers.iter().filter(|one| one.subnet.is_some() == internal).map(|one| one.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let leaving = ids.iter().filter(|id| may_be_deleted(world, id)).count();
    if ids.len() >= limit + leaving {
        return Purchase::Refused;
    }
    let others = world.places().filter(|other| *other != place && may_buy(world, *other, internal)).count();
    if cloud.complete == Some(true) && ids.len() + others < limit { Purchase::Allowed } else { Purchase::Unclear }
}

fn may_be_deleted(world: &World, id: &str) -> bool {
    world.places().any(|place| {
        let gives_up =
            matches!(world.held(place), HeldLoadBalancer::Managed(held) if held == id) && !world.stays(place, id);
        gives_up && matches!(deletion(world, place, id), Deletion::Proven | Deletion::Unclear)
    })
}

fn may_buy(world: &World, place: usize, internal: bool) -> bool {
    let Intent::Managed(subnet) = world.intent(place) else { return false };
    if subnet.is_some() != internal {
        return false;
    }
    let HeldLoadBalancer::Managed(id) = world.held(place) else { return true };
    let owned = match world.presence(id) {
        Presence::Here(balancer) => world.owned(place, balancer),
        _ => return true,
    };
    !(matches!(owned, OwnershipByTags::Ours | OwnershipByTags::FlagGone) && world.stays(place, id))
}
