//! One case for each Service, one draft for each case.

use super::cloud_state::CloudState;
use super::desired_services::{CurrentWithFindings, DesiredService, desired_service, resolve_current};
use super::load_balancer_users::LoadBalancerUsers;
use super::services::Services;
use super::{Snapshot, deduplicate_deletions, withhold_invalid};
use crate::current::{self, CurrentLoadBalancer, TaggedLoadBalancers};
use crate::diagnostic::Reason;
use crate::model::{Cluster, ServiceType};
use crate::planner::{
    CloudOrigin, PlanningInput, PurchaseQuota, ServicePlan, SharedLoadBalancers, invariants, plan_service, reasons,
};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::tke::tags;

/// Plans every Service, sorted by name.
pub(super) fn plan_services(
    services: &Services<'_>,
    cluster: &Cluster,
    observed: &CloudState,
    input: &Snapshot,
) -> Vec<ServicePlan> {
    let names = services.names(&input.context);
    let wishes: SortedMap<ServiceName, DesiredService> =
        names.into_iter().map(|name| (name.clone(), desired_service(&name, services, cluster, input))).collect();
    let owners = TaggedLoadBalancers::of(&observed.cloud);
    let held =
        wishes.iter().map(|(name, wish)| (name.clone(), resolve_current(name, wish, services, observed, &owners)));
    let held = SortedMap::from_unsorted(held.collect());
    let known = PlanningContext {
        services,
        cloud_state: observed,
        sharing: LoadBalancerUsers {
            services,
            desired_services: &wishes,
            current: &held,
            derived: &observed.derived,
            snapshot: input,
        }
        .shared_load_balancers(),
        current: &held,
        listener_names: invariants::ListenerNameIndex::of(&observed.cloud),
        derived_ids: observed.derived_ids(),
        snapshot: input,
    };
    let mut room = purchase_quota(observed, input);
    let mut drafts = Vec::new();
    for (name, wishes) in &wishes {
        let draft = known.plan_service(name, wishes, room);
        room = room.after_calls(&draft.actions);
        drafts.push(draft);
    }
    deduplicate_deletions::assign_deletions(&mut drafts);
    for (draft, wishes) in drafts.iter_mut().zip(wishes.values()) {
        let broken = invariants::check(draft, &wishes.listener_names, &known.listener_names, &input.context);
        withhold_invalid(draft, broken);
    }
    drafts
}

/// How many more CLBs may be bought: told by the quota, where every CLB of the region is listed. The first by name have it.
fn purchase_quota(observed: &CloudState, input: &Snapshot) -> PurchaseQuota {
    let quota = input.context.quotas.as_ref().and_then(|quotas| quotas.clbs_per_region);
    let Some(quota) = quota.filter(|_| observed.cloud.complete) else { return PurchaseQuota::default() };
    let left = |kind: &str| {
        let held = observed.cloud.load_balancers.values().filter(|lb| lb.network.kind.as_deref() == Some(kind));
        Some(i64::from(quota) - held.count() as i64)
    };
    PurchaseQuota { public: left("OPEN"), internal: left("INTERNAL") }
}

/// What is known beside a Service's own wishes, gathered once for all of them.
struct PlanningContext<'a> {
    services: &'a Services<'a>,
    cloud_state: &'a CloudState,
    sharing: SharedLoadBalancers,
    current: &'a SortedMap<ServiceName, CurrentWithFindings<'a>>,
    listener_names: invariants::ListenerNameIndex<'a>,
    derived_ids: SortedSet<&'a str>,
    snapshot: &'a Snapshot,
}

impl PlanningContext<'_> {
    fn plan_service(&self, name: &ServiceName, wishes: &DesiredService, room: PurchaseQuota) -> ServicePlan {
        let PlanningContext { services, cloud_state: observed, snapshot: input, .. } = self;
        let live = services.live.get(name);
        let gone = services.deleted.contains(name);
        let (holding, findings) = self.current.get(name).cloned().unwrap_or((CurrentLoadBalancer::None, Vec::new()));
        let derived = holding.load_balancer().is_some_and(|lb| self.derived_ids.contains(lb.id.as_str()));
        let case = PlanningInput {
            name: name.clone(),
            event: services.event(name),
            manifest: services.manifests.get(name).or(live.filter(|_| !gone)),
            live,
            desired: &wishes.desired,
            current: holding,
            previously_requested: wishes.previously_requested.clone(),
            listener_names: wishes.listener_names.clone(),
            cloud: &observed.cloud,
            sharing: &self.sharing,
            context: &input.context,
            admission: services.admission(name),
            cloud_origin: if derived { CloudOrigin::Derived } else { CloudOrigin::Observed },
            purchase_quota: room,
        };
        let mut draft = plan_service(&case);
        draft.findings.extend(findings);
        draft
    }
}

/// CLBs that carry this cluster's marks and that no Service uses. Asked only when the live objects were given.
pub(super) fn orphans(services: &Services<'_>, observed: &CloudState, input: &Snapshot) -> Vec<(String, Reason)> {
    let Some(cluster) = input.context.cluster_id.as_deref().filter(|_| input.has_live) else { return Vec::new() };
    let all = services.live.values().chain(services.manifests.values());
    let said = all.flat_map(|service| service.assigned_lb_id().into_iter().chain(service.requested_lb_id()));
    let used = SortedSet::from_unsorted(said.chain(observed.derived.values().cloned()).collect());
    let bought = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = SortedSet::from_unsorted(bought.filter_map(|service| service.uid.as_deref()).collect());
    let marked = observed.cloud.load_balancers.values().filter(|lb| {
        lb.tag(tags::CREATED_BY.definition.name) == Some(tags::CREATED_BY_YES)
            && lb.tag(tags::CLUSTER_ID.definition.name) == Some(cluster)
            && !current::service_uid_tags(lb).any(|(_, uid)| uids.contains(uid))
    });
    marked
        .filter(|lb| !used.contains(&lb.id))
        .map(|lb| (lb.id.clone(), reasons::ORPHAN.with("id", lb.id.clone())))
        .collect()
}
