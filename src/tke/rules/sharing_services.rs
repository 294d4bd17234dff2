//! The Services on one existing CLB, read once for all of them: who they are, and who keeps which port.
//!
//! The rule for ports is the one that plans go by (`planner/shared_load_balancers.rs`): who has one keeps it, else the first by name.
//! Here the cloud is not known: what a Service asked for before it is taken to have, unless another one did that says that
//! the CLB is its own.

use super::{ValidationContext, name_of};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::syntax::Object;
use crate::tke::definition::Definition;
use crate::tke::definitions::controller_written::LOADBALANCE_ID;
use crate::tke::definitions::load_balancer::{PASS_TO_TARGET, SECURITY_GROUPS, TKE_EXISTED_LBID};
use crate::tke::listener_protocols::{ListenerPort, ports, wants_load_balancer};
use crate::tke::protocol::Transport;
use crate::tke::settings::Settings;

/// What belongs to the CLB, and not to one Service on it.
pub(super) const COMMON: [&Definition; 2] = [&SECURITY_GROUPS.definition, &PASS_TO_TARGET.definition];

/// A port number and the half of the port space that a listener takes there.
type PortSlot = (u16, Transport);

/// How good a claim to a port is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ClaimStrength {
    /// The Service asks for it.
    Requested,
    /// It asked for it before.
    PreviouslyRequested,
    /// It did, and says that it has the CLB.
    InUse,
}

/// The Services on one existing CLB.
#[derive(Default)]
pub struct SharingServices<'a> {
    /// By name; each as it is wanted, or else as it is.
    services: Vec<&'a Object>,
    /// True when one of them is on the CLB already.
    pub in_use: bool,
    port_owners: SortedMap<PortSlot, (ClaimStrength, &'a Object)>,
    /// Of each row of [`COMMON`] the first Service that has it, and the first that has another value than that one.
    differing: Vec<(&'static str, &'a Object)>,
}

/// The Services on each existing CLB, by its id.
pub(super) fn read<'a>(validation: &ValidationContext<'a>) -> SortedMap<&'a str, SharingServices<'a>> {
    let latest =
        |service: &Object| validation.objects.named(super::SERVICE, service.namespace(), service.name()).last();
    let mut named: Vec<(&str, &Object)> = Vec::new();
    for service in validation.objects.of_kind(super::SERVICE).filter(|service| wants_load_balancer(service)) {
        let id = service.annotation(TKE_EXISTED_LBID.name());
        if let Some(id) = id.filter(|_| latest(service).is_some_and(|latest| std::ptr::eq(latest, service))) {
            named.push((id, service));
        }
    }
    // Those of one CLB stay in the order of their names.
    sort_by(&mut named, |a, b| a.0.cmp(b.0));
    let mut all: SortedMap<&str, SharingServices<'a>> = SortedMap::new();
    for (id, service) in named {
        all.get_or_default(id).add(id, service, validation);
    }
    all
}

impl<'a> SharingServices<'a> {
    /// Adds the next Service by name.
    fn add(&mut self, id: &str, service: &'a Object, validation: &ValidationContext<'_>) {
        let live_before =
            validation.live_service(service).filter(|live| live.annotation(TKE_EXISTED_LBID.name()) == Some(id));
        self.in_use |= live_before.is_some();
        let has = live_before.and_then(|live| live.annotation(LOADBALANCE_ID.name())).filter(|has| !has.is_empty());
        let best = if has.is_some() { ClaimStrength::InUse } else { ClaimStrength::PreviouslyRequested };
        let live_before = live_before.filter(|live| wants_load_balancer(live) && has.is_none_or(|has| has == id));
        let setting = live_before.map(slots_of).unwrap_or_default();
        for slot in slots_of(service) {
            let claim = if setting.contains(&slot) { best } else { ClaimStrength::Requested };
            let (strength, owner) = self.port_owners.get_or_insert_with(slot, || (claim, service));
            // Of those that had it the last by name keeps it, as in plans.
            if claim > *strength || (claim, *strength) == (ClaimStrength::InUse, ClaimStrength::InUse) {
                (*strength, *owner) = (claim, service);
            }
        }
        for definition in COMMON.into_iter().filter(|definition| service.annotation(definition.name).is_some()) {
            let mut same = self.differing.iter().filter(|(name, _)| *name == definition.name);
            let (first, next) = (same.next(), same.next());
            if next.is_none()
                && first
                    .is_none_or(|(_, first)| first.annotation(definition.name) != service.annotation(definition.name))
            {
                self.differing.push((definition.name, service));
            }
        }
        self.services.push(service);
    }

    /// The first Service of another name.
    pub fn other(&self, service: &Object) -> Option<&'a Object> {
        self.services.iter().copied().find(|other| name_of(other) != name_of(service))
    }

    /// The Service that keeps a port which this one asks for, and the half of the port space.
    pub(super) fn port_owner(&self, port: &ListenerPort<'_>, service: &Object) -> Option<(Transport, &'a Object)> {
        let mut classes = port.protocols.iter().map(|protocol| protocol.transport());
        classes.find_map(|class| {
            let (_, owner) = self.port_owners.get(&(port.port, class))?;
            (name_of(owner) != name_of(service)).then_some((class, *owner))
        })
    }

    /// The first Service of another name that has another value of a row of [`COMMON`].
    pub(super) fn disagreeing(&self, definition: &Definition, value: &str, service: &Object) -> Option<&'a Object> {
        let of_row = self.differing.iter().filter(|(name, _)| *name == definition.name).map(|(_, other)| *other);
        let mut others = of_row.filter(|other| name_of(other) != name_of(service));
        others.find(|other| other.annotation(definition.name) != Some(value))
    }
}

/// What a Service takes of the port space.
fn slots_of(service: &Object) -> SortedSet<PortSlot> {
    let mut slots = SortedSet::new();
    for port in ports(service, &Settings::read_silently(service)).unwrap_or_default() {
        for protocol in port.protocols {
            slots.insert((port.port, protocol.transport()));
        }
    }
    slots
}
