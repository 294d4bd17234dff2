//! A report as JUnit XML: a test suite for each file, a test case for each object.
//!
//! A case fails at the same severity as the exit status; findings below it are in the case's output. Control characters, which
//! XML does not allow, are written as `\u{1b}`.

use crate::answer::{Diagnostic, ObjectRef, Report};
use crate::exit_status::is_failure;
use crate::input_error::InputError;
use crate::labelled_objects::labelled_objects;
use crate::location::{file_line_column, relative_to};
use crate::manifest_objects::is_same_object;
use crate::messages;
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::render_settings::RenderSettings;
use crate::request::Threshold;
use crate::summary::finding::{object_name, ordered, severity};
use crate::terminal_escape::escape_terminal;
use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};
use std::ops::Range;

pub static FORMAT: OutputFormat = OutputFormat {
    name: "junit",
    help: "For test reports: a suite for each file, a case for each object",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Omitted,
    plan: None,
    report: Some(|answer, view| {
        let suites = suites(answer.report, answer.fail_on, view);
        suites.to_string().map_err(|error| InputError::new(&messages::NOT_WRITTEN).caused_by(error))
    }),
};

/// One object, or the findings about a file as a whole.
struct Case<'a> {
    file: usize,
    object: Option<ObjectRef>,
    /// Where it is in the joined text.
    bytes: Range<usize>,
    findings: Vec<&'a Diagnostic>,
}

fn suites(report: &Report, fail_on: Threshold, view: &RenderSettings<'_>) -> Suites {
    let cases = cases(report, view);
    let mut suites = Suites::new("clbplan validate");
    for (file, (name, _)) in view.manifests.files().enumerate() {
        let name = xml_line(&relative_to(view.root, name).unwrap_or_else(|| name.to_string()));
        let mut suite = TestSuite::new(name.as_str());
        suite.add_test_cases(
            cases.iter().filter(|case| case.file == file).map(|case| test_case(case, &name, fail_on, view)),
        );
        suites.add_test_suite(suite);
    }
    suites
}

/// A case for each object, in the order of the files, then one for each object that only findings mention.
fn cases<'a>(report: &'a Report, view: &RenderSettings<'_>) -> Vec<Case<'a>> {
    let mut cases: Vec<Case<'a>> = Vec::new();
    for (file, (start, text)) in view.manifests.offsets_and_texts().enumerate() {
        let named = labelled_objects(text).into_iter().filter(|found| !found.kind.is_empty() && found.name.is_some());
        cases.extend(named.map(|found| {
            let namespace = found.namespace.filter(|namespace| !namespace.is_empty());
            let namespace = namespace.or_else(|| view.namespace.map(str::to_string));
            let bytes = start + found.extent.bytes.start..start + found.extent.bytes.end;
            let object = ObjectRef { kind: found.kind, namespace, name: found.name };
            Case { file, object: Some(object), bytes, findings: Vec::new() }
        }));
    }
    for finding in ordered(&report.diagnostics) {
        let start = finding.source.map(|source| source.start.offset);
        let file = start.and_then(|start| view.manifests.position(start)).map(|position| position.file);
        let is_named = |case: &Case<'_>| {
            file.is_none_or(|file| file == case.file) && is_about(case.object.as_ref(), finding.object.as_ref())
        };
        // The module may read the namespace or the name in another way, or see no object at all.
        let is_there = |case: &Case<'_>| start.is_some_and(|start| case.bytes.contains(&start));
        let case = cases.iter().position(is_named).or_else(|| cases.iter().position(is_there));
        match case.and_then(|case| cases.get_mut(case)) {
            Some(case) => {
                case.object = finding.object.clone().or_else(|| case.object.take());
                case.findings.push(finding);
            }
            None => {
                let object = finding.object.clone();
                cases.push(Case { file: file.unwrap_or(0), object, bytes: 0..0, findings: vec![finding] });
            }
        }
    }
    cases
}

fn is_about(one: Option<&ObjectRef>, other: Option<&ObjectRef>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same_object(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn test_case(case: &Case<'_>, file: &str, fail_on: Threshold, view: &RenderSettings<'_>) -> TestCase {
    let name = case.object.as_ref().map(object_name);
    let name = name.unwrap_or_else(|| messages::UNNAMED_DOCUMENT.text(view.lang).to_string());
    let (failures, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        case.findings.iter().partition(|finding| is_failure(finding.severity, fail_on));
    let text = |findings: &[&Diagnostic]| -> String {
        findings.iter().map(|finding| paragraph(finding, view)).collect::<Vec<_>>().join("\n")
    };
    let status = match failures.first() {
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_type(xml_line(&first.code))
                .set_message(xml_line(&first.message))
                .set_description(text(&failures));
            status
        }
        None => TestCaseStatus::success(),
    };
    let mut test_case = TestCase::new(xml_line(&name), status);
    test_case.set_classname(file);
    if !others.is_empty() {
        test_case.set_system_out(text(&others));
    }
    test_case
}

/// Location and message, then the reason and the help, a line each.
fn paragraph(finding: &Diagnostic, view: &RenderSettings<'_>) -> String {
    let (_, label) = severity(finding.severity);
    let location = finding.source.and_then(|source| file_line_column(view.manifests, source, view.root));
    let location = location.map_or(String::new(), |location| format!("{location}: "));
    let mut text = xml_line(&format!("{location}{}[{}]: {}", label.text(view.lang), finding.code, finding.message));
    for (label, line) in [(&messages::WHY, &finding.why), (&messages::HELP, &finding.help)] {
        if let Some(line) = line.as_deref().filter(|line| !line.is_empty()) {
            text.push_str(&format!("\n  {}", label.label(view.lang, &xml_line(line))));
        }
    }
    text.push('\n');
    text
}

/// One line without the characters that XML does not allow.
fn xml_line(text: &str) -> String {
    escape_terminal(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
