//! Selects the backends of a port: nodes at the node port, or endpoints at the target port.

use super::assumptions_and_findings::AssumptionsAndFindings;
use super::node_addressing::{NodeAddressing, NodeAsBackend};
use super::settings_reader::ServiceSettingsReader;
use super::{codes, reasons, undecided_backends};
use crate::diagnostic::{Diagnostic, Reason};
use crate::model::{
    DEFAULT_WEIGHT, DesiredBackends, Endpoint, EndpointsChange, ExternalTrafficPolicy, KnownBackends, ListenerKey,
    NodeEligibility, ObjectsAroundServices, Service, ServicePort, Target, TargetAddress, TargetAddressSet,
    UndecidedBackends, UnknownBackends, WorkerNode,
};
use crate::provided_objects::KindCoverage;
use crate::request::Context;
use crate::sorted_map::SortedMap;
use crate::tke::json::PortWithTargetGroup;
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::{self, BackendWeights, ControllerSwitches, NodeLabelSelector};

/// How traffic reaches the Pods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BackendMode {
    /// Through every eligible node.
    NodePort,
    /// Through nodes, unless the cluster turns direct access on by default, which is unknown.
    NodePortByAssumption,
    /// Directly.
    Direct,
    /// Directly, which the cluster does not allow.
    Rejected,
}

/// How nodes are selected and weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeBinding {
    AllNodes,
    /// Nodes with a ready Pod.
    NodesWithPods,
    /// Nodes with a ready Pod, weighted by the number of Pods.
    Weighted,
}

/// Treatment of endpoints that are terminating or not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DrainMode {
    /// They are unbound.
    Deregister,
    /// They stay bound, with weight 0.
    ZeroWeight,
}

/// The settings by which the backends of a Service are selected.
pub(super) struct BackendSelection<'a> {
    service: &'a Service<'a>,
    cluster: &'a ObjectsAroundServices,
    mode: BackendMode,
    selector: Option<NodeLabelSelector>,
    binding: NodeBinding,
    terminating: DrainMode,
    not_ready: DrainMode,
    addressing: NodeAddressing,
    grouped: Vec<PortWithTargetGroup>,
    weights: Option<BackendWeights>,
}

impl<'a> BackendSelection<'a> {
    pub(super) fn read(
        service: &'a Service<'a>,
        cluster: &'a ObjectsAroundServices,
        context: &Context,
        kind: BackendKind,
        reader: &mut ServiceSettingsReader<'_>,
        remarks: &mut AssumptionsAndFindings,
    ) -> BackendSelection<'a> {
        let bind = reader.get(&tke::LOCAL_ONLY_BIND_NODE_WITH_POD) == Some(true);
        let weighted = reader.get(&tke::LOCAL_WEIGHTED_BALANCE) == Some(true);
        let switches = ControllerSwitches::read(context, &[]);
        let switch = switches.get(&tke::ENABLE_POD_GRACEFUL_DELETION).value();
        let deletion = reader.get(&tke::ENABLE_GRACE_DELETION).or(switch).filter(|on| *on);
        let fading = |on: Option<bool>| if on == Some(true) { DrainMode::ZeroWeight } else { DrainMode::Deregister };
        let plan = BackendSelection {
            service,
            cluster,
            mode: match kind {
                BackendKind::Pods if tke::ports_and_backend_kind::direct_access_is_rejected(&switches, context) => {
                    BackendMode::Rejected
                }
                BackendKind::Pods => BackendMode::Direct,
                BackendKind::NodesByAssumption => BackendMode::NodePortByAssumption,
                BackendKind::Nodes | BackendKind::Unknown => BackendMode::NodePort,
            },
            selector: reader.get(&tke::BACKENDS_LABEL),
            binding: match (service.policy, bind, weighted) {
                (ExternalTrafficPolicy::Local, true, true) => NodeBinding::Weighted,
                (ExternalTrafficPolicy::Local, true, false) => NodeBinding::NodesWithPods,
                (ExternalTrafficPolicy::Local, false, _) | (ExternalTrafficPolicy::Cluster, _, _) => {
                    NodeBinding::AllNodes
                }
            },
            // Graceful deletion of a Pod also begins with weight 0.
            terminating: fading(deletion.or_else(|| reader.get(&tke::ENABLE_GRACE_SHUTDOWN))),
            not_ready: fading(reader.get(&tke::ENABLE_GRACE_SHUTDOWN_TKEX)),
            addressing: NodeAddressing::read(reader),
            grouped: reader.get(&tke::TARGET_GROUPS).unwrap_or_default(),
            weights: reader.get(&tke::LB_RS_WEIGHT),
        };
        if plan.mode == BackendMode::NodePort && plan.binding == NodeBinding::Weighted {
            remarks.assume(reasons::WEIGHTS_UNPUBLISHED.reason());
        }
        plan
    }

    /// The backends of one port.
    pub(super) fn backends(
        &self,
        port: &ServicePort,
        key: ListenerKey,
        remarks: &mut AssumptionsAndFindings,
    ) -> DesiredBackends {
        let grouped = self.grouped.iter().any(|group| group.protocol == key.protocol && group.port == key.port);
        let backends = match self.mode {
            // They are bound to the group, and the group to the listener, by calls that no page documents.
            _ if grouped => {
                DesiredBackends::unknown(reasons::NOT_PLANNED.with("annotation", tke::TARGET_GROUPS.definition.name))
            }
            BackendMode::NodePort => self.nodes(port, remarks),
            BackendMode::NodePortByAssumption => {
                // What else is missing is listed as well, so that it can be provided at once.
                if let DesiredBackends::Unknown(unknown) = self.nodes(port, &mut AssumptionsAndFindings::default()) {
                    remarks.assume(unknown.reason.clone());
                }
                DesiredBackends::unknown(reasons::DIRECT_ACCESS_UNKNOWN.reason())
            }
            BackendMode::Rejected => DesiredBackends::unknown(reasons::DIRECT_NOT_ALLOWED.reason()),
            BackendMode::Direct => self.pods(port, key, remarks),
        };
        if backends.are_none() && !self.lacks_node_port(port) {
            remarks.findings.push(
                Diagnostic::new(&codes::DRAINED)
                    .arg("listener", key.to_string())
                    .object(self.service.object.reference.clone())
                    .location(self.service.object.location(port.span)),
            );
        }
        if backends.all_have_weight_zero() {
            let weights = self.service.settings.location(&tke::LB_RS_WEIGHT);
            let finding = Diagnostic::new(&codes::WEIGHTS_ZERO).arg("listener", key.to_string());
            let finding = finding.object(self.service.object.reference.clone());
            remarks.findings.push(finding.location(weights.or_else(|| self.service.object.location(port.span))));
        }
        if let DesiredBackends::Unknown(unknown) = &backends {
            remarks.assume(unknown.reason.clone());
        }
        backends
    }

    /// True for a port that never gets the node port through which it would be reached.
    fn lacks_node_port(&self, port: &ServicePort) -> bool {
        let uses_node_ports = matches!(self.mode, BackendMode::NodePort | BackendMode::NodePortByAssumption);
        uses_node_ports && port.node_port.is_none() && !self.service.allocates_node_ports
    }

    /// NodePort mode: eligible nodes at the node port.
    fn nodes(&self, port: &ServicePort, remarks: &mut AssumptionsAndFindings) -> DesiredBackends {
        let Some(nodes) = &self.cluster.nodes else {
            return DesiredBackends::unknown(reasons::NODES_UNKNOWN.reason());
        };
        // A finding about the Service says that it is unreachable.
        if self.lacks_node_port(port) {
            return DesiredBackends::none();
        }
        if let (NodeBinding::NodesWithPods | NodeBinding::Weighted, Some(change)) =
            (self.binding, self.service.endpoints_change)
        {
            return rewritten(port, change);
        }
        if self.binding != NodeBinding::AllNodes && self.endpoints_come_later() {
            return not_yet(port);
        }
        let Some(node_port) = port.node_port else {
            let reason = reasons::NODE_PORT_UNKNOWN.with("port", port.port.to_string());
            // At any port they are as many.
            let backends = self.nodes_at(nodes, port.port, remarks);
            let count = Some(backends.targets().count()).filter(|count| *count > 0 || backends.are_none());
            return DesiredBackends::Unknown(UnknownBackends { reason, count });
        };
        self.nodes_at(nodes, node_port, remarks)
    }

    /// Eligible nodes at a port.
    fn nodes_at(
        &self,
        nodes: &'a [WorkerNode],
        node_port: u16,
        remarks: &mut AssumptionsAndFindings,
    ) -> DesiredBackends {
        let workers = self.workers(nodes, remarks);
        let hosting = match self.hosting() {
            Ok(hosting) => hosting,
            Err(reason) => return DesiredBackends::unknown(reason),
        };
        let weight = match self.binding {
            NodeBinding::AllNodes | NodeBinding::NodesWithPods => Some(DEFAULT_WEIGHT),
            NodeBinding::Weighted => None,
        };
        let mut targets = SortedMap::new();
        let mut may_host = Vec::new();
        let mut of_unknown_state = Vec::new();
        for node in workers.into_iter().filter(|node| node.state != NodeEligibility::NotReady) {
            let hosts = |endpoint: &&Endpoint| endpoint.ready && endpoint.node.as_deref() == Some(node.name.as_str());
            if let Some((endpoints, coverage)) = hosting
                && !endpoints.iter().any(|endpoint| hosts(&endpoint))
            {
                may_host.extend(node.addresses().filter(|_| coverage != KindCoverage::Whole));
                continue;
            }
            if node.state == NodeEligibility::Unknown {
                of_unknown_state.push(node);
                continue;
            }
            let address = match self.addressing.address(node) {
                NodeAsBackend::Bound(address) => address,
                NodeAsBackend::LeftOut(reason) => {
                    remarks.assume(reason);
                    continue;
                }
                NodeAsBackend::Unknown(reason) => return DesiredBackends::unknown(reason),
            };
            targets.insert(Target { address, port: node_port }, weight);
        }
        let of_pods = hosting.map_or(KindCoverage::Whole, |(_, coverage)| coverage);
        let undecided = undecided_backends::nodes(self.cluster, may_host, of_pods, &of_unknown_state);
        DesiredBackends::Known(KnownBackends { targets, undecided })
    }

    /// The worker nodes that the selector selects, ready or not.
    fn workers(&self, nodes: &'a [WorkerNode], remarks: &mut AssumptionsAndFindings) -> Vec<&'a WorkerNode> {
        let selected = |node: &&WorkerNode| {
            let label = |name: &str| node.labels.get(name).map(String::as_str);
            self.selector.as_ref().is_none_or(|selector| selector.matches(label))
        };
        let workers = nodes.iter().filter(|node| node.state != NodeEligibility::Master).filter(selected);
        let workers: Vec<&WorkerNode> = workers.collect();
        let all = self.cluster.node_coverage() != KindCoverage::Part && !workers.is_empty();
        if all && workers.iter().all(|node| node.state == NodeEligibility::NotReady) {
            let finding = Diagnostic::new(&codes::ALL_NOT_READY).arg("count", workers.len().to_string());
            let object = self.service.object;
            let location = self.service.settings.location(&tke::BACKENDS_LABEL).or_else(|| object.name_location());
            remarks.findings.push(finding.object(object.reference.clone()).location(location));
        }
        workers
    }

    /// The endpoints that decide which nodes are bound; `None` when all nodes are.
    fn hosting(&self) -> Result<Option<(&'a [Endpoint], KindCoverage)>, Reason> {
        match (self.binding, self.endpoints()) {
            (NodeBinding::AllNodes, _) => Ok(None),
            (NodeBinding::NodesWithPods | NodeBinding::Weighted, Some(found)) => {
                let nodes_known = found.0.iter().all(|endpoint| !endpoint.ready || endpoint.node.is_some());
                nodes_known.then_some(Some(found)).ok_or_else(|| reasons::ENDPOINT_NODES_UNKNOWN.reason())
            }
            (NodeBinding::NodesWithPods | NodeBinding::Weighted, None) => Err(self.endpoints_unknown()),
        }
    }

    /// Direct mode: endpoints at the target port.
    fn pods(&self, port: &ServicePort, key: ListenerKey, remarks: &mut AssumptionsAndFindings) -> DesiredBackends {
        let found = self.endpoints();
        let own = (port.name.clone(), port.protocol.clone());
        let of_transport = (port.name.clone(), key.protocol.transport().name().to_owned());
        let number = |endpoint: &'a Endpoint| endpoint.ports.get(&own).or_else(|| endpoint.ports.get(&of_transport));
        let is_shown =
            || found.is_some_and(|(endpoints, _)| endpoints.iter().any(|endpoint| number(endpoint).is_some()));
        let of_port = port.endpoints_change.filter(|change| !(change.is_new_name && is_shown()));
        if let Some(change) = self.service.endpoints_change.or(of_port) {
            return rewritten(port, change);
        }
        if self.endpoints_come_later() {
            return not_yet(port);
        }
        let Some((endpoints, coverage)) = found else {
            return DesiredBackends::unknown(self.endpoints_unknown());
        };
        let gates_unknown = self.report_unknown_conditions(endpoints, remarks);
        let mut targets = SortedMap::new();
        for endpoint in endpoints {
            let Some(number) = number(endpoint) else { continue };
            let fading = match (endpoint.ready, endpoint.terminating, self.waits_for_gate(endpoint)) {
                // It may be not ready only because it is not bound yet.
                (true, false, _) | (false, false, Some(true)) => None,
                // Its weight is unknown, too: the default or 0.
                (false, false, None) => continue,
                (_, true, _) => Some(self.terminating),
                (false, false, Some(false)) => Some(self.not_ready),
            };
            let weight = match fading {
                None => self.weight(endpoint, key),
                Some(DrainMode::ZeroWeight) => 0,
                Some(DrainMode::Deregister) => continue,
            };
            targets.insert(Target { address: TargetAddress::Ip(endpoint.ip.clone()), port: *number }, Some(weight));
        }
        let of = |is_meant: &dyn Fn(&&Endpoint) -> bool| {
            let meant = endpoints.iter().filter(is_meant);
            meant.map(|endpoint| TargetAddress::Ip(endpoint.ip.clone())).collect()
        };
        let undecided = match gates_unknown {
            _ if coverage != KindCoverage::Whole => {
                let decided = of(&|endpoint| self.waits_for_gate(endpoint).is_some());
                undecided_backends::of_part(TargetAddressSet::AllBut(decided), &reasons::ENDPOINTS_PARTIAL, coverage)
            }
            reason => reason.map(|reason| UndecidedBackends {
                addresses: TargetAddressSet::Only(of(&|endpoint| self.waits_for_gate(endpoint).is_none())),
                reason,
                is_certain: false,
            }),
        };
        DesiredBackends::Known(KnownBackends { targets, undecided })
    }

    /// The endpoints of the Service, and how many of them were provided; `None` where they are unknown.
    fn endpoints(&self) -> Option<(&'a [Endpoint], KindCoverage)> {
        self.cluster.endpoints(&self.service.name).filter(|_| !self.is_endpoint_object_missing())
    }

    /// True where the objects that were provided cannot be all: that of this Service is not among them, and it must exist.
    fn is_endpoint_object_missing(&self) -> bool {
        let exists = self.service.uid.is_some() && self.service.selects;
        exists && !self.cluster.shows_endpoints(&self.service.name)
    }

    fn endpoints_unknown(&self) -> Reason {
        let name = &self.service.name;
        if self.is_endpoint_object_missing() && self.cluster.endpoints(name).is_some() {
            reasons::ENDPOINTS_MISSING.with("service", name.to_string())
        } else {
            reasons::ENDPOINTS_UNKNOWN.reason()
        }
    }

    /// True for a new Service of which no endpoints were provided: Kubernetes makes them after the manifest is applied.
    fn endpoints_come_later(&self) -> bool {
        let found = self.cluster.endpoints(&self.service.name);
        let is_new = self.service.uid.is_none() && self.service.selects;
        is_new && found.is_some_and(|(endpoints, _)| endpoints.is_empty())
    }

    /// Whether a Pod that is not ready only waits for the readiness gate, which opens once the Pod is bound and healthy;
    /// `None` where that is unknown.
    fn waits_for_gate(&self, endpoint: &Endpoint) -> Option<bool> {
        let fails = !endpoint.ready && !endpoint.terminating;
        if fails { self.cluster.waits_for_gate(&self.service.name.namespace, endpoint) } else { Some(false) }
    }

    /// Notes what the provided objects do not show about Pods, and what the pages disagree about. Returns why it is unknown
    /// whether some of them are bound.
    fn report_unknown_conditions(
        &self,
        endpoints: &[Endpoint],
        remarks: &mut AssumptionsAndFindings,
    ) -> Option<Reason> {
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
            remarks.assume(reasons::HOST_NETWORK.reason().list("addresses", hosts));
        }
        let waiting = list(&mut endpoints.iter().filter(|endpoint| self.waits_for_gate(endpoint).is_none()));
        let unknown = (!waiting.is_empty()).then(|| reasons::GATES_UNKNOWN.reason().list("addresses", waiting));
        unknown.iter().for_each(|unknown| remarks.assume(unknown.clone()));
        unknown
    }

    /// The weight of a serving Pod: from `lb-rs-weight` by its ordinal, else the default.
    fn weight(&self, endpoint: &Endpoint, key: ListenerKey) -> i64 {
        let Some(weights) = &self.weights else { return DEFAULT_WEIGHT };
        let pod = endpoint.pod.as_deref().and_then(|pod| pod.rsplit_once('-'));
        let ordinal = pod.and_then(|(set, ordinal)| Some((set, ordinal.parse::<u32>().ok()?)));
        let own = ordinal.and_then(|(set, index)| weights.weight(key.protocol, key.port, set, index));
        own.or(weights.default).map_or(DEFAULT_WEIGHT, i64::from)
    }
}

/// Live endpoints say nothing of backends that Kubernetes finds anew.
fn rewritten(port: &ServicePort, change: EndpointsChange) -> DesiredBackends {
    let reason = reasons::ENDPOINTS_REWRITTEN.with("port", port.port.to_string());
    DesiredBackends::unknown(reason.arg("field", change.field))
}

/// The endpoints of a new Service do not exist yet.
fn not_yet(port: &ServicePort) -> DesiredBackends {
    DesiredBackends::unknown(reasons::ENDPOINTS_NOT_YET.with("port", port.port.to_string()))
}
