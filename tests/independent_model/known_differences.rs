//! Differences between the model and the planner that are known. `known_differences.md` has the smallest request of each,
//! and what the plan should say.
//!
//! An entry that no world shows any more is an error: the planner was mended, so the entry goes.

use super::check_plan_against_model::BrokenLaw;
use super::world::World;

// None is known at present.
#[allow(dead_code)]
pub struct KnownDifference {
    /// Its heading in `known_differences.md`, where the reason stands.
    pub name: &'static str,
    /// Whether a complaint is about it.
    pub covers: fn(&World, &BrokenLaw) -> bool,
}

pub const ALL: &[KnownDifference] = &[];

/// The known difference that a complaint is about.
pub fn known(world: &World, complaint: &BrokenLaw) -> Option<&'static str> {
    ALL.iter().find(|known| (known.covers)(world, complaint)).map(|known| known.name)
}
