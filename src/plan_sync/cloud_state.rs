//! What the cloud holds: as it was given, and derived by simulation where it was not.
//!
//! Without the cloud's answers, a live Service's CLB is taken to be what a sync of the live manifest would have made. It
//! is made by planning that manifest against nothing and carrying the plan out, so that nothing else has to know how.

use super::services::Services;
use super::{Snapshot, provided_cloud};
use crate::desired::{desired, no_load_balancer};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Value, json};
use crate::model::{Cloud, Cluster, Service};
use crate::planner::{
    Admission, CloudOrigin, PlanningInput, PurchaseQuota, ServiceEvent, SharedLoadBalancers, plan_service, reasons,
};
use crate::request::{Context, PlanRequest, ServiceName};
use crate::simulate::State;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::Node;
use std::borrow::Cow;

/// Whether the raw answers are needed after they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawResponses {
    /// For the simulation.
    Keep,
    /// A plan does without; a copy would be most of its memory.
    Discard,
}

/// What the cloud holds.
pub(super) struct CloudState {
    /// Read.
    pub cloud: Cloud,
    /// As raw answers, for the simulation; `null` where they are not kept.
    pub responses: Value,
    /// The CLBs that were derived, by Service.
    pub derived: SortedMap<ServiceName, String>,
    /// False: something had to be taken for granted.
    pub complete: bool,
    /// What was taken for granted.
    pub assumptions: Vec<Reason>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

impl CloudState {
    pub fn read(
        request: &PlanRequest,
        services: &Services<'_>,
        cluster: &Cluster,
        snapshot: &Snapshot,
        keep: RawResponses,
    ) -> CloudState {
        let (cloud, findings) = provided_cloud(request.clb.as_ref());
        let responses = match keep {
            RawResponses::Keep => provided_responses(request.clb.as_ref(), cloud.complete),
            RawResponses::Discard => Value::Null,
        };
        let mut cloud_state = CloudState {
            cloud,
            responses,
            derived: SortedMap::new(),
            complete: true,
            assumptions: Vec::new(),
            findings,
        };
        if !cloud_state.cloud.complete {
            cloud_state.derive(services, cluster, snapshot, request.clb.is_none());
        }
        cloud_state
    }

    /// Derives what live Services hold and was not given.
    fn derive(&mut self, services: &Services<'_>, cluster: &Cluster, snapshot: &Snapshot, nothing_provided: bool) {
        let missing = |service: &&Service<'_>| match service.assigned_lb_id() {
            Some(id) => !self.cloud.load_balancers.contains_key(&id),
            None => nothing_provided && no_load_balancer(service, &snapshot.context).is_none(),
        };
        let alive: Vec<Cow<'_, Service<'_>>> = services.live.values().map(without_deletion).collect();
        let unknown: Vec<&Service<'_>> = alive.iter().map(Cow::as_ref).filter(missing).collect();
        let mut shared: SortedMap<String, Vec<&Service<'_>>> = SortedMap::new();
        let mut states = Vec::new();
        let mut bare = State::new(None, SortedMap::new());
        for service in unknown {
            self.assumptions.push(reasons::STATE_DERIVED.with("service", service.name.to_string()));
            match (service.requested_lb_id(), service.assigned_lb_id()) {
                // It has one and names another, a switch that was refused, or asks for none: there may be one still, of
                // which nothing is known.
                (requested, Some(assigned))
                    if !service.needs_load_balancer()
                        || requested.as_ref().is_some_and(|requested| *requested != assigned) =>
                {
                    self.complete = false;
                    bare.add_unknown(&assigned);
                    self.derived.insert(service.name.clone(), assigned);
                }
                (Some(id), _) => shared.get_or_default(id).push(service),
                (None, _) => states.extend(self.derive_managed(service, cluster, snapshot)),
            }
        }
        if nothing_provided {
            for id in services.manifests.values().filter_map(Service::requested_lb_id) {
                shared.get_or_default(id);
            }
        }
        for (id, users) in shared {
            self.complete = false;
            self.assumptions.push(reasons::EXISTING_ASSUMED.with("id", id.clone()));
            states.push(self.derive_shared(&id, &users, cluster, snapshot));
        }
        let provided = self.derived.iter().filter_map(|(name, id)| {
            let addresses = services.live.get(name)?.status_addresses();
            (!addresses.is_empty()).then(|| (id.clone(), addresses))
        });
        let provided = SortedMap::from_unsorted(provided.collect());
        // What another Service tells of the same CLB is more, and counts.
        states.push(bare);
        for state in states {
            self.add(&state, &provided);
        }
        self.assumptions.sort_by(|a, b| a.args.cmp(&b.args));
    }

    /// A CLB that the controller bought for one Service.
    fn derive_managed(&mut self, service: &Service<'_>, cluster: &Cluster, snapshot: &Snapshot) -> Option<State> {
        let mut state = State::new(None, SortedMap::new());
        let nothing = Cloud { complete: true, ..Cloud::default() };
        sync_one(&mut state, service, cluster, &snapshot.context, &nothing, snapshot);
        let id = state.clb().pointer("/loadBalancers/0/LoadBalancerId").and_then(Value::as_str).map(str::to_owned)?;
        if service.assigned_lb_id().is_none() {
            let service = service.name.to_string();
            self.assumptions.push(reasons::ID_MADE_UP.with("id", id.clone()).arg("service", service));
        }
        self.derived.insert(service.name.clone(), id);
        Some(state)
    }

    /// A CLB of the user's that Services use.
    fn derive_shared(&mut self, id: &str, users: &[&Service<'_>], cluster: &Cluster, snapshot: &Snapshot) -> State {
        // What is live was allowed, so sharing is taken to be.
        let context = Context { sharing: Some(true), ..snapshot.context.clone() };
        let mut state = State::new(None, SortedMap::new());
        state.add_existing(id, context.vpc_id.as_deref());
        for service in users {
            let (cloud, _) = crate::current::cloud(&Node::from_json(&state.clb()));
            sync_one(&mut state, service, cluster, &context, &cloud, snapshot);
            self.derived.insert(service.name.clone(), id.to_owned());
        }
        state
    }

    /// Adds the CLBs of a derived state to what was given, with the addresses that the live objects tell, and with none
    /// where they tell none: one that was made up would be taken for a real one.
    fn add(&mut self, state: &State, provided: &SortedMap<String, Vec<String>>) {
        let mut responses = state.clb();
        for body in responses.get_mut("loadBalancers").and_then(Value::as_array_mut).into_iter().flatten() {
            let addresses = body.get("LoadBalancerId").and_then(Value::as_str).and_then(|id| provided.get(id));
            let addresses = addresses.cloned().unwrap_or_default();
            if let Some(body) = body.as_object_mut() {
                body.insert("LoadBalancerVips".into(), addresses.into());
            }
        }
        let (cloud, _) = crate::current::cloud(&Node::from_json(&responses));
        for (id, lb) in cloud.load_balancers {
            if self.cloud.load_balancers.contains_key(&id) {
                continue;
            }
            for key in ["listeners", "targets"] {
                let value = responses.get(key).and_then(|by| by.get(&id)).cloned();
                if let (Some(all), Some(value)) = (self.responses.as_object_mut(), value) {
                    let map = all.get_or_insert_with(key.into(), || json!({}));
                    if let Some(map) = map.as_object_mut() {
                        map.insert(id.clone(), value);
                    }
                }
            }
            let bodies = responses.get("loadBalancers").and_then(Value::as_array).into_iter().flatten();
            let body = bodies.filter(|body| body.get("LoadBalancerId").and_then(Value::as_str) == Some(&id));
            if let Some(list) = self.responses.get_mut("loadBalancers").and_then(Value::as_array_mut) {
                list.extend(body.cloned());
            }
            self.cloud.load_balancers.insert(id, lb);
        }
    }

    /// The ids of CLBs that were derived.
    pub fn derived_ids(&self) -> SortedSet<&str> {
        self.derived.values().map(String::as_str).collect()
    }
}

/// One that is being deleted holds what it was given before.
fn without_deletion<'s, 'a>(service: &'s Service<'a>) -> Cow<'s, Service<'a>> {
    if service.deleting { Cow::Owned(Service { deleting: false, ..service.clone() }) } else { Cow::Borrowed(service) }
}

/// The answers as a simulation begins with them.
fn provided_responses(provided: Option<&Node>, complete: bool) -> Value {
    let mut responses = crate::json::Map::new();
    let provided = provided.map(Node::to_json);
    for (key, empty) in [("loadBalancers", json!([])), ("listeners", json!({})), ("targets", json!({}))] {
        // What has another shape could not be read, so the simulation starts without it.
        let same = |provided: &&Value| std::mem::discriminant(*provided) == std::mem::discriminant(&empty);
        let provided = provided.as_ref().and_then(|provided| provided.get(key)).filter(same).cloned();
        responses.insert(key.to_owned(), provided.unwrap_or(empty));
    }
    responses.insert("complete".to_owned(), complete.into());
    responses.into()
}

/// Plans a live Service against a cloud that does not serve it yet, and carries the plan out.
fn sync_one(
    state: &mut State,
    service: &Service<'_>,
    cluster: &Cluster,
    context: &Context,
    cloud: &Cloud,
    snapshot: &Snapshot,
) {
    let desired = desired(service, cluster, context);
    let sharing = SharedLoadBalancers::default();
    let input = PlanningInput {
        name: service.name.clone(),
        event: ServiceEvent::Create,
        manifest: Some(service),
        live: None,
        desired: &desired,
        current: crate::current::CurrentLoadBalancer::None,
        previously_requested: Vec::new(),
        listener_names: desired.listeners.iter().map(|spec| spec.name.clone()).collect(),
        cloud,
        sharing: &sharing,
        context,
        admission: Admission::Accepted,
        cloud_origin: CloudOrigin::Derived,
        purchase_quota: PurchaseQuota::default(),
    };
    state.apply(
        &plan_service(&input),
        &snapshot.simulation_defaults(&service.name, service.uid.as_deref(), service.assigned_lb_id()),
    );
}
