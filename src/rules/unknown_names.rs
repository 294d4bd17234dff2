//! Names without a definition: misspelt, with a wrong prefix, invented, or of another cloud.

use super::codes;
use super::rule_context::{RuleContext, removal, renaming};
use crate::diagnostic::Diagnostic;
use crate::syntax::suggest::closest;
use crate::tke::definition::Definition;
use crate::tke::definitions::tags;
use crate::tke::settings::AnnotationEntry;
use crate::tke::{PREFIXES, of_services};

/// Annotations of Kubernetes itself that share a prefix with TKE's.
const OF_KUBERNETES: [&str; 2] = ["topology-mode", "topology-aware-hints"];

/// Prefixes of the sibling controller, which people carry over.
const OF_INGRESS: [&str; 3] = ["ingress.cloud.tencent.com/", "ingress.kubernetes.io/", "kubernetes.io/ingress."];

/// Beginnings of names of other clouds, and whose they are.
const OTHER_CLOUDS: [(&str, &str); 16] = [
    ("service.beta.kubernetes.io/aws-", "AWS"),
    ("service.beta.kubernetes.io/azure-", "Azure"),
    ("service.beta.kubernetes.io/alibaba-cloud-", "Alibaba Cloud"),
    ("service.beta.kubernetes.io/alicloud-", "Alibaba Cloud"),
    ("service.beta.kubernetes.io/volcengine-", "Volcengine"),
    ("service.beta.kubernetes.io/do-", "DigitalOcean"),
    ("service.beta.kubernetes.io/oci-", "Oracle Cloud"),
    ("service.beta.kubernetes.io/scw-", "Scaleway"),
    ("service.beta.kubernetes.io/linode-", "Linode"),
    ("kubernetes.io/elb.", "Huawei Cloud"),
    ("cloud.google.com/", "Google Cloud"),
    ("networking.gke.io/", "Google Cloud"),
    ("load-balancer.hetzner.cloud/", "Hetzner"),
    ("loadbalancer.openstack.org/", "OpenStack"),
    ("metallb.universe.tf/", "MetalLB"),
    ("metallb.io/", "MetalLB"),
];

/// Names that copied guides contain and no page does.
const INVENTED_PREFIX: &str = "health-check-";

pub(super) fn check(check: &RuleContext<'_>) -> Vec<Diagnostic> {
    let unknown = check.settings.entries().iter().filter(|entry| entry.definition.is_none());
    unknown.filter_map(|entry| check_name(check, entry)).collect()
}

fn check_name(check: &RuleContext<'_>, entry: &AnnotationEntry) -> Option<Diagnostic> {
    let name = entry.name.as_str();
    if let Some((_, cloud)) = OTHER_CLOUDS.iter().find(|(prefix, _)| name.starts_with(prefix)) {
        return Some(check.at_key(&codes::OTHER_CLOUD, entry).arg("cloud", *cloud));
    }
    if tags::ALL.iter().any(|definition| definition.name == name) {
        let found = check.at_key(&codes::TAG_NAME, entry);
        return Some(found.optional_fix(removal(entry)));
    }
    let own = PREFIXES.iter().chain(&OF_INGRESS).find_map(|prefix| name.strip_prefix(prefix));
    if own.is_some_and(|local| OF_KUBERNETES.contains(&local)) {
        return None;
    }
    if let Some(definition) = same_local_name(name, own.is_some()) {
        let found = check.at_key(&codes::WRONG_PREFIX, entry).arg("near", definition.name);
        return Some(found.optional_fix(renaming(entry, definition.name)));
    }
    if own.is_some_and(|local| local.starts_with(INVENTED_PREFIX)) {
        return Some(check.at_key(&codes::INVENTED_NAME, entry));
    }
    if let Some(near) = closest(name, of_services().map(|definition| definition.name)) {
        let found = check.at_key(&codes::MISTYPED_NAME, entry).arg("near", near);
        return Some(found.optional_fix(renaming(entry, near)));
    }
    own.map(|_| check.at_key(&codes::UNKNOWN_NAME, entry))
}

/// The part that tells annotations apart, without any of the prefixes.
fn local_name(name: &str) -> &str {
    let local = name.rsplit_once('/').map_or(name, |(_, local)| local);
    local.strip_prefix("service.").or_else(|| local.strip_prefix("ingress.")).unwrap_or(local)
}

/// A definition with the same local name. Names under other domains belong to others, unless they are unmistakable.
fn same_local_name(name: &str, own: bool) -> Option<&'static Definition> {
    let local = local_name(name);
    let domain = name.rsplit_once('/').map_or("", |(domain, _)| domain);
    let ours = own || domain.contains("tencent") || domain.contains("qcloud") || domain.is_empty();
    let unmistakable = ["qcloud-", "tke-"].iter().any(|start| local.starts_with(start));
    let plausible = (ours && (local.contains('-') || !domain.is_empty())) || unmistakable;
    of_services().find(|definition| local_name(definition.name) == local).filter(|_| plausible)
}
