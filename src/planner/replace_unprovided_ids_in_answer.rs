//! What an answer says instead of an id that was not provided.
//!
//! Where the cloud's state is derived, load balancers, listeners and rules have ids that the simulation chose. They serve
//! inside the planner only: in an answer such an id would be taken for a real one, and it could be somebody else's. A
//! request refers to it by `$from`, a change leaves it out, and a text names the Service.

use super::{ForwardingRuleKey, ResourceAddress};
use crate::json::{Map, Value, json};
use crate::model::LoadBalancer;
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;

/// The ids that were not provided, each with what it stands for.
#[derive(Debug, Default)]
pub struct UnprovidedIds(SortedMap<String, Described>);

/// A resource by its owner: the Service, or the load balancer where that is known.
#[derive(Debug)]
struct Described {
    owner: String,
    address: ResourceAddress,
}

impl Described {
    /// As a request refers to it: what the `Describe…` call of that resource would return.
    fn reference(&self) -> Value {
        let path = match self.address {
            ResourceAddress::Listener(_) | ResourceAddress::UnknownListener(..) => "ListenerId",
            ResourceAddress::Rule(..) => "LocationId",
            ResourceAddress::LoadBalancer
            | ResourceAddress::SecurityGroups
            | ResourceAddress::Tags
            | ResourceAddress::Service
            | ResourceAddress::ServiceConfig
            | ResourceAddress::Backends(..) => "LoadBalancerId",
        };
        json!({ "$from": format!("{}:describe:{}", self.owner, self.address), "path": path })
    }
}

impl UnprovidedIds {
    /// The ids of derived load balancers and of what is on them; each with the Service that has it, where its own id was not
    /// provided.
    pub fn of<'a>(derived: impl Iterator<Item = (&'a LoadBalancer, Option<&'a ServiceName>)>) -> UnprovidedIds {
        let mut ids = Vec::new();
        for (lb, service) in derived {
            let owner = service.map_or_else(|| lb.id.clone(), ServiceName::to_string);
            let mut add = |id: &str, address| ids.push((id.to_owned(), Described { owner: owner.clone(), address }));
            if service.is_some() {
                add(&lb.id, ResourceAddress::LoadBalancer);
            }
            for listener in lb.listeners.iter().flatten() {
                add(&listener.id, ResourceAddress::of_listener(listener));
                for (rule, key) in listener.rules.iter().filter_map(|rule| Some((rule, listener.key?))) {
                    let path = ForwardingRuleKey { domain: rule.domain.clone(), url: rule.url.clone() };
                    add(&rule.id, ResourceAddress::Rule(key, path));
                }
            }
        }
        UnprovidedIds(SortedMap::from_unsorted(ids))
    }

    /// True for an id that was not provided.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The load balancers, each with the Service that has it.
    pub fn load_balancers(&self) -> SortedMap<String, String> {
        let own = self.0.iter().filter(|(_, described)| described.address == ResourceAddress::LoadBalancer);
        own.map(|(id, described)| (id.clone(), described.owner.clone())).collect()
    }

    /// A request with references in the place of ids.
    pub(super) fn in_request(&self, request: Value) -> Value {
        match request {
            request if self.0.is_empty() => request,
            Value::String(text) => match self.0.get(&text) {
                Some(described) => described.reference(),
                None => Value::String(text),
            },
            Value::Array(items) => items.into_iter().map(|item| self.in_request(item)).collect::<Vec<_>>().into(),
            Value::Object(members) => {
                members.into_iter().map(|(key, value)| (key, self.in_request(value))).collect::<Map>().into()
            }
            other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
        }
    }

    /// A state of a resource without the ids, and the names of the members that it lost.
    pub(super) fn without(&self, state: Value) -> (Value, Vec<String>) {
        if self.0.is_empty() {
            return (state, Vec::new());
        }
        let Value::Object(members) = state else { return (state, Vec::new()) };
        let mut lost = Vec::new();
        let kept = members.into_iter().filter(|(key, value)| {
            let is_unprovided = value.as_str().is_some_and(|text| self.contains(text));
            lost.extend(is_unprovided.then(|| key.clone()));
            !is_unprovided
        });
        let kept: Map = kept.collect();
        (kept.into(), lost)
    }
}
