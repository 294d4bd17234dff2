//! Findings about Services that need desired state, several objects, or several Services.
//!
//! [`check_service`] gives the findings for one Service that need no plan. Each rule is one function in the file of its
//! topic, and none depends on another having run. What was not provided is unknown and raises nothing.

mod annotation_dependencies;
mod annotation_support_status;
pub mod codes;
mod conflicts_on_shared_load_balancer;
mod context_of_all_services;
mod context_of_one_service;
mod ineffective_edits;
mod no_load_balancer;
mod node_backends_need_ipv4;
mod other_clouds;
mod overridden_creation_parameters;
mod ports_and_protocols;
pub mod public_instead_of_internal_codes;
mod remove_harmful_fixes;
mod service_against_other_objects;
mod service_against_service_config;
mod shared_settings;
mod suggested_name;
mod target_groups;
mod tke_effect_of_spec_fields;
mod unknown_names;
mod unreplaced_placeholder_ids;
mod users_of_target_groups;
mod written_as_label;

pub use context_of_all_services::ServiceRulesInput;
pub use ineffective_edits::{edit_without_effect, edited_location, edits_without_effect};
pub use service_against_service_config::check_service_configs;
pub use unknown_names::{is_unread_wish_for_internal, meant_as};

use crate::diagnostic::Diagnostic;
use crate::kubernetes::{self, NodePortsAndIpsOfService};
use crate::model::Service;
use crate::syntax::KubernetesObject;
use crate::tke::ServiceSituation;
use crate::tke::definition::{NameDefinition, SupportStatus};
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::definitions::controller_written::LOADBALANCE_ID;
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::{BackendKind, backends, wants_load_balancer};
use crate::tke::service_settings::ServiceSettings;
use crate::tke_service_config::KINDS;
use context_of_one_service::ServiceUnderCheck;

/// Everything that is wrong with one Service, for the API server and for the controller. Values of annotations are
/// excepted: [`ServiceSettings::read`] reports those. `live` is the same Service as the cluster has it. The numbers are what it
/// requests of the API server.
pub fn check_service(
    object: &KubernetesObject,
    live: Option<&Service<'_>>,
    settings: &ServiceSettings,
    validation: &ServiceRulesInput<'_>,
) -> (Vec<Diagnostic>, NodePortsAndIpsOfService) {
    let before = live.map(|live| (live.object, &live.settings));
    let live = live.map(|live| live.object);
    let has_live_config = |namespace: &str| KINDS.iter().any(|kind| validation.shows_all(kind, namespace));
    let check = |object: &KubernetesObject, settings: &ServiceSettings| {
        let mut findings = check_annotations(object, before, settings, validation);
        findings.extend(service_against_service_config::check(object, settings, &validation.objects, &has_live_config));
        findings
    };
    let findings = check(object, settings);
    let renamed = |renamed: &KubernetesObject| check(renamed, &ServiceSettings::read_silently(renamed));
    let mut findings = remove_harmful_fixes::without_raising(findings, object, renamed);
    let (of_server, numbers) = kubernetes::check_with_numbers(object, live, validation.context);
    findings.extend(remove_harmful_fixes::without_invalid(of_server, object));
    (remove_harmful_fixes::without_replacing(findings, live), numbers)
}

/// The annotations of a Service, with findings about their values. A value that the controller does not read has no effect.
pub fn read_settings(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    text: &str,
    validation: &ServiceRulesInput<'_>,
) -> (ServiceSettings, Vec<Diagnostic>) {
    let (settings, findings) = ServiceSettings::read(object, text);
    let version = validation.switches.version();
    let (_, situation) = backends_and_situation(object, live, &settings.supported_by(version), validation);
    let is_read = |finding: &Diagnostic| {
        let mut entries = settings.entries().iter().filter(|entry| Some(entry.path()) == finding.path);
        let definition = entries.find_map(|entry| entry.definition);
        let is_users = |definition: &NameDefinition| !matches!(definition.status, SupportStatus::WrittenByController);
        wants_load_balancer(object)
            && definition.is_none_or(|definition| {
                definition.is_supported_by(version) && is_users(definition) && !situation.is_for_another(definition)
            })
    };
    // Another finding is about an id of a load balancer that a manifest changes or brings along.
    let of_id = LOADBALANCE_ID.definition.path();
    let own_id = live.and_then(|live| live.annotation(LOADBALANCE_ID.name()));
    let has_other_id = object.annotation(LOADBALANCE_ID.name()) != own_id;
    let has_own_finding = |finding: &Diagnostic| has_other_id && finding.path.as_deref() == Some(of_id.as_str());
    let findings = findings.into_iter().filter(|finding| !has_own_finding(finding));
    let findings = findings.map(|finding| if is_read(&finding) { finding } else { finding.ignored() });
    let findings = remove_harmful_fixes::without_replacing(findings.collect(), live);
    (settings, findings)
}

/// The backends of a Service, and what else decides which of its annotations have an effect.
fn backends_and_situation(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    supported: &ServiceSettings,
    validation: &ServiceRulesInput<'_>,
) -> (BackendKind, ServiceSituation) {
    let setting = supported.get(&DIRECT_ACCESS);
    let is_new = live.is_none() && object.uid().is_none_or(str::is_empty);
    let backends = backends(setting, is_new, &validation.switches, validation.context);
    (backends, ServiceSituation::of(object, supported, backends, validation.context))
}

fn check_annotations(
    object: &KubernetesObject,
    before: Option<(&KubernetesObject, &ServiceSettings)>,
    settings: &ServiceSettings,
    validation: &ServiceRulesInput<'_>,
) -> Vec<Diagnostic> {
    let (live, live_settings) = before.unzip();
    let supported = settings.supported_by(validation.switches.version());
    let (backends, situation) = backends_and_situation(object, live, &supported, validation);
    let ServiceRulesInput { objects, context, switches, .. } = validation;
    let has_load_balancer = wants_load_balancer(object);
    let becomes_public =
        has_load_balancer && !settings.is_present(&INTERNAL_SUBNETID) && !settings.is_present(&TKE_EXISTED_LBID);
    let as_written = ServiceUnderCheck {
        object,
        settings,
        live,
        live_settings,
        validation,
        objects,
        context,
        switches,
        backends,
        situation,
        becomes_public,
    };
    let mut found = unknown_names::check(&as_written);
    found.extend(annotation_support_status::check(&as_written));
    found.extend(annotation_support_status::removed_id(&as_written));
    if has_load_balancer {
        found.extend(unreplaced_placeholder_ids::check(&as_written));
        found.extend(ineffective_edits::check(&as_written));
    }
    // An annotation that the controller's version ignores has no further consequences.
    let check = ServiceUnderCheck { settings: &supported, ..as_written };
    if has_load_balancer {
        found.extend(annotation_dependencies::check(&check));
    }
    // Nor has one that is for another situation.
    let effective = situation.effective(&supported);
    let check = ServiceUnderCheck { settings: &effective, ..check };
    let rules: &[fn(&ServiceUnderCheck<'_>) -> Vec<Diagnostic>] = if has_load_balancer {
        &[
            overridden_creation_parameters::check,
            ports_and_protocols::check,
            target_groups::check,
            tke_effect_of_spec_fields::check,
            written_as_label::check,
            service_against_other_objects::check,
            node_backends_need_ipv4::check,
            conflicts_on_shared_load_balancer::check,
        ]
    } else {
        &[ports_and_protocols::groups_without_clb, no_load_balancer::check]
    };
    found.extend(rules.iter().flat_map(|rule| rule(&check)));
    found
}

#[cfg(test)]
mod tests;
