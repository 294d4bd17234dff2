//! Embeds the schema of a plan, without its descriptions: the names and types that expressions are checked against.

use serde_json::Value;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let schema = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../pkg/schemas/plan.json");
    // Build scripts pass values to Cargo on standard output.
    #[allow(clippy::print_stdout)]
    {
        println!("cargo::rerun-if-changed=build.rs");
        println!("cargo::rerun-if-changed={}", schema.display());
    }
    let mut value: Value = serde_json::from_str(&fs::read_to_string(&schema)?)?;
    remove_descriptions(&mut value);
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("plan.json"), value.to_string())?;
    Ok(())
}

/// A description is a text; a property of that name would be an object.
fn remove_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, member| !(name == "description" && member.is_string()));
            members.values_mut().for_each(remove_descriptions);
        }
        Value::Array(elements) => elements.iter_mut().for_each(remove_descriptions),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
