//! Edits of a Service that has its CLB already: those that do nothing, and those that cannot be undone.

use super::codes;
use super::context_of_one_service::ContextOfOneService;
use crate::diagnostic::Diagnostic;
use crate::tke::definition::{Definition, Mutability, Status};
use crate::tke::of_services;
use crate::tke::ports_and_backend_kind::wants_load_balancer;
use crate::tke::service_settings::Settings;

pub(super) fn check(check: &ContextOfOneService<'_>) -> Vec<Diagnostic> {
    let (Some(live), Some(before)) = (check.live, &check.live_settings) else { return Vec::new() };
    if !wants_load_balancer(live) || another_clb(before, check.settings) {
        return Vec::new();
    }
    of_services()
        .filter(|definition| !is_old_name(definition))
        .filter_map(|definition| edit(check, before, definition))
        .collect()
}

/// A former name is read as the current one, so a change from one to the other is no edit.
fn is_old_name(definition: &Definition) -> bool {
    matches!(definition.status, Status::DeprecatedBy(_))
}

/// Whether the edit needs another CLB: then annotations that are read at its creation may have an effect after all.
fn another_clb(before: &Settings, after: &Settings) -> bool {
    of_services().any(|definition| {
        definition.mutability == Mutability::Replaces && raw(before, definition) != raw(after, definition)
    })
}

/// True for an edited annotation that is read when a CLB is created and never again, so that the edit does nothing. An
/// annotation with a former name is edited under both, and counts under its current one.
pub fn is_without_effect(before: &Settings, after: &Settings, definition: &Definition) -> bool {
    !is_old_name(definition)
        && definition.mutability == Mutability::CreateOnly
        && raw(before, definition) != raw(after, definition)
}

fn raw<'s>(settings: &'s Settings, definition: &Definition) -> Option<&'s str> {
    settings.entry(definition).and_then(|entry| entry.raw.as_deref())
}

fn edit(check: &ContextOfOneService<'_>, before: &Settings, definition: &'static Definition) -> Option<Diagnostic> {
    let (old, new) = (raw(before, definition), raw(check.settings, definition));
    if is_without_effect(before, check.settings, definition) {
        let found = at(check, &codes::WITHOUT_EFFECT, definition);
        return Some(found.arg("before", old.unwrap_or("–")).arg("after", new.unwrap_or("–")));
    }
    let is_undone = definition.mutability == Mutability::OneWay && old.is_some() && new.is_none();
    is_undone.then(|| at(check, &codes::CANNOT_GO_BACK, definition))
}

/// At the value; where the annotation was removed, at the annotations that are left, or at the name of the Service.
fn at(
    check: &ContextOfOneService<'_>,
    code: &'static crate::diagnostic::CodeDefinition,
    definition: &'static Definition,
) -> Diagnostic {
    if let Some(entry) = check.settings.entry(definition) {
        return check.at_value(code, entry);
    }
    let metadata = check.object.metadata();
    let member = |name| metadata.and_then(|metadata| metadata.member(name)).map(|member| member.key_span);
    let span = member("annotations").or_else(|| member("name"));
    let location = span.and_then(|span| check.object.location(span));
    check.finding(code).location(location).path(definition.path()).arg("name", definition.name)
}
