//! What is known of the codes that were found, from the module's own reference.
//!
//! A code the reference does not have is still a rule, with the words of its first finding.

use crate::answer::{Diagnostic, Severity};
use crate::messages::Lang;
use crate::module::{Function, Planner};
use crate::plan_findings;
use crate::reference::Explanation;
use serde_json::json;
use std::collections::BTreeMap;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it says, in a line.
    pub title: String,
    /// Why it matters and what to do, Markdown.
    pub text: String,
    /// The page behind it.
    pub url: Option<String>,
    /// How bad its first finding is.
    pub severity: Severity,
}

/// A rule for each code of the findings.
pub fn rules(findings: &[Diagnostic], planner: &dyn Planner, lang: Lang) -> BTreeMap<String, Rule> {
    let mut rules = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.code.clone()).or_insert_with(|| rule(finding, planner, lang));
    }
    rules
}

fn rule(finding: &Diagnostic, planner: &dyn Planner, lang: Lang) -> Rule {
    let (severity, url) = (finding.severity, finding.url.clone());
    if let Some(meaning) = plan_findings::meaning(&finding.code) {
        let title = meaning.text(lang).to_string();
        return Rule { text: title.clone(), title, url, severity };
    }
    let request = json!({ "query": finding.code, "locale": lang }).to_string();
    let explanation = planner.call(Function::Explain, &request).ok();
    let explanation = explanation.and_then(|answer| serde_json::from_str::<Explanation>(&answer).ok());
    let entry = explanation.and_then(|known| known.entries.into_iter().find(|entry| entry.name == finding.code));
    match entry {
        Some(entry) => {
            let title = with_gaps(&entry.title);
            let text = if entry.text.is_empty() { title.clone() } else { entry.text };
            Rule { title, text, url: entry.url.or(url), severity }
        }
        None => Rule { title: finding.message.clone(), text: finding.message.clone(), url, severity },
    }
}

/// The line with `…` for the words that each finding fills in.
fn with_gaps(title: &str) -> String {
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
    fn words_to_come_are_gaps() {
        assert_eq!(with_gaps("`{name}` is not {what}"), "`…` is not …");
        assert_eq!(with_gaps("a {b"), "a {b");
    }
}
