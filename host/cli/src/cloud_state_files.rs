//! `--clb`: the state of the cloud, from the responses of its own API.
//!
//! Responses are recognised by their content and merged; their items are not changed. The listeners of a load balancer are
//! found by its id in the file's name, because the response does not contain it. The entries of a missing page are unknown.
//! Completeness is never concluded: a response may have been filtered, so only the user knows.

use crate::cloud_file_names::{ListenersOrTargets, id_in_path, json_files, list_in_path};
use crate::input_error::InputError;
use crate::json_or_yaml_file::json_values;
use crate::messages::{self, TranslatableText};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The state of the cloud, and notes for the user about it.
#[derive(Debug, Default)]
pub struct CloudFromFiles {
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

/// A response with `Listeners`.
struct ListenerResponse {
    path: PathBuf,
    items: Vec<Value>,
    total: Option<u64>,
}

/// The responses that were read so far.
#[derive(Default)]
struct Responses {
    load_balancers: Vec<Value>,
    /// True once a response of DescribeLoadBalancers, or a state, was read; it may be empty.
    has_load_balancers: bool,
    total: u64,
    /// `listeners` and `targets`, by load balancer.
    by_id: BTreeMap<&'static str, Map<String, Value>>,
    /// Load balancers are looked up once all are known.
    lists: Vec<ListenerResponse>,
    /// DescribeLBOperateProtect calls its list `LoadBalancerSet` as well.
    protected: Vec<Value>,
    /// Further members of a state.
    others: Map<String, Value>,
    notes: Vec<TranslatableText>,
}

/// Reads responses: files, and directories with everything below.
pub fn read(paths: &[PathBuf], completeness: Completeness, errors: &mut Vec<InputError>) -> CloudFromFiles {
    let mut responses = Responses::default();
    let errors_before = errors.len();
    for path in paths {
        let mut files = Vec::new();
        if path.is_dir() {
            let root = path.canonicalize().unwrap_or_else(|_| path.clone());
            json_files(path, &root, &mut files, errors);
        } else {
            files.push(path.clone());
        }
        for file in files {
            let is_explicit = file == *path || list_in_path(&file).is_some();
            match json_values(&file, &mut responses.notes) {
                Ok(values) => values.into_iter().for_each(|value| responses.add(&file, value, is_explicit, errors)),
                Err(error) => errors.push(error),
            }
        }
    }
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let names = names.join("`, `");
    if !responses.has_load_balancers && errors.len() == errors_before {
        let error = InputError::new(messages::CLB_MISSING.with("path", names.as_str()));
        errors.push(error.help(&messages::CLB_MISSING_HELP));
    }
    responses.into_state(&names, completeness, errors)
}

impl Responses {
    /// Adds one value of a file: a response, a state, or a list of them. In a directory, other files are skipped.
    fn add(&mut self, path: &Path, value: Value, is_explicit: bool, errors: &mut Vec<InputError>) {
        let name = || path.display().to_string();
        let mut body = match value {
            Value::Object(body) => body,
            Value::Array(values) if values.iter().any(|value| value.is_object()) => {
                return values.into_iter().for_each(|value| self.add(path, value, is_explicit, errors));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
        };
        if let Some(Value::Object(inner)) = body.remove("Response") {
            body = inner;
        }
        if let Some(error) = body.get("Error") {
            let text = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or("?");
            let what = messages::CLB_API_ERROR.with("path", name()).with("code", text("Code"));
            errors.push(InputError::new(what).caused_by(text("Message")));
            return;
        }
        let total = body.get("TotalCount").and_then(Value::as_u64);
        let mut take = |key: &str| match body.remove(key) {
            Some(Value::Array(items)) => Some(items),
            _ => None,
        };
        if let Some(items) = take("LoadBalancerSet") {
            if !items.is_empty() && items.iter().all(|item| item.get("ProtectState").is_some()) {
                return self.protected.extend(items);
            }
            self.has_load_balancers = true;
            self.total = self.total.max(total.unwrap_or(0));
            self.load_balancers.extend(items);
        } else if let Some(items) = take("Listeners") {
            self.lists.push(ListenerResponse { path: path.to_path_buf(), items, total });
        } else if let Some(items) = take("loadBalancers") {
            self.has_load_balancers = true;
            self.load_balancers.extend(items);
            for key in ["listeners", "targets"] {
                match body.remove(key) {
                    Some(Value::Object(by_id)) => self.by_id.entry(key).or_default().extend(by_id),
                    Some(wrong) => drop(self.others.insert(key.to_string(), wrong)),
                    None => {}
                }
            }
            self.others.extend(body);
        } else if is_explicit {
            errors.push(InputError::new(messages::CLB_SHAPE.with("path", name())).help(&messages::CLB_SHAPE_HELP));
        } else {
            self.notes.push(messages::CLB_SKIPPED.with("path", name()));
        }
    }

    fn into_state(mut self, names: &str, completeness: Completeness, errors: &mut Vec<InputError>) -> CloudFromFiles {
        // Pages may overlap. Entries of one id that differ all go to the module, which trusts none of them alone.
        let mut seen = BTreeSet::new();
        self.load_balancers.retain(|lb| seen.insert(lb.to_string()));
        self.report_missing_pages(names, completeness, errors);
        for list in std::mem::take(&mut self.lists) {
            self.add_list(list, errors);
        }
        let mut state = self.others;
        state.insert("loadBalancers".to_string(), Value::Array(self.load_balancers));
        state.extend(self.by_id.into_iter().map(|(key, by_id)| (key.to_string(), Value::Object(by_id))));
        if !self.protected.is_empty() {
            state.insert("operateProtect".to_string(), Value::Array(self.protected));
        }
        if completeness == Completeness::Claimed {
            state.insert("complete".to_string(), Value::Bool(true));
        }
        CloudFromFiles { state, notes: self.notes }
    }

    fn report_missing_pages(&mut self, names: &str, completeness: Completeness, errors: &mut Vec<InputError>) {
        let listed = self.load_balancers.len() as u64;
        if self.total <= listed {
            return;
        }
        let message = match completeness {
            Completeness::Claimed => &messages::CLB_NOT_COMPLETE,
            Completeness::Unknown => &messages::CLB_CUT,
        };
        let text = message.with("path", names).with("listed", listed.to_string()).with("total", self.total.to_string());
        match completeness {
            Completeness::Claimed => errors.push(InputError::new(text).help(&messages::CLB_NOT_COMPLETE_HELP)),
            Completeness::Unknown => self.notes.push(text),
        }
    }

    /// Adds the listeners or targets of one load balancer.
    fn add_list(&mut self, list: ListenerResponse, errors: &mut Vec<InputError>) {
        let Some(id) = id_in_path(&list.path).or_else(|| self.id_by_listeners(&list.items)) else {
            let what = messages::CLB_WHOSE.with("path", list.path.display().to_string());
            errors.push(InputError::new(what).help(&messages::CLB_WHOSE_HELP));
            return;
        };
        let listed = list.items.len() as u64;
        if let Some(total) = list.total.filter(|total| *total > listed) {
            let note = messages::CLB_LISTENERS_CUT.with("id", id).with("listed", listed.to_string());
            self.notes.push(note.with("total", total.to_string()));
            return;
        }
        let keys: &[&'static str] = match list_of(&list) {
            ListenersOrTargets::Listeners => &["listeners"],
            ListenersOrTargets::Targets => &["targets"],
            ListenersOrTargets::Both => &["listeners", "targets"],
        };
        for key in keys {
            let known =
                self.by_id.entry(key).or_default().entry(id.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(known) = known {
                let is_new = |item: &Value| !known.iter().any(|other| listener_id(other) == listener_id(item));
                let new: Vec<Value> = list.items.iter().filter(|item| is_new(item)).cloned().collect();
                known.extend(new);
            }
        }
    }

    /// The only load balancer there is, or the one whose listeners have these ids.
    fn id_by_listeners(&self, items: &[Value]) -> Option<String> {
        if let [only] = self.load_balancers.as_slice() {
            return id_of(only).map(str::to_string);
        }
        let known = self.by_id.get("listeners")?;
        let has = |listeners: &Value, item: &Value| {
            let listeners = listeners.as_array().map_or(&[][..], Vec::as_slice);
            listener_id(item).is_some() && listeners.iter().any(|known| listener_id(known) == listener_id(item))
        };
        let mut owners = known.iter().filter(|(_, listeners)| items.iter().any(|item| has(listeners, item)));
        owners.next().map(|(id, _)| id.clone()).filter(|_| owners.next().is_none())
    }
}

fn id_of(load_balancer: &Value) -> Option<&str> {
    load_balancer.get("LoadBalancerId").and_then(Value::as_str)
}

fn listener_id(listener: &Value) -> Option<&str> {
    listener.get("ListenerId").and_then(Value::as_str)
}

/// The list in a response with `Listeners`. Only items of DescribeTargets have `Targets`, themselves or in their rules.
fn list_of(list: &ListenerResponse) -> ListenersOrTargets {
    let has_targets = |value: &Value| value.get("Targets").is_some();
    let of_rules = |item: &Value| {
        let rules = item.get("Rules").and_then(Value::as_array);
        rules.is_some_and(|rules| rules.iter().any(has_targets))
    };
    if list.items.is_empty() {
        return list_in_path(&list.path).unwrap_or(ListenersOrTargets::Both);
    }
    let has_any = list.items.iter().any(|item| has_targets(item) || of_rules(item));
    if has_any { ListenersOrTargets::Targets } else { ListenersOrTargets::Listeners }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;
    use crate::temporary_test_folder::TemporaryTestFolder;
    use serde_json::json;

    fn read_at(path: &Path, completeness: Completeness) -> (Value, Vec<String>, String) {
        read_paths(&[path.to_path_buf()], completeness)
    }

    fn read_paths(paths: &[PathBuf], completeness: Completeness) -> (Value, Vec<String>, String) {
        let mut errors = Vec::new();
        let cloud = read(paths, completeness, &mut errors);
        let notes = cloud.notes.iter().map(|note| note.text(Lang::En)).collect();
        (Value::Object(cloud.state), notes, errors.iter().map(|error| error.text(Lang::En)).collect())
    }

    #[test]
    fn a_directory_of_responses_is_read_as_one_state() {
        let directory = TemporaryTestFolder::new("clb-dir");
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
    fn entries_of_one_id_that_differ_are_all_passed_on() {
        let directory = TemporaryTestFolder::new("clb-twice");
        let page = br#"{"LoadBalancerSet": [{"LoadBalancerId": "lb-1", "Status": 1}, {"LoadBalancerId": "lb-1"}]}"#;
        directory.write("page-1.json", page);
        directory.write("page-2.json", page);
        let entries = json!([{"LoadBalancerId": "lb-1", "Status": 1}, {"LoadBalancerId": "lb-1"}]);
        assert_eq!(read_at(&directory.root(), Completeness::Unknown).0, json!({"loadBalancers": entries}));
    }

    #[test]
    fn a_file_is_read_as_a_state_or_as_a_response() {
        let directory = TemporaryTestFolder::new("clb-file");
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
        let directory = TemporaryTestFolder::new("clb-wrong");
        let error = directory.write(
            "error.json",
            br#"{"Response": {"Error": {"Code": "AuthFailure", "Message": "no"}, "RequestId": "x"}}"#,
        );
        let message = read_at(&error, Completeness::Unknown).2;
        assert!(message.contains("AuthFailure") && message.contains("why: no"), "{message}");
        let other = directory.write("other.json", b"[1]");
        assert!(read_at(&other, Completeness::Unknown).2.contains("is not an answer of the CLB API"));
        let sdk = directory
            .write("sdk.json", b"[TencentCloudSDKException] code:AuthFailure message:no such key requestId:1\n");
        let message = read_at(&sdk, Completeness::Unknown).2;
        assert!(message.contains("AuthFailure") && message.contains("why: no such key"), "{message}");
        let broken = directory.write("broken.json", b"{");
        assert!(read_at(&broken, Completeness::Unknown).2.contains("is not valid JSON"));
        assert!(read_at(&directory.path("missing"), Completeness::Unknown).2.contains("no such file"));
        directory.write("dir/targets/lb-1.json", b"{}");
        let message = read_at(&directory.path("dir"), Completeness::Unknown).2;
        assert!(message.contains("lb-1.json` is not an answer of the CLB API"), "{message}");
        directory.write("other/quota.json", b"{}");
        let (_, notes, message) = read_at(&directory.path("other"), Completeness::Unknown);
        assert!(message.contains("contains no answer of DescribeLoadBalancers"), "{message}");
        assert!(notes.concat().contains("quota.json` was not read"), "{notes:?}");
    }

    const LBS: &[u8] =
        br#"{"LoadBalancerSet": [{"LoadBalancerId": "lb-a"}, {"LoadBalancerId": "lb-b"}], "TotalCount": 3}"#;

    #[test]
    fn responses_are_recognised_by_their_content() {
        let directory = TemporaryTestFolder::new("clb-content");
        directory.write("all.json", LBS);
        directory.write("lb-a.json", br#"{"Listeners": [{"ListenerId": "lbl-1", "ListenerName": "x"}]}"#);
        directory.write("b of lb-b.json", br#"{"Response": {"Listeners": [{"ListenerId": "lbl-2"}]}}"#);
        let rules = br#"{"Listeners": [{"ListenerId": "lbl-2", "Rules": [{"Targets": []}]}]}"#;
        directory.write("rules.json", rules);
        let (state, notes, errors) = read_at(&directory.root(), Completeness::Unknown);
        assert_eq!(errors, "");
        assert!(notes.concat().contains("lists 2 of 3"), "{notes:?}");
        let targets = json!({"lb-b": [{"ListenerId": "lbl-2", "Rules": [{"Targets": []}]}]});
        assert_eq!(state.get("targets"), Some(&targets));
        let listeners = state.get("listeners").and_then(Value::as_object).unwrap();
        assert_eq!(listeners.keys().collect::<Vec<_>>(), ["lb-a", "lb-b"]);
    }

    #[test]
    fn members_of_a_state_and_protected_load_balancers_are_kept() {
        let directory = TemporaryTestFolder::new("clb-others");
        directory.write("a.json", br#"{"loadBalancers": [], "complete": true, "targets": [], "x": 1}"#);
        directory.write("b.json", br#"{"LoadBalancerSet": [{"LoadBalancerId": "lb-a", "ProtectState": true}]}"#);
        let (state, _, errors) = read_at(&directory.root(), Completeness::Unknown);
        assert_eq!(errors, "");
        let protected = json!([{"LoadBalancerId": "lb-a", "ProtectState": true}]);
        let expected =
            json!({"loadBalancers": [], "complete": true, "targets": [], "x": 1, "operateProtect": protected});
        assert_eq!(state, expected);
    }

    #[test]
    fn pages_are_merged() {
        let directory = TemporaryTestFolder::new("clb-pages");
        let first = directory.write("1.json", LBS);
        let page = br#"{"Response": {"LoadBalancerSet": [{"LoadBalancerId": "lb-b"}, {"LoadBalancerId": "lb-c"}], "TotalCount": 3}}"#;
        let second = directory.write("2.json", page);
        let (state, notes, errors) = read_paths(&[first, second], Completeness::Claimed);
        assert_eq!((notes.len(), errors.as_str()), (0, ""));
        let ids = ["lb-a", "lb-b", "lb-c"].map(|id| json!({"LoadBalancerId": id}));
        assert_eq!(state, json!({"loadBalancers": ids, "complete": true}));
        let joined = directory.write("joined.json", &[LBS, b"\n", &page[..]].concat());
        assert_eq!(read_at(&joined, Completeness::Claimed).0, state);
        let list = directory.write("list.json", &[b"[", LBS, b",", &page[..], b"]"].concat());
        assert_eq!(read_at(&list, Completeness::Claimed).0, state);
    }

    #[test]
    fn listeners_of_a_missing_page_are_unknown() {
        let directory = TemporaryTestFolder::new("clb-cut");
        directory
            .write("all.json", br#"{"LoadBalancerSet": [{"LoadBalancerId": "lb-a"}, {"LoadBalancerId": "lb-b"}]}"#);
        directory.write("listeners/lb-a.json", br#"{"Listeners": [{"ListenerId": "lbl-1"}], "TotalCount": 2}"#);
        directory.write("lb-b.json", br#"{"Listeners": []}"#);
        let (state, notes, errors) = read_at(&directory.root(), Completeness::Unknown);
        assert_eq!(errors, "");
        assert!(
            notes.concat().contains("listeners of `lb-a` are treated as unknown: the answer lists 1 of 2"),
            "{notes:?}"
        );
        assert_eq!(
            (state.get("listeners"), state.get("targets")),
            (Some(&json!({"lb-b": []})), Some(&json!({"lb-b": []})))
        );
        directory.write("whose.json", br#"{"Listeners": [{"ListenerId": "lbl-9"}]}"#);
        let message = read_at(&directory.root(), Completeness::Unknown).2;
        assert!(message.contains("whose.json` does not say which load balancer"), "{message}");
    }
}
