//! A plan applied to a state: the next state.
//!
//! The simulated cloud holds raw answers of the `Describe…` calls, as callers give them, and carries out the calls of a
//! plan one after the other. It is strict: what the real API would refuse it refuses, with the API's own error code, and
//! so it judges the plan. It shares no code with the planner but the names of things.

mod cloud;
mod health_check;
mod listener;
mod load_balancer;
mod request_validation;
mod service;
mod target;

use crate::json::Value;
use crate::planner::{Action, KUBERNETES, ServicePlan};
use crate::request::{Quotas, ServiceName};
use crate::sorted_map::SortedMap;
use cloud::{ApiError, SimulatedCloud};

pub use service::{annotate, applied, merge, write_assigned_id};

/// What the simulated cloud would not do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Refusal"))]
pub struct RejectedCall {
    /// The action.
    pub action: String,
    /// Its call.
    pub api: &'static str,
    /// The API's error code and what it is about.
    pub error: String,
}

/// A cloud and a cluster.
#[derive(Debug, Clone, Default)]
pub struct State {
    cloud: SimulatedCloud,
    /// Services as JSON objects.
    pub services: SortedMap<ServiceName, Value>,
    /// What the controller wrote into TkeServiceConfigs, by namespace and name.
    pub configs: SortedMap<ServiceName, Value>,
    /// What was refused so far.
    pub refused: Vec<RejectedCall>,
}

/// What the simulation fills in where the plan could not know it.
#[derive(Debug, Clone, Default)]
pub struct SimulationDefaults {
    /// Value of the tag `tke-clusterId`.
    pub cluster: Option<String>,
    /// The id of the next CLB that is bought.
    pub load_balancer: Option<String>,
    /// The uid of the Service, for the tag that names it as owner.
    pub uid: String,
    /// Several Services may share one CLB: the owner tag has another form.
    pub sharing: bool,
    /// Limits of the account; what is not told has the published default.
    pub quotas: Quotas,
}

impl State {
    /// A state from a `ClbState` and Services.
    pub fn new(clb: Option<&Value>, services: SortedMap<ServiceName, Value>) -> State {
        State { cloud: SimulatedCloud::read(clb), services, ..State::default() }
    }

    /// The cloud as a `ClbState`.
    pub fn clb(&self) -> Value {
        self.cloud.answer()
    }

    /// Adds a CLB of the user's of which nothing but the id and the VPC is known.
    pub fn add_existing(&mut self, id: &str, vpc: Option<&str>) {
        self.cloud.add_existing(id, vpc);
    }

    /// Adds a CLB of which only the id is known.
    pub fn add_unknown(&mut self, id: &str) {
        self.cloud.add_unknown(id);
    }

    /// Carries out the calls of one Service's plan.
    pub fn apply(&mut self, plan: &ServicePlan, defaults: &SimulationDefaults) {
        let mut responses: SortedMap<&str, Value> = SortedMap::new();
        for action in &plan.actions {
            let request = resolve(&action.call.to_json(), &responses);
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
        defaults: &SimulationDefaults,
    ) -> Result<Value, ApiError> {
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
                service::patch(&mut self.services, &self.cloud, &plan.name, request);
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
            other => Err(ApiError::new("UnsupportedOperation", other)),
        }
    }
}

/// Puts the answers of earlier calls where a request refers to them.
fn resolve(request: &Value, responses: &SortedMap<&str, Value>) -> Value {
    match request {
        Value::Object(members) => {
            if let (Some(Value::String(id)), Some(Value::String(path))) = (members.get("$from"), members.get("path")) {
                let pointer = format!("/{}", path.replace('.', "/"));
                return responses
                    .get(id.as_str())
                    .and_then(|response| response.pointer(&pointer))
                    .cloned()
                    .unwrap_or_default();
            }
            members.iter().map(|(key, value)| (key.clone(), resolve(value, responses))).collect()
        }
        Value::Array(items) => items.iter().map(|item| resolve(item, responses)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => request.clone(),
    }
}

/// The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Simulation {
    /// What the cloud holds.
    #[cfg_attr(feature = "schema", schemars(with = "crate::request::ClbStateSchema"))]
    pub clb: Value,
    /// What the cluster holds.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Map<String, serde_json::Value>>"))]
    pub live: Vec<Value>,
    /// Calls that the simulated cloud refused; empty, unless the plan is wrong.
    pub refused: Vec<RejectedCall>,
}

/// The answer of a simulation.
pub fn simulation(objects: Vec<Value>, state: State) -> Simulation {
    Simulation { clb: state.clb(), live: objects, refused: state.refused }
}
