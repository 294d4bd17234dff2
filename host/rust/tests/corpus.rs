//! Every scenario and every random request with both modules without imports in this host: the same bytes as the native core,
//! also from many threads at once.
//!
//! The requests are written by the core's own tests; `cargo xtask test` runs them first and builds the module. Whether an
//! answer is right is not tested here.

// Clippy allows panics in test functions, but not in the functions that they call.
#![allow(clippy::expect_used, clippy::panic)]

use clbplan_host::{Function, Module};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// One line of the corpus.
struct Case {
    id: String,
    function: Function,
    request: String,
    answer: String,
}

/// The modules, built for size and for speed.
const SMALL: &str = "clbplan.wasm";
const FAST: &str = "clbplan-fast.wasm";

/// A module in `pkg/`, or in the directory that the build tool passes.
fn module(name: &str) -> Module {
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
    let wasm = fs::read(folder.join(name)).expect("`cargo xtask build` makes the module");
    Module::from_wasm(&wasm).expect("the module is one of ours")
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let files = ["scenarios.jsonl", "random.jsonl"].map(|file| fs::read_to_string(folder.join(file)));
    let text =
        files.map(|text| text.expect("`cargo test --package clbplan --all-features` writes the corpus")).concat();
    text.lines().map(case).collect()
}

fn case(line: &str) -> Case {
    let row: Value = serde_json::from_str(line).expect("JSON");
    let text = |key: &str| row.get(key).and_then(Value::as_str).expect("text").to_owned();
    let function = match text("function").as_str() {
        "plan-sync" => Function::PlanSync,
        "validate-service" => Function::ValidateService,
        "simulate" => Function::Simulate,
        "complete" => Function::Complete,
        "hover" => Function::Hover,
        "explain" => Function::Explain,
        other => panic!("no such export: {other}"),
    };
    Case { id: text("id"), function, request: text("request"), answer: text("answer") }
}

fn difference(module: &Module, case: &Case) -> Option<String> {
    match module.call(case.function, &case.request) {
        Ok(answer) if answer == case.answer => None,
        Ok(_) => Some(format!("{} {:?}: another answer", case.id, case.function)),
        Err(error) => Some(format!("{} {:?}: {error}", case.id, case.function)),
    }
}

#[test]
fn both_modules_give_the_same_answers_as_the_core() {
    let cases = cases();
    assert!(cases.len() >= 300, "only {} requests were found", cases.len());
    for module in [SMALL, FAST].map(module) {
        let differing: Vec<String> = cases.iter().filter_map(|case| difference(&module, case)).collect();
        assert!(differing.is_empty(), "{}", differing.join("\n"));
    }
}

#[test]
fn the_module_gives_the_same_answers_in_eight_threads() {
    let (module, cases) = (module(FAST), cases());
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::from_fn(|| cases.get(next.fetch_add(1, Ordering::Relaxed)));
        taken.filter_map(|case| difference(&module, case)).collect::<Vec<String>>()
    };
    let differing: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no thread panics")).collect()
    });
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
