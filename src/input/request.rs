//! The requests, as callers send them.

use super::node::{Node, Value};
use crate::diagnostic::render::{Locale, PositionEncoding};
use serde::Deserialize;
use serde::de::Deserializer;
use std::collections::BTreeMap;

/// YAML or JSON text with any number of documents, or objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Text: values have positions.
    Text(String),
    /// Objects: values have none.
    Objects(Vec<Node>),
}

impl Source {
    /// The text; empty for objects.
    pub fn text(&self) -> &str {
        match self {
            Source::Text(text) => text,
            Source::Objects(_) => "",
        }
    }
}

impl Default for Source {
    fn default() -> Source {
        Source::Objects(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Source, D::Error> {
        let node = Node::deserialize(deserializer)?;
        match node.value {
            Value::String(text) => Ok(Source::Text(text)),
            Value::Array(items) => Ok(Source::Objects(items)),
            Value::Object(_) => Ok(Source::Objects(vec![node])),
            Value::Null | Value::Bool(_) | Value::Number(_) => Err(serde::de::Error::custom(format!(
                "expected YAML or JSON text, an object or a list of objects, found {}",
                node.kind()
            ))),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Source {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "YAML or JSON text with any number of documents (also kind: List), an object, or objects.",
            "anyOf": [
                { "type": "string" },
                { "type": "object" },
                { "type": "array", "items": { "type": "object" } }
            ]
        })
    }
}

/// The member of both requests that lists the codes of findings not to be shown.
pub const IGNORE: &str = "ignore";

/// What `validateService` is asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValidateRequest {
    /// The objects to look at.
    pub manifests: Source,
    /// The objects the cluster holds now: a Service found here makes the check an update.
    #[serde(default)]
    pub live: Option<Source>,
    /// What is known of the cluster.
    #[serde(default)]
    pub context: Context,
    /// Language of the messages.
    #[serde(default)]
    pub locale: Locale,
    /// How columns and offsets are counted.
    #[serde(default)]
    pub position_encoding: PositionEncoding,
    /// Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted.
    #[serde(default)]
    pub ignore: Vec<String>,
}

/// What `planSync` is asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanRequest {
    /// The objects as they are wanted.
    #[serde(default)]
    pub manifests: Source,
    /// The objects the cluster holds now.
    #[serde(default)]
    pub live: Option<Source>,
    /// What is known of the cluster.
    #[serde(default)]
    pub context: Context,
    /// Language of the messages.
    #[serde(default)]
    pub locale: Locale,
    /// How columns and offsets are counted.
    #[serde(default)]
    pub position_encoding: PositionEncoding,
    /// Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Services that go away.
    #[serde(default)]
    pub delete: Vec<ServiceName>,
    /// Every live Service of type LoadBalancer that is not in `manifests` goes away.
    #[serde(default)]
    pub prune: bool,
    /// What the cloud holds; absent: derived from `live` by simulation, and said so.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<ClbStateSchema>"))]
    pub clb: Option<Node>,
    /// Guard rails.
    #[serde(default)]
    pub policy: Option<Policy>,
}

/// The shape of `clb`: the answers of the cloud's own API, read field by field so that a wrong one is a diagnostic.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "ClbState", rename_all = "camelCase")]
#[allow(dead_code)]
pub(crate) struct ClbStateSchema {
    /// `DescribeLoadBalancers` → `LoadBalancerSet`.
    load_balancers: Vec<serde_json::Map<String, serde_json::Value>>,
    /// `DescribeListeners` → `Listeners`, by load balancer id.
    #[serde(default)]
    listeners: Option<BTreeMap<String, Vec<serde_json::Map<String, serde_json::Value>>>>,
    /// `DescribeTargets` → `Listeners`, by load balancer id.
    #[serde(default)]
    targets: Option<BTreeMap<String, Vec<serde_json::Map<String, serde_json::Value>>>>,
    /// True: every CLB of the region is listed, so an id that is not there does not exist.
    #[serde(default)]
    complete: Option<bool>,
}

/// A Service by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceName {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
}

impl std::fmt::Display for ServiceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

/// What is known of the cluster. Whatever is left out is unknown, never a default.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Context {
    /// `cls-…`: the value of the tag `tke-clusterId`.
    pub cluster_id: Option<String>,
    /// `ap-guangzhou`.
    pub region: Option<String>,
    /// `vpc-…`.
    pub vpc_id: Option<String>,
    /// The owner account's number.
    pub uin: Option<String>,
    /// `1.34`; picks the validation profile.
    pub kubernetes_version: Option<String>,
    /// `v2.11.0`; gates annotations and defaults.
    pub controller_version: Option<String>,
    /// Managed or serverless.
    pub cluster_type: Option<ClusterType>,
    /// How Pods are connected.
    pub network_modes: Option<Vec<NetworkMode>>,
    /// Several Services may share one CLB.
    pub sharing: Option<bool>,
    /// What the controller does when a switch would need another CLB.
    pub lifecycle_mode: Option<LifecycleMode>,
    /// Data of ConfigMap `kube-system/tke-service-controller-config`; also read from `live`.
    pub controller_config: Option<BTreeMap<String, String>>,
    /// Limits of the account.
    pub quotas: Option<Quotas>,
    /// `30000-32767`.
    pub service_node_port_range: Option<String>,
}

/// Kinds of cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ClusterType {
    /// TKE cluster with nodes.
    Managed,
    /// TKE Serverless.
    Serverless,
}

/// Pod networks of TKE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NetworkMode {
    /// Pod addresses are routed by the VPC's route table.
    GlobalRouter,
    /// Pods have addresses of the VPC.
    #[serde(rename = "VPC-CNI")]
    VpcCni,
}

/// The two documented generations of the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LifecycleMode {
    /// Switches that would need another CLB are refused.
    Blocked,
    /// They release the old CLB and take another.
    Rebuild,
}

/// Limits of the account.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quotas {
    /// `TOTAL_LISTENER_QUOTA`.
    pub listeners_per_clb: Option<u32>,
    /// `TOTAL_TARGET_BIND_QUOTA`.
    pub targets_per_listener: Option<u32>,
    /// `TOTAL_OPEN_CLB_QUOTA` and `TOTAL_INTERNAL_CLB_QUOTA`.
    pub clbs_per_region: Option<u32>,
}

/// Guard rails over a plan.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
    /// Each rule is judged by itself; the worst verdict counts.
    pub rules: Vec<PolicyRule>,
}

/// One rule.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyRule {
    /// Shown with each violation.
    pub name: String,
    /// Which Services; absent: all.
    #[serde(default, rename = "match")]
    pub matches: PolicyMatch,
    /// Guards that refuse the plan.
    #[serde(default)]
    pub deny: Vec<Guard>,
    /// Guards that warn.
    #[serde(default)]
    pub warn: Vec<Guard>,
}

/// Which Services a rule is about: all that is given must hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyMatch {
    /// Any of these namespaces.
    #[serde(default)]
    pub namespaces: Vec<String>,
    /// All of these labels on the Service.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

/// The built-in guards, named for what they catch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// A CLB is deleted.
    DeletesLoadBalancer,
    /// The address clients use changes or is lost.
    ChangesAddress,
    /// A CLB is replaced.
    ReplacesLoadBalancer,
    /// The Service is public.
    ExposesPublicly,
    /// More bandwidth than this many Mbps.
    ExceedsBandwidth(u32),
    /// An internal CLB in a subnet that is not in this list.
    OutsideSubnets(Vec<String>),
    /// A listener loses all its backends.
    DrainsBackends,
    /// An existing CLB is taken into use.
    AdoptsLoadBalancer,
    /// Modification protection is not on.
    LacksModificationProtection,
    /// An edit that has no effect.
    EditWithoutEffect,
}
