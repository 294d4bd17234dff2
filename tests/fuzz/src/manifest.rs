//! The target `manifest`: any text as manifests. Checks the report, and the fixes that it offers.

use crate::check_every_answer::{self, Encoding, list};
use crate::requests;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    check(text);
}

/// Validates a text in both languages and both position encodings, and applies some of the fixes.
pub fn check(text: &str) {
    let report = report(text, Encoding::Utf8, "en");
    let findings = list(&report, "diagnostics");
    for finding in findings {
        assert!(finding["source"].is_object(), "{} has no location", finding["code"]);
    }
    let utf_16 = validate(text, Encoding::Utf16, "zh-CN");
    check_every_answer::check_locations(text, Encoding::Utf16, list(&utf_16, "diagnostics"));
    check_every_answer::check_same_except_texts(&report, &validate(text, Encoding::Utf8, "zh-CN"));
    // Of a duplicate field, the last one counts. Fixing that one can uncover the same problem in the other.
    let has_duplicate_field = |object: &Value| {
        findings.iter().any(|finding| finding["code"] == "schema/duplicate-field" && finding["object"] == *object)
    };
    let fixable = findings.iter().filter(|finding| !has_duplicate_field(&finding["object"]));
    let fixes = fixable.flat_map(|finding| list(finding, "fixes").iter().map(move |fix| (finding, fix)));
    for (finding, fix) in fixes.take(4) {
        check_fix(text, findings, finding, fix);
    }
}

/// A report, checked to be valid and reproducible.
fn report(text: &str, encoding: Encoding, locale: &str) -> Value {
    let report = validate(text, encoding, locale);
    check_every_answer::check_schema("validate-service", &report);
    check_every_answer::check_summary(&report);
    check_every_answer::check_locations(text, encoding, list(&report, "diagnostics"));
    assert_eq!(report, validate(text, encoding, locale), "a second call gave a different answer");
    report
}

fn validate(text: &str, encoding: Encoding, locale: &str) -> Value {
    let request = json!({ "manifests": text, "positionEncoding": encoding.name(), "locale": locale });
    check_every_answer::parse(&clbplan::validate_service(&request.to_string()))
}

/// Checks that a fix removes its finding.
fn check_fix(text: &str, before: &[Value], finding: &Value, fix: &Value) {
    let fixed = check_every_answer::apply_fix(text, Encoding::Utf8, fix);
    let after = report(&fixed, Encoding::Utf8, "en");
    let same = |other: &&Value| ["code", "path", "object", "message"].iter().all(|part| other[part] == finding[part]);
    let count = |findings: &[Value]| findings.iter().filter(same).count();
    let [before, after] = [count(before), count(list(&after, "diagnostics"))];
    assert!(after < before, "{} {} remains after the fix in {fixed:?}", finding["code"], fix["title"]);
}

/// The texts in the requests of scenarios and random cases.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut texts = BTreeSet::new();
    for entry in requests::requests() {
        let Ok(request) = serde_json::from_str::<Value>(&entry.request) else { continue };
        for part in ["manifests", "live", "text"] {
            match &request[part] {
                Value::String(text) => drop(texts.insert(text.clone().into_bytes())),
                Value::Array(objects) => drop(texts.extend(objects.first().map(|one| one.to_string().into_bytes()))),
                _ => {}
            }
        }
    }
    texts.into_iter().collect()
}
