//! What several Services on one CLB must agree on, and how much one CLB and one network take.
//!
//! Only what was provided counts: a Service that is not among the objects shares nothing, and an unknown quota is none.

use super::codes;
use super::rule_context::{RuleContext, other_service};
use super::shared_settings::COMMON;
use crate::desired::quota::exceeded_listener_quota;
use crate::diagnostic::Diagnostic;
use crate::model::ListenerKey;
use crate::request::ServiceName;
use crate::syntax::KubernetesObject;
use crate::tke::definition::Definition;
use crate::tke::definitions::load_balancer::{CROSS_REGION_ID, CROSS_VPC_ID, TKE_EXISTED_LBID};
use crate::tke::ports_and_backend_kind::{PortWithProtocols, ports};
use crate::tke::protocol::Transport;

pub(super) fn check(check: &RuleContext<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = local_on_shared(check).into_iter().collect();
    found.extend(COMMON.into_iter().filter_map(|definition| disagreement(check, definition)));
    found.extend(port_clashes(check));
    found.extend(too_many_listeners(check));
    found.extend(needs_network(check));
    found
}

/// The existing CLB that the Service names.
fn existing_id(check: &RuleContext<'_>) -> Option<String> {
    check.settings.get(&TKE_EXISTED_LBID).value()
}

fn local_on_shared(check: &RuleContext<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    let id = existing_id(check).filter(|_| policy.as_str() == Some("Local"))?;
    let (name, related) = other_service(check.validation.other_on(&id, check.object)?);
    let found = check.at_node(&codes::LOCAL_ON_SHARED, policy, "spec.externalTrafficPolicy");
    Some(found.arg("other", name).related(related))
}

/// Security groups and what they let through belong to the CLB, and not to one Service on it.
fn disagreement(check: &RuleContext<'_>, definition: &'static Definition) -> Option<Diagnostic> {
    let entry = check.settings.entry(definition)?;
    let id = existing_id(check)?;
    let settings = &check.validation.shared_settings;
    let other = settings.disagreeing(&id, definition, entry.raw.as_deref()?, check.object)?;
    let (name, related) = other_service(other);
    let value = other.annotation(definition.name).unwrap_or("");
    Some(check.at_value(&codes::SHARED_DISAGREE, entry).arg("other", name).arg("value", value).related(related))
}

/// Ports of the same existing CLB that another Service owns. It is reported for the Service that does not get them.
fn port_clashes(check: &RuleContext<'_>) -> Vec<Diagnostic> {
    let (Some(id), Some(own)) = (existing_id(check), ports(check.object, check.settings)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (index, port) in own.iter().enumerate() {
        if let Some((class, other)) = other_owner(check, &id, port) {
            found.push(port_clash(check, index, port, class, other));
        }
    }
    found
}

/// The other Service that owns the place of one of a port's listeners, and which half of the port space that is in.
fn other_owner<'c>(
    check: &'c RuleContext<'_>,
    id: &str,
    port: &PortWithProtocols<'_>,
) -> Option<(Transport, &'c KubernetesObject)> {
    let name = ServiceName::of(check.object);
    port.protocols.iter().find_map(|protocol| {
        let owner =
            check.validation.sharing.listener_owner(id, ListenerKey { protocol: *protocol, port: port.port })?;
        let other = Some(&owner.name).filter(|owner| **owner != name)?;
        Some((protocol.transport(), check.validation.latest_service(&other.namespace, &other.name)?))
    })
}

fn port_clash(
    check: &RuleContext<'_>,
    index: usize,
    port: &PortWithProtocols<'_>,
    class: Transport,
    other: &KubernetesObject,
) -> Diagnostic {
    let node = port.node.get("port").unwrap_or(port.node);
    let (name, related) = other_service(other);
    check
        .at_node(&codes::SHARED_PORT_CLASH, node, format!("spec.ports[{index}].port"))
        .arg("port", port.port.to_string())
        .arg("class", class.name())
        .arg("id", check.settings.raw(&TKE_EXISTED_LBID).unwrap_or(""))
        .arg("other", name)
        .related(related)
}

fn too_many_listeners(check: &RuleContext<'_>) -> Option<Diagnostic> {
    let count: usize = ports(check.object, check.settings)?.iter().map(|port| port.protocols.len()).sum();
    let quota = exceeded_listener_quota(count, check.context.quotas.as_ref())?;
    let node = check.object.node.at(&["spec", "ports"])?;
    if check.settings.is_present(&TKE_EXISTED_LBID) {
        return None;
    }
    let first = node.items().get(quota).unwrap_or(node);
    let found = check.at_node(&codes::TOO_MANY_LISTENERS, first, "spec.ports");
    Some(found.arg("count", count.to_string()).arg("quota", quota.to_string()))
}

/// The network outside of the cluster that a CLB of another VPC needs to reach it.
fn needs_network(check: &RuleContext<'_>) -> Option<Diagnostic> {
    let region =
        check.settings.entry(&CROSS_REGION_ID.definition).filter(|_| check.settings.is_present(&TKE_EXISTED_LBID));
    let entry = check.settings.entry(&CROSS_VPC_ID.definition).or(region)?;
    let own = |entry: &str| check.context.vpc_id.as_deref() == Some(entry);
    let same = entry.name == CROSS_VPC_ID.name() && entry.raw.as_deref().is_some_and(own);
    (!same).then(|| check.at_key(&codes::NEEDS_CCN, entry))
}
