//! Every file of `tests/scenarios`, and what holds of each unasked: the answer is the expected one, the simulated cloud
//! accepts it, planning again finds nothing to do, the order of the input does not matter, the other language differs in its
//! sentences only. `UPDATE=1 cargo test --test scenarios` rewrites the expectations, but never the line `verdict`. Requests
//! and answers are also written to `target/tmp/corpus`, so that every other runtime can be asked the same.

// Helpers of tests assert by panicking, like tests.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

mod harness;

use harness::indent_reorder_and_patch_json::{indent, walk};
use harness::render_answer_for_review::{list, str_of};
use harness::{Case, Excuse, Function, equivalent_requests, plan_json_invariants, render_answer_for_review};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Every case, and every problem of the files.
fn loaded() -> &'static (Vec<Case>, Vec<String>) {
    static LOADED: OnceLock<(Vec<Case>, Vec<String>)> = OnceLock::new();
    LOADED.get_or_init(harness::load)
}

fn cases() -> &'static [Case] {
    &loaded().0
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
fn every_file_is_a_scenario() {
    let (cases, problems) = loaded();
    assert_none(problems.clone());
    assert!(cases.len() >= 300, "only {} cases were found", cases.len());
}

#[test]
fn answers_are_as_expected() {
    let mut problems = Vec::new();
    let mut hashes = String::new();
    let mut shown: BTreeMap<&Path, Vec<(&Case, String)>> = BTreeMap::new();
    for case in cases() {
        let answer = case.answer();
        let _ = writeln!(hashes, "{:016x} {}", hash(&answer), case.id);
        shown.entry(&case.file).or_default().push((case, render_answer_for_review::render(&parse(&answer))));
        let contract = case.contract();
        if contract.exists() {
            problems.extend(compare(&contract, &indent(&answer)).map(|problem| format!("{}: {problem}", case.id)));
        }
    }
    for (file, mut answers) in shown {
        let mut text = fs::read_to_string(file).expect("a scenario can be read");
        answers.sort_by_key(|(case, _)| std::cmp::Reverse(case.expected_at.start));
        for (case, answer) in answers.iter().filter(|(case, answer)| case.expected != *answer) {
            text.replace_range(case.expected_at.clone(), answer);
        }
        problems.extend(compare(file, &text));
    }
    problems.extend(compare(&harness::hashes(), &hashes));
    assert_none(problems);
}

/// The first difference between a file and its text; none if `UPDATE=1` just wrote it.
fn compare(file: &Path, text: &str) -> Option<String> {
    let committed = fs::read_to_string(file).unwrap_or_default();
    if committed == text {
        return None;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, text).expect("expectations can be written");
        return None;
    }
    Some(format!("{}: {}", file.display(), first_difference(&committed, text)))
}

/// FNV-1a: short, and the same everywhere. It only has to notice changes.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Members whose values belong to the cloud or to Kubernetes.
const BODIES: &[&str] = &["request", "before", "after"];

/// Members whose values are names of a closed list.
const NAMES: &[&str] = &["verdict", "vip", "verb", "severity", "layer", "effect", "basis"];

/// The scenarios with complete answers show every member that an answer can have, and every name of those lists.
#[test]
fn complete_answers_show_every_member() {
    let (mut all, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for case in cases() {
        let answer = parse(&case.answer());
        members(&answer, "", &mut all);
        if case.contract().exists() {
            members(&answer, "", &mut shown);
        }
    }
    let missing = all.difference(&shown);
    assert_none(missing.map(|member| format!("{member}: in no complete answer")).collect());
}

fn members(value: &Value, parent: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(format!("{parent}.{key}"));
                if let (true, Some(name)) = (NAMES.contains(&key.as_str()), value.as_str()) {
                    found.insert(format!("{key} {name}"));
                }
                match BODIES.contains(&key.as_str()) {
                    true if value.to_string().contains("\"$from\"") => drop(found.insert("$from".to_owned())),
                    true => {}
                    false => members(value, key, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| members(item, parent, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn requests_are_written_for_the_other_runtimes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let line = |case: &Case| {
        let (function, request) = (case.function.export(), case.request.to_string());
        let line = json!({ "id": case.id, "function": function, "request": request, "answer": case.answer() });
        format!("{line}\n")
    };
    let lines: String = cases().iter().map(line).collect();
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
        match (unrest.is_empty(), case.excuses.get(&Excuse::Convergence)) {
            (false, None) => problems.extend(unrest.iter().map(|unrest| format!("{}: {unrest}", case.id))),
            (true, Some(_)) => problems.push(format!("{}: converges, so it needs no excuse", case.id)),
            (true, None) | (false, Some(_)) => {}
        }
    }
    assert_none(problems);
}

/// The same manifests, on top of the state that the plan leads to.
fn next_request(request: &Value, after: &Value) -> Value {
    let mut next = request.clone();
    // What was to be created again was.
    if let Some(members) = next.as_object_mut() {
        members.remove("recreate");
    }
    next["live"] = after["live"].clone();
    next["clb"] = after["clb"].clone();
    next
}

/// The changes of a second plan. A Service that the first plan could not finish may get the same verdict again.
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
        let verdict_before = before.map_or("-", |before| str_of(&before["loadBalancer"], "verdict"));
        let at_rest = matches!(verdict, "none" | "keep") || verdict == verdict_before;
        let busy = matches!(verdict, "create" | "adopt" | "update" | "replace" | "delete" | "release");
        if busy || !at_rest {
            unrest.push(format!("{name}: verdict {verdict_before}, then {verdict}"));
        }
    }
    unrest
}

#[test]
fn input_order_does_not_matter() {
    let mut problems = Vec::new();
    for case in cases() {
        let Some(objects) = equivalent_requests::as_objects(case) else { continue };
        let expected = equivalent_requests::without_positions(&case.answer());
        // The error of a request that cannot be decoded names a position in its text.
        if expected.get("error").is_some() {
            continue;
        }
        let ways = [("as objects", objects.to_string()), ("reversed", equivalent_requests::reversed(&objects))];
        let mut differences = Vec::new();
        for (way, request) in ways {
            let other = equivalent_requests::without_positions(&harness::ask(case.function, &request));
            if other != expected {
                let (expected, other) = (indent(&expected.to_string()), indent(&other.to_string()));
                differences.push(format!("{} {way}: {}", case.id, first_difference(&expected, &other)));
            }
        }
        match (differences.is_empty(), case.excuses.contains_key(&Excuse::Permutation)) {
            (false, false) => problems.extend(differences),
            (true, true) => problems.push(format!("{}: needs no excuse from permutation", case.id)),
            (true, false) | (false, true) => {}
        }
    }
    assert_none(problems);
}

#[test]
fn languages_differ_in_sentences_only() {
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
fn verdicts_are_those_of_the_scenarios() {
    let mut problems = Vec::new();
    for case in plans().filter(|case| !case.verdicts.is_empty()) {
        let plan = parse(&case.answer());
        let mut found: Vec<String> = list(&plan, "services").iter().map(verdict).collect();
        let mut expected = case.verdicts.clone();
        found.sort();
        expected.sort();
        if found != expected {
            problems.push(format!(
                "{}: expected {}, but the plan has {}",
                case.id,
                expected.join("; "),
                found.join("; ")
            ));
        }
    }
    assert_none(problems);
}

/// `checkout = delete, address lost`
fn verdict(service: &Value) -> String {
    let balancer = &service["loadBalancer"];
    format!("{} = {}, address {}", str_of(service, "name"), str_of(balancer, "verdict"), str_of(balancer, "vip"))
}

#[test]
fn lifecycle_modes_marked_same_agree() {
    let mut problems = Vec::new();
    for case in plans().filter(|case| case.same_in_both_modes) {
        let ask = |mode: &str| {
            let mut request = case.request.clone();
            request["context"]["lifecycleMode"] = mode.into();
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
            problems.extend(
                plan_json_invariants::problems(&plan).into_iter().map(|problem| format!("{}: {problem}", case.id)),
            );
        }
    }
    assert_none(problems);
}

/// Every annotation, label, switch and tag of the tables is in a request, and every event code in an answer.
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
fn every_reason_has_a_scenario() {
    let answers: Vec<Value> = cases().iter().map(|case| parse(&case.answer())).collect();
    assert_none(harness::reason_coverage::problems(&answers));
}

#[test]
fn every_row_and_condition_has_a_scenario() {
    let claimed: BTreeSet<&str> = cases().iter().flat_map(|case| &case.covers).map(String::as_str).collect();
    let expected = harness::lifecycle_coverage::claims();
    let missing = expected.iter().filter(|claim| !claimed.contains(claim.as_str()));
    let mut problems: Vec<String> = missing.map(|claim| format!("{claim}: no scenario")).collect();
    let unknown = claimed.iter().filter(|claim| !expected.iter().any(|known| known == *claim));
    problems.extend(unknown.map(|claim| format!("{claim}: claimed, but not in the list")));
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
