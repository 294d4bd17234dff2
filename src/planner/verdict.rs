//! The words of the answer: what becomes of the Service, its CLB and its address, and of each resource.

use serde::Serialize;

/// What happens to the Service object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", schemars(rename = "Event"))]
pub enum ServiceEvent {
    /// It is new.
    Create,
    /// It is edited.
    Update,
    /// It goes away.
    Delete,
    /// It stays as it is.
    Unchanged,
}

/// What becomes of its CLB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It has none and needs none.
    None,
    /// It stays as it is.
    Keep,
    /// One is bought.
    Create,
    /// One of the user's is taken into use.
    Adopt,
    /// It is changed in place.
    Update,
    /// It goes, and another one takes its place.
    Replace,
    /// It is deleted.
    Delete,
    /// It stays, and is not managed any more.
    Release,
    /// The controller refuses the change.
    Blocked,
    /// The controller cannot sync the Service, or too little is known.
    Error,
    /// Nothing is touched, by the user's wish.
    Skip,
}

impl Verdict {
    /// The verdict about a CLB that stays: with calls it is changed in place.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Vip {
    /// There is none.
    None,
    /// It stays.
    Kept,
    /// There is one for the first time.
    New,
    /// There is another one.
    Changed,
    /// It is gone.
    Lost,
    /// It cannot be derived from what was provided.
    Unknown,
}

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
