//! `--clb`: what the cloud holds, from the answers of its own API.
//!
//! Answers are taken as the API or its command-line tool prints them and put where the request wants them; their
//! items are not touched. Completeness is never concluded: an answer may have been filtered, so only the user can say.

use crate::document;
use crate::phrases::{self, Lang};
use crate::problem::Problem;
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
pub fn read(path: &Path, completeness: Completeness, lang: Lang, problems: &mut Vec<Problem>) -> Cloud {
    let mut cloud = Cloud::default();
    if path.is_dir() {
        directory(path, completeness, lang, &mut cloud, problems);
    } else {
        match document::json(path, lang) {
            Ok(value) => file(path, value, completeness, lang, &mut cloud, problems),
            Err(problem) => problems.push(problem),
        }
    }
    if completeness == Completeness::Claimed {
        cloud.state.insert("complete".to_string(), Value::Bool(true));
    }
    cloud
}

fn file(path: &Path, value: Value, claim: Completeness, lang: Lang, cloud: &mut Cloud, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(state) if state.contains_key("loadBalancers") => cloud.state = state,
        value => match answer(path, value, "LoadBalancerSet", lang) {
            Ok(answer) => load_balancers(path, answer, claim, lang, cloud, problems),
            Err(problem) => problems.push(problem.help(lang, &phrases::CLB_STATE_HELP, &[])),
        },
    }
}

fn directory(path: &Path, claim: Completeness, lang: Lang, cloud: &mut Cloud, problems: &mut Vec<Problem>) {
    let listed = path.join("load-balancers.json");
    if listed.exists() {
        let read = document::json(&listed, lang).and_then(|value| answer(&listed, value, "LoadBalancerSet", lang));
        match read {
            Ok(answer) => load_balancers(&listed, answer, claim, lang, cloud, problems),
            Err(problem) => problems.push(problem),
        }
    } else {
        let problem = Problem::new(lang, &phrases::CLB_MISSING, &[("path", &path.display().to_string())]);
        problems.push(problem.help(lang, &phrases::CLB_MISSING_HELP, &[]));
    }
    for key in ["listeners", "targets"] {
        let folder = path.join(key);
        if folder.is_dir() {
            let by_id = by_load_balancer(&folder, lang, problems);
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
    problems: &mut Vec<Problem>,
) {
    let listed = answer.remove("LoadBalancerSet").unwrap_or_default();
    let count = listed.as_array().map_or(0, Vec::len) as u64;
    let total = answer.get("TotalCount").and_then(Value::as_u64).unwrap_or(count);
    if total > count {
        let words = [("path", path.display().to_string()), ("listed", count.to_string()), ("total", total.to_string())];
        let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
        match claim {
            Completeness::Claimed => {
                let problem = Problem::new(lang, &phrases::CLB_NOT_COMPLETE, &words);
                problems.push(problem.help(lang, &phrases::CLB_NOT_COMPLETE_HELP, &[]));
            }
            Completeness::Unknown => cloud.notes.push(phrases::CLB_CUT.fill(lang, &words)),
        }
    }
    cloud.state.insert("loadBalancers".to_string(), listed);
}

/// `LB-ID.json` files of a folder: the listeners of each.
fn by_load_balancer(folder: &Path, lang: Lang, problems: &mut Vec<Problem>) -> Map<String, Value> {
    let mut by_id = Map::new();
    for file in json_files(folder, lang, problems) {
        let read = document::json(&file, lang).and_then(|value| answer(&file, value, "Listeners", lang));
        match read {
            Ok(mut answer) => {
                let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                by_id.insert(id, answer.remove("Listeners").unwrap_or_default());
            }
            Err(problem) => problems.push(problem),
        }
    }
    by_id
}

fn json_files(folder: &Path, lang: Lang, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let name = folder.display().to_string();
    match std::fs::read_dir(folder) {
        Ok(entries) => {
            let paths = entries.flatten().map(|entry| entry.path());
            let mut files: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("json"))).collect();
            files.sort();
            files
        }
        Err(error) => {
            problems.push(Problem::new(lang, &phrases::NOT_READ, &[("path", &name)]).why(error));
            Vec::new()
        }
    }
}

/// The body of an API answer that holds the list `key`.
fn answer(path: &Path, value: Value, key: &str, lang: Lang) -> Result<Map<String, Value>, Problem> {
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
        let problem = Problem::new(lang, &phrases::CLB_API_ERROR, &[("path", &name), ("code", text("Code"))]);
        return Err(problem.why(text("Message")));
    }
    if body.get(key).is_some_and(Value::is_array) {
        return Ok(body);
    }
    let api = match key {
        "LoadBalancerSet" => "DescribeLoadBalancers",
        _ if path.parent().and_then(Path::file_name) == Some(OsStr::new("targets")) => "DescribeTargets",
        _ => "DescribeListeners",
    };
    let problem = Problem::new(lang, &phrases::CLB_SHAPE, &[("path", &name), ("key", key)]);
    Err(problem.help(lang, &phrases::CLB_SHAPE_HELP, &[("api", api)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manuscript::scratch::Scratch;
    use serde_json::json;

    fn read_at(path: &Path, claim: Completeness) -> (Value, Vec<String>, String) {
        let mut problems = Vec::new();
        let cloud = read(path, claim, Lang::En, &mut problems);
        (Value::Object(cloud.state), cloud.notes, problems.iter().map(|problem| problem.text(Lang::En)).collect())
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
        let (state, notes, problems) = read_at(&scratch.root(), Completeness::Unknown);
        assert_eq!(problems, "");
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
        let (state, notes, problems) = read_at(&cut, Completeness::Unknown);
        assert_eq!((state, problems.as_str()), (json!({"loadBalancers": []}), ""));
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
