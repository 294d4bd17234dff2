//! The cluster's ranges of Service addresses, which it keeps as ServiceCIDR objects (networking.k8s.io/v1).
//!
//! They are known only when all of these objects were provided: every cluster with such objects has one named
//! `kubernetes`. Ranges that are being deleted or not ready offer no addresses. Source:
//! pkg/registry/core/service/ipallocator/cidrallocator.go.

use super::reasons;
use super::remove_dry_run_values::is_stored_form;
use super::{KindCoverage, LiveCoverage};
use crate::diagnostic::Reason;
use crate::kubernetes;
use crate::request::{Context, ServiceName};
use crate::sorted_map::SortedMap;
use crate::syntax::{KubernetesObject, SyntaxNode};

const KIND: &str = "ServiceCIDR";

/// The ranges that offer addresses; `None` when they are unknown.
pub(super) fn of_cluster(live: &[KubernetesObject], coverage: &LiveCoverage) -> Option<Vec<String>> {
    let objects = || live.iter().filter(|object| object.kind() == KIND);
    if coverage.of_kinds(&[KIND], "") != KindCoverage::Whole || !objects().any(|object| object.name() == "kubernetes") {
        return None;
    }
    let blocks = objects().filter(|object| offers(object)).filter_map(|object| object.node.at(&["spec", "cidrs"]));
    Some(blocks.flat_map(SyntaxNode::items).filter_map(SyntaxNode::as_str).map(str::to_owned).collect())
}

fn offers(object: &KubernetesObject) -> bool {
    let conditions = object.node.at(&["status", "conditions"]).map_or(&[][..], SyntaxNode::items);
    let ready = conditions.iter().find(|condition| condition.str_at("type") == Some("Ready"));
    object.node.at(&["metadata", "deletionTimestamp"]).and_then(SyntaxNode::as_str).is_none()
        && ready.is_none_or(|condition| condition.str_at("status") == Some("True"))
}

/// The Services whose requested addresses cannot be checked.
pub(super) fn unchecked(objects: &[KubernetesObject], live: &[KubernetesObject], context: &Context) -> Option<Reason> {
    if context.service_cidrs.is_some() {
        return None;
    }
    // An object that an API server wrote has the address that it got.
    let specifies = |object: &&KubernetesObject| {
        let specified = ["clusterIP", "clusterIPs"].iter().any(|key| object.node.at(&["spec", key]).is_some());
        specified && !is_stored_form(object)
    };
    let specifying: Vec<&KubernetesObject> = services(objects).filter(specifies).collect();
    if specifying.is_empty() {
        return None;
    }
    let stored: SortedMap<(&str, &str), &KubernetesObject> =
        services(live).map(|object| ((object.namespace(), object.name()), object)).collect();
    let stored = |object: &KubernetesObject| stored.get(&(object.namespace(), object.name())).copied();
    let names: Vec<String> = specifying
        .into_iter()
        .filter(|object| kubernetes::requests_address(object, stored(object)))
        .map(|object| format!("`{}`", ServiceName::of(object)))
        .collect();
    (!names.is_empty()).then(|| reasons::CLUSTER_IP_UNCHECKED.reason().list("services", names))
}

fn services(objects: &[KubernetesObject]) -> impl Iterator<Item = &KubernetesObject> {
    objects.iter().filter(|object| object.kind() == "Service")
}
