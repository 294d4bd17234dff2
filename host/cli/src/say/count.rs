//! Everything counted once.

use crate::answer::{Diagnostic, Plan, Report, Severity};
use crate::outcome;
use crate::phrases::{self, Lang, Phrase};

/// Which counts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// What load balancers can meet is counted even where none does.
    Told,
    /// Only what there is.
    Silent,
}

/// A plan in one sentence: how it begins (`Plan: `), and how it goes on.
pub fn plan(plan: &Plan, lang: Lang, zeros: Zeros) -> (&'static str, String) {
    let count = |key: &str| plan.summary.get(key).copied().unwrap_or(0);
    let withheld = plan.services.iter().map(|service| service.withheld.len() as u64).sum();
    let main: [(u64, &Phrase); 6] = [
        (count("create"), &phrases::SUM_CREATE),
        (count("adopt"), &phrases::SUM_ADOPT),
        (count("update"), &phrases::SUM_UPDATE),
        (count("replace"), &phrases::SUM_REPLACE),
        (count("delete"), &phrases::SUM_DELETE),
        (count("release"), &phrases::SUM_RELEASE),
    ];
    let rest: [(u64, &Phrase); 4] = [
        (count("blocked"), &phrases::SUM_BLOCKED),
        (count("keep"), &phrases::SUM_KEEP),
        (withheld, &phrases::SUM_WITHHELD),
        (count("ignored"), &phrases::SUM_IGNORED),
    ];
    let still = main.iter().all(|(number, _)| *number == 0) && !outcome::changes(plan);
    let first = match zeros {
        Zeros::Told if !still => counted(lang, &main),
        Zeros::Told | Zeros::Silent => told(lang, &main),
    };
    let found = found(&plan.diagnostics, count("suppressed"), lang);
    let parts: Vec<String> = [first, told(lang, &rest), found].into_iter().filter(|part| !part.is_empty()).collect();
    let head = if still { &phrases::NO_CHANGES } else { &phrases::SUMMARY }.say(lang);
    let stop = if parts.is_empty() { "" } else { phrases::FULL_STOP.say(lang) };
    (head, format!("{}{stop}", parts.join(phrases::SEMICOLON.say(lang))))
}

/// A report in one sentence.
pub fn report(report: &Report, files: usize, lang: Lang) -> String {
    let files = phrases::FILES.count(lang, files as u64);
    // What an answer has no room for is counted there as well.
    let count = |key: &str| report.summary.get(key).copied().unwrap_or(0);
    let suppressed = count("suppressed");
    let severities = [("errors", &phrases::ERRORS), ("warnings", &phrases::WARNINGS), ("infos", &phrases::INFOS)];
    let found = told(lang, &severities.map(|(key, phrase)| (count(key), phrase)));
    let phrase = if found.is_empty() { &phrases::FOUND_NOTHING } else { &phrases::FOUND };
    let mut sentence = phrase.fill(lang, &[("found", &found), ("files", &files)]);
    if suppressed > 0 {
        sentence.push_str(&phrases::SUPPRESSED_SENTENCE.count(lang, suppressed));
    }
    sentence
}

/// `2 errors, 1 warning`; empty when there is nothing.
pub fn found(diagnostics: &[Diagnostic], suppressed: u64, lang: Lang) -> String {
    let of =
        |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() as u64;
    let counts = [
        (of(Severity::Error), &phrases::ERRORS),
        (of(Severity::Warning), &phrases::WARNINGS),
        (of(Severity::Info), &phrases::INFOS),
        (suppressed, &phrases::SUPPRESSED),
    ];
    told(lang, &counts)
}

/// Those that are more than none.
fn told(lang: Lang, counts: &[(u64, &Phrase)]) -> String {
    let counts: Vec<(u64, &Phrase)> = counts.iter().copied().filter(|(number, _)| *number > 0).collect();
    counted(lang, &counts)
}

fn counted(lang: Lang, counts: &[(u64, &Phrase)]) -> String {
    let parts: Vec<String> = counts.iter().map(|(number, phrase)| phrase.count(lang, *number)).collect();
    parts.join(phrases::SEPARATOR.say(lang))
}
