//! What is planned and found for the live objects alone. What a request has in common with that, it does not bring: a
//! reviewer of a change looks at the rest.

use super::provided_or_derived_cloud::{ProvidedCloud, RawResponseRetention};
use super::services_that_need_baseline::BaselineScope;
use super::stages_of_plan_and_simulate::{PlansWithInputs, ServicesToPlan};
use crate::diagnostic::render::ordered;
use crate::diagnostic::{Diagnostic, FieldErrorType, MessageArguments, ObjectRef, Severity};
use crate::model::ObjectsAroundServices;
use crate::planner::overview::{PlanOrigin, is_existing};
use crate::planner::{ServiceEvent, ServicePlan};
use crate::policy::{self, PolicyViolation};
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::{SortedMap, SortedSet, sort_by};
use crate::syntax::KubernetesObject;
use std::rc::Rc;

/// Plans and findings of the live objects, as if each was its own manifest.
#[derive(Default)]
pub(super) struct BaselinePlansAndFindings {
    plans: SortedMap<ServiceName, ServicePlan>,
    findings: Vec<Diagnostic>,
    violations: Vec<Diagnostic>,
}

impl BaselinePlansAndFindings {
    /// Plans the live objects that the manifests name, instead of the manifests: those that an answer with these findings asks
    /// about. It shows the Services for which `is_shown` is true.
    pub(super) fn of(
        planned: &PlansWithInputs<'_>,
        request: &PlanRequest,
        findings: &[Diagnostic],
        is_shown: &dyn Fn(&ServiceName) -> bool,
    ) -> BaselinePlansAndFindings {
        let context = request.live_context.as_ref().unwrap_or(&planned.provided.context);
        match BaselineScope::of(planned, findings, context, is_shown) {
            BaselineScope::Nothing => BaselinePlansAndFindings::default(),
            BaselineScope::Whole => BaselinePlansAndFindings::of_part(planned, request, None),
            BaselineScope::Part { services, load_balancers } => {
                BaselinePlansAndFindings::of_part(planned, request, Some((services, load_balancers)))
            }
        }
    }

    fn of_part(
        planned: &PlansWithInputs<'_>,
        request: &PlanRequest,
        part: Option<(SortedSet<ServiceName>, SortedSet<String>)>,
    ) -> BaselinePlansAndFindings {
        let is_left_out = |object: &KubernetesObject| {
            object.kind() == "Service"
                && part.as_ref().is_some_and(|(services, _)| !services.contains(&ServiceName::of(object)))
        };
        let provided = planned.provided.with_live_as_manifests(request.live_context.as_ref(), &is_left_out);
        let cloud = &planned.provided_or_derived_cloud.cloud;
        // Where nothing was derived, what was read can be used again.
        let is_as_read = cloud.complete && planned.provided_or_derived_cloud.unlisted.is_empty();
        let known = part.as_ref().filter(|_| is_as_read).map(|(_, ids)| ProvidedCloud::of_part(cloud, ids));
        let clb = if known.is_some() { None } else { request.clb.clone() };
        let policy = request.policy.as_ref();
        let request = PlanRequest { clb, ..PlanRequest::default() };
        let responses = known.unwrap_or_else(|| ProvidedCloud::read(&request));
        let cluster = match planned.provided.manifests.iter().all(|object| object.kind() == "Service") {
            true => Rc::clone(&planned.cluster),
            false => Rc::new(ObjectsAroundServices::read(&provided.live, &provided.manifests, &provided.coverage)),
        };
        let live = part.as_ref().map(|(services, _)| services);
        let part = ServicesToPlan { live, cluster, purpose: planned.purpose };
        let planned = PlansWithInputs::of_part(&provided, &request, responses, RawResponseRetention::Discard, part);
        let findings = ordered(&planned.all_findings()).into_iter().cloned().collect();
        let violations = policy.map(|policy| planned.violations_of(policy, planned.plans.iter())).unwrap_or_default();
        let violations = violations.into_iter().map(|violation| violation.finding).collect();
        let plans = planned.plans.into_iter().map(|plan| (plan.name.clone(), plan)).collect();
        BaselinePlansAndFindings { plans: SortedMap::from_unsorted(plans), findings, violations }
    }

    /// Whether the request brings a plan.
    pub(super) fn origin(&self, plan: &ServicePlan) -> PlanOrigin {
        match self.plans.get(&plan.name) {
            Some(other) if is_existing(plan, other) => PlanOrigin::Existing,
            Some(_) | None => PlanOrigin::Request,
        }
    }

    /// Marks the violations of guards that the live objects have as well. Of an edited Service of which nobody can tell what
    /// happens, the edit may be the reason.
    pub(super) fn mark_violations(&self, violations: &mut [PolicyViolation], plans: &[ServicePlan]) {
        let is_edited = |finding: &Diagnostic| {
            let name = finding.object.as_ref().map(ServiceName::of_reference);
            plans.iter().any(|plan| name.as_ref() == Some(&plan.name) && plan.event != ServiceEvent::Unchanged)
        };
        let known: SortedSet<FindingKey> =
            self.violations.iter().filter_map(|finding| FindingKey::of(finding, true)).collect();
        for PolicyViolation { finding, .. } in violations {
            let is_known = FindingKey::of(finding, true).is_some_and(|key| known.contains(&key));
            finding.is_existing = is_known && !(finding.is(&policy::codes::UNDECIDED) && is_edited(finding));
        }
    }

    /// Marks the findings that the live objects have as well, apart from those for which nothing is planned for a Service that
    /// the request changes: this change has no effect for that reason.
    pub(super) fn mark(&self, plans: &[ServicePlan], findings: &mut [Diagnostic]) {
        self.mark_equal(findings);
        let refused = plans.iter().filter(|plan| plan.verdict.is_refused() && self.origin(plan) == PlanOrigin::Request);
        let refused: SortedSet<(&str, &str)> =
            refused.map(|plan| (plan.name.namespace.as_str(), plan.name.name.as_str())).collect();
        if refused.is_empty() {
            return;
        }
        for finding in findings.iter_mut().filter(|finding| finding.is_existing) {
            let refuses = finding.severity() == Severity::Error || finding.effect().stops_plan();
            let identity = finding.object.as_ref().map(ObjectRef::identity);
            let is_of_refused = identity
                .is_some_and(|(kind, namespace, name)| kind == "Service" && refused.contains(&(namespace, name)));
            finding.is_existing = !(refuses && is_of_refused);
        }
    }

    /// Each as often as the live objects have it: first those at the same path, then those at another index of the same list.
    fn mark_equal(&self, findings: &mut [Diagnostic]) {
        if self.findings.is_empty() {
            return;
        }
        for same_path in [true, false] {
            let key = |finding: &Diagnostic| FindingKey::of(finding, same_path);
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

/// What makes two findings the same, wherever they are in a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct FindingKey {
    code: &'static str,
    object: (String, String, String),
    path: Option<String>,
    field: Option<(FieldErrorType, String)>,
    args: MessageArguments,
    is_ignored: bool,
}

impl FindingKey {
    /// `None` for a finding about no object: it is about the request.
    fn of(finding: &Diagnostic, same_path: bool) -> Option<FindingKey> {
        let (kind, namespace, name) = finding.object.as_ref().map(ObjectRef::identity)?;
        let path = finding.path.as_deref();
        Some(FindingKey {
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
fn counted(mut keys: Vec<FindingKey>) -> SortedMap<FindingKey, usize> {
    sort_by(&mut keys, Ord::cmp);
    let counts = keys.chunk_by(FindingKey::eq).map(<[FindingKey]>::len).collect::<Vec<usize>>();
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
