//! What a program that collects findings is told of a plan: the findings, what the guard rails caught, and what is lost.
//!
//! That a load balancer goes, or its address, is no finding of the module but the plan itself; where only findings can be
//! shown, it is one, as a warning at the Service's name.

use crate::answer::{Diagnostic, Effect, ObjectRef, Plan, Reason, ServicePlan, Severity, Verdict, Vip};
use crate::manifest_objects::{is_same_object, manifest_objects};
use crate::messages::{self, Lang, Message};
use crate::source_files::SourceFiles;
use crate::summary::verdict::{address, name, sentence};

/// What a verdict is called as a finding, and what it means.
type Loss = (&'static str, &'static Message);

const LOSSES: [Loss; 4] = [
    ("verdict/delete", &messages::RULE_DELETES),
    ("verdict/replace", &messages::RULE_REPLACES),
    ("verdict/address-changes", &messages::RULE_ADDRESS_CHANGES),
    ("verdict/address-lost", &messages::RULE_ADDRESS_LOST),
];

/// What one of these codes means; `None` for codes of the module.
pub fn meaning(code: &str) -> Option<&'static Message> {
    LOSSES.iter().find(|(known, _)| *known == code).map(|(_, message)| *message)
}

/// Everything to tell of a plan: findings, then violations, then losses.
pub fn of_plan(plan: &Plan, manifests: &SourceFiles, lang: Lang) -> Vec<Diagnostic> {
    let mut alerts = plan.diagnostics.clone();
    alerts.extend(plan.policy.iter().flat_map(|policy| policy.violations.iter().cloned()));
    let known = manifest_objects(manifests);
    for service in &plan.services {
        let Some((code, _)) = loss(service) else { continue };
        let object = ObjectRef {
            kind: "Service".to_string(),
            namespace: Some(service.namespace.clone()),
            name: Some(service.name.clone()),
        };
        let source = known.iter().find(|known| is_same_object(&known.object, &object)).and_then(|known| known.source);
        alerts.push(alert(service, code, object, lang, source));
    }
    alerts
}

fn loss(service: &ServicePlan) -> Option<Loss> {
    let [deletes, replaces, changes, lost] = LOSSES;
    match (service.load_balancer.verdict, service.load_balancer.vip) {
        (Verdict::Delete, _) => Some(deletes),
        (Verdict::Replace, _) => Some(replaces),
        (_, Vip::Changed) => Some(changes),
        (_, Vip::Lost) => Some(lost),
        (_, Vip::None | Vip::Kept | Vip::New | Vip::Unknown) => None,
    }
}

fn alert(
    service: &ServicePlan,
    code: &str,
    object: ObjectRef,
    lang: Lang,
    source: Option<crate::answer::SourceRange>,
) -> Diagnostic {
    let load_balancer = &service.load_balancer;
    let address = address(service, lang).map_or(String::new(), |(_, text)| {
        format!("{}{}", messages::SEMICOLON.text(lang), messages::ADDRESS.label(lang, &text))
    });
    let sentence = sentence(load_balancer, lang);
    let message = format!("{}: {}{address}", name(service), sentence.trim_end_matches(['.', '。']));
    let first: Option<&Reason> = load_balancer.because.first();
    let reasons: Vec<&str> = load_balancer.because.iter().map(|because| because.message.as_str()).collect();
    Diagnostic {
        code: code.to_string(),
        severity: Severity::Warning,
        effect: Some(Effect::None),
        message,
        why: (!reasons.is_empty()).then(|| reasons.join(messages::SEMICOLON.text(lang))),
        help: None,
        object: Some(object),
        path: None,
        kind: None,
        detail: None,
        source,
        related: Vec::new(),
        fixes: Vec::new(),
        event: None,
        basis: first.and_then(|because| because.basis),
        url: first.and_then(|because| because.url.clone()),
    }
}
