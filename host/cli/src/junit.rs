//! A report as JUnit XML: a test suite for each file, a test case for each object.
//!
//! A case fails at the same severity as the exit status; findings below it are in the case's output. Control characters, which
//! XML does not allow, are written as `\u{1b}`.

use crate::escape_for_terminal::escape_terminal;
use crate::exit_status::is_failure;
use crate::input_error::InputError;
use crate::location::{file_line_column, relative_to};
use crate::manifest_objects::object_key;
use crate::messages;
use crate::module_answer::{Diagnostic, ObjectRef, Report};
use crate::objects_with_labels_and_extents::labelled_objects;
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::render_settings::RenderSettings;
use crate::request::FailOnSeverity;
use crate::summary::finding::{object_name, ordered, severity};
use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Where it is in the file.
    bytes: Range<usize>,
    findings: Vec<&'a Diagnostic>,
}

fn suites(report: &Report, fail_on: FailOnSeverity, view: &RenderSettings<'_>) -> Suites {
    let cases = cases(report, view);
    let mut of_files: BTreeMap<usize, Vec<&Case<'_>>> = BTreeMap::new();
    for case in &cases {
        of_files.entry(case.file).or_default().push(case);
    }
    let mut suites = Suites::new("clbplan validate");
    for (file, (name, _)) in view.manifests.files().enumerate() {
        let name = xml_line(&relative_to(view.root, name).unwrap_or_else(|| name.to_string()));
        let mut suite = TestSuite::new(name.as_str());
        let own = of_files.remove(&file).unwrap_or_default();
        suite.add_test_cases(own.into_iter().map(|case| test_case(case, &name, fail_on, view)));
        suites.add_test_suite(suite);
    }
    suites
}

/// A case for each object, in the order of the files, then one for each object that only findings mention.
fn cases<'a>(report: &'a Report, view: &RenderSettings<'_>) -> Vec<Case<'a>> {
    let mut cases: Vec<Case<'a>> = Vec::new();
    for (file, (_, text)) in view.manifests.files().enumerate() {
        let named = labelled_objects(text).into_iter().filter(|found| !found.kind.is_empty() && found.name.is_some());
        cases.extend(named.map(|found| {
            let namespace = found.namespace.filter(|namespace| !namespace.is_empty());
            let namespace = namespace.or_else(|| view.namespace.map(str::to_string));
            let object = ObjectRef { kind: found.kind, namespace, name: found.name };
            Case { file, object: Some(object), bytes: found.extent.bytes, findings: Vec::new() }
        }));
    }
    let located = cases.len();
    let mut known: BTreeMap<CaseKey, BTreeSet<usize>> = BTreeMap::new();
    for (case, Case { object, .. }) in cases.iter().enumerate() {
        known.entry(case_key(object.as_ref())).or_default().insert(case);
    }
    for finding in ordered(&report.diagnostics, view.manifests) {
        let place = finding
            .source
            .as_ref()
            .and_then(|source| Some((view.manifests.index(source.file.as_deref())?, source.start.offset)));
        let file = place.map(|(file, _)| file);
        let key = case_key(finding.object.as_ref());
        let is_in_file =
            |case: &&usize| file.is_none_or(|file| cases.get(**case).is_some_and(|case| case.file == file));
        let named = known.get(&key).and_then(|same| same.iter().find(is_in_file)).copied();
        // The module may read the namespace or the name in another way, or see no object at all.
        let number = named.or_else(|| at_place(cases.get(..located)?, place?)).unwrap_or(cases.len());
        match cases.get_mut(number) {
            Some(case) => {
                if let Some(object) = &finding.object {
                    known.entry(case_key(case.object.as_ref())).or_default().remove(&number);
                    case.object = Some(object.clone());
                    known.entry(key).or_default().insert(number);
                }
                case.findings.push(finding);
            }
            None => {
                let object = finding.object.clone();
                known.entry(key).or_default().insert(number);
                cases.push(Case { file: file.unwrap_or(0), object, bytes: 0..0, findings: vec![finding] });
            }
        }
    }
    cases
}

/// The case at an offset of a file. The cases are in the order of the files and their texts.
fn at_place(cases: &[Case<'_>], (file, offset): (usize, usize)) -> Option<usize> {
    let last = cases.partition_point(|case| (case.file, case.bytes.start) <= (file, offset)).checked_sub(1)?;
    let case = cases.get(last).filter(|case| case.file == file)?;
    case.bytes.contains(&offset).then_some(last)
}

/// What objects are equal by; `None` for what is about no object.
type CaseKey = Option<(String, String, Option<String>)>;

fn case_key(object: Option<&ObjectRef>) -> CaseKey {
    let (kind, namespace, name) = object_key(object?);
    Some((kind.to_string(), namespace.to_string(), name.map(str::to_string)))
}

fn test_case(case: &Case<'_>, file: &str, fail_on: FailOnSeverity, view: &RenderSettings<'_>) -> TestCase {
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
    let location = finding.source.as_ref().and_then(|source| file_line_column(view.manifests, source, view.root));
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
