//! Invariants of a plan, checked on its JSON: the core's own checks see its types, these see what a caller sees.

use super::indent_reorder_and_patch_json::walk;
use super::render_answer_for_review::{list, str_of};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The invariants that a plan breaks.
pub fn problems(plan: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let actions: Vec<&Value> = list(plan, "services").iter().flat_map(|service| list(service, "actions")).collect();
    let mut waves: BTreeMap<&str, u64> = BTreeMap::new();
    for action in &actions {
        if waves.insert(str_of(action, "id"), wave(action)).is_some() {
            problems.push(format!("action id {} occurs twice", str_of(action, "id")));
        }
    }
    for action in &actions {
        problems.extend(action_problems(action, &waves));
    }
    for service in list(plan, "services") {
        problems.extend(service_problems(service));
    }
    problems.extend(count_problems(plan));
    problems.extend(contradictions(plan));
    problems.extend(unsaid_dangers(plan));
    problems
}

/// Services whose plan does not say that they become public or have an outage, where another part of the answer shows it; also
/// beside something worse.
fn unsaid_dangers(plan: &Value) -> Vec<String> {
    let name = |service: &Value| format!("{}/{}", str_of(service, "namespace"), str_of(service, "name"));
    let names = |services: &[Value]| services.iter().map(name).collect::<BTreeSet<String>>();
    let of_group = |danger: &str| {
        let groups = list(plan, "overview").iter().filter(|group| str_of(group, "danger") == danger);
        groups.flat_map(|group| names(list(group, "services"))).collect::<BTreeSet<String>>()
    };
    let public = names(list(&plan["highlights"], "newlyPublic"));
    let (worst_public, worst_outage) = (of_group("newly-public"), of_group("outage"));
    let mut problems = Vec::new();
    for service in list(plan, "services") {
        let name = name(service);
        let says = |member: &str| service["loadBalancer"].get(member) == Some(&Value::Bool(true));
        if says("newlyPublic") != public.contains(&name) || (worst_public.contains(&name) && !says("newlyPublic")) {
            problems.push(format!("{name}: newlyPublic is {}, the overview differs", says("newlyPublic")));
        }
        let deletes = list(service, "changes").iter().any(|change| {
            let address = str_of(change, "address");
            str_of(change, "verb") == "delete" && (address.starts_with("listener/") || address.starts_with("rule/"))
        });
        if (deletes || worst_outage.contains(&name)) && !says("outage") {
            problems.push(format!("{name}: an outage is not said"));
        }
    }
    problems
}

/// Findings that stop everything, beside a plan that has calls.
fn contradictions(plan: &Value) -> Vec<String> {
    let stops = |finding: &&Value| matches!(str_of(finding, "effect"), "aborts" | "rejected");
    let mut problems = Vec::new();
    for finding in list(plan, "diagnostics").iter().filter(stops) {
        let about = |service: &&Value| {
            let object = &finding["object"];
            let same = |key: &str| object.get(key).is_some() && object.get(key) == service.get(key);
            str_of(object, "kind") == "Service" && same("namespace") && same("name")
        };
        for service in list(plan, "services").iter().filter(about) {
            let calls = list(service, "actions").len();
            if calls > 0 {
                let (name, code) = (str_of(service, "name"), str_of(finding, "code"));
                problems.push(format!("{name}: {code} stops everything, but {calls} calls are planned"));
            }
        }
    }
    problems
}

fn action_problems(action: &Value, waves: &BTreeMap<&str, u64>) -> Vec<String> {
    let mut problems = Vec::new();
    let id = str_of(action, "id");
    let after: Vec<&str> = list(action, "after").iter().filter_map(Value::as_str).collect();
    for earlier in &after {
        match waves.get(earlier) {
            Some(wave_before) if *wave_before < wave(action) => {}
            Some(_) => problems.push(format!("{id}: not in a later wave than {earlier}, which it comes after")),
            None => problems.push(format!("{id}: comes after {earlier}, which does not exist")),
        }
    }
    let longest = after.iter().filter_map(|earlier| waves.get(earlier)).max().map_or(0, |wave| wave + 1);
    if wave(action) != longest {
        problems.push(format!("{id}: wave {} is not the longest path {longest}", wave(action)));
    }
    walk(&action["request"], "", &mut |at, value| {
        let from = value.get("$from").and_then(Value::as_str);
        if let Some(from) = from.filter(|from| !from.contains(":describe:") && !after.contains(from)) {
            problems.push(format!("{id}: {at} comes from {from}, without an edge"));
        }
        if at.ends_with("/ListenerIds") && value.as_array().is_some_and(Vec::is_empty) {
            problems.push(format!("{id}: an empty ListenerIds would mean all listeners"));
        }
    });
    if str_of(&action["because"], "code") == "-" {
        problems.push(format!("{id}: no reason"));
    }
    problems
}

fn service_problems(service: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let name = format!("{}/{}", str_of(service, "namespace"), str_of(service, "name"));
    let changes = list(service, "changes");
    for action in list(service, "actions") {
        if !changes.iter().any(|change| change["address"] == action["address"]) {
            problems.push(format!("{name}: {} has an action but no change", str_of(action, "address")));
        }
    }
    for change in changes.iter().filter(|change| list(change, "because").is_empty()) {
        problems.push(format!("{name}: {} has no reason", str_of(change, "address")));
    }
    let entries = list(service, "actions").iter().chain(list(service, "withheld"));
    for entry in entries.filter(|entry| matches!(str_of(&entry["because"], "code"), "" | "-")) {
        problems.push(format!("{name}: {} has no reason", str_of(entry, "address")));
    }
    let balancer = &service["loadBalancer"];
    if list(balancer, "because").is_empty() {
        problems.push(format!("{name}: the verdict has no reason"));
    }
    let untouched = matches!(str_of(balancer, "verdict"), "blocked" | "skip" | "none");
    if untouched && list(service, "actions").iter().any(|action| str_of(action, "api") != "kubernetes") {
        problems.push(format!("{name}: verdict {}, but there are calls", str_of(balancer, "verdict")));
    }
    problems
}

/// The summary counts load balancers by verdict. A skipped load balancer counts as kept.
fn count_problems(plan: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for verdict in ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "keep"] {
        let services = list(plan, "services").iter();
        let counted =
            services.filter(|service| counts_as(str_of(&service["loadBalancer"], "verdict")) == verdict).count() as u64;
        let summary = plan["summary"].get(verdict).and_then(Value::as_u64);
        if summary.is_none_or(|summary| summary > counted || (summary == 0) != (counted == 0)) {
            problems.push(format!("the summary counts {summary:?} {verdict}, the Services have {counted}"));
        }
    }
    problems
}

fn counts_as(verdict: &str) -> &str {
    match verdict {
        "skip" => "keep",
        other => other,
    }
}

fn wave(action: &Value) -> u64 {
    action.get("wave").and_then(Value::as_u64).unwrap_or(u64::MAX)
}
