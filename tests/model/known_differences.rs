//! Differences between the model and the planner that are known. `known_differences.md` has the smallest request of each,
//! and what the plan should say.
//!
//! An entry that no world shows any more is an error: the planner was mended, so the entry goes.

use super::facts::Presence;
use super::judge::Complaint;
use super::laws_of_effects::NO_HARM;
use super::laws_of_ownership::{DELETED_UNUSED, OTHER_CLUSTERS, OTHERS_LISTENERS};
use super::laws_of_reports::{ALL_ORPHANS, KEPT_IS_THERE};
use super::relations::SCOPE_NAMED;
use super::world::{ClusterTag, World};

pub struct KnownDifference {
    /// Its heading in `known_differences.md`, where the reason stands.
    pub name: &'static str,
    /// Whether a complaint is about it.
    pub covers: fn(&World, &Complaint) -> bool,
}

pub const ALL: &[KnownDifference] = &[
    KnownDifference {
        name: "The quota of load balancers beside a partial list",
        covers: |world, complaint| {
            let partial = world.cloud.as_ref().is_some_and(|cloud| cloud.complete != Some(true));
            partial
                && ["purchase over the quota", "no live objects, quota", "row 11 rebuild, quota"]
                    .contains(&complaint.rule)
        },
    },
    KnownDifference {
        name: "A derived load balancer under the quota",
        covers: |world, complaint| {
            let derived = complaint.rule.contains("derived") || complaint.rule == "row 2, unproven";
            world.context.clbs_per_region.is_some() && derived && held_is(world, complaint, Presence::Unknown)
        },
    },
    KnownDifference {
        name: "Two live Services with one port of one load balancer",
        covers: |world, complaint| [NO_HARM, OTHERS_LISTENERS].contains(&complaint.law) && contested(world, complaint),
    },
    KnownDifference {
        name: "Two Services leave one managed load balancer",
        covers: |world, complaint| {
            let place = complaint.place.filter(|_| complaint.law == KEPT_IS_THERE);
            place.is_some_and(|place| world.goes_away(place) || world.served_after(place).is_none())
        },
    },
    KnownDifference {
        name: "A tag that stands there twice",
        covers: |world, complaint| {
            let both = |id| matches!(world.presence(id), Presence::Here(one) if cluster(one) == Some(ClusterTag::Both));
            complaint.rule.starts_with("row 3, ") && held(world, complaint).is_some_and(both)
        },
    },
    KnownDifference {
        name: "A rejected manifest of another Service",
        covers: |world, complaint| {
            let rejected = world.places().any(|place| world.rejected(place));
            let laws = [OTHERS_LISTENERS, DELETED_UNUSED, NO_HARM, ALL_ORPHANS].contains(&complaint.law);
            rejected && (laws || complaint.rule.starts_with("row 2"))
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
    KnownDifference {
        name: "A Service of another controller that names an existing load balancer",
        covers: |world, complaint| {
            let wanted = complaint.place.and_then(|place| world.served_after(place)).and_then(|spec| spec.existing);
            let adopts = ["row 7", "row 10 rebuild", "row 12 rebuild", "row 13", "no live objects, adopt"];
            let rule = adopts.iter().any(|rule| complaint.rule.starts_with(rule));
            rule && wanted.is_some_and(|id| named_by_another_controllers(world, id))
        },
    },
    KnownDifference {
        name: "The scope `named` and a Service that is being deleted",
        covers: |world, complaint| {
            let deleting = |place: usize| world.live(place).is_some_and(|live| live.deleting);
            complaint.law == SCOPE_NAMED && world.places().any(deleting)
        },
    },
];

/// Whether a Service that TKE's controller does not serve has an annotation that names the load balancer.
fn named_by_another_controllers(world: &World, id: &str) -> bool {
    world.places().any(|place| {
        let live = world.live(place).map(|live| &live.spec);
        let mut specs = live.into_iter().chain(world.after(place));
        specs.any(|spec| !spec.served() && spec.existing == Some(id))
    })
}

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

fn held_is(world: &World, complaint: &Complaint, presence: Presence<'_>) -> bool {
    held(world, complaint).is_some_and(|id| world.presence(id) == presence)
}

/// Whether another Service goes on to claim a listener of the Service that the complaint is about.
fn contested(world: &World, complaint: &Complaint) -> bool {
    let (Some(place), Some(id)) = (complaint.place, held(world, complaint)) else { return false };
    let keys = world.lasting_keys(place);
    world.others_who_stay(place, id).iter().any(|other| !world.lasting_keys(*other).is_disjoint(&keys))
}
