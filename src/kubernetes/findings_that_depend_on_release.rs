//! Whether an answer depends on the release of Kubernetes, where that is unknown.

use super::codes;
use super::field_names_in_server_errors::as_in_manifests;
use super::findings_by_request_step::{ApiServerFinding, ApiServerFindings};
use super::ip::{IpCidrValidation, check_cidr, check_ip};
use super::ports;
use super::release_rules_and_ranges::{KubernetesReleaseRules, MixedProtocols, ServiceNameRule};
use super::service::{ServiceObject, entry};
use super::validate_load_balancer_fields::RANGES_ANNOTATION;
use crate::diagnostic::{Diagnostic, Span};
use crate::sorted_map::SortedSet;

/// The values of `trafficDistribution` that every known release accepts.
const DISTRIBUTIONS_OF_ALL: &[&str] = &["PreferClose"];

/// The rules of the oldest releases, where the release is unknown and may matter.
pub(super) fn older_rules(service: &ServiceObject, newest: &KubernetesReleaseRules) -> Option<KubernetesReleaseRules> {
    (newest.is_assumed && may_depend(service)).then(|| KubernetesReleaseRules {
        names: ServiceNameRule::BeginWithLetter,
        addresses: IpCidrValidation::Lax,
        traffic_distribution: DISTRIBUTIONS_OF_ALL,
        protocols: MixedProtocols::NeedFeatureGate,
        ..newest.clone()
    })
}

/// Says that the newest rules were assumed, if those of older releases find something else.
pub(super) fn report(
    by_newest: &[ApiServerFinding],
    by_older: &[ApiServerFinding],
    findings: &mut ApiServerFindings<'_>,
) {
    let (newer, older) = (paths(by_newest), paths(by_older));
    let differs = |path: &&&str| newer.contains(**path) != older.contains(**path);
    if let Some(path) = newer.iter().chain(older.iter()).find(differs) {
        findings
            .push(Diagnostic::new(&codes::VERSION_ASSUMED).arg("path", as_in_manifests(path)).path(*path), Span::NONE);
    }
}

fn paths(found: &[ApiServerFinding]) -> SortedSet<&str> {
    found.iter().filter_map(|finding| finding.diagnostic.path.as_deref()).collect()
}

/// True for a Service with a value that the rules of some releases reject. Of most there is none, and looking at the values
/// takes less time than checking everything again.
fn may_depend(service: &ServiceObject) -> bool {
    let (meta, spec) = (&service.metadata, &service.spec);
    let is_rejected = |ip: &str| !check_ip(ip, IpCidrValidation::Strict).is_empty();
    let is_block_rejected = |range: &str| !check_cidr(range.trim(), IpCidrValidation::Strict).is_empty();
    let addresses = spec.cluster_ips.iter().chain(&spec.external_ips).map(|ip| ip.value.as_str());
    let addresses = addresses.chain(service.status.ingress.iter().map(|ingress| ingress.ip.value.as_str()));
    let annotated = entry(&meta.annotations, RANGES_ANNOTATION);
    meta.name.value.starts_with(|letter: char| letter.is_ascii_digit())
        || meta.generate_name.value.starts_with(|letter: char| letter.is_ascii_digit())
        || spec.traffic_distribution.as_ref().is_some_and(|wish| !DISTRIBUTIONS_OF_ALL.contains(&wish.value.as_str()))
        || ports::has_other_protocol(service)
        || addresses.filter(|ip| *ip != "None" && !ip.is_empty()).any(is_rejected)
        || spec.source_ranges.iter().any(|range| is_block_rejected(&range.value))
        || annotated.is_some_and(|found| found.value.value.split(',').any(is_block_rejected))
}
