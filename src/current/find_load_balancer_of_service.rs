//! Finds the CLB that a live Service uses.

use super::codes;
use super::owner_from_tags::{cluster_tag_owner, creator_tag_owner, service_tag_owner, service_uid_tags};
use crate::diagnostic::{CodeDefinition, Diagnostic};
use crate::model::{KnownLoadBalancers, LoadBalancer, MANAGED_LISTENER_NAME, Service, TagOwnership};
use crate::sorted_map::SortedMap;
use crate::tke::{self, load_balancer_tags};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurrentLoadBalancer<'c> {
    None,
    /// A CLB that TKE created for the Service.
    Managed(&'c LoadBalancer),
    /// An existing CLB that the user supplied.
    Existing(&'c LoadBalancer),
    /// The Service names a CLB that does not exist.
    Missing(MissingLoadBalancerOrigin),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingLoadBalancerOrigin {
    /// It was created by TKE.
    CreatedByTke,
    /// It was supplied by the user.
    SuppliedByUser,
}

impl<'c> CurrentLoadBalancer<'c> {
    pub fn load_balancer(self) -> Option<&'c LoadBalancer> {
        match self {
            CurrentLoadBalancer::Managed(lb) | CurrentLoadBalancer::Existing(lb) => Some(lb),
            CurrentLoadBalancer::None | CurrentLoadBalancer::Missing(_) => None,
        }
    }
}

/// Whether the Service will still want a load balancer. It decides between annotation and tags when they disagree: the less
/// destructive reading wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantsLoadBalancer {
    /// Its CLB stays in use.
    Yes,
    /// Its CLB will be deleted or released.
    No,
}

/// CLBs by the uid of the Service that their tags name as owner; of two CLBs the one with the lower id.
pub struct LoadBalancersByOwnerUid<'c>(SortedMap<&'c str, &'c LoadBalancer>);

impl<'c> LoadBalancersByOwnerUid<'c> {
    pub fn of(cloud: &'c KnownLoadBalancers) -> LoadBalancersByOwnerUid<'c> {
        let tagged_lbs = cloud.load_balancers.values().rev();
        let tagged_lbs = tagged_lbs.flat_map(|lb| service_uid_tags(lb).map(move |(_, uid)| (uid, lb)));
        LoadBalancersByOwnerUid(SortedMap::from_unsorted(tagged_lbs.collect()))
    }
}

/// The CLB that a live Service uses. `cloud` must list it if it exists; `plan_sync` derives what was not provided.
/// `next` is the desired Service, `cluster` the id of this cluster.
pub fn resolve<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    cloud: &'c KnownLoadBalancers,
    tagged: &LoadBalancersByOwnerUid<'c>,
    (wants_lb, cluster): (WantsLoadBalancer, Option<&str>),
) -> (CurrentLoadBalancer<'c>, Vec<Diagnostic>) {
    let requested = live.requested_lb_id();
    let found = || infer_from_tags(live, next, requested.as_deref(), cloud, tagged, wants_lb);
    let Some(id) = live.assigned_lb_id() else { return (found(), Vec::new()) };
    let Some(lb) = cloud.load_balancers.get(&id) else {
        // The CLB named by the Service does not exist; the tags may still lead to another one.
        let found = match (&requested, wants_lb) {
            (None, _) | (Some(_), WantsLoadBalancer::No) => found(),
            (Some(_), WantsLoadBalancer::Yes) => CurrentLoadBalancer::None,
        };
        let loss = if requested.is_some() {
            MissingLoadBalancerOrigin::SuppliedByUser
        } else {
            MissingLoadBalancerOrigin::CreatedByTke
        };
        return (
            if found == CurrentLoadBalancer::None { CurrentLoadBalancer::Missing(loss) } else { found },
            Vec::new(),
        );
    };
    match requested {
        None => {
            let others = service_tag_owner(lb, live.uid.as_deref()) == TagOwnership::Others;
            // The controller finds its CLB by the tags, and does not sync one that another Service owns. But deleting
            // the CLB that is tagged for this Service would destroy more than the annotation asks for.
            let own = match (others, wants_lb) {
                (true, WantsLoadBalancer::Yes) => tagged_with_uid(live, tagged).unwrap_or(lb),
                (true, WantsLoadBalancer::No) | (false, _) => lb,
            };
            let mut findings = tag_findings(live, lb, cluster);
            let is_adopted = next.requested_lb_id().is_some_and(|requested| requested == id);
            if wants_lb == WantsLoadBalancer::Yes && !is_adopted {
                findings.extend(missing_creator_tag(live, lb, cluster));
            }
            (CurrentLoadBalancer::Managed(own), findings)
        }
        Some(requested) if requested == id => {
            let mut findings = tag_findings(live, lb, cluster);
            if lb.tag(load_balancer_tags::CREATED_BY.definition.name) == Some(load_balancer_tags::CREATED_BY_YES) {
                findings.push(
                    finding(&codes::BOUGHT_YET_NAMED, live, lb)
                        .arg("tag", load_balancer_tags::CREATED_BY.definition.name),
                );
            }
            (CurrentLoadBalancer::Existing(lb), findings)
        }
        // The less destructive reading: an existing CLB is never deleted.
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

/// For a Service that names no CLB: the CLB tagged with its uid, or the requested one when its listeners exist already.
/// To keep, the tagged one counts, because a refused switch leaves the Service with the CLB that was created for it. To
/// release, the requested one counts, because it is never deleted.
fn infer_from_tags<'c>(
    live: &Service<'_>,
    next: &Service<'_>,
    requested: Option<&str>,
    cloud: &'c KnownLoadBalancers,
    tagged: &LoadBalancersByOwnerUid<'c>,
    wants_lb: WantsLoadBalancer,
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
    let found = match wants_lb {
        WantsLoadBalancer::Yes => own.or(existing),
        WantsLoadBalancer::No => existing.or(own),
    };
    found.unwrap_or(CurrentLoadBalancer::None)
}

/// True for an adopted CLB that has a listener of the controller on one of the Service's ports.
fn has_our_listener(lb: &LoadBalancer, live: &Service<'_>) -> bool {
    let tagged_lbs = lb.tag(load_balancer_tags::CLUSTER_ID.definition.name).is_some();
    let Some(listeners) = lb.listeners.as_ref().filter(|_| tagged_lbs) else { return false };
    let mut at_ports = live.ports.iter().flat_map(|own| listeners.at_port(own.port));
    at_ports.any(|listener| listener.name == MANAGED_LISTENER_NAME && listener.key.is_some())
}

/// The CLB whose tag names this Service as owner.
fn tagged_with_uid<'c>(live: &Service<'_>, tagged: &LoadBalancersByOwnerUid<'c>) -> Option<&'c LoadBalancer> {
    tagged.0.get(live.uid.as_deref()?).copied()
}

fn finding(code: &'static CodeDefinition, live: &Service<'_>, lb: &LoadBalancer) -> Diagnostic {
    Diagnostic::new(code)
        .arg("id", lb.id.clone())
        .arg("service", live.label())
        .object(live.object.reference.clone())
        .path(tke::LOADBALANCE_ID.definition.path())
}

/// That the CLB of a Service outlives it, because the tag that says who created it is gone: the other tags say that it is
/// this Service's.
fn missing_creator_tag(live: &Service<'_>, lb: &LoadBalancer, cluster: Option<&str>) -> Option<Diagnostic> {
    let is_gone = matches!(creator_tag_owner(lb), TagOwnership::Absent | TagOwnership::Others);
    let is_ours = cluster_tag_owner(lb, cluster) == TagOwnership::Ours
        && matches!(service_tag_owner(lb, live.uid.as_deref()), TagOwnership::Ours | TagOwnership::Absent);
    let tag = load_balancer_tags::CREATED_BY.definition.name;
    (is_gone && is_ours).then(|| finding(&codes::CREATOR_TAG_MISSING, live, lb).arg("tag", tag))
}

/// Findings about tags that contradict the Service.
fn tag_findings(live: &Service<'_>, lb: &LoadBalancer, cluster: Option<&str>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let cluster_tag = load_balancer_tags::CLUSTER_ID.definition.name;
    let contradictory: Vec<String> =
        lb.ambiguous_tags.iter().map(|(key, values)| format!("`{key}`: {values}")).collect();
    if !contradictory.is_empty() {
        findings.push(finding(&codes::TAGS_CONTRADICT, live, lb).list("tags", contradictory));
    }
    if let Some(owner) = lb.tag(cluster_tag).filter(|_| cluster_tag_owner(lb, cluster) == TagOwnership::Others) {
        findings.push(finding(&codes::OTHER_CLUSTER, live, lb).arg("tag", cluster_tag).arg("owner", owner));
    }
    let other =
        service_uid_tags(lb).next().filter(|_| service_tag_owner(lb, live.uid.as_deref()) == TagOwnership::Others);
    if let Some((tag, owner)) = other {
        findings.push(finding(&codes::OTHER_OWNER, live, lb).arg("tag", tag).arg("owner", owner));
    }
    findings
}
