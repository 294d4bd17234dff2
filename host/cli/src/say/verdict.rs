//! What becomes of a Service's load balancer and of its address, in words.

use super::Style;
use crate::answer::{LoadBalancer, ServicePlan, Verb, Verdict, Vip};
use crate::phrases::{self, Lang, Phrase};
use serde_json::Value;

/// True when there is nothing to tell.
pub fn is_quiet(service: &ServicePlan) -> bool {
    matches!(service.load_balancer.verdict, Verdict::Keep | Verdict::None)
        && service.changes.is_empty()
        && service.actions.is_empty()
        && service.withheld.is_empty()
}

/// `shop/web`
pub fn name(service: &ServicePlan) -> String {
    format!("{}/{}", service.namespace, service.name)
}

/// How it looks, in a word, in a sentence.
pub fn verdict(load_balancer: &LoadBalancer) -> (Style, &'static Phrase, &'static Phrase) {
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

/// The sentence, with the load balancer's id where it is known.
pub fn sentence(load_balancer: &LoadBalancer, lang: Lang) -> String {
    let (_, _, sentence) = verdict(load_balancer);
    let id = match (&load_balancer.id, lang) {
        (Some(id), Lang::En) => format!(" {id}"),
        (Some(id), Lang::ZhCn) => format!(" {id} "),
        (None, _) => String::new(),
    };
    sentence.fill(lang, &[("id", &id)])
}

/// What happens to the address that clients use; nothing where there is none.
pub fn address(service: &ServicePlan, lang: Lang) -> Option<(Style, String)> {
    let known = vips(service);
    let with = |at: &Phrase, plain: &Phrase| match &known {
        Some(vip) => at.fill(lang, &[("vip", vip)]),
        None => plain.say(lang).to_string(),
    };
    Some(match service.load_balancer.vip {
        Vip::None => return None,
        Vip::Kept if service.load_balancer.verdict == Verdict::Release => {
            (Style::Away, with(&phrases::VIP_LEFT_AT, &phrases::VIP_LEFT))
        }
        Vip::Kept => (Style::Normal, with(&phrases::VIP_KEPT_AT, &phrases::VIP_KEPT)),
        Vip::New if service.load_balancer.verdict == Verdict::Adopt => (
            Style::Normal,
            match written(service) {
                Some(vip) => phrases::VIP_OWN_AT.fill(lang, &[("vip", vip)]),
                None => phrases::VIP_OWN.say(lang).to_string(),
            },
        ),
        Vip::New => (Style::Normal, phrases::VIP_NEW.say(lang).to_string()),
        Vip::Changed => (Style::Bad, with(&phrases::VIP_CHANGED_FROM, &phrases::VIP_CHANGED)),
        Vip::Lost => (Style::Bad, with(&phrases::VIP_LOST_AT, &phrases::VIP_LOST)),
        Vip::Unknown => (Style::Care, phrases::VIP_UNKNOWN.say(lang).to_string()),
    })
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

/// The address that the controller will write into the Service, when it is known beforehand.
fn written(service: &ServicePlan) -> Option<&str> {
    let change = service.changes.iter().find(|change| change.address == "service")?;
    change.after.as_ref()?.get("ingress")?.get(0)?.get("ip")?.as_str()
}

/// What is not done to something that is left alone.
pub fn not_done(verb: Verb) -> &'static Phrase {
    match verb {
        Verb::Create => &phrases::WITHHELD_CREATE,
        Verb::Update => &phrases::WITHHELD_UPDATE,
        Verb::Delete => &phrases::WITHHELD_DELETE,
        Verb::Release => &phrases::WITHHELD_RELEASE,
        Verb::Other => &phrases::WITHHELD_OTHER,
    }
}
