//! Renders findings and reasons for an answer: arguments filled in, one language, positions in the requested encoding.

#![warn(missing_docs)]

pub use super::localization::{Locale, join};

use super::limit_findings::{SeverityCounts, truncate};
use super::localization::{MessageArguments, fill};
use super::{Basis, Diagnostic, Effect, FieldErrorType, Layer, Location, ObjectRef, Reason, Severity, Span};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::string_enum::string_enum;
use serde::Serialize;

string_enum! {
    /// How columns and offsets are counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum PositionEncoding {
        /// In UTF-16 code units, as editors and the Language Server Protocol count.
        #[default]
        Utf16 = "utf-16",
        /// In UTF-8 bytes.
        Utf8 = "utf-8",
    }
}

/// A position in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1.
    pub column: u32,
    /// Offset, counted from 0 from the start of the whole text.
    pub offset: u32,
}

/// A range in the text of `manifests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRange {
    /// Index of the document, counted from 0.
    pub document: u32,
    /// Position of the first character.
    pub start: Position,
    /// Position after the last character.
    pub end: Position,
}

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
    encoding: PositionEncoding,
    text: &'a str,
    lines: Vec<u32>,
    /// Every [`CHECKPOINT_BYTES`] the offset of a character, and the number of UTF-16 units before it. A text may be a
    /// single line, and only what follows a checkpoint has to be counted.
    checkpoints: Vec<(usize, u32)>,
    /// Load balancers whose ids nobody provided, each with the Service that has it.
    unprovided: SortedMap<String, String>,
}

/// Bytes between checkpoints.
const CHECKPOINT_BYTES: usize = 256;

#[allow(missing_docs)]
impl<'a> Renderer<'a> {
    /// A renderer for locations in `text`.
    pub fn new(locale: Locale, encoding: PositionEncoding, text: &'a str) -> Renderer<'a> {
        let mut lines = vec![0];
        let mut checkpoints = Vec::new();
        let mut utf16 = 0u32;
        for (offset, c) in text.char_indices() {
            if offset >= checkpoints.len() * CHECKPOINT_BYTES {
                checkpoints.push((offset, utf16));
            }
            utf16 = utf16.saturating_add(c.len_utf16() as u32);
            if c == '\n' {
                lines.push(Span::new(offset + 1, offset + 1).start);
            }
        }
        Renderer { locale, encoding, text, lines, checkpoints, unprovided: SortedMap::new() }
    }

    /// The renderer of an answer that names load balancers whose ids nobody provided by the Services that have them.
    pub fn naming(self, unprovided: SortedMap<String, String>) -> Renderer<'a> {
        Renderer { unprovided, ..self }
    }

    /// The position of a byte offset; one inside a character counts as the start of the character.
    pub fn position(&self, offset: u32) -> Position {
        let index = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(index).copied().unwrap_or(0) as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let [start, end] = [start, end].map(|byte| match self.encoding {
            PositionEncoding::Utf8 => byte as u32,
            PositionEncoding::Utf16 => self.utf16(byte),
        });
        Position { line: index as u32 + 1, column: end - start + 1, offset: end }
    }

    /// The number of UTF-16 units before a byte offset.
    fn utf16(&self, byte: usize) -> u32 {
        let next = self.checkpoints.partition_point(|(mark, _)| *mark <= byte);
        let (mark, before) =
            next.checked_sub(1).and_then(|last| self.checkpoints.get(last)).copied().unwrap_or_default();
        let rest = self.text.get(mark..byte).unwrap_or("");
        before + rest.chars().map(|c| c.len_utf16() as u32).sum::<u32>()
    }

    /// A location with positions; `None` when the input was objects and the text is empty.
    pub fn location(&self, location: Location) -> Option<SourceRange> {
        if self.text.is_empty() {
            return None;
        }
        Some(SourceRange {
            document: location.document,
            start: self.position(location.span.start),
            end: self.position(location.span.end),
        })
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
    order.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_or_bytes() {
        let text = "a: 1\n😀é: x\n";
        let offset = text.find('x').map(|at| at as u32).unwrap_or(0);
        let utf16 = Renderer::new(Locale::En, PositionEncoding::Utf16, text).position(offset);
        assert_eq!((utf16.line, utf16.column, utf16.offset), (2, 6, 10));
        let utf8 = Renderer::new(Locale::En, PositionEncoding::Utf8, text).position(offset);
        assert_eq!((utf8.line, utf8.column, utf8.offset), (2, 9, 13));
    }
}
