//! The good values of an object, as types. What is wrong with the others has been said by the walk.

use super::{ConfigDomain, ConfigRule, HealthCheck, Layer4, Layer7, SESSION_SECONDS, Scheduler, Session};
use crate::syntax::{Node, Object};
use crate::tke::Protocol;

/// A number, if it is one and in range.
pub(super) fn within(node: &Node, name: &str, min: i64, max: i64) -> Option<u32> {
    node.get(name).and_then(Node::as_int).filter(|number| (min..=max).contains(number)).and_then(|n| n.try_into().ok())
}

fn port(node: &Node, name: &str) -> Option<u16> {
    within(node, name, 1, 65535).and_then(|port| u16::try_from(port).ok())
}

fn text(node: &Node, name: &str) -> Option<String> {
    node.str_at(name).map(str::to_owned)
}

fn protocol(node: &Node, allowed: [Protocol; 2]) -> Option<Protocol> {
    node.str_at("protocol").and_then(Protocol::from_name).filter(|protocol| allowed.contains(protocol))
}

/// Seconds between probes where none are given.
pub(super) const DEFAULT_INTERVAL: u32 = 5;
/// Seconds until a probe fails where none are given.
pub(super) const DEFAULT_TIMEOUT: u32 = 2;

pub(super) fn layer4(object: &Object, node: &Node) -> Option<Layer4> {
    Some(Layer4 {
        protocol: protocol(node, [Protocol::Tcp, Protocol::Udp])?,
        port: port(node, "port")?,
        session: session(node),
        health_check: node.get("healthCheck").map(health_check),
        scheduler: scheduler(node, &[Scheduler::Wrr, Scheduler::LeastConn]),
        listener_name: text(node, "listenerName"),
        location: object.location(node.span),
    })
}

pub(super) fn layer7(object: &Object, node: &Node) -> Option<Layer7> {
    let domains = node.get("domains").map(Node::items).unwrap_or_default();
    Some(Layer7 {
        protocol: protocol(node, [Protocol::Http, Protocol::Https])?,
        port: port(node, "port")?,
        keepalive: within(node, "keepaliveEnable", 0, 1).map(|on| on == 1),
        default_server: text(node, "defaultServer"),
        snat: node.get("snatEnable").and_then(Node::as_bool),
        listener_name: text(node, "listenerName"),
        domains: domains.iter().map(domain).collect(),
        location: object.location(node.span),
    })
}

fn domain(node: &Node) -> ConfigDomain {
    let rules = node.get("rules").map(Node::items).unwrap_or_default();
    ConfigDomain {
        domain: text(node, "domain").unwrap_or_default(),
        http2: node.get("http2").and_then(Node::as_bool),
        rules: rules.iter().map(rule).collect(),
    }
}

fn rule(node: &Node) -> ConfigRule {
    ConfigRule {
        url: text(node, "url").unwrap_or_else(|| "/".to_owned()),
        forward_type: text(node, "forwardType"),
        session: session(node),
        health_check: node.get("healthCheck").map(health_check),
        scheduler: scheduler(node, &[Scheduler::Wrr, Scheduler::LeastConn, Scheduler::IpHash]),
    }
}

fn session(node: &Node) -> Option<Session> {
    let session = node.get("session")?;
    match session.get("enable")?.as_bool()? {
        false => Some(Session::Off),
        true if session.get("sessionExpireTime").is_none() => Some(Session::On(SESSION_SECONDS)),
        true => within(session, "sessionExpireTime", 30, 3600).map(Session::On),
    }
}

fn scheduler(node: &Node, allowed: &[Scheduler]) -> Option<Scheduler> {
    let name = node.str_at("scheduler")?;
    allowed.iter().copied().find(|scheduler| scheduler.name() == name)
}

fn health_check(node: &Node) -> HealthCheck {
    let interval = within(node, "intervalTime", 5, 300);
    let timeout = within(node, "timeout", 2, 60);
    // Two that contradict each other are neither used: the call that carried them would be refused.
    let sound = timeout.unwrap_or(DEFAULT_TIMEOUT) < interval.unwrap_or(DEFAULT_INTERVAL);
    HealthCheck {
        enable: node.get("enable").and_then(Node::as_bool),
        interval: interval.filter(|_| sound),
        timeout: timeout.filter(|_| sound),
        healthy: within(node, "healthNum", 2, 10),
        unhealthy: within(node, "unHealthNum", 2, 10),
        check_type: text(node, "checkType"),
        port: port(node, "checkPort"),
        source_ip_type: within(node, "sourceIpType", 0, 1),
        http_path: text(node, "httpCheckPath"),
        http_domain: text(node, "httpCheckDomain"),
        http_method: text(node, "httpCheckMethod"),
        http_code: within(node, "httpCode", 1, 31),
        http_version: text(node, "httpVersion"),
        context_type: text(node, "contextType"),
        send: text(node, "sendContext"),
        receive: text(node, "recvContext"),
    }
}
