//! The annotations of one Service as typed settings.
//!
//! `settings.get(&DIRECT_ACCESS)` is a [`SettingValue`] of `bool`: absent, invalid, or a value. An invalid value is never
//! replaced by a default. Unknown names are kept for the checks. What a setting means is not known here.

pub use super::setting_value::SettingValue;

use super::annotation_notes_and_fix_titles;
use super::controller_version::ControllerVersion;
use super::definition::{NameDefinition, SupportStatus, TypedNameDefinition};
use super::definitions::find;
use super::parsed_json_cache::ParsedJson;
use super::parsed_value::ValueProblem;
use crate::diagnostic::{Diagnostic, Edit, Fix, Location, Span};
use crate::sorted_map::{SortedSet, repeats};
use crate::syntax::{KubernetesObject, MetadataEntry as Written, SyntaxNode, spans_inside};
use std::borrow::Cow;
use std::ops::Range;

/// One annotation as written.
#[derive(Debug, Clone)]
pub struct WrittenAnnotation {
    /// The full name.
    pub name: String,
    /// The definition of that name.
    pub definition: Option<&'static NameDefinition>,
    /// The value; `None` when it is not a string.
    pub raw: Option<String>,
    /// Location of the name.
    pub key: Option<Location>,
    /// Location of the value.
    pub value: Option<Location>,
    /// All bytes of its line or lines, for its removal; `None` where something else shares them.
    pub whole: Option<Span>,
    /// An earlier entry has the same name. It would count if this one were removed or renamed.
    pub is_repeated: bool,
    /// The value as written, for ranges inside it. A block scalar has the beginning of its line before it, which shows
    /// its indentation. Other values do not: JSON on one line would be copied for each annotation.
    source: String,
    /// Start of the value in `source`.
    indent: usize,
    parsed: ParsedJson,
}

#[derive(Debug, Clone, Default)]
pub struct ServiceSettings {
    entries: Vec<WrittenAnnotation>,
}

impl ServiceSettings {
    /// Reads the annotations of an object in `text` (the text of `manifests`; `""` for objects), with findings about
    /// the values of known ones. Values that are no strings are reported by `kubernetes/`.
    pub fn read(object: &KubernetesObject, text: &str) -> (ServiceSettings, Vec<Diagnostic>) {
        let settings = ServiceSettings::written(object, text);
        let judged = |entry: &WrittenAnnotation| {
            let Some(definition) = entry.definition else { return Vec::new() };
            let found = entry.validate(definition);
            // Under a former name the value counts as one of the new name, and must be valid for that as well.
            match definition.status {
                SupportStatus::DeprecatedBy(successor) if found.is_empty() && settings.reads_as(entry, successor) => {
                    entry.validate(successor)
                }
                _ => found,
            }
        };
        let diagnostics = settings.entries.iter().flat_map(judged).map(|found| found.object(object.reference.clone()));
        let diagnostics = diagnostics.collect();
        (settings, diagnostics)
    }

    /// As [`ServiceSettings::read`], without findings: for live objects, and for objects other than the one under review.
    pub fn read_silently(object: &KubernetesObject) -> ServiceSettings {
        ServiceSettings::written(object, "")
    }

    fn written(object: &KubernetesObject, text: &str) -> ServiceSettings {
        let members = object.node.at(&["metadata", "annotations"]).map_or(&[][..], SyntaxNode::members);
        let names: Vec<&str> = members.iter().map(|member| member.key.as_str()).collect();
        let repeated = members.iter().zip(repeats(&names)).filter(|(_, repeats)| *repeats);
        let repeated = SortedSet::from_unsorted(repeated.map(|(member, _)| member.key.as_str()).collect());
        let entry = |written: Written<'_>| {
            let is_repeated = repeated.contains(written.key);
            WrittenAnnotation { is_repeated, ..WrittenAnnotation::new(object, &written, text) }
        };
        ServiceSettings { entries: object.annotations().map(entry).collect() }
    }

    /// The annotations that a controller of this version supports; it ignores the others.
    pub fn supported_by(&self, version: Option<ControllerVersion>) -> Cow<'_, ServiceSettings> {
        self.without(|definition| !definition.is_supported_by(version))
    }

    /// All but some annotations.
    pub(super) fn without(&self, is_left_out: impl Fn(&NameDefinition) -> bool) -> Cow<'_, ServiceSettings> {
        let is_kept = |entry: &WrittenAnnotation| entry.definition.is_none_or(|definition| !is_left_out(definition));
        if self.entries.iter().all(is_kept) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(ServiceSettings { entries: self.entries.iter().filter(|entry| is_kept(entry)).cloned().collect() })
    }

    /// The setting of a definition.
    pub fn get<T: Clone + 'static>(&self, key: &TypedNameDefinition<T>) -> SettingValue<T> {
        let Some(entry) = self.entry(&key.definition) else { return SettingValue::Absent };
        match entry.raw.as_deref().and_then(|raw| entry.parsed.get(key, raw)) {
            Some(value) => SettingValue::Is(value),
            None => SettingValue::Invalid,
        }
    }

    /// The text of the value, valid or not; `None` when it is absent or not a string.
    pub fn raw<T>(&self, key: &TypedNameDefinition<T>) -> Option<&str> {
        self.entry(&key.definition).and_then(|entry| entry.raw.as_deref())
    }

    /// True when the annotation is set, valid or not.
    pub fn is_present<T>(&self, key: &TypedNameDefinition<T>) -> bool {
        self.entry(&key.definition).is_some()
    }

    /// Location of the value.
    pub fn location<T>(&self, key: &TypedNameDefinition<T>) -> Option<Location> {
        self.entry(&key.definition).and_then(|entry| entry.value)
    }

    /// Location of the name.
    pub fn key_location<T>(&self, key: &TypedNameDefinition<T>) -> Option<Location> {
        self.entry(&key.definition).and_then(|entry| entry.key)
    }

    /// Every annotation in written order, without duplicates and nulls.
    pub fn entries(&self) -> &[WrittenAnnotation] {
        &self.entries
    }

    /// True for the entry that counts as a definition's.
    fn reads_as(&self, entry: &WrittenAnnotation, definition: &NameDefinition) -> bool {
        self.entry(definition).is_some_and(|read| read.name == entry.name)
    }

    /// The entry of a definition: under its own name, else under a former one.
    pub fn entry(&self, definition: &NameDefinition) -> Option<&WrittenAnnotation> {
        let old = |entry: &&WrittenAnnotation| entry.definition.is_some_and(|own| own.is_old_name_of(definition));
        let own = self.entries.iter().find(|entry| entry.name == definition.name);
        own.or_else(|| self.entries.iter().find(old))
    }
}

impl WrittenAnnotation {
    fn new(object: &KubernetesObject, written: &Written<'_>, text: &str) -> WrittenAnnotation {
        let span = written.value.span;
        let at = span.start as usize;
        let is_block = text.get(at..).is_some_and(|value| value.starts_with(['|', '>']));
        let start = if is_block { line_start(text, at) } else { at };
        WrittenAnnotation {
            name: written.key.to_owned(),
            definition: find(written.key),
            raw: written.value.as_str().map(str::to_owned),
            key: object.location(written.key_span),
            value: object.location(span),
            whole: object.document.and_then(|_| whole_lines(text, written)),
            is_repeated: false,
            source: text.get(start..span.end as usize).unwrap_or("").to_owned(),
            indent: at - start,
            parsed: ParsedJson::default(),
        }
    }

    /// The path as Kubernetes prints it.
    pub fn path(&self) -> String {
        format!("metadata.annotations[{}]", self.name)
    }

    /// Locations of ranges of the value, as JSON readers report them, all found in one pass. Empty when the value has
    /// no location.
    pub fn locations_inside(&self, parts: &[Range<usize>]) -> Vec<Location> {
        let Some(value) = self.value else { return Vec::new() };
        let start = value.span.start.saturating_sub(Span::new(self.indent, 0).start);
        let from = |offset: u32| start.saturating_add(offset);
        let location =
            |inside: Span| Location { span: Span { start: from(inside.start), end: from(inside.end) }, ..value };
        let spans = spans_inside(&self.source, Span::new(self.indent, self.source.len()), parts);
        spans.into_iter().map(location).collect()
    }

    /// The value as written, with quotes.
    fn written(&self) -> &str {
        self.source.get(self.indent..).unwrap_or("")
    }

    fn validate(&self, definition: &'static NameDefinition) -> Vec<Diagnostic> {
        let problems = self.raw.as_deref().map(|raw| definition.grammar.check(raw)).unwrap_or_default();
        let ranges: Vec<Range<usize>> = problems.iter().map(|problem| problem.range.clone()).collect();
        let locations = self.locations_inside(&ranges).into_iter().map(Some).chain(std::iter::repeat(None));
        problems
            .into_iter()
            .zip(locations)
            .map(|(problem, location)| self.finding(definition, problem, location))
            .collect()
    }

    fn finding(&self, definition: &NameDefinition, problem: ValueProblem, location: Option<Location>) -> Diagnostic {
        let allowed = problem.args.iter().all(|(word, _)| *word != "allowed");
        let mut found =
            Diagnostic::new(problem.code).location(location).path(self.path()).arg("name", self.name.as_str());
        found.args.extend(problem.args);
        if allowed {
            found = found.list("allowed", definition.grammar.allowed());
        }
        match (location, problem.suggestion) {
            (Some(location), Some(text)) => found.fix(self.rewrite(location.span, problem.range, text)),
            _ => found,
        }
    }

    /// Replaces a part of the value. A part of a quoted value is escaped for its quotes; a whole value is put in double
    /// quotes, which can hold any value.
    fn rewrite(&self, span: Span, range: Range<usize>, text: String) -> Fix {
        let whole = self.raw.as_ref().is_some_and(|raw| range == (0..raw.len()));
        let shown = text.trim_matches('"').to_owned();
        let title = annotation_notes_and_fix_titles::REPLACE.with("text", shown);
        let edit = match (whole, self.value) {
            (true, Some(value)) => Edit { span: value.span, text: quoted(&text) },
            _ if self.written().starts_with('"') => Edit { span, text: escaped(&text) },
            _ => Edit { span, text },
        };
        Fix { title, edits: vec![edit] }
    }
}

/// A text in double quotes, which YAML and JSON read alike.
fn quoted(text: &str) -> String {
    crate::json::Value::from(text).to_string()
}

/// A text as it is written between double quotes.
fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or("").to_owned()
}

/// The lines of an annotation that shares them with nothing else, so that they can be removed. It looks no further than
/// at the blanks around the annotation: a line may be as long as the text.
fn whole_lines(text: &str, written: &Written<'_>) -> Option<Span> {
    let (start, end) = (written.key_span.start as usize, written.value.span.end as usize);
    let before = text.get(..start)?.trim_end_matches(is_blank);
    let is_first = before.is_empty() || before.ends_with('\n');
    if !is_first || written.key_span.is_none() {
        return None;
    }
    if text.get(..end)?.ends_with('\n') {
        return Some(Span::new(before.len(), end));
    }
    let after = text.get(end..)?;
    let rest = after.trim_start_matches(is_blank);
    let blanks = after.len() - rest.len();
    let tail = match rest.chars().next() {
        None | Some('\n') => 0,
        Some('#') => rest.find('\n').unwrap_or(rest.len()),
        Some(_) => return None,
    };
    let line_break = usize::from(blanks + tail < after.len());
    Some(Span::new(before.len(), end + blanks + tail + line_break))
}

/// White space within a line.
fn is_blank(character: char) -> bool {
    character != '\n' && character.is_whitespace()
}

/// The start of the line of a byte.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests;
