//! What differs although nothing was changed: the mark of an edit in the console.
//!
//! It is looked for where nothing else explains a difference. Pods and nodes come and go by themselves, so backends are left
//! out; so are listeners' settings that follow another object, a TkeServiceConfig or a certificate's Secret, and a CLB that
//! is being made.

use crate::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::planner::{Change, CloudOrigin, PlanBuilder, ServiceEvent, Verb, Verdict, codes};
use crate::tke::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};

/// Says so once, with all that differs.
pub fn report_drift(builder: &mut PlanBuilder<'_>) {
    let (input, plan) = (builder.input, &builder.plan);
    let Some(service) = input.manifest.filter(|_| input.event == ServiceEvent::Unchanged) else { return };
    let creating = input.current.load_balancer().is_some_and(|lb| lb.status == Some(0));
    if plan.verdict != Verdict::Update || input.cloud_origin != CloudOrigin::Observed || creating {
        return;
    }
    let configured =
        service.settings.is_present(&TKE_SERVICE_CONFIG) || service.settings.is_present(&TKE_SERVICE_CONFIG_AUTO);
    let differing: Vec<String> = plan
        .changes
        .iter()
        .filter(|change| !(configured && change.verb == Verb::Update) && is_of_the_cloud(change))
        .map(|change| change.address.clone())
        .collect();
    if differing.is_empty() {
        return;
    }
    let finding = Diagnostic::new(&codes::EDITED_BY_HAND).arg("service", input.name.to_string());
    let finding = finding.list("what", differing);
    let id = plan.id.clone().unwrap_or_default();
    builder.plan.findings.push(finding.arg("id", id));
}

fn is_of_the_cloud(change: &Change) -> bool {
    let elsewhere = ["backends/", "service"].iter().any(|other| change.address.starts_with(other));
    let name = Field::Certificate.name();
    let arrives = change.verb == Verb::Create && change.after.as_ref().is_some_and(|after| after.get(name).is_some());
    !elsewhere && !arrives && !change.fields.iter().any(|field| field == name)
}
