//! The Service among other objects: nodes, Secrets, other Services, the cluster's network.
//!
//! A kind without any provided object is unknown and raises nothing. Manifests are a part of the cluster, so only live
//! objects of the namespace prove that another one does not exist.

use super::codes;
use super::context_of_one_service::ServiceUnderCheck;
use crate::diagnostic::{CodeDefinition, Diagnostic, Related};
use crate::model::CertificateId;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue};
use crate::tke::definitions::backend::{BACKENDS_LABEL, CERTIFICATE_ID, CLIENT_CA_ID, DIRECT_ACCESS};
use crate::tke::definitions::cluster_switches::GLOBAL_ROUTE_DIRECT_ACCESS;
use crate::tke::definitions::listener::SPECIFY_PROTOCOL;
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::service_settings::{SettingValue, WrittenAnnotation};
use crate::tke::{TypedNameDefinition, annotation_notes_and_fix_titles};

pub(super) fn check(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let mut found = secrets(check);
    found.extend(selects_no_node(check).or_else(|| selects_by_pod_labels(check)));
    found.extend(local_with_super_nodes(check));
    found.extend(no_direct_access_switch(check));
    found.extend(session_affinity(check));
    found.extend(pods(check));
    found
}

fn selects_no_node(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let SettingValue::Is(selector) = check.settings.get(&BACKENDS_LABEL) else { return None };
    let selects = |node: &KubernetesObject| {
        let labels = node.node.at(&["metadata", "labels"]);
        selector.matches(|key| labels.and_then(|labels| labels.get(key)).and_then(SyntaxNode::as_str))
    };
    let count = check.objects.of_kind("Node").count();
    if !check.validation.shows_all("Node", "")
        || !check.backends.may_be_nodes()
        || check.objects.of_kind("Node").any(selects)
    {
        return None;
    }
    let entry = check.settings.entry(&BACKENDS_LABEL.definition)?;
    let found = check.at_value(&codes::SELECTS_NO_NODE, entry).arg("count", count.to_string());
    Some(found.arg("selector", entry.raw.as_deref().unwrap_or("")))
}

/// The Service's own selector in the annotation that selects nodes; nodes that were provided show whether it is meant.
fn selects_by_pod_labels(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entry(&BACKENDS_LABEL.definition)?;
    let (key, value) = entry.raw.as_deref()?.split_once('=')?;
    let (key, value) = (key.trim(), value.trim_start_matches('=').trim());
    let own = check.object.node.at(&["spec", "selector", key]).and_then(SyntaxNode::as_str);
    let is_unknown = check.objects.of_kind("Node").next().is_none();
    let found = || check.at_value(&codes::POD_LABELS, entry).arg("selector", format!("{key}={value}"));
    (own == Some(value) && is_unknown && check.backends != BackendKind::Pods).then(found)
}

/// The label that distinguishes super nodes from others, as
/// <https://www.tencentcloud.com/document/product/457/45561> has it.
const SUPER_NODE: (&str, &str) = ("node.kubernetes.io/instance-type", "eklet");

fn local_with_super_nodes(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let policy = check.object.node.at(&["spec", "externalTrafficPolicy"])?;
    if policy.as_str() != Some("Local") || check.backends == BackendKind::Pods {
        return None;
    }
    let (key, value) = SUPER_NODE;
    let is_super = |node: &&KubernetesObject| {
        node.node.at(&["metadata", "labels", key]).and_then(SyntaxNode::as_str) == Some(value)
    };
    let first = |manifests: bool| check.objects.of_kind("Node").find(|node| is_super(node) == manifests);
    let (one, other) = (first(true)?, first(false)?);
    let found = check.at_node(&codes::LOCAL_WITH_SUPER_NODES, policy, "spec.externalTrafficPolicy");
    Some(found.arg("super", one.name()).arg("node", other.name()))
}

/// Certificates of TLS listeners come from Secrets. Of a Secret only their ids are looked at.
fn secrets(check: &ServiceUnderCheck<'_>) -> Vec<Diagnostic> {
    let (Some(entry), SettingValue::Is(ports)) =
        (check.settings.entry(&SPECIFY_PROTOCOL.definition), check.settings.get(&SPECIFY_PROTOCOL))
    else {
        return Vec::new();
    };
    let named = ports.iter().flat_map(|port| port.secrets());
    let found = named.filter_map(|(name, part)| Some((secret(check, entry, name)?, part)));
    check.inside(&SPECIFY_PROTOCOL.definition, found.collect())
}

fn secret(check: &ServiceUnderCheck<'_>, entry: &WrittenAnnotation, name: &str) -> Option<Diagnostic> {
    let at = |code| check.at_value(code, entry).arg("secret", name);
    match check.objects.named("Secret", check.object.namespace(), name).next() {
        None => {
            let known = check.validation.shows_all("Secret", check.object.namespace());
            known.then(|| at(&codes::SECRET_MISSING).arg("namespace", check.object.namespace()))
        }
        Some(secret) => {
            let mut keys = [&CERTIFICATE_ID, &CLIENT_CA_ID].into_iter();
            keys.find_map(|key| certificate_id(secret, key).map(|found| (key, found))).map(|(key, (code, value))| {
                let finding = at(code).arg("key", key.name());
                value.into_iter().fold(finding, Diagnostic::related)
            })
        }
    }
}

/// What is wrong with the id under a key of a Secret, and where it is.
fn certificate_id(
    secret: &KubernetesObject,
    key: &TypedNameDefinition<String>,
) -> Option<(&'static CodeDefinition, Option<Related>)> {
    let (id, value) = CertificateId::read(&secret.node, key.name());
    let code = match id {
        CertificateId::Absent if key.name() == CERTIFICATE_ID.name() => &codes::SECRET_WITHOUT_CERTIFICATE,
        CertificateId::Absent | CertificateId::Concealed | CertificateId::Is(_) => return None,
        CertificateId::NotBase64 => &codes::SECRET_NOT_BASE64,
        CertificateId::NotAnId => &codes::SECRET_NOT_AN_ID,
    };
    let note = annotation_notes_and_fix_titles::SECRET_VALUE.reason();
    let object = Some(secret.reference.clone());
    let related = |value: &SyntaxNode| Related { note, location: secret.location(value.span), object };
    Some((code, value.map(related)))
}

fn no_direct_access_switch(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let entry = check.settings.entry(&DIRECT_ACCESS.definition)?;
    let refused = crate::tke::ports_and_backend_kind::direct_access_is_rejected(check.switches, check.context);
    let found = || {
        let switch = GLOBAL_ROUTE_DIRECT_ACCESS.name();
        check.at_value(&codes::NO_DIRECT_ACCESS_SWITCH, entry).arg("switch", switch)
    };
    (check.backends == BackendKind::Pods && refused).then(found)
}

fn session_affinity(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let node = check.object.node.at(&["spec", "sessionAffinity"])?;
    let found = || check.at_node(&codes::SESSION_AFFINITY, node, "spec.sessionAffinity");
    (node.as_str() == Some("ClientIP")).then(found)
}

/// Whether the Service selects any Pod of its namespace, and whether the CLB can bind it; only where Pods were provided.
fn pods(check: &ServiceUnderCheck<'_>) -> Option<Diagnostic> {
    let selector = check.object.node.at(&["spec", "selector"]).filter(|selector| !selector.members().is_empty())?;
    let label = |pod: &KubernetesObject, key: &str| {
        pod.labels().find(|label| label.key == key).and_then(|label| label.value.as_str().map(str::to_owned))
    };
    let matches = |pod: &&&KubernetesObject| {
        selector.members().iter().all(|member| label(pod, &member.key).as_deref() == member.value.as_str())
    };
    let pods: Vec<&KubernetesObject> = check.objects.in_namespace("Pod", check.object.namespace()).collect();
    let readable = selector.members().iter().all(|member| SyntaxNode::as_str(&member.value).is_some());
    if pods.is_empty() || !readable {
        return None;
    }
    let mut selected = pods.iter().filter(matches).peekable();
    if selected.peek().is_none() {
        if !check.validation.shows_all("Pod", check.object.namespace()) {
            return None;
        }
        let found = check.at_node(&codes::SELECTS_NO_POD, selector, "spec.selector");
        return Some(found.arg("count", pods.len().to_string()).arg("namespace", check.object.namespace()));
    }
    let on_host = |pod: &&&KubernetesObject| {
        let flag = pod.node.at(&["spec", "hostNetwork"]).map(|flag| &flag.value);
        matches!(flag, Some(SyntaxNodeValue::Bool(true)))
    };
    let pod = selected.find(on_host).filter(|_| check.backends == BackendKind::Pods)?;
    let found = match check.settings.entry(&DIRECT_ACCESS.definition) {
        Some(entry) => check.at_value(&codes::HOST_NETWORK, entry),
        None => check.at_node(&codes::HOST_NETWORK, selector, "spec.selector"),
    };
    Some(found.arg("pod", pod.name()))
}
