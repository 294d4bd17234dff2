//! Edits of a Service that has its CLB already: those that do nothing, and those that cannot be undone.

use super::{ServiceCheck, codes};
use crate::diagnostic::Diagnostic;
use crate::tke::definition::{Definition, Mutability, Status};
use crate::tke::listener_protocols::wants_load_balancer;
use crate::tke::of_services;
use crate::tke::settings::Settings;

pub(super) fn check(check: &ServiceCheck<'_>) -> Vec<Diagnostic> {
    let (Some(live), Some(before)) = (check.live, &check.live_settings) else { return Vec::new() };
    if !wants_load_balancer(live) || another_clb(before, check.settings) {
        return Vec::new();
    }
    of_services()
        .filter(|definition| !is_old_name(definition))
        .filter_map(|definition| edit(check, before, definition))
        .collect()
}

/// An old name is read as the new one: an edit from one to the other is none.
fn is_old_name(definition: &Definition) -> bool {
    matches!(definition.status, Status::DeprecatedBy(_))
}

/// Whether the edit asks for another CLB: then what is read at the purchase may count after all.
fn another_clb(before: &Settings, after: &Settings) -> bool {
    of_services().any(|definition| {
        definition.mutability == Mutability::Replaces && raw(before, definition) != raw(after, definition)
    })
}

fn raw<'s>(settings: &'s Settings, definition: &Definition) -> Option<&'s str> {
    settings.entry(definition).and_then(|entry| entry.raw.as_deref())
}

fn edit(check: &ServiceCheck<'_>, before: &Settings, definition: &'static Definition) -> Option<Diagnostic> {
    let (old, new) = (raw(before, definition), raw(check.settings, definition));
    if old == new {
        return None;
    }
    match definition.mutability {
        Mutability::CreateOnly => {
            let found = at(check, &codes::WITHOUT_EFFECT, definition);
            Some(found.arg("before", old.unwrap_or("–")).arg("after", new.unwrap_or("–")))
        }
        Mutability::OneWay if new.is_none() => Some(at(check, &codes::CANNOT_GO_BACK, definition)),
        Mutability::OneWay
        | Mutability::InPlace
        | Mutability::Replaces
        | Mutability::ReadOnly
        | Mutability::Undocumented => None,
    }
}

/// At the value; where the annotation was removed, at the annotations that are left, or at the name of the Service.
fn at(check: &ServiceCheck<'_>, code: &'static crate::diagnostic::Code, definition: &'static Definition) -> Diagnostic {
    if let Some(entry) = check.settings.entry(definition) {
        return check.at_value(code, entry);
    }
    let metadata = check.object.metadata();
    let member = |name| metadata.and_then(|metadata| metadata.member(name)).map(|member| member.key_span);
    let span = member("annotations").or_else(|| member("name"));
    let location = span.and_then(|span| check.object.location(span));
    check.finding(code).location(location).path(definition.path()).arg("name", definition.name)
}
