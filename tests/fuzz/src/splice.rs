//! The target `splice`: a scenario's request in which values are replaced by values from others, removed, duplicated or
//! damaged.

use crate::check_every_answer::{self, list};
use crate::properties::always_answers;
use crate::properties::random_choices_as_bytes::Tape;
use crate::requests;
use serde::Deserialize as _;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Requests as objects, and all values that occur under each key.
struct Pool {
    requests: Vec<Value>,
    values: BTreeMap<String, Vec<Value>>,
    keys: Vec<String>,
}

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(|| {
        let requests: Vec<Value> = requests::requests().iter().filter_map(structured).collect();
        let mut seen = BTreeMap::new();
        requests.iter().for_each(|request| collect(request, &mut seen));
        // As many as one byte can select from.
        let values =
            |texts: BTreeSet<String>| texts.iter().take(256).map(|text| check_every_answer::parse(text)).collect();
        let values: BTreeMap<String, Vec<Value>> = seen.into_iter().map(|(key, texts)| (key, values(texts))).collect();
        let keys = values.keys().cloned().collect();
        Pool { requests, values, keys }
    })
}

/// A request for a plan, with its texts converted to objects.
fn structured(entry: &requests::Request) -> Option<Value> {
    let mut request: Value = serde_json::from_str(&entry.request).ok().filter(|_| entry.function == "plan-sync")?;
    for part in ["manifests", "live"] {
        if let Some(text) = request[part].as_str() {
            let documents = serde_yaml_ng::Deserializer::from_str(text).map(Value::deserialize);
            let objects: Vec<Value> = documents.collect::<Result<_, _>>().ok()?;
            request[part] = objects.into_iter().filter(Value::is_object).collect();
        }
    }
    request.is_object().then_some(request)
}

fn collect(value: &Value, seen: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, seen)),
        Value::Object(members) => {
            for (key, value) in members {
                seen.entry(key.clone()).or_default().insert(value.to_string());
                collect(value, seen);
            }
        }
        _ => {}
    }
}

pub fn run(data: &[u8]) {
    let [high, low, edits @ ..] = data else { return };
    let pool = pool();
    let mut request = pool.requests[usize::from(u16::from_be_bytes([*high, *low])) % pool.requests.len()].clone();
    let mut tape = Tape::new(edits);
    // An edit consumes several bytes, so this is roughly as many edits as there are bytes for.
    for _ in 0..(edits.len() / 8).min(24) + 1 {
        edit(&mut request, &mut tape, pool);
    }
    let text = request.to_string();
    let answer = clbplan::plan_sync(&text);
    let plan = check_every_answer::parse(&answer);
    if plan["error"].is_object() {
        return check_every_answer::check_rejection(&plan);
    }
    check_every_answer::check_schema("plan-sync", &plan);
    check_plan(&plan);
    check_deletions(&request, &plan);
    assert_eq!(answer, clbplan::plan_sync(&text), "a second call gave a different answer");
    let after = check_every_answer::parse(&clbplan::simulate(&text));
    check_every_answer::check_schema("simulate", &after);
    request["live"] = after["live"].clone();
    request["clb"] = after["clb"].clone();
    let again = check_every_answer::parse(&clbplan::plan_sync(&request.to_string()));
    if again["error"].is_null() {
        check_every_answer::check_schema("plan-sync", &again);
        check_plan(&again);
    }
}

/// Descends to some value and changes it.
fn edit(value: &mut Value, tape: &mut Tape<'_>, pool: &Pool) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let at = tape.pick(items.len());
            match tape.pick(16) {
                14 => items.push(items[at].clone()),
                15 => drop(items.remove(at)),
                _ => edit(&mut items[at], tape, pool),
            }
        }
        Value::Object(members) if !members.is_empty() => member(members, tape, pool),
        _ => always_answers::damage(value, tape),
    }
}

fn member(members: &mut Map<String, Value>, tape: &mut Tape<'_>, pool: &Pool) {
    let at = tape.pick(members.len());
    let Some(key) = members.keys().nth(at).cloned() else { return };
    let known = |key: &str, tape: &mut Tape<'_>| pool.values.get(key).map(|values| tape.choose(values));
    match tape.pick(16) {
        0..4 => drop(known(&key, tape).and_then(|value| members.insert(key, value))),
        4 => drop(members.remove(&key)),
        5 => {
            let new = tape.choose(&pool.keys);
            if let Some(value) = known(&new, tape) {
                members.insert(new, value);
            }
        }
        _ => {
            if let Some(value) = members.get_mut(&key) {
                edit(value, tape, pool);
            }
        }
    }
}

/// Checks that a plan is consistent and that no message has an unfilled argument.
pub fn check_plan(plan: &Value) {
    if let Err(reason) = always_answers::check(plan) {
        panic!("{reason}");
    }
}

/// Checks that no load balancer is deleted without the tag that marks those created by TKE.
fn check_deletions(request: &Value, plan: &Value) {
    let existing = list(&request["clb"], "loadBalancers");
    let is_managed = |id: &Value| {
        let same_id = |body: &&Value| body["LoadBalancerId"] == *id;
        let tag = |tag: &Value| tag["TagKey"] == "tke-createdBy-flag" && tag["TagValue"] == "yes";
        let mut bodies = existing.iter().filter(same_id).peekable();
        bodies.peek().is_none() || bodies.any(|body| list(body, "Tags").iter().any(tag))
    };
    for action in list(plan, "services").iter().flat_map(|service| list(service, "actions")) {
        if action["api"] == "DeleteLoadBalancer" {
            for id in list(&action["request"], "LoadBalancerIds") {
                assert!(is_managed(id), "{id} is deleted, but was not created by TKE");
            }
        }
    }
}

/// Every request once, with a small change.
pub fn seeds() -> Vec<Vec<u8>> {
    let count = pool().requests.len();
    (0..count).map(|number| [&(number as u16).to_be_bytes()[..], &[(number * 7) as u8; 12]].concat()).collect()
}
