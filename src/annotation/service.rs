//! The few facts of a Service that annotations are read against: its ports with what their listeners speak, and
//! whether backends are nodes or Pods.
//!
//! Everything here is what the object says, before kube-apiserver fills anything in.

use super::json::PortProtocols;
use super::protocol::{Class, Protocol};
use super::rows::backend::DIRECT_ACCESS;
use super::rows::listener::SPECIFY_PROTOCOL;
use super::rows::switches::{ENABLE_DEFAULT_DIRECT_ACCESS, GLOBAL_ROUTE_DIRECT_ACCESS};
use super::settings::{Setting, Settings};
use super::switches::Switches;
use crate::input::request::{ClusterType, Context, NetworkMode};
use crate::input::{Node, Object, Value};

/// What a CLB forwards to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backends {
    /// Nodes, at the node port.
    Nodes,
    /// Pods, at the target port.
    Pods,
    /// Not to be told: the annotation cannot be read.
    Unknown,
}

/// One entry of `spec.ports`.
#[derive(Debug, Clone)]
pub struct Port<'a> {
    /// `port`.
    pub port: u16,
    /// `protocol`.
    pub class: Class,
    /// What the listeners speak: as `specify-protocol` says, else as `protocol` does.
    pub protocols: Vec<Protocol>,
    /// `targetPort`, or the port itself; a number or a name.
    pub target: String,
    /// The entry.
    pub node: &'a Node,
}

/// True for a Service whose CLB is TKE's business.
pub fn wants_load_balancer(object: &Object) -> bool {
    object.node.at(&["spec", "type"]).and_then(Node::as_str) == Some("LoadBalancer")
        && object.node.at(&["spec", "loadBalancerClass"]).is_none()
}

/// Whether backends are nodes or Pods. `live` counts for one thing: the switch writes into new Services only.
pub fn backends(settings: &Settings, live: Option<&Object>, switches: &Switches, context: &Context) -> Backends {
    if context.cluster_type == Some(ClusterType::Serverless) {
        return Backends::Pods;
    }
    let written = live.is_none() && switches.get(&ENABLE_DEFAULT_DIRECT_ACCESS) == Setting::Is(true);
    match settings.get(&DIRECT_ACCESS) {
        Setting::Is(true) => Backends::Pods,
        Setting::Is(false) => Backends::Nodes,
        Setting::Absent if written => Backends::Pods,
        Setting::Absent => Backends::Nodes,
        Setting::Invalid => Backends::Unknown,
    }
}

/// True when the cluster is known to let no CLB reach its Pods: its only network needs a switch, which is off.
pub fn direct_is_refused(switches: &Switches, context: &Context) -> bool {
    let modes = context.network_modes.as_deref().unwrap_or_default();
    modes == [NetworkMode::GlobalRouter] && switches.get(&GLOBAL_ROUTE_DIRECT_ACCESS) == Setting::Is(false)
}

/// The ports that can be read; `None` where `specify-protocol` cannot, for then no listener is certain.
pub fn ports<'a>(object: &'a Object, settings: &Settings) -> Option<Vec<Port<'a>>> {
    let specified = match settings.get(&SPECIFY_PROTOCOL) {
        Setting::Absent => Vec::new(),
        Setting::Is(entries) => entries,
        Setting::Invalid => return None,
    };
    let items = object.node.at(&["spec", "ports"]).map(Node::items).unwrap_or_default();
    Some(items.iter().filter_map(|node| port(node, &specified)).collect())
}

fn port<'a>(node: &'a Node, specified: &[PortProtocols]) -> Option<Port<'a>> {
    let port = u16::try_from(node.get("port")?.as_int()?).ok()?;
    let own = match node.str_at("protocol") {
        None | Some("TCP") => Protocol::Tcp,
        Some("UDP") => Protocol::Udp,
        Some(_) => return None,
    };
    let entry = specified.iter().find(|entry| entry.port == port);
    let target = match node.get("targetPort").map(|target| &target.value) {
        Some(Value::String(name)) if !name.is_empty() => name.clone(),
        Some(Value::Number(number)) if number != "0" => number.clone(),
        _ => port.to_string(),
    };
    let protocols = entry.map_or_else(|| vec![own], |entry| entry.protocols.clone());
    Some(Port { port, class: own.class(), protocols, target, node })
}
