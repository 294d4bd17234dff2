//! One case for each Service, one draft for each case.

use super::observed::Observed;
use super::services::Services;
use super::{Input, withhold_unsound};
use crate::annotation::tags;
use crate::current::{self, Holding, Owners, Purpose};
use crate::desired::{self, Absence, Desired, Intent};
use crate::diagnostic::{Because, Diagnostic};
use crate::input::request::{LifecycleMode, ServiceName};
use crate::model::{
    Backends, Cluster, Listener, ListenerKey, LoadBalancer, MANAGED_LISTENER_NAME, Mark, Service, ServiceType,
};
use crate::plan::{
    Admission, BackendSlot, Case, Claim, Draft, Evidence, ListenerSlot, Neighbours, Room, Tie, check, draft, reasons,
};
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
    /// That CLB, where it says that it has it already, or the CLB does.
    held: Option<&'a LoadBalancer>,
}

/// Plans every Service, sorted by name.
pub(super) fn drafts(services: &Services<'_>, cluster: &Cluster, observed: &Observed, input: &Input) -> Vec<Draft> {
    let names = services.names(&input.context);
    let wishes: Map<ServiceName, Wishes> =
        names.into_iter().map(|name| (name.clone(), wishes(&name, services, cluster, input))).collect();
    let owners = Owners::of(&observed.cloud);
    let held = wishes.iter().map(|(name, wish)| (name.clone(), held(name, wish, services, observed, &owners)));
    let held = Map::from_unsorted(held.collect());
    let known = Known {
        services,
        observed,
        neighbours: Ties { services, wishes: &wishes, held: &held, derived: &observed.derived, input }.neighbours(),
        held: &held,
        listeners: check::Observed::of(&observed.cloud),
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
    held: &'a Map<ServiceName, Held<'a>>,
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

/// Which CLB a Service holds, and what is found on the way.
type Held<'c> = (Holding<'c>, Vec<Diagnostic>);

fn held<'c>(
    name: &ServiceName,
    wish: &Wishes,
    services: &Services<'_>,
    observed: &'c Observed,
    owners: &Owners<'c>,
) -> Held<'c> {
    let Some(live) = services.live.get(name) else { return (Holding::Nothing, Vec::new()) };
    // What is behind a ClusterIP of a Serverless cluster is the platform's as long as it stays one.
    if wish.desired.intent == Intent::None(Absence::Platform) && live.kind == ServiceType::ClusterIp {
        return (Holding::Nothing, Vec::new());
    }
    let purpose = match wish.desired.intent {
        Intent::None(_) => Purpose::LetGo,
        Intent::Auto(_) | Intent::Existing(..) => Purpose::Keep,
    };
    match (live.announced(), observed.derived.get(name)) {
        (None, Some(id)) => (derived_holding(live, id, observed), Vec::new()),
        (_, _) => {
            let next = services.wanted.get(name).unwrap_or(live);
            current::holding(live, next, &observed.cloud, owners, purpose)
        }
    }
}

/// Which Services use which CLB.
struct Ties<'a> {
    services: &'a Services<'a>,
    wishes: &'a Map<ServiceName, Wishes>,
    held: &'a Map<ServiceName, Held<'a>>,
    /// The CLBs that Services are taken to have where the cloud was not asked.
    derived: &'a Map<ServiceName, String>,
    input: &'a Input,
}

impl Ties<'_> {
    /// Which Services use which CLB, and who keeps a port or a backend that several ask for: the one that has it, else the
    /// first by name.
    fn neighbours(&self) -> Neighbours {
        let mut uses = self.said();
        let mut claims = Vec::new();
        let sites: Vec<Site<'_>> = self.wishes.iter().filter_map(|(name, wish)| self.site(name, wish)).collect();
        for site in &sites {
            uses.push(((site.id.clone(), site.name.clone()), Tie::Firm));
            for spec in &site.wish.desired.listeners {
                let slot = (site.id.clone(), spec.key.slot());
                let has = site.held.is_some() && site.wish.before.iter().any(|key| key.slot() == spec.key.slot());
                claims.push(Claim { slot, name: site.name.clone(), has });
            }
        }
        uses.extend(self.last_to_go());
        let shared = several(sites.iter().map(|site| (site.id.as_str(), site.name)).collect());
        let mut backends = Vec::new();
        for site in sites.iter().filter(|site| shared.contains_key(site.id.as_str())) {
            claim_backends(site, &mut backends);
        }
        Neighbours::new(uses, claims, backends, self.left(&sites))
    }

    /// What live Services that stay say they use.
    fn said(&self) -> Vec<((String, ServiceName), Tie)> {
        let mut uses = Vec::new();
        for (name, live) in self.services.live.iter().filter(|(name, _)| !self.services.gone.contains(*name)) {
            for id in live.named().into_iter().chain(live.announced()) {
                let tie = if self.leaves(name, &id) { Tie::Loose } else { Tie::Firm };
                uses.push(((id, name.clone()), tie));
            }
        }
        uses
    }

    /// True for a Service that says it uses a CLB and goes over to another one, or to none.
    fn leaves(&self, name: &ServiceName, id: &str) -> bool {
        if self.services.admission(name) == Admission::Refused {
            return false;
        }
        // One that neither holds nor asks for a CLB is not planned.
        let Some(wish) = self.wishes.get(name) else { return true };
        if wish.desired.skip {
            return false;
        }
        let rebuilds = self.input.context.lifecycle_mode == Some(LifecycleMode::Rebuild);
        match &wish.desired.intent {
            Intent::None(_) => true,
            Intent::Existing(wanted, _) => wanted != id && (rebuilds || self.holds(name) != Some(id)),
            Intent::Auto(_) => (rebuilds && self.names(name, id)) || self.holds(name) != Some(id),
        }
    }

    /// The CLB that a Service holds, unless the controller bought it for another one.
    fn holds(&self, name: &ServiceName) -> Option<&str> {
        let uid = self.services.live.get(name).and_then(|live| live.uid.as_deref());
        let lb = self.held.get(name)?.0.load_balancer()?;
        let bought = lb.tag(tags::CREATED_BY.row.name) == Some(tags::CREATED_BY_YES);
        (!bought || current::mark_of_service(lb, uid) != Mark::Others).then_some(lb.id.as_str())
    }

    fn names(&self, name: &ServiceName, id: &str) -> bool {
        self.services.live.get(name).and_then(Service::named).is_some_and(|named| named == id)
    }

    /// What a Service asks for on a CLB that exists.
    fn site<'s>(&'s self, name: &'s ServiceName, wish: &'s Wishes) -> Option<Site<'s>> {
        let holds = self.holds(name);
        let id = match &wish.desired.intent {
            Intent::Existing(id, _) => id,
            Intent::Auto(_) => holds?,
            Intent::None(_) => return None,
        };
        // That one of the user's serves it may be guessed from listeners which are another Service's: what it says counts.
        let has = match self.held.get(name)?.0 {
            Holding::Existing(_) => {
                let announced = self.services.live.get(name).and_then(Service::announced);
                announced.as_ref().or_else(|| self.derived.get(name)).is_some_and(|held| held == id)
            }
            Holding::Auto(_) => holds == Some(id),
            Holding::Nothing | Holding::Lost(_) => false,
        };
        let held = self.held.get(name).and_then(|(holding, _)| holding.load_balancer()).filter(|_| has);
        Some(Site { id: id.to_owned(), name, wish, held })
    }

    /// The listeners that Services have on a CLB which they do not ask for any more.
    fn left(&self, sites: &[Site<'_>]) -> Vec<(ListenerSlot, ServiceName)> {
        let sites: Map<&ServiceName, &str> = sites.iter().map(|site| (site.name, site.id.as_str())).collect();
        let leaving = self.wishes.iter().filter_map(|(name, wish)| {
            let lb = self.held.get(name)?.0.load_balancer()?;
            (sites.get(&name).copied() != Some(lb.id.as_str())).then_some((name, wish, lb))
        });
        leaving
            .flat_map(|(name, wish, lb)| wish.before.iter().map(|key| ((lb.id.clone(), key.slot()), name.clone())))
            .collect()
    }

    /// Of several Services that give up the same CLB at once one takes it along: the one that it is marked for, else the last
    /// by name.
    fn last_to_go(&self) -> Vec<((String, ServiceName), Tie)> {
        let going = self.wishes.iter().filter(|(_, wish)| matches!(wish.desired.intent, Intent::None(_)));
        let going = going.filter_map(|(name, _)| {
            let lb = self.held.get(name)?.0.load_balancer()?;
            let uid = self.services.live.get(name)?.uid.as_deref();
            Some((lb.id.as_str(), (current::mark_of_service(lb, uid) == Mark::Ours, name)))
        });
        let last = several(going.collect());
        last.iter().map(|(id, (_, name))| (((*id).to_owned(), (*name).clone()), Tie::Firm)).collect()
    }
}

/// The CLBs that several name, each with the last of those.
fn several<T: Ord + Copy>(mut named: Vec<(&str, T)>) -> Map<&str, T> {
    sort_by(&mut named, Ord::cmp);
    let pairs = named.iter().zip(named.iter().skip(1));
    // Of equal keys the last one counts.
    Map::from_unsorted(pairs.filter(|(one, next)| one.0 == next.0).map(|(_, next)| *next).collect())
}

/// The backends that a Service asks for on a CLB that others ask for, too.
fn claim_backends(site: &Site<'_>, claims: &mut Vec<Claim<BackendSlot>>) {
    let own = site.held.and_then(|lb| lb.listeners.as_ref()).into_iter().flatten();
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
            && !current::owners(lb).any(|(_, uid)| uids.contains(uid))
    });
    marked
        .filter(|lb| !used.contains(&lb.id))
        .map(|lb| (lb.id.clone(), reasons::ORPHAN.with("id", lb.id.clone())))
        .collect()
}
