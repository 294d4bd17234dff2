//! A plan never refuses a Service without saying so: every scenario, in both exports. What stops a sync is an error, and decides
//! about the exit status of the command line.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use clbplan::tke::definition::NameLocation;
use harness::Function;
use harness::render_answer_for_review::{list, str_of};
use serde_json::{Value, json};
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

/// Values that fit few annotations, as they are and in lists; and those that scenarios have, also twice.
fn values_of(name: &str, manifests: &[String]) -> BTreeSet<String> {
    let odd =
        ["", " ", "1234", "x", "0", "true", "TRUE", "a,a", "{}", "[]", "null", r#"{"80":{}}"#, "subnet-1,subnet-1"];
    let lines = manifests.iter().flat_map(|text| text.lines());
    let written = lines.filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "));
    let written = written.map(|value| value.trim().trim_matches(['"', '\'']).to_owned());
    let written: BTreeSet<String> = written.filter(|value| !value.contains('\'')).take(40).collect();
    let twice = written.iter().map(|value| format!("{value},{value}"));
    let spaced = written.iter().map(|value| format!(" {value}"));
    let listed = written.iter().filter_map(|value| {
        let inside = value.strip_prefix('[')?.strip_suffix(']')?;
        Some(format!("[{inside},{inside}]"))
    });
    twice.chain(spaced).chain(listed).chain(odd.map(str::to_owned)).chain(written.clone()).collect()
}

/// What the answers about a Service with one annotation break: a refusal without an error in both exports, or one that names
/// an annotation that the manifest does not have.
fn unexplained(name: &str, value: &str) -> Vec<String> {
    let manifests = json!([{
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": "web", "namespace": "shop", "annotations": { name: value } },
        "spec": { "type": "LoadBalancer", "selector": { "app": "web" }, "ports": [{ "port": 80, "targetPort": 8080 }] }
    }]);
    let context = json!({ "clusterId": "cls-2x9k4m7q", "region": "ap-guangzhou", "vpcId": "vpc-30xqxt9p", "clusterType": "managed" });
    let request = json!({ "manifests": manifests, "context": context }).to_string();
    let plan = parse(&harness::ask(Function::Plan, &request));
    let report = parse(&harness::ask(Function::Validate, &request));
    let balancer = &plan["services"][0]["loadBalancer"];
    if !matches!(str_of(balancer, "verdict"), "error" | "blocked") {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (export, answer) in [("plan", &plan), ("validation", &report)] {
        let errors = list(answer, "diagnostics").iter().filter(|finding| str_of(finding, "severity") == "error");
        let errors: Vec<&Value> = errors.collect();
        if errors.is_empty() {
            problems.push(format!("{name}: {value:?}: the {export} has no error"));
        }
        for path in errors.iter().map(|finding| str_of(finding, "path")) {
            if path.starts_with("metadata.annotations[") && path != format!("metadata.annotations[{name}]") {
                problems.push(format!("{name}: {value:?}: the {export} has an error at {path}"));
            }
        }
    }
    let invalid = list(balancer, "because").iter().filter(|reason| str_of(reason, "code") == "service/setting-invalid");
    for message in
        invalid.map(|reason| str_of(reason, "message")).filter(|message| !message.contains(&format!("`{name}`")))
    {
        problems.push(format!("{name}: {value:?}: {message}"));
    }
    problems
}

/// A value that stops the sync is an error in both exports, at the annotation that the manifest has.
#[test]
fn values_that_stop_the_sync_are_errors_at_their_annotation() {
    let requests: Vec<String> =
        plans().filter_map(|case| Some(case.request.get("manifests")?.as_str()?.to_owned())).collect();
    let annotations = clbplan::tke::all().filter(|definition| definition.kind == NameLocation::Annotation);
    let names = annotations.map(|definition| definition.name);
    let of_name = |name: &'static str| values_of(name, &requests).into_iter().map(move |value| (name, value));
    assert_none(names.flat_map(of_name).flat_map(|(name, value)| unexplained(name, &value)).collect());
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
