//! Node ports and cluster IPs that a manifest requests and that another given Service has, or requests as well.
//!
//! Other Services may have them, too: only what was provided is known. A Service that the request deletes, or that is
//! being deleted, may be gone in time; nothing is said about its numbers.

use crate::diagnostic::FieldErrorType::Invalid;
use crate::diagnostic::{CodeDefinition, Diagnostic};
use crate::kubernetes::{self, ClusterNumber, NumberField};
use crate::model::Service;
use crate::planner::codes;
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{KubernetesObject, Node};

/// Who has which number once everything is applied.
#[derive(Default)]
pub(super) struct NumbersOfServices {
    holders: SortedSet<(ClusterNumber, ServiceName)>,
    /// What manifests request in addition to what their live objects have.
    requested: SortedMap<ServiceName, Vec<NumberField>>,
}

impl NumbersOfServices {
    /// Reads the numbers of all Services; none where no manifest requests any.
    pub fn of<'o>(
        manifests: impl Iterator<Item = &'o KubernetesObject>,
        live: &SortedMap<ServiceName, Service<'_>>,
        recreated: &SortedSet<ServiceName>,
        request: &PlanRequest,
    ) -> NumbersOfServices {
        let manifests: Vec<(ServiceName, &KubernetesObject)> =
            manifests.map(|object| (ServiceName::of(object), object)).collect();
        if !manifests.iter().any(|(_, object)| writes_numbers(object)) {
            return NumbersOfServices::default();
        }
        let (mut holders, mut requested) = (Vec::new(), Vec::new());
        let mut add = |name: &ServiceName, numbers: Vec<ClusterNumber>| {
            holders.extend(numbers.into_iter().map(|number| (number, name.clone())));
        };
        for (name, object) in &manifests {
            let stored = live.get(name).filter(|_| !recreated.contains(name)).map(|live| live.object);
            let numbers = kubernetes::numbers_of_service(object, stored);
            add(name, numbers.all);
            if !numbers.requested.is_empty() {
                requested.push((name.clone(), numbers.requested));
            }
        }
        if requested.is_empty() {
            return NumbersOfServices::default();
        }
        let names: SortedSet<&ServiceName> = manifests.iter().map(|(name, _)| name).collect();
        let is_deleted = |name: &ServiceName| request.prune || request.delete.iter().any(|listed| listed.selects(name));
        for (name, live) in live.iter() {
            if !live.deleting && !names.contains(name) && !is_deleted(name) && writes_numbers(live.object) {
                add(name, kubernetes::numbers_of_service(live.object, None).all);
            }
        }
        NumbersOfServices { holders: SortedSet::from_unsorted(holders), requested: SortedMap::from_unsorted(requested) }
    }

    /// Requests of one Service that the API server rejects.
    pub fn check(&self, object: &KubernetesObject) -> Vec<Diagnostic> {
        let own = ServiceName::of(object);
        let requested = self.requested.get(&own).map_or(&[][..], Vec::as_slice);
        let taken = requested.iter().filter_map(|field| {
            let same = self.holders.iter_from(|(number, _)| *number < field.number);
            let mut same = same.take_while(|(number, _)| *number == field.number);
            let (_, other) = same.find(|(_, name)| *name != own)?;
            Some(taken_by(object, field, other))
        });
        taken.collect()
    }
}

/// The API server's answer where another Service has the number. About the health check it is an internal error, which
/// names no field.
fn taken_by(object: &KubernetesObject, field: &NumberField, other: &ServiceName) -> Diagnostic {
    const TAKEN: &str = "provided port is already allocated";
    let health_check = field.path == kubernetes::HEALTH_CHECK_NODE_PORT;
    let (code, value, detail): (&'static CodeDefinition, String, String) = match &field.number {
        ClusterNumber::NodePort(port) if health_check => {
            let detail = format!("failed to allocate requested HealthCheck NodePort {port}: {TAKEN}");
            (&codes::NODE_PORT_OF_OTHER, port.to_string(), detail)
        }
        ClusterNumber::NodePort(port) => (&codes::NODE_PORT_OF_OTHER, port.to_string(), TAKEN.to_owned()),
        ClusterNumber::ClusterIp(ip) => {
            let detail = format!("failed to allocate IP {ip}: provided IP is already allocated");
            (&codes::CLUSTER_IP_OF_OTHER, ip.clone(), detail)
        }
    };
    let name = || object.name_span().unwrap_or(object.node.span);
    let span = if field.span.is_none() { name() } else { field.span };
    let finding =
        Diagnostic::new(code).arg("value", value).arg("other", other.to_string()).arg("detail", detail.as_str());
    let finding = finding.path(field.path.as_str()).object(object.reference.clone()).location(object.location(span));
    if health_check { finding.detail(detail) } else { finding.field(Invalid, detail) }
}

/// True for a Service with a node port or a cluster IP.
fn writes_numbers(object: &KubernetesObject) -> bool {
    let Some(spec) = object.node.get("spec") else { return false };
    let has = |key: &str| spec.get(key).is_some();
    has("clusterIP")
        || has("clusterIPs")
        || has("healthCheckNodePort")
        || spec.get("ports").map_or(&[][..], Node::items).iter().any(|port| port.get("nodePort").is_some())
}
