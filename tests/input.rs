//! Reading: what callers see of text and objects, good and bad.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use clbplan::diagnostic::render::{Locale, PositionEncoding, Renderer};
use clbplan::diagnostic::{Diagnostic, Span};
use clbplan::request::decoder::Decode as _;
use clbplan::syntax::limits::{MAX_ALIAS_NODES, MAX_DEPTH, MAX_FINDINGS};
use clbplan::syntax::{KubernetesObject, Node, NodeValue, RequestPart, TextOrObjects, read, span_inside};
use proptest::prelude::*;

fn read_text(text: &str) -> (Vec<KubernetesObject>, Vec<Diagnostic>) {
    read(&TextOrObjects::Text(text.to_owned()), RequestPart::Manifests)
}

fn names(objects: &[KubernetesObject]) -> Vec<&str> {
    objects.iter().map(KubernetesObject::name).collect()
}

/// Code, document, and the text the place covers.
fn said<'a>(text: &'a str, findings: &[Diagnostic]) -> Vec<(&'static str, u32, &'a str)> {
    findings
        .iter()
        .map(|finding| {
            let place = finding.location.expect("a place");
            (finding.code.name(), place.document, place.span.slice(text))
        })
        .collect()
}

fn position(text: &str, finding: &Diagnostic) -> (u32, u32) {
    let renderer = Renderer::new(Locale::En, PositionEncoding::Utf16, text);
    let at = renderer.position(finding.location.expect("a place").span.start);
    (at.line, at.column)
}

fn service(name: &str) -> String {
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n")
}

/// The value of `x` in a Service that holds this line.
fn value_of(yaml: &str) -> NodeValue {
    let text = format!("{}x: {yaml}\n", service("a"));
    let (objects, findings) = read_text(&text);
    assert!(findings.is_empty(), "{yaml:?}: {findings:?}");
    objects[0].node.member("x").expect("x").value.value.clone()
}

fn code_of(text: &str) -> &'static str {
    let (_, findings) = read_text(text);
    assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
    findings[0].code.name()
}

#[test]
fn documents_are_counted_from_their_dashes() {
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
fn a_broken_document_hides_no_other() {
    let text = format!("{}---\nkind: [Service\nname: x\n---\n{}", service("a"), service("b"));
    let (objects, findings) = read_text(&text);
    assert_eq!(names(&objects), ["a", "b"]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].code.name(), findings[0].location.expect("place").document), ("syntax/yaml", 1));
}

#[test]
fn lists_are_taken_apart_and_items_keep_their_places() {
    let text = "kind: List\napiVersion: v1\nitems:\n- kind: Service\n  metadata: {name: a}\n- kind: ServiceList\n  apiVersion: v1\n  items:\n  - metadata: {name: b, namespace: prod}\n- kind: Node\n  metadata: {name: c}\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let seen: Vec<_> = objects.iter().map(|o| (o.kind(), o.namespace(), o.name())).collect();
    assert_eq!(seen, [("Service", "default", "a"), ("Service", "prod", "b"), ("Node", "", "c")]);
    assert_eq!(objects[1].reference.api_version, "v1");
    assert_eq!(objects[1].node.span.slice(text), "metadata: {name: b, namespace: prod}");
}

#[test]
fn json_is_read_as_json_and_flow_yaml_as_yaml() {
    let text = "{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"},\"x\":80.0}\n{\"kind\":\"Service\",\"metadata\":{\"name\":\"b\"}}\n---\n{kind: Service, metadata: {name: c}, x: 80.0} # flow\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let seen: Vec<_> = objects.iter().map(|o| (o.name(), o.document)).collect();
    assert_eq!(seen, [("a", Some(0)), ("b", Some(1)), ("c", Some(2))]);
    let x = |index: usize| objects[index].node.get("x").expect("x").value.clone();
    assert_eq!(x(0), NodeValue::Number("80.0".into()), "JSON says what it says");
    assert_eq!(x(2), NodeValue::Number("80".into()), "kubectl turns YAML's 80.0 into 80");
}

#[test]
fn broken_json_says_so_in_the_terms_of_json() {
    let text = "{\"kind\": \"Service\",\n \"metadata\": {\"name\": \"😀\"} \"x\": 1}";
    let (objects, findings) = read_text(text);
    assert!(objects.is_empty());
    assert_eq!(said(text, &findings), [("syntax/json", 0, "\"x\"")]);
    assert_eq!(position(text, &findings[0]), (2, 29));
    let text = "{kind: Service, metadata: {name: [}}";
    let (_, findings) = read_text(text);
    assert!(findings[0].code.name() == "syntax/unclosed-bracket", "bare words are YAML: {findings:?}");
    let text = "{\"kind\":\"Service\",\"metadata\":{\"name\":\"a\"}}\n{\"kind\":";
    let (objects, findings) = read_text(text);
    assert_eq!(names(&objects), ["a"], "what came before is kept");
    assert_eq!(said(text, &findings), [("syntax/json", 1, "")]);
}

#[test]
fn what_is_no_object_is_said() {
    assert_eq!(code_of(""), "input/empty");
    assert_eq!(code_of("# only\n---\n# comments\n"), "input/empty");
    assert_eq!(code_of("[]"), "input/not-an-object");
    assert_eq!(code_of("hello\nworld\n"), "input/not-an-object");
    assert_eq!(code_of("metadata: {}\n"), "input/missing-kind");
    assert_eq!(code_of("kind: 5\n"), "input/missing-kind");
    let text = "kind: List\nitems: [5, {kind: Service}]\n";
    let (objects, findings) = read_text(text);
    assert_eq!((objects.len(), said(text, &findings)), (1, vec![("input/not-an-object", 0, "5")]));
    assert_eq!(objects[0].reference.api_version, "");
}

#[test]
fn of_two_objects_with_one_name_the_last_stays() {
    let text =
        format!("{}---\n{}---\n{}---\nkind: Other\n---\nkind: Other\n", service("a"), service("b"), service("a"));
    let (objects, findings) = read_text(&text);
    assert_eq!(names(&objects), ["b", "a", "", ""]);
    assert_eq!(objects[1].document, Some(2));
    assert_eq!(said(&text, &findings), [("input/duplicate-object", 2, "a")]);
    assert_eq!(findings[0].related[0].location.expect("place").document, 0);
}

#[test]
fn live_has_no_places_and_says_the_line() {
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
fn scalars_have_the_types_kubectl_gives_them() {
    for yes in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "!!bool 'yes'"] {
        assert_eq!(value_of(yes), NodeValue::Bool(true), "{yes}");
    }
    for no in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
        assert_eq!(value_of(no), NodeValue::Bool(false), "{no}");
    }
    for null in ["", "~", "null", "Null", "NULL", "!!null ''"] {
        assert_eq!(value_of(null), NodeValue::Null, "{null}");
    }
    for (text, number) in [
        ("80", "80"),
        ("+80", "80"),
        ("-0", "0"),
        ("1_000", "1000"),
        ("010", "8"),
        ("0o17", "15"),
        ("08", "8"),
        ("0x1F", "31"),
        ("-0X1f", "-31"),
        ("0b101", "5"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "18446744073709552000"),
        ("1e3", "1000"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e21", "1e+21"),
        ("1e-7", "1e-7"),
        ("-0.0", "-0"),
        ("!!float 3", "3"),
        ("!!int '0x10'", "16"),
    ] {
        assert_eq!(value_of(text), NodeValue::Number(number.into()), "{text}");
    }
    for (text, string) in [
        ("'80'", "80"),
        ("\"yes\"", "yes"),
        ("yEs", "yEs"),
        ("nulL", "nulL"),
        ("1.2.3", "1.2.3"),
        ("0x", "0x"),
        ("1e400", "1e400"),
        ("2001-12-14", "2001-12-14"),
        ("2001-12-14T21:59:43Z", "2001-12-14T21:59:43Z"),
        ("1:20", "1:20"),
        ("<<", "<<"),
        ("!!str 80", "80"),
        ("!!str", ""),
        ("! 80", "80"),
        ("!custom 80", "80"),
        ("!!binary aGk=", "hi"),
        ("!!timestamp 2001-12-14", "2001-12-14"),
    ] {
        assert_eq!(value_of(text), NodeValue::String(string.into()), "{text}");
    }
    for (text, code) in [
        (".inf", "syntax/not-finite"),
        ("-.Inf", "syntax/not-finite"),
        (".nan", "syntax/not-finite"),
        ("!!int x", "syntax/tag"),
        ("!!bool 5", "syntax/tag"),
        ("!!null x", "syntax/tag"),
        ("!!binary a", "syntax/tag"),
        ("*a", "syntax/alias"),
        ("{[a]: b}", "syntax/key"),
        ("{~: b}", "syntax/key"),
    ] {
        assert_eq!(code_of(&format!("kind: Service\nx: {text}\n")), code, "{text}");
    }
}

#[test]
fn keys_become_strings() {
    let value = value_of("{true: 1, 80: 2, 1.50: 3, 010: 4, 'no': 5, on: 6, .inf: 7, 1e6: 8}");
    let node = Node::bare(value);
    let keys: Vec<&str> = node.members().iter().map(|member| member.key.as_str()).collect();
    assert_eq!(keys, ["true", "80", "1.5", "8", "no", "true", ".inf", "1e+06"]);
}

#[test]
fn aliases_and_merge_keys_are_expanded_in_order() {
    let text = "kind: Service\nbase: &b {p: 1, q: 1}\nmore: &m {q: 2, r: 2}\na: {<<: *b, q: 3}\nb: {q: 3, <<: *b}\nc: {<<: [*b, *m]}\nd: {x: 1, x: 2, <<: *b}\ne: *b\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let json = serde_json::to_value(objects[0].node.to_json()).expect("JSON");
    assert_eq!(json["a"], serde_json::json!({"p": 1, "q": 3}));
    assert_eq!(json["b"], serde_json::json!({"p": 1, "q": 1}), "a later `<<` wins, as in kubectl");
    assert_eq!(json["c"], serde_json::json!({"p": 1, "q": 1, "r": 2}));
    assert_eq!(json["e"], serde_json::json!({"p": 1, "q": 1}));
    let count = |key: &str| objects[0].node.get(key).expect("member").members().len();
    assert_eq!((count("a"), count("b"), count("d")), (2, 2, 4), "only what was written twice is there twice");
    let p = objects[0].node.at(&["e", "p"]).expect("p");
    assert_eq!(p.span, objects[0].node.at(&["base", "p"]).expect("p").span, "a copy stands where the original does");
    assert_eq!(code_of("kind: Service\na: {<<: 5}\n"), "syntax/merge");
    assert_eq!(code_of("kind: Service\na: &a\n  b: *a\n"), "syntax/alias");
}

#[test]
fn bombs_are_refused() {
    let mut laughs = String::from("kind: Service\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..12 {
        let alias = format!("*a{}", level - 1);
        laughs += &format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", "));
    }
    assert_eq!(code_of(&laughs), "syntax/too-many-aliases");
    let long = format!("kind: Service\na: &a {}\nb: [{}]\n", "x".repeat(1 << 20), vec!["*a"; 1000].join(", "));
    assert_eq!(code_of(&long), "syntax/too-many-aliases");
    assert_eq!(MAX_ALIAS_NODES, 100_000);
    let many = format!("[{}0]", "0,".repeat(2_100_000));
    assert_eq!(code_of(&many), "syntax/too-many-nodes");
    let (_, findings) = read_text(&"a\n---\n".repeat(MAX_FINDINGS + 5));
    assert_eq!(findings.len(), MAX_FINDINGS + 1);
    assert_eq!(findings[MAX_FINDINGS].code.name(), "syntax/too-many-findings");
    let (_, findings) = read_text(&"---\n".repeat(100_001));
    assert_eq!(findings[0].code.name(), "syntax/too-many-documents");
}

#[test]
fn depth_is_limited_on_a_small_stack() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("kind: Service\nx: {}1{}\n", open.repeat(depth), close.repeat(depth))
    };
    let texts = [
        deep("[", "]", 100_000),
        deep("{a: ", "}", 100_000),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("kind: Service\nx:\n {}", "- ".repeat(100_000)),
        (0..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
        deep("[", "]", MAX_DEPTH),
    ];
    let fine = deep("[", "]", MAX_DEPTH - 1);
    let alias = format!(
        "kind: Service\na: &a {}{}\nb: {}*a{}\n",
        "[".repeat(100),
        "]".repeat(100),
        "[".repeat(100),
        "]".repeat(100)
    );
    let run = move || {
        for text in texts.iter().chain([&alias]) {
            assert_eq!(code_of(text), "syntax/too-deep", "{}", &text[..40.min(text.len())]);
        }
        let (objects, findings) = read_text(&fine);
        assert_eq!((objects.len(), findings.len()), (1, 0));
        assert_eq!(objects[0].node.to_json().to_string().len(), objects[0].clone().node.to_json().to_string().len());
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn faults_point_at_the_character() {
    for (text, code, line, column) in [
        ("kind: Service\nspec:\n\tports: []\n", "syntax/tab", 3, 1),
        ("kind: Service\nspec:\n  a: 1\n\tb: 2\n", "syntax/tab", 4, 1),
        ("kind: Service\r\nspec:\r\n  - a: b: c\r\n", "syntax/unexpected-colon", 3, 9),
        ("\u{feff}kind: Service\nx: \"abc\n", "syntax/unclosed-quote", 2, 4),
        ("kind: Service\nx: [a, {b: 1]\n", "syntax/unclosed-bracket", 2, 8),
        ("kind: Service\n\t\nx: 1\n", "syntax/tab", 2, 1),
        ("kind: Service\nx: 1\n\t", "syntax/tab", 3, 1),
        ("kind: Service\nspec:\n  \ttype: x\n", "syntax/tab", 3, 3),
        ("kind: Service\nx:\n- \ta\n", "syntax/tab", 3, 3),
        ("kind: Service\nx: |\n\n  \ta\n", "syntax/tab", 4, 3),
        ("kind: Service\nx: a\n\t\n  b\n", "syntax/tab", 3, 1),
        ("kind: Service\nx: '😀' y\n", "syntax/yaml", 2, 9),
        ("kind: Service\n😀: \u{0} x\n", "syntax/control-character", 2, 5),
        ("kind: Service\nx: \"a\u{7f}\"\n", "syntax/control-character", 2, 6),
        ("kind: Service\nx: @a\n", "syntax/reserved-character", 2, 4),
        ("kind: Service\n...\nkind: Pod\n", "syntax/after-document-end", 3, 1),
        ("kind: Service\n...\n@\n", "syntax/after-document-end", 3, 1),
    ] {
        let (_, findings) = read_text(text);
        assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
        assert_eq!((findings[0].code.name(), position(text, &findings[0])), (code, (line, column)), "{text:?}");
    }
}

#[test]
fn tabs_that_do_not_indent_are_blanks() {
    let text = "kind:\tService\t# why\nx: [a,\n\tb]\ny: a\tb\nw: |\n  a\n  \tb\nv: 'a\n\tb'\n";
    let (objects, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(objects[0].node.str_at("w"), Some("a\n\tb\n"));
}

#[test]
fn crlf_and_bom_change_nothing() {
    let text = format!("\u{feff}{}---\n{}", service("a"), service("b")).replace('\n', "\r\n");
    let (objects, findings) = read_text(&text);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(names(&objects), ["a", "b"]);
    assert_eq!(objects[0].node.at(&["metadata", "name"]).expect("name").span.slice(&text), "a");
}

#[test]
fn annotations_are_the_ones_that_count() {
    let text = "kind: Service\nmetadata:\n  annotations: {a: x, b: w, a: z, c: null}\n  labels:\n    l: 1\n";
    let (objects, _) = read_text(text);
    let seen: Vec<_> = objects[0].annotations().map(|e| (e.key, e.value.as_str(), e.key_span.slice(text))).collect();
    assert_eq!(seen, [("b", Some("w"), "b"), ("a", Some("z"), "a")]);
    assert_eq!(objects[0].annotation("a"), Some("z"));
    assert_eq!(objects[0].labels().map(|e| e.value.span.slice(text)).collect::<Vec<_>>(), ["1"]);
}

#[test]
fn every_text_fills_its_words_in_both_languages() {
    let texts = [
        "",
        "[]",
        "a: 1",
        "kind: [",
        "\tx",
        "x: \u{1}",
        "{\"a\" 1}",
        "kind: .inf",
        "a: !!int x",
        "? []",
        "<<: 1",
        "*a",
        "kind: a\n...\nb",
        "---\n[[",
        "[1 2",
    ];
    for text in texts {
        let (_, findings) = read_text(text);
        assert!(!findings.is_empty(), "{text:?}");
        for locale in [Locale::En, Locale::ZhCn] {
            for finding in Renderer::new(locale, PositionEncoding::Utf16, text).diagnostics(&findings).0 {
                let all = [Some(finding.message), finding.why, finding.help].into_iter().flatten().collect::<String>();
                assert!(!all.contains(['{', '}']) || all.contains("`{"), "{text:?}: {all}");
            }
        }
    }
}

/// The ways to write a string in YAML.
#[derive(Debug, Clone, Copy)]
enum Style {
    Plain,
    Single,
    Double,
    Json,
    Literal,
    Folded,
    LiteralIndented,
}

fn write(style: Style, string: &str) -> String {
    let block = |header: &str, indent: &str, break_as: &str| {
        let lines: Vec<String> = string
            .split('\n')
            .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
            .collect();
        format!("{header}\n{}\n", lines.join(break_as))
    };
    match style {
        Style::Plain => string.replace('\n', "\n\n    "),
        Style::Single => format!("'{}'", string.replace('\'', "''").replace('\n', "\n\n    ")),
        Style::Double => {
            let escaped =
                string.replace('\\', "\\\\").replace('"', "\\\"").replace('é', "\\xe9").replace('😀', "\\U0001F600");
            format!("\"{}\"", escaped.replace("\n", "\\\n   \\n"))
        }
        Style::Json => serde_json::to_string(string).expect("JSON").replace('😀', "\\ud83d\\ude00").replace('/', "\\/"),
        Style::Literal => block("|- # why", "   ", "\n"),
        Style::Folded => block(">+", "  ", "\n\n"),
        Style::LiteralIndented => block("|2-", "      ", "\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_of_a_string_is_found_in_the_text(
        string in "[a-z=:,/{}\"'\\\\é😀][a-z \\n=:,/{}\"'\\\\é😀]{0,40}[a-z]",
        style in prop::sample::select(vec![
            Style::Plain, Style::Single, Style::Double, Style::Json, Style::Literal, Style::Folded, Style::LiteralIndented,
        ]),
    ) {
        let written = write(style, &string);
        // `\/` and halves of a character are of JSON alone.
        let text = match style {
            Style::Json => format!("{{\"kind\":\"Service\",\"metadata\":{{\"annotations\":{{\"a.b/c\":{written}}},\"name\":\"x\"}}}}"),
            _ => format!("kind: Service\nmetadata:\n  annotations:\n    a.b/c: {written}\n  name: x\n"),
        };
        let (objects, findings) = read_text(&text);
        // Not every string can be written plainly; what is not read as written says nothing about positions.
        let Some(node) = objects.first().and_then(|o| o.node.at(&["metadata", "annotations", "a.b/c"])) else {
            prop_assert!(matches!(style, Style::Plain | Style::Folded | Style::Literal), "{findings:?}\n{text}");
            return Ok(());
        };
        let Some(decoded) = node.as_str() else { return Ok(()) };
        if matches!(style, Style::Json | Style::Double) {
            prop_assert_eq!(decoded, &string);
        }
        for (at, c) in decoded.char_indices() {
            let span = span_inside(&text, node.span, at..at + c.len_utf8());
            let slice = span.slice(&text);
            prop_assert!(!slice.is_empty() && (span.start, span.end) != (node.span.start, node.span.end) || decoded.len() <= 4,
                "{at} {c:?} {slice:?} in\n{text}");
            let found = slice.contains(c)
                || (c == ' ' && slice.contains('\n'))
                || (slice.starts_with('\\') && serde_json::from_str::<String>(&format!("\"{slice}\"")).is_ok_and(|s| s == c.to_string()))
                || ["\\xe9", "\\U0001F600"].contains(&slice);
            prop_assert!(found, "{at} {c:?} {slice:?} in\n{text}");
            if slice.trim().len() == c.len_utf8() && c != '\n' {
                prop_assert!(slice == c.to_string() || slice.contains('\n'), "{at} {c:?} {slice:?}");
            }
        }
        let all = span_inside(&text, node.span, 0..decoded.len());
        prop_assert!(node.span.start <= all.start && all.start <= all.end);
        let end = span_inside(&text, node.span, decoded.len()..decoded.len());
        prop_assert_eq!(end.start, end.end);
    }

    #[test]
    fn any_text_is_read_without_panic_and_spans_lie_in_it(
        text in "([a-z0-9 \\n\\t:\\-\\[\\]{}\"'|>&*!#%@,?~é😀\\\\\r\u{feff}]|---\n|: |\n  |- |kind: Service\n|<<: |\"kind\":){0,60}",
        origin in prop::sample::select(vec![RequestPart::Manifests, RequestPart::Live]),
    ) {
        let (objects, findings) = read(&TextOrObjects::Text(text.clone()), origin);
        for finding in &findings {
            if let Some(place) = finding.location {
                check_span(&text, place.span)?;
            }
        }
        for object in &objects {
            check_node(&text, &object.node)?;
        }
        prop_assert_eq!(read(&TextOrObjects::Text(text.clone()), origin), (objects, findings));
    }

    #[test]
    fn any_json_like_text_is_read_without_panic(text in "[\\[{]([\\[\\]{},: \\n0-9eE.+\\-\"\\\\utrf/é😀a]|\"a\"|true|null|\\\\ud83d){0,40}") {
        let (objects, findings) = read_text(&text);
        for finding in &findings {
            check_span(&text, finding.location.expect("place").span)?;
        }
        for object in &objects {
            check_node(&text, &object.node)?;
        }
    }
}

fn check_span(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(span.start <= span.end, "{span:?}");
    prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
    Ok(())
}

fn check_node(text: &str, node: &Node) -> Result<(), TestCaseError> {
    check_span(text, node.span)?;
    for range in [0..0, 0..1, 1..3, 0..1000] {
        check_span(text, span_inside(text, node.span, range))?;
    }
    for member in node.members() {
        check_span(text, member.key_span)?;
        check_node(text, &member.value)?;
    }
    node.items().iter().try_for_each(|item| check_node(text, item))
}
