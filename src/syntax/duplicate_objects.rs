//! Objects with the same kind, namespace and name: of those the last one counts, as in a cluster.

use super::codes;
use super::kubernetes_object::KubernetesObject;
use crate::diagnostic::{Diagnostic, Related, Span};
use crate::sorted_map::{sort, sort_by};

/// Keeps the last of several objects with the same name, and returns the others, with a finding for each. Kinds that are not
/// read may repeat. `location_text` names the line of a span where findings have no location.
pub(super) fn split_off_earlier(
    objects: &mut Vec<KubernetesObject>,
    location_text: impl Fn(Span) -> String,
) -> (Vec<KubernetesObject>, Vec<Diagnostic>) {
    fn identity((index, object): (usize, &KubernetesObject)) -> Option<((&str, &str, &str), usize)> {
        let parts = (object.kind(), object.namespace(), object.name());
        (object.is_known() && !object.name().is_empty()).then_some((parts, index))
    }
    let mut known: Vec<_> = objects.iter().enumerate().filter_map(identity).collect();
    sort_by(&mut known, |a, b| a.0.cmp(&b.0));
    let pairs = known.iter().zip(known.iter().skip(1)).filter(|(earlier, later)| earlier.0 == later.0);
    let mut dropped: Vec<(usize, usize)> = pairs.map(|(earlier, later)| (earlier.1, later.1)).collect();
    if dropped.is_empty() {
        return (Vec::new(), Vec::new());
    }
    sort_by(&mut dropped, |(_, a), (_, b)| a.cmp(b));
    let mut findings = Vec::new();
    for (earlier, later) in &dropped {
        if let (Some(earlier), Some(later)) = (objects.get(*earlier), objects.get(*later)) {
            findings.push(duplicate(earlier, later, &location_text(name_span(later))));
        }
    }
    let mut dropped_indices = dropped.iter().map(|(earlier, _)| *earlier).collect::<Vec<_>>();
    sort(&mut dropped_indices);
    let mut index = 0;
    let (replaced, kept) = std::mem::take(objects).into_iter().partition(|_| {
        index += 1;
        dropped_indices.binary_search(&(index - 1)).is_ok()
    });
    *objects = kept;
    (replaced, findings)
}

/// The span of an object's name, else of the object.
fn name_span(object: &KubernetesObject) -> Span {
    object.name_span().unwrap_or(object.node.span)
}

fn duplicate(earlier: &KubernetesObject, later: &KubernetesObject, location: &str) -> Diagnostic {
    let name = match later.namespace() {
        "" => later.name().to_owned(),
        namespace => format!("{namespace}/{}", later.name()),
    };
    Diagnostic::new(&codes::DUPLICATE_OBJECT)
        .arg("where", location)
        .arg("kind", later.kind())
        .arg("name", name)
        .object(later.reference.clone())
        .path("metadata.name")
        .location(later.location(name_span(later)))
        .related(Related {
            note: codes::notes::EARLIER_OBJECT.reason(),
            location: earlier.location(name_span(earlier)),
            object: None,
        })
}
