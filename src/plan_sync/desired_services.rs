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
    pub before: Vec<ListenerKey>,
    /// The names by which the controller knows its listeners.
    pub names: Vec<String>,
}

/// What a Service asks for, and asked for.
pub(super) fn wishes(
    name: &ServiceName,
    services: &Services<'_>,
    cluster: &Cluster,
    input: &Snapshot,
) -> DesiredService {
    let live = services.live.get(name);
    let keys = |desired: &Desired| desired.listeners.iter().map(|spec| spec.key).collect::<Vec<_>>();
    let asked = live.map(|live| desired::desired(live, cluster, &input.context));
    let before = asked.as_ref().map(keys).unwrap_or_default();
    let listeners = asked.as_ref().map(|asked| asked.listeners.as_slice()).unwrap_or_default();
    let asked_names: Vec<String> = listeners.iter().map(|spec| spec.name.clone()).collect();
    let desired = match (services.wanted.get(name), asked) {
        (Some(wanted), _) => desired::desired(wanted, cluster, &input.context),
        (None, Some(asked)) if !services.gone.contains(name) => asked,
        (None, _) => desired::deleted(live),
    };
    let given = asked_names.into_iter().chain(desired.listeners.iter().map(|spec| spec.name.clone()));
    let mut names: Vec<String> = std::iter::once(MANAGED_LISTENER_NAME.to_owned()).chain(given).collect();
    names.sort_unstable();
    names.dedup();
    DesiredService { desired, before, names }
}

/// Which CLB a Service holds, and what is found on the way.
pub(super) type CurrentWithFindings<'c> = (CurrentLoadBalancer<'c>, Vec<Diagnostic>);

/// Which CLB a Service holds.
pub(super) fn held<'c>(
    name: &ServiceName,
    wish: &DesiredService,
    services: &Services<'_>,
    observed: &'c CloudState,
    owners: &TaggedLoadBalancers<'c>,
) -> CurrentWithFindings<'c> {
    let Some(live) = services.live.get(name) else { return (CurrentLoadBalancer::Nothing, Vec::new()) };
    // What is behind a ClusterIP of a Serverless cluster is the platform's as long as it stays one.
    if wish.desired.intent == DesiredLoadBalancer::None(NoLoadBalancer::Platform) && live.kind == ServiceType::ClusterIp
    {
        return (CurrentLoadBalancer::Nothing, Vec::new());
    }
    let purpose = match wish.desired.intent {
        DesiredLoadBalancer::None(_) => Intention::LetGo,
        DesiredLoadBalancer::Auto(_) | DesiredLoadBalancer::Existing(..) => Intention::Keep,
    };
    match (live.announced(), observed.derived.get(name)) {
        (None, Some(id)) => (derived_holding(live, id, observed), Vec::new()),
        (_, _) => {
            let next = services.wanted.get(name).unwrap_or(live);
            current::holding(live, next, &observed.cloud, owners, purpose)
        }
    }
}

/// A Service that does not say what it holds holds what was derived for it.
fn derived_holding<'c>(
    live: &crate::model::Service<'_>,
    id: &str,
    observed: &'c CloudState,
) -> CurrentLoadBalancer<'c> {
    match (observed.cloud.load_balancers.get(id), live.named()) {
        (Some(lb), Some(_)) => CurrentLoadBalancer::Existing(lb),
        (Some(lb), None) => CurrentLoadBalancer::Auto(lb),
        (None, _) => CurrentLoadBalancer::Nothing,
    }
}
