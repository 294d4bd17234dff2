//! Suppresses findings by code: per object by an annotation, or for the whole request by `ignore`.
//!
//! [`apply`] returns the remaining findings and the number of suppressed ones. Errors and syntax findings cannot be
//! suppressed. Decisions are never changed, only what is shown.

pub mod codes;

use crate::diagnostic::render::ordered;
use crate::diagnostic::{CodeDefinition, Diagnostic, Edit, Effect, Fix, Layer, Location, ObjectRef, Severity};
use crate::request;
use crate::sorted_map::sort_by;
use crate::syntax::KubernetesObject;
use crate::syntax::edit_distance::closest;
use crate::tke::{self, IGNORE, ServiceSettings};
use crate::{
    current, desired, kubernetes, planner, policy, provided_objects, rules, sharing, syntax, tke_service_config,
};

/// The request's member, as the path of findings about it.
const IN_REQUEST: &str = request::IGNORE;

/// Codes raised by the review of manifests.
const OF_MANIFESTS: &[&[&CodeDefinition]] = &[
    crate::diagnostic::limit_findings::ALL,
    syntax::codes::ALL,
    kubernetes::codes::ALL,
    tke::codes::ALL,
    rules::codes::ALL,
    rules::public_instead_of_internal_codes::ALL,
    tke_service_config::codes::ALL,
    codes::ALL,
];

/// Codes raised by plans only.
const OF_PLANS: &[&[&CodeDefinition]] = &[
    provided_objects::codes::ALL,
    desired::codes::ALL,
    current::codes::ALL,
    sharing::codes::ALL,
    planner::codes::ALL,
    policy::codes::ALL,
];

/// The called function. A report never has findings of plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalledFunction {
    /// `validateService`.
    Report,
    /// `planSync`.
    Plan,
}

#[derive(Debug)]
pub struct UnsuppressedFindings {
    /// The findings to show, in the order of answers, without duplicates.
    pub findings: Vec<Diagnostic>,
    /// The number of suppressed findings.
    pub suppressed: usize,
}

/// Every code, by the layer that raises it.
pub fn all_codes() -> impl Iterator<Item = &'static CodeDefinition> {
    OF_MANIFESTS.iter().chain(OF_PLANS).copied().flatten().copied()
}

/// True for codes that may be suppressed.
pub fn may_be_suppressed(code: &CodeDefinition) -> bool {
    let layer = match code.layer {
        Layer::Kubernetes | Layer::Tke | Layer::Plan => true,
        Layer::Syntax | Layer::Schema | Layer::Policy => false,
    };
    layer && code.severity != Severity::Error && code.effect != Effect::Rejected
}

/// Removes the findings that objects and the request suppress, and reports invalid suppressions. `objects` are those
/// whose annotations count, and `text` is their text.
pub fn apply(
    findings: &[Diagnostic],
    objects: &[&KubernetesObject],
    text: &str,
    ignore: &[String],
    function: CalledFunction,
) -> UnsuppressedFindings {
    let mut suppressions: Vec<Suppression> = objects.iter().flat_map(|object| of_object(object, text)).collect();
    suppressions.extend(ignore.iter().map(|name| Suppression::of_request(name)));
    // Sorted by code. Most codes have no suppression.
    sort_by(&mut suppressions, |a, b| a.name.cmp(&b.name));
    let mut left = Vec::new();
    let mut suppressed = 0;
    for finding in ordered(findings) {
        let mut unheard = false;
        let first = suppressions.partition_point(|suppression| suppression.name.as_str() < finding.code.name());
        let same =
            suppressions.iter_mut().skip(first).take_while(|suppression| suppression.name == finding.code.name());
        for suppression in same.filter(|suppression| suppression.covers(finding)) {
            suppression.used = true;
            unheard = true;
        }
        match unheard {
            true => suppressed += 1,
            false => left.push(finding.clone()),
        }
    }
    left.extend(suppressions.iter().filter_map(|suppression| suppression.validate(function)));
    let findings = ordered(&left).into_iter().cloned().collect();
    UnsuppressedFindings { findings, suppressed }
}

struct Suppression {
    name: String,
    code: Option<&'static CodeDefinition>,
    /// `None`: for all objects.
    object: Option<ObjectRef>,
    path: String,
    location: Option<Location>,
    used: bool,
}

fn of_object(object: &KubernetesObject, text: &str) -> Vec<Suppression> {
    if object.annotation(IGNORE.name()).is_none() {
        return Vec::new();
    }
    let (settings, _) = ServiceSettings::read(object, text);
    let entry = settings.entry(&IGNORE.definition);
    let items = entry.and_then(|entry| Some((entry, entry.raw.as_deref()?)));
    let Some((entry, raw)) = items else { return Vec::new() };
    let parts: Vec<_> = words(raw).map(|(start, item)| start..start + item.len()).collect();
    let locations = entry.locations_inside(&parts).into_iter().map(Some).chain(std::iter::repeat(None));
    let suppression = |((_, item), location): ((usize, &str), Option<Location>)| Suppression {
        object: Some(object.reference.clone()),
        path: entry.path(),
        location,
        ..Suppression::of_request(item)
    };
    words(raw).zip(locations).map(suppression).collect()
}

/// The names in a list separated by commas, with their offsets.
fn words(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    raw.split(',').filter_map(move |item| {
        let start = at + item.len() - item.trim_start().len();
        at += item.len() + 1;
        Some((start, item.trim())).filter(|(_, item)| !item.is_empty())
    })
}

impl Suppression {
    fn of_request(name: &str) -> Suppression {
        Suppression {
            name: name.to_owned(),
            code: all_codes().find(|code| code.name() == name),
            object: None,
            path: IN_REQUEST.to_owned(),
            location: None,
            used: false,
        }
    }

    fn covers(&self, finding: &Diagnostic) -> bool {
        let of = |own: &ObjectRef| {
            let same = |other: &ObjectRef| {
                (&own.kind, &own.namespace, &own.name) == (&other.kind, &other.namespace, &other.name)
            };
            finding.object.as_ref().is_some_and(same)
        };
        finding.code.name() == self.name && may_be_suppressed(finding.code) && self.object.as_ref().is_none_or(of)
    }

    /// The problem of the suppression itself.
    fn validate(&self, function: CalledFunction) -> Option<Diagnostic> {
        let near = || closest(&self.name, all_codes().filter(|code| may_be_suppressed(code)).map(|code| code.name()));
        let only_of_plans = || OF_PLANS.iter().copied().flatten().any(|code| code.name() == self.name);
        match self.code {
            None => Some(match near() {
                Some(near) => self.finding(&codes::MISTYPED).arg("near", near).optional_fix(self.rewrite(near)),
                None => self.finding(&codes::UNKNOWN),
            }),
            Some(code) if !may_be_suppressed(code) => Some(self.finding(&codes::NOT_ALLOWED)),
            Some(_) if self.used || (function == CalledFunction::Report && only_of_plans()) => None,
            Some(_) => Some(self.finding(&codes::UNUSED)),
        }
    }

    fn finding(&self, code: &'static CodeDefinition) -> Diagnostic {
        let mut found =
            Diagnostic::new(code).arg("value", self.name.as_str()).path(self.path.as_str()).location(self.location);
        found.object.clone_from(&self.object);
        found
    }

    fn rewrite(&self, near: &str) -> Option<Fix> {
        let edit = Edit { span: self.location?.span, text: near.to_owned() };
        Some(Fix { title: tke::annotation_notes_and_fix_titles::REPLACE.with("text", near), edits: vec![edit] })
    }
}

#[cfg(test)]
mod tests;
