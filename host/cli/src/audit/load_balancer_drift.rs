//! How a load balancer differs from what its Service needs, for the messages of the audit: which backend is missing, not needed or
//! has another weight, and which listener or attribute differs.

use super::messages;
use crate::localization::{Lang, Message};
use crate::messages as common;
use crate::module_answer::{Change, ServicePlan, Verb};
use crate::summary::value::show;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Of more differences than these the others are counted.
const MAX: usize = 12;

/// The differences of a load balancer that stays, in one sentence; `None` where there are none.
pub fn all(service: &ServicePlan, lang: Lang) -> Option<String> {
    joined(service.changes.iter().filter(|change| !is_object(change)), lang)
}

/// The same, of the backends of what stays only: with a listener or rule that is missing or not needed, its backends are, too.
pub fn of_backends(service: &ServicePlan, lang: Lang) -> Option<String> {
    let stays = |listener: &str| {
        service.changes.iter().filter(|change| change.verb != Verb::Update).all(|change| {
            let name = change.address.strip_prefix("listener/").or_else(|| change.address.strip_prefix("rule/"));
            name != Some(listener)
        })
    };
    joined(service.changes.iter().filter(|change| listener(change).is_some_and(stays)), lang)
}

fn joined<'c>(changes: impl Iterator<Item = &'c Change>, lang: Lang) -> Option<String> {
    let mut found: Vec<String> = changes.flat_map(|change| of_change(change, lang)).collect();
    if found.len() > MAX {
        let n = (found.len() - MAX).to_string();
        found.truncate(MAX);
        let first = found.join(lang.clause_separator());
        return Some(common::AND_MORE.format(lang, &[("first", &first), ("n", &n)]));
    }
    (!found.is_empty()).then(|| found.join(lang.clause_separator()))
}

/// True for a change of an object of the cluster.
fn is_object(change: &Change) -> bool {
    matches!(change.address.as_str(), "service" | "service-config")
}

/// The listener or rule whose backends a change is about.
fn listener(change: &Change) -> Option<&str> {
    change.address.strip_prefix("backends/")
}

fn of_change(change: &Change, lang: Lang) -> Vec<String> {
    if let Some(listener) = listener(change) {
        return backends(change, listener, lang);
    }
    let fields = change.fields.join(lang.list_separator());
    let address = [("address", change.address.as_str()), ("fields", &fields)];
    let message = match change.verb {
        Verb::Create => &messages::RESOURCE_MISSING,
        Verb::Delete | Verb::Release => &messages::RESOURCE_NOT_NEEDED,
        Verb::Update | Verb::Other if fields.is_empty() => &messages::RESOURCE_DIFFERS,
        Verb::Update | Verb::Other => &messages::FIELDS_DIFFER,
    };
    vec![message.format(lang, &address)]
}

fn backends(change: &Change, listener: &str, lang: Lang) -> Vec<String> {
    if change.after_unknown.iter().any(|field| field == "Targets") {
        return vec![messages::BACKENDS_UNKNOWN.format(lang, &[("listener", listener)])];
    }
    let (before, after) = (targets(change.before.as_ref()), targets(change.after.as_ref()));
    let bound: BTreeSet<&str> = before.iter().map(|(backend, _)| backend.as_str()).collect();
    // Of a backend that is listed twice, the first entry counts.
    let needed: BTreeMap<&str, &Option<Value>> =
        after.iter().rev().map(|(backend, weight)| (backend.as_str(), weight)).collect();
    let text = |message: &Message, backend: &str| message.format(lang, &[("backend", backend), ("listener", listener)]);
    let mut found = Vec::new();
    for (backend, weight) in &before {
        match needed.get(backend.as_str()).copied() {
            None => found.push(text(&messages::BACKEND_NOT_NEEDED, backend)),
            Some(other) if other.is_some() && other != weight => {
                let show =
                    |weight: &Option<Value>| weight.as_ref().map(|weight| show(weight, lang)).unwrap_or_default();
                let (bound, needed) = (show(weight), show(other));
                let args =
                    [("backend", backend.as_str()), ("listener", listener), ("bound", &bound), ("needed", &needed)];
                found.push(messages::BACKEND_WEIGHT.format(lang, &args));
            }
            Some(_) => {}
        }
    }
    let missing = after.iter().filter(|(backend, _)| !bound.contains(backend.as_str()));
    found.extend(missing.map(|(backend, _)| text(&messages::BACKEND_MISSING, backend)));
    found
}

/// The backends of a state by their names, `ins-aaaa0001:30080`, with their weights.
fn targets(state: Option<&Map<String, Value>>) -> Vec<(String, Option<Value>)> {
    let list = state.and_then(|state| state.get("Targets")).and_then(Value::as_array);
    let named = |target: &Value| {
        let host = target.get("InstanceId").or(target.get("EniIp")).and_then(Value::as_str)?;
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_string() };
        Some((format!("{host}:{}", target.get("Port")?), target.get("Weight").cloned()))
    };
    list.into_iter().flatten().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sentence(change: Value, lang: Lang) -> Option<String> {
        let change: Change = serde_json::from_value(change).unwrap();
        joined(std::iter::once(&change), lang)
    }

    #[test]
    fn a_backend_is_named_with_how_it_differs() {
        let change = json!({
            "address": "backends/TCP/80",
            "verb": "update",
            "before": { "Targets": [
                { "InstanceId": "ins-1", "Port": 30080, "Weight": 0 },
                { "EniIp": "10.0.0.9", "Port": 80, "Weight": 10 },
            ] },
            "after": { "Targets": [
                { "InstanceId": "ins-1", "Port": 30080, "Weight": 10 },
                { "InstanceId": "ins-2", "Port": 30080, "Weight": 10 },
            ] },
            "afterUnknown": [],
            "fields": ["Targets"],
            "because": [],
        });
        assert_eq!(
            sentence(change.clone(), Lang::En).unwrap(),
            "`ins-1:30080` on `TCP/80` has weight 0 instead of 10; `10.0.0.9:80` should not be bound to `TCP/80`; \
             `ins-2:30080` is not bound to `TCP/80`"
        );
        assert_eq!(
            sentence(change, Lang::ZhCn).unwrap(),
            "`TCP/80` 上的 `ins-1:30080` 权重为 0，应为 10；`10.0.0.9:80` 不应绑定到 `TCP/80`；`ins-2:30080` 没有绑定到 `TCP/80`"
        );
    }

    #[test]
    fn many_differences_are_counted() {
        let targets: Vec<Value> = (1..=15).map(|n| json!({ "InstanceId": format!("ins-{n}"), "Port": 80 })).collect();
        let change = json!({
            "address": "backends/TCP/80", "verb": "create", "before": null, "after": { "Targets": targets },
            "afterUnknown": [], "fields": [], "because": [],
        });
        let text = sentence(change, Lang::En).unwrap();
        assert!(text.ends_with("`ins-12:80` is not bound to `TCP/80` and 3 more"), "{text}");
    }
}
