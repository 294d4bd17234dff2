//! Findings as a Code Quality report of GitLab, which shows them in the merge request and compares them with those of the
//! target branch.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>: a list of objects with `description`,
//! `check_name`, `fingerprint`, `severity` and `location`. GitLab ignores a report in which a finding has no path, so that
//! one that is about no file has the folder itself.

use crate::escape_for_terminal::escape_lines;
use crate::fingerprint::Fingerprints;
use crate::location::{FileRange, program_path};
use crate::module_answer::{Diagnostic, Severity};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::plan_as_findings;
use crate::render_settings::RenderSettings;
use crate::summary::finding::{ordered, whole_message};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "gitlab",
    help: "For GitLab: a Code Quality report",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, view| Ok(report(&plan_as_findings::of_plan(answer.plan, view, view.old), view))),
    report: Some(|answer, view| Ok(report(&answer.report.diagnostics, view))),
};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

fn report(findings: &[Diagnostic], view: &RenderSettings<'_>) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues = ordered(findings, view.manifests).into_iter().map(|finding| Issue {
        description: escape_lines(&whole_message(finding)),
        check_name: &finding.code,
        // GitLab's pages use it as an identifier, and expect no blanks in it.
        fingerprint: Sha256::digest(fingerprints.next(finding)).iter().map(|byte| format!("{byte:02x}")).collect(),
        severity: severity(finding.severity),
        location: location(finding, view),
    });
    let issues: Vec<Issue<'_>> = issues.collect();
    format!("{:#}\n", serde_json::json!(issues))
}

/// GitLab's scale is `info`, `minor`, `major`, `critical`, `blocker`.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

fn location(finding: &Diagnostic, view: &RenderSettings<'_>) -> Location {
    let range = finding.source.as_ref().and_then(|source| FileRange::of(view.manifests, source));
    match range {
        Some(range) => Location { path: program_path(view.root, range.name), lines: Lines { begin: range.start.line } },
        None => Location { path: ".".to_string(), lines: Lines { begin: 1 } },
    }
}
