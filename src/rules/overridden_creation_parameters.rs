//! Parameters of the creation of a CLB that the controller sets itself, or that an annotation sets as well.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use super::public_instead_of_internal_codes as public_codes;
use crate::diagnostic::{CodeDefinition, Diagnostic, Related};
use crate::syntax::Member;
use crate::tke::annotation_notes_and_fix_titles;
use crate::tke::definition::NameDefinition;
use crate::tke::definitions::load_balancer::{
    EXTENSIVE_PARAMETERS, INTERNAL_SUBNETID, INTERNET_CHARGE_TYPE, INTERNET_MAX_BANDWIDTH_OUT, SNAT_PRO_INFO,
};
use crate::tke::service_settings::WrittenAnnotation;
use std::net::Ipv4Addr;
use std::ops::Range;

/// The members that a plan does not use: it asks the same function for those that it sends.
pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let Some(parameters) = check.settings.get(&EXTENSIVE_PARAMETERS).value() else { return Vec::new() };
    let at = |member: &Member, code: &'static CodeDefinition| -> (Diagnostic, Range<usize>) {
        let found = check.finding(code).path(EXTENSIVE_PARAMETERS.definition.path());
        let found = found.arg("name", EXTENSIVE_PARAMETERS.name()).arg("member", member.key.as_str());
        (found, member.key_span.start as usize..member.key_span.end as usize)
    };
    let internal = check.settings.is_present(&INTERNAL_SUBNETID);
    let replaced = parameters.replaced_by_controller(internal).map(|member| {
        let in_vain = check.becomes_public && asks_for_internal(member);
        match in_vain {
            false => at(member, &codes::PARAMETER_OF_CONTROLLER),
            true => {
                let (found, part) = at(member, &public_codes::PUBLIC_DESPITE_PARAMETER);
                (found.arg("internal", INTERNAL_SUBNETID.name()), part)
            }
        }
    });
    let repeated = parameters.sent(internal).filter_map(|member| {
        let annotation = annotation_with_same_setting(check, &member.key)?;
        let (found, part) = at(member, &codes::PARAMETER_ALSO_ANNOTATED);
        let note = annotation_notes_and_fix_titles::OTHER.with("name", annotation.name.as_str());
        let related = Related { note, location: annotation.key, object: None };
        Some((found.arg("other", annotation.name.as_str()).related(related), part))
    });
    let private = parameters.sent(internal).filter(|member| member.key == "Vip").filter_map(|member| {
        let address = member.value.as_str().filter(|address| is_private_of_public(check, address))?;
        let (found, part) = at(member, &public_codes::PRIVATE_ADDRESS_OF_PUBLIC);
        let found = found.arg("value", address).arg("internal", INTERNAL_SUBNETID.name());
        Some((found.arg("other", EXTENSIVE_PARAMETERS.name()), part))
    });
    check.inside(&EXTENSIVE_PARAMETERS.definition, replaced.chain(repeated).chain(private).collect())
}

/// True for the parameter by which an internal load balancer is meant.
fn asks_for_internal(member: &Member) -> bool {
    member.key == "LoadBalancerType" && member.value.as_str() == Some("INTERNAL")
}

/// True for an address of a private network that is requested for a public load balancer.
pub(super) fn is_private_of_public(check: &ServiceUnderCheck<'_>, address: &str) -> bool {
    check.becomes_public && address.trim().parse::<Ipv4Addr>().is_ok_and(|address| address.is_private())
}

/// The annotation that sets what a parameter sets.
fn annotation_with_same_setting<'a>(
    check: &'a ServiceUnderCheck<'_>,
    parameter: &str,
) -> Option<&'a WrittenAnnotation> {
    let same: &[&NameDefinition] = match parameter {
        "InternetAccessible" => &[&INTERNET_CHARGE_TYPE.definition, &INTERNET_MAX_BANDWIDTH_OUT.definition],
        "SnatIps" => &[&SNAT_PRO_INFO.definition],
        _ => &[],
    };
    same.iter().find_map(|definition| check.settings.entry(definition))
}
