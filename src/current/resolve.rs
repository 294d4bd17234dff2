//! Which CLB a live Service holds.

use super::codes;
use super::ownership::{service_tag_owner, service_uid_tags};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cloud, LoadBalancer, MANAGED_LISTENER_NAME, Service, TagOwner};
use crate::sorted_map::SortedMap;
use crate::tke::{self, tags};

/// What a live Service holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentLoadBalancer<'c> {
    /// No CLB.
    None,
    /// A CLB that the controller bought for it.
    Managed(&'c LoadBalancer),
    /// A CLB of the user's.
    Existing(&'c LoadBalancer),
    /// It names a CLB that the cloud does not have.
    Missing(MissingKind),
}

/// What kind of CLB was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingKind {
    /// One that the controller bought.
    Managed,
    /// One of the user's.
    Existing,
}

impl<'c> CurrentLoadBalancer<'c> {
    /// The CLB, when there is one.
    pub fn load_balancer(self) -> Option<&'c LoadBalancer> {
        match self {
            CurrentLoadBalancer::Managed(lb) | CurrentLoadBalancer::Existing(lb) => Some(lb),
            CurrentLoadBalancer::None | CurrentLoadBalancer::Missing(_) => None,
        }
    }
}

/// What the holding is asked for: where annotation and tags disagree, that decides which reading destroys less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intention {
    /// The CLB is to be kept and synced.
    Keep,
    /// The CLB is to be let go.
    Release,
}

/// The CLBs by the uid of the Service that they carry as their owner; of two the one whose id comes first.
pub struct TaggedLoadBalancers<'c>(SortedMap<&'c str, &'c LoadBalancer>);

impl<'c> TaggedLoadBalancers<'c> {
    /// The owners of what was observed.
    pub fn of(cloud: &'c Cloud) -> TaggedLoadBalancers<'c> {
        let tagged_lbs = cloud.load_balancers.values().rev();
        let tagged_lbs = tagged_lbs.flat_map(|lb| service_uid_tags(lb).map(move |(_, uid)| (uid, lb)));
        TaggedLoadBalancers(SortedMap::from_unsorted(tagged_lbs.collect()))
    }
}

/// The CLB that a live Service holds. `cloud` must list it if it exists (see `plan_sync`, which derives what was not given).
/// `next` is the Service as it will be.
pub fn resolve<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    cloud: &'c Cloud,
    tagged: &TaggedLoadBalancers<'c>,
    intention: Intention,
) -> (CurrentLoadBalancer<'c>, Vec<Diagnostic>) {
    let requested = live.requested_lb_id();
    let found = || infer_from_tags(live, next, requested.as_deref(), cloud, tagged, intention);
    let Some(id) = live.assigned_lb_id() else { return (found(), Vec::new()) };
    let Some(lb) = cloud.load_balancers.get(&id) else {
        // What it says it has is gone; the tags may still give it another one.
        let found = match (&requested, intention) {
            (None, _) | (Some(_), Intention::Release) => found(),
            (Some(_), Intention::Keep) => CurrentLoadBalancer::None,
        };
        let loss = if requested.is_some() { MissingKind::Existing } else { MissingKind::Managed };
        return (
            if found == CurrentLoadBalancer::None { CurrentLoadBalancer::Missing(loss) } else { found },
            Vec::new(),
        );
    };
    match requested {
        None => {
            let others = service_tag_owner(lb, live.uid.as_deref()) == TagOwner::Others;
            // The controller finds its CLB by the tags. One that carries another Service's is not synced; but letting
            // go of the one that the tags give this Service would destroy more than the annotation asks for.
            let own = match (others, intention) {
                (true, Intention::Keep) => tagged_with_uid(live, tagged).unwrap_or(lb),
                (true, Intention::Release) | (false, _) => lb,
            };
            (CurrentLoadBalancer::Managed(own), tag_findings(live, lb))
        }
        Some(requested) if requested == id => {
            let mut findings = tag_findings(live, lb);
            if lb.tag(tags::CREATED_BY.definition.name) == Some(tags::CREATED_BY_YES) {
                findings.push(finding(&codes::BOUGHT_YET_NAMED, live, lb).arg("tag", tags::CREATED_BY.definition.name));
            }
            (CurrentLoadBalancer::Existing(lb), findings)
        }
        // The reading that destroys less: a CLB of the user's is never deleted.
        Some(requested) => {
            let finding = Diagnostic::new(&codes::CONTRADICTION)
                .arg("id", id)
                .arg("named", requested)
                .object(live.object.reference.clone())
                .path(tke::LOADBALANCE_ID.definition.path());
            (CurrentLoadBalancer::Existing(lb), vec![finding])
        }
    }
}

/// A Service that does not say which CLB it holds: one that carries its uid, or the one it names when its listeners are
/// there already. Of the two, one to keep is the former, for a switch that was refused leaves the Service with the CLB that
/// was bought for it; one to let go is the latter, which is never deleted.
fn infer_from_tags<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    requested: Option<&str>,
    cloud: &'c Cloud,
    tagged: &TaggedLoadBalancers<'c>,
    intention: Intention,
) -> CurrentLoadBalancer<'c> {
    if !live.needs_load_balancer() && !next.needs_load_balancer() {
        return CurrentLoadBalancer::None;
    }
    let own =
        tagged_with_uid(live, tagged).filter(|lb| requested != Some(lb.id.as_str())).map(CurrentLoadBalancer::Managed);
    let existing = requested
        .and_then(|id| cloud.load_balancers.get(id))
        .filter(|lb| has_our_listener(lb, live))
        .map(CurrentLoadBalancer::Existing);
    let found = match intention {
        Intention::Keep => own.or(existing),
        Intention::Release => existing.or(own),
    };
    found.unwrap_or(CurrentLoadBalancer::None)
}

/// True for a CLB that was taken into use and has a listener of the controller's where the Service has a port.
fn has_our_listener(lb: &LoadBalancer, live: &Service<'_>) -> bool {
    let tagged_lbs = lb.tag(tags::CLUSTER_ID.definition.name).is_some();
    let has_port = |port: u16| live.ports.iter().any(|own| own.port == port);
    let mut listeners = lb.listeners.iter().flatten();
    tagged_lbs
        && listeners
            .any(|listener| listener.name == MANAGED_LISTENER_NAME && listener.key.is_some() && has_port(listener.port))
}

/// The CLB whose tag names this Service as its owner.
fn tagged_with_uid<'c>(live: &Service<'_>, tagged: &TaggedLoadBalancers<'c>) -> Option<&'c LoadBalancer> {
    tagged.0.get(live.uid.as_deref()?).copied()
}

fn finding(code: &'static Code, live: &Service<'_>, lb: &LoadBalancer) -> Diagnostic {
    Diagnostic::new(code)
        .arg("id", lb.id.clone())
        .arg("service", live.label())
        .object(live.object.reference.clone())
        .path(tke::LOADBALANCE_ID.definition.path())
}

/// Tags that contradict what the Service says.
fn tag_findings(live: &Service<'_>, lb: &LoadBalancer) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let other = service_uid_tags(lb).next().filter(|_| service_tag_owner(lb, live.uid.as_deref()) == TagOwner::Others);
    if let Some((tag, owner)) = other {
        findings.push(finding(&codes::OTHER_OWNER, live, lb).arg("tag", tag).arg("owner", owner));
    }
    findings
}
