//! The valid members of an object, converted to the form of the CLB API. The walk reports what is wrong with the others.

use super::declared_config::{ConfigDomain, ConfiguredMembers, ForwardingRuleConfig, ListenerConfig};
use super::fields::{ConfigField, FieldType};
use crate::json::{Map, Value};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke::Protocol;

/// Seconds of session persistence when `sessionExpireTime` is not set.
pub(super) const DEFAULT_SESSION_SECONDS: i64 = 30;
/// Seconds between probes when `intervalTime` is not set.
pub(super) const DEFAULT_INTERVAL: i64 = 5;
/// Seconds until a probe fails when `timeout` is not set.
pub(super) const DEFAULT_TIMEOUT: i64 = 2;

/// Members of `healthCheck` that are copied: their names here and in the CLB API.
const HEALTH_CHECK_MEMBERS: [(&str, &str); 15] = [
    ("intervalTime", "IntervalTime"),
    ("timeout", "TimeOut"),
    ("healthNum", "HealthNum"),
    ("unHealthNum", "UnHealthNum"),
    ("checkType", "CheckType"),
    ("checkPort", "CheckPort"),
    ("sourceIpType", "SourceIpType"),
    ("httpCheckPath", "HttpCheckPath"),
    ("httpCheckDomain", "HttpCheckDomain"),
    ("httpCheckMethod", "HttpCheckMethod"),
    ("httpCode", "HttpCode"),
    ("httpVersion", "HttpVersion"),
    ("contextType", "ContextType"),
    ("sendContext", "SendContext"),
    ("recvContext", "RecvContext"),
];

/// The valid members of `node` among `fields`.
pub(super) fn declared(node: &SyntaxNode, fields: &'static [ConfigField]) -> ConfiguredMembers {
    fields.iter().filter_map(|field| Some((field.name, value(node.get(field.name)?, field)?))).collect()
}

/// A segment of a listener that speaks one of these protocols.
pub(super) fn segment(
    object: &KubernetesObject,
    node: &SyntaxNode,
    protocols: [Protocol; 2],
    fields: &'static [ConfigField],
) -> Option<ListenerConfig> {
    let protocol = node.str_at("protocol").and_then(Protocol::from_name);
    let port = node.get("port").and_then(SyntaxNode::as_int).and_then(|port| u16::try_from(port).ok());
    Some(ListenerConfig {
        protocol: protocol.filter(|protocol| protocols.contains(protocol))?,
        port: port.filter(|port| *port > 0)?,
        declared: declared(node, fields),
        domains: items(node, fields, "domains").map(|(node, fields)| domain(node, fields)).collect(),
        location: object.location(node.span),
    })
}

fn domain(node: &SyntaxNode, fields: &'static [ConfigField]) -> ConfigDomain {
    ConfigDomain {
        domain: node.str_at("domain").unwrap_or_default().to_owned(),
        declared: declared(node, fields),
        rules: items(node, fields, "rules").map(|(node, fields)| rule(node, fields)).collect(),
    }
}

fn rule(node: &SyntaxNode, fields: &'static [ConfigField]) -> ForwardingRuleConfig {
    ForwardingRuleConfig { url: node.str_at("url").unwrap_or("/").to_owned(), declared: declared(node, fields) }
}

/// The items of a list of objects, each with the fields it may have.
fn items<'n>(
    node: &'n SyntaxNode,
    fields: &'static [ConfigField],
    name: &str,
) -> impl Iterator<Item = (&'n SyntaxNode, &'static [ConfigField])> {
    let list = fields.iter().find(|field| field.name == name).and_then(|field| match field.kind {
        FieldType::List(inner) => Some((node.get(name)?.items(), inner)),
        FieldType::Bool | FieldType::Int(..) | FieldType::Words(_) | FieldType::Text | FieldType::Object(_) => None,
    });
    list.into_iter().flat_map(|(items, inner)| items.iter().map(move |item| (item, inner)))
}

fn value(node: &SyntaxNode, field: &ConfigField) -> Option<Value> {
    match field.kind {
        FieldType::Object(_) if field.name == "session" => session(node),
        FieldType::Object(fields) if field.name == "healthCheck" => Some(health_check(node, fields)),
        FieldType::Words(words) => node.as_str().filter(|text| words.contains(text)).map(Into::into),
        FieldType::Text => node.as_str().map(Into::into),
        FieldType::Bool => node.as_bool().map(Into::into),
        FieldType::Int(min, max) => within(node, min, max).map(Into::into),
        FieldType::Object(_) | FieldType::List(_) => None,
    }
}

fn within(node: &SyntaxNode, min: i64, max: i64) -> Option<i64> {
    node.as_int().filter(|number| (min..=max).contains(number))
}

/// `SessionExpireTime`: seconds, 0 is off.
fn session(node: &SyntaxNode) -> Option<Value> {
    match (node.get("enable")?.as_bool()?, node.get("sessionExpireTime")) {
        (false, _) => Some(0.into()),
        (true, None) => Some(DEFAULT_SESSION_SECONDS.into()),
        (true, Some(seconds)) => within(seconds, 30, 3600).map(Into::into),
    }
}

/// `HealthCheck`, of the members that the layer has. A check that is off has no other member: the API rejects them.
fn health_check(node: &SyntaxNode, fields: &[ConfigField]) -> Value {
    let mut api = Map::new();
    let enable = node.get("enable").and_then(SyntaxNode::as_bool);
    if let Some(enable) = enable {
        api.insert("HealthSwitch".into(), i64::from(enable).into());
    }
    if enable == Some(false) {
        return Value::Object(api);
    }
    for (name, api_name) in HEALTH_CHECK_MEMBERS {
        let field = fields.iter().find(|field| field.name == name);
        if let Some(value) = field.and_then(|field| value(node.get(name)?, field)) {
            api.insert(api_name.to_owned(), value);
        }
    }
    // A timeout that is not below the interval would make the API reject the call, so neither is sent.
    let number = |name: &str, default: i64| api.get(name).and_then(Value::as_i64).unwrap_or(default);
    if number("TimeOut", DEFAULT_TIMEOUT) >= number("IntervalTime", DEFAULT_INTERVAL) {
        api.remove("TimeOut");
        api.remove("IntervalTime");
    }
    Value::Object(api)
}
