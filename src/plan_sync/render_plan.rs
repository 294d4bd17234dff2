//! The answer of `planSync`: the plans and everything that was found on the way, in words.

use super::baseline_plans_and_findings::BaselinePlansAndFindings;
use super::plan_services;
use super::relate_services_to_request;
use super::services_to_plan::ServicesOfRequest;
use super::stages_of_plan_and_simulate::PlansWithInputs;
use crate::desired::{is_of_unknown_parameter, refuse_unknown};
use crate::diagnostic::render::Renderer;
use crate::diagnostic::{Diagnostic, Location, MessageArguments, ObjectRef, Reason, Severity};
use crate::model::ObjectsAroundServices;
use crate::planner::danger::{Danger, is_newly_public, is_outage};
use crate::planner::manifest_locations::ManifestLocations;
use crate::planner::orphan::OrphanOutput;
use crate::planner::overview::{self, OtherServicesCounts, OverviewSortKey, PlanOrigin, RelationToRequest};
use crate::planner::plan_sync_answer::{self, AssumptionOutput, FORMAT_VERSION, Plan, VerdictCounts};
use crate::planner::{ServicePlan, reasons};
use crate::policy::{self, PolicyInput, PolicyViolation};
use crate::request::{PlanRequest, PlanScope, Policy, ServiceName};
use crate::sorted_map::{SortedSet, sort};
use crate::suppress::{self, CalledFunction, UnsuppressedFindings};
use std::cmp::Reverse;

impl PlansWithInputs<'_> {
    /// Puts the plan in words.
    pub(super) fn output(mut self, request: &PlanRequest) -> Plan {
        let provided = self.provided;
        let filtered = self.filtered_findings(request);
        let mut findings = filtered.findings;
        let scopes = relate_services_to_request::scopes(
            &self.plans,
            &self.services,
            &self.provided_or_derived_cloud,
            provided,
            request,
        );
        let mut violations = self.violations(request, &scopes);
        let without_request = self.without_request(request, &findings, &violations, &scopes);
        without_request.mark(&self.plans, &mut findings);
        without_request.mark_violations(&mut violations, &self.plans);
        let looked_for = plan_services::orphans(&self.services, &self.provided_or_derived_cloud, provided);
        let limited = request.scope == Some(PlanScope::Named);
        let others = limited.then(|| {
            self.leave_out_others(&scopes, &mut findings, looked_for.as_ref().map_or(0, |(orphans, _)| orphans.len()))
        });
        let (orphans, not_looked_for) = match looked_for {
            _ if limited => (Vec::new(), Vec::new()),
            Ok((orphans, unchecked)) => (orphans, unchecked),
            // Without the cloud's answers there is nothing to look through.
            Err(reason) => (Vec::new(), request.clb.iter().map(|_| reason.clone()).collect()),
        };
        let renderer =
            Renderer::new(request.locale, request.position_encoding, &provided.text).of_files(&provided.files);
        let unprovided = &self.provided_or_derived_cloud.unprovided;
        let renderer = renderer.naming(unprovided.load_balancers());
        let manifest_locations_of_services = manifest_locations_of_services(&self.services, &self.cluster, &self.plans);
        let policy = request.policy.as_ref().map(|_| policy::output(&violations, &renderer));
        let scopes = scopes.into_iter().filter(|scope| !limited || *scope != RelationToRequest::Other);
        let standings: Vec<OverviewSortKey> =
            self.plans.iter().zip(scopes).map(|(plan, scope)| self.standing(plan, scope, &without_request)).collect();
        let groups = overview::groups(&self.plans, &standings);
        let ranks = overview::ranks(&groups);
        let rendered = renderer.diagnostics(&findings);
        Plan {
            format_version: FORMAT_VERSION,
            complete: self.is_complete(&findings),
            summary: VerdictCounts::of(&self.plans),
            overview: overview::rows(&groups, &self.plans, unprovided),
            highlights: overview::highlights(&self.plans, &self.provided_or_derived_cloud.cloud, unprovided),
            others,
            orphans: orphans.iter().filter_map(|id| self.orphan(id, &renderer)).collect(),
            assumptions: self.assumptions(not_looked_for, &renderer),
            diagnostics: rendered.diagnostics,
            findings: rendered.counts,
            existing: rendered.existing,
            suppressed: filtered.suppressed,
            policy,
            services: self
                .plans
                .into_iter()
                .zip(standings.into_iter().zip(ranks))
                .zip(&manifest_locations_of_services)
                .map(|((plan, place), locations)| {
                    plan_sync_answer::service(plan, place, locations, unprovided, &renderer)
                })
                .collect(),
        }
    }

    /// A CLB that no Service uses, with what the cloud's answers say about it.
    fn orphan(&self, id: &str, renderer: &Renderer<'_>) -> Option<OrphanOutput> {
        let lb = self.provided_or_derived_cloud.cloud.load_balancers.get(id)?;
        Some(OrphanOutput::of(lb, renderer.reason(&reasons::ORPHAN.with("id", id))))
    }

    /// The findings to show.
    fn filtered_findings(&self, request: &PlanRequest) -> UnsuppressedFindings {
        let objects = self.provided.objects_with_ignore();
        suppress::apply(&self.all_findings(), &objects, &self.provided.text, &request.ignore, CalledFunction::Plan)
    }

    /// What is planned and found without the request; nothing where the request names nothing, and therefore brings nothing.
    fn without_request(
        &self,
        request: &PlanRequest,
        findings: &[Diagnostic],
        violations: &[PolicyViolation],
        scopes: &[RelationToRequest],
    ) -> BaselinePlansAndFindings {
        let names = !self.provided.manifests.is_empty() || !request.delete.is_empty() || request.prune;
        if !names {
            return BaselinePlansAndFindings::default();
        }
        let limited = request.scope == Some(PlanScope::Named);
        let others = self.plans.iter().zip(scopes).filter(|(_, scope)| limited && **scope == RelationToRequest::Other);
        let others = SortedSet::from_unsorted(others.map(|(plan, _)| &plan.name).collect());
        let violations = violations.iter().map(|violation| violation.finding.clone());
        let findings: Vec<Diagnostic> = findings.iter().cloned().chain(violations).collect();
        BaselinePlansAndFindings::of(self, request, &findings, &|name| !others.contains(&name))
    }

    /// The guards that plans of the scope violate.
    fn violations(&self, request: &PlanRequest, scopes: &[RelationToRequest]) -> Vec<PolicyViolation> {
        let Some(policy) = &request.policy else { return Vec::new() };
        let limited = request.scope == Some(PlanScope::Named);
        let shown = self.plans.iter().zip(scopes).filter(|(_, scope)| !limited || **scope != RelationToRequest::Other);
        self.violations_of(policy, shown.map(|(plan, _)| plan))
    }

    /// The guards that these plans violate.
    pub(super) fn violations_of<'p>(
        &self,
        policy: &Policy,
        plans: impl Iterator<Item = &'p ServicePlan>,
    ) -> Vec<PolicyViolation> {
        let plans: Vec<&ServicePlan> = plans.collect();
        let locations =
            plans.iter().map(|plan| manifest_locations(&self.services, &self.cluster, plan)).collect::<Vec<_>>();
        let input = PolicyInput {
            plans: &plans,
            manifests: &self.provided.manifests,
            live: &self.provided.live,
            cloud: &self.provided_or_derived_cloud.cloud,
            context: &self.provided.context,
            sources: &locations,
        };
        policy::violations(policy, &input)
    }

    fn standing(
        &self,
        plan: &ServicePlan,
        scope: RelationToRequest,
        without_request: &BaselinePlansAndFindings,
    ) -> OverviewSortKey {
        let cloud = &self.provided_or_derived_cloud.cloud;
        let danger = Danger::of(plan, cloud);
        let origin = if danger == Danger::Keep { PlanOrigin::Request } else { without_request.origin(plan) };
        OverviewSortKey {
            danger,
            origin,
            scope,
            is_newly_public: Reverse(is_newly_public(plan, cloud)),
            is_outage: Reverse(is_outage(plan)),
        }
    }

    /// Removes the plans outside of the scope, and what is found and assumed about them. They are counted.
    fn leave_out_others(
        &mut self,
        scopes: &[RelationToRequest],
        findings: &mut Vec<Diagnostic>,
        orphans: usize,
    ) -> OtherServicesCounts {
        let (others, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.plans)
            .into_iter()
            .zip(scopes)
            .partition(|(_, scope)| **scope == RelationToRequest::Other);
        self.plans = kept.into_iter().map(|(plan, _)| plan).collect();
        let names: SortedSet<ServiceName> = others.iter().map(|(plan, _)| plan.name.clone()).collect();
        let mut with_findings = SortedSet::default();
        findings.retain(|finding| {
            let service =
                finding.object.as_ref().filter(|object| object.kind == "Service").map(ServiceName::of_reference);
            let Some(service) = service.filter(|service| names.contains(service)) else { return true };
            with_findings.insert(service);
            false
        });
        let used = self.plans.iter().flat_map(|plan| {
            relate_services_to_request::load_balancers(plan, &self.services, &self.provided_or_derived_cloud)
        });
        let used: SortedSet<String> = used.collect();
        let labels: SortedSet<String> = names.iter().map(ServiceName::to_string).collect();
        self.provided_or_derived_cloud.keep_assumptions(|service, id| {
            service.is_none_or(|service| !labels.contains(service)) && id.is_none_or(|id| used.contains(id))
        });
        OtherServicesCounts {
            services: others.len(),
            with_changes: others
                .iter()
                .filter(|(plan, _)| Danger::of(plan, &self.provided_or_derived_cloud.cloud) != Danger::Keep)
                .count(),
            with_findings: with_findings.len(),
            orphans,
        }
    }

    /// True when nothing that the answer needs is missing or wrong.
    fn is_complete(&self, findings: &[Diagnostic]) -> bool {
        let has_errors = findings.iter().any(|finding| finding.severity() == Severity::Error);
        !has_errors && self.plans.iter().all(|plan| plan.complete) && self.provided_or_derived_cloud.complete
    }

    /// Everything that was found.
    pub(super) fn all_findings(&self) -> Vec<Diagnostic> {
        self.findings(&manifest_locations_of_services(&self.services, &self.cluster, &self.plans))
    }

    /// The Services that count as new and may exist.
    fn live_not_given(&self) -> Option<Reason> {
        let names = self.plans.iter().map(|plan| &plan.name);
        let assumed = names.filter(|name| self.services.is_new_by_assumption(name, self.provided));
        let assumed: Vec<String> = assumed.map(|name| format!("`{name}`")).collect();
        (!assumed.is_empty()).then(|| reasons::LIVE_NOT_GIVEN.reason().list("services", assumed))
    }

    fn findings(&self, manifest_locations_of_services: &[ManifestLocations<'_>]) -> Vec<Diagnostic> {
        let mut findings = self.services.findings.clone();
        findings.extend(self.provided.findings.iter().cloned());
        findings.extend(self.provided_or_derived_cloud.findings.iter().cloned());
        let of_plans = self.plans.iter().zip(manifest_locations_of_services).flat_map(|(plan, manifest_locations)| {
            plan.findings.iter().map(|finding| manifest_locations.locate(finding.clone()))
        });
        self.refuse_unknown_parameters(&mut findings);
        // What the objects show already, the state of the cloud may show again.
        let known = SortedSet::from_unsorted(findings.iter().map(identity).collect());
        let new: Vec<Diagnostic> = of_plans.filter(|finding| !known.contains(&identity(finding))).collect();
        drop(known);
        findings.extend(new);
        findings
    }

    /// Warnings about unknown parameters are errors where a load balancer would be created with them.
    fn refuse_unknown_parameters(&self, findings: &mut [Diagnostic]) {
        let is_refused = |plan: &&ServicePlan| plan.withheld.iter().any(|held| is_of_unknown_parameter(&held.reason));
        let refused = SortedSet::from_unsorted(self.plans.iter().filter(is_refused).map(|plan| &plan.name).collect());
        for finding in findings.iter_mut().filter(|_| !refused.is_empty()) {
            let name = finding.object.as_ref().map(ServiceName::of_reference);
            if name.is_some_and(|name| refused.contains(&&name)) {
                refuse_unknown(finding);
            }
        }
    }

    fn assumptions(&self, of_orphans: Vec<Reason>, renderer: &Renderer<'_>) -> Vec<AssumptionOutput> {
        let of_plans = self.plans.iter().flat_map(|plan| &plan.assumptions);
        let of_input = self.provided.assumptions.iter().chain(&self.provided.applied.assumptions);
        let novelty = self.live_not_given();
        let all = of_plans
            .chain(&self.provided_or_derived_cloud.assumptions)
            .chain(of_input)
            .chain(&novelty)
            .chain(&of_orphans);
        let mut assumptions: Vec<AssumptionOutput> = all
            .map(|reason| AssumptionOutput {
                code: reason.definition.name(),
                message: renderer.sentence(reason),
                event: reason.definition.event(),
            })
            .collect();
        sort(&mut assumptions);
        assumptions.dedup();
        assumptions
    }
}

/// Where the manifest of each plan specifies what.
fn manifest_locations_of_services<'p>(
    services: &'p ServicesOfRequest<'_>,
    cluster: &'p ObjectsAroundServices,
    plans: &[ServicePlan],
) -> Vec<ManifestLocations<'p>> {
    plans.iter().map(|plan| manifest_locations(services, cluster, plan)).collect()
}

fn manifest_locations<'p>(
    services: &'p ServicesOfRequest<'_>,
    cluster: &'p ObjectsAroundServices,
    plan: &ServicePlan,
) -> ManifestLocations<'p> {
    let (manifest, live) = (services.manifests.get(&plan.name), services.live.get(&plan.name));
    ManifestLocations::new(manifest, live, cluster, plan)
}

type FindingIdentity<'f> =
    (&'static str, Option<&'f ObjectRef>, Option<&'f str>, Option<Location>, &'f MessageArguments);

/// All of a finding but its notes and fixes.
fn identity(finding: &Diagnostic) -> FindingIdentity<'_> {
    (finding.code.name(), finding.object.as_ref(), finding.path.as_deref(), finding.location, &finding.args)
}
