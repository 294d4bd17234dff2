//! Which resource an entry of a plan is about.
//!
//! Callers see an address as text, `listener/TCP/80`, and answers are sorted by that text. Inside the planner an address
//! stays a value, so that nothing has to parse the text again.

use crate::model::{Listener, ListenerKey};
use std::fmt;

/// The resource of a change, a call or a withheld difference. The derived order serves look-ups only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// The CLB itself.
    LoadBalancer,
    /// The security groups of the CLB.
    SecurityGroups,
    /// The tags of the CLB.
    Tags,
    /// The Service object.
    Service,
    /// The TkeServiceConfig that the controller writes for the Service.
    ServiceConfig,
    /// A listener.
    Listener(ListenerKey),
    /// An existing listener of a protocol that this module does not know: the protocol as the cloud spells it, and the port.
    UnknownListener(String, u16),
    /// A forwarding rule of a layer-7 listener.
    Rule(ListenerKey, RulePath),
    /// The backends of a listener, or of one of its rules.
    Backends(ListenerKey, Option<RulePath>),
}

/// What tells two rules of a listener apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RulePath {
    /// Host name.
    pub domain: String,
    /// Path.
    pub url: String,
}

impl Address {
    /// The address of an existing listener.
    pub fn of_listener(listener: &Listener) -> Address {
        match listener.key {
            Some(key) => Address::Listener(key),
            None => Address::UnknownListener(listener.protocol.clone(), listener.port),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::LoadBalancer => f.write_str("load-balancer"),
            Address::SecurityGroups => f.write_str("security-groups"),
            Address::Tags => f.write_str("tags"),
            Address::Service => f.write_str("service"),
            Address::ServiceConfig => f.write_str("service-config"),
            Address::Listener(key) => write!(f, "listener/{key}"),
            Address::UnknownListener(protocol, port) => write!(f, "listener/{protocol}/{port}"),
            Address::Rule(key, path) => write!(f, "rule/{key}/{path}"),
            Address::Backends(key, None) => write!(f, "backends/{key}"),
            Address::Backends(key, Some(path)) => write!(f, "backends/{key}/{path}"),
        }
    }
}

impl fmt::Display for RulePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.domain, self.url)
    }
}
