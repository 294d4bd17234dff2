//! Listeners and forwarding rules, desired and current.

use super::clb_attributes::AttributeValues;
use super::{DesiredBackends, Target};
use crate::diagnostic::{Location, Reason};
use crate::sorted_map::SortedMap;
use crate::tke::{Protocol, Transport};

pub use crate::tke::load_balancer_tags::LISTENER_NAME as MANAGED_LISTENER_NAME;

/// The identity of a listener on its CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListenerKey {
    pub protocol: Protocol,
    /// 1–65535.
    pub port: u16,
}

impl std::fmt::Display for ListenerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.protocol.name(), self.port)
    }
}

impl ListenerKey {
    /// The transport and port it occupies: equal for two listeners that cannot exist on one CLB.
    pub fn slot(self) -> ListenerKey {
        let protocol = match self.protocol.transport() {
            Transport::Tcp => Protocol::Tcp,
            Transport::Udp => Protocol::Udp,
        };
        ListenerKey { protocol, port: self.port }
    }

    /// True when both cannot exist on one CLB: same port, same transport.
    pub fn clashes(self, other: ListenerKey) -> bool {
        self.slot() == other.slot()
    }
}

/// A desired listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesiredListener {
    pub key: ListenerKey,
    pub name: String,
    /// The managed attributes. An absent one is not changed.
    pub values: AttributeValues,
    /// Layer 7 only.
    pub rules: Vec<DesiredForwardingRule>,
    /// Layer 4 only; on layer 7 the rules have backends.
    pub backends: DesiredBackends,
    /// Why it cannot be created.
    pub blocked_by: Option<Reason>,
    /// The port in the manifest, or the annotation.
    pub location: Option<Location>,
}

/// A port that the cloud reserves ([`crate::diagnostic::documentation_pages::CLB_LISTENERS`]).
const RESERVED: ListenerKey = ListenerKey { protocol: Protocol::Udp, port: 4789 };

impl DesiredListener {
    /// True for a listener that the cloud never accepts.
    pub fn is_reserved(&self) -> bool {
        self.key == RESERVED
    }
}

/// Two desired listeners of one protocol that lead to the same backend, of which a CLB binds only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenersWithSameBackend {
    pub first: ListenerKey,
    pub second: ListenerKey,
    /// The port on the backend, a number or a name.
    pub target: String,
}

/// A desired forwarding rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesiredForwardingRule {
    pub domain: String,
    /// `/` from `specify-protocol`.
    pub url: String,
    /// The managed attributes. An absent one is not changed.
    pub values: AttributeValues,
    pub backends: DesiredBackends,
    /// Why it cannot be created.
    pub blocked_by: Option<Reason>,
}

/// A current listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// `lbl-…`.
    pub id: String,
    pub name: String,
    /// `None` for a protocol that this version does not know.
    pub key: Option<ListenerKey>,
    /// As the cloud spells it.
    pub protocol: String,
    pub port: u16,
    /// Last port of a range; `None` for an ordinary listener.
    pub end_port: Option<u16>,
    /// The known attributes. An absent one is unknown.
    pub values: AttributeValues,
    /// Layer 7 only.
    pub rules: Vec<ForwardingRule>,
    /// It forwards to a target group (`TargetType`), which has the backends.
    pub binds_target_group: bool,
    /// Layer 4 only; `None`: unknown.
    pub targets: Option<SortedMap<Target, i64>>,
}

/// A current forwarding rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardingRule {
    /// `loc-…`.
    pub id: String,
    pub domain: String,
    pub url: String,
    /// The known attributes. An absent one is unknown.
    pub values: AttributeValues,
    /// `DefaultServer`: its domain is the default of the listener; `None`: unknown.
    pub is_default: Option<bool>,
    /// `None`: unknown.
    pub targets: Option<SortedMap<Target, i64>>,
}

impl Listener {
    /// One of which only the protocol and the ports matter.
    #[cfg(test)]
    pub fn without_details(protocol: Option<Protocol>, port: u16, end_port: Option<u16>) -> Listener {
        Listener {
            id: String::new(),
            name: String::new(),
            key: protocol.map(|protocol| ListenerKey { protocol, port }),
            protocol: String::new(),
            port,
            end_port,
            values: AttributeValues::new(),
            rules: Vec::new(),
            binds_target_group: false,
            targets: None,
        }
    }

    /// `TCP/80`, as the cloud spells it.
    pub fn label(&self) -> String {
        format!("{}/{}", self.protocol, self.port)
    }

    /// True when the backend is bound to the listener or to one of its rules.
    pub fn binds(&self, target: &Target) -> bool {
        let all = self.rules.iter().map(|rule| &rule.targets).chain([&self.targets]);
        all.flatten().any(|targets| targets.contains_key(target))
    }

    /// True when a listener of that key cannot exist beside this one.
    pub fn occupies(&self, key: ListenerKey) -> bool {
        let last = self.end_port.unwrap_or(self.port);
        let in_range = (self.port..=last).contains(&key.port);
        match self.key {
            Some(own) => in_range && own.protocol.transport() == key.protocol.transport(),
            None => in_range,
        }
    }
}
