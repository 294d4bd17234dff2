//! The portable module, asked every scenario and every random request through this host: the same bytes as the core gives
//! natively, and the same from many threads at once.
//!
//! The requests are those that the core's own tests wrote; `cargo xtask test` runs them first, builds the module and then
//! comes here. Which answers are right is not judged here.

// Tests may assert by panicking; clippy knows it of test functions, and not of what they call.
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

/// `pkg/`, or where the build tool says.
fn module() -> Module {
    let pkg = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pkg");
    let folder = std::env::var_os("CLBPLAN_MODULE_DIR").map_or_else(pkg, PathBuf::from);
    let wasm = fs::read(folder.join("clbplan.wasm")).expect("`cargo xtask build` makes the module");
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
    let told: Value = serde_json::from_str(line).expect("JSON");
    let text = |key: &str| told.get(key).and_then(Value::as_str).expect("text").to_owned();
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
fn the_module_answers_as_the_core_does() {
    let (module, cases) = (module(), cases());
    assert!(cases.len() >= 300, "only {} requests were found", cases.len());
    let differing: Vec<String> = cases.iter().filter_map(|case| difference(&module, case)).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn and_from_eight_threads_at_once() {
    let (module, cases) = (module(), cases());
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
