//! A plan as one HTML file without scripts, fonts or images; it loads nothing.
//!
//! The templates `page.html`, on `base.html`, `service.html` and `finding.html` escape every value. The content security policy allows only
//! the page's own style, so that even text that was not escaped could not run.

pub mod css_class;
pub mod escape;
pub mod finding;
mod reason;
mod service;

use crate::finding_verbosity::OldFindingsDetail;
use crate::input_error::InputError;
use crate::messages::{self, Lang, Message};
use crate::module_answer::{Orphan, Plan, PolicyVerdict};
use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};
use crate::render_settings::RenderSettings;
use crate::summary::assumption;
use crate::summary::change::FieldChange;
use crate::summary::load_balancer_verdict::service_name;
use crate::summary::orphan;
use crate::summary::overview::{self, OverviewLine, has_overview};
use crate::summary::shown_services::{ShownServices, shown_services};
use crate::summary::text_role::TextRole;
use crate::summary::totals::{self, ZeroCounts};
use askama::Template;
use css_class::class;
pub use escape::web_url;
use escape::{TextPart, parts};
use finding::{FindingCard, findings};
use reason::{ReasonText, reason};
use service::{ServiceCard, card};

pub const STYLE: &str = include_str!("style.css");

/// SHA-256 of the style element's content, in Base64.
pub const STYLE_HASH: &str = "8mqz0nWYPxfZSFxxyyHT2+QaFGFz+gXtFcIjwHd22Kc=";

pub static FORMAT: OutputFormat = OutputFormat {
    name: "html",
    help: "For people, in a browser or on paper: one file that loads nothing",
    positions: PositionUse::Located,
    old: OldFindingsInOutput::Folded,
    assumptions: AssumptionsInOutput::Listed,
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
    title: &'static str,
    headline: String,
    plan: &'a Plan,
    /// Why the plan is incomplete.
    incomplete: Option<&'static Message>,
    policy: Option<Policy>,
    overview: Vec<OverviewGroup>,
    /// Deletions, lost addresses and Services that become public.
    highlights: Vec<(&'static str, String)>,
    /// Services and findings that are counted and not listed.
    counted: Vec<String>,
    services: Vec<ServiceCard>,
    findings: Vec<FindingCard>,
    /// Unchanged Services, and those without a load balancer.
    names: Vec<(&'static str, Vec<String>)>,
    orphans: Vec<(&'a str, ReasonText)>,
    assumptions: Vec<Vec<TextPart>>,
    made_by: String,
}

/// A row of the overview. The Service is linked where it has a card.
struct OverviewGroup {
    services: String,
    card: Option<usize>,
    class: &'static str,
    verdict: &'static str,
    load_balancer: String,
    address: String,
    what: String,
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
    let sections = shown_services(plan, view.old);
    let highlights = if has_overview(plan) { overview::highlights(plan, lang) } else { Vec::new() };
    let folded: Vec<String> = sections.folded.iter().map(|service| service_name(service)).collect();
    let folded = folded.join(lang.list_separator());
    let folded = (!folded.is_empty()).then(|| messages::AS_BEFORE.format(lang, &[("names", &folded)]));
    let old = overview::old_findings(plan.existing, view.old == OldFindingsDetail::Listed, lang);
    Page {
        lang,
        style: STYLE,
        style_hash: STYLE_HASH,
        title: messages::PAGE_TITLE.text(lang),
        headline: headline(plan, lang),
        plan,
        policy: policy(plan, view),
        incomplete: totals::incomplete(plan),
        overview: if has_overview(plan) { rows(plan, &sections, lang) } else { Vec::new() },
        highlights: highlights.into_iter().map(|(label, names)| (label.text(lang), names)).collect(),
        counted: folded.into_iter().chain(overview::others(plan, lang)).chain(old).collect(),
        services: sections.shown.iter().map(|(service, equal)| card(service, equal, view)).collect(),
        findings: findings(&plan.diagnostics, view),
        names: sections.unchanged_names().into_iter().map(|(title, names)| (title.text(lang), names)).collect(),
        orphans: plan.orphans.iter().map(|one| (one.load_balancer_id.as_str(), orphan_text(one, lang))).collect(),
        assumptions: assumption::sentences(&plan.assumptions, view.detail, lang)
            .iter()
            .map(|sentence| parts(sentence))
            .collect(),
        made_by: messages::MADE_BY.format(lang, &[("version", env!("CARGO_PKG_VERSION"))]),
    }
}

/// What is known of an orphan, with its reason if the heading does not state it.
fn orphan_text(one: &Orphan, lang: Lang) -> ReasonText {
    let text = |text: String| TextPart { is_code: false, text };
    let name = one.name.iter().map(|name| TextPart { is_code: true, text: name.clone() });
    let mut details = orphan::details(one, lang).join(lang.list_separator());
    if one.name.is_some() {
        details.insert_str(0, lang.list_separator());
    }
    let ReasonText { parts: because, basis } = reason(&one.because, lang);
    let mut parts: Vec<TextPart> = name.chain([text(details)]).collect();
    if orphan::other_reason(one).is_some() {
        parts.push(text(lang.clause_separator().to_string()));
        parts.extend(because);
    }
    ReasonText { parts, basis }
}

fn rows(plan: &Plan, sections: &ShownServices<'_>, lang: Lang) -> Vec<OverviewGroup> {
    let row = |line: OverviewLine<'_>| OverviewGroup {
        card: sections
            .shown
            .iter()
            .position(|(shown, _)| line.service.is_some_and(|service| std::ptr::eq(service, *shown))),
        services: line.services,
        class: class(line.role),
        verdict: line.verdict,
        load_balancer: line.load_balancer,
        address: line.address,
        what: line.what,
    };
    overview::lines(plan, lang).into_iter().map(row).collect()
}

fn headline(plan: &Plan, lang: Lang) -> String {
    let (head, rest) = totals::plan(plan, lang, ZeroCounts::Hide);
    let is_unchanged = head == messages::NO_CHANGES.text(lang);
    let headline = if is_unchanged || rest.is_empty() { format!("{head}{rest}") } else { rest };
    headline.trim_end().to_string()
}

fn policy(plan: &Plan, view: &RenderSettings<'_>) -> Option<Policy> {
    let policy = plan.policy.as_ref()?;
    let (role, verdict) = match policy.verdict {
        PolicyVerdict::Allow => (TextRole::Good, &messages::POLICY_ALLOW),
        PolicyVerdict::Undecided => (TextRole::Caution, &messages::POLICY_UNDECIDED),
        PolicyVerdict::Warn => (TextRole::Caution, &messages::POLICY_WARN),
        PolicyVerdict::Deny => (TextRole::Bad, &messages::POLICY_DENY),
    };
    let violations = findings(&policy.violations, view);
    Some(Policy { class: class(role), verdict: verdict.text(view.lang), violations })
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
