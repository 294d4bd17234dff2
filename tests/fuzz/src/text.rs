//! The target `text`: any text as manifests, read, judged and corrected.

use crate::judge::{self, Encoding, list};
use crate::requests;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    judged(text);
}

/// Validates a text in both languages and both ways to count, and applies what corrections it is offered.
pub fn judged(text: &str) {
    let report = report(text, Encoding::Utf8, "en");
    let findings = list(&report, "diagnostics");
    for finding in findings {
        assert!(finding["source"].is_object(), "{} has no place", finding["code"]);
    }
    let units = validated(text, Encoding::Utf16, "zh-CN");
    judge::places(text, Encoding::Utf16, list(&units, "diagnostics"));
    judge::same_but_for_words(&report, &validated(text, Encoding::Utf8, "zh-CN"));
    // Of a field that is written twice the last counts, and a correction of that one uncovers the other.
    let twice = |object: &Value| {
        findings.iter().any(|finding| finding["code"] == "schema/duplicate-field" && finding["object"] == *object)
    };
    let single = findings.iter().filter(|finding| !twice(&finding["object"]));
    let fixes = single.flat_map(|finding| list(finding, "fixes").iter().map(move |fix| (finding, fix)));
    for (finding, fix) in fixes.take(4) {
        mended(text, findings, finding, fix);
    }
}

/// A report that is well formed, and the same each time.
fn report(text: &str, encoding: Encoding, locale: &str) -> Value {
    let report = validated(text, encoding, locale);
    judge::schema("validate-service", &report);
    judge::summary(&report);
    judge::places(text, encoding, list(&report, "diagnostics"));
    assert_eq!(report, validated(text, encoding, locale), "another answer to the same request");
    report
}

fn validated(text: &str, encoding: Encoding, locale: &str) -> Value {
    let request = json!({ "manifests": text, "positionEncoding": encoding.name(), "locale": locale });
    judge::parsed(&clbplan::validate_service(&request.to_string()))
}

/// A correction takes its finding away.
fn mended(text: &str, before: &[Value], finding: &Value, fix: &Value) {
    let corrected = judge::applied(text, Encoding::Utf8, fix);
    let after = report(&corrected, Encoding::Utf8, "en");
    let same = |other: &&Value| ["code", "path", "object", "message"].iter().all(|part| other[part] == finding[part]);
    let count = |findings: &[Value]| findings.iter().filter(same).count();
    let [before, after] = [count(before), count(list(&after, "diagnostics"))];
    assert!(after < before, "{} {} is still there in {corrected:?}", finding["code"], fix["title"]);
}

/// What scenarios and random cases have as texts.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut texts = BTreeSet::new();
    for asked in requests::asked() {
        let Ok(request) = serde_json::from_str::<Value>(&asked.request) else { continue };
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
