//! Which Services use which CLB, and who keeps what several ask for there: read from all Services at once, before any of
//! them is planned.

use super::Snapshot;
use super::desired_services::{CurrentWithFindings, DesiredService};
use super::services::Services;
use crate::current::{self, CurrentLoadBalancer};
use crate::desired::DesiredLoadBalancer;
use crate::model::{Backends, Listener, LoadBalancer, Service, TagOwner};
use crate::planner::{Admission, BackendSlot, Claim, SharedLoadBalancers, Usage};
use crate::request::{LifecycleMode, ServiceName};
use crate::sorted_map::{SortedMap, sort_by};
use crate::tke::tags;

/// What a Service asks for on an existing CLB.
struct DesiredUse<'a> {
    id: String,
    name: &'a ServiceName,
    desired_service: &'a DesiredService,
    /// That CLB, where it says that it has it already, or the CLB does.
    load_balancer: Option<&'a LoadBalancer>,
}

/// Which Services use which CLB.
pub(super) struct LoadBalancerUsers<'a> {
    pub services: &'a Services<'a>,
    pub desired_services: &'a SortedMap<ServiceName, DesiredService>,
    pub current: &'a SortedMap<ServiceName, CurrentWithFindings<'a>>,
    /// The CLBs that Services are taken to have where the cloud was not asked.
    pub derived: &'a SortedMap<ServiceName, String>,
    pub snapshot: &'a Snapshot,
}

impl LoadBalancerUsers<'_> {
    /// Which Services use which CLB, and who keeps a port or a backend that several ask for: the one that has it, else the
    /// first by name.
    pub(super) fn shared_load_balancers(&self) -> SharedLoadBalancers {
        let mut uses = self.recorded_uses();
        let mut claims = Vec::new();
        let desired_uses: Vec<DesiredUse<'_>> = self
            .desired_services
            .iter()
            .filter_map(|(name, desired_service)| self.desired_use(name, desired_service))
            .collect();
        for desired_use in &desired_uses {
            uses.push(((desired_use.id.clone(), desired_use.name.clone()), Usage::Staying));
            for spec in &desired_use.desired_service.desired.listeners {
                let slot = (desired_use.id.clone(), spec.key.slot());
                let in_use = desired_use.load_balancer.is_some()
                    && desired_use.desired_service.previously_requested.iter().any(|key| key.slot() == spec.key.slot());
                claims.push(Claim { slot, name: desired_use.name.clone(), in_use });
            }
        }
        uses.extend(self.last_deleted());
        let shared = last_of_shared(
            desired_uses.iter().map(|desired_use| (desired_use.id.as_str(), desired_use.name)).collect(),
        );
        let mut backends = Vec::new();
        for desired_use in desired_uses.iter().filter(|desired_use| shared.contains_key(desired_use.id.as_str())) {
            claim_backends(desired_use, &mut backends);
        }
        SharedLoadBalancers::new(uses, claims, backends)
    }

    /// What live Services that stay say they use.
    fn recorded_uses(&self) -> Vec<((String, ServiceName), Usage)> {
        let mut uses = Vec::new();
        for (name, live) in self.services.live.iter().filter(|(name, _)| !self.services.deleted.contains(*name)) {
            for id in live.requested_lb_id().into_iter().chain(live.assigned_lb_id()) {
                let usage = if self.is_leaving(name, &id) { Usage::Leaving } else { Usage::Staying };
                uses.push(((id, name.clone()), usage));
            }
        }
        uses
    }

    /// True for a Service that says it uses a CLB and goes over to another one, or to none.
    fn is_leaving(&self, name: &ServiceName, id: &str) -> bool {
        if self.services.admission(name) == Admission::Rejected {
            return false;
        }
        // One that neither holds nor asks for a CLB is not planned.
        let Some(desired_service) = self.desired_services.get(name) else { return true };
        if desired_service.desired.skip {
            return false;
        }
        let may_rebuild = self.snapshot.context.lifecycle_mode == Some(LifecycleMode::Rebuild);
        match &desired_service.desired.load_balancer {
            DesiredLoadBalancer::None(_) => true,
            DesiredLoadBalancer::Existing(desired, _) => {
                desired != id && (may_rebuild || self.current_id(name) != Some(id))
            }
            DesiredLoadBalancer::Managed(_) => {
                (may_rebuild && self.live_requests(name, id)) || self.current_id(name) != Some(id)
            }
        }
    }

    /// The CLB that a Service holds, unless the controller bought it for another one.
    fn current_id(&self, name: &ServiceName) -> Option<&str> {
        let uid = self.services.live.get(name).and_then(|live| live.uid.as_deref());
        let lb = self.current.get(name)?.0.load_balancer()?;
        let managed = lb.tag(tags::CREATED_BY.definition.name) == Some(tags::CREATED_BY_YES);
        (!managed || current::service_tag_owner(lb, uid) != TagOwner::Others).then_some(lb.id.as_str())
    }

    fn live_requests(&self, name: &ServiceName, id: &str) -> bool {
        self.services.live.get(name).and_then(Service::requested_lb_id).is_some_and(|requested| requested == id)
    }

    /// What a Service asks for on a CLB that exists.
    fn desired_use<'s>(&'s self, name: &'s ServiceName, desired_service: &'s DesiredService) -> Option<DesiredUse<'s>> {
        let current_id = self.current_id(name);
        let id = match &desired_service.desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => id,
            DesiredLoadBalancer::Managed(_) => current_id?,
            DesiredLoadBalancer::None(_) => return None,
        };
        // That one of the user's serves it may be guessed from listeners which are another Service's: what it says counts.
        let in_use = match self.current.get(name)?.0 {
            CurrentLoadBalancer::Existing(_) => {
                let assigned = self.services.live.get(name).and_then(Service::assigned_lb_id);
                assigned.as_ref().or_else(|| self.derived.get(name)).is_some_and(|lb| lb == id)
            }
            CurrentLoadBalancer::Managed(_) => current_id == Some(id),
            CurrentLoadBalancer::None | CurrentLoadBalancer::Missing(_) => false,
        };
        let lb = self.current.get(name).and_then(|(current, _)| current.load_balancer()).filter(|_| in_use);
        Some(DesiredUse { id: id.to_owned(), name, desired_service, load_balancer: lb })
    }

    /// Of several Services that give up the same CLB at once one takes it along: the one that it is marked for, else the last
    /// by name.
    fn last_deleted(&self) -> Vec<((String, ServiceName), Usage)> {
        let leaving = self.desired_services.iter().filter(|(_, desired_service)| {
            matches!(desired_service.desired.load_balancer, DesiredLoadBalancer::None(_))
        });
        let leaving = leaving.filter_map(|(name, _)| {
            let lb = self.current.get(name)?.0.load_balancer()?;
            let uid = self.services.live.get(name)?.uid.as_deref();
            Some((lb.id.as_str(), (current::service_tag_owner(lb, uid) == TagOwner::Ours, name)))
        });
        let last = last_of_shared(leaving.collect());
        last.iter().map(|(id, (_, name))| (((*id).to_owned(), (*name).clone()), Usage::Staying)).collect()
    }
}

/// The CLBs that several name, each with the last of those.
fn last_of_shared<T: Ord + Copy>(mut requested: Vec<(&str, T)>) -> SortedMap<&str, T> {
    sort_by(&mut requested, Ord::cmp);
    let pairs = requested.iter().zip(requested.iter().skip(1));
    // Of equal keys the last one counts.
    SortedMap::from_unsorted(pairs.filter(|(one, next)| one.0 == next.0).map(|(_, next)| *next).collect())
}

/// The backends that a Service asks for on a CLB that others ask for, too.
fn claim_backends(desired_use: &DesiredUse<'_>, claims: &mut Vec<Claim<BackendSlot>>) {
    let own = desired_use.load_balancer.and_then(|lb| lb.listeners.as_ref()).into_iter().flatten();
    let own: Vec<&Listener> = own
        .filter(|listener| {
            listener.key.is_some_and(|key| desired_use.desired_service.previously_requested.contains(&key))
        })
        .collect();
    for spec in &desired_use.desired_service.desired.listeners {
        for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
            let Backends::Known(targets) = backends else { continue };
            for target in targets.keys() {
                let slot = (desired_use.id.clone(), spec.key.protocol, target.clone());
                let in_use =
                    own.iter().any(|listener| listener.protocol == spec.key.protocol.name() && listener.binds(target));
                claims.push(Claim { slot, name: desired_use.name.clone(), in_use });
            }
        }
    }
}
