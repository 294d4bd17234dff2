//! Findings about Services that need desired state, several objects, or several Services.
//!
//! [`check_service`] gives the findings for one Service that need no plan. Each rule is one function in the file of its
//! topic, and none depends on another having run. What was not provided is unknown and raises nothing.

mod annotation_dependencies;
pub mod codes;
mod context_of_all_services;
mod context_of_one_service;
mod harmless_fixes;
mod ids;
mod ineffective_edits;
mod no_load_balancer;
mod other_clouds;
mod ports;
mod service_config;
mod service_in_cluster;
mod shared_load_balancer;
mod shared_settings;
mod suggested_name;
mod support_status;
mod target_groups;
mod tke_effect_of_spec_fields;
mod unknown_names;
mod users_of_target_groups;

pub use context_of_all_services::ContextOfAllServices;
pub use ineffective_edits::is_without_effect;
pub use service_config::check_service_configs;

use crate::diagnostic::Diagnostic;
use crate::kubernetes;
use crate::syntax::KubernetesObject;
use crate::tke::definition::{Definition, Status};
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::{backends, wants_load_balancer};
use crate::tke::service_settings::Settings;
use crate::tke_service_config::KINDS;
use context_of_one_service::ContextOfOneService;

/// Everything that is wrong with one Service, for the API server and for the controller. Values of annotations are
/// excepted: [`Settings::read`] reports those. `live` is the same Service as the cluster has it.
pub fn check_service(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    settings: &Settings,
    validation: &ContextOfAllServices<'_>,
) -> Vec<Diagnostic> {
    let has_live_config =
        |namespace: &str| KINDS.iter().any(|kind| validation.live_in_namespace(kind, namespace).next().is_some());
    let check = |object: &KubernetesObject, settings: &Settings| {
        let mut findings = check_annotations(object, live, settings, validation);
        findings.extend(service_config::check(object, settings, &validation.objects, &has_live_config));
        findings
    };
    let findings = check(object, settings);
    let renamed = |renamed: &KubernetesObject| check(renamed, &Settings::read_silently(renamed));
    let mut findings = harmless_fixes::without_raising(findings, object, renamed);
    findings.extend(harmless_fixes::without_invalid(kubernetes::check(object, live, validation.context), object));
    harmless_fixes::without_replacing(findings, live)
}

/// The annotations of a Service, with findings about their values. A value that the controller does not read has no effect.
pub fn read_settings(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    text: &str,
    validation: &ContextOfAllServices<'_>,
) -> (Settings, Vec<Diagnostic>) {
    let (settings, findings) = Settings::read(object, text);
    let version = validation.switches.version();
    let is_read = |finding: &Diagnostic| {
        let mut entries = settings.entries().iter().filter(|entry| Some(entry.path()) == finding.path);
        let definition = entries.find_map(|entry| entry.definition);
        let is_users = |definition: &Definition| !matches!(definition.status, Status::WrittenByController);
        wants_load_balancer(object)
            && definition.is_none_or(|definition| definition.is_supported_by(version) && is_users(definition))
    };
    let findings = findings.into_iter().map(|finding| if is_read(&finding) { finding } else { finding.ignored() });
    let findings = harmless_fixes::without_replacing(findings.collect(), live);
    (settings, findings)
}

fn check_annotations(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    settings: &Settings,
    validation: &ContextOfAllServices<'_>,
) -> Vec<Diagnostic> {
    let supported = settings.supported_by(validation.switches.version());
    let backends = backends(supported.get(&DIRECT_ACCESS), live.is_none(), &validation.switches, validation.context);
    let live_settings = live.map(Settings::read_silently);
    let ContextOfAllServices { objects, context, switches, .. } = validation;
    let has_load_balancer = wants_load_balancer(object);
    let becomes_public =
        has_load_balancer && !settings.is_present(&INTERNAL_SUBNETID) && !settings.is_present(&TKE_EXISTED_LBID);
    let as_written = ContextOfOneService {
        object,
        settings,
        live,
        live_settings,
        validation,
        objects,
        context,
        switches,
        backends,
        becomes_public,
    };
    let mut found = unknown_names::check(&as_written);
    found.extend(support_status::check(&as_written));
    if has_load_balancer {
        found.extend(ids::check(&as_written));
        found.extend(ineffective_edits::check(&as_written));
    }
    // An annotation that the controller's version ignores has no further consequences.
    let check = ContextOfOneService { settings: &supported, ..as_written };
    let rules: &[fn(&ContextOfOneService<'_>) -> Vec<Diagnostic>] = if has_load_balancer {
        &[
            annotation_dependencies::check,
            ports::check,
            target_groups::check,
            tke_effect_of_spec_fields::check,
            service_in_cluster::check,
            shared_load_balancer::check,
        ]
    } else {
        &[ports::groups_without_clb, no_load_balancer::check]
    };
    found.extend(rules.iter().flat_map(|rule| rule(&check)));
    found
}

#[cfg(test)]
mod tests;
