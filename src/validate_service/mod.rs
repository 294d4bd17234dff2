//! The pipeline of `validateService`: everything that is wrong with the manifests, at once.
//!
//! It has no checks of its own: what it finds is what a plan finds where nothing of the cloud was provided.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::limit_findings::SeverityCounts;
use crate::diagnostic::render::{DiagnosticOutput, RenderedFindings, Renderer};
use crate::plan_sync;
use crate::planner::plan_sync_answer::{FORMAT_VERSION, is_zero};
use crate::provided_objects::ProvidedObjects;
use crate::provided_objects::codes::COPIED_FROM_CLUSTER;
use crate::request::{Subresource, ValidateRequest};
use crate::rules::{self, ServiceRulesInput};
use crate::suppress::CalledFunction;
use crate::syntax::KubernetesObject;
use crate::{kubernetes, suppress};
use serde::Serialize;

/// The answer of `validateService`.
#[warn(missing_docs)]
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Version of this format.
    pub format_version: &'static str,
    /// Findings, sorted by location. Of very many the most severe are kept, and one more finding states how many were
    /// dropped.
    pub diagnostics: Vec<DiagnosticOutput>,
    /// The number of findings by severity, including dropped ones.
    pub summary: FindingCounts,
    /// How many of the findings the live objects have as well; absent when there are none.
    #[serde(skip_serializing_if = "SeverityCounts::is_zero")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub existing: SeverityCounts,
}

/// The number of findings by severity.
#[warn(missing_docs)]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingCounts {
    /// Objects that are rejected, or do not do what they specify.
    pub errors: usize,
    /// Objects that work, but probably not as intended.
    pub warnings: usize,
    /// Additional information.
    pub infos: usize,
    /// The number of suppressed warnings and infos; absent when there are none.
    #[serde(skip_serializing_if = "is_zero")]
    pub suppressed: usize,
}

/// `validateService`.
pub fn validate(mut request: ValidateRequest) -> Report {
    let provided = ProvidedObjects::of_validation(&mut request);
    let findings = match request.subresource {
        Some(Subresource::Status) => check_status(&provided),
        None => {
            let (delete, recreate) = (std::mem::take(&mut request.delete), std::mem::take(&mut request.recreate));
            plan_sync::findings_of_manifests(&provided, delete, recreate)
        }
    };
    let objects: Vec<&KubernetesObject> = provided.manifests.iter().collect();
    let filtered = suppress::apply(&findings, &objects, &provided.text, &request.ignore, CalledFunction::Report);
    let renderer = Renderer::new(request.locale, request.position_encoding, &provided.text).of_files(&provided.files);
    let RenderedFindings { diagnostics, counts, existing } = renderer.diagnostics(&filtered.findings);
    let SeverityCounts { errors, warnings, infos } = counts;
    Report {
        format_version: FORMAT_VERSION,
        summary: FindingCounts { errors, warnings, infos, suppressed: filtered.suppressed },
        existing,
        diagnostics,
    }
}

/// What is wrong with the Services where only their status is written.
fn check_status(provided: &ProvidedObjects) -> Vec<Diagnostic> {
    let validation = ServiceRulesInput::of(provided);
    let mut findings = provided.findings.clone();
    // A status is always written to an object that exists.
    findings.retain(|finding| !finding.is(&COPIED_FROM_CLUSTER));
    for object in services(provided) {
        let write = kubernetes::Operation::Status(validation.live_service(object));
        findings.extend(kubernetes::check(object, write, &provided.context));
    }
    findings.extend(rules::check_service_configs(std::iter::empty(), &provided.manifests, &validation));
    findings
}

/// The Services among the manifests, also those without a name or with a kind in another letter case: the API server has
/// findings about both.
fn services(provided: &ProvidedObjects) -> impl Iterator<Item = &KubernetesObject> {
    provided.manifests.iter().filter(|object| object.kind().eq_ignore_ascii_case("Service"))
}
