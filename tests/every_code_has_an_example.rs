//! Every code has an example that raises it: `tests/codes/<area>/<name>.yaml`, which also stands on the reference page.
//!
//! Beside the manifests a `.json` may hold the rest of the request: `live`, `context`, `clb`, `policy` and so on. A code
//! without an example is named in [`EXCEPTIONS`] with the reason; an example of no code is an error.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use clbplan::reference;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Codes that no small text can show, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("syntax/too-large", "takes 64 MiB; tests/bad_input.rs makes it"),
    ("syntax/too-many-documents", "takes 100,000 documents; tests/bad_input.rs makes it"),
    ("syntax/too-many-nodes", "takes 2,000,000 values; tests/bad_input.rs makes it"),
    ("syntax/too-many-findings", "takes 1,000 faults; tests/bad_input.rs makes it"),
    ("kubernetes/annotations-too-large", "takes 256 KiB; tests/bad_input.rs makes it"),
    ("answer/too-many-findings", "takes 10,000 findings; tests/limits.rs makes them"),
    ("plan/unsound", "a defect of this program: nothing is known to raise it"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes")
}

/// The codes in an answer, wherever they stand.
fn codes_of(answer: &str) -> BTreeSet<String> {
    let answer: Value = serde_json::from_str(answer).unwrap();
    let lists = [&answer["diagnostics"], &answer["policy"]["violations"]];
    let findings = lists.into_iter().filter_map(Value::as_array).flatten();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn raised(name: &str) -> BTreeSet<String> {
    let manifests = std::fs::read_to_string(folder().join(format!("{name}.yaml"))).unwrap();
    let rest = std::fs::read_to_string(folder().join(format!("{name}.json"))).ok();
    let rest: Value = rest.map_or_else(|| json!({}), |text| serde_json::from_str(&text).expect(name));
    let mut request = rest.as_object().expect(name).clone();
    request.insert("manifests".to_owned(), manifests.into());
    let subresource = request.remove("subresource");
    let plan = clbplan::plan_sync(&Value::from(request.clone()).to_string());
    assert!(!plan.contains("\"error\":{"), "{name}: {plan}");
    for only_of_plans in ["clb", "policy", "prune"] {
        request.remove(only_of_plans);
    }
    request.extend(subresource.map(|name| ("subresource".to_owned(), name)));
    let report = clbplan::validate_service(&Value::from(request).to_string());
    assert!(!report.contains("\"error\":{"), "{name}: {report}");
    codes_of(&plan).union(&codes_of(&report)).cloned().collect()
}

fn examples() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for area in std::fs::read_dir(folder()).unwrap() {
        let area = area.unwrap();
        for file in std::fs::read_dir(area.path()).unwrap() {
            let file = file.unwrap().path();
            let stem = file.file_stem().unwrap().to_str().unwrap();
            found.insert(format!("{}/{stem}", area.file_name().to_str().unwrap()));
            let manifests = file.with_extension("yaml");
            assert!(manifests.exists(), "{} has no manifests beside it", file.display());
        }
    }
    found
}

#[test]
fn every_example_raises_its_code() {
    let wrong: Vec<String> = examples()
        .into_iter()
        .filter_map(|name| {
            let raised = raised(&name);
            (!raised.contains(&name)).then(|| format!("{name}: {raised:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "examples that do not raise their code:\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_an_example() {
    let examples = examples();
    let excepted: BTreeSet<&str> = EXCEPTIONS.iter().map(|(name, _)| *name).collect();
    let codes: BTreeSet<&str> = reference::codes().map(|code| code.name()).collect();
    let has = |name: &&str| examples.contains(*name) || excepted.contains(*name);
    let missing: Vec<&str> = codes.iter().filter(|name| !has(name)).copied().collect();
    assert!(missing.is_empty(), "codes without an example in tests/codes:\n{}", missing.join("\n"));
    let stray: Vec<&String> = examples.iter().filter(|name| !codes.contains(name.as_str())).collect();
    assert!(stray.is_empty(), "examples of no code: {stray:?}");
    let idle: Vec<&&str> =
        excepted.iter().filter(|name| !codes.contains(**name) || examples.contains(**name)).collect();
    assert!(idle.is_empty(), "exceptions that are none: {idle:?}");
}

/// The codes of each example and each scenario's answer.
fn cases() -> Vec<BTreeSet<String>> {
    let mut cases: Vec<BTreeSet<String>> = examples().iter().map(|name| raised(name)).collect();
    cases.extend(harness::load().0.iter().map(|case| codes_of(&case.answer())));
    cases
}

#[test]
fn every_code_is_raised_by_one_case_and_not_by_another_of_its_area() {
    let cases = cases();
    let area = |code: &str| code.split('/').next().unwrap_or("").to_owned();
    let mut problems = Vec::new();
    for code in reference::codes().map(|code| code.name()) {
        if EXCEPTIONS.iter().any(|(name, _)| *name == code) {
            continue;
        }
        if !cases.iter().any(|raised| raised.contains(code)) {
            problems.push(format!("nothing raises {code}"));
        }
        let others = cases.iter().filter(|raised| !raised.contains(code));
        let near =
            |raised: &&BTreeSet<String>| raised.is_empty() || raised.iter().any(|other| area(other) == area(code));
        if others.filter(near).count() == 0 {
            problems.push(format!("every case raises {code}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn only_errors_stop_the_sync() {
    let stops = |code: &&&clbplan::diagnostic::CodeDefinition| {
        matches!(code.effect, clbplan::diagnostic::Effect::Aborts | clbplan::diagnostic::Effect::Rejected)
    };
    let lenient = |code: &&&clbplan::diagnostic::CodeDefinition| code.severity != clbplan::diagnostic::Severity::Error;
    let codes: Vec<&clbplan::diagnostic::CodeDefinition> = reference::codes().collect();
    let wrong: Vec<&str> = codes.iter().filter(stops).filter(lenient).map(|code| code.name()).collect();
    assert!(wrong.is_empty(), "a plan goes on beside a warning: {wrong:?}");
}
