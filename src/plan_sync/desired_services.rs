//! What each Service asks for and what it has, before the Services are looked at together.

use super::Snapshot;
use super::cloud_state::CloudState;
use super::services::Services;
use crate::current::{self, CurrentLoadBalancer, Intention, TaggedLoadBalancers};
use crate::desired::{self, Desired, DesiredLoadBalancer, NoLoadBalancer};
use crate::diagnostic::Diagnostic;
use crate::model::{Cluster, ListenerKey, MANAGED_LISTENER_NAME, ServiceType};
use crate::request::ServiceName;

/// What a Service asks for and what it asked for before.
pub(super) struct DesiredService {
    /// What it asks for.
    pub desired: Desired,
    /// The listeners it asked for.
    pub previously_requested: Vec<ListenerKey>,
    /// The names by which the controller knows its listeners.
    pub listener_names: Vec<String>,
}

/// What a Service asks for, and asked for.
pub(super) fn desired_service(
    name: &ServiceName,
    services: &Services<'_>,
    cluster: &Cluster,
    snapshot: &Snapshot,
) -> DesiredService {
    let live = services.live.get(name);
    let keys = |desired: &Desired| desired.listeners.iter().map(|spec| spec.key).collect::<Vec<_>>();
    let live_desired = live.map(|live| desired::desired(live, cluster, &snapshot.context));
    let previously_requested = live_desired.as_ref().map(keys).unwrap_or_default();
    let listeners = live_desired.as_ref().map(|live_desired| live_desired.listeners.as_slice()).unwrap_or_default();
    let live_names: Vec<String> = listeners.iter().map(|spec| spec.name.clone()).collect();
    let desired = match (services.manifests.get(name), live_desired) {
        (Some(manifest), _) => desired::desired(manifest, cluster, &snapshot.context),
        (None, Some(live_desired)) if !services.deleted.contains(name) => live_desired,
        (None, _) => desired::deleted(live),
    };
    let all_names = live_names.into_iter().chain(desired.listeners.iter().map(|spec| spec.name.clone()));
    let mut names: Vec<String> = std::iter::once(MANAGED_LISTENER_NAME.to_owned()).chain(all_names).collect();
    names.sort_unstable();
    names.dedup();
    DesiredService { desired, previously_requested, listener_names: names }
}

/// Which CLB a Service holds, and what is found on the way.
pub(super) type CurrentWithFindings<'c> = (CurrentLoadBalancer<'c>, Vec<Diagnostic>);

/// Which CLB a Service holds.
pub(super) fn resolve_current<'c>(
    name: &ServiceName,
    desired_service: &DesiredService,
    services: &Services<'_>,
    cloud_state: &'c CloudState,
    tagged: &TaggedLoadBalancers<'c>,
) -> CurrentWithFindings<'c> {
    let Some(live) = services.live.get(name) else { return (CurrentLoadBalancer::None, Vec::new()) };
    // What is behind a ClusterIP of a Serverless cluster is the platform's as long as it stays one.
    if desired_service.desired.load_balancer == DesiredLoadBalancer::None(NoLoadBalancer::ManagedByPlatform)
        && live.kind == ServiceType::ClusterIp
    {
        return (CurrentLoadBalancer::None, Vec::new());
    }
    let intention = match desired_service.desired.load_balancer {
        DesiredLoadBalancer::None(_) => Intention::Release,
        DesiredLoadBalancer::Managed(_) | DesiredLoadBalancer::Existing(..) => Intention::Keep,
    };
    match (live.assigned_lb_id(), cloud_state.derived.get(name)) {
        (None, Some(id)) => (derived_load_balancer(live, id, cloud_state), Vec::new()),
        (_, _) => {
            let next = services.manifests.get(name).unwrap_or(live);
            current::resolve(live, next, &cloud_state.cloud, tagged, intention)
        }
    }
}

/// A Service that does not say what it holds holds what was derived for it.
fn derived_load_balancer<'c>(
    live: &crate::model::Service<'_>,
    id: &str,
    cloud_state: &'c CloudState,
) -> CurrentLoadBalancer<'c> {
    match (cloud_state.cloud.load_balancers.get(id), live.requested_lb_id()) {
        (Some(lb), Some(_)) => CurrentLoadBalancer::Existing(lb),
        (Some(lb), None) => CurrentLoadBalancer::Managed(lb),
        (None, _) => CurrentLoadBalancer::None,
    }
}
