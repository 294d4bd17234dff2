//! Which annotation a name without a definition means, and whether a fix may write it.

use super::context_of_one_service::{ServiceUnderCheck, renaming};
use crate::diagnostic::{Fix, ReasonDefinition, Related};
use crate::syntax::edit_distance::closest;
use crate::tke::annotation_notes_and_fix_titles;
use crate::tke::definition::{Mutability, NameDefinition, SupportStatus};
use crate::tke::definitions::backend::DIRECT_ACCESS;
use crate::tke::definitions::controller_written::LOADBALANCE_ID;
use crate::tke::definitions::load_balancer::{INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::of_services;
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::service_settings::WrittenAnnotation;

/// Names that are often written for an annotation with another local name; without the prefix, in lower case.
static CONFUSED: [(&str, &NameDefinition); 7] = [
    ("existlbid", &TKE_EXISTED_LBID.definition),
    ("existed-lbid", &TKE_EXISTED_LBID.definition),
    ("subnetid", &INTERNAL_SUBNETID.definition),
    ("qcloud-loadbalancer-subnetid", &INTERNAL_SUBNETID.definition),
    ("qcloud-loadbalancer-clusterip-loadbalancer-subnetid", &INTERNAL_SUBNETID.definition),
    ("qcloud-loadbalancer-direct-access", &DIRECT_ACCESS.definition),
    ("qcloud-loadbalancer-direct-access-enable", &DIRECT_ACCESS.definition),
];

/// Words of which a name has one or the other: a suggestion never changes one into the other.
const OPPOSITES: [[&str; 2]; 2] = [["internet", "internal"], ["public", "internal"]];

/// A suggested annotation.
#[derive(Clone, Copy)]
pub(super) struct Suggestion {
    pub(super) definition: &'static NameDefinition,
    pub(super) kind: SuggestionKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SuggestionKind {
    /// Only the prefix is another.
    OtherPrefix,
    /// The name is spelled similarly.
    Misspelled,
    /// The name is another one; what it was meant to do is a guess.
    Confused,
}

/// The annotation that a name without a definition means; one that users write. `own`: the name has a prefix of TKE.
pub(super) fn suggestion(name: &str, own: bool) -> Option<Suggestion> {
    let of_kind = |kind| move |definition| Suggestion { definition, kind };
    let local = local_name(name);
    let ours = is_ours(name, own);
    let confused = CONFUSED.iter().find(|(word, _)| ours && local.eq_ignore_ascii_case(word)).map(|(_, meant)| *meant);
    if let Some(found) = confused.map(of_kind(SuggestionKind::Confused)) {
        return Some(found);
    }
    if let Some(same) = of_services().find(|definition| local_name(definition.name) == local).filter(|_| ours) {
        // The id in use is the controller's to write; who writes it under another prefix wants to choose one.
        let chosen = same.is(&LOADBALANCE_ID.definition).then_some(&TKE_EXISTED_LBID.definition);
        return match chosen {
            Some(chosen) => Some(of_kind(SuggestionKind::Confused)(chosen)),
            None => written_by_users(same).map(of_kind(SuggestionKind::OtherPrefix)),
        };
    }
    let candidates = || of_services().filter(|definition| written_by_users(definition).is_some());
    let near = closest(name, candidates().map(|definition| definition.name))?;
    let near = candidates().find(|definition| definition.name == near).and_then(written_by_users)?;
    (!is_opposite(name, near.name)).then(|| of_kind(SuggestionKind::Misspelled)(near))
}

/// Names under other domains belong to others, unless they are unmistakable.
fn is_ours(name: &str, own: bool) -> bool {
    let local = local_name(name);
    let domain = name.rsplit_once('/').map_or("", |(domain, _)| domain);
    let ours = own || domain.contains("tencent") || domain.contains("qcloud") || domain.is_empty();
    let unmistakable = ["qcloud-", "tke-"].iter().any(|start| local.starts_with(start));
    (ours && (local.contains('-') || !domain.is_empty())) || unmistakable
}

/// The part that tells annotations apart, without any of the prefixes.
fn local_name(name: &str) -> &str {
    let local = name.rsplit_once('/').map_or(name, |(_, local)| local);
    local.strip_prefix("service.").or_else(|| local.strip_prefix("ingress.")).unwrap_or(local)
}

/// The definition, or the one that replaced it, if users write it and it will stay.
fn written_by_users(definition: &'static NameDefinition) -> Option<&'static NameDefinition> {
    match definition.status {
        SupportStatus::Stable | SupportStatus::Unproven => Some(definition),
        SupportStatus::DeprecatedBy(successor) => Some(successor),
        SupportStatus::Clbplan
        | SupportStatus::Deprecated
        | SupportStatus::WrittenByController
        | SupportStatus::Observed
        | SupportStatus::Legacy => None,
    }
}

fn is_opposite(name: &str, other: &str) -> bool {
    OPPOSITES.iter().any(|[one, two]| {
        let has = |name: &str, word: &str| name.contains(word);
        (has(name, one) && has(other, two) && !has(other, one))
            || (has(name, two) && has(other, one) && !has(name, one))
    })
}

/// A fix that writes the suggested name. It is offered where the meaning is certain, the value is one of that annotation,
/// the annotation is not set yet, and no load balancer in use would be replaced.
pub(super) fn fix(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation, suggestion: Suggestion) -> Option<Fix> {
    let Suggestion { definition, kind } = suggestion;
    let is_readable = entry.raw.as_deref().is_some_and(|raw| definition.grammar.check(raw).is_empty());
    let is_free = check.settings.entry(definition).is_none();
    let offered =
        kind != SuggestionKind::Confused && is_readable && is_free && why_harmful(check, entry, definition).is_none();
    renaming(entry, definition.name).filter(|_| offered)
}

/// The note beside a finding without a fix, where the load balancer in use is the reason.
pub(super) fn why_no_fix(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    suggestion: Suggestion,
) -> Option<Related> {
    let Suggestion { definition, kind } = suggestion;
    let reason = why_harmful(check, entry, definition).filter(|_| kind != SuggestionKind::Confused)?;
    Some(Related { note: reason.with("name", definition.name), location: None, object: None })
}

/// Why nobody should be offered an annotation for a Service that has a load balancer; `None` where it has none, where the
/// annotation changes it in place, or where the live Service has it with the same value.
fn why_harmful(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &NameDefinition,
) -> Option<&'static ReasonDefinition> {
    let reason = match definition.mutability {
        Mutability::InPlace => return None,
        Mutability::CreateOnly => &annotation_notes_and_fix_titles::NO_FIX_CREATE_ONLY,
        Mutability::Replaces | Mutability::OneWay => &annotation_notes_and_fix_titles::NO_FIX_REPLACES,
        Mutability::ReadOnly | Mutability::Undocumented => &annotation_notes_and_fix_titles::NO_FIX_UNDOCUMENTED,
    };
    let live = check.live.filter(|live| wants_load_balancer(live))?;
    let is_as_live = entry.raw.is_some() && live.annotation(definition.name) == entry.raw.as_deref();
    (!is_as_live).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The annotation that is suggested for a name with the prefix of another one.
    fn suggested(name: &str) -> Option<&'static str> {
        suggestion(name, true).map(|found| found.definition.name)
    }

    #[test]
    fn a_suggestion_never_changes_public_into_internal() {
        let (start, _) = INTERNAL_SUBNETID.name().split_once("internal").unwrap();
        assert_eq!(suggested(&format!("{start}internet")), None);
        assert_eq!(suggested(&format!("{start}internal-subnet-id")), Some(INTERNAL_SUBNETID.name()));
    }

    #[test]
    fn only_names_that_users_write_are_suggested() {
        for definition in of_services() {
            let (prefix, local) = definition.name.rsplit_once('/').unwrap_or(("", definition.name));
            let other = ["service.kubernetes.io", "service.cloud.tencent.com"].into_iter().find(|own| *own != prefix);
            for name in [format!("{}/{local}", other.unwrap_or_default()), format!("{}x", definition.name)] {
                let Some(found) = suggestion(&name, true) else { continue };
                assert!(
                    matches!(found.definition.status, SupportStatus::Stable | SupportStatus::Unproven),
                    "{name}: {}",
                    found.definition.name
                );
            }
        }
    }
}
