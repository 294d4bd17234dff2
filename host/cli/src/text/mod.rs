//! Output for people in a terminal.
//!
//! The verdict comes first, then the changes, the findings and what was not checked; the last line sums up. References are
//! numbered and listed once, so that sentences stay readable. Anything that is shortened says so.

mod calls;
mod change;
mod excerpt;
pub mod finding;
pub mod overview;
mod service;
mod totals;
pub mod wrap;
pub mod writer;

use crate::ansi::TextRole;
use crate::finding_verbosity::OldFindingsDetail;
use crate::messages;
use crate::module_answer::{Plan, PolicyVerdict, Report};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::render_settings::{CallBodyVisibility, RenderSettings};
use crate::source_files::SourceFiles;
use crate::summary::assumption;
use crate::summary::orphan;
use crate::summary::overview::{has_overview, old_findings};
use writer::TextWriter;

pub static FORMAT: OutputFormat = OutputFormat {
    name: "text",
    help: "For people, in a terminal",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Listed,
    plan: Some(|answer, view| Ok(plan(answer.plan, view, answer.requests))),
    report: Some(|answer, view| Ok(report(answer.report, view))),
};

/// The overview alone, for a cluster.
pub static TABLE: OutputFormat = OutputFormat {
    name: "table",
    help: "One line for each group of Services, the most dangerous first, and for each orphan",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, view| Ok(table(answer.plan, view))),
    report: None,
};

/// The same with each Service, in lines that are never cut.
pub static WIDE: OutputFormat = OutputFormat {
    name: "wide",
    help: "One line for each Service and orphan with the reason, the most dangerous first, never cut to the terminal",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, view| Ok(wide(answer.plan, view))),
    report: None,
};

fn table(plan: &Plan, view: &RenderSettings<'_>) -> String {
    let mut out = TextWriter::new(view);
    overview::overview(&mut out, plan, view.old == OldFindingsDetail::Listed);
    finding::causes_of_failure(&mut out, plan);
    totals::plan(&mut out, plan);
    out.finish()
}

fn wide(plan: &Plan, view: &RenderSettings<'_>) -> String {
    let view = RenderSettings { table_width: None, ..*view };
    let mut out = TextWriter::new(&view);
    overview::wide(&mut out, plan, view.old == OldFindingsDetail::Listed);
    finding::causes_of_failure(&mut out, plan);
    totals::plan(&mut out, plan);
    out.finish()
}

fn plan(plan: &Plan, view: &RenderSettings<'_>, requests: CallBodyVisibility) -> String {
    let mut out = TextWriter::new(view);
    if has_overview(plan) {
        overview::table(&mut out, plan);
    }
    service::services(&mut out, plan, view.old, requests);
    orphans(&mut out, plan);
    if !plan.diagnostics.is_empty() {
        out.section(&messages::FINDINGS);
        finding::findings(&mut out, &plan.diagnostics, view.manifests);
    }
    policy(&mut out, plan, view.manifests);
    assumptions(&mut out, plan);
    out.references(&messages::REFERENCES);
    overview::closing(&mut out, plan, view.old == OldFindingsDetail::Listed);
    totals::plan(&mut out, plan);
    out.finish()
}

fn report(report: &Report, view: &RenderSettings<'_>) -> String {
    let mut out = TextWriter::new(view);
    finding::findings(&mut out, &report.diagnostics, view.manifests);
    out.references(&messages::REFERENCES);
    if let Some(old) = old_findings(report.existing, view.old == OldFindingsDetail::Listed, view.lang) {
        out.gap();
        out.wrapped(0, 2, &[(TextRole::Normal, &old)]);
    }
    totals::report(&mut out, report, view.manifests.file_count());
    out.finish()
}

fn orphans(out: &mut TextWriter<'_>, plan: &Plan) {
    if plan.orphans.is_empty() {
        return;
    }
    out.section(&messages::ORPHANS);
    let lang = out.lang();
    for one in &plan.orphans {
        let details: Vec<String> = one.name.iter().cloned().chain(orphan::details(one, lang)).collect();
        let details = format!("{}{}", lang.colon(), details.join(lang.list_separator()));
        let other_reason = orphan::other_reason(one);
        let basis = match other_reason {
            Some(_) => String::new(),
            None => out.bracketed_basis(one.because.basis, one.because.url.as_deref()),
        };
        let id = format!(" {}", one.load_balancer_id);
        out.wrapped(
            2,
            6,
            &[
                (TextRole::Caution, "?"),
                (TextRole::Strong, &id),
                (TextRole::Normal, &details),
                (TextRole::Faint, &basis),
            ],
        );
        if let Some(reason) = other_reason {
            out.reason(6, reason);
        }
    }
}

fn policy(out: &mut TextWriter<'_>, plan: &Plan, manifests: &SourceFiles) {
    let Some(policy) = &plan.policy else { return };
    let (role, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (TextRole::Good, &messages::POLICY_ALLOW),
        PolicyVerdict::Undecided => (TextRole::Caution, &messages::POLICY_UNDECIDED),
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
    for sentence in assumption::sentences(&plan.assumptions, out.view().detail, out.lang()) {
        out.wrapped(2, 4, &[(TextRole::Faint, "· "), (TextRole::Normal, &sentence)]);
    }
}
