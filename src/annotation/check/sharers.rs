//! The Services on one existing CLB, read once for all of them: who they are, and who keeps which port.
//!
//! The rule for ports is the one that plans go by (`plan/neighbours.rs`): who has one keeps it, else the first by name.
//! Here the cloud is not known: what a Service asked for before it is taken to have, unless another one did that says that
//! the CLB is its own.

use super::{Surroundings, name_of};
use crate::annotation::protocol::Class;
use crate::annotation::row::Row;
use crate::annotation::rows::load_balancer::{PASS_TO_TARGET, SECURITY_GROUPS, TKE_EXISTED_LBID};
use crate::annotation::rows::written::LOADBALANCE_ID;
use crate::annotation::service::{Port, ports, wants_load_balancer};
use crate::annotation::settings::Settings;
use crate::input::Object;
use crate::sorted::{Map, Set, sort_by};

/// What belongs to the CLB, and not to one Service on it.
pub(super) const COMMON: [&Row; 2] = [&SECURITY_GROUPS.row, &PASS_TO_TARGET.row];

/// A port number and the half of the port space that a listener takes there.
type Slot = (u16, Class);

/// How good a claim to a port is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// The Service asks for it.
    Wanted,
    /// It asked for it before.
    Asked,
    /// It did, and says that it has the CLB.
    Had,
}

/// The Services on one existing CLB.
pub struct Sharers<'a> {
    /// By name; each as it is wanted, or else as it is.
    services: Vec<&'a Object>,
    /// True when one of them is on the CLB already.
    pub settled: bool,
    keepers: Map<Slot, &'a Object>,
    /// Of each row of [`COMMON`] the first Service that has it, and the first that has another value than that one.
    unlike: Vec<(&'static str, &'a Object)>,
}

/// The Services on each existing CLB, by its id.
pub(super) fn read<'a>(around: &Surroundings<'a>, all: &[&'a Object]) -> Map<&'a str, Sharers<'a>> {
    let stays = |service: &Object| {
        let latest = around.objects.named(super::SERVICE, service.namespace(), service.name()).last();
        latest.is_some_and(|latest| std::ptr::eq(latest, service))
    };
    let services = all.iter().copied().filter(|object| object.kind() == super::SERVICE);
    let named = services.filter_map(|service| Some((service.annotation(TKE_EXISTED_LBID.name())?, service)));
    let mut named: Vec<(&str, &Object)> =
        named.filter(|(_, service)| wants_load_balancer(service) && stays(service)).collect();
    sort_by(&mut named, |a, b| (a.0, name_of(a.1)).cmp(&(b.0, name_of(b.1))));
    let by_id = named.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
        let id = same.first()?.0;
        Some((id, Sharers::new(id, same.iter().map(|(_, service)| *service).collect(), around)))
    });
    by_id.collect()
}

impl<'a> Sharers<'a> {
    fn new(id: &str, services: Vec<&'a Object>, around: &Surroundings<'_>) -> Sharers<'a> {
        let mut settled = false;
        let mut claims = Vec::new();
        for service in &services {
            let before = around.held(service).filter(|held| held.annotation(TKE_EXISTED_LBID.name()) == Some(id));
            settled |= before.is_some();
            let before = before.filter(|held| wants_load_balancer(held));
            let has = before.and_then(|held| held.annotation(LOADBALANCE_ID.name())).filter(|has| !has.is_empty());
            let best = if has.is_some() { Claim::Had } else { Claim::Asked };
            let before = before.filter(|_| has.is_none_or(|has| has == id));
            let asked = Set::from_unsorted(before.map(slots_of).unwrap_or_default());
            let claim = |slot: &Slot| if asked.contains(slot) { best } else { Claim::Wanted };
            claims.extend(slots_of(service).into_iter().map(|slot| (claim(&slot), (slot, *service))));
        }
        let unlike = COMMON.into_iter().flat_map(|row| unlike(&services, row.name)).collect();
        Sharers { services, settled, keepers: keepers(claims), unlike }
    }

    /// The Services of other names, by name.
    pub fn others(&self, service: &Object) -> impl Iterator<Item = &'a Object> {
        self.services.iter().copied().filter(move |other| name_of(other) != name_of(service))
    }

    /// The Service that keeps a port that several ask for.
    pub(super) fn keeper(&self, slot: Slot) -> Option<&'a Object> {
        self.keepers.get(&slot).copied()
    }

    /// The first Service of another name that has another value of a row of [`COMMON`].
    pub(super) fn disagreeing(&self, row: &Row, value: &str, service: &Object) -> Option<&'a Object> {
        let of_row = self.unlike.iter().filter(|(name, _)| *name == row.name).map(|(_, other)| *other);
        let mut others = of_row.filter(|other| name_of(other) != name_of(service));
        others.find(|other| other.annotation(row.name) != Some(value))
    }
}

/// Who keeps each port: of those that had it the last by name, as in plans, else the first that asked for it or asks.
fn keepers(claims: Vec<(Claim, (Slot, &Object))>) -> Map<Slot, &Object> {
    let (had, mut others): (Vec<_>, Vec<_>) = claims.into_iter().partition(|(claim, _)| *claim == Claim::Had);
    sort_by(&mut others, |a, b| b.0.cmp(&a.0));
    // Of equal ones the last counts.
    Map::from_unsorted(others.into_iter().rev().chain(had).map(|(_, kept)| kept).collect())
}

fn unlike<'a>(services: &[&'a Object], name: &'static str) -> Vec<(&'static str, &'a Object)> {
    let mut saying = services.iter().filter(|service| service.annotation(name).is_some());
    let first = saying.next();
    let next = first.and_then(|first| saying.find(|other| other.annotation(name) != first.annotation(name)));
    first.into_iter().chain(next).map(|service| (name, *service)).collect()
}

/// What a Service takes of the port space.
fn slots_of(service: &Object) -> Vec<Slot> {
    ports(service, &Settings::unjudged(service)).iter().flatten().flat_map(slots).collect()
}

/// What one of its ports takes.
pub(super) fn slots(port: &Port<'_>) -> impl Iterator<Item = Slot> {
    port.protocols.iter().map(|protocol| (port.port, protocol.class()))
}
