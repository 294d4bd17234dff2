//! Random requests with the answers of the core, for the hosts in other languages: they must give the same bytes.
//!
//! Written beside the scenarios' to `target/tmp/corpus/`, one JSON object in a line: `id`, `function`, `request`, `answer`,
//! all of them texts. The requests are the same every time; some are no requests at all.

use super::always_answers::damage;
use super::exported_functions::FUNCTIONS;
use super::random_choices_as_bytes::{CaseBytes, Tape, seeds};
use super::random_request::request;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Cases of the usual run: as many as the slowest host (an interpreter) answers in a few seconds. `CLBPLAN_CORPUS_CASES` sets
/// more, to compare the answers of two versions of the core.
const CASES: usize = 100;

/// Texts that are no requests, or barely.
const STRANGE: [&str; 12] = [
    "",
    " ",
    "null",
    "[]",
    "{}",
    "{\"manifests\":",
    "{\"manifests\":\"\\ud800\"}",
    "{\"manifests\":\"a: \\u0000\"}",
    "{\"manifests\":\"\u{feff}kind: Service\"}",
    "{\"manifests\":[{\"kind\":\"Service\",\"metadata\":{\"name\":\"😀\"}}]}",
    "{\"manifests\":1e999,\"query\":\"clb\",\"text\":\"\",\"position\":{\"offset\":1e99}}",
    "{\"query\":\"\",\"text\":\"kind: Ser\",\"position\":{\"offset\":9},\"manifests\":\"kind: Ser\"}",
];

#[test]
fn random_requests_are_written_for_the_other_runtimes() {
    let mut lines = Vec::new();
    let mut add = |id: String, name: &str, call: fn(&str) -> String, request: &str| {
        let line = json!({ "id": id, "function": name, "request": request, "answer": call(request) });
        lines.push(format!("{line}\n"));
    };
    for (number, text) in STRANGE.iter().chain(&[deep_request().as_str()]).enumerate() {
        for (name, call) in FUNCTIONS {
            add(format!("strange/{number}"), name, call, text);
        }
    }
    for (number, seeds) in cases().iter().enumerate() {
        let request = request(seeds);
        let [plan, validate, simulate, complete, hover, explain] = FUNCTIONS;
        let id = format!("random/{number}");
        add(id.clone(), plan.0, plan.1, &request.to_string());
        match number % 4 {
            0 => add(
                id,
                validate.0,
                validate.1,
                &members(&request, &["manifests", "live", "context", "locale"]).to_string(),
            ),
            1 => {
                add(id.clone(), simulate.0, simulate.1, &request.to_string());
                add(id, plan.0, plan.1, &damaged(&request, seeds).to_string());
            }
            2 => {
                let query =
                    Tape::new(&seeds.edits).choose(&["listener", "loadbalance-id", "shop/x", "tke-service-config"]);
                add(id, explain.0, explain.1, &json!({ "query": query, "locale": request["locale"] }).to_string());
            }
            _ => {
                let question = cursor(&request, seeds).to_string();
                add(id.clone(), complete.0, complete.1, &question);
                add(id, hover.0, hover.1, &question);
            }
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("random.jsonl"), lines.concat()).expect("requests can be written");
}

fn cases() -> Vec<CaseBytes> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let cases = std::env::var("CLBPLAN_CORPUS_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES);
    (0..cases).map(|_| seeds().new_tree(&mut runner).expect("a case").current()).collect()
}

/// A request beyond the limit of depth.
fn deep_request() -> String {
    format!("{{\"manifests\":{}{}}}", "[".repeat(5000), "]".repeat(5000))
}

fn members(request: &Value, keys: &[&str]) -> Value {
    let members = keys.iter().filter_map(|key| Some(((*key).to_owned(), request.get(*key)?.clone())));
    Value::Object(members.collect())
}

fn damaged(request: &Value, seeds: &CaseBytes) -> Value {
    let mut request = request.clone();
    let mut tape = Tape::new(&seeds.edits);
    for part in ["manifests", "live", "manifests", "live"] {
        damage(&mut request[part], &mut tape);
    }
    request
}

/// A request with a cursor in the text of the manifests.
fn cursor(request: &Value, seeds: &CaseBytes) -> Value {
    let text = serde_json::to_string_pretty(&request["manifests"][0]).expect("a value is JSON");
    let line = Tape::new(&seeds.edits).pick(text.lines().count());
    json!({ "text": text, "position": { "line": line + 1, "column": 6 }, "locale": request["locale"] })
}
