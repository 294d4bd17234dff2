//! Which Services a request is about: those that it names, those that share a resource with them, and the others.
//!
//! A manifest of another kind is about the Services that use it. What surrounds every Service, such as a Node, is about all
//! of them: too many Services in an answer are better than one too few.

use super::provided_or_derived_cloud::ProvidedOrDerivedCloud;
use super::services_to_plan::{ServicesOfRequest, of_kind};
use crate::model::Service;
use crate::planner::ServicePlan;
use crate::planner::overview::RelationToRequest;
use crate::provided_objects::ProvidedObjects;
use crate::request::{PlanRequest, ServiceName};
use crate::sorted_map::SortedSet;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::cluster_switches;
use crate::tke_service_config::{ConfigReference, KINDS, reference};

/// Kinds that a Service uses by being in the same namespace.
const OF_NAMESPACE: [&str; 3] = ["Pod", "Endpoints", "EndpointSlice"];

/// The scope of each plan, in their order.
pub(super) fn scopes(
    plans: &[ServicePlan],
    services: &ServicesOfRequest<'_>,
    provided_or_derived_cloud: &ProvidedOrDerivedCloud,
    provided: &ProvidedObjects,
    request: &PlanRequest,
) -> Vec<RelationToRequest> {
    // Also of a Service that is being deleted, which has no plan of its manifest.
    let of_manifests = SortedSet::from_unsorted(of_kind(&provided.manifests).map(ServiceName::of).collect());
    let is_named = |name: &ServiceName| {
        let terminating = services.live.get(name).is_some_and(|live| live.deleting);
        let is_deleted = request.delete.iter().any(|deleted| deleted.selects(name));
        let is_pruned = request.prune && !terminating;
        of_manifests.contains(name)
            || provided.possible_targets.contains(name)
            || (services.deleted.contains(name) && (is_deleted || is_pruned))
    };
    let used = |plan: &ServicePlan| load_balancers(plan, services, provided_or_derived_cloud);
    let named = plans.iter().filter(|plan| is_named(&plan.name));
    let shared: SortedSet<String> = named.flat_map(used).collect();
    let others: Vec<&KubernetesObject> =
        provided.manifests.iter().filter(|object| !object.kind().eq_ignore_ascii_case("Service")).collect();
    let scope = |plan: &ServicePlan| {
        let live = services.live.get(&plan.name);
        let is_touched = || {
            used(plan).iter().any(|id| shared.contains(id))
                || live.is_some_and(|live| others.iter().any(|object| uses(live, object)))
        };
        match is_named(&plan.name) {
            true => RelationToRequest::Named,
            false if is_touched() => RelationToRequest::Touched,
            false => RelationToRequest::Other,
        }
    };
    plans.iter().map(scope).collect()
}

/// The CLBs that a Service has, had or names.
pub(super) fn load_balancers(
    plan: &ServicePlan,
    services: &ServicesOfRequest<'_>,
    provided_or_derived_cloud: &ProvidedOrDerivedCloud,
) -> Vec<String> {
    let both = services.live.get(&plan.name).into_iter().chain(services.manifests.get(&plan.name));
    let written = both.flat_map(|service| service.assigned_lb_id().into_iter().chain(service.requested_lb_id()));
    let planned = plan
        .id
        .iter()
        .chain(&plan.current_id)
        .chain(&plan.adopts)
        .chain(provided_or_derived_cloud.derived.get(&plan.name));
    written.chain(planned.cloned()).collect()
}

/// True for a Service that reads this object.
fn uses(service: &Service<'_>, object: &KubernetesObject) -> bool {
    let same_namespace = object.namespace() == service.name.namespace;
    let kind = object.kind();
    if KINDS.contains(&kind) {
        return same_namespace
            && match reference(service.object, &service.settings) {
                ConfigReference::Named(name) | ConfigReference::Auto(name) => name == object.name(),
                ConfigReference::None => false,
                ConfigReference::Unclear => true,
            };
    }
    match kind {
        "Node" => true,
        "ConfigMap" => {
            object.namespace() == cluster_switches::NAMESPACE && object.name() == cluster_switches::CONFIG_MAP
        }
        // Secrets are named inside the JSON of an annotation.
        "Secret" => {
            let names = |value: &str| value.contains(&format!("\"{}\"", object.name()));
            same_namespace && service.object.annotations().any(|entry| entry.value.as_str().is_some_and(names))
        }
        _ => same_namespace && OF_NAMESPACE.contains(&kind),
    }
}
