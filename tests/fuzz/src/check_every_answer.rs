//! Properties that every answer must have.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Parses an answer, which is always JSON.
pub fn parse(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_else(|error| panic!("not JSON: {error}: {answer}"))
}

/// Checks the answer to an invalid request.
pub fn check_rejection(answer: &Value) {
    let error = answer["error"].as_object().expect("an error");
    assert!(["request/not-json", "request/wrong-shape"].iter().any(|code| error["code"] == *code), "{answer}");
    assert!(error["message"].is_string() && error["path"].is_string(), "{answer}");
}

/// Checks an answer against the published schema of its function. A hover may be `null`.
pub fn check_schema(function: &str, answer: &Value) {
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
        let compiled =
            schemas.map(|(name, text)| (name, jsonschema::validator_for(&parse(text)).expect("our schemas are valid")));
        compiled.into_iter().collect()
    });
    if let Err(error) = all[function].validate(answer) {
        panic!("{function}: {error} at {}", error.instance_path());
    }
}

/// The unit of columns and offsets.
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

    /// Converts an offset to a byte index.
    fn byte(self, text: &str, offset: usize) -> Option<usize> {
        match self {
            Encoding::Utf8 => text.is_char_boundary(offset).then_some(offset),
            Encoding::Utf16 => {
                let mut units = 0;
                let starts = text.char_indices().map(|(byte, character)| {
                    let start = (units, byte);
                    units += character.len_utf16();
                    start
                });
                let found = starts.into_iter().find(|(start, _)| *start == offset).map(|(_, byte)| byte);
                found.or_else(|| (self.length(text) == offset).then_some(text.len()))
            }
        }
    }
}

/// Checks that all locations are in the text, on character boundaries, with consistent line, column and offset; and that the
/// findings are sorted.
pub fn check_locations(text: &str, encoding: Encoding, findings: &[Value]) {
    let mut before = 0;
    for finding in findings {
        if let Some((start, _)) = location(text, encoding, &finding["source"]) {
            assert!(before <= start, "{} is out of order", finding["code"]);
            before = start;
        }
        for related in list(finding, "related") {
            location(text, encoding, &related["source"]);
        }
        for fix in list(finding, "fixes") {
            apply_fix(text, encoding, fix);
        }
    }
}

/// The byte range of a location; `None` if there is no location.
fn location(text: &str, encoding: Encoding, source: &Value) -> Option<(usize, usize)> {
    source.as_object()?;
    let [start, end] = ["start", "end"].map(|end| position(text, encoding, &source[end]));
    assert!(start <= end, "{source} ends before it starts");
    Some((start, end))
}

/// The byte index of a position.
fn position(text: &str, encoding: Encoding, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().unwrap_or_else(|| panic!("{position}")) as usize;
    let byte = encoding.byte(text, number("offset")).unwrap_or_else(|| panic!("{position} is not in the text"));
    let line = text[..byte].matches('\n').count() + 1;
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    // A byte order mark counts in offsets, but has no column.
    let before =
        if start == 0 { text[..byte].strip_prefix('\u{feff}').unwrap_or(&text[..byte]) } else { &text[start..byte] };
    let column = encoding.length(before) + 1;
    assert_eq!((number("line"), number("column")), (line, column), "{position} is line {line}, column {column}");
    byte
}

/// Applies a fix to the text.
pub fn apply_fix(text: &str, encoding: Encoding, fix: &Value) -> String {
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

/// Checks that the summary counts the findings.
pub fn check_summary(report: &Value) {
    let findings = list(report, "diagnostics");
    for (severity, key) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
        let count = findings.iter().filter(|finding| finding["severity"] == severity).count();
        assert_eq!(report["summary"][key], count, "{key}");
    }
}

/// Checks that two reports, in different languages, differ only in their texts.
pub fn check_same_except_texts(first: &Value, second: &Value) {
    let [first, second] = [first, second].map(|report| {
        let without_texts = |finding: &Value| {
            let edits: Vec<Value> = list(finding, "fixes").iter().map(|fix| fix["edits"].clone()).collect();
            let parts = ["code", "severity", "effect", "path", "object", "source", "type", "detail"];
            (parts.map(|part| finding[part].clone()), edits)
        };
        list(report, "diagnostics").iter().map(without_texts).collect::<Vec<_>>()
    });
    assert_eq!(first, second, "the languages differ in more than texts");
}

/// The list under a key; empty if there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
