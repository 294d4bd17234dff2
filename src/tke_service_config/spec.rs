//! What a TkeServiceConfig declares, as types. `None` means that it declares nothing.

use crate::diagnostic::{Location, ObjectRef};
use crate::tke::Protocol;

/// What a TkeServiceConfig says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceConfig {
    /// Which object it is.
    pub reference: ObjectRef,
    /// Whether everything in it could be read. What could not is missing below, and was reported.
    pub soundness: Soundness,
    /// Outbound bandwidth of a public CLB, Mbps.
    pub bandwidth: Option<u32>,
    /// Segments of TCP and UDP listeners; of two for one listener the first.
    pub layer4: Vec<Layer4>,
    /// Segments of HTTP and HTTPS listeners; of two for one listener the first.
    pub layer7: Vec<Layer7>,
}

/// Whether an object could be read in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soundness {
    /// It could.
    Sound,
    /// Something in it is wrong.
    Broken,
}

/// One segment of `l4Listeners`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer4 {
    /// TCP or UDP.
    pub protocol: Protocol,
    /// Port of the listener.
    pub port: u16,
    /// Session persistence.
    pub session: Option<Session>,
    /// Health check.
    pub health_check: Option<HealthCheck>,
    /// How a backend is chosen.
    pub scheduler: Option<Scheduler>,
    /// Name of the listener.
    pub listener_name: Option<String>,
    /// Where the segment stands.
    pub location: Option<Location>,
}

/// One segment of `l7Listeners`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer7 {
    /// HTTP or HTTPS.
    pub protocol: Protocol,
    /// Port of the listener.
    pub port: u16,
    /// Keep connections to backends open.
    pub keepalive: Option<bool>,
    /// Domain that serves requests no other domain takes.
    pub default_server: Option<String>,
    /// Replace the client's address.
    pub snat: Option<bool>,
    /// Name of the listener.
    pub listener_name: Option<String>,
    /// By domain.
    pub domains: Vec<ConfigDomain>,
    /// Where the segment stands.
    pub location: Option<Location>,
}

/// One domain of a layer 7 listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigDomain {
    /// Empty: the VIP.
    pub domain: String,
    /// Speak HTTP/2.
    pub http2: Option<bool>,
    /// By path.
    pub rules: Vec<ConfigRule>,
}

/// One path of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigRule {
    /// Path.
    pub url: String,
    /// What backends speak: `HTTP`, `HTTPS`, `GRPC`.
    pub forward_type: Option<String>,
    /// Session persistence.
    pub session: Option<Session>,
    /// Health check.
    pub health_check: Option<HealthCheck>,
    /// How a backend is chosen.
    pub scheduler: Option<Scheduler>,
}

/// Session persistence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Session {
    /// Off.
    Off,
    /// On, for this many seconds.
    On(u32),
}

/// Seconds of session persistence where none are given.
pub const SESSION_SECONDS: u32 = 30;

/// Health check. Times are seconds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HealthCheck {
    /// On or off.
    pub enable: Option<bool>,
    /// Between probes; 5 where it is not given.
    pub interval: Option<u32>,
    /// Until a probe fails; 2 where it is not given.
    pub timeout: Option<u32>,
    /// Good probes until healthy; 3 where it is not given.
    pub healthy: Option<u32>,
    /// Bad probes until unhealthy; 3 where it is not given.
    pub unhealthy: Option<u32>,
    /// What a probe speaks.
    pub check_type: Option<String>,
    /// Port that is probed.
    pub port: Option<u16>,
    /// 0: from the VIP; 1: from 100.64.0.0/10.
    pub source_ip_type: Option<u32>,
    /// Path that is probed.
    pub http_path: Option<String>,
    /// Domain that is probed.
    pub http_domain: Option<String>,
    /// `GET` or `HEAD`.
    pub http_method: Option<String>,
    /// Status classes that count as healthy, as bits.
    pub http_code: Option<u32>,
    /// HTTP version of a probe.
    pub http_version: Option<String>,
    /// How a custom probe is written: `HEX` or `TEXT`.
    pub context_type: Option<String>,
    /// What a custom probe sends.
    pub send: Option<String>,
    /// What a custom probe expects.
    pub receive: Option<String>,
}

/// How a backend is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheduler {
    /// By weight.
    Wrr,
    /// The one with the fewest connections.
    LeastConn,
    /// By the client's address.
    IpHash,
}

impl Scheduler {
    /// As the CLB API writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Scheduler::Wrr => "WRR",
            Scheduler::LeastConn => "LEAST_CONN",
            Scheduler::IpHash => "IP_HASH",
        }
    }
}

impl ServiceConfig {
    /// The segment of a TCP or UDP listener.
    pub fn layer4(&self, protocol: Protocol, port: u16) -> Option<&Layer4> {
        self.layer4.iter().find(|segment| (segment.protocol, segment.port) == (protocol, port))
    }

    /// The segment of an HTTP or HTTPS listener.
    pub fn layer7(&self, protocol: Protocol, port: u16) -> Option<&Layer7> {
        self.layer7.iter().find(|segment| (segment.protocol, segment.port) == (protocol, port))
    }
}

impl Layer7 {
    /// What is said of a domain.
    pub fn domain(&self, domain: &str) -> Option<&ConfigDomain> {
        self.domains.iter().find(|other| other.domain == domain)
    }

    /// What is said of a path of a domain.
    pub fn rule(&self, domain: &str, url: &str) -> Option<&ConfigRule> {
        self.domain(domain)?.rules.iter().find(|rule| rule.url == url)
    }
}
