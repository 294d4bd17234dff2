//! Claims of several Services to one port or backend of a CLB, and which of them prevails.

use crate::request::ServiceName;
use crate::sorted_map::SortedMap;

/// How strong a claim is; the strongest one prevails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimStrength {
    /// The Service asks for it.
    Requested,
    /// The live Service asked for it, and whether the CLB serves it is unknown. With the cloud's state this is never so.
    PreviouslyRequested,
    /// The live Service asked for it and has the CLB.
    InUse,
}

/// A listener or backend that a Service asks for.
#[derive(Debug)]
pub struct Claim<S> {
    /// What it asks for.
    pub slot: S,
    /// The Service.
    pub name: ServiceName,
    /// How strong the claim is.
    pub strength: ClaimStrength,
}

/// The Service whose claim prevails.
#[derive(Debug)]
pub struct ClaimOwner {
    /// The Service.
    pub name: ServiceName,
    /// How strong its claim is.
    pub strength: ClaimStrength,
}

/// The owner of each slot: the strongest claim; of equal ones the first by name, but of Services that all have it the
/// last. `claims` are in the order of the Services' names.
pub(super) fn owners<S: Ord>(claims: Vec<Claim<S>>) -> SortedMap<S, ClaimOwner> {
    let mut by_strength: [Vec<Claim<S>>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let [requested, previously_requested, in_use] = &mut by_strength;
    for claim in claims {
        match claim.strength {
            ClaimStrength::Requested => requested.push(claim),
            ClaimStrength::PreviouslyRequested => previously_requested.push(claim),
            ClaimStrength::InUse => in_use.push(claim),
        }
    }
    // Of entries with one key the last counts.
    requested.reverse();
    previously_requested.reverse();
    let claims = by_strength.into_iter().flatten();
    let claims = claims.map(|claim| (claim.slot, ClaimOwner { name: claim.name, strength: claim.strength }));
    SortedMap::from_unsorted(claims.collect())
}
