//! Ports of a Service with the protocols of their listeners, and whether backends are nodes or Pods.
//!
//! Both are read from the object as written, before kube-apiserver sets defaults.

use super::cluster_switches::ControllerSwitches;
use super::definitions::cluster_switches::{ENABLE_DEFAULT_DIRECT_ACCESS, GLOBAL_ROUTE_DIRECT_ACCESS};
use super::definitions::listener::SPECIFY_PROTOCOL;
use super::json::SpecifyProtocolPort;
use super::protocol::{Protocol, Transport};
use super::service_port_as_written::SpecPortAsWritten;
use super::service_settings::{ServiceSettings, SettingValue};
use crate::request::{ClusterType, Context, NetworkMode};
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, SyntaxNode};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackendKind {
    /// At the node port.
    Nodes,
    /// At the target port.
    Pods,
    /// Nodes, unless the cluster's switch turns direct access on for new Services; the switch was not provided.
    NodesByAssumption,
    /// The annotation is invalid.
    Unknown,
}

/// One of `spec.ports`.
#[derive(Debug, Clone)]
pub struct PortWithProtocols<'a> {
    pub port: u16,
    /// `protocol`.
    pub service_protocol: &'a str,
    /// The protocols of its listeners.
    pub protocols: Vec<Protocol>,
    pub node: &'a SyntaxNode,
}

/// True for a Service that TKE's controller gives a CLB.
pub fn wants_load_balancer(object: &KubernetesObject) -> bool {
    object.node.at(&["spec", "type"]).and_then(SyntaxNode::as_str) == Some("LoadBalancer")
        && object.node.at(&["spec", "loadBalancerClass"]).is_none_or(|class| class.as_str() == Some(""))
}

/// True for a new Service to which the cluster's switch adds `direct-access`; `setting` is its own value.
pub fn direct_access_is_defaulted(setting: &SettingValue<bool>, new: bool, switches: &ControllerSwitches<'_>) -> bool {
    let unset = matches!(setting, SettingValue::Absent);
    new && unset && switches.get(&ENABLE_DEFAULT_DIRECT_ACCESS) == SettingValue::Is(true)
}

/// Whether backends are nodes or Pods, by the value of `direct-access`.
pub fn backends(
    setting: SettingValue<bool>,
    new: bool,
    switches: &ControllerSwitches<'_>,
    context: &Context,
) -> BackendKind {
    let is_defaulted = direct_access_is_defaulted(&setting, new, switches);
    let unknown_default = new && default_direct_access_is_unknown(switches);
    match setting {
        _ if is_defaulted || context.cluster_type == Some(ClusterType::Serverless) => BackendKind::Pods,
        SettingValue::Is(true) => BackendKind::Pods,
        SettingValue::Absent if unknown_default => BackendKind::NodesByAssumption,
        SettingValue::Is(false) | SettingValue::Absent => BackendKind::Nodes,
        SettingValue::Invalid => BackendKind::Unknown,
    }
}

/// True where the cluster may or may not add `direct-access` to new Services.
fn default_direct_access_is_unknown(switches: &ControllerSwitches<'_>) -> bool {
    let switch = &ENABLE_DEFAULT_DIRECT_ACCESS;
    let provided = matches!(switches.get(switch), SettingValue::Is(_));
    !provided && switches.may_support(switch)
}

/// True when the cluster is known not to allow direct access: its only network needs a switch that is off.
pub fn direct_access_is_rejected(switches: &ControllerSwitches<'_>, context: &Context) -> bool {
    is_only_global_router(context) && switches.get(&GLOBAL_ROUTE_DIRECT_ACCESS) == SettingValue::Is(false)
}

/// True where the cluster's only network needs a switch for direct access, and the switch was not provided.
pub fn direct_access_is_unchecked(switches: &ControllerSwitches<'_>, context: &Context) -> bool {
    is_only_global_router(context) && !matches!(switches.get(&GLOBAL_ROUTE_DIRECT_ACCESS), SettingValue::Is(_))
}

fn is_only_global_router(context: &Context) -> bool {
    context.network_modes.as_deref() == Some([NetworkMode::GlobalRouter].as_slice())
}

/// The valid ports; `None` when `specify-protocol` is invalid, because no listener is certain then.
pub fn ports<'a>(object: &'a KubernetesObject, settings: &ServiceSettings) -> Option<Vec<PortWithProtocols<'a>>> {
    let specified = match settings.get(&SPECIFY_PROTOCOL) {
        SettingValue::Absent => Vec::new(),
        SettingValue::Is(entries) => entries,
        SettingValue::Invalid => return None,
    };
    let items = object.node.at(&["spec", "ports"]).map(SyntaxNode::items).unwrap_or_default();
    let mut ports: Vec<PortWithProtocols<'a>> = items.iter().filter_map(port).collect();
    let read: Vec<(u16, &str)> = ports.iter().map(|port| (port.port, port.service_protocol)).collect();
    for (port, protocols) in ports.iter_mut().zip(listener_protocols(&read, &specified)) {
        port.protocols = protocols.protocols;
    }
    Some(ports)
}

fn port(node: &SyntaxNode) -> Option<PortWithProtocols<'_>> {
    let entry = SpecPortAsWritten::read(node).filter(|entry| ["TCP", "UDP", "SCTP"].contains(&entry.protocol))?;
    Some(PortWithProtocols { port: entry.number, service_protocol: entry.protocol, protocols: Vec::new(), node })
}

impl BackendKind {
    /// True when backends are nodes, or probably are.
    pub fn may_be_nodes(self) -> bool {
        matches!(self, BackendKind::Nodes | BackendKind::NodesByAssumption)
    }
}

impl PortWithProtocols<'_> {
    /// The transport of the Service's protocol; `None` when no listener has it.
    pub fn transport(&self) -> Option<Transport> {
        transport_of(self.service_protocol)
    }
}

/// The listeners of one port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenerProtocols<'e> {
    /// The entry of `specify-protocol` that applies.
    pub entry: Option<&'e SpecifyProtocolPort>,
    /// The protocols of the entry, else the one of the port itself.
    pub protocols: Vec<Protocol>,
}

/// The listeners of each port, given as number and protocol. If a TCP and a UDP port share a number, an entry applies
/// to the one with its transport, and so does each of its protocols.
pub fn listener_protocols<'e>(ports: &[(u16, &str)], entries: &'e [SpecifyProtocolPort]) -> Vec<ListenerProtocols<'e>> {
    let mut numbers: Vec<u16> = ports.iter().map(|(number, _)| *number).collect();
    sort(&mut numbers);
    let twice: SortedSet<u16> =
        numbers.iter().zip(numbers.iter().skip(1)).filter(|(a, b)| a == b).map(|(a, _)| *a).collect();
    let owns = SortedSet::from_unsorted(ports.to_vec());
    // Of several entries for one port the first counts.
    let entries = SortedMap::from_unsorted(entries.iter().rev().map(|entry| (entry.port, entry)).collect());
    let of = |number: u16, service_protocol: &str| {
        let names = |entry: &&SpecifyProtocolPort| {
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

/// The protocol of a listener when no entry names one.
fn own_protocol(service_protocol: &str) -> Option<Protocol> {
    [Protocol::Tcp, Protocol::Udp].into_iter().find(|protocol| protocol.name() == service_protocol)
}

fn transport_of(service_protocol: &str) -> Option<Transport> {
    own_protocol(service_protocol).map(Protocol::transport)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(port: u16, protocols: &[Protocol]) -> SpecifyProtocolPort {
        let protocols = protocols.to_vec();
        SpecifyProtocolPort {
            port,
            protocols,
            tls: None,
            hosts: Vec::new(),
            at: 0..0,
            protocols_at: 0..0,
            tls_at: 0..0,
        }
    }

    fn protocols(ports: &[(u16, &str)], entries: &[SpecifyProtocolPort]) -> Vec<Vec<Protocol>> {
        listener_protocols(ports, entries).into_iter().map(|protocols| protocols.protocols).collect()
    }

    #[test]
    fn a_port_has_its_own_protocol_or_those_of_its_entry() {
        use Protocol as P;
        let entries = [entry(80, &[P::Http]), entry(90, &[P::Tcp, P::Udp]), entry(70, &[P::Tcp])];
        assert_eq!(protocols(&[(53, "UDP"), (80, "TCP")], &entries), [vec![P::Udp], vec![P::Http]]);
        // No listener speaks SCTP, but an entry can give the port another protocol.
        assert_eq!(protocols(&[(60, "SCTP"), (70, "SCTP")], &entries), [vec![], vec![P::Tcp]]);
        // Two ports of one number have the listeners of their own transport.
        assert_eq!(protocols(&[(80, "TCP"), (80, "UDP")], &entries), [vec![P::Http], vec![P::Udp]]);
        assert_eq!(protocols(&[(90, "UDP"), (90, "TCP")], &entries), [vec![P::Udp], vec![P::Tcp]]);
    }
}
