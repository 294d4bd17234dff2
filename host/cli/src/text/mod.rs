//! Output for people in a terminal.
//!
//! The verdict comes first, then the changes, the findings and what was not checked; the last line sums up. References are
//! numbered and listed once, so that sentences stay readable. Anything that is shortened says so.

mod calls;
mod change;
mod excerpt;
mod finding;
mod service;
mod totals;
pub mod wrap;
pub mod writer;

use crate::ansi::TextRole;
use crate::answer::{Plan, PolicyVerdict, Report};
use crate::messages;
use crate::output_format::{OutputFormat, PositionsInOutput};
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use crate::source_files::SourceFiles;
use writer::TextWriter;

pub static FORMAT: OutputFormat = OutputFormat {
    name: "text",
    help: "For people, in a terminal",
    positions: PositionsInOutput::Located,
    plan: Some(|answer, view| Ok(plan(answer.plan, view, answer.requests))),
    report: Some(|answer, view| Ok(report(answer.report, view))),
};

fn plan(plan: &Plan, view: &RenderSettings<'_>, requests: CallBodyVisibility) -> String {
    let mut out = TextWriter::new(view);
    service::services(&mut out, &plan.services, requests);
    orphans(&mut out, plan);
    if !plan.diagnostics.is_empty() {
        out.section(&messages::FINDINGS);
        finding::findings(&mut out, &plan.diagnostics, view.manifests);
    }
    policy(&mut out, plan, view.manifests);
    assumptions(&mut out, plan);
    out.references(&messages::REFERENCES);
    totals::plan(&mut out, plan);
    out.finish()
}

fn report(report: &Report, view: &RenderSettings<'_>) -> String {
    let mut out = TextWriter::new(view);
    finding::findings(&mut out, &report.diagnostics, view.manifests);
    out.references(&messages::REFERENCES);
    totals::report(&mut out, report, view.manifests.file_count());
    out.finish()
}

fn orphans(out: &mut TextWriter<'_>, plan: &Plan) {
    if plan.orphans.is_empty() {
        return;
    }
    out.section(&messages::ORPHANS);
    for orphan in &plan.orphans {
        out.line(2, &[(TextRole::Caution, "?"), (TextRole::Strong, &format!(" {}", orphan.load_balancer_id))]);
        out.reason(6, &orphan.because);
    }
}

fn policy(out: &mut TextWriter<'_>, plan: &Plan, manifests: &SourceFiles) {
    let Some(policy) = &plan.policy else { return };
    let (role, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (TextRole::Good, &messages::POLICY_ALLOW),
        PolicyVerdict::Warn => (TextRole::Caution, &messages::POLICY_WARN),
        PolicyVerdict::Deny => (TextRole::Bad, &messages::POLICY_DENY),
    };
    out.gap();
    let lang = out.lang();
    out.line(
        0,
        &[(TextRole::Strong, messages::POLICY.text(lang)), (TextRole::Normal, "  "), (role, verdict.text(lang))],
    );
    finding::findings(out, &policy.violations, manifests);
}

fn assumptions(out: &mut TextWriter<'_>, plan: &Plan) {
    if plan.assumptions.is_empty() {
        return;
    }
    out.section(&messages::ASSUMPTIONS);
    for assumption in &plan.assumptions {
        out.wrapped(2, 4, &[(TextRole::Faint, "· "), (TextRole::Normal, &assumption.message)]);
    }
}
