//! An answer does not contradict itself, and a validation does not contradict the plan.

use super::check_random_requests::{check_random_requests, list, plan, text};
use serde_json::{Map, Value, json};
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
fn a_finding_that_stops_the_sync_is_about_a_service_that_is_not_synced() {
    check_random_requests(400, |request, _| {
        let answer = plan(request);
        for finding in list(&answer, "diagnostics").iter().filter(|finding| text(finding, "effect") == "aborts") {
            let mut services = list(&answer, "services").iter().filter(|service| service["event"] != "delete");
            let Some(service) = services.find(|service| is_about(finding, service)) else { continue };
            let verdict = text(&service["loadBalancer"], "verdict");
            if !matches!(verdict, "error" | "blocked") {
                return Err(format!("{} stops the sync, and the verdict is {verdict}", text(finding, "code")));
            }
        }
        Ok(())
    });
}

/// The strongest form of "a call never carries a value that is ignored": without the value all calls are the same.
#[test]
fn what_is_ignored_can_be_left_out_without_another_plan() {
    check_random_requests(400, |request, _| {
        // The messages are read.
        let mut request = request.clone();
        request["locale"] = "en".into();
        for finding in
            list(&plan(&request), "diagnostics").iter().filter(|finding| text(finding, "effect") == "ignored")
        {
            let Some(without) = without_ignored(&request, finding) else { continue };
            let planned = [&request, &without].map(|request| {
                let answer = plan(request);
                let service = list(&answer, "services").iter().find(|service| is_about(finding, service)).cloned();
                service.map_or(json!([]), |service| json!([service["loadBalancer"]["verdict"], service["actions"]]))
            });
            if planned[0] != planned[1] {
                let missing = |one: &Value, other: &Value| {
                    let calls = one[1].as_array().into_iter().flatten();
                    let others = other[1].as_array().into_iter().flatten().collect::<Vec<_>>();
                    json!([one[0], calls.filter(|call| !others.contains(call)).collect::<Vec<_>>()])
                };
                let (with, without) = (missing(&planned[0], &planned[1]), missing(&planned[1], &planned[0]));
                return Err(format!("{}: {with}, and without it {without}", text(finding, "message")));
            }
        }
        Ok(())
    });
}

/// The request without the annotation that a finding calls ignored, or without the part of its JSON value that the finding
/// names; an edit is undone.
fn without_ignored(request: &Value, finding: &Value) -> Option<Value> {
    let name = text(finding, "path").strip_prefix("metadata.annotations[")?.strip_suffix(']')?;
    let is_object = |object: &Value| is_about(finding, &object["metadata"]) && object["kind"] == "Service";
    let written = |key: &str| {
        let object = list(request, key).iter().find(|object| is_object(object))?;
        Some(object["metadata"]["annotations"][name].clone())
    };
    let manifest = written("manifests")?;
    let left = match text(finding, "code") {
        "annotation/edit-without-effect" => written("live").unwrap_or_default(),
        _ => without_named_part(&manifest, text(finding, "message")),
    };
    let mut without = request.clone();
    for object in without["manifests"].as_array_mut()?.iter_mut().filter(|object| is_object(object)) {
        match &left {
            Value::Null => drop(object["metadata"]["annotations"].as_object_mut()?.remove(name)),
            left => object["metadata"]["annotations"][name] = left.clone(),
        }
    }
    Some(without)
}

/// The JSON value of an annotation without the port or member that a message names; null where it names none.
fn without_named_part(value: &Value, message: &str) -> Value {
    let Some(Ok(Value::Object(mut members))) = value.as_str().map(serde_json::from_str) else { return Value::Null };
    let words: Vec<&str> = message.split('`').collect();
    let port = message.split_once("port ").map_or("", |(_, rest)| rest.split(&[' ', ',', '`']).next().unwrap_or(""));
    let named =
        |of: &Map<String, Value>| words.iter().find(|word| of.contains_key(**word)).map(|word| (*word).to_owned());
    let port_number: Value = port.parse::<u16>().map_or(Value::Null, Value::from);
    if let Some(entry) = members.get_mut(port) {
        match entry.as_object().and_then(named).and_then(|name| entry.as_object_mut()?.remove(&name)) {
            Some(_) => {}
            None => drop(members.remove(port)),
        }
    } else if let Some(groups) = members.get_mut("groups").and_then(Value::as_array_mut) {
        groups.retain(|group| group["key"]["port"] != port_number);
    } else {
        let Some(name) = named(&members) else { return Value::Null };
        members.remove(&name);
    }
    Value::Object(members).to_string().into()
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
