//! Services that share load balancers: who uses a CLB, who owns a port or a backend on it, whether sharing is allowed.
//!
//! One [`SharedLoadBalancers`] is read from the desired and current state of all Services before any of them is judged. What
//! follows from an answer is decided by the planner, and not here.

mod claim;
pub mod codes;
mod from_desired_and_current;
mod sharing_enabled;

pub use claim::{SlotClaim, SlotClaimStrength, SlotOwner};
pub use from_desired_and_current::{ServiceWithLoadBalancer, from_state};
pub use sharing_enabled::{SharingEnabled, sharing_enabled};

use crate::diagnostic::{Diagnostic, Related};
use crate::model::{ListenerKey, Target};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::tke::{Protocol, TKE_EXISTED_LBID, annotation_notes_and_fix_titles};

/// CLB id, and the half of the port space that a listener takes.
type ListenerSlot = (String, ListenerKey);

/// CLB id, protocol and backend.
type BackendSlot = (String, Protocol, Target);

/// How a Service uses a CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageChange {
    /// The live object names the CLB, and the Service moves away from it.
    Leaving,
    /// The Service names the CLB, and the live object does not.
    Joining,
    /// The Service names the CLB, and so does the live object.
    Staying,
}

/// Which Services use which CLB, port and backend.
#[derive(Debug, Default)]
pub struct SharedLoadBalancers {
    uses: SortedMap<(String, ServiceName), UsageChange>,
    listener_owners: SortedMap<ListenerSlot, SlotOwner>,
    /// The last Service, by name, that specifies a listener and does not have it.
    last_to_request: SortedMap<ListenerSlot, ServiceName>,
    /// Within one protocol a CLB binds a backend to one listener only.
    backend_owners: SortedMap<BackendSlot, SlotOwner>,
}

impl SharedLoadBalancers {
    /// Claims must be in the order of the Services' names. Of two entries about one use the later one counts.
    fn new(
        uses: Vec<((String, ServiceName), UsageChange)>,
        listeners: Vec<SlotClaim<ListenerSlot>>,
        backends: Vec<SlotClaim<BackendSlot>>,
    ) -> SharedLoadBalancers {
        let requested = listeners.iter().filter(|claim| claim.strength == SlotClaimStrength::Requested);
        let last_to_request = requested.map(|claim| (claim.slot.clone(), claim.name.clone())).collect();
        SharedLoadBalancers {
            uses: SortedMap::from_unsorted(uses),
            last_to_request: SortedMap::from_unsorted(last_to_request),
            listener_owners: claim::owners(listeners),
            backend_owners: claim::owners(backends),
        }
    }

    /// The Service that owns the place of a listener on a CLB.
    pub fn listener_owner(&self, id: &str, key: ListenerKey) -> Option<&SlotOwner> {
        self.listener_owners.get(&(id.to_owned(), key.slot()))
    }

    /// Two Services that specify the same listener on a CLB and do not have it: the owner, because it is the first by name,
    /// and the last. Which of them is synced first is unknown.
    pub fn rivals(&self, id: &str, key: ListenerKey) -> Option<(&ServiceName, &ServiceName)> {
        let owner = self.listener_owner(id, key).filter(|owner| owner.strength == SlotClaimStrength::Requested)?;
        let last = self.last_to_request.get(&(id.to_owned(), key.slot()))?;
        (owner.name != *last).then_some((&owner.name, last))
    }

    /// The Service that owns a backend within a protocol of a CLB.
    pub fn backend_owner(&self, id: &str, protocol: Protocol, target: &Target) -> Option<&ServiceName> {
        self.backend_owners.get(&(id.to_owned(), protocol, target.clone())).map(|owner| &owner.name)
    }

    /// The listeners that Services specify on a CLB, each with its owner.
    pub fn listener_claims(&self, id: &str) -> impl Iterator<Item = (ListenerKey, &ServiceName)> {
        let here = self.listener_owners.iter_from(|(lb, _)| lb.as_str() < id).take_while(move |((lb, _), _)| lb == id);
        here.map(|((_, slot), owner)| (*slot, &owner.name))
    }

    /// The first other Service, by name, that uses a CLB.
    pub fn first_other(&self, id: &str, own: &ServiceName) -> Option<&ServiceName> {
        self.others(id, own).next().map(|(name, _)| name)
    }

    /// True when another Service uses a CLB. `mode: skip` is refused there.
    pub fn others_use(&self, id: &str, own: &ServiceName) -> bool {
        self.first_other(id, own).is_some()
    }

    /// True when another Service uses a CLB and is not leaving it.
    pub fn others_stay(&self, id: &str, own: &ServiceName) -> bool {
        self.others(id, own).any(|(_, usage)| usage != UsageChange::Leaving)
    }

    fn others(&self, id: &str, own: &ServiceName) -> impl Iterator<Item = (&ServiceName, UsageChange)> {
        self.users(id).filter(move |(name, _)| *name != own)
    }

    fn users(&self, id: &str) -> impl Iterator<Item = (&ServiceName, UsageChange)> {
        let same = self.uses.iter_from(|(used, _)| used.as_str() < id).take_while(move |((used, _), _)| used == id);
        same.map(|((_, name), usage)| (name, *usage))
    }
}

/// The finding about an existing CLB that an Ingress uses: objects show it, or the CLB's tags. The Ingress is
/// `namespace/name`, where it is known.
pub fn used_by_ingress(id: &str, ingress: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(&codes::USED_BY_INGRESS).arg("id", id).path(TKE_EXISTED_LBID.definition.path());
    let note = |name: &str| Related {
        note: annotation_notes_and_fix_titles::INGRESS.with("name", name),
        location: None,
        object: None,
    };
    ingress.map(note).into_iter().fold(found, Diagnostic::related)
}
