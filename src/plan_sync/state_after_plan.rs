//! `simulate`: the state after the plan was carried out, ready to be the next request's `live` and `clb`.
//!
//! The calls are carried out by [`mod@crate::simulate`]. Here are the objects around them: Services as `kubectl apply` leaves
//! them, and every other object with what the controller wrote into it.

use super::stages_of_plan_and_simulate::PlansWithInputs;
use crate::json::Value;
use crate::model::{ENDPOINT_KINDS, service_of_endpoints};
use crate::planner::ServiceEvent;
use crate::provided_objects::{KindCoverage, kubectl_apply};
use crate::request::ServiceName;
use crate::simulate::{self, SimulatedState, StateAfterPlanOutput, ValuesNotInPlan};
use crate::sorted_map::{SortedMap, SortedSet};
use crate::syntax::KubernetesObject;
use crate::tke_service_config::KINDS;
use crate::tke_service_config::fields::AUTO_SUFFIX;

/// Kinds of which it matters whether all objects were provided. Where that was not so, they stay single ones beside a list.
const COUNTED: [&str; 4] = ["Node", "EndpointSlice", "Pod", "ServiceCIDR"];

impl PlansWithInputs<'_> {
    /// Carries out the plans.
    pub(super) fn simulate(&self) -> StateAfterPlanOutput {
        let mut state = SimulatedState::new(Some(&self.provided_or_derived_cloud.responses), self.applied_services());
        for plan in &self.plans {
            let defaults = ValuesNotInPlan::of(&self.provided.context, &plan.name, plan.uid.as_deref(), None);
            state.apply(plan, &defaults);
        }
        simulate::simulation(self.objects_after(&state), state)
    }

    /// The Service objects after the manifests were applied, before the controller wrote into them.
    fn applied_services(&self) -> SortedMap<ServiceName, Value> {
        let mut objects = SortedMap::new();
        let keeping = self.plans.iter().filter(|plan| plan.verdict.keeps_load_balancer());
        let keeping = SortedSet::from_unsorted(keeping.map(|plan| plan.name.clone()).collect());
        for (name, live) in &self.services.live {
            let mut object = live.object.node.to_json();
            // A derived state assumes that the Service was synced, so the object names its CLB.
            let keeps = keeping.contains(name) && live.assigned_lb_id().is_none();
            if let Some(id) = self.provided_or_derived_cloud.derived.get(name).filter(|_| keeps) {
                simulate::write_assigned_id(&mut object, id);
            }
            objects.insert(name.clone(), object);
        }
        for recreated in self.services.recreated.iter() {
            objects.remove(recreated);
        }
        let accepted = self.services.manifests.iter().filter(|(name, _)| !self.services.rejected.contains(*name));
        for (name, manifest) in accepted {
            let mut object = simulate::applied(&with_namespace(manifest.object), objects.get(name), name);
            if let Some(manifest) = self.provided.applied.manifests.get(name) {
                simulate::annotate(&mut object, kubectl_apply::LAST_APPLIED, manifest);
            }
            objects.insert(name.clone(), object);
        }
        // The API server keeps an object with a finalizer until the controller is done with it; the simulation shows the
        // end of that, so a deleted object is gone.
        for plan in self.plans.iter().filter(|plan| plan.event == ServiceEvent::Delete) {
            objects.remove(&plan.name);
        }
        objects
    }

    /// Every object after the plans were carried out.
    fn objects_after(&self, state: &SimulatedState) -> Vec<Value> {
        let mut out: Vec<Value> = state.services.values().cloned().collect();
        let mut single = Vec::new();
        let nodes = self.provided.live.iter().filter(|object| object.kind() == "Node");
        let nodes: SortedMap<&str, &KubernetesObject> = nodes.map(|node| (node.name(), node)).collect();
        let is_other = |object: &&KubernetesObject| object.kind() != "Service";
        let manifests: Vec<&KubernetesObject> = self.provided.manifests.iter().filter(is_other).collect();
        let replacing = SortedSet::from_unsorted(manifests.iter().map(|object| &object.reference).collect());
        let live = self.provided.live.iter().filter(is_other).filter(|object| !replacing.contains(&object.reference));
        let mut written = state.configs.clone();
        let (live, in_namespaces) = self.without_rewritten_endpoints(live.collect());
        for object in
            live.into_iter().chain(manifests.iter().copied()).filter(|object| !self.is_deleted_with_service(object))
        {
            let mut json = with_namespace(object);
            // Applying a node does not write its status, nor what the cloud wrote.
            if let Some(node) = nodes.get(object.name()).filter(|_| object.kind() == "Node") {
                let patch = std::mem::replace(&mut json, node.node.to_json());
                simulate::merge(&mut json, &patch);
            }
            let is_config = KINDS.contains(&object.kind());
            if let Some(patch) = is_config.then(|| written.remove(&ServiceName::of(object))).flatten() {
                simulate::merge(&mut json, &patch);
            }
            let coverage = self.provided.coverage.of_kinds(&[object.kind()], object.namespace());
            let is_part = COUNTED.contains(&object.kind()) && coverage == KindCoverage::Part;
            let is_single =
                is_part || (ENDPOINT_KINDS.contains(&object.kind()) && in_namespaces.contains(object.namespace()));
            if is_single { single.push(json) } else { out.push(json) }
        }
        out.extend(written.into_values());
        if single.is_empty() {
            return out;
        }
        let mut list = vec![crate::json::json!({ "apiVersion": "v1", "kind": "List", "items": out })];
        list.extend(single);
        list
    }

    /// The objects without endpoints that Kubernetes rewrites, and the namespaces of those: no longer are all of their
    /// endpoints known.
    fn without_rewritten_endpoints<'s>(
        &self,
        mut objects: Vec<&'s KubernetesObject>,
    ) -> (Vec<&'s KubernetesObject>, SortedSet<&'s str>) {
        let accepted = self.services.manifests.iter().filter(|(name, _)| !self.services.rejected.contains(*name));
        let rewriting = accepted.filter(|(_, service)| service.rewrites_endpoints()).map(|(name, _)| name.clone());
        let rewriting = SortedSet::from_unsorted(rewriting.collect());
        let is_rewritten = |object: &KubernetesObject| {
            service_of_endpoints(object).is_some_and(|service| {
                rewriting.contains(&ServiceName { namespace: object.namespace().to_owned(), name: service.to_owned() })
            })
        };
        let namespaces = objects.iter().filter(|object| is_rewritten(object)).map(|object| object.namespace());
        let namespaces = SortedSet::from_unsorted(namespaces.collect());
        objects.retain(|object| !is_rewritten(object));
        (objects, namespaces)
    }

    /// True for the TkeServiceConfig that the controller keeps for a Service which is deleted.
    fn is_deleted_with_service(&self, object: &KubernetesObject) -> bool {
        let name = object.name().strip_suffix(AUTO_SUFFIX);
        let service = name.filter(|_| KINDS.contains(&object.kind()));
        let name = service.map(|name| ServiceName { namespace: object.namespace().to_owned(), name: name.to_owned() });
        let is_gone = |name| self.services.deleted.contains(&name) || self.services.recreated.contains(&name);
        name.is_some_and(is_gone)
    }
}

/// The object as JSON, with the namespace it is in.
fn with_namespace(object: &KubernetesObject) -> Value {
    let mut json = object.node.to_json();
    if let (Some(metadata), Some(namespace)) =
        (json.get_mut("metadata").and_then(Value::as_object_mut), &object.reference.namespace)
    {
        metadata.insert("namespace".to_owned(), namespace.clone().into());
    }
    json
}
