//! Reads a TkeServiceConfig object: its declarations, and what is wrong with it.

use super::fields::{self, RESERVED_SUFFIXES};
use super::spec::{Layer4, Layer7, ServiceConfig, Soundness};
use super::walk::SpecWalker;
use super::{codes, decode, reasons};
use crate::diagnostic::{Diagnostic, Location, Related};
use crate::syntax::{Node, Object};
use crate::tke::Protocol;
use crate::tke::json::MAX_BANDWIDTH;

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
