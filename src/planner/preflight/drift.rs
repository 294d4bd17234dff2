//! What differs although nothing was changed: the sign of an edit in the console.
//!
//! It is looked for where nothing else explains a difference. Pods and nodes come and go by themselves, so backends are left
//! out; so are listeners' settings that follow another object, a TkeServiceConfig or a certificate's Secret, and a CLB that
//! is being made.

use crate::diagnostic::Diagnostic;
use crate::model::clb_attributes::AttributeId;
use crate::planner::{
    CloudKnowledgeOrigin, LoadBalancerVerdict, ResourceAddress, ResourceChange, ServiceEvent, ServicePlan,
    ServicePlanningInput, Verb, codes,
};
use crate::tke::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};

/// One finding with all that differs; `None` where nothing does.
pub fn drift(input: &ServicePlanningInput<'_>, plan: &ServicePlan) -> Option<Diagnostic> {
    let service = input.manifest.filter(|_| input.event == ServiceEvent::Unchanged)?;
    let creating = input.current.load_balancer().is_some_and(|lb| lb.status == Some(0));
    if plan.verdict != LoadBalancerVerdict::Update || input.cloud_origin != CloudKnowledgeOrigin::Observed || creating {
        return None;
    }
    let configured =
        service.settings.is_present(&TKE_SERVICE_CONFIG) || service.settings.is_present(&TKE_SERVICE_CONFIG_AUTO);
    let differing: Vec<String> = plan
        .changes
        .iter()
        .filter(|change| !(configured && change.verb == Verb::Update) && is_of_the_cloud(change))
        .map(|change| change.address.to_string())
        .collect();
    if differing.is_empty() {
        return None;
    }
    let finding = Diagnostic::new(&codes::EDITED_BY_HAND).arg("service", input.name.to_string());
    let finding = finding.list("what", differing);
    Some(finding.arg("id", plan.id.clone().unwrap_or_default()))
}

fn is_of_the_cloud(change: &ResourceChange) -> bool {
    let name = AttributeId::Certificate.name();
    let arrives = change.verb == Verb::Create && change.after.as_ref().is_some_and(|after| after.get(name).is_some());
    match change.address {
        ResourceAddress::Service | ResourceAddress::ServiceConfig | ResourceAddress::Backends(..) => false,
        ResourceAddress::LoadBalancer
        | ResourceAddress::SecurityGroups
        | ResourceAddress::Tags
        | ResourceAddress::Listener(_)
        | ResourceAddress::UnknownListener(..)
        | ResourceAddress::Rule(..) => !arrives && !change.fields.iter().any(|field| field == name),
    }
}
