//! Services that share load balancers: who uses a CLB, who owns a port or a backend on it, whether sharing is allowed.
//!
//! One [`SharedLoadBalancers`] is read from the desired and current state of all Services before any of them is judged. What
//! follows from an answer is decided by the planner, and not here.

mod claim;
pub mod codes;
mod find_shared_load_balancers;
mod sharing_enabled;

pub use claim::{ClaimStrength, PortOrBackendClaim, PortOrBackendOwner};
pub use find_shared_load_balancers::{ServiceWithLoadBalancer, from_state};
pub use sharing_enabled::{SharingEnabled, sharing_enabled};

use crate::diagnostic::{Diagnostic, Related};
use crate::model::{Listener, ListenerKey, Target};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::tke::{Protocol, TKE_EXISTED_LBID, annotation_notes_and_fix_titles};
use std::cell::OnceCell;

/// The protocols of [`ListenerKey::slot`].
const SLOT_PROTOCOLS: [Protocol; 2] = [Protocol::Tcp, Protocol::Udp];

/// CLB id, and the half of the port space that a listener takes.
type ListenerSlot = (String, ListenerKey);

/// CLB id, protocol and backend.
type BackendSlot = (String, Protocol, Target);

/// CLB id and Service, with how the Service uses the CLB.
type UseOfLoadBalancer = ((String, ServiceName), Usage);

/// How a Service uses a CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageChange {
    /// The live object names the CLB, and the Service moves away from it.
    Leaving,
    /// Of the Services that move away from it at once the one that leaves last, and removes what they share: for the others
    /// it stays.
    LeavingLast,
    /// The Service uses the CLB, now or after the change.
    Staying,
}

/// Whether and how a Service uses a CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Usage {
    change: UsageChange,
    /// Something shows that the controller gave the Service this CLB; else the Service only names it.
    is_recorded: bool,
}

/// Which Services use which CLB, port and backend.
#[derive(Debug, Default)]
pub struct SharedLoadBalancers {
    uses: SortedMap<(String, ServiceName), Usage>,
    /// The Services that have a listener on a CLB and give it up.
    former_owners: SortedMap<ListenerSlot, ServiceName>,
    listener_owners: SortedMap<ListenerSlot, PortOrBackendOwner>,
    /// Positions in `listener_owners`, by CLB and by the owner's name.
    listeners_by_owner: OnceCell<Vec<usize>>,
    /// The last Service, by name, that specifies a listener and does not have it.
    last_to_request: SortedMap<ListenerSlot, ServiceName>,
    /// Within one protocol a CLB binds a backend to one listener only.
    backend_owners: SortedMap<BackendSlot, PortOrBackendOwner>,
}

impl SharedLoadBalancers {
    /// Claims must be in the order of the Services' names. Of two entries about one use the later one counts.
    fn new(
        (uses, former_owners): (Vec<UseOfLoadBalancer>, Vec<(ListenerSlot, ServiceName)>),
        listeners: Vec<PortOrBackendClaim<ListenerSlot>>,
        backends: Vec<PortOrBackendClaim<BackendSlot>>,
    ) -> SharedLoadBalancers {
        let requested = listeners.iter().filter(|claim| claim.strength == ClaimStrength::Requested);
        let last_to_request = requested.map(|claim| (claim.slot.clone(), claim.name.clone())).collect();
        SharedLoadBalancers {
            uses: SortedMap::from_unsorted(uses),
            former_owners: SortedMap::from_unsorted(former_owners),
            last_to_request: SortedMap::from_unsorted(last_to_request),
            listener_owners: claim::owners(listeners),
            listeners_by_owner: OnceCell::new(),
            backend_owners: claim::owners(backends),
        }
    }

    /// The Service that owns the place of a listener on a CLB.
    pub fn listener_owner(&self, id: &str, key: ListenerKey) -> Option<&PortOrBackendOwner> {
        of_slot(&self.listener_owners, id, key)
    }

    /// The Service that has a listener on a CLB and gives it up.
    pub fn former_listener_owner(&self, id: &str, key: ListenerKey) -> Option<&ServiceName> {
        of_slot(&self.former_owners, id, key)
    }

    /// Two Services that specify the same listener on a CLB and do not have it: the owner, because it is the first by name,
    /// and the last. Which of them is synced first is unknown.
    pub fn rivals(&self, id: &str, key: ListenerKey) -> Option<(&ServiceName, &ServiceName)> {
        let owner = self.listener_owner(id, key).filter(|owner| owner.strength == ClaimStrength::Requested)?;
        let last = of_slot(&self.last_to_request, id, key)?;
        (owner.name != *last).then_some((&owner.name, last))
    }

    /// The Service that owns a backend within a protocol of a CLB.
    pub fn backend_owner(&self, id: &str, protocol: Protocol, target: &Target) -> Option<&ServiceName> {
        let slot = (id, protocol, target);
        let mut from = self.backend_owners.iter_from(|(lb, of, other)| (lb.as_str(), *of, other) < slot);
        let (_, owner) = from.next().filter(|((lb, of, other), _)| (lb.as_str(), *of, other) == slot)?;
        Some(&owner.name)
    }

    /// How many listeners Services before this one, by name, specify on a CLB that are not among the current ones.
    pub fn missing_listeners_before(&self, id: &str, own: &ServiceName, current: &[Listener]) -> usize {
        let claimed = self.listeners_before(id, own);
        if claimed == 0 {
            return 0;
        }
        let mut existing: SortedSet<ListenerKey> = SortedSet::new();
        for listener in current {
            let last = listener.end_port.unwrap_or(listener.port);
            let own_slot = listener.key.map(|key| key.slot().protocol);
            for protocol in SLOT_PROTOCOLS.into_iter().filter(|protocol| own_slot.is_none_or(|own| own == *protocol)) {
                let first = ListenerKey { protocol, port: listener.port };
                let from = self.listener_owners.iter_from(|(lb, slot)| (lb.as_str(), *slot) < (id, first));
                let same =
                    from.take_while(|((lb, slot), _)| lb == id && slot.protocol == protocol && slot.port <= last);
                existing.extend(same.filter(|(_, owner)| owner.name < *own).map(|((_, slot), _)| *slot));
            }
        }
        claimed.saturating_sub(existing.len())
    }

    /// How many listeners Services before this one own on a CLB.
    fn listeners_before(&self, id: &str, own: &ServiceName) -> usize {
        let owner = |at: &usize| {
            let entry = self.listener_owners.entry_at(*at);
            entry.map(|((lb, _), owner)| (lb.as_str(), &owner.name))
        };
        let order = self.listeners_by_owner.get_or_init(|| {
            let mut order: Vec<usize> = (0..self.listener_owners.len()).collect();
            sort_by(&mut order, |a, b| owner(a).cmp(&owner(b)));
            order
        });
        let end = order.partition_point(|at| owner(at) < Some((id, own)));
        end - order.partition_point(|at| owner(at).is_some_and(|(lb, _)| lb < id)).min(end)
    }

    /// The CLBs that several Services use, in the order of their ids.
    pub fn used_by_several(&self) -> Vec<&str> {
        let ids = || self.uses.keys().map(|(id, _)| id.as_str());
        let mut several: Vec<&str> =
            ids().zip(ids().skip(1)).filter(|(one, next)| one == next).map(|(id, _)| id).collect();
        several.dedup();
        several
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
        self.others(id, own).any(|(_, usage)| usage.change != UsageChange::Leaving)
    }

    /// The Service that leaves a CLB after this one, where none stays.
    pub fn last_to_leave(&self, id: &str, own: &ServiceName) -> Option<&ServiceName> {
        let mut later = self.others(id, own).filter(|(_, usage)| usage.change != UsageChange::Leaving);
        let (name, usage) = later.next()?;
        (usage.change == UsageChange::LeavingLast && later.next().is_none()).then_some(name)
    }

    /// True when another Service has a CLB and does not only name it: the controller refuses to use a CLB that it created for
    /// another Service, and what it refuses keeps no CLB.
    pub fn others_have(&self, id: &str, own: &ServiceName) -> bool {
        self.first_other_that_has(id, own).is_some()
    }

    /// The first other Service, by name, that has a CLB.
    pub fn first_other_that_has(&self, id: &str, own: &ServiceName) -> Option<&ServiceName> {
        self.others(id, own).find(|(_, usage)| usage.is_recorded).map(|(name, _)| name)
    }

    /// True when another Service has a CLB, and is not leaving it.
    pub fn others_have_and_stay(&self, id: &str, own: &ServiceName) -> bool {
        self.others(id, own).any(|(_, usage)| usage.is_recorded && usage.change != UsageChange::Leaving)
    }

    fn others(&self, id: &str, own: &ServiceName) -> impl Iterator<Item = (&ServiceName, Usage)> {
        self.users(id).filter(move |(name, _)| *name != own)
    }

    fn users(&self, id: &str) -> impl Iterator<Item = (&ServiceName, Usage)> {
        let same = self.uses.iter_from(|(used, _)| used.as_str() < id).take_while(move |((used, _), _)| used == id);
        same.map(|((_, name), usage)| (name, *usage))
    }
}

/// What is known of the place of a listener on a CLB.
fn of_slot<'m, V>(map: &'m SortedMap<ListenerSlot, V>, id: &str, key: ListenerKey) -> Option<&'m V> {
    let slot = (id, key.slot());
    let mut from = map.iter_from(|(lb, key)| (lb.as_str(), *key) < slot);
    from.next().filter(|((lb, key), _)| (lb.as_str(), *key) == slot).map(|(_, value)| value)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> ServiceName {
        ServiceName { namespace: "shop".to_owned(), name: name.to_owned() }
    }

    #[test]
    fn listeners_of_services_before_are_counted_unless_they_exist() {
        let claim = |id: &str, protocol, port, owner: &str| PortOrBackendClaim {
            slot: (id.to_owned(), ListenerKey { protocol, port }),
            name: name(owner),
            strength: ClaimStrength::Requested,
        };
        let mut claims = vec![claim("lb-1", Protocol::Tcp, 443, "a"), claim("lb-3", Protocol::Tcp, 443, "a")];
        for port in 80..90 {
            claims.push(claim("lb-2", Protocol::Tcp, port, if port % 2 == 0 { "a" } else { "c" }));
            claims.push(claim("lb-2", Protocol::Udp, port, "b"));
        }
        let sharing = SharedLoadBalancers::new((Vec::new(), Vec::new()), claims, Vec::new());
        let before = |own: &str, current: &[Listener]| sharing.missing_listeners_before("lb-2", &name(own), current);
        assert_eq!((before("a", &[]), before("b", &[]), before("c", &[]), before("d", &[])), (0, 5, 15, 20));
        assert_eq!(sharing.missing_listeners_before("lb-0", &name("d"), &[]), 0);
        // An HTTP listener takes the TCP port, a range each of its ports, and one of an unknown protocol both.
        let http = Listener::without_details(Some(Protocol::Http), 80, None);
        assert_eq!(before("c", std::slice::from_ref(&http)), 14);
        let range = Listener::without_details(Some(Protocol::Udp), 84, Some(87));
        assert_eq!(before("c", &[http.clone(), range.clone()]), 10);
        let unknown = Listener::without_details(None, 84, Some(85));
        assert_eq!(before("d", &[http, range, unknown]), 13);
    }
}
