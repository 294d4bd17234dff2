//! Which reasons the answers of the scenarios show.
//!
//! Most are objects with their name in `code`. A note or the title of a fix is only a sentence, which is compared with the
//! English one of its definition.

use clbplan::diagnostic::ReasonDefinition;
use clbplan::diagnostic::render::Locale;
use serde_json::Value;
use std::collections::BTreeSet;

/// Reasons that no scenario can lead to, and why.
const EXCEPTIONS: &[(&str, &str)] = &[("plan/broken-rule", "a defect of this program: nothing is known to raise it")];

/// What is wrong: reasons that no answer shows, and exceptions that are none.
pub fn problems(answers: &[Value]) -> Vec<String> {
    let mut shown = Shown::default();
    answers.iter().for_each(|answer| shown.collect(answer));
    let mut problems = Vec::new();
    for reason in clbplan::reference::reasons() {
        let is_excepted = EXCEPTIONS.iter().any(|(name, _)| *name == reason.name());
        match (shown.has(reason), is_excepted) {
            (false, false) => problems.push(format!("no scenario leads to the reason {}", reason.name())),
            (true, true) => problems.push(format!("{}: a scenario leads to it, so it is no exception", reason.name())),
            (true, false) | (false, true) => {}
        }
    }
    let names: BTreeSet<&str> = clbplan::reference::reasons().map(ReasonDefinition::name).collect();
    let unknown = EXCEPTIONS.iter().filter(|(name, _)| !names.contains(name));
    problems.extend(unknown.map(|(name, _)| format!("{name}: an exception, but no reason")));
    problems
}

#[derive(Default)]
struct Shown {
    names: BTreeSet<String>,
    /// The sentences that stand without a name.
    sentences: BTreeSet<String>,
}

impl Shown {
    fn collect(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
                match (text("code"), members.contains_key("severity")) {
                    // A finding, whose code is that of another list.
                    (Some(_), true) => {}
                    (Some(name), false) => drop(self.names.insert(name)),
                    (None, _) => self.sentences.extend(text("message").or_else(|| text("title"))),
                }
                members.values().for_each(|member| self.collect(member));
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn has(&self, reason: &ReasonDefinition) -> bool {
        let sentence = reason.sentence(Locale::En);
        self.names.contains(reason.name()) || self.sentences.iter().any(|shown| is_filled(sentence, shown))
    }
}

/// True for a text that is this sentence with something in each of its `{words}`.
fn is_filled(sentence: &str, text: &str) -> bool {
    let mut fixed = sentence.split('{').enumerate().map(|(at, part)| match at {
        0 => part,
        _ => part.split_once('}').map_or("", |(_, rest)| rest),
    });
    let Some(mut rest) = fixed.next().and_then(|start| text.strip_prefix(start)) else { return false };
    let mut end = "";
    for part in fixed {
        let Some((_, after)) = rest.split_once(part) else { return false };
        (rest, end) = (after, part);
    }
    rest.is_empty() || (sentence.contains('{') && text.ends_with(end))
}
