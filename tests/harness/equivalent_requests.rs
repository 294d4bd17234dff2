//! The same request in other forms: manifests as objects, lists and keys reversed. Apart from positions and list indices,
//! the answer must not depend on the form.

use super::indent_reorder_and_patch_json::keys_reversed;
use super::{Case, objects, objects_and_lists};
use serde_json::{Map, Value};

/// Lists whose order means nothing, by their key.
const UNORDERED: &[&str] = &[
    // Kubernetes
    "ports",
    "items",
    "endpoints",
    "addresses",
    "conditions",
    "subsets",
    "notReadyAddresses",
    "taints",
    "l4Listeners",
    "l7Listeners",
    "domains",
    "rules",
    // the cloud's answers
    "loadBalancers",
    "Tags",
    "Listeners",
    "Targets",
    "Rules",
];

/// The request with `manifests` and `live` as objects; `None` where the second reader cannot read them.
pub fn as_objects(case: &Case) -> Option<Value> {
    let mut request = case.request.clone();
    for key in ["manifests", "live"] {
        if let Some(Value::String(text)) = request.get(key) {
            // That live objects are a list says that there are no others.
            let objects = if key == "live" { objects_and_lists(text) } else { objects(text) }.ok()?;
            if !objects.iter().all(Value::is_object) {
                return None;
            }
            request[key] = Value::Array(objects);
        }
    }
    Some(request)
}

/// The text of the request with every unordered list and all keys reversed.
pub fn reversed(request: &Value) -> String {
    let mut request = request.clone();
    for key in ["manifests", "live"] {
        if let Some(Value::Array(objects)) = request.get_mut(key) {
            objects.reverse();
        }
    }
    for part in ["listeners", "targets"] {
        if let Some(Value::Object(map)) = request.pointer_mut(&format!("/clb/{part}")) {
            map.values_mut().filter_map(Value::as_array_mut).for_each(|list| list.reverse());
        }
    }
    reverse_lists(&mut request);
    keys_reversed(&request)
}

fn reverse_lists(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                if let (true, Value::Array(items)) = (UNORDERED.contains(&key.as_str()), &mut *value) {
                    items.reverse();
                }
                reverse_lists(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(reverse_lists),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The answer without positions: no `source`s, no `fixes`, no list indices in paths, findings in an order of their own.
pub fn without_positions(answer: &str) -> Value {
    let value: Value = serde_json::from_str(answer).expect("an answer is JSON");
    strip(&value)
}

fn strip(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !matches!(key.as_str(), "source" | "sources" | "fixes"));
            let mut out = Map::new();
            for (key, value) in kept {
                let mut value = strip(value);
                match (key.as_str(), &mut value) {
                    ("path", Value::String(path)) => *path = without_indices(path),
                    ("diagnostics" | "violations" | "related", Value::Array(items)) => {
                        items.sort_by_key(Value::to_string)
                    }
                    _ => {}
                }
                out.insert(key.clone(), value);
            }
            Value::Object(out)
        }
        Value::Array(items) => Value::Array(items.iter().map(strip).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// `spec.ports[1].port` → `spec.ports[].port`; annotation names in brackets stay.
fn without_indices(path: &str) -> String {
    let mut out = String::new();
    for (at, part) in path.split('[').enumerate() {
        if at > 0 {
            out.push('[');
        }
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}
