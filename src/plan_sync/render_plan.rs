//! The answer of `planSync`: the plans and everything that was found on the way, in words.

use super::plan_services;
use super::planned_sync::PlannedSync;
use super::services::ServicesOfRequest;
use crate::diagnostic::render::Renderer;
use crate::diagnostic::{Diagnostic, Location, MessageArguments, ObjectRef, Reason, Severity};
use crate::model::Cluster;
use crate::planner::manifest_locations::ManifestLocations;
use crate::planner::output::{self, AssumptionOutput, FORMAT_VERSION, OrphanOutput, Plan, Summary};
use crate::planner::{ServicePlan, reasons};
use crate::policy::{self, PolicyInput};
use crate::request::PlanRequest;
use crate::sorted_map::SortedSet;
use crate::suppress::{self, AnsweredFunction};

impl PlannedSync<'_> {
    /// Puts the plan in words.
    pub(super) fn output(self, request: &PlanRequest) -> Plan {
        let provided = self.provided;
        let manifest_locations_of_services = manifest_locations_of_services(&self.services, &self.cluster, &self.plans);
        let findings = self.findings(&manifest_locations_of_services);
        let objects = provided.objects_with_ignore();
        let filtered = suppress::apply(&findings, &objects, &provided.text, &request.ignore, AnsweredFunction::Plan);
        let renderer = Renderer::new(request.locale, request.position_encoding, &provided.text);
        let unprovided = &self.known_cloud.unprovided;
        let renderer = renderer.naming(unprovided.load_balancers());
        let mut summary = Summary::default();
        self.plans.iter().for_each(|plan| summary.count(plan));
        let has_errors = findings.iter().any(|finding| finding.code.severity == Severity::Error);
        let policy_input = PolicyInput {
            plans: &self.plans,
            manifests: &provided.manifests,
            live: &provided.live,
            cloud: &self.known_cloud.cloud,
            context: &provided.context,
            sources: &manifest_locations_of_services,
        };
        let policy = request.policy.as_ref().map(|policy| policy::evaluate(policy, &policy_input, &renderer));
        let (orphans, not_looked_for) = match plan_services::orphans(&self.services, &self.known_cloud, provided) {
            Ok(orphans) => (orphans, None),
            // Without the cloud's answers there is nothing to look through.
            Err(reason) => (Vec::new(), request.clb.as_ref().map(|_| reason)),
        };
        Plan {
            format_version: FORMAT_VERSION,
            complete: !has_errors && self.plans.iter().all(|plan| plan.complete) && self.known_cloud.complete,
            summary,
            orphans: orphans
                .into_iter()
                .map(|(id, reason)| OrphanOutput { load_balancer_id: id, because: renderer.reason(&reason) })
                .collect(),
            assumptions: self.assumptions(not_looked_for, &renderer),
            diagnostics: renderer.diagnostics(&filtered.findings).0,
            suppressed: filtered.suppressed,
            policy,
            services: self
                .plans
                .into_iter()
                .zip(&manifest_locations_of_services)
                .map(|(plan, manifest_locations)| output::service(plan, manifest_locations, unprovided, &renderer))
                .collect(),
        }
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
        findings.extend(self.known_cloud.findings.iter().cloned());
        let of_plans = self.plans.iter().zip(manifest_locations_of_services).flat_map(|(plan, manifest_locations)| {
            plan.findings.iter().map(|finding| manifest_locations.locate(finding.clone()))
        });
        // What the objects show already, the state of the cloud may show again.
        let known = SortedSet::from_unsorted(findings.iter().map(identity).collect());
        let new: Vec<Diagnostic> = of_plans.filter(|finding| !known.contains(&identity(finding))).collect();
        drop(known);
        findings.extend(new);
        findings
    }

    fn assumptions(&self, of_orphans: Option<Reason>, renderer: &Renderer<'_>) -> Vec<AssumptionOutput> {
        let of_plans = self.plans.iter().flat_map(|plan| &plan.assumptions);
        let of_input = self.provided.assumptions.iter().chain(&self.provided.applied.assumptions);
        let novelty = self.live_not_given();
        let all = of_plans.chain(&self.known_cloud.assumptions).chain(of_input).chain(&novelty).chain(&of_orphans);
        let mut assumptions: Vec<AssumptionOutput> = all
            .map(|reason| AssumptionOutput {
                code: reason.definition.name(),
                message: renderer.sentence(reason),
                event: reason.definition.event(),
            })
            .collect();
        assumptions.sort_unstable();
        assumptions.dedup();
        assumptions
    }
}

/// Where the manifest of each plan specifies what.
fn manifest_locations_of_services<'p>(
    services: &'p ServicesOfRequest<'_>,
    cluster: &'p Cluster,
    plans: &[ServicePlan],
) -> Vec<ManifestLocations<'p>> {
    let manifest_locations = |plan: &ServicePlan| {
        let (manifest, live) = (services.manifests.get(&plan.name), services.live.get(&plan.name));
        ManifestLocations::new(manifest, live, cluster)
    };
    plans.iter().map(manifest_locations).collect()
}

type Identity<'f> = (&'static str, Option<&'f ObjectRef>, Option<&'f str>, Option<Location>, &'f MessageArguments);

/// All of a finding but its notes and fixes.
fn identity(finding: &Diagnostic) -> Identity<'_> {
    (finding.code.name(), finding.object.as_ref(), finding.path.as_deref(), finding.location, &finding.args)
}
