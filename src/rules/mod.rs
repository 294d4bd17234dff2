//! Findings about Services that need desired state, several objects, or several Services.
//!
//! [`check_service`] gives the findings for one Service, and both exports call it; [`abort_checks`] adds what a plan finds
//! by itself. Each rule is one function in the file of its topic, and none depends on another having run. What was not
//! provided is unknown and raises nothing.

pub mod abort_checks;
mod annotation_dependencies;
pub mod codes;
mod harmless_fixes;
mod ids;
mod ineffective_edits;
mod no_load_balancer;
mod other_clouds;
mod ports;
mod rule_context;
mod service_config;
mod service_in_cluster;
mod shared_load_balancer;
mod shared_settings;
mod spec_fields;
mod suggested_name;
mod support_status;
mod target_groups;
mod unknown_names;
mod users_of_target_groups;
mod validation_context;

pub use ineffective_edits::is_without_effect;
pub use service_config::check_service_configs;
pub use validation_context::ValidationContext;

use crate::diagnostic::Diagnostic;
use crate::kubernetes;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::{backends, wants_load_balancer};
use crate::tke::settings::Settings;
use crate::tke_service_config::KINDS;
use rule_context::RuleContext;

/// Everything that is wrong with one Service, for the API server and for the controller. Values of annotations are
/// excepted: [`Settings::read`] reports those. `live` is the same Service as the cluster has it.
pub fn check_service(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    settings: &Settings,
    validation: &ValidationContext<'_>,
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

/// The annotations of a Service, with findings about their values.
pub fn read_settings(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    text: &str,
) -> (Settings, Vec<Diagnostic>) {
    let (settings, findings) = Settings::read(object, text);
    (settings, harmless_fixes::without_replacing(findings, live))
}

fn check_annotations(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    settings: &Settings,
    validation: &ValidationContext<'_>,
) -> Vec<Diagnostic> {
    let setting = settings.get(&DIRECT_ACCESS);
    let backends = backends(setting, live.is_none(), &validation.switches, validation.context);
    let live_settings = live.map(Settings::read_silently);
    let ValidationContext { objects, context, switches, .. } = validation;
    let has_load_balancer = wants_load_balancer(object);
    let becomes_public =
        has_load_balancer && !settings.is_present(&INTERNAL_SUBNETID) && !settings.is_present(&TKE_EXISTED_LBID);
    let check = RuleContext {
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
    let rules: &[fn(&RuleContext<'_>) -> Vec<Diagnostic>] = if has_load_balancer {
        &[
            unknown_names::check,
            support_status::check,
            ids::check,
            ineffective_edits::check,
            annotation_dependencies::check,
            ports::check,
            target_groups::check,
            spec_fields::check,
            service_in_cluster::check,
            shared_load_balancer::check,
        ]
    } else {
        &[unknown_names::check, support_status::check, ports::groups_without_clb, no_load_balancer::check]
    };
    rules.iter().flat_map(|rule| rule(&check)).collect()
}

#[cfg(test)]
mod tests;
