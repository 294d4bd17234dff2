//! The order of calls comes from their dependencies alone, not from the order of the input.

use super::check_random_requests::{check_random_requests, plan};
use super::random_choices_as_bytes::{CaseBytes, Tape};
use clbplan::planner::ServicePlan;
use clbplan::request::PlanRequest;
use clbplan::request::decoder::Decode as _;
use clbplan::simulate::StateAfterPlanOutput;
use clbplan::syntax::SyntaxNode;
use serde::Deserialize as _;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_order_of_the_input_does_not_change_the_plan() {
    check_random_requests(200, |request, seeds| {
        let mut tape = tape(seeds);
        let mut other = request.clone();
        shuffle_lists(&mut other, &mut tape);
        let (first, second) =
            (clbplan::plan_sync(&request.to_string()), clbplan::plan_sync(&scrambled(&other, &mut tape)));
        if first == second {
            return Ok(());
        }
        let (first, second) = (without_findings_about_clb(&first)?, without_findings_about_clb(&second)?);
        check_equal(&first.to_string(), &second.to_string(), "shuffled")
    });
}

#[test]
fn the_order_of_ports_does_not_change_the_plan() {
    check_random_requests(200, |request, _| {
        let mut other = request.clone();
        let merges_ports = is_merged_by_kubectl(request);
        for part in ["manifests", "live"] {
            for object in other[part].as_array_mut().into_iter().flatten() {
                if let Some(ports) = object.pointer_mut("/spec/ports").and_then(Value::as_array_mut) {
                    ports.reverse();
                    if merges_ports {
                        keep_order_within_numbers(ports);
                    }
                }
            }
        }
        let (mut first, mut second) = (plan(request), plan(&other));
        for plan in [&mut first, &mut second] {
            // Findings have the index of a port.
            plan["diagnostics"] = Value::Null;
        }
        check_equal(&first.to_string(), &second.to_string(), "ports reversed")
    });
}

#[test]
fn every_order_that_respects_the_dependencies_gives_the_same_state() {
    check_random_requests(200, |request, seeds| {
        let request = SyntaxNode::deserialize(request).map_err(|error| error.to_string())?;
        let request = PlanRequest::decode(request).map_err(|wrong| wrong.message)?;
        let bytes: Vec<u8> = seeds.services.iter().flatten().rev().chain(&seeds.edits).copied().collect();
        let in_order = clbplan::plan_sync::simulate(&request);
        let shuffled = clbplan::plan_sync::simulate_in_order(&request, |drafts| shuffle_drafts(drafts, &bytes));
        let sorted = |state: StateAfterPlanOutput| {
            let mut state = serde_json::to_value(state).expect("an answer is JSON");
            sort_lists(&mut state);
            state.to_string()
        };
        check_equal(&sorted(in_order), &sorted(shuffled), "another order")
    });
}

/// True where `kubectl apply` may merge ports: it changes the first one of a number.
fn is_merged_by_kubectl(request: &Value) -> bool {
    let is_recorded = |object: &Value| {
        object["metadata"]["annotations"].get("kubectl.kubernetes.io/last-applied-configuration").is_some()
    };
    let keeps = request["context"]["manifestsReplace"] == false;
    keeps || request["live"].as_array().is_some_and(|live| live.iter().any(is_recorded))
}

/// Gives reversed ports of one number the order back that they had among themselves.
fn keep_order_within_numbers(ports: &mut [Value]) {
    let reversed = ports.to_vec();
    for (index, port) in ports.iter_mut().enumerate() {
        let number = &reversed[index]["port"];
        let before = reversed[..index].iter().filter(|other| other["port"] == *number).count();
        let mut same = reversed.iter().rev().filter(|other| other["port"] == *number);
        *port = same.nth(before).expect("as many ports of the number as before").clone();
    }
}

fn tape(seeds: &CaseBytes) -> Tape<'_> {
    Tape::new(&seeds.edits)
}

/// Findings about `clb` have an index in a list, which was shuffled.
fn without_findings_about_clb(plan: &str) -> Result<Value, String> {
    let mut plan: Value = serde_json::from_str(plan).map_err(|error| error.to_string())?;
    if let Some(found) = plan["diagnostics"].as_array_mut() {
        found.retain(|found| found["path"].as_str().is_none_or(|path| !path.starts_with("clb.")));
    }
    Ok(plan)
}

fn check_equal(first: &str, second: &str, what: &str) -> Result<(), String> {
    if first == second {
        return Ok(());
    }
    let at = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| -> String { text.chars().skip(at.saturating_sub(200)).take(400).collect() };
    Err(format!("{what}: {} <> {}", part(first), part(second)))
}

/// Shuffles the lists whose order has no meaning.
fn shuffle_lists(request: &mut Value, tape: &mut Tape<'_>) {
    for part in ["manifests", "live", "delete"] {
        shuffle(&mut request[part], tape);
    }
    if request["live"].is_null() {
        request.as_object_mut().map(|members| members.remove("live"));
    }
    for object in
        request["live"].as_array_mut().into_iter().flatten().filter(|object| object["kind"] == "EndpointSlice")
    {
        shuffle(&mut object["endpoints"], tape);
        shuffle(&mut object["ports"], tape);
    }
    if request["clb"].is_null() {
        request.as_object_mut().map(|members| members.remove("clb"));
        return;
    }
    let clb = &mut request["clb"];
    shuffle(&mut clb["loadBalancers"], tape);
    for body in clb["loadBalancers"].as_array_mut().into_iter().flatten() {
        shuffle(&mut body["Tags"], tape);
        shuffle(&mut body["AttributeFlags"], tape);
    }
    for map in ["listeners", "targets"] {
        for list in clb[map].as_object_mut().into_iter().flat_map(|map| map.values_mut()) {
            shuffle(list, tape);
            for listener in list.as_array_mut().into_iter().flatten() {
                for key in ["Rules", "Targets"] {
                    if listener.get(key).is_some() {
                        shuffle(&mut listener[key], tape);
                    }
                }
            }
        }
    }
}

fn shuffle(list: &mut Value, tape: &mut Tape<'_>) {
    if let Some(items) = list.as_array_mut() {
        for last in (1..items.len()).rev() {
            items.swap(last, last - tape.pick(last + 1));
        }
    }
}

/// The JSON text, with the members of every object in some order.
fn scrambled(value: &Value, tape: &mut Tape<'_>) -> String {
    match value {
        Value::Object(members) => {
            let mut parts: Vec<String> =
                members.iter().map(|(key, value)| format!("{}:{}", json!(key), scrambled(value, tape))).collect();
            parts.rotate_left(tape.pick(7) % members.len().max(1));
            if tape.chance(50) {
                parts.reverse();
            }
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| scrambled(item, tape)).collect::<Vec<_>>().join(","))
        }
        _ => value.to_string(),
    }
}

/// Puts each Service's calls in another order that respects `after`, and the Services, too.
fn shuffle_drafts(drafts: &mut [ServicePlan], bytes: &[u8]) {
    let mut tape = Tape::new(bytes);
    for draft in drafts.iter_mut() {
        let mut rest = std::mem::take(&mut draft.actions);
        let mut done: BTreeSet<String> = BTreeSet::new();
        while !rest.is_empty() {
            let ready: Vec<usize> =
                (0..rest.len()).filter(|index| rest[*index].after.iter().all(|id| done.contains(id))).collect();
            // Late ones first where the bytes ran out: the order that is least like the usual one.
            let action = rest.remove(ready[ready.len() - 1 - tape.pick(ready.len())]);
            done.insert(action.id.clone());
            draft.actions.push(action);
        }
    }
    drafts.reverse();
}

/// Puts every list in an order of its own, so that states can be compared. Which of several new domains becomes the default
/// one depends on which is created first, and no plan asks for one.
fn sort_lists(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(sort_lists);
            items.sort_by_key(Value::to_string);
        }
        Value::Object(members) => {
            members.remove("DefaultServer");
            members.values_mut().for_each(sort_lists);
        }
        _ => {}
    }
}
