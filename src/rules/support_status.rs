//! How far a known name can be relied on: written by the controller, old, unproven, too new.

use super::codes;
use super::rule_context::{RuleContext, other_service, removal, renaming};
use crate::diagnostic::Diagnostic;
use crate::tke::definition::{Confidence, Definition, Status};
use crate::tke::definitions::controller_written::CLIENT_TOKEN;
use crate::tke::settings::AnnotationEntry;

pub(super) fn check(check: &RuleContext<'_>) -> Vec<Diagnostic> {
    let rules = |(entry, definition)| {
        [status(check, entry, definition), too_new(check, entry, definition), copied_token(check, entry, definition)]
    };
    check.known_annotations().flat_map(rules).flatten().collect()
}

fn status(check: &RuleContext<'_>, entry: &AnnotationEntry, definition: &'static Definition) -> Option<Diagnostic> {
    match definition.status {
        Status::Stable | Status::Clbplan => None,
        Status::WrittenByController => {
            let same = live_value(check, definition).is_some_and(|live| Some(live) == entry.raw.as_deref());
            (!same).then(|| check.at_key(&codes::READ_ONLY, entry).optional_fix(removal(entry)))
        }
        Status::DeprecatedBy(successor) => {
            let readable = entry.raw.as_deref().is_some_and(|raw| successor.grammar.check(raw).is_empty());
            let free = !check.settings.entries().iter().any(|other| other.name == successor.name);
            let found = check.at_key(&codes::DEPRECATED, entry).arg("near", successor.name);
            Some(found.optional_fix(renaming(entry, successor.name).filter(|_| readable && free)))
        }
        Status::Deprecated => Some(check.at_key(&codes::REMOVAL_ANNOUNCED, entry)),
        Status::Legacy => Some(check.at_key(&codes::LEGACY, entry).optional_fix(removal(entry))),
        Status::Unproven => Some(check.at_key(&codes::UNPROVEN, entry)),
        Status::Observed => Some(check.at_key(&codes::UNDOCUMENTED, entry)),
    }
}

/// The value in the live object.
fn live_value<'c>(check: &'c RuleContext<'_>, definition: &Definition) -> Option<&'c str> {
    check.live_settings.as_ref()?.entry(definition)?.raw.as_deref()
}

fn too_new(check: &RuleContext<'_>, entry: &AnnotationEntry, definition: &'static Definition) -> Option<Diagnostic> {
    let (since, has) = (definition.since?, check.switches.version()?);
    let code = match since.confidence {
        Confidence::Documented => &codes::TOO_NEW,
        Confidence::IngressPage | Confidence::RelatedAnnotations => &codes::PROBABLY_TOO_NEW,
    };
    let words = || check.at_key(code, entry).arg("needs", since.version.to_string()).arg("has", has.to_string());
    (has < since.version).then(words)
}

/// The same token on two Services: the one whose live object does not have it is a copy.
fn copied_token(
    check: &RuleContext<'_>,
    entry: &AnnotationEntry,
    definition: &'static Definition,
) -> Option<Diagnostic> {
    let token = entry.raw.as_deref().filter(|_| definition.is(&CLIENT_TOKEN.definition))?;
    if live_value(check, definition) == Some(token) {
        return None;
    }
    let other = check
        .others_with(definition.name, token)
        .min_by(|a, b| (a.namespace(), a.name()).cmp(&(b.namespace(), b.name())))?;
    let (name, related) = other_service(other);
    let found = check.at_value(&codes::COPIED_TOKEN, entry).arg("other", name).related(related);
    Some(found.optional_fix(removal(entry)))
}
