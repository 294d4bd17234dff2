//! Calls on listeners and rules.

use super::cloud::{Cloud, Refused, objects, text};
use crate::annotation::{Level, Protocol};
use crate::model::made_up_id;
use serde_json::{Map, Value, json};

/// Listeners of one CLB, by default.
const MAX_LISTENERS: usize = 50;

impl Cloud {
    pub(super) fn create_listener(&mut self, request: &Value) -> Result<Value, Refused> {
        let lb = request.get("LoadBalancerId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let instance = self.instance(request)?;
        let Some(input) = request.as_object() else { return Err(Refused::new("InvalidParameter", "no object")) };
        let protocol = protocol(input)?;
        check_values(protocol, input)?;
        if protocol == Protocol::TcpSsl && !input.contains_key("Certificate") {
            return Err(Refused::new("MissingParameter", "Certificate"));
        }
        let ports = input.get("Ports").and_then(Value::as_array).cloned().unwrap_or_default();
        let names = input.get("ListenerNames").and_then(Value::as_array).cloned().unwrap_or_default();
        let list = instance.listeners.get_or_insert_default();
        let mut ids = Vec::new();
        for (index, port) in ports.iter().enumerate() {
            let number = port.as_u64().filter(|port| (1..=65535).contains(port));
            let number = number.ok_or_else(|| Refused::new("InvalidParameter.PortCheckFailed", port.to_string()))?;
            if list.iter().any(|held| occupies(held, number, protocol)) {
                let what = format!("{} {number} of {lb} is taken", protocol.name());
                return Err(Refused::new("InvalidParameter.PortCheckFailed", what));
            }
            if list.len() >= MAX_LISTENERS {
                return Err(Refused::new("LimitExceeded", "listeners"));
            }
            let mut body = input.clone();
            for key in ["LoadBalancerId", "Ports", "ListenerNames"] {
                body.remove(key);
            }
            let mut id = made_up_id("lbl-", &format!("{lb} {} {number}", protocol.name()));
            while list.iter().any(|held| text(held, "ListenerId").as_deref() == Some(&id)) {
                id = made_up_id("lbl-", &id);
            }
            body.insert("ListenerId".into(), id.clone().into());
            body.insert("Port".into(), port.clone());
            body.insert("ListenerName".into(), names.get(index).cloned().unwrap_or_default());
            body.insert("Rules".into(), json!([]));
            if protocol.level() == Level::Four {
                body.entry("Scheduler").or_insert_with(|| "WRR".into());
                body.entry("SessionExpireTime").or_insert_with(|| 0.into());
            }
            list.push(body);
            ids.push(id);
        }
        Ok(json!({ "ListenerIds": ids }))
    }

    pub(super) fn modify_listener(&mut self, request: &Value) -> Result<Value, Refused> {
        let listener = self.instance(request)?.listener(request)?;
        let protocol = protocol(listener)?;
        let Some(input) = request.as_object() else { return Err(Refused::new("InvalidParameter", "no object")) };
        check_values(protocol, input)?;
        if listener.get("SniSwitch") == Some(&json!(1)) && input.get("SniSwitch") == Some(&json!(0)) {
            return Err(Refused::new("InvalidParameterValue", "SNI cannot be switched off"));
        }
        set(listener, input, &["LoadBalancerId", "ListenerId"]);
        Ok(Value::Null)
    }

    pub(super) fn delete_listener(&mut self, request: &Value) -> Result<Value, Refused> {
        let id = request.get("ListenerId").and_then(Value::as_str).unwrap_or_default().to_owned();
        let instance = self.instance(request)?;
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

    pub(super) fn create_rule(&mut self, request: &Value) -> Result<Value, Refused> {
        let listener = self.instance(request)?.listener(request)?;
        let protocol = protocol(listener)?;
        if protocol.level() != Level::Seven {
            return Err(Refused::new("InvalidParameterValue", "This interface only support HTTP/HTTPS listener."));
        }
        let owner = text(listener, "ListenerId").unwrap_or_default();
        let sni = listener.get("SniSwitch") == Some(&json!(1));
        let mut rules = objects(listener.get("Rules"));
        let mut ids = Vec::new();
        for mut rule in objects(request.get("Rules")) {
            let same = |held: &Map<String, Value>| {
                held.get("Domain") == rule.get("Domain") && held.get("Url") == rule.get("Url")
            };
            if rules.iter().any(same) {
                return Err(Refused::new("InvalidParameterValue", "the rule exists"));
            }
            if text(&rule, "Domain").is_none_or(|domain| domain.is_empty()) || text(&rule, "Url").is_none() {
                return Err(Refused::new("MissingParameter", "Domain and Url"));
            }
            if sni && !rule.contains_key("Certificate") {
                return Err(Refused::new("MissingParameter", "Certificate"));
            }
            let key = |name: &str| text(&rule, name).unwrap_or_default();
            let id = made_up_id("loc-", &format!("{owner} {} {}", key("Domain"), key("Url")));
            rule.insert("LocationId".into(), id.clone().into());
            rule.entry("Scheduler").or_insert_with(|| "WRR".into());
            rules.push(rule);
            ids.push(id);
        }
        listener.insert("Rules".into(), json!(rules));
        Ok(json!({ "LocationIds": ids }))
    }

    pub(super) fn modify_rule(&mut self, request: &Value) -> Result<Value, Refused> {
        self.edit_rules(request, |rule| rule.get("LocationId") == request.get("LocationId"))
    }

    pub(super) fn modify_domain(&mut self, request: &Value) -> Result<Value, Refused> {
        self.edit_rules(request, |rule| rule.get("Domain") == request.get("Domain"))
    }

    fn edit_rules(&mut self, request: &Value, of: impl Fn(&Map<String, Value>) -> bool) -> Result<Value, Refused> {
        let listener = self.instance(request)?.listener(request)?;
        let mut rules = objects(listener.get("Rules"));
        let mut found = false;
        for rule in rules.iter_mut().filter(|rule| of(rule)) {
            found = true;
            if let Some(input) = request.as_object() {
                set(rule, input, &["LoadBalancerId", "ListenerId", "LocationId", "Domain"]);
            }
        }
        listener.insert("Rules".into(), json!(rules));
        if found { Ok(Value::Null) } else { Err(Refused::new("InvalidParameter.LocationNotFound", "rule")) }
    }

    pub(super) fn delete_rule(&mut self, request: &Value) -> Result<Value, Refused> {
        let gone = request.get("LocationIds").and_then(Value::as_array).cloned().unwrap_or_default();
        let instance = self.instance(request)?;
        let listener = instance.listener(request)?;
        let mut rules = objects(listener.get("Rules"));
        rules.retain(|rule| rule.get("LocationId").is_none_or(|id| !gone.contains(id)));
        listener.insert("Rules".into(), json!(rules));
        if let Some(targets) = &mut instance.targets {
            targets.retain(|id, _| !gone.iter().any(|rule| rule == id));
        }
        Ok(Value::Null)
    }
}

/// Sets the members that are not ids.
fn set(body: &mut Map<String, Value>, input: &Map<String, Value>, ids: &[&str]) {
    for (key, value) in input.iter().filter(|(key, _)| !ids.contains(&key.as_str())) {
        body.insert(key.clone(), value.clone());
    }
}

fn protocol(body: &Map<String, Value>) -> Result<Protocol, Refused> {
    let name = text(body, "Protocol").unwrap_or_default();
    Protocol::from_name(&name).ok_or_else(|| Refused::new("InvalidParameterValue", format!("Protocol `{name}`")))
}

/// True when a listener of that port and protocol cannot stand beside `held`.
fn occupies(held: &Map<String, Value>, port: u64, wanted: Protocol) -> bool {
    let first = held.get("Port").and_then(Value::as_u64).unwrap_or(0);
    let last = held.get("EndPort").and_then(Value::as_u64).unwrap_or(0).max(first);
    (first..=last).contains(&port) && protocol(held).is_ok_and(|other| other.class() == wanted.class())
}

/// The rules of combination of listener attributes.
fn check_values(protocol: Protocol, input: &Map<String, Value>) -> Result<(), Refused> {
    let wrong = |what: &str| Err(Refused::new("InvalidParameterValue", what));
    let l4 = protocol.level() == Level::Four;
    if !l4 && ["HealthCheck", "Scheduler", "SessionExpireTime"].iter().any(|key| input.contains_key(*key)) {
        return wrong("layer 7 has these on its rules");
    }
    if l4 && text(input, "Scheduler").as_deref() == Some("IP_HASH") {
        return wrong("Scheduler should be WRR or LEAST_CONN");
    }
    let session = input.get("SessionExpireTime").and_then(Value::as_i64).unwrap_or(0);
    if session != 0 && !(30..=3600).contains(&session) {
        return wrong("SessionExpireTime is 0 or 30-3600");
    }
    if session != 0 && !matches!(protocol, Protocol::Tcp | Protocol::Udp) {
        return wrong("SessionExpireTime is for TCP and UDP");
    }
    if input.contains_key("SniSwitch") && protocol != Protocol::Https {
        return wrong("SniSwitch is for HTTPS");
    }
    if let Some(check) = input.get("HealthCheck").and_then(Value::as_object) {
        let number = |key: &str, default: i64| check.get(key).and_then(Value::as_i64).unwrap_or(default);
        if number("HealthSwitch", 1) == 1 && number("TimeOut", 2) >= number("IntervalTime", 5) {
            return wrong("TimeOut must be below IntervalTime");
        }
    }
    Ok(())
}
