//! Places of the cursor in the editor.

use serde_json::{Value, json};

/// The labels that are offered at a place of the text.
fn offered(text: &str, place: Value) -> Vec<String> {
    let mut request = json!({ "text": text });
    for (key, value) in place.as_object().expect("a place is a map") {
        request[key] = value.clone();
    }
    let answer: Value = serde_json::from_str(&clbplan::complete(&request.to_string())).expect("JSON");
    let items = answer["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    items.iter().filter_map(|item| item["label"].as_str()).map(str::to_owned).collect()
}

const TYPE: &str = "apiVersion: v1\nkind: Service\nspec:\n  type: \n";

fn at(line: u32, column: u32) -> Value {
    json!({ "position": { "line": line, "column": column }, "positionEncoding": "utf-16" })
}

/// Fault in `editor/mod.rs`: the carriage return of a line's end counts as a character of the line.
#[test]
fn a_column_beyond_the_end_of_a_line_is_its_end() {
    let expected = offered(TYPE, at(4, 9));
    assert!(expected.iter().any(|label| label == "LoadBalancer"), "{expected:?}");
    let windows = TYPE.replace('\n', "\r\n");
    for column in [9, 10, 99] {
        assert_eq!(offered(TYPE, at(4, column)), expected, "column {column}");
        assert_eq!(offered(&windows, at(4, column)), expected, "column {column}, with carriage returns");
    }
}

/// Fault in `editor/mod.rs`: a place inside of a character is after it.
#[test]
fn a_place_inside_of_a_character_is_before_it() {
    let text = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    direct-ac😀\n";
    let inside = offered(text, at(6, 15));
    assert_eq!(inside, offered(text, at(6, 14)));
    assert_ne!(inside, offered(text, at(6, 16)));
    assert!(inside.iter().any(|label| label.ends_with("direct-access")), "{inside:?}");
}

/// Fault in `editor/cursor.rs`: something is offered on the line that separates two documents.
#[test]
fn nothing_is_offered_on_the_line_between_two_documents() {
    let text = format!("{TYPE}---\n{TYPE}");
    assert!(!offered(&text, at(4, 9)).is_empty());
    for column in [1, 2, 4] {
        assert!(offered(&text, at(5, column)).is_empty(), "column {column}");
    }
    assert_eq!(offered(&text, at(9, 9)), offered(&text, at(4, 9)));
}
