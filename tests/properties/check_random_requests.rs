//! Running cases: how many, from which seed, and what is shown of one that fails.

use super::random_choices_as_bytes::{CaseBytes, seeds};
use super::random_request::request;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;

/// Checks a property of many cases: `CLBPLAN_CASES`, or as many as fit in a minute for all properties together.
/// `CLBPLAN_SEED` chooses others. The first one that fails is made as plain as possible and shown as a request.
pub fn check_random_requests(usual: u32, property: impl Fn(&Value, &CaseBytes) -> Result<(), String>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let cases = number("CLBPLAN_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(usual);
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number("CLBPLAN_SEED").unwrap_or(0).to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 6000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let result = runner.run(&seeds(), |seeds| property(&request(&seeds), &seeds).map_err(TestCaseError::fail));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, seeds)) => panic!("{reason}\n{}", request(&seeds)),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

pub fn plan(request: &Value) -> Value {
    answer(&clbplan::plan_sync(&request.to_string()))
}

pub fn simulate(request: &Value) -> Value {
    answer(&clbplan::simulate(&request.to_string()))
}

fn answer(text: &str) -> Value {
    let answer: Value = serde_json::from_str(text).expect("an answer is JSON");
    assert_eq!(answer["error"], Value::Null, "the request is one");
    answer
}

/// The Services of a plan, each with its name.
pub fn services(plan: &Value) -> Vec<(String, &Value)> {
    let list = plan["services"].as_array().expect("services");
    list.iter().map(|service| (name_of(service), service)).collect()
}

pub fn name_of(object: &Value) -> String {
    let metadata = if object["metadata"].is_object() { &object["metadata"] } else { object };
    format!("{}/{}", metadata["namespace"].as_str().unwrap_or("default"), metadata["name"].as_str().unwrap_or_default())
}

pub fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

pub fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_default()
}
