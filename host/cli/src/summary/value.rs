//! Values of the CLB API on one line.

use crate::messages::{self, Lang};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All values that are not objects themselves, by dotted path.
pub fn leaves(object: &Map<String, Value>) -> BTreeMap<String, Value> {
    let mut leaves = BTreeMap::new();
    collect("", object, &mut leaves);
    leaves
}

fn collect(prefix: &str, object: &Map<String, Value>, leaves: &mut BTreeMap<String, Value>) {
    for (key, value) in object {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) if !inner.is_empty() && source_action(inner).is_none() => {
                collect(&path, inner, leaves)
            }
            value => {
                leaves.insert(path, value.clone());
            }
        }
    }
}

/// The action that a value comes from.
fn source_action(object: &Map<String, Value>) -> Option<&str> {
    object.get("$from").and_then(Value::as_str)
}

/// Any value.
pub fn show(value: &Value, lang: Lang) -> String {
    match value {
        Value::Array(items) => format!("[{}]", join(items.iter().map(|item| show(item, lang)))),
        Value::Object(object) => match source_action(object) {
            Some(action) => messages::FROM_ACTION.format(lang, &[("action", action)]),
            None => format!("{{{}}}", item(value, lang)),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

/// An item of a list: an object without its braces.
pub fn item(value: &Value, lang: Lang) -> String {
    match value {
        Value::Object(object) if source_action(object).is_none() => {
            join(object.iter().map(|(key, value)| format!("{key} {}", show(value, lang))))
        }
        value => show(value, lang),
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_written_on_one_line() {
        let value = json!({"Port": 80, "HealthCheck": {"HealthSwitch": 1}, "Id": {"$from": "a1", "path": "x"}, "Tags": [{"TagKey": "k"}], "E": {}});
        assert_eq!(
            item(&value, Lang::En),
            r#"E {}, HealthCheck {HealthSwitch 1}, Id (from a1), Port 80, Tags [{TagKey "k"}]"#
        );
        let Value::Object(object) = value else { panic!() };
        let paths: Vec<String> = leaves(&object).into_keys().collect();
        assert_eq!(paths, ["E", "HealthCheck.HealthSwitch", "Id", "Port", "Tags"]);
    }
}
