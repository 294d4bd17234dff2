//! Which of the live endpoints Kubernetes rewrites once a manifest is applied. They were made for the live Service, and say
//! nothing of a port or selector that the manifest changes.
//!
//! Kubernetes does not manage the endpoints of a Service without a selector, so they stay as they are.

use super::service::{EndpointsChange, Service, ServiceType};
use crate::sorted_map::sort;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue};

impl Service<'_> {
    /// Records the change of the manifest that makes Kubernetes compute the endpoints of the live Service anew.
    pub fn compare_endpoints(&mut self, live: &Service<'_>) {
        if !self.selects {
            return;
        }
        self.endpoints_change = pods_change(self.object, live);
        for port in &mut self.ports {
            let made_for = live.ports.iter().find(|made_for| made_for.name == port.name);
            port.endpoints_change = match made_for {
                None if live.ports.iter().any(|renamed| renamed.port == port.port) => {
                    EndpointsChange::of_new_name("spec.ports[].name")
                }
                None => EndpointsChange::of_new_name("spec.ports"),
                Some(made_for) if made_for.protocol != port.protocol => EndpointsChange::of("spec.ports[].protocol"),
                Some(made_for) if made_for.target != port.target => EndpointsChange::of("spec.ports[].targetPort"),
                Some(_) => None,
            };
        }
    }

    /// True when Kubernetes rewrites live endpoints of the Service.
    pub fn rewrites_endpoints(&self) -> bool {
        self.endpoints_change.is_some() || self.ports.iter().any(|port| port.endpoints_change.is_some())
    }
}

/// The field that changes which Pods are endpoints.
fn pods_change(manifest: &KubernetesObject, live: &Service<'_>) -> Option<EndpointsChange> {
    // A Service of this type has no endpoints.
    if live.kind == ServiceType::ExternalName {
        return EndpointsChange::of("spec.type");
    }
    let (after, before) = (manifest.node.get("spec"), live.object.node.get("spec"));
    let is_true = |spec: Option<&SyntaxNode>, key: &str| {
        spec.and_then(|spec| spec.get(key)).is_some_and(|value| value.value == SyntaxNodeValue::Bool(true))
    };
    if selector(after) != selector(before) {
        EndpointsChange::of("spec.selector")
    } else if is_true(after, "publishNotReadyAddresses") != is_true(before, "publishNotReadyAddresses") {
        EndpointsChange::of("spec.publishNotReadyAddresses")
    } else {
        None
    }
}

/// The labels of `spec.selector`, sorted.
fn selector(spec: Option<&SyntaxNode>) -> Vec<(&str, Option<&str>)> {
    let labels = spec.and_then(|spec| spec.get("selector")).map_or(&[][..], SyntaxNode::members);
    let mut labels: Vec<(&str, Option<&str>)> =
        labels.iter().map(|member| (member.key.as_str(), member.value.as_str())).collect();
    sort(&mut labels);
    labels
}
