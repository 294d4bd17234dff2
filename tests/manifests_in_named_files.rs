//! Manifests in named files get the answer of one text with the same documents, and every location names its file and is
//! counted in it.

// Helpers of tests assert by panicking, like tests.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

mod harness;

use serde_json::{Map, Value, json};

/// A text and its name; the whole of `manifests` has none.
type File = (Option<String>, String);

#[test]
fn named_files_have_the_answers_of_one_text() {
    let mut several = 0;
    for case in harness::load().0 {
        let Some(text) = case.request["manifests"].as_str().filter(|text| !text.trim().is_empty()) else { continue };
        let one = vec![(None, text.to_owned())];
        let parts = documents(text).into_iter().enumerate();
        let files: Vec<File> = parts.map(|(index, part)| (Some(format!("{index}.yaml")), part)).collect();
        several += usize::from(files.len() > 1);
        let encodings: &[&str] = if files.len() > 1 { &["utf-8", "utf-16"] } else { &["utf-16"] };
        for encoding in encodings.iter().copied() {
            let mut request = case.request.clone();
            request["positionEncoding"] = encoding.into();
            let of_text = with_texts(&ask(case.function, &request), &one, encoding, None);
            request["manifests"] = files.iter().map(|(name, text)| json!({ "name": name, "text": text })).collect();
            let of_files = with_texts(&ask(case.function, &request), &files, encoding, None);
            assert_eq!(of_files, of_text, "{}", case.id);
        }
    }
    assert!(several > 50, "only {several} scenarios have several documents");
}

fn ask(function: harness::Function, request: &Value) -> Value {
    serde_json::from_str(&harness::ask(function, &request.to_string())).expect("an answer is JSON")
}

/// The text cut before each `---`, except where only comments and directives precede it.
fn documents(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let begins = line.trim_end() == "---" || line.starts_with("--- ");
        let last = parts.last_mut().expect("a part");
        let is_preamble = last.lines().all(|line| line.trim().is_empty() || line.starts_with(['#', '%']));
        if begins && !is_preamble {
            parts.push(line.to_owned());
        } else {
            last.push_str(line);
        }
    }
    parts
}

/// The answer with the text at each location in the place of the location. Edits of fixes are in the finding's file.
fn with_texts(value: &Value, files: &[File], encoding: &str, file: Option<&str>) -> Value {
    match value {
        Value::Object(map) if map.contains_key("start") && map.contains_key("end") => {
            let name = map.get("file").and_then(Value::as_str).or(file);
            let mut out = Map::new();
            out.insert("text at".to_owned(), text_at(value, files, encoding, name).into());
            out.extend(map.get("text").map(|text| ("text".to_owned(), text.clone())));
            Value::Object(out)
        }
        Value::Object(map) => {
            let file = value.pointer("/source/file").and_then(Value::as_str).or(file);
            let inner = |(key, value): (&String, &Value)| (key.clone(), with_texts(value, files, encoding, file));
            Value::Object(map.iter().map(inner).collect())
        }
        Value::Array(items) => items.iter().map(|item| with_texts(item, files, encoding, file)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

#[track_caller]
fn text_at(range: &Value, files: &[File], encoding: &str, name: Option<&str>) -> String {
    let found = files.iter().find(|(known, _)| known.as_deref() == name);
    let Some((_, text)) = found else { panic!("no file {name:?}: {range}") };
    let number = |pointer: &str| range.pointer(pointer).and_then(Value::as_u64).expect("a number") as usize;
    let units: Vec<u16> = match encoding {
        "utf-8" => text.bytes().map(u16::from).collect(),
        _ => text.encode_utf16().collect(),
    };
    let start = number("/start/offset");
    let before = units.get(..start).expect("inside the file");
    let line_start = before.iter().rposition(|unit| *unit == u16::from(b'\n')).map_or(0, |at| at + 1);
    let lines = before.iter().filter(|unit| **unit == u16::from(b'\n')).count();
    assert_eq!((number("/start/line"), number("/start/column")), (lines + 1, start - line_start + 1), "{range}");
    let units = units.get(start..number("/end/offset")).expect("inside the file");
    match encoding {
        "utf-8" => String::from_utf8(units.iter().map(|unit| *unit as u8).collect()).expect("whole characters"),
        _ => String::from_utf16(units).expect("whole characters"),
    }
}

#[test]
fn documents_are_counted_in_their_file() {
    let service = |name: &str| format!("kind: Service\nmetadata: {{name: {name}}}\nspec: {{type: X}}\n");
    let files = json!([
        { "name": "empty.yaml", "text": "" },
        { "name": "two.yaml", "text": service("a") + "---\n" + &service("b") },
        { "name": "one.json", "text": "{\"kind\": \"Service\", \"metadata\": {\"name\": \"a\"}, \"spec\": {\"type\": \"X\"}}" },
        { "name": "last.yaml", "text": "---\n---\n".to_owned() + &service("c") },
    ]);
    let report = ask(harness::Function::Validate, &json!({ "manifests": files }));
    let findings = report["diagnostics"].as_array().expect("findings");
    let location =
        |source: &Value| (source["file"].clone(), source["document"].clone(), source["start"]["line"].clone());
    let of_types = findings.iter().filter(|finding| finding["path"] == "spec.type");
    let places: Vec<_> = of_types.map(|finding| location(&finding["source"])).collect();
    // Of the two Services `a` the later one counts, and the errors of the earlier one are reported as well.
    let expected = [("two.yaml", 0, 3), ("two.yaml", 1, 7), ("one.json", 0, 1), ("last.yaml", 1, 5)];
    assert_eq!(places, expected.map(|(file, document, line)| (json!(file), json!(document), json!(line))));
    let duplicate = findings.iter().find(|finding| finding["code"] == "input/duplicate-object").expect("a duplicate");
    assert_eq!(location(&duplicate["source"]).0, "one.json");
    assert_eq!(location(&duplicate["related"][0]["source"]), (json!("two.yaml"), json!(0), json!(2)));
}

#[test]
fn findings_about_live_files_name_file_and_line() {
    let service = "kind: Service\nmetadata: {name: a}\n";
    let files = json!([
        { "name": "a.yaml", "text": service.to_owned() + "---\n- 1\n" },
        { "name": "b.yaml", "text": "\n# b\nx: 'y\n" },
        { "name": "c`:1: d.json", "text": "{\n\"kind\": [}" },
        { "name": "e.yaml", "text": "# e\n".to_owned() + service },
    ]);
    let of_syntax = ["`live`, `a.yaml`:4: ", "`live`, `b.yaml`:3: ", "`live`, `c`:1: d.json`:2: "];
    let of_plan = [&of_syntax[..], &["`live`, `e.yaml`:3: "]].concat();
    for locale in ["en", "zh-CN"] {
        for (function, expected) in [(harness::Function::Validate, &of_syntax[..]), (harness::Function::Plan, &of_plan)]
        {
            let answer = ask(function, &json!({ "manifests": "kind: Service", "live": files, "locale": locale }));
            let findings = answer["diagnostics"].as_array().expect("findings").iter();
            let message = |finding: &Value| finding["message"].as_str().expect("a message").to_owned();
            let of_live: Vec<&Value> = findings.filter(|finding| message(finding).starts_with("`live`")).collect();
            assert_eq!(of_live.len(), expected.len(), "{of_live:?}");
            for place in expected {
                let found = of_live.iter().find(|finding| message(finding).starts_with(place));
                let found = found.unwrap_or_else(|| panic!("{place}: {of_live:?}"));
                assert_eq!(found["source"], Value::Null, "locations point only into manifests");
            }
        }
    }
}

#[test]
fn without_any_document_the_first_file_is_named() {
    let files = json!([{ "name": "a.yaml", "text": "# nothing\n" }, { "name": "b.yaml", "text": "" }]);
    let report = ask(harness::Function::Validate, &json!({ "manifests": files }));
    let first = &report["diagnostics"][0];
    assert_eq!((&first["code"], &first["source"]["file"]), (&json!("input/empty"), &json!("a.yaml")));
}

/// The manifests of two stages in one folder.
#[test]
fn a_number_that_two_files_request_is_found_in_both() {
    let manifest = |namespace: &str| {
        format!(
            "apiVersion: v1\nkind: Service\nmetadata: {{name: web, namespace: {namespace}}}\nspec:\n  type: NodePort\n  \
             ports:\n  - {{port: 80, nodePort: 30090}}\n"
        )
    };
    let files =
        ["prod", "staging"].map(|stage| json!({ "name": format!("{stage}/svc.yaml"), "text": manifest(stage) }));
    let request = json!({ "manifests": files });
    for function in [harness::Function::Plan, harness::Function::Validate] {
        let answer = ask(function, &request);
        let found = answer["diagnostics"].as_array().expect("findings");
        let found: Vec<&Value> =
            found.iter().filter(|finding| finding["code"] == "kubernetes/node-port-requested-twice").collect();
        let places: Vec<_> = found.iter().map(|f| (&f["source"]["file"], &f["related"][0]["source"])).collect();
        assert_eq!(places.len(), 2, "{answer}");
        for ((file, related), (own, other)) in places.into_iter().zip([("prod", "staging"), ("staging", "prod")]) {
            assert_eq!(*file, format!("{own}/svc.yaml"));
            assert_eq!(related["file"], format!("{other}/svc.yaml"));
            assert_eq!(related["start"]["line"], 7, "{answer}");
        }
        assert!(found[0]["help"].as_str().expect("advice").contains("each cluster separately"), "{answer}");
    }
}
