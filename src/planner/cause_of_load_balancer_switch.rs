//! What in a manifest forces a Service to another load balancer.

use crate::diagnostic::{Diagnostic, Reason, Related};
use crate::model::Service;
use crate::provided_objects::kubectl_apply::is_removal_known;
use crate::rules::meant_as;
use crate::tke::annotation_notes_and_fix_titles::{NOT_LIVE, ONLY_LIVE, WAS_LIVE};
use crate::tke::{self, NameDefinition};

/// The annotations by which the desired load balancer differs from the current one in these fields; where it differs in none,
/// the one that names an existing load balancer decides. A field that no annotation sets has none: the cluster's VPC.
pub fn annotations<'f>(fields: impl Iterator<Item = &'f str>) -> Vec<&'static NameDefinition> {
    let mut fields = fields.peekable();
    if fields.peek().is_none() {
        return vec![&tke::TKE_EXISTED_LBID.definition];
    }
    let mut found: Vec<&'static NameDefinition> = Vec::new();
    for definition in fields.filter_map(annotation) {
        if !found.iter().any(|known| known.is(definition)) {
            found.push(definition);
        }
    }
    found
}

fn annotation(field: &str) -> Option<&'static NameDefinition> {
    match field {
        "LoadBalancerId" => Some(&tke::TKE_EXISTED_LBID.definition),
        "LoadBalancerType" | "SubnetId" => Some(&tke::INTERNAL_SUBNETID.definition),
        "Region" => Some(&tke::CROSS_REGION_ID.definition),
        "VpcId" => Some(&tke::CROSS_VPC_ID.definition),
        "Forward" => Some(&tke::LOADBALANCE_TYPE.definition),
        _ => None,
    }
}

/// The finding with the field that is its cause, and what the live Service has there where that is something else.
pub fn explained(
    mut finding: Diagnostic,
    causes: &[&'static NameDefinition],
    manifest: Option<&Service<'_>>,
    live: Option<&Service<'_>>,
) -> Diagnostic {
    let entry = |service: Option<&Service<'_>>, cause: &NameDefinition| {
        service.and_then(|service| service.settings.entry(cause)).map(|entry| (entry.path(), entry.raw.clone()))
    };
    let written = causes.iter().find_map(|cause| entry(manifest, cause)).map(|(path, _)| path);
    if let Some(path) = written.or_else(|| causes.first().map(|cause| cause.path())) {
        finding = finding.path(path);
    }
    // Nobody wrote the annotation that is the cause, but somebody may have meant it.
    let misspelt = |service: &Service<'_>| {
        let entry = causes.iter().find_map(|cause| meant_as(&service.settings, cause))?;
        Some((entry.path(), entry.key, service.object.reference.clone()))
    };
    let is_written = causes.iter().any(|cause| entry(manifest, cause).is_some());
    if let Some((path, key, object)) = manifest.filter(|_| !is_written).and_then(misspelt) {
        finding = finding.path(path).location(key).object(object);
    }
    let Some(live) = live else { return finding };
    for cause in causes {
        let (before, after) = (entry(Some(live), cause), entry(manifest, cause));
        let (before, after) = (before.and_then(|(_, raw)| raw), after.and_then(|(_, raw)| raw));
        if before != after {
            let may_stay = after.is_none() && !is_removal_known(live.object);
            finding = finding.related(was(cause, before, may_stay, live));
        }
    }
    finding
}

/// What the live Service has. What only it has may be removed by the plan alone.
fn was(cause: &NameDefinition, before: Option<String>, may_stay: bool, live: &Service<'_>) -> Related {
    let note: Reason = match before {
        Some(before) if may_stay => ONLY_LIVE.with("name", cause.name).arg("value", before),
        Some(before) => WAS_LIVE.with("name", cause.name).arg("value", before),
        None => NOT_LIVE.with("name", cause.name),
    };
    Related { note, location: None, object: Some(live.object.reference.clone()) }
}
