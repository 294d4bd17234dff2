//! One case for each Service, one draft for each case.

use super::observed::Observed;
use super::services::Services;
use super::{Input, withhold_unsound};
use crate::annotation::tags;
use crate::current::{self, Holding, Owners, Purpose};
use crate::desired::{self, Desired, Intent};
use crate::diagnostic::Because;
use crate::input::request::ServiceName;
use crate::model::{
    Backends, Cluster, Listener, ListenerKey, LoadBalancer, MANAGED_LISTENER_NAME, Service, ServiceType,
};
use crate::plan::{BackendSlot, Case, Claim, Draft, Evidence, Neighbours, Room, check, draft, reasons};
use crate::sorted::{Map, Set, sort_by};

/// What a Service asks for and what it asked for before.
struct Wishes {
    desired: Desired,
    before: Vec<ListenerKey>,
    names: Vec<String>,
}

/// What a Service asks for on an existing CLB.
struct Site<'a> {
    id: String,
    name: &'a ServiceName,
    wish: &'a Wishes,
    /// Whether it has that CLB already.
    holds: bool,
}

/// Plans every Service, sorted by name.
pub(super) fn drafts(services: &Services<'_>, cluster: &Cluster, observed: &Observed, input: &Input) -> Vec<Draft> {
    let names = services.names(&input.context);
    let wishes: Map<ServiceName, Wishes> =
        names.into_iter().map(|name| (name.clone(), wishes(&name, services, cluster, input))).collect();
    let known = Known {
        services,
        observed,
        neighbours: neighbours(services, &wishes, observed),
        owners: Owners::of(&observed.cloud),
        listeners: check::Observed::of(&observed.cloud),
        derived: observed.derived_ids(),
        input,
    };
    let mut room = room(observed, input);
    let mut drafts = Vec::new();
    for (name, wishes) in &wishes {
        let draft = known.draft(name, wishes, room);
        room = room.after(&draft);
        drafts.push(draft);
    }
    drafts
}

/// How many more CLBs may be bought: told by the quota, where every CLB of the region is listed. The first by name have it.
fn room(observed: &Observed, input: &Input) -> Room {
    let quota = input.context.quotas.as_ref().and_then(|quotas| quotas.clbs_per_region);
    let Some(quota) = quota.filter(|_| observed.cloud.complete) else { return Room::default() };
    let left = |kind: &str| {
        let held = observed.cloud.load_balancers.values().filter(|lb| lb.network.kind.as_deref() == Some(kind));
        Some(i64::from(quota) - held.count() as i64)
    };
    Room { open: left("OPEN"), internal: left("INTERNAL") }
}

/// What is known beside a Service's own wishes, gathered once for all of them.
struct Known<'a> {
    services: &'a Services<'a>,
    observed: &'a Observed,
    neighbours: Neighbours,
    owners: Owners<'a>,
    listeners: check::Observed<'a>,
    derived: Set<&'a str>,
    input: &'a Input,
}

fn wishes(name: &ServiceName, services: &Services<'_>, cluster: &Cluster, input: &Input) -> Wishes {
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
    Wishes { desired, before, names }
}

/// Which Services use which CLB, and who keeps a port or a backend that several ask for: the one that has it, else the
/// first by name.
fn neighbours(services: &Services<'_>, wishes: &Map<ServiceName, Wishes>, observed: &Observed) -> Neighbours {
    let mut uses = Vec::new();
    let mut claims = Vec::new();
    for (name, live) in services.live.iter().filter(|(name, _)| !services.gone.contains(*name)) {
        for id in live.named().into_iter().chain(live.announced()) {
            uses.push((id, name.clone()));
        }
    }
    let mut sites = Vec::new();
    for (name, wish) in wishes {
        let held = services.live.get(name).and_then(Service::announced);
        let id = match &wish.desired.intent {
            Intent::Existing(id, _) => id,
            Intent::Auto(_) => match &held {
                Some(id) => id,
                None => continue,
            },
            Intent::None(_) => continue,
        };
        uses.push((id.clone(), name.clone()));
        let holds = held.as_ref() == Some(id);
        for spec in &wish.desired.listeners {
            let slot = (id.clone(), spec.key.slot());
            let has = holds && wish.before.iter().any(|key| key.slot() == spec.key.slot());
            claims.push(Claim { slot, name: name.clone(), has });
        }
        sites.push(Site { id: id.clone(), name, wish, holds });
    }
    uses.extend(last_to_go(services));
    let shared = shared(&sites);
    let mut backends = Vec::new();
    for site in sites.iter().filter(|site| shared.contains(site.id.as_str())) {
        let lb = observed.cloud.load_balancers.get(&site.id).filter(|_| site.holds);
        claim_backends(site, lb, &mut backends);
    }
    Neighbours::new(uses, claims, backends)
}

/// The CLBs that several ask for.
fn shared<'s>(sites: &'s [Site<'_>]) -> Set<&'s str> {
    let mut ids: Vec<&str> = sites.iter().map(|site| site.id.as_str()).collect();
    sort_by(&mut ids, |a, b| a.cmp(b));
    ids.iter().zip(ids.iter().skip(1)).filter(|(id, next)| id == next).map(|(id, _)| *id).collect()
}

/// Of several Services that go at once and say they have the same CLB, the last one by name takes it along.
fn last_to_go(services: &Services<'_>) -> Vec<(String, ServiceName)> {
    let mut last: Map<String, (&ServiceName, usize)> = Map::new();
    for (name, live) in services.live.iter().filter(|(name, _)| services.gone.contains(*name)) {
        if let Some(id) = live.announced() {
            let count = last.get(&id).map_or(0, |(_, count)| *count);
            last.insert(id, (name, count + 1));
        }
    }
    let several = last.into_iter().filter(|(_, (_, count))| *count > 1);
    several.map(|(id, (name, _))| (id, name.clone())).collect()
}

/// The backends that a Service asks for on a CLB that others ask for, too.
fn claim_backends(site: &Site<'_>, held: Option<&LoadBalancer>, claims: &mut Vec<Claim<BackendSlot>>) {
    let own = held.and_then(|lb| lb.listeners.as_ref()).into_iter().flatten();
    let own: Vec<&Listener> =
        own.filter(|listener| listener.key.is_some_and(|key| site.wish.before.contains(&key))).collect();
    for spec in &site.wish.desired.listeners {
        for backends in spec.rules.iter().map(|rule| &rule.backends).chain([&spec.backends]) {
            let Backends::Known(targets) = backends else { continue };
            for target in targets.keys() {
                let slot = (site.id.clone(), spec.key.protocol, target.clone());
                let has =
                    own.iter().any(|listener| listener.protocol == spec.key.protocol.name() && listener.binds(target));
                claims.push(Claim { slot, name: site.name.clone(), has });
            }
        }
    }
}

impl Known<'_> {
    fn draft(&self, name: &ServiceName, wishes: &Wishes, room: Room) -> Draft {
        let Known { services, observed, input, .. } = self;
        let live = services.live.get(name);
        let gone = services.gone.contains(name);
        let purpose = match wishes.desired.intent {
            Intent::None(_) => Purpose::LetGo,
            Intent::Auto(_) | Intent::Existing(..) => Purpose::Keep,
        };
        let kind = services.wanted.get(name).or(live).map_or(ServiceType::ClusterIp, |service| service.kind);
        let (holding, findings) = match live {
            Some(live) => match (live.announced(), observed.derived.get(name)) {
                (None, Some(id)) => (derived_holding(live, id, observed), Vec::new()),
                (_, _) => current::holding(live, kind, &observed.cloud, &self.owners, purpose),
            },
            None => (Holding::Nothing, Vec::new()),
        };
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
        let broken = check::check(&draft, &wishes.names, &self.listeners, &input.context);
        withhold_unsound(&mut draft, broken);
        draft
    }
}

/// A Service that does not say what it holds holds what was derived for it.
fn derived_holding<'c>(live: &crate::model::Service<'_>, id: &str, observed: &'c Observed) -> Holding<'c> {
    match (observed.cloud.load_balancers.get(id), live.named()) {
        (Some(lb), Some(_)) => Holding::Existing(lb),
        (Some(lb), None) => Holding::Auto(lb),
        (None, _) => Holding::Nothing,
    }
}

/// CLBs that carry this cluster's marks and that no Service uses. Asked only when the live objects were given.
pub(super) fn orphans(services: &Services<'_>, observed: &Observed, input: &Input) -> Vec<(String, Because)> {
    let Some(cluster) = input.context.cluster_id.as_deref().filter(|_| input.has_live) else { return Vec::new() };
    let all = services.live.values().chain(services.wanted.values());
    let said = all.flat_map(|service| service.announced().into_iter().chain(service.named()));
    let used = Set::from_unsorted(said.chain(observed.derived.values().cloned()).collect());
    let bought = services.live.values().filter(|service| service.kind == ServiceType::LoadBalancer);
    let uids = Set::from_unsorted(bought.filter_map(|service| service.uid.as_deref()).collect());
    let marked = observed.cloud.load_balancers.values().filter(|lb| {
        lb.tag(tags::CREATED_BY.row.name) == Some(tags::CREATED_BY_YES)
            && lb.tag(tags::CLUSTER_ID.row.name) == Some(cluster)
            && !lb.tag(tags::SERVICE_UUID.row.name).is_some_and(|uid| uids.contains(uid))
    });
    marked
        .filter(|lb| !used.contains(&lb.id))
        .map(|lb| (lb.id.clone(), reasons::ORPHAN.with("id", lb.id.clone())))
        .collect()
}
