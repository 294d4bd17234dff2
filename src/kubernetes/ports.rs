//! Rules about `spec.ports`.
//!
//! For node ports only their presence and uniqueness is checked here; `allocation.rs` checks their range before.
//! Source: validateService and validateServicePort, 1.34.

use super::codes;
use super::findings_by_request_step::{ApiServerFindings, field_error};
use super::fixes;
use super::name_format::{dns1123_label, port_name, port_number, qualified_name};
use super::release_rules_and_ranges::{KubernetesReleaseRules, MixedProtocols};
use super::service::{NodePortFrom, PortSpec, ServiceObject, TargetPortValue};
use crate::diagnostic::FieldErrorType::{Duplicate, Forbidden, Invalid, Required};
use crate::diagnostic::Span;
use crate::sorted_map::SortedSet;

/// Checks all ports.
pub fn check(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let ports = &service.spec.ports;
    if ports.is_empty() && !service.is_headless() && !service.is("ExternalName") {
        findings.add(&codes::PORTS_REQUIRED, Required, "spec.ports", "", "", service.spec.ports_span);
    }
    let mut seen = SeenPorts::default();
    for (index, port) in ports.iter().enumerate() {
        name(port, index, ports.len() > 1, &mut seen, findings);
        each(port, index, rules, findings);
        if service.is("ClusterIP") && port.node_port.value != 0 {
            let (value, detail) = (port.node_port.value.to_string(), "may not be used when `type` is 'ClusterIP'");
            let path = path(index, ".nodePort");
            findings.add(&codes::NODE_PORT_ON_CLUSTER_IP, Forbidden, path, detail, value, port.node_port.span);
        }
        repeated(port, index, &mut seen, findings);
    }
}

/// Several protocols in one Service of type LoadBalancer. A stored one that has them was allowed to.
pub fn protocols(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let detail = match rules.protocols {
        MixedProtocols::Rejected => "cannot create an external load balancer with mix protocols",
        MixedProtocols::NeedFeatureGate => "may not contain more than 1 protocol when type is 'LoadBalancer'",
        MixedProtocols::Allowed => return,
    };
    if !new.is("LoadBalancer") || old.is_some_and(|old| other_protocol(old).is_some()) {
        return;
    }
    if let Some(port) = other_protocol(new) {
        let (value, span) = (port.protocol.value.as_str(), port.protocol.span);
        let span = if span.is_none() { port.span } else { span };
        findings.add(&codes::MIXED_PROTOCOLS, Invalid, "spec.ports", detail, value, span);
    }
}

/// True for ports with different protocols.
pub fn has_other_protocol(service: &ServiceObject) -> bool {
    other_protocol(service).is_some()
}

/// The first port whose protocol is not that of the first one.
fn other_protocol(service: &ServiceObject) -> Option<&PortSpec> {
    let first = service.spec.ports.first()?;
    service.spec.ports.iter().find(|port| port.protocol.value != first.protocol.value)
}

/// The path of a port, or of a field of it. It is written for findings only: of most ports there are none.
fn path(index: usize, field: &str) -> String {
    format!("spec.ports[{index}]{field}")
}

/// Values of earlier ports.
#[derive(Default)]
struct SeenPorts<'a> {
    names: SortedSet<&'a str>,
    ports: SortedSet<(&'a str, i64)>,
    node_ports: SortedSet<(&'a str, i64)>,
}

fn name<'a>(
    port: &'a PortSpec,
    index: usize,
    required: bool,
    seen: &mut SeenPorts<'a>,
    findings: &mut ApiServerFindings,
) {
    let (path, name) = (|| path(index, ".name"), &port.name);
    if name.value.is_empty() {
        if required {
            findings.add(&codes::PORT_NAME_REQUIRED, Required, path(), "", port.port.value.to_string(), first(port));
        }
        return;
    }
    let messages = dns1123_label(&name.value);
    if !messages.is_empty() {
        findings.all_invalid(&codes::PORT_NAME, &path(), messages, &name.value, name.span);
    }
    if !seen.names.insert(&name.value) {
        findings.add(&codes::DUPLICATE_PORT_NAME, Duplicate, path(), "", name.value.as_str(), name.span);
    }
}

fn each(port: &PortSpec, index: usize, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let messages = port_number(port.port.value);
    if !messages.is_empty() {
        let (number, span) = (port.port.value.to_string(), near(port.port.span, port));
        findings.all_invalid(&codes::PORT, &path(index, ".port"), messages, &number, span);
    }
    let known = ["SCTP", "TCP", "UDP"];
    if !known.contains(&port.protocol.value.as_str()) {
        let path = path(index, ".protocol");
        findings.not_supported(&codes::PROTOCOL, &path, &known, &port.protocol.value, port.protocol.span);
    }
    let (target, span) = (|| path(index, ".targetPort"), near(port.target.span, port));
    match &port.target.value {
        TargetPortValue::Number(value) => {
            let messages = port_number(*value);
            if !messages.is_empty() {
                findings.all_invalid(&codes::TARGET_PORT, &target(), messages, &value.to_string(), span);
            }
        }
        TargetPortValue::Name(name) => {
            for message in port_name(name) {
                let code = &codes::TARGET_PORT_NAME;
                let mut finding = field_error(code, Invalid, target(), message, name.clone());
                finding.fixes.extend(fixes::unquote(port.target.span, name));
                findings.push(finding, span);
            }
        }
    }
    if let Some(protocol) = &port.app_protocol {
        let path = path(index, ".appProtocol");
        findings.all_invalid(
            &codes::APP_PROTOCOL,
            &path,
            qualified_name(&protocol.value, rules.wording),
            &protocol.value,
            protocol.span,
        );
    }
}

fn repeated<'a>(port: &'a PortSpec, index: usize, seen: &mut SeenPorts<'a>, findings: &mut ApiServerFindings) {
    let (protocol, node_port) = (port.protocol.value.as_str(), &port.node_port);
    if node_port.value != 0 && !seen.node_ports.insert((protocol, node_port.value)) {
        let path = path(index, ".nodePort");
        let number = port.port.value.to_string();
        let (code, value, span) = match port.node_port_from {
            NodePortFrom::Object => (&codes::DUPLICATE_NODE_PORT, node_port.value.to_string(), node_port.span),
            NodePortFrom::Cluster | NodePortFrom::Sibling => (&codes::SHARED_NODE_PORT, number, port.port.span),
        };
        findings.add(code, Duplicate, path, "", value, near(span, port));
    }
    if !seen.ports.insert((protocol, port.port.value)) {
        let value = format!("{protocol}/{}", port.port.value);
        findings.add(&codes::DUPLICATE_PORT, Duplicate, path(index, ""), "", value, near(port.port.span, port));
    }
}

/// The value's span, or what identifies the port when the value is absent.
fn near(span: Span, port: &PortSpec) -> Span {
    if span.is_none() { first(port) } else { span }
}

/// The span of the port's number; without one, of the whole port, not of another field's value.
fn first(port: &PortSpec) -> Span {
    if port.port.span.is_none() { port.span } else { port.port.span }
}
