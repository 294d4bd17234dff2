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
    of_services().filter(|row| !is_old_name(row)).filter_map(|row| edit(check, before, row)).collect()
}

/// An old name is read as the new one: an edit from one to the other is none.
fn is_old_name(row: &Definition) -> bool {
    matches!(row.status, Status::DeprecatedBy(_))
}

/// Whether the edit asks for another CLB: then what is read at the purchase may count after all.
fn another_clb(before: &Settings, after: &Settings) -> bool {
    of_services().any(|row| row.mutability == Mutability::Replaces && raw(before, row) != raw(after, row))
}

fn raw<'s>(settings: &'s Settings, row: &Definition) -> Option<&'s str> {
    settings.entry(row).and_then(|entry| entry.raw.as_deref())
}

fn edit(check: &ServiceCheck<'_>, before: &Settings, row: &'static Definition) -> Option<Diagnostic> {
    let (old, new) = (raw(before, row), raw(check.settings, row));
    if old == new {
        return None;
    }
    match row.mutability {
        Mutability::CreateOnly => {
            let found = at(check, &codes::WITHOUT_EFFECT, row);
            Some(found.arg("before", old.unwrap_or("–")).arg("after", new.unwrap_or("–")))
        }
        Mutability::OneWay if new.is_none() => Some(at(check, &codes::CANNOT_GO_BACK, row)),
        Mutability::OneWay
        | Mutability::InPlace
        | Mutability::Replaces
        | Mutability::ReadOnly
        | Mutability::Undocumented => None,
    }
}

/// At the value; where the annotation was removed, at the annotations that are left, or at the name of the Service.
fn at(check: &ServiceCheck<'_>, code: &'static crate::diagnostic::Code, row: &'static Definition) -> Diagnostic {
    if let Some(entry) = check.settings.entry(row) {
        return check.at_value(code, entry);
    }
    let metadata = check.object.metadata();
    let member = |name| metadata.and_then(|metadata| metadata.member(name)).map(|member| member.key_span);
    let span = member("annotations").or_else(|| member("name"));
    let place = span.and_then(|span| check.object.location(span));
    check.finding(code).location(place).path(row.path()).arg("name", row.name)
}
