//! Documents and objects of a text: separators, lists, JSON, duplicates, and what is not an object.

use super::{code_of, position, read_text, service};
use clbplan::diagnostic::Diagnostic;
use clbplan::request::decoder::Decode as _;
use clbplan::syntax::{KubernetesObject, RequestPart, SyntaxNodeValue, TextOrObjects, read};

fn names(objects: &[KubernetesObject]) -> Vec<&str> {
    objects.iter().map(KubernetesObject::name).collect()
}

/// Code, document, and the text at the location, of each finding.
fn codes_with_texts<'a>(text: &'a str, findings: &[Diagnostic]) -> Vec<(&'static str, u32, &'a str)> {
    findings
        .iter()
        .map(|finding| {
            let location = finding.location.expect("a location");
            (finding.code.name(), location.document, location.span.slice(text))
        })
        .collect()
}

#[test]
fn documents_are_counted_by_their_separators() {
    let text = format!("# head\n---\n{}---\n\n--- # empty\n---\n{}", service("a"), service("b"));
    let (objects, findings) = read_text(&text);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(names(&objects), ["a", "b"]);
    assert_eq!(objects.iter().map(|object| object.document).collect::<Vec<_>>(), [Some(0), Some(3)]);
    assert_eq!(objects[1].namespace(), "default");
    let name = objects[1].node.at(&["metadata", "name"]).expect("name");
    assert_eq!(name.span.slice(&text), "b");
}

#[test]
fn a_broken_document_does_not_hide_the_others() {
    let text = format!("{}---\nkind: [Service\nname: x\n---\n{}", service("a"), service("b"));
    let (objects, findings) = read_text(&text);
    assert_eq!(names(&objects), ["a", "b"]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].code.name(), findings[0].location.expect("a location").document), ("syntax/yaml", 1));
}

#[test]
fn items_of_a_list_become_objects_with_their_own_locations() {
    let text = "kind: List\napiVersion: v1\nitems:\n- kind: Service\n  metadata: {name: a}\n- kind: ServiceList\n  apiVersion: v1\n  items:\n  - metadata: {name: b, namespace: prod}\n- kind: Node\n  metadata: {name: c}\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let seen: Vec<_> = objects.iter().map(|o| (o.kind(), o.namespace(), o.name())).collect();
    assert_eq!(seen, [("Service", "default", "a"), ("Service", "prod", "b"), ("Node", "", "c")]);
    assert_eq!(objects[1].reference.api_version, "v1");
    assert_eq!(objects[1].node.span.slice(text), "metadata: {name: b, namespace: prod}");
}

#[test]
fn json_keeps_its_numbers_and_flow_yaml_normalizes_them() {
    let text = "{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"x\":80.0}\n{\"kind\":\"Service\",\"metadata\":{\"name\":\"b\"}}\n---\n{kind: Service, metadata: {name: c}, x: 80.0} # flow\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let seen: Vec<_> = objects.iter().map(|o| (o.name(), o.document)).collect();
    assert_eq!(seen, [("a", Some(0)), ("b", Some(1)), ("c", Some(2))]);
    let x = |index: usize| objects[index].node.get("x").expect("x").value.clone();
    assert_eq!(x(0), SyntaxNodeValue::Number("80.0".into()), "JSON says what it says");
    assert_eq!(x(2), SyntaxNodeValue::Number("80".into()), "kubectl turns YAML's 80.0 into 80");
}

#[test]
fn broken_json_is_reported_as_json_and_earlier_objects_are_kept() {
    let text = "{\"kind\": \"Service\",\n \"metadata\": {\"name\": \"😀\"} \"x\": 1}";
    let (objects, findings) = read_text(text);
    assert!(objects.is_empty());
    assert_eq!(codes_with_texts(text, &findings), [("syntax/json", 0, "\"x\"")]);
    assert_eq!(position(text, &findings[0]), (2, 29));
    let text = "{kind: Service, metadata: {name: [}}";
    let (_, findings) = read_text(text);
    assert!(findings[0].code.name() == "syntax/unclosed-bracket", "bare words are YAML: {findings:?}");
    let text = "{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"}}\n{\"kind\":";
    let (objects, findings) = read_text(text);
    assert_eq!(names(&objects), ["a"], "what came before is kept");
    assert_eq!(codes_with_texts(text, &findings), [("syntax/json", 1, "")]);
}

#[test]
fn documents_that_are_not_objects_are_reported() {
    assert_eq!(code_of(""), "input/empty");
    assert_eq!(code_of("# only\n---\n# comments\n"), "input/empty");
    assert_eq!(code_of("[]"), "input/not-an-object");
    assert_eq!(code_of("hello\nworld\n"), "input/not-an-object");
    assert_eq!(code_of("metadata: {}\n"), "input/missing-kind");
    assert_eq!(code_of("kind: 5\n"), "input/missing-kind");
    let text = "kind: List\nitems: [5, {kind: Service}]\n";
    let (objects, findings) = read_text(text);
    assert_eq!((objects.len(), codes_with_texts(text, &findings)), (1, vec![("input/not-an-object", 0, "5")]));
    assert_eq!(objects[0].reference.api_version, "");
}

#[test]
fn of_two_objects_with_one_name_the_last_is_kept() {
    let text =
        format!("{}---\n{}---\n{}---\nkind: Other\n---\nkind: Other\n", service("a"), service("b"), service("a"));
    let (objects, findings) = read_text(&text);
    assert_eq!(names(&objects), ["b", "a", "", ""]);
    assert_eq!(objects[1].document, Some(2));
    assert_eq!(codes_with_texts(&text, &findings), [("input/duplicate-object", 2, "a")]);
    assert_eq!(findings[0].related[0].location.expect("a location").document, 0);
}

#[test]
fn findings_in_live_objects_have_a_line_but_no_location() {
    let source = TextOrObjects::Text("kind: Service\nmetadata: {name: a}\n---\na: [\n".to_owned());
    let (objects, findings) = read(&source, RequestPart::Live);
    assert_eq!((objects[0].document, findings[0].location), (None, None));
    assert!(findings[0].args.contains(&("where", "`live`:4: ".to_owned())), "{findings:?}");
    let json = serde_json::json!([{"kind": "Service", "metadata": {"name": "a"}}, 5]);
    let (objects, findings) =
        read(&TextOrObjects::decode(serde_json::from_value(json).expect("a tree")).expect("source"), RequestPart::Live);
    assert_eq!((objects.len(), findings[0].code.name()), (1, "input/not-an-object"));
}

#[test]
fn crlf_and_byte_order_mark_change_nothing() {
    let text = format!("\u{feff}{}---\n{}", service("a"), service("b")).replace('\n', "\r\n");
    let (objects, findings) = read_text(&text);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(names(&objects), ["a", "b"]);
    assert_eq!(objects[0].node.at(&["metadata", "name"]).expect("name").span.slice(&text), "a");
}

#[test]
fn of_duplicate_annotations_the_last_counts_and_null_is_absent() {
    let text = "kind: Service\nmetadata:\n  annotations: {a: x, b: w, a: z, c: null}\n  labels:\n    l: 1\n";
    let (objects, _) = read_text(text);
    let seen: Vec<_> = objects[0].annotations().map(|e| (e.key, e.value.as_str(), e.key_span.slice(text))).collect();
    assert_eq!(seen, [("b", Some("w"), "b"), ("a", Some("z"), "a")]);
    assert_eq!(objects[0].annotation("a"), Some("z"));
    assert_eq!(objects[0].labels().map(|e| e.value.span.slice(text)).collect::<Vec<_>>(), ["1"]);
}

#[test]
fn what_an_api_server_answers_beside_objects_is_no_state_of_a_cluster() {
    let live = |text: &str| {
        let (objects, findings) = read(&TextOrObjects::Text(text.to_owned()), RequestPart::Live);
        (objects.len(), findings.iter().map(|finding| finding.code.name()).collect::<Vec<_>>())
    };
    let page = r#"{"kind": "ServiceList", "apiVersion": "v1", "metadata": {"continue": "x"}, "items": [{"metadata": {"name": "a"}}]}"#;
    assert_eq!(live(page), (0, vec!["input/incomplete-list"]));
    assert_eq!(live(&page.replace("\"x\"", "\"\"")), (1, vec![]));
    let failure = r#"{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "services is forbidden"}"#;
    assert_eq!(live(failure), (0, vec!["input/not-an-object"]));
    let table = r#"{"kind": "Table", "apiVersion": "meta.k8s.io/v1", "columnDefinitions": [], "rows": []}"#;
    assert_eq!(live(table), (0, vec!["input/not-an-object"]));
    // Kinds of other groups are objects like any other.
    assert_eq!(live("apiVersion: example.com/v1\nkind: Table\n"), (1, vec![]));
    assert_eq!(live("apiVersion: example.com/v1\nkind: Status\n"), (1, vec![]));
    // A manifest is not read from a server.
    assert_eq!(read_text(page).0.len(), 1);
}
