//! Completions at a cursor, and the hover text for what is under it.

use super::cursor_by_parsing::document;
use super::cursor_context::{CursorContext, CursorRole};
use super::schema_lookup::{SchemaElement, dotted, lookup, wants_item};
use crate::diagnostic::render::{EditOutput, Locale};
use crate::kubernetes::service_fields::{GoFieldType, GoStruct};
use crate::reference::render_entry::meaning;
use crate::reference::service_field_descriptions::{self, ServiceField};
use crate::reference::{ReferenceEntry, text};
use crate::request::Context;
use crate::sorted_map::sort_by;
use crate::suppress;
use crate::tke::definitions::cluster_switches;
use crate::tke::{self, ControllerVersion, NameDefinition, SupportStatus, ValueFormat};
use crate::tke_service_config::KINDS;
use crate::tke_service_config::fields::{ConfigField, FieldType, SupportBasis};
use serde::Serialize;

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Completion")]
pub struct CompletionItem {
    /// The text to show in a list.
    pub label: String,
    /// What is completed.
    pub kind: CompletionItemKind,
    /// One line to show beside the label; may be empty.
    pub detail: String,
    /// Documentation in Markdown; may be empty.
    pub documentation: String,
    /// The edit that inserts it.
    pub edit: EditOutput,
}

/// What a completion inserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "CompletionKind", rename_all = "lowercase")]
pub enum CompletionItemKind {
    /// The name of an annotation.
    Annotation,
    /// The name of a field.
    Field,
    /// A complete value.
    Value,
    /// The beginning of a value, to be completed by the user.
    Snippet,
}

/// How text has to be written at the cursor.
pub struct InsertionSyntax {
    syntax: Syntax,
    /// What follows an inserted key.
    after_key: &'static str,
    /// What precedes any inserted text.
    before: &'static str,
    /// Whether a key can begin here.
    keys: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Json,
}

impl InsertionSyntax {
    /// Derives it from the text around the cursor.
    pub fn of(text: &str, cursor_context: &CursorContext) -> InsertionSyntax {
        let own = document(text, cursor_context.range.start).and_then(|range| text.get(range)).unwrap_or("");
        let json = own.trim_start().starts_with(['{', '[']);
        let rest = text.get(cursor_context.range.end..).unwrap_or("").trim_start_matches(['"', '\'', ' ']);
        let before = text.get(..cursor_context.range.start).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("").trim_end();
        let container = match cursor_context.role {
            CursorRole::Key(_) => true,
            CursorRole::Value(_) => line.trim_start_matches(['-', ' ']).is_empty() || line.ends_with(['{', ',', '[']),
        };
        let lists = line.trim_start().is_empty() && wants_item(&cursor_context.kind, &cursor_context.path);
        InsertionSyntax {
            syntax: if json { Syntax::Json } else { Syntax::Yaml },
            after_key: if rest.starts_with(':') { "" } else { ": " },
            before: match (before.ends_with(':'), lists && !json) {
                (true, _) => " ",
                (false, true) => "- ",
                (false, false) => "",
            },
            keys: container,
        }
    }
}

/// A possible completion.
pub struct CompletionCandidate {
    label: String,
    kind: CompletionItemKind,
    detail: String,
    documentation: String,
    /// Lower is better.
    rank: u8,
    style: Style,
}

/// How a completion is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Key,
    /// A value of type string, whatever it looks like.
    Text,
    /// One of the allowed values of a string field.
    Word,
    /// A boolean or a number.
    Literal,
}

impl CompletionCandidate {
    /// The completion with its edit.
    pub fn into_item(self, form: &InsertionSyntax, edit: impl FnOnce(String) -> EditOutput) -> CompletionItem {
        let quoted = || crate::json::Value::from(self.label.as_str()).to_string();
        let written = match (self.style, form.syntax) {
            (Style::Key, Syntax::Json) => quoted() + form.after_key,
            (Style::Key, Syntax::Yaml) => format!("{}{}", self.label, form.after_key),
            (Style::Literal, _) | (Style::Word, Syntax::Yaml) => self.label.clone(),
            (Style::Text | Style::Word, Syntax::Json) => quoted(),
            (Style::Text, Syntax::Yaml) => yaml_string(&self.label),
        };
        let CompletionCandidate { label, kind, detail, documentation, .. } = self;
        CompletionItem { label, kind, detail, documentation, edit: edit(format!("{}{written}", form.before)) }
    }
}

/// A YAML string, quoted where a reader might take it for another type.
fn yaml_string(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
        && !matches!(text, "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n");
    match plain {
        true => text.to_owned(),
        false if text.contains('"') => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}

/// Completions that contain the typed text, best first.
pub fn matching(mut offers: Vec<CompletionCandidate>, typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    offers.retain(|offer| offer.label.to_ascii_lowercase().contains(&typed));
    sort_by(&mut offers, |a, b| a.rank.cmp(&b.rank));
    offers
}

/// Everything that can be completed here.
pub fn candidates(
    cursor_context: &CursorContext,
    form: &InsertionSyntax,
    locale: Locale,
    context: &Context,
) -> Vec<CompletionCandidate> {
    let Some(subject) = lookup(&cursor_context.kind, &cursor_context.path) else { return Vec::new() };
    let missing = |offer: &CompletionCandidate| !cursor_context.siblings.contains(&offer.label);
    let value = matches!(cursor_context.role, CursorRole::Value(_));
    let version = context.controller_version.as_deref().and_then(ControllerVersion::parse);
    match subject {
        SchemaElement::Annotations if form.keys => {
            tke::of_services().filter_map(|definition| name(definition, locale, version)).filter(missing).collect()
        }
        SchemaElement::Switches if form.keys => cluster_switches::ALL
            .iter()
            .filter_map(|definition| name(definition, locale, version))
            .filter(missing)
            .collect(),
        SchemaElement::Object(inner, _) if form.keys => {
            service_fields(inner, &cursor_context.path, locale).into_iter().filter(missing).collect()
        }
        SchemaElement::Fields(inner, _) if form.keys => {
            inner.iter().map(|field| config_field(field, &cursor_context.path, locale)).filter(missing).collect()
        }
        SchemaElement::Definition(definition) if value && definition.is(&tke::IGNORE.definition) => {
            codes_of(&cursor_context.role, locale)
        }
        SchemaElement::Definition(definition) if value => values_of(definition, locale),
        SchemaElement::Leaf(shape, field) if value => values_of_leaf(shape, field, locale),
        SchemaElement::Field(field) if value => values_of_field(field),
        SchemaElement::Kind if value => ["Service", "TkeServiceConfig"].map(|kind| plain(kind, Style::Word)).into(),
        SchemaElement::ApiVersion(version) if value => vec![plain(version, Style::Word)],
        SchemaElement::Annotations
        | SchemaElement::Switches
        | SchemaElement::Object(..)
        | SchemaElement::Fields(..)
        | SchemaElement::Definition(_)
        | SchemaElement::Leaf(..)
        | SchemaElement::Field(_)
        | SchemaElement::Kind
        | SchemaElement::ApiVersion(_) => Vec::new(),
    }
}

fn plain(label: &str, style: Style) -> CompletionCandidate {
    CompletionCandidate {
        label: label.to_owned(),
        kind: CompletionItemKind::Value,
        detail: String::new(),
        documentation: String::new(),
        rank: 0,
        style,
    }
}

/// The name of an annotation or a switch; `None` for those that only the controller writes.
fn name(
    definition: &'static NameDefinition,
    locale: Locale,
    version: Option<ControllerVersion>,
) -> Option<CompletionCandidate> {
    let rank = match definition.status {
        SupportStatus::WrittenByController => return None,
        SupportStatus::Stable => 0,
        SupportStatus::Clbplan => 1,
        SupportStatus::Observed => 2,
        SupportStatus::Unproven => 3,
        SupportStatus::Deprecated | SupportStatus::DeprecatedBy(_) => 4,
        SupportStatus::Legacy => 5,
    };
    let new = definition.since.filter(|since| version.is_some_and(|own| own < since.version));
    let values = text(&ReferenceEntry::Definition(definition), locale);
    Some(CompletionCandidate {
        label: definition.name.to_owned(),
        kind: CompletionItemKind::Annotation,
        detail: match new {
            Some(since) => format!("≥ {}: {}", since.version, values.title),
            None => values.title,
        },
        documentation: values.text,
        rank: if new.is_some() { 6 } else { rank },
        style: Style::Key,
    })
}

fn service_fields(inner: &'static GoStruct, path: &[String], locale: Locale) -> Vec<CompletionCandidate> {
    let parent = dotted(path);
    let parent = if wants_item("Service", path) { format!("{parent}[]") } else { parent };
    let field = |(name, _): &(&'static str, GoFieldType)| {
        let path = if parent.is_empty() { (*name).to_owned() } else { format!("{parent}.{name}") };
        let values = text(&ReferenceEntry::ServiceField(service_field_descriptions::find(&path)?), locale);
        Some(CompletionCandidate {
            label: (*name).to_owned(),
            kind: CompletionItemKind::Field,
            detail: values.title,
            documentation: values.text,
            rank: 0,
            style: Style::Key,
        })
    };
    inner.fields.iter().filter_map(field).collect()
}

fn config_field(field: &'static ConfigField, path: &[String], locale: Locale) -> CompletionCandidate {
    let values = text(&ReferenceEntry::ConfigField(format!("{}.{}", dotted(path), field.name), field), locale);
    CompletionCandidate {
        label: field.name.to_owned(),
        kind: CompletionItemKind::Field,
        detail: values.title,
        documentation: values.text,
        rank: if field.support == SupportBasis::Ingress { 3 } else { 0 },
        style: Style::Key,
    }
}

fn values_of(definition: &'static NameDefinition, locale: Locale) -> Vec<CompletionCandidate> {
    let kind = match definition.grammar {
        ValueFormat::Bool | ValueFormat::Enum(_) => CompletionItemKind::Value,
        ValueFormat::Int { .. }
        | ValueFormat::Id(_)
        | ValueFormat::Region
        | ValueFormat::SecurityGroups
        | ValueFormat::Selector
        | ValueFormat::Name
        | ValueFormat::Version
        | ValueFormat::Json(_)
        | ValueFormat::Timestamp
        | ValueFormat::Uuid
        | ValueFormat::Text => CompletionItemKind::Snippet,
    };
    let choices = definition.grammar.choices();
    let offer = |word: &tke::grammar::EnumValue| CompletionCandidate {
        kind,
        detail: meaning(word, locale).to_owned(),
        ..plain(word.value, Style::Text)
    };
    choices.iter().map(offer).collect()
}

/// Codes that may be suppressed, appended to those already written.
fn codes_of(role: &CursorRole, locale: Locale) -> Vec<CompletionCandidate> {
    let written = match role {
        CursorRole::Value(value) => value.rsplit_once(',').map_or(String::new(), |(before, _)| format!("{before},")),
        CursorRole::Key(_) => String::new(),
    };
    let codes = suppress::all_codes().filter(|code| suppress::may_be_suppressed(code));
    let offer = |code| {
        let values = text(&ReferenceEntry::Code(code), locale);
        CompletionCandidate {
            detail: values.title,
            documentation: values.text,
            ..plain(&format!("{written}{}", code.name()), Style::Text)
        }
    };
    codes.map(offer).collect()
}

fn values_of_leaf(shape: GoFieldType, field: &'static ServiceField, locale: Locale) -> Vec<CompletionCandidate> {
    match shape {
        GoFieldType::Bool => bools(),
        _ => field
            .values
            .iter()
            .map(|word| CompletionCandidate {
                detail: meaning(word, locale).to_owned(),
                ..plain(word.value, Style::Word)
            })
            .collect(),
    }
}

fn values_of_field(field: &'static ConfigField) -> Vec<CompletionCandidate> {
    match field.kind {
        FieldType::Bool => bools(),
        FieldType::Words(values) => values.iter().map(|word| plain(word, Style::Word)).collect(),
        FieldType::Int(..) if !field.default.is_empty() => vec![plain(field.default, Style::Literal)],
        FieldType::Int(..) | FieldType::Text | FieldType::Object(_) | FieldType::List(_) => Vec::new(),
    }
}

fn bools() -> Vec<CompletionCandidate> {
    ["true", "false"].map(|word| plain(word, Style::Literal)).into()
}

/// The hover text, in Markdown.
pub fn about(cursor_context: &CursorContext, locale: Locale) -> Option<String> {
    let mut path = cursor_context.path.clone();
    let written = match &cursor_context.role {
        CursorRole::Key(name) => {
            path.push(name.clone());
            None
        }
        CursorRole::Value(value) => Some(value),
    };
    let dotted = dotted(&path);
    let (entry, values) = match lookup(&cursor_context.kind, &path)? {
        SchemaElement::Definition(definition) => (ReferenceEntry::Definition(definition), definition.grammar.choices()),
        SchemaElement::Object(_, field) => (ReferenceEntry::ServiceField(field?), Vec::new()),
        SchemaElement::Leaf(_, field) => {
            let values = field.values.iter().map(|word| tke::grammar::EnumValue { ..*word });
            (ReferenceEntry::ServiceField(field), values.collect())
        }
        SchemaElement::Fields(_, field) => (ReferenceEntry::ConfigField(dotted, field?), Vec::new()),
        SchemaElement::Field(field) => (ReferenceEntry::ConfigField(dotted, field), Vec::new()),
        SchemaElement::Annotations | SchemaElement::Kind | SchemaElement::ApiVersion(_)
            if !KINDS.contains(&cursor_context.kind.as_str()) =>
        {
            (ReferenceEntry::ServiceField(service_field_descriptions::find(&dotted)?), Vec::new())
        }
        SchemaElement::Annotations | SchemaElement::Switches | SchemaElement::Kind | SchemaElement::ApiVersion(_) => {
            return None;
        }
    };
    let entry_text = text(&entry, locale);
    let value = written.and_then(|written| values.iter().find(|word| word.value == written.as_str()));
    let value = value.map(|word| (word.value, meaning(word, locale))).filter(|(_, meaning)| !meaning.is_empty());
    let value = value.map_or(String::new(), |(value, meaning)| format!("`{value}`: {meaning}\n\n"));
    let page = entry_text.url.map_or(String::new(), |url| format!("\n\n<{url}>"));
    Some(
        format!("{value}**{}**\n\n{}\n\n{}{page}", entry_text.name, entry_text.title, entry_text.text)
            .replace("\n\n\n\n", "\n\n"),
    )
}
