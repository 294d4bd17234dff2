//! Target groups: one for each port of each Service.

use super::codes;
use super::context_of_one_service::{ServiceUnderCheck, other_service};
use crate::diagnostic::Diagnostic;
use crate::sorted_map::SortedMap;
use crate::tke::codes as value_codes;
use crate::tke::definitions::listener::TARGET_GROUPS;
use crate::tke::json::PortWithTargetGroup;
use std::ops::Range;

/// A finding in a value, with its part of that.
type FindingInValue = (Diagnostic, Range<usize>);

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let groups = check.settings.get(&TARGET_GROUPS).value().unwrap_or_default();
    let mut found = Vec::new();
    let mut ports = SortedMap::new();
    let mut names = SortedMap::new();
    for group in &groups {
        let listener = format!("{}/{}", group.protocol.name(), group.port);
        if ports.insert((group.protocol, group.port), ()).is_some() {
            found.push(at(check, &value_codes::REPEATED_ITEM, group, |found| found.arg("value", listener.as_str())));
        }
        let Some(name) = group.name.as_deref() else { continue };
        if name.contains('.') {
            found.push(dotted(check, group, name));
        }
        let (other, related) = match names.insert(name, listener.clone()) {
            Some(first) if first != listener => (first, None),
            Some(_) => continue,
            None => match check.validation.other_user_of_target_group(name, check.object) {
                Some(other) => {
                    let (name, related) = other_service(other);
                    (format!("`{name}`"), Some(related))
                }
                None => continue,
            },
        };
        found.push(at(check, &codes::SHARED_TARGET_GROUP, group, |found| {
            let found = found.arg("port", group.port.to_string()).arg("group", name).arg("other", other);
            related.into_iter().fold(found, Diagnostic::related)
        }));
    }
    check.inside(&TARGET_GROUPS.definition, found)
}

/// Names with dots are the controller's own.
fn dotted(check: &ServiceUnderCheck<'_>, group: &PortWithTargetGroup, name: &str) -> FindingInValue {
    at(check, &value_codes::JSON_VALUE, group, |found| {
        let allowed = ["`a-z`", "`0-9`", "`-`"].map(str::to_owned).to_vec();
        found.arg("value", name).arg("member", "name").list("allowed", allowed)
    })
}

fn at(
    check: &ServiceUnderCheck<'_>,
    code: &'static crate::diagnostic::CodeDefinition,
    group: &PortWithTargetGroup,
    arguments: impl FnOnce(Diagnostic) -> Diagnostic,
) -> FindingInValue {
    let found = check.finding(code).path(TARGET_GROUPS.definition.path()).arg("name", TARGET_GROUPS.name());
    (arguments(found), group.at.clone())
}
