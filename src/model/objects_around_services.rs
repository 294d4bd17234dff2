//! The objects around the Services: nodes, endpoints, Secrets, Pods, TkeServiceConfigs.
//!
//! A kind without a single live object is *unknown*: a `kubectl` dump without it must not read as an empty cluster. Manifests
//! and single live objects are a part of the cluster, so they prove that an object exists and never that one does not.

use super::backend::TargetAddress;
use super::certificate_secret::CertificateId;
use super::endpoints_of_objects::{self, Endpoint};
use super::load_balancers_of_ingress_objects::LoadBalancersOfIngresses;
use crate::provided_objects::{KindCoverage, LiveCoverage};
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort, sort_by};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke;
use crate::tke_service_config::{self, ServiceConfig};

/// Whether a node can be a backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeEligibility {
    /// Also when cordoned, since 2022-06-01.
    Ready,
    /// The condition `Ready` is not `True`.
    NotReady,
    /// There are conditions, and `Ready` is not one of them.
    Unknown,
    /// A control-plane node.
    Master,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerNode {
    pub name: String,
    /// `ins-…`, from `spec.providerID`.
    pub instance: Option<String>,
    /// The `InternalIP`.
    pub ip: Option<String>,
    pub labels: SortedMap<String, String>,
    pub state: NodeEligibility,
}

impl WorkerNode {
    /// The ways in which it can be a backend.
    pub fn addresses(&self) -> impl Iterator<Item = TargetAddress> + use<> {
        let instance = self.instance.clone().map(TargetAddress::Instance);
        instance.into_iter().chain(self.ip.clone().map(TargetAddress::Ip))
    }
}

/// The endpoints of one Service.
pub type Endpoints = Vec<Endpoint>;

/// Namespace and name.
type NamespaceAndName = (String, String);

/// Ids of the certificate and of the CA certificate for mutual TLS.
pub type CertificateIds = (CertificateId, CertificateId);

/// What is known of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKnowledge<T> {
    Is(T),
    /// Live objects of its kind and namespace were provided, without it.
    Missing,
    /// It was not provided, and may exist.
    Unknown,
}

/// Kinds that hold the endpoints of a Service.
pub const ENDPOINT_KINDS: [&str; 2] = ["EndpointSlice", "Endpoints"];

/// The Service, in the same namespace, whose endpoints an object holds.
pub fn service_of_endpoints(object: &KubernetesObject) -> Option<&str> {
    match object.kind() {
        "EndpointSlice" => object.node.at(&["metadata", "labels"])?.str_at("kubernetes.io/service-name"),
        "Endpoints" => Some(object.name()),
        _ => None,
    }
}

/// The objects of one kind, by namespace and name.
#[derive(Debug, Clone)]
pub struct ObjectsOfKind<T> {
    objects: SortedMap<NamespaceAndName, T>,
    /// Namespaces with live objects of the kind.
    live_in: SortedSet<String>,
}

impl<T> Default for ObjectsOfKind<T> {
    fn default() -> ObjectsOfKind<T> {
        ObjectsOfKind { objects: SortedMap::new(), live_in: SortedSet::new() }
    }
}

impl<T> ObjectsOfKind<T> {
    /// What is known of the object of that name.
    pub fn of(&self, name: &ServiceName) -> ObjectKnowledge<&T> {
        match self.objects.get(&(name.namespace.clone(), name.name.clone())) {
            Some(object) => ObjectKnowledge::Is(object),
            None if self.live_in.contains(&name.namespace) => ObjectKnowledge::Missing,
            None => ObjectKnowledge::Unknown,
        }
    }
}

/// `None`: no object of that kind was provided.
#[derive(Debug, Clone, Default)]
pub struct ObjectsAroundServices {
    /// Ordered by name.
    pub nodes: Option<Vec<WorkerNode>>,
    /// By namespace and Service.
    endpoints: SortedMap<NamespaceAndName, Endpoints>,
    /// How much of the cluster was provided.
    coverage: LiveCoverage,
    /// No other value of a Secret is ever read.
    pub secrets: ObjectsOfKind<CertificateIds>,
    pub configs: ObjectsOfKind<ServiceConfig>,
    /// The live Pods by namespace and name: whether their only missing condition is the gate that opens once they are bound.
    pods: SortedMap<NamespaceAndName, bool>,
    /// The `spec`, as written, of TkeServiceConfigs that the controller maintains, by namespace and name.
    pub auto_configs: SortedMap<(String, String), crate::json::Value>,
    /// The Ingresses, by what shows their CLBs.
    pub ingresses: LoadBalancersOfIngresses,
}

impl ObjectsAroundServices {
    /// Reads all objects. A manifest takes precedence over the live object of its name.
    pub fn read(
        live: &[KubernetesObject],
        manifests: &[KubernetesObject],
        coverage: &LiveCoverage,
    ) -> ObjectsAroundServices {
        let mut found = FoundObjects::default();
        let is_slice = |object: &&KubernetesObject| object.kind() == ENDPOINT_KINDS[0];
        let applied = manifests.iter().filter(is_slice).map(|object| object.reference.identity());
        let applied = SortedSet::from_unsorted(applied.collect());
        // All slices of a Service count, so one that is replaced must not.
        let live_now = live.iter().filter(|object| !applied.contains(&object.reference.identity()));
        live_now.chain(manifests).for_each(|object| found.add(object));
        let FoundObjects { mut cluster, nodes, slices, plain, secrets, configs } = found;
        // The status of a Pod, which says what it waits for, is never in a manifest.
        let pods = live.iter().filter(|object| object.kind() == "Pod");
        let pods = pods.map(|pod| ((pod.namespace().to_owned(), pod.name().to_owned()), waits_for_gate(&pod.node)));
        cluster.pods = SortedMap::from_unsorted(pods.collect());
        cluster.coverage = coverage.clone();
        cluster.nodes = (!nodes.is_empty()).then(|| applied_nodes(nodes));
        let live_in = |kinds: &[&str]| {
            let objects = live.iter().filter(|object| kinds.contains(&object.kind()));
            SortedSet::from_unsorted(objects.map(|object| object.namespace().to_owned()).collect())
        };
        cluster.secrets = ObjectsOfKind { objects: SortedMap::from_unsorted(secrets), live_in: live_in(&["Secret"]) };
        let configs = SortedMap::from_unsorted(configs);
        let mut configs_in = live_in(&tke_service_config::KINDS);
        configs_in.retain(|of| coverage.of_kinds(&tke_service_config::KINDS, of) != KindCoverage::Part);
        cluster.configs = ObjectsOfKind { objects: configs, live_in: configs_in };
        cluster.endpoints = endpoints(slices, plain);
        cluster.ingresses = LoadBalancersOfIngresses::read(live, manifests);
        cluster
    }

    /// How many of the cluster's nodes were provided.
    pub fn node_coverage(&self) -> KindCoverage {
        self.coverage.of_kinds(&["Node"], "")
    }

    /// The endpoints of a Service, and how many of them were provided; `None` when they are unknown.
    pub fn endpoints(&self, service: &ServiceName) -> Option<(&[Endpoint], KindCoverage)> {
        let coverage = self.coverage.of_kinds(&ENDPOINT_KINDS, &service.namespace);
        match self.endpoints.get(&(service.namespace.clone(), service.name.clone())) {
            Some(endpoints) => Some((endpoints, coverage)),
            None => (coverage == KindCoverage::Whole).then_some((&[], coverage)),
        }
    }

    /// True where an object with endpoints of the Service was provided. Kubernetes keeps one for every Service with a selector.
    pub fn shows_endpoints(&self, service: &ServiceName) -> bool {
        self.endpoints.contains_key(&(service.namespace.clone(), service.name.clone()))
    }

    /// Whether a Pod waits only for the gate that opens once it is bound; `None` when that is unknown.
    pub fn waits_for_gate(&self, namespace: &str, endpoint: &Endpoint) -> Option<bool> {
        // What no Pod stands behind waits for no gate.
        let Some(pod) = &endpoint.pod else { return Some(false) };
        let known = self.pods.get(&(namespace.to_owned(), pod.clone())).copied();
        known.or_else(|| (self.coverage.of_kinds(&["Pod"], namespace) == KindCoverage::Whole).then_some(false))
    }

    /// The TkeServiceConfig of that name in the Service's namespace.
    pub fn config(&self, service: &super::Service<'_>, name: &str) -> Option<&ServiceConfig> {
        match self.config_state(service, name) {
            ObjectKnowledge::Is(config) => Some(config),
            ObjectKnowledge::Missing | ObjectKnowledge::Unknown => None,
        }
    }

    /// What is known of the TkeServiceConfig of that name in the Service's namespace.
    pub fn config_state(&self, service: &super::Service<'_>, name: &str) -> ObjectKnowledge<&ServiceConfig> {
        self.configs.of(&ServiceName { namespace: service.name.namespace.clone(), name: name.to_owned() })
    }
}

/// Objects in input order, before they are sorted once.
#[derive(Default)]
struct FoundObjects {
    cluster: ObjectsAroundServices,
    nodes: Vec<WorkerNode>,
    slices: Vec<(NamespaceAndName, Endpoints)>,
    plain: Vec<(NamespaceAndName, Endpoints)>,
    secrets: Vec<(NamespaceAndName, CertificateIds)>,
    configs: Vec<(NamespaceAndName, ServiceConfig)>,
}

impl FoundObjects {
    fn add(&mut self, object: &KubernetesObject) {
        let name = object.name().to_owned();
        let key = (object.namespace().to_owned(), name.clone());
        match object.kind() {
            "Node" => self.nodes.push(worker(object)),
            "EndpointSlice" => {
                if let Some(service) = service_of_endpoints(object) {
                    self.slices.push(((key.0, service.to_owned()), endpoints_of_objects::of_slice(&object.node)));
                }
            }
            "Endpoints" => self.plain.push((key, endpoints_of_objects::of_plain_object(&object.node))),
            "Secret" => {
                let id = |secret_key: &str| CertificateId::read(&object.node, secret_key).0;
                self.secrets.push((key, (id(tke::CERTIFICATE_ID.name()), id(tke::CLIENT_CA_ID.name()))));
            }
            kind if tke_service_config::KINDS.contains(&kind) => {
                if name.ends_with(tke_service_config::fields::AUTO_SUFFIX) {
                    let spec = object.node.get("spec").map(SyntaxNode::to_json).unwrap_or_default();
                    self.cluster.auto_configs.insert(key.clone(), spec);
                }
                self.configs.push((key, tke_service_config::read(object).0));
            }
            _ => {}
        }
    }
}

/// The nodes by name. What a manifest changes of a live one are its labels: its status and what the cloud wrote stay.
fn applied_nodes(mut nodes: Vec<WorkerNode>) -> Vec<WorkerNode> {
    sort_by(&mut nodes, |a, b| a.name.cmp(&b.name));
    nodes.dedup_by(|manifest, live| {
        let same = manifest.name == live.name;
        if same {
            live.labels.extend(std::mem::take(&mut manifest.labels));
            live.instance = live.instance.take().or(manifest.instance.take());
            live.ip = live.ip.take().or(manifest.ip.take());
            if manifest.state == NodeEligibility::Master || live.state == NodeEligibility::Unknown {
                live.state = manifest.state;
            }
        }
        same
    });
    nodes
}

/// True for a Pod with ready containers that only waits for the gate of the load balancer.
fn waits_for_gate(pod: &SyntaxNode) -> bool {
    let gates = pod.at(&["spec", "readinessGates"]).map_or(&[][..], SyntaxNode::items);
    let conditions = pod.at(&["status", "conditions"]).map_or(&[][..], SyntaxNode::items);
    let holds = |kind: &str| {
        let condition = conditions.iter().find(|condition| condition.str_at("type") == Some(kind));
        condition.and_then(|condition| condition.str_at("status")) == Some("True")
    };
    let closed: Vec<&str> =
        gates.iter().filter_map(|gate| gate.str_at("conditionType")).filter(|gate| !holds(gate)).collect();
    holds("ContainersReady") && closed == [tke::READINESS_GATE.definition.name]
}

/// Endpoints by Service: all its slices together, or its Endpoints object when it has no slice.
fn endpoints(
    mut slices: Vec<(NamespaceAndName, Endpoints)>,
    plain: Vec<(NamespaceAndName, Endpoints)>,
) -> SortedMap<NamespaceAndName, Endpoints> {
    sort_by(&mut slices, |a, b| a.0.cmp(&b.0));
    slices.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1.append(&mut later.1);
        }
        same
    });
    // Of equal keys the last counts, so slices take precedence.
    let mut all = SortedMap::from_unsorted(plain.into_iter().chain(slices).collect());
    for endpoints in all.values_mut() {
        sort(endpoints);
        endpoints.dedup();
    }
    all
}

/// Labels of control-plane nodes, old and new.
const MASTER_LABELS: [&str; 2] = ["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"];

fn worker(object: &KubernetesObject) -> WorkerNode {
    let node = &object.node;
    let labels: SortedMap<String, String> = node
        .at(&["metadata", "labels"])
        .map_or(&[][..], SyntaxNode::members)
        .iter()
        .map(|member| (member.key.to_string(), member.value.as_str().unwrap_or_default().to_owned()))
        .collect();
    let conditions = node.at(&["status", "conditions"]).map_or(&[][..], SyntaxNode::items);
    let ready = conditions.iter().find(|condition| condition.str_at("type") == Some("Ready"));
    let state = if MASTER_LABELS.iter().any(|label| labels.contains_key(*label)) {
        NodeEligibility::Master
    } else {
        match ready.map(|condition| condition.str_at("status")) {
            Some(Some("True")) => NodeEligibility::Ready,
            Some(Some(_)) => NodeEligibility::NotReady,
            // A node that somebody wrote by hand has no conditions at all, and is meant as a node that works.
            None if conditions.is_empty() => NodeEligibility::Ready,
            Some(None) | None => NodeEligibility::Unknown,
        }
    };
    let addresses = node.at(&["status", "addresses"]).map_or(&[][..], SyntaxNode::items);
    WorkerNode {
        name: object.reference.name.clone().unwrap_or_default(),
        instance: node
            .at(&["spec", "providerID"])
            .and_then(SyntaxNode::as_str)
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
