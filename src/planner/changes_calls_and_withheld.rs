//! What a plan is made of: changes of resources, calls, and differences that are withheld.

use super::{Call, IdOrResult, ResourceAddress, Verb};
use crate::diagnostic::Reason;
use crate::json::Value;
use crate::sorted_map::SortedSet;

/// A difference between current and desired state that the plan removes.
#[derive(Debug, Clone)]
pub struct ResourceChange {
    /// The resource.
    pub address: ResourceAddress,
    /// What happens to it.
    pub verb: Verb,
    /// What is there now.
    pub before: Option<Value>,
    /// What will be there.
    pub after: Option<Value>,
    /// Members of `after` that are known only later, or not at all.
    pub after_unknown: Vec<String>,
    /// Members that differ, of an update.
    pub fields: Vec<String>,
    /// Why; empty until the builder adds its own reason.
    pub reasons: Vec<Reason>,
}

impl ResourceChange {
    /// A resource that is created.
    pub fn created(address: ResourceAddress, after: Value) -> ResourceChange {
        ResourceChange::new(address, Verb::Create, None, Some(after))
    }

    /// A resource that is changed in place: the members in `fields`.
    pub fn updated(
        address: ResourceAddress,
        before: Option<Value>,
        after: Value,
        fields: Vec<String>,
    ) -> ResourceChange {
        ResourceChange { fields, ..ResourceChange::new(address, Verb::Update, before, Some(after)) }
    }

    /// A resource that is deleted.
    pub fn deleted(address: ResourceAddress, before: Value) -> ResourceChange {
        ResourceChange::new(address, Verb::Delete, Some(before), None)
    }

    /// A resource that stays and is no longer managed.
    pub fn released(address: ResourceAddress, before: Value) -> ResourceChange {
        ResourceChange::new(address, Verb::Release, Some(before), None)
    }

    fn new(address: ResourceAddress, verb: Verb, before: Option<Value>, after: Option<Value>) -> ResourceChange {
        ResourceChange {
            address,
            verb,
            before,
            after,
            after_unknown: Vec::new(),
            fields: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// Names members of `after` that are known only later, or not at all.
    pub fn unknown(mut self, members: Vec<String>) -> ResourceChange {
        self.after_unknown = members;
        self
    }

    /// True where a listener or forwarding rule serves no client for a while, or no longer: it is deleted, or every backend
    /// that it has is unbound or gets weight 0. The plan unbinds backends before it binds others.
    pub fn stops_serving(&self) -> bool {
        match (self.verb, &self.address) {
            (Verb::Delete, ResourceAddress::Listener(_) | ResourceAddress::Rule(..)) => true,
            (Verb::Delete, _) => false,
            (Verb::Create | Verb::Update | Verb::Release, _) => self.drains_every_backend(),
        }
    }

    /// True for backends of which none stays with a weight above 0.
    pub fn drains_every_backend(&self) -> bool {
        let targets = |state: &Option<Value>| {
            let targets = state.as_ref()?.get("Targets")?.as_array()?;
            let identity = |target: &Value| ["InstanceId", "EniIp", "Port"].map(|key| target.get(key).cloned());
            let is_serving = |target: &Value| target.get("Weight").and_then(Value::as_i64) != Some(0);
            Some(targets.iter().map(|target| (identity(target), is_serving(target))).collect::<Vec<_>>())
        };
        let (Some(before), Some(after)) = (targets(&self.before), targets(&self.after)) else { return false };
        let served = before.iter().any(|(_, is_serving)| *is_serving);
        let stays = |(target, _): &&([Option<Value>; 3], bool)| {
            after.iter().any(|(other, is_serving)| other == target && (*is_serving || !served))
        };
        let mut counted = before.iter().filter(|(_, is_serving)| *is_serving || !served);
        !before.is_empty() && !counted.any(|target| stays(&target))
    }

    /// Gives a reason of its own.
    pub fn because(mut self, reason: Reason) -> ResourceChange {
        self.reasons = vec![reason];
        self
    }
}

/// A call of the plan.
#[derive(Debug, Clone)]
pub struct Action {
    /// Unique in the plan.
    pub id: String,
    /// The call.
    pub call: Call,
    /// Actions that go before.
    pub after: SortedSet<String>,
    /// Longest path to it.
    pub wave: u32,
    /// Why.
    pub reason: Reason,
}

impl Action {
    /// The CLB it works on: the id of an existing one, or the action that buys it.
    pub fn load_balancer(&self) -> Option<&str> {
        match &self.call {
            Call::CreateLoadBalancer(_) => Some(&self.id),
            call => call.load_balancer().map(IdOrResult::key),
        }
    }

    /// The CLB that it deletes.
    pub fn deleted_load_balancer(&self) -> Option<&str> {
        if let Call::DeleteLoadBalancer { lb } = &self.call { Some(lb.key()) } else { None }
    }

    /// True when it works on that CLB.
    pub fn is_on(&self, load_balancer: &str) -> bool {
        self.load_balancer() == Some(load_balancer)
    }
}

/// A difference that the plan does not remove.
#[derive(Debug, Clone)]
pub struct WithheldChange {
    /// The resource.
    pub address: ResourceAddress,
    /// What was not done.
    pub verb: Verb,
    /// Why.
    pub reason: Reason,
}
