//! The families of addresses of a Service, of its backends, and of the load balancer that is created for it.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::Diagnostic;
use crate::model::IpVersion;
use crate::syntax::SyntaxNode;
use crate::tke::SettingValue;
use crate::tke::definitions::load_balancer::{EXTENSIVE_PARAMETERS, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::BackendKind;

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    families(check).into_iter().collect()
}

/// Nodes are bound by their IPv4 addresses. Of an existing load balancer the manifest does not say the version.
fn families(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    if check.backends != BackendKind::Nodes || check.settings.is_present(&TKE_EXISTED_LBID) {
        return None;
    }
    let parameters = match check.settings.get(&EXTENSIVE_PARAMETERS) {
        SettingValue::Is(parameters) => Some(parameters),
        SettingValue::Absent => None,
        SettingValue::Invalid => return None,
    };
    let version = parameters.as_ref().and_then(|parameters| parameters.get("AddressIPVersion"));
    match IpVersion::named(version.and_then(SyntaxNode::as_str).unwrap_or_default()) {
        IpVersion::NativeV6 => native(check),
        IpVersion::V4 | IpVersion::Nat64 => ipv6_only(check),
    }
}

/// With nodes that were provided a plan finds it for each listener.
fn native(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entry(&EXTENSIVE_PARAMETERS.definition)?;
    let is_unknown = check.objects.of_kind("Node").next().is_none();
    is_unknown.then(|| check.at_value(&codes::NATIVE_IPV6_WITH_NODES, entry))
}

/// kube-proxy serves a node port only at addresses of the Service's families.
fn ipv6_only(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let families = check.object.node.at(&["spec", "ipFamilies"])?;
    let is_only = !families.items().is_empty() && families.items().iter().all(|family| family.as_str() == Some("IPv6"));
    let policy =
        check.object.node.at(&["spec", "ipFamilyPolicy"]).and_then(SyntaxNode::as_str).unwrap_or("SingleStack");
    let is_single = policy == "SingleStack";
    (is_only && is_single).then(|| check.at_node(&codes::IPV6_ONLY_NODE_PORT, families, "spec.ipFamilies"))
}
