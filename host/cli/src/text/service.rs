//! What becomes of each Service's load balancer: the verdict in a word and a sentence, the address, then the detail.
//!
//! Services with nothing to tell are gathered in one list, so that the ones with something stand out; a reason that the
//! verdict gave is not repeated below it.

use super::page::Page;
use super::paint::Style;
use super::{Requests, calls, change};
use crate::answer::{LoadBalancer, ServicePlan, Verb, Verdict, Vip};
use crate::phrases::{self, Lang, Phrase};
use serde_json::Value;

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

fn is_quiet(service: &ServicePlan) -> bool {
    matches!(service.load_balancer.verdict, Verdict::Keep | Verdict::None)
        && service.changes.is_empty()
        && service.actions.is_empty()
        && service.withheld.is_empty()
}

fn name(service: &ServicePlan) -> String {
    format!("{}/{}", service.namespace, service.name)
}

fn write(page: &mut Page<'_>, service: &ServicePlan, requests: Requests) {
    let lang = page.lang();
    let (style, word, sentence) = verdict(&service.load_balancer);
    page.gap();
    page.line(0, &[(Style::Strong, &name(service)), (Style::Normal, "  "), (style, word.say(lang))]);
    let id = match (&service.load_balancer.id, lang) {
        (Some(id), Lang::En) => format!(" {id}"),
        (Some(id), Lang::ZhCn) => format!(" {id} "),
        (None, _) => String::new(),
    };
    page.wrapped(2, 2, &[(Style::Normal, &sentence.fill(lang, &[("id", &id)]))]);
    address(page, service);
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

fn verdict(load_balancer: &LoadBalancer) -> (Style, &'static Phrase, &'static Phrase) {
    match load_balancer.verdict {
        Verdict::None => (Style::Faint, &phrases::VERDICT_NONE, &phrases::SAYS_NONE),
        Verdict::Keep => (Style::Faint, &phrases::VERDICT_KEEP, &phrases::SAYS_KEEP),
        Verdict::Create => (Style::Good, &phrases::VERDICT_CREATE, &phrases::SAYS_CREATE),
        Verdict::Adopt => (Style::Good, &phrases::VERDICT_ADOPT, &phrases::SAYS_ADOPT),
        Verdict::Update => (Style::Care, &phrases::VERDICT_UPDATE, &phrases::SAYS_UPDATE),
        Verdict::Replace => (Style::Bad, &phrases::VERDICT_REPLACE, &phrases::SAYS_REPLACE),
        Verdict::Delete if load_balancer.vip == Vip::Lost => {
            (Style::Bad, &phrases::VERDICT_DELETE, &phrases::SAYS_DELETE_LOST)
        }
        Verdict::Delete => (Style::Bad, &phrases::VERDICT_DELETE, &phrases::SAYS_DELETE),
        Verdict::Release => (Style::Away, &phrases::VERDICT_RELEASE, &phrases::SAYS_RELEASE),
        Verdict::Blocked => (Style::Bad, &phrases::VERDICT_BLOCKED, &phrases::SAYS_BLOCKED),
        Verdict::Error => (Style::Bad, &phrases::VERDICT_ERROR, &phrases::SAYS_ERROR),
        Verdict::Skip => (Style::Faint, &phrases::VERDICT_SKIP, &phrases::SAYS_SKIP),
        Verdict::Other => (Style::Care, &phrases::VERDICT_OTHER, &phrases::SAYS_OTHER),
    }
}

fn address(page: &mut Page<'_>, service: &ServicePlan) {
    let lang = page.lang();
    let known = vips(service);
    let with = |at: &Phrase, plain: &Phrase| match &known {
        Some(vip) => at.fill(lang, &[("vip", vip)]),
        None => plain.say(lang).to_string(),
    };
    let (style, text) = match service.load_balancer.vip {
        Vip::None => return,
        Vip::Kept if service.load_balancer.verdict == Verdict::Release => {
            (Style::Away, with(&phrases::VIP_LEFT_AT, &phrases::VIP_LEFT))
        }
        Vip::Kept => (Style::Normal, with(&phrases::VIP_KEPT_AT, &phrases::VIP_KEPT)),
        Vip::New => (Style::Normal, phrases::VIP_NEW.say(lang).to_string()),
        Vip::Changed => (Style::Bad, with(&phrases::VIP_CHANGED_FROM, &phrases::VIP_CHANGED)),
        Vip::Lost => (Style::Bad, with(&phrases::VIP_LOST_AT, &phrases::VIP_LOST)),
        Vip::Unknown => (Style::Care, phrases::VIP_UNKNOWN.say(lang).to_string()),
    };
    page.labelled(2, (Style::Faint, &format!("{}  ", phrases::ADDRESS.say(lang))), &[(style, &text)]);
}

/// The addresses the load balancer has now, when the answer holds them.
fn vips(service: &ServicePlan) -> Option<String> {
    let before = service
        .changes
        .iter()
        .filter(|change| change.address == "load-balancer")
        .find_map(|change| change.before.as_ref())?;
    let vips: Vec<&str> = before.get("LoadBalancerVips")?.as_array()?.iter().filter_map(Value::as_str).collect();
    (!vips.is_empty()).then(|| vips.join(", "))
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
        let not = match withheld.verb {
            Verb::Create => &phrases::WITHHELD_CREATE,
            Verb::Update => &phrases::WITHHELD_UPDATE,
            Verb::Delete => &phrases::WITHHELD_DELETE,
            Verb::Release => &phrases::WITHHELD_RELEASE,
            Verb::Other => &phrases::WITHHELD_OTHER,
        };
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
