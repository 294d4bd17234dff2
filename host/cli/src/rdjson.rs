//! Findings for reviewdog, which comments on the changed lines of a pull request at many code hosts.
//!
//! The format is `rdjson`, the JSON form of `DiagnosticResult`: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.
//! Columns are bytes of UTF-8, counted from 1. Messages are Markdown, as the comments are. Only the members of its first version are written, because reviewdog rejects
//! members that it does not know. A suggestion is one replacement, so that a fix with several edits is left out.

use crate::html::web_url;
use crate::location::relative_to;
use crate::markdown;
use crate::module_answer::{Diagnostic, Fix, Severity, SourceRange};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::plan_as_findings;
use crate::render_settings::RenderSettings;
use crate::summary::finding::{ordered, whole_message};
use serde::Serialize;
use serde_json::json;

pub static FORMAT: OutputFormat = OutputFormat {
    name: "rdjson",
    help: "For reviewdog: comments on the lines of a pull request, with suggestions",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, view| Ok(result(&plan_as_findings::of_plan(answer.plan, view, view.old), view))),
    report: Some(|answer, view| Ok(result(&answer.report.diagnostics, view))),
};

#[derive(Serialize)]
struct ReviewdogDiagnostic<'a> {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: LineColumn,
    end: LineColumn,
}

#[derive(Clone, Copy, Serialize)]
struct LineColumn {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

fn result(findings: &[Diagnostic], view: &RenderSettings<'_>) -> String {
    let findings = ordered(findings, view.manifests).into_iter();
    let diagnostics: Vec<ReviewdogDiagnostic<'_>> = findings.map(|finding| diagnostic(finding, view)).collect();
    format!("{:#}\n", json!({ "source": { "name": "clbplan" }, "diagnostics": diagnostics }))
}

fn diagnostic<'a>(finding: &'a Diagnostic, view: &RenderSettings<'_>) -> ReviewdogDiagnostic<'a> {
    let location = finding.source.as_ref().and_then(|source| location(source, view));
    // A suggestion is about the file of the location.
    let suggestions = finding.fixes.iter().filter(|_| location.is_some());
    let suggestions = suggestions.filter_map(|fix| suggestion(fix, finding.file(), view)).collect();
    ReviewdogDiagnostic {
        message: markdown::lines(&whole_message(finding)),
        location,
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: &finding.code, url: web_url(finding.url.as_deref()) },
        suggestions,
    }
}

/// `None` for texts that are no file, such as standard input.
fn location(source: &SourceRange, view: &RenderSettings<'_>) -> Option<Location> {
    let start = view.manifests.start(source)?;
    Some(Location { path: relative_to(view.root, start.name)?, range: range(source, view)? })
}

/// Of a range whose end is not in the file, only the start.
fn range(source: &SourceRange, view: &RenderSettings<'_>) -> Option<Range> {
    let start = view.manifests.start(source)?;
    let end = view.manifests.end(source).filter(|end| (end.line, end.before) >= (start.line, start.before));
    let start = LineColumn { line: start.line, column: view.manifests.byte_column(&start) };
    let end = end.map(|end| LineColumn { line: end.line, column: view.manifests.byte_column(&end) });
    Some(Range { start, end: end.unwrap_or(start) })
}

fn suggestion<'a>(fix: &'a Fix, file: Option<&str>, view: &RenderSettings<'_>) -> Option<Suggestion<'a>> {
    let [edit] = fix.edits.as_slice() else { return None };
    let source = SourceRange { file: file.map(str::to_string), start: edit.start, end: edit.end };
    view.manifests.end(&source)?;
    Some(Suggestion { range: range(&source, view)?, text: &edit.text })
}
