//! Claims of several Services to one port or backend of a CLB, and which of them prevails.

use crate::request::ServiceName;
use crate::sorted_map::SortedMap;

/// How strong a claim is; the strongest one prevails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimStrength {
    /// The Service specifies it.
    Requested,
    /// The live Service specified it and uses the CLB.
    InUse,
    /// The same, and the listener has backends of the Service.
    HasBackends,
}

/// A listener or backend that a Service specifies.
#[derive(Debug)]
pub struct PortOrBackendClaim<S> {
    /// The listener or backend.
    pub slot: S,
    /// The Service.
    pub name: ServiceName,
    /// How strong the claim is.
    pub strength: ClaimStrength,
}

/// The Service whose claim prevails.
#[derive(Debug)]
pub struct PortOrBackendOwner {
    /// The Service.
    pub name: ServiceName,
    /// How strong its claim is.
    pub strength: ClaimStrength,
}

/// The owner of each slot: the strongest claim; of equal ones the first by name, but of Services that all use it the
/// last by name. `claims` are in the order of the Services' names.
pub(super) fn owners<S: Ord>(claims: Vec<PortOrBackendClaim<S>>) -> SortedMap<S, PortOrBackendOwner> {
    let mut by_strength: [Vec<PortOrBackendClaim<S>>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let [requested, in_use, has_backends] = &mut by_strength;
    for claim in claims {
        match claim.strength {
            ClaimStrength::Requested => requested.push(claim),
            ClaimStrength::InUse => in_use.push(claim),
            ClaimStrength::HasBackends => has_backends.push(claim),
        }
    }
    // Of entries with one key the last counts.
    requested.reverse();
    let claims = by_strength.into_iter().flatten();
    let claims = claims.map(|claim| (claim.slot, PortOrBackendOwner { name: claim.name, strength: claim.strength }));
    SortedMap::from_unsorted(claims.collect())
}

#[cfg(test)]
mod tests {
    use super::ClaimStrength::{HasBackends, InUse, Requested};
    use super::*;

    #[track_caller]
    fn assert_owner(claims: &[(&str, ClaimStrength)], expected: &str) {
        let name = |name: &str| ServiceName { namespace: "default".to_owned(), name: name.to_owned() };
        let claims =
            claims.iter().map(|(of, strength)| PortOrBackendClaim { slot: 80, name: name(of), strength: *strength });
        let owners = owners(claims.collect());
        assert_eq!(owners.get(&80).map(|owner| owner.name.name.as_str()), Some(expected));
    }

    #[test]
    fn the_strongest_claim_prevails() {
        assert_owner(&[("api", Requested), ("web", InUse), ("zoo", Requested)], "web");
        assert_owner(&[("api", HasBackends), ("web", InUse), ("zoo", Requested)], "api");
    }

    #[test]
    fn of_equal_claims_the_first_prevails_and_of_services_that_have_it_the_last() {
        assert_owner(&[("api", Requested), ("web", Requested)], "api");
        assert_owner(&[("api", InUse), ("web", InUse)], "web");
    }
}
