//! `--context` and `--set`: what is known of the cluster.
//!
//! One table of keys types the values, finds misspelt keys and lists what there is. Nothing is filled in: a key that
//! is not given stays unknown to the module.

use crate::input_error::InputError;
use crate::messages::{self, Lang, Message};
use crate::option_file;
use serde_json::{Map, Value};
use std::path::Path;

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    TrueFalse,
    Number,
    Words(&'static [&'static str]),
    List(&'static [&'static str]),
    /// Any key, text values.
    Map,
}

/// Dotted keys, as `--set` takes them.
static KEYS: &[(&str, Kind)] = &[
    ("clusterId", Kind::Text),
    ("region", Kind::Text),
    ("vpcId", Kind::Text),
    ("uin", Kind::Text),
    ("kubernetesVersion", Kind::Text),
    ("controllerVersion", Kind::Text),
    ("clusterType", Kind::Words(&["managed", "serverless"])),
    ("networkModes", Kind::List(&["GlobalRouter", "VPC-CNI"])),
    ("sharing", Kind::TrueFalse),
    ("lifecycleMode", Kind::Words(&["blocked", "rebuild"])),
    ("controllerConfig", Kind::Map),
    ("quotas.listenersPerClb", Kind::Number),
    ("quotas.targetsPerListener", Kind::Number),
    ("quotas.clbsPerRegion", Kind::Number),
    ("serviceNodePortRange", Kind::Text),
];

/// The context of the request; `None` when nothing is given.
pub fn read(file: Option<&Path>, sets: &[String], lang: Lang, errors: &mut Vec<InputError>) -> Option<Value> {
    let mut context = Map::new();
    if let Some(path) = file {
        match option_file::object(path, lang) {
            Ok(object) => {
                check(&path.display().to_string(), "", &object, lang, errors);
                context = object;
            }
            Err(error) => errors.push(error),
        }
    }
    for text in sets {
        match set(text, lang) {
            Ok((key, value)) => put(&mut context, &key, value),
            Err(error) => errors.push(error),
        }
    }
    (!context.is_empty()).then_some(Value::Object(context))
}

/// One `KEY=VALUE`.
fn set(text: &str, lang: Lang) -> Result<(Vec<String>, Value), InputError> {
    let Some((key, value)) = text.split_once('=') else {
        let error = InputError::new(lang, &messages::SET_SHAPE, &[("text", text)]);
        return Err(error.help(lang, &messages::SET_SHAPE_HELP, &[]));
    };
    // Only the first dot divides: keys of a ConfigMap may hold dots themselves.
    let (head, tail) = key.split_once('.').map_or((key, None), |(head, tail)| (head, Some(tail)));
    let path = || [Some(head), tail].into_iter().flatten().map(str::to_string).collect();
    if kind(head) == Some(Kind::Map) && tail.is_some_and(|tail| !tail.is_empty()) {
        return Ok((path(), Value::String(value.to_string())));
    }
    let Some(kind) = kind(key) else { return Err(unknown("--set", key, lang)) };
    match typed(kind, value) {
        Some(value) => Ok((path(), value)),
        None => Err(wrong("--set", key, kind, value, lang)),
    }
}

fn kind(key: &str) -> Option<Kind> {
    KEYS.iter().find(|(name, _)| *name == key).map(|(_, kind)| *kind)
}

fn typed(kind: Kind, value: &str) -> Option<Value> {
    match kind {
        Kind::Text => (!value.is_empty()).then(|| Value::from(value)),
        Kind::TrueFalse => value.parse::<bool>().ok().map(Value::from),
        Kind::Number => value.parse::<u32>().ok().map(Value::from),
        Kind::Words(words) => words.contains(&value).then(|| Value::from(value)),
        Kind::List(words) => {
            let items: Vec<&str> = value.split(',').map(str::trim).collect();
            items.iter().all(|item| words.contains(item)).then(|| Value::from(items))
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

/// Keys and values of a file. `prefix` is the object they stand in, with its dot.
fn check(name: &str, prefix: &str, object: &Map<String, Value>, lang: Lang, errors: &mut Vec<InputError>) {
    for (key, value) in object {
        let dotted = format!("{prefix}{key}");
        match (kind(&dotted), value) {
            (Some(kind), value) if fits(kind, value) => {}
            (Some(kind), value) => errors.push(wrong(name, &dotted, kind, &value.to_string(), lang)),
            (None, Value::Object(inner)) if dotted == "quotas" => check(name, "quotas.", inner, lang, errors),
            (None, _) => errors.push(unknown(name, &dotted, lang)),
        }
    }
}

fn fits(kind: Kind, value: &Value) -> bool {
    let word = |words: &[&str], value: &Value| value.as_str().is_some_and(|value| words.contains(&value));
    match kind {
        Kind::Text => value.is_string(),
        Kind::TrueFalse => value.is_boolean(),
        Kind::Number => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Kind::Words(words) => word(words, value),
        Kind::List(words) => value.as_array().is_some_and(|items| items.iter().all(|item| word(words, item))),
        Kind::Map => value.as_object().is_some_and(|entries| entries.values().all(Value::is_string)),
    }
}

fn unknown(place: &str, key: &str, lang: Lang) -> InputError {
    let error = InputError::new(lang, &messages::CONTEXT_KEY, &[("where", place), ("key", key)]);
    let folded = key.to_lowercase();
    // `listenersPerClb` is as good a guess for `quotas.listenersPerClb` as a misspelling of the whole.
    let distance = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        strsim::damerau_levenshtein(&folded, &name.to_lowercase())
            .min(strsim::damerau_levenshtein(&folded, &last.to_lowercase()))
    };
    let near = KEYS.iter().map(|(name, _)| (distance(name), *name)).min();
    match near {
        Some((distance, near)) if distance <= 3.min(folded.chars().count() / 2) => {
            error.help(lang, &messages::CONTEXT_KEY_HELP, &[("near", near)])
        }
        Some(_) | None => {
            let keys: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
            error.help(lang, &messages::CONTEXT_KEYS_HELP, &[("keys", &keys.join(messages::SEPARATOR.text(lang)))])
        }
    }
}

fn wrong(place: &str, key: &str, kind: Kind, value: &str, lang: Lang) -> InputError {
    let error = InputError::new(lang, &messages::CONTEXT_VALUE, &[("where", place), ("key", key), ("value", value)]);
    let plain = |message: &Message| message.text(lang).to_string();
    let listed = |message: &Message, words: &[&str]| {
        message.fill(lang, &[("words", &words.join(messages::SEPARATOR.text(lang)))])
    };
    let takes = match kind {
        Kind::Text if value.parse::<f64>().is_ok() => {
            return error.help(lang, &messages::CONTEXT_TEXT_HELP, &[("value", value)]);
        }
        Kind::Text => plain(&messages::KIND_TEXT),
        Kind::TrueFalse => plain(&messages::KIND_TRUE_FALSE),
        Kind::Number => plain(&messages::KIND_NUMBER),
        Kind::Words(words) => listed(&messages::KIND_WORDS, words),
        Kind::List(words) => listed(&messages::KIND_LIST, words),
        Kind::Map => messages::KIND_MAP.fill(lang, &[("key", key)]),
    };
    error.help(lang, &messages::CONTEXT_KIND_HELP, &[("kind", &takes)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_files::scratch::Scratch;
    use serde_json::json;

    fn read_sets(sets: &[&str]) -> (Option<Value>, String) {
        read_with(None, sets)
    }

    fn read_with(file: Option<&Path>, sets: &[&str]) -> (Option<Value>, String) {
        let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
        let mut errors = Vec::new();
        let value = read(file, &sets, Lang::En, &mut errors);
        (value, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn values_are_typed_by_their_key() {
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
    fn mistakes_are_told_with_the_way_out() {
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
            "no `clusterID` in the context\n  help: did you mean `clusterId`?",
            "did you mean `quotas.listenersPerClb`?",
            "no `colour` in the context\n  help: there are: clusterId, region",
            "`yes` is not a value of `sharing`\n  help: it takes true or false",
            "`-1` is not a value of `quotas.clbsPerRegion`",
            "it takes one of managed, serverless",
            "it takes a list of GlobalRouter, VPC-CNI",
            "--set oops: this is not KEY=VALUE",
            "`` is not a value of `region`",
            "controllerConfig.NAME=VALUE",
            "no `quotas` in the context",
        ] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
    }

    #[test]
    fn set_goes_over_the_file() {
        let scratch = Scratch::new("context");
        let file =
            scratch.write("context.yaml", b"region: ap-guangzhou\nvpcId: vpc-1\nquotas: { listenersPerClb: 50 }\n");
        let (value, errors) = read_with(Some(&file), &["region=ap-shanghai", "quotas.clbsPerRegion=100"]);
        assert_eq!(errors, "");
        let quotas = json!({"listenersPerClb": 50, "clbsPerRegion": 100});
        assert_eq!(value.unwrap(), json!({"region": "ap-shanghai", "vpcId": "vpc-1", "quotas": quotas}));
    }

    #[test]
    fn files_are_checked_too() {
        let scratch = Scratch::new("context-check");
        let file =
            scratch.write("context.yaml", b"kubernetesVersion: 1.30\nregoin: x\nquotas: { listenersPerCLB: 1 }\n");
        let errors = read_with(Some(&file), &[]).1;
        for expected in ["write it in quotes", "did you mean `region`?", "did you mean `quotas.listenersPerClb`?"] {
            assert!(errors.contains(expected), "{expected} not in {errors}");
        }
        let list = scratch.write("list.yaml", b"- a\n");
        assert!(read_with(Some(&list), &[]).1.contains("should hold an object"));
        let broken = scratch.write("broken.yaml", b"a: [\n");
        assert!(read_with(Some(&broken), &[]).1.contains("is not valid YAML or JSON"));
    }
}
