//! Findings: errors first, then warnings, then notes; each with the line it is about.

use super::excerpt::excerpt;
use super::page::Page;
use super::paint::Style;
use crate::answer::{Diagnostic, Fix};
use crate::manuscript::Manuscript;
use crate::phrases::{self, Phrase};
use crate::say::finding::{effects, field, fixed_line, named, ordered, severity};

/// Writes findings, the worst first, file by file, line by line.
pub fn findings(page: &mut Page<'_>, diagnostics: &[Diagnostic], manifests: &Manuscript) {
    for (number, diagnostic) in ordered(diagnostics).into_iter().enumerate() {
        if number > 0 {
            page.gap();
        }
        finding(page, diagnostic, manifests);
    }
}

fn finding(page: &mut Page<'_>, diagnostic: &Diagnostic, manifests: &Manuscript) {
    let lang = page.lang();
    let (style, word) = severity(diagnostic.severity);
    let head = format!("{}[{}]", word.say(lang), diagnostic.code);
    page.wrapped(0, 4, &[(style, &head), (Style::Normal, ": "), (Style::Strong, &diagnostic.message)]);
    let gutter = diagnostic.source.and_then(|source| excerpt(page, manifests, source, (style, '^')));
    let drawn = gutter.is_some();
    let gutter = gutter.unwrap_or(1);
    if drawn {
        page.line(gutter + 1, &[(Style::Point, "|")]);
    }
    let mut note = |label: &Phrase, text: &str, faint: &str| {
        let label = format!("= {}: ", label.say(lang));
        page.labelled(gutter + 1, (Style::Point, &label), &[(Style::Normal, text), (Style::Faint, faint)]);
    };
    if let Some(why) = diagnostic.why.as_deref().filter(|why| !why.is_empty()) {
        note(&phrases::WHY, why, "");
    }
    if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
        note(&phrases::HELP, help, "");
    }
    if let Some(field) = field(diagnostic) {
        note(&phrases::FIELD, &field, "");
    }
    if let (Some(kind), Some(detail)) = (&diagnostic.kind, &diagnostic.detail) {
        let said = if detail.is_empty() { kind.clone() } else { format!("{kind}: {detail}") };
        note(&phrases::API_SERVER, &said, "");
    }
    effect(page, diagnostic, gutter);
    for fix in &diagnostic.fixes {
        write_fix(page, fix, manifests, gutter);
    }
    related(page, diagnostic, manifests, gutter);
}

/// What it does to the sync, the controller's own code, and the page that says so.
fn effect(page: &mut Page<'_>, diagnostic: &Diagnostic, gutter: usize) {
    let lang = page.lang();
    let text = effects(diagnostic, lang);
    let basis = page.basis(diagnostic.basis, diagnostic.url.as_deref());
    if text.is_empty() && basis.is_empty() {
        return;
    }
    let label = if text.is_empty() { &phrases::SEE_ALSO } else { &phrases::EFFECT };
    let label = format!("= {}: ", label.say(lang));
    page.labelled(gutter + 1, (Style::Point, &label), &[(Style::Normal, &text), (Style::Faint, &basis)]);
}

fn write_fix(page: &mut Page<'_>, fix: &Fix, manifests: &Manuscript, gutter: usize) {
    let label = format!("= {}: ", phrases::FIX.say(page.lang()));
    page.labelled(gutter + 1, (Style::Point, &label), &[(Style::Normal, &fix.title)]);
    if let Some((number, line)) = fixed_line(fix, manifests) {
        page.line(
            0,
            &[
                (Style::Point, &format!("{number:>gutter$} ")),
                (Style::Good, &format!("+ {}", line.replace('\t', "    "))),
            ],
        );
    }
}

fn related(page: &mut Page<'_>, diagnostic: &Diagnostic, manifests: &Manuscript, gutter: usize) {
    let lang = page.lang();
    for related in &diagnostic.related {
        let label = format!("= {}: ", phrases::SEVERITY_INFO.say(lang));
        let object = related.object.as_ref().map_or(String::new(), |object| format!(" ({})", named(object)));
        page.labelled(
            gutter + 1,
            (Style::Point, &label),
            &[(Style::Normal, &related.message), (Style::Faint, &object)],
        );
        // A place outside the text is told by its message alone, and one that many findings name is shown once.
        if let Some(source) = related.source.filter(|source| page.is_news(&related.message, source.start.offset)) {
            let _ = excerpt(page, manifests, source, (Style::Point, '-'));
        }
    }
}
