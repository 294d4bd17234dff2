//! The limits of texts and of answers. At the limit nothing changes; one above it, the answer has the limit, the reason, and
//! what to do. Every finding is counted. `src/ffi` tests the limit of requests, `host/rust/tests/faulty_modules.rs` those of memory
//! and time.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use clbplan::diagnostic::limit_findings::MAX_DIAGNOSTICS;
use clbplan::syntax::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_DOCUMENTS, MAX_FINDINGS, MAX_NODES, MAX_TEXT_BYTES};
use serde_json::{Value, json};

/// A request with that many findings: one node many times, and after it a Service with two errors.
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
fn findings_up_to_the_limit_are_all_shown() {
    let report = report(MAX_DIAGNOSTICS);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), MAX_DIAGNOSTICS);
    assert_eq!(report["summary"], json!({ "errors": 2, "warnings": MAX_DIAGNOSTICS - 2, "infos": 0 }));
}

#[test]
fn findings_beyond_the_limit_are_counted_and_no_error_is_omitted() {
    let report = report(MAX_DIAGNOSTICS + 7);
    let shown = report["diagnostics"].as_array().unwrap();
    assert_eq!(shown.len(), MAX_DIAGNOSTICS + 1);
    assert_eq!(shown.iter().filter(|finding| finding["severity"] == "error").count(), 2);
    let last = shown.last().unwrap();
    assert_eq!(last["code"], "answer/too-many-findings");
    assert_eq!(last["message"], "findings that are not shown: 7 (errors: 0, warnings: 7, notes: 0)");
    assert_eq!(report["summary"], json!({ "errors": 2, "warnings": MAX_DIAGNOSTICS + 5, "infos": 1 }));
}

#[test]
fn a_plan_has_the_same_limit_of_findings() {
    let plan: Value = serde_json::from_str(&clbplan::plan_sync(&request(MAX_DIAGNOSTICS + 7))).unwrap();
    let shown = plan["diagnostics"].as_array().unwrap();
    assert_eq!(shown.len(), MAX_DIAGNOSTICS + 1);
    assert_eq!(shown.last().unwrap()["code"], "answer/too-many-findings");
}

/// The code of a limit, the limit, and a function that makes a text of that size.
type Limit = (&'static str, usize, fn(usize) -> String);

const LIMITS: [Limit; 7] = [
    ("syntax/too-large", MAX_TEXT_BYTES, |count| "#".repeat(count)),
    ("syntax/too-many-documents", MAX_DOCUMENTS as usize, |count| "kind: X\n---\n".repeat(count - 1) + "kind: X\n"),
    ("syntax/too-deep", MAX_DEPTH, |count| format!("{}{}", "[".repeat(count), "]".repeat(count))),
    ("syntax/too-deep", MAX_DEPTH, |count| format!("{}1", "- ".repeat(count))),
    // The array is one itself.
    ("syntax/too-many-nodes", MAX_NODES, |count| format!("[{}0]", "0,".repeat(count - 2))),
    ("syntax/too-many-aliases", MAX_ALIAS_NODES, |count| format!("a: &a 1\nb: [{}]\n", "*a,".repeat(count))),
    ("syntax/too-many-findings", MAX_FINDINGS, |count| "a\n---\n".repeat(count - 1) + "a\n"),
];

/// The finding of a code, if there is one.
fn finding(text: &str, code: &str) -> Option<Value> {
    let answer = clbplan::validate_service(&json!({ "manifests": text }).to_string());
    let mut report: Value = serde_json::from_str(&answer).unwrap();
    report["diagnostics"].as_array_mut().unwrap().drain(..).find(|finding| finding["code"] == code)
}

#[test]
fn every_limit_of_a_text_is_exact_and_explained() {
    for (code, most, text) in LIMITS {
        assert_eq!(finding(&text(most), code), None, "{code}: {most} are allowed");
        let finding = finding(&text(most + 1), code).unwrap_or_else(|| panic!("{code}: {} are too many", most + 1));
        let message = finding["message"].as_str().unwrap();
        assert!(message.contains(&most.to_string()), "{code} does not name the limit: {message}");
        assert!(finding["why"].is_string() && finding["help"].is_string(), "{finding}");
        assert!(finding["source"].is_object(), "{code} has no location");
    }
}

/// Whether a plan for that many nodes says that the quota of backends was not checked.
fn mentions_the_default_quota(nodes: usize) -> bool {
    let node = |number: usize| {
        let name = format!("10.0.{}.{}", number / 250, number % 250 + 1);
        json!({
            "apiVersion": "v1", "kind": "Node", "metadata": { "name": name },
            "spec": { "providerID": format!("qcloud:///100003/ins-{number:08}") },
            "status": { "conditions": [{ "type": "Ready", "status": "True" }] },
        })
    };
    let service = json!({
        "apiVersion": "v1", "kind": "Service", "metadata": { "name": "web" },
        "spec": { "type": "LoadBalancer", "ports": [{ "port": 80, "nodePort": 30080 }] },
    });
    let live: Vec<Value> = (0..nodes).map(node).collect();
    let request = json!({ "manifests": [service], "live": live, "clb": { "loadBalancers": [], "complete": true },
        "context": { "controllerVersion": "v2.10.0" } });
    let plan: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).unwrap();
    let assumptions = plan["assumptions"].as_array().unwrap();
    assumptions.iter().any(|assumption| assumption["code"] == "unchecked/target-quota")
}

#[test]
fn more_backends_than_the_default_quota_are_mentioned() {
    assert!(!mentions_the_default_quota(100));
    assert!(mentions_the_default_quota(101));
    assert!(mentions_the_default_quota(250));
}

/// An annotation with so many problems that looking for each of them by itself would take minutes.
#[test]
fn thousands_of_problems_in_one_value_have_their_locations() {
    let entries = r#""80":{"protocol":["TCP"]},"#.repeat(6000);
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    service.cloud.tencent.com/specify-protocol: \
         '{{{entries}\"80\":{{}}}}'\nspec:\n  type: LoadBalancer\n  ports: [{{port: 80}}]\n"
    );
    let answer = clbplan::validate_service(&json!({ "manifests": text, "positionEncoding": "utf-8" }).to_string());
    let report: Value = serde_json::from_str(&answer).unwrap();
    let findings = report["diagnostics"].as_array().unwrap();
    let repeated: Vec<&Value> =
        findings.iter().filter(|finding| finding["code"] == "annotation/json-repeated-member").collect();
    assert_eq!(repeated.len(), 6000);
    let first = text.find("'{").unwrap() + 2;
    for (finding, member) in repeated.iter().zip(text[first..].match_indices("\"80\"").skip(1)) {
        let at = |end: &str| finding["source"][end]["offset"].as_u64().unwrap() as usize - first;
        assert_eq!((at("start"), at("end")), (member.0, member.0 + 4));
    }
}
