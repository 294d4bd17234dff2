//! The module's answers, as far as this host shows them.
//!
//! Reads what format 1.x promises and is tolerant of what a later minor version adds: unknown fields are passed over,
//! unknown words become `Other`. A missing optional field is absent, never invented.

mod finding;
mod plan;

pub use finding::{Diagnostic, Edit, Effect, Fix, ObjectRef, Position, Related, Report, Severity, SourceRange};
pub use plan::{
    Action, Assumption, Change, LoadBalancer, Orphan, Plan, PolicyAnswer, PolicyVerdict, ServicePlan, Verb, Verdict,
    Vip, Withheld,
};

use serde::Deserialize;

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reason {
    /// The sentence.
    pub message: String,
    /// How it is known.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The page.
    #[serde(default)]
    pub url: Option<String>,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// A page says so.
    Documented,
    /// It is concluded.
    Inferred,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What the module says of a request that is no request.
#[derive(Debug, Clone, Deserialize)]
pub struct RequestError {
    /// The error.
    pub error: RequestErrorBody,
}

/// The error of a [`RequestError`].
#[derive(Debug, Clone, Deserialize)]
pub struct RequestErrorBody {
    /// Its name.
    #[serde(default)]
    pub code: String,
    /// The sentence.
    pub message: String,
    /// Where in the request.
    #[serde(default)]
    pub path: Option<String>,
}
