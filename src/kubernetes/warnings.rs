//! What kube-apiserver says beside taking an object: fields that are ignored, addresses in another than the usual form.
//!
//! Warnings have the server's sentence as their detail and no type, and never keep an object out. A server says them only of
//! objects it takes; here they stand beside errors too. What a strict profile refuses is not warned of as well.
//! Source: pkg/api/service/warnings.go, k8s.io/apimachinery/pkg/util/validation/ip.go, 1.34.

use super::address::{Address, Strictness, canonical_cidr, canonical_ip};
use super::codes;
use super::fixes;
use super::go;
use super::profile::Profile;
use super::report::Report;
use super::service::{Service, Text, entry};
use super::spec::{TOPOLOGY_HINTS, TOPOLOGY_MODE};
use crate::diagnostic::{Code, Diagnostic, Span};

/// The warnings about a Service as it would be stored.
pub fn check(service: &Service, profile: &Profile, report: &mut Report) {
    let (meta, spec) = (&service.metadata, &service.spec);
    if let Some(hints) = entry(&meta.annotations, TOPOLOGY_HINTS) {
        let path = format!("metadata.annotations[{TOPOLOGY_HINTS}]");
        let text = format!("annotation {TOPOLOGY_HINTS} is deprecated, please use {TOPOLOGY_MODE} instead");
        say(report, &codes::TOPOLOGY_DEPRECATED, path, text, TOPOLOGY_HINTS, hints.key.span);
    }
    let mut addresses: Vec<(String, &Text)> = Vec::new();
    if !matches!(spec.cluster_ip.value.as_str(), "" | "None") {
        addresses.extend(numbered("spec.clusterIPs", &spec.cluster_ips));
    }
    addresses.extend(numbered("spec.externalIPs", &spec.external_ips));
    addresses.push(("spec.loadBalancerIP".to_owned(), &spec.load_balancer_ip));
    for (path, address) in addresses {
        spelt(report, profile, path, address, Form::of_ip(&address.value));
    }
    for (path, range) in numbered("spec.loadBalancerSourceRanges", &spec.source_ranges) {
        spelt(report, profile, path, range, Form::of_cidr(&range.value));
    }
    ignored(service, report);
}

/// Fields that say nothing for this type of Service.
fn ignored(service: &Service, report: &mut Report) {
    let spec = &service.spec;
    let outside = spec.external_ips.first();
    let first = outside.map_or(Span::NONE, |ip| ip.span);
    let headless = service.is("ClusterIP") && spec.cluster_ip.value == "None";
    let (name, class) = (service.is("ExternalName"), "spec.type is \"ExternalName\"");
    let address = (!spec.load_balancer_ip.value.is_empty()).then_some(spec.load_balancer_ip.span);
    // The server says this of every headless Service, for it fills the field in; here only of those that write it.
    let affinity = Some(spec.session_affinity.span).filter(|span| !span.is_none());
    let external = (!spec.external_name.value.is_empty()).then_some(spec.external_name.span);
    let rules = [
        (headless, address, "spec.loadBalancerIP", "spec.loadBalancerIP is ignored for headless services".to_owned()),
        (
            headless,
            outside.map(|_| first),
            "spec.externalIPs",
            "spec.externalIPs is ignored for headless services".to_owned(),
        ),
        (
            headless,
            affinity,
            "spec.sessionAffinity",
            "spec.SessionAffinity is ignored for headless services".to_owned(),
        ),
        (name, outside.map(|_| first), "spec.externalIPs", format!("spec.externalIPs is ignored when {class}")),
        (
            !name,
            external,
            "spec.externalName",
            format!("spec.externalName is ignored when {}", class.replace("is", "is not")),
        ),
    ];
    for (holds, span, path, text) in rules {
        if let Some(span) = span.filter(|_| holds) {
            say(report, &codes::IGNORED_FIELD, path.to_owned(), text, path, span);
        }
    }
}

fn numbered<'t>(path: &str, texts: &'t [Text]) -> impl Iterator<Item = (String, &'t Text)> {
    texts.iter().enumerate().map(move |(index, text)| (format!("{path}[{index}]"), text))
}

/// How an address or a block is written.
enum Form {
    /// As it should be; or not at all, which is an error and none of ours.
    Good,
    /// Read differently by some programs; this is how it should be.
    NonStandard(&'static str, String),
    /// Readable, in another form than this one.
    Unusual(&'static str, String),
    /// A block with bits beyond its length: this block, or this address?
    Ambiguous(String, String),
}

impl Form {
    fn of_ip(text: &str) -> Form {
        let Some(address) = Address::parse(text) else { return Form::Good };
        let good = canonical_ip(address);
        let odd = !super::address::check_ip(text, Strictness::Strict).is_empty();
        match (odd, text.contains(':') && good != text) {
            (true, _) => Form::NonStandard("IP address", good),
            (false, true) => Form::Unusual("IPv6 address", good),
            (false, false) => Form::Good,
        }
    }

    fn of_cidr(text: &str) -> Form {
        let Some((block, alone)) = canonical_cidr(text) else { return Form::Good };
        let strict = super::address::check_cidr(text, Strictness::Strict);
        match (strict.first().map(String::as_str), text.contains(':') && block != text) {
            (Some("must not have bits set beyond the prefix length"), _) => Form::Ambiguous(block, alone),
            (Some(_), _) => Form::NonStandard("CIDR value", block),
            (None, true) => Form::Unusual("IPv6 CIDR value", block),
            (None, false) => Form::Good,
        }
    }
}

fn spelt(report: &mut Report, profile: &Profile, path: String, text: &Text, form: Form) {
    let (value, span, lax) = (text.value.as_str(), text.span, profile.addresses == Strictness::Lax);
    let quoted = go::quote(value);
    let (code, detail, good) = match form {
        Form::NonStandard(what, good) if lax => {
            let will = "will be considered invalid in a future Kubernetes release";
            (
                &codes::ADDRESS_FORM,
                format!("{path}: non-standard {what} {quoted} {will}: use {}", go::quote(&good)),
                good,
            )
        }
        Form::Unusual(what, good) => {
            let should = "should be in RFC 5952 canonical format";
            (&codes::ADDRESS_FORM, format!("{path}: {what} {quoted} {should} ({})", go::quote(&good)), good)
        }
        Form::Ambiguous(block, alone) if lax => {
            let (block, alone) = (go::quote(&block), go::quote(&alone));
            let detail =
                format!("{path}: CIDR value {quoted} is ambiguous in this context (should be {block} or {alone}?)");
            return say(report, &codes::AMBIGUOUS_RANGE, path, detail, value, span);
        }
        Form::Good | Form::NonStandard(..) | Form::Ambiguous(..) => return,
    };
    let finding =
        Diagnostic::new(code).word("value", value).word("suggestion", good.as_str()).word("path", path.as_str());
    report.push(finding.path(path).detail(detail).with_fix(fixes::replace(span, value, &good)), span);
}

fn say(report: &mut Report, code: &'static Code, path: String, detail: String, value: &str, span: Span) {
    let finding =
        Diagnostic::new(code).word("value", value).word("path", path.as_str()).word("detail", detail.as_str());
    report.push(finding.path(path).detail(detail), span);
}
