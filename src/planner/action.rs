//! What a plan is made of: changes of resources, calls, and differences that are left alone.

use crate::diagnostic::Reason;
use crate::json::Value;
use crate::model::ListenerKey;
use crate::sorted_map::SortedSet;
use crate::tke::Protocol;
use serde::Serialize;

/// What happens to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// It comes into being.
    Create,
    /// It is changed in place.
    Update,
    /// It goes.
    Delete,
    /// It stays, and is not managed any more.
    Release,
}

impl Verb {
    /// As the answer spells it.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Create => "create",
            Verb::Update => "update",
            Verb::Delete => "delete",
            Verb::Release => "release",
        }
    }
}

/// A difference between what is held and what is wanted that the plan removes.
#[derive(Debug, Clone)]
pub struct Change {
    /// `listener/TCP/80`.
    pub address: String,
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
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What stands for an API where an object of the cluster is written, by a JSON merge patch.
pub const KUBERNETES: &str = "kubernetes";

/// A call.
#[derive(Debug, Clone)]
pub struct Action {
    /// Unique in the plan.
    pub id: String,
    /// Which kind of step it is, for the order.
    pub kind: CallKind,
    /// The CLB it works on: an id, or the action that buys it.
    pub load_balancer: String,
    /// `CreateListener`; [`KUBERNETES`] for the Service, or the TkeServiceConfig that is kept for it.
    pub api: &'static str,
    /// Its body.
    pub request: Value,
    /// The resource.
    pub address: String,
    /// What it does to the resource.
    pub verb: Verb,
    /// Actions that go before.
    pub after: SortedSet<String>,
    /// Longest path to it.
    pub wave: u32,
    /// Why.
    pub reason: Reason,
}

/// A difference that was seen and left alone.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// The resource.
    pub address: String,
    /// What was not done.
    pub verb: Verb,
    /// Why.
    pub reason: Reason,
}

/// What kind of step a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallKind {
    /// Buys a CLB.
    CreateLoadBalancer,
    /// Deletes a CLB.
    DeleteLoadBalancer,
    /// Changes a CLB's own attributes.
    ModifyLoadBalancer,
    /// Gives a CLB addresses to reach backends of other networks from.
    ModifySnat,
    /// Puts a tag on a CLB.
    TagResources,
    /// Takes a tag off a CLB.
    UntagResources,
    /// Makes a listener.
    CreateListener(ListenerKey),
    /// Changes a listener.
    ModifyListener(ListenerKey),
    /// Deletes a listener.
    DeleteListener(Option<Protocol>),
    /// Makes a rule.
    CreateRule(ListenerKey),
    /// Changes what all rules of a domain have in common.
    ModifyDomain(ListenerKey),
    /// Changes a rule.
    ModifyRule(ListenerKey),
    /// Deletes a rule.
    DeleteRule(ListenerKey),
    /// Unbinds backends.
    DeregisterTargets(ListenerKey),
    /// Changes weights of backends.
    ModifyWeights(ListenerKey),
    /// Binds backends.
    RegisterTargets(ListenerKey),
    /// Writes the TkeServiceConfig that the controller keeps.
    WriteConfig,
    /// Writes the Service.
    WriteService,
}
