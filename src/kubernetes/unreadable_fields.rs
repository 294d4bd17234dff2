//! Fields whose values have the wrong type, and what therefore cannot be said.
//!
//! A server stops at such a value. Here the other fields are checked as well, but the unreadable one counts as absent while
//! it is not: findings about it, and about what is derived from it, would be false.

use super::codes;
use super::field_names_in_server_errors::{SOURCE_RANGES, SOURCE_RANGES_OF_SERVER};
use crate::diagnostic::{CodeDefinition, Diagnostic};
use crate::sorted_map::SortedSet;

/// Fields, and the fields that are judged by their values.
const DERIVED: &[(&str, &[&str])] = &[
    ("spec.type", &["spec"]),
    ("spec.clusterIP", ADDRESSES),
    ("spec.clusterIPs", ADDRESSES),
    ("spec.ipFamilies", ADDRESSES),
    ("spec.ipFamilyPolicy", ADDRESSES),
    ("spec.selector", ADDRESSES),
    ("spec.sessionAffinity", &["spec.sessionAffinityConfig"]),
    ("spec.externalIPs", &["spec.externalTrafficPolicy"]),
    ("spec.externalTrafficPolicy", &["spec.healthCheckNodePort"]),
    (SOURCE_RANGES, &[SOURCE_RANGES_OF_SERVER]),
    ("metadata.generateName", &["metadata.name"]),
    ("metadata.ownerReferences", &["metadata.ownerReferences"]),
    ("metadata.managedFields", &["metadata.managedFields"]),
    ("metadata.finalizers", &["metadata.finalizers"]),
];
const ADDRESSES: &[&str] = &["spec.clusterIPs", "spec.ipFamilies", "spec.ipFamilyPolicy"];
const PORTS: &str = "spec.ports";
/// What is said about one port by comparing it with another one.
const OF_SEVERAL_PORTS: &[&CodeDefinition] =
    &[&codes::DUPLICATE_PORT, &codes::DUPLICATE_NODE_PORT, &codes::SHARED_NODE_PORT, &codes::NODE_PORT_TAKEN];

#[derive(Default)]
pub struct UnreadableFields {
    paths: SortedSet<String>,
    derived: Vec<&'static str>,
}

impl UnreadableFields {
    pub fn new(paths: Vec<String>) -> UnreadableFields {
        let known = |from: &str| paths.iter().any(|path| within(path, from));
        let derived = DERIVED.iter().filter(|(from, _)| known(from)).flat_map(|(_, derived)| derived.iter().copied());
        let derived = derived.chain(Some(PORTS).filter(|ports| known(ports))).collect();
        UnreadableFields { derived, paths: SortedSet::from_unsorted(paths) }
    }

    /// True for a finding that depends on a value that could not be read.
    pub fn decides(&self, finding: &Diagnostic) -> bool {
        let Some(path) = finding.path.as_deref().filter(|_| !self.paths.is_empty()) else { return false };
        let is = |code: &&CodeDefinition| finding.is(code);
        let compared = |scope: &str| scope != PORTS || OF_SEVERAL_PORTS.iter().any(is);
        // A target port that is left out is the port.
        let port = path.strip_suffix(".targetPort").filter(|_| is(&&codes::TARGET_PORT));
        outward(path).any(|path| self.paths.contains(path))
            || port.is_some_and(|port| self.paths.contains(&format!("{port}.port")))
            || self.derived.iter().any(|scope| within(path, scope) && compared(scope))
    }
}

/// The path and those of everything around it.
fn outward(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.char_indices().filter(|(_, c)| matches!(c, '.' | '[')).map(|(at, _)| at);
    ends.chain(Some(path.len())).filter_map(|end| path.get(..end))
}

fn within(path: &str, scope: &str) -> bool {
    path.strip_prefix(scope).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
