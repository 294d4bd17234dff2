//! Whether an answer depends on the release of Kubernetes, where that is unknown.

use super::codes;
use super::findings::{Finding, Findings};
use super::ip::IpCidrValidation;
use super::load_balancer::RANGES_ANNOTATION;
use super::release::{ReleaseRules, ServiceNameRule};
use super::server_spelling::as_in_manifests;
use crate::diagnostic::{Diagnostic, Span};
use crate::request::Context;
use crate::sorted_map::SortedSet;
use crate::syntax::KubernetesObject;

/// Fields whose rules differ between releases.
const FIELDS: [&str; 6] =
    ["clusterIP", "clusterIPs", "externalIPs", "loadBalancerSourceRanges", "externalName", "trafficDistribution"];

/// The rules of the oldest known releases, where the release is unknown and may matter.
pub(super) fn older_rules(object: &KubernetesObject, context: &Context, newest: &ReleaseRules) -> Option<ReleaseRules> {
    let is_needed = context.kubernetes_version.is_none() && may_depend(object);
    is_needed.then(|| ReleaseRules {
        names: ServiceNameRule::BeginWithLetter,
        addresses: IpCidrValidation::Lax,
        traffic_distribution: &["PreferClose"],
        ..newest.clone()
    })
}

/// Says that the newest rules were assumed, if those of older releases find something else.
pub(super) fn report(by_newest: &[Finding], by_older: &[Finding], findings: &mut Findings<'_>) {
    let (newer, older) = (paths(by_newest), paths(by_older));
    let differs = |path: &&&str| newer.contains(**path) != older.contains(**path);
    if let Some(path) = newer.iter().chain(older.iter()).find(differs) {
        findings
            .push(Diagnostic::new(&codes::VERSION_ASSUMED).arg("path", as_in_manifests(path)).path(*path), Span::NONE);
    }
}

fn paths(found: &[Finding]) -> SortedSet<&str> {
    found.iter().filter_map(|finding| finding.diagnostic.path.as_deref()).collect()
}

fn may_depend(object: &KubernetesObject) -> bool {
    let spec = object.node.get("spec");
    let begins_with_digit = object.name().starts_with(|letter: char| letter.is_ascii_digit());
    begins_with_digit
        || object.annotation(RANGES_ANNOTATION).is_some()
        || spec.is_some_and(|spec| FIELDS.iter().any(|field| spec.get(field).is_some()))
}
