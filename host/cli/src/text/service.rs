//! What becomes of each Service's load balancer: the verdict in a word and a sentence, the address, then the detail.
//!
//! Services with nothing to tell are gathered in one list, so that the ones with something stand out; a reason that the
//! verdict gave is not repeated below it.

use super::ansi::Style;
use super::writer::TextWriter;
use super::{Requests, calls, change};
use crate::answer::{ServicePlan, Verdict};
use crate::messages;
use crate::summary::verdict::{self, is_unchanged, name};

/// Writes all Services.
pub fn services(out: &mut TextWriter<'_>, services: &[ServicePlan], requests: Requests) {
    if services.is_empty() {
        let nothing = messages::NO_SERVICES.text(out.lang());
        out.wrapped(0, 0, &[(Style::Normal, nothing)]);
    }
    let (quiet, telling): (Vec<&ServicePlan>, Vec<&ServicePlan>) =
        services.iter().partition(|service| is_unchanged(service));
    for service in telling {
        write(out, service, requests);
    }
    if let [only] = quiet.as_slice() {
        return write(out, only, requests);
    }
    for (title, verdict) in [(&messages::UNCHANGED, Verdict::Keep), (&messages::WITHOUT, Verdict::None)] {
        let names: Vec<String> = quiet
            .iter()
            .filter(|service| service.load_balancer.verdict == verdict)
            .map(|service| name(service))
            .collect();
        if !names.is_empty() {
            out.section(title);
            out.wrapped(2, 2, &[(Style::Normal, &names.join(", "))]);
        }
    }
}

fn write(out: &mut TextWriter<'_>, service: &ServicePlan, requests: Requests) {
    let lang = out.lang();
    let (style, word, _) = verdict::verdict(&service.load_balancer);
    out.gap();
    out.line(0, &[(Style::Strong, &name(service)), (Style::Normal, "  "), (style, word.text(lang))]);
    out.wrapped(2, 2, &[(Style::Normal, &verdict::sentence(&service.load_balancer, lang))]);
    if let Some((style, text)) = verdict::address(service, lang) {
        out.labelled(2, (Style::Faint, &format!("{}  ", messages::ADDRESS.text(lang))), &[(style, &text)]);
    }
    for because in &service.load_balancer.because {
        out.because(2, because);
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
    out.line(2, &[(Style::Strong, messages::WITHHELD.text(lang))]);
    let refused = matches!(service.load_balancer.verdict, Verdict::Blocked | Verdict::Error);
    let sign = if refused { (Style::Bad, "!") } else { (Style::Faint, "=") };
    let mut rest = service.withheld.iter().peekable();
    while let Some(withheld) = rest.next() {
        let not = verdict::not_done(withheld.verb);
        out.line(
            2,
            &[
                sign,
                (Style::Strong, &format!(" {}", withheld.address)),
                (Style::Faint, &format!("  {}", not.text(lang))),
            ],
        );
        // A reason that many share is told once, after the last of them.
        let shared = rest.peek().is_some_and(|next| next.because == withheld.because);
        if !shared && !service.load_balancer.because.contains(&withheld.because) {
            out.because(6, &withheld.because);
        }
    }
}
