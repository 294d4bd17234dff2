//! The last line: how many load balancers, findings and files.

use super::writer::TextWriter;
use crate::ansi::TextRole;
use crate::module_answer::{Plan, Report};
use crate::summary::overview::has_overview;
use crate::summary::totals::{self, ZeroCounts};

pub fn plan(out: &mut TextWriter<'_>, plan: &Plan) {
    let lang = out.lang();
    out.gap();
    if let Some(sentence) = totals::incomplete(plan) {
        out.wrapped(0, 0, &[(TextRole::Caution, sentence.text(lang))]);
    }
    // The overview has a line for each verdict that there is.
    let zero_counts = if has_overview(plan) { ZeroCounts::Hide } else { ZeroCounts::Show };
    let (head, text) = totals::plan(plan, lang, zero_counts);
    out.wrapped(0, 2, &[(TextRole::Strong, head), (TextRole::Normal, &text)]);
}

pub fn report(out: &mut TextWriter<'_>, report: &Report, files: usize) {
    out.gap();
    let sentence = totals::report(report, files, out.view().old, out.lang());
    out.wrapped(0, 2, &[(TextRole::Strong, &sentence)]);
}
