//! Bad input as callers send it: large, deep, in odd encodings, with values of another type than they look like.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use clbplan::syntax::limits::{MAX_DEPTH, MAX_DOCUMENTS, MAX_FINDINGS, MAX_NODES, MAX_TEXT_BYTES};
use serde_json::{Value, json};

fn report(text: &str, encoding: &str) -> Value {
    let request = json!({ "manifests": text, "positionEncoding": encoding });
    serde_json::from_str(&clbplan::validate_service(&request.to_string())).expect("an answer is JSON")
}

/// Code, line and column of every finding.
fn codes_with_positions(text: &str, encoding: &str) -> Vec<(String, u64, u64)> {
    let report = report(text, encoding);
    let findings = report["diagnostics"].as_array().unwrap_or_else(|| panic!("{report}"));
    let at = |finding: &Value, part: &str| finding["source"]["start"][part].as_u64().unwrap_or(0);
    let row =
        |finding: &Value| (finding["code"].as_str().unwrap().to_owned(), at(finding, "line"), at(finding, "column"));
    findings.iter().map(row).collect()
}

fn service(name: &str, more: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n{more}spec:\n  type: LoadBalancer\n  ports:\n  - port: 80\n"
    )
}

/// Codes whose examples are too large for a file, each with a text that raises it.
fn large_texts() -> Vec<(&'static str, String)> {
    let annotations = format!("  annotations:\n    example.com/a: {}\n", "x".repeat(262_144));
    vec![
        ("syntax/too-large", "#".repeat(MAX_TEXT_BYTES + 1)),
        ("syntax/too-many-documents", "---\n".repeat(MAX_DOCUMENTS as usize + 2)),
        ("syntax/too-many-nodes", format!("[{}0]", "0,".repeat(MAX_NODES))),
        ("syntax/too-many-findings", "a\n---\n".repeat(MAX_FINDINGS + 5)),
        ("kubernetes/annotations-too-large", service("web", &annotations)),
    ]
}

#[test]
fn texts_beyond_a_limit_are_reported() {
    for (code, text) in large_texts() {
        let found = codes_with_positions(&text, "utf-16");
        assert!(found.iter().any(|(raised, ..)| raised == code), "{code}: {:?}", found.first());
    }
    let allowed = [
        "---\n".repeat(MAX_DOCUMENTS as usize - 2),
        service("web", &format!("  annotations:\n    example.com/a: {}\n", "x".repeat(262_000))),
    ];
    for text in allowed {
        let found = codes_with_positions(&text, "utf-16");
        assert!(found.iter().all(|(raised, ..)| !raised.contains("too-")), "{:?}", found.first());
    }
}

#[test]
fn ten_megabytes_and_ten_thousand_documents_are_read_completely() {
    let mut text = format!("# {}\n", "long ".repeat(2_000_000));
    assert!(text.len() > 10_000_000);
    text += &service("web", "  annotations: {service.cloud.tencent.com/direct-acess: \"true\"}\n");
    assert_eq!(codes_with_positions(&text, "utf-8"), [("annotation/mistyped-name".to_owned(), 6, 17)]);

    let documents: Vec<String> = (0..10_000).map(|number| service(&format!("web-{number}"), "")).collect();
    let text = documents.join("---\n").replace("name: web-9999\n", "name: Web-9999\n");
    assert_eq!(codes_with_positions(&text, "utf-8"), [("kubernetes/name-format".to_owned(), 9999 * 9 + 4, 9)]);
}

#[test]
fn deep_lists_and_maps_are_reported() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let text = format!("{}{}", open.repeat(MAX_DEPTH * 100), close.repeat(MAX_DEPTH * 100));
        assert_eq!(codes_with_positions(&text, "utf-16")[0].0, "syntax/too-deep");
    }
}

#[test]
fn columns_after_an_emoji_use_the_requested_encoding() {
    let text = "{apiVersion: v1, kind: Service, metadata: {name: web, annotations: {é😀: a, example.com/x: 5}}, spec: {ports: [{port: 80}]}}";
    let at = text.find("5}}").unwrap();
    let utf16 = text[..at].encode_utf16().count() as u64 + 1;
    let wrong_type =
        |findings: Vec<(String, u64, u64)>| findings.into_iter().find(|(code, ..)| code == "schema/wrong-type");
    assert_eq!(
        wrong_type(codes_with_positions(text, "utf-8")),
        Some(("schema/wrong-type".to_owned(), 1, at as u64 + 1))
    );
    assert_eq!(wrong_type(codes_with_positions(text, "utf-16")), Some(("schema/wrong-type".to_owned(), 1, utf16)));
    assert_eq!(at as u64 + 1 - utf16, 3, "é is one byte more than units, the emoji two");
}

#[test]
fn line_endings_and_byte_order_marks_do_not_change_findings() {
    let text = service("Web", "  annotations: {service.cloud.tencent.com/direct-acess: \"true\"}\n");
    let expected = [("kubernetes/name-format".to_owned(), 4, 9), ("annotation/mistyped-name".to_owned(), 5, 17)];
    assert_eq!(codes_with_positions(&text, "utf-16"), expected);
    assert_eq!(codes_with_positions(&text.replace('\n', "\r\n"), "utf-16"), expected);
    assert_eq!(codes_with_positions(&format!("\u{feff}{text}"), "utf-16"), expected);
    assert_eq!(codes_with_positions(&format!("\u{feff}{}", text.replace('\n', "\r\n")), "utf-8"), expected);
}

#[test]
fn aliases_tabs_and_embedded_json_are_read_as_yaml() {
    let aliases = "x: &ports [{port: 0}]\n";
    let text = format!("{aliases}apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec: {{ports: *ports}}\n");
    let codes: Vec<String> = codes_with_positions(&text, "utf-8").into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["schema/unknown-field", "kubernetes/port-range", "kubernetes/target-port-range"]);
    let tab = "apiVersion: v1\nkind: Service\nmetadata:\n\tname: web\n";
    assert_eq!(codes_with_positions(tab, "utf-8"), [("syntax/tab".to_owned(), 4, 1)]);
    let json = "apiVersion: v1\nkind: Service\nmetadata: {\"name\": \"web\"}\nspec: {\"ports\": [{\"port\": 80, \"port\": \"81\"}]}\n";
    let codes: Vec<String> = codes_with_positions(json, "utf-8").into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["schema/duplicate-field", "schema/wrong-type"]);
}

#[test]
fn annotation_values_without_quotes_are_reported_unless_they_are_strings() {
    for (written, code) in [
        ("yes", "schema/wrong-type"),
        ("on", "schema/wrong-type"),
        ("y", "schema/wrong-type"),
        ("No", "schema/wrong-type"),
        ("true", "schema/wrong-type"),
        ("10", "schema/wrong-type"),
        ("1.5", "schema/wrong-type"),
        ("0x10", "schema/wrong-type"),
        ("1_000", "schema/wrong-type"),
        ("[a]", "schema/wrong-type"),
        ("{a: b}", "schema/wrong-type"),
    ] {
        for key in ["service.cloud.tencent.com/direct-access", "example.com/other"] {
            let text = service("web", &format!("  annotations:\n    {key}: {written}\n"));
            assert_eq!(
                codes_with_positions(&text, "utf-8"),
                [(code.to_owned(), 6, key.len() as u64 + 7)],
                "{key}: {written}"
            );
        }
    }
    for written in ["\"yes\"", "1.2.3", "2024-01-01", "~", ""] {
        let text = service("web", &format!("  annotations:\n    example.com/other: {written}\n"));
        assert_eq!(codes_with_positions(&text, "utf-8"), [], "{written}");
    }
}
