//! Fields of the Service that do not do, on TKE, what they seem to.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use super::overridden_creation_parameters::is_private_of_public;
use super::public_instead_of_internal_codes as public_codes;
use crate::diagnostic::Diagnostic;
use crate::kubernetes::SOURCE_RANGES_ANNOTATION;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue};
use crate::tke::SettingValue;
use crate::tke::definitions::backend::{DIRECT_ACCESS, PREVENT_LOOPBACK};
use crate::tke::definitions::load_balancer::{EXTENSIVE_PARAMETERS, INTERNAL_SUBNETID, SECURITY_GROUPS};
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::service_port_as_written::{SpecPortAsWritten, port_number};

/// Ports that one finding names.
const MAX_LISTED: usize = 50;

/// Ranges that contain every address.
const EVERYWHERE: [&str; 2] = ["0.0.0.0/0", "::/0"];

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let rules = [no_node_ports, source_ranges, source_ranges_annotation, requested_address, external_ips, loopback];
    rules.iter().filter_map(|rule| rule(check)).collect()
}

fn field<'c>(check: &'c ServiceUnderCheck<'_>, name: &str) -> Option<&'c SyntaxNode> {
    check.object.node.at(&["spec", name])
}

/// Ports without a node port, where the API server allocates none and the backends are nodes.
fn no_node_ports(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let allocates = field(check, "allocateLoadBalancerNodePorts")?;
    let code = match check.backends {
        BackendKind::Nodes => &codes::NO_NODE_PORTS,
        BackendKind::NodesByAssumption => &codes::NO_NODE_PORTS_BY_ASSUMPTION,
        BackendKind::Pods | BackendKind::Unknown => return None,
    };
    if allocates.value != SyntaxNodeValue::Bool(false) {
        return None;
    }
    // Of the live object the API server keeps none then.
    let missing = || ports(check.object).iter().filter(|port| !has_node_port(port));
    // A field that only the live object has is nowhere in the text.
    let place = if allocates.span.is_none() { missing().next()?.get("port")? } else { allocates };
    let missing: Vec<String> =
        missing().filter_map(SpecPortAsWritten::read).map(|port| port.number.to_string()).collect();
    if missing.is_empty() {
        return None;
    }
    let more = (missing.len() > MAX_LISTED).then(|| "…".to_owned());
    let found = check.at_node(code, place, "spec.allocateLoadBalancerNodePorts");
    let listed = missing.into_iter().take(MAX_LISTED).chain(more).collect();
    Some(found.arg("other", DIRECT_ACCESS.name()).list("port", listed))
}

fn ports(object: &KubernetesObject) -> &[SyntaxNode] {
    object.node.at(&["spec", "ports"]).map_or(&[], SyntaxNode::items)
}

fn has_node_port(port: &SyntaxNode) -> bool {
    port.get("nodePort").and_then(port_number).is_some()
}

/// A source filter is a firewall to who writes it.
fn source_ranges(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let ranges = field(check, "loadBalancerSourceRanges")?;
    let restricts = |range: &SyntaxNode| range.as_str().is_some_and(|range| !EVERYWHERE.contains(&range.trim()));
    let is_filter = !ranges.items().is_empty() && ranges.items().iter().all(restricts);
    let found = || check.at_node(&codes::SOURCE_RANGES, ranges, "spec.loadBalancerSourceRanges");
    is_filter.then(|| found().arg("field", "loadBalancerSourceRanges").arg("other", SECURITY_GROUPS.name()))
}

/// The same filter as an annotation of Kubernetes.
fn source_ranges_annotation(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entries().iter().find(|entry| entry.name == SOURCE_RANGES_ANNOTATION)?;
    let mut ranges = entry.raw.as_deref()?.split(',').map(str::trim);
    let is_filter = ranges.all(|range| !range.is_empty() && !EVERYWHERE.contains(&range));
    let found = || check.at_value(&codes::SOURCE_RANGES, entry).arg("field", entry.name.as_str());
    is_filter.then(|| found().arg("other", SECURITY_GROUPS.name()))
}

/// An address of the load balancer that is requested by a field.
fn requested_address(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let node = field(check, "loadBalancerIP")?;
    let address = node.as_str().filter(|address| !address.is_empty())?;
    let is_set = check.settings.raw(&EXTENSIVE_PARAMETERS).is_some_and(|text| text.contains(address));
    let has_it = check.live.is_some_and(|live| {
        let ingress = live.node.at(&["status", "loadBalancer", "ingress"]).map_or(&[][..], SyntaxNode::items);
        ingress.iter().any(|ingress| ingress.str_at("ip") == Some(address))
    });
    let is_private = is_private_of_public(check, address);
    let code = if is_private { &public_codes::PRIVATE_ADDRESS_OF_PUBLIC } else { &codes::REQUESTED_ADDRESS };
    let found = || check.at_node(code, node, "spec.loadBalancerIP").arg("value", address);
    let found = || found().arg("internal", INTERNAL_SUBNETID.name()).arg("other", EXTENSIVE_PARAMETERS.name());
    (!is_set && !has_it).then(found)
}

fn external_ips(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let node = field(check, "externalIPs").filter(|node| !node.items().is_empty())?;
    Some(check.at_node(&codes::EXTERNAL_IPS, node, "spec.externalIPs"))
}

/// An internal load balancer that Pods of the cluster may not reach.
fn loopback(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let policy = field(check, "externalTrafficPolicy").filter(|policy| policy.as_str() == Some("Local"))?;
    let is_prevented = check.settings.get(&PREVENT_LOOPBACK) == SettingValue::Is(true);
    if is_prevented || !check.settings.is_present(&INTERNAL_SUBNETID) {
        return None;
    }
    let found = check.at_node(&codes::LOOPBACK, policy, "spec.externalTrafficPolicy");
    Some(found.arg("other", PREVENT_LOOPBACK.name()))
}
