//! From a plan to the warnings of a review: the lines that `kubectl` prints above its own.
//!
//! Worst first, one line each, without control characters. The API server cuts a warning after 256 characters and drops what
//! follows 4,096 in all, without a word; here the last line says how many are missing. What the API server says itself is
//! not repeated: the findings of its own validation are left out, and those that the live object has as well.

mod findings;
mod fit;
mod outcome;

pub use fit::{MAX_WARNING, MAX_WARNINGS, one_line};

use crate::cloud::CloudAge;
use crate::language::Language;
use crate::violation::Violation;
use clbplan_host::types::Plan;

/// What warnings are made from.
#[derive(Debug, Clone, Copy)]
pub struct WarningInput<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The violated guards that the change brings.
    pub violations: &'a [Violation],
    /// What is wrong with the annotation that lifts guards.
    pub mistakes: &'a [String],
    /// What is known of the cloud's state.
    pub cloud: CloudAge,
    /// The language.
    pub language: Language,
}

/// The warnings, worst first.
pub fn warnings(input: &WarningInput<'_>) -> Vec<String> {
    let outcomes = outcome::lines(input.plan, input.language);
    let note = if outcomes.is_empty() { None } else { outcome::cloud_note(input.cloud, input.language) };
    let violations = input.violations.iter().map(|violation| violation_line(violation, input.language));
    let lines = outcomes.into_iter().chain(note).chain(violations);
    let lines = lines.chain(input.mistakes.iter().cloned());
    fit::fit(lines.chain(findings::lines(input.plan)).collect(), input.language)
}

/// The only warning of a review without a plan.
pub fn cannot_tell(namespace: &str, name: &str, reason: &str, language: Language) -> String {
    let text = match language {
        Language::En => {
            format!("{namespace}/{name}: clbplan cannot tell what this change does to the load balancer ({reason})")
        }
        Language::ZhCn => format!("{namespace}/{name}：clbplan 无法判断此修改对负载均衡的影响（{reason}）"),
    };
    one_line(&text, MAX_WARNING)
}

fn violation_line(violation: &Violation, language: Language) -> String {
    match violation.lifted_until {
        Some(until) => match language {
            Language::En => format!("allowed by annotation until {until}: {}", violation.message),
            Language::ZhCn => format!("注解放行至 {until}：{}", violation.message),
        },
        None => violation.message.clone(),
    }
}
