//! A plan as findings, for formats that have nothing else: findings, policy violations, and losses.
//!
//! The deletion of a load balancer or the loss of an address is part of the plan, not a finding of the module. Here it
//! becomes a warning at the Service's name.

use crate::answer::{
    Diagnostic, Effect, ObjectRef, Plan, Reason, ServicePlan, Severity, SourceRange, Verdict, VipChange,
};
use crate::manifest_objects::{is_same_object, manifest_objects};
use crate::messages::{self, Lang, Message};
use crate::source_files::SourceFiles;
use crate::summary::verdict::{address, labelled_address, sentence, service_name};

/// A loss: its code as a finding, and its role.
type Loss = (&'static str, &'static Message);

const LOSSES: [Loss; 4] = [
    ("verdict/delete", &messages::RULE_DELETES),
    ("verdict/replace", &messages::RULE_REPLACES),
    ("verdict/address-changes", &messages::RULE_ADDRESS_CHANGES),
    ("verdict/address-lost", &messages::RULE_ADDRESS_LOST),
];

/// The role of a code of a loss; `None` for codes of the module.
pub fn role(code: &str) -> Option<&'static Message> {
    LOSSES.iter().find(|(known, _)| *known == code).map(|(_, message)| *message)
}

/// Findings, then violations, then losses.
pub fn of_plan(plan: &Plan, manifests: &SourceFiles, lang: Lang) -> Vec<Diagnostic> {
    let mut findings = plan.diagnostics.clone();
    findings.extend(plan.policy.iter().flat_map(|policy| policy.violations.iter().cloned()));
    let objects = manifest_objects(manifests);
    for service in &plan.services {
        let Some((code, _)) = loss(service) else { continue };
        let object = ObjectRef {
            kind: "Service".to_string(),
            namespace: Some(service.namespace.clone()),
            name: Some(service.name.clone()),
        };
        let found = objects.iter().find(|found| is_same_object(&found.object, &object));
        let source = found.and_then(|found| found.source);
        findings.push(loss_finding(service, code, object, lang, source));
    }
    findings
}

fn loss(service: &ServicePlan) -> Option<Loss> {
    let [deletes, replaces, changes, lost] = LOSSES;
    match (service.load_balancer.verdict, service.load_balancer.vip) {
        (Verdict::Delete, _) => Some(deletes),
        (Verdict::Replace, _) => Some(replaces),
        (_, VipChange::Changed) => Some(changes),
        (_, VipChange::Lost) => Some(lost),
        (_, VipChange::None | VipChange::Kept | VipChange::New | VipChange::Unknown) => None,
    }
}

fn loss_finding(
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
