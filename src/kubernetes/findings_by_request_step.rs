//! Collects findings about one object, each with the step of the API server that raises it.
//!
//! A server reports the first step that fails and never reaches the others. All steps are collected here, and findings
//! that a server would not reach yet say so. Rules are not known here.

use super::codes;
use super::field_names_in_server_errors::as_in_manifests;
use super::fixes;
use super::name_format::LabelPart;
use super::unreadable_fields::UnreadableFields;
use crate::diagnostic::limit_findings::MAX_DIAGNOSTICS;
use crate::diagnostic::{CodeDefinition, Diagnostic, FieldErrorType, Related, Span};
use crate::sorted_map::{sort, sort_by};
use crate::syntax::KubernetesObject;

/// Steps of a request, in the server's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiServerStep {
    /// `apiVersion` and `kind`.
    Identity,
    /// JSON into types.
    Decode,
    /// Unknown and duplicate fields.
    Strict,
    /// Cluster addresses, before allocation.
    ClusterIps,
    /// Address families, before allocation.
    Families,
    /// Cluster addresses, at allocation.
    Addresses,
    /// Node ports.
    NodePorts,
    /// The health check's node port.
    HealthPort,
    /// All other validation.
    Validate,
    /// Reported only after the first finding of its own step is fixed.
    Later,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiServerFinding {
    pub stage: ApiServerStep,
    pub diagnostic: Diagnostic,
}

/// A field error with the arguments `value`, `path` and `detail`.
pub fn field_error(
    code: &'static CodeDefinition,
    kind: FieldErrorType,
    path: String,
    detail: String,
    value: String,
) -> Diagnostic {
    let in_manifest = as_in_manifests(&path);
    let words = Diagnostic::new(code).arg("value", value).arg("path", in_manifest).arg("detail", detail.as_str());
    words.path(path).field(kind, detail)
}

/// `NotSupported` with the supported values, in the order the server prints them.
pub fn not_supported(code: &'static CodeDefinition, path: &str, known: &[&str], value: &str, span: Span) -> Diagnostic {
    let quoted: Vec<String> = known.iter().map(|value| format!("\"{value}\"")).collect();
    let detail = format!("supported values: {}", quoted.join(", "));
    let mut finding = field_error(code, FieldErrorType::NotSupported, path.to_owned(), detail, value.to_owned());
    finding.fixes.extend(fixes::spelling_fix(span, value, known));
    finding
}

/// A value whose JSON type is not that of its field, with the arguments `found`, `wanted`, `path` and `detail`.
pub fn wrong_type(
    code: &'static CodeDefinition,
    path: &str,
    expected: &str,
    found: &str,
    detail: String,
) -> Diagnostic {
    let finding = Diagnostic::new(code).arg("found", found).arg("wanted", expected).arg("path", path);
    finding.arg("detail", detail.as_str()).path(path).detail(detail)
}

pub struct ApiServerFindings<'a> {
    object: &'a KubernetesObject,
    /// The span for values without one.
    pub fallback: Span,
    stage: ApiServerStep,
    findings: Vec<ApiServerFinding>,
    unreadable: UnreadableFields,
}

/// Most findings about one object, including those that several steps report: more than an answer shows, so that it
/// states that there are more.
const MOST: usize = 3 * MAX_DIAGNOSTICS;

impl<'a> ApiServerFindings<'a> {
    pub fn new(object: &'a KubernetesObject) -> ApiServerFindings<'a> {
        let kind = object.node.get("kind").map(|kind| kind.span);
        let fallback = object.name_span().or(kind).unwrap_or(object.node.span);
        ApiServerFindings {
            object,
            fallback,
            stage: ApiServerStep::Validate,
            findings: Vec::new(),
            unreadable: UnreadableFields::default(),
        }
    }

    /// Sets the step of the findings that follow.
    pub fn stage(&mut self, stage: ApiServerStep) {
        self.stage = stage;
    }

    /// Sets the fields whose values could not be read: nothing is said about their values.
    pub fn set_unreadable(&mut self, unreadable: UnreadableFields) {
        self.unreadable = unreadable;
    }

    /// Adds a finding of the current step.
    pub fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        let span = if span.is_none() { self.fallback } else { span };
        let diagnostic = diagnostic.location(self.object.location(span)).object(self.object.reference.clone());
        if self.findings.len() < MOST && !self.unreadable.decides(&diagnostic) {
            self.findings.push(ApiServerFinding { stage: self.stage, diagnostic });
        }
    }

    pub fn add(
        &mut self,
        code: &'static CodeDefinition,
        kind: FieldErrorType,
        path: impl Into<String>,
        detail: impl Into<String>,
        value: impl Into<String>,
        span: Span,
    ) {
        self.push(field_error(code, kind, path.into(), detail.into(), value.into()), span);
    }

    /// Adds `Invalid`, once for each message.
    pub fn all_invalid(
        &mut self,
        code: &'static CodeDefinition,
        path: &str,
        messages: Vec<String>,
        value: &str,
        span: Span,
    ) {
        for message in messages {
            self.add(code, FieldErrorType::Invalid, path, message, value, span);
        }
    }

    /// Adds `Invalid`, once for each message about a part of a label, with the arguments `part` and `problem`.
    pub fn all_invalid_labels(
        &mut self,
        code: &'static CodeDefinition,
        path: &str,
        part: LabelPart,
        messages: Vec<String>,
        value: &str,
        span: Span,
    ) {
        for message in messages {
            let finding = field_error(code, FieldErrorType::Invalid, path.to_owned(), message, value.to_owned());
            self.push(finding.arg("part", part.name()).arg("problem", part.problem(value)), span);
        }
    }

    /// Adds `NotSupported` with the supported values, in the order the server prints them.
    pub fn not_supported(
        &mut self,
        code: &'static CodeDefinition,
        path: &str,
        known: &[&str],
        value: &str,
        span: Span,
    ) {
        self.push(not_supported(code, path, known, value, span), span);
    }

    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// All findings without duplicates. Those that a server would not reach yet say so.
    pub fn finish(mut self) -> Vec<ApiServerFinding> {
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

/// Removes duplicates: several rules, and steps that the server takes twice, report the same.
fn deduplicate(findings: &mut Vec<ApiServerFinding>) {
    let sort_key = |finding: &ApiServerFinding| {
        let found = &finding.diagnostic;
        (found.code.name(), found.path.clone(), found.field.clone(), found.detail.clone(), found.location)
    };
    let mut order: Vec<_> = findings.iter().map(sort_key).zip(0_usize..).collect();
    sort_by(&mut order, |a, b| a.cmp(b));
    let again = order.iter().zip(order.iter().skip(1)).filter(|((one, _), (other, _))| one == other);
    let mut again: Vec<usize> = again.map(|(_, (_, at))| *at).collect();
    sort(&mut again);
    let mut at = 0;
    findings.retain(|_| {
        at += 1;
        again.binary_search(&(at - 1)).is_err()
    });
}
