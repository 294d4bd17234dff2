//! Findings about Services that need desired state, several objects, or several Services.
//!
//! [`check_service`] gives the findings for one Service, and both exports call it; [`abort_checks`] adds what a plan finds
//! by itself. Each rule is one function in the file of its topic, and none depends on another having run. What was not
//! provided is unknown and raises nothing.

pub mod abort_checks;
mod annotation_dependencies;
pub mod codes;
mod ineffective_edits;
mod no_load_balancer;
mod ports;
mod rule_context;
mod service_config;
mod service_in_cluster;
mod shared_load_balancer;
mod shared_settings;
mod support_status;
mod unknown_names;
mod validation_context;

pub use ineffective_edits::is_without_effect;
pub use service_config::check_service_configs;
pub use validation_context::ValidationContext;

use crate::diagnostic::Diagnostic;
use crate::kubernetes;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::ports_and_backend_kind::{backends, wants_load_balancer};
use crate::tke::settings::Settings;
use rule_context::RuleContext;

/// Everything that is wrong with one Service, for the API server and for the controller. Values of annotations are
/// excepted: [`Settings::read`] reports those. `live` is the same Service as the cluster has it.
pub fn check_service(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
    settings: &Settings,
    validation: &ValidationContext<'_>,
) -> Vec<Diagnostic> {
    let mut findings = kubernetes::check(object, live, validation.context);
    findings.extend(check_annotations(object, live, settings, validation));
    findings.extend(service_config::check(object, settings, &validation.objects));
    findings
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
    let check = RuleContext { object, settings, live, live_settings, validation, objects, context, switches, backends };
    let rules: &[fn(&RuleContext<'_>) -> Vec<Diagnostic>] = if wants_load_balancer(object) {
        &[
            unknown_names::check,
            support_status::check,
            ineffective_edits::check,
            annotation_dependencies::check,
            ports::check,
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
