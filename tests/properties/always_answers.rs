//! Every request has an answer, and every text in it is complete.

use super::check_random_requests::{check_random_requests, list, plan};
use super::random_choices_as_bytes::Tape;
use clbplan::diagnostic::CodeDefinition;
use clbplan::diagnostic::render::Locale;
use clbplan::reference;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[test]
fn every_request_has_a_plan_in_both_languages() {
    check_random_requests(250, |request, seeds| {
        for locale in ["en", "zh-CN"] {
            let mut request = request.clone();
            request["locale"] = locale.into();
            if seeds.edits[0] % 4 == 0 {
                request["manifests"] = yaml_of(&request["manifests"]).into();
            }
            check(&plan(&request))?;
        }
        Ok(())
    });
}

#[test]
fn every_damaged_request_has_an_answer() {
    check_random_requests(250, |request, seeds| {
        let mut request = request.clone();
        let mut tape = Tape::new(&seeds.edits);
        for part in ["manifests", "live", "clb", "clb", "live", "manifests"] {
            damage(&mut request[part], &mut tape);
        }
        if request["clb"].is_null() {
            request.as_object_mut().map(|members| members.remove("clb"));
        }
        let answer: Value =
            serde_json::from_str(&clbplan::plan_sync(&request.to_string())).map_err(|error| error.to_string())?;
        if answer["error"].is_object() {
            return Ok(());
        }
        check(&answer)?;
        let after: Value =
            serde_json::from_str(&clbplan::simulate(&request.to_string())).map_err(|error| error.to_string())?;
        if after["live"].is_array() { Ok(()) } else { Err(format!("no state: {after}")) }
    });
}

/// JSON documents are YAML documents.
fn yaml_of(objects: &Value) -> String {
    objects.as_array().into_iter().flatten().map(|object| format!("---\n{object}\n")).collect()
}

/// Puts something else in the place of some value.
pub fn damage(value: &mut Value, tape: &mut Tape<'_>) {
    let deeper = match value {
        Value::Array(items) if !items.is_empty() => {
            let index = tape.pick(items.len());
            items.get_mut(index)
        }
        Value::Object(members) if !members.is_empty() => {
            let index = tape.pick(members.len());
            members.values_mut().nth(index)
        }
        _ => None,
    };
    match deeper {
        Some(inner) if !tape.chance(12) => damage(inner, tape),
        _ => {
            *value = tape.choose(&[
                Value::Null,
                json!(true),
                json!(-1),
                json!(1e300),
                json!(99_999_999_999_u64),
                json!(""),
                json!("{x}\u{0}\u{1F600}"),
                json!([]),
                json!([null, {}]),
                json!({}),
                json!({ "a": null }),
            ]);
        }
    }
}

/// A plan is not `plan/unsound`, and no text has an unfilled placeholder.
pub fn check(plan: &Value) -> Result<(), String> {
    if plan["formatVersion"] != "1.0" {
        return Err(format!("no plan: {plan}"));
    }
    if let Some(unsound) = list(plan, "diagnostics").iter().find(|found| found["code"] == "plan/unsound") {
        return Err(format!("unsound: {}", unsound["message"]));
    }
    check_placeholders(plan)
}

fn check_placeholders(value: &Value) -> Result<(), String> {
    match value {
        Value::Array(items) => items.iter().try_for_each(check_placeholders),
        Value::Object(members) => members.iter().try_for_each(|(key, value)| match value.as_str() {
            Some(text) if ["message", "why", "help", "title"].contains(&key.as_str()) => {
                match unfilled_placeholder(text) {
                    Some(word) => Err(format!("{{{word}}} is not filled in: {text}")),
                    None => Ok(()),
                }
            }
            _ => check_placeholders(value),
        }),
        _ => Ok(()),
    }
}

/// A placeholder that a text still has. Other words in braces are from users.
fn unfilled_placeholder(text: &str) -> Option<&str> {
    in_braces(text).find(|word| PLACEHOLDERS.contains(word))
}

fn in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word)
}

/// The placeholders in the texts of all codes and reasons, in both languages.
static PLACEHOLDERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let texts = |code: &CodeDefinition, locale| {
        let texts = code.texts(locale);
        [texts.what, texts.why, texts.help]
    };
    let of = |locale| {
        let codes = reference::codes().flat_map(move |code| texts(code, locale));
        codes.chain(reference::reasons().map(move |reason| reason.sentence(locale)))
    };
    [Locale::En, Locale::ZhCn].into_iter().flat_map(of).flat_map(in_braces).collect()
});

#[test]
fn unfilled_placeholders_are_found() {
    assert_eq!(unfilled_placeholder("the Service `{name}` and {x}"), Some("name"));
    assert_eq!(unfilled_placeholder("`{x}` is not a value, nor is `{`"), None);
}
