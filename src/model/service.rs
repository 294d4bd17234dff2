//! A Service as the controller reads it.

use crate::diagnostic::Span;
use crate::request::ServiceName;
use crate::syntax::{Node, Object};
use crate::tke::{self, Annotation, Settings};

/// `spec.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceType {
    /// Also when the type is left out.
    ClusterIp,
    /// `NodePort`
    NodePort,
    /// `LoadBalancer`
    LoadBalancer,
    /// `ExternalName`
    ExternalName,
}

/// `spec.externalTrafficPolicy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExternalTrafficPolicy {
    /// Also when it is left out.
    Cluster,
    /// Only Pods on the node that the traffic arrives at.
    Local,
}

/// `spec.ports[].targetPort`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetPort {
    /// A number.
    Number(u16),
    /// The name of a container's port.
    Name(String),
}

/// One of `spec.ports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePort {
    /// Its name; empty when it has none.
    pub name: String,
    /// `TCP` when left out.
    pub protocol: String,
    /// 1–65535.
    pub port: u16,
    /// The port itself when left out.
    pub target: TargetPort,
    /// `None`: the API server will allocate one.
    pub node_port: Option<u16>,
    /// Where the entry stands.
    pub span: Span,
}

/// A Service as the controller reads it.
#[derive(Debug, Clone)]
pub struct Service<'a> {
    /// Everything it says.
    pub object: &'a Object,
    /// Namespace and name.
    pub name: ServiceName,
    /// The API server's id; `None` before it exists.
    pub uid: Option<String>,
    /// Its type.
    pub kind: ServiceType,
    /// `spec.loadBalancerClass`.
    pub class: Option<String>,
    /// `clusterIP: None`.
    pub headless: bool,
    /// `spec.selector` is there and not empty.
    pub selects: bool,
    /// `metadata.deletionTimestamp` is set.
    pub deleting: bool,
    /// Its ports.
    pub ports: Vec<ServicePort>,
    /// Where external traffic goes.
    pub policy: ExternalTrafficPolicy,
    /// Its annotations, read.
    pub settings: Settings,
}

impl<'a> Service<'a> {
    /// Reads a Service object. What is missing gets the API server's default; what is malformed is left out, and is
    /// reported by `kubernetes/`.
    pub fn read(object: &'a Object, settings: Settings) -> Service<'a> {
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
            uid: metadata.and_then(|meta| meta.str_at("uid")).filter(|uid| !uid.is_empty()).map(str::to_owned),
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
                .map_or(&[][..], Node::items)
                .iter()
                .filter_map(port)
                .collect(),
            policy: match text("externalTrafficPolicy") {
                Some("Local") => ExternalTrafficPolicy::Local,
                Some(_) | None => ExternalTrafficPolicy::Cluster,
            },
            settings,
        }
    }

    /// `namespace/name`.
    pub fn label(&self) -> String {
        self.name.to_string()
    }

    /// Takes over what the API server keeps when a manifest leaves it out: the uid, and node ports by the port's name.
    pub fn inherit(&mut self, live: &Service<'_>) {
        self.uid = self.uid.take().or_else(|| live.uid.clone());
        for port in self.ports.iter_mut().filter(|port| port.node_port.is_none()) {
            port.node_port = live
                .ports
                .iter()
                .find(|live_port| live_port.name == port.name)
                .and_then(|live_port| live_port.node_port);
        }
    }

    /// True for a Service of TKE's controller that is served by a CLB. The class that this controller would answer to is
    /// not published; by the community's rule a Service with a class belongs to the controller of that class.
    pub fn needs_load_balancer(&self) -> bool {
        self.kind == ServiceType::LoadBalancer && self.other_class().is_none()
    }

    /// The class of another controller.
    pub fn other_class(&self) -> Option<&str> {
        self.class.as_deref().filter(|class| !class.is_empty())
    }

    /// The CLB that the controller wrote into it.
    pub fn assigned_lb_id(&self) -> Option<String> {
        self.written(&tke::LOADBALANCE_ID)
    }

    /// The CLB of the user's that it names.
    pub fn requested_lb_id(&self) -> Option<String> {
        self.written(&tke::TKE_EXISTED_LBID)
    }

    /// The id under an annotation; an empty one is none.
    fn written(&self, key: &Annotation<String>) -> Option<String> {
        self.settings.get(key).value().filter(|id| !id.is_empty())
    }

    /// The addresses that its status tells: IPs of `status.loadBalancer.ingress`.
    pub fn status_addresses(&self) -> Vec<String> {
        let list = self.object.node.at(&["status", "loadBalancer", "ingress"]);
        let ips = list.map_or(&[][..], Node::items).iter().filter_map(|ingress| ingress.str_at("ip"));
        ips.filter(|ip| !ip.is_empty()).map(str::to_owned).collect()
    }

    /// The finalizers it carries.
    pub fn finalizers(&self) -> Vec<&str> {
        let list = self.object.node.at(&["metadata", "finalizers"]);
        list.map_or(&[][..], Node::items).iter().filter_map(Node::as_str).collect()
    }
}

/// One port, when its number is usable.
fn port(node: &Node) -> Option<ServicePort> {
    let number =
        |key: &str| node.get(key).and_then(Node::as_int).and_then(|n| u16::try_from(n).ok()).filter(|n| *n > 0);
    let port = number("port")?;
    let target = match node.get("targetPort") {
        Some(target) => match (target.as_str(), number("targetPort")) {
            (Some(name), _) if !name.is_empty() => TargetPort::Name(name.to_owned()),
            (_, Some(number)) => TargetPort::Number(number),
            (_, None) => TargetPort::Number(port),
        },
        None => TargetPort::Number(port),
    };
    Some(ServicePort {
        name: node.str_at("name").unwrap_or_default().to_owned(),
        protocol: node.str_at("protocol").filter(|text| !text.is_empty()).unwrap_or("TCP").to_owned(),
        port,
        target,
        node_port: number("nodePort"),
        span: node.span,
    })
}
