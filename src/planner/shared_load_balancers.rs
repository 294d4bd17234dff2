//! The other Services on a CLB: which of them use it, and who keeps what several ask for there.
//!
//! It is read from all Services at once, before any of them is planned; nothing is decided here.

use crate::model::{ListenerKey, Target};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::tke::Protocol;

/// CLB id and listener.
pub type ListenerSlot = (String, ListenerKey);

/// CLB id, protocol and backend.
pub type BackendSlot = (String, Protocol, Target);

/// A listener or a backend that a Service asks for.
#[derive(Debug)]
pub struct Claim<S> {
    /// What it asks for.
    pub slot: S,
    /// The Service.
    pub name: ServiceName,
    /// Whether it has it already.
    pub in_use: bool,
}

/// The Service that keeps what several may ask for.
#[derive(Debug)]
pub struct ClaimOwner {
    /// The Service.
    pub name: ServiceName,
    /// Whether it has it already.
    pub in_use: bool,
}

/// Whether a Service that says it has a CLB goes on using it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// It asks for none any more.
    Leaving,
    /// It does.
    Staying,
}

/// Which Services use, or ask for, which existing CLB.
#[derive(Debug, Default)]
pub struct SharedLoadBalancers {
    /// CLB id and Service.
    uses: SortedMap<(String, ServiceName), Usage>,
    /// CLB id and listener, with the Service that keeps it when several ask.
    listener_owners: SortedMap<ListenerSlot, ClaimOwner>,
    /// CLB id, protocol and backend, with the Service that keeps it when several ask: within one protocol a CLB binds a
    /// backend to one listener only.
    backend_owners: SortedMap<BackendSlot, ClaimOwner>,
}

impl SharedLoadBalancers {
    /// From each CLB a Service uses, and each listener and backend it asks for there, in the order of the Services' names.
    /// Of what is said twice of a use the last counts.
    pub fn new(
        uses: Vec<((String, ServiceName), Usage)>,
        claims: Vec<Claim<ListenerSlot>>,
        backends: Vec<Claim<BackendSlot>>,
    ) -> SharedLoadBalancers {
        SharedLoadBalancers {
            uses: SortedMap::from_unsorted(uses),
            listener_owners: claim_owners(claims),
            backend_owners: claim_owners(backends),
        }
    }

    /// The Service that keeps a listener of a CLB.
    pub fn listener_owner(&self, id: &str, key: ListenerKey) -> Option<&ClaimOwner> {
        self.listener_owners.get(&(id.to_owned(), key.slot()))
    }

    /// The Service that keeps a backend of a protocol of a CLB.
    pub fn backend_owner(&self, id: &str, protocol: Protocol, target: &Target) -> Option<&ServiceName> {
        self.backend_owners.get(&(id.to_owned(), protocol, target.clone())).map(|owner| &owner.name)
    }

    /// The listeners that Services ask for on a CLB, with who keeps each.
    pub fn listener_claims(&self, id: &str) -> impl Iterator<Item = (ListenerKey, &ServiceName)> {
        let here = self.listener_owners.iter_from(|(lb, _)| lb.as_str() < id).take_while(move |((lb, _), _)| lb == id);
        here.map(|((_, slot), owner)| (*slot, &owner.name))
    }

    /// True when a Service of another name uses that CLB.
    pub fn others_use(&self, id: &str, own: &ServiceName) -> bool {
        self.others(id, own).next().is_some()
    }

    /// True when a Service of another name uses that CLB, and goes on doing so.
    pub fn others_stay(&self, id: &str, own: &ServiceName) -> bool {
        self.others(id, own).any(|usage| usage == Usage::Staying)
    }

    fn others(&self, id: &str, own: &ServiceName) -> impl Iterator<Item = Usage> {
        let same = self.uses.iter_from(|(used, _)| used.as_str() < id).take_while(move |((used, _), _)| used == id);
        same.filter(move |((_, name), _)| name != own).map(|(_, usage)| *usage)
    }
}

/// Who keeps what several may ask for: who has it (the last by name, should several say so), else the first that asks.
fn claim_owners<S: Ord>(claims: Vec<Claim<S>>) -> SortedMap<S, ClaimOwner> {
    let (in_use, requested): (Vec<Claim<S>>, Vec<Claim<S>>) = claims.into_iter().partition(|claim| claim.in_use);
    // Of equal ones the last counts.
    let claims = requested.into_iter().rev().chain(in_use);
    let claims = claims.map(|claim| (claim.slot, ClaimOwner { name: claim.name, in_use: claim.in_use }));
    SortedMap::from_unsorted(claims.collect())
}
