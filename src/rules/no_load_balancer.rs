//! Annotations of a Service whose type has no CLB.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::Diagnostic;
use crate::request::ClusterType;
use crate::syntax::SyntaxNode;
use crate::tke::definition::{NameDefinition, SupportStatus};
use crate::tke::definitions::backend::{DIRECT_ACCESS, ENABLE_GRACE_DELETION};
use crate::tke::definitions::listener::TARGET_GROUPS;
use crate::tke::definitions::load_balancer::MODE;

/// Types of Services without a CLB. What any other type was meant to be is unknown.
const OTHER_TYPES: [&str; 3] = ["ClusterIP", "NodePort", "ExternalName"];

/// Annotations of the backends of an Ingress, whose Pods are deleted gracefully
/// (<https://cloud.tencent.com/document/product/457/109977>).
static GRACEFUL: [&NameDefinition; 2] = [&DIRECT_ACCESS.definition, &ENABLE_GRACE_DELETION.definition];

/// Reported once, at the first annotation. In Serverless clusters other Services may have a CLB as well, and target groups
/// are for Services of type ClusterIP, too.
pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let kind = check.object.node.at(&["spec", "type"]).and_then(SyntaxNode::as_str);
    let misspelt = kind.is_some_and(|kind| !OTHER_TYPES.contains(&kind) && kind != "LoadBalancer");
    if misspelt || check.context.cluster_type == Some(ClusterType::Serverless) {
        return Vec::new();
    }
    let graceful = check.settings.is_present(&ENABLE_GRACE_DELETION);
    let is_of_backend = |definition: &NameDefinition| graceful && GRACEFUL.iter().any(|other| definition.is(other));
    let first = check
        .known_annotations()
        .filter(|(_, definition)| {
            let is_read = definition.is(&TARGET_GROUPS.definition) || is_of_backend(definition);
            // It keeps the controller from deleting what the Service had.
            let is_mode = definition.is(&MODE.definition);
            !matches!(definition.status, SupportStatus::Clbplan) && !is_read && !is_mode
        })
        .min_by_key(|(entry, _)| (entry.key, entry.name.as_str()));
    // Without a type that has none, it is the class.
    let is_of_class = kind == Some("LoadBalancer");
    let code = if is_of_class { &codes::CLASS_NOT_DOCUMENTED } else { &codes::NO_LOAD_BALANCER };
    first.map(|(entry, _)| check.at_key(code, entry)).into_iter().collect()
}
