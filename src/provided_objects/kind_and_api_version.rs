//! `kind` and `apiVersion` of manifests as kubectl reads them: it looks for the resource of that kind before it sends
//! anything.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::syntax::KubernetesObject;
use crate::syntax::edit_distance::closest;

/// Objects whose kind does not exist, but is nearly one that is checked: nothing else is said about them.
pub(super) fn misspelled_kinds(objects: &[KubernetesObject]) -> impl Iterator<Item = Diagnostic> {
    objects.iter().filter_map(|object| {
        let kind = object.kind();
        let version = object.reference.api_version.as_str();
        let known = match version {
            "v1" | "" => "Service",
            _ if version.starts_with("cloud.tencent.com/") => "TkeServiceConfig",
            _ => return None,
        };
        let is_misspelled = !kind.eq_ignore_ascii_case(known) && closest(kind, [known]).is_some();
        let place = object.node.get("kind").and_then(|kind| object.location(kind.span));
        let finding = Diagnostic::new(&codes::MISSPELLED_KIND).arg("value", kind).arg("suggestion", known);
        is_misspelled.then(|| finding.path("kind").object(object.reference.clone()).location(place))
    })
}

/// A manifest without a version: the API server would assume one, but kubectl rejects it.
pub fn missing_api_version(object: &KubernetesObject) -> Option<Diagnostic> {
    let is_missing = object.reference.api_version.is_empty() && object.kind() == "Service";
    let place = object.node.get("kind").and_then(|kind| object.location(kind.span));
    let finding = Diagnostic::new(&codes::MISSING_API_VERSION).path("apiVersion");
    is_missing.then(|| finding.object(object.reference.clone()).location(place))
}
