//! The backends of a port: nodes at the node port, or endpoints at the target port.

use super::{Ask, Notes, codes, reasons};
use crate::annotation::json::TargetGroup;
use crate::annotation::{self, RsWeights, Selector, Switches};
use crate::diagnostic::Diagnostic;
#[cfg(doc)]
use crate::diagnostic::source;
use crate::input::request::Context;
use crate::model::{
    Backends, Cluster, DEFAULT_WEIGHT, Endpoint, Endpoints, ExternalTrafficPolicy, ListenerKey, NodeState, Port,
    Service, Target, TargetAddress, WorkerNode,
};
use crate::sorted::Map;

/// How traffic reaches the Pods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Route {
    /// By every eligible node.
    NodePort,
    /// Straight to the Pods.
    Direct,
    /// Straight to the Pods, which the cluster does not allow.
    Refused,
}

/// How nodes are chosen and weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binding {
    /// All of them.
    AllNodes,
    /// Those with a ready Pod.
    NodesWithPods,
    /// Those with a ready Pod, weighted by how many.
    Weighted,
}

/// What becomes of endpoints that are going away or not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fading {
    /// They are unbound.
    Unbind,
    /// They stay with weight 0.
    ZeroWeight,
}

/// Which nodes the CLB can reach, and how it names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Nodes of the cloud in its own network, by their instance.
    Instances,
    /// Nodes of the cloud in another network: by address only ([`source::CROSS_VPC`]).
    Addresses,
    /// Registered nodes, too, by address ([`source::HYBRID`]).
    Hybrid,
}

/// How the backends of a Service are found.
pub(super) struct Plan<'a> {
    service: &'a Service<'a>,
    cluster: &'a Cluster,
    route: Route,
    selector: Option<Selector>,
    binding: Binding,
    terminating: Fading,
    not_ready: Fading,
    reach: Reach,
    grouped: Vec<TargetGroup>,
    weights: Option<RsWeights>,
}

impl<'a> Plan<'a> {
    /// Reads how the backends of the Service are to be found.
    pub(super) fn read(
        service: &'a Service<'a>,
        cluster: &'a Cluster,
        context: &Context,
        direct: bool,
        ask: &mut Ask<'_>,
        notes: &mut Notes,
    ) -> Plan<'a> {
        let bind = ask.get(&annotation::LOCAL_ONLY_BIND_NODE_WITH_POD) == Some(true);
        let weighted = ask.get(&annotation::LOCAL_WEIGHTED_BALANCE) == Some(true);
        let across = ask.get(&annotation::CROSS_VPC_ID).is_some() || ask.get(&annotation::CROSS_REGION_ID).is_some();
        let switches = Switches::read(context, &[]);
        let switch = switches.get(&annotation::ENABLE_POD_GRACEFUL_DELETION).value();
        let deletion = ask.get(&annotation::ENABLE_GRACE_DELETION).or(switch).filter(|on| *on);
        let fading = |on: Option<bool>| if on == Some(true) { Fading::ZeroWeight } else { Fading::Unbind };
        let plan = Plan {
            service,
            cluster,
            route: match direct {
                true if annotation::service::direct_is_refused(&switches, context) => Route::Refused,
                true => Route::Direct,
                false => Route::NodePort,
            },
            selector: ask.get(&annotation::BACKENDS_LABEL),
            binding: match (service.policy, bind, weighted) {
                (ExternalTrafficPolicy::Local, true, true) => Binding::Weighted,
                (ExternalTrafficPolicy::Local, true, false) => Binding::NodesWithPods,
                (ExternalTrafficPolicy::Local, false, _) | (ExternalTrafficPolicy::Cluster, _, _) => Binding::AllNodes,
            },
            // The graceful deletion of a Pod begins with weight 0, too.
            terminating: fading(deletion.or_else(|| ask.get(&annotation::ENABLE_GRACE_SHUTDOWN))),
            not_ready: fading(ask.get(&annotation::ENABLE_GRACE_SHUTDOWN_TKEX)),
            reach: match (ask.get(&annotation::HYBRID_TYPE), across) {
                (Some(_), _) => Reach::Hybrid,
                (None, true) => Reach::Addresses,
                (None, false) => Reach::Instances,
            },
            grouped: ask.get(&annotation::TARGET_GROUPS).unwrap_or_default(),
            weights: ask.get(&annotation::LB_RS_WEIGHT),
        };
        if plan.route == Route::NodePort && plan.binding == Binding::Weighted {
            notes.assume(reasons::WEIGHTS_UNPUBLISHED.because());
        }
        plan
    }

    /// The backends of one port.
    pub(super) fn of(&self, port: &Port, key: ListenerKey, notes: &mut Notes) -> Backends {
        let grouped = self.grouped.iter().any(|group| group.protocol == key.protocol && group.port == key.port);
        let backends = match self.route {
            // Bound to the group, and the group to the listener, by calls that no page names.
            _ if grouped => {
                Backends::unknown(reasons::NOT_PLANNED.with("annotation", annotation::TARGET_GROUPS.row.name))
            }
            Route::NodePort => self.nodes(port, notes),
            Route::Refused => Backends::unknown(reasons::DIRECT_NOT_ALLOWED.because()),
            Route::Direct => self.pods(port, key, notes),
        };
        if let Backends::Known(targets) = &backends
            && targets.is_empty()
        {
            notes.findings.push(
                Diagnostic::new(&codes::DRAINED)
                    .word("listener", key.to_string())
                    .of(self.service.object.reference.clone())
                    .at(self.service.object.place(port.span)),
            );
        }
        if let Backends::Unknown(unknown) = &backends {
            notes.assume(unknown.because.clone());
        }
        backends
    }

    fn endpoints(&self) -> Option<&'a [Endpoint]> {
        let key = (self.service.name.namespace.clone(), self.service.name.name.clone());
        let all = self.cluster.endpoints.as_ref()?;
        Some(all.get(&key).map_or(&[][..], Endpoints::as_slice))
    }

    /// NodePort mode: eligible nodes at the node port.
    fn nodes(&self, port: &Port, notes: &mut Notes) -> Backends {
        let Some(nodes) = &self.cluster.nodes else {
            return Backends::unknown(reasons::NODES_UNKNOWN.because());
        };
        let Some(node_port) = port.node_port else {
            return Backends::unknown(reasons::NODE_PORT_UNKNOWN.with("port", port.port.to_string()));
        };
        let workers: Vec<&WorkerNode> = nodes
            .iter()
            .filter(|node| node.state != NodeState::Master)
            .filter(|node| {
                self.selector
                    .as_ref()
                    .is_none_or(|selector| selector.matches(|label| node.labels.get(label).map(String::as_str)))
            })
            .collect();
        if !workers.is_empty() && workers.iter().all(|node| node.state == NodeState::NotReady) {
            notes.findings.push(
                Diagnostic::new(&codes::ALL_NOT_READY).word("count", workers.len().to_string()).of(self
                    .service
                    .object
                    .reference
                    .clone()),
            );
        }
        let hosting = match self.binding {
            Binding::AllNodes => None,
            Binding::NodesWithPods | Binding::Weighted => match self.endpoints() {
                Some(endpoints) if endpoints.iter().any(|endpoint| endpoint.ready && endpoint.node.is_none()) => {
                    return Backends::unknown(reasons::ENDPOINT_NODES_UNKNOWN.because());
                }
                Some(endpoints) => Some(endpoints),
                None => return Backends::unknown(reasons::ENDPOINTS_UNKNOWN.because()),
            },
        };
        let weight = match self.binding {
            Binding::AllNodes | Binding::NodesWithPods => Some(DEFAULT_WEIGHT),
            Binding::Weighted => None,
        };
        let mut targets = Map::new();
        for node in workers.into_iter().filter(|node| node.state == NodeState::Ready) {
            let hosts = |endpoint: &&Endpoint| endpoint.ready && endpoint.node.as_deref() == Some(node.name.as_str());
            if hosting.is_some_and(|endpoints| !endpoints.iter().any(|endpoint| hosts(&endpoint))) {
                continue;
            }
            let address = match (self.reach, &node.instance, &node.ip) {
                (Reach::Instances, Some(id), _) | (Reach::Hybrid, Some(id), _) => TargetAddress::Instance(id.clone()),
                (Reach::Addresses, Some(_), Some(ip)) | (Reach::Hybrid, None, Some(ip)) => {
                    TargetAddress::Ip(ip.clone())
                }
                (Reach::Instances | Reach::Addresses, None, _) => {
                    notes.assume(reasons::NODE_WITHOUT_INSTANCE.with("node", node.name.clone()));
                    continue;
                }
                (Reach::Addresses | Reach::Hybrid, _, None) => {
                    return Backends::unknown(reasons::NODE_UNNAMED.with("node", node.name.clone()));
                }
            };
            targets.insert(Target { address, port: node_port }, weight);
        }
        Backends::Known(targets)
    }

    /// Direct mode: endpoints at the target port.
    fn pods(&self, port: &Port, key: ListenerKey, notes: &mut Notes) -> Backends {
        let Some(endpoints) = self.endpoints() else {
            return Backends::unknown(reasons::ENDPOINTS_UNKNOWN.because());
        };
        self.tell_open_questions(endpoints, notes);
        let mut targets = Map::new();
        for endpoint in endpoints {
            let protocol = key.protocol.class().name();
            let number = endpoint
                .ports
                .get(&(port.name.clone(), port.protocol.clone()))
                .or_else(|| endpoint.ports.get(&(port.name.clone(), protocol.to_owned())));
            let Some(number) = number else { continue };
            let fading = match (endpoint.ready, endpoint.terminating) {
                (true, false) => None,
                // It waits for nothing but to be bound.
                (false, false) if self.is_gated(endpoint) => None,
                (_, true) => Some(self.terminating),
                (false, false) => Some(self.not_ready),
            };
            let weight = match fading {
                None => self.weight(endpoint, key),
                Some(Fading::ZeroWeight) => 0,
                Some(Fading::Unbind) => continue,
            };
            targets.insert(Target { address: TargetAddress::Ip(endpoint.ip.clone()), port: *number }, Some(weight));
        }
        Backends::Known(targets)
    }

    /// True for a Pod that is held back by the readiness gate alone, which opens once it is bound and healthy.
    fn is_gated(&self, endpoint: &Endpoint) -> bool {
        let key = |pod: &String| (self.service.name.namespace.clone(), pod.clone());
        let gated = self.cluster.gated.as_ref().zip(endpoint.pod.as_ref());
        gated.is_some_and(|(gated, pod)| gated.contains(&key(pod)))
    }

    /// What cannot be told of Pods from what was given, or is not agreed upon by the pages.
    fn tell_open_questions(&self, endpoints: &[Endpoint], notes: &mut Notes) {
        let of_host = |endpoint: &&Endpoint| {
            let nodes = self.cluster.nodes.iter().flatten();
            let own = nodes.filter(|node| Some(&node.name) == endpoint.node.as_ref()).find_map(|node| node.ip.as_ref());
            own == Some(&endpoint.ip)
        };
        let list = |endpoints: &mut dyn Iterator<Item = &Endpoint>| {
            endpoints.map(|endpoint| format!("`{}`", endpoint.ip)).collect::<Vec<_>>()
        };
        let hosts = list(&mut endpoints.iter().filter(of_host));
        if !hosts.is_empty() {
            notes.assume(reasons::HOST_NETWORK.because().list("addresses", hosts));
        }
        let waiting = list(&mut endpoints.iter().filter(|endpoint| !endpoint.ready && !endpoint.terminating));
        if !waiting.is_empty() && self.cluster.gated.is_none() {
            notes.assume(reasons::GATES_UNKNOWN.because().list("addresses", waiting));
        }
    }

    /// The weight of a serving Pod: what `lb-rs-weight` says of its ordinal, else the default.
    fn weight(&self, endpoint: &Endpoint, key: ListenerKey) -> i64 {
        let Some(weights) = &self.weights else { return DEFAULT_WEIGHT };
        let pod = endpoint.pod.as_deref().and_then(|pod| pod.rsplit_once('-'));
        let ordinal = pod.and_then(|(set, ordinal)| Some((set, ordinal.parse::<u32>().ok()?)));
        let own = ordinal.and_then(|(set, index)| weights.weight(key.protocol, key.port, set, index));
        own.or(weights.default).map_or(DEFAULT_WEIGHT, i64::from)
    }
}
