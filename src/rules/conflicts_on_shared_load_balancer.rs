//! What several Services on one CLB must agree on, and the network that a CLB elsewhere needs.
//!
//! Only what was provided counts: a Service that is not among the objects shares nothing. Who has which port of a CLB is
//! known to the planner.

use super::codes;
use super::context_of_one_service::{ServiceUnderCheck, other_service};
use super::shared_settings::COMMON;
use crate::diagnostic::{Diagnostic, Related};
use crate::sharing;
use crate::tke::annotation_notes_and_fix_titles;
use crate::tke::definition::NameDefinition;
use crate::tke::definitions::load_balancer::{CROSS_REGION_ID, CROSS_VPC_ID, TKE_EXISTED_LBID};

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = local_on_shared(check).into_iter().collect();
    found.extend(COMMON.into_iter().filter_map(|definition| disagreement(check, definition)));
    found.extend(needs_network(check));
    found.extend(used_by_ingress(check));
    found
}

/// An existing CLB that an Ingress uses. Without such an Ingress among the objects, the planner looks at the CLB's tags.
fn used_by_ingress(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let id = existing_id(check)?;
    let ingress = check.validation.ingress_on(&id)?;
    let entry = check.settings.entry(&TKE_EXISTED_LBID.definition)?;
    let found = sharing::used_by_ingress(&id, None).object(check.object.reference.clone()).location(entry.value);
    let note =
        annotation_notes_and_fix_titles::INGRESS.with("name", format!("{}/{}", ingress.namespace(), ingress.name()));
    let object = Some(ingress.reference.clone());
    Some(found.related(Related { note, location: ingress.location(ingress.node.span), object }))
}

/// The existing CLB that the Service names.
fn existing_id(check: &ServiceUnderCheck<'_>) -> Option<String> {
    check.settings.get(&TKE_EXISTED_LBID).value()
}

fn local_on_shared(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    let id = existing_id(check).filter(|_| policy.as_str() == Some("Local"))?;
    let (name, related) = other_service(check.validation.other_on(&id, check.object)?);
    let found = check.at_node(&codes::LOCAL_ON_SHARED, policy, "spec.externalTrafficPolicy");
    Some(found.arg("other", name).related(related))
}

/// Security groups and what they let through belong to the CLB, and not to one Service on it.
fn disagreement(check: &ServiceUnderCheck<'_>, definition: &'static NameDefinition) -> Option<Diagnostic> {
    let entry = check.settings.entry(definition)?;
    let id = existing_id(check)?;
    let settings = &check.validation.shared_settings;
    let other = settings.disagreeing(&id, definition, entry.raw.as_deref()?, check.object)?;
    let (name, related) = other_service(other);
    let value = other.annotation(definition.name).unwrap_or("");
    Some(check.at_value(&codes::SHARED_DISAGREE, entry).arg("other", name).arg("value", value).related(related))
}

/// The network outside of the cluster that a CLB of another VPC needs to reach it.
fn needs_network(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let region =
        check.settings.entry(&CROSS_REGION_ID.definition).filter(|_| check.settings.is_present(&TKE_EXISTED_LBID));
    let entry = check.settings.entry(&CROSS_VPC_ID.definition).or(region)?;
    let own = |entry: &str| check.context.vpc_id.as_deref() == Some(entry);
    let same = entry.name == CROSS_VPC_ID.name() && entry.raw.as_deref().is_some_and(own);
    (!same).then(|| check.at_key(&codes::NEEDS_CCN, entry))
}
