//! Findings as cards: what, the line it is about with the place marked, why, what to do.

use super::escape::{sentence, text};
use super::{basis, class};
use crate::answer::{Diagnostic, SourceRange};
use crate::location::{Location, relative_to};
use crate::messages;
use crate::source_files::SourceFiles;
use crate::summary::Style;
use crate::summary::finding::{effects, field, fixed_line, ordered, severity};
use crate::text::View;

/// Longer lines are cut around the place.
const LEAD: usize = 60;
const TAIL: usize = 100;

/// All of them, the worst first.
pub fn findings(diagnostics: &[Diagnostic], view: &View<'_>) -> String {
    ordered(diagnostics).into_iter().map(|diagnostic| finding(diagnostic, view)).collect()
}

fn finding(diagnostic: &Diagnostic, view: &View<'_>) -> String {
    let lang = view.lang;
    let (style, word) = severity(diagnostic.severity);
    let mut out = format!(
        "<article class=\"card {}\">\n<div class=\"title\"><h3>{}</h3></div>\n\
         <p><span class=\"pill {}\">{}</span> <code>{}</code></p>\n",
        class(style),
        sentence(&diagnostic.message),
        class(style),
        text(word.text(lang)),
        text(&diagnostic.code)
    );
    if let Some(excerpt) = diagnostic.source.and_then(|source| excerpt(source, style, view)) {
        out.push_str(&excerpt);
    }
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let server =
        diagnostic.kind.as_ref().zip(diagnostic.detail.as_ref()).map(|(kind, detail)| format!("{kind}: {detail}"));
    let effects = Some(effects(diagnostic, lang)).filter(|effects| !effects.is_empty());
    let notes = [
        (&messages::WHY, filled(&diagnostic.why)),
        (&messages::HELP, filled(&diagnostic.help)),
        (&messages::FIELD, field(diagnostic)),
        (&messages::API_SERVER, server),
        (&messages::EFFECT, effects),
    ];
    let mut list = String::new();
    for (label, note) in notes.into_iter().filter_map(|(label, note)| Some((label, note?))) {
        list.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", text(label.text(lang)), sentence(&note)));
    }
    for fix in &diagnostic.fixes {
        let line = fixed_line(fix, view.manifests);
        let line =
            line.map_or(String::new(), |(_, line)| format!("<br><ins class=\"value\">{}</ins>", text(line.trim())));
        list.push_str(&format!("<dt>{}</dt><dd>{}{line}</dd>\n", text(messages::FIX.text(lang)), sentence(&fix.title)));
    }
    for related in &diagnostic.related {
        let place =
            related.source.and_then(|source| at(source, view)).map_or(String::new(), |at| format!(" ({})", text(&at)));
        list.push_str(&format!(
            "<dt>{}</dt><dd>{}{place}</dd>\n",
            text(messages::SEE_ALSO.text(lang)),
            sentence(&related.message)
        ));
    }
    if !list.is_empty() {
        out.push_str(&format!("<dl class=\"notes\">\n{list}</dl>\n"));
    }
    let known = basis(diagnostic.basis, diagnostic.url.as_deref(), lang);
    if !known.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", known.trim_start()));
    }
    out.push_str("</article>\n");
    out
}

/// `shop.yaml:16:17`
fn at(source: SourceRange, view: &View<'_>) -> Option<String> {
    let place = Location::of(view.manifests, source)?;
    let file = relative_to(view.root, place.name).unwrap_or_else(|| place.name.to_string());
    Some(format!("{file}:{}:{}", place.start.line, place.start.column))
}

fn excerpt(source: SourceRange, style: Style, view: &View<'_>) -> Option<String> {
    let at = at(source, view)?;
    let (before, marked, after) = parts(source, view.manifests)?;
    let line = view.manifests.position(source.start.offset)?.line;
    Some(format!(
        "<pre aria-label=\"{}\"><span class=\"line\">{}\n{line} | </span>{}<mark class=\"{}\">{}</mark>{}</pre>\n",
        text(&at),
        text(&at),
        text(&before),
        class(style),
        text(&marked),
        text(&after)
    ))
}

/// The line before the place, the place as far as it stands on its first line, and the rest of the line.
fn parts(source: SourceRange, manifests: &SourceFiles) -> Option<(String, String, String)> {
    let start = manifests.position(source.start.offset)?;
    let end = manifests.position(source.end.offset).filter(|end| (end.part, end.line) == (start.part, start.line));
    let end = end.map_or(start.text.len(), |end| end.before).max(start.before);
    let spaces = |text: &str| text.replace('\t', "    ");
    let before = spaces(start.text.get(..start.before)?);
    let marked = spaces(start.text.get(start.before..end)?);
    let after = spaces(start.text.get(end..)?);
    let skipped = before.chars().count().saturating_sub(LEAD);
    let before = if skipped > 0 { format!("…{}", before.chars().skip(skipped).collect::<String>()) } else { before };
    let cut = |text: String| match text.char_indices().nth(TAIL) {
        Some((byte, _)) => format!("{}…", text.get(..byte).unwrap_or_default()),
        None => text,
    };
    Some((before, cut(marked), cut(after)))
}
