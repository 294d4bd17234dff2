//! What the command line prints for other programs, checked as those programs read it: SARIF by its official schema, YAML
//! by another reader, the reports for GitLab and reviewdog by what their documentation says.
//!
//! The tests of `host/cli` write every output of every scenario; `cargo xtask test` runs them first and then comes here.
//! They are here because the validators would change how the hosts are built.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
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
    assert!(!schema.is_valid(&json!({ "version": "2.1.0", "runs": [{ "results": [] }] })));
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

/// Every output with an ending that this schema does not accept.
#[track_caller]
fn assert_valid(ending: &str, schema: &Value) {
    let schema = jsonschema::validator_for(schema).unwrap();
    for file in outputs(ending) {
        let output: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&output).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
}

/// An object with exactly these members.
fn object(members: Value) -> Value {
    let names: Vec<&String> = members.as_object().unwrap().keys().collect();
    json!({ "type": "object", "additionalProperties": false, "required": names, "properties": members })
}

/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>: paths are relative to the repository and
/// do not begin with `./`; of findings with one fingerprint GitLab shows the first one alone.
#[test]
#[ignore = "reads what the tests of host/cli write; cargo xtask test runs it after them"]
fn outputs_for_gitlab_are_code_quality_reports() {
    let text = json!({ "type": "string", "minLength": 1 });
    let issue = object(json!({
        "description": text,
        "check_name": text,
        "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
        "location": object(json!({
            "path": { "type": "string", "minLength": 1, "not": { "pattern": "^\\./" } },
            "lines": object(json!({ "begin": { "type": "integer", "minimum": 1 } })),
        })),
    }));
    assert_valid("gitlab", &json!({ "type": "array", "items": issue }));
    let mut count = 0;
    for file in outputs("gitlab") {
        let issues: Vec<Value> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let fingerprints: BTreeSet<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), issues.len(), "{}: two findings have one fingerprint", file.display());
        count += issues.len();
    }
    assert!(count > 100, "{count} findings");
}

/// <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>: reviewdog rejects members that it does not know.
#[test]
#[ignore = "reads what the tests of host/cli write; cargo xtask test runs it after them"]
fn outputs_for_reviewdog_are_diagnostic_results() {
    let text = json!({ "type": "string", "minLength": 1 });
    let number = json!({ "type": "integer", "minimum": 1 });
    let position = object(json!({ "line": number, "column": number }));
    let range = object(json!({ "start": position, "end": position }));
    let suggestion = object(json!({ "range": range, "text": { "type": "string" } }));
    let mut code = object(json!({ "value": text, "url": { "type": "string", "format": "uri" } }));
    code["required"] = json!(["value"]);
    let mut diagnostic = object(json!({
        "message": text,
        "location": object(json!({ "path": text, "range": range })),
        "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
        "code": code,
        "suggestions": { "type": "array", "minItems": 1, "items": suggestion },
    }));
    diagnostic["required"] = json!(["message", "severity", "code"]);
    // A suggestion is about the file of the location.
    diagnostic["dependentRequired"] = json!({ "suggestions": ["location"] });
    let source = object(json!({ "name": { "const": "clbplan" } }));
    let diagnostics = json!({ "type": "array", "items": diagnostic });
    assert_valid("rdjson", &object(json!({ "source": source, "diagnostics": diagnostics })));
    let suggestions =
        outputs("rdjson").iter().filter(|file| fs::read_to_string(file).unwrap().contains("suggestions")).count();
    assert!(suggestions > 10, "{suggestions} outputs have suggestions");
}
