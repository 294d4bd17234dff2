//! Manifests that were copied from a cluster: the API server and the controller wrote into them, which says more about the
//! live object than about what is desired.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::request::ServiceName;
use crate::sorted_map::{SortedMap, SortedSet, sort};
use crate::syntax::{KubernetesObject, SyntaxNode};
use crate::tke;

/// The Services among the manifests that were copied from a cluster and are not among the live objects, and one finding for
/// each document with such Services.
pub(super) fn copied(
    manifests: &[KubernetesObject],
    live: &[KubernetesObject],
) -> (SortedSet<ServiceName>, Vec<Diagnostic>) {
    let live_uids: SortedMap<(&str, &str), Option<&str>> = live
        .iter()
        .filter(|object| object.kind() == "Service")
        .map(|object| ((object.namespace(), object.name()), object.uid()))
        .collect();
    let is_provided = |object: &&KubernetesObject| {
        let live = live_uids.get(&(object.namespace(), object.name()));
        live.is_some_and(|live| live.is_none() || object.uid().is_none() || *live == object.uid())
    };
    let services = manifests.iter().filter(|object| object.kind() == "Service" && !object.name().is_empty());
    let copies: Vec<&KubernetesObject> = services.filter(|object| is_copy(object) && !is_provided(object)).collect();
    let mut by_document: SortedMap<Option<u32>, Vec<&KubernetesObject>> = SortedMap::new();
    // That the live object is another one than the copy's is a finding of the API server.
    let is_unknown = |object: &&&KubernetesObject| !live_uids.contains_key(&(object.namespace(), object.name()));
    for object in copies.iter().filter(is_unknown) {
        by_document.get_or_default(object.document).push(object);
    }
    let findings = by_document.values().filter_map(|objects| finding(objects)).collect();
    let names = copies.iter().map(|object| ServiceName::of(object)).collect();
    (SortedSet::from_unsorted(names), findings)
}

/// True for an object that shows the traces of a cluster. A dry run of the API server has a `uid` and a
/// `creationTimestamp`, too, but of an object that does not exist.
pub(super) fn is_copy(object: &KubernetesObject) -> bool {
    let Some(metadata) = object.metadata() else { return false };
    let has = |key: &str| metadata.get(key).is_some();
    let ingress = object.node.at(&["status", "loadBalancer", "ingress"]).map_or(&[][..], SyntaxNode::items);
    let dry_run = has("creationTimestamp") && object.annotation(tke::LOADBALANCE_ID.name()).is_none();
    has("resourceVersion") || !ingress.is_empty() || (has("uid") && !dry_run)
}

/// The finding about the copies in one document, at the first trace of the first one. It is about an object only where
/// there is one.
fn finding(objects: &[&KubernetesObject]) -> Option<Diagnostic> {
    let first = objects.iter().min_by_key(|object| object.node.span)?;
    let metadata = first.metadata();
    let traces = ["uid", "resourceVersion"].into_iter().find_map(|key| metadata?.member(key));
    let trace = traces.or_else(|| first.node.member("status"));
    let mut names: Vec<String> = objects.iter().map(|object| format!("`{}`", ServiceName::of(object))).collect();
    sort(&mut names);
    let found = Diagnostic::new(&codes::COPIED_FROM_CLUSTER).list("services", names);
    let found = found.location(trace.and_then(|trace| first.location(trace.key_span)));
    Some(if objects.len() == 1 { found.object(first.reference.clone()) } else { found })
}
