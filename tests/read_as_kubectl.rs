//! Compares what we read in a text with what kubectl reads in it: its own splitting into documents, its YAML, its JSON.
//!
//! Each line of `kubernetes/spellings.jsonl` is a text with its documents as JSON, up to the first that kubectl refuses;
//! `kubernetes/oracle` wrote it. `CLBPLAN_SPELLINGS=FILE` compares others, any number of them.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use clbplan::diagnostic::{Diagnostic, Severity};
use clbplan::syntax::{RequestPart, SyntaxNode, SyntaxNodeValue, TextOrObjects, parse_json, read};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    text: String,
    documents: Vec<String>,
    #[serde(default)]
    refused: String,
}

/// The value without locations, members sorted by name; of duplicate members the last one.
fn canonical(node: &SyntaxNode) -> String {
    match &node.value {
        SyntaxNodeValue::Null => "null".to_owned(),
        SyntaxNodeValue::Bool(value) => value.to_string(),
        SyntaxNodeValue::Number(text) => text.clone(),
        SyntaxNodeValue::String(text) => format!("{text:?}"),
        SyntaxNodeValue::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(", ")),
        SyntaxNodeValue::Object(members) => {
            let members: BTreeMap<&str, &SyntaxNode> =
                members.iter().map(|member| (&*member.key, &member.value)).collect();
            let members: Vec<String> =
                members.iter().map(|(key, node)| format!("{key:?}: {}", canonical(node))).collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// Whether kubectl makes an object of the document; for other documents we have a finding, or nothing.
fn is_object(node: &SyntaxNode) -> bool {
    node.str_at("kind").is_some_and(|kind| !kind.is_empty() && !kind.ends_with("List"))
}

fn compare(case: &Case) -> Result<(), String> {
    let (objects, findings) = read(&TextOrObjects::Text(case.text.clone()), RequestPart::Manifests);
    // kubectl sends a Service with a template in a value; that it was not rendered is a finding of ours alone.
    let is_of_reading = |finding: &&Diagnostic| {
        finding.code.severity == Severity::Error
            && !(finding.code.name() == "input/not-rendered" && case.refused.is_empty())
    };
    let errors: Vec<&Diagnostic> = findings.iter().filter(is_of_reading).collect();
    let not_rendered = findings.iter().any(|finding| finding.code.name() == "input/not-rendered");
    let error_codes: Vec<&str> = errors.iter().map(|error| error.code.name()).collect();
    let theirs: Vec<SyntaxNode> =
        case.documents.iter().map(|document| parse_json(document).expect("kubectl writes JSON")).collect();
    // kubectl rejects a document that is not an object one step later.
    let refused =
        !case.refused.is_empty() || theirs.iter().any(|node| node.value != SyntaxNodeValue::Null && !is_object(node));
    let theirs: Vec<String> = theirs.iter().filter(|node| is_object(node)).map(canonical).collect();
    let ours: Vec<String> = objects.iter().map(|object| canonical(&object.node)).collect();
    if refused == error_codes.is_empty() {
        return Err(format!("kubectl: {:?}\nours: {error_codes:?}", case.refused));
    }
    // Of two objects with one name we keep only the last; and we continue after a document that kubectl rejects.
    let replaced = findings.iter().any(|finding| finding.code.name() == "input/duplicate-object");
    let agree = if replaced { ours.last() == theirs.last() } else { ours.starts_with(&theirs) };
    if not_rendered && ours.is_empty() && !refused {
        return Ok(());
    }
    if agree && (refused || replaced || ours.len() == theirs.len()) {
        return Ok(());
    }
    Err(format!("kubectl: {theirs:#?}\nours: {ours:#?}"))
}

#[test]
fn texts_are_read_as_kubectl_reads_them() {
    let path = std::env::var("CLBPLAN_SPELLINGS").unwrap_or_else(|_| "tests/kubernetes/spellings.jsonl".to_owned());
    let corpus = std::fs::read_to_string(&path).expect("the corpus is there");
    let mut wrong = Vec::new();
    for line in corpus.lines() {
        let case: Case = serde_json::from_str(line).expect("every line is a case");
        if let Err(difference) = compare(&case) {
            wrong.push(format!("{:?}\n{difference}\n", case.text));
        }
    }
    let count = corpus.lines().count();
    assert!(wrong.is_empty(), "{} of {count} differ\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 100, "only {count} cases");
}
