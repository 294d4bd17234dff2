//! What a rule looks at, and how it reports a finding.

use super::ServiceRulesInput;
use crate::diagnostic::{CodeDefinition, Diagnostic, Edit, Fix, Related};
use crate::request::Context;
use crate::syntax::{KubernetesObject, ObjectLookup, SyntaxNode};
use crate::tke::ServiceSituation;
use crate::tke::annotation_notes_and_fix_titles;
use crate::tke::cluster_switches::ControllerSwitches;
use crate::tke::definition::{NameDefinition, TypedNameDefinition};
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::service_settings::{ServiceSettings, WrittenAnnotation};
use std::ops::Range;

/// One Service with what surrounds it.
pub(super) struct ServiceUnderCheck<'a> {
    pub(super) object: &'a KubernetesObject,
    pub(super) settings: &'a ServiceSettings,
    pub(super) live: Option<&'a KubernetesObject>,
    pub(super) live_settings: Option<&'a ServiceSettings>,
    pub(super) validation: &'a ServiceRulesInput<'a>,
    pub(super) objects: &'a ObjectLookup<'a>,
    pub(super) context: &'a Context,
    pub(super) switches: &'a ControllerSwitches<'a>,
    pub(super) backends: BackendKind,
    pub(super) situation: ServiceSituation,
    /// A load balancer is created for the Service, and no annotation makes it internal.
    pub(super) becomes_public: bool,
}

impl ServiceUnderCheck<'_> {
    /// A finding at the value of an annotation.
    pub(super) fn at_value(&self, code: &'static CodeDefinition, entry: &WrittenAnnotation) -> Diagnostic {
        self.finding(code).location(entry.value).path(entry.path()).arg("name", entry.name.as_str())
    }

    /// A finding at the name of an annotation.
    pub(super) fn at_key(&self, code: &'static CodeDefinition, entry: &WrittenAnnotation) -> Diagnostic {
        self.finding(code).location(entry.key).path(entry.path()).arg("name", entry.name.as_str())
    }

    /// Findings inside the value of an annotation, each with its range of bytes. All locations are found in one pass.
    pub(super) fn inside(
        &self,
        definition: &NameDefinition,
        found: Vec<(Diagnostic, Range<usize>)>,
    ) -> Vec<Diagnostic> {
        let parts: Vec<Range<usize>> = found.iter().map(|(_, part)| part.clone()).collect();
        let entry = self.settings.entry(definition);
        let mut locations = entry.map(|entry| entry.locations_inside(&parts)).unwrap_or_default().into_iter();
        found.into_iter().map(|(found, _)| found.location(locations.next())).collect()
    }

    /// A finding at a node of the Service.
    pub(super) fn at_node(
        &self,
        code: &'static CodeDefinition,
        node: &SyntaxNode,
        path: impl Into<String>,
    ) -> Diagnostic {
        self.finding(code).location(self.object.location(node.span)).path(path)
    }

    pub(super) fn finding(&self, code: &'static CodeDefinition) -> Diagnostic {
        Diagnostic::new(code).object(self.object.reference.clone())
    }

    /// The annotations that have a definition, with it.
    pub(super) fn known_annotations(&self) -> impl Iterator<Item = (&WrittenAnnotation, &'static NameDefinition)> {
        self.settings.entries().iter().filter_map(|entry| Some((entry, entry.definition?)))
    }

    /// The other Services whose annotation has that value.
    pub(super) fn others_with<'s>(
        &'s self,
        annotation: &str,
        value: &str,
    ) -> impl Iterator<Item = &'s KubernetesObject> {
        let own = self.object;
        let is_other =
            |object: &&KubernetesObject| (object.namespace(), object.name()) != (own.namespace(), own.name());
        let same = self.objects.annotated(annotation, value);
        same.filter(|object| object.kind() == own.kind()).filter(is_other)
    }
}

/// A fix that removes an annotation, where its lines hold nothing else.
pub(super) fn removal(entry: &WrittenAnnotation) -> Option<Fix> {
    let edit = Edit { span: entry.whole.filter(|_| !entry.is_repeated)?, text: String::new() };
    Some(Fix { title: annotation_notes_and_fix_titles::REMOVE.with("name", entry.name.as_str()), edits: vec![edit] })
}

/// A fix that replaces the name of an annotation; a name in quotes stays in quotes.
pub(super) fn renaming(entry: &WrittenAnnotation, name: &str) -> Option<Fix> {
    let span = entry.key.filter(|_| !entry.is_repeated)?.span;
    let plain = span.end.saturating_sub(span.start) as usize == entry.name.len();
    let text = if plain { name.to_owned() } else { format!("\"{name}\"") };
    Some(Fix { title: annotation_notes_and_fix_titles::REPLACE.with("text", name), edits: vec![Edit { span, text }] })
}

/// A fix that replaces the value of an annotation; quotes stay.
pub(super) fn replacing(entry: &WrittenAnnotation, value: &str, other: &str) -> Option<Fix> {
    let span = entry.value?.span;
    let quotes = (span.end.saturating_sub(span.start) as usize).checked_sub(value.len())?;
    let quote = match quotes {
        0 => "",
        2 => "\"",
        _ => return None,
    };
    let text = format!("{quote}{other}{quote}");
    Some(Fix { title: annotation_notes_and_fix_titles::REPLACE.with("text", other), edits: vec![Edit { span, text }] })
}

/// The location of another annotation, as a note.
pub(super) fn related_annotation<T>(settings: &ServiceSettings, other: &TypedNameDefinition<T>) -> Related {
    let location = settings.key_location(other);
    Related { note: annotation_notes_and_fix_titles::OTHER.with("name", other.name()), location, object: None }
}

/// Another Service, by its name, as a note.
pub(super) fn other_service(other: &KubernetesObject) -> (String, Related) {
    let name = format!("{}/{}", other.namespace(), other.name());
    let location =
        other.metadata().and_then(|metadata| metadata.get("name")).and_then(|name| other.location(name.span));
    let note = annotation_notes_and_fix_titles::OTHER_SERVICE.with("name", name.as_str());
    (name, Related { note, location, object: Some(other.reference.clone()) })
}
