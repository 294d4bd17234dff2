//! The reference: annotations, switches, tags, fields, codes, reasons, and words of requests and answers, each as one
//! [`ReferenceEntry`].
//!
//! An entry points to its definition, which stays in its table. [`text()`] renders it, and [`explain`] finds it:
//! reference pages, `clbplan explain`, hover and completion show the same text. Nothing is decided here.

mod entry;
pub mod explain;
pub mod render_entry;
pub mod request_and_answer_words;
pub mod service_field_descriptions;

pub use entry::{ReferenceEntryKind, ReferenceEntryOutput};
pub use render_entry::text;

use crate::diagnostic::{CodeDefinition, ReasonDefinition};
use crate::tke::{self, NameDefinition};
use crate::tke_service_config::fields::{self, ConfigField};
use crate::{desired, kubernetes, planner, provided_objects, suppress, syntax, tke_service_config};
use request_and_answer_words::RequestOrAnswerWord;
use service_field_descriptions::ServiceField;

#[derive(Debug, Clone)]
pub enum ReferenceEntry {
    /// An annotation, switch, tag or another name that the controller reads or writes.
    Definition(&'static NameDefinition),
    Code(&'static CodeDefinition),
    /// A reason in a plan.
    Reason(&'static ReasonDefinition),
    /// A field of a Service.
    ServiceField(&'static ServiceField),
    /// A field of a TkeServiceConfig, with its path: `spec.loadBalancer.l4Listeners[].port`.
    ConfigField(String, &'static ConfigField),
    /// A word of a request or an answer.
    Word(RequestOrAnswerWord),
}

impl ReferenceEntry {
    /// The full name, the code, or the path.
    pub fn name(&self) -> &str {
        match self {
            ReferenceEntry::Definition(definition) => definition.name,
            ReferenceEntry::Code(code) => code.name(),
            ReferenceEntry::Reason(reason) => reason.name(),
            ReferenceEntry::ServiceField(field) => field.path,
            ReferenceEntry::ConfigField(path, _) => path,
            ReferenceEntry::Word(word) => &word.name,
        }
    }
}

/// Every code, by the layer that raises it.
pub fn codes() -> impl Iterator<Item = &'static CodeDefinition> {
    suppress::all_codes()
}

/// Every reason: of actions, of unknowns, and the notes and titles beside findings.
pub fn reasons() -> impl Iterator<Item = &'static ReasonDefinition> {
    let lists = [
        provided_objects::reasons::ALL,
        planner::reasons::ALL,
        planner::adoption_and_undecided_reasons::ALL,
        planner::codes::notes::ALL,
        desired::reasons::ALL,
        syntax::codes::notes::ALL,
        kubernetes::codes::notes::ALL,
        tke::annotation_notes_and_fix_titles::ALL,
        tke_service_config::config_notes_and_fix_titles::ALL,
    ];
    lists.into_iter().flatten().copied()
}

/// Every field of a TkeServiceConfig, parents first.
pub fn config_fields() -> Vec<(String, &'static ConfigField)> {
    let mut found = Vec::new();
    collect("spec", fields::SPEC, &mut found);
    found
}

fn collect(parent: &str, fields: &'static [ConfigField], found: &mut Vec<(String, &'static ConfigField)>) {
    for field in fields {
        let path = format!("{parent}.{}", field.name);
        found.push((path.clone(), field));
        match field.kind {
            fields::FieldType::Object(inner) => collect(&path, inner, found),
            fields::FieldType::List(inner) => collect(&format!("{path}[]"), inner, found),
            fields::FieldType::Bool
            | fields::FieldType::Int(..)
            | fields::FieldType::Words(_)
            | fields::FieldType::Text => {}
        }
    }
}

/// Every entry, by kind.
pub fn all() -> Vec<ReferenceEntry> {
    let config = config_fields().into_iter().map(|(path, field)| ReferenceEntry::ConfigField(path, field));
    tke::all()
        .map(ReferenceEntry::Definition)
        .chain(service_field_descriptions::FIELDS.iter().map(ReferenceEntry::ServiceField))
        .chain(config)
        .chain(codes().map(ReferenceEntry::Code))
        .chain(reasons().map(ReferenceEntry::Reason))
        .chain(request_and_answer_words::all().into_iter().map(ReferenceEntry::Word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render::Locale;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_reasons_have_unique_names() {
        let names: Vec<&str> = codes().map(|code| code.name()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        let reasons: Vec<&str> = reasons().map(|reason| reason.name()).collect();
        assert_eq!(reasons.iter().collect::<BTreeSet<_>>().len(), reasons.len());
    }

    #[test]
    fn every_text_is_one_line() {
        for code in codes() {
            assert_eq!(code.packed.0.split('\n').count(), 8, "{}", code.name());
        }
        for reason in reasons() {
            assert_eq!(reason.packed.0.split('\n').count(), 4, "{}", reason.name());
        }
    }

    #[test]
    fn every_entry_has_texts_in_both_languages() {
        for entry in all() {
            for locale in [Locale::En, Locale::ZhCn] {
                let words = text(&entry, locale);
                assert!(!words.title.is_empty(), "{}", words.name);
                assert!(!words.title.contains("{where}"), "{}", words.name);
            }
        }
    }
}
