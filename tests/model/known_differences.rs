//! Differences between the model and the planner that are known. `known_differences.md` has the smallest request of each,
//! and what the plan should say.
//!
//! An entry that no world shows any more is an error: the planner was mended, so the entry goes.

use super::facts::Presence;
use super::judge::Complaint;
use super::laws_of_ownership::OTHER_CLUSTERS;
use super::world::{ClusterTag, World};

pub struct KnownDifference {
    /// Its heading in `known_differences.md`, where the reason stands.
    pub name: &'static str,
    /// Whether a complaint is about it.
    pub covers: fn(&World, &Complaint) -> bool,
}

pub const ALL: &[KnownDifference] = &[
    KnownDifference {
        name: "A tag that stands there twice",
        covers: |world, complaint| {
            let both = |id| matches!(world.presence(id), Presence::Here(one) if cluster(one) == Some(ClusterTag::Both));
            complaint.rule.starts_with("row 3, ") && held(world, complaint).is_some_and(both)
        },
    },
    KnownDifference {
        name: "An existing load balancer that is listed twice",
        covers: |world, complaint| {
            let twice = |id| world.presence(id) == Presence::Twice;
            let wanted = complaint.place.and_then(|place| world.served_after(place)).and_then(|spec| spec.existing);
            complaint.law == OTHER_CLUSTERS && wanted.is_some_and(twice)
        },
    },
];

/// The known difference that a complaint is about.
pub fn known(world: &World, complaint: &Complaint) -> Option<&'static str> {
    ALL.iter().find(|known| (known.covers)(world, complaint)).map(|known| known.name)
}

fn cluster(balancer: &super::world::Balancer) -> Option<ClusterTag> {
    balancer.tags.as_ref().map(|tags| tags.cluster)
}

/// The load balancer that the Service of the complaint holds.
fn held(world: &World, complaint: &Complaint) -> Option<&'static str> {
    world.served_live(complaint.place?)?.assigned
}
