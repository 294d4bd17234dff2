//! `explain` and `schema`.
//!
//! The texts of `explain` are the module's Markdown, rendered for a terminal, and those of `program_reference_entries`; the schemas are those
//! of the package.

use crate::ansi::{TextRole, UseColors};
use crate::arguments::{ExplainArguments, ExplainOutput, SchemaName};
use crate::escape_for_terminal::escape_terminal;
use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::module::{ModuleApi, call_error};
use crate::module_answer::{Explanation, ExplanationEntry, RequestError};
use crate::program_reference_entries;
use crate::specified_facts;
use crate::text::wrap::wrap;
use clbplan_host::Function;
use serde_json::{Value, json};
use std::borrow::Cow;

/// More entries than this are listed by name and title only.
const MAX_FULL_ENTRIES: usize = 5;

/// A JSON Schema of the package.
pub fn schema(name: SchemaName) -> Cow<'static, str> {
    let schema = match name {
        SchemaName::State => return format!("{:#}\n", clbplan_live::state_schema()).into(),
        SchemaName::PlanRequest => include_str!("../../../pkg/schemas/plan-request.json"),
        SchemaName::Plan => include_str!("../../../pkg/schemas/plan.json"),
        SchemaName::ValidateRequest => include_str!("../../../pkg/schemas/validate-request.json"),
        SchemaName::Report => include_str!("../../../pkg/schemas/report.json"),
        SchemaName::Audit => include_str!("../schemas/audit.json"),
        SchemaName::Fleet => include_str!("../schemas/fleet.json"),
        SchemaName::Context => specified_facts::SCHEMA,
        SchemaName::Policy => include_str!("../../../pkg/schemas/policy.json"),
        SchemaName::ServiceAnnotations => include_str!("../../../pkg/schemas/service-annotations.json"),
    };
    schema.into()
}

/// The entries of the module's reference for a name.
///
/// # Errors
/// The name is unknown, or the call failed.
pub fn explain(
    arguments: &ExplainArguments,
    colors: UseColors,
    width: usize,
    planner: &dyn ModuleApi,
) -> Result<String, InputError> {
    let lang = arguments.lang;
    let name = arguments.name.as_deref().unwrap_or("");
    let mut own = program_reference_entries::named(name.trim(), lang);
    let mut answers = Vec::new();
    for query in program_reference_entries::names_of_label(name.trim(), lang) {
        answers.push(ask(query, lang, planner)?);
    }
    if own.is_empty() && answers.iter().all(|(_, answer)| answer.entries.is_empty()) {
        own = program_reference_entries::ending_with(name.trim(), lang);
    }
    if own.is_empty() && answers.iter().all(|(_, answer)| answer.entries.is_empty()) && is_event(name.trim()) {
        own = mentioning(name.trim(), lang, planner)?;
    }
    if own.is_empty() && answers.iter().all(|(_, answer)| answer.entries.is_empty()) {
        let near = answers.into_iter().flat_map(|(_, answer)| answer.near).chain(program_reference_entries::near(name));
        return Err(unknown(name, &near.collect::<Vec<_>>()));
    }
    if arguments.output == ExplainOutput::Json {
        return json_of(&own, &answers);
    }
    let mut entries: Vec<ExplanationEntry> = Vec::new();
    for entry in answers.into_iter().flat_map(|(_, answer)| answer.entries).chain(own) {
        if !entries.iter().any(|known| (&known.name, &known.title) == (&entry.name, &entry.title)) {
            entries.push(entry);
        }
    }
    program_reference_entries::sort_by_kind(&mut entries);
    Ok(match entries.len() {
        number if number > MAX_FULL_ENTRIES => list(&entries, colors, width),
        _ => entries.iter().map(|entry| page(entry, colors, width)).collect::<Vec<_>>().join("\n"),
    })
}

/// The module's answer about one name, as text and decoded.
fn ask(name: &str, lang: Lang, planner: &dyn ModuleApi) -> Result<(String, Explanation), InputError> {
    let request = json!({ "query": name, "locale": lang }).to_string();
    let answer = planner.call(Function::Explain, &request).map_err(|error| call_error(&error))?;
    if let Ok(refusal) = serde_json::from_str::<RequestError>(&answer) {
        return Err(unreadable(&refusal.error.message));
    }
    let found = serde_json::from_str(&answer).map_err(|error| unreadable(&error))?;
    Ok((answer, found))
}

/// True for an event of the controller: `E4008`.
fn is_event(name: &str) -> bool {
    name.strip_prefix(['E', 'e'])
        .is_some_and(|digits| digits.len() == 4 && digits.chars().all(|one| one.is_ascii_digit()))
}

/// The entries that name an event: some events have no finding of their own, but plans say when to expect them.
fn mentioning(event: &str, lang: Lang, planner: &dyn ModuleApi) -> Result<Vec<ExplanationEntry>, InputError> {
    let event = event.to_uppercase();
    let (_, all) = ask("", lang, planner)?;
    Ok(all.entries.into_iter().filter(|entry| entry.title.contains(&event) || entry.text.contains(&event)).collect())
}

fn unreadable(cause: &dyn std::fmt::Display) -> InputError {
    InputError::new(&messages::ANSWER_SHAPE).caused_by(cause)
}

/// The module's answer, as it is unless there is more than one or this program has words of its own.
fn json_of(own: &[ExplanationEntry], answers: &[(String, Explanation)]) -> Result<String, InputError> {
    if let ([], [(answer, _)]) = (own, answers) {
        return Ok(format!("{answer}\n"));
    }
    let mut entries: Vec<Value> = Vec::new();
    for (answer, _) in answers {
        let answer: Value = serde_json::from_str(answer).map_err(|error| unreadable(&error))?;
        let found = answer.get("entries").and_then(Value::as_array).cloned().unwrap_or_default();
        entries.extend(found.into_iter().filter(|entry| !entries.contains(entry)).collect::<Vec<_>>());
    }
    entries.extend(own.iter().map(|entry| json!(entry)));
    Ok(format!("{}\n", json!({ "entries": entries, "near": [] })))
}

fn unknown(name: &str, near: &[String]) -> InputError {
    let error = InputError::new(messages::NOT_KNOWN.with("name", name));
    match near {
        [] => error.help(&messages::NOT_KNOWN_HELP),
        near => error.help(messages::NEAR_HELP.with("near", near.join("`, `"))),
    }
}

/// Names and titles, with a heading for each kind.
fn list(entries: &[ExplanationEntry], colors: UseColors, width: usize) -> String {
    let mut out = String::new();
    let mut kind = "";
    for entry in entries {
        if entry.kind != kind {
            kind = &entry.kind;
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}\n", colors.paint(TextRole::Strong, &escape_terminal(kind))));
        }
        out.push_str(&format!("  {}\n      ", colors.paint(TextRole::Pointer, &escape_terminal(&entry.name))));
        out.push_str(&wrap(colors, &[(TextRole::Normal, &entry.title)], 6, 6, width));
        out.push('\n');
    }
    out
}

/// The full text of one entry.
fn page(entry: &ExplanationEntry, colors: UseColors, width: usize) -> String {
    let name = colors.paint(TextRole::Strong, &escape_terminal(&entry.name));
    let kind = colors.paint(TextRole::Faint, &format!("({})", escape_terminal(&entry.kind)));
    let mut out = format!("{name} {kind}\n\n");
    let paragraph = |text: &str, indent: usize| wrap(colors, &[(TextRole::Normal, text)], indent, indent, width) + "\n";
    out.push_str(&paragraph(&entry.title, 0));
    if !entry.text.is_empty() {
        out.push('\n');
    }
    for line in entry.text.lines() {
        match line.strip_prefix("* ") {
            Some(point) => out.push_str(&format!("  · {}", paragraph(point, 4))),
            None => out.push_str(&paragraph(line, 0)),
        }
    }
    if let Some(url) = &entry.url {
        out.push_str(&format!("\n{}\n", colors.paint(TextRole::Faint, &escape_terminal(url))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use clbplan_host::HostError;

    struct Answer(&'static str);

    impl ModuleApi for Answer {
        fn call(&self, function: Function, _: &str) -> Result<String, HostError> {
            assert_eq!(function, Function::Explain);
            Ok(self.0.to_owned())
        }
    }

    fn arguments(output: ExplainOutput) -> ExplainArguments {
        let name = Some("x".to_owned());
        ExplainArguments { name, output, lang: Lang::En, color: crate::arguments::ColorChoice::Never, module: None }
    }

    fn explained(output: ExplainOutput, answer: &'static str) -> Result<String, String> {
        let answer = explain(&arguments(output), UseColors::Off, 40, &Answer(answer));
        answer.map_err(|error| error.text(Lang::En))
    }

    const ONE: &str = r#"{"entries":[{"name":"a/x","kind":"annotation","title":"Does x.","text":"It does so at once, and again later on.\n\n* value: `true`, `false`\n* basis: documented","url":"https://example.com"}],"near":[]}"#;

    #[test]
    fn one_entry_is_printed_in_full() {
        let expected = "a/x (annotation)\n\nDoes x.\n\nIt does so at once, and again later on.\n\n  · value: `true`, `false`\n  · basis: documented\n\nhttps://example.com\n";
        assert_eq!(explained(ExplainOutput::Text, ONE).unwrap(), expected);
        assert_eq!(explained(ExplainOutput::Json, ONE).unwrap(), format!("{ONE}\n"));
    }

    #[test]
    fn an_unknown_name_has_suggestions() {
        let message = explained(ExplainOutput::Text, r#"{"entries":[],"near":["a/x","b/x"]}"#).unwrap_err();
        assert!(message.contains("unknown name `x`") && message.contains("`a/x`, `b/x`"), "{message}");
        assert!(explained(ExplainOutput::Json, r#"{"entries":[],"near":[]}"#).unwrap_err().contains("without a name"));
        assert!(
            explained(ExplainOutput::Text, r#"{"error":{"code":"a","message":"no","path":""}}"#)
                .unwrap_err()
                .contains("no")
        );
    }

    #[test]
    fn schemas_are_json() {
        for name in <SchemaName as clap::ValueEnum>::value_variants() {
            assert!(serde_json::from_str::<serde_json::Value>(&schema(*name)).is_ok());
        }
    }
}
