//! Checks that the requests are what the benchmarks claim: a request that is rejected at once would look fast.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::cases::{Case, Function, SERVICES, cases};
use super::identifiers::ServiceNumber;
use super::plan_inputs::{ManifestChange, change_of};
use serde_json::{Value, json};

/// The answers to all requests except those for large clusters.
fn answers() -> Vec<(Case, Value)> {
    let call = |case: Case| {
        let answer = serde_json::from_str(&case.function.call(&case.request)).unwrap();
        (case, answer)
    };
    cases(100).into_iter().map(call).collect()
}

#[test]
fn no_request_has_findings() {
    for (case, answer) in answers() {
        assert_eq!(answer["diagnostics"], json!([]), "{}", case.id);
        assert_ne!(answer["complete"], false, "{}", case.id);
    }
}

#[test]
fn clusters_have_the_intended_changes() {
    let count = |change: ManifestChange| (0..100).filter(|&number| change_of(ServiceNumber(number)) == change).count();
    let verdicts = [
        ("keep", ManifestChange::Unchanged),
        ("update", ManifestChange::PortAdded),
        ("create", ManifestChange::Created),
        ("delete", ManifestChange::Deleted),
    ];
    for (case, plan) in
        answers().into_iter().filter(|(case, _)| case.function == Function::Plan && case.services == 100)
    {
        for (verdict, change) in verdicts {
            assert_eq!(plan["summary"][verdict], count(change), "{} {verdict}", case.id);
        }
        let is_changed = |service: &&Value| service["event"] == "unchanged" && service["actions"] != json!([]);
        assert_eq!(
            plan["services"].as_array().unwrap().iter().find(is_changed),
            None,
            "unchanged Services get no calls"
        );
    }
}

#[test]
fn every_port_gets_a_listener() {
    for (case, plan) in answers().into_iter().filter(|(case, _)| case.function == Function::Plan && case.services == 1)
    {
        let ports = SERVICES.iter().find(|(name, _)| case.id.ends_with(name)).unwrap().1;
        let is_listener = |change: &&Value| change["address"].as_str().unwrap().starts_with("listener/");
        assert_eq!(
            plan["services"][0]["changes"].as_array().unwrap().iter().filter(is_listener).count(),
            ports,
            "{}",
            case.id
        );
    }
}

#[test]
fn yaml_and_json_give_the_same_answer() {
    for pair in answers().chunks_mut(2) {
        let [(left, in_yaml), (right, in_json)] = pair else { panic!("notations come in pairs") };
        assert_eq!((left.texts.is_empty(), right.texts.is_empty()), (false, true), "{} {}", left.id, right.id);
        remove_locations(in_yaml);
        remove_locations(in_json);
        assert_eq!(in_yaml, in_json, "{}", left.id);
    }
}

/// Only YAML texts have locations.
fn remove_locations(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("sources");
            members.values_mut().for_each(remove_locations);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_locations),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_faulty_manifest_has_findings_and_the_correct_one_has_none() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("faulty_manifests");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let request = json!({ "manifests": std::fs::read_to_string(&path).unwrap() });
        let report: Value = serde_json::from_str(&Function::Validate.call(&request.to_string())).unwrap();
        let found = report["summary"]["errors"].as_u64().unwrap() + report["summary"]["warnings"].as_u64().unwrap();
        assert_eq!(found > 0, !path.ends_with("00-correct.yaml"), "{}: {}", path.display(), report["diagnostics"]);
    }
}
