//! The cloud's state: as it was provided, and derived by simulation where it was not.
//!
//! Without the cloud's answers, a live Service's CLB is assumed to be what a sync of the live manifest would have created.
//! That manifest is planned against an empty cloud and the plan is carried out, so that no second place knows how a CLB is
//! created.

use super::other_regions::{any_elsewhere, has_unlisted, is_unlisted, may_be_unlisted};
use super::services_to_plan::ServicesOfRequest;
use crate::current;
use crate::desired::{desired, no_load_balancer};
use crate::diagnostic::{Diagnostic, Reason};
use crate::json::{Value, json};
use crate::model::{KnownLoadBalancers, ObjectsAroundServices, Service, placeholder_id};
use crate::planner::{
    CloudKnowledgeOrigin, ListenersForEveryService, ManifestAcceptance, NewServiceCertainty, PlanPurpose,
    PurchaseQuota, ServiceEvent, ServicePlanningInput, UnprovidedIds, adoption_and_undecided_reasons, plan_service,
    reasons,
};
use crate::provided_objects::ProvidedObjects;
use crate::request::{Context, PlanRequest, Quotas, ServiceName};
use crate::sharing::SharedLoadBalancers;
use crate::simulate::{SimulatedState, ValuesNotInPlan};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::syntax::SyntaxNode;
use crate::tke::{CROSS_REGION_ID, CROSS_VPC_ID};
use std::borrow::Cow;

/// Whether the raw answers are needed after they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawResponseRetention {
    /// For the simulation.
    Keep,
    /// A plan does without; a copy would be most of its memory.
    Discard,
}

/// The cloud's answers as they were provided.
#[derive(Default)]
pub(super) struct ProvidedCloud {
    /// Decoded.
    pub cloud: KnownLoadBalancers,
    /// Findings about the answers.
    pub findings: Vec<Diagnostic>,
}

impl ProvidedCloud {
    pub fn read(request: &PlanRequest) -> ProvidedCloud {
        let (cloud, findings) = request.clb.as_ref().map_or_else(Default::default, current::cloud);
        ProvidedCloud { cloud, findings }
    }

    /// Some load balancers of a cloud in which nothing was derived.
    pub fn of_part(cloud: &KnownLoadBalancers, load_balancers: &SortedSet<String>) -> ProvidedCloud {
        let part = load_balancers.iter().filter_map(|id| Some((id.clone(), cloud.load_balancers.get(id)?.clone())));
        let load_balancers = SortedMap::from_unsorted(part.collect());
        ProvidedCloud { cloud: KnownLoadBalancers { load_balancers, complete: cloud.complete }, findings: Vec::new() }
    }
}

/// The cloud's state.
pub(super) struct ProvidedOrDerivedCloud {
    /// Decoded.
    pub cloud: KnownLoadBalancers,
    /// As raw answers, for the simulation; `null` where they are not kept.
    pub responses: Value,
    /// The CLBs that were derived, by Service.
    pub derived: SortedMap<ServiceName, String>,
    /// Services with a CLB of which nothing but the id can be derived.
    pub underivable: SortedSet<ServiceName>,
    /// The ids of derived resources, which no answer shows.
    pub unprovided: UnprovidedIds,
    /// The CLBs that no answer shows.
    pub unlisted: SortedSet<String>,
    /// False: something had to be assumed.
    pub complete: bool,
    /// What was assumed.
    pub assumptions: Vec<Reason>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

impl ProvidedOrDerivedCloud {
    pub fn read(
        request: &PlanRequest,
        responses: ProvidedCloud,
        services: &ServicesOfRequest<'_>,
        (cluster, provided): (&ObjectsAroundServices, &ProvidedObjects),
        keep: RawResponseRetention,
    ) -> ProvidedOrDerivedCloud {
        let ProvidedCloud { cloud, findings } = responses;
        let responses = match keep {
            RawResponseRetention::Keep => provided_responses(request.clb.as_ref(), cloud.complete),
            RawResponseRetention::Discard => Value::Null,
        };
        let complete = cloud.load_balancers.values().all(|lb| !lb.contradictory);
        let mut provided_or_derived_cloud = ProvidedOrDerivedCloud {
            cloud,
            responses,
            derived: SortedMap::new(),
            underivable: SortedSet::new(),
            unprovided: UnprovidedIds::default(),
            unlisted: SortedSet::new(),
            complete,
            assumptions: Vec::new(),
            findings,
        };
        let is_exhaustive = provided_or_derived_cloud.cloud.complete;
        if !is_exhaustive || any_elsewhere(services, provided.context.region.as_deref()) {
            provided_or_derived_cloud.derive(services, cluster, provided, request.clb.is_none());
        }
        for lb in provided_or_derived_cloud.cloud.load_balancers.values_mut() {
            lb.ingress = cluster.ingresses.user_of(lb);
        }
        provided_or_derived_cloud
    }

    /// Derives the CLBs of live Services that were not provided.
    fn derive(
        &mut self,
        services: &ServicesOfRequest<'_>,
        cluster: &ObjectsAroundServices,
        provided: &ProvidedObjects,
        nothing_provided: bool,
    ) {
        let region = provided.context.region.as_deref();
        let is_listed = |id: &String| self.cloud.load_balancers.contains_key(id);
        let missing = |service: &&Service<'_>| match service.assigned_lb_id() {
            Some(id) => !is_listed(&id) && may_be_unlisted(service, &self.cloud, region),
            None if no_load_balancer(service, &provided.context).is_some() => false,
            None => nothing_provided || has_unlisted(service, &self.cloud, region),
        };
        let alive: Vec<Cow<'_, Service<'_>>> = services.live.values().map(without_deletion).collect();
        let unknown: Vec<&Service<'_>> = alive.iter().map(Cow::as_ref).filter(missing).collect();
        self.complete &= unknown.is_empty();
        let mut shared: SortedMap<String, Vec<&Service<'_>>> = SortedMap::new();
        let all = services.live.values().chain(services.manifests.values());
        let named = all.flat_map(|service| service.assigned_lb_id().into_iter().chain(service.requested_lb_id()));
        let named = SortedSet::from_unsorted(named.collect());
        let mut states = Vec::new();
        let mut bare = SimulatedState::new(None, SortedMap::new());
        for service in unknown.iter().copied() {
            match (service.requested_lb_id(), service.assigned_lb_id()) {
                // It has one and names another (a switch that was refused), or specifies none: the one it has may still
                // exist, and nothing is known of it.
                (requested, Some(assigned))
                    if !service.needs_load_balancer()
                        || requested.as_ref().is_some_and(|requested| *requested != assigned) =>
                {
                    bare.add_unknown(&assigned);
                    self.derived.insert(service.name.clone(), assigned);
                }
                (Some(id), _) => shared.get_or_default(id).push(service),
                (None, _) => states.extend(self.derive_managed(service, &named, &mut bare, cluster, provided)),
            }
        }
        for service in services.manifests.values() {
            let is_unknown =
                |id: &String| nothing_provided || self.cloud.complete && is_unlisted(service, id, &self.cloud, region);
            if let Some(id) = service.requested_lb_id().filter(is_unknown) {
                shared.get_or_default(id);
            }
        }
        for name in unknown.iter().map(|service| &service.name) {
            let reason =
                if self.underivable.contains(name) { &reasons::STATE_UNKNOWN } else { &reasons::STATE_DERIVED };
            self.assumptions.push(reason.with("service", name.to_string()));
        }
        for (id, users) in shared {
            self.complete = false;
            let names_it = |service: &&Service<'_>| service.requested_lb_id().as_deref() == Some(id.as_str());
            let mut all = services.live.values().chain(services.manifests.values()).filter(names_it);
            let is_elsewhere = all.any(|service| {
                service.settings.is_present(&CROSS_VPC_ID) || service.settings.is_present(&CROSS_REGION_ID)
            });
            let assumed = match is_elsewhere {
                true => &adoption_and_undecided_reasons::EXISTING_ELSEWHERE_ASSUMED,
                false => &reasons::EXISTING_ASSUMED,
            };
            self.assumptions.push(assumed.with("id", id.clone()));
            states.push(self.derive_shared(&id, &users, cluster, provided));
        }
        let provided = self.derived.iter().filter_map(|(name, id)| {
            let addresses = services.live.get(name)?.status_addresses();
            (!addresses.is_empty()).then(|| (id.clone(), addresses))
        });
        let provided = SortedMap::from_unsorted(provided.collect());
        // A state that is derived from another Service on the same CLB is more complete, so it is added first.
        states.push(bare);
        let mut added = Vec::new();
        for state in states {
            added.extend(self.add(&state, &provided));
        }
        self.unprovided = self.unprovided_ids(&added, services);
        self.unlisted = SortedSet::from_unsorted(added);
        sort_by(&mut self.assumptions, |a, b| a.args.cmp(&b.args));
    }

    /// The ids of what was derived, except those by which Services name their CLBs.
    fn unprovided_ids(&self, added: &[String], services: &ServicesOfRequest<'_>) -> UnprovidedIds {
        let unnamed = self.derived.iter().filter(|(name, _)| {
            let live = services.live.get(*name);
            live.is_none_or(|live| live.assigned_lb_id().is_none() && live.requested_lb_id().is_none())
        });
        let unnamed: SortedMap<&str, &ServiceName> = unnamed.map(|(name, id)| (id.as_str(), name)).collect();
        let added = added.iter().filter_map(|id| self.cloud.load_balancers.get(id));
        UnprovidedIds::of(added.map(|lb| (lb, unnamed.get(lb.id.as_str()).copied())))
    }

    /// An id for a CLB whose own is unknown, which nothing else has or names.
    fn unused_id(&self, service: &ServiceName, named: &SortedSet<String>) -> String {
        let mut id = placeholder_id("lb-", &service.to_string());
        while self.cloud.load_balancers.contains_key(&id) || named.contains(&id) {
            id = placeholder_id("lb-", &id);
        }
        id
    }

    /// A CLB that the controller created for one Service. Where no sync of the live object would create it, because the
    /// object cannot be read or is not synced, a Service that shows its CLB still has it, and nothing else is known of it.
    fn derive_managed(
        &mut self,
        service: &Service<'_>,
        named: &SortedSet<String>,
        bare: &mut SimulatedState,
        cluster: &ObjectsAroundServices,
        provided: &ProvidedObjects,
    ) -> Option<SimulatedState> {
        let mut state = SimulatedState::new(None, SortedMap::new());
        let nothing = KnownLoadBalancers { complete: true, ..KnownLoadBalancers::default() };
        let assigned = service.assigned_lb_id();
        let id = assigned.clone().unwrap_or_else(|| self.unused_id(&service.name, named));
        sync_one(&mut state, service, Some(id.clone()), (cluster, &nothing), &provided.context, provided);
        let is_created = state.first_id().is_some();
        if !is_created && assigned.is_none() && service.status_addresses().is_empty() {
            return None;
        }
        if !is_created {
            bare.add_unknown(&id);
            self.underivable.insert(service.name.clone());
        }
        if assigned.is_none() {
            self.assumptions.push(reasons::ID_UNKNOWN.with("service", service.name.to_string()));
        }
        self.derived.insert(service.name.clone(), id);
        is_created.then_some(state)
    }

    /// An existing CLB that Services use.
    fn derive_shared(
        &mut self,
        id: &str,
        users: &[&Service<'_>],
        cluster: &ObjectsAroundServices,
        provided: &ProvidedObjects,
    ) -> SimulatedState {
        // What is live was allowed, so sharing is assumed to be.
        let context = Context { sharing: Some(true), ..provided.context.clone() };
        let mut state = SimulatedState::new(None, SortedMap::new());
        state.add_existing(id, context.vpc_id.as_deref());
        for service in users {
            let cloud = state.to_cloud();
            sync_one(&mut state, service, None, (cluster, &cloud), &context, provided);
            self.derived.insert(service.name.clone(), id.to_owned());
        }
        state
    }

    /// Adds the CLBs of a derived state, with the addresses that live objects have. A CLB without such an address has none:
    /// one that the simulation made up would be taken for a real one. Returns the ids of those that were added.
    fn add(&mut self, state: &SimulatedState, addresses: &SortedMap<String, Vec<String>>) -> Vec<String> {
        let mut added = Vec::new();
        for (id, mut lb) in state.to_cloud().load_balancers {
            if self.cloud.load_balancers.contains_key(&id) {
                continue;
            }
            lb.vips = addresses.get(&id).cloned().unwrap_or_default();
            added.push((id.clone(), lb.vips.clone()));
            self.cloud.load_balancers.insert(id, lb);
        }
        let ids = added.iter().map(|(id, _)| id.clone()).collect();
        if !self.responses.is_null() {
            add_responses(&mut self.responses, &state.clb(), added);
        }
        ids
    }

    /// Removes the assumptions of which `keep` is false, by the Service and the CLB that they are about. Without assumptions
    /// nothing is missing, unless answers contradict each other.
    pub fn keep_assumptions(&mut self, keep: impl Fn(Option<&str>, Option<&str>) -> bool) {
        self.assumptions.retain(|reason| keep(reason.argument("service"), reason.argument("id")));
        self.complete |= self.assumptions.is_empty() && !self.cloud.load_balancers.values().any(|lb| lb.contradictory);
    }

    /// The ids of CLBs that were derived.
    pub fn derived_ids(&self) -> SortedSet<&str> {
        self.derived.values().map(String::as_str).collect()
    }
}

/// A Service that is being deleted still has the CLB that it had before.
fn without_deletion<'s, 'a>(service: &'s Service<'a>) -> Cow<'s, Service<'a>> {
    if service.deleting { Cow::Owned(Service { deleting: false, ..service.clone() }) } else { Cow::Borrowed(service) }
}

/// Adds the answers about some CLBs, with these addresses, to the answers that a simulation begins with.
fn add_responses(all: &mut Value, derived: &Value, added: Vec<(String, Vec<String>)>) {
    for (id, addresses) in added {
        for key in ["listeners", "targets"] {
            let value = derived.get(key).and_then(|by| by.get(&id));
            if let (Some(map), Some(value)) = (all.get_mut(key).and_then(Value::as_object_mut), value) {
                map.insert(id.clone(), value.clone());
            }
        }
        let mut bodies = derived.get("loadBalancers").and_then(Value::as_array).into_iter().flatten();
        let body = bodies.find(|body| body.get("LoadBalancerId").and_then(Value::as_str) == Some(&id));
        let Some(mut body) = body.and_then(Value::as_object).cloned() else { continue };
        body.insert("LoadBalancerVips".into(), addresses.into());
        if let Some(list) = all.get_mut("loadBalancers").and_then(Value::as_array_mut) {
            list.push(body.into());
        }
    }
}

/// The answers as a simulation begins with them.
fn provided_responses(provided: Option<&SyntaxNode>, complete: bool) -> Value {
    let mut responses = crate::json::Map::new();
    let provided = provided.map(SyntaxNode::to_json);
    for (key, empty) in [("loadBalancers", json!([])), ("listeners", json!({})), ("targets", json!({}))] {
        // A member of another shape could not be read, so the simulation starts without it.
        let same = |provided: &&Value| std::mem::discriminant(*provided) == std::mem::discriminant(&empty);
        let provided = provided.as_ref().and_then(|provided| provided.get(key)).filter(same).cloned();
        responses.insert(key.to_owned(), provided.unwrap_or(empty));
    }
    if let Some(protection) = provided.as_ref().and_then(|provided| provided.get("operateProtect")) {
        responses.insert("operateProtect".to_owned(), protection.clone());
    }
    responses.insert("complete".to_owned(), complete.into());
    responses.into()
}

/// Plans a live Service against a cloud that does not serve it yet, and carries the plan out. A CLB that it creates gets
/// the id.
fn sync_one(
    state: &mut SimulatedState,
    service: &Service<'_>,
    id: Option<String>,
    (cluster, cloud): (&ObjectsAroundServices, &KnownLoadBalancers),
    context: &Context,
    provided: &ProvidedObjects,
) {
    let desired = desired(service, cluster, context);
    let sharing = SharedLoadBalancers::default();
    let input = ServicePlanningInput {
        name: service.name.clone(),
        event: ServiceEvent::Create,
        manifest: Some(service),
        live: None,
        desired: &desired,
        current: current::CurrentLoadBalancer::None,
        previously_requested: Vec::new(),
        listener_names: desired.listeners.iter().map(|spec| spec.name.clone()).collect(),
        cloud,
        sharing: &sharing,
        listeners_for_every_service: &ListenersForEveryService::default(),
        context,
        novelty: NewServiceCertainty::Known,
        may_lack_services: false,
        admission: ManifestAcceptance::Accepted,
        cloud_origin: CloudKnowledgeOrigin::Derived,
        token_owner: None,
        loses_id: false,
        purchase_quota: PurchaseQuota::default(),
        freed: &[],
        address_holder: None,
        gone_with_old_object: None,
        purpose: PlanPurpose::Calls,
    };
    // A quota limits what is created; what a live Service has exists.
    let values = ValuesNotInPlan {
        quotas: Quotas::default(),
        ..ValuesNotInPlan::of(&provided.context, &service.name, service.uid.as_deref(), id)
    };
    state.apply(&plan_service(&input), &values);
}
