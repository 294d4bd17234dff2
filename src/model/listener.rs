//! Listeners and their forwarding rules, as wanted and as held.

use super::field::Values;
use super::{Backends, Target};
use crate::diagnostic::{Location, Reason};
use crate::sorted_map::SortedMap;
use crate::tke::{Protocol, Transport};

pub use crate::tke::tags::LISTENER_NAME as MANAGED_LISTENER_NAME;

/// What tells two listeners of a CLB apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListenerKey {
    /// As the CLB API spells it.
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
    /// The half of the port space it takes: equal for two listeners that cannot stand on one CLB.
    pub fn slot(self) -> ListenerKey {
        let protocol = match self.protocol.transport() {
            Transport::Tcp => Protocol::Tcp,
            Transport::Udp => Protocol::Udp,
        };
        ListenerKey { protocol, port: self.port }
    }

    /// True when both cannot stand on one CLB: same port, same protocol class.
    pub fn clashes(self, other: ListenerKey) -> bool {
        self.slot() == other.slot()
    }
}

/// A listener that a Service asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenerSpec {
    /// Its identity.
    pub key: ListenerKey,
    /// Its name.
    pub name: String,
    /// What is managed; a field that is not here is not touched.
    pub values: Values,
    /// Layer 7 only.
    pub rules: Vec<RuleSpec>,
    /// Layer 4 only; of rules, see there.
    pub backends: Backends,
    /// Why it cannot be made yet.
    pub blocked_by: Option<Reason>,
    /// The port (or annotation) in the manifest that asks for it.
    pub location: Option<Location>,
}

/// A forwarding rule that a Service asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSpec {
    /// Host name.
    pub domain: String,
    /// Path, `/` from `specify-protocol`.
    pub url: String,
    /// What is managed.
    pub values: Values,
    /// Its backends.
    pub backends: Backends,
    /// Why it cannot be made yet.
    pub blocked_by: Option<Reason>,
}

/// A listener that the cloud holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// `lbl-…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its identity; `None` for a protocol this module does not know.
    pub key: Option<ListenerKey>,
    /// The protocol as the cloud spells it.
    pub protocol: String,
    /// The port.
    pub port: u16,
    /// Last port of a range; `None` for an ordinary listener.
    pub end_port: Option<u16>,
    /// What the cloud's answer says of it; a field that is not here was not told.
    pub values: Values,
    /// Layer 7 only.
    pub rules: Vec<Rule>,
    /// Layer 4 only; `None`: not given.
    pub targets: Option<SortedMap<Target, i64>>,
}

/// A forwarding rule that the cloud holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// `loc-…`.
    pub id: String,
    /// Host name.
    pub domain: String,
    /// Path.
    pub url: String,
    /// What the cloud's answer says of it.
    pub values: Values,
    /// `None`: not given.
    pub targets: Option<SortedMap<Target, i64>>,
}

impl Listener {
    /// `TCP/80`, in the cloud's own spelling.
    pub fn label(&self) -> String {
        format!("{}/{}", self.protocol, self.port)
    }

    /// True when the backend is bound to it, or to one of its rules.
    pub fn binds(&self, target: &Target) -> bool {
        let all = self.rules.iter().map(|rule| &rule.targets).chain([&self.targets]);
        all.flatten().any(|targets| targets.contains_key(target))
    }

    /// True when a listener of that key cannot stand beside this one.
    pub fn occupies(&self, key: ListenerKey) -> bool {
        let last = self.end_port.unwrap_or(self.port);
        let in_range = (self.port..=last).contains(&key.port);
        match self.key {
            Some(own) => in_range && own.protocol.transport() == key.protocol.transport(),
            None => in_range,
        }
    }
}
