//! The target `editor`: completion and hover at any place of any text.

use crate::judge::{self, list};
use crate::text;
use serde_json::{Value, json};

pub fn run(data: &[u8]) {
    let [high, low, text @ ..] = data else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let offset = usize::from(u16::from_be_bytes([*high, *low])) % (text.len() + 2);
    let request = json!({ "text": text, "position": { "offset": offset }, "positionEncoding": "utf-8" }).to_string();
    let hover = judge::parsed(&clbplan::hover(&request));
    judge::schema("hover", &hover);
    let answer = clbplan::complete(&request);
    let completions = judge::parsed(&answer);
    judge::schema("complete", &completions);
    assert_eq!(answer, clbplan::complete(&request), "another answer to the same request");
    // What is put in can be judged, and asked for again.
    for item in list(&completions, "items").iter().take(2) {
        let fix = json!({ "edits": [item["edit"].clone()] });
        if item["edit"].is_object() {
            let with = judge::applied(text, judge::Encoding::Utf8, &fix);
            judge::parsed(&clbplan::validate_service(&json!({ "manifests": with }).to_string()));
        }
    }
    let twice = json!({ "text": text, "position": { "line": *high, "column": *low }, "locale": "zh-CN" });
    let other: Value = judge::parsed(&clbplan::complete(&twice.to_string()));
    assert!(other["items"].is_array() || other["error"].is_object(), "{other}");
}

/// Texts, with the cursor somewhere.
pub fn seeds() -> Vec<Vec<u8>> {
    let place = |(number, text): (usize, Vec<u8>)| [&((number * 37) as u16).to_be_bytes()[..], &text].concat();
    text::seeds().into_iter().enumerate().map(place).collect()
}
