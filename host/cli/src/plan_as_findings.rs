//! A plan as findings, for formats that have nothing else: findings, policy violations, losses, and refusals.
//!
//! The deletion of a load balancer or the loss of an address is part of the plan, not a finding of the module. Here it
//! becomes a warning at the Service's name. A verdict that makes the command fail becomes an error there, unless a finding
//! about the Service says why already: a status of 1 without a finding would leave its reader without a reason.

use crate::finding_verbosity::OldFindingsDetail;
use crate::manifest_objects::{ObjectKey, manifest_objects, object_key};
use crate::messages::{self, Lang, Message};
use crate::module_answer::{
    Diagnostic, Effect, LoadBalancerVerdict, ObjectRef, Plan, Reason, ServicePlan, Severity, SourceRange, VipVerdict,
};
use crate::program_reference_entry::{ProgramReferenceEntry, ProgramReferenceEntryKind};
use crate::render_settings::RenderSettings;
use crate::summary::load_balancer_verdict::{address, labelled_address, sentence, service_name};
use std::collections::{BTreeMap, BTreeSet};

/// A verdict as a finding: its code, its role, and its severity.
type VerdictFinding = (&'static str, &'static Message, Severity);

const LOSSES: [VerdictFinding; 5] = [
    ("verdict/delete", &messages::RULE_DELETES, Severity::Warning),
    ("verdict/replace", &messages::RULE_REPLACES, Severity::Warning),
    ("verdict/address-changes", &messages::RULE_ADDRESS_CHANGES, Severity::Warning),
    ("verdict/address-lost", &messages::RULE_ADDRESS_LOST, Severity::Warning),
    ("verdict/release", &messages::RULE_RELEASE, Severity::Warning),
];

const NEWLY_PUBLIC: VerdictFinding = ("verdict/newly-public", &messages::RULE_NEWLY_PUBLIC, Severity::Warning);

const OUTAGE: VerdictFinding = ("verdict/outage", &messages::RULE_OUTAGE, Severity::Warning);

const BLOCKED: VerdictFinding = ("verdict/blocked", &messages::RULE_BLOCKED, Severity::Error);
const ERROR: VerdictFinding = ("verdict/error", &messages::RULE_ERROR, Severity::Error);

static WORD_DETAILS: &[&Message] = &[&messages::RULE_OF_PLAN];

/// What `explain` says about the codes of verdicts.
pub fn words() -> impl Iterator<Item = ProgramReferenceEntry> {
    LOSSES.into_iter().chain([NEWLY_PUBLIC, OUTAGE, BLOCKED, ERROR]).map(|(name, title, severity)| {
        ProgramReferenceEntry {
            name,
            kind: ProgramReferenceEntryKind::Code,
            title,
            details: WORD_DETAILS,
            severity: Some(severity),
            labels: &[],
        }
    })
}

/// The role of a code of a verdict; `None` for codes of the module.
pub fn role(code: &str) -> Option<&'static Message> {
    let mut all = LOSSES.iter().chain([&NEWLY_PUBLIC, &OUTAGE, &BLOCKED, &ERROR]);
    all.find(|(known, ..)| *known == code).map(|(_, message, _)| *message)
}

/// Findings, then violations, then losses and refusals; without those that the change does not bring, where they are
/// counted.
pub fn of_plan(plan: &Plan, view: &RenderSettings<'_>, old: OldFindingsDetail) -> Vec<Diagnostic> {
    let lang = view.lang;
    let mut objects = manifest_objects(view.manifests);
    for found in &mut objects {
        let namespace = found.object.namespace.take().filter(|namespace| !namespace.is_empty());
        found.object.namespace = namespace.or_else(|| view.namespace.map(str::to_string));
    }
    // Of equal objects the first one is there last.
    let sources: BTreeMap<ObjectKey<'_>, Option<&SourceRange>> =
        objects.iter().rev().map(|found| (object_key(&found.object), found.source.as_ref())).collect();
    let place = |object: &ObjectRef| sources.get(&object_key(object)).copied().flatten().cloned();
    let mut findings = plan.diagnostics.clone();
    let violations = plan.policy.iter().flat_map(|policy| &policy.violations);
    findings.extend(violations.map(|violation| {
        let source = violation.source.clone().or_else(|| violation.object.as_ref().and_then(place));
        Diagnostic { source, ..violation.clone() }
    }));
    let explained = with_an_error(&plan.diagnostics);
    let shown = plan.services.iter().filter(|service| old == OldFindingsDetail::Listed || !service.existing);
    let with_codes = shown.flat_map(|service| {
        let public = service.load_balancer.newly_public.then_some(NEWLY_PUBLIC);
        let outage = service.load_balancer.outage.then_some(OUTAGE);
        verdict_finding(service, &explained).into_iter().chain(public).chain(outage).map(move |found| (service, found))
    });
    for (service, (code, role, severity)) in with_codes {
        let object = ObjectRef {
            kind: "Service".to_string(),
            namespace: Some(service.namespace.clone()),
            name: Some(service.name.clone()),
        };
        let source = place(&object);
        let found = Diagnostic { severity, ..from_verdict(service, code, object, lang, source) };
        let message = format!("{}{}{}", service_name(service), lang.colon(), role.text(lang));
        let is_beside_verdict = code == NEWLY_PUBLIC.0 || code == OUTAGE.0;
        let found = if is_beside_verdict { Diagnostic { message, why: None, ..found } } else { found };
        findings.push(found);
    }
    findings
}

/// Namespace and name of the objects that an error is about.
fn with_an_error(diagnostics: &[Diagnostic]) -> BTreeSet<(&str, &str)> {
    let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let named = errors.filter_map(|finding| {
        let object = finding.object.as_ref()?;
        Some((object.namespace.as_deref()?, object.name.as_deref()?))
    });
    named.collect()
}

fn verdict_finding(service: &ServicePlan, explained: &BTreeSet<(&str, &str)>) -> Option<VerdictFinding> {
    let [deletes, replaces, changes, lost, releases] = LOSSES;
    let is_explained = || explained.contains(&(service.namespace.as_str(), service.name.as_str()));
    match (service.load_balancer.verdict, service.load_balancer.vip) {
        (LoadBalancerVerdict::Blocked, _) if !is_explained() => Some(BLOCKED),
        (LoadBalancerVerdict::Error, _) if !is_explained() => Some(ERROR),
        (LoadBalancerVerdict::Delete, _) => Some(deletes),
        (LoadBalancerVerdict::Replace, _) => Some(replaces),
        (_, VipVerdict::Changed) => Some(changes),
        (_, VipVerdict::Lost) => Some(lost),
        (LoadBalancerVerdict::Release, _) => Some(releases),
        (_, VipVerdict::None | VipVerdict::Kept | VipVerdict::New | VipVerdict::Unknown) => None,
    }
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
