//! Ports and protocols: what the listeners of one Service may be beside each other.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::Diagnostic;
use crate::model::ListenerKey;
use crate::sorted_map::{SortedMap, sort_by};
use crate::syntax::SyntaxNode;
use crate::tke::codes as value_codes;
use crate::tke::definitions::backend::LB_RS_WEIGHT;
use crate::tke::definitions::listener::{SPECIFY_PROTOCOL, TARGET_GROUPS};
use crate::tke::json::SpecifyProtocolPort;
use crate::tke::ports_and_backend_kind::{BackendKind, PortWithProtocols, ports};
use crate::tke::protocol::{OsiLayer, Protocol};
use std::ops::Range;

/// Ports that one finding names; a Service may have thousands of them, and as many findings.
const MAX_LISTED: usize = 50;

/// A finding in a value, with its part of that.
type FindingInValue = (Diagnostic, Range<usize>);

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let Some(ports) = ports(check.object, check.settings) else { return Vec::new() };
    let mut found = Vec::new();
    let specified = check.settings.get(&SPECIFY_PROTOCOL).value().unwrap_or_default();
    found.extend(unsupported(check, &specified));
    let mut inside = Vec::new();
    for entry in &specified {
        inside.extend(clash(check, entry));
        inside.extend(hosts_without_http(check, entry));
        // Of two ports of one number the entry speaks for the one whose family it names.
        let named = |port: &PortWithProtocols<'_>| {
            entry.protocols.iter().any(|protocol| Some(protocol.transport()) == port.transport())
        };
        let same = ports.iter().filter(|port| port.port == entry.port);
        match same.min_by_key(|port| (!named(port), port.service_protocol)) {
            Some(port) => inside.extend(other_family(check, entry, port)),
            None => inside.push((not_in_spec(check, &SPECIFY_PROTOCOL, entry.port, &ports), entry.at.clone())),
        }
    }
    found.extend(check.inside(&SPECIFY_PROTOCOL.definition, inside));
    let mut inside = Vec::new();
    for group in check.settings.get(&TARGET_GROUPS).value().unwrap_or_default() {
        if !ports.iter().any(|port| port.port == group.port) {
            inside.push((not_in_spec(check, &TARGET_GROUPS, group.port, &ports), group.at));
        }
    }
    found.extend(check.inside(&TARGET_GROUPS.definition, inside));
    for group in check.settings.get(&LB_RS_WEIGHT).value().into_iter().flat_map(|weights| weights.ports) {
        if !ports.iter().any(|port| port.port == group.port) {
            let location = check.settings.location(&LB_RS_WEIGHT);
            found.push(not_in_spec(check, &LB_RS_WEIGHT, group.port, &ports).location(location));
        }
    }
    found.extend(mixed(check, &ports));
    found.extend(equal_target_ports(check, &ports));
    found
}

/// A Service of type ClusterIP has no listeners that a target group could be made for: it joins one that has a name.
pub(super) fn groups_without_clb(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let kind = check.object.node.at(&["spec", "type"]).map_or(Some("ClusterIP"), SyntaxNode::as_str);
    let groups = check.settings.get(&TARGET_GROUPS).value().filter(|_| kind == Some("ClusterIP"));
    let nameless = groups.unwrap_or_default().into_iter().filter(|group| group.name.is_none());
    let found = nameless.map(|group| {
        let found = check.finding(&value_codes::JSON_MISSING).path(TARGET_GROUPS.definition.path());
        let allowed = TARGET_GROUPS.definition.grammar.allowed();
        (found.arg("name", TARGET_GROUPS.name()).arg("member", "name").list("allowed", allowed), group.at)
    });
    check.inside(&TARGET_GROUPS.definition, found.collect())
}

/// The protocol that the API server takes and no listener speaks. What neither takes is the API server's to refuse.
fn unsupported(check: &ServiceUnderCheck<'_>, specified: &[SpecifyProtocolPort]) -> Vec<Diagnostic> {
    let ports = check.object.node.at(&["spec", "ports"]).map(SyntaxNode::items).unwrap_or_default();
    let check_port = |(index, port): (usize, &SyntaxNode)| {
        let protocol = port.get("protocol").filter(|protocol| protocol.as_str() == Some("SCTP"))?;
        let number = port.get("port").and_then(SyntaxNode::as_int)?;
        if specified.iter().any(|entry| i64::from(entry.port) == number) {
            return None;
        }
        let found = check.at_node(&codes::UNSUPPORTED_PROTOCOL, protocol, format!("spec.ports[{index}].protocol"));
        Some(found.arg("protocol", "SCTP").arg("port", number.to_string()))
    };
    ports.iter().enumerate().filter_map(check_port).collect()
}

/// Two protocols of one class on one port.
fn clash(check: &ServiceUnderCheck<'_>, entry: &SpecifyProtocolPort) -> Option<FindingInValue> {
    let key = |protocol| ListenerKey { protocol, port: entry.port };
    let mut pairs = entry.protocols.iter().enumerate().filter_map(|(index, second)| {
        let first = entry.protocols.iter().take(index).find(|first| key(**first).clashes(key(*second)))?;
        Some((*first, *second))
    });
    let (first, second) = pairs.next()?;
    let found = at(check, &codes::PROTOCOLS_CLASH)?.arg("first", first.name()).arg("second", second.name());
    Some((found.arg("port", entry.port.to_string()), entry.protocols_at.clone()))
}

fn hosts_without_http(check: &ServiceUnderCheck<'_>, entry: &SpecifyProtocolPort) -> Option<FindingInValue> {
    let host = entry.hosts.first()?;
    let layer7 = entry.protocols.iter().any(|protocol| protocol.layer() == OsiLayer::Seven);
    let found = at(check, &codes::HOSTS_WITHOUT_HTTP).filter(|_| !layer7)?;
    Some((found.arg("port", entry.port.to_string()), host.at.clone()))
}

/// With node ports a listener has the family of its port.
fn other_family(
    check: &ServiceUnderCheck<'_>,
    entry: &SpecifyProtocolPort,
    port: &PortWithProtocols<'_>,
) -> Option<FindingInValue> {
    let protocol = entry.protocols.iter().find(|protocol| Some(protocol.transport()) != port.transport())?;
    let code = match check.backends {
        BackendKind::Nodes => &codes::OTHER_FAMILY,
        BackendKind::NodesByAssumption => &codes::OTHER_FAMILY_BY_ASSUMPTION,
        BackendKind::Pods | BackendKind::Unknown => return None,
    };
    let found = at(check, code)?;
    let found =
        found.arg("port", port.port.to_string()).arg("own", port.service_protocol).arg("protocol", protocol.name());
    Some((found, entry.protocols_at.clone()))
}

/// A finding about `specify-protocol`.
fn at(check: &ServiceUnderCheck<'_>, code: &'static crate::diagnostic::CodeDefinition) -> Option<Diagnostic> {
    Some(check.at_value(code, check.settings.entry(&SPECIFY_PROTOCOL.definition)?))
}

fn not_in_spec<T>(
    check: &ServiceUnderCheck<'_>,
    key: &crate::tke::TypedNameDefinition<T>,
    port: u16,
    ports: &[PortWithProtocols<'_>],
) -> Diagnostic {
    // A dash stands for none: a headless Service may have no ports.
    let more = match ports.len() {
        0 => Some("–"),
        count => (count > MAX_LISTED).then_some("…"),
    };
    let more = more.map(str::to_owned);
    let list = ports.iter().take(MAX_LISTED).map(|port| port.port.to_string()).chain(more).collect();
    let found = check.finding(&codes::PORT_NOT_IN_SPEC).path(key.definition.path());
    found.arg("name", key.name()).arg("port", port.to_string()).list("ports", list)
}

/// Two ports that lead to one backend if the cluster turns direct access on, each at the target port of the second. With direct
/// access it is certain, and the planner's.
fn equal_target_ports(check: &ServiceUnderCheck<'_>, ports: &[PortWithProtocols<'_>]) -> Vec<Diagnostic> {
    let selects = check.object.node.at(&["spec", "selector"]).is_some_and(|selector| !selector.members().is_empty());
    if check.backends != BackendKind::NodesByAssumption || !selects {
        return Vec::new();
    }
    let target = |port: &PortWithProtocols<'_>| match port.node.get("targetPort") {
        Some(node) => node.as_str().map(str::to_owned).or_else(|| node.as_int().map(|number| number.to_string())),
        None => Some(port.port.to_string()),
    };
    let mut first_with: SortedMap<(Protocol, String), u16> = SortedMap::new();
    let mut found = Vec::new();
    let mut ports: Vec<(usize, &PortWithProtocols<'_>)> = ports.iter().enumerate().collect();
    sort_by(&mut ports, |(_, one), (_, other)| one.port.cmp(&other.port));
    for (index, port) in ports {
        let Some(target) = target(port) else { continue };
        let clash = port.protocols.iter().find_map(|protocol| {
            let first = *first_with.get_or_insert_with((*protocol, target.clone()), || port.port);
            (first != port.port).then_some((protocol, first))
        });
        let Some((protocol, first)) = clash else { continue };
        let node = port.node.get("targetPort").unwrap_or(port.node);
        let path = format!("spec.ports[{index}].targetPort");
        let finding = check.at_node(&codes::EQUAL_TARGET_PORTS_BY_ASSUMPTION, node, path);
        let finding = finding.arg("first", first.to_string()).arg("second", port.port.to_string());
        found.push(finding.arg("protocol", protocol.name()).arg("target", target));
    }
    found
}

/// TCP and UDP ports in one Service with node ports. Said at the first port of the other family.
fn mixed(check: &ServiceUnderCheck<'_>, ports: &[PortWithProtocols<'_>]) -> Option<Diagnostic> {
    let mut ports = ports.iter().enumerate().filter(|(_, port)| port.transport().is_some());
    let (_, first) = ports.next()?;
    let (index, other) = ports.find(|(_, port)| port.transport() != first.transport())?;
    // A Service that has both already runs with them.
    let live = check.live.zip(check.live_settings);
    let live = live.and_then(|(object, settings)| crate::tke::ports_and_backend_kind::ports(object, settings));
    let runs = |transport| live.iter().flatten().any(|port| port.transport() == transport);
    let code = match check.backends {
        BackendKind::Nodes => &codes::MIXED_PROTOCOLS,
        BackendKind::NodesByAssumption => &codes::MIXED_PROTOCOLS_BY_ASSUMPTION,
        BackendKind::Pods | BackendKind::Unknown => return None,
    };
    if runs(first.transport()) && runs(other.transport()) {
        return None;
    }
    let node = other.node.get("protocol").unwrap_or(other.node);
    Some(check.at_node(code, node, format!("spec.ports[{index}].protocol")))
}
