//! The simulated cloud: raw answers by load balancer, and what all calls need.

use super::request_bodies_and_api_errors::{CloudApiError, HasNativeIpv6, objects, string, text};
use crate::json::{Map, Value, json};
use crate::sorted_map::SortedMap;

/// One CLB with its listeners and backends. `None`: unknown.
#[derive(Debug, Clone, Default)]
pub(super) struct SimulatedLoadBalancer {
    pub(super) body: Map,
    pub(super) listeners: Option<Vec<Map>>,
    /// Backends by listener id and by rule id; of an absent id they are unknown.
    pub(super) targets: Option<SortedMap<String, Vec<Map>>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct SimulatedCloud {
    pub(super) load_balancers: SortedMap<String, SimulatedLoadBalancer>,
    pub(super) complete: bool,
    /// Operation protection, which no call of a plan changes.
    operate_protect: Vec<Map>,
}

impl SimulatedCloud {
    /// Reads a `ClbState`; members of another shape are left out.
    pub(super) fn read(clb: Option<&Value>) -> SimulatedCloud {
        let mut cloud = SimulatedCloud::default();
        let Some(clb) = clb else { return SimulatedCloud { complete: true, ..cloud } };
        cloud.complete = clb.get("complete").and_then(Value::as_bool).unwrap_or(false);
        cloud.operate_protect = objects(clb.get("operateProtect"));
        for body in objects(clb.get("loadBalancers")) {
            if let Some(id) = text(&body, "LoadBalancerId") {
                // `null` means unknown, as absence does.
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
        let mut answer = Map::new();
        answer.insert("loadBalancers".into(), json!(bodies));
        answer.insert("listeners".into(), listeners.into());
        answer.insert("targets".into(), targets.into());
        let remains =
            |entry: &&Map| text(entry, "LoadBalancerId").is_some_and(|id| self.load_balancers.contains_key(&id));
        let protect: Vec<&Map> = self.operate_protect.iter().filter(remains).collect();
        if !protect.is_empty() {
            answer.insert("operateProtect".into(), json!(protect));
        }
        answer.insert("complete".into(), self.complete.into());
        answer.into()
    }

    /// Adds an existing CLB of which only the id and the VPC are known.
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

    /// Adds a CLB of which only the id is known.
    pub(super) fn add_unknown(&mut self, id: &str) {
        let mut body = Map::new();
        body.insert("LoadBalancerId".into(), id.into());
        let instance = SimulatedLoadBalancer { body, listeners: None, targets: None };
        self.load_balancers.get_or_insert_with(id.to_owned(), || instance);
    }

    /// The CLB that a request names. One that is being created counts as ready; an isolated one rejects every call.
    pub(super) fn load_balancer(&mut self, request: &Value) -> Result<&mut SimulatedLoadBalancer, CloudApiError> {
        let id = request.get("LoadBalancerId").and_then(Value::as_str).unwrap_or_default();
        let found = self.load_balancers.get_mut(id);
        let found = found.ok_or_else(|| CloudApiError::new("InvalidParameter.LBIdNotFound", format!("`{id}`")))?;
        found.usable()?;
        Ok(found)
    }
}

impl SimulatedLoadBalancer {
    /// Rejects a call on a CLB that is isolated for arrears.
    pub(super) fn usable(&self) -> Result<(), CloudApiError> {
        if self.body.get("Isolation").and_then(Value::as_i64) == Some(1) {
            return Err(CloudApiError::new("FailedOperation", "isolated"));
        }
        Ok(())
    }

    /// True when a member has that text, ignoring case.
    pub(super) fn has_value(&self, key: &str, value: &str) -> bool {
        string(&self.body, key).is_some_and(|current| current.eq_ignore_ascii_case(value))
    }

    pub(super) fn native_ipv6(&self) -> HasNativeIpv6 {
        if self.has_value("AddressIPVersion", "ipv6") && self.has_value("IPv6Mode", "IPv6FullChain") {
            HasNativeIpv6::Yes
        } else {
            HasNativeIpv6::NoOrUnknown
        }
    }

    /// The listener that a request names.
    pub(super) fn listener(&mut self, request: &Value) -> Result<&mut Map, CloudApiError> {
        let id = request.get("ListenerId").and_then(Value::as_str).unwrap_or_default();
        self.listener_by_id(id)
    }

    pub(super) fn listener_by_id(&mut self, id: &str) -> Result<&mut Map, CloudApiError> {
        let mut list = self.listeners.iter_mut().flatten();
        let found = list.find(|listener| string(listener, "ListenerId") == Some(id));
        found.ok_or_else(|| CloudApiError::new("InvalidParameter.ListenerIdNotFound", format!("`{id}`")))
    }
}

/// Backends by listener id and by rule id.
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

/// An entry of `DescribeTargets`; `None` when neither the listener's backends nor those of a rule are known.
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
