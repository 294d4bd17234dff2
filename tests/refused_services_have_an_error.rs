//! A plan never refuses a Service without saying so: every scenario, in both exports. What stops a sync is an error, and decides
//! about the exit status of the command line.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use harness::Function;
use harness::render_answer_for_review::{list, str_of};
use serde_json::Value;
use std::collections::BTreeSet;

fn parse(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap()
}

fn plans() -> impl Iterator<Item = harness::Case> {
    harness::load().0.into_iter().filter(|case| case.function == Function::Plan)
}

#[track_caller]
fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// A verdict of error or blocked has an error about its Service, or about the request.
#[test]
fn refused_services_have_an_error() {
    let mut problems = Vec::new();
    for case in plans() {
        let plan = parse(&case.answer());
        let is_refused = |service: &&Value| matches!(str_of(&service["loadBalancer"], "verdict"), "error" | "blocked");
        for service in list(&plan, "services").iter().filter(is_refused) {
            let is_error = |finding: &Value| {
                let object = &finding["object"];
                let is_its = ["namespace", "name"].iter().all(|key| object[key] == service[key]);
                str_of(finding, "severity") == "error" && (is_its || object.is_null())
            };
            if !list(&plan, "diagnostics").iter().any(is_error) {
                problems.push(format!("{}: {} is refused without an error", case.id, str_of(service, "name")));
            }
        }
    }
    assert_none(problems);
}

/// Without the state of the cloud, a plan and a validation have the same errors about manifests.
#[test]
fn plan_and_validation_agree_about_errors() {
    let mut problems = Vec::new();
    for case in plans() {
        let mut request = case.request.clone();
        let Some(members) = request.as_object_mut() else { continue };
        for of_plans in ["clb", "policy", "delete", "recreate", "prune", "pruneWithin", "liveContext", "scope"] {
            members.remove(of_plans);
        }
        let errors = |function| {
            let answer = parse(&harness::ask(function, &request.to_string()));
            let found = list(&answer, "diagnostics").iter().filter(|finding| str_of(finding, "severity") == "error");
            let of_manifests = found.filter(|finding| finding.get("source").is_some());
            of_manifests.map(|finding| str_of(finding, "code").to_owned()).collect::<BTreeSet<_>>()
        };
        let (planned, validated) = (errors(Function::Plan), errors(Function::Validate));
        if planned != validated {
            problems.push(format!("{}: the plan has {planned:?}, the validation {validated:?}", case.id));
        }
    }
    assert_none(problems);
}
