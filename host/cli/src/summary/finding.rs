//! Findings: their order, what they are about, and what they do to the sync.

use super::Style;
use crate::answer::{Diagnostic, Effect, Fix, ObjectRef, Severity};
use crate::messages::{self, Lang, Message};
use crate::source_files::SourceFiles;

/// The worst first, file by file, line by line.
pub fn ordered(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    // The joined text keeps the order of the files.
    ordered.sort_by_key(|diagnostic| {
        (diagnostic.severity, diagnostic.source.map_or(usize::MAX, |source| source.start.offset))
    });
    ordered
}

/// How bad it is, in a word.
pub fn severity(severity: Severity) -> (Style, &'static Message) {
    match severity {
        Severity::Error => (Style::Bad, &messages::SEVERITY_ERROR),
        Severity::Warning => (Style::Caution, &messages::SEVERITY_WARNING),
        Severity::Info => (Style::Pointer, &messages::SEVERITY_INFO),
    }
}

/// `Service shop/web, spec.ports[0].nodePort`
pub fn field(diagnostic: &Diagnostic) -> Option<String> {
    let object = diagnostic.object.as_ref().map(named);
    let parts: Vec<String> = object.into_iter().chain(diagnostic.path.clone()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `Service shop/web`
pub fn named(object: &ObjectRef) -> String {
    let name = object.name.as_deref().unwrap_or("");
    match &object.namespace {
        Some(namespace) => format!("{} {namespace}/{name}", object.kind),
        None => format!("{} {name}", object.kind).trim_end().to_string(),
    }
}

/// What it does to the sync, and the controller's own code; empty when it does nothing.
pub fn effects(diagnostic: &Diagnostic, lang: Lang) -> String {
    let effect = match diagnostic.effect {
        Some(Effect::Rejected) => Some(messages::EFFECT_REJECTED.text(lang)),
        Some(Effect::Aborts) => Some(messages::EFFECT_ABORTS.text(lang)),
        Some(Effect::Withholds) => Some(messages::EFFECT_WITHHOLDS.text(lang)),
        Some(Effect::Ignored) => Some(messages::EFFECT_IGNORED.text(lang)),
        Some(Effect::None) | None => None,
    };
    let event = diagnostic.event.as_ref().map(|event| messages::EVENT.fill(lang, &[("event", event)]));
    let parts: Vec<String> = effect.map(str::to_string).into_iter().chain(event).collect();
    parts.join(messages::SEMICOLON.text(lang))
}

/// The line as it would be, with its number, when one edit changes one line.
pub fn fixed_line(fix: &Fix, manifests: &SourceFiles) -> Option<(usize, String)> {
    let [edit] = fix.edits.as_slice() else { return None };
    let start = manifests.position(edit.start.offset)?;
    let end = manifests.position(edit.end.offset)?;
    if (start.part, start.line) != (end.part, end.line) || edit.text.contains('\n') {
        return None;
    }
    let line = format!("{}{}{}", start.text.get(..start.before)?, edit.text, start.text.get(end.before..)?);
    Some((start.line, line))
}
