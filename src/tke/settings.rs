//! The annotations of one Service as typed settings.
//!
//! `settings.get(&DIRECT_ACCESS)` is a [`Setting`] of `bool`: absent, invalid, or a value. Nothing takes the place of
//! what was written wrongly. Names that no row knows are kept for the checks; what a setting means is not known here.

use super::definition::{Annotation, Definition};
use super::find;
use super::parsed_value::ValueProblem;
use super::reasons;
use crate::diagnostic::{Diagnostic, Edit, Fix, Location, Span};
use crate::syntax::{MetadataEntry as Written, Object, spans_inside};
use std::ops::Range;

/// What a Service says of one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting<T> {
    /// Nothing.
    Absent,
    /// Something that cannot be understood; already reported.
    Invalid,
    /// This.
    Is(T),
}

impl<T> Setting<T> {
    /// The value, if there is a good one. For questions where absent and invalid are one and the same.
    pub fn value(self) -> Option<T> {
        match self {
            Setting::Is(value) => Some(value),
            Setting::Absent | Setting::Invalid => None,
        }
    }

    /// True when something is written that cannot be understood.
    pub fn is_invalid(&self) -> bool {
        matches!(self, Setting::Invalid)
    }

    /// The same state, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Setting<U> {
        match self {
            Setting::Absent => Setting::Absent,
            Setting::Invalid => Setting::Invalid,
            Setting::Is(value) => Setting::Is(f(value)),
        }
    }
}

/// One annotation as it is written.
#[derive(Debug, Clone)]
pub struct AnnotationEntry {
    /// The full name.
    pub name: String,
    /// The row of that name.
    pub definition: Option<&'static Definition>,
    /// The value; `None` when it is not a string.
    pub raw: Option<String>,
    /// Where the name stands.
    pub key: Option<Location>,
    /// Where the value stands.
    pub value: Option<Location>,
    /// Every byte of the line or lines it stands on, to take it away; `None` where that is not certain.
    pub whole: Option<Span>,
    /// The text from the beginning of the line to the end of the value, for positions inside it.
    line: String,
    /// Where the value begins in `line`.
    indent: usize,
}

/// The annotations of one object.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    entries: Vec<AnnotationEntry>,
}

impl Settings {
    /// Reads the annotations of an object that stands in `text` (the text of `manifests`; `""` for objects). Says what
    /// is wrong with the values of known ones; of one that is no string `kubernetes/` says so.
    pub fn read(object: &Object, text: &str) -> (Settings, Vec<Diagnostic>) {
        let settings = Settings::written(object, text);
        let judged =
            |entry: &AnnotationEntry| entry.definition.map(|definition| entry.validate(definition)).unwrap_or_default();
        let diagnostics = settings.entries.iter().flat_map(judged).map(|found| found.object(object.reference.clone()));
        let diagnostics = diagnostics.collect();
        (settings, diagnostics)
    }

    /// The same where nobody asks what is wrong: of a live object, or of another one than the one under review.
    pub fn read_silently(object: &Object) -> Settings {
        Settings::written(object, "")
    }

    fn written(object: &Object, text: &str) -> Settings {
        Settings { entries: object.annotations().map(|written| AnnotationEntry::new(object, &written, text)).collect() }
    }

    /// What the Service says.
    pub fn get<T>(&self, key: &Annotation<T>) -> Setting<T> {
        match self.entry(&key.definition) {
            None => Setting::Absent,
            Some(entry) => match entry.raw.as_deref().and_then(|raw| (key.read)(&key.definition.grammar, raw).value) {
                Some(value) => Setting::Is(value),
                None => Setting::Invalid,
            },
        }
    }

    /// The text of the value, good or not; `None` when it is absent or not a string.
    pub fn raw<T>(&self, key: &Annotation<T>) -> Option<&str> {
        self.entry(&key.definition).and_then(|entry| entry.raw.as_deref())
    }

    /// True when it is written at all.
    pub fn is_present<T>(&self, key: &Annotation<T>) -> bool {
        self.entry(&key.definition).is_some()
    }

    /// Where the value stands.
    pub fn location<T>(&self, key: &Annotation<T>) -> Option<Location> {
        self.entry(&key.definition).and_then(|entry| entry.value)
    }

    /// Where the name stands.
    pub fn key_location<T>(&self, key: &Annotation<T>) -> Option<Location> {
        self.entry(&key.definition).and_then(|entry| entry.key)
    }

    /// Every annotation, in the order they are written; duplicates and nulls are left out.
    pub fn entries(&self) -> &[AnnotationEntry] {
        &self.entries
    }

    /// The entry of a row: under its own name, else under an old name of it.
    pub fn entry(&self, definition: &Definition) -> Option<&AnnotationEntry> {
        let old = |entry: &&AnnotationEntry| entry.definition.is_some_and(|own| own.is_old_name_of(definition));
        let own = self.entries.iter().find(|entry| entry.name == definition.name);
        own.or_else(|| self.entries.iter().find(old))
    }
}

impl AnnotationEntry {
    fn new(object: &Object, written: &Written<'_>, text: &str) -> AnnotationEntry {
        let span = written.value.span;
        let before = text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        AnnotationEntry {
            name: written.key.to_owned(),
            definition: find(written.key),
            raw: written.value.as_str().map(str::to_owned),
            key: object.location(written.key_span),
            value: object.location(span),
            whole: object.document.and_then(|_| whole_lines(text, written)),
            line: text.get(start..span.end as usize).unwrap_or("").to_owned(),
            indent: before.len() - start,
        }
    }

    /// The path of this annotation, as Kubernetes prints it.
    pub fn path(&self) -> String {
        format!("metadata.annotations[{}]", self.name)
    }

    /// Where parts of the value stand, in bytes of it, as JSON readers give them: all found on one way through the value.
    /// Nothing where the value has no place.
    pub fn locations_inside(&self, parts: &[Range<usize>]) -> Vec<Location> {
        let Some(value) = self.value else { return Vec::new() };
        let start = value.span.start.saturating_sub(Span::new(self.indent, 0).start);
        let from = |offset: u32| start.saturating_add(offset);
        let location =
            |inside: Span| Location { span: Span { start: from(inside.start), end: from(inside.end) }, ..value };
        let spans = spans_inside(&self.line, Span::new(self.indent, self.line.len()), parts);
        spans.into_iter().map(location).collect()
    }

    /// The value as it is written, quotes and all.
    fn written(&self) -> &str {
        self.line.get(self.indent..).unwrap_or("")
    }

    fn validate(&self, definition: &'static Definition) -> Vec<Diagnostic> {
        let problems = self.raw.as_deref().map(|raw| definition.grammar.check(raw)).unwrap_or_default();
        let ranges: Vec<Range<usize>> = problems.iter().map(|problem| problem.range.clone()).collect();
        let locations = self.locations_inside(&ranges).into_iter().map(Some).chain(std::iter::repeat(None));
        problems
            .into_iter()
            .zip(locations)
            .map(|(problem, location)| self.finding(definition, problem, location))
            .collect()
    }

    fn finding(&self, definition: &Definition, problem: ValueProblem, location: Option<Location>) -> Diagnostic {
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

    /// Replaces a part of the value. A part of a quoted text is written as that quotation asks for; a whole value is
    /// written in double quotes, which every value can be.
    fn rewrite(&self, span: Span, range: Range<usize>, text: String) -> Fix {
        let whole = self.raw.as_ref().is_some_and(|raw| range == (0..raw.len()));
        let shown = text.trim_matches('"').to_owned();
        let title = reasons::REPLACE.with("text", shown);
        let edit = match (whole, self.value) {
            (true, Some(value)) => Edit { span: value.span, text: quoted(&text) },
            _ if self.written().starts_with('"') => Edit { span, text: escaped(&text) },
            _ => Edit { span, text },
        };
        Fix { title, edits: vec![edit] }
    }
}

/// A text in double quotes; YAML and JSON read it alike.
fn quoted(text: &str) -> String {
    crate::json::Value::from(text).to_string()
}

/// A text as it stands between double quotes.
fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or("").to_owned()
}

/// The lines of an annotation that has its lines for itself, so that taking them away takes nothing else.
fn whole_lines(text: &str, written: &Written<'_>) -> Option<Span> {
    let (start, end) = (written.key_span.start as usize, written.value.span.end as usize);
    let before = text.get(..start)?;
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let after = text.get(end..)?;
    let tail = if text.get(..end)?.ends_with('\n') { 0 } else { after.find('\n').map_or(after.len(), |at| at + 1) };
    let rest = after.get(..tail)?.trim();
    let alone = text.get(line..start)?.trim().is_empty() && (rest.is_empty() || rest.starts_with('#'));
    (alone && !written.key_span.is_none()).then(|| Span::new(line, end + tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::ObjectRef;
    use crate::diagnostic::render::unfilled;
    use crate::syntax::{Member, Node, NodeValue};
    use crate::tke::codes;
    use crate::tke::definitions::backend::DIRECT_ACCESS;
    use crate::tke::definitions::legacy::{INTERNAL_NUMBER, INTERNET_MAX_BANDWIDTH_OUT_ALIAS};
    use crate::tke::definitions::listener::SPECIFY_PROTOCOL;
    use crate::tke::definitions::load_balancer::INTERNAL_SUBNETID;
    use crate::tke::definitions::load_balancer::{EXTENSIVE_PARAMETERS, INTERNET_MAX_BANDWIDTH_OUT, SECURITY_GROUPS};
    use crate::tke::json::Parameters;

    /// A Service with one annotation, written as `written` and read as `value`.
    fn service<T>(key: &Annotation<T>, written: &str, value: NodeValue) -> (String, Object) {
        let text = format!("metadata:\n  annotations:\n    {}: {written}\n", key.name());
        let key_at = text.find(key.name()).unwrap();
        let at = text.find(written).unwrap();
        let member = Member {
            key: key.name().to_owned(),
            key_span: Span::new(key_at, key_at + key.name().len()),
            value: Node { value, span: Span::new(at, at + written.len()) },
        };
        let object = |key: &str, member: Node| {
            Node::bare(NodeValue::Object(vec![Member { key: key.to_owned(), key_span: Span::NONE, value: member }]))
        };
        let node = object("metadata", object("annotations", Node::bare(NodeValue::Object(vec![member]))));
        (text, Object { reference: ObjectRef::default(), node, document: Some(0) })
    }

    fn string(text: &str) -> NodeValue {
        NodeValue::String(text.to_owned())
    }

    /// The code, the text it points at, and the text after the fix.
    fn first(text: &str, found: &[Diagnostic]) -> (&'static str, String, Option<String>) {
        let found = found.first().unwrap();
        assert_eq!(unfilled(found), Vec::<String>::new());
        let fixed = found.fixes.first().map(|fix| {
            let edit = &fix.edits[0];
            let mut fixed = text.to_owned();
            fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            fixed
        });
        let value = |text: &str| text.split_once(": ").map(|(_, value)| value.trim().to_owned());
        let fixed = fixed.and_then(|fixed| fixed.lines().nth(2).and_then(value));
        (found.code.name(), found.location.unwrap().span.slice(text).to_owned(), fixed)
    }

    #[test]
    fn a_good_value_is_typed() {
        let (text, object) = service(&DIRECT_ACCESS, "\"true\"", string("true"));
        let (settings, found) = Settings::read(&object, &text);
        assert_eq!(found, Vec::new());
        assert_eq!(settings.get(&DIRECT_ACCESS), Setting::Is(true));
        assert_eq!(settings.get(&SECURITY_GROUPS), Setting::Absent);
    }

    #[test]
    fn an_old_name_counts_while_the_new_one_is_absent() {
        let (text, object) = service(&INTERNET_MAX_BANDWIDTH_OUT_ALIAS, "'10'", string("10"));
        let (settings, _) = Settings::read(&object, &text);
        assert_eq!(settings.get(&INTERNET_MAX_BANDWIDTH_OUT), Setting::Is(10));
        let (text, object) = service(&INTERNAL_NUMBER, "'12345'", string("12345"));
        let (settings, _) = Settings::read(&object, &text);
        assert_eq!(settings.get(&INTERNAL_SUBNETID), Setting::Invalid, "a number is no subnet id, and not nothing");
    }

    #[test]
    fn a_bool_is_no_value_and_kubernetes_says_so() {
        let (text, object) = service(&DIRECT_ACCESS, "true", NodeValue::Bool(true));
        let (settings, found) = Settings::read(&object, &text);
        assert_eq!((settings.get(&DIRECT_ACCESS), found), (Setting::Invalid, Vec::new()));
    }

    #[test]
    fn a_slip_of_the_fingers_is_corrected() {
        let (text, object) = service(&DIRECT_ACCESS, "'ture'", string("ture"));
        let (_, found) = Settings::read(&object, &text);
        let expected = (codes::INVALID_VALUE.name(), "ture".to_owned(), Some("\"true\"".to_owned()));
        assert_eq!(first(&text, &found), expected);
    }

    #[test]
    fn a_wrong_value_never_becomes_a_default() {
        let (text, object) = service(&INTERNET_MAX_BANDWIDTH_OUT, "'4096'", string("4096"));
        let (settings, found) = Settings::read(&object, &text);
        assert_eq!(settings.get(&INTERNET_MAX_BANDWIDTH_OUT), Setting::Invalid);
        assert_eq!(settings.raw(&INTERNET_MAX_BANDWIDTH_OUT), Some("4096"));
        assert_eq!(first(&text, &found), (codes::INVALID_VALUE.name(), "4096".to_owned(), None));
    }

    #[test]
    fn a_place_inside_json_is_exact_in_every_quotation() {
        let value = r#"{"80":{"protocol":["tcp"]}}"#;
        let escaped = r#""{\"80\":{\"protocol\":[\"tcp\"]}}""#;
        for (written, at, fixed) in [
            (format!("'{value}'"), r#""tcp""#, r#"'{"80":{"protocol":["TCP"]}}'"#),
            (escaped.to_owned(), r#"\"tcp\""#, r#""{\"80\":{\"protocol\":[\"TCP\"]}}""#),
        ] {
            let (text, object) = service(&SPECIFY_PROTOCOL, &written, string(value));
            let (_, found) = Settings::read(&object, &text);
            let expected = (codes::JSON_VALUE.name(), at.to_owned(), Some(fixed.to_owned()));
            assert_eq!(first(&text, &found), expected);
        }
    }

    #[test]
    fn a_block_text_is_pointed_into_as_well() {
        let value = "{\n  \"AdressIPVersion\": \"IPV6\"\n}\n";
        let written = "|\n      {\n        \"AdressIPVersion\": \"IPV6\"\n      }\n";
        let (text, object) = service(&EXTENSIVE_PARAMETERS, written, string(value));
        let (settings, found) = Settings::read(&object, &text);
        assert_eq!(first(&text, &found).1, "\"AdressIPVersion\"");
        let Setting::Is(Parameters { members }) = settings.get(&EXTENSIVE_PARAMETERS) else { panic!("is read") };
        assert_eq!(members.len(), 1);
    }

    /// One value for each code of the readers.
    #[test]
    fn every_finding_has_its_words() {
        let ports = [
            "{",
            "[]",
            "{\"80\":{}}",
            "{\"80\":{\"protocol\":[]}}",
            "{\"80\":{\"protocol\":[\"TLS\"]}}",
            "{\"80\":{\"protocol\":[\"TCP\",\"TCP\"],\"x\":1}}",
            "{\"80\":{\"protocol\":[\"TCP_SSL\"]}}",
        ];
        let parameters = [
            "{\"Vip\":\"a\",\"Vip\":\"b\"}",
            "{\"Vap\":1}",
            "{\"Number\":1}",
            "{\"LBChargeType\":\"PREPAID\"}",
            "{\"Tags\":[{\"TagKey\":\"tke-clusterId\",\"TagValue\":\"a\"}]}",
        ];
        let groups = ["sg-1,sg-1", "sg-1,sg-2,sg-3,sg-4,sg-5,sg-6", "x"];
        let read = |(text, object): (String, Object)| Settings::read(&object, &text).1;
        let written = |value: &str| format!("'{value}'");
        let found = ports.iter().flat_map(|value| read(service(&SPECIFY_PROTOCOL, &written(value), string(value))));
        let found = found.chain(
            parameters.iter().flat_map(|value| read(service(&EXTENSIVE_PARAMETERS, &written(value), string(value)))),
        );
        let found = found
            .chain(groups.iter().flat_map(|value| read(service(&SECURITY_GROUPS, &written(value), string(value)))));
        let found: Vec<Diagnostic> = found.collect();
        assert_eq!(found.iter().flat_map(unfilled).collect::<Vec<_>>(), Vec::<String>::new());
        for code in codes::ALL {
            assert!(found.iter().any(|found| found.code == *code), "{} is not raised", code.name());
        }
    }

    #[test]
    fn lines_are_taken_whole_or_not_at_all() {
        let (text, object) = service(&DIRECT_ACCESS, "\"true\" # on", string("true"));
        let (settings, _) = Settings::read(&object, &text);
        let whole = settings.entries()[0].whole.unwrap();
        assert_eq!(whole.slice(&text), format!("    {}: \"true\" # on\n", DIRECT_ACCESS.name()));
    }
}
