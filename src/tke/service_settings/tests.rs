use super::*;
use crate::diagnostic::ObjectRef;
use crate::diagnostic::render::unfilled;
use crate::syntax::{Member, SyntaxNode, SyntaxNodeValue};
use crate::tke::codes;
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::definitions::legacy::{INTERNAL_NUMBER, INTERNET_MAX_BANDWIDTH_OUT_ALIAS};
use crate::tke::definitions::listener::SPECIFY_PROTOCOL;
use crate::tke::definitions::load_balancer::INTERNAL_SUBNETID;
use crate::tke::definitions::load_balancer::{EXTENSIVE_PARAMETERS, INTERNET_MAX_BANDWIDTH_OUT, SECURITY_GROUPS};
use crate::tke::json::ExtensiveParameters;

/// A Service with one annotation, written as `written` and read as `value`.
fn service<T>(key: &TypedNameDefinition<T>, written: &str, value: SyntaxNodeValue) -> (String, KubernetesObject) {
    let text = format!("metadata:\n  annotations:\n    {}: {written}\n", key.name());
    let key_at = text.find(key.name()).unwrap();
    let at = text.find(written).unwrap();
    let member = Member {
        key: key.name().into(),
        key_span: Span::new(key_at, key_at + key.name().len()),
        value: SyntaxNode { value, span: Span::new(at, at + written.len()) },
    };
    let object = |key: &str, member: SyntaxNode| {
        SyntaxNode::bare(SyntaxNodeValue::Object(vec![Member { key: key.into(), key_span: Span::NONE, value: member }]))
    };
    let node = object("metadata", object("annotations", SyntaxNode::bare(SyntaxNodeValue::Object(vec![member]))));
    (text, KubernetesObject { reference: ObjectRef::default(), node, document: Some(0), is_list_item: false })
}

fn string(text: &str) -> SyntaxNodeValue {
    SyntaxNodeValue::String(text.to_owned())
}

/// The code, the text it points at, and the text after the fix.
fn first(text: &str, found: &[Diagnostic]) -> (&'static str, String, Option<String>) {
    let found = found.first().unwrap();
    assert_eq!(unfilled(found), Vec::<String>::new());
    let fixed = found.fixes.first().map(|fix| {
        let edit = &fix.edits[0];
        let mut fixed = text.to_owned();
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        fixed
    });
    let value = |text: &str| text.split_once(": ").map(|(_, value)| value.trim().to_owned());
    let fixed = fixed.and_then(|fixed| fixed.lines().nth(2).and_then(value));
    (found.code.name(), found.location.unwrap().span.slice(text).to_owned(), fixed)
}

#[test]
fn a_valid_value_is_typed() {
    let (text, object) = service(&DIRECT_ACCESS, "\"true\"", string("true"));
    let (settings, found) = ServiceSettings::read(&object, &text);
    assert_eq!(found, Vec::new());
    assert_eq!(settings.get(&DIRECT_ACCESS), SettingValue::Is(true));
    assert_eq!(settings.get(&SECURITY_GROUPS), SettingValue::Absent);
}

#[test]
fn a_former_name_counts_while_the_new_one_is_absent() {
    let (text, object) = service(&INTERNET_MAX_BANDWIDTH_OUT_ALIAS, "'10'", string("10"));
    let (settings, _) = ServiceSettings::read(&object, &text);
    assert_eq!(settings.get(&INTERNET_MAX_BANDWIDTH_OUT), SettingValue::Is(10));
    let (text, object) = service(&INTERNAL_NUMBER, "'12345'", string("12345"));
    let (settings, _) = ServiceSettings::read(&object, &text);
    assert_eq!(settings.get(&INTERNAL_SUBNETID), SettingValue::Invalid, "a number is no subnet id, and not nothing");
}

#[test]
fn a_value_that_is_not_a_string_is_invalid_without_a_finding() {
    let (text, object) = service(&DIRECT_ACCESS, "true", SyntaxNodeValue::Bool(true));
    let (settings, found) = ServiceSettings::read(&object, &text);
    assert_eq!((settings.get(&DIRECT_ACCESS), found), (SettingValue::Invalid, Vec::new()));
}

#[test]
fn a_typo_has_a_fix() {
    let (text, object) = service(&DIRECT_ACCESS, "'ture'", string("ture"));
    let (_, found) = ServiceSettings::read(&object, &text);
    let expected = (codes::INVALID_VALUE.name(), "ture".to_owned(), Some("\"true\"".to_owned()));
    assert_eq!(first(&text, &found), expected);
}

#[test]
fn an_invalid_value_is_not_replaced_by_a_default() {
    let (text, object) = service(&INTERNET_MAX_BANDWIDTH_OUT, "'4096'", string("4096"));
    let (settings, found) = ServiceSettings::read(&object, &text);
    assert_eq!(settings.get(&INTERNET_MAX_BANDWIDTH_OUT), SettingValue::Invalid);
    assert_eq!(settings.raw(&INTERNET_MAX_BANDWIDTH_OUT), Some("4096"));
    assert_eq!(first(&text, &found), (codes::INVALID_VALUE.name(), "4096".to_owned(), None));
}

#[test]
fn locations_inside_json_are_exact_in_every_quoting_style() {
    let value = r#"{"80":{"protocol":["tcp"]}}"#;
    let escaped = r#""{\"80\":{\"protocol\":[\"tcp\"]}}""#;
    for (written, at, fixed) in [
        (format!("'{value}'"), r#""tcp""#, r#"'{"80":{"protocol":["TCP"]}}'"#),
        (escaped.to_owned(), r#"\"tcp\""#, r#""{\"80\":{\"protocol\":[\"TCP\"]}}""#),
    ] {
        let (text, object) = service(&SPECIFY_PROTOCOL, &written, string(value));
        let (_, found) = ServiceSettings::read(&object, &text);
        let expected = (codes::JSON_VALUE.name(), at.to_owned(), Some(fixed.to_owned()));
        assert_eq!(first(&text, &found), expected);
    }
}

#[test]
fn locations_inside_block_scalars_are_exact() {
    let value = "{\n  \"AdressIPVersion\": \"IPV6\"\n}\n";
    let written = "|\n      {\n        \"AdressIPVersion\": \"IPV6\"\n      }\n";
    let (text, object) = service(&EXTENSIVE_PARAMETERS, written, string(value));
    let (settings, found) = ServiceSettings::read(&object, &text);
    assert_eq!(first(&text, &found).1, "\"AdressIPVersion\"");
    let SettingValue::Is(ExtensiveParameters { members }) = settings.get(&EXTENSIVE_PARAMETERS) else {
        panic!("is read")
    };
    assert_eq!(members.len(), 1);
}

/// One value for each code of the readers.
#[test]
fn every_finding_has_its_arguments() {
    let ports = [
        "{",
        "[]",
        "{\"80\":{\"protocol\":\"TCP\"}}",
        "{\"80\":{}}",
        "{\"80\":{\"protocol\":[]}}",
        "{\"80\":{\"protocol\":[\"TLS\"]}}",
        "{\"80\":{\"protocol\":[\"TCP\",\"TCP\"],\"x\":1}}",
        "{\"80\":{\"protocol\":[\"TCP_SSL\"]}}",
        "{\"80\":{\"protocol\":[\"HTTPS\"]}}",
        "{\"80\":{\"protocol\":[\"HTTPS\"],\"hosts\":{\"a.com\":{}}}}",
        "{\"80\":{\"protocol\":[\"HTTP\"],\"hosts\":{\"a.com/\":{},\"A.com\":{}}}}",
    ];
    let parameters = [
        "{\"Vip\":\"a\",\"Vip\":\"b\"}",
        "{\"Vap\":1}",
        "{\"LBChargeType\":\"PREPAID\"}",
        "{\"Tags\":[{\"TagKey\":\"tke-clusterId\",\"TagValue\":\"a\"}]}",
    ];
    let groups = ["sg-1,sg-1", "sg-1,sg-2,sg-3,sg-4,sg-5,sg-6", "x"];
    let read = |(text, object): (String, KubernetesObject)| ServiceSettings::read(&object, &text).1;
    let written = |value: &str| format!("'{value}'");
    let found = ports.iter().flat_map(|value| read(service(&SPECIFY_PROTOCOL, &written(value), string(value))));
    let found = found.chain(
        parameters.iter().flat_map(|value| read(service(&EXTENSIVE_PARAMETERS, &written(value), string(value)))),
    );
    let found =
        found.chain(groups.iter().flat_map(|value| read(service(&SECURITY_GROUPS, &written(value), string(value)))));
    let found: Vec<Diagnostic> = found.collect();
    assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
    for code in codes::ALL {
        assert!(found.iter().any(|found| found.code == *code), "{} is not raised", code.name());
    }
}

#[test]
fn only_whole_lines_are_removed() {
    let (text, object) = service(&DIRECT_ACCESS, "\"true\" # on", string("true"));
    let (settings, _) = ServiceSettings::read(&object, &text);
    let whole = settings.entries()[0].whole.unwrap();
    assert_eq!(whole.slice(&text), format!("    {}: \"true\" # on\n", DIRECT_ACCESS.name()));
}
