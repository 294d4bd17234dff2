//! Every request has an answer that says what it means.

use super::run::{hold, list, plan};
use super::tape::Tape;
use clbplan::diagnostic::CodeDef;
use clbplan::diagnostic::render::Locale;
use clbplan::reference;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[test]
fn every_request_has_a_plan_in_both_languages() {
    hold(250, |request, seeds| {
        for locale in ["en", "zh-CN"] {
            let mut request = request.clone();
            request["locale"] = locale.into();
            if seeds.edits[0] % 4 == 0 {
                request["manifests"] = yaml_of(&request["manifests"]).into();
            }
            judge(&plan(&request))?;
        }
        Ok(())
    });
}

#[test]
fn every_damaged_request_has_an_answer() {
    hold(250, |request, seeds| {
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
        judge(&answer)?;
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
            *value = tape.of(&[
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

/// A plan is no `plan/unsound`, and no text has a word left open.
pub fn judge(plan: &Value) -> Result<(), String> {
    if plan["formatVersion"] != "1.0" {
        return Err(format!("no plan: {plan}"));
    }
    if let Some(unsound) = list(plan, "diagnostics").iter().find(|found| found["code"] == "plan/unsound") {
        return Err(format!("unsound: {}", unsound["message"]));
    }
    open_words(plan)
}

fn open_words(value: &Value) -> Result<(), String> {
    match value {
        Value::Array(items) => items.iter().try_for_each(open_words),
        Value::Object(members) => members.iter().try_for_each(|(key, value)| match value.as_str() {
            Some(text) if ["message", "why", "help", "title"].contains(&key.as_str()) => match open_word(text) {
                Some(word) => Err(format!("{{{word}}} is open in: {text}")),
                None => Ok(()),
            },
            _ => open_words(value),
        }),
        _ => Ok(()),
    }
}

/// A placeholder: a word in braces that some text asks for. What users put in braces is theirs.
fn open_word(text: &str) -> Option<&str> {
    in_braces(text).find(|word| WORDS.contains(word))
}

fn in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word)
}

/// What the texts of all codes and reasons ask for, in both languages.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let texts = |code: &CodeDef, locale| {
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
fn open_words_are_seen() {
    assert_eq!(open_word("the Service `{name}` and {x}"), Some("name"));
    assert_eq!(open_word("`{x}` is not a value, nor is `{`"), None);
}
