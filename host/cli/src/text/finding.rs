//! Findings with excerpts of the manifests: errors first, then warnings, then notes.

use super::excerpt::{Excerpt, UnderlinedRange};
use super::writer::TextWriter;
use crate::ansi::TextRole;
use crate::escape_for_terminal::escape_terminal;
use crate::finding_verbosity::FindingDetail;
use crate::messages::{self, Message};
use crate::module_answer::{Diagnostic, Fix, Plan, Related, Severity};
use crate::source_files::SourceFiles;
use crate::summary::finding::{also, effects, field, fixed_line, grouped, object_name, server_error, severity};
use annotate_snippets::AnnotationKind;

/// Of more places than these the others are counted.
const MAX_PLACES: usize = 5;

/// Writes findings in their order. A note is one line, unless all details were asked for.
pub fn findings(out: &mut TextWriter<'_>, diagnostics: &[Diagnostic], manifests: &SourceFiles) {
    let detail = out.view().detail;
    let mut after_line = false;
    for (number, (diagnostic, equal)) in grouped(diagnostics, detail, manifests).into_iter().enumerate() {
        let is_line = diagnostic.severity == Severity::Info && detail == FindingDetail::Brief;
        if number > 0 && !(is_line && after_line) {
            out.gap();
        }
        after_line = is_line;
        if is_line {
            note_line(out, diagnostic, &equal);
            continue;
        }
        finding(out, diagnostic, manifests);
        for other in equal {
            let text = also(other, diagnostic, out.view().location(other), out.lang());
            note(out, 1, &messages::ALSO, &[(TextRole::Normal, &text)]);
        }
    }
}

/// Why the command fails, one line for each error and violation: a table has no room for more.
pub fn causes_of_failure(out: &mut TextWriter<'_>, plan: &Plan) {
    let violations = plan.policy.iter().flat_map(|policy| &policy.violations);
    let errors = plan.diagnostics.iter().chain(violations).filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    if !errors.is_empty() {
        out.gap();
    }
    for (first, equal) in grouped(&errors, out.view().detail, out.view().manifests) {
        note_line(out, first, &equal);
    }
}

/// A finding in one sentence, with where it and equal ones are.
fn note_line(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, equal: &[&Diagnostic]) {
    let lang = out.lang();
    let (role, label) = severity(diagnostic.severity);
    let head = format!("{}[{}]", label.text(lang), diagnostic.code);
    let view = out.view();
    let places: Vec<String> = std::iter::once(diagnostic)
        .chain(equal.iter().copied())
        .map(|finding| view.location(finding).or_else(|| finding.object.as_ref().map(object_name)).unwrap_or_default())
        .filter(|place| !place.is_empty())
        .collect();
    let more = places.len().saturating_sub(MAX_PLACES);
    let mut places: Vec<String> = places.into_iter().take(MAX_PLACES).collect();
    places.extend((more > 0).then(|| messages::MORE_ITEMS.plural(lang, more as u64)));
    let places = if places.is_empty() { String::new() } else { lang.bracketed(&places.join(lang.list_separator())) };
    out.wrapped(
        0,
        4,
        &[(role, &head), (TextRole::Normal, ": "), (TextRole::Normal, &diagnostic.message), (TextRole::Faint, &places)],
    );
}

fn finding(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, manifests: &SourceFiles) {
    let lang = out.lang();
    let (role, label) = severity(diagnostic.severity);
    let head = format!("{}[{}]", label.text(lang), diagnostic.code);
    out.wrapped(0, 4, &[(role, &head), (TextRole::Normal, ": "), (TextRole::Strong, &diagnostic.message)]);
    let labels: Vec<_> = diagnostic.related.iter().map(|related| escape_terminal(&related.message)).collect();
    let mut excerpt = diagnostic.source.as_ref().and_then(|source| Excerpt::new(manifests, source));
    // Related ranges that the excerpt does not show.
    let mut others: Vec<&Related> = Vec::new();
    for (related, label) in diagnostic.related.iter().zip(&labels) {
        let source = related.source.as_ref().filter(|_| related.object.is_none());
        let mark = source.map(|source| UnderlinedRange { source, label });
        let is_added =
            excerpt.as_mut().zip(mark).is_some_and(|(excerpt, mark)| excerpt.add(manifests, mark, out.columns()));
        if !is_added {
            others.push(related);
        }
    }
    let gutter = excerpt.and_then(|excerpt| excerpt.write(out, manifests, (AnnotationKind::Primary, role)));
    if let Some(gutter) = gutter {
        out.line(gutter + 1, &[(TextRole::Pointer, "|")]);
    }
    let gutter = gutter.unwrap_or(1);
    notes(out, diagnostic, gutter);
    for fix in &diagnostic.fixes {
        write_fix(out, (fix, diagnostic.file()), manifests, gutter);
    }
    for related in others {
        write_related(out, related, manifests, gutter);
    }
}

fn notes(out: &mut TextWriter<'_>, diagnostic: &Diagnostic, gutter: usize) {
    let lang = out.lang();
    let notes = [
        (&messages::WHY, diagnostic.why.clone()),
        (&messages::HELP, diagnostic.help.clone()),
        (&messages::FIELD, field(diagnostic, lang)),
        (&messages::API_SERVER, server_error(diagnostic)),
    ];
    for (label, text) in notes {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            note(out, gutter, label, &[(TextRole::Normal, &text)]);
        }
    }
    let effects = effects(diagnostic, lang);
    if effects.is_empty() {
        let basis = out.basis(diagnostic.basis, diagnostic.url.as_deref());
        if !basis.is_empty() {
            note(out, gutter, &messages::BASIS, &[(TextRole::Normal, &basis)]);
        }
    } else {
        let basis = out.bracketed_basis(diagnostic.basis, diagnostic.url.as_deref());
        note(out, gutter, &messages::EFFECT, &[(TextRole::Normal, &effects), (TextRole::Faint, &basis)]);
    }
}

/// `= why: …`
fn note(out: &mut TextWriter<'_>, gutter: usize, label: &Message, text: &[(TextRole, &str)]) {
    let label = format!("= {}{}", label.text(out.lang()), out.lang().colon());
    out.labelled(gutter + 1, (TextRole::Pointer, &label), text);
}

fn write_fix(out: &mut TextWriter<'_>, (fix, file): (&Fix, Option<&str>), manifests: &SourceFiles, gutter: usize) {
    note(out, gutter, &messages::FIX, &[(TextRole::Normal, &fix.title)]);
    if let Some((number, line)) = fixed_line(fix, file, manifests) {
        out.line(
            0,
            &[
                (TextRole::Pointer, &format!("{number:>gutter$} ")),
                (TextRole::Good, &format!("+ {}", line.replace('\t', "    "))),
            ],
        );
    }
}

fn write_related(out: &mut TextWriter<'_>, related: &Related, manifests: &SourceFiles, gutter: usize) {
    let object = related.object.as_ref().map_or(String::new(), |object| out.lang().bracketed(&object_name(object)));
    note(out, gutter, &messages::NOTE, &[(TextRole::Normal, &related.message), (TextRole::Faint, &object)]);
    // A location that many findings refer to is shown once.
    if let Some(source) = related.source.as_ref().filter(|source| out.is_first_mention(&related.message, source))
        && let Some(excerpt) = Excerpt::new(manifests, source)
    {
        excerpt.write(out, manifests, (AnnotationKind::Context, TextRole::Pointer));
    }
}
