//! Describes the codes of findings, from the module's own reference.
//!
//! A code that the reference does not have stands for itself: the message of a finding has what was typed, and GitHub renders the
//! text of a rule as Markdown.

use crate::html::web_url;
use crate::messages::Lang;
use crate::module::{Function, ModuleApi};
use crate::module_answer::{Diagnostic, Explanation, Severity};
use crate::plan_as_findings;
use serde_json::json;
use std::collections::BTreeMap;

/// The description of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeDescription {
    /// One line.
    pub title: String,
    /// Why it matters and what to do, Markdown.
    pub text: String,
    /// The page that documents it.
    pub url: Option<String>,
    /// The severity of its first finding.
    pub severity: Severity,
}

/// A rule for each code of the findings.
pub fn rules(findings: &[Diagnostic], planner: &dyn ModuleApi, lang: Lang) -> BTreeMap<String, CodeDescription> {
    let mut rules = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.code.clone()).or_insert_with(|| rule(finding, planner, lang));
    }
    rules
}

fn rule(finding: &Diagnostic, planner: &dyn ModuleApi, lang: Lang) -> CodeDescription {
    let (severity, url) = (finding.severity, web_url(finding.url.as_deref()));
    if let Some(role) = plan_as_findings::role(&finding.code) {
        let title = role.text(lang).to_string();
        return CodeDescription { text: title.clone(), title, url, severity };
    }
    let request = json!({ "query": finding.code, "locale": lang }).to_string();
    let explanation = planner.call(Function::Explain, &request).ok();
    let explanation = explanation.and_then(|answer| serde_json::from_str::<Explanation>(&answer).ok());
    let entry =
        explanation.and_then(|explanation| explanation.entries.into_iter().find(|entry| entry.name == finding.code));
    match entry {
        Some(entry) => {
            let title = with_ellipses(&entry.title);
            let text = if entry.text.is_empty() { title.clone() } else { with_ellipses(&entry.text) };
            CodeDescription { title, text, url: web_url(entry.url.as_deref()).or(url), severity }
        }
        None => CodeDescription { title: finding.code.clone(), text: finding.code.clone(), url, severity },
    }
}

/// The text with `…` for the arguments that differ from finding to finding. Other braces, such as those of JSON, stay.
pub fn with_ellipses(text: &str) -> String {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut line = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        match after.split_once('}').filter(|(name, _)| is_name(name)) {
            Some((_, tail)) => {
                line.push('…');
                rest = tail;
            }
            None => {
                line.push('{');
                rest = after;
            }
        }
    }
    line.push_str(rest);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_become_ellipses() {
        assert_eq!(with_ellipses("`{name}` is not {what}"), "`…` is not …");
        assert_eq!(with_ellipses("a {b"), "a {b");
        assert_eq!(with_ellipses("`{\"80\":{}}` or {allowed}"), "`{\"80\":{}}` or …");
    }
}
