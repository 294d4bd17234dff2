//! Answers as text for people.
//!
//! The verdict first, then what changes, then what was found, then what was not checked; the last line sums up. Pages
//! that rules come from are numbered and listed once, so that sentences stay readable. Nothing is left out without
//! saying so, and nothing is said that the answer does not hold.

pub mod ansi;
mod calls;
mod change;
mod excerpt;
mod finding;
mod service;
mod totals;
mod writer;

use crate::answer::{Plan, PolicyVerdict, Report};
use crate::messages::{self, Lang};
use crate::source_files::SourceFiles;
use ansi::{Paint, Style};
use std::path::Path;
use writer::TextWriter;

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
    pub manifests: &'a SourceFiles,
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
    let mut out = TextWriter::new(view);
    service::services(&mut out, &plan.services, requests);
    orphans(&mut out, plan);
    if !plan.diagnostics.is_empty() {
        out.section(&messages::FINDINGS);
        finding::findings(&mut out, &plan.diagnostics, view.manifests);
    }
    policy(&mut out, plan, view.manifests);
    assumptions(&mut out, plan);
    out.sources();
    totals::plan(&mut out, plan);
    out.finish()
}

/// A report.
pub fn report(report: &Report, view: &View<'_>) -> String {
    let mut out = TextWriter::new(view);
    finding::findings(&mut out, &report.diagnostics, view.manifests);
    out.sources();
    totals::report(&mut out, report, view.manifests.files());
    out.finish()
}

fn orphans(out: &mut TextWriter<'_>, plan: &Plan) {
    if plan.orphans.is_empty() {
        return;
    }
    out.section(&messages::ORPHANS);
    for orphan in &plan.orphans {
        out.line(2, &[(Style::Caution, "?"), (Style::Strong, &format!(" {}", orphan.load_balancer_id))]);
        out.because(6, &orphan.because);
    }
}

fn policy(out: &mut TextWriter<'_>, plan: &Plan, manifests: &SourceFiles) {
    let Some(policy) = &plan.policy else { return };
    let (style, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (Style::Good, &messages::POLICY_ALLOW),
        PolicyVerdict::Warn => (Style::Caution, &messages::POLICY_WARN),
        PolicyVerdict::Deny => (Style::Bad, &messages::POLICY_DENY),
    };
    out.gap();
    let lang = out.lang();
    out.line(0, &[(Style::Strong, messages::POLICY.text(lang)), (Style::Normal, "  "), (style, verdict.text(lang))]);
    finding::findings(out, &policy.violations, manifests);
}

fn assumptions(out: &mut TextWriter<'_>, plan: &Plan) {
    if plan.assumptions.is_empty() {
        return;
    }
    out.section(&messages::ASSUMPTIONS);
    for assumption in &plan.assumptions {
        out.wrapped(2, 4, &[(Style::Faint, "· "), (Style::Normal, &assumption.message)]);
    }
}
