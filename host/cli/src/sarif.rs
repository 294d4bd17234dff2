//! Findings as SARIF 2.1.0, for code scanning and editors.
//!
//! One run, with a rule for each code that was found. Columns are UTF-16 code units; file names are relative to the current
//! directory. Fingerprints do not change when lines move. With live objects, `baselineState` says whether the change brings a
//! result. The official schema accepts the result.

use crate::escape_for_terminal::escape_terminal;
use crate::finding_verbosity::OldFindingsDetail;
use crate::fingerprint::Fingerprints;
use crate::html::web_url;
use crate::location::{FileRange, program_path};
use crate::module_answer::{Basis, Diagnostic, Effect, Fix, ObjectRef, Related, Severity, SourceRange};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::plan_as_findings;
use crate::render_settings::RenderSettings;
use crate::rule_metadata::{CodeDescription, rules};
use crate::summary::finding::{object_name, ordered};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub static FORMAT: OutputFormat = OutputFormat {
    name: "sarif",
    help: "For code scanning and editors: SARIF 2.1.0",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Marked,
    assumptions: AssumptionsInOutput::Listed,
    plan: Some(|answer, view| {
        let findings = plan_as_findings::of_plan(answer.plan, view, OldFindingsDetail::Listed);
        let not_checked = answer.plan.assumptions.iter().map(|assumption| assumption.message.as_str()).collect();
        let rules = rules(&findings, answer.planner, view.lang);
        Ok(log(&Findings { findings: &findings, not_checked, rules: &rules }, view))
    }),
    report: Some(|answer, view| {
        let findings = &answer.report.diagnostics;
        let rules = rules(findings, answer.planner, view.lang);
        Ok(log(&Findings { findings, not_checked: Vec::new(), rules: &rules }, view))
    }),
};

/// The content of a log.
struct Findings<'a> {
    findings: &'a [Diagnostic],
    /// What was not checked.
    not_checked: Vec<&'a str>,
    /// The rules by code.
    rules: &'a BTreeMap<String, CodeDescription>,
}

fn log(findings: &Findings<'_>, view: &RenderSettings<'_>) -> String {
    let ordered = ordered(findings.findings, view.manifests);
    let codes: Vec<&String> = findings.rules.keys().collect();
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = ordered
        .into_iter()
        .map(|finding| {
            let mut result = result(finding, view);
            if let Some(index) = codes.iter().position(|code| **code == finding.code) {
                set(&mut result, "ruleIndex", json!(index));
            }
            // A log has this for all results or for none.
            if view.is_compared {
                let state = if finding.existing { "unchanged" } else { "new" };
                set(&mut result, "baselineState", json!(state));
            }
            let fingerprint = fingerprints.next(finding);
            set(&mut result, "partialFingerprints", json!({ "clbplanFinding/v1": fingerprint }));
            result
        })
        .collect();
    let notifications: Vec<Value> = findings
        .not_checked
        .iter()
        .map(|text| json!({ "level": "note", "message": { "text": message(text) } }))
        .collect();
    let rules: Vec<Value> = findings.rules.iter().map(|(code, rule)| descriptor(code, rule)).collect();
    let language = view.lang.tag();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "clbplan",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules,
            } },
            "language": language,
            "columnKind": "utf16CodeUnits",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(object) = object {
        object.insert(key.to_string(), value);
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(code: &str, rule: &CodeDescription) -> Value {
    let mut descriptor = json!({
        "id": code,
        "name": name(code),
        "shortDescription": { "text": literal(&rule.title) },
        "fullDescription": { "text": literal(&rule.title) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "help": { "text": literal(&rule.text), "markdown": literal(&rule.text) },
        "properties": { "tags": ["clbplan", code.split('/').next().unwrap_or(code)] },
    });
    if let Some(url) = &rule.url {
        set(&mut descriptor, "helpUri", json!(url));
    }
    descriptor
}

/// `annotation/unknown-name` → `AnnotationUnknownName`, the spelling of rule names.
fn name(code: &str) -> String {
    code.split(['/', '-'])
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

fn result(finding: &Diagnostic, view: &RenderSettings<'_>) -> Value {
    let sentences = [Some(&finding.message), finding.why.as_ref(), finding.help.as_ref()];
    let lines: Vec<String> =
        sentences.into_iter().flatten().filter(|line| !line.is_empty()).map(|line| message(line)).collect();
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": lines.join("\n") },
        "properties": properties(finding),
    });
    if let Some(location) = location(finding.source.as_ref(), finding.object.as_ref(), finding.path.as_deref(), view) {
        set(&mut result, "locations", json!([location]));
    }
    let related: Vec<Value> = finding.related.iter().filter_map(|related| related_location(related, view)).collect();
    if !related.is_empty() {
        set(&mut result, "relatedLocations", json!(related));
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(|one| fix(one, finding.file(), view)).collect();
    if !fixes.is_empty() {
        set(&mut result, "fixes", json!(fixes));
    }
    result
}

/// A link in a message of SARIF is `[words](target)`; what was typed must not become one.
fn message(text: &str) -> String {
    let text = literal(&escape_terminal(text));
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

/// In the messages of SARIF `{0}` is the place of an argument; braces that are none are doubled (section 3.11.5).
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn properties(finding: &Diagnostic) -> Value {
    let effect = finding.effect.and_then(|effect| match effect {
        Effect::Rejected => Some("rejected"),
        Effect::Aborts => Some("aborts"),
        Effect::Unknown => Some("unknown"),
        Effect::Withholds => Some("withholds"),
        Effect::Ignored => Some("ignored"),
        Effect::None => None,
    });
    let basis = finding.basis.and_then(|basis| match basis {
        Basis::Documented => Some("documented"),
        Basis::Inferred => Some("inferred"),
        Basis::Other => None,
    });
    let page = web_url(finding.url.as_deref());
    let all = [
        ("effect", effect),
        ("basis", basis),
        ("event", finding.event.as_deref()),
        ("fieldErrorType", finding.kind.as_deref()),
        ("fieldErrorDetail", finding.detail.as_deref()),
        ("page", page.as_deref()),
    ];
    let known = all.into_iter().filter_map(|(key, value)| Some((key.to_string(), json!(value?))));
    Value::Object(known.collect::<Map<String, Value>>())
}

/// The range and the object; `None` if neither is known.
fn location(
    source: Option<&SourceRange>,
    object: Option<&ObjectRef>,
    path: Option<&str>,
    view: &RenderSettings<'_>,
) -> Option<Value> {
    let mut location = Map::new();
    if let Some(physical) = source.and_then(|source| physical(source, view)) {
        location.insert("physicalLocation".to_string(), physical);
    }
    let object = object.map(object_name);
    let parts: Vec<&str> = object.iter().map(String::as_str).chain(path).collect();
    if !parts.is_empty() {
        let kind = if path.is_some() { "member" } else { "resource" };
        let logical = json!([{ "fullyQualifiedName": escape_terminal(&parts.join(", ")), "kind": kind }]);
        location.insert("logicalLocations".to_string(), logical);
    }
    (!location.is_empty()).then_some(Value::Object(location))
}

fn physical(source: &SourceRange, view: &RenderSettings<'_>) -> Option<Value> {
    let location = FileRange::of(view.manifests, source)?;
    Some(json!({ "artifactLocation": artifact(location.name, view), "region": region(&location) }))
}

fn region(location: &FileRange<'_>) -> Value {
    json!({
        "startLine": location.start.line,
        "startColumn": location.start.utf16,
        "endLine": location.end.line,
        "endColumn": location.end.utf16,
    })
}

fn artifact(name: &str, view: &RenderSettings<'_>) -> Value {
    json!({ "uri": uri(&program_path(view.root, name)) })
}

/// A path as a URI: relative if the path is.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.split('/').next().is_some_and(|first| first.contains(':')) {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn related_location(related: &Related, view: &RenderSettings<'_>) -> Option<Value> {
    let mut location = location(related.source.as_ref(), related.object.as_ref(), None, view)?;
    set(&mut location, "message", json!({ "text": message(&related.message) }));
    Some(location)
}

fn fix(fix: &Fix, file: Option<&str>, view: &RenderSettings<'_>) -> Option<Value> {
    let mut replacements = Vec::new();
    for edit in &fix.edits {
        let range = SourceRange { file: file.map(str::to_string), start: edit.start, end: edit.end };
        let region = region(&FileRange::of(view.manifests, &range)?);
        replacements.push(json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } }));
    }
    let file = file.filter(|_| !replacements.is_empty())?;
    let change = json!({ "artifactLocation": artifact(file, view), "replacements": replacements });
    Some(json!({ "description": { "text": message(&fix.title) }, "artifactChanges": [change] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("a b/名.yaml"), "a%20b/%E5%90%8D.yaml");
        assert_eq!(uri("/else/a#b.yaml"), "file:///else/a%23b.yaml");
        assert_eq!(uri("C:/a.yaml"), "file:///C%3A/a.yaml");
    }

    #[test]
    fn rule_names_are_in_camel_case() {
        assert_eq!(name("annotation/unknown-name"), "AnnotationUnknownName");
    }

    #[test]
    fn brackets_are_not_a_link() {
        assert_eq!(message("spec.ports[0]"), "spec.ports[0]");
        assert_eq!(message("[x](1)"), "\\[x\\](1)");
    }

    #[test]
    fn braces_are_not_the_place_of_an_argument() {
        assert_eq!(message("`{0}` is not a value\u{2028}"), "`{{0}}` is not a value\\u{{2028}}");
    }
}
