//! Everything counted once.

use crate::answer::{Diagnostic, Plan, Report, Severity};
use crate::exit_status;
use crate::messages::{self, Lang, Message};

/// Which counts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroCounts {
    /// What load balancers can meet is counted even where none does.
    Show,
    /// Only what there is.
    Hide,
}

/// A plan in one sentence: how it begins (`Plan: `), and how it goes on.
pub fn plan(plan: &Plan, lang: Lang, zero_counts: ZeroCounts) -> (&'static str, String) {
    let count = |key: &str| plan.summary.get(key).copied().unwrap_or(0);
    let withheld = plan.services.iter().map(|service| service.withheld.len() as u64).sum();
    let main: [(u64, &Message); 6] = [
        (count("create"), &messages::SUM_CREATE),
        (count("adopt"), &messages::SUM_ADOPT),
        (count("update"), &messages::SUM_UPDATE),
        (count("replace"), &messages::SUM_REPLACE),
        (count("delete"), &messages::SUM_DELETE),
        (count("release"), &messages::SUM_RELEASE),
    ];
    let rest: [(u64, &Message); 4] = [
        (count("blocked"), &messages::SUM_BLOCKED),
        (count("keep"), &messages::SUM_KEEP),
        (withheld, &messages::SUM_WITHHELD),
        (count("ignored"), &messages::SUM_IGNORED),
    ];
    let still = main.iter().all(|(number, _)| *number == 0) && !exit_status::changes(plan);
    let first = match zero_counts {
        ZeroCounts::Show if !still => counted(lang, &main),
        ZeroCounts::Show | ZeroCounts::Hide => told(lang, &main),
    };
    let found = found(&plan.diagnostics, count("suppressed"), lang);
    let parts: Vec<String> = [first, told(lang, &rest), found].into_iter().filter(|part| !part.is_empty()).collect();
    let head = if still { &messages::NO_CHANGES } else { &messages::SUMMARY }.text(lang);
    let stop = if parts.is_empty() { "" } else { messages::FULL_STOP.text(lang) };
    (head, format!("{}{stop}", parts.join(messages::SEMICOLON.text(lang))))
}

/// A report in one sentence.
pub fn report(report: &Report, files: usize, lang: Lang) -> String {
    let files = messages::FILES.count(lang, files as u64);
    // What an answer has no room for is counted there as well.
    let count = |key: &str| report.summary.get(key).copied().unwrap_or(0);
    let suppressed = count("suppressed");
    let severities = [("errors", &messages::ERRORS), ("warnings", &messages::WARNINGS), ("infos", &messages::INFOS)];
    let found = told(lang, &severities.map(|(key, message)| (count(key), message)));
    let message = if found.is_empty() { &messages::FOUND_NOTHING } else { &messages::FOUND };
    let mut sentence = message.fill(lang, &[("found", &found), ("files", &files)]);
    if suppressed > 0 {
        sentence.push_str(&messages::SUPPRESSED_SENTENCE.count(lang, suppressed));
    }
    sentence
}

/// `2 errors, 1 warning`; empty when there is nothing.
pub fn found(diagnostics: &[Diagnostic], suppressed: u64, lang: Lang) -> String {
    let of =
        |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() as u64;
    let counts = [
        (of(Severity::Error), &messages::ERRORS),
        (of(Severity::Warning), &messages::WARNINGS),
        (of(Severity::Info), &messages::INFOS),
        (suppressed, &messages::SUPPRESSED),
    ];
    told(lang, &counts)
}

/// Those that are more than none.
fn told(lang: Lang, counts: &[(u64, &Message)]) -> String {
    let counts: Vec<(u64, &Message)> = counts.iter().copied().filter(|(number, _)| *number > 0).collect();
    counted(lang, &counts)
}

fn counted(lang: Lang, counts: &[(u64, &Message)]) -> String {
    let parts: Vec<String> = counts.iter().map(|(number, message)| message.count(lang, *number)).collect();
    parts.join(messages::SEPARATOR.text(lang))
}
