//! A whole cluster: what is written, what the cluster holds, what the cloud holds.

use super::service::{Place, live};
use super::{cloud, service};
use serde_json::{Value, json};

pub const CLUSTER: &str = "cls-2x9k4m7q";
pub const VPC: &str = "vpc-30xqxt9p";

/// So many Services are measured.
pub const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// Nodes of a cluster, of every size: each of them is a backend of each Service that binds nodes, so with a number that
/// grew the work for a Service would grow as well.
pub const NODES: usize = 3;

/// What is given to a plan.
#[derive(Debug)]
pub struct Dump {
    /// What is written.
    pub manifests: Vec<Value>,
    /// What the cluster holds: nodes, Services, EndpointSlices.
    pub live: Vec<Value>,
    /// What the cloud holds.
    pub clb: Value,
}

/// What happens to a Service: of twenty fifteen are steady.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Steady,
    /// A port is added.
    Edited,
    /// It is written and not in the cluster.
    New,
    /// It is in the cluster and not written.
    Gone,
}

/// The fate of the Service at a place.
pub fn fate(place: usize) -> Fate {
    match place % 20 {
        1 | 8 | 15 => Fate::Edited,
        4 => Fate::New,
        9 => Fate::Gone,
        _ => Fate::Steady,
    }
}

/// A cluster with so many Services.
pub fn dump(services: usize) -> Dump {
    let places = || 0..services;
    let written = |place: usize| match fate(place) {
        Fate::Steady | Fate::New => Some(service(place, Place(place).ports())),
        Fate::Edited => Some(service(place, Place(place).ports() + 1)),
        Fate::Gone => None,
    };
    let held: Vec<usize> = places().filter(|&place| fate(place) != Fate::New).collect();
    let nodes = (0..NODES).map(node);
    Dump {
        manifests: places().filter_map(written).collect(),
        live: nodes.chain(held.iter().map(|&place| live(place))).chain(places().map(slice)).collect(),
        clb: cloud::state(&held),
    }
}

/// An address in the nodes' network.
pub fn address(node: usize) -> String {
    format!("10.0.0.{}", node + 1)
}

/// A Pod's address: unlike those of all other Pods.
pub fn pod(place: Place, pod: usize) -> String {
    let number = place.0 * NODES + pod;
    format!("10.{}.{}.{}", 1 + number / 62_500, number / 250 % 250, number % 250 + 1)
}

/// A node that is ready.
pub fn node(index: usize) -> Value {
    json!({
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {
            "name": address(index),
            "labels": { "kubernetes.io/hostname": address(index), "topology.kubernetes.io/zone": "100003" },
        },
        "spec": {
            "podCIDR": format!("172.16.{index}.0/26"),
            "providerID": format!("qcloud:///100003/{}", cloud::instance(index)),
        },
        "status": {
            "addresses": [
                { "type": "InternalIP", "address": address(index) },
                { "type": "Hostname", "address": address(index) },
            ],
            "conditions": [
                { "type": "MemoryPressure", "status": "False", "reason": "KubeletHasSufficientMemory" },
                { "type": "Ready", "status": "True", "reason": "KubeletReady" },
            ],
        },
    })
}

/// The endpoints of a Service: a Pod on each node.
fn slice(place: usize) -> Value {
    let place = Place(place);
    let endpoint = |index: usize| {
        json!({
            "addresses": [pod(place, index)],
            "conditions": { "ready": true, "serving": true, "terminating": false },
            "nodeName": address(index),
            "targetRef": { "kind": "Pod", "namespace": place.namespace(), "name": format!("{}-{index}", place.name()) },
        })
    };
    // One more than there are, for the edited ones.
    let ports = 0..=place.ports();
    json!({
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {
            "name": format!("{}-x7k2p", place.name()),
            "namespace": place.namespace(),
            "labels": {
                "kubernetes.io/service-name": place.name(),
                "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
            },
        },
        "addressType": "IPv4",
        "endpoints": (0..NODES).map(endpoint).collect::<Vec<_>>(),
        "ports": ports.map(|port| json!({ "name": format!("port-{port}"), "port": 8080 + port, "protocol": "TCP" })).collect::<Vec<_>>(),
    })
}
