//! Looks up what a path in an object refers to.

use crate::kubernetes::service_fields::{GoFieldType, GoStruct, SERVICE};
use crate::reference::service_field_descriptions::{self, ServiceField};
use crate::tke::{self, NameDefinition, NameLocation};
use crate::tke_service_config::KINDS;
use crate::tke_service_config::fields::{self, ConfigField};

#[derive(Debug, Clone, Copy)]
pub enum SchemaElement {
    /// The annotations of a Service.
    Annotations,
    /// An annotation, label or switch.
    Definition(&'static NameDefinition),
    /// The cluster-wide switches.
    Switches,
    /// An object inside a Service, and the field that holds it, if any.
    Object(&'static GoStruct, Option<&'static ServiceField>),
    /// A field of a Service that is not an object.
    Leaf(GoFieldType, &'static ServiceField),
    /// An object inside a TkeServiceConfig, and the field that holds it, if any.
    Fields(&'static [ConfigField], Option<&'static ConfigField>),
    /// A field of a TkeServiceConfig that is not an object.
    Field(&'static ConfigField),
    Kind,
    /// `apiVersion`, and its value for this kind.
    ApiVersion(&'static str),
}

/// `apiVersion` of TkeServiceConfig.
const CONFIG_VERSION: &str = "cloud.tencent.com/v1alpha1";

/// The path as findings print it, with `[]` for items.
pub fn dotted(path: &[String]) -> String {
    let mut out = String::new();
    for step in path {
        if !out.is_empty() && step != "[]" {
            out.push('.');
        }
        out.push_str(step);
    }
    out
}

/// What a path refers to. An object without a kind is treated as a Service.
pub fn lookup(kind: &str, path: &[String]) -> Option<SchemaElement> {
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    let config = KINDS.contains(&kind);
    match (kind, steps.as_slice()) {
        (_, ["kind"]) => Some(SchemaElement::Kind),
        (_, ["apiVersion"]) => Some(SchemaElement::ApiVersion(if config { CONFIG_VERSION } else { "v1" })),
        ("Service" | "", ["metadata", "annotations"]) => Some(SchemaElement::Annotations),
        ("Service" | "", ["metadata", "annotations", name]) => tke::find(name).map(SchemaElement::Definition),
        ("Service" | "", ["metadata", "labels", name]) => definition(NameLocation::Label, name),
        ("ConfigMap", ["data"]) => Some(SchemaElement::Switches),
        ("ConfigMap", ["data", name]) => definition(NameLocation::Switch, name),
        ("Service" | "", _) | (_, [] | ["metadata", ..]) => of_service(path),
        (_, ["spec", rest @ ..]) if config => of_config(rest),
        _ => None,
    }
}

/// True for the path of a list of objects, where an item comes next.
pub fn wants_item(kind: &str, path: &[String]) -> bool {
    if path.last().is_some_and(|step| step == "[]") {
        return false;
    }
    match lookup(kind, path) {
        Some(SchemaElement::Fields(_, Some(field))) => matches!(field.kind, fields::FieldType::List(_)),
        Some(SchemaElement::Object(..)) => of_service(&[path, &["[]".to_owned()]].concat()).is_some(),
        Some(_) | None => false,
    }
}

fn definition(home: NameLocation, name: &str) -> Option<SchemaElement> {
    tke::all().find(|definition| definition.kind == home && definition.name == name).map(SchemaElement::Definition)
}

fn of_service(path: &[String]) -> Option<SchemaElement> {
    let mut shape = GoFieldType::Object(&SERVICE);
    for step in path {
        shape = match (shape, step.as_str()) {
            (GoFieldType::List(inner), "[]") => GoFieldType::Object(inner),
            (GoFieldType::Texts(go), "[]") => GoFieldType::Text(go),
            (GoFieldType::Object(inner), name) => inner.field(name)?.1,
            _ => return None,
        };
    }
    let dotted = dotted(path);
    let field = service_field_descriptions::find(&dotted)
        .or_else(|| service_field_descriptions::find(dotted.trim_end_matches("[]")));
    match shape {
        GoFieldType::Object(inner) | GoFieldType::List(inner) => Some(SchemaElement::Object(inner, field)),
        GoFieldType::Text(_)
        | GoFieldType::Int32
        | GoFieldType::Int64
        | GoFieldType::Bool
        | GoFieldType::Time
        | GoFieldType::IntOrString
        | GoFieldType::Raw
        | GoFieldType::Map
        | GoFieldType::Texts(_) => field.map(|field| SchemaElement::Leaf(shape, field)),
    }
}

fn of_config(path: &[&str]) -> Option<SchemaElement> {
    let mut here = SchemaElement::Fields(fields::SPEC, None);
    for step in path {
        here = match (here, *step) {
            (SchemaElement::Fields(..), "[]") => here,
            (SchemaElement::Fields(inner, _), name) => {
                let field = inner.iter().find(|field| field.name == name)?;
                match field.kind {
                    fields::FieldType::Object(inner) | fields::FieldType::List(inner) => {
                        SchemaElement::Fields(inner, Some(field))
                    }
                    fields::FieldType::Bool
                    | fields::FieldType::Int(..)
                    | fields::FieldType::Words(_)
                    | fields::FieldType::Text => SchemaElement::Field(field),
                }
            }
            _ => return None,
        };
    }
    Some(here)
}
