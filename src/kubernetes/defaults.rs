//! What the API server fills in before it validates: defaults, values kept from the stored object, dependent fields.
//!
//! Values change in place and keep their spans. Nothing is validated here, and nothing that depends on the cluster's
//! state (such as free addresses) is filled in. Source: pkg/apis/core/v1/defaults.go and pkg/registry/core/service,
//! 1.34.

use super::ip::IpAddress;
use super::service::{ServiceObject, Spanned, SpannedText, TargetPortValue, same_option, same_texts};
use crate::diagnostic::Span;
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::SyntaxNode;

/// Fields with the same default in every Service that has them.
const DEFAULTS: [(&str, &str); 6] = [
    ("type", "ClusterIP"),
    ("protocol", "TCP"),
    ("sessionAffinity", "None"),
    ("externalTrafficPolicy", "Cluster"),
    ("internalTrafficPolicy", "Cluster"),
    ("ipFamilyPolicy", "SingleStack"),
];

/// True for a value that the API server writes itself where a manifest leaves the field out.
pub fn is_default(field: &str, value: &SyntaxNode) -> bool {
    value.as_str().is_some_and(|value| DEFAULTS.contains(&(field, value)))
}

/// Defaults that apply on every read and write.
pub fn set_defaults(service: &mut ServiceObject) {
    let spec = &mut service.spec;
    or(&mut spec.session_affinity, "None");
    match spec.session_affinity.value.as_str() {
        "None" => spec.affinity_timeout = None,
        "ClientIP" if spec.affinity_timeout.is_none() => {
            spec.affinity_timeout = Some(Spanned { value: 10_800, span: Span::NONE });
        }
        _ => {}
    }
    or(&mut spec.kind, "ClusterIP");
    for port in &mut spec.ports {
        or(&mut port.protocol, "TCP");
        let unset = match &port.target.value {
            TargetPortValue::Number(number) => *number == 0,
            TargetPortValue::Name(name) => name.is_empty(),
        };
        if unset && !port.target_twice {
            port.target = Spanned { value: TargetPortValue::Number(port.port.value), span: port.port.span };
        }
    }
    if service.is_externally_accessible() {
        or(&mut service.spec.external_traffic_policy, "Cluster");
    }
    let known = service.is("ClusterIP") || service.is("NodePort") || service.is("LoadBalancer");
    if known && service.spec.internal_traffic_policy.is_none() {
        service.spec.internal_traffic_policy = Some(SpannedText::new("Cluster", Span::NONE));
    }
    if service.is("LoadBalancer") {
        service.spec.allocate_node_ports.get_or_insert(Spanned { value: true, span: Span::NONE });
        for ingress in service.status.ingress.iter_mut().filter(|ingress| !ingress.ip.value.is_empty()) {
            ingress.ip_mode.get_or_insert(SpannedText::new("VIP", Span::NONE));
        }
    }
}

fn or(text: &mut SpannedText, default: &str) {
    if text.value.is_empty() {
        text.value = default.to_owned();
    }
}

/// Removes duplicate owner references.
pub fn drop_equal_owners(service: &mut ServiceObject) {
    let mut seen = SortedSet::new();
    let meta = &mut service.metadata;
    meta.owner_references.retain(|owner| {
        let texts = [&owner.api_version, &owner.kind, &owner.name, &owner.uid].map(|text| text.value.clone());
        let first = seen.insert((texts, owner.controller, owner.block_owner_deletion));
        if !first {
            meta.repeated_owners.push(SpannedText::new(owner.uid.value.as_str(), owner.span));
        }
        first
    });
}

/// Derives `clusterIPs` from `clusterIP`, for clients that know the older field only.
pub fn cluster_ips_on_create(service: &mut ServiceObject) {
    let spec = &mut service.spec;
    if !spec.cluster_ip.value.is_empty() && spec.cluster_ips.is_empty() {
        spec.cluster_ips = vec![spec.cluster_ip.clone()];
    }
}

/// Keeps both fields consistent on an update.
pub fn cluster_ips_on_update(new: &mut ServiceObject, old: &ServiceObject) {
    let unchanged = new.spec.cluster_ip.value == old.spec.cluster_ip.value;
    if !old.spec.cluster_ips.is_empty() && new.spec.cluster_ips.is_empty() && unchanged {
        new.spec.cluster_ips = old.spec.cluster_ips.clone();
    }
    if unchanged || !same_texts(&old.spec.cluster_ips, &new.spec.cluster_ips) {
        return;
    }
    let cleared = !old.spec.cluster_ip.value.is_empty() && new.spec.cluster_ip.value.is_empty();
    new.spec.cluster_ips = if cleared { Vec::new() } else { vec![new.spec.cluster_ip.clone()] };
}

/// Completes a stored object when it is read.
pub fn on_read(service: &mut ServiceObject) {
    cluster_ips_on_create(service);
    if service.is("ExternalName") {
        service.spec.internal_traffic_policy = None;
        return;
    }
    let spec = &mut service.spec;
    if !spec.ip_families.is_empty() {
        return;
    }
    let family = |name: &str| SpannedText::new(name, Span::NONE);
    let both = spec.cluster_ip.value == "None" && spec.selector.is_empty();
    spec.ip_families = match spec.cluster_ip.value == "None" {
        true if both => vec![family("IPv4"), family("IPv6")],
        true => vec![family("IPv4")],
        false => spec.cluster_ips.iter().map(|ip| family(family_of(&ip.value))).collect(),
    };
    match spec.ip_families.len() {
        1 => spec.ip_family_policy = Some(family("SingleStack")),
        2 => spec.ip_family_policy = Some(family("RequireDualStack")),
        _ => {}
    }
}

/// The family of an address; what is not an IPv6 address counts as IPv4.
pub fn family_of(ip: &str) -> &'static str {
    match IpAddress::parse(ip) {
        Some(address) if !address.is_ipv4() => "IPv6",
        Some(_) | None => "IPv4",
    }
}

/// Keeps values that were allocated for the stored object and are absent in the new one.
pub fn keep_allocated(new: &mut ServiceObject, old: &ServiceObject) {
    if !old.is("ExternalName") && !new.is("ExternalName") {
        if new.spec.cluster_ip.value.is_empty() {
            new.spec.cluster_ip = old.spec.cluster_ip.clone();
        }
        if new.spec.cluster_ips.is_empty() {
            new.spec.cluster_ips = old.spec.cluster_ips.clone();
        }
    }
    if allocates_node_ports(old) && allocates_node_ports(new) {
        keep_node_ports(new, old);
    }
    if old.needs_health_check() && new.needs_health_check() && new.spec.health_check_node_port.value == 0 {
        new.spec.health_check_node_port = old.spec.health_check_node_port.clone();
    }
}

/// By the name of the port, unless another port of the new object has that node port.
fn keep_node_ports(new: &mut ServiceObject, old: &ServiceObject) {
    let requested: SortedSet<i64> =
        new.spec.ports.iter().map(|port| port.node_port.value).filter(|port| *port != 0).collect();
    let named: SortedMap<&str, i64> =
        old.spec.ports.iter().map(|port| (port.name.value.as_str(), port.node_port.value)).collect();
    for port in new.spec.ports.iter_mut().filter(|port| port.node_port.value == 0) {
        let before = named.get(port.name.value.as_str()).filter(|before| !requested.contains(before));
        port.node_port.value = before.copied().unwrap_or(0);
    }
}

/// True when every port gets a node port.
pub fn allocates_node_ports(service: &ServiceObject) -> bool {
    service.is("NodePort")
        || (service.is("LoadBalancer") && service.spec.allocate_node_ports.as_ref().is_none_or(|wanted| wanted.value))
}

/// Removes fields that the new type does not use and that did not change at the same time.
pub fn drop_type_dependent(new: &mut ServiceObject, old: &ServiceObject) {
    if !old.is("ExternalName") && new.is("ExternalName") {
        if old.spec.cluster_ip.value == new.spec.cluster_ip.value
            && same_texts(&old.spec.cluster_ips, &new.spec.cluster_ips)
        {
            new.spec.cluster_ip = SpannedText::default();
            new.spec.cluster_ips.clear();
        }
        if same_texts(&old.spec.ip_families, &new.spec.ip_families) {
            new.spec.ip_families.clear();
        }
        if old.family_policy().unwrap_or("") == new.family_policy().unwrap_or("") {
            new.spec.ip_family_policy = None;
        }
    }
    let has_node_ports = |service: &ServiceObject| service.is("NodePort") || service.is("LoadBalancer");
    if has_node_ports(old) && !has_node_ports(new) {
        let known: SortedSet<i64> = old.spec.ports.iter().map(|port| port.node_port.value).chain([0]).collect();
        if new.spec.ports.iter().all(|port| known.contains(&port.node_port.value)) {
            new.spec.ports.iter_mut().for_each(|port| port.node_port.value = 0);
        }
    }
    let same_check = old.spec.health_check_node_port.value == new.spec.health_check_node_port.value;
    if old.needs_health_check() && !new.needs_health_check() && same_check {
        new.spec.health_check_node_port.value = 0;
    }
    if old.is("LoadBalancer") && !new.is("LoadBalancer") {
        if same_option(old.spec.allocate_node_ports.as_ref(), new.spec.allocate_node_ports.as_ref()) {
            new.spec.allocate_node_ports = None;
        }
        if same_option(old.spec.load_balancer_class.as_ref(), new.spec.load_balancer_class.as_ref()) {
            new.spec.load_balancer_class = None;
        }
    }
    if old.is_externally_accessible()
        && !new.is_externally_accessible()
        && old.spec.external_traffic_policy.value == new.spec.external_traffic_policy.value
    {
        new.spec.external_traffic_policy.value.clear();
    }
}
