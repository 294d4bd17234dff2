//! The rules of TKE's annotations: what [`Settings`] cannot tell from one value alone.
//!
//! [`check`] looks at a Service, the state the cluster holds, and the other objects given. Each rule is one function
//! in the file of its topic; none depends on another having run. What was not given is unknown and raises nothing.

mod cluster_objects;
pub mod codes;
mod ineffective_edits;
mod ports;
mod relations;
mod shared_load_balancer;
mod sharing_services;
mod support_status;
mod unknown_names;

use super::definition::{Annotation, Definition, Status};
use super::definitions::backend::DIRECT_ACCESS;
use super::definitions::controller_written::CLIENT_TOKEN;
use super::definitions::listener::{TARGET_GROUPS, TKE_SERVICE_CONFIG};
use super::listener_protocols::{BackendKind, backends, wants_load_balancer};
use super::reasons;
use super::settings::{AnnotationEntry, Settings};
use super::switches::Switches;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Related};
use crate::request::{ClusterType, Context};
use crate::sorted_map::SortedMap;
use crate::syntax::{Node, Object, ObjectIndex};
use sharing_services::SharingServices;
use std::ops::Range;

/// What surrounds the Services, read once for all of them.
pub struct ValidationContext<'a> {
    /// Every object there is, the live ones before those that are wanted.
    pub objects: ObjectIndex<'a>,
    /// What is known of the cluster.
    pub context: &'a Context,
    live: ObjectIndex<'a>,
    /// The Services on each existing CLB, by its id.
    sharing: SortedMap<&'a str, SharingServices<'a>>,
    switches: Switches,
}

impl<'a> ValidationContext<'a> {
    /// What surrounds the Services among `wanted`. Objects of `kinds` are found by name, beside those that are looked for
    /// here.
    pub fn read(
        live: &'a [Object],
        manifests: &'a [Object],
        kinds: &[&str],
        context: &'a Context,
    ) -> ValidationContext<'a> {
        let kinds: Vec<&str> = kinds.iter().copied().chain(["Node", "Pod", "Secret", SERVICE]).collect();
        let annotations = [CLIENT_TOKEN.definition.name, TKE_SERVICE_CONFIG.definition.name];
        let all: Vec<&Object> = live.iter().chain(manifests).collect();
        let switches = Switches::read(context, &all);
        let objects = ObjectIndex::new(all, &kinds, &annotations);
        let live = ObjectIndex::new(live.iter().collect(), &[SERVICE], &[]);
        let mut validation = ValidationContext { objects, context, live, sharing: SortedMap::new(), switches };
        validation.sharing = sharing_services::read(&validation);
        validation
    }

    /// The Service of this name as the cluster holds it.
    pub fn live_service(&self, service: &Object) -> Option<&'a Object> {
        let mut live = self.live.named(SERVICE, service.namespace(), service.name());
        live.find(|live| !live.name().is_empty() && live.reference == service.reference)
    }

    /// The Services on an existing CLB.
    pub fn sharing_services(&self, id: &str) -> Option<&SharingServices<'a>> {
        self.sharing.get(id)
    }
}

const SERVICE: &str = "Service";

fn name_of(object: &Object) -> (&str, &str) {
    (object.namespace(), object.name())
}

/// Everything that is wrong with the annotations of a Service, values by themselves excepted: those are reported by
/// [`Settings::read`]. `live` is the same Service as the cluster holds it.
pub fn check(
    object: &Object,
    settings: &Settings,
    live: Option<&Object>,
    validation: &ValidationContext<'_>,
) -> Vec<Diagnostic> {
    let setting = settings.get(&DIRECT_ACCESS);
    let backends = backends(setting, live.is_none(), &validation.switches, validation.context);
    let live_settings = live.map(Settings::read_silently);
    let ValidationContext { objects, context, switches, .. } = validation;
    let check =
        ServiceCheck { object, settings, live, live_settings, validation, objects, context, switches, backends };
    let rules: &[fn(&ServiceCheck<'_>) -> Vec<Diagnostic>] = if wants_load_balancer(object) {
        &[
            unknown_names::check,
            support_status::check,
            ineffective_edits::check,
            relations::check,
            ports::check,
            cluster_objects::check,
            shared_load_balancer::check,
        ]
    } else {
        &[unknown_names::check, support_status::check, ports::groups_without_clb, no_load_balancer]
    };
    rules.iter().flat_map(|rule| rule(&check)).collect()
}

/// What the rules look at, and what they found.
struct ServiceCheck<'a> {
    object: &'a Object,
    settings: &'a Settings,
    live: Option<&'a Object>,
    live_settings: Option<Settings>,
    validation: &'a ValidationContext<'a>,
    objects: &'a ObjectIndex<'a>,
    context: &'a Context,
    switches: &'a Switches,
    backends: BackendKind,
}

impl ServiceCheck<'_> {
    /// A finding at the value of an annotation.
    fn at_value(&self, code: &'static Code, entry: &AnnotationEntry) -> Diagnostic {
        self.finding(code).location(entry.value).path(entry.path()).arg("name", entry.name.as_str())
    }

    /// A finding at the name of an annotation.
    fn at_key(&self, code: &'static Code, entry: &AnnotationEntry) -> Diagnostic {
        self.finding(code).location(entry.key).path(entry.path()).arg("name", entry.name.as_str())
    }

    /// Findings in the value of an annotation, each with its part of that: all places are found on one way through it.
    fn inside(&self, definition: &Definition, found: Vec<(Diagnostic, Range<usize>)>) -> Vec<Diagnostic> {
        let parts: Vec<Range<usize>> = found.iter().map(|(_, part)| part.clone()).collect();
        let entry = self.settings.entry(definition);
        let mut locations = entry.map(|entry| entry.locations_inside(&parts)).unwrap_or_default().into_iter();
        found.into_iter().map(|(found, _)| found.location(locations.next())).collect()
    }

    /// A finding at a node of the Service.
    fn at_node(&self, code: &'static Code, node: &Node, path: impl Into<String>) -> Diagnostic {
        self.finding(code).location(self.object.location(node.span)).path(path)
    }

    fn finding(&self, code: &'static Code) -> Diagnostic {
        Diagnostic::new(code).object(self.object.reference.clone())
    }

    /// The annotations that have a row, with it.
    fn known_annotations(&self) -> impl Iterator<Item = (&AnnotationEntry, &'static Definition)> {
        self.settings.entries().iter().filter_map(|entry| Some((entry, entry.definition?)))
    }

    /// The other Services whose annotation has that value.
    fn others_with<'s>(&'s self, annotation: &str, value: &str) -> impl Iterator<Item = &'s Object> {
        let own = self.object;
        let is_other = |object: &&Object| name_of(object) != name_of(own);
        let same = self.objects.annotated(annotation, value);
        same.filter(|object| object.kind() == own.kind()).filter(is_other)
    }
}

/// A correction that takes an annotation away, where that takes nothing else along.
fn removal(entry: &AnnotationEntry) -> Option<Fix> {
    let edit = Edit { span: entry.whole?, text: String::new() };
    Some(Fix { title: reasons::REMOVE.with("name", entry.name.as_str()), edits: vec![edit] })
}

/// A correction that writes another name; a name in quotes stays in quotes.
fn renaming(entry: &AnnotationEntry, name: &str) -> Option<Fix> {
    let span = entry.key?.span;
    let plain = span.end.saturating_sub(span.start) as usize == entry.name.len();
    let text = if plain { name.to_owned() } else { format!("\"{name}\"") };
    Some(Fix { title: reasons::REPLACE.with("text", name), edits: vec![Edit { span, text }] })
}

/// A correction that writes another value in the place of this one; quotes stay.
fn replacing(entry: &AnnotationEntry, value: &str, other: &str) -> Option<Fix> {
    let span = entry.value?.span;
    let quotes = (span.end.saturating_sub(span.start) as usize).checked_sub(value.len())?;
    let quote = match quotes {
        0 => "",
        2 => "\"",
        _ => return None,
    };
    let text = format!("{quote}{other}{quote}");
    Some(Fix { title: reasons::REPLACE.with("text", other), edits: vec![Edit { span, text }] })
}

fn with_fix(found: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    match fix {
        Some(fix) => found.fix(fix),
        None => found,
    }
}

/// The place of another annotation, as a note.
fn related_annotation<T>(settings: &Settings, other: &Annotation<T>) -> Related {
    let location = settings.key_location(other);
    Related { note: reasons::OTHER.with("name", other.name()), location, object: None }
}

/// Another Service, by its name, as a note.
fn other_service(other: &Object) -> (String, Related) {
    let name = format!("{}/{}", other.namespace(), other.name());
    let location =
        other.metadata().and_then(|metadata| metadata.get("name")).and_then(|name| other.location(name.span));
    let note = reasons::OTHER_SERVICE.with("name", name.as_str());
    (name, Related { note, location, object: Some(other.reference.clone()) })
}

/// Types of Services without a CLB. Another word is a slip, of which nobody knows yet what it stands for.
const OTHER_TYPES: [&str; 3] = ["ClusterIP", "NodePort", "ExternalName"];

/// Said once, at the first of them. In Serverless clusters other Services may have a CLB as well, and target groups are
/// for Services of type ClusterIP, too.
fn no_load_balancer(check: &ServiceCheck<'_>) -> Vec<Diagnostic> {
    let kind = check.object.node.at(&["spec", "type"]).and_then(Node::as_str);
    let misspelt = kind.is_some_and(|kind| !OTHER_TYPES.contains(&kind) && kind != "LoadBalancer");
    if misspelt || check.context.cluster_type == Some(ClusterType::Serverless) {
        return Vec::new();
    }
    let first = check
        .known_annotations()
        .filter(|(_, definition)| {
            !matches!(definition.status, Status::Clbplan) && !definition.is(&TARGET_GROUPS.definition)
        })
        .min_by_key(|(entry, _)| (entry.key, entry.name.as_str()));
    first.map(|(entry, _)| check.at_key(&codes::NO_LOAD_BALANCER, entry)).into_iter().collect()
}

#[cfg(test)]
mod tests;
