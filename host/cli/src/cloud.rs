//! `--clb`: what the cloud holds, from the answers of its own API.
//!
//! Answers are taken as the API or its command-line tool prints them and put where the request wants them; their
//! items are not touched. Completeness is never concluded: an answer may have been filtered, so only the user can say.

use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::option_file;
use serde_json::{Map, Value};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What was read, and what the user should know of it.
#[derive(Debug, Default)]
pub struct Cloud {
    /// The ClbState of the request.
    pub state: Map<String, Value>,
    /// Said beside the plan.
    pub notes: Vec<String>,
}

/// `--clb-complete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// The user says that every CLB of the region is there.
    Claimed,
    /// Nothing is said.
    Unknown,
}

/// Reads a directory of answers or one file.
pub fn read(path: &Path, completeness: Completeness, lang: Lang, errors: &mut Vec<InputError>) -> Cloud {
    let mut cloud = Cloud::default();
    if path.is_dir() {
        directory(path, completeness, lang, &mut cloud, errors);
    } else {
        match option_file::json(path, lang) {
            Ok(value) => file(path, value, completeness, lang, &mut cloud, errors),
            Err(error) => errors.push(error),
        }
    }
    if completeness == Completeness::Claimed {
        cloud.state.insert("complete".to_string(), Value::Bool(true));
    }
    cloud
}

fn file(path: &Path, value: Value, claim: Completeness, lang: Lang, cloud: &mut Cloud, errors: &mut Vec<InputError>) {
    match value {
        Value::Object(state) if state.contains_key("loadBalancers") => cloud.state = state,
        value => match answer(path, value, "LoadBalancerSet", lang) {
            Ok(answer) => load_balancers(path, answer, claim, lang, cloud, errors),
            Err(error) => errors.push(error.help(lang, &messages::CLB_STATE_HELP, &[])),
        },
    }
}

fn directory(path: &Path, claim: Completeness, lang: Lang, cloud: &mut Cloud, errors: &mut Vec<InputError>) {
    let listed = path.join("load-balancers.json");
    if listed.exists() {
        let read = option_file::json(&listed, lang).and_then(|value| answer(&listed, value, "LoadBalancerSet", lang));
        match read {
            Ok(answer) => load_balancers(&listed, answer, claim, lang, cloud, errors),
            Err(error) => errors.push(error),
        }
    } else {
        let error = InputError::new(lang, &messages::CLB_MISSING, &[("path", &path.display().to_string())]);
        errors.push(error.help(lang, &messages::CLB_MISSING_HELP, &[]));
    }
    for key in ["listeners", "targets"] {
        let folder = path.join(key);
        if folder.is_dir() {
            let by_id = by_load_balancer(&folder, lang, errors);
            cloud.state.insert(key.to_string(), Value::Object(by_id));
        }
    }
}

fn load_balancers(
    path: &Path,
    mut answer: Map<String, Value>,
    claim: Completeness,
    lang: Lang,
    cloud: &mut Cloud,
    errors: &mut Vec<InputError>,
) {
    let listed = answer.remove("LoadBalancerSet").unwrap_or_default();
    let count = listed.as_array().map_or(0, Vec::len) as u64;
    let total = answer.get("TotalCount").and_then(Value::as_u64).unwrap_or(count);
    if total > count {
        let words = [("path", path.display().to_string()), ("listed", count.to_string()), ("total", total.to_string())];
        let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
        match claim {
            Completeness::Claimed => {
                let error = InputError::new(lang, &messages::CLB_NOT_COMPLETE, &words);
                errors.push(error.help(lang, &messages::CLB_NOT_COMPLETE_HELP, &[]));
            }
            Completeness::Unknown => cloud.notes.push(messages::CLB_CUT.fill(lang, &words)),
        }
    }
    cloud.state.insert("loadBalancers".to_string(), listed);
}

/// `LB-ID.json` files of a folder: the listeners of each.
fn by_load_balancer(folder: &Path, lang: Lang, errors: &mut Vec<InputError>) -> Map<String, Value> {
    let mut by_id = Map::new();
    for file in json_files(folder, lang, errors) {
        let read = option_file::json(&file, lang).and_then(|value| answer(&file, value, "Listeners", lang));
        match read {
            Ok(mut answer) => {
                let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                by_id.insert(id, answer.remove("Listeners").unwrap_or_default());
            }
            Err(error) => errors.push(error),
        }
    }
    by_id
}

fn json_files(folder: &Path, lang: Lang, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
    let name = folder.display().to_string();
    match std::fs::read_dir(folder) {
        Ok(entries) => {
            let paths = entries.flatten().map(|entry| entry.path());
            let mut files: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("json"))).collect();
            files.sort();
            files
        }
        Err(error) => {
            errors.push(InputError::new(lang, &messages::NOT_READ, &[("path", &name)]).why(error));
            Vec::new()
        }
    }
}

/// The body of an API answer that holds the list `key`.
fn answer(path: &Path, value: Value, key: &str, lang: Lang) -> Result<Map<String, Value>, InputError> {
    let name = path.display().to_string();
    let mut body = match value {
        Value::Object(body) => body,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    };
    if let Some(Value::Object(inner)) = body.remove("Response") {
        body = inner;
    }
    if let Some(error) = body.get("Error") {
        let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or("?");
        let error = InputError::new(lang, &messages::CLB_API_ERROR, &[("path", &name), ("code", text("Code"))]);
        return Err(error.why(text("Message")));
    }
    if body.get(key).is_some_and(Value::is_array) {
        return Ok(body);
    }
    let api = match key {
        "LoadBalancerSet" => "DescribeLoadBalancers",
        _ if path.parent().and_then(Path::file_name) == Some(OsStr::new("targets")) => "DescribeTargets",
        _ => "DescribeListeners",
    };
    let error = InputError::new(lang, &messages::CLB_SHAPE, &[("path", &name), ("key", key)]);
    Err(error.help(lang, &messages::CLB_SHAPE_HELP, &[("api", api)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_files::scratch::Scratch;
    use serde_json::json;

    fn read_at(path: &Path, claim: Completeness) -> (Value, Vec<String>, String) {
        let mut errors = Vec::new();
        let cloud = read(path, claim, Lang::En, &mut errors);
        (Value::Object(cloud.state), cloud.notes, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn a_directory_of_answers() {
        let scratch = Scratch::new("clb-dir");
        scratch.write(
            "load-balancers.json",
            br#"{"Response": {"TotalCount": 1, "LoadBalancerSet": [{"LoadBalancerId": "lb-1"}], "RequestId": "x"}}"#,
        );
        scratch.write("listeners/lb-1.json", br#"{"Listeners": [{"ListenerId": "lbl-1"}], "RequestId": "x"}"#);
        scratch.write("targets/lb-1.json", br#"{"Response": {"Listeners": []}}"#);
        let (state, notes, errors) = read_at(&scratch.root(), Completeness::Unknown);
        assert_eq!(errors, "");
        assert!(notes.is_empty());
        assert_eq!(
            state,
            json!({"loadBalancers": [{"LoadBalancerId": "lb-1"}], "listeners": {"lb-1": [{"ListenerId": "lbl-1"}]}, "targets": {"lb-1": []}})
        );
    }

    #[test]
    fn one_file_is_a_state_or_an_answer() {
        let scratch = Scratch::new("clb-file");
        let state = scratch.write("state.json", br#"{"loadBalancers": [], "complete": true}"#);
        assert_eq!(read_at(&state, Completeness::Unknown).0, json!({"loadBalancers": [], "complete": true}));
        let raw = scratch.write("raw.json", br#"{"LoadBalancerSet": []}"#);
        assert_eq!(read_at(&raw, Completeness::Claimed).0, json!({"loadBalancers": [], "complete": true}));
        let cut = scratch.write("cut.json", br#"{"LoadBalancerSet": [], "TotalCount": 7}"#);
        let (state, notes, errors) = read_at(&cut, Completeness::Unknown);
        assert_eq!((state, errors.as_str()), (json!({"loadBalancers": []}), ""));
        assert!(notes.concat().contains("lists 0 of 7"), "{notes:?}");
        assert!(read_at(&cut, Completeness::Claimed).2.contains("--clb-complete does not hold"));
    }

    #[test]
    fn wrong_files_are_told_apart() {
        let scratch = Scratch::new("clb-wrong");
        let error = scratch.write(
            "error.json",
            br#"{"Response": {"Error": {"Code": "AuthFailure", "Message": "no"}, "RequestId": "x"}}"#,
        );
        let message = read_at(&error, Completeness::Unknown).2;
        assert!(message.contains("AuthFailure") && message.contains("why: no"), "{message}");
        let other = scratch.write("other.json", b"[1]");
        assert!(read_at(&other, Completeness::Unknown).2.contains("does not hold `LoadBalancerSet`"));
        let broken = scratch.write("broken.json", b"{");
        assert!(read_at(&broken, Completeness::Unknown).2.contains("is not valid JSON"));
        assert!(read_at(&scratch.path("missing"), Completeness::Unknown).2.contains("there is no file"));
        scratch.write("dir/targets/lb-1.json", b"{}");
        let message = read_at(&scratch.path("dir"), Completeness::Unknown).2;
        assert!(message.contains("has no load-balancers.json") && message.contains("DescribeTargets"), "{message}");
    }
}
