//! Parameters of the creation of a CLB that the controller sets itself.

use super::codes;
use super::context_of_one_service::ContextOfOneService;
use crate::diagnostic::Diagnostic;
use crate::syntax::Member;
use crate::tke::definitions::load_balancer::{EXTENSIVE_PARAMETERS, INTERNAL_SUBNETID};
use std::ops::Range;

/// The members that a plan does not use: it asks the same function for those that it sends.
pub(super) fn check(check: &ContextOfOneService<'_>) -> Vec<Diagnostic> {
    let Some(parameters) = check.settings.get(&EXTENSIVE_PARAMETERS).value() else { return Vec::new() };
    let at = |member: &Member| -> (Diagnostic, Range<usize>) {
        let found = check.finding(&codes::PARAMETER_OF_CONTROLLER).path(EXTENSIVE_PARAMETERS.definition.path());
        let found = found.arg("name", EXTENSIVE_PARAMETERS.name()).arg("member", member.key.as_str());
        (found, member.key_span.start as usize..member.key_span.end as usize)
    };
    let internal = check.settings.is_present(&INTERNAL_SUBNETID);
    check.inside(&EXTENSIVE_PARAMETERS.definition, parameters.replaced_by_controller(internal).map(at).collect())
}
