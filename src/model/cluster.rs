//! What surrounds the Services: nodes, endpoints, Secrets, load-balancer configurations.
//!
//! A kind of which no object was given is *unknown*: a `kubectl` dump that left it out must not read as an empty
//! cluster.

use crate::config::ServiceConfig;
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::syntax::{Node, Object};
use crate::tke::{self, Protocol};

/// Whether a node may be a backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeState {
    /// Ready; cordoned nodes count since 2022-06-01.
    Ready,
    /// Its condition `Ready` is not `True`.
    NotReady,
    /// A master.
    Master,
}

/// A node as the controller reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerNode {
    /// Its name.
    pub name: String,
    /// `ins-…`, from `spec.providerID`.
    pub instance: Option<String>,
    /// `InternalIP`.
    pub ip: Option<String>,
    /// Its labels.
    pub labels: SortedMap<String, String>,
    /// Whether it may be a backend.
    pub state: NodeState,
}

/// One endpoint address of a Service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// Address of the Pod.
    pub ip: String,
    /// The node it runs on.
    pub node: Option<String>,
    /// The Pod's name.
    pub pod: Option<String>,
    /// Serves traffic.
    pub ready: bool,
    /// Is going away.
    pub terminating: bool,
    /// Port numbers by the name of the Service's port (empty for the only one) and protocol.
    pub ports: SortedMap<(String, String), u16>,
}

/// The endpoints of one Service.
pub type Endpoints = Vec<Endpoint>;

/// Namespace and name.
type Key = (String, String);

/// What a Secret says of a certificate: its id and that of the CA for mutual TLS.
pub type CertificateIds = (Option<String>, Option<String>);

/// What surrounds the Services. `None`: no object of that kind was given.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// Nodes, by name.
    pub nodes: Option<Vec<WorkerNode>>,
    /// Endpoints, by namespace and Service.
    pub endpoints: Option<SortedMap<(String, String), Endpoints>>,
    /// Secrets: certificate id and CA certificate id, by namespace and name. No other value is ever read.
    pub secrets: Option<SortedMap<(String, String), CertificateIds>>,
    /// TkeServiceConfigs, by namespace and name.
    pub configs: Option<SortedMap<(String, String), ServiceConfig>>,
    /// Pods that are ready but for the gate that opens once they are bound, by namespace and name.
    pub waiting_for_gate: Option<SortedSet<(String, String)>>,
    /// The `spec` of TkeServiceConfigs that the controller keeps itself, as it is written, by namespace and name.
    pub auto_configs: SortedMap<(String, String), crate::json::Value>,
}

impl Cluster {
    /// Reads what surrounds the Services from all objects; a wanted object goes before the live one of its name.
    pub fn read(live: &[Object], manifests: &[Object]) -> Cluster {
        let mut cluster = Cluster::default();
        let mut nodes = Vec::new();
        let mut slices = Vec::new();
        let mut plain = Vec::new();
        let mut secrets = Vec::new();
        let mut configs = Vec::new();
        let mut any_endpoints = false;
        for object in live.iter().chain(manifests) {
            let name = object.reference.name.clone().unwrap_or_default();
            let key = (object.reference.namespace.clone().unwrap_or_default(), name.clone());
            match object.reference.kind.as_str() {
                "Node" => {
                    nodes.push((name, worker(object)));
                }
                "EndpointSlice" => {
                    any_endpoints = true;
                    let service =
                        object.node.at(&["metadata", "labels"]).and_then(|l| l.str_at("kubernetes.io/service-name"));
                    if let Some(service) = service {
                        slices.push(((key.0, service.to_owned()), slice(&object.node)));
                    }
                }
                "Endpoints" => {
                    any_endpoints = true;
                    plain.push((key, plain_endpoints(&object.node)));
                }
                "Pod" => {
                    let gated = cluster.waiting_for_gate.get_or_insert_default();
                    if waits_for_gate(&object.node) {
                        gated.insert(key);
                    }
                }
                "Secret" => {
                    let ids = (
                        secret_value(&object.node, tke::CERTIFICATE_ID.definition.name),
                        secret_value(&object.node, tke::CLIENT_CA_ID.definition.name),
                    );
                    secrets.push((key, ids));
                }
                kind if crate::config::KINDS.contains(&kind) => {
                    let (config, _) = crate::config::read(object);
                    if name.ends_with(crate::config::fields::AUTO_SUFFIX) {
                        let spec = object.node.get("spec").map(Node::to_json).unwrap_or_default();
                        cluster.auto_configs.insert(key.clone(), spec);
                    }
                    configs.push((key, config));
                }
                _ => {}
            }
        }
        if !nodes.is_empty() {
            cluster.nodes = Some(SortedMap::from_unsorted(nodes).into_values().collect());
        }
        cluster.secrets = (!secrets.is_empty()).then(|| SortedMap::from_unsorted(secrets));
        cluster.configs = (!configs.is_empty()).then(|| SortedMap::from_unsorted(configs));
        cluster.endpoints = any_endpoints.then(|| endpoints(slices, plain));
        cluster
    }

    /// The TkeServiceConfig of that name in the Service's namespace.
    pub fn config(&self, service: &super::Service<'_>, name: &str) -> Option<&ServiceConfig> {
        self.configs.as_ref()?.get(&(service.name.namespace.clone(), name.to_owned()))
    }
}

/// True for a Pod whose containers are ready and that is held back by the gate of the load balancer alone.
fn waits_for_gate(pod: &Node) -> bool {
    let gates = pod.at(&["spec", "readinessGates"]).map_or(&[][..], Node::items);
    let conditions = pod.at(&["status", "conditions"]).map_or(&[][..], Node::items);
    let holds = |kind: &str| {
        let condition = conditions.iter().find(|condition| condition.str_at("type") == Some(kind));
        condition.and_then(|condition| condition.str_at("status")) == Some("True")
    };
    let closed: Vec<&str> =
        gates.iter().filter_map(|gate| gate.str_at("conditionType")).filter(|gate| !holds(gate)).collect();
    holds("ContainersReady") && closed == [tke::READINESS_GATE.definition.name]
}

/// The endpoints by Service: all its slices together, or its Endpoints object where it has no slice.
fn endpoints(mut slices: Vec<(Key, Endpoints)>, plain: Vec<(Key, Endpoints)>) -> SortedMap<Key, Endpoints> {
    sort_by(&mut slices, |a, b| a.0.cmp(&b.0));
    slices.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1.append(&mut later.1);
        }
        same
    });
    // Of equal ones the last counts.
    let mut all = SortedMap::from_unsorted(plain.into_iter().chain(slices).collect());
    for endpoints in all.values_mut() {
        endpoints.sort_unstable();
        endpoints.dedup();
    }
    all
}

/// Reads a Secret's value: plain under `stringData`, else base64 under `data`.
fn secret_value(node: &Node, key: &str) -> Option<String> {
    if let Some(text) = node.get("stringData").and_then(|data| data.str_at(key)) {
        return Some(text.to_owned());
    }
    let encoded = node.get("data").and_then(|data| data.str_at(key))?;
    String::from_utf8(base64(encoded)?).ok().map(|text| text.trim().to_owned())
}

/// Standard base64, as Kubernetes writes Secret data; `None` when it is not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0u32;
    let mut count = 0u32;
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

/// Labels that mark a master, old and new spelling.
const MASTER_LABELS: [&str; 2] = ["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"];

fn worker(object: &Object) -> WorkerNode {
    let node = &object.node;
    let labels: SortedMap<String, String> = node
        .at(&["metadata", "labels"])
        .map_or(&[][..], Node::members)
        .iter()
        .map(|member| (member.key.clone(), member.value.as_str().unwrap_or_default().to_owned()))
        .collect();
    let conditions = node.at(&["status", "conditions"]).map_or(&[][..], Node::items);
    let ready = conditions.iter().find(|condition| condition.str_at("type") == Some("Ready"));
    let state = if MASTER_LABELS.iter().any(|label| labels.contains_key(*label)) {
        NodeState::Master
    } else if ready.is_some_and(|condition| condition.str_at("status") != Some("True")) {
        NodeState::NotReady
    } else {
        NodeState::Ready
    };
    let addresses = node.at(&["status", "addresses"]).map_or(&[][..], Node::items);
    WorkerNode {
        name: object.reference.name.clone().unwrap_or_default(),
        instance: node
            .at(&["spec", "providerID"])
            .and_then(Node::as_str)
            .and_then(|id| id.rsplit('/').next())
            .filter(|id| id.starts_with("ins-"))
            .map(str::to_owned),
        ip: addresses
            .iter()
            .find(|address| address.str_at("type") == Some("InternalIP"))
            .and_then(|address| address.str_at("address"))
            .map(str::to_owned),
        labels,
        state,
    }
}

/// The endpoints of an EndpointSlice.
fn slice(node: &Node) -> Vec<Endpoint> {
    let ports = ports(node.get("ports"));
    let mut out = Vec::new();
    for endpoint in node.get("endpoints").map_or(&[][..], Node::items) {
        let condition = |key: &str| endpoint.get("conditions").and_then(|c| c.get(key)).and_then(Node::as_bool);
        let target = endpoint.get("targetRef").filter(|target| target.str_at("kind") == Some("Pod"));
        for address in endpoint.get("addresses").map_or(&[][..], Node::items).iter().filter_map(Node::as_str) {
            out.push(Endpoint {
                ip: address.to_owned(),
                node: endpoint.str_at("nodeName").map(str::to_owned),
                pod: target.and_then(|target| target.str_at("name")).map(str::to_owned),
                // The API's own reading: an absent `ready` means ready.
                ready: condition("ready").unwrap_or(true),
                terminating: condition("terminating").unwrap_or(false),
                ports: ports.clone(),
            });
        }
    }
    out
}

/// The endpoints of an Endpoints object.
fn plain_endpoints(node: &Node) -> Vec<Endpoint> {
    let mut out = Vec::new();
    for subset in node.get("subsets").map_or(&[][..], Node::items) {
        let ports = ports(subset.get("ports"));
        for (key, ready) in [("addresses", true), ("notReadyAddresses", false)] {
            for address in subset.get(key).map_or(&[][..], Node::items) {
                let Some(ip) = address.str_at("ip") else { continue };
                let target = address.get("targetRef").filter(|target| target.str_at("kind") == Some("Pod"));
                out.push(Endpoint {
                    ip: ip.to_owned(),
                    node: address.str_at("nodeName").map(str::to_owned),
                    pod: target.and_then(|target| target.str_at("name")).map(str::to_owned),
                    ready,
                    terminating: false,
                    ports: ports.clone(),
                });
            }
        }
    }
    out
}

fn ports(list: Option<&Node>) -> SortedMap<(String, String), u16> {
    list.map_or(&[][..], Node::items)
        .iter()
        .filter_map(|port| {
            let number = port.get("port").and_then(Node::as_int).and_then(|n| u16::try_from(n).ok())?;
            let name = port.str_at("name").unwrap_or_default().to_owned();
            Some(((name, port.str_at("protocol").unwrap_or(Protocol::Tcp.name()).to_owned()), number))
        })
        .collect()
}
