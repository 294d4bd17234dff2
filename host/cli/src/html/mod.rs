//! A plan as one HTML file without scripts, fonts or images; it loads nothing.
//!
//! The templates `page.html`, `service.html` and `finding.html` escape every value. The content security policy allows only
//! the page's own style, so that even text that was not escaped could not run.

mod css_class;
mod escape;
mod finding;
mod reason;
mod service;

use crate::answer::{LoadBalancerVerdict, Plan, PolicyVerdict, ServicePlan};
use crate::input_error::InputError;
use crate::messages::{self, Lang, Message};
use crate::output_format::{OutputFormat, PositionsInOutput};
use crate::render_settings::RenderSettings;
use crate::summary::change::FieldChange;
use crate::summary::count::{self, ZeroCounts};
use crate::summary::load_balancer_verdict::{is_unchanged, service_name};
use crate::summary::text_role::TextRole;
use askama::Template;
use css_class::class;
use escape::{TextPart, parts};
use finding::{FindingCard, findings};
use reason::{ReasonText, reason};
use service::{ServiceCard, card};

const STYLE: &str = include_str!("style.css");

/// SHA-256 of the style element's content, in Base64.
const STYLE_HASH: &str = "8mqz0nWYPxfZSFxxyyHT2+QaFGFz+gXtFcIjwHd22Kc=";

pub static FORMAT: OutputFormat = OutputFormat {
    name: "html",
    help: "For people, in a browser or on paper: one file that loads nothing",
    positions: PositionsInOutput::Located,
    plan: Some(|answer, view| {
        let html = page(answer.plan, view).render();
        html.map(|html| html + "\n").map_err(|error| InputError::new(&messages::NOT_WRITTEN).caused_by(error))
    }),
    report: None,
};

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    lang: Lang,
    style: &'static str,
    style_hash: &'static str,
    headline: String,
    plan: &'a Plan,
    policy: Option<Policy>,
    services: Vec<ServiceCard>,
    findings: Vec<FindingCard>,
    /// Unchanged Services, and those without a load balancer.
    names: Vec<(&'static str, Vec<String>)>,
    orphans: Vec<(&'a str, ReasonText)>,
    assumptions: Vec<Vec<TextPart>>,
    made_by: String,
}

struct Policy {
    class: &'static str,
    verdict: &'static str,
    violations: Vec<FindingCard>,
}

impl Page<'_> {
    /// A message in the page's language.
    fn text(&self, message: &Message) -> &'static str {
        message.text(self.lang)
    }

    /// `2 more are unchanged`, of a list.
    fn unchanged_items(&self, number: &usize) -> String {
        messages::SAME_ITEMS.plural(self.lang, *number as u64)
    }
}

fn page<'a>(plan: &'a Plan, view: &RenderSettings<'_>) -> Page<'a> {
    let lang = view.lang;
    let changed = plan.services.iter().filter(|service| !is_unchanged(service));
    let orphans = plan.orphans.iter();
    Page {
        lang,
        style: STYLE,
        style_hash: STYLE_HASH,
        headline: headline(plan, lang),
        plan,
        policy: policy(plan, view),
        services: changed.map(|service| card(service, view)).collect(),
        findings: findings(&plan.diagnostics, view),
        names: names(plan, lang),
        orphans: orphans.map(|orphan| (orphan.load_balancer_id.as_str(), reason(&orphan.because, lang))).collect(),
        assumptions: plan.assumptions.iter().map(|assumption| parts(&assumption.message)).collect(),
        made_by: messages::MADE_BY.format(lang, &[("version", env!("CARGO_PKG_VERSION"))]),
    }
}

fn headline(plan: &Plan, lang: Lang) -> String {
    let (head, rest) = count::plan(plan, lang, ZeroCounts::Hide);
    let is_unchanged = head == messages::NO_CHANGES.text(lang);
    let headline = if is_unchanged || rest.is_empty() { format!("{head}{rest}") } else { rest };
    headline.trim_end().to_string()
}

fn policy(plan: &Plan, view: &RenderSettings<'_>) -> Option<Policy> {
    let policy = plan.policy.as_ref()?;
    let (role, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (TextRole::Good, &messages::POLICY_ALLOW),
        PolicyVerdict::Warn => (TextRole::Caution, &messages::POLICY_WARN),
        PolicyVerdict::Deny => (TextRole::Bad, &messages::POLICY_DENY),
    };
    let violations = findings(&policy.violations, view);
    Some(Policy { class: class(role), verdict: verdict.text(view.lang), violations })
}

fn names(plan: &Plan, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
    let unchanged: Vec<&ServicePlan> = plan.services.iter().filter(|service| is_unchanged(service)).collect();
    let lists = [(&messages::UNCHANGED, LoadBalancerVerdict::Keep), (&messages::WITHOUT, LoadBalancerVerdict::None)];
    let lists = lists.into_iter().map(|(title, verdict)| {
        let names = unchanged.iter().filter(|service| service.load_balancer.verdict == verdict);
        (title.text(lang), names.map(|service| service_name(service)).collect::<Vec<String>>())
    });
    lists.filter(|(_, names)| !names.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_content_policy_allows_the_style() {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, hash, "the style was changed: write this into STYLE_HASH");
        assert!(!STYLE.contains('<'));
    }
}
