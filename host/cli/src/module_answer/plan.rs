//! The answer of `planSync`: what would happen, Service by Service.

use super::reason::Reason;
use super::report_and_diagnostics::{Diagnostic, SeverityCounts, SourceRange};
use serde::{Deserialize, Serialize};
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
    /// Services to which the same happens, in the order of danger.
    #[serde(default)]
    pub overview: Vec<OverviewGroup>,
    #[serde(default)]
    pub highlights: Highlights,
    /// Sorted by namespace and name in the answer, by `rank` here.
    #[serde(default)]
    pub services: Vec<ServicePlan>,
    /// The Services outside of the scope.
    #[serde(default)]
    pub others: Option<OtherServicesCounts>,
    /// The number of findings that the live objects have as well.
    #[serde(default)]
    pub existing: SeverityCounts,
    /// The number of findings that were suppressed.
    #[serde(default)]
    pub suppressed: u64,
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
    /// What happens to the object.
    #[serde(default)]
    pub event: ServiceEvent,
    /// The place in the order of danger.
    #[serde(default)]
    pub rank: u64,
    /// The same is planned for the live object: the request does not bring it.
    #[serde(default)]
    pub existing: bool,
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
    pub vip: VipVerdict,
    #[serde(default)]
    pub addresses: Addresses,
    /// The deletion is expected, and not proven.
    #[serde(default)]
    pub unproven: bool,
    /// It is kept, and changes are left out that are unknown or that cannot be made yet.
    #[serde(default)]
    pub undecided: bool,
    /// The Service becomes reachable from the internet, whatever else happens.
    #[serde(default)]
    pub newly_public: bool,
    /// A listener or forwarding rule is deleted, or loses every backend that it has, whatever else happens.
    #[serde(default)]
    pub outage: bool,
    /// Where the change fails; only of the verdict `error`.
    #[serde(default)]
    pub failure: Option<SyncFailure>,
    #[serde(default)]
    pub because: Vec<Reason>,
}

/// The addresses of a Service; `None` if they are not known.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Addresses {
    #[serde(default)]
    pub before: Option<Vec<String>>,
    #[serde(default)]
    pub after: Option<Vec<String>>,
}

/// What happens to a Service object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ServiceEvent {
    Create,
    Update,
    Delete,
    Unchanged,
    /// A value of a later format version.
    #[default]
    #[serde(other)]
    Other,
}

/// Services to which the same happens.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewGroup {
    pub danger: Danger,
    pub verdict: LoadBalancerVerdict,
    #[serde(default)]
    pub vip: VipVerdict,
    #[serde(default)]
    pub scope: RelationToRequest,
    #[serde(default)]
    pub existing: bool,
    pub services: Vec<ServiceWithLoadBalancer>,
}

/// The worst that happens to a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Danger {
    NewlyPublic,
    Outage,
    Keep,
    /// Any other value: the verdict and the address already say it, or it belongs to a later version of the format.
    #[serde(other)]
    Other,
}

/// Why a Service is in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RelationToRequest {
    /// The request names it.
    #[default]
    Named,
    /// It shares a load balancer with a named one, or uses an object of the manifests.
    Touched,
    /// It is in the same cluster.
    #[serde(other)]
    Other,
}

/// A Service with its load balancer.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceWithLoadBalancer {
    pub namespace: String,
    pub name: String,
    #[serde(default)]
    pub load_balancer_id: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
}

/// The Services whose load balancer is deleted, whose address is lost, or that become public.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Highlights {
    #[serde(default)]
    pub deleted: Vec<ServiceWithLoadBalancer>,
    #[serde(default)]
    pub addresses_lost: Vec<ServiceWithLoadBalancer>,
    #[serde(default)]
    pub newly_public: Vec<ServiceWithLoadBalancer>,
}

/// The Services outside of the scope, counted.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OtherServicesCounts {
    pub services: u64,
    #[serde(default)]
    pub with_changes: u64,
    #[serde(default)]
    pub with_findings: u64,
    #[serde(default)]
    pub orphans: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

impl LoadBalancerVerdict {
    /// True where nothing is changed, because the API server or the controller refuses the Service.
    pub fn is_refused(self) -> bool {
        matches!(self, LoadBalancerVerdict::Blocked | LoadBalancerVerdict::Error)
    }

    /// True where clients must use another address, or have none.
    pub fn loses_address(self, vip: VipVerdict) -> bool {
        matches!(vip, VipVerdict::Lost | VipVerdict::Changed)
            || matches!(self, LoadBalancerVerdict::Delete | LoadBalancerVerdict::Replace)
    }
}

/// What happens to the address that clients use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum VipVerdict {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
    /// As the cloud writes it: `2025-11-02 10:11:12`.
    #[serde(default)]
    pub created_at: Option<String>,
    /// Absent if they were not provided.
    #[serde(default)]
    pub listeners: Option<u64>,
    /// The same.
    #[serde(default)]
    pub backends: Option<u64>,
    pub because: Reason,
}

/// What was not provided and therefore not checked.
#[derive(Debug, Clone, Deserialize)]
pub struct Assumption {
    #[serde(default)]
    pub code: String,
    pub message: String,
    /// The controller's own code of what happens if it is wrong.
    #[serde(default)]
    pub event: Option<String>,
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
    Undecided,
    Warn,
    /// Also any unknown value: a policy must not allow by mistake.
    #[serde(other)]
    Deny,
}

/// Where the change of a Service with the verdict `error` fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SyncFailure {
    /// The API server rejects the manifest.
    ApiServer,
    /// What the controller does is not documented, so nothing is planned.
    Unknown,
    /// The sync stops, or a value of a later format version.
    #[serde(other)]
    Sync,
}
