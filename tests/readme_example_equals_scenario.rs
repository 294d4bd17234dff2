//! The README's example, `host/examples/public-to-internal/`, is a scenario as plain files: the two are equal.

// Tests may assert by panicking; clippy does not see that their helpers are part of them.
#![allow(missing_docs, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod harness;

use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn the_example_of_the_readme_is_a_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("host/examples/public-to-internal");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the example has this file");
    let json = |name: &str| serde_json::from_str::<Value>(&text(name)).expect("it is JSON");
    let cases = harness::load().0;
    let case = cases.iter().find(|case| case.id == "lifecycle/09-public-to-internal-blocked");
    let request = &case.expect("the scenario exists").request;
    assert_eq!(request["manifests"], text("service.yaml"));
    assert_eq!(request["live"], Value::Array(harness::objects(&text("live.yaml")).expect("it is YAML")));
    assert_eq!(request["clb"], json("clb.json"));
    assert_eq!(request["context"], json("context.json"));
}
