//! The answer of `planSync`: what would happen, Service by Service.

use super::{Diagnostic, Reason, SourceRange};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The answer of `planSync`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// `1.0`
    pub format_version: String,
    /// False: something needed was not given or not valid.
    #[serde(default = "yes")]
    pub complete: bool,
    /// Load balancers by verdict.
    #[serde(default)]
    pub summary: BTreeMap<String, u64>,
    /// Sorted by namespace and name.
    #[serde(default)]
    pub services: Vec<ServicePlan>,
    /// Load balancers that no Service uses.
    #[serde(default)]
    pub orphans: Vec<Orphan>,
    /// Findings.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    /// What was not given and therefore not checked.
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// Verdict of the guard rails, when there were any.
    #[serde(default)]
    pub policy: Option<PolicyAnswer>,
}

fn yes() -> bool {
    true
}

/// What becomes of one Service's load balancer.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePlan {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// The verdict.
    pub load_balancer: LoadBalancer,
    /// What differs.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The calls.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Seen, and left alone.
    #[serde(default)]
    pub withheld: Vec<Withheld>,
}

/// The verdict.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadBalancer {
    /// In one word.
    pub verdict: Verdict,
    /// The CLB it is about.
    #[serde(default)]
    pub id: Option<String>,
    /// What happens to the address.
    #[serde(default)]
    pub vip: Vip,
    /// Why.
    #[serde(default)]
    pub because: Vec<Reason>,
}

/// What becomes of the load balancer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// No load balancer is involved.
    None,
    /// It stays as it is.
    Keep,
    /// One is bought.
    Create,
    /// An existing one is taken into use.
    Adopt,
    /// It is changed in place.
    Update,
    /// Another takes its place.
    Replace,
    /// It is deleted.
    Delete,
    /// It stays, but is no longer managed.
    Release,
    /// The controller refuses.
    Blocked,
    /// The sync stops.
    Error,
    /// The controller is told to keep out.
    Skip,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What happens to the address clients use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Vip {
    /// There is none.
    None,
    /// It stays.
    Kept,
    /// There will be one.
    New,
    /// Another takes its place.
    Changed,
    /// It is lost.
    Lost,
    /// Not known.
    #[default]
    #[serde(other)]
    Unknown,
}

/// What is done to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verb {
    /// It comes.
    Create,
    /// It changes.
    Update,
    /// It goes.
    Delete,
    /// It stays, but is no longer managed.
    Release,
    /// A word this host does not know.
    #[serde(other)]
    Other,
}

/// What differs of one resource.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Which resource: `listener/TCP/80`.
    pub address: String,
    /// What is done.
    pub verb: Verb,
    /// As it is.
    #[serde(default)]
    pub before: Option<Map<String, Value>>,
    /// As it will be.
    #[serde(default)]
    pub after: Option<Map<String, Value>>,
    /// Fields whose value exists only later.
    #[serde(default)]
    pub after_unknown: Vec<String>,
    /// Fields that differ.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Why.
    #[serde(default)]
    pub because: Vec<Reason>,
    /// The places in the manifests that ask for it.
    #[serde(default)]
    pub sources: Vec<SourceRange>,
}

/// One call.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// Its name within the Service.
    pub id: String,
    /// The call.
    pub api: String,
    /// Its body.
    #[serde(default)]
    pub request: Value,
    /// Which resource it is about.
    pub address: String,
    /// What must have happened before.
    #[serde(default)]
    pub after: Vec<String>,
    /// The longest path to it.
    #[serde(default)]
    pub wave: u64,
    /// Why.
    pub because: Reason,
}

/// A difference that is left alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Withheld {
    /// Which resource.
    pub address: String,
    /// What is not done.
    pub verb: Verb,
    /// Why not.
    pub because: Reason,
}

/// A load balancer that no Service uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orphan {
    /// Its id.
    pub load_balancer_id: String,
    /// How we know.
    pub because: Reason,
}

/// What was not given and therefore not checked.
#[derive(Debug, Clone, Deserialize)]
pub struct Assumption {
    /// The sentence.
    pub message: String,
}

/// Verdict of the guard rails.
#[derive(Debug, Clone, Deserialize)]
pub struct PolicyAnswer {
    /// In one word.
    pub verdict: PolicyVerdict,
    /// What they caught.
    #[serde(default)]
    pub violations: Vec<Diagnostic>,
}

/// Verdict of the guard rails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PolicyVerdict {
    /// Nothing was caught.
    Allow,
    /// Something that warns.
    Warn,
    /// Something that denies. A word this host does not know counts as this: a guard must not open by mistake.
    #[serde(other)]
    Deny,
}
