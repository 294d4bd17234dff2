//! Which CLB a live Service holds, and whose marks that CLB carries.

use super::codes;
use crate::annotation::{self, tags};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cloud, LoadBalancer, MANAGED_LISTENER_NAME, Mark, Service, ServiceType};
use crate::sorted::Map;

/// What a live Service holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding<'c> {
    /// No CLB.
    Nothing,
    /// A CLB that the controller bought for it.
    Auto(&'c LoadBalancer),
    /// A CLB of the user's.
    Existing(&'c LoadBalancer),
    /// It names a CLB that the cloud does not have.
    Lost(Loss),
}

/// What kind of CLB was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// One that the controller bought.
    Auto,
    /// One of the user's.
    Existing,
}

impl<'c> Holding<'c> {
    /// The CLB, when there is one.
    pub fn load_balancer(self) -> Option<&'c LoadBalancer> {
        match self {
            Holding::Auto(lb) | Holding::Existing(lb) => Some(lb),
            Holding::Nothing | Holding::Lost(_) => None,
        }
    }
}

/// What the holding is asked for: where annotation and tags disagree, that decides which reading destroys less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The CLB is to be kept and synced.
    Keep,
    /// The CLB is to be let go.
    LetGo,
}

/// The CLBs by the uid of the Service that they carry as their owner; of two the one whose id comes first.
pub struct Owners<'c>(Map<&'c str, &'c LoadBalancer>);

impl<'c> Owners<'c> {
    /// The owners of what was observed.
    pub fn of(cloud: &'c Cloud) -> Owners<'c> {
        let marked = cloud.load_balancers.values().rev();
        let marked = marked.filter_map(|lb| Some((lb.tag(tags::SERVICE_UUID.row.name)?, lb)));
        Owners(Map::from_unsorted(marked.collect()))
    }
}

/// The CLB that a live Service holds. `cloud` must list it if it exists (see `sync`, which derives what was not given).
/// `kind` is the type that the Service will have.
pub fn holding<'c>(
    live: &Service<'_>,
    kind: ServiceType,
    cloud: &'c Cloud,
    owners: &Owners<'c>,
    purpose: Purpose,
) -> (Holding<'c>, Vec<Diagnostic>) {
    let named = live.named();
    let Some(id) = live.announced() else {
        return (unannounced(live, kind, named.as_deref(), cloud, owners), Vec::new());
    };
    let Some(lb) = cloud.load_balancers.get(&id) else {
        // What it says it has is gone; the tags may still give it another one.
        let found = match (&named, purpose) {
            (None, _) | (Some(_), Purpose::LetGo) => unannounced(live, kind, named.as_deref(), cloud, owners),
            (Some(_), Purpose::Keep) => Holding::Nothing,
        };
        let loss = if named.is_some() { Loss::Existing } else { Loss::Auto };
        return (if found == Holding::Nothing { Holding::Lost(loss) } else { found }, Vec::new());
    };
    match named {
        None => {
            let others = mark_of_service(lb, live.uid.as_deref()) == Mark::Others;
            // The controller finds its CLB by the tags. One that carries another Service's is not synced; but letting
            // go of the one that the tags give this Service would destroy more than the annotation asks for.
            let own = match (others, purpose) {
                (true, Purpose::Keep) => carrying(live, owners).unwrap_or(lb),
                (true, Purpose::LetGo) | (false, _) => lb,
            };
            (Holding::Auto(own), tag_findings(live, lb))
        }
        Some(named) if named == id => {
            let mut findings = tag_findings(live, lb);
            if lb.tag(tags::CREATED_BY.row.name) == Some(tags::CREATED_BY_YES) {
                findings.push(finding(&codes::BOUGHT_YET_NAMED, live, lb).word("tag", tags::CREATED_BY.row.name));
            }
            (Holding::Existing(lb), findings)
        }
        // The reading that destroys less: a CLB of the user's is never deleted.
        Some(named) => {
            let finding = Diagnostic::new(&codes::CONTRADICTION)
                .word("id", id)
                .word("named", named)
                .of(live.object.reference.clone())
                .path(annotation::LOADBALANCE_ID.row.path());
            (Holding::Existing(lb), vec![finding])
        }
    }
}

/// A Service that does not say which CLB it holds: one that carries its uid, or the one it names when its listeners are
/// there already.
fn unannounced<'c>(
    live: &Service<'_>,
    kind: ServiceType,
    named: Option<&str>,
    cloud: &'c Cloud,
    owners: &Owners<'c>,
) -> Holding<'c> {
    if live.kind != ServiceType::LoadBalancer && kind != ServiceType::LoadBalancer {
        return Holding::Nothing;
    }
    if let Some(lb) = named.and_then(|id| cloud.load_balancers.get(id)) {
        let marked = lb.tag(tags::CLUSTER_ID.row.name).is_some();
        let listeners = lb.listeners.as_deref().unwrap_or(&[]);
        let serves = listeners.iter().any(|listener| {
            listener.name == MANAGED_LISTENER_NAME
                && live.ports.iter().any(|port| listener.port == port.port && listener.key.is_some())
        });
        if marked && serves {
            return Holding::Existing(lb);
        }
    }
    // Also when it names another one: a switch that was refused leaves the Service with the CLB that was bought for it.
    let own = carrying(live, owners).filter(|lb| named != Some(lb.id.as_str()));
    own.map_or(Holding::Nothing, Holding::Auto)
}

/// The CLB whose tag names this Service as its owner.
fn carrying<'c>(live: &Service<'_>, owners: &Owners<'c>) -> Option<&'c LoadBalancer> {
    owners.0.get(live.uid.as_deref()?).copied()
}

fn finding(code: &'static Code, live: &Service<'_>, lb: &LoadBalancer) -> Diagnostic {
    Diagnostic::new(code)
        .word("id", lb.id.clone())
        .word("service", live.label())
        .of(live.object.reference.clone())
        .path(annotation::LOADBALANCE_ID.row.path())
}

/// Tags that contradict what the Service says.
fn tag_findings(live: &Service<'_>, lb: &LoadBalancer) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if mark_of_service(lb, live.uid.as_deref()) == Mark::Others {
        let owner = lb.tag(tags::SERVICE_UUID.row.name).unwrap_or_default();
        let found = finding(&codes::OTHER_OWNER, live, lb);
        findings.push(found.word("tag", tags::SERVICE_UUID.row.name).word("owner", owner));
    }
    findings
}

/// What the tag `tke-clusterId` says.
pub fn mark_of_cluster(lb: &LoadBalancer, cluster: Option<&str>) -> Mark {
    mark(lb, tags::CLUSTER_ID.row.name, cluster)
}

/// What the tag `tke-lb-serviceuuid` says.
pub fn mark_of_service(lb: &LoadBalancer, uid: Option<&str>) -> Mark {
    mark(lb, tags::SERVICE_UUID.row.name, uid)
}

fn mark(lb: &LoadBalancer, tag: &str, own: Option<&str>) -> Mark {
    match (&lb.tags, lb.tag(tag), own) {
        (None, _, _) => Mark::Unknown,
        (Some(_), None, _) => Mark::Absent,
        (Some(_), Some(_), None) => Mark::Unknown,
        (Some(_), Some(value), Some(own)) if value == own => Mark::Ours,
        (Some(_), Some(_), Some(_)) => Mark::Others,
    }
}
