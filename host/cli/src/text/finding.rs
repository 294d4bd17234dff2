//! Findings: errors first, then warnings, then notes; each with the line it is about.

use super::ansi::Style;
use super::excerpt::excerpt;
use super::writer::TextWriter;
use crate::answer::{Diagnostic, Fix};
use crate::messages::{self, Message};
use crate::source_files::SourceFiles;
use crate::summary::finding::{effects, field, fixed_line, named, ordered, severity};

/// Writes findings, the worst first, file by file, line by line.
pub fn findings(out: &mut TextWriter<'_>, diagnostics: &[Diagnostic], manifests: &SourceFiles) {
    for (number, diagnostic) in ordered(diagnostics).into_iter().enumerate() {
        if number > 0 {
            out.gap();
        }
        finding(out, diagnostic, manifests);
    }
}

fn finding(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, manifests: &SourceFiles) {
    let lang = out.lang();
    let (style, word) = severity(diagnostic.severity);
    let head = format!("{}[{}]", word.text(lang), diagnostic.code);
    out.wrapped(0, 4, &[(style, &head), (Style::Normal, ": "), (Style::Strong, &diagnostic.message)]);
    let gutter = diagnostic.source.and_then(|source| excerpt(out, manifests, source, (style, '^')));
    let drawn = gutter.is_some();
    let gutter = gutter.unwrap_or(1);
    if drawn {
        out.line(gutter + 1, &[(Style::Pointer, "|")]);
    }
    let mut note = |label: &Message, text: &str, faint: &str| {
        let label = format!("= {}: ", label.text(lang));
        out.labelled(gutter + 1, (Style::Pointer, &label), &[(Style::Normal, text), (Style::Faint, faint)]);
    };
    if let Some(why) = diagnostic.why.as_deref().filter(|why| !why.is_empty()) {
        note(&messages::WHY, why, "");
    }
    if let Some(help) = diagnostic.help.as_deref().filter(|help| !help.is_empty()) {
        note(&messages::HELP, help, "");
    }
    if let Some(field) = field(diagnostic) {
        note(&messages::FIELD, &field, "");
    }
    if let (Some(kind), Some(detail)) = (&diagnostic.kind, &diagnostic.detail) {
        let said = if detail.is_empty() { kind.clone() } else { format!("{kind}: {detail}") };
        note(&messages::API_SERVER, &said, "");
    }
    effect(out, diagnostic, gutter);
    for fix in &diagnostic.fixes {
        write_fix(out, fix, manifests, gutter);
    }
    related(out, diagnostic, manifests, gutter);
}

/// What it does to the sync, the controller's own code, and the page that says so.
fn effect(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, gutter: usize) {
    let lang = out.lang();
    let text = effects(diagnostic, lang);
    let basis = out.basis(diagnostic.basis, diagnostic.url.as_deref());
    if text.is_empty() && basis.is_empty() {
        return;
    }
    let label = if text.is_empty() { &messages::SEE_ALSO } else { &messages::EFFECT };
    let label = format!("= {}: ", label.text(lang));
    out.labelled(gutter + 1, (Style::Pointer, &label), &[(Style::Normal, &text), (Style::Faint, &basis)]);
}

fn write_fix(out: &mut TextWriter<'_>, fix: &Fix, manifests: &SourceFiles, gutter: usize) {
    let label = format!("= {}: ", messages::FIX.text(out.lang()));
    out.labelled(gutter + 1, (Style::Pointer, &label), &[(Style::Normal, &fix.title)]);
    if let Some((number, line)) = fixed_line(fix, manifests) {
        out.line(
            0,
            &[
                (Style::Pointer, &format!("{number:>gutter$} ")),
                (Style::Good, &format!("+ {}", line.replace('\t', "    "))),
            ],
        );
    }
}

fn related(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, manifests: &SourceFiles, gutter: usize) {
    let lang = out.lang();
    for related in &diagnostic.related {
        let label = format!("= {}: ", messages::SEVERITY_INFO.text(lang));
        let object = related.object.as_ref().map_or(String::new(), |object| format!(" ({})", named(object)));
        out.labelled(
            gutter + 1,
            (Style::Pointer, &label),
            &[(Style::Normal, &related.message), (Style::Faint, &object)],
        );
        // A place outside the text is told by its message alone, and one that many findings name is shown once.
        if let Some(source) = related.source.filter(|source| out.is_news(&related.message, source.start.offset)) {
            let _ = excerpt(out, manifests, source, (Style::Pointer, '-'));
        }
    }
}
