//! Rules about `status`, which only the status subresource validates: elsewhere it is overwritten.
//!
//! `ports` and `conditions` are never validated. Source: ValidateServiceStatusUpdate, 1.34.

use super::codes;
use super::findings_by_request_step::ApiServerFindings;
use super::ip::{IpAddress, check_ip};
use super::name_format::dns1123_subdomain;
use super::release_rules_and_ranges::KubernetesReleaseRules;
use super::service::{Ingress, ServiceObject};
use crate::diagnostic::FieldErrorType::{Forbidden, Invalid, Required};
use crate::sorted_map::SortedSet;

const INGRESS: &str = "status.loadBalancer.ingress";

/// Checks a new status of a stored Service, whose type is the relevant one.
pub fn check(
    new: &ServiceObject,
    old: &ServiceObject,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let status = &new.status;
    if !old.is("LoadBalancer") && !status.ingress.is_empty() {
        let detail = "may only be used when `spec.type` is 'LoadBalancer'";
        findings.add(&codes::STATUS, Forbidden, INGRESS, detail, "", status.span);
        return;
    }
    let kept: SortedSet<&str> = old.status.ingress.iter().map(|before| before.ip.value.as_str()).collect();
    for (index, ingress) in status.ingress.iter().enumerate() {
        let path = format!("{INGRESS}[{index}]");
        if !ingress.ip.value.is_empty() && !kept.contains(ingress.ip.value.as_str()) {
            let messages = check_ip(&ingress.ip.value, rules.addresses);
            findings.all_invalid(&codes::STATUS, &format!("{path}.ip"), messages, &ingress.ip.value, ingress.ip.span);
        }
        mode(ingress, &format!("{path}.ipMode"), findings);
        let host = &ingress.hostname;
        if !host.value.is_empty() {
            let path = format!("{path}.hostname");
            findings.all_invalid(&codes::STATUS, &path, dns1123_subdomain(&host.value), &host.value, host.span);
            if IpAddress::parse(&host.value).is_some() {
                let detail = "must be a DNS name, not an IP address";
                findings.add(&codes::STATUS, Invalid, path, detail, host.value.as_str(), host.span);
            }
        }
    }
}

fn mode(ingress: &Ingress, path: &str, findings: &mut ApiServerFindings) {
    let known = ["Proxy", "VIP"];
    match &ingress.ip_mode {
        None if ingress.ip.value.is_empty() => {}
        None => {
            let detail = "must be specified when `ip` is set";
            findings.add(&codes::STATUS, Required, path, detail, "", ingress.ip.span);
        }
        Some(mode) if ingress.ip.value.is_empty() => {
            let detail = "may not be specified when `ip` is not set";
            findings.add(&codes::STATUS, Forbidden, path, detail, mode.value.as_str(), mode.span);
        }
        Some(mode) if !known.contains(&mode.value.as_str()) => {
            findings.not_supported(&codes::STATUS, path, &known, &mode.value, mode.span);
        }
        Some(_) => {}
    }
}
