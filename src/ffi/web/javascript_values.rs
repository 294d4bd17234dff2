//! Converts JavaScript objects to JSON text and back.
//!
//! Small plain objects are converted by serde-wasm-bindgen, without a second monomorphisation of the core's types,
//! because the core takes and returns text. Large ones are converted by the engine's own `JSON`, which is faster; and
//! so are values that are not plain (dates, classes, fractions), because only `JSON` defines their text. An answer does
//! not depend on the way: keys keep their order, and values without JSON text are rejected either way.

use js_sys::{Array, Function, Object};
use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_wasm_bindgen::{Deserializer, Error, Serializer, preserve};
use std::fmt;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// JSON up to this many bytes takes less than a fifth of a millisecond longer than the engine's own `JSON`, as measured
/// in `pkg/README.md`.
const LARGE: usize = 2048;

/// Depth of requests, the same as the core's. It also ends a cycle.
const DEPTH: usize = 128;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

/// The JSON text of a value; `None` if it has none, or if reading it throws.
pub(super) fn read(value: &JsValue) -> Option<String> {
    // Getters and proxies are the caller's code and may throw. Being called from JavaScript catches that.
    let reader = Closure::<dyn FnMut(JsValue) -> Option<String>>::new(plain);
    let text = reader.as_ref().unchecked_ref::<Function>().call1(&JsValue::NULL, value);
    let text = text.ok().and_then(|text| text.as_string());
    // `JSON.stringify` throws at a cycle, returns `undefined` where there is nothing to write, and an empty object for a
    // `Map`, a `Set` or a `Promise`, whose content it does not see. One that is empty indeed is plain.
    text.or_else(|| stringify(value).ok()?.as_string().filter(|text| text != "{}"))
}

/// Parses JSON text. Answers are always JSON; if one is not, what is thrown says so.
pub(super) fn written(answer: &str) -> JsValue {
    // That member would be set as the object's prototype.
    let small = answer.len() <= LARGE && !answer.contains("\"__proto__\"");
    let mut json = serde_json::Deserializer::from_str(answer);
    let object = small.then(|| serde_transcode::transcode(&mut json, &Serializer::json_compatible()).ok());
    object.flatten().unwrap_or_else(|| parse(answer).unwrap_or_else(|thrown| thrown))
}

/// The JSON text of a small plain value.
fn plain(value: JsValue) -> Option<String> {
    let mut text = String::new();
    write(value, DEPTH, &mut text).ok().map(|()| text)
}

/// Writes a value. Where it fails, `JSON` decides what the value is.
fn write(value: JsValue, depth: usize, text: &mut String) -> Result<(), Error> {
    if value.is_null() {
        text.push_str("null");
        return Ok(());
    }
    let depth = depth.checked_sub(1).ok_or_else(left_to_json)?;
    if value.is_undefined() || value.is_bigint() || text.len() > LARGE || (value.is_object() && !is_plain(&value)) {
        return Err(left_to_json());
    }
    Deserializer::from(value).deserialize_any(Writer { text, depth })
}

/// True for an object literal or an array.
fn is_plain(value: &JsValue) -> bool {
    if Array::is_array(value) {
        return true;
    }
    let prototype = Object::get_prototype_of(value);
    prototype.is_null() || Object::get_prototype_of(&Object::new()) == prototype
}

fn left_to_json() -> Error {
    Error::custom("left to JSON")
}

/// Writes the values that serde-wasm-bindgen visits.
struct Writer<'a> {
    text: &'a mut String,
    depth: usize,
}

/// A member or an item. Serde's visitor cannot tell `undefined` from `null`, so the value itself is kept.
struct Inner(JsValue);

impl<'de> serde::Deserialize<'de> for Inner {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        preserve::deserialize(deserializer).map(Inner)
    }
}

impl<'de> Visitor<'de> for Writer<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a plain value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.text.push_str(&value.to_string());
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        // Half a surrogate pair becomes this character; `JSON` writes it as an escape, which the core rejects.
        if value.contains(char::REPLACEMENT_CHARACTER) {
            return Err(E::custom("left to JSON"));
        }
        self.text.push_str(&serde_json::to_string(value).map_err(E::custom)?);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.text.push('[');
        let mut first = true;
        while let Some(Inner(item)) = items.next_element()? {
            self.separate(&mut first);
            write(item, self.depth, self.text).map_err(A::Error::custom)?;
        }
        self.text.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.text.push('{');
        let mut first = true;
        while let Some((key, Inner(value))) = members.next_entry::<String, Inner>()? {
            if value.is_undefined() {
                continue;
            }
            self.separate(&mut first);
            Writer { text: self.text, depth: 0 }.visit_str::<A::Error>(&key)?;
            self.text.push(':');
            write(value, self.depth, self.text).map_err(A::Error::custom)?;
        }
        self.text.push('}');
        Ok(())
    }
}

impl Writer<'_> {
    fn separate(&mut self, first: &mut bool) {
        if !std::mem::take(first) {
            self.text.push(',');
        }
    }
}
