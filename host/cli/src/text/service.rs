//! Each Service: the verdict as a label and a sentence, the address, then changes, withheld actions and calls.
//!
//! Services without changes are gathered in one list. A reason that the verdict has is not repeated below it, and what the
//! overview says of a Service that keeps its load balancer and address is not repeated either.

use super::writer::TextWriter;
use super::{calls, change};
use crate::ansi::TextRole;
use crate::finding_verbosity::{FindingDetail, OldFindingsDetail};
use crate::messages;
use crate::module_answer::{LoadBalancerVerdict, Plan, ServicePlan, VipVerdict};
use crate::render_settings::CallBodyVisibility;
use crate::summary::load_balancer_verdict::{self, service_name};
use crate::summary::overview::has_overview;
use crate::summary::shown_services::shown_services;
use crate::summary::withheld_change::{WithheldLine, withheld_lines};

pub fn services(out: &mut TextWriter<'_>, plan: &Plan, old: OldFindingsDetail, requests: CallBodyVisibility) {
    if plan.services.is_empty() {
        let nothing = messages::NO_SERVICES.text(out.lang());
        out.wrapped(0, 0, &[(TextRole::Normal, nothing)]);
    }
    let sections = shown_services(plan, old);
    let is_brief =
        has_overview(plan) && out.view().detail == FindingDetail::Brief && requests == CallBodyVisibility::Hidden;
    for (service, equal) in &sections.shown {
        let heading =
            if is_brief && equal.is_empty() && keeps_address(service) { Heading::Name } else { Heading::Full };
        heading_and_reasons(out, service, heading);
        changes(out, service);
        if is_brief {
            calls::in_one_line(out, &service.actions);
        } else {
            calls::calls(out, &service.actions, requests);
        }
        let names: Vec<String> = equal.iter().map(|service| service_name(service)).collect();
        if !names.is_empty() {
            let names = names.join(out.lang().list_separator());
            let text = messages::THE_SAME.format(out.lang(), &[("names", &names)]);
            out.gap();
            out.wrapped(2, 4, &[(TextRole::Strong, "= "), (TextRole::Normal, &text)]);
        }
    }
    if !sections.folded.is_empty() {
        let names: Vec<String> = sections.folded.iter().map(|service| service_name(service)).collect();
        let names = names.join(out.lang().list_separator());
        out.gap();
        out.wrapped(0, 2, &[(TextRole::Normal, &messages::AS_BEFORE.format(out.lang(), &[("names", &names)]))]);
    }
    if let [only] = sections.unchanged.as_slice() {
        heading_and_reasons(out, only, Heading::Full);
        changes(out, only);
        return calls::calls(out, &only.actions, requests);
    }
    for (title, names) in sections.unchanged_names() {
        out.section(title);
        out.wrapped(2, 2, &[(TextRole::Normal, &names.join(out.lang().list_separator()))]);
    }
}

/// What stands above the reasons of a Service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// The name and the verdict: the overview has the rest.
    Name,
    /// A sentence and the address as well.
    Full,
}

/// True if the overview says it all: the load balancer is changed in place, and its address is kept.
fn keeps_address(service: &ServicePlan) -> bool {
    let load_balancer = &service.load_balancer;
    load_balancer.verdict == LoadBalancerVerdict::Update && load_balancer.vip == VipVerdict::Kept
}

fn heading_and_reasons(out: &mut TextWriter<'_>, service: &ServicePlan, heading: Heading) {
    let lang = out.lang();
    let (role, label, _) = load_balancer_verdict::verdict(&service.load_balancer);
    out.gap();
    out.line(0, &[(TextRole::Strong, &service_name(service)), (TextRole::Normal, "  "), (role, label.text(lang))]);
    if heading == Heading::Full {
        out.wrapped(2, 2, &[(TextRole::Normal, &load_balancer_verdict::sentence(&service.load_balancer, lang))]);
        if let Some((role, text)) = load_balancer_verdict::address(service, lang) {
            out.labelled(2, (TextRole::Faint, &format!("{}  ", messages::ADDRESS.text(lang))), &[(role, &text)]);
        }
    }
    for danger in load_balancer_verdict::dangers(&service.load_balancer, lang) {
        out.wrapped(2, 2, &[(TextRole::Bad, danger)]);
    }
    for reason in &service.load_balancer.because {
        out.reason(2, reason);
    }
}

fn changes(out: &mut TextWriter<'_>, service: &ServicePlan) {
    if !service.changes.is_empty() {
        out.gap();
    }
    for change in &service.changes {
        change::change(out, change, &service.load_balancer.because);
    }
    withheld(out, service);
}

fn withheld(out: &mut TextWriter<'_>, service: &ServicePlan) {
    if service.withheld.is_empty() {
        return;
    }
    let lang = out.lang();
    out.gap();
    out.line(2, &[(TextRole::Strong, messages::WITHHELD.text(lang))]);
    let mut rest = withheld_lines(service).into_iter().peekable();
    while let Some(WithheldLine { role, sign, address, label, because }) = rest.next() {
        let label = format!("  {}", label.text(lang));
        out.line(2, &[(role, sign), (TextRole::Strong, &format!(" {address}")), (TextRole::Faint, &label)]);
        // A reason that consecutive entries share is written once, after the last of them.
        let is_shared = rest.peek().is_some_and(|next| next.because == because);
        if let Some(reason) = because.filter(|_| !is_shared) {
            out.reason(6, reason);
        }
    }
}
