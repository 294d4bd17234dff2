//! The portable module, asked every scenario through this host: the same bytes as the core gives natively.
//!
//! The requests are those that the core's own test wrote; `cargo xtask test` runs that first, builds the module and then
//! comes here. Which answers are right is not judged here.

use clbplan_host::{Function, Module};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// `pkg/`, or where the build tool says.
fn module_dir() -> PathBuf {
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from)
}

fn requests() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scenarios");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn the_module_answers_as_the_core_does() {
    let wasm = fs::read(module_dir().join("clbplan.wasm")).expect("`cargo xtask build` makes the module");
    let module = Module::from_wasm(&wasm).expect("the module is one of ours");
    let files = requests();
    assert!(files.len() >= 60, "`cargo test --package clbplan --test scenarios` writes the requests");
    let mut differing = Vec::new();
    for file in files {
        let told: Value = serde_json::from_slice(&fs::read(&file).expect("readable")).expect("JSON");
        let text = |key: &str| told[key].as_str().expect("text").to_owned();
        let function = match text("export").as_str() {
            "plan-sync" => Function::PlanSync,
            "validate-service" => Function::ValidateService,
            other => panic!("{}: no such export {other}", file.display()),
        };
        match module.call(function, &text("request")) {
            Ok(answer) if answer == text("answer") => {}
            Ok(_) => differing.push(format!("{}: another answer", text("id"))),
            Err(error) => differing.push(format!("{}: {error}", text("id"))),
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
