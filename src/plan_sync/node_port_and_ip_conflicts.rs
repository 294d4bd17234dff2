//! Node ports and cluster IPs that a manifest requests and that another given Service has, or requests as well.
//!
//! All manifests of a request are taken to be for one cluster, and to be applied as `kubectl` does: what is deleted or
//! deleted and created again is gone first, then the manifests are applied in their order, and what is pruned goes last.
//! Other Services may have the numbers, too: only what was provided is known.

use crate::diagnostic::FieldErrorType::Invalid;
use crate::diagnostic::{CodeDefinition, Diagnostic, Location, Related};
use crate::kubernetes::{self, NodePortOrClusterIp, NodePortOrIpField, NodePortsAndIpsOfService};
use crate::model::Service;
use crate::planner::codes;
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, SyntaxNode};

/// Who has which number when the manifests are applied.
#[derive(Default)]
pub(super) struct NodePortsAndIpsOfServices {
    /// Who has a number in the cluster. In a real one that is one Service at most; of several, the one that keeps it longest.
    holders: SortedMap<NodePortOrClusterIp, Holder>,
    /// The manifests that request numbers in addition to what their live objects have, each with the place where it does.
    requests: SortedMap<(NodePortOrClusterIp, ServiceName), Option<Location>>,
    /// The same by Service.
    requested: SortedMap<ServiceName, RequestedNodePortsAndIps>,
}

/// A Service that has a number in the cluster.
#[derive(Clone)]
struct Holder {
    until: Until,
    service: ServiceName,
}

/// How long a Service has a number that it has in the cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    /// It is deleted before manifests are applied, or already being deleted.
    Deleted,
    /// The manifest at this position gives the number up.
    Applied(usize),
    /// Its manifest keeps it, or nothing applies to it before the others.
    Kept,
}

/// A manifest with the numbers that it has and requests.
pub(super) struct ManifestWithNodePortsAndIps<'o> {
    pub object: &'o KubernetesObject,
    pub numbers: NodePortsAndIpsOfService,
    /// The API server refuses it for another reason than the numbers.
    pub is_rejected: bool,
}

/// What one manifest requests.
struct RequestedNodePortsAndIps {
    /// Its position among the manifests.
    position: usize,
    fields: Vec<NodePortOrIpField>,
}

/// What stands between a manifest and a number, or did.
enum ConflictingService<'n> {
    /// It has the number in the cluster.
    Has(&'n ServiceName),
    /// It has the number in the cluster, and its manifest, which gives it up, is applied later.
    GivesUpLater(&'n ServiceName),
    /// Its manifest requests the number as well.
    Requests(&'n ServiceName, Option<Location>),
    /// It has the number in the cluster, and no longer when the manifest is applied.
    HadIt(&'n ServiceName),
}

impl NodePortsAndIpsOfServices {
    /// The numbers of all Services; none where no manifest requests any.
    pub fn of(
        manifests: Vec<ManifestWithNodePortsAndIps<'_>>,
        live: &SortedMap<ServiceName, Service<'_>>,
        recreated: &SortedSet<ServiceName>,
        request: &PlanRequest,
    ) -> NodePortsAndIpsOfServices {
        if manifests.iter().all(|manifest| manifest.numbers.requested.is_empty()) {
            return NodePortsAndIpsOfServices::default();
        }
        let refused = manifests.iter().enumerate().filter(|(_, manifest)| manifest.is_rejected);
        let refused = SortedSet::from_unsorted(refused.map(|(position, _)| position).collect());
        let (mut kept, mut requests, mut requested) = (Vec::new(), Vec::new(), Vec::new());
        for (position, ManifestWithNodePortsAndIps { object, numbers, .. }) in manifests.into_iter().enumerate() {
            let name = ServiceName::of(object);
            requests.extend(numbers.requested.iter().map(|field| {
                let location = object.location(if field.span.is_none() { object.node.span } else { field.span });
                ((field.number.clone(), name.clone()), location)
            }));
            kept.push((name.clone(), (position, SortedSet::from_unsorted(numbers.all))));
            if !numbers.requested.is_empty() {
                requested.push((name, RequestedNodePortsAndIps { position, fields: numbers.requested }));
            }
        }
        let kept = SortedMap::from_unsorted(kept);
        let is_deleted = |live: &Service<'_>| {
            let deleted = request.delete.iter().any(|listed| listed.selects(&live.name));
            recreated.contains(&live.name) || !kept.contains_key(&live.name) && (live.deleting || deleted)
        };
        let mut holders = Vec::new();
        for live in live.values().filter(|live| writes_numbers(live.object)) {
            for number in kubernetes::numbers_of_stored(live.object) {
                let until = match kept.get(&live.name) {
                    _ if is_deleted(live) => Until::Deleted,
                    Some((position, kept)) if !kept.contains(&number) => Until::Applied(*position),
                    Some(_) | None => Until::Kept,
                };
                holders.push(((number, until), Holder { until, service: live.name.clone() }));
            }
        }
        // Of equal keys the last counts: of several holders the one that keeps the number longest.
        let holders = SortedMap::from_unsorted(holders).into_iter().map(|((number, _), holder)| (number, holder));
        let mut numbers = NodePortsAndIpsOfServices {
            holders: SortedMap::from_unsorted(holders.collect()),
            requests: SortedMap::from_unsorted(requests),
            requested: SortedMap::from_unsorted(requested),
        };
        numbers.keep_numbers_of_refused_manifests(refused);
        numbers
    }

    /// A manifest that is refused gives nothing up, whether for its numbers or for another reason. Each decides about those
    /// after it.
    fn keep_numbers_of_refused_manifests(&mut self, mut refused: SortedSet<usize>) {
        if !self.holders.values().any(|holder| matches!(holder.until, Until::Applied(_))) {
            return;
        }
        let mut order: Vec<(usize, &ServiceName)> =
            self.requested.iter().map(|(name, requested)| (requested.position, name)).collect();
        sort(&mut order);
        let numbers = self.requests.keys().map(|(number, _)| (number, false)).collect();
        let mut is_taken: SortedMap<&NodePortOrClusterIp, bool> = SortedMap::from_unsorted(numbers);
        for (position, name) in order {
            let fields = self.requested.get(name).map_or(&[][..], |requested| requested.fields.as_slice());
            let is_free = |field: &NodePortOrIpField| match self.holders.get(&field.number) {
                Some(holder) if holder.service == *name => true,
                Some(Holder { until: Until::Kept, .. }) => false,
                Some(Holder { until: Until::Applied(at), .. }) => *at < position && !refused.contains(at),
                Some(Holder { until: Until::Deleted, .. }) | None => is_taken.get(&&field.number) != Some(&true),
            };
            if refused.contains(&position) || !fields.iter().all(is_free) {
                refused.insert(position);
                continue;
            }
            for field in fields {
                is_taken.insert(&field.number, true);
            }
        }
        for holder in self.holders.values_mut() {
            if matches!(holder.until, Until::Applied(at) if refused.contains(&at)) {
                holder.until = Until::Kept;
            }
        }
    }

    /// What the API server says about the numbers that one Service requests, and on what order that depends.
    pub fn check(&self, object: &KubernetesObject) -> Vec<Diagnostic> {
        let own = ServiceName::of(object);
        let Some(requested) = self.requested.get(&own) else { return Vec::new() };
        let with_other = requested.fields.iter().filter_map(|field| {
            let other = self.other_service(&own, requested.position, &field.number)?;
            Some(finding(object, field, &other))
        });
        with_other.collect()
    }

    fn other_service(
        &self,
        own: &ServiceName,
        position: usize,
        number: &NodePortOrClusterIp,
    ) -> Option<ConflictingService<'_>> {
        let holder = self.holders.get(number).filter(|holder| holder.service != *own);
        let had = match holder {
            Some(Holder { until: Until::Kept, service }) => return Some(ConflictingService::Has(service)),
            Some(Holder { until: Until::Applied(at), service }) if *at > position => {
                return Some(ConflictingService::GivesUpLater(service));
            }
            Some(Holder { service, .. }) => Some(ConflictingService::HadIt(service)),
            None => None,
        };
        let same = self.requests.iter_from(|(other, _)| other < number);
        let mut same = same.take_while(|((other, _), _)| other == number);
        let other = same.find(|((_, name), _)| name != own);
        other.map(|((_, name), location)| ConflictingService::Requests(name, *location)).or(had)
    }
}

/// The finding about a number, at the field that requests it.
fn finding(object: &KubernetesObject, field: &NodePortOrIpField, other: &ConflictingService<'_>) -> Diagnostic {
    let value = match &field.number {
        NodePortOrClusterIp::NodePort(port) => port.to_string(),
        NodePortOrClusterIp::ClusterIp(ip) => ip.clone(),
    };
    let name = || object.name_span().unwrap_or(object.node.span);
    let span = if field.span.is_none() { name() } else { field.span };
    let at_field = |finding: Diagnostic, other: &ServiceName| {
        let finding = finding.arg("value", value.as_str()).arg("other", other.to_string()).path(field.path.as_str());
        finding.object(object.reference.clone()).location(object.location(span))
    };
    let is_node_port = matches!(field.number, NodePortOrClusterIp::NodePort(_));
    let has = if is_node_port { &codes::NODE_PORT_OF_OTHER } else { &codes::CLUSTER_IP_OF_OTHER };
    let twice = if is_node_port { &codes::NODE_PORT_REQUESTED_TWICE } else { &codes::CLUSTER_IP_REQUESTED_TWICE };
    match other {
        ConflictingService::Has(other) => at_field(refused(has, field, &value), other),
        ConflictingService::GivesUpLater(other) => {
            let note = codes::notes::GIVEN_UP_LATER.with("other", other.to_string());
            let note = Related { note, location: None, object: Some(other.reference()) };
            at_field(refused(has, field, &value), other).related(note)
        }
        ConflictingService::Requests(other, location) => {
            let note = codes::notes::REQUESTED_HERE.with("other", other.to_string());
            let note = Related { note, location: *location, object: Some(other.reference()) };
            at_field(refused(twice, field, &value), other).related(note)
        }
        ConflictingService::HadIt(other) => at_field(Diagnostic::new(&codes::NUMBER_GIVEN_UP_FIRST), other),
    }
}

/// The API server's answer where another Service has the number. About the health check it is an internal error, which
/// names no field.
fn refused(code: &'static CodeDefinition, field: &NodePortOrIpField, value: &str) -> Diagnostic {
    const TAKEN: &str = "provided port is already allocated";
    let health_check = field.path == kubernetes::HEALTH_CHECK_NODE_PORT;
    let detail = match &field.number {
        NodePortOrClusterIp::NodePort(_) if health_check => {
            format!("failed to allocate requested HealthCheck NodePort {value}: {TAKEN}")
        }
        NodePortOrClusterIp::NodePort(_) => TAKEN.to_owned(),
        NodePortOrClusterIp::ClusterIp(_) => format!("failed to allocate IP {value}: provided IP is already allocated"),
    };
    let finding = Diagnostic::new(code).arg("detail", detail.as_str());
    if health_check { finding.detail(detail) } else { finding.field(Invalid, detail) }
}

/// True for a Service with a node port or a cluster IP.
fn writes_numbers(object: &KubernetesObject) -> bool {
    let Some(spec) = object.node.get("spec") else { return false };
    let has = |key: &str| spec.get(key).is_some();
    has("clusterIP")
        || has("clusterIPs")
        || has("healthCheckNodePort")
        || spec.get("ports").map_or(&[][..], SyntaxNode::items).iter().any(|port| port.get("nodePort").is_some())
}
