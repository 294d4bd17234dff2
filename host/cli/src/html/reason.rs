//! A reason and its basis, as the templates show them.

use super::escape::{TextPart, parts, web_url};
use crate::messages::{self, Lang};
use crate::module_answer::{Basis, Reason};
use crate::summary::load_balancer_verdict::basis_label;

/// A sentence and its basis.
pub struct ReasonText {
    pub parts: Vec<TextPart>,
    pub basis: Option<BasisText>,
}

/// `documented`, with a link if the page is known.
pub struct BasisText {
    pub label: String,
    pub url: Option<String>,
    /// The brackets of the page's language.
    pub brackets: (&'static str, &'static str),
}

pub fn reason(reason: &Reason, lang: Lang) -> ReasonText {
    ReasonText { parts: parts(&reason.message), basis: basis(reason.basis, reason.url.as_deref(), lang) }
}

pub fn reasons(reasons: &[Reason], lang: Lang) -> Vec<ReasonText> {
    reasons.iter().map(|one| reason(one, lang)).collect()
}

pub fn basis(basis: Option<Basis>, url: Option<&str>, lang: Lang) -> Option<BasisText> {
    let label = basis.and_then(|basis| basis_label(basis, lang));
    let label = label.or_else(|| url.map(|_| messages::REFERENCE.text(lang)))?;
    Some(BasisText { label: label.to_string(), url: web_url(url), brackets: lang.brackets() })
}
