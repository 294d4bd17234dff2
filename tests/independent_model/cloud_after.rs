//! The cloud after the calls of a plan, by the rules of the CLB API (clb-api 1.1 to 1.7), as far as the world shows it.
//!
//! Load balancers whose listeners were not provided are not followed: nothing is known of them before or after.

use super::read_plan::{Call, Plan, list};
use super::world::{Balancer, Key, LISTENER_NAME, ListenerName, World};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub struct ListenerAfter {
    pub id: String,
    pub protocol: String,
    pub managed: bool,
    /// Instance and port; `None` where the targets were not provided.
    pub targets: Option<BTreeSet<(String, u64)>>,
}

#[derive(Clone, Debug, Default)]
pub struct BalancerAfter {
    pub listeners: BTreeMap<Key, ListenerAfter>,
    /// The name of the Service whose plan created it.
    pub created_by: Option<String>,
    pub deleted: bool,
}

/// The cloud after the calls, and what the cloud would refuse.
#[derive(Debug, Default)]
pub struct CloudAfter {
    pub balancers: BTreeMap<String, BalancerAfter>,
    pub refused: Vec<String>,
    /// Ids of load balancers that are known, with or without listeners.
    known: BTreeSet<String>,
    /// The call that freed a place for a listener.
    freed: BTreeMap<(String, Key), String>,
}

pub fn cloud_after(world: &World, plan: &Plan) -> CloudAfter {
    let mut cloud = CloudAfter::default();
    for balancer in world.cloud.iter().flat_map(|cloud| &cloud.balancers) {
        cloud.known.insert(balancer.id.to_owned());
        if world.cloud.as_ref().is_some_and(|known| known.lists_twice(balancer.id)) {
            continue;
        }
        if let Some(before) = before(balancer) {
            cloud.balancers.insert(balancer.id.to_owned(), before);
        }
    }
    let mut calls: Vec<(&str, &Call)> = Vec::new();
    for service in &plan.services {
        calls.extend(service.cloud_calls().map(|call| (service.name.as_str(), call)));
    }
    calls.sort_by_key(|(_, call)| call.wave);
    let edges = Edges::new(plan);
    for (service, call) in calls {
        cloud.apply(service, call, &edges);
    }
    cloud
}

fn before(balancer: &Balancer) -> Option<BalancerAfter> {
    let listeners = balancer.listeners.as_ref()?.iter().map(|listener| {
        let (count, port) = listener.targets.unwrap_or((0, 0));
        let targets =
            (1..=count).map(|node| (super::write_request_of_world::instance(node), u64::from(port))).collect();
        let after = ListenerAfter {
            id: listener.id(balancer.id),
            protocol: listener.protocol.to_owned(),
            managed: listener.name == ListenerName::Managed,
            targets: balancer.targets_provided.then_some(targets),
        };
        (listener.key(), after)
    });
    Some(BalancerAfter { listeners: listeners.collect(), ..BalancerAfter::default() })
}

/// Which call comes after which.
pub struct Edges<'a>(BTreeMap<&'a str, &'a [String]>);

impl<'a> Edges<'a> {
    pub fn new(plan: &'a Plan) -> Edges<'a> {
        let calls = plan.services.iter().flat_map(|service| &service.calls);
        Edges(calls.map(|call| (call.id.as_str(), call.after.as_slice())).collect())
    }

    /// Whether the call waits for the other one, directly or not.
    pub fn waits(&self, call: &str, other: &str) -> bool {
        let mut open = vec![call];
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            for earlier in self.0.get(id).copied().unwrap_or_default() {
                if earlier == other {
                    return true;
                }
                if seen.insert(earlier.as_str()) {
                    open.push(earlier);
                }
            }
        }
        false
    }
}

/// An id in a request: literal, or the answer of another call, or to be looked up because it was not provided.
enum Id {
    Known(String),
    LookedUp,
}

fn id(value: &Value) -> Id {
    if let Some(text) = value.as_str() {
        return Id::Known(text.to_owned());
    }
    let from = value["$from"].as_str().unwrap_or_default();
    if from.contains(":describe:") {
        return Id::LookedUp;
    }
    let index = value["path"].as_str().and_then(|path| path.rsplit_once('.')).map_or("?", |(_, index)| index);
    Id::Known(created_id(from, index))
}

/// The id of what a call creates.
pub fn created_id(call: &str, index: impl std::fmt::Display) -> String {
    format!("created:{call}:{index}")
}

impl CloudAfter {
    fn apply(&mut self, service: &str, call: &Call, edges: &Edges<'_>) {
        let request = &call.request;
        match call.api.as_str() {
            "CreateLoadBalancer" => {
                let created = BalancerAfter { created_by: Some(service.to_owned()), ..BalancerAfter::default() };
                self.known.insert(created_id(&call.id, 0));
                self.balancers.insert(created_id(&call.id, 0), created);
            }
            "DeleteLoadBalancer" => {
                for id in list(&request["LoadBalancerIds"]) {
                    self.delete(id.as_str().unwrap_or_default(), call);
                }
            }
            "CreateListener" => self.create_listeners(call, edges),
            "DeleteListener" => {
                if let Some((balancer, key)) = self.find(call, &request["ListenerId"]) {
                    self.balancer(&balancer).listeners.remove(&key);
                    self.freed.insert((balancer, key), call.id.clone());
                }
            }
            "RegisterTargets" | "BatchRegisterTargets" => self.targets(call, |targets, target| {
                targets.insert(target);
            }),
            "DeregisterTargets" | "BatchDeregisterTargets" => self.targets(call, |targets, target| {
                targets.remove(&target);
            }),
            _ => {
                self.find(call, &request["ListenerId"]);
            }
        }
    }

    fn balancer(&mut self, id: &str) -> &mut BalancerAfter {
        self.balancers.entry(id.to_owned()).or_default()
    }

    fn delete(&mut self, id: &str, call: &Call) {
        if !self.known.contains(id) {
            self.refused.push(format!("{}: {id} is not known", call.id));
        }
        if let Some(balancer) = self.balancers.get_mut(id) {
            if balancer.deleted {
                self.refused.push(format!("{}: {id} is deleted already", call.id));
            }
            balancer.deleted = true;
        }
    }

    /// The load balancer that the call is about, if it is followed.
    fn followed(&mut self, call: &Call) -> Option<String> {
        let Id::Known(balancer) = id(&call.request["LoadBalancerId"]) else { return None };
        if self.balancers.get(&balancer)?.deleted {
            self.refused.push(format!("{}: {balancer} is deleted already", call.id));
            return None;
        }
        Some(balancer)
    }

    /// The listener that the call names.
    fn find(&mut self, call: &Call, listener: &Value) -> Option<(String, Key)> {
        if listener.is_null() {
            return None;
        }
        let balancer = self.followed(call)?;
        let Id::Known(listener) = id(listener) else { return None };
        let key = self.balancers[&balancer].listeners.iter().find(|(_, known)| known.id == listener);
        let key = key.map(|(key, _)| *key);
        if key.is_none() {
            self.refused.push(format!("{}: {balancer} has no listener {listener}", call.id));
        }
        Some((balancer, key?))
    }

    /// A second listener on the same protocol class and port is refused (clb-api 5.5).
    fn create_listeners(&mut self, call: &Call, edges: &Edges<'_>) {
        let Some(balancer) = self.followed(call) else { return };
        let protocol = call.request["Protocol"].as_str().unwrap_or_default().to_owned();
        for (index, port) in list(&call.request["Ports"]).iter().enumerate() {
            let port = port.as_u64().and_then(|port| u16::try_from(port).ok()).unwrap_or_default();
            let key = Key { udp: matches!(protocol.as_str(), "UDP" | "QUIC"), port };
            let managed = call.request["ListenerNames"][index] == LISTENER_NAME;
            let listener = ListenerAfter {
                id: created_id(&call.id, index),
                protocol: protocol.clone(),
                managed,
                targets: Some(BTreeSet::new()),
            };
            if self.balancer(&balancer).listeners.insert(key, listener).is_some() {
                self.refused.push(format!("{}: {balancer} has a listener at {protocol} {port}", call.id));
            }
            let freed = self.freed.get(&(balancer.clone(), key));
            if freed.is_some_and(|earlier| !edges.waits(&call.id, earlier)) {
                self.refused.push(format!("{}: does not wait until {protocol} {port} is free", call.id));
            }
        }
    }

    fn targets(&mut self, call: &Call, change: impl Fn(&mut BTreeSet<(String, u64)>, (String, u64))) {
        for target in list(&call.request["Targets"]) {
            let listener =
                if call.request["ListenerId"].is_null() { &target["ListenerId"] } else { &call.request["ListenerId"] };
            let Some((balancer, key)) = self.find(call, listener) else { continue };
            let instance = target["InstanceId"].as_str().or(target["EniIp"].as_str()).unwrap_or_default().to_owned();
            let entry = (instance, target["Port"].as_u64().unwrap_or_default());
            if let Some(targets) = self.balancer(&balancer).listeners.get_mut(&key).and_then(|one| one.targets.as_mut())
            {
                change(targets, entry);
            }
        }
    }
}
