//! JSON Schemas of requests and answers, from the Rust types; and every answer there is, held against them.

use clbplan::editor::{Completions, EditorRequest, Hover};
use clbplan::planner::plan_sync_answer::Plan;
use clbplan::reference::ReferenceEntryKind;
use clbplan::reference::explain::{ExplainRequest, Explanation};
use clbplan::request::{Context, PlanRequest, Policy, ValidateRequest};
use clbplan::simulate::StateAfterPlanOutput;
use clbplan::validate_service::Report;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::path::Path;

/// Name and schema of each.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("validate-request", request::<ValidateRequest>()),
        ("report", answer::<Report>()),
        ("plan-request", request::<PlanRequest>()),
        ("plan", answer::<Plan>()),
        ("context", request::<Context>()),
        ("policy", request::<Policy>()),
        // Read as the next request is: what may be left out there may be left out here.
        ("simulation", request::<StateAfterPlanOutput>()),
        ("editor-request", request::<EditorRequest>()),
        ("completions", answer::<Completions>()),
        ("hover", answer::<Hover>()),
        ("explain-request", request::<ExplainRequest>()),
        ("explanation", answer::<Explanation>()),
    ]
}

fn request<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>().into()
}

fn answer<T: JsonSchema>() -> Value {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().into();
    leave_out_nulls(&mut schema);
    schema
}

/// What an answer may leave out it leaves out: it is never `null` instead.
fn leave_out_nulls(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(leave_out_nulls);
            let required = members.get("required").cloned().unwrap_or_default();
            let required: Vec<&str> = required.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let properties = members.get_mut("properties").and_then(Value::as_object_mut);
            for (_, property) in properties.into_iter().flatten().filter(|(name, _)| !required.contains(&name.as_str()))
            {
                without_null(property);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_nulls),
        _ => {}
    }
}

fn without_null(property: &mut Value) {
    if let Some(kinds) = property.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            property["type"] = kind.clone();
        }
    }
    if let Some(parts) = property.get_mut("anyOf").and_then(Value::as_array_mut) {
        parts.retain(|part| part["type"] != "null");
        if let [only] = parts.as_slice() {
            let only = only.clone();
            let members = property.as_object_mut().unwrap();
            members.remove("anyOf");
            members.extend(only.as_object().unwrap().clone());
        }
    }
}

pub fn print(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap() + "\n"
}

fn schema(name: &str) -> jsonschema::Validator {
    let (_, schema) = all().into_iter().find(|(known, _)| *known == name).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn assert_valid(validator: &jsonschema::Validator, value: &Value, of: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{of}: {errors:#?}");
}

#[test]
fn every_schema_is_a_valid_json_schema() {
    for (name, schema) in all() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
}

/// The schema at a path of the answer, such as `services[].event`.
fn member<'s>(root: &'s Value, schema: &'s Value, path: &str) -> Option<&'s Value> {
    let definition = |schema: &'s Value| match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.strip_prefix('#').unwrap()).unwrap(),
        None => schema,
    };
    path.split('.').try_fold(schema, |schema, step| {
        let list = step.strip_suffix("[]");
        let member = definition(schema)["properties"].get(list.unwrap_or(step))?;
        if list.is_some() { member.get("items") } else { Some(member) }
    })
}

#[test]
fn every_word_of_the_answer_is_in_its_schema() {
    let schema = answer::<Plan>();
    for word in clbplan::reference::request_and_answer_words::all() {
        if matches!(word.kind, ReferenceEntryKind::AnswerMember | ReferenceEntryKind::Verdict) {
            assert!(member(&schema, &schema, &word.path).is_some(), "a plan has no `{}`", word.path);
        }
    }
}

/// Files with that ending, in all folders below.
fn below(folder: &Path, ending: &str, found: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, ending, found);
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
}

#[test]
fn every_answer_of_a_scenario_is_valid_for_its_schema() {
    let (plan, report) = (schema("plan"), schema("report"));
    for case in crate::harness::load().0 {
        let answer: Value = serde_json::from_str(&case.answer()).unwrap();
        match (answer.get("services"), answer.get("error")) {
            (_, Some(_)) => {}
            (Some(_), None) => assert_valid(&plan, &answer, &case.id),
            (None, None) => assert_valid(&report, &answer, &case.id),
        }
    }
}

#[test]
fn every_example_and_its_answers_are_valid_for_their_schemas() {
    let [plan_request, plan, simulation, validate_request, report] =
        ["plan-request", "plan", "simulation", "validate-request", "report"].map(schema);
    let mut files = Vec::new();
    below(&super::root().join("tests/codes"), ".yaml", &mut files);
    for file in files {
        let of = file.display().to_string();
        let rest = std::fs::read_to_string(file.with_extension("json")).unwrap_or_else(|_| "{}".to_owned());
        let mut request: Value = serde_json::from_str(&rest).unwrap();
        request["manifests"] = std::fs::read_to_string(&file).unwrap().into();
        let subresource = request.as_object_mut().unwrap().remove("subresource");
        assert_valid(&plan_request, &request, &of);
        assert_valid(&plan, &serde_json::from_str(&clbplan::plan_sync(&request.to_string())).unwrap(), &of);
        assert_valid(&simulation, &serde_json::from_str(&clbplan::simulate(&request.to_string())).unwrap(), &of);
        for only_of_plans in ["clb", "policy", "prune"] {
            request.as_object_mut().unwrap().remove(only_of_plans);
        }
        request.as_object_mut().unwrap().extend(subresource.map(|name| ("subresource".to_owned(), name)));
        assert_valid(&validate_request, &request, &of);
        assert_valid(&report, &serde_json::from_str(&clbplan::validate_service(&request.to_string())).unwrap(), &of);
    }
}

#[test]
fn answers_of_the_editor_are_valid_for_their_schemas() {
    let text =
        "kind: Service\nmetadata:\n  annotations:\n    service.cloud.tencent.com/direct-access: \"true\"\n    \n";
    let [asked, completions, hover, explain_request, explanation] =
        ["editor-request", "completions", "hover", "explain-request", "explanation"].map(schema);
    let request = json!({"text": text, "position": {"line": 5, "column": 5}});
    assert_valid(&asked, &request, "request");
    let answer: Value = serde_json::from_str(&clbplan::complete(&request.to_string())).unwrap();
    assert!(answer["items"].as_array().is_some_and(|items| items.len() > 20));
    assert_valid(&completions, &answer, "completions");
    let request = json!({"text": text, "position": {"offset": 60}});
    let answer: Value = serde_json::from_str(&clbplan::hover(&request.to_string())).unwrap();
    assert_valid(&hover, &answer, "hover");
    let request = json!({"locale": "zh-CN"});
    assert_valid(&explain_request, &request, "explain");
    let answer: Value = serde_json::from_str(&clbplan::explain(&request.to_string())).unwrap();
    assert_valid(&explanation, &answer, "explanation");
}
