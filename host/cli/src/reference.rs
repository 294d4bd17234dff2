//! `explain` and `schema`: what is known, rather than what would happen.
//!
//! Texts of `explain` are the module's, Markdown drawn for a terminal; schemas are the files that the package ships.

use crate::answer::RequestError;
use crate::arguments::{ExplainArguments, ReferenceOutput, SchemaName};
use crate::input_error::InputError;
use crate::messages::{self, Lang};
use crate::module::{Planner, failed};
use crate::terminal_escape::escape_terminal;
use crate::text::ansi::{Paint, Style, wrap};
use clbplan_host::Function;
use serde::Deserialize;
use serde_json::json;

/// The answer of `explain`.
#[derive(Debug, Deserialize)]
pub struct Explanation {
    /// What goes by that name.
    pub entries: Vec<Entry>,
    near: Vec<String>,
}

/// One thing that is known.
#[derive(Debug, Deserialize)]
pub struct Entry {
    /// The full name.
    pub name: String,
    kind: String,
    /// One line.
    pub title: String,
    /// Markdown: everything else.
    pub text: String,
    /// The page that says so.
    pub url: Option<String>,
}

/// More entries than this are listed by name and title.
const FULL: usize = 5;

/// A JSON Schema, as the package ships it.
pub fn schema(name: SchemaName) -> &'static str {
    match name {
        SchemaName::PlanRequest => include_str!("../../../pkg/schemas/plan-request.json"),
        SchemaName::Plan => include_str!("../../../pkg/schemas/plan.json"),
        SchemaName::ValidateRequest => include_str!("../../../pkg/schemas/validate-request.json"),
        SchemaName::Report => include_str!("../../../pkg/schemas/report.json"),
        SchemaName::ServiceAnnotations => include_str!("../../../pkg/schemas/service-annotations.json"),
    }
}

/// What the module knows of a name.
///
/// # Errors
/// Nothing goes by that name, or the module gave no answer.
pub fn explain(
    arguments: &ExplainArguments,
    paint: Paint,
    width: usize,
    planner: &dyn Planner,
) -> Result<String, InputError> {
    let lang = arguments.lang;
    let name = arguments.name.as_deref().unwrap_or("");
    let request = json!({ "query": name, "locale": lang }).to_string();
    let answer = planner.call(Function::Explain, &request).map_err(|error| failed(&error, lang))?;
    let unreadable = |error: &dyn std::fmt::Display| InputError::new(lang, &messages::ANSWER_SHAPE, &[]).why(error);
    if let Ok(refusal) = serde_json::from_str::<RequestError>(&answer) {
        return Err(unreadable(&refusal.error.message));
    }
    let found: Explanation = serde_json::from_str(&answer).map_err(|error| unreadable(&error))?;
    if found.entries.is_empty() {
        return Err(unknown(name, &found.near, lang));
    }
    Ok(match arguments.output {
        ReferenceOutput::Json => answer + "\n",
        ReferenceOutput::Text if found.entries.len() > FULL => list(&found.entries, paint, width),
        ReferenceOutput::Text => {
            found.entries.iter().map(|entry| page(entry, paint, width)).collect::<Vec<_>>().join("\n")
        }
    })
}

fn unknown(name: &str, near: &[String], lang: Lang) -> InputError {
    let error = InputError::new(lang, &messages::NOT_KNOWN, &[("name", name)]);
    match near {
        [] => error.help(lang, &messages::NOT_KNOWN_HELP, &[]),
        near => error.help(lang, &messages::NEAR_HELP, &[("near", &near.join("`, `"))]),
    }
}

/// Names and titles, a heading for each kind.
fn list(entries: &[Entry], paint: Paint, width: usize) -> String {
    let mut out = String::new();
    let mut kind = "";
    for entry in entries {
        if entry.kind != kind {
            kind = &entry.kind;
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}\n", paint.paint(Style::Strong, &escape_terminal(kind))));
        }
        out.push_str(&format!("  {}\n      ", paint.paint(Style::Pointer, &escape_terminal(&entry.name))));
        out.push_str(&wrap(paint, &[(Style::Normal, &entry.title)], 6, 6, width));
        out.push('\n');
    }
    out
}

/// Everything about one entry.
fn page(entry: &Entry, paint: Paint, width: usize) -> String {
    let name = paint.paint(Style::Strong, &escape_terminal(&entry.name));
    let kind = paint.paint(Style::Faint, &format!("({})", escape_terminal(&entry.kind)));
    let mut out = format!("{name} {kind}\n\n");
    let paragraph = |text: &str, indent: usize| wrap(paint, &[(Style::Normal, text)], indent, indent, width) + "\n";
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
        out.push_str(&format!("\n{}\n", paint.paint(Style::Faint, &escape_terminal(url))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use clbplan_host::HostError;

    struct Answer(&'static str);

    impl Planner for Answer {
        fn call(&self, function: Function, _: &str) -> Result<String, HostError> {
            assert_eq!(function, Function::Explain);
            Ok(self.0.to_owned())
        }
    }

    fn arguments(output: ReferenceOutput) -> ExplainArguments {
        let name = Some("x".to_owned());
        ExplainArguments { name, output, lang: Lang::En, color: crate::arguments::Colour::Never, module: None }
    }

    fn asked(output: ReferenceOutput, answer: &'static str) -> Result<String, String> {
        let answer = explain(&arguments(output), Paint::None, 40, &Answer(answer));
        answer.map_err(|error| error.text(Lang::En))
    }

    const ONE: &str = r#"{"entries":[{"name":"a/x","kind":"annotation","title":"Does x.","text":"It does so at once, and again later on.\n\n* value: `true`, `false`\n* basis: documented","url":"https://example.com"}],"near":[]}"#;

    #[test]
    fn one_entry_is_a_page() {
        let expected = "a/x (annotation)\n\nDoes x.\n\nIt does so at once, and again later on.\n\n  · value: `true`, `false`\n  · basis: documented\n\nhttps://example.com\n";
        assert_eq!(asked(ReferenceOutput::Text, ONE).unwrap(), expected);
        assert_eq!(asked(ReferenceOutput::Json, ONE).unwrap(), format!("{ONE}\n"));
    }

    #[test]
    fn an_unknown_name_is_answered_with_near_ones() {
        let message = asked(ReferenceOutput::Text, r#"{"entries":[],"near":["a/x","b/x"]}"#).unwrap_err();
        assert!(message.contains("nothing is known of `x`") && message.contains("`a/x`, `b/x`"), "{message}");
        assert!(asked(ReferenceOutput::Json, r#"{"entries":[],"near":[]}"#).unwrap_err().contains("without a name"));
        assert!(
            asked(ReferenceOutput::Text, r#"{"error":{"code":"a","message":"no","path":""}}"#)
                .unwrap_err()
                .contains("no")
        );
    }

    #[test]
    fn schemas_are_json() {
        for name in <SchemaName as clap::ValueEnum>::value_variants() {
            assert!(serde_json::from_str::<serde_json::Value>(schema(*name)).is_ok());
        }
    }
}
