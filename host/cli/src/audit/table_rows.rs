//! The table of findings: one line for each Service or load balancer and kind, in the order of danger. All formats for people
//! show it.

use super::findings_across_clusters::{OPEN_TO_ALL, OPEN_TO_GROUPS, OPEN_UNKNOWN};
use super::messages;
use super::report::{Audit, AuditedLoadBalancer, Finding, FindingKind, NextSync, NotChecked};
use crate::localization::{Lang, Message};
use crate::messages as common;
use crate::module_answer::{Diagnostic, ObjectRef, Severity, Verb, VipVerdict};
use crate::summary::change::count_verbs;
use crate::summary::finding::severity;
use crate::summary::load_balancer_verdict::verdict_of;
use crate::summary::orphan;
use crate::summary::text_role::TextRole;
use crate::summary::totals;

/// One line.
pub struct TableRow {
    pub role: TextRole,
    pub severity: &'static str,
    pub kind: &'static str,
    /// `prod: shop/web`, `shop/web and 2 more`, or the name of a load balancer.
    pub subject: String,
    pub load_balancer: String,
    pub what: String,
}

/// The lines. Findings of one kind about one Service are one line, and so are Services with the same finding about their
/// configuration.
pub fn rows(audit: &Audit, lang: Lang) -> Vec<TableRow> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in &audit.findings {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| is_one_line(first, finding))) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    let has_several = audit.clusters.len() > 1;
    groups.iter().filter_map(|group| row(group, has_several, lang)).collect()
}

fn is_one_line(first: &Finding, other: &Finding) -> bool {
    let is_same_object = first.object.is_some() && first.object == other.object;
    let is_same_finding = first.kind == FindingKind::Configuration && first.code == other.code;
    first.kind == other.kind
        && first.cluster == other.cluster
        && first.severity == other.severity
        && (is_same_object && first.kind != FindingKind::Configuration || is_same_finding)
}

fn row(group: &[&Finding], has_several_clusters: bool, lang: Lang) -> Option<TableRow> {
    let first = group.first()?;
    let (role, label) = severity(first.severity);
    let mut objects: Vec<String> = Vec::new();
    for finding in group {
        let object = object(finding);
        if !object.is_empty() && !objects.contains(&object) {
            objects.push(object);
        }
    }
    let subject = match objects.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [one, rest @ ..] => common::AND_MORE.format(lang, &[("first", one), ("n", &rest.len().to_string())]),
    };
    let cluster = first.cluster.as_deref().filter(|_| has_several_clusters);
    let subject = match cluster {
        Some(cluster) if subject.is_empty() => cluster.to_string(),
        Some(cluster) => format!("{cluster}{}{subject}", lang.colon()),
        None => subject,
    };
    Some(TableRow {
        role,
        severity: label.text(lang),
        kind: kind(first.kind).text(lang),
        subject,
        load_balancer: group
            .iter()
            .find_map(|finding| Some(finding.load_balancer.as_ref()?.id.clone()))
            .unwrap_or_default(),
        what: what(group, lang),
    })
}

/// `shop/web`; the name of the load balancer where there is no object.
fn object(finding: &Finding) -> String {
    match (&finding.object, &finding.load_balancer) {
        (Some(object), _) => {
            let name = object.name.as_deref().unwrap_or_default();
            object.namespace.as_ref().map_or_else(|| name.to_string(), |namespace| format!("{namespace}/{name}"))
        }
        (None, Some(load_balancer)) => load_balancer.name.clone().unwrap_or_default(),
        (None, None) => String::new(),
    }
}

pub fn kind(kind: FindingKind) -> &'static Message {
    match kind {
        FindingKind::Drift => &messages::KIND_DRIFT,
        FindingKind::Tags => &messages::KIND_TAGS,
        FindingKind::Configuration => &messages::KIND_CONFIGURATION,
        FindingKind::Exposure => &messages::KIND_EXPOSURE,
        FindingKind::Orphan => &messages::KIND_ORPHAN,
        FindingKind::OtherCluster => &messages::KIND_OTHER_CLUSTER,
    }
}

fn what(group: &[&Finding], lang: Lang) -> String {
    let Some(first) = group.first() else { return String::new() };
    let plan = group.iter().find_map(|finding| finding.plan.as_ref());
    let mut parts: Vec<String> = plan.map(|plan| next_sync(plan, lang)).into_iter().collect();
    let is_left_over = matches!(first.kind, FindingKind::Orphan | FindingKind::OtherCluster);
    if let Some(load_balancer) = &first.load_balancer {
        if first.kind == FindingKind::OtherCluster {
            parts.extend(load_balancer.owner_cluster.clone());
        }
        if is_left_over {
            parts.extend(details(load_balancer, lang));
        } else if first.kind == FindingKind::Exposure {
            parts.extend(load_balancer.addresses.iter().cloned());
        }
    }
    // The kind says it already.
    for finding in group.iter().filter(|_| !is_left_over) {
        let word = match finding.code.as_str() {
            OPEN_TO_ALL => messages::OPEN_TO_ALL_WORD.text(lang),
            OPEN_TO_GROUPS => messages::OPEN_TO_GROUPS_WORD.text(lang),
            OPEN_UNKNOWN => messages::OPEN_UNKNOWN_WORD.text(lang),
            code => code,
        };
        if !parts.iter().any(|part| part == word) {
            parts.push(word.to_string());
        }
    }
    parts.join(lang.list_separator())
}

/// `CREATE, CHANGES 119.29.48.21, +3 ~1`: as in the overview of a plan.
fn next_sync(plan: &NextSync, lang: Lang) -> String {
    let vip = match plan.vip {
        VipVerdict::Changed => Some(&common::VIP_WORD_CHANGED),
        VipVerdict::Lost => Some(&common::VIP_WORD_LOST),
        VipVerdict::None | VipVerdict::Kept | VipVerdict::New | VipVerdict::Unknown => None,
    };
    let vip = vip.map(|word| format!("{} {}", word.text(lang), plan.addresses.join(" ")).trim_end().to_string());
    let verbs: Vec<Verb> = plan.changes.iter().map(|changed| changed.verb).collect();
    let counts = Some(count_verbs(&verbs)).filter(|counts| !counts.is_empty());
    let verdict = verdict_of(plan.verdict).1.text(lang).to_string();
    std::iter::once(verdict).chain(vip).chain(counts).collect::<Vec<_>>().join(lang.list_separator())
}

/// Addresses, age, and what depends on the load balancer.
fn details(load_balancer: &AuditedLoadBalancer, lang: Lang) -> Vec<String> {
    let mut parts = load_balancer.addresses.clone();
    if load_balancer.public == Some(true) {
        parts.push(messages::PUBLIC_WORD.text(lang).to_string());
    }
    match (load_balancer.age_days, &load_balancer.created_at) {
        (Some(days), _) => parts.push(messages::DAYS.plural(lang, u64::try_from(days).unwrap_or_default())),
        (None, Some(date)) => parts.push(common::SINCE.format(lang, &[("date", date)])),
        (None, None) => {}
    }
    let number = |count: Option<usize>| count.map(|count| count as u64);
    parts.extend(orphan::usage(number(load_balancer.listeners), number(load_balancer.backends), lang));
    if !load_balancer.owner_service_uids.is_empty() {
        let uids = load_balancer.owner_service_uids.join(lang.list_separator());
        parts.push(messages::OF_SERVICE_UID.format(lang, &[("uids", &uids)]));
    }
    parts
}

/// The findings as the renderers of plans show them, those of one code and severity together.
pub fn diagnostics(audit: &Audit, lang: Lang) -> Vec<Diagnostic> {
    let mut groups: Vec<(Severity, &str)> = Vec::new();
    let has_several = audit.clusters.len() > 1;
    let mut diagnostics = Vec::new();
    for finding in &audit.findings {
        let group = (finding.severity, finding.code.as_str());
        let number = groups.iter().position(|known| *known == group).unwrap_or_else(|| {
            groups.push(group);
            groups.len() - 1
        });
        let message = message(finding, lang);
        let message = match finding.cluster.as_deref().filter(|_| has_several) {
            Some(cluster) => messages::OF_CLUSTER.format(lang, &[("name", cluster), ("text", &message)]),
            None => message,
        };
        let object = finding.object.as_ref().map(|object| ObjectRef {
            kind: object.kind.clone(),
            namespace: object.namespace.clone(),
            name: object.name.clone(),
        });
        diagnostics.push(Diagnostic {
            group: Some(number as u64),
            why: finding.why.clone(),
            help: finding.help.clone(),
            object,
            path: finding.path.clone(),
            basis: finding.basis,
            url: finding.url.clone(),
            ..Diagnostic::new(&finding.code, finding.severity, message)
        });
    }
    diagnostics
}

/// The problem; of what is left over with everything that is known about it, for which a table has no room.
fn message(finding: &Finding, lang: Lang) -> String {
    match (finding.kind, &finding.load_balancer) {
        (FindingKind::Orphan | FindingKind::OtherCluster, Some(load_balancer)) => {
            let name = load_balancer.name.iter().map(|name| format!("`{name}`"));
            let details: Vec<String> = name.chain(details(load_balancer, lang)).collect();
            format!("{}{}", finding.message, lang.bracketed(&details.join(lang.list_separator())))
        }
        _ => finding.message.clone(),
    }
}

/// What was audited.
pub fn audited(audit: &Audit, lang: Lang) -> String {
    let audited = audit.clusters.iter().filter(|cluster| cluster.error.is_none());
    let services: usize = audited.clone().filter_map(|cluster| cluster.services).sum();
    let counts = [
        messages::CLUSTERS.plural(lang, audited.count() as u64),
        common::SERVICES.plural(lang, services as u64),
        messages::LOAD_BALANCERS.plural(lang, audit.load_balancers as u64),
    ];
    messages::AUDITED.format(lang, &[("what", &counts.join(lang.list_separator()))])
}

/// The clusters that could not be audited; `None` if all were.
pub fn failed(audit: &Audit, lang: Lang) -> Option<String> {
    let failed = audit.clusters.iter().filter(|cluster| cluster.error.is_some());
    let failed: Vec<String> = failed.map(|cluster| format!("`{}`", cluster.name)).collect();
    let (n, total) = (failed.len().to_string(), audit.clusters.len().to_string());
    let names = failed.join(lang.list_separator());
    let args = [("n", n.as_str()), ("total", total.as_str()), ("names", names.as_str())];
    (!failed.is_empty()).then(|| messages::CLUSTERS_FAILED.format(lang, &args))
}

/// `1 error, 2 warnings`, or that nothing was found.
pub fn headline(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let counts = totals::findings(diagnostics, 0, lang);
    if counts.is_empty() { messages::NOTHING_FOUND.text(lang).to_string() } else { counts }
}

/// What was not checked, with the clusters that it concerns where there are several.
pub fn not_checked(audit: &Audit, lang: Lang) -> Vec<String> {
    let has_several = audit.clusters.len() > 1;
    let text = |note: &NotChecked| match note.clusters.join(lang.list_separator()) {
        names if has_several && !names.is_empty() => {
            messages::OF_CLUSTER.format(lang, &[("name", &names), ("text", &note.message)])
        }
        _ => note.message.clone(),
    };
    audit.not_checked.iter().map(text).collect()
}
