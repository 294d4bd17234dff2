//! The stages that `planSync` and `simulate` have in common.

use super::known_cloud::{KnownCloud, ProvidedCloud, RawResponseRetention};
use super::plan_services;
use super::services::Services;
use crate::model::Cluster;
use crate::planner::ServicePlan;
use crate::request::PlanRequest;
use crate::snapshot::Snapshot;

/// What both exports begin with: the plan of every Service, and what it was made from.
pub(super) struct PlannedSync<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) services: Services<'a>,
    pub(super) cluster: Cluster,
    pub(super) known_cloud: KnownCloud,
    pub(super) plans: Vec<ServicePlan>,
}

impl<'a> PlannedSync<'a> {
    /// Plans every Service.
    pub(super) fn of(
        snapshot: &'a Snapshot,
        request: &PlanRequest,
        provided: ProvidedCloud,
        keep: RawResponseRetention,
    ) -> PlannedSync<'a> {
        let services = Services::read(snapshot, request);
        let cluster = Cluster::read(&snapshot.live, &snapshot.manifests);
        let known_cloud = KnownCloud::read(request, provided, &services, (&cluster, snapshot), keep);
        let plans = plan_services::plan_services(&services, &cluster, &known_cloud, snapshot);
        PlannedSync { snapshot, services, cluster, known_cloud, plans }
    }
}
