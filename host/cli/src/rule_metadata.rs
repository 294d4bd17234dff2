//! Describes the codes of findings, from the module's own reference.
//!
//! A code that the reference does not have is described by its first finding.

use crate::answer::{Diagnostic, Explanation, Severity};
use crate::messages::Lang;
use crate::module::{Function, ModuleApi};
use crate::plan_as_findings;
use serde_json::json;
use std::collections::BTreeMap;

/// The description of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
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
pub fn rules(findings: &[Diagnostic], planner: &dyn ModuleApi, lang: Lang) -> BTreeMap<String, Rule> {
    let mut rules = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.code.clone()).or_insert_with(|| rule(finding, planner, lang));
    }
    rules
}

fn rule(finding: &Diagnostic, planner: &dyn ModuleApi, lang: Lang) -> Rule {
    let (severity, url) = (finding.severity, finding.url.clone());
    if let Some(role) = plan_as_findings::role(&finding.code) {
        let title = role.text(lang).to_string();
        return Rule { text: title.clone(), title, url, severity };
    }
    let request = json!({ "query": finding.code, "locale": lang }).to_string();
    let explanation = planner.call(Function::Explain, &request).ok();
    let explanation = explanation.and_then(|answer| serde_json::from_str::<Explanation>(&answer).ok());
    let entry =
        explanation.and_then(|explanation| explanation.entries.into_iter().find(|entry| entry.name == finding.code));
    match entry {
        Some(entry) => {
            let title = with_ellipses(&entry.title);
            let text = if entry.text.is_empty() { title.clone() } else { entry.text };
            Rule { title, text, url: entry.url.or(url), severity }
        }
        None => Rule { title: finding.message.clone(), text: finding.message.clone(), url, severity },
    }
}

/// The line with `…` for the arguments that differ from finding to finding.
fn with_ellipses(title: &str) -> String {
    let mut line = String::new();
    let mut rest = title;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, tail)) = after.split_once('}') else { break };
        line.push_str(before);
        line.push('…');
        rest = tail;
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
    }
}
