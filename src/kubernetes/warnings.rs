//! Warnings that kube-apiserver returns with an accepted object: ignored fields, unusual forms of addresses.
//!
//! Warnings have the server's sentence as detail and no type, and never reject an object. A server returns them for
//! accepted objects only; here they are reported beside errors too. What a strict release rejects has no warning as
//! well. Source: pkg/api/service/warnings.go, k8s.io/apimachinery/pkg/util/validation/ip.go, 1.34 to 1.37.

use super::codes;
use super::findings_by_request_step::ApiServerFindings;
use super::fixes;
use super::go_strings;
use super::ip::{
    HOST_BITS, IpAddress, IpCidrValidation, canonical_cidr, canonical_ip, check_cidr, check_ip, is_ambiguous,
};
use super::release_rules_and_ranges::{self, KubernetesReleaseRules};
use super::service::{ServiceObject, SpannedText, entry, values};
use super::validate_spec::{TOPOLOGY_HINTS, TOPOLOGY_MODE};
use crate::diagnostic::{CodeDefinition, Diagnostic, Related, Span};
use crate::sorted_map::SortedSet;

const HEADLESS_AFFINITY: &str = "spec.SessionAffinity is ignored for headless services";

/// The warning about owner references that the server drops because it has them already.
pub fn check_owners(service: &ServiceObject, findings: &mut ApiServerFindings) {
    let repeated = &service.metadata.repeated_owners;
    let Some(first) = repeated.first() else { return };
    let uids: Vec<&str> = repeated.iter().map(|owner| owner.value.as_str()).collect();
    let text = format!(
        ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may \
         reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {}",
        uids.join(", ")
    );
    let path = "metadata.ownerReferences";
    warn(findings, &codes::REPEATED_OWNER, path.to_owned(), text, &first.value, first.span);
}

/// Warnings about a Service as it would be stored. Strict releases also accept values that `old` has.
pub fn check(
    service: &ServiceObject,
    old: Option<&ServiceObject>,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let (meta, spec) = (&service.metadata, &service.spec);
    let hints = entry(&meta.annotations, TOPOLOGY_HINTS).filter(|_| rules.warnings.topology_hints);
    if let Some(hints) = hints {
        let path = format!("metadata.annotations[{TOPOLOGY_HINTS}]");
        let text = format!("annotation {TOPOLOGY_HINTS} is deprecated, please use {TOPOLOGY_MODE} instead");
        let finding = warning(&codes::TOPOLOGY_DEPRECATED, path, text, TOPOLOGY_HINTS);
        findings.push(since(finding, release_rules_and_ranges::TOPOLOGY_HINTS_DEPRECATED, rules), hints.key.span);
    }
    let lax = rules.addresses == IpCidrValidation::Lax;
    let (ips, kept) = (&spec.cluster_ips, values(old, |old| &old.spec.cluster_ips));
    if !matches!(spec.cluster_ip.value.as_str(), "" | "None") {
        each(findings, rules, "spec.clusterIPs", ips, UnusualAddressForm::of_ip, |ip| lax || kept.contains(ip));
    }
    let (ips, kept) = (&spec.external_ips, values(old, |old| &old.spec.external_ips));
    each(findings, rules, "spec.externalIPs", ips, UnusualAddressForm::of_ip, |ip| lax || kept.contains(ip));
    // No release validates this one.
    let address = &spec.load_balancer_ip;
    report_spellings(findings, rules, true, "spec.loadBalancerIP", address, UnusualAddressForm::of_ip(&address.value));
    let ranges = values(old, |old| &old.spec.source_ranges);
    let kept: SortedSet<&str> = ranges.into_iter().map(str::trim).collect();
    let (path, ranges) = ("spec.loadBalancerSourceRanges", &spec.source_ranges);
    each(findings, rules, path, ranges, UnusualAddressForm::of_cidr, |range| lax || kept.contains(range.trim()));
    ignored(service, rules, findings);
    deprecated(service, rules, findings);
}

fn each(
    findings: &mut ApiServerFindings,
    rules: &KubernetesReleaseRules,
    path: &str,
    texts: &[SpannedText],
    form: fn(&str) -> Vec<UnusualAddressForm>,
    taken: impl Fn(&str) -> bool,
) {
    for (index, text) in texts.iter().enumerate() {
        report_spellings(findings, rules, taken(&text.value), &format!("{path}[{index}]"), text, form(&text.value));
    }
}

/// Warnings about a status written to the status subresource.
pub fn check_status(
    service: &ServiceObject,
    old: &ServiceObject,
    rules: &KubernetesReleaseRules,
    findings: &mut ApiServerFindings,
) {
    let kept: SortedSet<&str> = old.status.ingress.iter().map(|before| before.ip.value.as_str()).collect();
    for (index, ingress) in service.status.ingress.iter().enumerate() {
        let (path, address) = (format!("status.loadBalancer.ingress[{index}]"), &ingress.ip);
        let taken = rules.addresses == IpCidrValidation::Lax || kept.contains(address.value.as_str());
        report_spellings(findings, rules, taken, &path, address, UnusualAddressForm::of_ip(&address.value));
    }
}

/// Fields that have no effect for this type of Service.
fn ignored(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let spec = &service.spec;
    let outside = spec.external_ips.first();
    let first = outside.map_or(Span::NONE, |ip| ip.span);
    let headless = is_headless(service);
    let name = service.is("ExternalName");
    let address = (!spec.load_balancer_ip.value.is_empty()).then_some(spec.load_balancer_ip.span);
    let affinity = (spec.session_affinity.value != "None").then_some(spec.session_affinity.span);
    if headless && affinity.is_none() && rules.warnings.headless_default {
        // The server takes its own default for a setting, so the warning cannot be avoided.
        let (path, text) = ("spec.sessionAffinity", HEADLESS_AFFINITY.to_owned());
        warn(findings, &codes::HEADLESS_AFFINITY, path.to_owned(), text, path, spec.cluster_ip.span);
    }
    let external = (!spec.external_name.value.is_empty()).then_some(spec.external_name.span);
    let rules = [
        (headless, address, "spec.loadBalancerIP", "spec.loadBalancerIP is ignored for headless services"),
        (headless, outside.map(|_| first), "spec.externalIPs", "spec.externalIPs is ignored for headless services"),
        (headless, affinity, "spec.sessionAffinity", HEADLESS_AFFINITY),
        (
            name,
            outside.map(|_| first),
            "spec.externalIPs",
            "spec.externalIPs is ignored when spec.type is \"ExternalName\"",
        ),
        (!name, external, "spec.externalName", "spec.externalName is ignored when spec.type is not \"ExternalName\""),
    ];
    for (holds, span, path, text) in rules {
        if let Some(span) = span.filter(|_| holds) {
            warn(findings, &codes::IGNORED_FIELD, path.to_owned(), text.to_owned(), path, span);
        }
    }
}

/// Values that later releases may drop.
fn deprecated(service: &ServiceObject, rules: &KubernetesReleaseRules, findings: &mut ApiServerFindings) {
    let spec = &service.spec;
    let outside = spec.external_ips.first().filter(|_| rules.warnings.external_ips);
    if let Some(first) = outside.filter(|_| !is_headless(service) && !service.is("ExternalName")) {
        let (path, span) = ("spec.externalIPs", first.span);
        let text = format!("{path} is deprecated and may no longer be implemented in some clusters");
        let finding = warning(&codes::DEPRECATED, path.to_owned(), text, path);
        findings.push(since(finding, release_rules_and_ranges::EXTERNAL_IPS_DEPRECATED, rules), span);
    }
    let close = spec.traffic_distribution.as_ref().filter(|wish| wish.value == "PreferClose");
    if let Some(close) = close.filter(|_| rules.warnings.prefer_close) {
        let path = "spec.trafficDistribution";
        let text = format!("{path}: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        let finding = warning(&codes::DEPRECATED_VALUE, path.to_owned(), text, "PreferClose");
        let finding = finding.arg("known", version(release_rules_and_ranges::PREFER_SAME_ZONE));
        findings.push(since(finding, release_rules_and_ranges::PREFER_CLOSE_DEPRECATED, rules), close.span);
    }
}

fn is_headless(service: &ServiceObject) -> bool {
    service.is("ClusterIP") && service.spec.cluster_ip.value == "None"
}

/// A valid address or block in an unusual form. An invalid one is an error instead.
enum UnusualAddressForm {
    /// Programs read it differently; this is the standard form.
    NonStandard(&'static str, String),
    /// Valid, but not in this canonical form.
    Unusual(&'static str, String),
    /// A block with host bits: either this block or this address is meant.
    Ambiguous(String, String),
}

impl UnusualAddressForm {
    fn of_ip(text: &str) -> Vec<UnusualAddressForm> {
        let Some(address) = IpAddress::parse(text) else { return Vec::new() };
        let good = canonical_ip(address);
        let odd = !check_ip(text, IpCidrValidation::Strict).is_empty();
        match (odd, text.contains(':') && good != text) {
            (true, _) => vec![UnusualAddressForm::NonStandard("IP address", good)],
            (false, true) => vec![UnusualAddressForm::Unusual("IPv6 address", good)],
            (false, false) => Vec::new(),
        }
    }

    fn of_cidr(text: &str) -> Vec<UnusualAddressForm> {
        let Some((block, alone)) = canonical_cidr(text) else { return Vec::new() };
        let (strict, ambiguous) = (check_cidr(text, IpCidrValidation::Strict), is_ambiguous(text));
        let odd = !strict.is_empty() && strict != [HOST_BITS];
        let unusual = text.contains(':') && block != text;
        let mut forms = Vec::new();
        if ambiguous {
            forms.push(UnusualAddressForm::Ambiguous(block.clone(), alone));
        }
        if odd {
            forms.push(UnusualAddressForm::NonStandard("CIDR value", block));
        } else if unusual && !ambiguous {
            forms.push(UnusualAddressForm::Unusual("IPv6 CIDR value", block));
        }
        forms
    }
}

/// `taken`: the release accepts such a value.
fn report_spellings(
    findings: &mut ApiServerFindings,
    rules: &KubernetesReleaseRules,
    taken: bool,
    path: &str,
    text: &SpannedText,
    forms: Vec<UnusualAddressForm>,
) {
    for form in forms {
        report_spelling(findings, rules.addresses, taken, path.to_owned(), text, form);
    }
}

fn report_spelling(
    findings: &mut ApiServerFindings,
    strictness: IpCidrValidation,
    taken: bool,
    path: String,
    text: &SpannedText,
    form: UnusualAddressForm,
) {
    let (value, span) = (text.value.as_str(), text.span);
    let quoted = go_strings::quote(value);
    let (code, detail, good) = match form {
        UnusualAddressForm::NonStandard(what, good) if taken => {
            let will = match strictness {
                IpCidrValidation::Lax => "will be considered invalid in a future Kubernetes release",
                IpCidrValidation::Strict => "is invalid",
            };
            (
                &codes::ADDRESS_FORM,
                format!("{path}: non-standard {what} {quoted} {will}: use {}", go_strings::quote(&good)),
                good,
            )
        }
        UnusualAddressForm::Unusual(what, good) => {
            let should = "should be in RFC 5952 canonical format";
            (&codes::ADDRESS_FORM, format!("{path}: {what} {quoted} {should} ({})", go_strings::quote(&good)), good)
        }
        UnusualAddressForm::Ambiguous(block, alone) if taken => {
            let (block, alone) = (go_strings::quote(&block), go_strings::quote(&alone));
            let detail =
                format!("{path}: CIDR value {quoted} is ambiguous in this context (should be {block} or {alone}?)");
            return warn(findings, &codes::AMBIGUOUS_RANGE, path, detail, value, span);
        }
        UnusualAddressForm::NonStandard(..) | UnusualAddressForm::Ambiguous(..) => return,
    };
    let finding = Diagnostic::new(code).arg("value", value).arg("suggestion", good.as_str()).arg("path", path.as_str());
    findings.push(finding.path(path).detail(detail).optional_fix(fixes::replace(span, value, &good)), span);
}

fn warn(
    findings: &mut ApiServerFindings,
    code: &'static CodeDefinition,
    path: String,
    detail: String,
    value: &str,
    span: Span,
) {
    findings.push(warning(code, path, detail, value), span);
}

fn warning(code: &'static CodeDefinition, path: String, detail: String, value: &str) -> Diagnostic {
    let finding = Diagnostic::new(code).arg("value", value).arg("path", path.as_str()).arg("detail", detail.as_str());
    finding.path(path).detail(detail)
}

/// A warning that releases have from this minor one on: it names it, and says so where the cluster's release is unknown.
fn since(finding: Diagnostic, minor: u32, rules: &KubernetesReleaseRules) -> Diagnostic {
    let finding = finding.arg("since", version(minor));
    if !rules.is_assumed {
        return finding;
    }
    let note = codes::notes::VERSION_UNKNOWN.with("since", version(minor));
    finding.related(Related { note, location: None, object: None })
}

fn version(minor: u32) -> String {
    format!("1.{minor}")
}
