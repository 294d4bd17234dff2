//! The target `files`: any bytes as the input files of the command line.

use crate::requests;
use clbplan_cli_input::{Kind, seed};
use serde_json::{Value, json};

pub use clbplan_cli_input::run;

/// The scenarios as files: their texts, dumps of `kubectl`, and answers of the cloud's command line.
pub fn seeds() -> Vec<Vec<u8>> {
    let entries = requests::requests();
    let requests = entries.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.request).ok());
    let seeds = requests.filter(Value::is_object).flat_map(|request| files_of(&request));
    // libFuzzer would truncate longer ones: see `MAX_LENGTH` in `xtask/src/fuzz.rs`.
    seeds.filter(|seed| seed.len() <= 8192).collect()
}

fn files_of(request: &Value) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let text = |part: &Value| {
        part.as_str().map_or_else(|| json!({ "kind": "List", "items": part }).to_string(), str::to_owned)
    };
    let [manifests, live] = ["manifests", "live"].map(|part| text(&request[part]));
    seeds.push(seed(Kind::Manifests, &[&manifests, &live, &live, &manifests]));
    let clb = &request["clb"];
    if clb.is_object() {
        let list =
            json!({ "Response": { "TotalCount": 1, "LoadBalancerSet": clb["loadBalancers"], "RequestId": "x" } });
        let first = |part: &str| clb[part].as_object().and_then(|by_id| by_id.values().next()).cloned();
        let response = |part: &str| json!({ "Response": { "Listeners": first(part) } }).to_string();
        let (list, listeners, targets) = (list.to_string(), response("listeners"), response("targets"));
        seeds.push(seed(Kind::Cloud, &[&clb.to_string(), &list, &listeners, &targets]));
    }
    for part in ["context", "policy"] {
        if request[part].is_object() {
            let object = request[part].to_string();
            seeds.push(seed(
                Kind::Options,
                &[&object, "clusterId=cls-aaaa1111", "quotas.listenersPerClb=50", "sharing=true"],
            ));
        }
    }
    seeds
}
