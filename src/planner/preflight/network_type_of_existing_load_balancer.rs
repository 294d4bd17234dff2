//! What the network of an existing CLB means for a Service: it decides, whatever the annotations ask for.

use crate::desired::DesiredLoadBalancer;
use crate::diagnostic::Diagnostic;
use crate::model::{ExternalTrafficPolicy, Service};
use crate::planner::ServicePlanningInput;
use crate::planner::danger::PUBLIC;
use crate::planner::purchase_quota::INTERNAL;
use crate::rules::{self, codes, public_instead_of_internal_codes};
use crate::tke::{INTERNAL_SUBNETID, PREVENT_LOOPBACK, SettingValue, TKE_EXISTED_LBID};

/// Findings about the network of the existing CLB that the Service names.
pub fn findings(input: &ServicePlanningInput<'_>) -> Vec<Diagnostic> {
    let (DesiredLoadBalancer::Existing(id, _), Some(service)) = (&input.desired.load_balancer, input.manifest) else {
        return Vec::new();
    };
    match input.cloud.load_balancers.get(id).and_then(|lb| lb.network.kind.as_deref()) {
        Some(INTERNAL) => loopback(input, service).into_iter().collect(),
        Some(PUBLIC) => public(service, id),
        Some(_) | None => Vec::new(),
    }
}

/// An internal CLB that Pods of the cluster may not reach. Of one that TKE creates the annotations say so.
fn loopback(input: &ServicePlanningInput<'_>, service: &Service<'_>) -> Option<Diagnostic> {
    let settings = &service.settings;
    let is_told = settings.is_present(&INTERNAL_SUBNETID) || settings.get(&PREVENT_LOOPBACK) == SettingValue::Is(true);
    let policy = service.object.node.at(&["spec", "externalTrafficPolicy"])?;
    if is_told || input.desired.direct_access || service.policy != ExternalTrafficPolicy::Local {
        return None;
    }
    let found = Diagnostic::new(&codes::LOOPBACK).object(service.object.reference.clone());
    let found = found.location(service.object.location(policy.span)).path("spec.externalTrafficPolicy");
    Some(found.arg("other", PREVENT_LOOPBACK.name()))
}

/// Annotations that ask for an internal CLB beside a public one.
fn public(service: &Service<'_>, id: &str) -> Vec<Diagnostic> {
    let wishes = service.settings.entries().iter().filter(|entry| rules::is_unread_wish_for_internal(entry));
    let found = wishes.map(|entry| {
        let mut keys = service.object.annotations().filter(|written| written.key == entry.name);
        let location = keys.next().and_then(|written| service.object.location(written.key_span));
        let found = Diagnostic::new(&public_instead_of_internal_codes::EXISTING_IS_PUBLIC)
            .object(service.object.reference.clone());
        let found = found.location(location).path(format!("metadata.annotations[{}]", entry.name));
        found.arg("name", entry.name.clone()).arg("id", id).arg("existing", TKE_EXISTED_LBID.name())
    });
    found.collect()
}
