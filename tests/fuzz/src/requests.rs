//! The target `request`: any bytes as a request to every function. And the requests that all seeds are made of.

use crate::judge;
use serde_json::Value;

pub use crate::properties::functions::FUNCTIONS;

/// One request of the core's tests.
pub struct Asked {
    pub function: String,
    pub request: String,
}

/// The scenarios' requests, and random ones.
pub fn asked() -> Vec<Asked> {
    let file = std::env::var("CLBPLAN_FUZZ_REQUESTS").expect("CLBPLAN_FUZZ_REQUESTS names the file of requests");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let read = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        Asked { function: text("function"), request: text("request") }
    };
    text.lines().map(read).collect()
}

pub fn run(data: &[u8]) {
    let Some((which, text)) = data.split_first() else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let (name, ask) = FUNCTIONS[usize::from(*which) % FUNCTIONS.len()];
    let answer = ask(text);
    let value = judge::parsed(&answer);
    if value["error"].is_object() {
        judge::refusal(&value);
    } else {
        judge::schema(name, &value);
    }
    assert_eq!(answer, ask(text), "another answer to the same request");
}

pub fn seeds() -> Vec<Vec<u8>> {
    let number = |asked: &Asked| FUNCTIONS.iter().position(|(name, _)| *name == asked.function);
    let seed = |asked: &Asked| Some([&[number(asked)? as u8], asked.request.as_bytes()].concat());
    asked().iter().filter_map(seed).collect()
}
