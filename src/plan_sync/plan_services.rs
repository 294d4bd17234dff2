//! Plans each Service, sorted by name.

use super::deduplicate_deletions;
use super::desired_services::{
    CurrentWithFindings, DesiredService, desired_service, resolve_current, shared_load_balancers,
};
use super::known_cloud::KnownCloud;
use super::services::ServicesOfRequest;
use super::withhold_unsound_plans::without_violations;
use crate::current::{self, CurrentLoadBalancer, TaggedLoadBalancers};
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::{Cluster, ServiceType};
use crate::planner::{
    AdmissionResult, CloudKnowledgeOrigin, PlanningInput, PurchaseQuota, ServiceIsNew, ServicePlan, invariants,
    plan_service, reasons,
};
use crate::provided_objects::ProvidedObjects;
use crate::request::ServiceName;
use crate::rules;
use crate::sharing::SharedLoadBalancers;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::tke::tags;

/// Plans every Service, sorted by name.
pub(super) fn plan_services(
    services: &ServicesOfRequest<'_>,
    cluster: &Cluster,
    known_cloud: &KnownCloud,
    provided: &ProvidedObjects,
) -> Vec<ServicePlan> {
    let names = services.names(&provided.context);
    let desired_services: SortedMap<ServiceName, DesiredService> =
        names.into_iter().map(|name| (name.clone(), desired_service(&name, services, cluster, provided))).collect();
    let tagged = TaggedLoadBalancers::of(&known_cloud.cloud);
    let current = desired_services.iter().map(|(name, desired_service)| {
        (name.clone(), resolve_current(name, desired_service, services, known_cloud, &tagged))
    });
    let current = SortedMap::from_unsorted(current.collect());
    let planning = PlanningContext {
        services,
        known_cloud,
        sharing: shared_load_balancers(services, &desired_services, &current, known_cloud, provided),
        current: &current,
        listener_names: invariants::CloudWithListenerNames::of(&known_cloud.cloud),
        derived_ids: known_cloud.derived_ids(),
        provided,
    };
    let mut quota = purchase_quota(known_cloud, provided);
    let mut plans = Vec::new();
    for (name, desired) in &desired_services {
        let plan = planning.plan_service(name, desired, quota);
        quota = quota.after_calls(&plan.actions);
        plans.push(plan);
    }
    // Last steps, over finished plans: both return plans with fewer calls.
    let plans = deduplicate_deletions::assign_deletions(plans);
    let judged = plans.into_iter().zip(desired_services.values()).map(|(plan, desired_service)| {
        let names = &desired_service.listener_names;
        let violations = invariants::check(&plan, names, &planning.listener_names, &provided.context);
        without_violations(plan, &violations)
    });
    judged.collect()
}

/// How many more CLBs may be bought: told by the quota, where every CLB of the region is listed. The first by name have it.
fn purchase_quota(known_cloud: &KnownCloud, provided: &ProvidedObjects) -> PurchaseQuota {
    let quota = provided.context.quotas.as_ref().and_then(|quotas| quotas.clbs_per_region);
    let Some(quota) = quota.filter(|_| known_cloud.cloud.complete) else { return PurchaseQuota::default() };
    let remaining = |kind: &str| {
        let current = known_cloud.cloud.load_balancers.values().filter(|lb| lb.network.kind.as_deref() == Some(kind));
        Some(i64::from(quota) - current.count() as i64)
    };
    PurchaseQuota { public: remaining("OPEN"), internal: remaining("INTERNAL") }
}

/// What is known beside a Service's own wishes, gathered once for all of them.
struct PlanningContext<'a> {
    services: &'a ServicesOfRequest<'a>,
    known_cloud: &'a KnownCloud,
    sharing: SharedLoadBalancers,
    current: &'a SortedMap<ServiceName, CurrentWithFindings<'a>>,
    listener_names: invariants::CloudWithListenerNames<'a>,
    derived_ids: SortedSet<&'a str>,
    provided: &'a ProvidedObjects,
}

impl PlanningContext<'_> {
    fn plan_service(&self, name: &ServiceName, desired_service: &DesiredService, quota: PurchaseQuota) -> ServicePlan {
        let PlanningContext { services, known_cloud, provided, .. } = self;
        let live = services.live.get(name);
        let is_deleted = services.deleted.contains(name);
        let (current_lb, findings) = self.current.get(name).cloned().unwrap_or((CurrentLoadBalancer::None, Vec::new()));
        let derived = current_lb.load_balancer().is_some_and(|lb| self.derived_ids.contains(lb.id.as_str()));
        let clash = self.backend_clash(name, desired_service);
        let input = PlanningInput {
            name: name.clone(),
            event: services.event(name),
            manifest: services.manifests.get(name).or(live.filter(|_| !is_deleted)),
            live,
            desired: &desired_service.desired,
            current: current_lb,
            previously_requested: desired_service.previously_requested.clone(),
            listener_names: desired_service.listener_names.clone(),
            cloud: &known_cloud.cloud,
            sharing: &self.sharing,
            context: &provided.context,
            novelty: if services.is_new_by_assumption(name, provided) {
                ServiceIsNew::Assumed
            } else {
                ServiceIsNew::Known
            },
            admission: match (services.admission(name), &clash) {
                (AdmissionResult::Accepted, Some(clash)) => AdmissionResult::Aborted(clash.code.name()),
                (admission, _) => admission,
            },
            cloud_origin: if derived { CloudKnowledgeOrigin::Derived } else { CloudKnowledgeOrigin::Observed },
            purchase_quota: quota,
        };
        let mut plan = plan_service(&input);
        plan.findings.extend(findings);
        plan.findings.extend(clash);
        // A Service that names neither a CLB nor an address may not have one yet.
        let is_unprovided = plan.id.as_ref().is_some_and(|id| known_cloud.unprovided.contains(id));
        if is_unprovided && live.is_none_or(|live| live.status_addresses().is_empty()) {
            plan.vip = plan.vip.if_it_exists();
        }
        plan
    }
}

impl PlanningContext<'_> {
    /// The finding about two ports of a manifest that lead to one backend, unless the rules found it by the target ports.
    fn backend_clash(&self, name: &ServiceName, desired_service: &DesiredService) -> Option<Diagnostic> {
        let clash = desired_service.desired.backend_clash.as_ref()?;
        let manifest = self.services.manifests.get(name)?;
        let code = &rules::codes::EQUAL_TARGET_PORTS;
        let is_found = self.services.aborted.get(name) == Some(&code.name());
        let finding = Diagnostic::new(code).object(manifest.object.reference.clone()).location(clash.location);
        let finding = finding.arg("first", clash.first.port.to_string()).arg("second", clash.second.port.to_string());
        let finding =
            finding.arg("protocol", clash.second.protocol.name()).arg("target", clash.target.port.to_string());
        (!is_found).then_some(finding)
    }
}

/// CLBs that carry this cluster's tags and that no Service uses, or the reason why none were looked for: a CLB whose Service
/// was not provided looks like one without a Service.
pub(super) fn orphans(
    services: &ServicesOfRequest<'_>,
    known_cloud: &KnownCloud,
    provided: &ProvidedObjects,
) -> Result<Vec<(String, Reason)>, Reason> {
    let Some(cluster) = provided.context.cluster_id.as_deref() else {
        return Err(reasons::ORPHANS_NO_CLUSTER.reason());
    };
    if !provided.coverage.is_complete() {
        return Err(reasons::ORPHANS_LIVE_PARTIAL.reason());
    }
    let all = services.live.values().chain(services.manifests.values());
    let referenced = all.flat_map(|service| service.assigned_lb_id().into_iter().chain(service.requested_lb_id()));
    let used = SortedSet::from_unsorted(referenced.chain(known_cloud.derived.values().cloned()).collect());
    let managed = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = SortedSet::from_unsorted(managed.filter_map(|service| service.uid.as_deref()).collect());
    let tagged = known_cloud.cloud.load_balancers.values().filter(|lb| {
        lb.tag(tags::CREATED_BY.definition.name) == Some(tags::CREATED_BY_YES)
            && lb.tag(tags::CLUSTER_ID.definition.name) == Some(cluster)
            && !current::service_uid_tags(lb).any(|(_, uid)| uids.contains(uid))
    });
    let unused = tagged.filter(|lb| !used.contains(&lb.id));
    Ok(unused.map(|lb| (lb.id.clone(), reasons::ORPHAN.with("id", lb.id.clone()))).collect())
}
