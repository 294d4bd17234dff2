//! What is planned and found for the live objects alone. What a request has in common with that, it does not bring: a
//! reviewer of a change looks at the rest.

use super::planned_sync::PlannedSync;
use super::provided_or_derived_cloud::{ProvidedResponses, RawResponseRetention};
use crate::diagnostic::render::ordered;
use crate::diagnostic::{Diagnostic, FieldErrorType, MessageArguments, ObjectRef};
use crate::planner::ServicePlan;
use crate::planner::overview::{PlanOrigin, is_existing};
use crate::provided_objects::ProvidedObjects;
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};

/// Plans and findings of the live objects, as if each was its own manifest.
#[derive(Default)]
pub(super) struct LiveObjectsBaseline {
    plans: SortedMap<ServiceName, ServicePlan>,
    findings: Vec<Diagnostic>,
}

impl LiveObjectsBaseline {
    /// Plans the live objects that the manifests name, instead of the manifests.
    pub(super) fn of(provided: &ProvidedObjects, request: &PlanRequest) -> LiveObjectsBaseline {
        let provided = provided.with_live_as_manifests(request.live_context.as_ref());
        let request = PlanRequest { clb: request.clb.clone(), ..PlanRequest::default() };
        let responses = ProvidedResponses::read(&request);
        let planned = PlannedSync::of(&provided, &request, responses, RawResponseRetention::Discard);
        let findings = ordered(&planned.all_findings()).into_iter().cloned().collect();
        let plans = planned.plans.into_iter().map(|plan| (plan.name.clone(), plan)).collect();
        LiveObjectsBaseline { plans: SortedMap::from_unsorted(plans), findings }
    }

    /// Whether the request brings a plan.
    pub(super) fn origin(&self, plan: &ServicePlan) -> PlanOrigin {
        match self.plans.get(&plan.name) {
            Some(other) if is_existing(plan, other) => PlanOrigin::Existing,
            Some(_) | None => PlanOrigin::Request,
        }
    }

    /// Marks the findings that the live objects have as well, each as often as they have it: first those at the same path,
    /// then those at another index of the same list.
    pub(super) fn mark(&self, findings: &mut [Diagnostic]) {
        for same_path in [true, false] {
            let key = |finding: &Diagnostic| Key::of(finding, same_path);
            let mut unmatched = counted(self.findings.iter().filter_map(key).collect());
            for marked in findings.iter().filter(|finding| finding.is_existing).filter_map(key) {
                if let Some(count) = unmatched.get_mut(&marked) {
                    *count = count.saturating_sub(1);
                }
            }
            for finding in findings.iter_mut().filter(|finding| !finding.is_existing) {
                let count = key(finding).and_then(|key| unmatched.get_mut(&key)).filter(|count| **count > 0);
                if let Some(count) = count {
                    *count -= 1;
                    finding.is_existing = true;
                }
            }
        }
    }
}

/// True when findings or plans may be those of the live objects alone.
pub(super) fn is_needed(planned: &PlannedSync<'_>, findings: &[Diagnostic]) -> bool {
    let live: SortedSet<_> = planned.provided.live.iter().map(|object| object.reference.identity()).collect();
    let of_live =
        |finding: &Diagnostic| finding.object.as_ref().is_some_and(|object| live.contains(&object.identity()));
    planned.plans.iter().any(|plan| planned.services.live.contains_key(&plan.name) && plan.has_effect())
        || findings.iter().any(of_live)
}

/// What makes two findings the same, wherever they are in a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    code: &'static str,
    object: (String, String, String),
    path: Option<String>,
    field: Option<(FieldErrorType, String)>,
    args: MessageArguments,
    is_ignored: bool,
}

impl Key {
    /// `None` for a finding about no object: it is about the request.
    fn of(finding: &Diagnostic, same_path: bool) -> Option<Key> {
        let (kind, namespace, name) = finding.object.as_ref().map(ObjectRef::identity)?;
        let path = finding.path.as_deref();
        Some(Key {
            code: finding.code.name(),
            object: (kind.to_owned(), namespace.to_owned(), name.to_owned()),
            path: path.map(|path| if same_path { path.to_owned() } else { without_indices(path) }),
            field: finding.field.clone(),
            args: finding.args.clone(),
            is_ignored: finding.is_ignored,
        })
    }
}

/// How often each key occurs.
fn counted(mut keys: Vec<Key>) -> SortedMap<Key, usize> {
    sort_by(&mut keys, Ord::cmp);
    let counts = keys.chunk_by(Key::eq).map(<[Key]>::len).collect::<Vec<usize>>();
    keys.dedup();
    SortedMap::from_unsorted(keys.into_iter().zip(counts).collect())
}

/// `spec.ports[1].port` → `spec.ports[].port`; the names of annotations stay.
fn without_indices(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (at, part) in path.split('[').enumerate() {
        let index = part.split_once(']').filter(|(index, _)| at > 0 && index.bytes().all(|c| c.is_ascii_digit()));
        match index {
            Some((_, rest)) => {
                out.push_str("[]");
                out.push_str(rest);
            }
            None if at > 0 => {
                out.push('[');
                out.push_str(part);
            }
            None => out.push_str(part),
        }
    }
    out
}
