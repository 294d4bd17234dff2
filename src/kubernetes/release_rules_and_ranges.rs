//! The rules of a Kubernetes release, and the cluster's ranges of node ports and Service addresses.
//!
//! Without a version the newest rules apply; a version without a patch release is its newest one. Only the request's
//! context is read; nothing is guessed from the objects. Source: kube-apiserver 1.34.1, 1.35.4, 1.36.3 and 1.37.2. Older
//! versions have the rules of 1.34, apart from the differences that are named here.

use super::codes;
use super::ip::{AddressBlock, IpCidrValidation};
use super::node_port_range::NodePortRange;
use crate::diagnostic::Diagnostic;
use crate::request::Context;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KubernetesReleaseRules {
    /// Names that a new Service may have.
    pub names: ServiceNameRule,
    /// Addresses that are rejected.
    pub addresses: IpCidrValidation,
    /// Values of `trafficDistribution`.
    pub traffic_distribution: &'static [&'static str],
    /// Whether the ports of a Service of type LoadBalancer may have different protocols.
    pub protocols: MixedProtocols,
    /// Words of messages about label keys and similar names.
    pub wording: LabelKeyWording,
    /// How owner references and managed fields are checked.
    pub metadata_entries: OwnerAndManagedFieldErrors,
    /// What is warned about.
    pub warnings: KubernetesReleaseWarnings,
    /// Node ports that may be requested.
    pub node_ports: NodePortRange,
    /// Addresses that may be requested; `None` when the cluster's ranges are unknown.
    pub service_cidrs: Option<Vec<AddressBlock>>,
    /// The release is unknown, and these are the rules of the newest one.
    pub is_assumed: bool,
}

/// The minor release from which `PreferSameZone` is known.
pub const PREFER_SAME_ZONE: u32 = 34;
/// The minor release from which `PreferClose` is deprecated.
pub const PREFER_CLOSE_DEPRECATED: u32 = 35;
/// The minor release from which `externalIPs` is deprecated.
pub const EXTERNAL_IPS_DEPRECATED: u32 = 36;
/// The minor release from which the annotation for topology hints is deprecated, and has another name.
pub const TOPOLOGY_HINTS_DEPRECATED: u32 = 27;

/// Whether the ports of a Service of type LoadBalancer may have different protocols. Source: pkg/apis/core/validation and
/// pkg/registry/core/service (`validateMixedProtocolLBService`), and the stages of the feature gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MixedProtocols {
    /// No. Up to 1.19.
    Rejected,
    /// Only with the feature gate `MixedProtocolLBService`, which is off by default. 1.20 to 1.23.
    NeedFeatureGate,
    /// Yes. From 1.24.
    Allowed,
}

impl MixedProtocols {
    fn of(minor: u32) -> MixedProtocols {
        match minor {
            0..=19 => MixedProtocols::Rejected,
            20..=23 => MixedProtocols::NeedFeatureGate,
            24.. => MixedProtocols::Allowed,
        }
    }
}

/// Words of messages. Lengths are bytes in all releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKeyWording {
    /// "A qualified name", lengths in "characters". Up to 1.34.
    QualifiedName,
    /// "A valid label key", lengths in "bytes". From 1.35.
    LabelKey,
}

/// How owner references and managed fields are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerAndManagedFieldErrors {
    /// Owner references have one path for the whole list, and an empty value is an invalid one. Up to 1.36.
    Whole,
    /// Each entry has its own path, and an empty value is missing. From 1.37.
    Each,
}

/// Warnings that not every release has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KubernetesReleaseWarnings {
    /// About the default session affinity of every headless Service. Only 1.34.0 and 1.34.1.
    pub headless_default: bool,
    /// That `PreferClose` is deprecated.
    pub prefer_close: bool,
    /// That `externalIPs` is deprecated.
    pub external_ips: bool,
    /// That the annotation for topology hints is deprecated.
    pub topology_hints: bool,
}

/// Names of new Services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceNameRule {
    /// DNS-1035: begins with a letter. Up to 1.35.
    BeginWithLetter,
    /// DNS-1123: may begin with a digit. From 1.36.
    MayBeginWithDigit,
}

/// The rules for that context. An invalid value is reported, and its default used.
pub fn release_rules(context: &Context) -> (KubernetesReleaseRules, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let (mut minor, mut patch) = (u32::MAX, None);
    if let Some(text) = &context.kubernetes_version {
        match parse_version(text) {
            Some(known) => (minor, patch) = known,
            None => findings.push(unreadable(&codes::KUBERNETES_VERSION, "context.kubernetesVersion", text)),
        }
    }
    let mut node_ports = NodePortRange { first: 30000, last: 32767 };
    if let Some(text) = &context.service_node_port_range {
        match NodePortRange::parse(text) {
            Some(known) => node_ports = known,
            None => findings.push(unreadable(&codes::SERVICE_NODE_PORT_RANGE, "context.serviceNodePortRange", text)),
        }
    }
    let service_cidrs = context.service_cidrs.as_ref().and_then(|blocks| {
        let unknown = blocks.iter().find(|block| AddressBlock::parse(block).is_none());
        findings.extend(unknown.map(|block| unreadable(&codes::SERVICE_CIDR, "context.serviceCidrs", block)));
        blocks.iter().map(|block| AddressBlock::parse(block)).collect()
    });
    let newest = minor >= 36;
    let rules = KubernetesReleaseRules {
        names: if newest { ServiceNameRule::MayBeginWithDigit } else { ServiceNameRule::BeginWithLetter },
        addresses: if newest { IpCidrValidation::Strict } else { IpCidrValidation::Lax },
        traffic_distribution: if minor >= PREFER_SAME_ZONE {
            &["PreferClose", "PreferSameZone", "PreferSameNode"]
        } else {
            &["PreferClose"]
        },
        protocols: MixedProtocols::of(minor),
        wording: if minor >= 35 { LabelKeyWording::LabelKey } else { LabelKeyWording::QualifiedName },
        metadata_entries: if minor >= 37 {
            OwnerAndManagedFieldErrors::Each
        } else {
            OwnerAndManagedFieldErrors::Whole
        },
        warnings: KubernetesReleaseWarnings {
            headless_default: minor == 34 && matches!(patch, Some(0 | 1)),
            prefer_close: minor >= PREFER_CLOSE_DEPRECATED,
            external_ips: minor >= EXTERNAL_IPS_DEPRECATED,
            topology_hints: minor >= TOPOLOGY_HINTS_DEPRECATED,
        },
        node_ports,
        service_cidrs,
        is_assumed: minor == u32::MAX,
    };
    (rules, findings)
}

fn unreadable(code: &'static crate::diagnostic::CodeDefinition, path: &str, value: &str) -> Diagnostic {
    Diagnostic::new(code).arg("value", value).path(path)
}

/// The minor number and the patch release of `1.34`, `v1.34.1`, `1.34.1-tke.5`, `1.34+`.
fn parse_version(text: &str) -> Option<(u32, Option<u32>)> {
    let rest = text.trim().trim_start_matches('v').strip_prefix("1.")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let tail = rest.strip_prefix(digits)?;
    let ends = tail.is_empty() || tail.starts_with(['.', '-', '+']);
    let patch = tail.strip_prefix('.').and_then(|tail| tail.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
    Some((digits.parse().ok().filter(|_| ends)?, patch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_users_and_clusters_are_read() {
        for (text, version) in [
            ("1.34", Some((34, None))),
            ("v1.34.1", Some((34, Some(1)))),
            ("1.34.1-tke.5", Some((34, Some(1)))),
            ("1.34.x", Some((34, None))),
            ("1.36+", Some((36, None))),
            ("1.x", None),
            ("2.0", None),
            ("", None),
            ("1.34rc", None),
        ] {
            assert_eq!(parse_version(text), version, "{text}");
        }
    }
}
