//! What several Services on one CLB must agree on, and how much one CLB and one network take.
//!
//! Only what was given counts: a Service that is not among the objects shares nothing, and a quota that nobody told is none.

use super::{Check, codes, reasons};
use crate::annotation::row::Row;
use crate::annotation::rows::load_balancer::{
    CROSS_REGION_ID, CROSS_VPC_ID, PASS_TO_TARGET, SECURITY_GROUPS, TKE_EXISTED_LBID,
};
use crate::annotation::service::{ports, wants_load_balancer};
use crate::annotation::settings::Setting;
use crate::diagnostic::{Diagnostic, Related};
use crate::input::{Node, Object};

pub(super) fn check(check: &Check<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = local_on_shared(check).into_iter().collect();
    found.extend([&SECURITY_GROUPS.row, &PASS_TO_TARGET.row].into_iter().filter_map(|row| disagreement(check, row)));
    found.extend(too_many_listeners(check));
    found.extend(needs_network(check));
    found.extend(selects_no_pod(check));
    found
}

/// The other Services on the existing CLB of this one, by name.
fn sharers<'c>(check: &'c Check<'_>) -> Vec<&'c Object> {
    let Setting::Is(id) = check.settings.get(&TKE_EXISTED_LBID) else { return Vec::new() };
    let same = check.others_with(TKE_EXISTED_LBID.name(), &id);
    let mut others: Vec<&Object> = same.filter(|other| wants_load_balancer(other)).collect();
    others.sort_by(|a, b| (a.namespace(), a.name()).cmp(&(b.namespace(), b.name())));
    others
}

fn beside(other: &Object) -> (String, Related) {
    let name = format!("{}/{}", other.namespace(), other.name());
    let place = other.metadata().and_then(|metadata| metadata.get("name")).and_then(|name| other.place(name.span));
    let note = reasons::OTHER_SERVICE.with("name", name.as_str());
    (name, Related { note, place, object: Some(other.reference.clone()) })
}

fn local_on_shared(check: &Check<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    let other = sharers(check).into_iter().next().filter(|_| policy.as_str() == Some("Local"))?;
    let (name, related) = beside(other);
    let found = check.at_node(&codes::LOCAL_ON_SHARED, policy, "spec.externalTrafficPolicy");
    Some(found.word("other", name).related(related))
}

/// Security groups and what they let through belong to the CLB, and not to one Service on it.
fn disagreement(check: &Check<'_>, row: &'static Row) -> Option<Diagnostic> {
    let entry = check.settings.entry(row)?;
    let own = entry.raw.as_deref()?;
    let differs = |other: &&Object| other.annotation(row.name).is_some_and(|value| value != own);
    let other = sharers(check).into_iter().find(differs)?;
    let (name, related) = beside(other);
    let value = other.annotation(row.name).unwrap_or("");
    Some(check.at_value(&codes::SHARED_DISAGREE, entry).word("other", name).word("value", value).related(related))
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

/// Among Pods of the namespace, where some were given.
fn selects_no_pod(check: &Check<'_>) -> Option<Diagnostic> {
    let selector = check.object.node.at(&["spec", "selector"]).filter(|selector| !selector.members().is_empty())?;
    let label = |pod: &Object, key: &str| {
        pod.labels().find(|label| label.key == key).and_then(|label| label.value.as_str().map(str::to_owned))
    };
    let matches = |pod: &&Object| {
        selector.members().iter().all(|member| label(pod, &member.key).as_deref() == member.value.as_str())
    };
    let pods: Vec<&Object> = check.objects.in_namespace("Pod", check.object.namespace()).collect();
    let readable = selector.members().iter().all(|member| Node::as_str(&member.value).is_some());
    if pods.is_empty() || !readable || pods.iter().any(matches) {
        return None;
    }
    let found = check.at_node(&codes::SELECTS_NO_POD, selector, "spec.selector");
    Some(found.word("count", pods.len().to_string()).word("namespace", check.object.namespace()))
}
