//! What becomes of a Service's load balancer and of its address, in words.

use super::Style;
use crate::answer::{LoadBalancer, ServicePlan, Verb, Verdict, Vip};
use crate::messages::{self, Lang, Message};
use serde_json::Value;

/// True when there is nothing to tell.
pub fn is_unchanged(service: &ServicePlan) -> bool {
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
pub fn verdict(load_balancer: &LoadBalancer) -> (Style, &'static Message, &'static Message) {
    match load_balancer.verdict {
        Verdict::None => (Style::Faint, &messages::VERDICT_NONE, &messages::VERDICT_SENTENCE_NONE),
        Verdict::Keep => (Style::Faint, &messages::VERDICT_KEEP, &messages::VERDICT_SENTENCE_KEEP),
        Verdict::Create => (Style::Good, &messages::VERDICT_CREATE, &messages::VERDICT_SENTENCE_CREATE),
        Verdict::Adopt => (Style::Good, &messages::VERDICT_ADOPT, &messages::VERDICT_SENTENCE_ADOPT),
        Verdict::Update => (Style::Caution, &messages::VERDICT_UPDATE, &messages::VERDICT_SENTENCE_UPDATE),
        Verdict::Replace => (Style::Bad, &messages::VERDICT_REPLACE, &messages::VERDICT_SENTENCE_REPLACE),
        Verdict::Delete if load_balancer.vip == Vip::Lost => {
            (Style::Bad, &messages::VERDICT_DELETE, &messages::VERDICT_SENTENCE_DELETE_LOST)
        }
        Verdict::Delete => (Style::Bad, &messages::VERDICT_DELETE, &messages::VERDICT_SENTENCE_DELETE),
        Verdict::Release => (Style::Released, &messages::VERDICT_RELEASE, &messages::VERDICT_SENTENCE_RELEASE),
        Verdict::Blocked => (Style::Bad, &messages::VERDICT_BLOCKED, &messages::VERDICT_SENTENCE_BLOCKED),
        Verdict::Error => (Style::Bad, &messages::VERDICT_ERROR, &messages::VERDICT_SENTENCE_ERROR),
        Verdict::Skip => (Style::Faint, &messages::VERDICT_SKIP, &messages::VERDICT_SENTENCE_SKIP),
        Verdict::Other => (Style::Caution, &messages::VERDICT_OTHER, &messages::VERDICT_SENTENCE_OTHER),
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
    let with = |at: &Message, plain: &Message| match &known {
        Some(vip) => at.fill(lang, &[("vip", vip)]),
        None => plain.text(lang).to_string(),
    };
    Some(match service.load_balancer.vip {
        Vip::None => return None,
        Vip::Kept if service.load_balancer.verdict == Verdict::Release => {
            (Style::Released, with(&messages::VIP_LEFT_AT, &messages::VIP_LEFT))
        }
        Vip::Kept => (Style::Normal, with(&messages::VIP_KEPT_AT, &messages::VIP_KEPT)),
        Vip::New if service.load_balancer.verdict == Verdict::Adopt => (
            Style::Normal,
            match written(service) {
                Some(vip) => messages::VIP_OWN_AT.fill(lang, &[("vip", vip)]),
                None => messages::VIP_OWN.text(lang).to_string(),
            },
        ),
        Vip::New => (Style::Normal, messages::VIP_NEW.text(lang).to_string()),
        Vip::Changed => (Style::Bad, with(&messages::VIP_CHANGED_FROM, &messages::VIP_CHANGED)),
        Vip::Lost => (Style::Bad, with(&messages::VIP_LOST_AT, &messages::VIP_LOST)),
        Vip::Unknown => (Style::Caution, messages::VIP_UNKNOWN.text(lang).to_string()),
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
pub fn not_done(verb: Verb) -> &'static Message {
    match verb {
        Verb::Create => &messages::WITHHELD_CREATE,
        Verb::Update => &messages::WITHHELD_UPDATE,
        Verb::Delete => &messages::WITHHELD_DELETE,
        Verb::Release => &messages::WITHHELD_RELEASE,
        Verb::Other => &messages::WITHHELD_OTHER,
    }
}
