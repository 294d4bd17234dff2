//! Totals of a plan or a report in one sentence.

use super::withheld_change::withheld_lines;
use crate::exit_status;
use crate::finding_verbosity::OldFindingsDetail;
use crate::messages::{self, Lang, Message};
use crate::module_answer::{Diagnostic, Plan, PolicyVerdict, Report, Severity, SeverityCounts};

/// The finding that no Service is among the manifests.
const NO_SERVICE: &str = "input/no-service";

/// Whether counts of zero are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroCounts {
    /// The verdicts that change a load balancer are always listed.
    Show,
    Hide,
}

/// A plan in one sentence, as its beginning (`Plan: `) and the rest.
pub fn plan(plan: &Plan, lang: Lang, zero_counts: ZeroCounts) -> (&'static str, String) {
    let count = |key: &str| plan.summary.get(key).copied().unwrap_or(0);
    let withheld = plan.services.iter().map(|service| withheld_lines(service).len() as u64).sum();
    let main: [(u64, &Message); 6] = [
        (count("create"), &messages::SUM_CREATE),
        (count("adopt"), &messages::SUM_ADOPT),
        (count("update"), &messages::SUM_UPDATE),
        (count("replace"), &messages::SUM_REPLACE),
        (count("delete"), &messages::SUM_DELETE),
        (count("release"), &messages::SUM_RELEASE),
    ];
    let rest: [(u64, &Message); 5] = [
        (count("blocked"), &messages::SUM_BLOCKED),
        (count("error"), &messages::SUM_ERROR),
        (count("keep"), &messages::SUM_KEEP),
        (withheld, &messages::SUM_WITHHELD),
        (count("ignored"), &messages::SUM_IGNORED),
    ];
    let is_undecided = plan.services.iter().any(|service| service.load_balancer.undecided);
    let is_unchanged = main.iter().all(|(number, _)| *number == 0) && !exit_status::changes(plan) && !is_undecided;
    let first = match zero_counts {
        ZeroCounts::Show if !is_unchanged => join_counts(lang, &main),
        ZeroCounts::Show | ZeroCounts::Hide => nonzero_counts(lang, &main),
    };
    let findings = findings(&plan.diagnostics, plan.suppressed, lang);
    let parts = [first, nonzero_counts(lang, &rest), findings, denials(plan, lang)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let head = if is_unchanged { &messages::NO_CHANGES } else { &messages::SUMMARY }.text(lang);
    let stop = if parts.is_empty() { "" } else { lang.full_stop() };
    (head, format!("{}{stop}", parts.join(lang.clause_separator())))
}

/// How many rules of the policy deny the plan. They make the command fail, so the summary must say it; and that the policy
/// cannot be judged, which is no permission. Empty if it allows the plan, or only warns.
fn denials(plan: &Plan, lang: Lang) -> String {
    let Some(policy) = &plan.policy else { return String::new() };
    match policy.verdict {
        PolicyVerdict::Allow | PolicyVerdict::Warn => return String::new(),
        PolicyVerdict::Undecided => return messages::SUM_UNDECIDED.text(lang).to_string(),
        PolicyVerdict::Deny => {}
    }
    let is_denial = |violation: &&Diagnostic| violation.severity == Severity::Error && !violation.existing;
    let errors = policy.violations.iter().filter(is_denial).count();
    messages::SUM_DENIED.plural(lang, errors.max(1) as u64)
}

/// Why a plan is incomplete: it has errors, or needs what is listed under "Not checked". `None` if the plan is complete.
pub fn incomplete(plan: &Plan) -> Option<&'static Message> {
    let has_errors = plan.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let sentence = if has_errors { &messages::INCOMPLETE_ERRORS } else { &messages::INCOMPLETE };
    (!plan.complete).then_some(sentence)
}

/// A report in one sentence.
pub fn report(report: &Report, files: usize, old: OldFindingsDetail, lang: Lang) -> String {
    let files = messages::FILES.plural(lang, files as u64);
    // Unlike the list, the summary also counts findings that were truncated.
    let count = |key: &str| report.summary.get(key).copied().unwrap_or(0);
    let suppressed = count("suppressed");
    let existing = match old {
        OldFindingsDetail::Counted => report.existing,
        OldFindingsDetail::Listed => SeverityCounts::default(),
    };
    let severities = [
        (count("errors").saturating_sub(existing.errors), &messages::ERRORS),
        (count("warnings").saturating_sub(existing.warnings), &messages::WARNINGS),
        (count("infos").saturating_sub(existing.infos), &messages::INFOS),
    ];
    let found = nonzero_counts(lang, &severities);
    let only_that = report.diagnostics.iter().all(|finding| finding.code == NO_SERVICE);
    let message = match found.is_empty() {
        true => &messages::FOUND_NOTHING,
        false if only_that => &messages::FOUND_NO_SERVICE,
        false => &messages::FOUND,
    };
    let mut sentence = message.format(lang, &[("found", &found), ("files", &files)]);
    if suppressed > 0 {
        sentence.push_str(&messages::SUPPRESSED_SENTENCE.plural(lang, suppressed));
    }
    sentence
}

/// `2 errors, 1 warning`; empty when there is nothing.
pub fn findings(diagnostics: &[Diagnostic], suppressed: u64, lang: Lang) -> String {
    let of =
        |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() as u64;
    let counts = [
        (of(Severity::Error), &messages::ERRORS),
        (of(Severity::Warning), &messages::WARNINGS),
        (of(Severity::Info), &messages::INFOS),
        (suppressed, &messages::SUPPRESSED),
    ];
    nonzero_counts(lang, &counts)
}

/// The counts that are not zero.
fn nonzero_counts(lang: Lang, counts: &[(u64, &Message)]) -> String {
    let counts: Vec<(u64, &Message)> = counts.iter().copied().filter(|(number, _)| *number > 0).collect();
    join_counts(lang, &counts)
}

fn join_counts(lang: Lang, counts: &[(u64, &Message)]) -> String {
    let parts: Vec<String> = counts.iter().map(|(number, message)| message.plural(lang, *number)).collect();
    parts.join(lang.list_separator())
}
