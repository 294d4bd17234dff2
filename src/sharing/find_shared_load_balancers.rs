//! Sharing read from desired and current state.

use super::{BackendSlot, ClaimStrength, ListenerSlot, PortOrBackendClaim, SharedLoadBalancers, Usage, UsageChange};
use crate::current::{self, CurrentLoadBalancer};
use crate::desired::{DesiredLoadBalancer, DesiredState, NoLoadBalancer};
use crate::model::{
    DesiredBackends, DesiredListener, Listener, ListenerKey, LoadBalancer, Service, TagOwnership, Target,
};
use crate::request::{LifecycleMode, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::tke::load_balancer_tags;

/// One Service, live or desired or both, with what is known of its load balancer.
pub struct ServiceWithLoadBalancer<'a> {
    /// Namespace and name.
    pub name: &'a ServiceName,
    /// The live object; `None` before it exists.
    pub live: Option<&'a Service<'a>>,
    /// The live object is deleted.
    pub is_deleted: bool,
    /// The live object is deleted and created again: it leaves its CLB, unless the new one names it.
    pub is_recreated: bool,
    /// The API server rejects the manifest, so the live object stays as it is.
    pub is_rejected: bool,
    /// The live object was not provided, and nothing shows that there is none.
    pub may_exist: bool,
    /// What it specifies; `None` for a live Service that neither has nor specifies a CLB.
    pub desired: Option<&'a DesiredState>,
    /// The listeners that the live object specifies.
    pub previously_requested: &'a [ListenerKey],
    /// The CLB it has.
    pub current: CurrentLoadBalancer<'a>,
    /// The CLB it is assumed to have where the cloud's state was not provided.
    pub derived: Option<&'a str>,
}

/// What a Service specifies on a CLB that exists.
struct DesiredUse<'a> {
    id: &'a str,
    service: &'a ServiceWithLoadBalancer<'a>,
    desired: &'a DesiredState,
    /// That CLB, where the Service uses it already.
    load_balancer: Option<&'a LoadBalancer>,
}

/// Which Services use which CLB, and who owns its ports and backends. `services` are in the order of their names.
pub fn from_state(
    services: &[ServiceWithLoadBalancer<'_>],
    lifecycle_mode: Option<LifecycleMode>,
) -> SharedLoadBalancers {
    let mut uses = Vec::new();
    for service in services {
        service.recorded_uses(lifecycle_mode, &mut uses);
    }
    let mut listeners = Vec::new();
    let desired_uses: Vec<DesiredUse<'_>> =
        services.iter().filter_map(|service| service.desired_use(lifecycle_mode)).collect();
    let created = created_by_tke(services);
    for desired_use in &desired_uses {
        let is_recorded = desired_use.service.has(desired_use.id);
        let usage = Usage { change: UsageChange::Staying, is_recorded };
        uses.push(((desired_use.id.to_owned(), desired_use.service.name.clone()), usage));
        // The controller refuses to use a CLB that it created for another Service, so that claim takes no port.
        if is_recorded || !created.contains(desired_use.id) {
            desired_use.claim_listeners(&mut listeners);
        }
    }
    uses.extend(last_to_leave(services));
    let former_owners = services.iter().flat_map(|service| service.given_up(lifecycle_mode)).collect();
    let shared =
        last_of_shared(desired_uses.iter().map(|desired_use| (desired_use.id, desired_use.service.name)).collect());
    let mut backends = Vec::new();
    for desired_use in desired_uses.iter().filter(|desired_use| shared.contains_key(desired_use.id)) {
        desired_use.claim_backends(&mut backends);
    }
    SharedLoadBalancers::new((uses, former_owners), listeners, backends)
}

impl<'a> ServiceWithLoadBalancer<'a> {
    /// The CLBs that a live Service which stays names.
    fn recorded_uses(&self, mode: Option<LifecycleMode>, uses: &mut Vec<((String, ServiceName), Usage)>) {
        let Some(live) = self.live.filter(|_| !self.is_deleted) else { return };
        // TKE's controller does not serve a Service of another class, so what that Service only names it does not use.
        let requested = live.requested_lb_id().filter(|_| live.other_class().is_none());
        for id in requested.into_iter().chain(live.assigned_lb_id()) {
            let change = if self.is_leaving(&id, mode) { UsageChange::Leaving } else { UsageChange::Staying };
            let usage = Usage { change, is_recorded: self.has(&id) };
            uses.push(((id, self.name.clone()), usage));
        }
    }

    /// True when something shows that the controller gave the Service this CLB, or where that cannot be excluded. A Service
    /// that has an address and names no other CLB may have it from this one.
    fn has(&self, id: &str) -> bool {
        let Some(live) = self.live else { return self.may_exist };
        let assigned = live.assigned_lb_id();
        let may_be_served = assigned.is_none() && !live.status_addresses().is_empty();
        assigned.as_deref() == Some(id) || may_be_served || self.derived == Some(id) || self.current_id() == Some(id)
    }

    /// The listeners that the Service has on its CLB and specifies there no longer.
    fn given_up(&self, mode: Option<LifecycleMode>) -> Vec<(ListenerSlot, ServiceName)> {
        let Some(id) = self.current_id().filter(|_| self.live.is_some()) else { return Vec::new() };
        let desired_use = self.desired_use(mode).filter(|desired_use| desired_use.id == id);
        let listeners = desired_use.as_ref().map_or(&[][..], |desired_use| desired_use.desired.listeners.as_slice());
        let is_given_up = |key: &&ListenerKey| !listeners.iter().any(|spec| spec.key.slot() == key.slot());
        let given_up = self.previously_requested.iter().filter(is_given_up);
        given_up.map(|key| ((id.to_owned(), key.slot()), self.name.clone())).collect()
    }

    /// True for a Service that names a CLB and moves to another one, or to none.
    fn is_leaving(&self, id: &str, mode: Option<LifecycleMode>) -> bool {
        if self.is_rejected {
            return false;
        }
        let Some(desired) = self.desired else { return true };
        if desired.skip {
            return false;
        }
        let may_rebuild = mode == Some(LifecycleMode::Rebuild);
        match &desired.load_balancer {
            // Whether TKE's controller serves a class is not documented, so what it has it keeps.
            DesiredLoadBalancer::None(NoLoadBalancer::OtherClass(_)) => false,
            DesiredLoadBalancer::None(_) => true,
            DesiredLoadBalancer::Existing(desired, _) if self.is_recreated => desired != id,
            DesiredLoadBalancer::Managed(_) if self.is_recreated => true,
            DesiredLoadBalancer::Existing(desired, _) => {
                desired != id && (may_rebuild || self.current_id() != Some(id))
            }
            DesiredLoadBalancer::Managed(_) => (may_rebuild && self.live_requests(id)) || self.current_id() != Some(id),
        }
    }

    /// The CLB that the Service has, unless the controller created it for another one.
    fn current_id(&self) -> Option<&'a str> {
        let lb = self.current.load_balancer()?;
        let managed =
            lb.tag(load_balancer_tags::CREATED_BY.definition.name) == Some(load_balancer_tags::CREATED_BY_YES);
        (!managed || self.tag_owner(lb) != TagOwnership::Others).then_some(lb.id.as_str())
    }

    fn tag_owner(&self, lb: &LoadBalancer) -> TagOwnership {
        current::service_tag_owner(lb, self.live.and_then(|live| live.uid.as_deref()))
    }

    fn live_requests(&self, id: &str) -> bool {
        self.live.and_then(Service::requested_lb_id).is_some_and(|requested| requested == id)
    }

    fn desired_use(&'a self, mode: Option<LifecycleMode>) -> Option<DesiredUse<'a>> {
        let desired = self.desired?;
        let current_id = self.current_id();
        let id = match &desired.load_balancer {
            DesiredLoadBalancer::Existing(id, _) => id.as_str(),
            // A Service that leaves an existing CLB for one of its own requests nothing more there.
            DesiredLoadBalancer::Managed(_) => current_id.filter(|id| !self.is_leaving(id, mode))?,
            DesiredLoadBalancer::None(_) => return None,
        };
        // An existing CLB may have been inferred from listeners that belong to another Service, so only the live object
        // decides.
        let in_use = match self.current {
            CurrentLoadBalancer::Existing(_) => {
                let assigned = self.live.and_then(Service::assigned_lb_id);
                assigned.as_deref().or(self.derived) == Some(id)
            }
            CurrentLoadBalancer::Managed(_) => current_id == Some(id),
            CurrentLoadBalancer::None | CurrentLoadBalancer::Missing(_) => false,
        };
        let load_balancer = self.current.load_balancer().filter(|_| in_use);
        Some(DesiredUse { id, service: self, desired, load_balancer })
    }
}

impl DesiredUse<'_> {
    fn claim_listeners(&self, claims: &mut Vec<PortOrBackendClaim<ListenerSlot>>) {
        for spec in &self.desired.listeners {
            let before = self.service.previously_requested.iter().any(|key| key.clashes(spec.key));
            let in_use = self.load_balancer.is_some() && before;
            claims.push(PortOrBackendClaim {
                slot: (self.id.to_owned(), spec.key.slot()),
                name: self.service.name.clone(),
                strength: match in_use {
                    true if self.has_backends(spec) => ClaimStrength::HasBackends,
                    true => ClaimStrength::InUse,
                    false => ClaimStrength::Requested,
                },
            });
        }
    }

    /// True where a listener that exists forwards to a backend of the Service.
    fn has_backends(&self, spec: &DesiredListener) -> bool {
        let Some(lb) = self.load_balancer else { return false };
        let mut same = lb.listeners_with_key(spec.key);
        let of_rules = spec.rules.iter().map(|rule| &rule.backends);
        let targets: Vec<&Target> = of_rules.chain([&spec.backends]).flat_map(DesiredBackends::targets).collect();
        same.any(|listener| targets.iter().any(|target| listener.binds(target)))
    }

    fn claim_backends(&self, claims: &mut Vec<PortOrBackendClaim<BackendSlot>>) {
        let requested = self.service.previously_requested.iter();
        let own: Vec<&Listener> = match self.load_balancer {
            Some(lb) => requested.flat_map(|key| lb.listeners_with_key(*key)).collect(),
            None => Vec::new(),
        };
        for spec in &self.desired.listeners {
            for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
                for target in backends.targets() {
                    let binds =
                        |listener: &&Listener| listener.protocol == spec.key.protocol.name() && listener.binds(target);
                    let in_use = own.iter().any(binds);
                    claims.push(PortOrBackendClaim {
                        slot: (self.id.to_owned(), spec.key.protocol, target.clone()),
                        name: self.service.name.clone(),
                        strength: if in_use { ClaimStrength::InUse } else { ClaimStrength::Requested },
                    });
                }
            }
        }
    }
}

/// Of several Services that leave one CLB at once one deletes it: the one in its ownership tags, else the last by name. For
/// the others that one stays.
fn last_to_leave(services: &[ServiceWithLoadBalancer<'_>]) -> Vec<((String, ServiceName), Usage)> {
    let leaving = services.iter().filter_map(|service| {
        let absence = match &service.desired?.load_balancer {
            DesiredLoadBalancer::None(absence) => Some(absence),
            DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..) => None,
        };
        let leaves = absence.is_some_and(|absence| !matches!(absence, NoLoadBalancer::OtherClass(_)));
        let lb = service.current.load_balancer().filter(|_| leaves && service.live.is_some())?;
        Some((lb.id.as_str(), (service.tag_owner(lb) == TagOwnership::Ours, service.name)))
    });
    let last = last_of_shared(leaving.collect());
    let usage = Usage { change: UsageChange::LeavingLast, is_recorded: true };
    last.iter().map(|(id, (_, name))| (((*id).to_owned(), (*name).clone()), usage)).collect()
}

/// The CLBs that TKE created for one of the Services.
fn created_by_tke<'a>(services: &[ServiceWithLoadBalancer<'a>]) -> SortedSet<&'a str> {
    let used = services.iter().filter_map(|service| service.current.load_balancer());
    let created = used.filter(|lb| current::creator_tag_owner(lb) == TagOwnership::Ours);
    SortedSet::from_unsorted(created.map(|lb| lb.id.as_str()).collect())
}

/// The CLBs that several Services name, each with the last of those.
fn last_of_shared<T: Ord + Copy>(mut named: Vec<(&str, T)>) -> SortedMap<&str, T> {
    sort_by(&mut named, Ord::cmp);
    let pairs = named.iter().zip(named.iter().skip(1));
    // Of entries with one key the last counts.
    SortedMap::from_unsorted(pairs.filter(|(one, next)| one.0 == next.0).map(|(_, next)| *next).collect())
}
