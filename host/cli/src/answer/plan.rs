//! The answer of `planSync`: what would happen, Service by Service.

use super::finding::{Diagnostic, SourceRange};
use super::reason::Reason;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The answer of `planSync`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    pub format_version: String,
    /// False if information that the plan needs is missing or invalid.
    #[serde(default = "yes")]
    pub complete: bool,
    /// The number of load balancers by verdict.
    #[serde(default)]
    pub summary: BTreeMap<String, u64>,
    /// Sorted by namespace and name.
    #[serde(default)]
    pub services: Vec<ServicePlan>,
    #[serde(default)]
    pub orphans: Vec<Orphan>,
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// Absent if the request had no policy.
    #[serde(default)]
    pub policy: Option<PolicyAnswer>,
}

fn yes() -> bool {
    true
}

/// The plan of one Service.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServicePlan {
    pub namespace: String,
    pub name: String,
    pub load_balancer: LoadBalancerPlan,
    #[serde(default)]
    pub changes: Vec<Change>,
    /// The calls of the cloud's API.
    #[serde(default)]
    pub actions: Vec<Action>,
    #[serde(default)]
    pub withheld: Vec<WithheldChange>,
}

/// What happens to the load balancer of a Service.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadBalancerPlan {
    pub verdict: LoadBalancerVerdict,
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub vip: VipChange,
    #[serde(default)]
    pub because: Vec<Reason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LoadBalancerVerdict {
    /// No load balancer is involved.
    None,
    Keep,
    Create,
    /// An existing load balancer is used.
    Adopt,
    Update,
    Replace,
    Delete,
    /// The load balancer stays, but is no longer managed.
    Release,
    /// The controller refuses the change.
    Blocked,
    /// The sync stops.
    Error,
    /// An annotation turns off the sync.
    Skip,
    /// A value of a later format version.
    #[serde(other)]
    Other,
}

/// What happens to the address that clients use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum VipChange {
    /// There is no address.
    None,
    Kept,
    New,
    Changed,
    Lost,
    #[default]
    #[serde(other)]
    Unknown,
}

/// What happens to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verb {
    Create,
    Update,
    Delete,
    /// The resource stays, but is no longer managed.
    Release,
    /// A value of a later format version.
    #[serde(other)]
    Other,
}

/// The change of one resource.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The resource: `listener/TCP/80`.
    pub address: String,
    pub verb: Verb,
    #[serde(default)]
    pub before: Option<Map<String, Value>>,
    #[serde(default)]
    pub after: Option<Map<String, Value>>,
    /// Fields whose value is known only after the sync.
    #[serde(default)]
    pub after_unknown: Vec<String>,
    /// Fields that differ.
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub because: Vec<Reason>,
    /// The ranges of the manifests that specify it.
    #[serde(default)]
    pub sources: Vec<SourceRange>,
}

/// One call of the cloud's API.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// Unique within the Service.
    pub id: String,
    /// The name of the call.
    pub api: String,
    /// The body of the call.
    #[serde(default)]
    pub request: Value,
    /// The resource: `listener/TCP/80`.
    pub address: String,
    /// Ids of the actions that must be done before.
    #[serde(default)]
    pub after: Vec<String>,
    /// Length of the longest chain of actions before it.
    #[serde(default)]
    pub wave: u64,
    pub because: Reason,
}

/// A difference that is not changed.
#[derive(Debug, Clone, Deserialize)]
pub struct WithheldChange {
    pub address: String,
    pub verb: Verb,
    pub because: Reason,
}

/// A load balancer of the cluster that no Service uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Orphan {
    pub load_balancer_id: String,
    pub because: Reason,
}

/// What was not provided and therefore not checked.
#[derive(Debug, Clone, Deserialize)]
pub struct Assumption {
    pub message: String,
}

/// The result of the policy.
#[derive(Debug, Clone, Deserialize)]
pub struct PolicyAnswer {
    pub verdict: PolicyVerdict,
    #[serde(default)]
    pub violations: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PolicyVerdict {
    Allow,
    Warn,
    /// Also any unknown value: a policy must not allow by mistake.
    #[serde(other)]
    Deny,
}
