//! The plan at a glance: one line for each group of Services, in the module's order, and what to look at first.
//!
//! Nothing is sorted or grouped here: the module does both, so that every host shows the same.

use super::change::count_by_sign;
use super::load_balancer_verdict::{danger_words, verdict, verdict_of};
use super::text_role::TextRole;
use crate::messages::{self, Lang, Message};
use crate::module_answer::{
    Danger, Diagnostic, LoadBalancerVerdict, OverviewGroup, Plan, RelationToRequest, ServicePlan,
    ServiceWithLoadBalancer, Severity, SeverityCounts, VipVerdict,
};
use std::collections::BTreeMap;

/// From how many Services on a plan has an overview.
const FEWEST_SERVICES: usize = 3;

/// Of a longer list of names, the others are counted.
const MAX_NAMES: usize = 10;

/// One line of the overview.
pub struct OverviewLine<'a> {
    pub role: TextRole,
    pub verdict: &'static str,
    pub services: String,
    pub load_balancer: String,
    pub address: String,
    /// What changes, or why it is refused.
    pub what: String,
    /// The Service, where it is one.
    pub service: Option<&'a ServicePlan>,
}

/// True for a plan that is easier to read with an overview.
pub fn has_overview(plan: &Plan) -> bool {
    plan.services.len() >= FEWEST_SERVICES && !plan.overview.is_empty()
}

/// The lines of the overview.
pub fn lines(plan: &Plan, lang: Lang) -> Vec<OverviewLine<'_>> {
    let services = by_name(plan);
    plan.overview.iter().filter_map(|row| line(row, plan, &services, lang)).collect()
}

/// The same with a line for each Service.
pub fn lines_of_services(plan: &Plan, lang: Lang) -> Vec<OverviewLine<'_>> {
    let services = by_name(plan);
    let of_row = |row: &OverviewGroup| -> Vec<OverviewLine<'_>> {
        let OverviewGroup { danger, verdict, vip, scope, existing, .. } = *row;
        let alone = |one: &ServiceWithLoadBalancer| OverviewGroup {
            danger,
            verdict,
            vip,
            scope,
            existing,
            services: vec![one.clone()],
        };
        row.services.iter().filter_map(|one| line(&alone(one), plan, &services, lang)).collect()
    };
    plan.overview.iter().flat_map(of_row).collect()
}

fn by_name(plan: &Plan) -> BTreeMap<(&str, &str), &ServicePlan> {
    let services = plan.services.iter();
    services.map(|service| ((service.namespace.as_str(), service.name.as_str()), service)).collect()
}

fn line<'a>(
    row: &OverviewGroup,
    plan: &Plan,
    services: &BTreeMap<(&str, &str), &'a ServicePlan>,
    lang: Lang,
) -> Option<OverviewLine<'a>> {
    let first = row.services.first()?;
    let service = services.get(&(first.namespace.as_str(), first.name.as_str())).copied();
    let (role, label) = match service {
        Some(service) => (verdict(&service.load_balancer).0, verdict(&service.load_balancer).1),
        None => verdict_of(row.verdict),
    };
    let number = row.services.len() as u64;
    let single = number == 1;
    let services = match (row.danger, number) {
        (_, 1) => name(first),
        (Danger::Keep, _) => messages::SERVICES.plural(lang, number),
        (Danger::NewlyPublic | Danger::Outage | Danger::Other, _) => {
            messages::AND_MORE.format(lang, &[("first", &name(first)), ("n", &(number - 1).to_string())])
        }
    };
    Some(OverviewLine {
        role,
        verdict: label.text(lang),
        services,
        load_balancer: first.load_balancer_id.clone().filter(|_| single).unwrap_or_default(),
        address: address(row, first, lang),
        what: service.map_or_else(String::new, |service| what(row, service, plan, lang)),
        service: service.filter(|_| single),
    })
}

/// `shop/web`
fn name(service: &ServiceWithLoadBalancer) -> String {
    format!("{}/{}", service.namespace, service.name)
}

fn address(row: &OverviewGroup, first: &ServiceWithLoadBalancer, lang: Lang) -> String {
    let word = match row.vip {
        VipVerdict::None => return String::new(),
        VipVerdict::Kept => &messages::VIP_WORD_KEPT,
        VipVerdict::New => &messages::VIP_WORD_NEW,
        VipVerdict::Changed => &messages::VIP_WORD_CHANGED,
        VipVerdict::Lost => &messages::VIP_WORD_LOST,
        VipVerdict::Unknown => &messages::UNKNOWN,
    };
    let word = word.text(lang);
    match (row.services.len(), &first.address) {
        (1, Some(address)) => format!("{word} {address}"),
        (1, None) => word.to_string(),
        (number, _) => messages::VIP_WORD_OF.format(lang, &[("n", &number.to_string()), ("word", word)]),
    }
}

/// What the verdict does not say.
fn what(row: &OverviewGroup, service: &ServicePlan, plan: &Plan, lang: Lang) -> String {
    let mut parts: Vec<String> = danger_words(&service.load_balancer, lang).into_iter().map(str::to_string).collect();
    if service.load_balancer.unproven {
        parts.push(messages::NOT_PROVEN_WORD.text(lang).to_string());
    }
    if service.load_balancer.undecided {
        parts.push(messages::UNDECIDED_WORD.text(lang).to_string());
    }
    match row.verdict {
        LoadBalancerVerdict::Blocked | LoadBalancerVerdict::Error => parts.extend(cause(service, &plan.diagnostics)),
        LoadBalancerVerdict::Delete | LoadBalancerVerdict::Keep | LoadBalancerVerdict::None => {}
        _ => parts.extend(Some(count_by_sign(&service.changes)).filter(|counts| !counts.is_empty())),
    }
    match row.scope {
        RelationToRequest::Named => {}
        RelationToRequest::Touched => parts.push(messages::TOUCHED_WORD.text(lang).to_string()),
        // Without manifests nothing is in them.
        RelationToRequest::Other if plan.overview.iter().all(|row| row.scope == RelationToRequest::Other) => {}
        RelationToRequest::Other => parts.push(messages::NOT_NAMED_WORD.text(lang).to_string()),
    }
    if row.existing {
        parts.push(messages::EXISTING_WORD.text(lang).to_string());
    }
    parts.join(lang.list_separator())
}

/// The code of the most dangerous error about a Service; else that of its verdict's reason.
fn cause(service: &ServicePlan, diagnostics: &[Diagnostic]) -> Option<String> {
    let is_about = |finding: &&Diagnostic| {
        finding.severity == Severity::Error
            && finding.object.as_ref().is_some_and(|object| {
                object.name.as_deref() == Some(&service.name) && object.namespace.as_deref() == Some(&service.namespace)
            })
    };
    let finding = diagnostics.iter().filter(is_about).min_by_key(|finding| (finding.existing, finding.group));
    let finding = finding.map(|finding| finding.code.clone());
    finding.or_else(|| service.load_balancer.because.first().map(|reason| reason.code.clone()))
}

/// `Deleted: shop/old (lb-1)`: what to look at first, each with its label.
pub fn highlights(plan: &Plan, lang: Lang) -> Vec<(&'static Message, String)> {
    let lists: [(&Message, &[ServiceWithLoadBalancer], TextBesideServiceName); 3] = [
        (&messages::HIGHLIGHT_DELETED, &plan.highlights.deleted, |service| service.load_balancer_id.as_deref()),
        (&messages::HIGHLIGHT_LOST, &plan.highlights.addresses_lost, |service| service.address.as_deref()),
        (&messages::HIGHLIGHT_PUBLIC, &plan.highlights.newly_public, |service| service.load_balancer_id.as_deref()),
    ];
    let lists = lists.into_iter().filter(|(_, services, _)| !services.is_empty());
    lists.map(|(label, services, detail)| (label, names(services, detail, lang))).collect()
}

/// What is said of a Service beside its name.
type TextBesideServiceName = fn(&ServiceWithLoadBalancer) -> Option<&str>;

/// `shop/old (lb-1), shop/web (lb-2)`
fn names(services: &[ServiceWithLoadBalancer], detail: TextBesideServiceName, lang: Lang) -> String {
    let one = |service: &ServiceWithLoadBalancer| {
        let detail = detail(service).map_or_else(String::new, |detail| lang.bracketed(detail));
        format!("{}{detail}", name(service))
    };
    let mut names: Vec<String> = services.iter().take(MAX_NAMES).map(one).collect();
    if services.len() > MAX_NAMES {
        names.push(messages::MORE_ITEMS.plural(lang, (services.len() - MAX_NAMES) as u64));
    }
    names.join(lang.list_separator())
}

/// The rest of the cluster in one sentence; `None` if there is none.
pub fn others(plan: &Plan, lang: Lang) -> Option<String> {
    let others = plan.others?;
    let counts = [
        (others.services, &messages::OTHERS),
        (others.with_changes, &messages::OTHERS_CHANGE),
        (others.with_findings, &messages::OTHERS_FINDINGS),
        (others.orphans, &messages::OTHERS_ORPHANS),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, message)| message.plural(lang, number))
        .collect();
    let text = counts.join(lang.list_separator());
    (!counts.is_empty()).then(|| messages::OTHERS_SHOWN_BY.format(lang, &[("what", &text)]))
}

/// How many findings the change does not bring; `None` if there are none, or if they are listed.
pub fn old_findings(existing: SeverityCounts, listed: bool, lang: Lang) -> Option<String> {
    let counts = [
        (existing.errors, &messages::ERRORS),
        (existing.warnings, &messages::WARNINGS),
        (existing.infos, &messages::INFOS),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, message)| message.plural(lang, number))
        .collect();
    let text = counts.join(lang.list_separator());
    (existing.total() > 0 && !listed).then(|| messages::OLD_FINDINGS.format(lang, &[("what", &text)]))
}
