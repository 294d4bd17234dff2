//! That what is measured is what it is said to be: a request that is refused at once would be a fast one.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::cluster::{Fate, fate};
use super::*;

/// The answers to all requests but those of large clusters.
fn answers() -> Vec<(Case, Value)> {
    let ask = |case: Case| {
        let answer = serde_json::from_str(&case.question.ask(&case.request)).unwrap();
        (case, answer)
    };
    cases(100).into_iter().map(ask).collect()
}

#[test]
fn nothing_is_wrong_with_what_is_measured() {
    for (case, answer) in answers() {
        assert_eq!(answer["diagnostics"], json!([]), "{}", case.id);
        assert_ne!(answer["complete"], false, "{}", case.id);
    }
}

#[test]
fn a_cluster_is_planned_as_it_is_meant() {
    let of = |wanted: Fate| (0..100).filter(|&place| fate(place) == wanted).count();
    let verdicts = [("keep", Fate::Steady), ("update", Fate::Edited), ("create", Fate::New), ("delete", Fate::Gone)];
    for (case, plan) in
        answers().into_iter().filter(|(case, _)| case.question == Question::Plan && case.services == 100)
    {
        for (verdict, wanted) in verdicts {
            assert_eq!(plan["summary"][verdict], of(wanted), "{} {verdict}", case.id);
        }
        let busy = |service: &&Value| service["event"] == "unchanged" && service["actions"] != json!([]);
        assert_eq!(plan["services"].as_array().unwrap().iter().find(busy), None, "what is steady is left alone");
    }
}

#[test]
fn a_service_gets_a_listener_for_each_port() {
    for (case, plan) in answers().into_iter().filter(|(case, _)| case.question == Question::Plan && case.services == 1)
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
fn yaml_and_objects_are_the_same_request() {
    for pair in answers().chunks_mut(2) {
        let [(left, in_yaml), (right, in_json)] = pair else { panic!("notations come in pairs") };
        assert_eq!((left.texts.is_empty(), right.texts.is_empty()), (false, true), "{} {}", left.id, right.id);
        without_places(in_yaml);
        without_places(in_json);
        assert_eq!(in_yaml, in_json, "{}", left.id);
    }
}

/// Only texts have places.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("sources");
            members.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_planted_mistake_is_found_and_nothing_else() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("planted");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let request = json!({ "manifests": std::fs::read_to_string(&path).unwrap() });
        let report: Value = serde_json::from_str(&Question::Validate.ask(&request.to_string())).unwrap();
        let found = report["summary"]["errors"].as_u64().unwrap() + report["summary"]["warnings"].as_u64().unwrap();
        assert_eq!(found > 0, !path.ends_with("00-nothing.yaml"), "{}: {}", path.display(), report["diagnostics"]);
    }
}
