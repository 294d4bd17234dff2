//! Judges a value by a JSON Schema, as far as `clbplan schema state` uses the language. A library for all of it changes the
//! features of others so that they are compiled twice.

use serde_json::Value;

/// What does not fit a schema of `clbplan schema state`: its references, alternatives, members, items, types and words.
pub fn misfits(value: &Value, schema: &Value, root: &Value, path: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return misfits(value, root.pointer(name.trim_start_matches('#')).unwrap(), root, path);
    }
    if let Some(options) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        let all: Vec<Vec<String>> = options.iter().map(|option| misfits(value, option, root, path)).collect();
        return all.into_iter().min_by_key(Vec::len).unwrap();
    }
    let is_type = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("{path}: {other}"),
    };
    let types = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    let is_wrong = !schema["type"].is_null() && !types.iter().any(is_type)
        || schema.get("const").is_some_and(|word| word != value)
        || schema["enum"].as_array().is_some_and(|words| !words.contains(value));
    let mut found: Vec<String> = is_wrong.then(|| format!("{path}: {value}")).into_iter().collect();
    for (key, member) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(schema) => found.extend(misfits(member, schema, root, &format!("{path}/{key}"))),
            None if schema["additionalProperties"] == true => {}
            None => found.push(format!("{path}/{key} is not described")),
        }
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        let has = value.get(required.as_str().unwrap()).is_some();
        found.extend((!has).then(|| format!("{path}: {required} is missing")));
    }
    if schema["items"].is_object() {
        let items = value.as_array().into_iter().flatten();
        found.extend(items.flat_map(|item| misfits(item, &schema["items"], root, path)));
    }
    found
}
