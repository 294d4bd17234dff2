//! Each Service: the verdict as a label and a sentence, the address, then changes, withheld actions and calls.
//!
//! Services without changes are gathered in one list. A reason that the verdict has is not repeated below it.

use super::writer::TextWriter;
use super::{calls, change};
use crate::ansi::TextRole;
use crate::answer::{LoadBalancerVerdict, Plan, ServicePlan};
use crate::finding_detail::OldFindings;
use crate::messages;
use crate::render_settings::CallBodyVisibility;
use crate::summary::load_balancer_verdict::{self, service_name};
use crate::summary::shown_services::shown_services;

pub fn services(out: &mut TextWriter<'_>, plan: &Plan, old: OldFindings, requests: CallBodyVisibility) {
    if plan.services.is_empty() {
        let nothing = messages::NO_SERVICES.text(out.lang());
        out.wrapped(0, 0, &[(TextRole::Normal, nothing)]);
    }
    let sections = shown_services(plan, old);
    for (service, equal) in &sections.shown {
        write(out, service, requests);
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
        return write(out, only, requests);
    }
    for (title, names) in sections.unchanged_names() {
        out.section(title);
        out.wrapped(2, 2, &[(TextRole::Normal, &names.join(out.lang().list_separator()))]);
    }
}

fn write(out: &mut TextWriter<'_>, service: &ServicePlan, requests: CallBodyVisibility) {
    let lang = out.lang();
    let (role, label, _) = load_balancer_verdict::verdict(&service.load_balancer);
    out.gap();
    out.line(0, &[(TextRole::Strong, &service_name(service)), (TextRole::Normal, "  "), (role, label.text(lang))]);
    out.wrapped(2, 2, &[(TextRole::Normal, &load_balancer_verdict::sentence(&service.load_balancer, lang))]);
    if let Some((role, text)) = load_balancer_verdict::address(service, lang) {
        out.labelled(2, (TextRole::Faint, &format!("{}  ", messages::ADDRESS.text(lang))), &[(role, &text)]);
    }
    for reason in &service.load_balancer.because {
        out.reason(2, reason);
    }
    if !service.changes.is_empty() {
        out.gap();
    }
    for change in &service.changes {
        change::change(out, change, &service.load_balancer.because);
    }
    withheld(out, service);
    calls::calls(out, &service.actions, requests);
}

fn withheld(out: &mut TextWriter<'_>, service: &ServicePlan) {
    if service.withheld.is_empty() {
        return;
    }
    let lang = out.lang();
    out.gap();
    out.line(2, &[(TextRole::Strong, messages::WITHHELD.text(lang))]);
    let is_refused = matches!(service.load_balancer.verdict, LoadBalancerVerdict::Blocked | LoadBalancerVerdict::Error);
    let sign = if is_refused { (TextRole::Bad, "!") } else { (TextRole::Faint, "=") };
    let mut rest = service.withheld.iter().peekable();
    while let Some(withheld) = rest.next() {
        let label = load_balancer_verdict::withheld_label(withheld.verb);
        out.line(
            2,
            &[
                sign,
                (TextRole::Strong, &format!(" {}", withheld.address)),
                (TextRole::Faint, &format!("  {}", label.text(lang))),
            ],
        );
        // A reason that consecutive entries share is written once, after the last of them.
        let is_shared = rest.peek().is_some_and(|next| next.because == withheld.because);
        if !is_shared && !service.load_balancer.because.contains(&withheld.because) {
            out.reason(6, &withheld.because);
        }
    }
}
