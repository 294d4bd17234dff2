//! The pipeline of `validateService`: everything that is wrong with the manifests, at once.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::{DiagnosticOutput, Renderer};
use crate::diagnostic::truncate::SeverityCounts;
use crate::plan_sync::Snapshot;
use crate::planner::output::{FORMAT_VERSION, is_zero};
use crate::request::{PlanRequest, Subresource, ValidateRequest};
use crate::suppress::Function;
use crate::syntax::Object;
use crate::tke::Settings;
use crate::tke::rules::ValidationContext;
use crate::{kubernetes, suppress, tke, tke_service_config};
use plan_prechecks::PlanPrechecks;
use serde::Serialize;

mod plan_prechecks;

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
    pub summary: Counts,
}

/// The number of findings by severity.
#[warn(missing_docs)]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
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
pub fn validate(request: ValidateRequest) -> Report {
    let snapshot = Snapshot::read(&mut PlanRequest {
        manifests: request.manifests,
        live: request.live,
        context: request.context,
        ..PlanRequest::default()
    });
    let mut findings = snapshot.findings.clone();
    let validation =
        ValidationContext::read(&snapshot.live, &snapshot.manifests, &tke_service_config::KINDS, &snapshot.context);
    let foreseen = PlanPrechecks::read(&snapshot, &validation);
    let mut reviewed = Vec::new();
    // Also without a name, and with a kind whose letter case is wrong: the API server has something to say to both.
    let services = snapshot.manifests.iter().filter(|object| object.kind().eq_ignore_ascii_case("Service"));
    for object in services {
        let live = validation.live_service(object);
        if let Some(Subresource::Status) = request.subresource {
            let write = kubernetes::Operation::Status(live);
            findings.extend(kubernetes::check(object, write, &snapshot.context));
            continue;
        }
        let (settings, of_settings) = Settings::read(object, &snapshot.text);
        findings.extend(of_settings);
        findings.extend(check_object(object, live, &settings, &validation));
        findings.extend(foreseen.check(object, live, &settings));
        reviewed.push((object, settings));
    }
    let reviewed = reviewed.iter().map(|(object, settings)| (*object, settings));
    findings.extend(tke_service_config::check_shared(reviewed, &validation.objects));
    for object in tke_service_config::among(&snapshot.manifests) {
        findings.extend(tke_service_config::read(object).1);
    }
    let objects: Vec<&Object> = snapshot.manifests.iter().collect();
    let filtered = suppress::apply(&findings, &objects, &snapshot.text, &request.ignore, Function::Report);
    let renderer = Renderer::new(request.locale, request.position_encoding, &snapshot.text);
    let (diagnostics, SeverityCounts { errors, warnings, infos }) = renderer.diagnostics(&filtered.findings);
    Report {
        format_version: FORMAT_VERSION,
        summary: Counts { errors, warnings, infos, suppressed: filtered.suppressed },
        diagnostics,
    }
}

/// What is wrong with one Service: for the API server, and for the controller.
pub(crate) fn check_object(
    object: &Object,
    live: Option<&Object>,
    settings: &Settings,
    validation: &ValidationContext<'_>,
) -> Vec<Diagnostic> {
    let mut findings = kubernetes::check(object, live, validation.context);
    findings.extend(tke::rules::check(object, settings, live, validation));
    findings.extend(tke_service_config::check(object, settings, &validation.objects));
    findings
}
