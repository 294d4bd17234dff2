//! A Service as the controller reads it.

use crate::diagnostic::Span;
use crate::request::ServiceName;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue};
use crate::tke::service_port_as_written::{SpecPortAsWritten, port_number};
use crate::tke::{self, ServiceSettings, TypedNameDefinition};

/// `spec.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceType {
    /// Also when absent.
    ClusterIp,
    NodePort,
    LoadBalancer,
    ExternalName,
}

/// `spec.externalTrafficPolicy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExternalTrafficPolicy {
    /// Also when absent.
    Cluster,
    /// Only Pods on the node that receives the traffic.
    Local,
}

/// `spec.ports[].targetPort`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetPort {
    Number(u16),
    /// The name of a container port.
    Name(String),
}

/// What a manifest changes of the live Service that endpoints were made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndpointsChange {
    /// The path of the field.
    pub field: &'static str,
    /// The live Service has no port of the name: endpoints that have one were made for the manifest.
    pub is_new_name: bool,
}

impl EndpointsChange {
    pub(super) fn of(field: &'static str) -> Option<EndpointsChange> {
        Some(EndpointsChange { field, is_new_name: false })
    }

    pub(super) fn of_new_name(field: &'static str) -> Option<EndpointsChange> {
        Some(EndpointsChange { field, is_new_name: true })
    }
}

/// One of `spec.ports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePort {
    /// Empty when absent.
    pub name: String,
    /// `TCP` when absent.
    pub protocol: String,
    /// 1–65535.
    pub port: u16,
    /// The port itself when absent.
    pub target: TargetPort,
    /// `None`: the API server allocates one, unless [`Service::allocates_node_ports`] is false.
    pub node_port: Option<u16>,
    /// What the manifest changes of the live port that its endpoints were made for; `None`: nothing, as far as is known.
    pub endpoints_change: Option<EndpointsChange>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Service<'a> {
    /// The whole object.
    pub object: &'a KubernetesObject,
    pub name: ServiceName,
    /// `None` before it is created.
    pub uid: Option<String>,
    pub kind: ServiceType,
    /// `spec.loadBalancerClass`.
    pub class: Option<String>,
    /// `clusterIP: None`.
    pub headless: bool,
    /// `spec.selector` is not empty.
    pub selects: bool,
    /// `metadata.deletionTimestamp` is set.
    pub deleting: bool,
    pub ports: Vec<ServicePort>,
    /// What the manifest changes of the live Service by which the Pods of its endpoints were chosen; `None`: nothing, as far
    /// as is known.
    pub endpoints_change: Option<EndpointsChange>,
    pub policy: ExternalTrafficPolicy,
    /// Not `allocateLoadBalancerNodePorts: false`.
    pub allocates_node_ports: bool,
    pub settings: ServiceSettings,
}

impl<'a> Service<'a> {
    /// Reads a Service object. Absent members get the API server's default; malformed ones are left out, and
    /// `kubernetes/` reports them.
    pub fn read(object: &'a KubernetesObject, settings: ServiceSettings) -> Service<'a> {
        let node = &object.node;
        let spec = node.get("spec");
        let text = |key: &str| spec.and_then(|spec| spec.str_at(key));
        let metadata = node.get("metadata");
        Service {
            object,
            name: ServiceName {
                namespace: object.reference.namespace.clone().unwrap_or_default(),
                name: object.reference.name.clone().unwrap_or_default(),
            },
            uid: object.uid().filter(|uid| !uid.is_empty()).map(str::to_owned),
            kind: match text("type") {
                Some("LoadBalancer") => ServiceType::LoadBalancer,
                Some("NodePort") => ServiceType::NodePort,
                Some("ExternalName") => ServiceType::ExternalName,
                Some(_) | None => ServiceType::ClusterIp,
            },
            class: text("loadBalancerClass").map(str::to_owned),
            headless: text("clusterIP") == Some("None"),
            selects: spec.and_then(|spec| spec.get("selector")).is_some_and(|node| !node.members().is_empty()),
            deleting: metadata.is_some_and(|meta| meta.get("deletionTimestamp").is_some()),
            ports: spec
                .and_then(|spec| spec.get("ports"))
                .map_or(&[][..], SyntaxNode::items)
                .iter()
                .filter_map(port)
                .collect(),
            endpoints_change: None,
            policy: match text("externalTrafficPolicy") {
                Some("Local") => ExternalTrafficPolicy::Local,
                Some(_) | None => ExternalTrafficPolicy::Cluster,
            },
            allocates_node_ports: spec
                .and_then(|spec| spec.get("allocateLoadBalancerNodePorts"))
                .is_none_or(|allocates| allocates.value != SyntaxNodeValue::Bool(false)),
            settings,
        }
    }

    /// `namespace/name`.
    pub fn label(&self) -> String {
        self.name.to_string()
    }

    /// Takes over what the API server keeps when a manifest omits it: the uid, and node ports by the port's name. It keeps no
    /// node port of a Service for which it allocates none, before or after.
    pub fn inherit(&mut self, live: &Service<'_>) {
        self.uid = self.uid.take().or_else(|| live.uid.clone());
        if !live.allocates_node_ports || !self.allocates_node_ports {
            return;
        }
        for port in self.ports.iter_mut().filter(|port| port.node_port.is_none()) {
            port.node_port = live
                .ports
                .iter()
                .find(|live_port| live_port.name == port.name)
                .and_then(|live_port| live_port.node_port);
        }
    }

    /// True for a Service that TKE's controller gives a CLB. The class this controller would answer to is not
    /// published; by Kubernetes' convention a Service with a class belongs to the controller of that class.
    pub fn needs_load_balancer(&self) -> bool {
        self.kind == ServiceType::LoadBalancer && self.other_class().is_none()
    }

    /// The class of another controller.
    pub fn other_class(&self) -> Option<&str> {
        self.class.as_deref().filter(|class| !class.is_empty())
    }

    /// The CLB id that the controller wrote into the Service.
    pub fn assigned_lb_id(&self) -> Option<String> {
        self.written(&tke::LOADBALANCE_ID)
    }

    /// The id of the existing CLB that the Service names.
    pub fn requested_lb_id(&self) -> Option<String> {
        self.written(&tke::TKE_EXISTED_LBID)
    }

    /// The id in an annotation; an empty one counts as absent.
    fn written(&self, key: &TypedNameDefinition<String>) -> Option<String> {
        self.settings.get(key).value().filter(|id| !id.is_empty())
    }

    /// The IPs in `status.loadBalancer.ingress`.
    pub fn status_addresses(&self) -> Vec<String> {
        let list = self.object.node.at(&["status", "loadBalancer", "ingress"]);
        let ips = list.map_or(&[][..], SyntaxNode::items).iter().filter_map(|ingress| ingress.str_at("ip"));
        ips.filter(|ip| !ip.is_empty()).map(str::to_owned).collect()
    }

    pub fn finalizers(&self) -> Vec<&str> {
        let list = self.object.node.at(&["metadata", "finalizers"]);
        list.map_or(&[][..], SyntaxNode::items).iter().filter_map(SyntaxNode::as_str).collect()
    }
}

/// A port with a valid number.
fn port(node: &SyntaxNode) -> Option<ServicePort> {
    let entry = SpecPortAsWritten::read(node)?;
    let target = match entry.target.map(|target| (target.as_str(), port_number(target))) {
        Some((Some(name), _)) => TargetPort::Name(name.to_owned()),
        Some((None, Some(number))) => TargetPort::Number(number),
        Some((None, None)) | None => TargetPort::Number(entry.number),
    };
    Some(ServicePort {
        name: node.str_at("name").unwrap_or_default().to_owned(),
        protocol: entry.protocol.to_owned(),
        port: entry.number,
        target,
        node_port: node.get("nodePort").and_then(port_number),
        endpoints_change: None,
        span: node.span,
    })
}
