//! A report as JUnit XML: a test suite for each file, a test case for each object in it.
//!
//! A case fails by the same threshold as the exit status; what stays below it is in its output. What XML cannot hold is
//! spelled out.

use crate::answer::{Diagnostic, ObjectRef, Report, Severity};
use crate::arguments::Threshold;
use crate::exit_status::counts;
use crate::location::{Location, relative_to};
use crate::manifest_objects::{is_same_object, manifest_objects};
use crate::messages;
use crate::summary::finding::{named, ordered};
use crate::terminal_escape::escape_terminal;
use crate::text::View;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// One object, or what is wrong with a file as a whole.
struct Case<'a> {
    part: usize,
    object: Option<ObjectRef>,
    findings: Vec<&'a Diagnostic>,
}

/// The report as XML.
///
/// # Errors
/// It cannot be written; in memory, that does not happen.
pub fn xml(report: &Report, threshold: Threshold, view: &View<'_>) -> io::Result<String> {
    let cases = cases(report, view);
    let failing = |case: &&Case<'_>| case.findings.iter().any(|finding| counts(finding.severity, threshold));
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let failures = cases.iter().filter(failing).count().to_string();
    let total = cases.len().to_string();
    let suites = writer.create_element("testsuites").with_attributes([
        ("name", "clbplan validate"),
        ("tests", total.as_str()),
        ("failures", failures.as_str()),
        ("errors", "0"),
    ]);
    suites.write_inner_content(|writer| {
        for (part, (name, _)) in view.manifests.parts().enumerate() {
            let file = relative_to(view.root, name).unwrap_or_else(|| name.to_string());
            let cases: Vec<&Case<'_>> = cases.iter().filter(|case| case.part == part).collect();
            let failures = cases.iter().copied().filter(failing).count().to_string();
            let total = cases.len().to_string();
            let suite = writer.create_element("testsuite").with_attributes([
                ("name", safe(&file).as_str()),
                ("tests", total.as_str()),
                ("failures", failures.as_str()),
                ("errors", "0"),
                ("skipped", "0"),
            ]);
            suite.write_inner_content(|writer| {
                cases.iter().try_for_each(|case| write(writer, case, &file, threshold, view))
            })?;
        }
        Ok(())
    })?;
    let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    text.push('\n');
    Ok(text)
}

/// A case for each object, in the order of the files, then those that only findings know of.
fn cases<'a>(report: &'a Report, view: &View<'_>) -> Vec<Case<'a>> {
    let mut cases: Vec<Case<'a>> = manifest_objects(view.manifests)
        .into_iter()
        .map(|found| Case { part: found.part, object: Some(found.object), findings: Vec::new() })
        .collect();
    for finding in ordered(&report.diagnostics) {
        let part = finding
            .source
            .and_then(|source| view.manifests.position(source.start.offset))
            .map(|position| position.part);
        let found = cases.iter_mut().find(|case| {
            part.is_none_or(|part| part == case.part) && matches(case.object.as_ref(), finding.object.as_ref())
        });
        match found {
            Some(case) => case.findings.push(finding),
            None => {
                let object = finding.object.clone();
                cases.push(Case { part: part.unwrap_or(0), object, findings: vec![finding] });
            }
        }
    }
    cases
}

fn matches(one: Option<&ObjectRef>, other: Option<&ObjectRef>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same_object(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn write(
    writer: &mut Writer<Vec<u8>>,
    case: &Case<'_>,
    file: &str,
    threshold: Threshold,
    view: &View<'_>,
) -> io::Result<()> {
    let name =
        case.object.as_ref().map(named).unwrap_or_else(|| messages::UNNAMED_DOCUMENT.text(view.lang).to_string());
    let (file, name) = (safe(file), safe(&name));
    let element =
        writer.create_element("testcase").with_attributes([("classname", file.as_str()), ("name", name.as_str())]);
    let (failing, passing): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        case.findings.iter().partition(|finding| counts(finding.severity, threshold));
    if case.findings.is_empty() {
        return element.write_empty().map(drop);
    }
    let text = |findings: &[&Diagnostic]| -> String {
        findings.iter().map(|finding| paragraph(finding, view)).collect::<Vec<_>>().join("\n")
    };
    let written = element.write_inner_content(|writer| {
        if let Some(first) = failing.first() {
            let message = safe(&first.message);
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("type", first.code.as_str()), ("message", message.as_str())]);
            failure.write_text_content(BytesText::new(&text(&failing)))?;
        }
        if !passing.is_empty() {
            writer.create_element("system-out").write_text_content(BytesText::new(&text(&passing)))?;
        }
        Ok(())
    });
    written.map(drop)
}

/// Where, what, why and what to do, a line each.
fn paragraph(finding: &Diagnostic, view: &View<'_>) -> String {
    let word = match finding.severity {
        Severity::Error => &messages::SEVERITY_ERROR,
        Severity::Warning => &messages::SEVERITY_WARNING,
        Severity::Info => &messages::SEVERITY_INFO,
    };
    let place = finding.source.and_then(|source| Location::of(view.manifests, source)).map_or(String::new(), |place| {
        let file = relative_to(view.root, place.name).unwrap_or_else(|| place.name.to_string());
        format!("{file}:{}:{}: ", place.start.line, place.start.column)
    });
    let mut text = safe(&format!("{place}{}[{}]: {}", word.text(view.lang), finding.code, finding.message));
    for (label, line) in [(&messages::WHY, &finding.why), (&messages::HELP, &finding.help)] {
        if let Some(line) = line.as_deref().filter(|line| !line.is_empty()) {
            text.push_str(&format!("\n  {}", label.label(view.lang, &safe(line))));
        }
    }
    text.push('\n');
    text
}

/// One line that XML can hold.
fn safe(text: &str) -> String {
    escape_terminal(text).chars().map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect()
}
