//! A finding as a card: the message, the marked line, the reason and the help.

use super::css_class::class;
use super::escape::{TextPart, parts};
use super::reason::{BasisText, basis};
use crate::location::file_line_column;
use crate::messages::{self, Message};
use crate::module_answer::{Diagnostic, SourceRange};
use crate::render_settings::RenderSettings;
use crate::source_files::SourceFiles;
use crate::summary::finding::{also, effects, field, fixed_line, grouped, server_error, severity};
use crate::summary::long_line::{lead, tail};

/// What `finding.html` shows.
pub struct FindingCard {
    pub class: &'static str,
    pub severity: &'static str,
    pub code: String,
    pub message: Vec<TextPart>,
    pub excerpt: Option<Excerpt>,
    pub notes: Vec<FindingNote>,
    pub basis: Option<BasisText>,
}

/// One line of a manifest, around the range that is marked.
pub struct Excerpt {
    pub location: String,
    pub line: usize,
    pub before: String,
    pub marked: String,
    pub after: String,
}

pub struct FindingNote {
    pub label: &'static str,
    pub text: Vec<TextPart>,
    /// A line as a fix changes it.
    pub fixed_line: Option<String>,
    pub location: Option<String>,
}

/// All findings in their order, equal ones together.
pub fn findings(diagnostics: &[Diagnostic], view: &RenderSettings<'_>) -> Vec<FindingCard> {
    let card = |(first, equal): (&Diagnostic, Vec<&Diagnostic>)| {
        let mut card = finding(first, view);
        card.notes.extend(equal.into_iter().map(|other| FindingNote {
            label: messages::ALSO.text(view.lang),
            text: parts(&also(other, first, view.location(other), view.lang)),
            fixed_line: None,
            location: None,
        }));
        card
    };
    grouped(diagnostics, view.detail, view.manifests).into_iter().map(card).collect()
}

fn finding(diagnostic: &Diagnostic, view: &RenderSettings<'_>) -> FindingCard {
    let (role, label) = severity(diagnostic.severity);
    FindingCard {
        class: class(role),
        severity: label.text(view.lang),
        code: diagnostic.code.clone(),
        message: parts(&diagnostic.message),
        excerpt: diagnostic.source.as_ref().and_then(|source| excerpt(source, view)),
        notes: notes(diagnostic, view),
        basis: basis(diagnostic.basis, diagnostic.url.as_deref(), view.lang),
    }
}

fn notes(diagnostic: &Diagnostic, view: &RenderSettings<'_>) -> Vec<FindingNote> {
    let note = |label: &Message, text: &str| FindingNote {
        label: label.text(view.lang),
        text: parts(text),
        fixed_line: None,
        location: None,
    };
    let texts = [
        (&messages::WHY, diagnostic.why.clone()),
        (&messages::HELP, diagnostic.help.clone()),
        (&messages::FIELD, field(diagnostic, view.lang)),
        (&messages::API_SERVER, server_error(diagnostic)),
        (&messages::EFFECT, Some(effects(diagnostic, view.lang))),
    ];
    let texts = texts.into_iter().filter_map(|(label, text)| Some((label, text.filter(|text| !text.is_empty())?)));
    let mut notes: Vec<FindingNote> = texts.map(|(label, text)| note(label, &text)).collect();
    notes.extend(diagnostic.fixes.iter().map(|fix| {
        let line = fixed_line(fix, diagnostic.file(), view.manifests).map(|(_, line)| line.trim().to_string());
        FindingNote { fixed_line: line, ..note(&messages::FIX, &fix.title) }
    }));
    notes.extend(diagnostic.related.iter().map(|related| {
        let location = related.source.as_ref().and_then(|source| file_line_column(view.manifests, source, view.root));
        FindingNote { location, ..note(&messages::RELATED, &related.message) }
    }));
    notes
}

fn excerpt(source: &SourceRange, view: &RenderSettings<'_>) -> Option<Excerpt> {
    let location = file_line_column(view.manifests, source, view.root)?;
    let line = view.manifests.start(source)?.line;
    let (before, marked, after) = marked_line(source, view.manifests)?;
    Some(Excerpt { location, line, before, marked, after })
}

/// The first line of a range: the text before the range, in it, and after it.
fn marked_line(source: &SourceRange, manifests: &SourceFiles) -> Option<(String, String, String)> {
    let start = manifests.start(source)?;
    let end = manifests.end(source).filter(|end| end.line == start.line);
    let end = end.map_or(start.text.len(), |end| end.before).max(start.before);
    let spaces = |text: String| text.replace('\t', "    ");
    let before = spaces(lead(start.text.get(..start.before)?));
    let [marked, after] = [start.text.get(start.before..end)?, start.text.get(end..)?].map(|text| spaces(tail(text)));
    Some((before, marked, after))
}
