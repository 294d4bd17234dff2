//! The limit on what one answer says: met, it is an answer that says so, and every finding is counted.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use clbplan::diagnostic::tally::MAX_DIAGNOSTICS;
use serde_json::{Value, json};

/// One node so often, and after it a Service with two errors, that there are so many findings.
fn request(findings: usize) -> String {
    let node = json!({ "apiVersion": "v1", "kind": "Node", "metadata": { "name": "same" } });
    let service = json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": "web", "namespace": "shop" },
        "spec": { "type": "LoadBalancer", "ports": [{ "port": 0 }] },
    });
    let objects = std::iter::repeat_n(node, findings - 1).chain([service]).map(|object| format!("{object}\n"));
    json!({ "manifests": objects.collect::<String>(), "context": { "kubernetesVersion": "1.34" } }).to_string()
}

fn report(findings: usize) -> Value {
    serde_json::from_str(&clbplan::validate_service(&request(findings))).unwrap()
}

#[test]
fn as_many_findings_as_fit_are_all_shown() {
    let report = report(MAX_DIAGNOSTICS);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), MAX_DIAGNOSTICS);
    assert_eq!(report["summary"], json!({ "errors": 2, "warnings": MAX_DIAGNOSTICS - 2, "infos": 0 }));
}

#[test]
fn what_is_more_is_counted_and_errors_are_never_left_out() {
    let report = report(MAX_DIAGNOSTICS + 7);
    let shown = report["diagnostics"].as_array().unwrap();
    assert_eq!(shown.len(), MAX_DIAGNOSTICS + 1);
    assert_eq!(shown.iter().filter(|finding| finding["severity"] == "error").count(), 2);
    let last = shown.last().unwrap();
    assert_eq!(last["code"], "answer/too-many-findings");
    assert_eq!(last["message"], "7 more findings are not shown: 0 errors, 7 warnings, 0 notes");
    assert_eq!(report["summary"], json!({ "errors": 2, "warnings": MAX_DIAGNOSTICS + 5, "infos": 1 }));
}

#[test]
fn a_plan_keeps_the_limit_as_well() {
    let plan: Value = serde_json::from_str(&clbplan::plan_sync(&request(MAX_DIAGNOSTICS + 7))).unwrap();
    let shown = plan["diagnostics"].as_array().unwrap();
    assert_eq!(shown.len(), MAX_DIAGNOSTICS + 1);
    assert_eq!(shown.last().unwrap()["code"], "answer/too-many-findings");
}
