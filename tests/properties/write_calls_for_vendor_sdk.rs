//! The calls of random plans, written for the vendor's own SDK: `tests/sdk/check.py` loads them into its classes.

use super::check_random_requests::{check_random_requests, list, plan, services, text};
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Writes each shape of call once to `target/tmp/requests/random.jsonl`, as one plan: a shape is the call, and which members
/// its body has.
#[test]
fn calls_are_written_for_the_vendors_sdk() {
    let seen: RefCell<BTreeMap<(String, String), Value>> = RefCell::default();
    check_random_requests(1000, |request, _| {
        for (_, service) in services(&plan(request)) {
            for action in list(service, "actions") {
                let key = (text(action, "api").to_owned(), shape(&action["request"]));
                seen.borrow_mut().entry(key).or_insert_with(
                    || json!({ "id": action["id"], "api": action["api"], "request": action["request"] }),
                );
            }
        }
        Ok(())
    });
    let actions: Vec<Value> = seen.into_inner().into_values().collect();
    assert!(actions.len() >= 50, "only {} shapes of calls", actions.len());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("requests");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let plan = json!({ "services": [{ "actions": actions }] });
    let line = json!({ "id": "random", "answer": plan.to_string() });
    fs::write(folder.join("random.jsonl"), format!("{line}\n")).expect("calls can be written");
}

/// The members at every depth, without their values; of a list, each shape once.
fn shape(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let inner: Map<String, Value> =
                members.iter().map(|(key, value)| (key.clone(), shape(value).into())).collect();
            Value::Object(inner).to_string()
        }
        Value::Array(items) => format!("{:?}", items.iter().map(shape).collect::<BTreeSet<String>>()),
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "text".to_owned(),
    }
}
