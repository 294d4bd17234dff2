//! What the command line prints for other programs, checked as those programs read it: SARIF by its official schema, YAML
//! by another reader.
//!
//! The tests of `host/cli` write every output of every scenario; `cargo xtask test` runs them first and then comes here.
//! They are here because the validators would change how the hosts are built.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn outputs(ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outputs");
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == ending)).collect();
    files.sort();
    assert!(files.len() > 60, "`cargo test --release --package clbplan-cli --test formats` writes the outputs");
    files
}

/// From the crate that is locked for it, so that none of it need be kept here.
fn sarif_schema() -> jsonschema::Validator {
    let mut metadata = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    metadata.args(["metadata", "--format-version", "1", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = metadata.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let package =
        metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // A bracket that only lenient engines take for itself stands bare in two of its patterns.
    let schema = schema.replace("[a-zA-Z]{2}]?$", r"[a-zA-Z]{2}\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
#[ignore = "reads what the tests of host/cli write; cargo xtask test runs it after them"]
fn sarif_outputs_are_valid_for_the_official_schema() {
    let schema = sarif_schema();
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] })));
    let mut results = 0;
    for file in outputs("sarif") {
        let log: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
        results += log["runs"][0]["results"].as_array().unwrap().len();
    }
    assert!(results > 100, "{results} results");
}

#[test]
#[ignore = "reads what the tests of host/cli write; cargo xtask test runs it after them"]
fn yaml_outputs_equal_json_outputs() {
    for file in outputs("yaml") {
        let yaml: Value = serde_yaml_ng::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let json: Value = serde_json::from_str(&fs::read_to_string(file.with_extension("json")).unwrap()).unwrap();
        assert!(yaml == json, "{}", file.display());
    }
}
