//! What each Service specifies and which CLB it has: the facts from which all of them are planned.

use super::provided_or_derived_cloud::ProvidedOrDerivedCloud;
use super::services_to_plan::{ServicesOfRequest, has_nothing_of_tke};
use crate::current::{self, CurrentLoadBalancer, LoadBalancersByOwnerUid, WantsLoadBalancer};
use crate::desired::{self, DesiredLoadBalancer, DesiredState, NoLoadBalancer};
use crate::diagnostic::Diagnostic;
use crate::model::{ListenerKey, MANAGED_LISTENER_NAME, ObjectsAroundServices, ServiceType};
use crate::planner::ManifestAcceptance;
use crate::provided_objects::ProvidedObjects;
use crate::request::{Context, ServiceName};
use crate::sharing::{self, ServiceWithLoadBalancer, SharedLoadBalancers};
use crate::sorted_map::{SortedMap, SortedSet, sort};

/// What a Service specifies, and what its live object specified.
pub(super) struct DesiredStateWithPreviousListeners {
    /// Of the Service as it will be.
    pub desired: DesiredState,
    /// The listeners of the live object.
    pub previously_requested: Vec<ListenerKey>,
    /// The names by which the controller knows its listeners.
    pub listener_names: Vec<String>,
}

pub(super) fn desired_service(
    name: &ServiceName,
    services: &ServicesOfRequest<'_>,
    cluster: &ObjectsAroundServices,
    provided: &ProvidedObjects,
) -> DesiredStateWithPreviousListeners {
    let context = &provided.context;
    let live = services.live.get(name);
    let before = live.map(|live| desired::listener_names(live, cluster, context)).unwrap_or_default();
    let previously_requested = before.keys().copied().collect();
    let mut desired = match (services.manifests.get(name), live) {
        (Some(service), _) => desired::desired(service, cluster, context),
        (None, Some(service)) if !services.deleted.contains(name) => desired::desired(service, cluster, context),
        (None, _) => desired::deleted(live, context),
    };
    if let Some(config) = desired.auto_config.as_mut().filter(|_| services.recreated.contains(name)) {
        config.current = desired::CurrentAutoServiceConfig::Missing;
    }
    let all_names = before.into_values().chain(desired.listeners.iter().map(|spec| spec.name.clone()));
    let mut names: Vec<String> = std::iter::once(MANAGED_LISTENER_NAME.to_owned()).chain(all_names).collect();
    sort(&mut names);
    names.dedup();
    DesiredStateWithPreviousListeners { desired, previously_requested, listener_names: names }
}

/// Which CLB a Service has, and the findings about that.
pub(super) type CurrentLoadBalancerWithFindings<'c> = (CurrentLoadBalancer<'c>, Vec<Diagnostic>);

pub(super) fn resolve_current<'c>(
    name: &ServiceName,
    desired_service: &DesiredStateWithPreviousListeners,
    services: &ServicesOfRequest<'_>,
    provided_or_derived_cloud: &'c ProvidedOrDerivedCloud,
    tagged: &LoadBalancersByOwnerUid<'c>,
    context: &Context,
) -> CurrentLoadBalancerWithFindings<'c> {
    let Some(live) = services.live.get(name) else { return (CurrentLoadBalancer::None, Vec::new()) };
    let is_recreated = services.recreated.contains(name);
    // In a Serverless cluster the CLB of a ClusterIP Service belongs to the platform as long as the type stays.
    if desired_service.desired.load_balancer == DesiredLoadBalancer::None(NoLoadBalancer::ManagedByPlatform)
        && live.kind == ServiceType::ClusterIp
        && !is_recreated
    {
        return (CurrentLoadBalancer::None, Vec::new());
    }
    // A deleted Service of another type has only the CLB that it names. Another CLB with its tags is an orphan.
    if services.deleted_by_name.contains(name) && has_nothing_of_tke(live, context) {
        return (CurrentLoadBalancer::None, Vec::new());
    }
    let wants_lb = match desired_service.desired.load_balancer {
        _ if is_recreated => WantsLoadBalancer::No,
        DesiredLoadBalancer::None(_) => WantsLoadBalancer::No,
        DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..) => WantsLoadBalancer::Yes,
    };
    match (live.assigned_lb_id(), provided_or_derived_cloud.derived.get(name)) {
        (None, Some(id)) => (derived_load_balancer(live, id, provided_or_derived_cloud), Vec::new()),
        (_, _) => {
            let next = services.manifests.get(name).unwrap_or(live);
            let cluster = context.cluster_id.as_deref();
            current::resolve(live, next, &provided_or_derived_cloud.cloud, tagged, (wants_lb, cluster))
        }
    }
}

/// A Service that names no CLB has the one that was derived for it.
fn derived_load_balancer<'c>(
    live: &crate::model::Service<'_>,
    id: &str,
    provided_or_derived_cloud: &'c ProvidedOrDerivedCloud,
) -> CurrentLoadBalancer<'c> {
    match (provided_or_derived_cloud.cloud.load_balancers.get(id), live.requested_lb_id()) {
        (Some(lb), Some(_)) => CurrentLoadBalancer::Existing(lb),
        (Some(lb), None) => CurrentLoadBalancer::Managed(lb),
        (None, _) => CurrentLoadBalancer::None,
    }
}

/// Who uses which CLB, by what all Services specify and have.
pub(super) fn shared_load_balancers(
    services: &ServicesOfRequest<'_>,
    desired_services: &SortedMap<ServiceName, DesiredStateWithPreviousListeners>,
    current: &SortedMap<ServiceName, CurrentLoadBalancerWithFindings<'_>>,
    provided_or_derived_cloud: &ProvidedOrDerivedCloud,
    (cluster, provided): (&ObjectsAroundServices, &ProvidedObjects),
) -> SharedLoadBalancers {
    // What the API server rejects changes nothing: such a Service goes on with what its live object specifies.
    let rejected = services.rejected.iter().filter_map(|name| services.live.get(name));
    let of_rejected = rejected
        .filter(|live| !services.deleted.contains(&live.name))
        .map(|live| (live.name.clone(), desired::desired(live, cluster, &provided.context)));
    let of_rejected = SortedMap::from_unsorted(of_rejected.collect());
    let names: SortedSet<&ServiceName> =
        SortedSet::from_unsorted(services.live.keys().chain(desired_services.keys()).collect());
    let states = names.iter().copied().map(|name| {
        let desired_service = desired_services.get(name);
        let is_rejected = services.admission(name) == ManifestAcceptance::Rejected;
        ServiceWithLoadBalancer {
            name,
            live: services.live.get(name),
            is_deleted: services.deleted.contains(name),
            is_recreated: services.recreated.contains(name),
            is_rejected,
            may_exist: services.is_new_by_assumption(name, provided),
            desired: match is_rejected {
                true => of_rejected.get(name),
                false => desired_service.map(|service| &service.desired),
            },
            previously_requested: desired_service.map_or(&[], |service| service.previously_requested.as_slice()),
            current: current.get(name).map_or(CurrentLoadBalancer::None, |(current, _)| *current),
            derived: provided_or_derived_cloud.derived.get(name).map(String::as_str),
        }
    });
    sharing::from_state(&states.collect::<Vec<_>>(), provided.context.lifecycle_mode)
}
