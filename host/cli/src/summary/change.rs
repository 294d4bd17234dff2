//! The changed fields of one resource, before and after.
//!
//! Lists are compared as sets, not by order.

use super::text_role::TextRole;
use super::value::{item, leaves, show};
use crate::messages::{self, Lang};
use crate::module_answer::{Change, Verb};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One field.
pub struct ChangedField {
    /// Dotted path.
    pub key: String,
    pub change: FieldChange,
}

/// How a field changes.
pub enum FieldChange {
    /// Its value, in a resource that is created or deleted.
    Value(String),
    BeforeAfter {
        before: String,
        after: String,
    },
    /// The items of a list, and how many are unchanged. An item that stays and has other values is `updated`.
    List {
        removed: Vec<String>,
        updated: Vec<String>,
        added: Vec<String>,
        unchanged: usize,
    },
}

/// The sign and the role of a verb.
pub fn sign(verb: Verb) -> (TextRole, &'static str) {
    match verb {
        Verb::Create => (TextRole::Good, "+"),
        Verb::Update => (TextRole::Caution, "~"),
        Verb::Delete => (TextRole::Bad, "-"),
        Verb::Release => (TextRole::Released, "^"),
        Verb::Other => (TextRole::Normal, "?"),
    }
}

/// `+2 ~1 -3`
pub fn count_by_sign(changes: &[Change]) -> String {
    count_verbs(&changes.iter().map(|change| change.verb).collect::<Vec<_>>())
}

/// The same of what happens to each resource.
pub fn count_verbs(verbs: &[Verb]) -> String {
    let all = [Verb::Create, Verb::Update, Verb::Delete, Verb::Release, Verb::Other];
    let counts = all.into_iter().filter_map(|verb| {
        let number = verbs.iter().filter(|other| **other == verb).count();
        (number > 0).then(|| format!("{}{number}", sign(verb).1))
    });
    counts.collect::<Vec<_>>().join(" ")
}

/// The id of the current resource.
pub fn current_id(before: &Map<String, Value>) -> Option<&str> {
    ["ListenerId", "LoadBalancerId"].iter().find_map(|key| before.get(*key).and_then(Value::as_str))
}

/// The fields of a change, sorted.
pub fn rows(change: &Change, lang: Lang) -> Vec<ChangedField> {
    let flat = |object: &Option<Map<String, Value>>| object.as_ref().map(leaves).unwrap_or_default();
    let (before, after) = (flat(&change.before), flat(&change.after));
    let is_unknown = |key: &str| change.after_unknown.iter().any(|field| field == key);
    let mut rows: Vec<ChangedField> = match change.verb {
        Verb::Create => {
            after.iter().filter(|(key, _)| !is_unknown(key)).map(|(key, value)| value_row(key, value, lang)).collect()
        }
        Verb::Delete => before.iter().map(|(key, value)| value_row(key, value, lang)).collect(),
        Verb::Update | Verb::Release | Verb::Other => {
            let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
            let differs =
                |key: &&String| before.get(*key) != after.get(*key) && is_named(change, key) && !is_unknown(key);
            // A released resource has no state afterwards.
            let keys = keys.filter(|_| change.after.is_some());
            keys.filter(differs).map(|key| comparison_row(key, &before, &after, lang)).collect()
        }
    };
    for field in &change.after_unknown {
        let unknown = messages::AFTER_APPLY.text(lang).to_string();
        let field_change = match before.get(field) {
            Some(value) => FieldChange::BeforeAfter { before: show(value, lang), after: unknown },
            None => FieldChange::Value(unknown),
        };
        rows.push(ChangedField { key: field.clone(), change: field_change });
    }
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    rows
}

/// True for the fields that the answer lists as different, and for what is inside them.
fn is_named(change: &Change, key: &str) -> bool {
    change.fields.is_empty()
        || change.fields.iter().any(|field| {
            key.strip_prefix(field.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                || field.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
}

fn value_row(key: &str, value: &Value, lang: Lang) -> ChangedField {
    let change = match value {
        Value::Array(items) if items.iter().any(Value::is_object) => FieldChange::List {
            removed: Vec::new(),
            updated: Vec::new(),
            added: items.iter().map(|value| item(value, lang)).collect(),
            unchanged: 0,
        },
        value => FieldChange::Value(show(value, lang)),
    };
    ChangedField { key: key.to_string(), change }
}

fn comparison_row(
    key: &str,
    before: &BTreeMap<String, Value>,
    after: &BTreeMap<String, Value>,
    lang: Lang,
) -> ChangedField {
    let change = match (before.get(key), after.get(key)) {
        (Some(Value::Array(before)), Some(Value::Array(after))) => list(before, after, lang),
        (before, after) => FieldChange::BeforeAfter {
            before: before.map_or(messages::NOT_SET.text(lang).to_string(), |value| show(value, lang)),
            after: after
                .filter(|value| !value.is_null())
                .map_or(messages::REMOVED.text(lang).to_string(), |value| show(value, lang)),
        },
    };
    ChangedField { key: key.to_string(), change }
}

fn list(before: &[Value], after: &[Value], lang: Lang) -> FieldChange {
    let mut added: Vec<&Value> = after.iter().collect();
    let mut differing = Vec::new();
    for value in before {
        match added.iter().position(|candidate| *candidate == value) {
            Some(position) => drop(added.remove(position)),
            None => differing.push(value),
        }
    }
    let unchanged = before.len() - differing.len();
    let (mut removed, mut updated) = (Vec::new(), Vec::new());
    for value in differing {
        match added.iter().position(|candidate| is_same_backend(value, candidate)) {
            Some(position) => updated.push(updated_item(value, added.remove(position), lang)),
            None => removed.push(item(value, lang)),
        }
    }
    FieldChange::List { removed, updated, added: added.into_iter().map(|value| item(value, lang)).collect(), unchanged }
}

/// The members that identify a backend.
const IDENTITY: [&str; 4] = ["InstanceId", "EniIp", "Port", "Type"];

/// True for the same backend, whatever its weight is.
fn is_same_backend(one: &Value, other: &Value) -> bool {
    let is_backend = one.get("InstanceId").or(one.get("EniIp")).is_some() && one.get("Port").is_some();
    is_backend && IDENTITY.iter().all(|key| one.get(key) == other.get(key))
}

/// A backend with the values that change: `EniIp "10.0.0.1", Port 80, Weight 10 → 0`.
fn updated_item(before: &Value, after: &Value, lang: Lang) -> String {
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (before, after) = (members(before), members(after));
    let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    let shown =
        |value: Option<&Value>| value.map_or(messages::UNKNOWN.text(lang).to_string(), |value| show(value, lang));
    let parts = keys.map(|key| match (before.get(key), after.get(key)) {
        (one, other) if one == other => format!("{key} {}", shown(one)),
        (one, other) => format!("{key} {} → {}", shown(one), shown(other)),
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn another_weight_is_one_change_of_the_backend() {
        let before = [
            json!({"InstanceId": "ins-1", "Port": 30080, "Weight": 10}),
            json!({"InstanceId": "ins-2", "Port": 30080, "Weight": 10}),
            json!({"EniIp": "10.0.0.1", "Port": 80, "Weight": 10}),
        ];
        let after = [
            json!({"InstanceId": "ins-1", "Port": 30080}),
            json!({"EniIp": "10.0.0.1", "Port": 80, "Weight": 0}),
            json!({"InstanceId": "ins-3", "Port": 30080}),
        ];
        let FieldChange::List { removed, updated, added, unchanged } = list(&before, &after, Lang::En) else {
            panic!()
        };
        assert_eq!(removed, [r#"InstanceId "ins-2", Port 30080, Weight 10"#]);
        assert_eq!(
            updated,
            [r#"InstanceId "ins-1", Port 30080, Weight 10 → unknown"#, r#"EniIp "10.0.0.1", Port 80, Weight 10 → 0"#]
        );
        assert_eq!((added, unchanged), (vec![r#"InstanceId "ins-3", Port 30080"#.to_string()], 0));
    }

    #[test]
    fn items_that_are_no_backends_are_removed_and_added() {
        let (before, after) = ([json!({"TagKey": "a", "Port": 1})], [json!({"TagKey": "b", "Port": 1})]);
        let FieldChange::List { removed, updated, added, .. } = list(&before, &after, Lang::En) else { panic!() };
        assert_eq!((removed.len(), updated.len(), added.len()), (1, 0, 1));
    }
}
