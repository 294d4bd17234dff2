//! The last line: everything counted once.

use super::page::Page;
use super::paint::Style;
use crate::answer::{Diagnostic, Plan, Report, Severity};
use crate::outcome;
use crate::phrases::{self, Lang, Phrase};

/// Sums up a plan.
pub fn plan(page: &mut Page<'_>, plan: &Plan) {
    let lang = page.lang();
    page.gap();
    if !plan.complete {
        page.wrapped(0, 0, &[(Style::Care, phrases::INCOMPLETE.say(lang))]);
    }
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
    let first = if still { String::new() } else { counted(lang, &main, phrases::SEPARATOR.say(lang)) };
    let others = rest.into_iter().filter(|(number, _)| *number > 0).collect::<Vec<_>>();
    let others = counted(lang, &others, phrases::SEPARATOR.say(lang));
    let found = found(&plan.diagnostics, lang);
    let parts: Vec<&str> = [first.as_str(), &others, &found].into_iter().filter(|part| !part.is_empty()).collect();
    let head = if still { &phrases::NO_CHANGES } else { &phrases::SUMMARY }.say(lang);
    let text = parts.join(phrases::SEMICOLON.say(lang));
    let stop = if text.is_empty() { "" } else { phrases::FULL_STOP.say(lang) };
    page.wrapped(0, 2, &[(Style::Strong, head), (Style::Normal, &format!("{text}{stop}"))]);
}

/// Sums up a report.
pub fn report(page: &mut Page<'_>, report: &Report, files: usize) {
    let lang = page.lang();
    page.gap();
    let files = phrases::FILES.count(lang, files as u64);
    let found = found(&report.diagnostics, lang);
    let phrase = if found.is_empty() { &phrases::FOUND_NOTHING } else { &phrases::FOUND };
    page.wrapped(0, 2, &[(Style::Strong, &phrase.fill(lang, &[("found", &found), ("files", &files)]))]);
}

fn counted(lang: Lang, counts: &[(u64, &Phrase)], separator: &str) -> String {
    counts.iter().map(|(number, phrase)| phrase.count(lang, *number)).collect::<Vec<_>>().join(separator)
}

/// `2 errors, 1 warning`; empty when there is nothing.
fn found(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let of =
        |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() as u64;
    let counts = [
        (of(Severity::Error), &phrases::ERRORS),
        (of(Severity::Warning), &phrases::WARNINGS),
        (of(Severity::Info), &phrases::INFOS),
    ];
    let counts: Vec<(u64, &Phrase)> = counts.into_iter().filter(|(number, _)| *number > 0).collect();
    counted(lang, &counts, phrases::SEPARATOR.say(lang))
}
