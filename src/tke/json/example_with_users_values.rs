//! What a value of the wrong shape probably means, in the right shape: an example with the user's own values.
//!
//! It is shown and never applied, and only where the ports and protocols, or the weights, can be recognised.

use super::{JsonAnnotationKind, codes, specify_protocol, target_groups};
use crate::json::{Map, Value, json};
use crate::syntax::{SyntaxNode, SyntaxNodeValue, parse_json};
use crate::tke::parsed_value::ValueProblem;
use crate::tke::protocol::Protocol;

/// Longest example. It is shown with each problem of the value.
const MAX_LENGTH: usize = 300;

/// The problems with an example of the user's own values, where one of them is about the shape.
pub(in crate::tke) fn with_example(
    shape: JsonAnnotationKind,
    text: &str,
    mut problems: Vec<ValueProblem>,
) -> Vec<ValueProblem> {
    let is = |problem: &ValueProblem, code| std::ptr::eq(problem.code, code);
    // Of weights every member may be absent, so that a wrong shape has members that nobody knows.
    let has_no_weights =
        |problem: &ValueProblem| shape == JsonAnnotationKind::RsWeight && is(problem, &codes::JSON_UNKNOWN);
    let is_of_shape = |problem: &ValueProblem| {
        let codes = [&codes::JSON_WHOLE_TYPE, &codes::JSON_TYPE, &codes::JSON_MISSING, &codes::JSON_EMPTY];
        codes.into_iter().any(|code| is(problem, code)) || has_no_weights(problem)
    };
    if !problems.iter().any(is_of_shape) {
        return problems;
    }
    let Some(example) = example(shape, text).filter(|example| example.len() <= MAX_LENGTH) else { return problems };
    for problem in problems.iter_mut().filter(|problem| is_of_shape(problem)) {
        let word = if has_no_weights(problem) { "known" } else { "allowed" };
        // A misspelled member has its own suggestion.
        if problem.suggestion.is_none() {
            problem.args.retain(|(name, _)| *name != word);
            problem.args.push((word, format!("`{example}`")));
        }
    }
    problems
}

fn example(shape: JsonAnnotationKind, text: &str) -> Option<String> {
    let node = parse_json(text).ok()?;
    match shape {
        JsonAnnotationKind::SpecifyProtocol => {
            let example = protocols_by_port(&node)?.to_string();
            specify_protocol(&example).value.map(|_| example)
        }
        JsonAnnotationKind::TargetGroups => {
            let example = groups_of_ports(&node)?.to_string();
            target_groups(&example).value.map(|_| example)
        }
        JsonAnnotationKind::RsWeight => weights(&node),
        JsonAnnotationKind::Parameters | JsonAnnotationKind::SnatPro | JsonAnnotationKind::SourceEndpoints => None,
    }
}

/// A port as somebody wrote it, with its protocols and whatever else belongs to it.
struct WrittenPort<'n> {
    port: u16,
    protocols: Vec<Protocol>,
    members: Option<&'n SyntaxNode>,
}

fn protocols_by_port(node: &SyntaxNode) -> Option<Value> {
    let mut out = Map::new();
    for written in written_ports(node)? {
        let mut entry = Map::new();
        let text = |name: &str| written.members.and_then(|members| members.get(name));
        if let Some(tls) = text("tls").and_then(SyntaxNode::as_str) {
            entry.insert("tls".into(), tls.into());
        }
        if let Some(hosts) = text("hosts") {
            entry.insert("hosts".into(), hosts.to_json());
        }
        let list: Vec<Value> = written.protocols.iter().map(|protocol| protocol.name().into()).collect();
        entry.insert("protocol".into(), list.into());
        out.insert(written.port.to_string(), Value::Object(entry));
    }
    Some(Value::Object(out))
}

fn groups_of_ports(node: &SyntaxNode) -> Option<Value> {
    let mut out: Vec<Value> = Vec::new();
    for written in written_ports(node)? {
        let name = written.members.and_then(|members| members.get("name")).and_then(SyntaxNode::as_str);
        for protocol in written.protocols {
            let group = match name {
                Some(name) => json!({ "protocol": protocol.name(), "port": i64::from(written.port), "name": name }),
                None => json!({ "protocol": protocol.name(), "port": i64::from(written.port) }),
            };
            out.push(group);
        }
    }
    Some(Value::Array(out))
}

/// The ports of a value, in whichever shape; `None` where anything in it is not recognised, or nothing.
fn written_ports(node: &SyntaxNode) -> Option<Vec<WrittenPort<'_>>> {
    let mut ports = Vec::new();
    match &node.value {
        SyntaxNodeValue::Object(_) if node.get("port").is_some() => ports.push(described(node)?),
        SyntaxNodeValue::Object(_) => {
            for member in node.members() {
                match (number(&member.key), named(&member.key)) {
                    (Some(port), _) => ports.push(of_port(port, &member.value)?),
                    (None, Some(protocol)) => {
                        for port in numbers(&member.value)? {
                            ports.push(WrittenPort { port, protocols: vec![protocol], members: None });
                        }
                    }
                    (None, None) => return None,
                }
            }
        }
        SyntaxNodeValue::Array(items) => {
            for item in items {
                ports.push(described(item)?);
            }
        }
        _ => return None,
    }
    (!ports.is_empty()).then_some(ports)
}

/// `{"port":80,"protocol":"TCP"}`
fn described(node: &SyntaxNode) -> Option<WrittenPort<'_>> {
    of_port(*numbers(node.get("port")?)?.first()?, node)
}

/// What is written about a port: a protocol, several, or an object with them. Without any it is that of most ports.
fn of_port(port: u16, node: &SyntaxNode) -> Option<WrittenPort<'_>> {
    let members = matches!(node.value, SyntaxNodeValue::Object(_)).then_some(node);
    let list = match members {
        Some(node) => ["protocol", "protocols", "proto"].into_iter().find_map(|name| node.get(name)),
        None => Some(node),
    };
    let protocols: Vec<Protocol> = match list {
        Some(list) if !list.items().is_empty() => {
            list.items().iter().map(|item| named(item.as_str()?)).collect::<Option<_>>()?
        }
        Some(list) if matches!(list.value, SyntaxNodeValue::Array(_)) => vec![Protocol::Tcp],
        Some(one) => vec![named(one.as_str()?)?],
        None => vec![Protocol::Tcp],
    };
    Some(WrittenPort { port, protocols, members })
}

fn numbers(node: &SyntaxNode) -> Option<Vec<u16>> {
    let one = |node: &SyntaxNode| match node.as_str() {
        Some(text) => number(text),
        None => node.as_int().and_then(|number| u16::try_from(number).ok()).filter(|number| *number > 0),
    };
    match &node.value {
        SyntaxNodeValue::Array(items) => items.iter().map(one).collect(),
        _ => one(node).map(|number| vec![number]),
    }
}

fn number(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|number| *number > 0)
}

fn named(text: &str) -> Option<Protocol> {
    Protocol::from_name(&text.trim().replace('-', "_").to_ascii_uppercase())
}

/// The protocol, port, StatefulSet and weight that a value names, in any shape.
#[derive(Default)]
struct WrittenWeight {
    protocol: Option<Protocol>,
    port: Option<u16>,
    stateful_set: Option<String>,
    weight: Option<i64>,
}

fn weights(node: &SyntaxNode) -> Option<String> {
    // Where a member is right, the others are judged one by one.
    if ["defaultWeight", "groups"].into_iter().any(|member| node.get(member).is_some()) {
        return None;
    }
    let mut written = WrittenWeight::default();
    collect(node, &mut written);
    let weight = written.weight?;
    if written.protocol.is_none() && written.port.is_none() && written.stateful_set.is_none() {
        return Some(format!(r#"{{"defaultWeight":{weight}}}"#));
    }
    let protocol = written.protocol.map_or("TCP", Protocol::name);
    let port = written.port.map_or_else(|| "…".to_owned(), |port| port.to_string());
    let set = Value::from(written.stateful_set.as_deref().unwrap_or("…"));
    Some(format!(
        r#"{{"groups":[{{"key":{{"proto":"{protocol}","port":{port}}},"statefulSets":[{{"name":{set},"weights":[{{"weight":{weight},"podIndexes":[0]}}]}}]}}]}}"#
    ))
}

fn collect(node: &SyntaxNode, written: &mut WrittenWeight) {
    match node.as_int() {
        Some(weight) => written.weight = written.weight.or(Some(weight).filter(|weight| (0..=100).contains(weight))),
        None => written.protocol = written.protocol.or_else(|| named(node.as_str()?)),
    }
    for member in node.members() {
        match (named(&member.key), number(&member.key)) {
            (Some(protocol), _) => written.protocol = written.protocol.or(Some(protocol)),
            (None, Some(port)) => written.port = written.port.or(Some(port)),
            (None, None) if member.key == "port" => {
                written.port = written.port.or_else(|| numbers(&member.value)?.first().copied());
                continue;
            }
            (None, None) if ["weight", "proto", "protocol"].contains(&member.key.as_str()) => {}
            (None, None) => written.stateful_set = written.stateful_set.take().or_else(|| Some(member.key.to_string())),
        }
        collect(&member.value, written);
    }
    node.items().iter().for_each(|item| collect(item, written));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_shown(shape: JsonAnnotationKind, text: &str, expected: Option<&str>) {
        assert_eq!(example(shape, text).as_deref(), expected, "{text}");
    }

    #[test]
    fn protocols_in_any_shape_are_shown_by_port() {
        let shown = |text, expected| assert_shown(JsonAnnotationKind::SpecifyProtocol, text, Some(expected));
        shown(r#"{"TCP":1}"#, r#"{"1":{"protocol":["TCP"]}}"#);
        shown(
            r#"{"tcp":[80,"443"],"UDP":53}"#,
            r#"{"443":{"protocol":["TCP"]},"53":{"protocol":["UDP"]},"80":{"protocol":["TCP"]}}"#,
        );
        shown(r#"{"80":"http"}"#, r#"{"80":{"protocol":["HTTP"]}}"#);
        shown(r#"{"80":["TCP","UDP"]}"#, r#"{"80":{"protocol":["TCP","UDP"]}}"#);
        shown(
            r#"{"443":{"protocol":"TCP_SSL","tls":"web-tls"}}"#,
            r#"{"443":{"protocol":["TCP_SSL"],"tls":"web-tls"}}"#,
        );
        shown(r#"[{"port":80,"protocol":"TCP"}]"#, r#"{"80":{"protocol":["TCP"]}}"#);
        shown(r#"{"port":"80"}"#, r#"{"80":{"protocol":["TCP"]}}"#);
        assert_shown(JsonAnnotationKind::SpecifyProtocol, r#"{"http":"TCP"}"#, None);
        assert_shown(JsonAnnotationKind::SpecifyProtocol, "[]", None);
        assert_shown(JsonAnnotationKind::SpecifyProtocol, r#"{"80":{"protocol":["TLS"]}}"#, None);
    }

    #[test]
    fn target_groups_are_a_list() {
        let shown = |text, expected| assert_shown(JsonAnnotationKind::TargetGroups, text, Some(expected));
        shown(r#"{"TCP":80}"#, r#"[{"port":80,"protocol":"TCP"}]"#);
        shown(r#"{"port":80,"protocol":"TCP","name":"web"}"#, r#"[{"name":"web","port":80,"protocol":"TCP"}]"#);
    }

    #[test]
    fn weights_are_in_groups() {
        let shown = |text, expected| assert_shown(JsonAnnotationKind::RsWeight, text, Some(expected));
        shown("5", r#"{"defaultWeight":5}"#);
        shown(
            r#"{"TCP":1}"#,
            r#"{"groups":[{"key":{"proto":"TCP","port":…},"statefulSets":[{"name":"…","weights":[{"weight":1,"podIndexes":[0]}]}]}]}"#,
        );
        shown(
            r#"{"80":{"web":7}}"#,
            r#"{"groups":[{"key":{"proto":"TCP","port":80},"statefulSets":[{"name":"web","weights":[{"weight":7,"podIndexes":[0]}]}]}]}"#,
        );
        assert_shown(JsonAnnotationKind::RsWeight, r#"{"groups":[1]}"#, None);
        assert_shown(JsonAnnotationKind::RsWeight, r#"{"web":"x"}"#, None);
    }

    #[test]
    fn a_problem_of_the_shape_shows_it() {
        let problems = super::super::check(JsonAnnotationKind::SpecifyProtocol, r#"{"TCP":1}"#);
        let allowed: Vec<&str> = problems.iter().map(|problem| problem.args.last().unwrap().1.as_str()).collect();
        assert_eq!(allowed, ["1–65535", r#"`{"1":{"protocol":["TCP"]}}`"#]);
        let problems = super::super::check(JsonAnnotationKind::RsWeight, r#"{"TCP":1}"#);
        let known = problems[0].args.iter().find(|(name, _)| *name == "known").unwrap();
        assert!(known.1.starts_with(r#"`{"groups":[{"key":{"proto":"TCP""#), "{known:?}");
    }
}
