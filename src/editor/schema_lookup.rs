//! What a path of an object speaks of.

use crate::config::KINDS;
use crate::config::fields::{self, Field};
use crate::kubernetes::schema::{SERVICE, Shape, Struct};
use crate::reference::service::{self, ServiceField};
use crate::tke::{self, DefinitionKind, Row};

/// What stands at a path.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// The annotations of a Service.
    Annotations,
    /// An annotation, label or switch.
    Row(&'static Row),
    /// The cluster-wide switches.
    Switches,
    /// An object of a Service, and its own field where it has one.
    Object(&'static Struct, Option<&'static ServiceField>),
    /// A field of a Service that holds no object.
    Leaf(Shape, &'static ServiceField),
    /// An object of a TkeServiceConfig, and its own field where it has one.
    Fields(&'static [Field], Option<&'static Field>),
    /// A field of a TkeServiceConfig that holds no object.
    Field(&'static Field),
    /// `kind`.
    Kind,
    /// `apiVersion` of this kind.
    ApiVersion(&'static str),
}

/// `apiVersion` of TkeServiceConfig.
const CONFIG_VERSION: &str = "cloud.tencent.com/v1alpha1";

/// The path as findings print it, `[]` for items.
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

/// What a path in an object of this kind speaks of. An object that does not say its kind yet may become a Service.
pub fn subject(kind: &str, path: &[String]) -> Option<Subject> {
    let steps: Vec<&str> = path.iter().map(String::as_str).collect();
    let config = KINDS.contains(&kind);
    match (kind, steps.as_slice()) {
        (_, ["kind"]) => Some(Subject::Kind),
        (_, ["apiVersion"]) => Some(Subject::ApiVersion(if config { CONFIG_VERSION } else { "v1" })),
        ("Service" | "", ["metadata", "annotations"]) => Some(Subject::Annotations),
        ("Service" | "", ["metadata", "annotations", name]) => tke::find(name).map(Subject::Row),
        ("Service" | "", ["metadata", "labels", name]) => row(DefinitionKind::Label, name),
        ("ConfigMap", ["data"]) => Some(Subject::Switches),
        ("ConfigMap", ["data", name]) => row(DefinitionKind::Switch, name),
        ("Service" | "", _) | (_, [] | ["metadata", ..]) => of_service(path),
        (_, ["spec", rest @ ..]) if config => of_config(rest),
        _ => None,
    }
}

/// True where the path is that of a list of objects, and what comes next is an item of it.
pub fn wants_item(kind: &str, path: &[String]) -> bool {
    if path.last().is_some_and(|step| step == "[]") {
        return false;
    }
    match subject(kind, path) {
        Some(Subject::Fields(_, Some(field))) => matches!(field.kind, fields::Kind::List(_)),
        Some(Subject::Object(..)) => of_service(&[path, &["[]".to_owned()]].concat()).is_some(),
        Some(_) | None => false,
    }
}

fn row(home: DefinitionKind, name: &str) -> Option<Subject> {
    tke::all().find(|row| row.home == home && row.name == name).map(Subject::Row)
}

fn of_service(path: &[String]) -> Option<Subject> {
    let mut shape = Shape::Object(&SERVICE);
    for step in path {
        shape = match (shape, step.as_str()) {
            (Shape::List(inner), "[]") => Shape::Object(inner),
            (Shape::Texts(go), "[]") => Shape::Text(go),
            (Shape::Object(inner), name) => inner.field(name)?.1,
            _ => return None,
        };
    }
    let dotted = dotted(path);
    let field = service::find(&dotted).or_else(|| service::find(dotted.trim_end_matches("[]")));
    match shape {
        Shape::Object(inner) | Shape::List(inner) => Some(Subject::Object(inner, field)),
        Shape::Text(_)
        | Shape::Int32
        | Shape::Int64
        | Shape::Bool
        | Shape::Time
        | Shape::IntOrString
        | Shape::Raw
        | Shape::Map
        | Shape::Texts(_) => field.map(|field| Subject::Leaf(shape, field)),
    }
}

fn of_config(path: &[&str]) -> Option<Subject> {
    let mut here = Subject::Fields(fields::SPEC, None);
    for step in path {
        here = match (here, *step) {
            (Subject::Fields(..), "[]") => here,
            (Subject::Fields(inner, _), name) => {
                let field = inner.iter().find(|field| field.name == name)?;
                match field.kind {
                    fields::Kind::Object(inner) | fields::Kind::List(inner) => Subject::Fields(inner, Some(field)),
                    fields::Kind::Bool | fields::Kind::Int(..) | fields::Kind::Words(_) | fields::Kind::Text => {
                        Subject::Field(field)
                    }
                }
            }
            _ => return None,
        };
    }
    Some(here)
}
