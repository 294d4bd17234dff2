//! `--clb`: the state of the cloud, from the responses of its own API.
//!
//! Responses are accepted as the API or its command-line tool prints them, and placed where the request expects them; their
//! items are not changed. Completeness is never concluded: a response may have been filtered, so only the user knows.

use crate::input_error::InputError;
use crate::json_or_yaml_file;
use crate::messages::{self, TranslatableText};
use serde_json::{Map, Value};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The state of the cloud, and notes for the user about it.
#[derive(Debug, Default)]
pub struct CloudState {
    /// The `ClbState` of the request.
    pub state: Map<String, Value>,
    /// Printed beside the plan.
    pub notes: Vec<TranslatableText>,
}

/// `--clb-complete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// The user states that every CLB of the region is included.
    Claimed,
    Unknown,
}

/// Reads a directory of responses or one file.
pub fn read(path: &Path, completeness: Completeness, errors: &mut Vec<InputError>) -> CloudState {
    let mut cloud = CloudState::default();
    if path.is_dir() {
        read_directory(path, completeness, &mut cloud, errors);
    } else {
        match json_or_yaml_file::json(path) {
            Ok(value) => read_value(path, value, completeness, &mut cloud, errors),
            Err(error) => errors.push(error),
        }
    }
    if completeness == Completeness::Claimed {
        cloud.state.insert("complete".to_string(), Value::Bool(true));
    }
    cloud
}

fn read_value(
    path: &Path,
    value: Value,
    completeness: Completeness,
    cloud: &mut CloudState,
    errors: &mut Vec<InputError>,
) {
    match value {
        Value::Object(state) if state.contains_key("loadBalancers") => cloud.state = state,
        value => match response(path, value, "LoadBalancerSet") {
            Ok(response) => add_load_balancers(path, response, completeness, cloud, errors),
            Err(error) => errors.push(error.help(&messages::CLB_STATE_HELP)),
        },
    }
}

fn read_directory(path: &Path, completeness: Completeness, cloud: &mut CloudState, errors: &mut Vec<InputError>) {
    let list = path.join("load-balancers.json");
    if list.exists() {
        let read = json_or_yaml_file::json(&list).and_then(|value| response(&list, value, "LoadBalancerSet"));
        match read {
            Ok(response) => add_load_balancers(&list, response, completeness, cloud, errors),
            Err(error) => errors.push(error),
        }
    } else {
        let error = InputError::new(messages::CLB_MISSING.with("path", path.display().to_string()));
        errors.push(error.help(&messages::CLB_MISSING_HELP));
    }
    for key in ["listeners", "targets"] {
        let folder = path.join(key);
        if folder.is_dir() {
            let by_id = by_load_balancer(&folder, errors);
            cloud.state.insert(key.to_string(), Value::Object(by_id));
        }
    }
}

fn add_load_balancers(
    path: &Path,
    mut response: Map<String, Value>,
    completeness: Completeness,
    cloud: &mut CloudState,
    errors: &mut Vec<InputError>,
) {
    let list = response.remove("LoadBalancerSet").unwrap_or_default();
    let count = list.as_array().map_or(0, Vec::len) as u64;
    let total = response.get("TotalCount").and_then(Value::as_u64).unwrap_or(count);
    if total > count {
        let message = match completeness {
            Completeness::Claimed => &messages::CLB_NOT_COMPLETE,
            Completeness::Unknown => &messages::CLB_CUT,
        };
        let text = message.with("path", path.display().to_string());
        let text = text.with("listed", count.to_string()).with("total", total.to_string());
        match completeness {
            Completeness::Claimed => errors.push(InputError::new(text).help(&messages::CLB_NOT_COMPLETE_HELP)),
            Completeness::Unknown => cloud.notes.push(text),
        }
    }
    cloud.state.insert("loadBalancers".to_string(), list);
}

/// The listeners in the `LB-ID.json` files of a folder, by load balancer.
fn by_load_balancer(folder: &Path, errors: &mut Vec<InputError>) -> Map<String, Value> {
    let mut by_id = Map::new();
    for file in json_files(folder, errors) {
        let read = json_or_yaml_file::json(&file).and_then(|value| response(&file, value, "Listeners"));
        match read {
            Ok(mut response) => {
                let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                by_id.insert(id, response.remove("Listeners").unwrap_or_default());
            }
            Err(error) => errors.push(error),
        }
    }
    by_id
}

fn json_files(folder: &Path, errors: &mut Vec<InputError>) -> Vec<PathBuf> {
    match std::fs::read_dir(folder) {
        Ok(entries) => {
            let paths = entries.flatten().map(|entry| entry.path());
            let mut files: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("json"))).collect();
            files.sort();
            files
        }
        Err(error) => {
            let what = messages::NOT_READ.with("path", folder.display().to_string());
            errors.push(InputError::new(what).caused_by(error));
            Vec::new()
        }
    }
}

/// The body of an API response that contains the list `key`.
fn response(path: &Path, value: Value, key: &str) -> Result<Map<String, Value>, InputError> {
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
        let what = messages::CLB_API_ERROR.with("path", name).with("code", text("Code"));
        return Err(InputError::new(what).caused_by(text("Message")));
    }
    if body.get(key).is_some_and(Value::is_array) {
        return Ok(body);
    }
    let api = match key {
        "LoadBalancerSet" => "DescribeLoadBalancers",
        _ if path.parent().and_then(Path::file_name) == Some(OsStr::new("targets")) => "DescribeTargets",
        _ => "DescribeListeners",
    };
    let error = InputError::new(messages::CLB_SHAPE.with("path", name).with("key", key));
    Err(error.help(messages::CLB_SHAPE_HELP.with("api", api)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::test_directory::TestDirectory;
    use serde_json::json;

    fn read_at(path: &Path, completeness: Completeness) -> (Value, Vec<String>, String) {
        let mut errors = Vec::new();
        let cloud = read(path, completeness, &mut errors);
        let notes = cloud.notes.iter().map(|note| note.text(Lang::En)).collect();
        (Value::Object(cloud.state), notes, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn a_directory_of_responses_is_read_as_one_state() {
        let directory = TestDirectory::new("clb-dir");
        directory.write(
            "load-balancers.json",
            br#"{"Response": {"TotalCount": 1, "LoadBalancerSet": [{"LoadBalancerId": "lb-1"}], "RequestId": "x"}}"#,
        );
        directory.write("listeners/lb-1.json", br#"{"Listeners": [{"ListenerId": "lbl-1"}], "RequestId": "x"}"#);
        directory.write("targets/lb-1.json", br#"{"Response": {"Listeners": []}}"#);
        let (state, notes, errors) = read_at(&directory.root(), Completeness::Unknown);
        assert_eq!(errors, "");
        assert!(notes.is_empty());
        assert_eq!(
            state,
            json!({"loadBalancers": [{"LoadBalancerId": "lb-1"}], "listeners": {"lb-1": [{"ListenerId": "lbl-1"}]}, "targets": {"lb-1": []}})
        );
    }

    #[test]
    fn a_file_is_read_as_a_state_or_as_a_response() {
        let directory = TestDirectory::new("clb-file");
        let state = directory.write("state.json", br#"{"loadBalancers": [], "complete": true}"#);
        assert_eq!(read_at(&state, Completeness::Unknown).0, json!({"loadBalancers": [], "complete": true}));
        let raw = directory.write("raw.json", br#"{"LoadBalancerSet": []}"#);
        assert_eq!(read_at(&raw, Completeness::Claimed).0, json!({"loadBalancers": [], "complete": true}));
        let cut = directory.write("cut.json", br#"{"LoadBalancerSet": [], "TotalCount": 7}"#);
        let (state, notes, errors) = read_at(&cut, Completeness::Unknown);
        assert_eq!((state, errors.as_str()), (json!({"loadBalancers": []}), ""));
        assert!(notes.concat().contains("lists 0 of 7"), "{notes:?}");
        assert!(read_at(&cut, Completeness::Claimed).2.contains("--clb-complete is not true"));
    }

    #[test]
    fn each_kind_of_wrong_file_has_its_own_error() {
        let directory = TestDirectory::new("clb-wrong");
        let error = directory.write(
            "error.json",
            br#"{"Response": {"Error": {"Code": "AuthFailure", "Message": "no"}, "RequestId": "x"}}"#,
        );
        let message = read_at(&error, Completeness::Unknown).2;
        assert!(message.contains("AuthFailure") && message.contains("why: no"), "{message}");
        let other = directory.write("other.json", b"[1]");
        assert!(read_at(&other, Completeness::Unknown).2.contains("has no `LoadBalancerSet`"));
        let broken = directory.write("broken.json", b"{");
        assert!(read_at(&broken, Completeness::Unknown).2.contains("is not valid JSON"));
        assert!(read_at(&directory.path("missing"), Completeness::Unknown).2.contains("no such file"));
        directory.write("dir/targets/lb-1.json", b"{}");
        let message = read_at(&directory.path("dir"), Completeness::Unknown).2;
        assert!(message.contains("has no load-balancers.json") && message.contains("DescribeTargets"), "{message}");
    }
}
