//! Applies a plan to a state and returns the next state.
//!
//! The simulated cloud holds raw answers of the `Describe…` calls, as callers provide them, and carries out the calls
//! of a plan one by one. It is the independent judge of plans: what the real API would reject it rejects, with the
//! API's own error code. It shares no code with the planner except the names of things.

mod api_request_validation;
mod listener_calls;
mod load_balancer_calls;
mod request_bodies_and_api_errors;
mod service_after_apply_and_sync;
mod simulated_cloud;
mod target_calls;
mod validate_health_check;
mod values_chosen_by_simulation;

use crate::current;
use crate::json::Value;
use crate::model::KnownLoadBalancers;
use crate::planner::{Action, KUBERNETES, ServicePlan};
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::syntax::SyntaxNode;
use request_bodies_and_api_errors::CloudApiError;
use simulated_cloud::SimulatedCloud;

pub use service_after_apply_and_sync::{annotate, applied, merge, write_assigned_id};
pub use values_chosen_by_simulation::ValuesNotInPlan;

/// A call that the simulated cloud rejected.
#[warn(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedCall {
    /// Id of the action.
    pub action: String,
    /// The call.
    pub api: &'static str,
    /// The API's error code and message.
    pub error: String,
}

/// A cloud and a cluster.
#[derive(Debug, Clone, Default)]
pub struct SimulatedState {
    cloud: SimulatedCloud,
    /// Services as JSON objects.
    pub services: SortedMap<ServiceName, Value>,
    /// TkeServiceConfigs that the controller wrote, by namespace and name.
    pub configs: SortedMap<ServiceName, Value>,
    /// The calls rejected so far.
    pub refused: Vec<RejectedCall>,
}

impl SimulatedState {
    pub fn new(clb: Option<&Value>, services: SortedMap<ServiceName, Value>) -> SimulatedState {
        SimulatedState { cloud: SimulatedCloud::read(clb), services, ..SimulatedState::default() }
    }

    /// The cloud as a `ClbState`.
    pub fn clb(&self) -> Value {
        self.cloud.answer()
    }

    /// The cloud as its readers see it. The state is raw answers, so it is read as a caller's answers are: typed instances
    /// would share the planner's model with its judge, and a second decoder could disagree with the first.
    pub fn to_cloud(&self) -> KnownLoadBalancers {
        current::cloud(&SyntaxNode::from_json(self.clb())).0
    }

    /// The first CLB by id.
    pub fn first_id(&self) -> Option<&str> {
        self.cloud.load_balancers.keys().next().map(String::as_str)
    }

    /// Adds an existing CLB of which only the id and the VPC are known.
    pub fn add_existing(&mut self, id: &str, vpc: Option<&str>) {
        self.cloud.add_existing(id, vpc);
    }

    /// Adds a CLB of which only the id is known.
    pub fn add_unknown(&mut self, id: &str) {
        self.cloud.add_unknown(id);
    }

    /// Carries out the calls of one Service's plan.
    pub fn apply(&mut self, plan: &ServicePlan, defaults: &ValuesNotInPlan) {
        let mut responses: SortedMap<&str, Value> = SortedMap::new();
        for action in &plan.actions {
            let awaited: Vec<&str> = action.call.depends_on().collect();
            let request = resolve(action.call.to_json(), &awaited, &responses);
            match self.call(action, &request, plan, defaults) {
                Ok(response) => {
                    responses.insert(&action.id, response);
                }
                Err(refused) => self.refused.push(RejectedCall {
                    action: action.id.clone(),
                    api: action.call.api(),
                    error: refused.to_string(),
                }),
            }
        }
    }

    fn call(
        &mut self,
        action: &Action,
        request: &Value,
        plan: &ServicePlan,
        defaults: &ValuesNotInPlan,
    ) -> Result<Value, CloudApiError> {
        let api = action.call.api();
        match api {
            KUBERNETES if request.get("kind").and_then(Value::as_str) != Some("Service") => {
                let name = |key: &str| request.pointer(&format!("/metadata/{key}")).and_then(Value::as_str);
                let (namespace, name) = (name("namespace").unwrap_or_default(), name("name").unwrap_or_default());
                let name = ServiceName { namespace: namespace.to_owned(), name: name.to_owned() };
                self.configs.insert(name, request.clone());
                Ok(Value::Null)
            }
            KUBERNETES => {
                service_after_apply_and_sync::patch(&mut self.services, &self.cloud, &plan.name, request);
                Ok(Value::Null)
            }
            "CreateLoadBalancer" => self.cloud.create_load_balancer(request, defaults, &action.id),
            "DeleteLoadBalancer" => self.cloud.delete_load_balancer(request),
            "ModifyLoadBalancerAttributes" => self.cloud.modify_attributes(request),
            "CreateLoadBalancerSnatIps" => self.cloud.create_snat_ips(request),
            "SetLoadBalancerSecurityGroups" => self.cloud.set_security_groups(request),
            "TagResources" => self.cloud.tag(request),
            "UnTagResources" => self.cloud.untag(request),
            "CreateListener" => self.cloud.create_listener(request, defaults),
            "ModifyListener" => self.cloud.modify_listener(request),
            "DeleteListener" => self.cloud.delete_listener(request),
            "CreateRule" => self.cloud.create_rule(request),
            "ModifyRule" => self.cloud.modify_rule(request),
            "ModifyDomainAttributes" => self.cloud.modify_domain(request),
            "DeleteRule" => self.cloud.delete_rule(request),
            "RegisterTargets" | "BatchRegisterTargets" => self.cloud.register(request, api, defaults),
            "DeregisterTargets" | "BatchDeregisterTargets" => self.cloud.deregister(request, api),
            "BatchModifyTargetWeight" => self.cloud.modify_weights(request),
            other => Err(CloudApiError::new("UnsupportedOperation", other)),
        }
    }
}

/// Replaces references to answers of the calls that this one waits for. A user can write `$from` as well.
fn resolve(request: Value, awaited: &[&str], responses: &SortedMap<&str, Value>) -> Value {
    match request {
        request if awaited.is_empty() => request,
        Value::Object(members) => {
            if let (Some(Value::String(id)), Some(Value::String(path))) = (members.get("$from"), members.get("path"))
                && awaited.contains(&id.as_str())
            {
                let pointer = format!("/{}", path.replace('.', "/"));
                return responses
                    .get(id.as_str())
                    .and_then(|response| response.pointer(&pointer))
                    .cloned()
                    .unwrap_or_default();
            }
            members.into_iter().map(|(key, value)| (key, resolve(value, awaited, responses))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| resolve(item, awaited, responses)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => request,
    }
}

/// The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`.
#[warn(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Simulation"))]
pub struct StateAfterPlanOutput {
    /// The state of the cloud after the plan, usable as `clb` of the next request.
    #[cfg_attr(feature = "schema", schemars(with = "crate::request::ClbStateJsonSchema"))]
    pub clb: Value,
    /// The objects in the cluster after the plan, usable as `live` of the next request.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Map<String, serde_json::Value>>"))]
    pub live: Vec<Value>,
    /// Calls that the simulated cloud rejected. It is empty unless the plan is wrong.
    pub refused: Vec<RejectedCall>,
}

pub fn simulation(objects: Vec<Value>, state: SimulatedState) -> StateAfterPlanOutput {
    StateAfterPlanOutput { clb: state.clb(), live: objects, refused: state.refused }
}
