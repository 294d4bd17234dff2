//! Findings and reasons as the answer prints them: words filled in, one language, positions counted as asked.

use super::phrases;
use super::truncate::{SeverityCounts, truncate};
use super::{Args, Basis, Diagnostic, Effect, FieldErrorType, Layer, Location, ObjectRef, Reason, Severity, Span};
use crate::string_enum::string_enum;
use serde::Serialize;

string_enum! {
    /// Language of the messages. Codes never change with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Locale {
        /// English.
        #[default]
        En = "en",
        /// Simplified Chinese.
        ZhCn = "zh-CN",
    }
}

string_enum! {
    /// How columns and offsets are counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum PositionEncoding {
        /// UTF-16 code units, as editors and the language server protocol count.
        #[default]
        Utf16 = "utf-16",
        /// UTF-8 bytes.
        Utf8 = "utf-8",
    }
}

/// A position in the text of `manifests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// From 0, from the start of the whole text.
    pub offset: u32,
}

/// A range in the text of `manifests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SourceText"))]
pub struct LocationOutput {
    /// Number of the document, from 0.
    pub document: u32,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// A reason in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Because")]
pub struct ReasonOutput {
    /// `area/name`.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// How we know.
    pub basis: Basis,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'static str>,
}

/// A second place that helps to understand the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Related")]
pub struct RelatedOutput {
    /// What is there.
    pub message: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<LocationOutput>,
    /// Of which object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Edit")]
pub struct EditOutput {
    /// First character to replace.
    pub start: Position,
    /// One past the last character to replace.
    pub end: Position,
    /// What to put there.
    pub text: String,
}

/// A change of the text that is certain to remedy the problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Fix")]
pub struct FixOutput {
    /// What applying it does.
    pub title: String,
    /// Replacements that do not overlap.
    pub edits: Vec<EditOutput>,
}

/// One finding in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Diagnostic", rename_all = "camelCase")]
pub struct DiagnosticOutput {
    /// A name, `annotation/unknown-name`; stable, one page each.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Who finds it.
    pub layer: Layer,
    /// What it does to the outcome.
    pub effect: Effect,
    /// What.
    pub message: String,
    /// Why it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Of which object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
    /// At which field, as Kubernetes prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// kube-apiserver's type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldErrorType>,
    /// kube-apiserver's detail text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Where in `manifests`, when it was text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<LocationOutput>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedOutput>,
    /// Edits that remedy it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<FixOutput>,
    /// The controller's own event code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<&'static str>,
    /// How we know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'static str>,
}

/// Turns findings into words: knows the language, the text and where its lines begin.
pub struct Renderer<'a> {
    locale: Locale,
    encoding: PositionEncoding,
    text: &'a str,
    lines: Vec<u32>,
    /// At every so many bytes the first character from there on: its byte, and the units of UTF-16 before it. All that is
    /// read for a place is what follows one of these, for a text may be a single line.
    checkpoints: Vec<(usize, u32)>,
}

/// Bytes between marks.
const CHECKPOINT_BYTES: usize = 256;

impl<'a> Renderer<'a> {
    /// A renderer for places in `text`.
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
        Renderer { locale, encoding, text, lines, checkpoints }
    }

    /// The position of a byte offset. An offset inside a character counts as the character's start.
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

    /// The units of UTF-16 before a byte where a character begins.
    fn utf16(&self, byte: usize) -> u32 {
        let next = self.checkpoints.partition_point(|(mark, _)| *mark <= byte);
        let (mark, before) =
            next.checked_sub(1).and_then(|last| self.checkpoints.get(last)).copied().unwrap_or_default();
        let rest = self.text.get(mark..byte).unwrap_or("");
        before + rest.chars().map(|c| c.len_utf16() as u32).sum::<u32>()
    }

    /// A place with positions; `None` where the text is empty because objects were given.
    pub fn location(&self, location: Location) -> Option<LocationOutput> {
        if self.text.is_empty() {
            return None;
        }
        Some(LocationOutput {
            document: location.document,
            start: self.position(location.span.start),
            end: self.position(location.span.end),
        })
    }

    /// A reason in words.
    pub fn reason(&self, because: &Reason) -> ReasonOutput {
        ReasonOutput {
            code: because.definition.name(),
            message: self.sentence(because),
            basis: because.definition.basis,
            url: because.definition.url,
        }
    }

    /// Several reasons in words.
    pub fn reasons(&self, reasons: &[Reason]) -> Vec<ReasonOutput> {
        reasons.iter().map(|because| self.reason(because)).collect()
    }

    /// The sentence of a reason.
    pub fn sentence(&self, because: &Reason) -> String {
        fill(because.definition.sentence(self.locale), &because.args, self.locale)
    }

    /// A finding in words.
    pub fn diagnostic(&self, finding: &Diagnostic) -> DiagnosticOutput {
        let texts = finding.code.texts(self.locale);
        let filled = |template: &str| (!template.is_empty()).then(|| fill(template, &finding.args, self.locale));
        DiagnosticOutput {
            code: finding.code.name(),
            severity: finding.code.severity,
            layer: finding.code.layer,
            effect: finding.code.effect,
            message: fill(texts.what, &finding.args, self.locale),
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

    /// Findings in words, as [`ordered`] orders them. Of more than [`MAX_DIAGNOSTICS`](super::truncate::MAX_DIAGNOSTICS) those stay that are worst, and one
    /// more says how many there are beside them; all are counted.
    pub fn diagnostics(&self, findings: &[Diagnostic]) -> (Vec<DiagnosticOutput>, SeverityCounts) {
        let mut order = ordered(findings);
        let mut counts = SeverityCounts::of(&order);
        let rest = truncate(&mut order);
        counts.infos += usize::from(rest.is_some());
        order.extend(&rest);
        (order.into_iter().map(|finding| self.diagnostic(finding)).collect(), counts)
    }
}

/// Findings in the one order that answers have: by place, then by object, path, code and words. Those without a place come
/// last. Equal findings are said once.
pub fn ordered(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<&Diagnostic> = findings.iter().collect();
    order.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    order.dedup();
    order
}

/// Everything that tells two findings apart, in the order that readers expect.
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

/// Joins a list as the language does.
pub fn join<T: AsRef<str>>(items: impl IntoIterator<Item = T>, locale: Locale) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str(match locale {
                Locale::En => ", ",
                Locale::ZhCn => "、",
            });
        }
        out.push_str(item.as_ref());
    }
    out
}

/// Replaces each `{name}` by its arguments. A name without an argument stays as it is, so that a test can see it.
pub fn fill(template: &str, args: &Args, locale: Locale) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let arg = after.split_once('}').and_then(|(name, tail)| {
            let mut values = args.iter().filter(|(arg, _)| *arg == name).map(|(_, value)| value).peekable();
            values.peek()?;
            Some((name, join(values, locale), tail))
        });
        match arg {
            Some((name, value, tail)) => {
                rest = tail;
                let phrase = if locale == Locale::ZhCn { phrases::chinese(name, &value) } else { None };
                if let Some(phrase) = phrase {
                    // There is no space between two Chinese characters.
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push_str(phrase);
                    rest = rest.trim_start_matches(' ');
                    continue;
                }
                out.push_str(&value);
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words that the texts of a finding ask for and that it does not have.
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
    fn words_fill_their_places_and_only_theirs() {
        let args = vec![("name", "a{b}".to_owned()), ("b", "never".to_owned())];
        assert_eq!(fill("x {name} {other} {", &args, Locale::En), "x a{b} {other} {");
    }

    #[test]
    fn a_list_is_joined_as_the_language_does() {
        let args = vec![("known", "`a`".to_owned()), ("name", "x".to_owned()), ("known", "`b`".to_owned())];
        assert_eq!(fill("{name}: {known}", &args, Locale::En), "x: `a`, `b`");
        assert_eq!(fill("{name}：{known}", &args, Locale::ZhCn), "x：`a`、`b`");
    }

    #[test]
    fn phrases_of_the_program_are_translated() {
        let args = vec![("name", "string".to_owned()), ("found", "string".to_owned()), ("wanted", "12".to_owned())];
        assert_eq!(fill("{name} is {found}", &args, Locale::En), "string is string");
        assert_eq!(fill("{name} 是 {found} 与 {wanted}", &args, Locale::ZhCn), "string 是字符串与 12");
    }

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
