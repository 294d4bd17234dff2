//! Bodies of CLB and Tag API calls, complete and within the limits of one call.

use super::order::FROM;
use crate::json::{Map, Value, json};
use crate::model::field::{Field, Values};
use crate::model::{ListenerKey, ListenerSpec, RuleSpec, Target, TargetAddress};

/// Most backends in one `BatchRegisterTargets`, `BatchDeregisterTargets` or `BatchModifyTargetWeight`.
pub const BATCH_TARGETS: usize = 500;
/// Most backends in one `RegisterTargets` or `DeregisterTargets`.
pub const PLAIN_TARGETS: usize = 20;
/// Most backends in one entry of `BatchModifyTargetWeight`.
pub const WEIGHT_ENTRY_TARGETS: usize = 50;

/// A value that exists already, or that an action will return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ref {
    /// It exists.
    Id(String),
    /// The action and the path in its answer.
    From(String, &'static str),
}

impl Ref {
    /// As it stands in a request.
    pub fn value(&self) -> Value {
        match self {
            Ref::Id(id) => json!(id),
            Ref::From(action, path) => json!({ FROM: action, "path": path }),
        }
    }

    /// The id, or the action: what tells two of them apart.
    pub fn key(&self) -> &str {
        match self {
            Ref::Id(id) | Ref::From(id, _) => id,
        }
    }
}

/// The fields among `values`, by their name in creation calls.
fn named(values: &Values, out: &mut Map) {
    for (field, value) in values {
        out.insert(field.name().to_owned(), value.clone());
    }
}

/// `CreateListener`, one listener.
pub fn create_listener(lb: &Ref, spec: &ListenerSpec) -> Value {
    let mut body = Map::new();
    body.insert("LoadBalancerId".into(), lb.value());
    body.insert("Ports".into(), json!([spec.key.port]));
    body.insert("Protocol".into(), spec.key.protocol.name().into());
    body.insert("ListenerNames".into(), json!([spec.name]));
    named(&spec.values, &mut body);
    // Creation has a list of names instead.
    body.remove(Field::ListenerName.name());
    Value::Object(body)
}

/// `ModifyListener`, the given fields.
pub fn modify_listener(lb: &str, listener: &str, values: &Values) -> Value {
    let mut body = Map::new();
    body.insert("LoadBalancerId".into(), lb.into());
    body.insert("ListenerId".into(), listener.into());
    named(values, &mut body);
    Value::Object(body)
}

/// `DeleteListener`. Never `DeleteLoadBalancerListeners`, which deletes every listener when its list is left out.
pub fn delete_listener(lb: &str, listener: &str) -> Value {
    json!({ "LoadBalancerId": lb, "ListenerId": listener })
}

/// `CreateRule`, one rule.
pub fn create_rule(lb: &Ref, listener: &Ref, rule: &RuleSpec) -> Value {
    let mut input = Map::new();
    input.insert("Domain".into(), rule.domain.clone().into());
    input.insert("Url".into(), rule.url.clone().into());
    named(&rule.values, &mut input);
    json!({ "LoadBalancerId": lb.value(), "ListenerId": listener.value(), "Rules": [input] })
}

/// `ModifyRule`, the given fields.
pub fn modify_rule(lb: &str, listener: &str, rule: &str, values: &Values) -> Value {
    let mut body = Map::new();
    body.insert("LoadBalancerId".into(), lb.into());
    body.insert("ListenerId".into(), listener.into());
    body.insert("LocationId".into(), rule.into());
    named(values, &mut body);
    Value::Object(body)
}

/// `ModifyDomainAttributes`, the given fields.
pub fn modify_domain(lb: &str, listener: &str, domain: &str, values: &Values) -> Value {
    let mut body = Map::new();
    body.insert("LoadBalancerId".into(), lb.into());
    body.insert("ListenerId".into(), listener.into());
    body.insert("Domain".into(), domain.into());
    named(values, &mut body);
    Value::Object(body)
}

/// True for fields that belong to a domain, not to one of its rules.
pub fn of_domain(field: Field) -> bool {
    matches!(field, Field::Certificate | Field::Http2)
}

/// `DeleteRule`, one rule.
pub fn delete_rule(lb: &str, listener: &str, rule: &str) -> Value {
    json!({ "LoadBalancerId": lb, "ListenerId": listener, "LocationIds": [rule] })
}

/// Which addresses a CLB binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IpFamily {
    /// IPv4: of an IPv4 or NAT64 CLB.
    V4,
    /// IPv6: of a native IPv6 CLB.
    V6,
    /// Not to be told.
    Unknown,
}

impl IpFamily {
    /// By the address version of the CLB, lower case.
    pub fn of(version: Option<&str>) -> IpFamily {
        match version {
            Some("ipv4" | "ipv6") => IpFamily::V4,
            Some("ipv6fullchain") => IpFamily::V6,
            Some(_) | None => IpFamily::Unknown,
        }
    }

    /// True when a backend can be bound. Hosts that are bound by their instance are known by its IPv4 address.
    pub fn binds(self, target: &Target) -> bool {
        let six = matches!(&target.address, TargetAddress::Ip(ip) if ip.contains(':'));
        match self {
            IpFamily::V4 => !six,
            IpFamily::V6 => six,
            IpFamily::Unknown => true,
        }
    }
}

/// Where backends are bound.
#[derive(Debug, Clone)]
pub struct BackendBinding {
    /// The CLB.
    pub lb: Ref,
    /// The listener.
    pub listener: Ref,
    /// Its identity.
    pub key: ListenerKey,
    /// The rule, of layer 7.
    pub rule: Option<Ref>,
    /// Which addresses it takes.
    pub family: IpFamily,
}

/// A backend as it stands in a request.
fn target(target: &Target, weight: Option<i64>) -> Map {
    let mut body = Map::new();
    match &target.address {
        TargetAddress::Instance(id) => body.insert("InstanceId".into(), id.clone().into()),
        TargetAddress::Ip(ip) => body.insert("EniIp".into(), ip.clone().into()),
    };
    body.insert("Port".into(), target.port.into());
    if let Some(weight) = weight {
        body.insert("Weight".into(), weight.into());
    }
    body
}

/// The backends that a call of [`target_requests`] names: id of the listener and of the rule, where they exist already, and the
/// backend.
pub fn named_targets(request: &Value) -> Vec<(Option<&str>, Option<&str>, Target)> {
    let text = |body: &'_ Value, key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = |of: &Value, key: &str| of.get(key).is_some_and(Value::is_string);
    let list = request.get("Targets").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut out = Vec::new();
    for item in list {
        let address = match (text(item, "InstanceId"), text(item, "EniIp")) {
            (Some(instance), _) => TargetAddress::Instance(instance),
            (None, Some(ip)) => TargetAddress::Ip(ip),
            (None, None) => continue,
        };
        let port = item.get("Port").and_then(Value::as_u64).and_then(|port| u16::try_from(port).ok());
        let Some(port) = port else { continue };
        let at = if item.get("ListenerId").is_some() { item } else { request };
        let read = |key: &str| at.get(key).filter(|_| id(at, key)).and_then(Value::as_str);
        out.push((read("ListenerId"), read("LocationId"), Target { address, port }));
    }
    out
}

/// Calls that bind or unbind backends: name and bodies. The batch calls name TCP, UDP, HTTP and HTTPS; listeners of other
/// protocols take the plain ones.
pub fn target_requests(
    binding: &BackendBinding,
    targets: &[(Target, Option<i64>)],
    batch: &'static str,
    plain: &'static str,
) -> (&'static str, Vec<Value>) {
    use crate::tke::Protocol as P;
    match binding.key.protocol {
        P::Tcp | P::Udp | P::Http | P::Https => {
            let bodies = targets.chunks(BATCH_TARGETS).map(|chunk| {
                let list: Vec<Value> = chunk
                    .iter()
                    .map(|(backend, weight)| {
                        let mut body = target(backend, *weight);
                        body.insert("ListenerId".into(), binding.listener.value());
                        if let Some(rule) = &binding.rule {
                            body.insert("LocationId".into(), rule.value());
                        }
                        Value::Object(body)
                    })
                    .collect();
                Value::Object(listing(&binding.lb, "Targets", list))
            });
            (batch, bodies.collect())
        }
        P::TcpSsl | P::Quic => {
            let bodies = targets.chunks(PLAIN_TARGETS).map(|chunk| {
                let list: Vec<Value> =
                    chunk.iter().map(|(backend, weight)| Value::Object(target(backend, *weight))).collect();
                let mut body = listing(&binding.lb, "Targets", list);
                body.insert("ListenerId".into(), binding.listener.value());
                Value::Object(body)
            });
            (plain, bodies.collect())
        }
    }
}

/// `BatchModifyTargetWeight`.
pub fn modify_weights(binding: &BackendBinding, targets: &[(Target, Option<i64>)]) -> Vec<Value> {
    let bodies = targets.chunks(BATCH_TARGETS).map(|chunk| {
        let entries: Vec<Value> = chunk
            .chunks(WEIGHT_ENTRY_TARGETS)
            .map(|part| {
                let list: Vec<Value> =
                    part.iter().map(|(backend, weight)| Value::Object(target(backend, *weight))).collect();
                let mut entry = Map::new();
                entry.insert("ListenerId".into(), binding.listener.value());
                if let Some(rule) = &binding.rule {
                    entry.insert("LocationId".into(), rule.value());
                }
                entry.insert("Targets".into(), list.into());
                Value::Object(entry)
            })
            .collect();
        Value::Object(listing(&binding.lb, "ModifyList", entries))
    });
    bodies.collect()
}

/// A body with a list that is moved into it: backends are most of what a plan holds, and `json!` copies.
fn listing(lb: &Ref, key: &str, list: Vec<Value>) -> Map {
    let mut body = Map::new();
    body.insert("LoadBalancerId".into(), lb.value());
    body.insert(key.to_owned(), list.into());
    body
}

/// Backends as a change shows them.
pub fn shown(targets: impl Iterator<Item = (Target, Option<i64>)>) -> Value {
    let list: Vec<Value> = targets.map(|(backend, weight)| Value::Object(target(&backend, weight))).collect();
    let mut shown = Map::new();
    shown.insert("Targets".into(), list.into());
    Value::Object(shown)
}

/// The six-segment name that the Tag API knows a CLB by. An empty account number means the caller's own.
pub fn resource_name(region: &str, uin: Option<&str>, lb: &str) -> String {
    format!("qcs::clb:{region}:uin/{}:clb/{lb}", uin.unwrap_or_default())
}
