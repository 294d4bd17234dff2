//! Rules about `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy`: how they must agree, and what may change.
//!
//! The server checks them twice, before it allocates and when it validates. The cluster's address ranges are not known
//! here. Source: ValidateServiceClusterIPsRelatedFields and validateUpgradeDowngrade…, 1.34.

use super::codes;
use super::defaults::family_of;
use super::findings_by_request_step::ApiServerFindings;
use super::ip::{IpAddress, check_ip};
use super::release_rules_and_ranges::KubernetesReleaseRules;
use super::service::{ServiceObject, SpannedText, values};
use crate::diagnostic::FieldErrorType::{Duplicate, Invalid, Required};
use crate::diagnostic::Span;
use crate::sorted_map::SortedSet;

const IPS: &str = "spec.clusterIPs";

/// Checks one state of a Service; `old` exempts values that it already has.
pub fn check(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    if new.is("ExternalName") {
        return;
    }
    singular_and_plural(new, findings);
    families(new, findings);
    if !addresses(new, old, rules, findings) {
        return;
    }
    let ips = &new.spec.cluster_ips;
    if ips.len() > 1 {
        let parsed: Vec<Option<IpAddress>> = ips.iter().map(|ip| IpAddress::parse(&ip.value)).collect();
        let has = |ipv4: bool| parsed.iter().flatten().any(|address| address.is_ipv4() == ipv4);
        if !(has(true) && has(false)) || parsed.contains(&None) {
            let detail = "may specify no more than one IP for each IP family";
            findings.add(&codes::CLUSTER_IP_COUNT, Invalid, IPS, detail, list(ips), first_span(ips));
        }
    }
    if !new.is_headless() {
        for (index, (ip, family)) in ips.iter().zip(&new.spec.ip_families).enumerate() {
            let other = family_of(&ip.value) != family.value;
            if other && (family.value == "IPv4" || family.value == "IPv6") {
                let detail = format!("expected an {} value as indicated by `ipFamilies[{index}]`", family.value);
                let path = format!("{IPS}[{index}]");
                findings.add(&codes::FAMILY_MISMATCH, Invalid, path, detail, ip.value.as_str(), ip.span);
            }
        }
    }
}

fn singular_and_plural(new: &ServiceObject, findings: &mut ApiServerFindings) {
    let (ip, ips) = (&new.spec.cluster_ip, &new.spec.cluster_ips);
    match ips.first() {
        None if ip.value.is_empty() => {}
        None => findings.add(&codes::CLUSTER_IPS_DISAGREE, Required, IPS, "", "", ip.span),
        Some(first) if first.value == ip.value && !ip.value.is_empty() => {}
        Some(_) if ip.value.is_empty() => {
            let detail = "must be empty when `clusterIP` is not specified";
            findings.add(&codes::CLUSTER_IPS_DISAGREE, Invalid, IPS, detail, list(ips), first_span(ips));
        }
        Some(first) => {
            let detail = "first value must match `clusterIP`";
            findings.add(&codes::CLUSTER_IPS_DISAGREE, Invalid, IPS, detail, list(ips), first.span);
        }
    }
}

fn families(new: &ServiceObject, findings: &mut ApiServerFindings) {
    let mut seen: SortedSet<&str> = SortedSet::new();
    for (index, family) in new.spec.ip_families.iter().enumerate() {
        let (path, value) = (|| format!("spec.ipFamilies[{index}]"), family.value.as_str());
        if value != "IPv4" && value != "IPv6" {
            findings.not_supported(&codes::IP_FAMILY, &path(), &["IPv4", "IPv6"], value, family.span);
        }
        if !seen.insert(value) {
            findings.add(&codes::IP_FAMILY, Duplicate, path(), "", value, family.span);
        }
    }
    let known = ["PreferDualStack", "RequireDualStack", "SingleStack"];
    if let Some(policy) = new.spec.ip_family_policy.as_ref().filter(|policy| !known.contains(&policy.value.as_str())) {
        findings.not_supported(&codes::IP_FAMILY_POLICY, "spec.ipFamilyPolicy", &known, &policy.value, policy.span);
    }
}

/// Checks each address; true when the others may be compared.
fn addresses(
    new: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) -> bool {
    let ips = &new.spec.cluster_ips;
    let kept = values(old, |old| &old.spec.cluster_ips);
    let mut comparable = true;
    for (index, ip) in ips.iter().enumerate() {
        if index == 0 && ip.value == "None" {
            if ips.len() > 1 {
                comparable = false;
                let detail = "'None' must be the first and only value";
                findings.add(&codes::CLUSTER_IP_COUNT, Invalid, IPS, detail, list(ips), first_span(ips));
            }
            continue;
        }
        if !kept.contains(ip.value.as_str()) {
            let messages = check_ip(&ip.value, rules.addresses);
            comparable &= messages.is_empty();
            findings.all_invalid(&codes::CLUSTER_IP, &format!("{IPS}[{index}]"), messages, &ip.value, ip.span);
        }
    }
    if ips.len() > 2 {
        findings.add(
            &codes::CLUSTER_IP_COUNT,
            Invalid,
            IPS,
            "may only hold up to 2 values",
            list(ips),
            first_span(ips),
        );
    }
    comparable
}

/// Checks the changes from the stored object to the new one.
pub fn check_update(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    if new.is("ExternalName") || old.is("ExternalName") {
        return;
    }
    if !(old.is_headless() && new.is_headless()) {
        released_ips(new, old, findings);
    }
    if !old.is_headless() && !new.is_headless() {
        released_families(new, old, findings);
    }
}

fn released_ips(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    let (ips, before) = (&new.spec.cluster_ips, &old.spec.cluster_ips);
    let mut changed = |index: usize, span: Span| {
        let path = format!("{IPS}[{index}]");
        findings.add(&codes::CLUSTER_IP_CHANGED, Invalid, path, "may not change once set", list(ips), span);
    };
    if ips.len() == before.len() {
        for (index, (ip, _)) in ips.iter().zip(before).enumerate().filter(|(_, (ip, was))| ip.value != was.value) {
            changed(index, ip.span);
        }
        return;
    }
    match (ips.first(), before.first()) {
        (Some(ip), Some(was)) if ip.value != was.value => changed(0, ip.span),
        (None, Some(_)) => {
            let detail = "primary clusterIP can not be unset";
            let path = format!("{IPS}[0]");
            findings.add(&codes::CLUSTER_IP_CHANGED, Invalid, path, detail, "", new.spec.cluster_ip.span);
        }
        _ => {}
    }
    if ips.len() == 1 && before.len() > 1 && new.family_policy() != Some("SingleStack") {
        released(new, "must be set to 'SingleStack' when releasing the secondary clusterIP", findings);
    }
}

fn released_families(new: &ServiceObject, old: &ServiceObject, findings: &mut ApiServerFindings) {
    let (families, before) = (&new.spec.ip_families, &old.spec.ip_families);
    let mut changed = |family: &SpannedText, detail: &str| {
        findings.add(
            &codes::IP_FAMILY_CHANGED,
            Invalid,
            "spec.ipFamilies[0]",
            detail,
            family.value.as_str(),
            family.span,
        );
    };
    let fixed = "may not change once set";
    if families.len() == before.len() {
        for (family, _) in families.iter().zip(before).filter(|(family, was)| family.value != was.value) {
            changed(family, fixed);
        }
        return;
    }
    if families.len() < before.len() && new.spec.cluster_ips.is_empty() {
        changed(&SpannedText::default(), "primary ipFamily can not be unset");
    }
    if let (Some(family), Some(was)) = (families.first(), before.first())
        && family.value != was.value
    {
        changed(family, fixed);
    }
    if families.len() == 1 && before.len() > 1 && new.family_policy() != Some("SingleStack") {
        released(new, "must be set to 'SingleStack' when releasing the secondary ipFamily", findings);
    }
}

fn released(new: &ServiceObject, detail: &str, findings: &mut ApiServerFindings) {
    let span = new.spec.ip_family_policy.as_ref().map_or(Span::NONE, |policy| policy.span);
    let value = new.family_policy().unwrap_or("");
    findings.add(&codes::FAMILY_POLICY_MISMATCH, Invalid, "spec.ipFamilyPolicy", detail, value, span);
}

fn list(ips: &[SpannedText]) -> String {
    ips.iter().map(|ip| ip.value.as_str()).collect::<Vec<_>>().join(", ")
}

/// From the first address to the last.
fn first_span(ips: &[SpannedText]) -> Span {
    match (ips.first(), ips.last()) {
        (Some(first), Some(last)) if !last.span.is_none() && first.span.start <= last.span.start => {
            Span { start: first.span.start, end: last.span.end }
        }
        (Some(first), _) => first.span,
        (None, _) => Span::NONE,
    }
}
