//! How far a known name can be relied on: written by the controller, old, unproven, too new.

use super::codes;
use super::context_of_one_service::{ServiceUnderCheck, other_service, removal, renaming, replacing};
use super::unknown_names::asks_for_internal_in_vain;
use crate::diagnostic::Diagnostic;
use crate::syntax::KubernetesObject;
use crate::tke::definition::{NameDefinition, SinceVersionBasis, SupportStatus};
use crate::tke::definitions::controller_written::{CLIENT_TOKEN, LOADBALANCE_ID};
use crate::tke::definitions::load_balancer::TKE_EXISTED_LBID;
use crate::tke::service_settings::{SettingValue, WrittenAnnotation};

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let rules = |(entry, definition)| {
        [status(check, entry, definition), too_new(check, entry, definition), copied_token(check, entry, definition)]
    };
    let kept = check.validation.kept_from_live(check.object);
    let of_manifest = |entry: &WrittenAnnotation| !kept.is_some_and(|kept| kept.contains(&entry.name));
    check.known_annotations().filter(|(entry, _)| of_manifest(entry)).flat_map(rules).flatten().collect()
}

fn status(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &'static NameDefinition,
) -> Option<Diagnostic> {
    match definition.status {
        SupportStatus::Stable | SupportStatus::Clbplan => None,
        SupportStatus::WrittenByController => written_by_controller(check, entry, definition),
        SupportStatus::DeprecatedBy(successor) => {
            let readable = entry.raw.as_deref().is_some_and(|raw| successor.grammar.check(raw).is_empty());
            let free = !check.settings.entries().iter().any(|other| other.name == successor.name);
            let found = check.at_key(&codes::DEPRECATED, entry).arg("near", successor.name);
            Some(found.optional_fix(renaming(entry, successor.name).filter(|_| readable && free)))
        }
        // Of a value that is not read or not valid, another finding says what follows.
        SupportStatus::Deprecated => {
            let is_valid = |raw: &str| definition.grammar.check(raw).is_empty();
            let is_read = entry.raw.as_deref().is_some_and(is_valid) && !check.situation.is_for_another(definition);
            is_read.then(|| check.at_key(&codes::REMOVAL_ANNOUNCED, entry))
        }
        // Another finding says what it was meant to do.
        SupportStatus::Legacy if asks_for_internal_in_vain(check, entry) => None,
        SupportStatus::Legacy => Some(check.at_key(&codes::LEGACY, entry).optional_fix(removal(entry))),
        SupportStatus::Unproven => Some(check.at_key(&codes::UNPROVEN, entry)),
        SupportStatus::Observed => Some(check.at_key(&codes::UNDOCUMENTED, entry)),
    }
}

/// An annotation of the controller in a manifest; one that the live object has as well changes nothing.
fn written_by_controller(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &'static NameDefinition,
) -> Option<Diagnostic> {
    let live = live_value(check, definition);
    let value = entry.raw.as_deref().unwrap_or("");
    let is_own = live.is_some() && live == entry.raw.as_deref();
    // Of a copied manifest one finding says that the controller wrote these.
    let is_copied = check.validation.is_copied(check.object);
    let is_id = definition.is(&LOADBALANCE_ID.definition);
    // A copy replaces the id of the live object all the same.
    let replaces_id = is_id && live.is_some_and(|live| !live.is_empty());
    if is_own || (is_copied && !replaces_id) {
        return None;
    }
    if is_id {
        return Some(assigned_id(check, entry, live, value));
    }
    if definition.is(&CLIENT_TOKEN.definition) {
        let is_known_copy = copied_token(check, entry, definition).is_some();
        let found = || check.at_key(&codes::CLIENT_TOKEN_WRITTEN, entry).optional_fix(removal(entry));
        // What is no token buys nothing for another Service; that it is none is a finding of its own.
        let is_token = check.settings.get(&CLIENT_TOKEN) != SettingValue::Invalid;
        return (!is_known_copy && is_token).then(found);
    }
    Some(check.at_key(&codes::READ_ONLY, entry).optional_fix(removal(entry)))
}

/// The id of the load balancer in use, where the manifest has another one than the live object, or the live object none.
fn assigned_id(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    live: Option<&str>,
    value: &str,
) -> Diagnostic {
    if check.settings.raw(&TKE_EXISTED_LBID) == Some(value) {
        return check.at_key(&codes::READ_ONLY, entry).optional_fix(removal(entry));
    }
    let at = |code| check.at_value(code, entry).arg("value", value).arg("near", TKE_EXISTED_LBID.name());
    match live.filter(|live| !live.is_empty()) {
        None => at(&codes::ID_WRITTEN),
        Some(before) => at(&codes::ID_CHANGED).arg("before", before).optional_fix(replacing(entry, value, before)),
    }
}

/// The id of the load balancer that the live object has and `kubectl apply` removes.
pub(super) fn removed_id(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let definition = &LOADBALANCE_ID.definition;
    let value = live_value(check, definition).filter(|value| !value.is_empty())?;
    if !check.validation.is_removed_from_live(check.object, definition.name) {
        return None;
    }
    // At the annotations that are left, from which it is missing.
    let metadata = check.object.metadata();
    let left = metadata.and_then(|metadata| metadata.member("annotations")).map(|member| member.key_span);
    let span = left.or_else(|| metadata.and_then(|metadata| metadata.get("name")).map(|name| name.span));
    let location = span.and_then(|span| check.object.location(span));
    let found = check.finding(&codes::ID_REMOVED).location(location).path(definition.path());
    Some(found.arg("name", definition.name).arg("value", value))
}

/// The value in the live object.
fn live_value<'c>(check: &'c ServiceUnderCheck<'_>, definition: &NameDefinition) -> Option<&'c str> {
    check.live_settings?.entry(definition)?.raw.as_deref()
}

fn too_new(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &'static NameDefinition,
) -> Option<Diagnostic> {
    let (since, has) = (definition.since?, check.switches.version()?);
    let code = match since.confidence {
        SinceVersionBasis::Documented => &codes::TOO_NEW,
        SinceVersionBasis::IngressPage | SinceVersionBasis::RelatedAnnotations => &codes::PROBABLY_TOO_NEW,
    };
    let words = || check.at_key(code, entry).arg("needs", since.version.to_string()).arg("has", has.to_string());
    (has < since.version).then(words)
}

/// The same token on two Services: the one whose live object does not have it is a copy, and one without a load balancer,
/// where the other has one.
fn copied_token(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &'static NameDefinition,
) -> Option<Diagnostic> {
    let token = entry.raw.as_deref().filter(|_| definition.is(&CLIENT_TOKEN.definition))?;
    let has_clb = |object: &KubernetesObject| object.annotation(LOADBALANCE_ID.name()).is_some_and(|id| !id.is_empty());
    // Whether the token counts again, because that load balancer is gone, is known where the cloud's state is.
    if check.live.is_some_and(has_clb) {
        return None;
    }
    let is_recorded = live_value(check, definition) == Some(token);
    let others = check.others_with(definition.name, token).filter(|other| !is_recorded || has_clb(other));
    let other = others.min_by(|a, b| (a.namespace(), a.name()).cmp(&(b.namespace(), b.name())))?;
    let (name, related) = other_service(other);
    let found = check.at_value(&codes::COPIED_TOKEN, entry).arg("other", name).related(related);
    Some(found.optional_fix(removal(entry)))
}
