//! Differences between the model and the planner that are known, each with its reason and the smallest request.
//!
//! An entry that no world shows any more is an error: the planner was mended, so the entry goes.

use super::judge::Complaint;
use super::world::World;

pub struct KnownDifference {
    pub name: &'static str,
    /// Why the model is right, or why it cannot be decided.
    pub reason: &'static str,
    /// Whether a complaint is about it.
    pub covers: fn(&World, &Complaint) -> bool,
}

pub const ALL: &[KnownDifference] = &[KnownDifference {
    name: "quota of load balancers beside a partial list",
    reason: "as many are listed as the quota allows, and more may exist: the purchase fails (E4004)",
    covers: |world, complaint| {
        let partial = world.cloud.as_ref().is_some_and(|cloud| cloud.complete != Some(true));
        partial && QUOTA.contains(&complaint.rule)
    },
}];

/// The rules that say that a purchase is refused.
const QUOTA: [&str; 3] = ["purchase over the quota", "no live objects, quota", "row 11 rebuild, quota"];

/// The known difference that a complaint is about.
pub fn known(world: &World, complaint: &Complaint) -> Option<&'static str> {
    ALL.iter().find(|known| (known.covers)(world, complaint)).map(|known| known.name)
}
