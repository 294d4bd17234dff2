//! The requests of `validateService` and `planSync`, as callers send them.

#![warn(missing_docs)]

pub mod decoder;

use crate::diagnostic::ObjectRef;
use crate::diagnostic::render::{Locale, PositionEncoding};
use crate::sorted_map::SortedMap;
use crate::string_enum::string_enum;
use crate::syntax::{KubernetesObject, SyntaxNode, SyntaxNodeValue, TextOrObjects};
use decoder::{Decode, DecodeError, expected, shape, unknown};
#[cfg(feature = "schema")]
use std::collections::BTreeMap;

/// The name that selects every live Service of a namespace. No object can have it.
pub const ALL_OF_NAMESPACE: &str = "*";

/// The member of both requests that suppresses findings by code.
pub const IGNORE: &str = "ignore";

shape! {
    /// The request of `validateService`.
    #[derive(Debug, Clone, Default)]
    pub struct ValidateRequest {
        /// The objects to validate.
        pub manifests: TextOrObjects = "manifests",
        /// The objects currently in the cluster. A Service that is found here is validated as an update.
        pub live: Option<TextOrObjects> = "live" default,
        /// Facts about the cluster.
        pub context: Context = "context" default,
        /// Language of the messages.
        pub locale: Locale = "locale" default,
        /// How columns and offsets are counted.
        pub position_encoding: PositionEncoding = "positionEncoding" default,
        /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
        pub ignore: Vec<String> = "ignore" default,
        /// Namespace of the objects that name none; without it they are assumed to be in `default`.
        pub default_namespace: Option<String> = "defaultNamespace" default,
        /// Services that are deleted first, so that their node ports and cluster IPs are free. The name `*` selects every live
        /// Service of its namespace.
        pub delete: Vec<ServiceName> = "delete" default,
        /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
        pub recreate: Vec<ServiceName> = "recreate" default,
        /// Validates writes to this subresource instead of to the whole object.
        pub subresource: Option<Subresource> = "subresource" default,
    }
}

shape! {
    /// The request of `planSync`.
    #[derive(Debug, Clone, Default)]
    pub struct PlanRequest {
        /// The desired objects.
        pub manifests: TextOrObjects = "manifests" default,
        /// The objects currently in the cluster.
        pub live: Option<TextOrObjects> = "live" default,
        /// Facts about the cluster.
        pub context: Context = "context" default,
        /// Language of the messages.
        pub locale: Locale = "locale" default,
        /// How columns and offsets are counted.
        pub position_encoding: PositionEncoding = "positionEncoding" default,
        /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
        pub ignore: Vec<String> = "ignore" default,
        /// Services to delete. The name `*` selects every live Service of its namespace.
        pub delete: Vec<ServiceName> = "delete" default,
        /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
        pub recreate: Vec<ServiceName> = "recreate" default,
        /// Namespace of the objects that name none; without it they are assumed to be in `default`.
        pub default_namespace: Option<String> = "defaultNamespace" default,
        /// Deletes every live Service of type LoadBalancer that is not in `manifests`.
        pub prune: bool = "prune" default,
        /// Where `prune` looks for Services; without it, in the whole cluster.
        pub prune_within: Option<PruneWithin> = "pruneWithin" default,
        /// Facts that hold without this request, where it changes one, such as the version of the controller: what is found
        /// and planned for the live objects is judged by them. Without it, `context`.
        pub live_context: Option<Context> = "liveContext" default,
        /// The Services of the answer; without it, all.
        pub scope: Option<PlanScope> = "scope" default,
        /// The current state of the cloud. Without it, the state is derived from `live` by simulation, and an
        /// assumption says so.
        #[cfg_attr(feature = "schema", schemars(with = "Option<ClbStateJsonSchema>"))]
        pub clb: Option<SyntaxNode> = "clb" default,
        /// Guard rails for the plan.
        pub policy: Option<Policy> = "policy" default,
    }
}

/// The form of `clb`: answers of the cloud's own API. They are decoded member by member, so that an error is a
/// diagnostic.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "ClbState", rename_all = "camelCase")]
#[allow(dead_code)]
pub(crate) struct ClbStateJsonSchema {
    /// `LoadBalancerSet` of `DescribeLoadBalancers`.
    load_balancers: Vec<serde_json::Map<String, serde_json::Value>>,
    /// `Listeners` of `DescribeListeners`, by load balancer id.
    #[serde(default)]
    listeners: Option<BTreeMap<String, Vec<serde_json::Map<String, serde_json::Value>>>>,
    /// `Listeners` of `DescribeTargets`, by load balancer id.
    #[serde(default)]
    targets: Option<BTreeMap<String, Vec<serde_json::Map<String, serde_json::Value>>>>,
    /// `LoadBalancerSet` of `DescribeLBOperateProtect`: `LoadBalancerId` and `ProtectState` of each load balancer.
    #[serde(default)]
    operate_protect: Option<Vec<serde_json::Map<String, serde_json::Value>>>,
    /// True when every CLB of the region is listed, so that an id that is absent does not exist.
    #[serde(default)]
    complete: Option<bool>,
}

shape! {
    /// The name of a Service.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct ServiceName {
        /// The namespace of the Service.
        pub namespace: String = "namespace",
        /// The name of the Service in its namespace.
        pub name: String = "name",
    }
}

impl ServiceName {
    /// The Service of this name.
    pub fn reference(&self) -> ObjectRef {
        let (namespace, name) = (Some(self.namespace.clone()), Some(self.name.clone()));
        ObjectRef { api_version: "v1".to_owned(), kind: "Service".to_owned(), namespace, name }
    }

    /// True when this name in a list of Services means that Service: [`ALL_OF_NAMESPACE`] means all of the namespace.
    pub fn selects(&self, service: &ServiceName) -> bool {
        self.namespace == service.namespace && (self.name == ALL_OF_NAMESPACE || self.name == service.name)
    }

    /// Namespace and name of a referenced object.
    pub fn of_reference(object: &ObjectRef) -> ServiceName {
        let (_, namespace, name) = object.identity();
        ServiceName { namespace: namespace.to_owned(), name: name.to_owned() }
    }

    /// Namespace and name of an object.
    pub fn of(object: &KubernetesObject) -> ServiceName {
        ServiceName { namespace: object.namespace().to_owned(), name: object.name().to_owned() }
    }
}

impl std::fmt::Display for ServiceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.namespace, self.name)
    }
}

shape! {
    /// Facts about the cluster. An absent one is unknown and has no default.
    #[derive(Debug, Clone, Default)]
    pub struct Context {
        /// Id of the cluster, `cls-…`: the value of the tag `tke-clusterId`.
        pub cluster_id: Option<String> = "clusterId",
        /// Region of the cluster, `ap-guangzhou`.
        pub region: Option<String> = "region",
        /// VPC of the cluster, `vpc-…`.
        pub vpc_id: Option<String> = "vpcId",
        /// Number of the account that owns the cluster.
        pub uin: Option<String> = "uin",
        /// Kubernetes version, `1.34` or `v1.34.1`: selects the validation rules; the newest known ones without it. Versions
        /// before 1.34 are checked by the rules of 1.34, and by the known differences from them.
        pub kubernetes_version: Option<String> = "kubernetesVersion",
        /// Version of the Service controller, `v2.11.0`: decides which annotations it supports, and some defaults.
        pub controller_version: Option<String> = "controllerVersion",
        /// Whether the cluster is managed or Serverless.
        pub cluster_type: Option<ClusterType> = "clusterType",
        /// Networks of the cluster's Pods.
        pub network_modes: Option<Vec<NetworkMode>> = "networkModes",
        /// True when several Services may share one load balancer.
        pub sharing: Option<bool> = "sharing",
        /// True when `live` has every Service of the cluster. Without it that is assumed when `live` has the Service
        /// `default/kubernetes` and one of another namespace. Only then are load balancers without a Service listed.
        pub live_complete: Option<bool> = "liveComplete",
        /// True when the manifests replace the live objects as a whole, as `kubectl replace` does; false when `kubectl apply`
        /// merges them: what only a live object has stays, unless the manifest that was applied last has it. Without it, they
        /// are merged where the live object records what was applied last, and replace it elsewhere.
        pub manifests_replace: Option<bool> = "manifestsReplace",
        /// True when the manifests create their Services: none of those exists in the cluster, so none has a load balancer yet.
        /// Without it, a Service that is not in `live` may exist, unless `live` is complete.
        pub manifests_create: Option<bool> = "manifestsCreate",
        /// What the controller does when an edit requires another load balancer.
        pub lifecycle_mode: Option<LifecycleMode> = "lifecycleMode",
        /// Data of the ConfigMap `kube-system/tke-service-controller-config`. It is also read from `live`.
        #[cfg_attr(feature = "schema", schemars(with = "Option<BTreeMap<String, String>>"))]
        pub controller_config: Option<SortedMap<String, String>> = "controllerConfig",
        /// Limits of the account.
        pub quotas: Option<Quotas> = "quotas",
        /// Range of node ports, `30000-32767`.
        pub service_node_port_range: Option<String> = "serviceNodePortRange",
        /// Ranges of the cluster's Service addresses, `10.96.0.0/16`. They are also read from `live` (ServiceCIDR).
        pub service_cidrs: Option<Vec<String>> = "serviceCidrs",
    }
}

string_enum! {
    /// The Services of a plan.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PlanScope {
        /// Those of `manifests` and all live ones.
        All = "all",
        /// Those that `manifests`, `delete` and `prune` name, and those that share a load balancer or a TkeServiceConfig
        /// with them. The others are counted.
        Named = "named",
    }
}

string_enum! {
    /// Where `prune` looks for Services.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum PruneWithin {
        /// In the whole cluster.
        Cluster = "cluster",
        /// In the namespaces of `manifests`.
        ManifestNamespaces = "manifest-namespaces",
    }
}

string_enum! {
    /// A part of a Service that can be written on its own.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Subresource {
        /// The status, which controllers write. `spec` is taken from `live`; without `live` it is assumed to be as in
        /// the manifest.
        Status = "status",
    }
}

string_enum! {
    /// The kind of a cluster.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ClusterType {
        /// A TKE cluster with nodes.
        Managed = "managed",
        /// TKE Serverless.
        Serverless = "serverless",
    }
}

string_enum! {
    /// The network of Pods.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum NetworkMode {
        /// Pod addresses are routed by the route table of the VPC.
        GlobalRouter = "GlobalRouter",
        /// Pods have addresses of the VPC.
        VpcCni = "VPC-CNI",
    }
}

string_enum! {
    /// What the controller does when an edit requires another CLB. Both behaviours are documented; which version
    /// changed from one to the other is not.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum LifecycleMode {
        /// It refuses the edit.
        Blocked = "blocked",
        /// It replaces the load balancer.
        Rebuild = "rebuild",
    }
}

shape! {
    /// Limits of the account; an absent one is unknown.
    #[derive(Debug, Clone, Default)]
    pub struct Quotas {
        /// Listeners of one load balancer (`TOTAL_LISTENER_QUOTA`).
        pub listeners_per_clb: Option<u32> = "listenersPerClb",
        /// Backends of one listener (`TOTAL_TARGET_BIND_QUOTA`).
        pub targets_per_listener: Option<u32> = "targetsPerListener",
        /// Load balancers in the region, for public and for internal ones each (`TOTAL_OPEN_CLB_QUOTA`,
        /// `TOTAL_INTERNAL_CLB_QUOTA`).
        pub clbs_per_region: Option<u32> = "clbsPerRegion",
    }
}

shape! {
    /// Guard rails for a plan.
    #[derive(Debug, Clone, Default)]
    pub struct Policy {
        /// Rules are evaluated independently; the worst verdict counts.
        pub rules: Vec<PolicyRule> = "rules",
    }
}

shape! {
    /// A rule.
    #[derive(Debug, Clone, Default)]
    pub struct PolicyRule {
        /// The name of the rule, shown with each violation.
        pub name: String = "name",
        /// The Services that the rule applies to; absent: all.
        pub matches: PolicyMatch = "match" default,
        /// Guards that deny the plan.
        pub deny: Vec<PolicyGuard> = "deny" default,
        /// Guards that warn.
        pub warn: Vec<PolicyGuard> = "warn" default,
    }
}

shape! {
    /// Selects Services. All given conditions must hold.
    #[derive(Debug, Clone, Default)]
    pub struct PolicyMatch {
        /// The Service is in one of these namespaces.
        pub namespaces: Vec<String> = "namespaces" default,
        /// The Service has all of these labels.
        #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
        pub labels: SortedMap<String, String> = "labels" default,
    }
}

/// A built-in guard, named after what it detects.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Guard", rename_all = "kebab-case"))]
pub enum PolicyGuard {
    /// A CLB is deleted.
    DeletesLoadBalancer,
    /// The address that clients use changes or is lost.
    ChangesAddress,
    /// A CLB is replaced.
    ReplacesLoadBalancer,
    /// The Service is public.
    ExposesPublicly,
    /// The bandwidth is above this many Mbps.
    ExceedsBandwidth(u32),
    /// An internal CLB is in a subnet that is not in this list.
    OutsideSubnets(Vec<String>),
    /// A listener or rule loses all its backends: they are unbound, also where others are bound afterwards, or get weight 0, or
    /// it is deleted with them.
    DrainsBackends,
    /// An existing CLB is adopted.
    AdoptsLoadBalancer,
    /// Modification protection is off.
    LacksModificationProtection,
    /// An edit has no effect.
    EditWithoutEffect,
}

const EXCEEDS_BANDWIDTH: &str = "exceeds-bandwidth";
const OUTSIDE_SUBNETS: &str = "outside-subnets";

/// Guards by name. The values inside guards here are placeholders.
const GUARDS: [(&str, PolicyGuard); 10] = [
    ("deletes-load-balancer", PolicyGuard::DeletesLoadBalancer),
    ("changes-address", PolicyGuard::ChangesAddress),
    ("replaces-load-balancer", PolicyGuard::ReplacesLoadBalancer),
    ("exposes-publicly", PolicyGuard::ExposesPublicly),
    (EXCEEDS_BANDWIDTH, PolicyGuard::ExceedsBandwidth(0)),
    (OUTSIDE_SUBNETS, PolicyGuard::OutsideSubnets(Vec::new())),
    ("drains-backends", PolicyGuard::DrainsBackends),
    ("adopts-load-balancer", PolicyGuard::AdoptsLoadBalancer),
    ("lacks-modification-protection", PolicyGuard::LacksModificationProtection),
    ("edit-without-effect", PolicyGuard::EditWithoutEffect),
];

impl PolicyGuard {
    /// The name of the guard in a policy.
    pub fn name(&self) -> &'static str {
        let is_same = |(_, guard): &&(&str, PolicyGuard)| std::mem::discriminant(guard) == std::mem::discriminant(self);
        GUARDS.iter().find(is_same).map_or("", |(name, _)| name)
    }
}

/// The name of a guard, or an object whose only member is that name with a value.
impl Decode for PolicyGuard {
    fn decode(node: SyntaxNode) -> Result<PolicyGuard, DecodeError> {
        let shape = expected("a guard's name, or an object with one", &node);
        let (name, value) = match node.value {
            SyntaxNodeValue::String(name) => (name, None),
            SyntaxNodeValue::Object(members) => match <[_; 1]>::try_from(members) {
                Ok([member]) => (member.key.to_string(), Some(member.value)),
                Err(_) => return Err(shape),
            },
            SyntaxNodeValue::Null
            | SyntaxNodeValue::Bool(_)
            | SyntaxNodeValue::Number(_)
            | SyntaxNodeValue::Array(_) => return Err(shape),
        };
        let known = GUARDS.into_iter().find(|(known, _)| *known == name);
        let (_, guard) = known.ok_or_else(|| unknown("guard", &name, &GUARDS.map(|(known, _)| known)))?;
        let guard = match (guard, value) {
            (PolicyGuard::ExceedsBandwidth(_), Some(value)) => Decode::decode(value).map(PolicyGuard::ExceedsBandwidth),
            (PolicyGuard::OutsideSubnets(_), Some(value)) => Decode::decode(value).map(PolicyGuard::OutsideSubnets),
            (PolicyGuard::ExceedsBandwidth(_) | PolicyGuard::OutsideSubnets(_), None) => {
                return Err(DecodeError::here(format!("`{name}` needs a value: `{{\"{name}\": …}}`")));
            }
            (guard, None) => Ok(guard),
            (_, Some(_)) => Err(DecodeError::here(format!("`{name}` takes no value"))),
        };
        guard.map_err(|wrong| wrong.of_member(&name))
    }
}
