//! JSON values without positions: bodies of calls, and the simulated cloud.
//!
//! They replace `serde_json::Value`, whose tree maps were a twentieth of the module (which is loaded over slow links)
//! and made each value half as large again. Values with positions are the nodes that the input is read into. Only what
//! this crate needs is implemented.

mod json_macro;

pub use json_macro::ToValue;
pub(crate) use json_macro::json;

use crate::sorted_map;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// The members of an object, ordered by name.
pub type Map = sorted_map::SortedMap<String, Value>;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

/// A number. Only integers are computed with, so any other number is kept as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// An integer of 64 bits with a sign.
    Whole(i64),
    /// Any other number, as JSON writes it.
    Text(String),
}

impl Number {
    /// The number that `text` spells; `None` when it is out of range of JSON readers.
    pub fn read(text: &str) -> Option<Number> {
        if let Ok(whole) = text.parse() {
            return Some(Number::Whole(whole));
        }
        crate::decimal::read(text).is_some_and(f64::is_finite).then(|| Number::Text(text.to_owned()))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Whole(whole) => whole.fmt(f),
            Number::Text(text) => f.write_str(text),
        }
    }
}

impl Value {
    /// An object of members in any order; of equal names the last counts. Takes the values out of `members`.
    pub fn object(members: &mut [(&str, Value)]) -> Value {
        members.iter_mut().map(|(name, value)| ((*name).to_owned(), std::mem::take(value))).collect::<Map>().into()
    }

    /// The member of that name; `None` for anything but an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// As [`Value::get`], mutable.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.as_object_mut()?.get_mut(name)
    }

    /// The item at that index; `None` for anything but an array.
    pub fn item(&self, index: usize) -> Option<&Value> {
        self.as_array()?.get(index)
    }

    /// Follows a JSON pointer: member names and indices, each after a `/`. Escapes are not supported.
    pub fn pointer(&self, path: &str) -> Option<&Value> {
        path.split('/').skip(1).try_fold(self, |value, step| match value {
            Value::Object(members) => members.get(step),
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The value of an integer.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Number(Number::Whole(whole)) => Some(*whole),
            Value::Number(Number::Text(_))
            | Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        }
    }

    /// The value of an integer that is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i64().and_then(|whole| u64::try_from(whole).ok())
    }

    pub fn as_array(&self) -> Option<&Vec<Value>> {
        match self {
            Value::Array(items) => Some(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => None,
        }
    }

    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Value>> {
        match self {
            Value::Array(items) => Some(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => None,
        }
    }

    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Value::Object(members) => Some(members),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
        }
    }

    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        match self {
            Value::Object(members) => Some(members),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
        }
    }

    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }

    pub fn is_string(&self) -> bool {
        self.as_str().is_some()
    }

    pub fn is_array(&self) -> bool {
        self.as_array().is_some()
    }

    pub fn is_object(&self) -> bool {
        self.as_object().is_some()
    }
}

/// Compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(Number::Whole(whole)) => serializer.serialize_i64(*whole),
            Value::Number(Number::Text(text)) => match (text.parse(), crate::decimal::read(text)) {
                (Ok(whole), _) => serializer.serialize_u64(whole),
                (Err(_), Some(value)) => serializer.serialize_f64(value),
                (Err(_), None) => serializer.serialize_str(text),
            },
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items),
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Value {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AnyValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_macro_builds_the_same_value_as_json_text() {
        let (name, list) = ("b", vec!["x".to_owned()]);
        let value = json!({ "z": [{ name: list }], name: null, "a": { "n": -1, "none": None::<bool> }, "s": "\"\n" });
        let text = r#"{"a":{"n":-1,"none":null},"b":null,"s":"\"\n","z":[{"b":["x"]}]}"#;
        assert_eq!(value.to_string(), text);
        assert_eq!(value.pointer("/z/0/b/0").and_then(Value::as_str), Some("x"));
        assert_eq!(value.pointer("/z/1"), None);
    }

    #[test]
    fn numbers_match_serde_json() {
        for text in ["0", "-7", "9223372036854775807", "18446744073709551615", "80.0", "1.5e-9", "1e30", "1e400"] {
            let theirs = text.parse::<serde_json::Number>().ok().map(|number| number.to_string());
            let ours = Number::read(text).map(|number| Value::Number(number).to_string());
            assert_eq!(ours, theirs, "{text}");
        }
    }

    #[test]
    fn of_duplicate_names_the_last_value_is_kept() {
        assert_eq!(json!({ "a": 1, "b": 2, "a": 3 }), json!({ "b": 2, "a": 3 }));
    }
}
