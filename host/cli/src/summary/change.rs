//! What differs of one resource: its fields before and after.
//!
//! Lists are compared as what they hold, not by order.

use super::Style;
use super::value::{item, leaves, show};
use crate::answer::{Change, Verb};
use crate::messages::{self, Lang};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A field's line.
pub struct FieldRow {
    /// Dotted path.
    pub key: String,
    /// What of it.
    pub what: FieldChange,
}

/// What there is to say of a field.
pub enum FieldChange {
    /// Its value, of what comes or goes.
    Value(String),
    /// Its value before and after.
    BeforeAfter {
        /// As it is.
        before: String,
        /// As it will be.
        after: String,
    },
    /// What leaves a list, what joins it, and how many items stay.
    List {
        /// Items that go.
        gone: Vec<String>,
        /// Items that come.
        come: Vec<String>,
        /// How many stay.
        same: usize,
    },
}

/// The sign and the colour of a verb.
pub fn sign(verb: Verb) -> (Style, &'static str) {
    match verb {
        Verb::Create => (Style::Good, "+"),
        Verb::Update => (Style::Caution, "~"),
        Verb::Delete => (Style::Bad, "-"),
        Verb::Release => (Style::Released, "^"),
        Verb::Other => (Style::Normal, "?"),
    }
}

/// The id of what is there now.
pub fn known_id(before: &Map<String, Value>) -> Option<&str> {
    ["ListenerId", "LoadBalancerId"].iter().find_map(|key| before.get(*key).and_then(Value::as_str))
}

/// The fields of a change, sorted.
pub fn rows(change: &Change, lang: Lang) -> Vec<FieldRow> {
    let flat = |object: &Option<Map<String, Value>>| object.as_ref().map(leaves).unwrap_or_default();
    let (before, after) = (flat(&change.before), flat(&change.after));
    let later = |key: &str| change.after_unknown.iter().any(|field| field == key);
    let mut rows: Vec<FieldRow> = match change.verb {
        Verb::Create => {
            after.iter().filter(|(key, _)| !later(key)).map(|(key, value)| whole(key, value, lang)).collect()
        }
        Verb::Delete => before.iter().map(|(key, value)| whole(key, value, lang)).collect(),
        Verb::Update | Verb::Release | Verb::Other => {
            let keys = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
            let differs = |key: &&String| before.get(*key) != after.get(*key) && named(change, key) && !later(key);
            // Nothing is known of the other side of what is let go.
            let keys = keys.filter(|_| change.after.is_some());
            keys.filter(differs).map(|key| pair(key, &before, &after, lang)).collect()
        }
    };
    for field in &change.after_unknown {
        let unknown = messages::AFTER_APPLY.text(lang).to_string();
        let what = match before.get(field) {
            Some(value) => FieldChange::BeforeAfter { before: show(value, lang), after: unknown },
            None => FieldChange::Value(unknown),
        };
        rows.push(FieldRow { key: field.clone(), what });
    }
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    rows
}

/// True for fields that the answer names as differing, and what lies in them.
fn named(change: &Change, key: &str) -> bool {
    change.fields.is_empty()
        || change.fields.iter().any(|field| {
            key.strip_prefix(field.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                || field.strip_prefix(key).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
}

fn whole(key: &str, value: &Value, lang: Lang) -> FieldRow {
    let what = match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            FieldChange::List { gone: Vec::new(), come: items.iter().map(|value| item(value, lang)).collect(), same: 0 }
        }
        value => FieldChange::Value(show(value, lang)),
    };
    FieldRow { key: key.to_string(), what }
}

fn pair(key: &str, before: &BTreeMap<String, Value>, after: &BTreeMap<String, Value>, lang: Lang) -> FieldRow {
    let what = match (before.get(key), after.get(key)) {
        (Some(Value::Array(before)), Some(Value::Array(after))) => list(before, after, lang),
        (before, after) => FieldChange::BeforeAfter {
            before: before.map_or(messages::NOT_SET.text(lang).to_string(), |value| show(value, lang)),
            after: after
                .filter(|value| !value.is_null())
                .map_or(messages::REMOVED.text(lang).to_string(), |value| show(value, lang)),
        },
    };
    FieldRow { key: key.to_string(), what }
}

fn list(before: &[Value], after: &[Value], lang: Lang) -> FieldChange {
    let mut come: Vec<&Value> = after.iter().collect();
    let mut gone = Vec::new();
    for value in before {
        match come.iter().position(|candidate| *candidate == value) {
            Some(position) => drop(come.remove(position)),
            None => gone.push(item(value, lang)),
        }
    }
    let same = before.len() - gone.len();
    FieldChange::List { gone, come: come.into_iter().map(|value| item(value, lang)).collect(), same }
}
