//! The simulated cloud: raw answers by load balancer, and what the calls have in common.

use super::request_validation::AddressKind;
use crate::json::{Map, Value, json};
use crate::sorted_map::SortedMap;
use thiserror::Error;

/// Why the API refuses a call.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {what}")]
pub(super) struct ApiError {
    code: &'static str,
    what: String,
}

impl ApiError {
    /// A refusal with the API's error code.
    pub(super) fn new(code: &'static str, what: impl Into<String>) -> ApiError {
        ApiError { code, what: what.into() }
    }
}

/// One CLB with what hangs on it. `None`: its listeners were not given.
#[derive(Debug, Clone, Default)]
pub(super) struct SimulatedLoadBalancer {
    pub(super) body: Map,
    pub(super) listeners: Option<Vec<Map>>,
    /// Backends by listener id, and by rule id; of one that is not there, what is bound was not told.
    pub(super) targets: Option<SortedMap<String, Vec<Map>>>,
}

/// The simulated cloud.
#[derive(Debug, Clone, Default)]
pub(super) struct SimulatedCloud {
    pub(super) load_balancers: SortedMap<String, SimulatedLoadBalancer>,
    pub(super) complete: bool,
}

impl SimulatedCloud {
    /// Reads a `ClbState`; what is not of its shape is left out.
    pub(super) fn read(clb: Option<&Value>) -> SimulatedCloud {
        let mut cloud = SimulatedCloud::default();
        let Some(clb) = clb else { return SimulatedCloud { complete: true, ..cloud } };
        cloud.complete = clb.get("complete").and_then(Value::as_bool).unwrap_or(false);
        for body in objects(clb.get("loadBalancers")) {
            if let Some(id) = text(&body, "LoadBalancerId") {
                // `null` and absent alike: not told.
                let known = |key: &str| clb.get(key).and_then(|by| by.get(&id)).filter(|list| list.is_array());
                let instance = SimulatedLoadBalancer {
                    listeners: known("listeners").map(|list| objects(Some(list))),
                    targets: known("targets").map(|list| bound(objects(Some(list)))),
                    body,
                };
                cloud.load_balancers.get_or_insert_with(id, || instance);
            }
        }
        cloud
    }

    /// The state as a `ClbState`.
    pub(super) fn answer(&self) -> Value {
        let mut listeners = Map::new();
        let mut targets = Map::new();
        for (id, instance) in &self.load_balancers {
            if let Some(list) = &instance.listeners {
                listeners.insert(id.clone(), json!(list));
                if let Some(bound) = &instance.targets {
                    targets.insert(id.clone(), list.iter().filter_map(|listener| described(listener, bound)).collect());
                }
            }
        }
        let bodies: Vec<&Map> = self.load_balancers.values().map(|instance| &instance.body).collect();
        json!({ "loadBalancers": bodies, "listeners": listeners, "targets": targets, "complete": self.complete })
    }

    /// Adds a CLB of the user's of which nothing but the id and the VPC is known.
    pub(super) fn add_existing(&mut self, id: &str, vpc: Option<&str>) {
        let mut body = Map::new();
        body.insert("LoadBalancerId".into(), id.into());
        body.insert("Status".into(), 1.into());
        body.insert("Tags".into(), json!([]));
        if let Some(vpc) = vpc {
            body.insert("VpcId".into(), vpc.into());
        }
        let instance = SimulatedLoadBalancer { body, listeners: Some(Vec::new()), targets: Some(SortedMap::new()) };
        self.load_balancers.get_or_insert_with(id.to_owned(), || instance);
    }

    /// A CLB of which only the id is known.
    pub(super) fn add_unknown(&mut self, id: &str) {
        let mut body = Map::new();
        body.insert("LoadBalancerId".into(), id.into());
        let instance = SimulatedLoadBalancer { body, listeners: None, targets: None };
        self.load_balancers.get_or_insert_with(id.to_owned(), || instance);
    }

    /// The CLB that a request names. One that is being created is waited for; one that is isolated takes no call.
    pub(super) fn load_balancer(&mut self, request: &Value) -> Result<&mut SimulatedLoadBalancer, ApiError> {
        let id = request.get("LoadBalancerId").and_then(Value::as_str).unwrap_or_default();
        let found = self.load_balancers.get_mut(id);
        let found = found.ok_or_else(|| ApiError::new("InvalidParameter.LBIdNotFound", format!("`{id}`")))?;
        found.usable()?;
        Ok(found)
    }
}

impl SimulatedLoadBalancer {
    /// Refuses a call on a CLB that is isolated for arrears.
    pub(super) fn usable(&self) -> Result<(), ApiError> {
        if self.body.get("Isolation").and_then(Value::as_i64) == Some(1) {
            return Err(ApiError::new("FailedOperation", "isolated"));
        }
        Ok(())
    }

    /// True when the answer has that text there, in whatever letters.
    pub(super) fn has_value(&self, key: &str, value: &str) -> bool {
        string(&self.body, key).is_some_and(|current| current.eq_ignore_ascii_case(value))
    }

    /// What rules of combination look at.
    pub(super) fn address(&self) -> AddressKind {
        if self.has_value("AddressIPVersion", "ipv6") && self.has_value("IPv6Mode", "IPv6FullChain") {
            AddressKind::Ipv6
        } else {
            AddressKind::Other
        }
    }

    /// The listener that a request names.
    pub(super) fn listener(&mut self, request: &Value) -> Result<&mut Map, ApiError> {
        let id = request.get("ListenerId").and_then(Value::as_str).unwrap_or_default();
        self.listener_by_id(id)
    }

    /// The listener of that id.
    pub(super) fn listener_by_id(&mut self, id: &str) -> Result<&mut Map, ApiError> {
        let mut list = self.listeners.iter_mut().flatten();
        let found = list.find(|listener| string(listener, "ListenerId") == Some(id));
        found.ok_or_else(|| ApiError::new("InvalidParameter.ListenerIdNotFound", format!("`{id}`")))
    }
}

/// The objects of a list.
pub(super) fn objects(list: Option<&Value>) -> Vec<Map> {
    let items = list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items.iter().filter_map(Value::as_object).cloned().collect()
}

/// A string member.
pub(super) fn string<'b>(body: &'b Map, key: &str) -> Option<&'b str> {
    body.get(key).and_then(Value::as_str)
}

/// A string member, as one of its own.
pub(super) fn text(body: &Map, key: &str) -> Option<String> {
    string(body, key).map(str::to_owned)
}

/// Backends by listener and rule.
fn bound(list: Vec<Map>) -> SortedMap<String, Vec<Map>> {
    let mut out = SortedMap::new();
    for listener in list {
        if let Some(id) = text(&listener, "ListenerId") {
            out.insert(id, objects(listener.get("Targets")));
        }
        for rule in objects(listener.get("Rules")) {
            if let Some(id) = text(&rule, "LocationId") {
                out.insert(id, objects(rule.get("Targets")));
            }
        }
    }
    out
}

/// One entry of `DescribeTargets`, of a listener whose backends are known, or those of one of its rules.
fn described(listener: &Map, bound: &SortedMap<String, Vec<Map>>) -> Option<Value> {
    let of = |id: Option<String>| id.and_then(|id| bound.get(&id)).cloned();
    let rules: Vec<Value> = objects(listener.get("Rules"))
        .iter()
        .filter_map(|rule| {
            let targets = of(text(rule, "LocationId"))?;
            Some(json!({
                "LocationId": rule.get("LocationId"),
                "Domain": rule.get("Domain"),
                "Url": rule.get("Url"),
                "Targets": targets,
            }))
        })
        .collect();
    let own = of(text(listener, "ListenerId"));
    if own.is_none() && rules.is_empty() {
        return None;
    }
    Some(json!({
        "ListenerId": listener.get("ListenerId"),
        "Protocol": listener.get("Protocol"),
        "Port": listener.get("Port"),
        "Targets": own.unwrap_or_default(),
        "Rules": rules,
    }))
}
