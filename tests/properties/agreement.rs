//! An answer does not contradict itself, and a validation does not contradict the plan.

use super::run::{check_random_requests, list, plan, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn a_finding_that_stops_the_sync_has_no_calls_beside_it() {
    check_random_requests(400, |request, _| {
        let answer = plan(request);
        for finding in list(&answer, "diagnostics") {
            let stops = matches!(text(finding, "effect"), "aborts" | "rejected");
            // What is applied to an object that is being deleted is judged, and the deletion goes on.
            let mut services = list(&answer, "services").iter().filter(|service| service["event"] != "delete");
            let service = services.find(|service| is_about(finding, service));
            let calls = service.map_or(0, |service| list(service, "actions").len());
            if stops && calls > 0 {
                return Err(format!("{} stops everything beside {calls} calls", text(finding, "code")));
            }
        }
        Ok(())
    });
}

#[test]
fn a_refused_service_has_a_finding() {
    check_random_requests(400, |request, _| {
        let answer = plan(request);
        for service in list(&answer, "services") {
            let verdict = text(&service["loadBalancer"], "verdict");
            let is_refused = matches!(verdict, "error" | "blocked") && is_in_manifests(request, service);
            let mut errors = list(&answer, "diagnostics").iter().filter(|finding| text(finding, "severity") == "error");
            if is_refused && !errors.any(|finding| is_about(finding, service)) {
                let reasons: Vec<&str> =
                    list(&service["loadBalancer"], "because").iter().map(|r| text(r, "code")).collect();
                return Err(format!("{verdict} without a finding: {reasons:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn a_validation_finds_what_a_plan_without_cloud_finds() {
    check_random_requests(200, |request, _| {
        let members = |keys: &[&str]| {
            let all = request.as_object().expect("an object").iter();
            Value::Object(
                all.filter(|(key, _)| keys.contains(&key.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect(),
            )
        };
        let request = members(&["manifests", "live", "context", "locale"]);
        let report: Value = serde_json::from_str(&clbplan::validate_service(&request.to_string())).expect("JSON");
        let codes = |answer: &Value| -> BTreeSet<String> {
            let errors = list(answer, "diagnostics").iter().filter(|finding| text(finding, "severity") == "error");
            let own = errors.filter(|finding| {
                let named = json!({ "namespace": finding["object"]["namespace"], "name": finding["object"]["name"] });
                is_in_manifests(&request, &named)
            });
            own.map(|finding| format!("{} {}", text(finding, "code"), finding["object"]["name"])).collect()
        };
        let (planned, validated) = (codes(&plan(&request)), codes(&report));
        if planned == validated { Ok(()) } else { Err(format!("the plan has {planned:?}, the report {validated:?}")) }
    });
}

#[test]
fn no_answer_shows_an_id_that_nobody_provided() {
    check_random_requests(400, |request, _| {
        let provided = ids(&request.to_string());
        match ids(&plan(request).to_string()).difference(&provided).next() {
            Some(id) => Err(format!("{id} was not provided")),
            None => Ok(()),
        }
    });
}

/// The words of a text that have the form of an id of a load balancer, listener or rule.
fn ids(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let is_id = |word: &&str| {
        let rest = ["lb-", "lbl-", "loc-"].iter().find_map(|prefix| word.strip_prefix(prefix));
        rest.is_some_and(|rest| rest.len() == 8)
    };
    words.filter(is_id).map(str::to_owned).collect()
}

fn is_about(finding: &Value, service: &Value) -> bool {
    let same = |key: &str| finding["object"].get(key).is_some() && finding["object"].get(key) == service.get(key);
    text(&finding["object"], "kind") == "Service" && same("namespace") && same("name")
}

fn is_in_manifests(request: &Value, service: &Value) -> bool {
    list(request, "manifests").iter().any(|object| {
        let metadata = &object["metadata"];
        metadata["name"] == service["name"] && metadata["namespace"] == service["namespace"]
    })
}
