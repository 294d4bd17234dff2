//! Rules about `spec`, except ports, cluster addresses and load balancer fields.
//!
//! Every rule runs; none hides another. Source: validateService, 1.34.

use super::codes;
use super::findings_by_request_step::{ApiServerFindings, not_supported};
use super::ip::{IpAddress, check_ip};
use super::name_format::dns1123_subdomain;
use super::release_rules_and_ranges::{KubernetesReleaseRules, PREFER_SAME_ZONE};
use super::service::{ServiceObject, entry, values};
use super::validate_metadata;
use super::{cluster_ips, ports, validate_load_balancer_fields};
use crate::diagnostic::FieldErrorType::{Forbidden, Invalid, Required};
use crate::diagnostic::Span;

/// The former name of an annotation of Kubernetes itself.
pub const TOPOLOGY_HINTS: &str = "service.kubernetes.io/topology-aware-hints";
/// Its current name.
pub const TOPOLOGY_MODE: &str = "service.kubernetes.io/topology-mode";

/// Checks `spec`; `old` exempts values that the stored object already has.
pub fn check(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    topology(new, findings);
    kind(new, findings);
    ports::check(new, rules, findings);
    ports::protocols(new, old, rules, findings);
    validate_metadata::labels(&new.spec.selector, "spec.selector", &codes::SELECTOR, rules.wording, findings);
    affinity(new, findings);
    cluster_ips::check(new, old, rules, findings);
    external_ips(new, old, rules, findings);
    validate_load_balancer_fields::check(new, old, rules, findings);
    internal_traffic(new, rules, findings);
}

fn topology(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let annotations = &service.metadata.annotations;
    let (Some(hints), Some(mode)) = (entry(annotations, TOPOLOGY_HINTS), entry(annotations, TOPOLOGY_MODE)) else {
        return;
    };
    if hints.value.value != mode.value.value {
        let path = format!("metadata.annotations[{TOPOLOGY_MODE}]");
        let detail = format!("must match annotations[{TOPOLOGY_HINTS}] when both are specified");
        findings.add(&codes::TOPOLOGY_CONFLICT, Invalid, path, detail, mode.value.value.as_str(), mode.value.span);
    }
}

fn kind(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let known = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
    let kind = &service.spec.kind;
    match kind.value.as_str() {
        "LoadBalancer" | "NodePort" if service.is_headless() => {
            let detail = format!("may not be set to 'None' for {} services", kind.value);
            let span = service.spec.cluster_ips.first().map_or(Span::NONE, |ip| ip.span);
            findings.add(&codes::HEADLESS_TYPE, Invalid, "spec.clusterIPs[0]", detail, kind.value.as_str(), span);
        }
        "ExternalName" => external_name(service, findings),
        other if !known.contains(&other) => {
            findings.not_supported(&codes::TYPE, "spec.type", &known, other, kind.span);
        }
        _ => {}
    }
}

fn external_name(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let spec = &service.spec;
    let set = [
        ("spec.clusterIPs", spec.cluster_ips.first().map(|ip| ip.span)),
        ("spec.ipFamilies", spec.ip_families.first().map(|family| family.span)),
        ("spec.ipFamilyPolicy", spec.ip_family_policy.as_ref().map(|policy| policy.span)),
    ];
    for (path, span) in set {
        if let Some(span) = span {
            let detail = "may not be set for ExternalName services";
            findings.add(&codes::NOT_ON_EXTERNAL_NAME, Forbidden, path, detail, "", span);
        }
    }
    let (path, given) = ("spec.externalName", &spec.external_name);
    let name = given.value.strip_suffix('.').unwrap_or(&given.value);
    if name.is_empty() {
        let span = if given.span.is_none() { spec.kind.span } else { given.span };
        findings.add(&codes::EXTERNAL_NAME_REQUIRED, Required, path, "", "", span);
    } else {
        findings.all_invalid(&codes::EXTERNAL_NAME, path, dns1123_subdomain(name), name, given.span);
    }
}

fn affinity(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let (affinity, known) = (&service.spec.session_affinity, ["ClientIP", "None"]);
    if !known.contains(&affinity.value.as_str()) {
        findings.not_supported(
            &codes::SESSION_AFFINITY,
            "spec.sessionAffinity",
            &known,
            &affinity.value,
            affinity.span,
        );
    }
    let timeout = service.spec.affinity_timeout.as_ref().filter(|_| affinity.value == "ClientIP");
    if let Some(timeout) = timeout.filter(|timeout| !(1..=86_400).contains(&timeout.value)) {
        let path = "spec.sessionAffinityConfig.clientIP.timeoutSeconds";
        let detail = "must be greater than 0 and less than 86400";
        findings.add(&codes::AFFINITY_TIMEOUT, Invalid, path, detail, timeout.value.to_string(), timeout.span);
    }
}

fn external_ips(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let kept = values(old, |old| &old.spec.external_ips);
    for (index, ip) in new.spec.external_ips.iter().enumerate() {
        let (path, value) = (format!("spec.externalIPs[{index}]"), ip.value.as_str());
        let messages = if kept.contains(value) { Vec::new() } else { check_ip(value, rules.addresses) };
        if !messages.is_empty() {
            findings.all_invalid(&codes::EXTERNAL_IP, &path, messages, value, ip.span);
            continue;
        }
        match IpAddress::parse(value) {
            Some(address) => {
                findings.all_invalid(&codes::EXTERNAL_IP_SPECIAL, &path, address.special(value), value, ip.span);
            }
            None => findings.add(&codes::EXTERNAL_IP, Invalid, path, "must be a valid IP address", value, ip.span),
        }
    }
}

fn internal_traffic(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let known = ["Cluster", "Local"];
    if let Some(policy) = &service.spec.internal_traffic_policy
        && !known.contains(&policy.value.as_str())
    {
        let path = "spec.internalTrafficPolicy";
        findings.not_supported(&codes::TRAFFIC_POLICY, path, &known, &policy.value, policy.span);
    }
    if let Some(wish) = &service.spec.traffic_distribution {
        let known = rules.traffic_distribution;
        if !known.contains(&wish.value.as_str()) {
            let path = "spec.trafficDistribution";
            let mut finding = not_supported(&codes::TRAFFIC_DISTRIBUTION, path, known, &wish.value, wish.span);
            finding = finding.arg("known", format!("1.{PREFER_SAME_ZONE}"));
            findings.push(finding, wish.span);
        }
    }
}
