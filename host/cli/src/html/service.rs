//! A Service as a card: verdict, address, reasons, changes, withheld actions and calls.

use super::css_class::class;
use super::escape::{TextPart, parts};
use super::reason::{ReasonText, reason, reasons};
use crate::location::{FileRange, relative_to};
use crate::messages::{self, Lang};
use crate::module_answer::{Action, Change, Reason, ServicePlan};
use crate::render_settings::RenderSettings;
use crate::summary::change::{ChangedField, current_id, rows, sign};
use crate::summary::load_balancer_verdict::{self, service_name, wave_label};
use crate::summary::withheld_change::withheld_lines;

/// What `service.html` shows.
pub struct ServiceCard {
    pub name: String,
    pub class: &'static str,
    pub verdict: &'static str,
    pub sentence: Vec<TextPart>,
    pub address: Option<AddressChangeText>,
    /// That the Service becomes public, or has an outage.
    pub dangers: Vec<&'static str>,
    pub reasons: Vec<ReasonText>,
    pub changes: Vec<ChangeCard>,
    pub withheld: Vec<WithheldChange>,
    pub calls: Vec<ApiCall>,
    /// Other Services to which the same happens.
    pub equal: Option<String>,
}

pub struct AddressChangeText {
    pub class: &'static str,
    pub text: String,
}

pub struct ChangeCard {
    pub class: &'static str,
    pub sign: &'static str,
    pub address: String,
    pub id: Option<String>,
    /// Where the manifests specify it: `shop.yaml:16`.
    pub locations: String,
    pub rows: Vec<ChangedField>,
    pub reasons: Vec<ReasonText>,
}

pub struct WithheldChange {
    pub address: String,
    pub label: &'static str,
    pub reason: Option<ReasonText>,
}

pub struct ApiCall {
    pub wave: String,
    pub api: String,
    pub address: String,
    pub request: Vec<String>,
}

pub fn card(service: &ServicePlan, equal: &[&ServicePlan], view: &RenderSettings<'_>) -> ServiceCard {
    let lang = view.lang;
    let load_balancer = &service.load_balancer;
    let (role, label, _) = load_balancer_verdict::verdict(load_balancer);
    let address = load_balancer_verdict::address(service, lang);
    let withheld = withheld_lines(service).into_iter().map(|line| WithheldChange {
        address: line.address.to_string(),
        label: line.label.text(lang),
        reason: line.because.map(|because| reason(because, lang)),
    });
    let mut actions: Vec<&Action> = service.actions.iter().collect();
    actions.sort_by_key(|action| action.wave);
    let equal: Vec<String> = equal.iter().map(|service| service_name(service)).collect();
    let equal = equal.join(lang.list_separator());
    ServiceCard {
        equal: (!equal.is_empty()).then(|| messages::THE_SAME.format(lang, &[("names", &equal)])),
        name: service_name(service),
        class: class(role),
        verdict: label.text(lang),
        sentence: parts(&load_balancer_verdict::sentence(load_balancer, lang)),
        address: address.map(|(role, text)| AddressChangeText { class: class(role), text }),
        dangers: load_balancer_verdict::dangers(load_balancer, lang),
        reasons: reasons(&load_balancer.because, lang),
        changes: service.changes.iter().map(|change| change_card(change, &load_balancer.because, view)).collect(),
        withheld: withheld.collect(),
        calls: actions.into_iter().map(|action| call(action, lang)).collect(),
    }
}

fn change_card(change: &Change, known_reasons: &[Reason], view: &RenderSettings<'_>) -> ChangeCard {
    let (role, sign) = sign(change.verb);
    let new_reasons = change.because.iter().filter(|reason| !known_reasons.contains(reason));
    ChangeCard {
        class: class(role),
        sign,
        address: change.address.clone(),
        id: change.before.as_ref().and_then(current_id).map(str::to_string),
        locations: locations(change, view),
        rows: rows(change, view.lang),
        reasons: new_reasons.map(|one| reason(one, view.lang)).collect(),
    }
}

/// Each line of the manifests that specifies the change, once.
fn locations(change: &Change, view: &RenderSettings<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for location in change.sources.iter().filter_map(|source| FileRange::of(view.manifests, source)) {
        let file = relative_to(view.root, location.name).unwrap_or_else(|| location.name.to_string());
        let line = format!("{file}:{}", location.start.line);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join(view.lang.list_separator())
}

fn call(action: &Action, lang: Lang) -> ApiCall {
    ApiCall {
        wave: wave_label(action, lang),
        api: action.api.clone(),
        address: action.address.clone(),
        request: format!("{:#}", action.request).lines().map(str::to_string).collect(),
    }
}
