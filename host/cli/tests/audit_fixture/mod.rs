//! Clusters as files and captures, and audits of them.

use crate::cluster_of_41_services::cluster;
use clbplan_cli::parse_arguments::parse;
use clbplan_cli::{Streams, Terminal, load, run};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

pub const CLUSTER: &str = "cls-8kq2mz7w";
pub const OTHER: &str = "cls-bbbb2222";

/// The files of one test, in a folder of their own.
pub struct Files(pub PathBuf);

pub struct Outcome {
    pub out: String,
    pub errors: String,
    pub status: u8,
}

impl Files {
    pub fn new(name: &str) -> Files {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let files = Files(folder);
        files.write("live.json", &list(&cluster().live));
        files.write("clb.json", &cluster().clb);
        files.write("context.json", &cluster().context);
        files
    }

    pub fn write(&self, name: &str, value: &Value) {
        fs::write(self.0.join(name), value.to_string()).unwrap();
    }

    /// Runs an audit; words that end in `.json` are files of the folder, also behind a name.
    pub fn audit(&self, words: &str) -> Outcome {
        let path = |name: &str| self.0.join(name).display().to_string();
        let words = words.split_whitespace().map(|word| match word.split_once('=') {
            Some((name, file)) if word.ends_with(".json") => format!("{name}={}", path(file)),
            None if word.ends_with(".json") => path(word),
            _ => word.to_string(),
        });
        let words = ["clbplan", "audit"].map(String::from).into_iter().chain(words).map(OsString::from);
        let cli = parse(words).unwrap_or_else(|error| panic!("{error}"));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let terminal = Terminal::default();
        let stdin = &mut std::io::empty();
        let mut streams = Streams { stdin, stdout: &mut stdout, stderr: &mut stderr, terminal };
        let status = run(&cli, &mut streams, &|file| load(file)).code();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { out: text(stdout), errors: text(stderr), status }
    }

    /// The answer of an audit of the files.
    pub fn json(&self, words: &str) -> Value {
        let Outcome { out, errors, .. } = self.audit(&format!("{words} -o json"));
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{errors}"))
    }
}

pub const FROM_FILES: &str = "--live live.json --clb clb.json --facts context.json";

pub fn list(items: &[Value]) -> Value {
    json!({ "apiVersion": "v1", "kind": "List", "items": items })
}

/// A capture, as `clbplan capture` writes it.
pub fn capture(cluster_id: &str, live: &[Value], clb: &Value) -> Value {
    let fact = |key: &str, value: Value, source: &str| json!({ "key": key, "value": value, "source": source });
    json!({
        "formatVersion": "1.0", "readAt": "2026-11-01T06:00:00Z",
        "cluster": { "objects": live, "hasEveryService": true, "version": "v1.34.1", "namespace": "default" },
        "cloud": { "state": clb, "region": "ap-guangzhou" },
        "facts": [
            fact("liveComplete", json!(true), "serviceList"),
            fact("clusterId", json!(cluster_id), "serverAddress"),
            fact("region", json!("ap-guangzhou"), "cloudRegion"),
        ],
    })
}

/// A second cluster of the account with one internal Service.
pub fn second_cluster() -> (Vec<Value>, Value) {
    let live = without_others(&cluster().live, &["kafka-0"]);
    let clb = only_load_balancers(&cluster().clb, &["lb-00000001"]);
    let renamed = |value: Value| -> Value {
        let text = value.to_string().replace(CLUSTER, OTHER).replace("lb-00000001", "lb-bbbb0001");
        serde_json::from_str(&text.replace("00000000-0000", "bbbbbbbb-0000")).unwrap()
    };
    (live.into_iter().map(renamed).collect(), renamed(clb))
}

/// The objects, but of the Services with a load balancer only these.
pub fn without_others(live: &[Value], names: &[&str]) -> Vec<Value> {
    let is_kept = |object: &&Value| {
        object["spec"]["type"] != "LoadBalancer" || names.iter().any(|name| object["metadata"]["name"] == *name)
    };
    live.iter().filter(is_kept).cloned().collect()
}

pub fn only_load_balancers(clb: &Value, ids: &[&str]) -> Value {
    let mut clb = clb.clone();
    let is_kept = |id: &Value| ids.iter().any(|kept| id == kept);
    clb["loadBalancers"].as_array_mut().unwrap().retain(|found| is_kept(&found["LoadBalancerId"]));
    for member in ["listeners", "targets"] {
        clb[member].as_object_mut().unwrap().retain(|id, _| ids.contains(&id.as_str()));
    }
    clb
}

pub fn load_balancer<'v>(clb: &'v mut Value, id: &str) -> &'v mut Value {
    let all = clb["loadBalancers"].as_array_mut().unwrap();
    all.iter_mut().find(|found| found["LoadBalancerId"] == id).unwrap()
}

/// `warning orphan lb-0rphan01`, for each finding of a kind.
pub fn of_kind(audit: &Value, kind: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let all = audit["findings"].as_array().unwrap().iter().filter(|finding| finding["kind"] == kind);
    all.map(|finding| {
        let about = match &finding["object"] {
            Value::Null => text(&finding["loadBalancer"]["id"]),
            object => format!("{}/{}", text(&object["namespace"]), text(&object["name"])),
        };
        format!("{} {} {about}", text(&finding["severity"]), text(&finding["code"]))
    })
    .collect()
}

/// The text as if its lines were never wrapped.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn not_checked(audit: &Value) -> String {
    audit["notChecked"].as_array().unwrap().iter().map(|note| format!("{note}\n")).collect()
}
