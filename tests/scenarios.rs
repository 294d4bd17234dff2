//! Every folder of `tests/scenarios`, and what must hold of each without its asking: the answer is the expected one, the
//! simulated cloud takes it, planning again finds nothing to do, the order in which things were said does not matter,
//! the other language says the same. `UPDATE=1 cargo test --test scenarios` rewrites the expectations. The requests are
//! also written below `target/tmp/scenarios`, so that every other runtime can be asked the very same.

// Helpers of tests assert by panicking, like tests.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

mod harness;

use harness::json::{indent, walk};
use harness::summary::{list, str_of};
use harness::{Case, Function, permute, summary, wellformed};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| harness::load().0)
}

fn plans() -> impl Iterator<Item = &'static Case> {
    cases().iter().filter(|case| case.function == Function::Plan)
}

#[track_caller]
fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

fn parse(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_else(|error| panic!("not JSON: {error}: {answer}"))
}

#[test]
fn folders_hold_scenarios_and_nothing_else() {
    let (cases, problems) = harness::load();
    assert_none(problems);
    assert!(cases.len() >= 60, "only {} cases were found", cases.len());
}

#[test]
fn answers_are_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut problems = Vec::new();
    for case in cases() {
        let answer = case.answer();
        let texts = [("json", indent(&answer)), ("txt", summary::render(&parse(&answer)))];
        for (ending, text) in texts {
            let file = case.expectation(ending);
            if update {
                fs::write(&file, &text).expect("expectations can be written");
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if expected != text {
                problems.push(format!("{} expect.{ending}: {}", case.id, first_difference(&expected, &text)));
            }
        }
    }
    assert_none(problems);
}

#[test]
fn requests_are_written_for_the_other_runtimes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let told = |case: &harness::Case| {
        let (function, request) = (case.function.export(), case.request.to_string());
        let line = json!({ "id": case.id, "function": function, "request": request, "answer": case.answer() });
        format!("{line}\n")
    };
    let lines: String = cases().iter().map(told).collect();
    fs::write(folder.join("scenarios.jsonl"), lines).expect("requests can be written");
}

#[test]
fn applied_plans_are_accepted_and_leave_nothing_to_do() {
    let mut problems = Vec::new();
    for case in plans() {
        let after = parse(&clbplan::simulate(&case.request.to_string()));
        if after.get("error").is_some() {
            if parse(&case.answer()).get("error").is_none() {
                problems.push(format!("{}: simulate refuses a request that planSync takes", case.id));
            }
            continue;
        }
        for refused in list(&after, "refused") {
            problems.push(format!("{}: the cloud refuses {refused}", case.id));
        }
        let again = parse(&harness::ask(Function::Plan, &next_request(&case.request, &after).to_string()));
        let unrest = unrest(&parse(&case.answer()), &again);
        match (unrest.is_empty(), case.excuses.get("converge")) {
            (false, None) => problems.extend(unrest.iter().map(|unrest| format!("{}: {unrest}", case.id))),
            (true, Some(_)) => problems.push(format!("{}: converges, converge.txt is not needed", case.id)),
            (true, None) | (false, Some(_)) => {}
        }
    }
    assert_none(problems);
}

/// The same wishes, on top of the state that the plan led to.
fn next_request(request: &Value, after: &Value) -> Value {
    let mut next = request.clone();
    next["live"] = after["live"].clone();
    next["clb"] = after["clb"].clone();
    next
}

/// What a second plan would still do. A Service that could not be brought to rest the first time may say so again.
fn unrest(first: &Value, second: &Value) -> Vec<String> {
    let mut unrest = Vec::new();
    for service in list(second, "services") {
        let name = format!("{}/{}", str_of(service, "namespace"), str_of(service, "name"));
        for action in list(service, "actions") {
            unrest.push(format!("{name} is not at rest: {} {}", str_of(action, "api"), str_of(action, "address")));
        }
        let verdict = str_of(&service["loadBalancer"], "verdict");
        let before = list(first, "services").iter().find(|earlier| {
            str_of(earlier, "namespace") == str_of(service, "namespace")
                && str_of(earlier, "name") == str_of(service, "name")
        });
        let said_before = before.map_or("-", |before| str_of(&before["loadBalancer"], "verdict"));
        let at_rest = matches!(verdict, "none" | "keep") || verdict == said_before;
        let busy = matches!(verdict, "create" | "adopt" | "update" | "replace" | "delete" | "release");
        if busy || !at_rest {
            unrest.push(format!("{name}: verdict {said_before}, then {verdict}"));
        }
    }
    unrest
}

#[test]
fn the_order_of_saying_does_not_matter() {
    let mut problems = Vec::new();
    for case in cases() {
        let Some(objects) = permute::as_objects(case) else { continue };
        let said = permute::without_positions(&case.answer());
        // What is no request at all is told by the place of the fault in its text.
        if said.get("error").is_some() {
            continue;
        }
        let ways = [("as objects", objects.to_string()), ("turned round", permute::reversed(&objects))];
        let mut differences = Vec::new();
        for (way, request) in ways {
            let other = permute::without_positions(&harness::ask(case.function, &request));
            if other != said {
                let (said, other) = (indent(&said.to_string()), indent(&other.to_string()));
                differences.push(format!("{} {way}: {}", case.id, first_difference(&said, &other)));
            }
        }
        match (differences.is_empty(), case.excuses.contains_key("permute")) {
            (false, false) => problems.extend(differences),
            (true, true) => problems.push(format!("{}: permute.txt is not needed", case.id)),
            (true, false) | (false, true) => {}
        }
    }
    assert_none(problems);
}

#[test]
fn the_other_language_says_the_same() {
    let mut problems = Vec::new();
    for case in cases() {
        let mut request = case.request.clone();
        let english = parse(&harness::ask(case.function, &with_locale(&mut request, "en")));
        let chinese = parse(&harness::ask(case.function, &with_locale(&mut request, "zh-CN")));
        if without_texts(&english) != without_texts(&chinese) {
            let (en, zh) = (without_texts(&english).to_string(), without_texts(&chinese).to_string());
            problems.push(format!("{}: {}", case.id, first_difference(&indent(&en), &indent(&zh))));
        }
        for answer in [&english, &chinese] {
            walk(answer, "", &mut |at, value| {
                let text = value.as_str().filter(|_| is_text(at));
                if let Some(text) = text.filter(|text| has_placeholder(text) || text.is_empty()) {
                    problems.push(format!("{}: {at}: {text:?}", case.id));
                }
            });
        }
    }
    assert_none(problems);
}

fn with_locale(request: &mut Value, locale: &str) -> String {
    request["locale"] = locale.into();
    request.to_string()
}

/// The texts written for people, by their key.
const TEXTS: &[&str] = &["message", "why", "help", "title"];

fn is_text(pointer: &str) -> bool {
    let inside_a_body = pointer.contains("/request/") || pointer.contains("/before/") || pointer.contains("/after/");
    !inside_a_body && TEXTS.iter().any(|key| pointer.ends_with(&format!("/{key}")))
}

fn without_texts(answer: &Value) -> Value {
    match answer {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, value)| !(TEXTS.contains(&key.as_str()) && value.is_string()));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_texts(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_texts).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => answer.clone(),
    }
}

/// True for a text with `{word}` left in it.
fn has_placeholder(text: &str) -> bool {
    text.split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .any(|(word, _)| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

#[test]
fn verdicts_are_those_that_the_stories_tell() {
    let mut problems = Vec::new();
    for case in plans().filter(|case| !case.header.verdicts.is_empty()) {
        let plan = parse(&case.answer());
        let mut said: Vec<String> = list(&plan, "services").iter().map(verdict).collect();
        let mut told = case.header.verdicts.clone();
        said.sort();
        told.sort();
        if said != told {
            problems.push(format!("{}: the story tells {}, the plan {}", case.id, told.join(", "), said.join(", ")));
        }
    }
    assert_none(problems);
}

/// `checkout=delete/lost`
fn verdict(service: &Value) -> String {
    let balancer = &service["loadBalancer"];
    format!("{}={}/{}", str_of(service, "name"), str_of(balancer, "verdict"), str_of(balancer, "vip"))
}

#[test]
fn eras_said_to_agree_do() {
    let mut problems = Vec::new();
    for case in plans().filter(|case| case.header.same_in_both_eras) {
        let ask = |era: &str| {
            let mut request = case.request.clone();
            request["context"]["lifecycleMode"] = era.into();
            indent(&harness::ask(Function::Plan, &request.to_string()))
        };
        let (blocked, rebuild) = (ask("blocked"), ask("rebuild"));
        if blocked != rebuild {
            problems.push(format!("{}: {}", case.id, first_difference(&blocked, &rebuild)));
        }
    }
    assert_none(problems);
}

#[test]
fn plans_are_well_formed() {
    let mut problems = Vec::new();
    for case in plans() {
        let plan = parse(&case.answer());
        if plan.get("error").is_none() {
            problems.extend(wellformed::problems(&plan).into_iter().map(|problem| format!("{}: {problem}", case.id)));
        }
    }
    assert_none(problems);
}

/// Every annotation, label, switch and tag of the tables stands in a request; every event that may follow stands in an
/// answer.
#[test]
fn every_name_and_event_has_a_scenario() {
    let requests: String = cases().iter().map(|case| case.request.to_string()).collect();
    let names = clbplan::tke::all().map(|row| row.name).filter(|name| !requests.contains(name));
    let mut problems: Vec<String> = names.map(|name| format!("no scenario has {name}")).collect();
    let answers: String = cases().iter().map(Case::answer).collect();
    let of_codes = clbplan::reference::codes().filter_map(|code| code.event());
    let events: BTreeSet<&str> =
        of_codes.chain(clbplan::reference::reasons().filter_map(|reason| reason.event())).collect();
    assert!(events.len() >= 15, "only {} events were found", events.len());
    let missing = events.into_iter().filter(|event| !answers.contains(&format!("\"event\":\"{event}\"")));
    problems.extend(missing.map(|event| format!("no scenario leads to {event}")));
    assert_none(problems);
}

#[test]
fn every_row_and_condition_has_a_scenario() {
    let claimed: BTreeSet<&str> = cases().iter().flat_map(|case| &case.header.covers).map(String::as_str).collect();
    let wanted = harness::coverage::claims();
    let missing = wanted.iter().filter(|claim| !claimed.contains(claim.as_str()));
    let mut problems: Vec<String> = missing.map(|claim| format!("{claim}: no scenario")).collect();
    let unknown = claimed.iter().filter(|claim| !wanted.iter().any(|known| known == *claim));
    problems.extend(unknown.map(|claim| format!("{claim}: claimed, but nothing asks for it")));
    assert_none(problems);
}

/// The first line that differs, with its number.
fn first_difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    let at = lines.find(|(_, (expected, found))| expected != found);
    match at {
        Some((number, (expected, found))) => {
            format!("line {}\n    - {}\n    + {}", number + 1, expected.trim(), found.trim())
        }
        None => format!("{} lines instead of {}", found.lines().count(), expected.lines().count()),
    }
}
