//! What annotations need, exclude and are for: walked from the rows, one line per kind of dependency.

use super::codes;
use super::context_of_one_service::{ServiceUnderCheck, related_annotation, replacing};
use crate::diagnostic::{Diagnostic, Related};
use crate::syntax::SyntaxNode;
use crate::syntax::edit_distance::distance;
use crate::tke::annotation_notes_and_fix_titles;
use crate::tke::definition::{AnnotationDependency, NameDefinition, RequiredSituation};
use crate::tke::definitions::backend::{DIRECT_ACCESS, LOCAL_ONLY_BIND_NODE_WITH_POD};
use crate::tke::definitions::cluster_switches::ENABLE_DEFAULT_DIRECT_ACCESS;
use crate::tke::definitions::conflicts;
use crate::tke::definitions::load_balancer::{CROSS_REGION_ID, CROSS_VPC_ID, INTERNAL_SUBNETID, TKE_EXISTED_LBID};
use crate::tke::grammar::{REGIONS, is_known_region};
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::service_settings::{SettingValue, WrittenAnnotation};

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, definition) in check.known_annotations().filter(|(entry, _)| is_on(entry)) {
        let others = conflicts::of(definition).filter(|_| has_effect(check, entry));
        found.extend(others.filter_map(|other| conflict(check, entry, definition, other)));
        found
            .extend(definition.dependencies.iter().filter_map(|dependency| check_dependency(check, entry, dependency)));
    }
    found.extend(cross_region_alone(check));
    found.extend(unknown_region(check));
    found.extend(local_binds_all_nodes(check));
    found
}

/// An annotation with the value `false` requires nothing.
fn is_on(entry: &WrittenAnnotation) -> bool {
    entry.raw.as_deref() != Some("false")
}

fn check_dependency(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    dependency: &AnnotationDependency,
) -> Option<Diagnostic> {
    match dependency {
        // Where it has no effect, nothing has to be added to it.
        AnnotationDependency::Requires(_) if !has_effect(check, entry) => None,
        AnnotationDependency::Requires(other) => {
            let written = check.settings.entry(other).is_some_and(is_on);
            // The cluster may switch direct access on for a Service without the annotation.
            let there = written || (other.is(&DIRECT_ACCESS.definition) && !check.backends.may_be_nodes());
            (!there).then(|| check.at_key(&codes::REQUIRES, entry).arg("other", other.name))
        }
        AnnotationDependency::OnlyFor(only) => only_for(check, entry, *only),
    }
}

/// False for an annotation that is for Services in another situation.
fn has_effect(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation) -> bool {
    entry.definition.is_none_or(|definition| !check.situation.is_for_another(definition))
}

/// Two annotations that exclude each other, reported once: at the one whose name comes first.
fn conflict(
    check: &ServiceUnderCheck<'_>,
    entry: &WrittenAnnotation,
    definition: &NameDefinition,
    other: &NameDefinition,
) -> Option<Diagnostic> {
    let counts = |other: &&WrittenAnnotation| is_on(other) && has_effect(check, other);
    let other = check.settings.entry(other).filter(counts).filter(|other| definition.name < other.name.as_str())?;
    let note = annotation_notes_and_fix_titles::OTHER.with("name", other.name.as_str());
    let related = Related { note, location: other.key, object: None };
    Some(check.at_key(&codes::CONFLICT, entry).arg("other", other.name.as_str()).related(related))
}

fn only_for(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation, only: RequiredSituation) -> Option<Diagnostic> {
    let found = || match only {
        RequiredSituation::DirectAccess => {
            let found = check.at_key(&codes::NEEDS_DIRECT_ACCESS, entry).arg("other", DIRECT_ACCESS.name());
            if check.backends == BackendKind::NodesByAssumption {
                let note = annotation_notes_and_fix_titles::DIRECT_ACCESS_ASSUMED
                    .with("switch", ENABLE_DEFAULT_DIRECT_ACCESS.name());
                found.related(Related { note, location: None, object: None })
            } else {
                found
            }
        }
        RequiredSituation::NodePort => check.at_key(&codes::NEEDS_NODE_PORT, entry),
        RequiredSituation::ManagedClb => {
            let found = check.at_key(&codes::IGNORED_WITH_EXISTING, entry).arg("other", TKE_EXISTED_LBID.name());
            found.related(related_annotation(check.settings, &TKE_EXISTED_LBID))
        }
        RequiredSituation::PublicClb => {
            check.at_key(&codes::PUBLIC_ONLY, entry).related(related_annotation(check.settings, &INTERNAL_SUBNETID))
        }
        RequiredSituation::LocalPolicy => check.at_key(&codes::NEEDS_LOCAL_POLICY, entry),
        RequiredSituation::Serverless => check.at_key(&codes::SERVERLESS_ONLY, entry),
    };
    check.situation.excludes(only).then(found)
}

fn policy<'c>(check: &'c ServiceUnderCheck<'_>) -> Option<&'c SyntaxNode> {
    check.object.node.at(&["spec", "externalTrafficPolicy"])
}

fn is_local(check: &ServiceUnderCheck<'_>) -> bool {
    policy(check).and_then(SyntaxNode::as_str) == Some("Local")
}

fn cross_region_alone(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entry(&CROSS_REGION_ID.definition)?;
    let enough = check.settings.is_present(&CROSS_VPC_ID) || check.settings.is_present(&TKE_EXISTED_LBID);
    let found = || {
        let found = check.at_key(&codes::CROSS_REGION_ALONE, entry);
        found.arg("vpc", CROSS_VPC_ID.name()).arg("existing", TKE_EXISTED_LBID.name())
    };
    (!enough).then(found)
}

/// A region that is not known. One slip away from a known one it is mistyped; others may be newer than the list.
fn unknown_region(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entry(&CROSS_REGION_ID.definition)?;
    let SettingValue::Is(region) = check.settings.get(&CROSS_REGION_ID) else { return None };
    if is_known_region(&region) || check.context.region.as_ref() == Some(&region) {
        return None;
    }
    let Some(near) = REGIONS.iter().map(|known| known.value).find(|known| distance(&region, known) == 1) else {
        return Some(check.at_value(&codes::UNKNOWN_REGION, entry).arg("region", region));
    };
    let found = check.at_value(&codes::MISTYPED_REGION, entry).arg("region", region.as_str()).arg("near", near);
    Some(found.optional_fix(replacing(entry, &region, near)))
}

fn local_binds_all_nodes(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let policy = policy(check).filter(|_| is_local(check) && check.backends.may_be_nodes())?;
    let binding = check.settings.get(&LOCAL_ONLY_BIND_NODE_WITH_POD);
    let found = || {
        let found = check.at_node(&codes::LOCAL_BINDS_ALL_NODES, policy, "spec.externalTrafficPolicy");
        found.arg("other", LOCAL_ONLY_BIND_NODE_WITH_POD.name())
    };
    matches!(binding, SettingValue::Absent | SettingValue::Is(false)).then(found)
}
