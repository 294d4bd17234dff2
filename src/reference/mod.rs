//! Everything that can be looked up: annotations, switches, tags, fields, codes and reasons, each as one [`ReferenceEntry`].
//!
//! The tables stay where they are; an entry points at its row. [`text()`] puts one in words, and [`explain`] finds it by
//! what a person types: reference pages, `clbplan explain`, hover and completion show the same words. Nothing here
//! decides anything.

pub mod explain;
pub mod service;
pub mod text;

pub use text::{EntryKind, EntryOutput, text};

use crate::config::fields::{self, ConfigField};
use crate::diagnostic::{Code, ReasonDef};
use crate::tke::{self, Definition};
use crate::{config, desired, kubernetes, planner, suppress, syntax};
use service::ServiceField;

/// One thing that has a name and can be explained.
#[derive(Debug, Clone)]
pub enum ReferenceEntry {
    /// An annotation, switch, tag or another name that the controller reads or writes.
    Definition(&'static Definition),
    /// A finding.
    Code(&'static Code),
    /// A reason of a plan.
    Reason(&'static ReasonDef),
    /// A field of a Service.
    ServiceField(&'static ServiceField),
    /// A field of a TkeServiceConfig, with its path: `spec.loadBalancer.l4Listeners[].port`.
    ConfigField(String, &'static ConfigField),
}

impl ReferenceEntry {
    /// What it is called: the full name, the code, or the path.
    pub fn name(&self) -> &str {
        match self {
            ReferenceEntry::Definition(definition) => definition.name,
            ReferenceEntry::Code(code) => code.name(),
            ReferenceEntry::Reason(reason) => reason.name(),
            ReferenceEntry::ServiceField(field) => field.path,
            ReferenceEntry::ConfigField(path, _) => path,
        }
    }
}

/// Every code, by the layer that raises it.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    suppress::all_codes()
}

/// Every reason: of what is planned, of what is not known, and the notes and titles beside findings.
pub fn reasons() -> impl Iterator<Item = &'static ReasonDef> {
    let lists = [
        planner::reasons::ALL,
        desired::reasons::ALL,
        syntax::codes::notes::ALL,
        kubernetes::codes::notes::ALL,
        tke::reasons::ALL,
        config::reasons::ALL,
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

/// Everything, by kind.
pub fn all() -> Vec<ReferenceEntry> {
    let config = config_fields().into_iter().map(|(path, field)| ReferenceEntry::ConfigField(path, field));
    tke::all()
        .map(ReferenceEntry::Definition)
        .chain(service::FIELDS.iter().map(ReferenceEntry::ServiceField))
        .chain(config)
        .chain(codes().map(ReferenceEntry::Code))
        .chain(reasons().map(ReferenceEntry::Reason))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::render::Locale;
    use std::collections::BTreeSet;

    #[test]
    fn a_code_is_the_name_of_one_thing() {
        let names: Vec<&str> = codes().map(|code| code.name()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        let reasons: Vec<&str> = reasons().map(|reason| reason.name()).collect();
        assert_eq!(reasons.iter().collect::<BTreeSet<_>>().len(), reasons.len());
    }

    #[test]
    fn no_text_is_of_several_lines() {
        for code in codes() {
            assert_eq!(code.packed.0.split('\n').count(), 8, "{}", code.name());
        }
        for reason in reasons() {
            assert_eq!(reason.packed.0.split('\n').count(), 4, "{}", reason.name());
        }
    }

    #[test]
    fn every_entry_has_words_in_both_languages() {
        for entry in all() {
            for locale in [Locale::En, Locale::ZhCn] {
                let words = text(&entry, locale);
                assert!(!words.title.is_empty(), "{}", words.name);
                assert!(!words.title.contains("{where}"), "{}", words.name);
            }
        }
    }
}
