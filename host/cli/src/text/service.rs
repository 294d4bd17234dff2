//! What becomes of each Service's load balancer: the verdict in a word and a sentence, the address, then the detail.
//!
//! Services with nothing to tell are gathered in one list, so that the ones with something stand out; a reason that the
//! verdict gave is not repeated below it.

use super::page::Page;
use super::paint::Style;
use super::{Requests, calls, change};
use crate::answer::{ServicePlan, Verdict};
use crate::phrases;
use crate::say::verdict::{self, is_quiet, name};

/// Writes all Services.
pub fn services(page: &mut Page<'_>, services: &[ServicePlan], requests: Requests) {
    if services.is_empty() {
        let nothing = phrases::NO_SERVICES.say(page.lang());
        page.wrapped(0, 0, &[(Style::Normal, nothing)]);
    }
    let (quiet, telling): (Vec<&ServicePlan>, Vec<&ServicePlan>) =
        services.iter().partition(|service| is_quiet(service));
    for service in telling {
        write(page, service, requests);
    }
    if let [only] = quiet.as_slice() {
        return write(page, only, requests);
    }
    for (title, verdict) in [(&phrases::UNCHANGED, Verdict::Keep), (&phrases::WITHOUT, Verdict::None)] {
        let names: Vec<String> = quiet
            .iter()
            .filter(|service| service.load_balancer.verdict == verdict)
            .map(|service| name(service))
            .collect();
        if !names.is_empty() {
            page.section(title);
            page.wrapped(2, 2, &[(Style::Normal, &names.join(", "))]);
        }
    }
}

fn write(page: &mut Page<'_>, service: &ServicePlan, requests: Requests) {
    let lang = page.lang();
    let (style, word, _) = verdict::verdict(&service.load_balancer);
    page.gap();
    page.line(0, &[(Style::Strong, &name(service)), (Style::Normal, "  "), (style, word.say(lang))]);
    page.wrapped(2, 2, &[(Style::Normal, &verdict::sentence(&service.load_balancer, lang))]);
    if let Some((style, text)) = verdict::address(service, lang) {
        page.labelled(2, (Style::Faint, &format!("{}  ", phrases::ADDRESS.say(lang))), &[(style, &text)]);
    }
    for because in &service.load_balancer.because {
        page.because(2, because);
    }
    if !service.changes.is_empty() {
        page.gap();
    }
    for change in &service.changes {
        change::change(page, change, &service.load_balancer.because);
    }
    withheld(page, service);
    calls::calls(page, &service.actions, requests);
}

fn withheld(page: &mut Page<'_>, service: &ServicePlan) {
    if service.withheld.is_empty() {
        return;
    }
    let lang = page.lang();
    page.gap();
    page.line(2, &[(Style::Strong, phrases::WITHHELD.say(lang))]);
    let refused = matches!(service.load_balancer.verdict, Verdict::Blocked | Verdict::Error);
    let sign = if refused { (Style::Bad, "!") } else { (Style::Faint, "=") };
    let mut rest = service.withheld.iter().peekable();
    while let Some(withheld) = rest.next() {
        let not = verdict::not_done(withheld.verb);
        page.line(
            2,
            &[
                sign,
                (Style::Strong, &format!(" {}", withheld.address)),
                (Style::Faint, &format!("  {}", not.say(lang))),
            ],
        );
        // A reason that many share is told once, after the last of them.
        let shared = rest.peek().is_some_and(|next| next.because == withheld.because);
        if !shared && !service.load_balancer.because.contains(&withheld.because) {
            page.because(6, &withheld.because);
        }
    }
}
