//! Names without a definition: misspelt, with a wrong prefix, invented, of another cloud, or not names of annotations.

use super::codes;
use super::context_of_one_service::{ServiceUnderCheck, removal};
use super::other_clouds::{asks_for_internal, is_of_a_vendor, other_cloud};
use super::public_instead_of_internal_codes as public_codes;
use super::suggested_name::{self, Suggestion, SuggestionKind, suggestion};
use crate::diagnostic::Diagnostic;
use crate::tke::definitions::backend::{LB_RS_WEIGHT, READINESS_GATE};
use crate::tke::definitions::load_balancer::INTERNAL_SUBNETID;
use crate::tke::service_settings::WrittenAnnotation;
use crate::tke::{NameDefinition, NameLocation, PREFIXES, ServiceSettings, SupportStatus, all};

/// Annotations of Kubernetes itself that share a prefix with TKE's.
const OF_KUBERNETES: [&str; 2] = ["topology-mode", "topology-aware-hints"];

/// Prefixes of the sibling controller, which people carry over.
const OF_INGRESS: [&str; 3] = ["ingress.cloud.tencent.com/", "ingress.kubernetes.io/", "kubernetes.io/ingress."];

/// Beginnings of names that copied guides contain and no page does, without the prefix, and what does it instead.
static INVENTED: [(&str, &str); 3] = [
    ("health-check-", "`healthCheck` (TkeServiceConfig)"),
    ("custom-weight", LB_RS_WEIGHT.name()),
    ("enable-readiness-gate", READINESS_GATE.name()),
];

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let kept = check.validation.kept_from_live(check.object);
    let of_manifest = |entry: &&WrittenAnnotation| !kept.is_some_and(|kept| kept.contains(&entry.name));
    let check_entry = |entry: &WrittenAnnotation| {
        let own = own_local_name(&entry.name);
        let is_known = entry.definition.is_some() || is_of_a_vendor(&entry.name);
        let meant = if is_known { None } else { suggestion(&entry.name, own.is_some()) };
        will_be_public(check, entry, meant).or_else(|| check_name(check, entry, own, meant))
    };
    check.settings.entries().iter().filter(of_manifest).filter_map(check_entry).collect()
}

fn own_local_name(name: &str) -> Option<&str> {
    PREFIXES.iter().chain(&OF_INGRESS).find_map(|prefix| name.strip_prefix(prefix))
}

/// An annotation that asks for an internal load balancer and that the controller does not read.
fn will_be_public(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    meant: Option<Suggestion>,
) -> Option<Diagnostic> {
    let meant = meant.filter(|found| found.definition.is(&INTERNAL_SUBNETID.definition));
    let is_meant = meant.is_some() || asks_for_internal_in_vain(check, entry);
    if !is_meant || !check.becomes_public {
        return None;
    }
    let found = check.at_key(&public_codes::WILL_BE_PUBLIC, entry).arg("internal", INTERNAL_SUBNETID.name());
    Some(match meant {
        Some(meant) => with_fix(found, check, entry, meant),
        None => found,
    })
}

/// True for an annotation by which a public load balancer was not meant, and that the controller does not read.
pub(super) fn asks_for_internal_in_vain(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation) -> bool {
    check.becomes_public && is_unread_wish_for_internal(entry)
}

/// The annotation of an unknown name by which another one was meant.
pub fn meant_as<'s>(settings: &'s ServiceSettings, definition: &NameDefinition) -> Option<&'s WrittenAnnotation> {
    settings.entries().iter().find(|entry| {
        let is_unknown = entry.definition.is_none() && !is_of_a_vendor(&entry.name);
        let meant = || suggestion(&entry.name, own_local_name(&entry.name).is_some());
        is_unknown && meant().is_some_and(|meant| meant.definition.is(definition))
    })
}

/// True for an annotation that asks for an internal load balancer and that the controller does not read.
pub fn is_unread_wish_for_internal(entry: &WrittenAnnotation) -> bool {
    let is_unread = entry.definition.is_none_or(|definition| matches!(definition.status, SupportStatus::Legacy));
    let concerns = own_local_name(&entry.name).is_some() || is_of_a_vendor(&entry.name);
    is_unread && concerns && asks_for_internal(entry)
}

fn check_name(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    own: Option<&str>,
    meant: Option<Suggestion>,
) -> Option<Diagnostic> {
    if entry.definition.is_some() {
        return None;
    }
    let name = entry.name.as_str();
    if let Some(cloud) = other_cloud(name) {
        return Some(check.at_key(&codes::OTHER_CLOUD, entry).arg("cloud", cloud));
    }
    if let Some(other) = all().find(|definition| definition.name == name) {
        let code = match other.kind {
            NameLocation::Tag => &codes::TAG_NAME,
            NameLocation::Label => &codes::LABEL_NAME,
            NameLocation::Annotation
            | NameLocation::Finalizer
            | NameLocation::Condition
            | NameLocation::ReadinessGate
            | NameLocation::PodAnnotation
            | NameLocation::Switch
            | NameLocation::SecretKey => return None,
        };
        return Some(check.at_key(code, entry).optional_fix(removal(entry)));
    }
    if own.is_some_and(|local| OF_KUBERNETES.contains(&local)) {
        return None;
    }
    if let Some((_, instead)) = INVENTED.iter().find(|(start, _)| own.is_some_and(|local| local.starts_with(start))) {
        return Some(check.at_key(&codes::INVENTED_NAME, entry).arg("instead", *instead));
    }
    match meant {
        Some(found) => Some(suggested(check, entry, found)),
        None => own.map(|_| check.at_key(&codes::UNKNOWN_NAME, entry)),
    }
}

fn suggested(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation, found: Suggestion) -> Diagnostic {
    let code = match found.kind {
        SuggestionKind::OtherPrefix => &codes::WRONG_PREFIX,
        SuggestionKind::Misspelled | SuggestionKind::Confused => &codes::MISTYPED_NAME,
    };
    let near = check.at_key(code, entry).arg("near", found.definition.name);
    with_fix(near, check, entry, found)
}

/// The finding with a fix that writes the suggested name, or with the reason why there is none.
fn with_fix(
    finding: Diagnostic,
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    found: Suggestion,
) -> Diagnostic {
    let fix = suggested_name::fix(check, entry, found);
    let note = suggested_name::why_no_fix(check, entry, found).filter(|_| fix.is_none());
    note.into_iter().fold(finding.optional_fix(fix), Diagnostic::related)
}
