//! A whole cluster: manifests, live objects and the cloud's state.

use super::cloud;
use super::identifiers::{CLUSTER, NODES, ServiceNumber, VPC, instance_id, node_address};
use super::service::{live, service};
use serde_json::{Value, json};

/// The context of every request.
pub fn context() -> Value {
    json!({
        "clusterId": CLUSTER,
        "region": "ap-guangzhou",
        "vpcId": VPC,
        "uin": "100012345678",
        "kubernetesVersion": "1.34",
        "controllerVersion": "v2.11.0",
        "clusterType": "managed",
        "networkModes": ["GlobalRouter", "VPC-CNI"],
        "sharing": true,
        // Enough for the ports of the largest cluster: each node port belongs to one Service.
        "serviceNodePortRange": "20000-60000",
        // Nothing is unknown: the live objects are all there are, and the switches are given.
        "liveComplete": true,
        "controllerConfig": { "EnableDefaultDirectAccess": "false", "EnableDefaultModificationProtection": "false" },
        "lifecycleMode": "blocked",
        // Enough for the largest of the single Services.
        "quotas": { "listenersPerClb": 100 },
    })
}

/// The inputs of a plan.
#[derive(Debug)]
pub struct PlanInputs {
    pub manifests: Vec<Value>,
    /// Nodes, Services and EndpointSlices.
    pub live: Vec<Value>,
    pub clb: Value,
}

/// What the manifests change about a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestChange {
    Unchanged,
    PortAdded,
    Created,
    Deleted,
}

/// The change of a Service.
pub fn change_of(service: ServiceNumber) -> ManifestChange {
    match service.0 % 20 {
        1 | 8 | 15 => ManifestChange::PortAdded,
        4 => ManifestChange::Created,
        9 => ManifestChange::Deleted,
        _ => ManifestChange::Unchanged,
    }
}

/// A cluster with some number of Services.
pub fn cluster_dump(services: usize) -> PlanInputs {
    let services = || (0..services).map(ServiceNumber);
    let manifest = |number: ServiceNumber| match change_of(number) {
        ManifestChange::Unchanged | ManifestChange::Created => Some(service(number, number.ports())),
        ManifestChange::PortAdded => Some(service(number, number.ports() + 1)),
        ManifestChange::Deleted => None,
    };
    let existing: Vec<ServiceNumber> =
        services().filter(|&number| change_of(number) != ManifestChange::Created).collect();
    let nodes = (0..NODES).map(node);
    PlanInputs {
        manifests: services().filter_map(manifest).collect(),
        live: nodes.chain(existing.iter().map(|&number| live(number))).chain(services().map(endpoint_slice)).collect(),
        clb: cloud::state(&existing),
    }
}

/// A ready node.
pub fn node(index: usize) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": node_address(index),
            "labels": { "kubernetes.io/hostname": node_address(index), "topology.kubernetes.io/zone": "100003" },
        },
        "spec": {
            "podCIDR": format!("172.16.{index}.0/26"),
            "providerID": format!("qcloud:///100003/{}", instance_id(index)),
        },
        "status": {
            "addresses": [
                { "type": "InternalIP", "address": node_address(index) },
                { "type": "Hostname", "address": node_address(index) },
            ],
            "conditions": [
                { "type": "MemoryPressure", "status": "False", "reason": "KubeletHasSufficientMemory" },
                { "type": "Ready", "status": "True", "reason": "KubeletReady" },
            ],
        },
    })
}

/// The endpoints of a Service: one Pod on each node.
fn endpoint_slice(service: ServiceNumber) -> Value {
    let endpoint = |index: usize| {
        json!({
            "addresses": [service.pod_address(index)],
            "conditions": { "ready": true, "serving": true, "terminating": false },
            "nodeName": node_address(index),
            "targetRef": { "kind": "Pod", "namespace": service.namespace(), "name": format!("{}-{index}", service.name()) },
        })
    };
    // One more than the live Service has, for those that get another port.
    let ports = 0..=service.ports();
    json!({
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {
            "name": format!("{}-x7k2p", service.name()),
            "namespace": service.namespace(),
            "labels": {
                "kubernetes.io/service-name": service.name(),
                "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
            },
        },
        "addressType": "IPv4",
        "endpoints": (0..NODES).map(endpoint).collect::<Vec<_>>(),
        "ports": ports.map(|port| json!({ "name": format!("port-{port}"), "port": 8080 + port, "protocol": "TCP" })).collect::<Vec<_>>(),
    })
}
