//! What several Services on one CLB must agree on, and how much one CLB and one network take.
//!
//! Only what was given counts: a Service that is not among the objects shares nothing, and a quota that nobody told is none.

use super::{Check, codes, name_of, other_service};
use crate::annotation::protocol::Class;
use crate::annotation::row::Row;
use crate::annotation::rows::load_balancer::{
    CROSS_REGION_ID, CROSS_VPC_ID, PASS_TO_TARGET, SECURITY_GROUPS, TKE_EXISTED_LBID,
};
use crate::annotation::service::{Port, ports, wants_load_balancer};
use crate::annotation::settings::{Setting, Settings};
use crate::diagnostic::Diagnostic;
use crate::input::Object;

pub(super) fn check(check: &Check<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = local_on_shared(check).into_iter().collect();
    found.extend([&SECURITY_GROUPS.row, &PASS_TO_TARGET.row].into_iter().filter_map(|row| disagreement(check, row)));
    found.extend(port_clashes(check));
    found.extend(too_many_listeners(check));
    found.extend(needs_network(check));
    found
}

/// The other Services on the existing CLB of this one, by name.
fn sharers<'c>(check: &'c Check<'_>) -> Vec<&'c Object> {
    let Setting::Is(id) = check.settings.get(&TKE_EXISTED_LBID) else { return Vec::new() };
    check.around.others_on(&id, check.object)
}

fn local_on_shared(check: &Check<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    let other = sharers(check).into_iter().next().filter(|_| policy.as_str() == Some("Local"))?;
    let (name, related) = other_service(other);
    let found = check.at_node(&codes::LOCAL_ON_SHARED, policy, "spec.externalTrafficPolicy");
    Some(found.word("other", name).related(related))
}

/// Security groups and what they let through belong to the CLB, and not to one Service on it.
fn disagreement(check: &Check<'_>, row: &'static Row) -> Option<Diagnostic> {
    let entry = check.settings.entry(row)?;
    let own = entry.raw.as_deref()?;
    let differs = |other: &&Object| other.annotation(row.name).is_some_and(|value| value != own);
    let other = sharers(check).into_iter().find(differs)?;
    let (name, related) = other_service(other);
    let value = other.annotation(row.name).unwrap_or("");
    Some(check.at_value(&codes::SHARED_DISAGREE, entry).word("other", name).word("value", value).related(related))
}

/// Ports that another Service has, or gets, on the same existing CLB: said of the Service that does without.
fn port_clashes(check: &Check<'_>) -> Vec<Diagnostic> {
    let Setting::Is(id) = check.settings.get(&TKE_EXISTED_LBID) else { return Vec::new() };
    let Some(own) = ports(check.object, check.settings) else { return Vec::new() };
    let held = slots_held(check, check.object, &id);
    let mut found = Vec::new();
    for other in sharers(check) {
        let taken = slots_of(other, &id);
        let of_other = slots_held(check, other, &id);
        let yields = |slot: &(u16, Class)| match (held.contains(slot), of_other.contains(slot)) {
            (true, false) => false,
            (false, true) => true,
            // Both have it, or neither: which one the controller sees first is not known.
            _ => name_of(check.object) > name_of(other),
        };
        for (index, port) in own.iter().enumerate() {
            let clash = slots(port).into_iter().find(|slot| taken.contains(slot) && yields(slot));
            found.extend(clash.map(|(_, class)| port_clash(check, index, port, class, &id, other)));
        }
    }
    found
}

/// The halves of ports that a Service port takes.
fn slots(port: &Port<'_>) -> Vec<(u16, Class)> {
    port.protocols.iter().map(|protocol| (port.port, protocol.class())).collect()
}

/// What a Service takes on an existing CLB.
fn slots_of(service: &Object, id: &str) -> Vec<(u16, Class)> {
    let settings = Settings::unjudged(service);
    let there = matches!(settings.get(&TKE_EXISTED_LBID), Setting::Is(named) if named == id);
    let ports = ports(service, &settings).filter(|_| there && wants_load_balancer(service));
    ports.iter().flatten().flat_map(slots).collect()
}

/// What it has there already.
fn slots_held(check: &Check<'_>, service: &Object, id: &str) -> Vec<(u16, Class)> {
    check.around.held(service).map(|held| slots_of(held, id)).unwrap_or_default()
}

fn port_clash(check: &Check<'_>, index: usize, port: &Port<'_>, class: Class, id: &str, other: &Object) -> Diagnostic {
    let node = port.node.get("port").unwrap_or(port.node);
    let (name, related) = other_service(other);
    check
        .at_node(&codes::SHARED_PORT_CLASH, node, format!("spec.ports[{index}].port"))
        .word("port", port.port.to_string())
        .word("class", class.name())
        .word("id", id)
        .word("other", name)
        .related(related)
}

fn too_many_listeners(check: &Check<'_>) -> Option<Diagnostic> {
    let quota = check.context.quotas.as_ref()?.listeners_per_clb? as usize;
    let wanted: usize = ports(check.object, check.settings)?.iter().map(|port| port.protocols.len()).sum();
    let node = check.object.node.at(&["spec", "ports"]).filter(|_| wanted > quota)?;
    if check.settings.is_present(&TKE_EXISTED_LBID) {
        return None;
    }
    let first = node.items().get(quota).unwrap_or(node);
    let found = check.at_node(&codes::TOO_MANY_LISTENERS, first, "spec.ports");
    Some(found.word("count", wanted.to_string()).word("quota", quota.to_string()))
}

/// What must hold outside of the cluster before a CLB of another VPC reaches it.
fn needs_network(check: &Check<'_>) -> Option<Diagnostic> {
    let region = check.settings.entry(&CROSS_REGION_ID.row).filter(|_| check.settings.is_present(&TKE_EXISTED_LBID));
    let entry = check.settings.entry(&CROSS_VPC_ID.row).or(region)?;
    let own = |entry: &str| check.context.vpc_id.as_deref() == Some(entry);
    let same = entry.name == CROSS_VPC_ID.name() && entry.raw.as_deref().is_some_and(own);
    (!same).then(|| check.at_key(&codes::NEEDS_CCN, entry))
}
