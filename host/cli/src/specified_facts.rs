//! `--facts` and `--set`: facts about the cluster.
//!
//! The keys and their types are those of the module's schema, so that a key is declared in one place. Misspelt keys are
//! found, and the valid ones listed. There are no defaults: a key that is not provided is unknown to the module.

use crate::input_error::InputError;
use crate::json_or_yaml_file;
use crate::messages::{self, TranslatableText};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::LazyLock;

/// The type of a key's value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Text,
    Boolean,
    Number,
    OneOf(Vec<String>),
    /// Of these words; of any text when there are none.
    List(Vec<String>),
    /// Any keys, with text values.
    Map,
}

/// The JSON Schema of the context.
pub static SCHEMA: &str = include_str!("../../../pkg/schemas/context.json");

/// Dotted keys, as in `--set`.
static KEYS: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    let mut keys = Vec::new();
    collect_keys("", &schema, &schema, &mut keys);
    keys
});

/// What can be written after `--set`: every key, with the `=` behind it.
pub fn words_of_keys() -> impl Iterator<Item = String> {
    KEYS.iter().map(|(key, kind)| if *kind == Kind::Map { format!("{key}.") } else { format!("{key}=") })
}

/// Collects the members of an object of the schema, those of objects inside it with the outer key and a dot.
fn collect_keys(prefix: &str, object: &Value, root: &Value, keys: &mut Vec<(String, Kind)>) {
    for (name, member) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let key = format!("{prefix}{name}");
        let member = resolved(member, root);
        if member.get("properties").is_some() {
            collect_keys(&format!("{key}."), member, root, keys);
        } else {
            keys.push((key, kind_of(member, root)));
        }
    }
}

/// The schema behind a `$ref`; for an optional member, the schema of its value.
fn resolved<'s>(member: &'s Value, root: &'s Value) -> &'s Value {
    let options = member.get("anyOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let member = options.iter().find(|option| option.get("$ref").is_some()).unwrap_or(member);
    let target = member.get("$ref").and_then(Value::as_str).and_then(|name| root.pointer(name.trim_start_matches('#')));
    target.unwrap_or(member)
}

fn kind_of(member: &Value, root: &Value) -> Kind {
    let names = |schema: &Value| -> Vec<String> {
        let options = schema.get("oneOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        options.iter().filter_map(|option| option.get("const")?.as_str()).map(str::to_string).collect()
    };
    let is = |name: &str| match member.get("type") {
        Some(Value::Array(types)) => types.iter().any(|known| known == name),
        known => known.is_some_and(|known| known == name),
    };
    if member.get("oneOf").is_some() {
        Kind::OneOf(names(member))
    } else if let Some(items) = member.get("items") {
        Kind::List(names(resolved(items, root)))
    } else if is("boolean") {
        Kind::Boolean
    } else if is("integer") {
        Kind::Number
    } else if is("object") {
        Kind::Map
    } else {
        Kind::Text
    }
}

/// The context of the request; `None` when neither flag is used.
pub fn read(
    file: Option<&Path>,
    sets: &[String],
    errors: &mut Vec<InputError>,
    notes: &mut Vec<TranslatableText>,
) -> Option<Value> {
    let mut context = Map::new();
    if let Some(path) = file {
        match json_or_yaml_file::object(path, notes) {
            Ok(object) => {
                check(&path.display().to_string(), "", &object, errors);
                context = object;
            }
            Err(error) => errors.push(error),
        }
    }
    for text in sets {
        match set(text) {
            Ok((key, value)) => put(&mut context, &key, value),
            Err(error) => errors.push(error),
        }
    }
    (!context.is_empty()).then_some(Value::Object(context))
}

/// One `KEY=VALUE`.
fn set(text: &str) -> Result<(Vec<String>, Value), InputError> {
    let Some((key, value)) = text.split_once('=') else {
        return Err(InputError::new(messages::SET_SHAPE.with("text", text)).help(&messages::SET_SHAPE_HELP));
    };
    // Split at the first dot only: the keys of a ConfigMap may contain dots.
    let (head, tail) = key.split_once('.').map_or((key, None), |(head, tail)| (head, Some(tail)));
    let path = || [Some(head), tail].into_iter().flatten().map(str::to_string).collect();
    if kind(head) == Some(&Kind::Map) && tail.is_some_and(|tail| !tail.is_empty()) {
        return Ok((path(), Value::String(value.to_string())));
    }
    let Some(kind) = kind(key) else { return Err(unknown_key("--set", key)) };
    match typed(kind, value) {
        Some(value) => Ok((path(), value)),
        None => Err(invalid_value("--set", key, kind, value)),
    }
}

fn kind(key: &str) -> Option<&'static Kind> {
    KEYS.iter().find(|(name, _)| *name == key).map(|(_, kind)| kind)
}

fn typed(kind: &Kind, value: &str) -> Option<Value> {
    match kind {
        Kind::Text => (!value.is_empty()).then(|| Value::from(value)),
        Kind::Boolean => value.parse::<bool>().ok().map(Value::from),
        Kind::Number => value.parse::<u32>().ok().map(Value::from),
        Kind::OneOf(words) => words.iter().any(|word| word == value).then(|| Value::from(value)),
        Kind::List(words) => {
            let items: Vec<&str> = value.split(',').map(str::trim).collect();
            items
                .iter()
                .all(|item| words.is_empty() || words.iter().any(|word| word == item))
                .then(|| Value::from(items))
        }
        Kind::Map => None,
    }
}

fn put(object: &mut Map<String, Value>, path: &[String], value: Value) {
    match path {
        [] => {}
        [key] => {
            object.insert(key.clone(), value);
        }
        [key, rest @ ..] => {
            let inner = object.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, value);
            }
        }
    }
}

/// Checks the keys and values of a file. `prefix` is the key of the enclosing object and a dot.
fn check(name: &str, prefix: &str, object: &Map<String, Value>, errors: &mut Vec<InputError>) {
    for (key, value) in object {
        let dotted = format!("{prefix}{key}");
        match (kind(&dotted), value) {
            (Some(kind), value) if has_kind(kind, value) => {}
            (Some(kind), value) => errors.push(invalid_value(name, &dotted, kind, &value.to_string())),
            (None, Value::Object(inner)) if is_object(&dotted) => check(name, &format!("{dotted}."), inner, errors),
            (None, _) => errors.push(unknown_key(name, &dotted)),
        }
    }
}

/// True for the key of an object whose members are keys.
fn is_object(key: &str) -> bool {
    KEYS.iter().any(|(name, _)| name.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
}

fn has_kind(kind: &Kind, value: &Value) -> bool {
    let word = |words: &[String], value: &Value| words.is_empty() || words.iter().any(|word| value == word.as_str());
    match kind {
        Kind::Text => value.is_string(),
        Kind::Boolean => value.is_boolean(),
        Kind::Number => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Kind::OneOf(words) => word(words, value),
        Kind::List(words) => value.as_array().is_some_and(|items| items.iter().all(|item| word(words, item))),
        Kind::Map => value.as_object().is_some_and(|entries| entries.values().all(Value::is_string)),
    }
}

fn unknown_key(place: &str, key: &str) -> InputError {
    let error = InputError::new(messages::CONTEXT_KEY.with("where", place).with("key", key));
    let folded = key.to_lowercase();
    // `listenersPerClb` is as good a guess for `quotas.listenersPerClb` as a misspelling of the whole key.
    let distance = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        strsim::damerau_levenshtein(&folded, &name.to_lowercase())
            .min(strsim::damerau_levenshtein(&folded, &last.to_lowercase()))
    };
    let nearest = KEYS.iter().map(|(name, _)| (distance(name), name.as_str())).min();
    match nearest {
        Some((distance, name)) if distance <= 3.min(folded.chars().count() / 2) => {
            error.help(messages::CONTEXT_KEY_HELP.with("near", name))
        }
        Some(_) | None => {
            let keys: Vec<String> = KEYS.iter().map(|(name, _)| name.clone()).collect();
            error.help(messages::CONTEXT_KEYS_HELP.with("keys", TranslatableText::List(keys)))
        }
    }
}

fn invalid_value(place: &str, key: &str, kind: &Kind, value: &str) -> InputError {
    let what = messages::CONTEXT_VALUE.with("where", place).with("key", key).with("value", value);
    let error = InputError::new(what);
    let expected = match kind {
        Kind::Text if value.parse::<f64>().is_ok() => {
            return error.help(messages::CONTEXT_TEXT_HELP.with("value", value));
        }
        Kind::Text => TranslatableText::from(&messages::KIND_TEXT),
        Kind::Boolean => TranslatableText::from(&messages::KIND_BOOLEAN),
        Kind::Number => TranslatableText::from(&messages::KIND_NUMBER),
        Kind::OneOf(values) => messages::KIND_ONE_OF.with("values", TranslatableText::List(values.clone())),
        Kind::List(values) if values.is_empty() => messages::KIND_LIST.with("values", &["10.96.0.0/16"][..]),
        Kind::List(values) => messages::KIND_LIST.with("values", TranslatableText::List(values.clone())),
        Kind::Map => messages::KIND_MAP.with("key", key),
    };
    error.help(messages::CONTEXT_KIND_HELP.with("kind", expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::temporary_test_folder::TemporaryTestFolder;
    use serde_json::json;

    fn read_sets(sets: &[&str]) -> (Option<Value>, String) {
        read_with(None, sets)
    }

    fn read_with(file: Option<&Path>, sets: &[&str]) -> (Option<Value>, String) {
        let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
        let mut errors = Vec::new();
        let value = read(file, &sets, &mut errors, &mut Vec::new());
        (value, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn the_schema_has_the_type_of_every_key() {
        let kind_named = |key: &str| kind(key).cloned();
        assert_eq!(kind_named("clusterType"), Some(Kind::OneOf(vec!["managed".into(), "serverless".into()])));
        assert_eq!(kind_named("networkModes"), Some(Kind::List(vec!["GlobalRouter".into(), "VPC-CNI".into()])));
        assert_eq!(kind_named("controllerConfig"), Some(Kind::Map));
        assert_eq!(kind_named("quotas.clbsPerRegion"), Some(Kind::Number));
        assert_eq!((kind_named("sharing"), kind_named("quotas")), (Some(Kind::Boolean), None));
        assert!(kind_named("uin") == Some(Kind::Text) && KEYS.len() > 14);
    }

    #[test]
    fn the_key_decides_the_type_of_the_value() {
        let (value, errors) = read_sets(&[
            "clusterId=cls-1",
            "kubernetesVersion=1.30",
            "sharing=true",
            "networkModes=GlobalRouter, VPC-CNI",
            "quotas.listenersPerClb=50",
            "controllerConfig.GlobalRouteDirectAccess=true",
            "controllerConfig.a.b=c",
            "lifecycleMode=rebuild",
        ]);
        assert_eq!(errors, "");
        assert_eq!(
            value.unwrap(),
            json!({"clusterId": "cls-1", "kubernetesVersion": "1.30", "sharing": true, "networkModes": ["GlobalRouter", "VPC-CNI"],
                "quotas": {"listenersPerClb": 50}, "controllerConfig": {"GlobalRouteDirectAccess": "true", "a.b": "c"}, "lifecycleMode": "rebuild"})
        );
        assert_eq!(read_sets(&[]).0, None);
    }

    #[test]
    fn mistakes_are_reported_with_a_correction() {
        let errors = read_sets(&[
            "clusterID=x",
            "listenersPerClb=1",
            "colour=blue",
            "sharing=yes",
            "quotas.clbsPerRegion=-1",
            "clusterType=big",
            "networkModes=x",
            "oops",
            "region=",
            "controllerConfig=x",
            "quotas=1",
        ])
        .1;
        for expected in [
            "unknown context key `clusterID`\n  help: did you mean `clusterId`?",
            "did you mean `quotas.listenersPerClb`?",
            "unknown context key `colour`\n  help: the keys are: clusterId, clusterType",
            "`yes` is not a valid value of `sharing`\n  help: it must be true or false",
            "`-1` is not a valid value of `quotas.clbsPerRegion`",
            "it must be one of managed, serverless",
            "it must be a comma-separated list of GlobalRouter, VPC-CNI",
            "--set oops: not in the form KEY=VALUE",
            "`` is not a valid value of `region`",
            "controllerConfig.NAME=VALUE",
            "unknown context key `quotas`",
        ] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
    }

    #[test]
    fn set_overrides_the_file() {
        let directory = TemporaryTestFolder::new("context");
        let file =
            directory.write("context.yaml", b"region: ap-guangzhou\nvpcId: vpc-1\nquotas: { listenersPerClb: 50 }\n");
        let (value, errors) = read_with(Some(&file), &["region=ap-shanghai", "quotas.clbsPerRegion=100"]);
        assert_eq!(errors, "");
        let quotas = json!({"listenersPerClb": 50, "clbsPerRegion": 100});
        assert_eq!(value.unwrap(), json!({"region": "ap-shanghai", "vpcId": "vpc-1", "quotas": quotas}));
    }

    #[test]
    fn incorrect_context_files_are_reported() {
        let directory = TemporaryTestFolder::new("context-check");
        let file =
            directory.write("context.yaml", b"kubernetesVersion: 1.30\nregoin: x\nquotas: { listenersPerCLB: 1 }\n");
        let errors = read_with(Some(&file), &[]).1;
        for expected in ["put it in quotes", "did you mean `region`?", "did you mean `quotas.listenersPerClb`?"] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
        let list = directory.write("list.yaml", b"- a\n");
        assert!(read_with(Some(&list), &[]).1.contains("must contain an object"));
        let broken = directory.write("broken.yaml", b"a: [\n");
        assert!(read_with(Some(&broken), &[]).1.contains("is not valid YAML or JSON"));
    }
}
