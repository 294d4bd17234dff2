//! What happens to a Service's load balancer and its address, in sentences.

use super::text_role::TextRole;
use crate::messages::{self, Lang, Message};
use crate::module_answer::{
    Action, Addresses, Basis, LoadBalancerPlan, LoadBalancerVerdict, ServicePlan, SyncFailure, VipVerdict,
};
use serde_json::Value;

/// True if nothing changes and nothing is withheld. What becomes of a load balancer that may exist is not known.
pub fn is_unchanged(service: &ServicePlan) -> bool {
    let may_have_one =
        service.load_balancer.verdict == LoadBalancerVerdict::None && service.load_balancer.vip == VipVerdict::Unknown;
    !may_have_one
        && matches!(service.load_balancer.verdict, LoadBalancerVerdict::Keep | LoadBalancerVerdict::None)
        && service.changes.is_empty()
        && service.actions.is_empty()
        && service.withheld.is_empty()
}

/// `shop/web`
pub fn service_name(service: &ServicePlan) -> String {
    format!("{}/{}", service.namespace, service.name)
}

/// The role, the label and the sentence of a verdict.
pub fn verdict(load_balancer: &LoadBalancerPlan) -> (TextRole, &'static Message, &'static Message) {
    let unknown = load_balancer.vip == VipVerdict::Unknown;
    match load_balancer.verdict {
        LoadBalancerVerdict::None if unknown => {
            (TextRole::Faint, &messages::VERDICT_NONE, &messages::VERDICT_SENTENCE_NONE_IF_NEW)
        }
        LoadBalancerVerdict::Create if unknown => {
            (TextRole::Good, &messages::VERDICT_CREATE, &messages::VERDICT_SENTENCE_CREATE_IF_NEW)
        }
        LoadBalancerVerdict::Delete if load_balancer.unproven => {
            (TextRole::Bad, &messages::VERDICT_DELETE, &messages::VERDICT_SENTENCE_DELETE_UNPROVEN)
        }
        LoadBalancerVerdict::Replace if load_balancer.unproven => {
            (TextRole::Bad, &messages::VERDICT_REPLACE, &messages::VERDICT_SENTENCE_REPLACE_UNPROVEN)
        }
        LoadBalancerVerdict::Keep if unknown => {
            (TextRole::Caution, &messages::VERDICT_KEEP, &messages::VERDICT_SENTENCE_KEEP_UNKNOWN)
        }
        LoadBalancerVerdict::Keep if load_balancer.undecided => {
            (TextRole::Caution, &messages::VERDICT_KEEP, &messages::VERDICT_SENTENCE_KEEP_UNDECIDED)
        }
        LoadBalancerVerdict::Release if unknown => {
            (TextRole::Bad, &messages::VERDICT_RELEASE, &messages::VERDICT_SENTENCE_RELEASE_UNKNOWN)
        }
        LoadBalancerVerdict::None => (TextRole::Faint, &messages::VERDICT_NONE, &messages::VERDICT_SENTENCE_NONE),
        LoadBalancerVerdict::Keep => (TextRole::Faint, &messages::VERDICT_KEEP, &messages::VERDICT_SENTENCE_KEEP),
        LoadBalancerVerdict::Create => (TextRole::Good, &messages::VERDICT_CREATE, &messages::VERDICT_SENTENCE_CREATE),
        LoadBalancerVerdict::Adopt => (TextRole::Good, &messages::VERDICT_ADOPT, &messages::VERDICT_SENTENCE_ADOPT),
        LoadBalancerVerdict::Update => {
            (TextRole::Caution, &messages::VERDICT_UPDATE, &messages::VERDICT_SENTENCE_UPDATE)
        }
        LoadBalancerVerdict::Replace => {
            (TextRole::Bad, &messages::VERDICT_REPLACE, &messages::VERDICT_SENTENCE_REPLACE)
        }
        LoadBalancerVerdict::Delete if load_balancer.vip == VipVerdict::Lost => {
            (TextRole::Bad, &messages::VERDICT_DELETE, &messages::VERDICT_SENTENCE_DELETE_LOST)
        }
        LoadBalancerVerdict::Delete => (TextRole::Bad, &messages::VERDICT_DELETE, &messages::VERDICT_SENTENCE_DELETE),
        LoadBalancerVerdict::Release => {
            (TextRole::Released, &messages::VERDICT_RELEASE, &messages::VERDICT_SENTENCE_RELEASE)
        }
        LoadBalancerVerdict::Blocked => {
            (TextRole::Bad, &messages::VERDICT_BLOCKED, &messages::VERDICT_SENTENCE_BLOCKED)
        }
        LoadBalancerVerdict::Error => {
            let sentence = match load_balancer.failure {
                Some(SyncFailure::ApiServer) => &messages::VERDICT_SENTENCE_ERROR_API_SERVER,
                Some(SyncFailure::Unknown) => &messages::VERDICT_SENTENCE_ERROR_UNKNOWN,
                Some(SyncFailure::Sync) | None => &messages::VERDICT_SENTENCE_ERROR,
            };
            (TextRole::Bad, &messages::VERDICT_ERROR, sentence)
        }
        LoadBalancerVerdict::Skip => (TextRole::Faint, &messages::VERDICT_SKIP, &messages::VERDICT_SENTENCE_SKIP),
        LoadBalancerVerdict::Other => (TextRole::Caution, &messages::VERDICT_OTHER, &messages::VERDICT_SENTENCE_OTHER),
    }
}

/// The role and the label of a verdict of which nothing else is known.
pub fn verdict_of(of: LoadBalancerVerdict) -> (TextRole, &'static Message) {
    let load_balancer = LoadBalancerPlan {
        verdict: of,
        id: None,
        vip: VipVerdict::Kept,
        addresses: Addresses::default(),
        unproven: false,
        undecided: false,
        newly_public: false,
        outage: false,
        failure: None,
        because: Vec::new(),
    };
    let (role, label, _) = verdict(&load_balancer);
    (role, label)
}

/// The sentence, with the load balancer's id if it is known.
pub fn sentence(load_balancer: &LoadBalancerPlan, lang: Lang) -> String {
    let (_, _, sentence) = verdict(load_balancer);
    let after_id = sentence.text(lang).split_once("{id}").and_then(|(_, rest)| rest.chars().next());
    // Chinese puts a space between an id and a character, and none before a full-width mark.
    let needs_space = lang == Lang::ZhCn && !matches!(after_id, Some('，' | '。' | '：' | '；'));
    let id = match &load_balancer.id {
        Some(id) if needs_space => format!(" {id} "),
        Some(id) => format!(" {id}"),
        None => String::new(),
    };
    sentence.format(lang, &[("id", &id)])
}

/// The warnings that are shown beside the verdict and the address: the Service becomes public, or it has an outage.
pub fn dangers(load_balancer: &LoadBalancerPlan, lang: Lang) -> Vec<&'static str> {
    let public = load_balancer.newly_public.then_some(&messages::BECOMES_PUBLIC);
    let outage = load_balancer.outage.then_some(&messages::HAS_OUTAGE);
    public.into_iter().chain(outage).map(|danger| danger.text(lang)).collect()
}

/// The same in a word each, for a table.
pub fn danger_words(load_balancer: &LoadBalancerPlan, lang: Lang) -> Vec<&'static str> {
    let public = load_balancer.newly_public.then_some(&messages::NEWLY_PUBLIC_WORD);
    let outage = load_balancer.outage.then_some(&messages::OUTAGE_WORD);
    public.into_iter().chain(outage).map(|danger| danger.text(lang)).collect()
}

/// The sentences in bold, with the space that separates them from what precedes.
pub fn bold_dangers(load_balancer: &LoadBalancerPlan, lang: Lang, bold: impl Fn(&str) -> String) -> String {
    let space = match lang {
        Lang::En => " ",
        Lang::ZhCn => "",
    };
    dangers(load_balancer, lang).into_iter().map(|danger| format!("{space}{}", bold(danger))).collect()
}

/// What happens to the address that clients use; `None` if there is none.
pub fn address(service: &ServicePlan, lang: Lang) -> Option<(TextRole, String)> {
    let known = current_addresses(service, lang);
    let with = |at: &Message, unknown: &Message| match &known {
        Some(vip) => at.format(lang, &[("vip", vip)]),
        None => unknown.text(lang).to_string(),
    };
    Some(match service.load_balancer.vip {
        VipVerdict::None => return None,
        VipVerdict::Kept if service.load_balancer.verdict == LoadBalancerVerdict::Release => {
            (TextRole::Released, with(&messages::VIP_RELEASED_AT, &messages::VIP_RELEASED))
        }
        VipVerdict::Kept => (TextRole::Normal, with(&messages::VIP_KEPT_AT, &messages::VIP_KEPT)),
        VipVerdict::New if service.load_balancer.verdict == LoadBalancerVerdict::Adopt => (
            TextRole::Normal,
            match planned_address(service) {
                Some(vip) => messages::VIP_ADOPTED_AT.format(lang, &[("vip", vip)]),
                None => messages::VIP_ADOPTED.text(lang).to_string(),
            },
        ),
        VipVerdict::New => (TextRole::Normal, messages::VIP_NEW.text(lang).to_string()),
        VipVerdict::Lost | VipVerdict::Changed if service.load_balancer.unproven => {
            (TextRole::Bad, with(&messages::VIP_LOST_UNPROVEN_AT, &messages::VIP_LOST_UNPROVEN))
        }
        VipVerdict::Changed => (TextRole::Bad, with(&messages::VIP_CHANGED_FROM, &messages::VIP_CHANGED)),
        VipVerdict::Lost => (TextRole::Bad, with(&messages::VIP_LOST_AT, &messages::VIP_LOST)),
        VipVerdict::Unknown
            if matches!(
                service.load_balancer.verdict,
                LoadBalancerVerdict::None | LoadBalancerVerdict::Create | LoadBalancerVerdict::Adopt
            ) =>
        {
            (TextRole::Caution, messages::VIP_UNKNOWN_IF_NEW.text(lang).to_string())
        }
        VipVerdict::Unknown
            if matches!(
                service.load_balancer.verdict,
                LoadBalancerVerdict::Keep
                    | LoadBalancerVerdict::Release
                    | LoadBalancerVerdict::Replace
                    | LoadBalancerVerdict::Error
            ) && !service.load_balancer.because.is_empty() =>
        {
            (TextRole::Caution, messages::VIP_UNKNOWN_BECAUSE.text(lang).to_string())
        }
        VipVerdict::Unknown => (TextRole::Caution, messages::VIP_UNKNOWN.text(lang).to_string()),
    })
}

/// The address text with a label, without one colon after another: `address LOST: …`.
pub fn labelled_address(label: &Message, text: &str, lang: Lang) -> String {
    match (text.contains(lang.colon()), lang) {
        (false, _) => label.label(lang, text),
        (true, Lang::En) => format!("{} {text}", label.text(lang)),
        (true, Lang::ZhCn) => format!("{}{text}", label.text(lang)),
    }
}

/// The addresses that the Service has now, if they are known.
fn current_addresses(service: &ServicePlan, lang: Lang) -> Option<String> {
    let provided = service.load_balancer.addresses.before.as_ref().map(|known| known.join(lang.list_separator()));
    provided.filter(|known| !known.is_empty()).or_else(|| changed_addresses(service, lang))
}

/// The addresses in the change of the load balancer: earlier modules have them only there.
fn changed_addresses(service: &ServicePlan, lang: Lang) -> Option<String> {
    let before = service
        .changes
        .iter()
        .filter(|change| change.address == "load-balancer")
        .find_map(|change| change.before.as_ref())?;
    let vips: Vec<&str> = before.get("LoadBalancerVips")?.as_array()?.iter().filter_map(Value::as_str).collect();
    (!vips.is_empty()).then(|| vips.join(lang.list_separator()))
}

/// The address that the controller will write into the Service, if it is known before the sync.
fn planned_address(service: &ServicePlan) -> Option<&str> {
    let provided = service.load_balancer.addresses.after.as_ref().and_then(|known| known.first());
    let written = || {
        let change = service.changes.iter().find(|change| change.address == "service")?;
        change.after.as_ref()?.get("ingress")?.get(0)?.get("ip")?.as_str()
    };
    provided.map(String::as_str).or_else(written)
}

/// `wave 1`: people count from 1, the answer from 0.
pub fn wave_label(action: &Action, lang: Lang) -> String {
    messages::WAVE.format(lang, &[("n", &action.wave.saturating_add(1).to_string())])
}

/// `documented` or `inferred`.
pub fn basis_label(basis: Basis, lang: Lang) -> Option<&'static str> {
    match basis {
        Basis::Documented => Some(messages::BASIS_DOCUMENTED.text(lang)),
        Basis::Inferred => Some(messages::BASIS_INFERRED.text(lang)),
        Basis::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_has_no_space_before_a_full_width_mark() {
        let load_balancer = |verdict, id: Option<&str>| LoadBalancerPlan {
            verdict,
            id: id.map(str::to_string),
            vip: VipVerdict::Kept,
            addresses: Addresses::default(),
            unproven: false,
            undecided: false,
            newly_public: false,
            outage: false,
            failure: None,
            because: Vec::new(),
        };
        let text = |verdict, id| sentence(&load_balancer(verdict, id), Lang::ZhCn);
        assert_eq!(text(LoadBalancerVerdict::Update, Some("lb-1")), "负载均衡 lb-1 将原地更新。");
        assert_eq!(text(LoadBalancerVerdict::Adopt, Some("lb-1")), "将使用已有负载均衡 lb-1，TKE 不会删除它。");
        assert_eq!(text(LoadBalancerVerdict::Adopt, None), "将使用已有负载均衡，TKE 不会删除它。");
    }

    #[test]
    fn what_depends_on_the_live_service_says_so() {
        let text = |verdict| {
            let (addresses, because) = (Addresses::default(), Vec::new());
            let vip = VipVerdict::Unknown;
            sentence(
                &LoadBalancerPlan {
                    verdict,
                    id: None,
                    vip,
                    addresses,
                    unproven: false,
                    undecided: false,
                    newly_public: false,
                    outage: false,
                    failure: None,
                    because,
                },
                Lang::En,
            )
        };
        assert_eq!(
            text(LoadBalancerVerdict::Create),
            "A new load balancer is created if the Service is not in the cluster yet."
        );
        assert_eq!(text(LoadBalancerVerdict::None), "No load balancer is created.");
    }

    #[test]
    fn two_colons_do_not_follow_each_other() {
        let label = |text, lang| labelled_address(&messages::ADDRESS, text, lang);
        assert_eq!(label("kept", Lang::En), "address: kept");
        assert_eq!(label("LOST: x", Lang::En), "address LOST: x");
        assert_eq!(label("丢失：x", Lang::ZhCn), "地址丢失：x");
    }
}
