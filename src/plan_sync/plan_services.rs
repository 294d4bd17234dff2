//! One case for each Service, one draft for each case.

use super::cloud_state::Observed;
use super::desired_services::{Held, DesiredService, held, wishes};
use super::load_balancer_users::LoadBalancerUsers;
use super::services::Services;
use super::{Snapshot, deduplicate_deletions, withhold_unsound};
use crate::current::{self, Holding, TaggedLoadBalancers};
use crate::diagnostic::Because;
use crate::model::{Cluster, ServiceType};
use crate::planner::{Case, Draft, Evidence, Neighbours, PurchaseQuota, draft, invariants, reasons};
use crate::request::ServiceName;
use crate::sorted_map::{Map, Set};
use crate::tke::tags;

/// Plans every Service, sorted by name.
pub(super) fn drafts(services: &Services<'_>, cluster: &Cluster, observed: &Observed, input: &Snapshot) -> Vec<Draft> {
    let names = services.names(&input.context);
    let wishes: Map<ServiceName, DesiredService> =
        names.into_iter().map(|name| (name.clone(), wishes(&name, services, cluster, input))).collect();
    let owners = TaggedLoadBalancers::of(&observed.cloud);
    let held = wishes.iter().map(|(name, wish)| (name.clone(), held(name, wish, services, observed, &owners)));
    let held = Map::from_unsorted(held.collect());
    let known = PlanningContext {
        services,
        observed,
        neighbours: LoadBalancerUsers { services, wishes: &wishes, held: &held, derived: &observed.derived, input }.neighbours(),
        held: &held,
        listeners: invariants::Observed::of(&observed.cloud),
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
fn room(observed: &Observed, input: &Snapshot) -> PurchaseQuota {
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
    observed: &'a Observed,
    neighbours: Neighbours,
    held: &'a Map<ServiceName, Held<'a>>,
    listeners: invariants::Observed<'a>,
    derived: Set<&'a str>,
    input: &'a Snapshot,
}

impl PlanningContext<'_> {
    fn draft(&self, name: &ServiceName, wishes: &DesiredService, room: PurchaseQuota) -> Draft {
        let PlanningContext { services, observed, input, .. } = self;
        let live = services.live.get(name);
        let gone = services.gone.contains(name);
        let (holding, findings) = self.held.get(name).cloned().unwrap_or((Holding::Nothing, Vec::new()));
        let derived = holding.load_balancer().is_some_and(|lb| self.derived.contains(lb.id.as_str()));
        let case = Case {
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
            evidence: if derived { Evidence::Derived } else { Evidence::Observed },
            room,
        };
        let mut draft = draft(&case);
        draft.findings.extend(findings);
        draft
    }
}

/// CLBs that carry this cluster's marks and that no Service uses. Asked only when the live objects were given.
pub(super) fn orphans(services: &Services<'_>, observed: &Observed, input: &Snapshot) -> Vec<(String, Because)> {
    let Some(cluster) = input.context.cluster_id.as_deref().filter(|_| input.has_live) else { return Vec::new() };
    let all = services.live.values().chain(services.wanted.values());
    let said = all.flat_map(|service| service.announced().into_iter().chain(service.named()));
    let used = Set::from_unsorted(said.chain(observed.derived.values().cloned()).collect());
    let bought = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = Set::from_unsorted(bought.filter_map(|service| service.uid.as_deref()).collect());
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
