//! What several Services on one CLB must agree on, and how much one CLB and one network take.
//!
//! Only what was given counts: a Service that is not among the objects shares nothing, and a quota that nobody told is none.

use super::sharing_services::{COMMON, SharingServices};
use super::{ServiceCheck, codes, other_service};
use crate::diagnostic::Diagnostic;
use crate::syntax::Object;
use crate::tke::definition::Definition;
use crate::tke::definitions::load_balancer::{CROSS_REGION_ID, CROSS_VPC_ID, TKE_EXISTED_LBID};
use crate::tke::listener_protocols::{ListenerPort, ports};
use crate::tke::protocol::Transport;

pub(super) fn check(check: &ServiceCheck<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = local_on_shared(check).into_iter().collect();
    found.extend(COMMON.into_iter().filter_map(|definition| disagreement(check, definition)));
    found.extend(port_clashes(check));
    found.extend(too_many_listeners(check));
    found.extend(needs_network(check));
    found
}

/// The Services on the existing CLB of this one.
fn sharing_services<'c>(check: &'c ServiceCheck<'_>) -> Option<&'c SharingServices<'c>> {
    check.validation.sharing_services(&check.settings.get(&TKE_EXISTED_LBID).value()?)
}

fn local_on_shared(check: &ServiceCheck<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    let other = sharing_services(check)?.other(check.object).filter(|_| policy.as_str() == Some("Local"))?;
    let (name, related) = other_service(other);
    let found = check.at_node(&codes::LOCAL_ON_SHARED, policy, "spec.externalTrafficPolicy");
    Some(found.arg("other", name).related(related))
}

/// Security groups and what they let through belong to the CLB, and not to one Service on it.
fn disagreement(check: &ServiceCheck<'_>, definition: &'static Definition) -> Option<Diagnostic> {
    let entry = check.settings.entry(definition)?;
    let other = sharing_services(check)?.disagreeing(definition, entry.raw.as_deref()?, check.object)?;
    let (name, related) = other_service(other);
    let value = other.annotation(definition.name).unwrap_or("");
    Some(check.at_value(&codes::SHARED_DISAGREE, entry).arg("other", name).arg("value", value).related(related))
}

/// Ports that another Service has, or gets, on the same existing CLB: said of the Service that does without.
fn port_clashes(check: &ServiceCheck<'_>) -> Vec<Diagnostic> {
    let (Some(sharing), Some(own)) = (sharing_services(check), ports(check.object, check.settings)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (index, port) in own.iter().enumerate() {
        if let Some((class, other)) = sharing.port_owner(port, check.object) {
            found.push(port_clash(check, index, port, class, other));
        }
    }
    found
}

fn port_clash(
    check: &ServiceCheck<'_>,
    index: usize,
    port: &ListenerPort<'_>,
    class: Transport,
    other: &Object,
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

fn too_many_listeners(check: &ServiceCheck<'_>) -> Option<Diagnostic> {
    let quota = check.context.quotas.as_ref()?.listeners_per_clb? as usize;
    let manifests: usize = ports(check.object, check.settings)?.iter().map(|port| port.protocols.len()).sum();
    let node = check.object.node.at(&["spec", "ports"]).filter(|_| manifests > quota)?;
    if check.settings.is_present(&TKE_EXISTED_LBID) {
        return None;
    }
    let first = node.items().get(quota).unwrap_or(node);
    let found = check.at_node(&codes::TOO_MANY_LISTENERS, first, "spec.ports");
    Some(found.arg("count", manifests.to_string()).arg("quota", quota.to_string()))
}

/// What must hold outside of the cluster before a CLB of another VPC reaches it.
fn needs_network(check: &ServiceCheck<'_>) -> Option<Diagnostic> {
    let region =
        check.settings.entry(&CROSS_REGION_ID.definition).filter(|_| check.settings.is_present(&TKE_EXISTED_LBID));
    let entry = check.settings.entry(&CROSS_VPC_ID.definition).or(region)?;
    let own = |entry: &str| check.context.vpc_id.as_deref() == Some(entry);
    let same = entry.name == CROSS_VPC_ID.name() && entry.raw.as_deref().is_some_and(own);
    (!same).then(|| check.at_key(&codes::NEEDS_CCN, entry))
}
