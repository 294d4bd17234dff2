//! Findings: their order, what they are about, and their effect on the sync.

use super::long_line::{lead, tail};
use super::text_role::TextRole;
use crate::finding_verbosity::FindingDetail;
use crate::messages::{self, Lang, Message};
use crate::module_answer::{Diagnostic, Effect, Fix, ObjectRef, Severity};
use crate::source_files::SourceFiles;

/// Ordered by the module's groups, the most dangerous first, then by file and line; those without a group by severity.
pub fn ordered<'a>(diagnostics: &'a [Diagnostic], manifests: &SourceFiles) -> Vec<&'a Diagnostic> {
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    ordered.sort_by_cached_key(|diagnostic| {
        let place = diagnostic.source.as_ref().map_or((usize::MAX, usize::MAX), |source| {
            (manifests.index(source.file.as_deref()).unwrap_or(usize::MAX), source.start.offset)
        });
        (diagnostic.existing, diagnostic.severity, diagnostic.group, place)
    });
    ordered
}

/// Equal findings together, in this order.
pub fn grouped<'a>(
    diagnostics: &'a [Diagnostic],
    detail: FindingDetail,
    manifests: &SourceFiles,
) -> Vec<(&'a Diagnostic, Vec<&'a Diagnostic>)> {
    let mut groups: Vec<(&Diagnostic, Vec<&Diagnostic>)> = Vec::new();
    for finding in ordered(diagnostics, manifests) {
        match groups.last_mut() {
            Some((first, equal))
                if detail == FindingDetail::Brief && first.group.is_some() && first.group == finding.group =>
            {
                equal.push(finding);
            }
            Some(_) | None => groups.push((finding, Vec::new())),
        }
    }
    groups
}

/// Where an equal finding is, and what it says if that differs: `shop.yaml:7:5, Service shop/web: …`.
pub fn also(finding: &Diagnostic, first: &Diagnostic, location: Option<String>, lang: Lang) -> String {
    let subject: Vec<String> = location.into_iter().chain(finding.object.as_ref().map(object_name)).collect();
    let subject = subject.join(lang.list_separator());
    match (finding.message == first.message, subject.is_empty()) {
        (true, _) => subject,
        (false, true) => finding.message.clone(),
        (false, false) => format!("{subject}{}{}", lang.colon(), finding.message),
    }
}

/// The message, the object if there is no location, the reason and the help: each a line.
pub fn whole_message(finding: &Diagnostic) -> String {
    let object = finding.object.as_ref().filter(|_| finding.source.is_none()).map(object_name);
    let lines = [Some(finding.message.clone()), object, finding.why.clone(), finding.help.clone()];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The role and the label of a severity.
pub fn severity(severity: Severity) -> (TextRole, &'static Message) {
    match severity {
        Severity::Error => (TextRole::Bad, &messages::SEVERITY_ERROR),
        Severity::Warning => (TextRole::Caution, &messages::SEVERITY_WARNING),
        Severity::Info => (TextRole::Pointer, &messages::SEVERITY_INFO),
    }
}

/// `Service shop/web, spec.ports[0].nodePort`
pub fn field(diagnostic: &Diagnostic, lang: Lang) -> Option<String> {
    let object = diagnostic.object.as_ref().map(object_name);
    match (object, diagnostic.path.as_deref()) {
        (Some(object), Some(path)) => {
            Some(messages::FIELD_OF_OBJECT.format(lang, &[("object", &object), ("path", path)]))
        }
        (object, path) => object.or_else(|| path.map(str::to_string)),
    }
}

/// `Service shop/web`
pub fn object_name(object: &ObjectRef) -> String {
    let name = object.name.as_deref().unwrap_or("");
    match &object.namespace {
        Some(namespace) => format!("{} {namespace}/{name}", object.kind),
        None => format!("{} {name}", object.kind).trim_end().to_string(),
    }
}

/// The API server's own message, which is English.
pub fn server_error(diagnostic: &Diagnostic) -> Option<String> {
    let (kind, detail) = diagnostic.kind.as_ref().zip(diagnostic.detail.as_ref())?;
    Some(if detail.is_empty() { kind.clone() } else { format!("{kind}: {detail}") })
}

/// The effect on the sync and the controller's event; empty if there is neither.
pub fn effects(diagnostic: &Diagnostic, lang: Lang) -> String {
    let effect = match diagnostic.effect {
        Some(Effect::Rejected) => Some(messages::EFFECT_REJECTED.text(lang)),
        Some(Effect::Aborts) => Some(messages::EFFECT_ABORTS.text(lang)),
        Some(Effect::Unknown) => Some(messages::EFFECT_UNKNOWN.text(lang)),
        Some(Effect::Withholds) => Some(messages::EFFECT_WITHHOLDS.text(lang)),
        Some(Effect::Ignored) => Some(messages::EFFECT_IGNORED.text(lang)),
        Some(Effect::None) | None => None,
    };
    let event = diagnostic.event.as_ref().map(|event| messages::EVENT.format(lang, &[("event", event)]));
    let parts: Vec<String> = effect.map(str::to_string).into_iter().chain(event).collect();
    parts.join(lang.clause_separator())
}

/// The number and the new text of the line that a fix changes, cut around the change where it is long; `None` if it does not
/// change exactly one line.
pub fn fixed_line(fix: &Fix, file: Option<&str>, manifests: &SourceFiles) -> Option<(usize, String)> {
    let [edit] = fix.edits.as_slice() else { return None };
    let start = manifests.position(file, edit.start)?;
    let end = manifests.position(file, edit.end)?;
    if start.line != end.line || edit.text.contains('\n') {
        return None;
    }
    let line = format!("{}{}{}", lead(start.text.get(..start.before)?), edit.text, tail(start.text.get(end.before..)?));
    Some((start.line, line))
}
