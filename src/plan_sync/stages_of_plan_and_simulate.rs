//! The stages that `planSync` and `simulate` have in common.

use super::plan_services;
use super::provided_or_derived_cloud::{ProvidedCloud, ProvidedOrDerivedCloud, RawResponseRetention};
use super::services_to_plan::ServicesOfRequest;
use crate::model::ObjectsAroundServices;
use crate::planner::{PlanPurpose, ServicePlan};
use crate::provided_objects::ProvidedObjects;
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::SortedSet;
use std::rc::Rc;

/// What both exports begin with: the plan of every Service, and what it was made from.
pub(super) struct PlansWithInputs<'a> {
    pub(super) provided: &'a ProvidedObjects,
    pub(super) services: ServicesOfRequest<'a>,
    pub(super) cluster: Rc<ObjectsAroundServices>,
    pub(super) provided_or_derived_cloud: ProvidedOrDerivedCloud,
    pub(super) plans: Vec<ServicePlan>,
    pub(super) purpose: PlanPurpose,
}

/// A part of the Services, and the cluster that they are in.
pub(super) struct ServicesToPlan<'p> {
    /// The live Services that count; `None`: all of them.
    pub(super) live: Option<&'p SortedSet<ServiceName>>,
    /// The cluster.
    pub(super) cluster: Rc<ObjectsAroundServices>,
    /// What it is planned for.
    pub(super) purpose: PlanPurpose,
}

impl<'a> PlansWithInputs<'a> {
    /// Plans every Service.
    pub(super) fn of(
        provided: &'a ProvidedObjects,
        request: &PlanRequest,
        responses: ProvidedCloud,
        keep: RawResponseRetention,
        purpose: PlanPurpose,
    ) -> PlansWithInputs<'a> {
        let cluster = Rc::new(ObjectsAroundServices::read(&provided.live, &provided.manifests, &provided.coverage));
        PlansWithInputs::of_part(provided, request, responses, keep, ServicesToPlan { live: None, cluster, purpose })
    }

    /// Plans a part of the Services, in a cluster that was read before.
    pub(super) fn of_part(
        provided: &'a ProvidedObjects,
        request: &PlanRequest,
        responses: ProvidedCloud,
        keep: RawResponseRetention,
        ServicesToPlan { live, cluster, purpose }: ServicesToPlan<'_>,
    ) -> PlansWithInputs<'a> {
        let services = ServicesOfRequest::read(provided, request, live);
        let provided_or_derived_cloud =
            ProvidedOrDerivedCloud::read(request, responses, &services, (&cluster, provided), keep);
        let plans = plan_services::plan_services(&services, &cluster, &provided_or_derived_cloud, provided, purpose);
        PlansWithInputs { provided, services, cluster, provided_or_derived_cloud, plans, purpose }
    }
}
