//! Collects findings about one object, each with the step of the API server that raises it.
//!
//! A server answers with the first step that has something to say and never reaches the others; all of them are
//! collected here, and those that a server would hold back say so. It does not know any rule.

use super::codes;
use super::fixes;
use crate::diagnostic::truncate::MAX_DIAGNOSTICS;
use crate::diagnostic::{Code, Diagnostic, FieldErrorType, Related, Span};
use crate::sorted_map::sort_by;
use crate::syntax::Object;

/// The steps of a request, in the order a server takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Which kind of object it is.
    Identity,
    /// JSON into types.
    Decode,
    /// Unknown and duplicate fields.
    Strict,
    /// Cluster addresses, before any is allocated.
    ClusterIps,
    /// Address families, before any is allocated.
    Families,
    /// Node ports.
    NodePorts,
    /// The health check's node port.
    HealthPort,
    /// Everything else, all at once.
    Validate,
    /// Said only after the first finding of its own step is mended.
    Later,
}

/// A finding and the step that raises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// See [`Stage`].
    pub stage: Stage,
    /// What it says.
    pub diagnostic: Diagnostic,
}

/// A field error: the words `value`, `path` and `detail` are filled.
pub fn field_error(
    code: &'static Code,
    kind: FieldErrorType,
    path: String,
    detail: String,
    value: String,
) -> Diagnostic {
    let words = Diagnostic::new(code).arg("value", value).arg("path", path.as_str()).arg("detail", detail.as_str());
    words.path(path).field(kind, detail)
}

/// The findings about one object.
pub struct Findings<'a> {
    object: &'a Object,
    /// Where to point when a value has no place of its own.
    pub fallback: Span,
    stage: Stage,
    findings: Vec<Finding>,
}

/// Findings about one object, those that several steps have included: more than an answer shows, so that it says that
/// there are more.
const MOST: usize = 3 * MAX_DIAGNOSTICS;

impl<'a> Findings<'a> {
    /// An empty report about that object.
    pub fn new(object: &'a Object) -> Findings<'a> {
        let name = object.node.at(&["metadata", "name"]).map(|name| name.span);
        let kind = object.node.get("kind").map(|kind| kind.span);
        let fallback = name.or(kind).unwrap_or(object.node.span);
        Findings { object, fallback, stage: Stage::Validate, findings: Vec::new() }
    }

    /// What is added from here on belongs to that step.
    pub fn stage(&mut self, stage: Stage) {
        self.stage = stage;
    }

    /// Adds a finding of the current step.
    pub fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        let span = if span.is_none() { self.fallback } else { span };
        let diagnostic = diagnostic.location(self.object.location(span)).object(self.object.reference.clone());
        if self.findings.len() < MOST {
            self.findings.push(Finding { stage: self.stage, diagnostic });
        }
    }

    /// Adds a field error.
    pub fn add(
        &mut self,
        code: &'static Code,
        kind: FieldErrorType,
        path: impl Into<String>,
        detail: impl Into<String>,
        value: impl Into<String>,
        span: Span,
    ) {
        self.push(field_error(code, kind, path.into(), detail.into(), value.into()), span);
    }

    /// `Invalid`, once for each message.
    pub fn all_invalid(&mut self, code: &'static Code, path: &str, messages: Vec<String>, value: &str, span: Span) {
        for message in messages {
            self.add(code, FieldErrorType::Invalid, path, message, value, span);
        }
    }

    /// `NotSupported`: the values that would be, in the order the server prints them.
    pub fn not_supported(&mut self, code: &'static Code, path: &str, known: &[&str], value: &str, span: Span) {
        let quoted: Vec<String> = known.iter().map(|value| format!("\"{value}\"")).collect();
        let detail = format!("supported values: {}", quoted.join(", "));
        let mut finding = field_error(code, FieldErrorType::NotSupported, path.to_owned(), detail, value.to_owned());
        finding.fixes.extend(fixes::spelling_fix(span, value, known));
        self.push(finding, span);
    }

    /// Number of findings so far.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// All findings, each said once; those that a server would not show yet say so.
    pub fn finish(mut self) -> Vec<Finding> {
        deduplicate(&mut self.findings);
        let Some(first) = self.findings.iter().min_by_key(|finding| finding.stage).cloned() else {
            return self.findings;
        };
        for finding in &mut self.findings {
            if finding.stage > first.stage {
                finding.diagnostic.related.push(Related {
                    note: codes::notes::SHOWN_LATER.with("path", first.diagnostic.path.clone().unwrap_or_default()),
                    location: first.diagnostic.location,
                    object: None,
                });
            }
        }
        self.findings
    }
}

/// Takes out what was said before: several rules, and the steps that the server takes twice, find the same.
fn deduplicate(findings: &mut Vec<Finding>) {
    let sort_key = |finding: &Finding| {
        let Diagnostic { code, path, field, detail, location, .. } = &finding.diagnostic;
        (code.name(), path.clone(), field.clone(), detail.clone(), *location)
    };
    let mut order: Vec<_> = findings.iter().map(sort_key).zip(0_usize..).collect();
    sort_by(&mut order, |a, b| a.cmp(b));
    let again = order.iter().zip(order.iter().skip(1)).filter(|((one, _), (other, _))| one == other);
    let mut again: Vec<usize> = again.map(|(_, (_, at))| *at).collect();
    again.sort_unstable();
    let mut at = 0;
    findings.retain(|_| {
        at += 1;
        again.binary_search(&(at - 1)).is_err()
    });
}
