//! Values of a plan as values of CEL.

use cel::Value;
use cel::objects::{Key, Map};
use std::collections::HashMap;
use std::sync::Arc;

/// Converts a value. Whole numbers are of CEL's type int, as the checked types say; a larger one is a double.
pub fn cel_value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        serde_json::Value::String(text) => Value::String(Arc::new(text.clone())),
        serde_json::Value::Array(elements) => Value::List(Arc::new(elements.iter().map(cel_value).collect())),
        serde_json::Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (Key::String(Arc::new(name.clone())), cel_value(value)));
            Value::Map(Map { map: Arc::new(members.collect::<HashMap<_, _>>()) })
        }
    }
}
