//! Findings as workflow commands of GitHub Actions, which shows them beside the lines.
//!
//! No value can end its command or begin another one. An address in a value does not become a link in the log. A range of
//! several lines has no columns, because GitHub rejects them.

use crate::escape_for_terminal::escape_terminal;
use crate::finding_verbosity::OldFindingsDetail;
use crate::location::{FileRange, relative_to};
use crate::module_answer::{Diagnostic, Severity};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::plan_as_findings;
use crate::render_settings::RenderSettings;
use crate::summary::finding::{ordered, whole_message};
use crate::summary::overview;
use crate::summary::totals::{self, ZeroCounts};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "github",
    help: "For GitHub Actions: annotations beside the lines",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, view| {
        let (head, text) = totals::plan(answer.plan, view.lang, ZeroCounts::Show);
        let findings = plan_as_findings::of_plan(answer.plan, view, view.old);
        let old = overview::old_findings(answer.plan.existing, view.old == OldFindingsDetail::Listed, view.lang);
        let counted: Vec<String> = overview::others(answer.plan, view.lang).into_iter().chain(old).collect();
        let counted: String = counted.iter().map(|sentence| format!(" {sentence}{}", view.lang.full_stop())).collect();
        Ok(commands(&findings, &format!("{head}{text}{counted}"), view))
    }),
    report: Some(|answer, view| {
        let summary = totals::report(answer.report, view.manifests.file_count(), view.old, view.lang);
        let old = overview::old_findings(answer.report.existing, view.old == OldFindingsDetail::Listed, view.lang);
        let old = old.map_or(String::new(), |old| format!(" {old}{}", view.lang.full_stop()));
        Ok(commands(&answer.report.diagnostics, &format!("{summary}{old}"), view))
    }),
};

/// One command for each finding, then the summary as a plain line.
fn commands(findings: &[Diagnostic], summary: &str, view: &RenderSettings<'_>) -> String {
    let mut out: String = ordered(findings, view.manifests).into_iter().map(|finding| command(finding, view)).collect();
    out.push_str(&escape_terminal(summary));
    out.push('\n');
    out
}

fn command(finding: &Diagnostic, view: &RenderSettings<'_>) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    let location = finding.source.as_ref().and_then(|source| FileRange::of(view.manifests, source));
    if let Some((location, file)) = location.and_then(|found| Some((found, relative_to(view.root, found.name)?))) {
        properties.push(("file", file));
        properties.push(("line", location.start.line.to_string()));
        properties.push(("endLine", location.end.line.to_string()));
        if location.start.line == location.end.line {
            properties.push(("col", location.start.column.to_string()));
            properties.push(("endColumn", location.end.column.to_string()));
        }
    }
    properties.push(("title", finding.code.clone()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    format!("::{level} {}::{}\n", properties.join(","), data(&whole_message(finding)))
}

/// The text after `::`. Line breaks are its only control characters.
fn data(text: &str) -> String {
    let line = |line: &str| escape_terminal(line).replace("://", ":\\u{2f}/").replace('%', "%25");
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_ends_its_command() {
        assert_eq!(data("a\r\n::error::x\u{1b} 100%0A"), "a\\u{d}%0A::error::x\\u{1b} 100%250A");
        assert_eq!(property("a,line=9::b\n%"), "a%2Cline=9%3A%3Ab%0A%25");
        assert_eq!(data("https://evil.example"), "https:\\u{2f}/evil.example");
    }
}
