//! The answer of `audit`, as `-o json` prints it.
//!
//! `host/cli/schemas/audit.json` is its schema; a test makes it from these types.

use crate::module_answer::{Basis, LoadBalancerPlan, LoadBalancerVerdict, ServicePlan, Severity, Verb, VipVerdict};
use serde::Serialize;

/// Minor versions add members.
pub const FORMAT_VERSION: &str = "1.0";

/// The answer of `clbplan audit`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Audit {
    /// Version of this format.
    pub format_version: &'static str,
    /// False when a cluster could not be audited or something was not checked; see `clusters[].error` and `notChecked`.
    pub complete: bool,
    /// The number of findings by severity.
    pub summary: SeverityCounts,
    /// The number of load balancers in the lists of the cloud.
    pub load_balancers: usize,
    /// The clusters that were given.
    pub clusters: Vec<AuditedCluster>,
    /// The findings, the most dangerous first.
    pub findings: Vec<Finding>,
    /// What was not provided or could not be read, and is therefore not checked.
    pub not_checked: Vec<NotChecked>,
}

/// The number of findings by severity.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeverityCounts {
    /// Findings with `severity: error`.
    pub errors: usize,
    /// Findings with `severity: warning`.
    pub warnings: usize,
    /// Findings with `severity: info`.
    pub infos: usize,
}

/// A cluster that was given.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditedCluster {
    /// The name that findings refer to.
    pub name: String,
    /// The id of the cluster, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// When the cluster was read, RFC 3339; absent when files do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<String>,
    /// The Services with a load balancer; absent when the cluster could not be audited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<usize>,
    /// Why the cluster could not be audited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// The controller's next sync changes something, or cannot be done, although nobody changes the Service.
    Drift,
    /// The tags of a load balancer contradict the objects that use it, for example they name another cluster or Service.
    Tags,
    /// An annotation, a field or a TkeServiceConfig is wrong.
    Configuration,
    /// A load balancer can be reached from the internet.
    Exposure,
    /// A load balancer with the cluster's tags that no Service uses.
    Orphan,
    /// A load balancer with the tag of a cluster that is not among the given ones.
    OtherCluster,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// How severe it is.
    pub severity: Severity,
    /// What it is about.
    pub kind: FindingKind,
    /// A code or reason of the module's answer (`clbplan explain CODE`); `audit/…` for what only an audit finds.
    pub code: String,
    /// The name of the cluster; absent for a load balancer of a cluster that was not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// The object, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<AuditedObject>,
    /// The field of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The load balancer, when one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer: Option<AuditedLoadBalancer>,
    /// What the next sync of the Service does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<NextSync>,
    /// The problem.
    pub message: String,
    /// Why it matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// How it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The page that documents it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The place in the module's order of danger, which orders equal findings.
    #[serde(skip)]
    pub rank: u64,
}

/// An object of the cluster.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditedObject {
    /// The kind.
    pub kind: String,
    /// The namespace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A load balancer, as the cloud's list has it. What the list does not say is absent.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditedLoadBalancer {
    /// The id.
    pub id: String,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The addresses, IPs or a domain name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub addresses: Vec<String>,
    /// Whether it has a public address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// The cluster that its tag `tke-clusterId` names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_cluster: Option<String>,
    /// The uids of the Services that its tags name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub owner_service_uids: Vec<String>,
    /// When it was created, as the cloud writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Days between its creation and the reading of the cloud.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_days: Option<i32>,
    /// The number of listeners; absent when they were not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listeners: Option<usize>,
    /// The number of backends of all listeners and rules; absent when they were not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backends: Option<usize>,
}

/// What the next sync of a Service does, from the module's plan of the cluster as it is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextSync {
    /// The verdict on the load balancer.
    pub verdict: LoadBalancerVerdict,
    /// What happens to the address that clients use.
    pub vip: VipVerdict,
    /// The addresses that clients use today, when they are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub addresses: Vec<String>,
    /// The resources that change.
    pub changes: Vec<ChangedResource>,
}

/// A resource that changes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangedResource {
    /// The resource: `listener/TCP/80`.
    pub address: String,
    /// What happens to it.
    pub verb: Verb,
}

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotChecked {
    /// The clusters that it concerns; none when it concerns all of them together.
    pub clusters: Vec<String>,
    /// What, and why.
    pub message: String,
}

impl NextSync {
    /// True where clients must use another address, or have none.
    pub fn loses_address(&self) -> bool {
        self.verdict.loses_address(self.vip)
    }

    pub fn of(plan: &ServicePlan) -> NextSync {
        let changes = plan.changes.iter();
        let changes = changes.map(|change| ChangedResource { address: change.address.clone(), verb: change.verb });
        let LoadBalancerPlan { verdict, vip, addresses, .. } = &plan.load_balancer;
        let addresses = addresses.before.clone().unwrap_or_default();
        NextSync { verdict: *verdict, vip: *vip, addresses, changes: changes.collect() }
    }
}

impl SeverityCounts {
    pub fn of(findings: &[Finding]) -> SeverityCounts {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        SeverityCounts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}
