//! Services whose CLB the manifest of another Service may take over.
//!
//! A manifest can have the token or the id that the controller wrote into another Service. The plan of that other Service
//! alone would say that nothing changes.

use super::services_to_plan::ServicesOfRequest;
use crate::diagnostic::{Diagnostic, Related};
use crate::planner::{ServicePlan, codes, reasons};
use crate::request::ServiceName;
use crate::tke::annotation_notes_and_fix_titles::OTHER;

/// The plans, with what endangers a CLB in the plan of the Service that has it.
pub(super) fn with_dangers(mut plans: Vec<ServicePlan>, services: &ServicesOfRequest<'_>) -> Vec<ServicePlan> {
    let danger = |plan: &ServicePlan| Some((plan.name.clone(), plan.endangers.clone()?));
    let dangers: Vec<(ServiceName, (ServiceName, &'static str))> = plans.iter().filter_map(danger).collect();
    for (other, (owner, annotation)) in dangers {
        let Some(plan) = plans.iter_mut().find(|plan| plan.name == owner) else { continue };
        let Some(id) = plan.id.clone() else { continue };
        let reason = reasons::ENDANGERED.with("other", other.to_string()).arg("annotation", annotation);
        plan.reasons.push(reason);
        plan.complete = false;
        let finding = Diagnostic::new(&codes::ENDANGERED).arg("service", owner.to_string()).arg("id", id);
        let finding = finding.arg("other", other.to_string()).arg("annotation", annotation);
        plan.findings.push(match cause(services, &other, annotation) {
            Some(cause) => finding.related(cause),
            None => finding,
        });
    }
    plans
}

/// The annotation in the manifest of the other Service.
fn cause(services: &ServicesOfRequest<'_>, other: &ServiceName, annotation: &'static str) -> Option<Related> {
    let manifest = services.manifests.get(other)?;
    let entry = manifest.settings.entries().iter().find(|entry| entry.name == annotation)?;
    let object = Some(manifest.object.reference.clone());
    Some(Related { note: OTHER.with("name", annotation), location: entry.value, object })
}
