//! A JSON Schema of a Service's annotations, for YAML language servers: names, values and what they mean.
//!
//! Draft 7, because that is what those servers read. It is looser than the grammars where a pattern cannot say it, and never
//! stricter.

use clbplan::diagnostic::render::Locale;
use clbplan::reference::{ReferenceEntry, text};
use clbplan::tke::grammar::ValueFormat;
use clbplan::tke::{self, NameDefinition, SupportStatus};
use serde_json::{Map, Value, json};

pub fn schema() -> Value {
    let properties: Map<String, Value> = tke::of_services().map(|row| (row.name.to_owned(), property(row))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Kubernetes Service with the annotations of Tencent Cloud TKE",
        "type": "object",
        "if": { "properties": { "kind": { "const": "Service" } }, "required": ["kind"] },
        "then": {
            "properties": {
                "metadata": {
                    "type": "object",
                    "properties": {
                        "annotations": {
                            "type": "object",
                            "properties": properties,
                            "additionalProperties": { "type": "string" },
                        },
                    },
                },
            },
        },
    })
}

fn property(row: &'static NameDefinition) -> Value {
    let words = text(&ReferenceEntry::Definition(row), Locale::En);
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "string".into());
    schema.insert("description".to_owned(), words.title.clone().into());
    let page = format!("{}\n\n{}\n\n<{}>", words.title, words.text, row.url);
    schema.insert("markdownDescription".to_owned(), page.into());
    match row.status {
        SupportStatus::WrittenByController => {
            schema.insert("readOnly".to_owned(), true.into());
            schema.insert("doNotSuggest".to_owned(), true.into());
        }
        SupportStatus::DeprecatedBy(new) => {
            schema.insert("deprecationMessage".to_owned(), format!("Write `{}`.", new.name).into());
        }
        SupportStatus::Deprecated => {
            schema.insert("deprecationMessage".to_owned(), "Announced for removal.".into());
        }
        SupportStatus::Legacy => {
            schema.insert("deprecationMessage".to_owned(), "Nothing reads it today.".into());
        }
        SupportStatus::Stable | SupportStatus::Clbplan | SupportStatus::Unproven | SupportStatus::Observed => {}
    }
    match row.grammar {
        ValueFormat::Bool | ValueFormat::Enum(_) => {
            let values: Vec<&str> = row.grammar.choices().iter().map(|word| word.value).collect();
            schema.insert("enum".to_owned(), values.into());
        }
        ValueFormat::Json(shape) => {
            schema.insert("contentMediaType".to_owned(), "application/json".into());
            schema.insert("examples".to_owned(), json!([shape.example()]));
        }
        _ => {}
    }
    if let Some(pattern) = pattern(&row.grammar) {
        schema.insert("pattern".to_owned(), pattern.into());
    }
    Value::Object(schema)
}

fn pattern(grammar: &ValueFormat) -> Option<String> {
    let fixed = match grammar {
        ValueFormat::Int { .. } => "^-?[0-9]+$",
        ValueFormat::Id(prefix) => return Some(format!("^{prefix}[0-9A-Za-z]+$")),
        ValueFormat::Region => "^[a-z]{2}(-[a-z0-9]+)+$",
        ValueFormat::SecurityGroups => "^(sg-[0-9A-Za-z]+(,sg-[0-9A-Za-z]+){0,4})?$",
        ValueFormat::Name => "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$",
        ValueFormat::Version => "^v?[0-9]+\\.[0-9]+(\\.[0-9]+)?$",
        ValueFormat::Timestamp => "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
        ValueFormat::Uuid => "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        ValueFormat::Bool | ValueFormat::Enum(_) | ValueFormat::Selector | ValueFormat::Json(_) | ValueFormat::Text => {
            return None;
        }
    };
    Some(fixed.to_owned())
}

const SAMPLES: [&str; 22] = [
    "",
    "true",
    "TRUE",
    "classic",
    "TRAFFIC_POSTPAID_BY_HOUR",
    "10",
    "-1",
    "1.5",
    "99999",
    "lb-abcd1234",
    "lb-",
    "subnet-1",
    "vpc-1",
    "sg-1,sg-2",
    "sg-1, sg-2",
    "ap-guangzhou",
    "guangzhou",
    "web",
    "Web_1",
    "v2.11.0",
    "2026-01-04T11:22:33+08:00",
    "5f0c1f0e-6a43-4f0e-9c57-9d1d6b1c2a77",
];

#[test]
fn valid_values_are_valid_for_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let valid = |name: &str, value: Value| {
        validator.is_valid(&json!({"kind": "Service", "metadata": {"annotations": {name: value}}}))
    };
    for row in tke::of_services() {
        let mut samples: Vec<&str> = SAMPLES.to_vec();
        let choices = row.grammar.choices();
        samples.extend(choices.iter().map(|word| word.value));
        for sample in samples {
            let is_valid = row.grammar.check(sample).is_empty();
            assert!(!is_valid || valid(row.name, sample.into()), "{}: {sample}", row.name);
            if let ValueFormat::Bool
            | ValueFormat::Enum(_)
            | ValueFormat::Id(_)
            | ValueFormat::Region
            | ValueFormat::Uuid = row.grammar
            {
                assert_eq!(valid(row.name, sample.into()), is_valid, "{}: {sample}", row.name);
            }
        }
        assert!(!valid(row.name, true.into()), "{}: a boolean is not a string", row.name);
    }
    assert!(valid("example.com/own", "x".into()) && !valid("example.com/own", 1.into()));
    assert!(validator.is_valid(&json!({"kind": "Pod", "metadata": {"annotations": {"a": 1}}})));
}
