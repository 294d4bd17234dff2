//! A plan as findings, for formats that have nothing else: findings, policy violations, losses, and refusals.
//!
//! The deletion of a load balancer or the loss of an address is part of the plan, not a finding of the module. Here it
//! becomes a warning at the Service's name. A verdict that makes the command fail becomes an error there, unless a finding
//! about the Service says why already: a status of 1 without a finding would leave its reader without a reason.

use crate::answer::{
    Diagnostic, Effect, LoadBalancerVerdict, ObjectRef, Plan, Reason, ServicePlan, Severity, SourceRange, VipVerdict,
};
use crate::finding_detail::OldFindings;
use crate::manifest_objects::{is_same_object, manifest_objects};
use crate::messages::{self, Lang, Message};
use crate::source_files::SourceFiles;
use crate::summary::load_balancer_verdict::{address, labelled_address, sentence, service_name};

/// A verdict as a finding: its code, its role, and its severity.
type VerdictFinding = (&'static str, &'static Message, Severity);

const LOSSES: [VerdictFinding; 4] = [
    ("verdict/delete", &messages::RULE_DELETES, Severity::Warning),
    ("verdict/replace", &messages::RULE_REPLACES, Severity::Warning),
    ("verdict/address-changes", &messages::RULE_ADDRESS_CHANGES, Severity::Warning),
    ("verdict/address-lost", &messages::RULE_ADDRESS_LOST, Severity::Warning),
];

const BLOCKED: VerdictFinding = ("verdict/blocked", &messages::RULE_BLOCKED, Severity::Error);
const ERROR: VerdictFinding = ("verdict/error", &messages::RULE_ERROR, Severity::Error);

/// The role of a code of a verdict; `None` for codes of the module.
pub fn role(code: &str) -> Option<&'static Message> {
    let mut all = LOSSES.iter().chain([&BLOCKED, &ERROR]);
    all.find(|(known, ..)| *known == code).map(|(_, message, _)| *message)
}

/// Findings, then violations, then losses and refusals; without those that the change does not bring, where they are
/// counted.
pub fn of_plan(plan: &Plan, manifests: &SourceFiles, old: OldFindings, lang: Lang) -> Vec<Diagnostic> {
    let mut findings = plan.diagnostics.clone();
    findings.extend(plan.policy.iter().flat_map(|policy| policy.violations.iter().cloned()));
    let objects = manifest_objects(manifests);
    for service in plan.services.iter().filter(|service| old == OldFindings::Listed || !service.existing) {
        let Some((code, _, severity)) = verdict_finding(service, &plan.diagnostics) else { continue };
        let object = ObjectRef {
            kind: "Service".to_string(),
            namespace: Some(service.namespace.clone()),
            name: Some(service.name.clone()),
        };
        let found = objects.iter().find(|found| is_same_object(&found.object, &object));
        let source = found.and_then(|found| found.source);
        let found = Diagnostic { severity, ..from_verdict(service, code, object, lang, source) };
        findings.push(found);
    }
    findings
}

fn verdict_finding(service: &ServicePlan, diagnostics: &[Diagnostic]) -> Option<VerdictFinding> {
    let [deletes, replaces, changes, lost] = LOSSES;
    let is_explained =
        || diagnostics.iter().any(|finding| finding.severity == Severity::Error && is_about(finding, service));
    match (service.load_balancer.verdict, service.load_balancer.vip) {
        (LoadBalancerVerdict::Blocked, _) if !is_explained() => Some(BLOCKED),
        (LoadBalancerVerdict::Error, _) if !is_explained() => Some(ERROR),
        (LoadBalancerVerdict::Delete, _) => Some(deletes),
        (LoadBalancerVerdict::Replace, _) => Some(replaces),
        (_, VipVerdict::Changed) => Some(changes),
        (_, VipVerdict::Lost) => Some(lost),
        (_, VipVerdict::None | VipVerdict::Kept | VipVerdict::New | VipVerdict::Unknown) => None,
    }
}

fn is_about(finding: &Diagnostic, service: &ServicePlan) -> bool {
    finding.object.as_ref().is_some_and(|object| {
        object.name.as_deref() == Some(&service.name) && object.namespace.as_deref() == Some(&service.namespace)
    })
}

fn from_verdict(
    service: &ServicePlan,
    code: &str,
    object: ObjectRef,
    lang: Lang,
    source: Option<SourceRange>,
) -> Diagnostic {
    let load_balancer = &service.load_balancer;
    let address = address(service, lang).map_or(String::new(), |(_, text)| {
        format!("{}{}", lang.clause_separator(), labelled_address(&messages::ADDRESS, &text, lang))
    });
    let sentence = sentence(load_balancer, lang);
    let message =
        format!("{}{}{}{address}", service_name(service), lang.colon(), sentence.trim_end_matches(['.', '。']));
    let first: Option<&Reason> = load_balancer.because.first();
    let reasons: Vec<&str> = load_balancer.because.iter().map(|reason| reason.message.as_str()).collect();
    Diagnostic {
        code: code.to_string(),
        severity: Severity::Warning,
        effect: Some(Effect::None),
        group: None,
        existing: service.existing,
        message,
        why: (!reasons.is_empty()).then(|| reasons.join(lang.clause_separator())),
        help: None,
        object: Some(object),
        path: None,
        kind: None,
        detail: None,
        source,
        related: Vec::new(),
        fixes: Vec::new(),
        event: None,
        basis: first.and_then(|reason| reason.basis),
        url: first.and_then(|reason| reason.url.clone()),
    }
}
