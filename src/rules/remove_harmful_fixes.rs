//! Fixes are offered only where they make nothing worse.
//!
//! A fix that renames an annotation is tried first: what was ignored takes effect, and that may raise findings of its own.
//! For a Service that has a load balancer, no fix is offered that may replace or delete it: its author decides that.

use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::sorted_map::SortedSet;
use crate::syntax::{KubernetesObject, SyntaxNodeValue};
use crate::tke;
use crate::tke::definition::{Mutability, NameDefinition};
use crate::tke::ports_and_backend_kind::wants_load_balancer;

/// Renamings that are tried for one Service; more are not offered.
const MAX_TRIALS: usize = 8;

/// Fields that decide whether a Service has a load balancer of TKE.
const DECIDING_FIELDS: [&str; 2] = ["type", "loadBalancerClass"];

/// Drops the fixes by which a load balancer in use might be replaced or deleted.
pub fn without_replacing(mut findings: Vec<Diagnostic>, live: Option<&KubernetesObject>) -> Vec<Diagnostic> {
    if live.is_some_and(wants_load_balancer) {
        for finding in findings.iter_mut().filter(|finding| !finding.fixes.is_empty()) {
            if decides_load_balancer(finding) {
                finding.fixes.clear();
            }
        }
    }
    findings
}

/// Drops the fixes that put the value of an annotation in quotes where it is no value of that annotation.
pub(super) fn without_invalid(mut findings: Vec<Diagnostic>, object: &KubernetesObject) -> Vec<Diagnostic> {
    for entry in object.annotations() {
        let text = match &entry.value.value {
            SyntaxNodeValue::Number(text) => text.clone(),
            SyntaxNodeValue::Bool(value) => value.to_string(),
            SyntaxNodeValue::Null
            | SyntaxNodeValue::String(_)
            | SyntaxNodeValue::Array(_)
            | SyntaxNodeValue::Object(_) => continue,
        };
        let at = object.location(entry.value.span);
        let is_invalid = |definition: &NameDefinition| !definition.grammar.check(&text).is_empty();
        if at.is_some() && tke::find(entry.key).is_some_and(is_invalid) {
            findings.iter_mut().filter(|finding| finding.location == at).for_each(|finding| finding.fixes.clear());
        }
    }
    findings
}

fn decides_load_balancer(finding: &Diagnostic) -> bool {
    let path = finding.path.as_deref().unwrap_or("");
    let annotation = path.strip_prefix("metadata.annotations[").and_then(|name| name.strip_suffix(']'));
    let replaces = annotation.and_then(tke::find).is_some_and(|definition| match definition.mutability {
        Mutability::Replaces | Mutability::OneWay => true,
        Mutability::InPlace | Mutability::CreateOnly | Mutability::ReadOnly | Mutability::Undocumented => false,
    });
    let mut texts = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.as_str());
    let writes_field = texts.any(|text| DECIDING_FIELDS.contains(&text));
    let keeps = finding.fixes.iter().flat_map(|fix| &fix.edits).all(|edit| edit.text.contains("LoadBalancer"));
    replaces || writes_field || (path == "spec.type" && !keeps)
}

/// Drops the fixes that rename an annotation and thereby raise another warning or error. `check` gives the findings of
/// a Service.
pub(super) fn without_raising(
    mut findings: Vec<Diagnostic>,
    object: &KubernetesObject,
    check: impl Fn(&KubernetesObject) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    if findings.iter().all(|finding| finding.fixes.is_empty()) {
        return findings;
    }
    let keys = SortedSet::from_unsorted(object.annotations().map(|entry| entry.key_span).collect());
    let new_name = |finding: &Diagnostic| match finding.fixes.first()?.edits.as_slice() {
        [edit] if keys.contains(&edit.span) && !edit.span.is_none() => Some(edit.clone()),
        _ => None,
    };
    let renaming = |(index, finding): (usize, &Diagnostic)| Some((index, new_name(finding)?));
    let trials: Vec<(usize, Edit)> = findings.iter().enumerate().filter_map(renaming).collect();
    if trials.is_empty() {
        return findings;
    }
    let known: SortedSet<_> = SortedSet::from_unsorted(findings.iter().map(identity).collect());
    let raises = |edit: &Edit| {
        let found = renamed(object, edit).map(|renamed| check(&renamed)).unwrap_or_default();
        found.iter().any(|found| found.severity() != Severity::Info && !known.contains(&identity(found)))
    };
    let is_harmful = |(trial, (_, edit)): &(usize, (usize, Edit))| *trial >= MAX_TRIALS || raises(edit);
    let harmful: Vec<usize> = trials.into_iter().enumerate().filter(is_harmful).map(|(_, (index, _))| index).collect();
    for index in harmful {
        if let Some(finding) = findings.get_mut(index) {
            finding.fixes.clear();
        }
    }
    findings
}

/// What tells findings apart.
fn identity(finding: &Diagnostic) -> (&'static str, String) {
    (finding.code.name(), finding.path.clone().unwrap_or_default())
}

/// The object with one annotation renamed.
fn renamed(object: &KubernetesObject, edit: &Edit) -> Option<KubernetesObject> {
    let mut renamed = object.clone();
    let mut node = &mut renamed.node;
    for key in ["metadata", "annotations"] {
        node = &mut node.member_mut(key)?.value;
    }
    let SyntaxNodeValue::Object(members) = &mut node.value else { return None };
    members.iter_mut().find(|member| member.key_span == edit.span)?.key = edit.text.trim_matches('"').into();
    Some(renamed)
}
