//! From decisions to calls: what is done to each resource, why, in which order, and what is left alone.
//!
//! [`draft()`] plans one Service; [`order`] turns its rules into edges and waves; [`check`] says what must hold of any
//! finished plan; [`answer`] is what callers see. No decision is taken here: outcomes come from `lifecycle/`.

mod adoption;
pub mod answer;
mod backends;
pub mod check;
pub mod codes;
mod draft;
mod drift;
mod facts;
mod fitting;
mod instance;
mod listeners;
mod marks;
mod neighbours;
mod order;
mod outcome;
mod quota;
pub mod reasons;
mod refused;
mod release;
mod request;
mod rules;
mod service;
mod service_config;
mod snat;
pub mod sources;
mod unchecked;
mod verdict;

pub use draft::{Admission, Case, Draft, Evidence, Room, draft};
pub use neighbours::{BackendSlot, Claim, Keeper, ListenerSlot, Neighbours, Tie};
pub use order::Step;
pub use verdict::{Event, Verdict, Vip};

use crate::diagnostic::Because;
use crate::json::Value;
use crate::sorted::Set;
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
    pub because: Vec<Because>,
}

/// A call.
#[derive(Debug, Clone)]
pub struct Action {
    /// Unique in the plan.
    pub id: String,
    /// Which kind of step it is, for the order.
    pub step: Step,
    /// The CLB it works on: an id, or the action that buys it.
    pub site: String,
    /// `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that is kept for it.
    pub api: &'static str,
    /// Its body.
    pub request: Value,
    /// The resource.
    pub address: String,
    /// What it does to the resource.
    pub verb: Verb,
    /// Actions that go before.
    pub after: Set<String>,
    /// Longest path to it.
    pub wave: u32,
    /// Why.
    pub because: Because,
}

/// A difference that was seen and left alone.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// The resource.
    pub address: String,
    /// What was not done.
    pub verb: Verb,
    /// Why.
    pub because: Because,
}
