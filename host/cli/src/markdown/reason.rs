//! A reason as Markdown.

use super::escape::{link, sentence};
use crate::messages::{self, Lang};
use crate::module_answer::Reason;
use crate::summary::load_balancer_verdict::basis_label;

/// `the sentence ([documented](page))`
pub fn reason(reason: &Reason, lang: Lang) -> String {
    format!("{}{}", sentence(&reason.message), basis(reason, lang))
}

/// ` ([documented](page))`; empty if nothing is known.
pub fn basis(reason: &Reason, lang: Lang) -> String {
    let label = reason.basis.and_then(|basis| basis_label(basis, lang));
    match (label, reason.url.as_deref()) {
        (Some(label), Some(url)) => lang.bracketed(&link(label, url)),
        (Some(label), None) => lang.bracketed(label),
        (None, Some(url)) => lang.bracketed(&link(messages::REFERENCE.text(lang), url)),
        (None, None) => String::new(),
    }
}
