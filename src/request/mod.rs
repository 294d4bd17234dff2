//! The requests, as callers send them.

pub mod decoder;

use crate::diagnostic::render::{Locale, PositionEncoding};
use crate::sorted_map::SortedMap;
use crate::string_enum::string_enum;
use crate::syntax::{Node, NodeValue, Source};
use decoder::{Decode, DecodeError, expected, shape, unknown};
#[cfg(feature = "schema")]
use std::collections::BTreeMap;

/// The member of both requests that lists the codes of findings not to be shown.
pub const IGNORE: &str = "ignore";

shape! {
    /// What `validateService` is asked.
    #[derive(Debug, Clone, Default)]
    pub struct ValidateRequest {
        /// The objects to look at.
        pub manifests: Source = "manifests",
        /// The objects the cluster holds now: a Service found here makes the check an update.
        pub live: Option<Source> = "live" default,
        /// What is known of the cluster.
        pub context: Context = "context" default,
        /// Language of the messages.
        pub locale: Locale = "locale" default,
        /// How columns and offsets are counted.
        pub position_encoding: PositionEncoding = "positionEncoding" default,
        /// Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted.
        pub ignore: Vec<String> = "ignore" default,
        /// The Services are written to this subresource instead of being stored whole.
        pub subresource: Option<Subresource> = "subresource" default,
    }
}

shape! {
    /// What `planSync` is asked.
    #[derive(Debug, Clone, Default)]
    pub struct PlanRequest {
        /// The objects as they are wanted.
        pub manifests: Source = "manifests" default,
        /// The objects the cluster holds now.
        pub live: Option<Source> = "live" default,
        /// What is known of the cluster.
        pub context: Context = "context" default,
        /// Language of the messages.
        pub locale: Locale = "locale" default,
        /// How columns and offsets are counted.
        pub position_encoding: PositionEncoding = "positionEncoding" default,
        /// Codes of findings not to be shown: warnings and infos of any object. What is not shown is counted.
        pub ignore: Vec<String> = "ignore" default,
        /// Services that go away.
        pub delete: Vec<ServiceName> = "delete" default,
        /// Every live Service of type LoadBalancer that is not in `manifests` goes away.
        pub prune: bool = "prune" default,
        /// What the cloud holds; absent: derived from `live` by simulation, and said so.
        #[cfg_attr(feature = "schema", schemars(with = "Option<ClbStateSchema>"))]
        pub clb: Option<Node> = "clb" default,
        /// Guard rails.
        pub policy: Option<Policy> = "policy" default,
    }
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

shape! {
    /// A Service by name.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct ServiceName {
        /// Namespace.
        pub namespace: String = "namespace",
        /// Name.
        pub name: String = "name",
    }
}

impl std::fmt::Display for ServiceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

shape! {
    /// What is known of the cluster. Whatever is left out is unknown, never a default.
    #[derive(Debug, Clone, Default)]
    pub struct Context {
        /// `cls-…`: the value of the tag `tke-clusterId`.
        pub cluster_id: Option<String> = "clusterId",
        /// `ap-guangzhou`.
        pub region: Option<String> = "region",
        /// `vpc-…`.
        pub vpc_id: Option<String> = "vpcId",
        /// The owner account's number.
        pub uin: Option<String> = "uin",
        /// `1.34`; picks the validation profile.
        pub kubernetes_version: Option<String> = "kubernetesVersion",
        /// `v2.11.0`; gates annotations and defaults.
        pub controller_version: Option<String> = "controllerVersion",
        /// Managed or serverless.
        pub cluster_type: Option<ClusterType> = "clusterType",
        /// How Pods are connected.
        pub network_modes: Option<Vec<NetworkMode>> = "networkModes",
        /// Several Services may share one CLB.
        pub sharing: Option<bool> = "sharing",
        /// What the controller does when a switch would need another CLB.
        pub lifecycle_mode: Option<LifecycleMode> = "lifecycleMode",
        /// Data of ConfigMap `kube-system/tke-service-controller-config`; also read from `live`.
        #[cfg_attr(feature = "schema", schemars(with = "Option<BTreeMap<String, String>>"))]
        pub controller_config: Option<SortedMap<String, String>> = "controllerConfig",
        /// Limits of the account.
        pub quotas: Option<Quotas> = "quotas",
        /// `30000-32767`.
        pub service_node_port_range: Option<String> = "serviceNodePortRange",
    }
}

string_enum! {
    /// Parts of a Service that are written by themselves.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Subresource {
        /// What controllers write. `spec` stays as `live` has it; without `live` it is taken to be as it is written.
        Status = "status",
    }
}

string_enum! {
    /// Kinds of cluster.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ClusterType {
        /// TKE cluster with nodes.
        Managed = "managed",
        /// TKE Serverless.
        Serverless = "serverless",
    }
}

string_enum! {
    /// Pod networks of TKE.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum NetworkMode {
        /// Pod addresses are routed by the VPC's route table.
        GlobalRouter = "GlobalRouter",
        /// Pods have addresses of the VPC.
        VpcCni = "VPC-CNI",
    }
}

string_enum! {
    /// The two documented generations of the controller.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LifecycleMode {
        /// Switches that would need another CLB are refused.
        Blocked = "blocked",
        /// They release the old CLB and take another.
        Rebuild = "rebuild",
    }
}

shape! {
    /// Limits of the account.
    #[derive(Debug, Clone, Default)]
    pub struct Quotas {
        /// `TOTAL_LISTENER_QUOTA`.
        pub listeners_per_clb: Option<u32> = "listenersPerClb",
        /// `TOTAL_TARGET_BIND_QUOTA`.
        pub targets_per_listener: Option<u32> = "targetsPerListener",
        /// `TOTAL_OPEN_CLB_QUOTA` and `TOTAL_INTERNAL_CLB_QUOTA`.
        pub clbs_per_region: Option<u32> = "clbsPerRegion",
    }
}

shape! {
    /// Guard rails over a plan.
    #[derive(Debug, Clone, Default)]
    pub struct Policy {
        /// Each rule is judged by itself; the worst verdict counts.
        pub rules: Vec<PolicyRule> = "rules",
    }
}

shape! {
    /// One rule.
    #[derive(Debug, Clone, Default)]
    pub struct PolicyRule {
        /// Shown with each violation.
        pub name: String = "name",
        /// Which Services; absent: all.
        pub matches: PolicyMatch = "match" default,
        /// Guards that refuse the plan.
        pub deny: Vec<Guard> = "deny" default,
        /// Guards that warn.
        pub warn: Vec<Guard> = "warn" default,
    }
}

shape! {
    /// Which Services a rule is about: all that is given must hold.
    #[derive(Debug, Clone, Default)]
    pub struct PolicyMatch {
        /// Any of these namespaces.
        pub namespaces: Vec<String> = "namespaces" default,
        /// All of these labels on the Service.
        #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
        pub labels: SortedMap<String, String> = "labels" default,
    }
}

/// The built-in guards, named for what they catch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
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

const EXCEEDS_BANDWIDTH: &str = "exceeds-bandwidth";
const OUTSIDE_SUBNETS: &str = "outside-subnets";

/// Guards by name; what those with a value hold here stands for nothing.
const GUARDS: [(&str, Guard); 10] = [
    ("deletes-load-balancer", Guard::DeletesLoadBalancer),
    ("changes-address", Guard::ChangesAddress),
    ("replaces-load-balancer", Guard::ReplacesLoadBalancer),
    ("exposes-publicly", Guard::ExposesPublicly),
    (EXCEEDS_BANDWIDTH, Guard::ExceedsBandwidth(0)),
    (OUTSIDE_SUBNETS, Guard::OutsideSubnets(Vec::new())),
    ("drains-backends", Guard::DrainsBackends),
    ("adopts-load-balancer", Guard::AdoptsLoadBalancer),
    ("lacks-modification-protection", Guard::LacksModificationProtection),
    ("edit-without-effect", Guard::EditWithoutEffect),
];

/// A guard's name, or an object whose only member is its name with its value.
impl Decode for Guard {
    fn decode(node: Node) -> Result<Guard, DecodeError> {
        let shape = expected("a guard's name, or an object with one", &node);
        let (name, value) = match node.value {
            NodeValue::String(name) => (name, None),
            NodeValue::Object(members) => match <[_; 1]>::try_from(members) {
                Ok([member]) => (member.key, Some(member.value)),
                Err(_) => return Err(shape),
            },
            NodeValue::Null | NodeValue::Bool(_) | NodeValue::Number(_) | NodeValue::Array(_) => return Err(shape),
        };
        let known = GUARDS.into_iter().find(|(known, _)| *known == name);
        let (_, guard) = known.ok_or_else(|| unknown("guard", &name, &GUARDS.map(|(known, _)| known)))?;
        let guard = match (guard, value) {
            (Guard::ExceedsBandwidth(_), Some(value)) => Decode::decode(value).map(Guard::ExceedsBandwidth),
            (Guard::OutsideSubnets(_), Some(value)) => Decode::decode(value).map(Guard::OutsideSubnets),
            (Guard::ExceedsBandwidth(_) | Guard::OutsideSubnets(_), None) => {
                return Err(DecodeError::here(format!("`{name}` needs a value: `{{\"{name}\": …}}`")));
            }
            (guard, None) => Ok(guard),
            (_, Some(_)) => Err(DecodeError::here(format!("`{name}` takes no value"))),
        };
        guard.map_err(|wrong| wrong.of_member(&name))
    }
}
