//! Which resource an entry of a plan is about.
//!
//! Callers see an address as text, `listener/TCP/80`, and answers are sorted by that text. Inside the planner an address
//! stays a value, so that nothing has to parse the text again.

use crate::model::{Listener, ListenerKey};
use std::fmt;

/// The resource of a change, a call or a withheld difference. The derived order serves look-ups only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceAddress {
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
    Rule(ListenerKey, ForwardingRuleKey),
    /// The backends of a listener, or of one of its rules.
    Backends(ListenerKey, Option<ForwardingRuleKey>),
}

/// What tells two rules of a listener apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForwardingRuleKey {
    /// Host name.
    pub domain: String,
    /// Path.
    pub url: String,
}

impl ResourceAddress {
    /// The address of an existing listener.
    pub fn of_listener(listener: &Listener) -> ResourceAddress {
        match listener.key {
            Some(key) => ResourceAddress::Listener(key),
            None => ResourceAddress::UnknownListener(listener.protocol.clone(), listener.port),
        }
    }
}

impl fmt::Display for ResourceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResourceAddress::LoadBalancer => f.write_str("load-balancer"),
            ResourceAddress::SecurityGroups => f.write_str("security-groups"),
            ResourceAddress::Tags => f.write_str("tags"),
            ResourceAddress::Service => f.write_str("service"),
            ResourceAddress::ServiceConfig => f.write_str("service-config"),
            ResourceAddress::Listener(key) => write!(f, "listener/{key}"),
            ResourceAddress::UnknownListener(protocol, port) => write!(f, "listener/{protocol}/{port}"),
            ResourceAddress::Rule(key, path) => write!(f, "rule/{key}/{path}"),
            ResourceAddress::Backends(key, None) => write!(f, "backends/{key}"),
            ResourceAddress::Backends(key, Some(path)) => write!(f, "backends/{key}/{path}"),
        }
    }
}

impl fmt::Display for ForwardingRuleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.domain, self.url)
    }
}
