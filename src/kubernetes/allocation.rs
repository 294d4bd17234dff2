//! What the API server allocates before it validates: address families, addresses, node ports, the health check's node
//! port.
//!
//! Whether an address is free or a family is configured stays open; whether an address is in a range of the cluster is
//! checked when the ranges are known. Node ports that the cluster would choose get placeholders above every real number. Source:
//! pkg/registry/core/service/storage/alloc.go and ipallocator/cidrallocator.go, 1.34 to 1.37.

use super::cluster_ips;
use super::codes;
use super::defaults::{allocates_node_ports, family_of};
use super::findings_by_request_step::{ApiServerFindings, ApiServerStep};
use super::ip::IpAddress;
use super::node_port_range::NodePortRange;
use super::release_rules_and_ranges::KubernetesReleaseRules;
use super::service::{NodePortFrom, PortSpec, ServiceObject, Spanned, SpannedText, same_texts};
use crate::diagnostic::FieldErrorType::Invalid;
use crate::diagnostic::{CodeDefinition, Diagnostic, Span};
use crate::sorted_map::{SortedMap, SortedSet};

const NOT_FREE: &str = "provided port is already allocated";

/// Allocates everything that a new Service, or the new state of one, needs.
pub fn allocate(
    new: &mut ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    families(new, old, rules, findings);
    findings.stage(ApiServerStep::Addresses);
    addresses(new, old, rules, findings);
    let checked = old.filter(|old| old.needs_health_check()).map(|old| old.spec.health_check_node_port.value);
    let mut ports =
        NodePortAllocator { range: rules.node_ports, checked, allocated: SortedSet::new(), chosen: FIRST_CHOSEN };
    findings.stage(ApiServerStep::NodePorts);
    if new.is("NodePort") || new.is("LoadBalancer") {
        match old {
            None => ports.on_create(new, findings),
            Some(old) => ports.on_update(new, old, findings),
        }
    }
    findings.stage(ApiServerStep::HealthPort);
    if new.needs_health_check() && !old.is_some_and(ServiceObject::needs_health_check) {
        ports.health_check(new, findings);
    }
    findings.stage(ApiServerStep::Validate);
}

fn families(
    new: &mut ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    if new.is("ExternalName") || old.is_some_and(|old| keeps_dual_stack(new, old)) {
        return;
    }
    if new.spec.ip_family_policy.is_none() {
        new.spec.ip_family_policy = Some(default_policy(new, old));
    }
    findings.stage(ApiServerStep::ClusterIps);
    let before = findings.len();
    cluster_ips::check(new, old, rules, findings);
    if findings.len() > before {
        return;
    }
    findings.stage(ApiServerStep::Families);
    let policy = new.family_policy().unwrap_or("").to_owned();
    let span = new.spec.ip_family_policy.as_ref().map_or(Span::NONE, |policy| policy.span);
    let mut refuse = |detail: &str| {
        findings.add(&codes::FAMILY_POLICY_MISMATCH, Invalid, "spec.ipFamilyPolicy", detail, policy.as_str(), span);
    };
    if let Some(old) = old {
        if policy == "SingleStack" {
            single_stack(new, old);
        } else {
            let shorter = |new: &[SpannedText], old: &[SpannedText]| !new.is_empty() && new.len() < old.len();
            if shorter(&new.spec.cluster_ips, &old.spec.cluster_ips) {
                refuse("must be 'SingleStack' to release the secondary cluster IP");
            }
            if shorter(&new.spec.ip_families, &old.spec.ip_families) {
                refuse("must be 'SingleStack' to release the secondary IP family");
            }
        }
    }
    if policy == "SingleStack" {
        if new.spec.cluster_ips.len() == 2 {
            refuse("must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified");
        }
        if new.spec.ip_families.len() == 2 {
            refuse("must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified");
        }
    }
    infer_families(new, findings);
    if findings.len() == before {
        second_family(new);
    }
}

/// Requested addresses that no range of the cluster offers. The server names one such address.
fn addresses(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let Some(blocks) = &rules.service_cidrs else { return };
    for ip in requested_addresses(new, old) {
        let Some(address) = IpAddress::parse(&ip.value) else { continue };
        if !blocks.iter().any(|block| block.offers(address)) {
            let detail =
                format!("failed to allocate IP {}: the provided network does not match the current range", ip.value);
            findings.add(&codes::CLUSTER_IP_OUTSIDE, Invalid, "spec.clusterIPs", detail, ip.value.as_str(), ip.span);
            findings.stage(ApiServerStep::Later);
        }
    }
}

/// The addresses that the server would have to allocate as they are requested.
pub fn requested_addresses<'n>(new: &'n ServiceObject, old: Option<&ServiceObject>) -> &'n [SpannedText] {
    let ips = new.spec.cluster_ips.as_slice();
    let before = old.filter(|old| !old.is("ExternalName")).map(|old| old.spec.cluster_ips.len());
    match before {
        _ if new.is("ExternalName") || ips.first().is_some_and(|first| first.value == "None") => &[],
        None => ips,
        // Only a second address can be added to a stored Service.
        Some(1) => ips.get(1..).unwrap_or_default(),
        Some(_) => &[],
    }
}

/// True for a dual-stack Service, before and after, whose address fields did not change: nothing is allocated then.
fn keeps_dual_stack(new: &ServiceObject, old: &ServiceObject) -> bool {
    let kinds = ["ClusterIP", "NodePort", "LoadBalancer"];
    old.spec.kind.value == new.spec.kind.value
        && kinds.contains(&new.spec.kind.value.as_str())
        && new.family_policy() == Some("PreferDualStack")
        && old.family_policy().is_none_or(|policy| policy == "PreferDualStack")
        && same_texts(&old.spec.cluster_ips, &new.spec.cluster_ips)
        && same_texts(&old.spec.ip_families, &new.spec.ip_families)
}

fn default_policy(new: &ServiceObject, old: Option<&ServiceObject>) -> SpannedText {
    let policy = match old.and_then(ServiceObject::family_policy) {
        Some(policy) => policy,
        None if new.spec.cluster_ip.value == "None" && new.spec.selector.is_empty() => "RequireDualStack",
        None => "SingleStack",
    };
    SpannedText::new(policy, Span::NONE)
}

/// Requesting a single family without other changes releases the second one.
fn single_stack(new: &mut ServiceObject, old: &ServiceObject) {
    if same_texts(&old.spec.cluster_ips, &new.spec.cluster_ips) {
        new.spec.cluster_ips.truncate(1);
    }
    if same_texts(&old.spec.ip_families, &new.spec.ip_families) {
        new.spec.ip_families.truncate(1);
    }
}

/// A value that is not an address can only come from the stored object; it has no family.
fn infer_families(new: &mut ServiceObject, findings: &mut ApiServerFindings) {
    let spec = &mut new.spec;
    let known = spec.ip_families.len();
    let written = spec.cluster_ips.iter().enumerate().skip(known);
    for (index, ip) in written.take_while(|(_, ip)| ip.value != "None") {
        if IpAddress::parse(&ip.value).is_none() {
            let (path, detail) = (format!("spec.clusterIPs[{index}]"), "unknown is not configured on this cluster");
            findings.add(&codes::CLUSTER_IP, Invalid, path, detail, ip.value.as_str(), ip.span);
        }
        spec.ip_families.push(SpannedText::new(family_of(&ip.value), ip.span));
    }
    if spec.ip_families.is_empty() {
        spec.ip_families.push(SpannedText::new("IPv4", Span::NONE));
    }
}

/// When two families are required, a single-stack cluster rejects the Service, and a dual-stack cluster adds the other
/// family.
fn second_family(new: &mut ServiceObject) {
    let both = new.family_policy() == Some("RequireDualStack");
    if let ([only], true) = (new.spec.ip_families.as_slice(), both) {
        let other = if only.value == "IPv4" { "IPv6" } else { "IPv4" };
        new.spec.ip_families.push(SpannedText::new(other, Span::NONE));
    }
}

/// Above every 32-bit number, so it cannot be a number that a user wrote.
const FIRST_CHOSEN: i64 = 1 << 40;

struct NodePortAllocator {
    range: NodePortRange,
    /// The health check's node port in the stored object. No listener can have it.
    checked: Option<i64>,
    allocated: SortedSet<i64>,
    chosen: i64,
}

impl NodePortAllocator {
    /// Allocates a port; the error is the server's text.
    fn allocate(&mut self, port: i64) -> Result<(), String> {
        if !self.range.contains(port) {
            return Err(format!("provided port is not in the valid range. The range of valid ports is {}", self.range));
        }
        if self.checked != Some(port) && self.allocated.insert(port) { Ok(()) } else { Err(NOT_FREE.to_owned()) }
    }

    fn choose(&mut self) -> i64 {
        self.chosen += 1;
        self.chosen
    }

    /// Ports with the same number share a node port, whatever their protocols.
    fn on_create(&mut self, service: &mut ServiceObject, findings: &mut ApiServerFindings) {
        let mut specified: SortedMap<i64, Spanned<i64>> = SortedMap::new();
        for port in service.spec.ports.iter().filter(|port| port.node_port.value != 0) {
            specified.get_or_insert_with(port.port.value, || port.node_port.clone());
        }
        let all = allocates_node_ports(service);
        let mut shared: SortedMap<i64, i64> = SortedMap::new();
        for (index, port) in service.spec.ports.iter_mut().enumerate() {
            if port.node_port.value == 0 && !all {
                continue;
            }
            let number = port.port.value;
            match shared.get(&number).copied() {
                None => {
                    let node_port = match specified.get(&number) {
                        Some(requested) => {
                            let result = self.allocate(requested.value);
                            refuse(findings, index, result, requested.value, requested.span);
                            requested.value
                        }
                        None => self.choose(),
                    };
                    if port.node_port.value == 0 {
                        let requested = specified.contains_key(&number);
                        port.node_port_from = if requested { NodePortFrom::Sibling } else { NodePortFrom::Cluster };
                    }
                    port.node_port.value = node_port;
                    shared.insert(number, node_port);
                }
                Some(node_port) if port.node_port.value == 0 => {
                    port.node_port.value = node_port;
                    port.node_port_from = NodePortFrom::Sibling;
                }
                Some(node_port) if port.node_port.value != node_port => {
                    let result = self.allocate(port.node_port.value);
                    refuse(findings, index, result, port.node_port.value, port.node_port.span);
                }
                Some(_) => {}
            }
        }
    }

    /// Node ports of the stored object are already its own.
    fn on_update(&mut self, new: &mut ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
        let own: SortedSet<i64> =
            old.spec.ports.iter().map(|port| port.node_port.value).filter(|port| *port != 0).collect();
        let all = allocates_node_ports(new);
        let mut seen: SortedSet<(&str, i64)> = SortedSet::new();
        for (index, port) in new.spec.ports.iter_mut().enumerate() {
            if port.node_port.value == 0 && !all {
                continue;
            }
            let PortSpec { protocol, node_port, node_port_from, .. } = port;
            let requested = node_port.value;
            if requested == 0 {
                node_port.value = self.choose();
                *node_port_from = NodePortFrom::Cluster;
            } else if !own.contains(&requested) && !self.allocated.contains(&requested) {
                let result = self.allocate(requested);
                refuse(findings, index, result, requested, node_port.span);
            }
            let pair = (protocol.value.as_str(), node_port.value);
            if !seen.insert(pair) {
                let text = format!("duplicate nodePort: {{{} {}}}", pair.0, pair.1);
                let path = format!("spec.ports[{index}].nodePort");
                internal(findings, &codes::DUPLICATE_NODE_PORT, &path, text, pair.1, node_port.span);
            }
        }
        self.allocated.extend(own);
    }

    fn health_check(&mut self, service: &mut ServiceObject, findings: &mut ApiServerFindings) {
        let port = &mut service.spec.health_check_node_port;
        if port.value == 0 {
            port.value = 1;
            return;
        }
        if let Err(reason) = self.allocate(port.value) {
            let text = format!("failed to allocate requested HealthCheck NodePort {}: {reason}", port.value);
            internal(findings, &codes::HEALTH_CHECK_PORT, "spec.healthCheckNodePort", text, port.value, port.span);
        }
    }
}

/// The server names one such port; the others are marked as reported later.
fn refuse(findings: &mut ApiServerFindings, index: usize, result: Result<(), String>, port: i64, span: Span) {
    let Err(detail) = result else { return };
    let code = if detail == NOT_FREE { &codes::NODE_PORT_TAKEN } else { &codes::NODE_PORT_RANGE };
    findings.add(code, Invalid, format!("spec.ports[{index}].nodePort"), detail, port.to_string(), span);
    findings.stage(ApiServerStep::Later);
}

/// Errors with status 500, which name no field.
fn internal(
    findings: &mut ApiServerFindings,
    code: &'static CodeDefinition,
    path: &str,
    text: String,
    value: i64,
    span: Span,
) {
    let finding = Diagnostic::new(code).arg("value", value.to_string()).arg("detail", text.as_str());
    findings.push(finding.arg("path", path).path(path).detail(text), span);
    findings.stage(ApiServerStep::Later);
}
