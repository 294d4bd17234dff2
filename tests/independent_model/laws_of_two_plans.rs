//! Laws that relate two plans: the same request in another order, and in a narrower scope.

use super::check_plan_against_model::Judgement;
use super::read_plan::{Plan, Planned, read};
use serde_json::Value;
use std::collections::BTreeSet;

pub const ORDER: &str = "the order of lists does not change the plan";
pub const SCOPE: &str = "the scope changes what is listed, not what is planned";
pub const SCOPE_NAMED: &str = "the scope `named` has every Service that the request names";

pub const ALL: [&str; 3] = [ORDER, SCOPE, SCOPE_NAMED];

pub fn check(request: &Value, plan: &Plan, judgement: &mut Judgement) {
    let mut reversed = request.clone();
    for path in ["/manifests", "/live", "/clb/loadBalancers"] {
        if let Some(list) = reversed.pointer_mut(path).and_then(Value::as_array_mut) {
            list.reverse();
        }
    }
    if let Ok(other) = read(&clbplan::plan_sync(&reversed.to_string())) {
        let (first, second) = (outlines(plan), outlines(&other));
        judgement.law(ORDER, None, first == second, || difference(&first, &second));
    }
    let mut narrow = request.clone();
    narrow["scope"] = "named".into();
    let Ok(named) = read(&clbplan::plan_sync(&narrow.to_string())) else { return };
    let all = outlines(plan);
    let listed = outlines(&named);
    judgement.law(SCOPE, None, listed.is_subset(&all), || difference(&all, &listed));
    for object in super::read_plan::list(&request["manifests"]) {
        let metadata = &object["metadata"];
        let name =
            format!("{}/{}", super::read_plan::text(&metadata["namespace"]), super::read_plan::text(&metadata["name"]));
        let holds = plan.service(&name).is_none() || named.service(&name).is_some();
        judgement.law(SCOPE_NAMED, None, holds, || name.clone());
    }
}

/// What is planned for each Service, without the order of calls that do not wait for each other.
fn outlines(plan: &Plan) -> BTreeSet<String> {
    plan.services.iter().map(outline).collect()
}

fn outline(planned: &Planned) -> String {
    let mut calls: Vec<String> =
        planned.calls.iter().map(|call| format!("{} {} wave {}", call.api, call.request, call.wave)).collect();
    calls.sort_unstable();
    format!(
        "{} {} {} {} {:?} {calls:?} {:?}",
        planned.name, planned.event, planned.verdict, planned.vip, planned.id, planned.withheld
    )
}

fn difference(first: &BTreeSet<String>, second: &BTreeSet<String>) -> String {
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).next().cloned();
    format!("{:?} against {:?}", only(first, second), only(second, first))
}
