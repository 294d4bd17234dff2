//! The target `request`: any bytes as a request to any function. Also reads the requests that all seeds are made of.

use crate::check_every_answer;
use serde_json::Value;

pub use crate::properties::exported_functions::FUNCTIONS;

/// A request of the core's tests.
pub struct Request {
    pub function: String,
    pub request: String,
}

/// The requests of the scenarios, and random ones.
pub fn requests() -> Vec<Request> {
    let file = std::env::var("CLBPLAN_FUZZ_REQUESTS").expect("CLBPLAN_FUZZ_REQUESTS names the file of requests");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let read = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        Request { function: text("function"), request: text("request") }
    };
    text.lines().map(read).collect()
}

pub fn run(data: &[u8]) {
    let Some((which, text)) = data.split_first() else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let (name, call) = FUNCTIONS[usize::from(*which) % FUNCTIONS.len()];
    let answer = call(text);
    let value = check_every_answer::parse(&answer);
    if value["error"].is_object() {
        check_every_answer::check_rejection(&value);
    } else {
        check_every_answer::check_schema(name, &value);
    }
    assert_eq!(answer, call(text), "a second call gave a different answer");
}

pub fn seeds() -> Vec<Vec<u8>> {
    let number = |request: &Request| FUNCTIONS.iter().position(|(name, _)| *name == request.function);
    let seed = |request: &Request| Some([&[number(request)? as u8], request.request.as_bytes()].concat());
    requests().iter().filter_map(seed).collect()
}
