//! What a TkeServiceConfig declares. A member that is not declared, or has no valid value, is absent.

use crate::diagnostic::Location;
use crate::json::Value;
use crate::sorted_map::SortedMap;
use crate::tke::Protocol;

/// Valid members of one object by name, in the form the CLB API takes them.
pub type ConfiguredMembers = SortedMap<&'static str, Value>;

/// A TkeServiceConfig.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceConfig {
    /// Members of `spec.loadBalancer`.
    pub declared: ConfiguredMembers,
    /// Segments of `l4Listeners` and `l7Listeners`; of two for one listener the first.
    pub segments: Vec<ListenerConfig>,
}

/// The declarations for one listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenerConfig {
    pub protocol: Protocol,
    pub port: u16,
    /// Members of the segment itself.
    pub declared: ConfiguredMembers,
    /// Layer 7 only.
    pub domains: Vec<ConfigDomain>,
    pub location: Option<Location>,
}

/// The declarations for one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigDomain {
    /// Empty: the VIP.
    pub domain: String,
    pub declared: ConfiguredMembers,
    pub rules: Vec<ForwardingRuleConfig>,
}

/// The declarations for one path of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardingRuleConfig {
    pub url: String,
    pub declared: ConfiguredMembers,
}

impl ServiceConfig {
    /// The segment of a listener.
    pub fn segment(&self, protocol: Protocol, port: u16) -> Option<&ListenerConfig> {
        self.segments.iter().find(|segment| (segment.protocol, segment.port) == (protocol, port))
    }
}

impl ListenerConfig {
    pub fn domain(&self, domain: &str) -> Option<&ConfigDomain> {
        self.domains.iter().find(|other| other.domain == domain)
    }

    pub fn rule(&self, domain: &str, url: &str) -> Option<&ForwardingRuleConfig> {
        self.domain(domain)?.rules.iter().find(|rule| rule.url == url)
    }
}
