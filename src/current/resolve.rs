//! Which CLB a live Service holds.

use super::codes;
use super::ownership::{mark_of_service, owners};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cloud, LoadBalancer, MANAGED_LISTENER_NAME, Service, TagOwner};
use crate::sorted_map::SortedMap;
use crate::tke::{self, tags};

/// What a live Service holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentLoadBalancer<'c> {
    /// No CLB.
    Nothing,
    /// A CLB that the controller bought for it.
    Auto(&'c LoadBalancer),
    /// A CLB of the user's.
    Existing(&'c LoadBalancer),
    /// It names a CLB that the cloud does not have.
    Lost(MissingKind),
}

/// What kind of CLB was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingKind {
    /// One that the controller bought.
    Auto,
    /// One of the user's.
    Existing,
}

impl<'c> CurrentLoadBalancer<'c> {
    /// The CLB, when there is one.
    pub fn load_balancer(self) -> Option<&'c LoadBalancer> {
        match self {
            CurrentLoadBalancer::Auto(lb) | CurrentLoadBalancer::Existing(lb) => Some(lb),
            CurrentLoadBalancer::Nothing | CurrentLoadBalancer::Lost(_) => None,
        }
    }
}

/// What the holding is asked for: where annotation and tags disagree, that decides which reading destroys less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intention {
    /// The CLB is to be kept and synced.
    Keep,
    /// The CLB is to be let go.
    LetGo,
}

/// The CLBs by the uid of the Service that they carry as their owner; of two the one whose id comes first.
pub struct TaggedLoadBalancers<'c>(SortedMap<&'c str, &'c LoadBalancer>);

impl<'c> TaggedLoadBalancers<'c> {
    /// The owners of what was observed.
    pub fn of(cloud: &'c Cloud) -> TaggedLoadBalancers<'c> {
        let marked = cloud.load_balancers.values().rev();
        let marked = marked.flat_map(|lb| owners(lb).map(move |(_, uid)| (uid, lb)));
        TaggedLoadBalancers(SortedMap::from_unsorted(marked.collect()))
    }
}

/// The CLB that a live Service holds. `cloud` must list it if it exists (see `sync`, which derives what was not given).
/// `next` is the Service as it will be.
pub fn holding<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    cloud: &'c Cloud,
    owners: &TaggedLoadBalancers<'c>,
    purpose: Intention,
) -> (CurrentLoadBalancer<'c>, Vec<Diagnostic>) {
    let named = live.named();
    let found = || unannounced(live, next, named.as_deref(), cloud, owners, purpose);
    let Some(id) = live.announced() else { return (found(), Vec::new()) };
    let Some(lb) = cloud.load_balancers.get(&id) else {
        // What it says it has is gone; the tags may still give it another one.
        let found = match (&named, purpose) {
            (None, _) | (Some(_), Intention::LetGo) => found(),
            (Some(_), Intention::Keep) => CurrentLoadBalancer::Nothing,
        };
        let loss = if named.is_some() { MissingKind::Existing } else { MissingKind::Auto };
        return (
            if found == CurrentLoadBalancer::Nothing { CurrentLoadBalancer::Lost(loss) } else { found },
            Vec::new(),
        );
    };
    match named {
        None => {
            let others = mark_of_service(lb, live.uid.as_deref()) == TagOwner::Others;
            // The controller finds its CLB by the tags. One that carries another Service's is not synced; but letting
            // go of the one that the tags give this Service would destroy more than the annotation asks for.
            let own = match (others, purpose) {
                (true, Intention::Keep) => carrying(live, owners).unwrap_or(lb),
                (true, Intention::LetGo) | (false, _) => lb,
            };
            (CurrentLoadBalancer::Auto(own), tag_findings(live, lb))
        }
        Some(named) if named == id => {
            let mut findings = tag_findings(live, lb);
            if lb.tag(tags::CREATED_BY.row.name) == Some(tags::CREATED_BY_YES) {
                findings.push(finding(&codes::BOUGHT_YET_NAMED, live, lb).word("tag", tags::CREATED_BY.row.name));
            }
            (CurrentLoadBalancer::Existing(lb), findings)
        }
        // The reading that destroys less: a CLB of the user's is never deleted.
        Some(named) => {
            let finding = Diagnostic::new(&codes::CONTRADICTION)
                .word("id", id)
                .word("named", named)
                .of(live.object.reference.clone())
                .path(tke::LOADBALANCE_ID.row.path());
            (CurrentLoadBalancer::Existing(lb), vec![finding])
        }
    }
}

/// A Service that does not say which CLB it holds: one that carries its uid, or the one it names when its listeners are
/// there already. Of the two, one to keep is the former, for a switch that was refused leaves the Service with the CLB that
/// was bought for it; one to let go is the latter, which is never deleted.
fn unannounced<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    named: Option<&str>,
    cloud: &'c Cloud,
    owners: &TaggedLoadBalancers<'c>,
    purpose: Intention,
) -> CurrentLoadBalancer<'c> {
    if !live.asks() && !next.asks() {
        return CurrentLoadBalancer::Nothing;
    }
    let own = carrying(live, owners).filter(|lb| named != Some(lb.id.as_str())).map(CurrentLoadBalancer::Auto);
    let existing = named
        .and_then(|id| cloud.load_balancers.get(id))
        .filter(|lb| serves(lb, live))
        .map(CurrentLoadBalancer::Existing);
    let found = match purpose {
        Intention::Keep => own.or(existing),
        Intention::LetGo => existing.or(own),
    };
    found.unwrap_or(CurrentLoadBalancer::Nothing)
}

/// True for a CLB that was taken into use and has a listener of the controller's where the Service has a port.
fn serves(lb: &LoadBalancer, live: &Service<'_>) -> bool {
    let marked = lb.tag(tags::CLUSTER_ID.row.name).is_some();
    let has_port = |port: u16| live.ports.iter().any(|own| own.port == port);
    let mut listeners = lb.listeners.iter().flatten();
    marked && listeners.any(|held| held.name == MANAGED_LISTENER_NAME && held.key.is_some() && has_port(held.port))
}

/// The CLB whose tag names this Service as its owner.
fn carrying<'c>(live: &Service<'_>, owners: &TaggedLoadBalancers<'c>) -> Option<&'c LoadBalancer> {
    owners.0.get(live.uid.as_deref()?).copied()
}

fn finding(code: &'static Code, live: &Service<'_>, lb: &LoadBalancer) -> Diagnostic {
    Diagnostic::new(code)
        .word("id", lb.id.clone())
        .word("service", live.label())
        .of(live.object.reference.clone())
        .path(tke::LOADBALANCE_ID.row.path())
}

/// Tags that contradict what the Service says.
fn tag_findings(live: &Service<'_>, lb: &LoadBalancer) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let other = owners(lb).next().filter(|_| mark_of_service(lb, live.uid.as_deref()) == TagOwner::Others);
    if let Some((tag, owner)) = other {
        findings.push(finding(&codes::OTHER_OWNER, live, lb).word("tag", tag).word("owner", owner));
    }
    findings
}
