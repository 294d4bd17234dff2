//! What only several answers together show: who may connect, orphans that another cluster names, and load balancers of
//! clusters that were not given.

use super::cluster_input::ClusterInput;
use super::load_balancers_in_cloud_lists::{Exposure, ListedLoadBalancers};
use super::messages;
use super::report::{AuditedObject, Finding, FindingKind};
use crate::localization::{Lang, Message};
use crate::module_answer::{Plan, ServicePlan, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of public load balancers.
pub const OPEN_TO_ALL: &str = "audit/open-to-all";
pub const OPEN_TO_GROUPS: &str = "audit/open-to-security-groups";
pub const OPEN_UNKNOWN: &str = "audit/open-unknown";
/// The codes of load balancers whose tags name another cluster than the one that uses them.
pub const NAMED_ELSEWHERE: &str = "audit/named-by-another-cluster";
pub const OTHER_CLUSTER: &str = "audit/other-cluster";

/// A cluster that was audited.
pub struct AuditedPlan<'a> {
    pub input: &'a ClusterInput,
    pub plan: &'a Plan,
}

/// What is found, and what could not be decided, as a sentence for each cluster or for all.
#[derive(Default)]
pub struct FindingsAcrossClusters {
    pub findings: Vec<Finding>,
    pub not_checked: Vec<(Option<String>, String)>,
}

/// The public load balancers that Services of a cluster use.
pub fn exposure(cluster: &AuditedPlan<'_>, account: &ListedLoadBalancers<'_>, lang: Lang) -> FindingsAcrossClusters {
    let mut joined = FindingsAcrossClusters::default();
    let (mut unknown, mut unlisted) = (BTreeSet::new(), BTreeSet::new());
    for service in &cluster.plan.services {
        let Some(id) = service.load_balancer.id.as_deref() else { continue };
        match account.exposure(id) {
            Exposure::Internal => {}
            Exposure::Unknown => drop(unknown.insert(id)),
            Exposure::NotListed => drop(unlisted.insert(id)),
            found => joined.findings.extend(exposed(&cluster.input.name, service, id, &found, account, lang)),
        }
    }
    // Without a list, that is said once for everything.
    if cluster.input.cloud.is_some() {
        for (message, ids) in [(&messages::KIND_UNKNOWN, unknown), (&messages::NOT_LISTED, unlisted)] {
            if !ids.is_empty() {
                let ids = ids.into_iter().collect::<Vec<_>>().join(lang.list_separator());
                let text = message.format(lang, &[("ids", &ids)]);
                joined.not_checked.push((Some(cluster.input.name.clone()), text));
            }
        }
    }
    joined
}

fn exposed(
    cluster: &str,
    service: &ServicePlan,
    id: &str,
    exposure: &Exposure,
    account: &ListedLoadBalancers<'_>,
    lang: Lang,
) -> Option<Finding> {
    let (severity, code, message) = match exposure {
        Exposure::Public { .. } => (Severity::Warning, OPEN_TO_ALL, &messages::OPEN_TO_ALL),
        Exposure::SecurityGroups(_) => (Severity::Info, OPEN_TO_GROUPS, &messages::OPEN_TO_GROUPS),
        Exposure::PublicOrRestricted => (Severity::Warning, OPEN_UNKNOWN, &messages::OPEN_UNKNOWN),
        Exposure::Internal | Exposure::Unknown | Exposure::NotListed => return None,
    };
    let (why, help): (Option<&Message>, Option<&Message>) = match exposure {
        Exposure::Public { passes_to_target: true } => {
            (Some(&messages::PASSED_TO_ALL_WHY), Some(&messages::OPEN_TO_ALL_HELP))
        }
        Exposure::Public { passes_to_target: false } => {
            (Some(&messages::OPEN_TO_ALL_WHY), Some(&messages::OPEN_TO_ALL_HELP))
        }
        Exposure::SecurityGroups(_) => (Some(&messages::OPEN_TO_GROUPS_WHY), None),
        _ => (None, Some(&messages::OPEN_UNKNOWN_HELP)),
    };
    let groups = match exposure {
        Exposure::SecurityGroups(groups) => groups.join(lang.list_separator()),
        _ => String::new(),
    };
    let args = [("groups", groups.as_str())];
    Some(Finding {
        cluster: Some(cluster.to_string()),
        object: Some(AuditedObject {
            kind: "Service".to_string(),
            namespace: Some(service.namespace.clone()),
            name: Some(service.name.clone()),
        }),
        ..own(severity, FindingKind::Exposure, code, id, account, [Some(message), why, help], &args, lang)
    })
}

/// A finding that is made here: its message, why it matters and what to do.
#[allow(clippy::too_many_arguments)]
fn own(
    severity: Severity,
    kind: FindingKind,
    code: &str,
    id: &str,
    account: &ListedLoadBalancers<'_>,
    texts: [Option<&Message>; 3],
    args: &[(&str, &str)],
    lang: Lang,
) -> Finding {
    let [message, why, help] = texts.map(|text| text.map(|text| text.format(lang, args)));
    Finding {
        severity,
        kind,
        code: code.to_string(),
        cluster: None,
        object: None,
        path: None,
        load_balancer: Some(account.describe(id)),
        plan: None,
        message: message.unwrap_or_default(),
        why,
        help,
        basis: None,
        url: None,
        rank: 0,
    }
}

/// An orphan that objects of another given cluster name has the wrong tags instead: only the given objects of its own cluster
/// are known to the module.
pub fn named_elsewhere(
    findings: Vec<Finding>,
    clusters: &[AuditedPlan<'_>],
    account: &ListedLoadBalancers<'_>,
    lang: Lang,
) -> Vec<Finding> {
    let rewritten = |finding: Finding| {
        let id = finding.load_balancer.as_ref().map(|found| found.id.clone());
        let Some(id) = id.filter(|_| finding.kind == FindingKind::Orphan) else { return finding };
        let cluster = finding.cluster.clone().unwrap_or_default();
        let others = clusters.iter().map(|other| other.input);
        let others = others.filter(|other| other.name != cluster && other.named.contains(&id));
        let others: Vec<&str> = others.map(|other| other.name.as_str()).collect();
        if others.is_empty() {
            return finding;
        }
        let others = others.join(lang.list_separator());
        let args = [("id", id.as_str()), ("cluster", cluster.as_str()), ("others", others.as_str())];
        let texts = [
            Some(&messages::NAMED_ELSEWHERE),
            Some(&messages::NAMED_ELSEWHERE_WHY),
            Some(&messages::NAMED_ELSEWHERE_HELP),
        ];
        Finding {
            cluster: finding.cluster,
            ..own(Severity::Error, FindingKind::Tags, NAMED_ELSEWHERE, &id, account, texts, &args, lang)
        }
    };
    findings.into_iter().map(rewritten).collect()
}

/// Load balancers with the tag of a cluster that is not among the given ones. Where one of these was not read, or has no known
/// id, the load balancers may be its own.
pub fn other_clusters(
    clusters: &[AuditedPlan<'_>],
    failed: &[&str],
    known: &[String],
    account: &ListedLoadBalancers<'_>,
    lang: Lang,
) -> FindingsAcrossClusters {
    let ids: BTreeSet<&str> = clusters.iter().flat_map(|cluster| own_ids(cluster, account)).collect();
    let nameless = clusters.iter().filter(|cluster| own_ids(cluster, account).next().is_none());
    let nameless: Vec<&str> = nameless.map(|cluster| cluster.input.name.as_str()).collect();
    // One that a given cluster names is a finding about that cluster.
    let is_named = |id: &str| clusters.iter().any(|cluster| cluster.input.named.contains(id));
    let others = account
        .owners()
        .filter(|(id, owner)| !ids.contains(owner) && !known.iter().any(|known| known == owner) && !is_named(id));
    let others: Vec<(&str, &str)> = others.collect();
    if nameless.is_empty() && failed.is_empty() {
        let findings = others.into_iter().map(|(id, owner)| {
            let args = [("id", id), ("cluster", owner)];
            let texts = [
                Some(&messages::OTHER_CLUSTER),
                Some(&messages::OTHER_CLUSTER_WHY),
                Some(&messages::OTHER_CLUSTER_HELP),
            ];
            own(Severity::Warning, FindingKind::OtherCluster, OTHER_CLUSTER, id, account, texts, &args, lang)
        });
        return FindingsAcrossClusters { findings: findings.collect(), not_checked: Vec::new() };
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, owner) in others {
        *counts.entry(owner).or_default() += 1;
    }
    if counts.is_empty() {
        return FindingsAcrossClusters::default();
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(owner, count)| messages::CLUSTER_COUNT.format(lang, &[("cluster", owner), ("n", &count.to_string())]))
        .collect();
    let (counts, why) = (counts.join(lang.list_separator()), why_undecided(&nameless, failed, clusters.len(), lang));
    let text = messages::OTHERS_UNDECIDED.format(lang, &[("clusters", &counts), ("why", &why)]);
    FindingsAcrossClusters { findings: Vec::new(), not_checked: vec![(None, text)] }
}

/// The id of a cluster: the known one, and that of the load balancers that the module found to be its orphans.
fn own_ids<'a>(cluster: &AuditedPlan<'a>, account: &ListedLoadBalancers<'a>) -> impl Iterator<Item = &'a str> {
    let orphans: BTreeSet<&str> = cluster.plan.orphans.iter().map(|orphan| orphan.load_balancer_id.as_str()).collect();
    let of_orphans: Vec<&str> =
        account.owners().filter(|(id, _)| orphans.contains(id)).map(|(_, owner)| owner).collect();
    cluster.input.cluster_id().into_iter().chain(of_orphans)
}

fn why_undecided(nameless: &[&str], failed: &[&str], given: usize, lang: Lang) -> String {
    let names =
        |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(lang.list_separator());
    let mut parts = Vec::new();
    match nameless {
        [] => {}
        // The only cluster has no name that the user knows.
        [_] if given == 1 && failed.is_empty() => parts.push(messages::UNDECIDED_THIS.text(lang).to_string()),
        nameless => parts.push(messages::UNDECIDED_IDS.format(lang, &[("names", &names(nameless))])),
    }
    if !failed.is_empty() {
        parts.push(messages::UNDECIDED_FAILED.format(lang, &[("names", &names(failed))]));
    }
    parts.join(lang.clause_separator())
}
