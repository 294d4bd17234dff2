//! A plan as one HTML file that needs nothing else: no script, no font, no picture, nothing from the net.
//!
//! Light and dark, on a screen and on paper. Its content policy allows the one style and nothing besides, so that even
//! text that escaped its escaping could do nothing.

mod escape;
mod finding;
mod service;

use crate::answer::{Plan, PolicyVerdict, Reason, ServicePlan, Verdict};
use crate::messages::{self, Lang};
use crate::summary::Style;
use crate::summary::count::{self, ZeroCounts};
use crate::summary::verdict::{is_unchanged, name};
use crate::text::View;
use escape::{link, sentence, text};

const STYLE: &str = include_str!("style.css");

/// SHA-256 of what stands in the style element, Base64.
const STYLE_HASH: &str = "NT+sTLHN4IILf0aIpaHhQLu17JimAZCcaBn7AaUP3ts=";

/// The plan.
pub fn plan(plan: &Plan, view: &View<'_>) -> String {
    let lang = view.lang;
    let code = match lang {
        Lang::En => "en",
        Lang::ZhCn => "zh-CN",
    };
    let title = messages::PAGE_TITLE.text(lang);
    let made = messages::MADE_BY.fill(lang, &[("version", env!("CARGO_PKG_VERSION"))]);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
        head(plan, lang),
        body(plan, view),
        text(&made),
    )
}

fn head(plan: &Plan, lang: Lang) -> String {
    let (head, rest) = count::plan(plan, lang, ZeroCounts::Hide);
    let still = head == messages::NO_CHANGES.text(lang);
    let headline = if still || rest.is_empty() { format!("{head}{rest}") } else { rest };
    let incomplete = if plan.complete {
        String::new()
    } else {
        format!(
            "<p><span class=\"pill care\">{}</span> {}</p>\n",
            text(messages::INCOMPLETE_SHORT.text(lang)),
            text(messages::INCOMPLETE.text(lang))
        )
    };
    format!(
        "<header>\n<h1>{}</h1>\n<p class=\"headline\">{}</p>\n{incomplete}</header>\n",
        text(messages::PAGE_TITLE.text(lang)),
        text(headline.trim_end()),
    )
}

fn body(plan: &Plan, view: &View<'_>) -> String {
    let lang = view.lang;
    let telling: Vec<&ServicePlan> = plan.services.iter().filter(|service| !is_unchanged(service)).collect();
    let mut out = String::new();
    if plan.services.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", text(messages::NO_SERVICES.text(lang))));
    }
    if telling.len() > 1 {
        out.push_str(&service::overview(&telling, lang));
    }
    if let Some(policy) = &plan.policy {
        let (style, verdict) = match policy.verdict {
            PolicyVerdict::Allow => (Style::Good, &messages::POLICY_ALLOW),
            PolicyVerdict::Warn => (Style::Caution, &messages::POLICY_WARN),
            PolicyVerdict::Deny => (Style::Bad, &messages::POLICY_DENY),
        };
        out.push_str(&format!(
            "<h2>{} <span class=\"pill {}\">{}</span></h2>\n",
            text(messages::POLICY.text(lang)),
            class(style),
            text(verdict.text(lang))
        ));
        out.push_str(&finding::findings(&policy.violations, view));
    }
    if !telling.is_empty() {
        out.push_str(&heading(messages::COLUMN_SERVICES.text(lang)));
    }
    for (number, one) in telling.iter().enumerate() {
        out.push_str(&service::card(one, number, view));
    }
    if !plan.diagnostics.is_empty() {
        out.push_str(&heading(messages::FINDINGS.text(lang)));
        out.push_str(&finding::findings(&plan.diagnostics, view));
    }
    out.push_str(&asides(plan, lang));
    out
}

/// What stays, what nobody uses, what was not checked.
fn asides(plan: &Plan, lang: Lang) -> String {
    let mut out = String::new();
    let quiet: Vec<&ServicePlan> = plan.services.iter().filter(|service| is_unchanged(service)).collect();
    for (title, verdict) in [(&messages::UNCHANGED, Verdict::Keep), (&messages::WITHOUT, Verdict::None)] {
        let names = quiet.iter().filter(|service| service.load_balancer.verdict == verdict);
        let items: Vec<String> = names.map(|service| format!("<code>{}</code>", text(&name(service)))).collect();
        out.push_str(&list(title.text(lang), "names", &items));
    }
    let orphans = plan
        .orphans
        .iter()
        .map(|orphan| format!("<code>{}</code>: {}", text(&orphan.load_balancer_id), reason(&orphan.because, lang)));
    out.push_str(&list(messages::ORPHANS.text(lang), "orphans", &orphans.collect::<Vec<_>>()));
    let assumptions: Vec<String> = plan.assumptions.iter().map(|one| sentence(&one.message)).collect();
    out.push_str(&list(messages::ASSUMPTIONS.text(lang), "assumptions", &assumptions));
    out
}

fn list(title: &str, class: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("{}<ul class=\"{class}\">\n{items}</ul>\n", heading(title))
}

fn heading(title: &str) -> String {
    format!("<h2>{}</h2>\n", text(title))
}

/// The sentence, how it is known, and its page.
fn reason(because: &Reason, lang: Lang) -> String {
    format!("{}{}", sentence(&because.message), basis(because.basis, because.url.as_deref(), lang))
}

fn basis(basis: Option<crate::answer::Basis>, url: Option<&str>, lang: Lang) -> String {
    let word = basis.and_then(|basis| crate::summary::basis(basis, lang));
    let shown = match (word, url) {
        (Some(word), Some(url)) => link(&text(word), url),
        (Some(word), None) => text(word),
        (None, Some(url)) => link(&text(messages::SEE_ALSO.text(lang)), url),
        (None, None) => return String::new(),
    };
    format!(" <span class=\"basis\">({shown})</span>")
}

/// The class of a style; the colours stand in the style sheet.
fn class(style: Style) -> &'static str {
    match style {
        Style::Normal | Style::Strong => "plain",
        Style::Faint => "faint",
        Style::Good => "good",
        Style::Caution => "care",
        Style::Bad => "bad",
        Style::Released => "away",
        Style::Pointer => "point",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_content_policy_names_the_style() {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, hash, "the style was changed: write this into STYLE_HASH");
        assert!(!STYLE.contains('<'));
    }
}
