//! The text of a denial: one reason a line, because `kubectl` prints it as it is, and the way out.

use super::allow_annotation::{ALLOW_ANNOTATION, LiftedPolicyGuards};
use super::change::{Operation, ServiceChange};
use super::decision::ReviewDenial;
use super::policy_outcome::PolicyOutcome;
use crate::language::Language;
use crate::violation::Violation;
use crate::warnings::one_line;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The longest line, in characters.
const LINE: usize = 400;
/// The most reasons that are listed.
const REASONS: usize = 10;

/// The denial, if the policy denies the change.
pub(super) fn denial(
    change: &ServiceChange,
    outcome: &PolicyOutcome,
    lifted: &LiftedPolicyGuards,
    today: Date,
    language: Language,
) -> Option<ReviewDenial> {
    let denials: Vec<&Violation> = outcome.denials().collect();
    if denials.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = denials.iter().take(REASONS).map(|violation| reason(violation, language)).collect();
    if denials.len() > REASONS {
        let more = denials.len() - REASONS;
        lines.push(language.choose(format!("{more} more reasons are not listed"), format!("另有 {more} 条原因未列出")));
    }
    // Tomorrow, because a date ends in UTC and not where the reader is.
    let until = today.saturating_add(1.day());
    let mut guards: BTreeMap<&str, Date> = denials.iter().map(|violation| (violation.guard.as_str(), until)).collect();
    // The command replaces the annotation: what it lifts already must stay.
    guards.extend(lifted.lifted());
    lines.push(way_out(change, &guards, language));
    let happens = denials.iter().any(|violation| violation.is_about_what_happens());
    let (code, reason) = if happens { (403, "Forbidden") } else { (422, "Invalid") };
    Some(ReviewDenial { code, reason, message: lines.join("\n") })
}

fn reason(violation: &Violation, language: Language) -> String {
    let mut text = violation.message.clone();
    if let Some(why) = &violation.why {
        text.push_str(language.choose(": ", "："));
        text.push_str(why);
    }
    if let Some(expired) = violation.expired {
        text.push_str(&match language {
            Language::En => format!("; the annotation `{ALLOW_ANNOTATION}` allowed it until {expired}"),
            Language::ZhCn => format!("；注解 `{ALLOW_ANNOTATION}` 的放行已于 {expired} 到期"),
        });
    }
    one_line(&text, LINE)
}

/// What to do if the change is intended.
fn way_out(change: &ServiceChange, guards: &BTreeMap<&str, Date>, language: Language) -> String {
    let value: Vec<String> = guards.iter().map(|(guard, until)| format!("{guard} until {until}")).collect();
    let value = value.join(", ");
    let ServiceChange { namespace, name, .. } = change;
    match (change.operation, language) {
        (Operation::Create, Language::En) => {
            format!("if this is intended, set the annotation `{ALLOW_ANNOTATION}` of the Service to \"{value}\"")
        }
        (Operation::Create, Language::ZhCn) => {
            format!("如确需执行，请将 Service 的注解 `{ALLOW_ANNOTATION}` 设为 \"{value}\"")
        }
        (Operation::Update | Operation::Delete, Language::En) => format!(
            "if this is intended, run this first: kubectl annotate --overwrite --namespace {namespace} service {name} \
             {ALLOW_ANNOTATION}=\"{value}\""
        ),
        (Operation::Update | Operation::Delete, Language::ZhCn) => format!(
            "如确需执行，请先运行：kubectl annotate --overwrite --namespace {namespace} service {name} \
             {ALLOW_ANNOTATION}=\"{value}\""
        ),
    }
}
