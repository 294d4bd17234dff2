//! The answer of `planSync`: the plans and everything that was found on the way, in words.

use super::plan_services;
use super::planned_sync::PlannedSync;
use super::services::Services;
use crate::diagnostic::render::Renderer;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Cluster;
use crate::planner::ServicePlan;
use crate::planner::output::{self, AssumptionOutput, FORMAT_VERSION, OrphanOutput, Plan, Summary};
use crate::planner::source_map::SourceMap;
use crate::policy::{self, PolicyInput};
use crate::request::PlanRequest;
use crate::suppress::{self, Function};

impl PlannedSync<'_> {
    /// Puts the plan in words.
    pub(super) fn output(self, request: &PlanRequest) -> Plan {
        let snapshot = self.snapshot;
        let source_maps = source_maps(&self.services, &self.cluster, &self.plans);
        let findings = self.findings(&source_maps);
        let objects = snapshot.objects_with_ignore();
        let filtered = suppress::apply(&findings, &objects, &snapshot.text, &request.ignore, Function::Plan);
        let renderer = Renderer::new(request.locale, request.position_encoding, &snapshot.text);
        let unprovided = &self.cloud_state.unprovided;
        let renderer = renderer.naming(unprovided.load_balancers());
        let mut summary = Summary::default();
        self.plans.iter().for_each(|plan| summary.count(plan));
        let has_errors = findings.iter().any(|finding| finding.code.severity == Severity::Error);
        let policy_input = PolicyInput {
            plans: &self.plans,
            manifests: &snapshot.manifests,
            live: &snapshot.live,
            cloud: &self.cloud_state.cloud,
            context: &snapshot.context,
            sources: &source_maps,
        };
        let policy = request.policy.as_ref().map(|policy| policy::evaluate(policy, &policy_input, &renderer));
        let orphans = plan_services::orphans(&self.services, &self.cloud_state, snapshot);
        Plan {
            format_version: FORMAT_VERSION,
            complete: !has_errors && self.plans.iter().all(|plan| plan.complete) && self.cloud_state.complete,
            summary,
            orphans: orphans
                .into_iter()
                .map(|(id, reason)| OrphanOutput { load_balancer_id: id, because: renderer.reason(&reason) })
                .collect(),
            assumptions: self.assumptions(&renderer),
            diagnostics: renderer.diagnostics(&filtered.findings).0,
            suppressed: filtered.suppressed,
            policy,
            services: self
                .plans
                .into_iter()
                .zip(&source_maps)
                .map(|(plan, source_map)| output::service(plan, source_map, unprovided, &renderer))
                .collect(),
        }
    }

    /// Everything that was found.
    pub(super) fn all_findings(&self) -> Vec<Diagnostic> {
        self.findings(&source_maps(&self.services, &self.cluster, &self.plans))
    }

    fn findings(&self, source_maps: &[SourceMap<'_>]) -> Vec<Diagnostic> {
        let mut findings = self.services.findings.clone();
        findings.extend(self.snapshot.findings.iter().cloned());
        findings.extend(self.cloud_state.findings.iter().cloned());
        for (plan, source_map) in self.plans.iter().zip(source_maps) {
            findings.extend(plan.findings.iter().map(|finding| source_map.locate(finding.clone())));
        }
        findings
    }

    fn assumptions(&self, renderer: &Renderer<'_>) -> Vec<AssumptionOutput> {
        let of_plans = self.plans.iter().flat_map(|plan| &plan.assumptions);
        let all = of_plans.chain(&self.cloud_state.assumptions).chain(&self.snapshot.applied.assumptions);
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
fn source_maps<'p>(services: &'p Services<'_>, cluster: &'p Cluster, plans: &[ServicePlan]) -> Vec<SourceMap<'p>> {
    let source_map = |plan: &ServicePlan| {
        let (manifest, live) = (services.manifests.get(&plan.name), services.live.get(&plan.name));
        SourceMap::new(manifest, live, cluster)
    };
    plans.iter().map(source_map).collect()
}
