//! The findings of one cluster, from the module's plan of the cluster as it is. Nothing is decided here: each finding is a
//! finding, a verdict or an orphan of the answer, with what the cloud's lists say about the load balancer.

use super::load_balancers_in_cloud_lists::ListedLoadBalancers;
use super::report::{AuditedObject, Finding, FindingKind, NextSync};
use super::{load_balancer_drift, messages};
use crate::localization::Lang;
use crate::module_answer::{Danger, Diagnostic, LoadBalancerVerdict, ObjectRef, Orphan, Plan, ServicePlan, Severity};
use std::collections::BTreeSet;

/// The reason that the controller does not find a load balancer because its tags were changed.
const TAMPERED: &str = "lifecycle/tags-tampered";
/// A plan of live objects applies nothing, so what it would bring does not matter.
const BEING_DELETED: &str = "service/being-deleted";

/// The findings about one cluster, without those that need other clusters.
pub fn findings(cluster: &str, plan: &Plan, account: &ListedLoadBalancers<'_>, lang: Lang) -> Vec<Finding> {
    let drifting = drifting(plan);
    let diagnostics: Vec<&Diagnostic> =
        plan.diagnostics.iter().filter(|found| found.code != BEING_DELETED && !is_about_input(&found.code)).collect();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut findings = Vec::new();
    for service in plan.services.iter().filter(|service| drifting.contains(&(&*service.namespace, &*service.name))) {
        let finding = match cause(service, &diagnostics) {
            Some((at, diagnostic)) => {
                used.insert(at);
                // It does not say which backends differ.
                let backends = is_updated(service).then(|| load_balancer_drift::of_backends(service, lang)).flatten();
                let own = backends.map(|what| of_difference(of_verdict(cluster, service), service, &what, lang));
                findings.extend(own.map(|finding| with_plan(finding, service, account)));
                of_diagnostic(cluster, diagnostic)
            }
            None => match load_balancer_drift::all(service, lang).filter(|_| is_updated(service)) {
                Some(what) => of_difference(of_verdict(cluster, service), service, &what, lang),
                None => of_verdict(cluster, service),
            },
        };
        findings.push(with_plan(finding, service, account));
    }
    let others = diagnostics.iter().enumerate().filter(|(at, _)| !used.contains(at));
    findings.extend(others.map(|(_, diagnostic)| of_diagnostic(cluster, diagnostic)));
    findings.extend(plan.orphans.iter().map(|orphan| of_orphan(cluster, orphan, account)));
    findings
}

/// The findings of the module about what was provided and not about the cluster: what they are about counts as unknown.
pub fn about_input(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.diagnostics.iter().filter(|found| is_about_input(&found.code)).map(|found| found.message.as_str())
}

fn is_about_input(code: &str) -> bool {
    matches!(area(code), "clb" | "request" | "answer" | "input")
}

fn area(code: &str) -> &str {
    code.split('/').next().unwrap_or_default()
}

/// The Services that the next sync changes, or cannot sync.
fn drifting(plan: &Plan) -> BTreeSet<(&str, &str)> {
    let groups = plan.overview.iter().filter(|group| group.danger != Danger::Keep);
    groups.flat_map(|group| &group.services).map(|service| (&*service.namespace, &*service.name)).collect()
}

/// The worst finding about the next sync of a Service, which explains its verdict.
fn cause<'d>(service: &ServicePlan, diagnostics: &[&'d Diagnostic]) -> Option<(usize, &'d Diagnostic)> {
    let is_about = |found: &Diagnostic| {
        found.object.as_ref().is_some_and(|object| {
            object.namespace.as_deref() == Some(&*service.namespace) && object.name.as_deref() == Some(&*service.name)
        })
    };
    let found = diagnostics.iter().copied().enumerate();
    let found = found.filter(|(_, found)| {
        kind(&found.code) == FindingKind::Drift && found.severity != Severity::Info && is_about(found)
    });
    // A warning does not explain why the sync stops. Otherwise a code has the severity that it has in a plan.
    let worst = found.min_by_key(|(_, found)| found.severity);
    worst.filter(|(_, found)| !service.load_balancer.verdict.is_refused() || found.severity == Severity::Error)
}

/// What a finding is about, by its code.
fn kind(code: &str) -> FindingKind {
    match code {
        "load-balancer/other-cluster"
        | "load-balancer/other-owner"
        | "load-balancer/bought-yet-named"
        | "load-balancer/creator-tag-missing"
        | "load-balancer/contradicting-ids" => FindingKind::Tags,
        "service/source-ranges" | "annotation/will-be-public" => FindingKind::Exposure,
        code => match area(code) {
            "load-balancer" | "existing-clb" | "listener" | "backends" => FindingKind::Drift,
            _ => FindingKind::Configuration,
        },
    }
}

fn of_diagnostic(cluster: &str, diagnostic: &Diagnostic) -> Finding {
    Finding {
        severity: diagnostic.severity,
        kind: kind(&diagnostic.code),
        code: diagnostic.code.clone(),
        cluster: Some(cluster.to_string()),
        object: diagnostic.object.as_ref().map(object),
        path: diagnostic.path.clone(),
        load_balancer: None,
        plan: None,
        message: diagnostic.message.clone(),
        why: diagnostic.why.clone().filter(|why| !why.is_empty()),
        help: diagnostic.help.clone().filter(|help| !help.is_empty()),
        basis: diagnostic.basis,
        url: diagnostic.url.clone(),
        rank: 0,
    }
}

fn object(object: &ObjectRef) -> AuditedObject {
    AuditedObject { kind: object.kind.clone(), namespace: object.namespace.clone(), name: object.name.clone() }
}

/// True if the Service is refused, or clients lose the address.
fn is_severe(service: &ServicePlan) -> bool {
    let load_balancer = &service.load_balancer;
    load_balancer.verdict.is_refused() || load_balancer.verdict.loses_address(load_balancer.vip)
}

/// A verdict that no finding explains: its first reason does.
fn of_verdict(cluster: &str, service: &ServicePlan) -> Finding {
    let because = service.load_balancer.because.first();
    Finding {
        severity: if is_severe(service) { Severity::Error } else { Severity::Warning },
        kind: FindingKind::Drift,
        code: because.map(|reason| reason.code.clone()).unwrap_or_default(),
        cluster: Some(cluster.to_string()),
        object: None,
        path: None,
        load_balancer: None,
        plan: None,
        message: because.map(|reason| reason.message.clone()).unwrap_or_default(),
        why: None,
        help: None,
        basis: because.and_then(|reason| reason.basis),
        url: because.and_then(|reason| reason.url.clone()),
        rank: 0,
    }
}

fn is_updated(service: &ServicePlan) -> bool {
    service.load_balancer.verdict == LoadBalancerVerdict::Update
}

/// The verdict that a load balancer is changed in place, with what differs.
fn of_difference(verdict: Finding, service: &ServicePlan, what: &str, lang: Lang) -> Finding {
    let id = service.load_balancer.id.as_deref().unwrap_or_default();
    Finding {
        message: messages::DIFFERS.format(lang, &[("id", id), ("what", what)]),
        why: Some(messages::DIFFERS_WHY.text(lang).to_string()),
        ..verdict
    }
}

/// The finding with what the next sync does.
fn with_plan(finding: Finding, service: &ServicePlan, account: &ListedLoadBalancers<'_>) -> Finding {
    let load_balancer = &service.load_balancer;
    let is_tampered = load_balancer.because.iter().any(|reason| reason.code == TAMPERED);
    let (namespace, name) = (Some(service.namespace.clone()), Some(service.name.clone()));
    Finding {
        kind: if is_tampered { FindingKind::Tags } else { finding.kind },
        object: Some(AuditedObject { kind: "Service".to_string(), namespace, name }),
        load_balancer: load_balancer.id.as_deref().map(|id| account.describe(id)),
        plan: Some(NextSync::of(service)),
        rank: service.rank,
        ..finding
    }
}

fn of_orphan(cluster: &str, orphan: &Orphan, account: &ListedLoadBalancers<'_>) -> Finding {
    Finding {
        severity: Severity::Warning,
        kind: FindingKind::Orphan,
        code: orphan.because.code.clone(),
        cluster: Some(cluster.to_string()),
        object: None,
        path: None,
        load_balancer: Some(account.describe(&orphan.load_balancer_id)),
        plan: None,
        message: orphan.because.message.clone(),
        why: None,
        help: None,
        basis: orphan.because.basis,
        url: orphan.because.url.clone(),
        rank: 0,
    }
}
