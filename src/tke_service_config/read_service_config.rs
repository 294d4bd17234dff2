//! Reads a TkeServiceConfig: what it declares, and findings about it.

use super::check_against_fields::ConfigWalker;
use super::declared_config::{ListenerConfig, ServiceConfig};
use super::fields::{self, ConfigField, RESERVED_SUFFIXES};
use super::{codes, config_notes_and_fix_titles, convert_to_clb_api};
use crate::diagnostic::{Diagnostic, Location, Related};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke::{OsiLayer, Protocol};

/// The lists of segments: name, layer, the protocols of their listeners, and the fields of a segment.
const LISTS: [(&str, OsiLayer, [Protocol; 2], &[ConfigField]); 2] = [
    ("l4Listeners", OsiLayer::Four, [Protocol::Tcp, Protocol::Udp], fields::LAYER4),
    ("l7Listeners", OsiLayer::Seven, [Protocol::Http, Protocol::Https], fields::LAYER7),
];

pub fn read(object: &KubernetesObject) -> (ServiceConfig, Vec<Diagnostic>) {
    let mut walk = ConfigWalker { object, found: Vec::new() };
    if let Some(spec) = object.node.get("spec") {
        walk.fields(spec, fields::SPEC, "spec");
    }
    reserved_name(&mut walk);
    let balancer = object.node.at(&["spec", "loadBalancer"]);
    let mut segments: Vec<ListenerConfig> = Vec::new();
    for (list, layer, protocols, fields) in LISTS {
        let items = balancer.and_then(|node| node.get(list)).map(SyntaxNode::items).unwrap_or_default();
        for (index, node) in items.iter().enumerate() {
            let path = format!("spec.loadBalancer.{list}[{index}]");
            combinations(&mut walk, layer, node, &path);
            let Some(segment) = convert_to_clb_api::segment(object, node, protocols, fields) else { continue };
            let listener = (segment.protocol, segment.port);
            match segments.iter().find(|first| (first.protocol, first.port) == listener) {
                Some(first) => repeated(&mut walk, node, &path, listener, first.location),
                None => segments.push(segment),
            }
        }
    }
    let declared = balancer.map(|node| convert_to_clb_api::declared(node, fields::LOAD_BALANCER)).unwrap_or_default();
    (ServiceConfig { declared, segments }, walk.found)
}

fn reserved_name(walk: &mut ConfigWalker<'_>) {
    let Some(name) = walk.object.node.at(&["metadata", "name"]) else { return };
    let suffix = RESERVED_SUFFIXES.iter().find(|suffix| name.as_str().is_some_and(|name| name.ends_with(*suffix)));
    if let Some(suffix) = suffix {
        walk.note(&codes::RESERVED_NAME, name, "metadata.name", &[("suffix", suffix)]);
    }
}

fn repeated(
    walk: &mut ConfigWalker<'_>,
    node: &SyntaxNode,
    path: &str,
    (protocol, port): (Protocol, u16),
    first: Option<Location>,
) {
    let segment = format!("{protocol} {port}");
    walk.note(&codes::REPEATED_SEGMENT, node, path, &[("segment", &segment)]);
    if let Some(last) = walk.found.last_mut() {
        let note = config_notes_and_fix_titles::FIRST_SEGMENT.with("segment", segment);
        last.related.push(Related { note, location: first, object: None });
    }
}

/// Checks the settings that depend on each other: of a segment itself on layer 4, of its rules on layer 7.
fn combinations(walk: &mut ConfigWalker<'_>, layer: OsiLayer, segment: &SyntaxNode, path: &str) {
    if layer == OsiLayer::Four {
        return settings(walk, segment, path);
    }
    for (d, domain) in segment.get("domains").map(SyntaxNode::items).unwrap_or_default().iter().enumerate() {
        for (r, rule) in domain.get("rules").map(SyntaxNode::items).unwrap_or_default().iter().enumerate() {
            settings(walk, rule, &format!("{path}.domains[{d}].rules[{r}]"));
        }
    }
}

fn settings(walk: &mut ConfigWalker<'_>, node: &SyntaxNode, path: &str) {
    timeout(walk, node, path);
    session_with_least_connections(walk, node, path);
}

/// Session persistence is for other scheduling algorithms. Both are sent all the same: an example of the API does so.
fn session_with_least_connections(walk: &mut ConfigWalker<'_>, node: &SyntaxNode, path: &str) {
    let enabled = node.at(&["session", "enable"]).and_then(SyntaxNode::as_bool) == Some(true);
    let Some(scheduler) = node.get("scheduler").filter(|_| enabled) else { return };
    if scheduler.as_str() == Some("LEAST_CONN") {
        walk.note(&codes::SESSION_WITH_LEAST_CONN, scheduler, &format!("{path}.scheduler"), &[]);
    }
}

/// The timeout must be smaller than the interval; an absent one counts with its default.
fn timeout(walk: &mut ConfigWalker<'_>, node: &SyntaxNode, path: &str) {
    let Some(check) = node.get("healthCheck") else { return };
    let number = |name: &str, default: i64| check.get(name).map_or(Some(default), SyntaxNode::as_int);
    let (Some(timeout), Some(interval)) = (
        number("timeout", convert_to_clb_api::DEFAULT_TIMEOUT),
        number("intervalTime", convert_to_clb_api::DEFAULT_INTERVAL),
    ) else {
        return;
    };
    // The documentation's own example has both equal.
    if timeout > interval {
        let at = check.get("timeout").unwrap_or(check);
        let words = [("timeout", timeout.to_string()), ("interval", interval.to_string())];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        walk.note(&codes::SLOW_TIMEOUT, at, &format!("{path}.healthCheck.timeout"), &words);
    }
}
