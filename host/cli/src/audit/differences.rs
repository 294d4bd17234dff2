//! What a load balancer has and the Service does not need, and the other way round: which backend, and how it differs.

use super::messages;
use crate::localization::Lang;
use crate::messages as common;
use crate::module_answer::{Change, ServicePlan, Verb};
use crate::summary::value::show;
use serde_json::{Map, Value};

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
    let find = |list: &[(String, Option<Value>)], name: &str| list.iter().find(|(other, _)| other == name).cloned();
    let args = |name: &str| vec![("backend", name.to_string()), ("listener", listener.to_string())];
    let mut found = Vec::new();
    for (name, bound) in &before {
        match find(&after, name) {
            None => found.push((&messages::BACKEND_NOT_NEEDED, args(name))),
            Some((_, needed)) if needed.is_some() && needed != *bound => {
                let weight =
                    |weight: &Option<Value>| weight.as_ref().map(|weight| show(weight, lang)).unwrap_or_default();
                let mut args = args(name);
                args.extend([("bound", weight(bound)), ("needed", weight(&needed))]);
                found.push((&messages::BACKEND_WEIGHT, args));
            }
            Some(_) => {}
        }
    }
    let missing = after.iter().filter(|(name, _)| find(&before, name).is_none());
    found.extend(missing.map(|(name, _)| (&messages::BACKEND_MISSING, args(name))));
    let text = |args: &[(&'static str, String)], message: &crate::localization::Message| {
        let args: Vec<(&str, &str)> = args.iter().map(|(key, value)| (*key, value.as_str())).collect();
        message.format(lang, &args)
    };
    found.iter().map(|(message, args)| text(args, message)).collect()
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
            "`ins-1:30080` on `TCP/80` has weight 0 instead of 10; `10.0.0.9:80` is bound to `TCP/80` and does not belong \
             there; `ins-2:30080` is not bound to `TCP/80`"
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
