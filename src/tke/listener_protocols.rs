//! The few facts of a Service that annotations are read against: its ports with what their listeners speak, and
//! whether backends are nodes or Pods.
//!
//! Everything here is what the object says, before kube-apiserver fills anything in.

use super::definitions::listener::SPECIFY_PROTOCOL;
use super::definitions::switches::{ENABLE_DEFAULT_DIRECT_ACCESS, GLOBAL_ROUTE_DIRECT_ACCESS};
use super::json::SpecifiedPort;
use super::protocol::{Protocol, Transport};
use super::settings::{Setting, Settings};
use super::switches::Switches;
use crate::request::{ClusterType, Context, NetworkMode};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::{Node, NodeValue, Object};

/// What a CLB forwards to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackendKind {
    /// Nodes, at the node port.
    Nodes,
    /// Pods, at the target port.
    Pods,
    /// Not to be told: the annotation cannot be read.
    Unknown,
}

/// One entry of `spec.ports`.
#[derive(Debug, Clone)]
pub struct ListenerPort<'a> {
    /// `port`.
    pub port: u16,
    /// `protocol`.
    pub service_protocol: &'a str,
    /// What its listeners speak.
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

/// True for a new Service into which the cluster's switch writes `direct-access`; `asked` is what it says itself.
pub fn direct_access_is_defaulted(setting: &Setting<bool>, new: bool, switches: &Switches) -> bool {
    let unset = matches!(setting, Setting::Absent);
    new && unset && switches.get(&ENABLE_DEFAULT_DIRECT_ACCESS) == Setting::Is(true)
}

/// Whether backends are nodes or Pods, by what `direct-access` says.
pub fn backends(setting: Setting<bool>, new: bool, switches: &Switches, context: &Context) -> BackendKind {
    let is_defaulted = direct_access_is_defaulted(&setting, new, switches);
    match setting {
        _ if is_defaulted || context.cluster_type == Some(ClusterType::Serverless) => BackendKind::Pods,
        Setting::Is(true) => BackendKind::Pods,
        Setting::Is(false) | Setting::Absent => BackendKind::Nodes,
        Setting::Invalid => BackendKind::Unknown,
    }
}

/// True when the cluster is known to let no CLB reach its Pods: its only network needs a switch, which is off.
pub fn direct_access_is_rejected(switches: &Switches, context: &Context) -> bool {
    let modes = context.network_modes.as_deref().unwrap_or_default();
    modes == [NetworkMode::GlobalRouter] && switches.get(&GLOBAL_ROUTE_DIRECT_ACCESS) == Setting::Is(false)
}

/// The ports that can be read; `None` where `specify-protocol` cannot, for then no listener is certain.
pub fn ports<'a>(object: &'a Object, settings: &Settings) -> Option<Vec<ListenerPort<'a>>> {
    let specified = match settings.get(&SPECIFY_PROTOCOL) {
        Setting::Absent => Vec::new(),
        Setting::Is(entries) => entries,
        Setting::Invalid => return None,
    };
    let items = object.node.at(&["spec", "ports"]).map(Node::items).unwrap_or_default();
    let mut ports: Vec<ListenerPort<'a>> = items.iter().filter_map(port).collect();
    let read: Vec<(u16, &str)> = ports.iter().map(|port| (port.port, port.service_protocol)).collect();
    for (port, protocols) in ports.iter_mut().zip(listener_protocols(&read, &specified)) {
        port.protocols = protocols.protocols;
    }
    Some(ports)
}

fn port(node: &Node) -> Option<ListenerPort<'_>> {
    let port = u16::try_from(node.get("port")?.as_int()?).ok().filter(|port| *port > 0)?;
    let service_protocol = node.str_at("protocol").unwrap_or(Protocol::Tcp.name());
    if !["TCP", "UDP", "SCTP"].contains(&service_protocol) {
        return None;
    }
    let target = match node.get("targetPort").map(|target| &target.value) {
        Some(NodeValue::String(name)) if !name.is_empty() => name.clone(),
        Some(NodeValue::Number(number)) if number != "0" => number.clone(),
        _ => port.to_string(),
    };
    Some(ListenerPort { port, service_protocol, protocols: Vec::new(), target, node })
}

impl ListenerPort<'_> {
    /// The half of the port space that its own protocol takes; `None` for one that no listener speaks.
    pub fn transport(&self) -> Option<Transport> {
        transport_of(self.service_protocol)
    }
}

/// The listeners of one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenerProtocols<'e> {
    /// What `specify-protocol` says of it.
    pub entry: Option<&'e SpecifiedPort>,
    /// What they speak: as the entry says, else as the port itself does.
    pub protocols: Vec<Protocol>,
}

/// The listeners of each port, given by number and own protocol. Of two ports of one number an entry speaks for the one
/// whose half of the port space it names, and a listener belongs to the one of its own half.
pub fn listener_protocols<'e>(ports: &[(u16, &str)], entries: &'e [SpecifiedPort]) -> Vec<ListenerProtocols<'e>> {
    let mut numbers: Vec<u16> = ports.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    let twice: SortedSet<u16> =
        numbers.iter().zip(numbers.iter().skip(1)).filter(|(a, b)| a == b).map(|(a, _)| *a).collect();
    let owns = SortedSet::from_unsorted(ports.to_vec());
    // Of several for one port the first counts.
    let entries = SortedMap::from_unsorted(entries.iter().rev().map(|entry| (entry.port, entry)).collect());
    let of = |number: u16, service_protocol: &str| {
        let names = |entry: &&SpecifiedPort| {
            entry.protocols.iter().any(|p| Some(p.transport()) == transport_of(service_protocol))
        };
        let entry = entries.get(&number).copied();
        let entry = entry.filter(|entry| !twice.contains(&number) || names(entry));
        let protocols =
            entry.map_or_else(|| own_protocol(service_protocol).into_iter().collect(), |entry| entry.protocols.clone());
        ListenerProtocols { entry, protocols }
    };
    let owner_of = |number: u16, protocol: Protocol| {
        let same = owns.iter_from(|(other, _)| *other < number).take_while(|(other, _)| *other == number);
        let same = same.map(|(_, service_protocol)| *service_protocol);
        let using = same.filter(|service_protocol| of(number, service_protocol).protocols.contains(&protocol));
        using.min_by_key(|service_protocol| {
            (transport_of(service_protocol) != Some(protocol.transport()), *service_protocol)
        })
    };
    let listeners = |(number, service_protocol): &(u16, &str)| {
        let mut protocols = of(*number, service_protocol);
        if twice.contains(number) {
            protocols.protocols.retain(|protocol| owner_of(*number, *protocol) == Some(*service_protocol));
        }
        protocols
    };
    ports.iter().map(listeners).collect()
}

/// The protocol of a listener that speaks as the port itself does.
fn own_protocol(service_protocol: &str) -> Option<Protocol> {
    [Protocol::Tcp, Protocol::Udp].into_iter().find(|protocol| protocol.name() == service_protocol)
}

fn transport_of(service_protocol: &str) -> Option<Transport> {
    own_protocol(service_protocol).map(Protocol::transport)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(port: u16, protocols: &[Protocol]) -> SpecifiedPort {
        let protocols = protocols.to_vec();
        SpecifiedPort { port, protocols, tls: None, hosts: Vec::new(), at: 0..0, protocols_at: 0..0, tls_at: 0..0 }
    }

    fn protocols(ports: &[(u16, &str)], entries: &[SpecifiedPort]) -> Vec<Vec<Protocol>> {
        listener_protocols(ports, entries).into_iter().map(|protocols| protocols.protocols).collect()
    }

    #[test]
    fn a_port_speaks_as_it_says_or_as_its_entry_does() {
        use Protocol as P;
        let entries = [entry(80, &[P::Http]), entry(90, &[P::Tcp, P::Udp]), entry(70, &[P::Tcp])];
        assert_eq!(protocols(&[(53, "UDP"), (80, "TCP")], &entries), [vec![P::Udp], vec![P::Http]]);
        // No listener speaks SCTP, unless an entry gives it another protocol.
        assert_eq!(protocols(&[(60, "SCTP"), (70, "SCTP")], &entries), [vec![], vec![P::Tcp]]);
        // Of two ports of one number each has the listeners of its half.
        assert_eq!(protocols(&[(80, "TCP"), (80, "UDP")], &entries), [vec![P::Http], vec![P::Udp]]);
        assert_eq!(protocols(&[(90, "UDP"), (90, "TCP")], &entries), [vec![P::Udp], vec![P::Tcp]]);
    }
}
