//! The stages that `planSync` and `simulate` have in common.

use super::plan_services;
use super::provided_or_derived_cloud::{ProvidedOrDerivedCloud, ProvidedResponses, RawResponseRetention};
use super::services::ServicesOfRequest;
use crate::model::Cluster;
use crate::planner::ServicePlan;
use crate::provided_objects::ProvidedObjects;
use crate::request::PlanRequest;

/// What both exports begin with: the plan of every Service, and what it was made from.
pub(super) struct PlannedSync<'a> {
    pub(super) provided: &'a ProvidedObjects,
    pub(super) services: ServicesOfRequest<'a>,
    pub(super) cluster: Cluster,
    pub(super) provided_or_derived_cloud: ProvidedOrDerivedCloud,
    pub(super) plans: Vec<ServicePlan>,
}

impl<'a> PlannedSync<'a> {
    /// Plans every Service.
    pub(super) fn of(
        provided: &'a ProvidedObjects,
        request: &PlanRequest,
        responses: ProvidedResponses,
        keep: RawResponseRetention,
    ) -> PlannedSync<'a> {
        let services = ServicesOfRequest::read(provided, request);
        let cluster = Cluster::read(&provided.live, &provided.manifests, &provided.coverage);
        let provided_or_derived_cloud =
            ProvidedOrDerivedCloud::read(request, responses, &services, (&cluster, provided), keep);
        let plans = plan_services::plan_services(&services, &cluster, &provided_or_derived_cloud, provided);
        PlannedSync { provided, services, cluster, provided_or_derived_cloud, plans }
    }
}
