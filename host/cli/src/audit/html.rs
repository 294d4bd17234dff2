//! The audit as one HTML file without scripts; it loads nothing. The template escapes every value.

use super::messages;
use super::report::Audit;
use super::table_rows::{self, TableRow};
use crate::html::css_class::class;
use crate::html::escape::{TextPart, parts};
use crate::html::finding::{FindingCard, findings};
use crate::html::{STYLE, STYLE_HASH};
use crate::input_error::InputError;
use crate::localization::{Lang, Message};
use crate::messages as common;
use crate::render_settings::RenderSettings;
use askama::Template;

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    lang: Lang,
    style: &'static str,
    style_hash: &'static str,
    title: &'static str,
    headline: String,
    failed: Option<Vec<TextPart>>,
    /// Each with the class of its severity.
    rows: Vec<(&'static str, TableRow)>,
    audited: String,
    findings: Vec<FindingCard>,
    not_checked: Vec<Vec<TextPart>>,
    made_by: String,
}

impl Page {
    /// A message in the page's language.
    fn text(&self, message: &Message) -> &'static str {
        message.text(self.lang)
    }
}

/// # Errors
/// The template cannot be rendered.
pub fn render(audit: &Audit, view: &RenderSettings<'_>) -> Result<String, InputError> {
    let lang = view.lang;
    let diagnostics = table_rows::diagnostics(audit, lang);
    let page = Page {
        lang,
        style: STYLE,
        style_hash: STYLE_HASH,
        title: messages::TITLE.text(lang),
        headline: table_rows::headline(&diagnostics, lang),
        failed: table_rows::failed(audit, lang).map(|text| parts(&text)),
        rows: table_rows::rows(audit, lang).into_iter().map(|row| (class(row.role), row)).collect(),
        audited: table_rows::audited(audit, lang),
        findings: findings(&diagnostics, view),
        not_checked: table_rows::not_checked(audit, lang).iter().map(|text| parts(text)).collect(),
        made_by: messages::MADE_BY.format(lang, &[("version", env!("CARGO_PKG_VERSION"))]),
    };
    page.render().map(|html| html + "\n").map_err(|error| InputError::new(&common::NOT_WRITTEN).caused_by(error))
}
