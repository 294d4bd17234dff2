//! TkeServiceConfig: how listeners are to behave.
//!
//! [`read`] turns an object into a [`ServiceConfig`]. It speaks of listeners by protocol and port and never makes one:
//! a listener without a segment, and a property that its segment does not declare, are left as they are, and that is
//! what `None` means throughout. [`check`] looks at one Service and the object it refers to.

pub mod codes;
mod decode;
pub mod fields;
pub mod reasons;
mod usage;
mod walk;

pub use usage::{ConfigReference, check, check_shared, reference};

use crate::diagnostic::{Diagnostic, Location, ObjectRef, Related};
use crate::syntax::{Node, Object};
use crate::tke::Protocol;
use crate::tke::json::MAX_BANDWIDTH;
use fields::RESERVED_SUFFIXES;
use walk::SpecWalker;

/// Both spellings of the kind.
pub const KINDS: [&str; 2] = ["TkeServiceConfig", "TKEServiceConfig"];

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

/// The TkeServiceConfig objects among some objects.
pub fn among(objects: &[Object]) -> impl Iterator<Item = &Object> {
    objects.iter().filter(|object| KINDS.contains(&object.reference.kind.as_str()))
}

/// Reads a TkeServiceConfig and says what is wrong with it.
pub fn read(object: &Object) -> (ServiceConfig, Vec<Diagnostic>) {
    let mut walk = SpecWalker { object, found: Vec::new() };
    if let Some(spec) = object.node.get("spec") {
        walk.fields(spec, fields::SPEC, "spec");
    }
    reserved_name(&mut walk);
    let balancer = object.node.at(&["spec", "loadBalancer"]);
    let items = |name: &str| balancer.and_then(|node| node.get(name)).map(Node::items).unwrap_or_default();
    let mut layer4: Vec<Layer4> = Vec::new();
    for (index, node) in items("l4Listeners").iter().enumerate() {
        let path = format!("spec.loadBalancer.l4Listeners[{index}]");
        timeouts(&mut walk, node, &path);
        let Some(segment) = decode::layer4(object, node) else { continue };
        match layer4.iter().find(|first| (first.protocol, first.port) == (segment.protocol, segment.port)) {
            Some(first) => repeated(&mut walk, node, &path, (segment.protocol, segment.port), first.location),
            None => layer4.push(segment),
        }
    }
    let mut layer7: Vec<Layer7> = Vec::new();
    for (index, node) in items("l7Listeners").iter().enumerate() {
        let path = format!("spec.loadBalancer.l7Listeners[{index}]");
        layer7_timeouts(&mut walk, node, &path);
        let Some(segment) = decode::layer7(object, node) else { continue };
        match layer7.iter().find(|first| (first.protocol, first.port) == (segment.protocol, segment.port)) {
            Some(first) => repeated(&mut walk, node, &path, (segment.protocol, segment.port), first.location),
            None => layer7.push(segment),
        }
    }
    let wrong = walk.found.iter().any(|found| found.code.severity == crate::diagnostic::Severity::Error);
    let config = ServiceConfig {
        reference: object.reference.clone(),
        soundness: if wrong { Soundness::Broken } else { Soundness::Sound },
        bandwidth: balancer.and_then(|node| decode::within(node, "internetMaxBandwidthOut", 0, MAX_BANDWIDTH)),
        layer4,
        layer7,
    };
    (config, walk.found)
}

fn reserved_name(walk: &mut SpecWalker<'_>) {
    let Some(name) = walk.object.node.at(&["metadata", "name"]) else { return };
    let suffix = RESERVED_SUFFIXES.iter().find(|suffix| name.as_str().is_some_and(|name| name.ends_with(*suffix)));
    if let Some(suffix) = suffix {
        walk.note(&codes::RESERVED_NAME, name, "metadata.name", &[("suffix", suffix)]);
    }
}

fn repeated(
    walk: &mut SpecWalker<'_>,
    node: &Node,
    path: &str,
    (protocol, port): (Protocol, u16),
    first: Option<Location>,
) {
    let segment = format!("{protocol} {port}");
    walk.note(&codes::REPEATED_SEGMENT, node, path, &[("segment", &segment)]);
    if let Some(last) = walk.found.last_mut() {
        let note = reasons::FIRST_SEGMENT.with("segment", segment);
        last.related.push(Related { note, location: first, object: None });
    }
}

fn layer7_timeouts(walk: &mut SpecWalker<'_>, node: &Node, path: &str) {
    for (d, domain) in node.get("domains").map(Node::items).unwrap_or_default().iter().enumerate() {
        for (r, rule) in domain.get("rules").map(Node::items).unwrap_or_default().iter().enumerate() {
            timeouts(walk, rule, &format!("{path}.domains[{d}].rules[{r}]"));
        }
    }
}

/// The timeout must be smaller than the interval; what is not written counts with its default.
fn timeouts(walk: &mut SpecWalker<'_>, node: &Node, path: &str) {
    let Some(check) = node.get("healthCheck") else { return };
    let number = |name: &str, default: i64| check.get(name).map_or(Some(default), Node::as_int);
    let (Some(timeout), Some(interval)) = (
        number("timeout", i64::from(decode::DEFAULT_TIMEOUT)),
        number("intervalTime", i64::from(decode::DEFAULT_INTERVAL)),
    ) else {
        return;
    };
    if timeout >= interval {
        let at = check.get("timeout").unwrap_or(check);
        let words = [("timeout", timeout.to_string()), ("interval", interval.to_string())];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        walk.note(&codes::SLOW_TIMEOUT, at, &format!("{path}.healthCheck.timeout"), &words);
    }
}

#[cfg(test)]
mod tests;
