//! The target `editor`: completion and hover at any position of any text.

use crate::check_every_answer::{self, list};
use crate::manifest;
use serde_json::{Value, json};

pub fn run(data: &[u8]) {
    let [high, low, text @ ..] = data else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let offset = usize::from(u16::from_be_bytes([*high, *low])) % (text.len() + 2);
    let request = json!({ "text": text, "position": { "offset": offset }, "positionEncoding": "utf-8" }).to_string();
    let hover = check_every_answer::parse(&clbplan::hover(&request));
    check_every_answer::check_schema("hover", &hover);
    let answer = clbplan::complete(&request);
    let completions = check_every_answer::parse(&answer);
    check_every_answer::check_schema("complete", &completions);
    assert_eq!(answer, clbplan::complete(&request), "a second call gave a different answer");
    // The edits can be applied, and the result can be validated.
    for item in list(&completions, "items").iter().take(2) {
        let fix = json!({ "edits": [item["edit"].clone()] });
        if item["edit"].is_object() {
            let with = check_every_answer::apply_fix(text, check_every_answer::Encoding::Utf8, &fix);
            check_every_answer::parse(&clbplan::validate_service(&json!({ "manifests": with }).to_string()));
        }
    }
    let by_line = json!({ "text": text, "position": { "line": *high, "column": *low }, "locale": "zh-CN" });
    let other: Value = check_every_answer::parse(&clbplan::complete(&by_line.to_string()));
    assert!(other["items"].is_array() || other["error"].is_object(), "{other}");
}

/// Texts, with a cursor position.
pub fn seeds() -> Vec<Vec<u8>> {
    let with_cursor = |(number, text): (usize, Vec<u8>)| [&((number * 37) as u16).to_be_bytes()[..], &text].concat();
    manifest::seeds().into_iter().enumerate().map(with_cursor).collect()
}
