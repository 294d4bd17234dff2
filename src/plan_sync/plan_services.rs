//! Plans each Service, sorted by name.

use super::address_requested_for_new_clb;
use super::deduplicate_deletions;
use super::deleted_by_another_service;
use super::desired_and_current_state::{
    CurrentLoadBalancerWithFindings, DesiredStateWithPreviousListeners, desired_service, resolve_current,
    shared_load_balancers,
};
use super::provided_or_derived_cloud::ProvidedOrDerivedCloud;
use super::recreated_services;
use super::services_to_plan::ServicesOfRequest;
use super::taken_over_by_another_service;
use super::withhold_unsound_plans::without_violations;
use crate::current::{self, CurrentLoadBalancer, LoadBalancersByOwnerUid};
use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::model::{ListenerKey, ListenersWithSameBackend, LoadBalancer, ObjectsAroundServices, Service, ServiceType};
use crate::planner::{
    AddressesBeforeAndAfter, CloudKnowledgeOrigin, ListenersForEveryService, LoadBalancerFreedByDeletion,
    ManifestAcceptance, NewServiceCertainty, PlanPurpose, PurchaseQuota, ServicePlan, ServicePlanningInput, VipVerdict,
    adoption_and_undecided_reasons, plan_invariants, plan_service, reasons,
};
use crate::provided_objects::ProvidedObjects;
use crate::request::ServiceName;
use crate::rules;
use crate::sharing::SharedLoadBalancers;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::SyntaxNode;
use crate::tke::{LOADBALANCE_ID, annotation_notes_and_fix_titles, load_balancer_tags};

/// Plans every Service, sorted by name.
pub(super) fn plan_services(
    services: &ServicesOfRequest<'_>,
    cluster: &ObjectsAroundServices,
    provided_or_derived_cloud: &ProvidedOrDerivedCloud,
    provided: &ProvidedObjects,
    purpose: PlanPurpose,
) -> Vec<ServicePlan> {
    let names = services.names(&provided.context);
    let desired_services: SortedMap<ServiceName, DesiredStateWithPreviousListeners> =
        names.into_iter().map(|name| (name.clone(), desired_service(&name, services, cluster, provided))).collect();
    let tagged = LoadBalancersByOwnerUid::of(&provided_or_derived_cloud.cloud);
    let context = &provided.context;
    let current = desired_services.iter().map(|(name, desired_service)| {
        (name.clone(), resolve_current(name, desired_service, services, provided_or_derived_cloud, &tagged, context))
    });
    let current = SortedMap::from_unsorted(current.collect());
    let sharing =
        shared_load_balancers(services, &desired_services, &current, provided_or_derived_cloud, (cluster, provided));
    let mut planning = SharedPlanningInput {
        services,
        provided_or_derived_cloud,
        sharing: &sharing,
        listeners_for_every_service: ListenersForEveryService::of(&provided_or_derived_cloud.cloud, &sharing),
        freed: Vec::new(),
        current: &current,
        listener_names: plan_invariants::CloudWithListenerNames::of(&provided_or_derived_cloud.cloud),
        derived_ids: provided_or_derived_cloud.derived_ids(),
        provided,
        purpose,
    };
    let mut quota = purchase_quota(provided_or_derived_cloud, provided);
    let cloud = &provided_or_derived_cloud.cloud;
    // A Service that is deleted buys nothing, and what it frees the others are told.
    let of_deleted = desired_services.iter().filter(|(name, _)| services.deleted.contains(*name));
    let of_deleted = of_deleted.map(|(name, desired)| (name.clone(), planning.plan_service(name, desired, quota)));
    let mut of_deleted: SortedMap<ServiceName, ServicePlan> = of_deleted.collect();
    planning.freed = of_deleted.values().filter_map(|plan| LoadBalancerFreedByDeletion::of(plan, cloud)).collect();
    let mut plans = Vec::new();
    for (name, desired) in &desired_services {
        let plan = of_deleted.remove(name).unwrap_or_else(|| planning.plan_service(name, desired, quota));
        quota = quota.after_calls(&plan.actions, cloud);
        plans.push(plan);
    }
    // Last steps, over finished plans.
    let plans = deduplicate_deletions::assign_deletions(plans);
    let plans = taken_over_by_another_service::with_dangers(plans, services);
    let plans = deleted_by_another_service::with_lost_addresses(plans);
    let judged = plans.into_iter().zip(desired_services.values()).map(|(plan, desired_service)| {
        let names = &desired_service.listener_names;
        let mut violations = match purpose {
            PlanPurpose::Calls => plan_invariants::check_order(&plan),
            PlanPurpose::Findings => Vec::new(),
        };
        violations.extend(plan_invariants::check_calls(&plan, names, &planning.listener_names, &provided.context));
        without_violations(plan, &violations)
    });
    judged.collect()
}

/// How many more CLBs may be bought: known where the quota and every CLB of the region were provided. Of a partial list only
/// is known that none may be bought, when it has as many as the quota. Services get them in the order of their names.
fn purchase_quota(provided_or_derived_cloud: &ProvidedOrDerivedCloud, provided: &ProvidedObjects) -> PurchaseQuota {
    let quota = provided.context.quotas.as_ref().and_then(|quotas| quotas.clbs_per_region);
    let Some(quota) = quota else { return PurchaseQuota::default() };
    let cloud = &provided_or_derived_cloud.cloud;
    // What a complete list lacks is in another region.
    let is_here = |id: &str| !cloud.complete || !provided_or_derived_cloud.unlisted.contains(id);
    let remaining = |kind: &str| {
        let here = cloud.load_balancers.values().filter(|lb| is_here(&lb.id));
        let current = here.filter(|lb| lb.network.kind.as_deref() == Some(kind));
        Some(i64::from(quota) - current.count() as i64)
    };
    PurchaseQuota { public: remaining("OPEN"), internal: remaining("INTERNAL"), all_counted: cloud.complete }
}

/// What planning a Service needs besides its own desired state, read once for all Services.
struct SharedPlanningInput<'a> {
    services: &'a ServicesOfRequest<'a>,
    provided_or_derived_cloud: &'a ProvidedOrDerivedCloud,
    sharing: &'a SharedLoadBalancers,
    listeners_for_every_service: ListenersForEveryService<'a>,
    freed: Vec<LoadBalancerFreedByDeletion>,
    current: &'a SortedMap<ServiceName, CurrentLoadBalancerWithFindings<'a>>,
    listener_names: plan_invariants::CloudWithListenerNames<'a>,
    derived_ids: SortedSet<&'a str>,
    provided: &'a ProvidedObjects,
    purpose: PlanPurpose,
}

impl SharedPlanningInput<'_> {
    fn plan_service(
        &self,
        name: &ServiceName,
        desired_service: &DesiredStateWithPreviousListeners,
        quota: PurchaseQuota,
    ) -> ServicePlan {
        let SharedPlanningInput { services, provided_or_derived_cloud, provided, .. } = self;
        let live = services.live.get(name);
        let is_deleted = services.deleted.contains(name);
        let (current_lb, findings) = self.current.get(name).cloned().unwrap_or((CurrentLoadBalancer::None, Vec::new()));
        let derived = current_lb.load_balancer().is_some_and(|lb| self.derived_ids.contains(lb.id.as_str()));
        let clashes = self.backend_clashes(name, desired_service);
        let input = ServicePlanningInput {
            name: name.clone(),
            event: services.event(name, provided),
            manifest: services.manifests.get(name).or(live.filter(|_| !is_deleted)),
            live,
            desired: &desired_service.desired,
            current: current_lb,
            previously_requested: desired_service.previously_requested.clone(),
            listener_names: desired_service.listener_names.clone(),
            cloud: &provided_or_derived_cloud.cloud,
            sharing: self.sharing,
            listeners_for_every_service: &self.listeners_for_every_service,
            context: &provided.context,
            novelty: if services.is_new_by_assumption(name, provided) {
                NewServiceCertainty::Assumed
            } else {
                NewServiceCertainty::Known
            },
            may_lack_services: !provided.coverage.is_complete(),
            admission: match (services.admission(name), clashes.first()) {
                (ManifestAcceptance::Accepted, Some(clash)) => {
                    ManifestAcceptance::Aborted(reasons::SYNC_STOPPED.with("finding", clash.code.name()))
                }
                (admission, _) => admission,
            },
            cloud_origin: if derived { CloudKnowledgeOrigin::Derived } else { CloudKnowledgeOrigin::Observed },
            token_owner: services.token_owner(name),
            loses_id: provided.applied.removes(name, LOADBALANCE_ID.name()),
            purchase_quota: quota,
            freed: &self.freed,
            address_holder: address_requested_for_new_clb::holder(
                &desired_service.desired,
                &provided_or_derived_cloud.cloud,
                &self.derived_ids,
            ),
            gone_with_old_object: None,
            purpose: self.purpose,
        };
        let is_recreated = services.recreated.contains(name);
        let mut plan = if is_recreated { recreated_services::plan(&input) } else { plan_service(&input) };
        plan.findings.extend(findings);
        plan.findings.extend(clashes);
        // A Service that names neither a CLB nor an address may not have one yet.
        let is_unprovided = plan.id.as_ref().is_some_and(|id| provided_or_derived_cloud.unprovided.contains(id));
        if is_unprovided && live.is_none_or(|live| live.status_addresses().is_empty()) {
            plan.vip = plan.vip.if_it_exists();
        }
        if provided_or_derived_cloud.underivable.contains(name) && plan.vip == VipVerdict::Kept {
            plan.vip = VipVerdict::Unknown;
            plan.reasons.push(reasons::STATE_UNKNOWN.with("service", name.to_string()));
        }
        plan.addresses = self.addresses(&plan, live);
        address_requested_for_new_clb::checked(plan)
    }

    /// The addresses before and after. Those of a derived CLB are invented by the simulation, and not used.
    fn addresses(&self, plan: &ServicePlan, live: Option<&Service<'_>>) -> AddressesBeforeAndAfter {
        let observed = |id: &str| {
            let lb = self
                .provided_or_derived_cloud
                .cloud
                .load_balancers
                .get(id)
                .filter(|lb| !self.derived_ids.contains(lb.id.as_str()))?;
            let addresses = if lb.vips.is_empty() { lb.domain.iter().cloned().collect() } else { lb.vips.clone() };
            Some(addresses).filter(|addresses: &Vec<String>| !addresses.is_empty())
        };
        let written = live.map(Service::status_addresses).filter(|addresses| !addresses.is_empty());
        let before = plan.current_id.as_deref().and_then(observed).or(written);
        let after = match plan.vip {
            VipVerdict::Kept => before.clone(),
            VipVerdict::Lost => return AddressesBeforeAndAfter::lost(before),
            VipVerdict::New | VipVerdict::Changed => plan
                .adopts
                .as_deref()
                .and_then(observed)
                .or_else(|| address_requested_for_new_clb::of(plan).map(|ip| vec![ip])),
            VipVerdict::None | VipVerdict::Unknown => None,
        };
        AddressesBeforeAndAfter { before: before.filter(|_| plan.vip != VipVerdict::None), after }
    }

    /// The findings about two ports of a manifest that lead to one backend, each at the target port of the second.
    fn backend_clashes(
        &self,
        name: &ServiceName,
        desired_service: &DesiredStateWithPreviousListeners,
    ) -> Vec<Diagnostic> {
        let Some(manifest) = self.services.manifests.get(name) else { return Vec::new() };
        let object = manifest.object;
        let ports = object.node.at(&["spec", "ports"]).map_or(&[][..], SyntaxNode::items);
        let port = |key: ListenerKey| {
            let mut ports = ports.iter().enumerate();
            ports.find(|(_, port)| port.get("port").and_then(SyntaxNode::as_int) == Some(i64::from(key.port)))
        };
        let finding = |clash: &ListenersWithSameBackend| {
            let finding = Diagnostic::new(&rules::codes::EQUAL_TARGET_PORTS).object(object.reference.clone());
            let finding = finding.arg("first", clash.first.port.to_string());
            let finding = finding.arg("second", clash.second.port.to_string());
            let finding = finding.arg("protocol", clash.second.protocol.name()).arg("target", clash.target.as_str());
            let note = annotation_notes_and_fix_titles::FIRST_PORT.with("port", clash.first.port.to_string());
            let location = port(clash.first).and_then(|(_, port)| object.location(port.span));
            let finding = finding.related(Related { note, location, object: None });
            let Some((index, port)) = port(clash.second) else { return finding };
            let node = port.get("targetPort").unwrap_or(port);
            finding.location(object.location(node.span)).path(format!("spec.ports[{index}].targetPort"))
        };
        desired_service.desired.backend_clashes.iter().map(finding).collect()
    }
}

/// The ids of CLBs that carry this cluster's tags and that no Service uses, and which ones may do so as well, or the reason
/// why none were looked for: a CLB whose Service was not provided looks like one without a Service.
pub(super) fn orphans(
    services: &ServicesOfRequest<'_>,
    provided_or_derived_cloud: &ProvidedOrDerivedCloud,
    provided: &ProvidedObjects,
) -> Result<(Vec<String>, Vec<Reason>), Reason> {
    let Some(cluster) = provided.context.cluster_id.as_deref() else {
        return Err(reasons::ORPHANS_NO_CLUSTER.reason());
    };
    if !provided.coverage.is_complete() {
        return Err(reasons::ORPHANS_LIVE_PARTIAL.reason());
    }
    let accepted = services.manifests.iter().filter(|(name, _)| !services.rejected.contains(*name));
    let all = services.live.values().chain(accepted.map(|(_, service)| service));
    let referenced = all.flat_map(|service| service.assigned_lb_id().into_iter().chain(service.requested_lb_id()));
    let used =
        SortedSet::from_unsorted(referenced.chain(provided_or_derived_cloud.derived.values().cloned()).collect());
    let managed = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = SortedSet::from_unsorted(managed.filter_map(|service| service.uid.as_deref()).collect());
    let tagged = provided_or_derived_cloud.cloud.load_balancers.values().filter(|lb| {
        lb.tag(load_balancer_tags::CREATED_BY.definition.name) == Some(load_balancer_tags::CREATED_BY_YES)
            && lb.tag(load_balancer_tags::CLUSTER_ID.definition.name) == Some(cluster)
            // TKE buys CLBs for Ingresses as well, with the same tags; whether those are in use is not known here.
            && !lb.is_of_ingress()
            && !current::service_uid_tags(lb).any(|(_, uid)| uids.contains(uid))
    });
    let unused: Vec<&LoadBalancer> = tagged.filter(|lb| !used.contains(&lb.id)).collect();
    // One whose tag names a Service is no Ingress's.
    let has_ingresses = provided.live.iter().any(|object| object.kind() == "Ingress");
    let of_no_service = unused.iter().filter(|lb| !has_ingresses && current::service_uid_tags(lb).next().is_none());
    let of_no_service: Vec<String> = of_no_service.map(|lb| format!("`{}`", lb.id)).collect();
    let all = provided_or_derived_cloud.cloud.load_balancers.values();
    let without_tags: Vec<String> = all
        .filter(|lb| lb.tags.is_none() && !lb.is_of_ingress() && !used.contains(&lb.id))
        .map(|lb| lb.id.clone())
        .collect();
    let unchecked = [
        (&adoption_and_undecided_reasons::ORPHANS_WITHOUT_TAGS, without_tags),
        (&adoption_and_undecided_reasons::ORPHANS_WITHOUT_INGRESSES, of_no_service),
    ];
    let unchecked = unchecked.into_iter().filter(|(_, load_balancers)| !load_balancers.is_empty());
    let unchecked = unchecked.map(|(reason, load_balancers)| reason.reason().list("load_balancers", load_balancers));
    Ok((unused.iter().map(|lb| lb.id.clone()).collect(), unchecked.collect()))
}
