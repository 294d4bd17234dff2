//! The lines of the output of `fleet`. Each is a JSON object, so that any tool can read them one at a time.
//!
//! The lines of one file are together, and the last of them is about the cluster. `host/cli/schemas/fleet.json` is the
//! schema of a line; a test makes it from these types.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line of the output of `clbplan fleet`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FleetLine {
    /// A Service with a load balancer, or one whose plan has findings.
    Service(ServiceLine),
    /// A load balancer with the cluster's tags that no Service uses.
    Orphan(OrphanLine),
    /// A cluster; the last line of its file.
    Cluster(ClusterLine),
    /// A file that could not be used.
    Failure(FailureLine),
}

/// A Service, and what the next sync changes for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceLine {
    /// The file of the cluster.
    pub file: String,
    /// The id of the cluster, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// The namespace of the Service.
    pub namespace: String,
    /// The name of the Service.
    pub name: String,
    /// The worst that happens to it, a word of `overview[].danger` of a plan.
    pub danger: String,
    /// What happens to the load balancer, a word of `loadBalancer.verdict` of a plan.
    pub verdict: String,
    /// What happens to the address, a word of `loadBalancer.vip` of a plan.
    pub vip: String,
    /// The load balancer, when one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_balancer_id: Option<String>,
    /// The addresses that clients use now, when they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
    /// The codes of the reasons of the verdict.
    pub because: Vec<String>,
    /// The number of findings about the Service by severity.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub infos: usize,
    /// The codes of these findings, each once.
    pub codes: Vec<String>,
}

/// A load balancer that no Service uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrphanLine {
    /// The file of the cluster.
    pub file: String,
    /// The id of the cluster, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// The load balancer.
    pub load_balancer_id: String,
    /// The code of the reason why it counts as one.
    pub because: String,
}

/// A cluster that was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClusterLine {
    /// The file of the cluster.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The id of the cluster, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// When the cluster was read, RFC 3339; absent when the file does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<String>,
    /// False when something that the plan needs is missing or invalid.
    pub complete: bool,
    /// The number of lines with `kind: service` of this file.
    pub services: usize,
    /// The number of lines with `kind: orphan` of this file.
    pub orphans: usize,
    /// The number of findings that are about no Service, by code.
    pub other_findings: BTreeMap<String, usize>,
    /// The codes of what was not provided and therefore not checked.
    pub not_checked: Vec<String>,
}

/// A file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FailureLine {
    /// The file.
    pub file: String,
    /// Why.
    pub error: String,
}

impl FleetLine {
    /// The file of the line, if the line is the last one of that file.
    pub fn finished_file(&self) -> Option<&str> {
        match self {
            FleetLine::Cluster(ClusterLine { file, .. }) | FleetLine::Failure(FailureLine { file, .. }) => Some(file),
            FleetLine::Service(_) | FleetLine::Orphan(_) => None,
        }
    }
}
