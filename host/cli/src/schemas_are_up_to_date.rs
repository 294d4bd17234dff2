//! JSON Schemas of what this program itself writes are made from its types; `UPDATE=1 cargo test -p clbplan-cli --lib schema`
//! writes them.

use crate::audit::Audit;
use crate::fleet::FleetLine;
use schemars::JsonSchema;
use serde_json::Value;
use std::fs;

/// What an answer may leave out it leaves out: it is never `null` instead.
fn leave_out_nulls(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(leave_out_nulls);
            if let Some(Value::Array(kinds)) = members.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [only] = kinds.as_slice() {
                    let only = only.clone();
                    members.insert("type".to_string(), only);
                }
            }
            if let Some(Value::Array(mut options)) = members.remove("anyOf") {
                options.retain(|option| option["type"] != "null");
                match options.as_slice() {
                    [Value::Object(only)] => members.extend(only.clone()),
                    _ => drop(members.insert("anyOf".to_string(), options.into())),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check<T: JsonSchema>(name: &str) {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = Value::from(settings.into_generator().into_root_schema_for::<T>());
    leave_out_nulls(&mut schema);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let file = format!("{}/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &text).unwrap();
    }
    assert!(fs::read_to_string(&file).unwrap_or_default() == text, "UPDATE=1 writes what the types are now");
}

#[test]
fn the_schema_of_an_audit_is_that_of_its_types() {
    check::<Audit>("audit");
}

#[test]
fn the_schema_of_a_line_of_fleet_is_that_of_its_types() {
    check::<FleetLine>("fleet");
}
