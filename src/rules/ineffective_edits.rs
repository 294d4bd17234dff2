//! Edits of a Service that has its CLB already: those that do nothing, and those that cannot be undone.
//!
//! Whether the first kind does nothing depends on the cloud: if the CLB is gone, the next one is created with the edit. So
//! the planner asks for these findings where it withholds the edits.
//!
//! An annotation that only the live object has is no edit, unless it is known that the manifest had it: `kubectl apply`
//! keeps what others wrote.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::{CodeDefinition, Diagnostic, Location};
use crate::provided_objects::kubectl_apply::is_removal_known;
use crate::syntax::{KubernetesObject, Member, SyntaxNode};
use crate::tke::definition::{Mutability, NameDefinition, SupportStatus};
use crate::tke::definitions::load_balancer::EXTENSIVE_PARAMETERS;
use crate::tke::of_services;
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::service_settings::ServiceSettings;

/// Removals that leave everything as it is.
pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let (Some(live), Some(before)) = (check.live, check.live_settings) else { return Vec::new() };
    let is_removed = |definition: &NameDefinition| {
        let (old, new) = (raw(before, definition), raw(check.settings, definition));
        definition.mutability == Mutability::OneWay && old.is_some() && new.is_none()
    };
    if are_unedited(before, check.settings) || !wants_load_balancer(live) || another_clb(before, check.settings) {
        return Vec::new();
    }
    let removed = of_services().filter(|definition| is_removed(definition) && is_removal_known(live));
    removed.map(|definition| at(check.object, check.settings, &codes::CANNOT_GO_BACK, definition)).collect()
}

/// Whether the edit needs another CLB.
fn another_clb(before: &ServiceSettings, after: &ServiceSettings) -> bool {
    of_services().any(|definition| {
        definition.mutability == Mutability::Replaces && raw(before, definition) != raw(after, definition)
    })
}

/// The edited annotations that are read when a CLB is created and never again: for a Service that keeps its CLB, each of
/// these edits has no effect.
pub fn edits_without_effect(
    live: &KubernetesObject,
    before: &ServiceSettings,
    after: &ServiceSettings,
) -> Vec<&'static NameDefinition> {
    if are_unedited(before, after) {
        return Vec::new();
    }
    let is_edited = |definition: &NameDefinition| raw(after, definition).is_some() || is_removal_known(live);
    let edits = of_services().filter(|definition| is_without_effect(before, after, definition));
    edits.filter(|definition| is_edited(definition)).collect()
}

/// The finding about one of them.
pub fn edit_without_effect(
    object: &KubernetesObject,
    before: &ServiceSettings,
    after: &ServiceSettings,
    definition: &'static NameDefinition,
) -> Diagnostic {
    let found = at(object, after, &codes::WITHOUT_EFFECT, definition);
    let location = edited_location(before, after, definition).or(found.location);
    let found = found.location(location);
    let value = |settings| raw(settings, definition).unwrap_or("–").to_owned();
    found.arg("before", value(before)).arg("after", value(after))
}

/// Where an annotation was edited: of the parameters of a creation the first one that is new or has another value.
pub fn edited_location(
    before: &ServiceSettings,
    after: &ServiceSettings,
    definition: &NameDefinition,
) -> Option<Location> {
    let entry = after.entry(definition)?;
    let parameters = |settings: &ServiceSettings| {
        let is_meant = definition.is(&EXTENSIVE_PARAMETERS.definition);
        is_meant.then(|| settings.get(&EXTENSIVE_PARAMETERS).value()).flatten()
    };
    let edited = parameters(before).zip(parameters(after)).and_then(|(before, after)| {
        let is_kept =
            |member: &&Member| before.get(&member.key).map(SyntaxNode::to_json) == Some(member.value.to_json());
        let span = after.members.iter().find(|member| !is_kept(member))?.value.span;
        Some(span.start as usize..span.end as usize)
    });
    let inside = edited.and_then(|part| entry.locations_inside(&[part]).into_iter().next());
    inside.or(entry.value)
}

/// An annotation with a former name is edited under both, and counts under its current one. An invalid value stops the
/// sync, so to write or to remove one has an effect.
fn is_without_effect(before: &ServiceSettings, after: &ServiceSettings, definition: &NameDefinition) -> bool {
    let is_old_name = matches!(definition.status, SupportStatus::DeprecatedBy(_));
    let (old, new) = (raw(before, definition), raw(after, definition));
    let stops = |value: &str| definition.grammar.check(value).iter().any(|found| found.code.effect.stops_plan());
    let is_edited = definition.mutability == Mutability::CreateOnly && !is_old_name && old != new;
    is_edited && !old.into_iter().chain(new).any(stops)
}

/// True when all annotations are the same in the same order, as in most Services of a cluster: then no definition has to be
/// looked up. When it is false, they may still be the same.
fn are_unedited(before: &ServiceSettings, after: &ServiceSettings) -> bool {
    let (before, after) = (before.entries(), after.entries());
    before.len() == after.len()
        && before.iter().zip(after).all(|(before, after)| before.name == after.name && before.raw == after.raw)
}

fn raw<'s>(settings: &'s ServiceSettings, definition: &NameDefinition) -> Option<&'s str> {
    settings.entry(definition).and_then(|entry| entry.raw.as_deref())
}

/// At the value; where the annotation was removed, at the annotations that are left, or at the name of the Service.
fn at(
    object: &KubernetesObject,
    settings: &ServiceSettings,
    code: &'static CodeDefinition,
    definition: &'static NameDefinition,
) -> Diagnostic {
    let found = Diagnostic::new(code).object(object.reference.clone());
    if let Some(entry) = settings.entry(definition) {
        return found.location(entry.value).path(entry.path()).arg("name", entry.name.as_str());
    }
    let metadata = object.metadata();
    let member = |name| metadata.and_then(|metadata| metadata.member(name)).map(|member| member.key_span);
    let span = member("annotations").or_else(|| member("name"));
    let location = span.and_then(|span| object.location(span));
    found.location(location).path(definition.path()).arg("name", definition.name)
}
