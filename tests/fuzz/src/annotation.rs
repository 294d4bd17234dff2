//! The target `annotation`: any value of every annotation, tag and switch, in YAML's different styles.

use crate::check_every_answer;
use crate::{manifest, requests};
use clbplan::syntax::{RequestPart, TextOrObjects};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// All names that have a grammar.
fn names() -> Vec<&'static str> {
    let names: BTreeSet<&str> = clbplan::tke::all().map(|definition| definition.name).collect();
    names.into_iter().collect()
}

pub fn run(data: &[u8]) {
    let [which, how, value @ ..] = data else { return };
    let Ok(value) = str::from_utf8(value) else { return };
    let names = names();
    let name = names[usize::from(*which) % names.len()];
    manifest::check(&manifest(name, &in_style(value, *how)));
    plan(name, value);
}

/// A value in one of YAML's styles. The result may mean another value, or be invalid.
fn in_style(value: &str, how: u8) -> String {
    match how % 4 {
        0 => Value::from(value).to_string(),
        1 => format!("'{}'", value.replace('\'', "''")),
        2 => format!("|-\n      {}", value.replace('\n', "\n      ")),
        _ => value.to_owned(),
    }
}

fn manifest(name: &str, value: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    {name}: {value}\nspec:\n  type: LoadBalancer\n  \
         selector: {{app: web}}\n  ports: [{{name: a, port: 80}}, {{name: b, port: 443}}, {{name: c, port: 53, protocol: UDP}}]\n"
    )
}

/// Plans with the same value as an annotation and as a switch.
fn plan(name: &str, value: &str) {
    let service = |annotations: Value| {
        json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": { "name": "web", "namespace": "shop", "annotations": annotations },
            "spec": { "type": "LoadBalancer", "ports": [{ "name": "a", "port": 80, "nodePort": 30080 }, { "name": "b", "port": 443 }] },
        })
    };
    let with = service(json!({ name: value }));
    let request = json!({
        "manifests": [with],
        "live": [service(json!({}))],
        "context": { "clusterId": "cls-aaaa1111", "region": "ap-guangzhou", "controllerConfig": { name: value } },
    });
    let text = request.to_string();
    let plan = check_every_answer::parse(&clbplan::plan_sync(&text));
    check_every_answer::check_schema("plan-sync", &plan);
    crate::splice::check_plan(&plan);
    check_every_answer::check_schema("simulate", &check_every_answer::parse(&clbplan::simulate(&text)));
}

/// The values in scenarios and random cases.
pub fn seeds() -> Vec<Vec<u8>> {
    let names = names();
    let mut seeds = BTreeSet::new();
    for entry in requests::requests() {
        let Ok(request) = serde_json::from_str::<Value>(&entry.request) else { continue };
        let texts = match &request["manifests"] {
            Value::String(text) => vec![text.clone()],
            Value::Array(objects) => objects.iter().map(Value::to_string).collect(),
            _ => Vec::new(),
        };
        for text in texts {
            let (objects, _) = clbplan::syntax::read(&TextOrObjects::Text(text), RequestPart::Manifests);
            for object in &objects {
                let annotations = object.node.at(&["metadata", "annotations"]);
                for member in annotations.iter().flat_map(|node| node.members()) {
                    let number = names.iter().position(|name| member.key == *name);
                    if let (Some(number), Some(value)) = (number, member.value.as_str()) {
                        seeds.insert([&[number as u8, seeds.len() as u8 % 4], value.as_bytes()].concat());
                    }
                }
            }
        }
    }
    seeds.into_iter().collect()
}
