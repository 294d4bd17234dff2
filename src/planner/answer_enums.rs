//! The words of the answer: what becomes of the Service, its CLB and its address, and of each resource.

use serde::Serialize;

/// What happens to a Service object.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", schemars(rename = "Event"))]
pub enum ServiceEvent {
    /// It is created.
    Create,
    /// It is changed.
    Update,
    /// It is deleted.
    Delete,
    /// It does not change.
    Unchanged,
}

/// What happens to the load balancer of a Service.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The Service has none and needs none.
    None,
    /// It does not change.
    Keep,
    /// One is created.
    Create,
    /// An existing one is adopted.
    Adopt,
    /// It is changed in place.
    Update,
    /// It is deleted or released, and another one takes its place.
    Replace,
    /// It is deleted.
    Delete,
    /// It is released: kept and no longer managed.
    Release,
    /// The controller refuses the change.
    Blocked,
    /// The controller cannot sync the Service, or too little is known.
    Error,
    /// Nothing is changed, because the Service has `mode: skip`.
    Skip,
}

impl Verdict {
    /// The verdict about a load balancer that stays: with calls it is changed in place.
    pub fn in_place(has_calls: bool) -> Verdict {
        if has_calls { Verdict::Update } else { Verdict::Keep }
    }

    /// True when the Service goes on holding the CLB that it holds.
    pub fn keeps_load_balancer(self) -> bool {
        match self {
            Verdict::Keep | Verdict::Update | Verdict::Blocked | Verdict::Error | Verdict::Skip => true,
            Verdict::None
            | Verdict::Create
            | Verdict::Adopt
            | Verdict::Replace
            | Verdict::Delete
            | Verdict::Release => false,
        }
    }
}

/// What happens to the address that clients use.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", schemars(rename = "Vip"))]
pub enum VipChange {
    /// There is none.
    None,
    /// It does not change.
    Kept,
    /// There is one for the first time.
    New,
    /// It is replaced by another one.
    Changed,
    /// It is lost.
    Lost,
    /// It cannot be determined from the provided input.
    Unknown,
}

impl VipChange {
    /// The same, of an address that may not exist yet.
    pub fn if_it_exists(self) -> VipChange {
        match self {
            VipChange::Kept | VipChange::Changed | VipChange::Lost => VipChange::Unknown,
            VipChange::None | VipChange::New | VipChange::Unknown => self,
        }
    }
}

/// What happens to a resource of the cloud or the cluster.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// It is created.
    Create,
    /// It is changed in place.
    Update,
    /// It is deleted.
    Delete,
    /// It is released: kept and no longer managed.
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
