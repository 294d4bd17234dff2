//! Rules about the fields of type LoadBalancer, and about external traffic.
//!
//! Paths are the server's, also where their spelling is odd (`spec.LoadBalancerSourceRanges`). Source: validateService,
//! validateLoadBalancerClassField and validateServiceExternalTraffic…, 1.34.

use super::codes;
use super::field_names_in_server_errors::SOURCE_RANGES_OF_SERVER;
use super::findings_by_request_step::ApiServerFindings;
use super::ip::check_cidr;
use super::name_format::{port_number, qualified_name};
use super::release_rules_and_ranges::KubernetesReleaseRules;
use super::service::{ServiceObject, entry, same_option, values};
use crate::diagnostic::FieldErrorType::{Forbidden, Invalid};
use crate::diagnostic::Span;
use crate::sorted_map::SortedSet;

pub const RANGES_ANNOTATION: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";
const ONLY: &str = "may only be used when `type` is 'LoadBalancer'";

/// Checks one state of a Service.
pub fn check(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    if new.spec.source_ranges.is_empty() {
        annotated_ranges(new, old, rules, findings);
    } else {
        ranges(new, old, rules, findings);
    }
    if let Some(allocate) = new.spec.allocate_node_ports.as_ref().filter(|_| !new.is("LoadBalancer")) {
        let path = "spec.allocateLoadBalancerNodePorts";
        findings.add(&codes::ONLY_ON_LOAD_BALANCER, Forbidden, path, ONLY, allocate.value.to_string(), allocate.span);
    }
    class(new, rules, findings);
    external_traffic(new, findings);
    health_check(new, findings);
}

fn ranges(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    if let Some(first) = new.spec.source_ranges.first().filter(|_| !new.is("LoadBalancer")) {
        findings.add(
            &codes::ONLY_ON_LOAD_BALANCER,
            Forbidden,
            SOURCE_RANGES_OF_SERVER,
            ONLY,
            first.value.as_str(),
            first.span,
        );
    }
    let kept: SortedSet<&str> = values(old, |old| &old.spec.source_ranges).into_iter().map(go_trim).collect();
    for (index, range) in new.spec.source_ranges.iter().enumerate() {
        let value = go_trim(&range.value);
        if !kept.contains(value) {
            let messages = check_cidr(value, rules.addresses);
            findings.all_invalid(
                &codes::SOURCE_RANGE,
                &format!("{SOURCE_RANGES_OF_SERVER}[{index}]"),
                messages,
                value,
                range.span,
            );
        }
    }
}

/// The older annotation, read only when the field is empty.
fn annotated_ranges(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let Some(found) = entry(&new.metadata.annotations, RANGES_ANNOTATION) else { return };
    let path = format!("metadata.annotations[{RANGES_ANNOTATION}]");
    if !new.is("LoadBalancer") {
        findings.add(&codes::ONLY_ON_LOAD_BALANCER, Forbidden, path.as_str(), ONLY, RANGES_ANNOTATION, found.key.span);
    }
    let before = old.and_then(|old| entry(&old.metadata.annotations, RANGES_ANNOTATION));
    let (value, span) = (go_trim(&found.value.value), found.value.span);
    // A missing annotation compares as an empty one, because the server looks it up in a map.
    let unchanged = old.is_some() && before.map_or("", |before| &before.value.value) == found.value.value;
    if value.is_empty() || unchanged {
        return;
    }
    for range in value.split(',').map(go_trim) {
        findings.all_invalid(&codes::SOURCE_RANGE, &path, check_cidr(range, rules.addresses), range, span);
    }
}

/// White space of Go's `strings.TrimSpace`: that of Unicode, as Rust's.
fn go_trim(text: &str) -> &str {
    text.trim()
}

fn class(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let path = "spec.loadBalancerClass";
    let Some(class) = &service.spec.load_balancer_class else { return };
    if service.is("LoadBalancer") {
        findings.all_invalid(
            &codes::CLASS,
            path,
            qualified_name(&class.value, rules.wording),
            &class.value,
            class.span,
        );
    } else {
        findings.add(&codes::ONLY_ON_LOAD_BALANCER, Forbidden, path, ONLY, class.value.as_str(), class.span);
    }
}

fn external_traffic(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let (path, policy) = ("spec.externalTrafficPolicy", &service.spec.external_traffic_policy);
    let known = ["Cluster", "Local"];
    if !service.is_externally_accessible() {
        if !policy.value.is_empty() {
            let detail = "may only be set for externally-accessible services";
            findings.add(&codes::NOT_EXTERNAL, Invalid, path, detail, policy.value.as_str(), policy.span);
        }
    } else if !known.contains(&policy.value.as_str()) {
        findings.not_supported(&codes::TRAFFIC_POLICY, path, &known, &policy.value, policy.span);
    }
}

fn health_check(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let (path, port) = ("spec.healthCheckNodePort", &service.spec.health_check_node_port);
    if port.value == 0 {
        return;
    }
    let value = port.value.to_string();
    if service.needs_health_check() {
        findings.all_invalid(&codes::HEALTH_CHECK_PORT, path, port_number(port.value), &value, port.span);
    } else {
        let detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
        findings.add(&codes::HEALTH_CHECK_PORT, Invalid, path, detail, value, port.span);
    }
}

/// Checks the changes from the stored object to the new one.
pub fn check_update(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    let (class, before) = (new.spec.load_balancer_class.as_ref(), old.spec.load_balancer_class.as_ref());
    if new.is("LoadBalancer") && old.is("LoadBalancer") && !same_option(class, before) {
        let (value, span) = class.map_or(("", Span::NONE), |class| (class.value.as_str(), class.span));
        let span = if span.is_none() { new.spec.kind.span } else { span };
        findings.add(&codes::CLASS_CHANGED, Invalid, "spec.loadBalancerClass", "may not change once set", value, span);
    }
    let port = &new.spec.health_check_node_port;
    let changed = port.value != old.spec.health_check_node_port.value;
    if new.needs_health_check() && old.needs_health_check() && changed {
        let path = "spec.healthCheckNodePort";
        let value = port.value.to_string();
        findings.add(&codes::HEALTH_CHECK_PORT_CHANGED, Forbidden, path, "field is immutable", value, port.span);
    }
}
