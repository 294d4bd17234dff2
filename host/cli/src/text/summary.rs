//! The last line: everything counted once.

use super::page::Page;
use super::paint::Style;
use crate::answer::{Plan, Report};
use crate::phrases;
use crate::say::count::{self, Zeros};

/// Sums up a plan.
pub fn plan(page: &mut Page<'_>, plan: &Plan) {
    let lang = page.lang();
    page.gap();
    if !plan.complete {
        page.wrapped(0, 0, &[(Style::Care, phrases::INCOMPLETE.say(lang))]);
    }
    let (head, text) = count::plan(plan, lang, Zeros::Told);
    page.wrapped(0, 2, &[(Style::Strong, head), (Style::Normal, &text)]);
}

/// Sums up a report.
pub fn report(page: &mut Page<'_>, report: &Report, files: usize) {
    page.gap();
    let sentence = count::report(report, files, page.lang());
    page.wrapped(0, 2, &[(Style::Strong, &sentence)]);
}
