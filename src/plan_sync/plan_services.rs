//! One case for each Service, one draft for each case.

use super::cloud_state::CloudState;
use super::desired_services::{CurrentWithFindings, DesiredService, held, wishes};
use super::load_balancer_users::LoadBalancerUsers;
use super::services::Services;
use super::{Snapshot, deduplicate_deletions, withhold_unsound};
use crate::current::{self, CurrentLoadBalancer, TaggedLoadBalancers};
use crate::diagnostic::Reason;
use crate::model::{Cluster, ServiceType};
use crate::planner::{
    CloudOrigin, PlanningInput, PurchaseQuota, ServicePlan, SharedLoadBalancers, draft, invariants, reasons,
};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::tke::tags;

/// Plans every Service, sorted by name.
pub(super) fn drafts(
    services: &Services<'_>,
    cluster: &Cluster,
    observed: &CloudState,
    input: &Snapshot,
) -> Vec<ServicePlan> {
    let names = services.names(&input.context);
    let wishes: SortedMap<ServiceName, DesiredService> =
        names.into_iter().map(|name| (name.clone(), wishes(&name, services, cluster, input))).collect();
    let owners = TaggedLoadBalancers::of(&observed.cloud);
    let held = wishes.iter().map(|(name, wish)| (name.clone(), held(name, wish, services, observed, &owners)));
    let held = SortedMap::from_unsorted(held.collect());
    let known = PlanningContext {
        services,
        observed,
        neighbours: LoadBalancerUsers { services, wishes: &wishes, held: &held, derived: &observed.derived, input }
            .neighbours(),
        held: &held,
        listeners: invariants::ListenerNameIndex::of(&observed.cloud),
        derived: observed.derived_ids(),
        input,
    };
    let mut room = room(observed, input);
    let mut drafts = Vec::new();
    for (name, wishes) in &wishes {
        let draft = known.draft(name, wishes, room);
        room = room.after(&draft.actions);
        drafts.push(draft);
    }
    deduplicate_deletions::settle(&mut drafts);
    for (draft, wishes) in drafts.iter_mut().zip(wishes.values()) {
        let broken = invariants::check(draft, &wishes.names, &known.listeners, &input.context);
        withhold_unsound(draft, broken);
    }
    drafts
}

/// How many more CLBs may be bought: told by the quota, where every CLB of the region is listed. The first by name have it.
fn room(observed: &CloudState, input: &Snapshot) -> PurchaseQuota {
    let quota = input.context.quotas.as_ref().and_then(|quotas| quotas.clbs_per_region);
    let Some(quota) = quota.filter(|_| observed.cloud.complete) else { return PurchaseQuota::default() };
    let left = |kind: &str| {
        let held = observed.cloud.load_balancers.values().filter(|lb| lb.network.kind.as_deref() == Some(kind));
        Some(i64::from(quota) - held.count() as i64)
    };
    PurchaseQuota { open: left("OPEN"), internal: left("INTERNAL") }
}

/// What is known beside a Service's own wishes, gathered once for all of them.
struct PlanningContext<'a> {
    services: &'a Services<'a>,
    observed: &'a CloudState,
    neighbours: SharedLoadBalancers,
    held: &'a SortedMap<ServiceName, CurrentWithFindings<'a>>,
    listeners: invariants::ListenerNameIndex<'a>,
    derived: SortedSet<&'a str>,
    input: &'a Snapshot,
}

impl PlanningContext<'_> {
    fn draft(&self, name: &ServiceName, wishes: &DesiredService, room: PurchaseQuota) -> ServicePlan {
        let PlanningContext { services, observed, input, .. } = self;
        let live = services.live.get(name);
        let gone = services.gone.contains(name);
        let (holding, findings) = self.held.get(name).cloned().unwrap_or((CurrentLoadBalancer::Nothing, Vec::new()));
        let derived = holding.load_balancer().is_some_and(|lb| self.derived.contains(lb.id.as_str()));
        let case = PlanningInput {
            name: name.clone(),
            event: services.event(name),
            wanted: services.wanted.get(name).or(live.filter(|_| !gone)),
            live,
            desired: &wishes.desired,
            holding,
            before: wishes.before.clone(),
            own_names: wishes.names.clone(),
            cloud: &observed.cloud,
            neighbours: &self.neighbours,
            context: &input.context,
            admission: services.admission(name),
            evidence: if derived { CloudOrigin::Derived } else { CloudOrigin::Observed },
            room,
        };
        let mut draft = draft(&case);
        draft.findings.extend(findings);
        draft
    }
}

/// CLBs that carry this cluster's marks and that no Service uses. Asked only when the live objects were given.
pub(super) fn orphans(services: &Services<'_>, observed: &CloudState, input: &Snapshot) -> Vec<(String, Reason)> {
    let Some(cluster) = input.context.cluster_id.as_deref().filter(|_| input.has_live) else { return Vec::new() };
    let all = services.live.values().chain(services.wanted.values());
    let said = all.flat_map(|service| service.announced().into_iter().chain(service.named()));
    let used = SortedSet::from_unsorted(said.chain(observed.derived.values().cloned()).collect());
    let bought = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = SortedSet::from_unsorted(bought.filter_map(|service| service.uid.as_deref()).collect());
    let marked = observed.cloud.load_balancers.values().filter(|lb| {
        lb.tag(tags::CREATED_BY.row.name) == Some(tags::CREATED_BY_YES)
            && lb.tag(tags::CLUSTER_ID.row.name) == Some(cluster)
            && !current::owners(lb).any(|(_, uid)| uids.contains(uid))
    });
    marked
        .filter(|lb| !used.contains(&lb.id))
        .map(|lb| (lb.id.clone(), reasons::ORPHAN.with("id", lb.id.clone())))
        .collect()
}
