//! Answers as text for people.
//!
//! The verdict first, then what changes, then what was found, then what was not checked; the last line sums up. Pages
//! that rules come from are numbered and listed once, so that sentences stay readable. Nothing is left out without
//! saying so, and nothing is said that the answer does not hold.

mod calls;
mod change;
mod excerpt;
mod finding;
mod page;
pub mod paint;
mod service;
mod summary;

use crate::answer::{Plan, PolicyVerdict, Report};
use crate::manuscript::Manuscript;
use crate::phrases::{self, Lang};
use page::Page;
use paint::{Paint, Style};
use std::path::Path;

/// Columns, where there is room for them.
pub const WIDTH: usize = 96;

/// How to show an answer.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Language of this host's words.
    pub lang: Lang,
    /// Whether there are colours.
    pub paint: Paint,
    /// Columns.
    pub width: usize,
    /// The text that findings point into.
    pub manifests: &'a Manuscript,
    /// Where other programs look for files from, where it is known.
    pub root: Option<&'a Path>,
}

/// Whether bodies of calls are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requests {
    /// Calls by name.
    Hidden,
    /// With their whole bodies.
    Shown,
}

/// A plan.
pub fn plan(plan: &Plan, view: &View<'_>, requests: Requests) -> String {
    let mut page = Page::new(view);
    service::services(&mut page, &plan.services, requests);
    orphans(&mut page, plan);
    if !plan.diagnostics.is_empty() {
        page.section(&phrases::FINDINGS);
        finding::findings(&mut page, &plan.diagnostics, view.manifests);
    }
    policy(&mut page, plan, view.manifests);
    assumptions(&mut page, plan);
    page.sources();
    summary::plan(&mut page, plan);
    page.finish()
}

/// A report.
pub fn report(report: &Report, view: &View<'_>) -> String {
    let mut page = Page::new(view);
    finding::findings(&mut page, &report.diagnostics, view.manifests);
    page.sources();
    summary::report(&mut page, report, view.manifests.files());
    page.finish()
}

fn orphans(page: &mut Page<'_>, plan: &Plan) {
    if plan.orphans.is_empty() {
        return;
    }
    page.section(&phrases::ORPHANS);
    for orphan in &plan.orphans {
        page.line(2, &[(Style::Care, "?"), (Style::Strong, &format!(" {}", orphan.load_balancer_id))]);
        page.because(6, &orphan.because);
    }
}

fn policy(page: &mut Page<'_>, plan: &Plan, manifests: &Manuscript) {
    let Some(policy) = &plan.policy else { return };
    let (style, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (Style::Good, &phrases::POLICY_ALLOW),
        PolicyVerdict::Warn => (Style::Care, &phrases::POLICY_WARN),
        PolicyVerdict::Deny => (Style::Bad, &phrases::POLICY_DENY),
    };
    page.gap();
    let lang = page.lang();
    page.line(0, &[(Style::Strong, phrases::POLICY.say(lang)), (Style::Normal, "  "), (style, verdict.say(lang))]);
    finding::findings(page, &policy.violations, manifests);
}

fn assumptions(page: &mut Page<'_>, plan: &Plan) {
    if plan.assumptions.is_empty() {
        return;
    }
    page.section(&phrases::ASSUMPTIONS);
    for assumption in &plan.assumptions {
        page.wrapped(2, 4, &[(Style::Faint, "· "), (Style::Normal, &assumption.message)]);
    }
}
