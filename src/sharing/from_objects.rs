//! Sharing read from manifests and live objects alone, for rules that know nothing of the cloud.
//!
//! A Service owns the ports that its live object specified, unless the live object of another Service names the CLB as
//! assigned. Listeners are read from ports and annotations only: a controller version that ignores an annotation is not
//! considered.

use super::{ListenerSlot, SharedLoadBalancers, SlotClaim, SlotClaimStrength, UsageChange};
use crate::model::ListenerKey;
use crate::request::ServiceName;
use crate::sorted_map::SortedSet;
use crate::syntax::KubernetesObject;
use crate::tke::ports_and_backend_kind::{ports, wants_load_balancer};
use crate::tke::{LOADBALANCE_ID, Settings, TKE_EXISTED_LBID};

/// A Service that names an existing CLB.
pub struct ServiceOnLoadBalancer<'a> {
    /// The CLB.
    pub id: &'a str,
    /// The Service as it will be.
    pub object: &'a KubernetesObject,
    /// The Service as the cluster has it.
    pub live: Option<&'a KubernetesObject>,
}

/// Which Services use which existing CLB, and who owns its ports. `services` are in the order of their names.
pub fn from_objects(services: &[ServiceOnLoadBalancer<'_>]) -> SharedLoadBalancers {
    let mut uses = Vec::new();
    let mut listeners = Vec::new();
    for service in services {
        let usage = if service.live_on_load_balancer().is_some() { UsageChange::Staying } else { UsageChange::Joining };
        uses.push(((service.id.to_owned(), ServiceName::of(service.object)), usage));
        service.claim_listeners(&mut listeners);
    }
    SharedLoadBalancers::new(uses, listeners, Vec::new())
}

impl<'a> ServiceOnLoadBalancer<'a> {
    /// The live object, where it names the same CLB.
    fn live_on_load_balancer(&self) -> Option<&'a KubernetesObject> {
        self.live.filter(|live| live.annotation(TKE_EXISTED_LBID.name()) == Some(self.id))
    }

    fn claim_listeners(&self, claims: &mut Vec<SlotClaim<ListenerSlot>>) {
        let live = self.live_on_load_balancer();
        let assigned = live.and_then(|live| live.annotation(LOADBALANCE_ID.name())).filter(|id| !id.is_empty());
        let strength =
            if assigned.is_some() { SlotClaimStrength::InUse } else { SlotClaimStrength::PreviouslyRequested };
        let live = live.filter(|live| wants_load_balancer(live) && assigned.is_none_or(|id| id == self.id));
        let before = live.map(slots).unwrap_or_default();
        for slot in slots(self.object).iter() {
            claims.push(SlotClaim {
                slot: (self.id.to_owned(), *slot),
                name: ServiceName::of(self.object),
                strength: if before.contains(slot) { strength } else { SlotClaimStrength::Requested },
            });
        }
    }
}

/// The places that the listeners of a Service take.
fn slots(service: &KubernetesObject) -> SortedSet<ListenerKey> {
    let mut slots = SortedSet::new();
    for port in ports(service, &Settings::read_silently(service)).unwrap_or_default() {
        for protocol in port.protocols {
            slots.insert(ListenerKey { protocol, port: port.port }.slot());
        }
    }
    slots
}
