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
use crate::{config, kubernetes, suppress, tke};
use plan_prechecks::PlanPrechecks;
use serde::Serialize;

mod plan_prechecks;

/// What is wrong with the manifests.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// [`FORMAT_VERSION`].
    pub format_version: &'static str,
    /// Sorted by position. Of very many the worst; one more finding says how many are left out.
    pub diagnostics: Vec<DiagnosticOutput>,
    /// How many there are of each severity, those that are left out included.
    pub summary: Counts,
}

/// Findings by severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// The manifest will be refused, or will not do what it says.
    pub errors: usize,
    /// It will work, and probably not as meant.
    pub warnings: usize,
    /// Good to know.
    pub infos: usize,
    /// Warnings and infos that are not shown because somebody asked for that. Left out: none.
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
    let validation = ValidationContext::read(&snapshot.live, &snapshot.manifests, &config::KINDS, &snapshot.context);
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
    findings.extend(config::check_shared(reviewed, &validation.objects));
    for object in config::among(&snapshot.manifests) {
        findings.extend(config::read(object).1);
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
    findings.extend(config::check(object, settings, &validation.objects));
    findings
}
