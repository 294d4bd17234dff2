//! Node ports and cluster IPs that a Service has, and those that the API server would have to allocate as requested.
//!
//! Each of them belongs to one Service of the cluster: node ports and the health check's node port are numbers of one
//! allocator, whatever the protocol. Who has them is not known here. Source: pkg/registry/core/service/storage/alloc.go.

use super::allocation::requested_addresses;
use super::defaults;
use super::service::ServiceObject;
use crate::diagnostic::Span;
use crate::sorted_map::SortedSet;

/// What only one Service of a cluster can have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodePortOrClusterIp {
    /// Of a port, or of the health check.
    NodePort(i64),
    ClusterIp(String),
}

/// The field that has the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodePortOrIpField {
    pub number: NodePortOrClusterIp,
    pub path: String,
    pub span: Span,
}

/// The numbers of one Service.
#[derive(Debug, Default)]
pub struct NodePortsAndIpsOfService {
    /// All that it has once it is stored, apart from those that the cluster chooses.
    pub all: Vec<NodePortOrClusterIp>,
    /// Those that the stored object does not have yet.
    pub requested: Vec<NodePortOrIpField>,
}

/// The path of the health check's node port.
pub const HEALTH_CHECK: &str = "spec.healthCheckNodePort";

/// The numbers of a Service with what it keeps of the stored one, before anything is allocated.
pub(super) fn requested_numbers(new: &ServiceObject, old: Option<&ServiceObject>) -> NodePortsAndIpsOfService {
    match old {
        // Decides only where the type changes; the copy is spared elsewhere.
        Some(old) if old.spec.kind.value != new.spec.kind.value => {
            let mut new = new.clone();
            defaults::drop_type_dependent(&mut new, old);
            numbers(&new, Some(old))
        }
        old => numbers(new, old),
    }
}

fn numbers(new: &ServiceObject, old: Option<&ServiceObject>) -> NodePortsAndIpsOfService {
    let node_ports = node_ports_of(new);
    let addresses = new.spec.cluster_ips.iter().filter(|ip| ip.value != "None");
    let addresses = addresses.map(|ip| NodePortOrClusterIp::ClusterIp(ip.value.clone()));
    let all = node_ports.iter().map(|field| field.number.clone()).chain(addresses).collect();
    let mut seen: SortedSet<NodePortOrClusterIp> =
        old.map(node_ports_of).unwrap_or_default().into_iter().map(|field| field.number).collect();
    let mut requested: Vec<NodePortOrIpField> =
        node_ports.into_iter().filter(|field| seen.insert(field.number.clone())).collect();
    requested.extend(requested_addresses(new, old).iter().map(|ip| NodePortOrIpField {
        number: NodePortOrClusterIp::ClusterIp(ip.value.clone()),
        path: "spec.clusterIPs".to_owned(),
        span: ip.span,
    }));
    NodePortsAndIpsOfService { all, requested }
}

/// Node ports that are written, also that of the health check.
fn node_ports_of(service: &ServiceObject) -> Vec<NodePortOrIpField> {
    let field = |number: i64, path: String, span: Span| NodePortOrIpField {
        number: NodePortOrClusterIp::NodePort(number),
        path,
        span,
    };
    let mut found = Vec::new();
    if service.is("NodePort") || service.is("LoadBalancer") {
        for (index, port) in service.spec.ports.iter().enumerate().filter(|(_, port)| port.node_port.value != 0) {
            found.push(field(port.node_port.value, format!("spec.ports[{index}].nodePort"), port.node_port.span));
        }
    }
    let health_check = &service.spec.health_check_node_port;
    if service.needs_health_check() && health_check.value != 0 {
        found.push(field(health_check.value, HEALTH_CHECK.to_owned(), health_check.span));
    }
    found
}
