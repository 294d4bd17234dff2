//! Calls on listeners and rules.

use super::api_request_validation;
use super::request_bodies_and_api_errors::{CloudApiError, objects, text};
use super::simulated_cloud::SimulatedCloud;
use super::values_chosen_by_simulation::ValuesNotInPlan;
use crate::json::{Map, Value, json};
use crate::model::placeholder_id;
use crate::tke::{OsiLayer, Protocol};

/// Default quota of listeners on one CLB.
const MAX_LISTENERS: u32 = 50;
/// Most forwarding rules of one listener.
const MAX_RULES: usize = 50;
/// A UDP port that the cloud reserves.
const RESERVED: u64 = 4789;
/// Members that identify a listener in the calls about it.
const CREATED: &[&str] = &["LoadBalancerId", "Ports", "Protocol", "ListenerNames"];
const MODIFIED: &[&str] = &["LoadBalancerId", "ListenerId", "ListenerName"];

impl SimulatedCloud {
    pub(super) fn create_listener(
        &mut self,
        request: &Value,
        defaults: &ValuesNotInPlan,
    ) -> Result<Value, CloudApiError> {
        let lb = request.get("LoadBalancerId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let instance = self.load_balancer(request)?;
        let Some(input) = request.as_object() else { return Err(CloudApiError::new("InvalidParameter", "no object")) };
        let protocol = protocol(input)?;
        api_request_validation::listener(protocol, input, CREATED, instance.native_ipv6())?;
        api_request_validation::new_listener(protocol, input, instance.native_ipv6())?;
        let ports = input.get("Ports").and_then(Value::as_array).cloned().unwrap_or_default();
        let names = input.get("ListenerNames").and_then(Value::as_array).cloned().unwrap_or_default();
        if names.len() != ports.len() || ports.is_empty() || ports.len() > MAX_LISTENERS as usize {
            return Err(CloudApiError::new("InvalidParameterValue.Length", "Ports and ListenerNames"));
        }
        names.iter().try_for_each(|name| api_request_validation::name(name.as_str().unwrap_or_default()))?;
        let list = instance.listeners.get_or_insert_default();
        let mut ids = Vec::new();
        for (index, port) in ports.iter().enumerate() {
            let number = port.as_u64().filter(|port| (1..=65535).contains(port));
            let number =
                number.ok_or_else(|| CloudApiError::new("InvalidParameter.PortCheckFailed", port.to_string()))?;
            if protocol == Protocol::Udp && number == RESERVED {
                return Err(CloudApiError::new("InvalidParameter.PortCheckFailed", "reserved"));
            }
            if list.iter().any(|current| occupies(current, number, protocol)) {
                let what = format!("{} {number} of {lb} is taken", protocol.name());
                return Err(CloudApiError::new("InvalidParameter.PortCheckFailed", what));
            }
            if list.len() >= defaults.quotas.listeners_per_clb.unwrap_or(MAX_LISTENERS) as usize {
                return Err(CloudApiError::new("LimitExceeded", "listeners"));
            }
            let mut body = input.clone();
            for key in ["LoadBalancerId", "Ports", "ListenerNames"] {
                body.remove(key);
            }
            let mut id = placeholder_id("lbl-", &format!("{lb} {} {number}", protocol.name()));
            while list.iter().any(|current| text(current, "ListenerId").as_deref() == Some(&id)) {
                id = placeholder_id("lbl-", &id);
            }
            body.insert("ListenerId".into(), id.clone().into());
            body.insert("Port".into(), port.clone());
            body.insert("ListenerName".into(), names.get(index).cloned().unwrap_or_default());
            body.insert("Rules".into(), json!([]));
            if protocol.layer() == OsiLayer::Four {
                body.get_or_insert_with("Scheduler".into(), || "WRR".into());
                body.get_or_insert_with("SessionExpireTime".into(), || 0.into());
            }
            list.push(body);
            instance.targets.get_or_insert_default().insert(id.clone(), Vec::new());
            ids.push(id);
        }
        Ok(json!({ "ListenerIds": ids }))
    }

    pub(super) fn modify_listener(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let instance = self.load_balancer(request)?;
        let native_ipv6 = instance.native_ipv6();
        let listener = instance.listener(request)?;
        let protocol = protocol(listener)?;
        let Some(input) = request.as_object() else { return Err(CloudApiError::new("InvalidParameter", "no object")) };
        api_request_validation::listener(protocol, input, MODIFIED, native_ipv6)?;
        text(input, "ListenerName").map_or(Ok(()), |name| api_request_validation::name(&name))?;
        if listener.get("SniSwitch") == Some(&json!(1)) && input.get("SniSwitch") == Some(&json!(0)) {
            return Err(CloudApiError::new("InvalidParameterValue", "SNI cannot be switched off"));
        }
        set(listener, input, &["LoadBalancerId", "ListenerId"]);
        Ok(Value::Null)
    }

    pub(super) fn delete_listener(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let id = request.get("ListenerId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let instance = self.load_balancer(request)?;
        let rules = objects(instance.listener(request)?.get("Rules"));
        if let Some(list) = &mut instance.listeners {
            list.retain(|listener| text(listener, "ListenerId").as_deref() != Some(&id));
        }
        if let Some(targets) = &mut instance.targets {
            targets.remove(&id);
            rules.iter().filter_map(|rule| text(rule, "LocationId")).for_each(|rule| {
                targets.remove(&rule);
            });
        }
        Ok(Value::Null)
    }

    pub(super) fn create_rule(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let instance = self.load_balancer(request)?;
        let listener = instance.listener(request)?;
        let protocol = protocol(listener)?;
        if protocol.layer() != OsiLayer::Seven {
            return Err(CloudApiError::new(
                "InvalidParameterValue",
                "This interface only support HTTP/HTTPS listener.",
            ));
        }
        let owner = text(listener, "ListenerId").unwrap_or_default();
        let sni = listener.get("SniSwitch") == Some(&json!(1));
        let mut rules = objects(listener.get("Rules"));
        let mut ids = Vec::new();
        for mut rule in objects(request.get("Rules")) {
            let same =
                |current: &Map| current.get("Domain") == rule.get("Domain") && current.get("Url") == rule.get("Url");
            if rules.iter().any(same) {
                return Err(CloudApiError::new("InvalidParameterValue", "the rule exists"));
            }
            api_request_validation::validate_rule_path(&rule)?;
            api_request_validation::rule(
                protocol,
                listener.get("SniSwitch") != Some(&json!(0)),
                &rule,
                &["Domain", "Url"],
            )?;
            api_request_validation::forwarded(&rule)?;
            if rules.len() >= MAX_RULES {
                return Err(CloudApiError::new("LimitExceeded", "rules"));
            }
            if sni && !rule.contains_key("Certificate") {
                return Err(CloudApiError::new("MissingParameter", "Certificate"));
            }
            let key = |name: &str| text(&rule, name).unwrap_or_default();
            let id = placeholder_id("loc-", &format!("{owner} {} {}", key("Domain"), key("Url")));
            rule.insert("LocationId".into(), id.clone().into());
            rule.get_or_insert_with("Scheduler".into(), || "WRR".into());
            // The first domain is the default until another one is named.
            let is_default = rules.is_empty() || rules.iter().any(|current| is_default_of(current, rule.get("Domain")));
            rule.get_or_insert_with(DEFAULT.into(), || is_default.into());
            rules.push(rule);
            ids.push(id);
        }
        listener.insert("Rules".into(), json!(rules));
        for id in &ids {
            instance.targets.get_or_insert_default().insert(id.clone(), Vec::new());
        }
        Ok(json!({ "LocationIds": ids }))
    }

    pub(super) fn modify_rule(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        self.edit_rules(request, |rule| rule.get("LocationId") == request.get("LocationId"))
    }

    pub(super) fn modify_domain(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        self.edit_rules(request, |rule| rule.get("Domain") == request.get("Domain"))
    }

    fn edit_rules(&mut self, request: &Value, of: impl Fn(&Map) -> bool) -> Result<Value, CloudApiError> {
        let listener = self.load_balancer(request)?.listener(request)?;
        let protocol = protocol(listener)?;
        let sni = listener.get("SniSwitch") != Some(&json!(0));
        let mut rules = objects(listener.get("Rules"));
        let mut found = false;
        for rule in rules.iter_mut().filter(|rule| of(rule)) {
            found = true;
            if let Some(input) = request.as_object() {
                let ids = ["LoadBalancerId", "ListenerId", "LocationId", "Domain"];
                api_request_validation::rule(protocol, sni, input, &ids)?;
                set(rule, input, &ids);
                if input.contains_key("ForwardType") {
                    api_request_validation::forwarded(rule)?;
                }
            }
        }
        listener.insert("Rules".into(), json!(rules));
        if found { Ok(Value::Null) } else { Err(CloudApiError::new("InvalidParameter.LocationNotFound", "rule")) }
    }

    pub(super) fn delete_rule(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let deleted = request.get("LocationIds").and_then(Value::as_array).cloned().unwrap_or_default();
        let instance = self.load_balancer(request)?;
        let listener = instance.listener(request)?;
        let mut rules = objects(listener.get("Rules"));
        let there = |id: &Value| rules.iter().any(|rule| rule.get("LocationId") == Some(id));
        if deleted.is_empty() || !deleted.iter().all(there) {
            return Err(CloudApiError::new("InvalidParameter.LocationNotFound", "LocationIds"));
        }
        let had_default = rules.iter().any(is_default);
        rules.retain(|rule| rule.get("LocationId").is_none_or(|id| !deleted.contains(id)));
        if had_default && !rules.is_empty() && !rules.iter().any(is_default) {
            let next = request.get("NewDefaultServerDomain");
            for rule in rules.iter_mut().filter(|rule| rule.get("Domain") == next) {
                rule.insert(DEFAULT.into(), true.into());
            }
            if !rules.iter().any(is_default) {
                return Err(CloudApiError::new("MissingParameter", "NewDefaultServerDomain"));
            }
        }
        listener.insert("Rules".into(), json!(rules));
        if let Some(targets) = &mut instance.targets {
            targets.retain(|id, _| !deleted.iter().any(|rule| rule.as_str() == Some(id)));
        }
        Ok(Value::Null)
    }
}

/// Whether the domain of a rule is the default one of its listener.
const DEFAULT: &str = "DefaultServer";

fn is_default(rule: &Map) -> bool {
    rule.get(DEFAULT) == Some(&Value::Bool(true))
}

fn is_default_of(rule: &Map, domain: Option<&Value>) -> bool {
    is_default(rule) && rule.get("Domain") == domain
}

/// Sets the members that are not ids.
fn set(body: &mut Map, input: &Map, ids: &[&str]) {
    for (key, value) in input.iter().filter(|(key, _)| !ids.contains(&key.as_str())) {
        body.insert(key.clone(), value.clone());
    }
}

fn protocol(body: &Map) -> Result<Protocol, CloudApiError> {
    let name = text(body, "Protocol").unwrap_or_default();
    Protocol::from_name(&name).ok_or_else(|| CloudApiError::new("InvalidParameterValue", format!("Protocol `{name}`")))
}

/// True when a listener of that port and protocol cannot exist beside `current`.
fn occupies(current: &Map, port: u64, desired: Protocol) -> bool {
    let first = current.get("Port").and_then(Value::as_u64).unwrap_or(0);
    let last = current.get("EndPort").and_then(Value::as_u64).unwrap_or(0).max(first);
    (first..=last).contains(&port) && protocol(current).is_ok_and(|other| other.transport() == desired.transport())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A listener with rules always has a default domain, so a call that takes it away must name the next one.
    #[test]
    fn the_rule_of_the_default_domain_is_deleted_only_with_the_next_default_domain() {
        let rule = |id: &str, domain: &str, is_default: bool| json!({ "DefaultServer": is_default, "Domain": domain, "LocationId": id, "Url": "/" });
        let before = vec![rule("loc-aaaa0001", "a.example.com", true), rule("loc-bbbb0001", "b.example.com", false)];
        let clb = json!({
            "loadBalancers": [{ "LoadBalancerId": "lb-aaaa0001" }],
            "listeners": {
                "lb-aaaa0001": [{ "ListenerId": "lbl-aaaa0001", "Protocol": "HTTPS", "Port": 443, "Rules": before.clone() }],
            },
        });
        let mut cloud = SimulatedCloud::read(Some(&clb));
        let rules = |cloud: &SimulatedCloud| cloud.answer().pointer("/listeners/lb-aaaa0001/0/Rules").cloned();
        let request = |next: Option<&str>| {
            json!({
                "LoadBalancerId": "lb-aaaa0001",
                "ListenerId": "lbl-aaaa0001",
                "LocationIds": vec!["loc-aaaa0001"],
                "NewDefaultServerDomain": next.map(str::to_owned),
            })
        };
        let refused = cloud.delete_rule(&request(None)).unwrap_err();
        assert!(refused.to_string().contains("MissingParameter"), "{refused}");
        assert_eq!(rules(&cloud), Some(Value::Array(before)));
        cloud.delete_rule(&request(Some("b.example.com"))).unwrap();
        let after = vec![rule("loc-bbbb0001", "b.example.com", true)];
        assert_eq!(rules(&cloud), Some(Value::Array(after)));
    }
}
