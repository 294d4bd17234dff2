//! The types of CEL values, and those of a plan, read from its JSON Schema.

use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The schema of a plan, as the core generates it.
const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/plan.json"));

/// The name of the plan's own type.
const PLAN: &str = "Plan";
/// The name of the type of one Service.
const SERVICE: &str = "ServicePlan";

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Anything: the schema does not say, as for bodies of calls.
    Any,
    /// No value at all: the elements of `[]`.
    Never,
    Null,
    Bool,
    Int,
    Double,
    String,
    /// A text that is one of these words.
    Words(Rc<[String]>),
    List(Box<Type>),
    Map(Box<Type>),
    /// An object of the plan, by the name of its definition.
    Object(Rc<str>),
}

impl Type {
    /// The name in messages; the same in both languages, because CEL's names are.
    pub fn name(&self) -> String {
        match self {
            Type::Any | Type::Never => "dyn".to_owned(),
            Type::Null => "null".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Int => "int".to_owned(),
            Type::Double => "double".to_owned(),
            Type::String | Type::Words(_) => "string".to_owned(),
            Type::List(element) => format!("list({})", element.name()),
            Type::Map(value) => format!("map(string, {})", value.name()),
            Type::Object(name) => name.to_string(),
        }
    }

    /// True for texts.
    pub fn is_text(&self) -> bool {
        matches!(self, Type::String | Type::Words(_))
    }

    /// True for numbers.
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Int | Type::Double)
    }

    /// True if a value can be of both types.
    pub fn overlaps(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Any | Type::Never, _) | (_, Type::Any | Type::Never) => true,
            (Type::List(one), Type::List(two)) | (Type::Map(one), Type::Map(two)) => one.overlaps(two),
            (Type::Object(_), Type::Map(_)) | (Type::Map(_), Type::Object(_)) => true,
            (one, two) => one == two || (one.is_text() && two.is_text()) || (one.is_number() && two.is_number()),
        }
    }

    /// A type of which values of both are.
    pub fn join(self, other: Type) -> Type {
        match (self, other) {
            (Type::Never, other) | (other, Type::Never) => other,
            (one, two) if one == two => one,
            (one, two) if one.is_text() && two.is_text() => Type::String,
            (Type::List(one), Type::List(two)) => Type::List(Box::new(one.join(*two))),
            _ => Type::Any,
        }
    }
}

/// The types of a plan's objects: their fields by name.
#[derive(Debug)]
pub struct PlanTypes {
    objects: BTreeMap<Rc<str>, BTreeMap<String, Type>>,
}

impl PlanTypes {
    /// Reads the schema.
    pub fn new() -> PlanTypes {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
        let definitions = schema.get("$defs").and_then(Value::as_object);
        let mut objects = BTreeMap::from([(Rc::from(PLAN), fields(&schema, &schema))]);
        for (name, definition) in definitions.into_iter().flatten() {
            if definition.get("properties").is_some() {
                objects.insert(Rc::from(name.as_str()), fields(definition, &schema));
            }
        }
        PlanTypes { objects }
    }

    /// The type of a variable that expressions can use.
    pub fn variable(&self, name: &str) -> Option<Type> {
        match name {
            "plan" => Some(Type::Object(Rc::from(PLAN))),
            "service" => Some(Type::Object(Rc::from(SERVICE))),
            _ => None,
        }
    }

    /// The fields of an object.
    pub fn fields(&self, object: &str) -> Option<&BTreeMap<String, Type>> {
        self.objects.get(object)
    }
}

fn fields(object: &Value, schema: &Value) -> BTreeMap<String, Type> {
    let properties = object.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, property)| (name.clone(), type_of(property, schema))).collect()
}

fn type_of(property: &Value, schema: &Value) -> Type {
    if let Some(name) = property.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/")) {
        let definition = schema.get("$defs").and_then(|definitions| definitions.get(name)).unwrap_or(&Value::Null);
        return match definition.get("properties") {
            Some(_) => Type::Object(Rc::from(name)),
            None => type_of(definition, schema),
        };
    }
    if let Some(words) = words(property) {
        return Type::Words(words);
    }
    match property.get("type").and_then(Value::as_str) {
        Some("boolean") => Type::Bool,
        Some("integer") => Type::Int,
        Some("number") => Type::Double,
        Some("string") => Type::String,
        Some("array") => {
            Type::List(Box::new(property.get("items").map_or(Type::Any, |element| type_of(element, schema))))
        }
        Some("object") => match property.get("additionalProperties") {
            Some(value) if value.is_object() => Type::Map(Box::new(type_of(value, schema))),
            _ => Type::Any,
        },
        _ => Type::Any,
    }
}

/// The words of `{"enum": […]}`, or of `{"oneOf": [{"const": …}, …]}`.
fn words(property: &Value) -> Option<Rc<[String]>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(values) = property.get("enum").and_then(Value::as_array) {
        return values.iter().map(text).collect();
    }
    let alternatives = property.get("oneOf").and_then(Value::as_array)?;
    alternatives.iter().map(|alternative| alternative.get("const").and_then(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the schema leaves open. Anything more would be a construct that this reader does not know.
    #[test]
    fn every_field_has_a_type_but_for_bodies() {
        let types = PlanTypes::new();
        let mut open = Vec::new();
        for (object, fields) in &types.objects {
            for (field, of) in fields {
                if of.name().contains("dyn") {
                    open.push(format!("{object}.{field}"));
                }
            }
        }
        assert_eq!(open, ["Action.request", "Change.after", "Change.before"]);
        let service = types.fields("ServicePlan").unwrap_or_else(|| panic!("{:?}", types.objects.keys()));
        assert_eq!(service.get("name"), Some(&Type::String));
        let plan = types.fields("Plan").unwrap_or_else(|| panic!("no Plan"));
        assert_eq!(plan.get("services").map(Type::name).as_deref(), Some("list(ServicePlan)"));
        assert_eq!(plan.get("complete"), Some(&Type::Bool));
    }
}
