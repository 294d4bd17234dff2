//! What is asked of every answer.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An answer is JSON, whatever was asked.
pub fn parsed(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_else(|error| panic!("no JSON: {error}: {answer}"))
}

/// What is no request is told so, and nothing else.
pub fn refusal(answer: &Value) {
    let error = answer["error"].as_object().expect("an error");
    assert!(["request/not-json", "request/wrong-shape"].iter().any(|code| error["code"] == *code), "{answer}");
    assert!(error["message"].is_string() && error["path"].is_string(), "{answer}");
}

/// An answer is one of the published schema of its function; there may be nothing to show at a place.
pub fn schema(function: &str, answer: &Value) {
    if function == "hover" && answer.is_null() {
        return;
    }
    static ALL: OnceLock<BTreeMap<&str, jsonschema::Validator>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let schemas = [
            ("plan-sync", include_str!("../../../pkg/schemas/plan.json")),
            ("validate-service", include_str!("../../../pkg/schemas/report.json")),
            ("simulate", include_str!("../../../pkg/schemas/simulation.json")),
            ("complete", include_str!("../../../pkg/schemas/completions.json")),
            ("hover", include_str!("../../../pkg/schemas/hover.json")),
            ("explain", include_str!("../../../pkg/schemas/explanation.json")),
        ];
        let compiled = schemas
            .map(|(name, text)| (name, jsonschema::validator_for(&parsed(text)).expect("a schema of ours is one")));
        compiled.into_iter().collect()
    });
    if let Err(error) = all[function].validate(answer) {
        panic!("{function}: {error} at {}", error.instance_path());
    }
}

/// How places are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
        }
    }

    /// The byte at an offset.
    fn byte(self, text: &str, offset: usize) -> Option<usize> {
        match self {
            Encoding::Utf8 => text.is_char_boundary(offset).then_some(offset),
            Encoding::Utf16 => {
                let mut at = 0;
                let ends = text.char_indices().map(|(byte, character)| {
                    let here = (at, byte);
                    at += character.len_utf16();
                    here
                });
                let found = ends.into_iter().find(|(units, _)| *units == offset).map(|(_, byte)| byte);
                found.or_else(|| (self.length(text) == offset).then_some(text.len()))
            }
        }
    }
}

/// Every place in findings lies in the text, on a character, where its line and column say; and findings are in order.
pub fn places(text: &str, encoding: Encoding, findings: &[Value]) {
    let mut before = 0;
    for finding in findings {
        if let Some((start, _)) = place(text, encoding, &finding["source"]) {
            assert!(before <= start, "{} is out of order", finding["code"]);
            before = start;
        }
        for related in list(finding, "related") {
            place(text, encoding, &related["source"]);
        }
        for fix in list(finding, "fixes") {
            applied(text, encoding, fix);
        }
    }
}

/// The bytes of a place, if there is one.
fn place(text: &str, encoding: Encoding, source: &Value) -> Option<(usize, usize)> {
    source.as_object()?;
    let [start, end] = ["start", "end"].map(|end| position(text, encoding, &source[end]));
    assert!(start <= end, "{source} ends before it starts");
    Some((start, end))
}

/// The byte of a position.
fn position(text: &str, encoding: Encoding, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().unwrap_or_else(|| panic!("{position}")) as usize;
    let byte = encoding.byte(text, number("offset")).unwrap_or_else(|| panic!("{position} is no place of the text"));
    let line = text[..byte].matches('\n').count() + 1;
    let column = encoding.length(&text[text[..byte].rfind('\n').map_or(0, |at| at + 1)..byte]) + 1;
    assert_eq!((number("line"), number("column")), (line, column), "{position} is line {line}, column {column}");
    byte
}

/// The text with a correction applied.
pub fn applied(text: &str, encoding: Encoding, fix: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = list(fix, "edits")
        .iter()
        .map(|edit| {
            let [start, end] = ["start", "end"].map(|end| position(text, encoding, &edit[end]));
            (start, end, edit["text"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    assert!(!edits.is_empty() && edits.iter().all(|(start, end, _)| start <= end), "{fix}");
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {fix}");
    let mut out = text.to_owned();
    for (start, end, replacement) in edits.into_iter().rev() {
        out.replace_range(start..end, replacement);
    }
    out
}

/// The summary counts what is there.
pub fn summary(report: &Value) {
    let findings = list(report, "diagnostics");
    for (severity, key) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
        let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
        assert_eq!(report["summary"][key], count, "{key}");
    }
}

/// The other language says the same of the same things.
pub fn same_but_for_words(first: &Value, second: &Value) {
    let [first, second] = [first, second].map(|report| {
        let said = |finding: &Value| {
            let edits: Vec<Value> = list(finding, "fixes").iter().map(|fix| fix["edits"].clone()).collect();
            let parts = ["code", "severity", "effect", "path", "object", "source", "type", "detail"];
            (parts.map(|part| finding[part].clone()), edits)
        };
        list(report, "diagnostics").iter().map(said).collect::<Vec<_>>()
    });
    assert_eq!(first, second, "the languages differ in more than words");
}

/// A list, or nothing.
pub fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}
