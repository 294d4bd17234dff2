//! Calls on backends.

use super::request_bodies_and_api_errors::HasNativeIpv6;
use super::request_bodies_and_api_errors::{CloudApiError, objects, string, text};
use super::simulated_cloud::{SimulatedCloud, SimulatedLoadBalancer};
use super::values_chosen_by_simulation::ValuesNotInPlan;
use crate::json::{Map, Value};
use crate::sorted_map::{SortedMap, SortedSet};

/// A backend of a request, with its listener and rule.
struct TargetEntry {
    listener: String,
    rule: Option<String>,
    target: Map,
}

impl SimulatedCloud {
    pub(super) fn register(
        &mut self,
        request: &Value,
        api: &str,
        defaults: &ValuesNotInPlan,
    ) -> Result<Value, CloudApiError> {
        let entries = entries(request, api)?;
        let instance = self.load_balancer(request)?;
        let mut held_already = BoundTargets::of(instance, &entries);
        for entry in entries {
            let slot = slot(instance, &entry)?;
            let target = backend(&entry.target)?;
            held_already.take(instance, &entry, &slot, &target)?;
            let mixes = instance.body.get("MixIpTarget") != Some(&Value::Bool(false));
            if entry.rule.is_none() || !mixes || instance.native_ipv6() == HasNativeIpv6::NoOrUnknown {
                family(instance, &target)?;
            }
            // Without the account's quota no limit is known: TKE's pages and the API's pages differ.
            let most = defaults.quotas.targets_per_listener.map_or(usize::MAX, |most| most as usize);
            if bound(instance, &slot).len() >= most {
                return Err(CloudApiError::new("LimitExceeded", "backends"));
            }
            // When the bound backends are unknown, adding one does not make them known.
            if let Some(current) = instance.targets.as_mut().and_then(|targets| targets.get_mut(&slot)) {
                current.push(target);
            }
        }
        Ok(crate::json::json!({ "FailListenerIdSet": [] }))
    }

    pub(super) fn deregister(&mut self, request: &Value, api: &str) -> Result<Value, CloudApiError> {
        let entries = entries(request, api)?;
        let instance = self.load_balancer(request)?;
        for entry in entries {
            let slot = slot(instance, &entry)?;
            let target = backend(&entry.target)?;
            if let Some(current) = instance.targets.as_mut().and_then(|targets| targets.get_mut(&slot)) {
                let before = current.len();
                let removed = backend_key(&target);
                current.retain(|other| removed.is_none() || backend_key(other) != removed);
                if current.len() == before {
                    return Err(CloudApiError::new("InvalidParameter", format!("{} is not bound", identity(&target))));
                }
            }
        }
        Ok(crate::json::json!({ "FailListenerIdSet": [] }))
    }

    pub(super) fn modify_weights(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let list = objects(request.get("ModifyList"));
        let sizes: Vec<usize> = list.iter().map(|part| objects(part.get("Targets")).len()).collect();
        let fits = (1..=100).contains(&list.len()) && sizes.iter().all(|size| (1..=50).contains(size));
        if !fits || sizes.iter().sum::<usize>() > 500 {
            return Err(CloudApiError::new("InvalidParameterValue.Length", "ModifyList"));
        }
        let instance = self.load_balancer(request)?;
        for part in list {
            for target in objects(part.get("Targets")) {
                let entry = TargetEntry {
                    listener: text(&part, "ListenerId").unwrap_or_default(),
                    rule: text(&part, "LocationId"),
                    target,
                };
                let slot = slot(instance, &entry)?;
                let target = backend(&entry.target)?;
                let current = instance.targets.as_mut().and_then(|targets| targets.get_mut(&slot));
                let weighed = backend_key(&target);
                let found = current.filter(|_| weighed.is_some());
                let found = found.and_then(|current| current.iter_mut().find(|other| backend_key(other) == weighed));
                let Some(found) = found else {
                    return Err(CloudApiError::new("InvalidParameter", format!("{} is not bound", identity(&target))));
                };
                found.insert("Weight".into(), target.get("Weight").cloned().unwrap_or_default());
            }
        }
        Ok(Value::Null)
    }
}

/// The backends of a request, of a batch call or of a plain one.
fn entries(request: &Value, api: &str) -> Result<Vec<TargetEntry>, CloudApiError> {
    let batch = api.starts_with("Batch");
    let limit = if batch { 500 } else { 20 };
    let targets = objects(request.get("Targets"));
    if targets.is_empty() || targets.len() > limit {
        return Err(CloudApiError::new("InvalidParameterValue.Length", "Targets"));
    }
    let own = request.as_object().cloned().unwrap_or_default();
    Ok(targets
        .into_iter()
        .map(|target| {
            let at = if batch { &target } else { &own };
            TargetEntry { listener: text(at, "ListenerId").unwrap_or_default(), rule: text(at, "LocationId"), target }
        })
        .collect())
}

/// The owner of the backends: the rule on layer 7, the listener on layer 4.
fn slot(instance: &mut SimulatedLoadBalancer, entry: &TargetEntry) -> Result<String, CloudApiError> {
    let listener = instance.listener_by_id(&entry.listener)?;
    let rules = listener.get("Rules").and_then(Value::as_array).into_iter().flatten();
    let mut rules = rules.filter_map(|rule| rule.get("LocationId").and_then(Value::as_str));
    let seven = matches!(string(listener, "Protocol"), Some("HTTP" | "HTTPS"));
    match (&entry.rule, seven) {
        (Some(rule), true) if rules.any(|current| current == rule) => Ok(rule.clone()),
        (_, true) => {
            Err(CloudApiError::new("InvalidParameter.LocationNotFound", entry.rule.clone().unwrap_or_default()))
        }
        (None, false) => Ok(entry.listener.clone()),
        (Some(_), false) => Err(CloudApiError::new("InvalidParameter.ProtocolCheckFailed", "layer 4 has no rules")),
    }
}

fn bound<'a>(instance: &'a SimulatedLoadBalancer, slot: &str) -> &'a [Map] {
    instance.targets.as_ref().and_then(|targets| targets.get(slot)).map_or(&[][..], Vec::as_slice)
}

/// The identity of a backend: whether it is an instance, its id or address, and the port.
type BackendKey<'b> = (bool, &'b str, Option<i64>);

/// Where a backend is bound: the slot, its listener, and the listener's protocol.
type BindingSlot = (String, String, Option<String>);

/// The current bindings of a request's backends on one CLB. Without this index, each of 500 backends in a request would
/// be compared to 15,000 others.
struct BoundTargets {
    /// Indices into `slots`, by backend.
    bound: SortedMap<(bool, String, Option<i64>), Vec<usize>>,
    slots: Vec<BindingSlot>,
}

impl BoundTargets {
    fn of(instance: &SimulatedLoadBalancer, entries: &[TargetEntry]) -> BoundTargets {
        let mut current = BoundTargets { bound: SortedMap::new(), slots: Vec::new() };
        let requested = entries.iter().filter_map(|entry| {
            let name = string(&entry.target, "InstanceId").or_else(|| string(&entry.target, "EniIp"))?;
            Some((name, entry.target.get("Port").and_then(Value::as_i64)))
        });
        let requested: SortedSet<(&str, Option<i64>)> = requested.collect();
        for listener in instance.listeners.iter().flatten() {
            let id = text(listener, "ListenerId").unwrap_or_default();
            let rules = objects(listener.get("Rules"));
            for slot in rules.iter().filter_map(|rule| text(rule, "LocationId")).chain([id.clone()]) {
                let here = bound(instance, &slot).iter().filter_map(backend_key);
                for (kind, name, port) in here.filter(|(_, name, port)| requested.contains(&(*name, *port))) {
                    current.bound.get_or_default((kind, name.to_owned(), port)).push(current.slots.len());
                }
                current.slots.push((slot, id.clone(), text(listener, "Protocol")));
            }
        }
        current
    }

    /// Adds a binding. Rejects one that exists, and one that another listener of the protocol has.
    fn take(
        &mut self,
        instance: &mut SimulatedLoadBalancer,
        entry: &TargetEntry,
        slot: &str,
        target: &Map,
    ) -> Result<(), CloudApiError> {
        let Some((kind, name, port)) = backend_key(target) else { return Ok(()) };
        let protocol = text(instance.listener_by_id(&entry.listener)?, "Protocol");
        let numbers = self.bound.get_or_default((kind, name.to_owned(), port));
        let slots: Vec<&BindingSlot> = numbers.iter().filter_map(|index| self.slots.get(*index)).collect();
        if slots.iter().any(|(current, ..)| current == slot) {
            return Err(CloudApiError::new("InvalidParameterValue.Duplicate", identity(target)));
        }
        if slots.iter().any(|(_, listener, other)| *listener != entry.listener && *other == protocol) {
            let message = format!("{} is bound to another listener", identity(target));
            return Err(CloudApiError::new("FailedOperation", message));
        }
        // When the bound backends are unknown, adding one does not make them known.
        let known = instance.targets.as_ref().is_some_and(|targets| targets.get(slot).is_some());
        if let (true, Some(index)) = (known, self.slots.iter().position(|(current, ..)| current == slot)) {
            numbers.push(index);
        }
        Ok(())
    }
}

/// Native IPv6 binds IPv6 addresses, everything else IPv4. Rules of native IPv6 may mix both.
fn family(instance: &SimulatedLoadBalancer, target: &Map) -> Result<(), CloudApiError> {
    let modes = ["IPv6FullChain", "IPv6Nat64"];
    let six =
        instance.has_value("AddressIPVersion", "ipv6") && modes.iter().any(|mode| instance.has_value("IPv6Mode", mode));
    let known = six || instance.has_value("AddressIPVersion", "ipv4");
    if !known {
        return Ok(());
    }
    let ip = target.get("PrivateIpAddresses").and_then(|list| list.item(0)).and_then(Value::as_str);
    let six = ip.is_some_and(|ip| ip.contains(':'));
    match (instance.native_ipv6(), six) {
        (HasNativeIpv6::Yes, true) | (HasNativeIpv6::NoOrUnknown, false) => Ok(()),
        (HasNativeIpv6::Yes, false) | (HasNativeIpv6::NoOrUnknown, true) => {
            Err(CloudApiError::new("InvalidParameter", format!("{} is of the other family", identity(target))))
        }
    }
}

/// A backend as `DescribeTargets` returns it.
fn backend(input: &Map) -> Result<Map, CloudApiError> {
    let mut body = Map::new();
    match (text(input, "InstanceId"), text(input, "EniIp")) {
        (Some(id), None) => {
            body.insert("Type".into(), "CVM".into());
            body.insert("InstanceId".into(), id.into());
        }
        (None, Some(ip)) => {
            body.insert("Type".into(), "ENI".into());
            body.insert("PrivateIpAddresses".into(), crate::json::json!([ip]));
        }
        (_, _) => return Err(CloudApiError::new("InvalidParameter", "exactly one of InstanceId and EniIp")),
    }
    let port = input.get("Port").and_then(Value::as_i64).filter(|port| (1..=65535).contains(port));
    let port = port.ok_or_else(|| CloudApiError::new("InvalidParameter.PortCheckFailed", "Port"))?;
    body.insert("Port".into(), port.into());
    let weight = input.get("Weight").and_then(Value::as_i64).unwrap_or(crate::model::DEFAULT_WEIGHT);
    if !(0..=100).contains(&weight) {
        return Err(CloudApiError::new("InvalidParameterValue.Range", "Weight"));
    }
    body.insert("Weight".into(), weight.into());
    Ok(body)
}

fn backend_key(body: &Map) -> Option<BackendKey<'_>> {
    // Only a backend that was bound by its instance is identified by it.
    let by_instance = string(body, "Type").is_none_or(|kind| kind.is_empty() || kind.eq_ignore_ascii_case("CVM"));
    let port = body.get("Port").and_then(Value::as_i64);
    match string(body, "InstanceId").filter(|id| by_instance && !id.is_empty()) {
        Some(id) => Some((true, id, port)),
        None => Some((false, body.get("PrivateIpAddresses").and_then(|list| list.item(0))?.as_str()?, port)),
    }
}

fn identity(body: &Map) -> String {
    let name = text(body, "InstanceId").or_else(|| {
        body.get("PrivateIpAddresses").and_then(|list| list.item(0)).and_then(Value::as_str).map(str::to_owned)
    });
    format!("{}:{}", name.unwrap_or_default(), body.get("Port").cloned().unwrap_or_default())
}
