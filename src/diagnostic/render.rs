//! Renders findings and reasons for an answer: arguments filled in, one language, positions in the requested encoding.

#![warn(missing_docs)]

pub use super::localization::{Locale, join};
pub use super::positions::{Position, PositionEncoding, SourceRange};

use super::limit_findings::{SeverityCounts, truncate};
use super::localization::{MessageArguments, fill};
use super::positions::PositionConverter;
use super::source_files::SourceFile;
use super::{Basis, Diagnostic, Effect, FieldErrorType, Layer, Location, ObjectRef, Reason, Severity};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use serde::Serialize;

/// The reason for an action, a verdict or a withheld change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Because")]
pub struct ReasonOutput {
    /// Name of the reason, `area/name`; stable.
    pub code: &'static str,
    /// The reason as a sentence.
    pub message: String,
    /// Whether it is documented or inferred.
    pub basis: Basis,
    /// The page that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'static str>,
}

/// Another location that explains the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Related")]
pub struct RelatedOutput {
    /// What is found there.
    pub message: String,
    /// Its location in `manifests`, when that was text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRange>,
    /// The object, when it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
}

/// A replacement in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Edit")]
pub struct EditOutput {
    /// Position of the first character to replace.
    pub start: Position,
    /// Position after the last character to replace.
    pub end: Position,
    /// The replacement.
    pub text: String,
}

/// A change of the text that certainly fixes the finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Fix")]
pub struct FixOutput {
    /// What the fix does, as a sentence.
    pub title: String,
    /// Replacements, without overlap.
    pub edits: Vec<EditOutput>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Diagnostic", rename_all = "camelCase")]
pub struct DiagnosticOutput {
    /// Name of the finding, `annotation/unknown-name`; stable. Each has a reference page.
    pub code: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// The reader that raises it.
    pub layer: Layer,
    /// Its effect on the result.
    pub effect: Effect,
    /// Findings of the same number are equal but for their objects; the lower one is the more dangerous. Absent of violations
    /// of a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
    /// True when the live object has it as well: the request does not bring it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub existing: bool,
    /// The problem.
    pub message: String,
    /// Why it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The object it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
    /// The path of the field, as Kubernetes prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The error type of kube-apiserver.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldErrorType>,
    /// The detail text of kube-apiserver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Its location in `manifests`, when that was text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRange>,
    /// Other locations that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedOutput>,
    /// Changes of the text that fix it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<FixOutput>,
    /// The event code of TKE's Service controller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<&'static str>,
    /// Whether it is documented or inferred; absent for facts about the text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The page that states it, or from which it is inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'static str>,
}

/// Renders findings: it knows the language, the text and its lines.
pub struct Renderer<'a> {
    locale: Locale,
    positions: PositionConverter<'a>,
    /// Load balancers whose ids nobody provided, each with the Service that has it.
    unprovided: SortedMap<String, String>,
}

#[allow(missing_docs)]
impl<'a> Renderer<'a> {
    /// A renderer for locations in `text`, which is one text.
    pub fn new(locale: Locale, encoding: PositionEncoding, text: &'a str) -> Renderer<'a> {
        let positions = PositionConverter::new(encoding, text);
        Renderer { locale, positions, unprovided: SortedMap::new() }
    }

    /// The renderer for a text that was joined from these files.
    pub fn of_files(self, files: &'a [SourceFile]) -> Renderer<'a> {
        Renderer { positions: self.positions.of_files(files), ..self }
    }

    /// The renderer of an answer that names load balancers whose ids nobody provided by the Services that have them.
    pub fn naming(self, unprovided: SortedMap<String, String>) -> Renderer<'a> {
        Renderer { unprovided, ..self }
    }

    /// The position of a byte offset in its file; one inside a character counts as the start of the character.
    pub fn position(&self, offset: u32) -> Position {
        self.positions.position(offset)
    }

    /// A location with positions; `None` when the input was objects and the text is empty.
    pub fn location(&self, location: Location) -> Option<SourceRange> {
        self.positions.range(location)
    }

    pub fn reason(&self, because: &Reason) -> ReasonOutput {
        ReasonOutput {
            code: because.definition.name(),
            message: self.sentence(because),
            basis: because.definition.basis,
            url: because.definition.url,
        }
    }

    pub fn reasons(&self, reasons: &[Reason]) -> Vec<ReasonOutput> {
        reasons.iter().map(|because| self.reason(because)).collect()
    }

    pub fn sentence(&self, because: &Reason) -> String {
        self.fill(because.definition.sentence(self.locale), &because.args)
    }

    fn fill(&self, template: &str, args: &MessageArguments) -> String {
        fill(template, args, self.locale, &self.unprovided)
    }

    pub fn diagnostic(&self, finding: &Diagnostic) -> DiagnosticOutput {
        let texts = finding.code.texts(self.locale);
        let filled = |template: &str| (!template.is_empty()).then(|| self.fill(template, &finding.args));
        DiagnosticOutput {
            code: finding.code.name(),
            severity: finding.severity(),
            layer: finding.code.layer,
            effect: finding.effect(),
            group: None,
            existing: finding.is_existing,
            message: self.fill(texts.what, &finding.args),
            why: filled(texts.why),
            help: filled(texts.help),
            object: finding.object.clone(),
            path: finding.path.clone(),
            kind: finding.field.as_ref().map(|(kind, _)| *kind),
            detail: finding.field.as_ref().map(|(_, detail)| detail.clone()).or_else(|| finding.detail.clone()),
            source: finding.location.and_then(|location| self.location(location)),
            related: finding
                .related
                .iter()
                .map(|related| RelatedOutput {
                    message: self.sentence(&related.note),
                    source: related.location.and_then(|location| self.location(location)),
                    object: related.object.clone(),
                })
                .collect(),
            fixes: finding
                .fixes
                .iter()
                .map(|fix| FixOutput {
                    title: self.sentence(&fix.title),
                    edits: fix
                        .edits
                        .iter()
                        .map(|edit| EditOutput {
                            start: self.position(edit.span.start),
                            end: self.position(edit.span.end),
                            text: edit.text.clone(),
                        })
                        .collect(),
                })
                .collect(),
            event: finding.code.event(),
            basis: finding.code.basis,
            url: finding.code.url,
        }
    }

    /// Renders findings in the order of [`ordered`]. Of more than [`MAX_DIAGNOSTICS`](super::limit_findings::MAX_DIAGNOSTICS)
    /// the most severe stay, and one more finding states how many were dropped; all are counted.
    pub fn diagnostics(&self, findings: &[Diagnostic]) -> RenderedFindings {
        let mut order = ordered(findings);
        let mut counts = SeverityCounts::of(&order);
        let existing: Vec<&Diagnostic> = order.iter().filter(|finding| finding.is_existing).copied().collect();
        let existing = SeverityCounts::of(&existing);
        let rest = truncate(&mut order);
        counts.infos += usize::from(rest.is_some());
        order.extend(&rest);
        let groups: SortedSet<_> = order.iter().map(|finding| group_key(finding)).collect();
        let rendered = |finding: &Diagnostic| {
            let group = groups.iter().position(|key| *key == group_key(finding));
            DiagnosticOutput { group, ..self.diagnostic(finding) }
        };
        RenderedFindings { diagnostics: order.into_iter().map(rendered).collect(), counts, existing }
    }
}

/// The findings of an answer.
pub struct RenderedFindings {
    /// In the order of answers.
    pub diagnostics: Vec<DiagnosticOutput>,
    /// How many there are, with those that were dropped.
    pub counts: SeverityCounts,
    /// How many of them the request does not bring.
    pub existing: SeverityCounts,
}

/// What equal findings have in common, in the order of danger: those that the request brings come first.
fn group_key(finding: &Diagnostic) -> (bool, Severity, Effect, &'static str) {
    (finding.is_existing, finding.severity(), finding.effect(), finding.code.name())
}

/// Findings in the order of answers: by location, then by object, path, code and arguments. Those without a location
/// come last, and duplicates are removed.
pub fn ordered(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<&Diagnostic> = findings.iter().collect();
    sort_by(&mut order, |a, b| sort_key(a).cmp(&sort_key(b)));
    order.dedup();
    order
}

/// Everything that distinguishes two findings, in the order for readers.
fn sort_key(finding: &Diagnostic) -> impl Ord + '_ {
    (
        finding.location.is_none(),
        finding.location,
        finding.object.as_ref(),
        finding.path.as_deref(),
        finding.code.name(),
        finding.field.as_ref(),
        finding.detail.as_deref(),
        finding.args.as_slice(),
    )
}

/// The arguments that a finding's texts need and that it does not have.
#[cfg(test)]
pub(crate) fn unfilled(finding: &Diagnostic) -> Vec<String> {
    let both = [Locale::En, Locale::ZhCn].map(|locale| finding.code.texts(locale));
    let texts = both.map(|texts| [texts.what, texts.why, texts.help].join("\n"));
    let locations = texts.iter().flat_map(|text| text.split('{').skip(1).filter_map(|tail| tail.split_once('}')));
    let missing = locations.filter(|(name, _)| !finding.args.iter().any(|(arg, _)| arg == name));
    missing.map(|(name, _)| format!("{}: {name}", finding.code.name())).collect()
}
