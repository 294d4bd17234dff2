//! Types of scalars and keys, aliases and merge keys.

use super::{code_of, read_text, service};
use clbplan::syntax::{SyntaxNode, SyntaxNodeValue};

/// The value of `x` in a Service that holds this line.
fn value_of(yaml: &str) -> SyntaxNodeValue {
    let text = format!("{}x: {yaml}\n", service("a"));
    let (objects, findings) = read_text(&text);
    assert!(findings.is_empty(), "{yaml:?}: {findings:?}");
    objects[0].node.member("x").expect("x").value.value.clone()
}

#[test]
fn scalars_have_the_same_types_as_in_kubectl() {
    for yes in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "!!bool 'yes'"] {
        assert_eq!(value_of(yes), SyntaxNodeValue::Bool(true), "{yes}");
    }
    for no in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
        assert_eq!(value_of(no), SyntaxNodeValue::Bool(false), "{no}");
    }
    for null in ["", "~", "null", "Null", "NULL", "!!null ''"] {
        assert_eq!(value_of(null), SyntaxNodeValue::Null, "{null}");
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
        assert_eq!(value_of(text), SyntaxNodeValue::Number(number.into()), "{text}");
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
        assert_eq!(value_of(text), SyntaxNodeValue::String(string.into()), "{text}");
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
fn keys_of_other_types_become_strings() {
    let value = value_of("{true: 1, 80: 2, 1.50: 3, 010: 4, 'no': 5, on: 6, .inf: 7, 1e6: 8}");
    let node = SyntaxNode::bare(value);
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
