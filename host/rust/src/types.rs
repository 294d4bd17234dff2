//! The types of requests and answers.
//!
//! Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
//!
//! A later minor version of the format may add members, which are passed over here, and words, which are `UnknownWord`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A JSON object.
pub type Object = Map<String, Value>;

/// The answer of `about`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct About {
    /// `clbplan`.
    pub name: String,
    /// Version of the core.
    pub version: String,
    /// The commit that the module was built from; `-dirty` behind it for changes on top, or `unknown`.
    pub commit: String,
    /// Version of the format of answers.
    pub format_version: String,
    /// Names of the exports.
    pub functions: Vec<String>,
    /// Dates and versions of the sources.
    pub sources: BTreeMap<String, String>,
    /// Limits of a request.
    pub limits: BTreeMap<String, u64>,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Action {
    /// The resource it changes.
    pub address: String,
    /// Ids of the actions that must come first.
    pub after: Vec<String>,
    /// The API, `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that
    /// the controller maintains for it.
    pub api: String,
    /// Why.
    pub because: Because,
    /// Id of the action, unique in the plan.
    pub id: String,
    /// The complete body. `{"$from": id, "path": …}` stands for a value in the answer of another action; an id of the
    /// form `…:describe:…` names a resource that exists and whose id was not provided.
    pub request: Value,
    /// Length of the longest chain of actions before it. The API changes a load balancer by one call at a time: calls
    /// on one load balancer are sent in the order of the list.
    pub wave: u64,
}

/// The addresses of a Service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Addresses {
    /// Those that it will have; absent when they are not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<String>>,
    /// Those that it has; absent when they are unknown, or there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<String>>,
}

/// Something that was not provided and is therefore not checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Assumption {
    /// Name of the assumption, `area/name`; stable.
    pub code: String,
    /// The event code of the controller that appears when the assumption turns out wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The assumption as a sentence.
    pub message: String,
}

/// The basis of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Basis {
    /// A public page states it.
    Documented,
    /// It is inferred from public pages.
    Inferred,
    /// A word of a later version.
    UnknownWord(String),
}

impl Basis {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Basis::Documented => "documented",
            Basis::Inferred => "inferred",
            Basis::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Basis {
    fn from(word: String) -> Basis {
        match word.as_str() {
            "documented" => Basis::Documented,
            "inferred" => Basis::Inferred,
            _ => Basis::UnknownWord(word),
        }
    }
}

impl From<Basis> for String {
    fn from(word: Basis) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Basis {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The reason for an action, a verdict or a withheld change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Because {
    /// Whether it is documented or inferred.
    pub basis: Basis,
    /// Name of the reason, `area/name`; stable.
    pub code: String,
    /// The reason as a sentence.
    pub message: String,
    /// The page that states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The change of one resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Change {
    /// The resource, `listener/TCP/80`.
    pub address: String,
    /// Its state after the plan; null when it is removed.
    pub after: Value,
    /// Members of `after` whose values are not known yet.
    pub after_unknown: Vec<String>,
    /// Why.
    pub because: Vec<Because>,
    /// Its current state; null when it does not exist.
    pub before: Value,
    /// Members that differ; only of an update.
    pub fields: Vec<String>,
    /// The locations in `manifests` that specify it, when that was text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceRange>>,
    /// What happens to the resource.
    pub verb: Verb,
}

/// The form of `clb`: answers of the cloud's own API. They are decoded member by member, so that an error is a
/// diagnostic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ClbState {
    /// True when every CLB of the region is listed, so that an id that is absent does not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
    /// `Listeners` of `DescribeListeners`, by load balancer id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listeners: Option<BTreeMap<String, Vec<Object>>>,
    /// `LoadBalancerSet` of `DescribeLoadBalancers`.
    pub load_balancers: Vec<Object>,
    /// `LoadBalancerSet` of `DescribeLBOperateProtect`: `LoadBalancerId` and `ProtectState` of each load balancer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operate_protect: Option<Vec<Object>>,
    /// `Listeners` of `DescribeTargets`, by load balancer id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<BTreeMap<String, Vec<Object>>>,
}

impl ClbState {
    /// With what is required.
    pub fn new(load_balancers: impl Into<Vec<Object>>) -> ClbState {
        ClbState { complete: None, listeners: None, load_balancers: load_balancers.into(), operate_protect: None, targets: None }
    }

    /// True when every CLB of the region is listed, so that an id that is absent does not exist.
    #[must_use]
    pub fn complete(mut self, complete: impl Into<bool>) -> ClbState {
        self.complete = Some(complete.into());
        self
    }

    /// `Listeners` of `DescribeListeners`, by load balancer id.
    #[must_use]
    pub fn listeners(mut self, listeners: impl Into<BTreeMap<String, Vec<Object>>>) -> ClbState {
        self.listeners = Some(listeners.into());
        self
    }

    /// `LoadBalancerSet` of `DescribeLBOperateProtect`: `LoadBalancerId` and `ProtectState` of each load balancer.
    #[must_use]
    pub fn operate_protect(mut self, operate_protect: impl Into<Vec<Object>>) -> ClbState {
        self.operate_protect = Some(operate_protect.into());
        self
    }

    /// `Listeners` of `DescribeTargets`, by load balancer id.
    #[must_use]
    pub fn targets(mut self, targets: impl Into<BTreeMap<String, Vec<Object>>>) -> ClbState {
        self.targets = Some(targets.into());
        self
    }
}

/// The kind of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ClusterType {
    /// A TKE cluster with nodes.
    #[serde(rename = "managed")]
    Managed,
    /// TKE Serverless.
    #[serde(rename = "serverless")]
    Serverless,
}

/// One completion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Completion {
    /// One line to show beside the label; may be empty.
    pub detail: String,
    /// Documentation in Markdown; may be empty.
    pub documentation: String,
    /// The edit that inserts it.
    pub edit: Edit,
    /// What is completed.
    pub kind: CompletionKind,
    /// The text to show in a list.
    pub label: String,
}

/// What a completion inserts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum CompletionKind {
    /// The name of an annotation.
    Annotation,
    /// The name of a field.
    Field,
    /// A complete value.
    Value,
    /// The beginning of a value, to be completed by the user.
    Snippet,
    /// A word of a later version.
    UnknownWord(String),
}

impl CompletionKind {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            CompletionKind::Annotation => "annotation",
            CompletionKind::Field => "field",
            CompletionKind::Value => "value",
            CompletionKind::Snippet => "snippet",
            CompletionKind::UnknownWord(word) => word,
        }
    }
}

impl From<String> for CompletionKind {
    fn from(word: String) -> CompletionKind {
        match word.as_str() {
            "annotation" => CompletionKind::Annotation,
            "field" => CompletionKind::Field,
            "value" => CompletionKind::Value,
            "snippet" => CompletionKind::Snippet,
            _ => CompletionKind::UnknownWord(word),
        }
    }
}

impl From<CompletionKind> for String {
    fn from(word: CompletionKind) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for CompletionKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The answer of `complete`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Completions {
    /// Best first.
    pub items: Vec<Completion>,
}

/// Facts about the cluster. An absent one is unknown and has no default.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Context {
    /// Id of the cluster, `cls-…`: the value of the tag `tke-clusterId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_id: Option<String>,
    /// Whether the cluster is managed or Serverless.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster_type: Option<ClusterType>,
    /// Data of the ConfigMap `kube-system/tke-service-controller-config`. It is also read from `live`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller_config: Option<BTreeMap<String, String>>,
    /// Version of the Service controller, `v2.11.0`: decides which annotations it supports, and some defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller_version: Option<String>,
    /// Kubernetes version, `1.34` or `v1.34.1`: selects the validation rules; the newest known ones without it.
    /// Versions before 1.34 are checked by the rules of 1.34, and by the known differences from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kubernetes_version: Option<String>,
    /// What the controller does when an edit requires another load balancer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle_mode: Option<LifecycleMode>,
    /// True when `live` has every Service of the cluster. Without it that is assumed when `live` has the Service
    /// `default/kubernetes` and one of another namespace. Only then are load balancers without a Service listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_complete: Option<bool>,
    /// True when the manifests create their Services: none of those exists in the cluster, so none has a load
    /// balancer yet. Without it, a Service that is not in `live` may exist, unless `live` is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifests_create: Option<bool>,
    /// True when the manifests replace the live objects as a whole, as `kubectl replace` does; false when `kubectl
    /// apply` merges them: what only a live object has stays, unless the manifest that was applied last has it.
    /// Without it, they are merged where the live object records what was applied last, and replace it elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifests_replace: Option<bool>,
    /// Networks of the cluster's Pods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_modes: Option<Vec<NetworkMode>>,
    /// Limits of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotas: Option<Quotas>,
    /// Region of the cluster, `ap-guangzhou`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Ranges of the cluster's Service addresses, `10.96.0.0/16`. They are also read from `live` (ServiceCIDR).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_cidrs: Option<Vec<String>>,
    /// Range of node ports, `30000-32767`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_node_port_range: Option<String>,
    /// True when several Services may share one load balancer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<bool>,
    /// Number of the account that owns the cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uin: Option<String>,
    /// VPC of the cluster, `vpc-…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
}

impl Context {
    /// Id of the cluster, `cls-…`: the value of the tag `tke-clusterId`.
    #[must_use]
    pub fn cluster_id(mut self, cluster_id: impl Into<String>) -> Context {
        self.cluster_id = Some(cluster_id.into());
        self
    }

    /// Whether the cluster is managed or Serverless.
    #[must_use]
    pub fn cluster_type(mut self, cluster_type: impl Into<ClusterType>) -> Context {
        self.cluster_type = Some(cluster_type.into());
        self
    }

    /// Data of the ConfigMap `kube-system/tke-service-controller-config`. It is also read from `live`.
    #[must_use]
    pub fn controller_config(mut self, controller_config: impl Into<BTreeMap<String, String>>) -> Context {
        self.controller_config = Some(controller_config.into());
        self
    }

    /// Version of the Service controller, `v2.11.0`: decides which annotations it supports, and some defaults.
    #[must_use]
    pub fn controller_version(mut self, controller_version: impl Into<String>) -> Context {
        self.controller_version = Some(controller_version.into());
        self
    }

    /// Kubernetes version, `1.34` or `v1.34.1`: selects the validation rules; the newest known ones without it.
    /// Versions before 1.34 are checked by the rules of 1.34, and by the known differences from them.
    #[must_use]
    pub fn kubernetes_version(mut self, kubernetes_version: impl Into<String>) -> Context {
        self.kubernetes_version = Some(kubernetes_version.into());
        self
    }

    /// What the controller does when an edit requires another load balancer.
    #[must_use]
    pub fn lifecycle_mode(mut self, lifecycle_mode: impl Into<LifecycleMode>) -> Context {
        self.lifecycle_mode = Some(lifecycle_mode.into());
        self
    }

    /// True when `live` has every Service of the cluster. Without it that is assumed when `live` has the Service
    /// `default/kubernetes` and one of another namespace. Only then are load balancers without a Service listed.
    #[must_use]
    pub fn live_complete(mut self, live_complete: impl Into<bool>) -> Context {
        self.live_complete = Some(live_complete.into());
        self
    }

    /// True when the manifests create their Services: none of those exists in the cluster, so none has a load
    /// balancer yet. Without it, a Service that is not in `live` may exist, unless `live` is complete.
    #[must_use]
    pub fn manifests_create(mut self, manifests_create: impl Into<bool>) -> Context {
        self.manifests_create = Some(manifests_create.into());
        self
    }

    /// True when the manifests replace the live objects as a whole, as `kubectl replace` does; false when `kubectl
    /// apply` merges them: what only a live object has stays, unless the manifest that was applied last has it.
    /// Without it, they are merged where the live object records what was applied last, and replace it elsewhere.
    #[must_use]
    pub fn manifests_replace(mut self, manifests_replace: impl Into<bool>) -> Context {
        self.manifests_replace = Some(manifests_replace.into());
        self
    }

    /// Networks of the cluster's Pods.
    #[must_use]
    pub fn network_modes(mut self, network_modes: impl Into<Vec<NetworkMode>>) -> Context {
        self.network_modes = Some(network_modes.into());
        self
    }

    /// Limits of the account.
    #[must_use]
    pub fn quotas(mut self, quotas: impl Into<Quotas>) -> Context {
        self.quotas = Some(quotas.into());
        self
    }

    /// Region of the cluster, `ap-guangzhou`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Context {
        self.region = Some(region.into());
        self
    }

    /// Ranges of the cluster's Service addresses, `10.96.0.0/16`. They are also read from `live` (ServiceCIDR).
    #[must_use]
    pub fn service_cidrs(mut self, service_cidrs: impl Into<Vec<String>>) -> Context {
        self.service_cidrs = Some(service_cidrs.into());
        self
    }

    /// Range of node ports, `30000-32767`.
    #[must_use]
    pub fn service_node_port_range(mut self, service_node_port_range: impl Into<String>) -> Context {
        self.service_node_port_range = Some(service_node_port_range.into());
        self
    }

    /// True when several Services may share one load balancer.
    #[must_use]
    pub fn sharing(mut self, sharing: impl Into<bool>) -> Context {
        self.sharing = Some(sharing.into());
        self
    }

    /// Number of the account that owns the cluster.
    #[must_use]
    pub fn uin(mut self, uin: impl Into<String>) -> Context {
        self.uin = Some(uin.into());
        self
    }

    /// VPC of the cluster, `vpc-…`.
    #[must_use]
    pub fn vpc_id(mut self, vpc_id: impl Into<String>) -> Context {
        self.vpc_id = Some(vpc_id.into());
        self
    }
}

/// A position: an offset, or a line and a column. A position after the end of the text counts as its end, a
/// column after the end of a line as the end of the line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Cursor {
    /// Counted from 1; needs `line`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// Counted from 1; needs `column`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Counted from 0, from the start of the whole text; takes precedence over line and column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

impl Cursor {
    /// Counted from 1; needs `line`.
    #[must_use]
    pub fn column(mut self, column: impl Into<u64>) -> Cursor {
        self.column = Some(column.into());
        self
    }

    /// Counted from 1; needs `column`.
    #[must_use]
    pub fn line(mut self, line: impl Into<u64>) -> Cursor {
        self.line = Some(line.into());
        self
    }

    /// Counted from 0, from the start of the whole text; takes precedence over line and column.
    #[must_use]
    pub fn offset(mut self, offset: impl Into<u64>) -> Cursor {
        self.offset = Some(offset.into());
        self
    }
}

/// The worst that happens to a Service, in the order of danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Danger {
    /// A load balancer is deleted.
    Deleted,
    /// A load balancer is replaced.
    Replaced,
    /// The address is lost or changes.
    AddressLost,
    /// The Service becomes reachable from the internet.
    NewlyPublic,
    /// A listener or forwarding rule is deleted, or every backend that it has is unbound or gets weight 0: it serves
    /// no client.
    Outage,
    /// The controller refuses the change.
    Blocked,
    /// The Service cannot be synced.
    Error,
    /// A load balancer is changed in place.
    Update,
    /// An existing load balancer is adopted.
    Adopt,
    /// A load balancer is created.
    Create,
    /// A load balancer is released.
    Release,
    /// Nothing changes.
    Keep,
    /// A word of a later version.
    UnknownWord(String),
}

impl Danger {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Danger::Deleted => "deleted",
            Danger::Replaced => "replaced",
            Danger::AddressLost => "address-lost",
            Danger::NewlyPublic => "newly-public",
            Danger::Outage => "outage",
            Danger::Blocked => "blocked",
            Danger::Error => "error",
            Danger::Update => "update",
            Danger::Adopt => "adopt",
            Danger::Create => "create",
            Danger::Release => "release",
            Danger::Keep => "keep",
            Danger::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Danger {
    fn from(word: String) -> Danger {
        match word.as_str() {
            "deleted" => Danger::Deleted,
            "replaced" => Danger::Replaced,
            "address-lost" => Danger::AddressLost,
            "newly-public" => Danger::NewlyPublic,
            "outage" => Danger::Outage,
            "blocked" => Danger::Blocked,
            "error" => Danger::Error,
            "update" => Danger::Update,
            "adopt" => Danger::Adopt,
            "create" => Danger::Create,
            "release" => Danger::Release,
            "keep" => Danger::Keep,
            _ => Danger::UnknownWord(word),
        }
    }
}

impl From<Danger> for String {
    fn from(word: Danger) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Danger {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Diagnostic {
    /// Whether it is documented or inferred; absent for facts about the text itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Name of the finding, `annotation/unknown-name`; stable. Each has a reference page.
    pub code: String,
    /// The detail text of kube-apiserver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Its effect on the result.
    pub effect: Effect,
    /// The event code of TKE's Service controller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// True when the live object has it as well: the request does not bring it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<bool>,
    /// Changes of the text that fix it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixes: Option<Vec<Fix>>,
    /// Findings of the same number are equal but for their objects; the lower one is the more dangerous. Absent of
    /// violations of a policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u64>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The reader that raises it.
    pub layer: Layer,
    /// The problem.
    pub message: String,
    /// The object it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
    /// The path of the field, as Kubernetes prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Other locations that explain it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<Vec<Related>>,
    /// How severe it is.
    pub severity: Severity,
    /// Its location in `manifests`, when that was text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRange>,
    /// The error type of kube-apiserver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<FieldErrorType>,
    /// The page that states it, or from which it is inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A replacement in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Edit {
    /// Position after the last character to replace.
    pub end: Position,
    /// Position of the first character to replace.
    pub start: Position,
    /// The replacement.
    pub text: String,
}

/// The request of `complete` and `hover`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EditorRequest {
    /// Facts about the cluster: annotations that need a newer controller come last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Language of the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The position of the cursor.
    pub position: Cursor,
    /// How columns and offsets are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position_encoding: Option<PositionEncoding>,
    /// YAML or JSON, any number of documents, complete or not.
    pub text: String,
}

impl EditorRequest {
    /// With what is required.
    pub fn new(position: impl Into<Cursor>, text: impl Into<String>) -> EditorRequest {
        EditorRequest { context: None, locale: None, position: position.into(), position_encoding: None, text: text.into() }
    }

    /// Facts about the cluster: annotations that need a newer controller come last.
    #[must_use]
    pub fn context(mut self, context: impl Into<Context>) -> EditorRequest {
        self.context = Some(context.into());
        self
    }

    /// Language of the texts.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<Locale>) -> EditorRequest {
        self.locale = Some(locale.into());
        self
    }

    /// How columns and offsets are counted.
    #[must_use]
    pub fn position_encoding(mut self, position_encoding: impl Into<PositionEncoding>) -> EditorRequest {
        self.position_encoding = Some(position_encoding.into());
        self
    }
}

/// The effect of a finding on the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Effect {
    /// kube-apiserver rejects the object.
    Rejected,
    /// The controller stops syncing the Service.
    Aborts,
    /// What the controller does is not documented; nothing is planned for the Service.
    Unknown,
    /// The controller skips the resource and continues.
    Withholds,
    /// The controller ignores the value.
    Ignored,
    /// None.
    None,
    /// A word of a later version.
    UnknownWord(String),
}

impl Effect {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Effect::Rejected => "rejected",
            Effect::Aborts => "aborts",
            Effect::Unknown => "unknown",
            Effect::Withholds => "withholds",
            Effect::Ignored => "ignored",
            Effect::None => "none",
            Effect::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Effect {
    fn from(word: String) -> Effect {
        match word.as_str() {
            "rejected" => Effect::Rejected,
            "aborts" => Effect::Aborts,
            "unknown" => Effect::Unknown,
            "withholds" => Effect::Withholds,
            "ignored" => Effect::Ignored,
            "none" => Effect::None,
            _ => Effect::UnknownWord(word),
        }
    }
}

impl From<Effect> for String {
    fn from(word: Effect) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Effect {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A reference entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Entry {
    /// Whether it is documented or inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The kind of the entry.
    pub kind: ReferenceEntryKind,
    /// The full name, the code, or the path.
    pub name: String,
    /// The full text in Markdown.
    pub text: String,
    /// The title, one line.
    pub title: String,
    /// The page that states it, or from which it is inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The request of `explain`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExplainRequest {
    /// Language of the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or another word
    /// of the answer. `context`, `verdict` and `vip` list theirs. Empty: everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
}

impl ExplainRequest {
    /// Language of the texts.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<Locale>) -> ExplainRequest {
        self.locale = Some(locale.into());
        self
    }

    /// The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or another word
    /// of the answer. `context`, `verdict` and `vip` list theirs. Empty: everything.
    #[must_use]
    pub fn query(mut self, query: impl Into<String>) -> ExplainRequest {
        self.query = Some(query.into());
        self
    }
}

/// The answer of `explain`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Explanation {
    /// Entries with that name.
    pub entries: Vec<Entry>,
    /// Similar names, when no entry has that name.
    pub near: Vec<String>,
}

/// The error types of kube-apiserver, as it spells them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum FieldErrorType {
    /// A required value is absent.
    Required,
    /// A value is not valid.
    Invalid,
    /// A value is not in the list of supported ones.
    NotSupported,
    /// A value occurs more than once.
    Duplicate,
    /// A value must not be set.
    Forbidden,
    /// A value is too long.
    TooLong,
    /// A list has too many items.
    TooMany,
    /// A word of a later version.
    UnknownWord(String),
}

impl FieldErrorType {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            FieldErrorType::Required => "Required",
            FieldErrorType::Invalid => "Invalid",
            FieldErrorType::NotSupported => "NotSupported",
            FieldErrorType::Duplicate => "Duplicate",
            FieldErrorType::Forbidden => "Forbidden",
            FieldErrorType::TooLong => "TooLong",
            FieldErrorType::TooMany => "TooMany",
            FieldErrorType::UnknownWord(word) => word,
        }
    }
}

impl From<String> for FieldErrorType {
    fn from(word: String) -> FieldErrorType {
        match word.as_str() {
            "Required" => FieldErrorType::Required,
            "Invalid" => FieldErrorType::Invalid,
            "NotSupported" => FieldErrorType::NotSupported,
            "Duplicate" => FieldErrorType::Duplicate,
            "Forbidden" => FieldErrorType::Forbidden,
            "TooLong" => FieldErrorType::TooLong,
            "TooMany" => FieldErrorType::TooMany,
            _ => FieldErrorType::UnknownWord(word),
        }
    }
}

impl From<FieldErrorType> for String {
    fn from(word: FieldErrorType) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for FieldErrorType {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The number of findings by severity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FindingCounts {
    /// Objects that are rejected, or do not do what they specify.
    pub errors: u64,
    /// Additional information.
    pub infos: u64,
    /// The number of suppressed warnings and infos; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<u64>,
    /// Objects that work, but probably not as intended.
    pub warnings: u64,
}

/// A change of the text that certainly fixes the finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fix {
    /// Replacements, without overlap.
    pub edits: Vec<Edit>,
    /// What the fix does, as a sentence.
    pub title: String,
}

/// A built-in guard, named after what it detects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Guard {
    /// A CLB is deleted.
    #[serde(rename = "deletes-load-balancer")]
    DeletesLoadBalancer,
    /// The address that clients use changes or is lost.
    #[serde(rename = "changes-address")]
    ChangesAddress,
    /// A CLB is replaced.
    #[serde(rename = "replaces-load-balancer")]
    ReplacesLoadBalancer,
    /// The Service is public.
    #[serde(rename = "exposes-publicly")]
    ExposesPublicly,
    /// The bandwidth is above this many Mbps.
    #[serde(rename = "exceeds-bandwidth")]
    ExceedsBandwidth(u64),
    /// An internal CLB is in a subnet that is not in this list.
    #[serde(rename = "outside-subnets")]
    OutsideSubnets(Vec<String>),
    /// A listener or rule loses all its backends: they are unbound, also where others are bound afterwards, or get
    /// weight 0, or it is deleted with them.
    #[serde(rename = "drains-backends")]
    DrainsBackends,
    /// An existing CLB is adopted.
    #[serde(rename = "adopts-load-balancer")]
    AdoptsLoadBalancer,
    /// Modification protection is off.
    #[serde(rename = "lacks-modification-protection")]
    LacksModificationProtection,
    /// An edit has no effect.
    #[serde(rename = "edit-without-effect")]
    EditWithoutEffect,
}

/// The Services whose load balancer is deleted, whose address is lost, or that become public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Highlights {
    /// Services whose address is lost or changes.
    pub addresses_lost: Vec<ServiceWithLoadBalancer>,
    /// Services whose load balancer is deleted, also as a part of a replacement.
    pub deleted: Vec<ServiceWithLoadBalancer>,
    /// Services that become reachable from the internet.
    pub newly_public: Vec<ServiceWithLoadBalancer>,
}

/// The answer of `hover`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Hover {
    /// Markdown.
    pub contents: String,
    /// The key or value that is described.
    pub range: Range,
}

/// The reader that raises a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Layer {
    /// The YAML or JSON parser.
    Syntax,
    /// The form of an object, or of the cloud's answers.
    Schema,
    /// kube-apiserver.
    Kubernetes,
    /// TKE's Service controller.
    Tke,
    /// The plan.
    Plan,
    /// The guard rails of the request.
    Policy,
    /// A word of a later version.
    UnknownWord(String),
}

impl Layer {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Layer::Syntax => "syntax",
            Layer::Schema => "schema",
            Layer::Kubernetes => "kubernetes",
            Layer::Tke => "tke",
            Layer::Plan => "plan",
            Layer::Policy => "policy",
            Layer::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Layer {
    fn from(word: String) -> Layer {
        match word.as_str() {
            "syntax" => Layer::Syntax,
            "schema" => Layer::Schema,
            "kubernetes" => Layer::Kubernetes,
            "tke" => Layer::Tke,
            "plan" => Layer::Plan,
            "policy" => Layer::Policy,
            _ => Layer::UnknownWord(word),
        }
    }
}

impl From<Layer> for String {
    fn from(word: Layer) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Layer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What the controller does when an edit requires another CLB. Both behaviours are documented; which version
/// changed from one to the other is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum LifecycleMode {
    /// It refuses the edit.
    #[serde(rename = "blocked")]
    Blocked,
    /// It replaces the load balancer.
    #[serde(rename = "rebuild")]
    Rebuild,
}

/// What happens to the load balancer of a Service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LoadBalancerPlan {
    /// The addresses, IPs or a domain name; absent when none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Addresses>,
    /// Why, the most important reason first.
    pub because: Vec<Because>,
    /// Where the change fails; only of the verdict `error`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<SyncFailure>,
    /// Id of the load balancer; absent when it does not exist yet or is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// True when the Service becomes reachable from the internet, whatever else happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newly_public: Option<bool>,
    /// True when a listener or forwarding rule is deleted, or loses every backend that it has, whatever else happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage: Option<bool>,
    /// True when the verdict is `keep`, and `withheld` has changes that are unknown or that cannot be made yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undecided: Option<bool>,
    /// True when the deletion is expected, and not proven: no call is planned for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unproven: Option<bool>,
    /// The verdict.
    pub verdict: LoadBalancerVerdict,
    /// What happens to the address that clients use.
    pub vip: VipVerdict,
}

/// What happens to the load balancer of a Service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum LoadBalancerVerdict {
    /// The Service has no load balancer and needs none.
    None,
    /// The load balancer does not change.
    Keep,
    /// A load balancer is created.
    Create,
    /// An existing load balancer is adopted: TKE uses it and does not delete it.
    Adopt,
    /// The load balancer is changed in place.
    Update,
    /// The load balancer is deleted or released, and another one takes its place.
    Replace,
    /// The load balancer is deleted.
    Delete,
    /// The load balancer is released: kept and no longer managed.
    Release,
    /// The controller refuses the change.
    Blocked,
    /// The controller cannot sync the Service, or too little is known.
    Error,
    /// Nothing is changed, because the Service has `mode: skip`.
    Skip,
    /// A word of a later version.
    UnknownWord(String),
}

impl LoadBalancerVerdict {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            LoadBalancerVerdict::None => "none",
            LoadBalancerVerdict::Keep => "keep",
            LoadBalancerVerdict::Create => "create",
            LoadBalancerVerdict::Adopt => "adopt",
            LoadBalancerVerdict::Update => "update",
            LoadBalancerVerdict::Replace => "replace",
            LoadBalancerVerdict::Delete => "delete",
            LoadBalancerVerdict::Release => "release",
            LoadBalancerVerdict::Blocked => "blocked",
            LoadBalancerVerdict::Error => "error",
            LoadBalancerVerdict::Skip => "skip",
            LoadBalancerVerdict::UnknownWord(word) => word,
        }
    }
}

impl From<String> for LoadBalancerVerdict {
    fn from(word: String) -> LoadBalancerVerdict {
        match word.as_str() {
            "none" => LoadBalancerVerdict::None,
            "keep" => LoadBalancerVerdict::Keep,
            "create" => LoadBalancerVerdict::Create,
            "adopt" => LoadBalancerVerdict::Adopt,
            "update" => LoadBalancerVerdict::Update,
            "replace" => LoadBalancerVerdict::Replace,
            "delete" => LoadBalancerVerdict::Delete,
            "release" => LoadBalancerVerdict::Release,
            "blocked" => LoadBalancerVerdict::Blocked,
            "error" => LoadBalancerVerdict::Error,
            "skip" => LoadBalancerVerdict::Skip,
            _ => LoadBalancerVerdict::UnknownWord(word),
        }
    }
}

impl From<LoadBalancerVerdict> for String {
    fn from(word: LoadBalancerVerdict) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for LoadBalancerVerdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Language of the messages. Codes never change with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Locale {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCN,
}

/// A text with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NamedFile {
    /// Name of the file, such as its path: `source.file` of a finding.
    pub name: String,
    /// YAML or JSON with any number of documents.
    pub text: String,
}

impl NamedFile {
    /// With what is required.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> NamedFile {
        NamedFile { name: name.into(), text: text.into() }
    }
}

/// The network of Pods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NetworkMode {
    /// Pod addresses are routed by the route table of the VPC.
    #[serde(rename = "GlobalRouter")]
    GlobalRouter,
    /// Pods have addresses of the VPC.
    #[serde(rename = "VPC-CNI")]
    VPCCNI,
}

/// The identity of a Kubernetes object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ObjectRef {
    /// API version, `v1`.
    pub api_version: String,
    /// Kind, `Service`.
    pub kind: String,
    /// Name; absent when the object has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Namespace; absent for cluster-scoped objects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
}

/// A CLB that no Service uses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Orphan {
    /// An address by which clients reach it, an IP or a domain name; absent when none was provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The number of backends of all listeners and rules; absent when some were not provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backends: Option<u64>,
    /// Why it counts as unused.
    pub because: Because,
    /// When it was created, as the cloud writes it; absent when it was not provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// The number of its listeners; absent when they were not provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listeners: Option<u64>,
    /// Id of the CLB, `lb-…`.
    pub load_balancer_id: String,
    /// Its name; absent when it was not provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// The Services with a load balancer outside of the scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OtherServicesCounts {
    /// Load balancers of this cluster that no Service uses.
    pub orphans: u64,
    /// How many there are.
    pub services: u64,
    /// How many of them have a plan that changes something, or that is refused, without this request.
    pub with_changes: u64,
    /// How many of them have findings.
    pub with_findings: u64,
}

/// Services to which the same happens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OverviewGroup {
    /// The worst that happens to them.
    pub danger: Danger,
    /// True when the same is planned for the live objects: the request does not bring it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<bool>,
    /// Why they are in the plan.
    pub scope: RelationToRequest,
    /// The Services, sorted by namespace and name.
    pub services: Vec<ServiceWithLoadBalancer>,
    /// The verdict on their load balancers.
    pub verdict: LoadBalancerVerdict,
    /// What happens to their addresses.
    pub vip: VipVerdict,
}

/// The answer of `planSync`: what TKE's Service controller will do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// What was not provided and is therefore not checked.
    pub assumptions: Vec<Assumption>,
    /// False when something that is needed was not provided or is not valid; see `assumptions` and `diagnostics`.
    pub complete: bool,
    /// Findings, sorted by location.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of the findings the live objects have as well; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<SeverityCounts>,
    /// The number of findings by severity, including those that an answer of very many drops.
    pub findings: SeverityCounts,
    /// Version of this format.
    pub format_version: String,
    /// The Services whose load balancer is deleted, whose address is lost, or that become public.
    pub highlights: Highlights,
    /// CLBs with this cluster's ownership tags that no Service uses.
    pub orphans: Vec<Orphan>,
    /// The Services with a load balancer outside of the scope; absent when the scope is everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<OtherServicesCounts>,
    /// Services to which the same happens, in the order of danger.
    pub overview: Vec<OverviewGroup>,
    /// The verdict of the guard rails; absent when the request has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyAnswer>,
    /// The plan of each Service, sorted by namespace and name.
    pub services: Vec<ServicePlan>,
    /// The number of load balancers by verdict.
    pub summary: VerdictCounts,
    /// The number of suppressed warnings and infos; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<u64>,
}

/// The request of `planSync`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PlanRequest {
    /// The current state of the cloud. Without it, the state is derived from `live` by simulation, and an assumption
    /// says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clb: Option<ClbState>,
    /// Facts about the cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Namespace of the objects that name none; without it they are assumed to be in `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_namespace: Option<String>,
    /// Services to delete. The name `*` selects every live Service of its namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delete: Option<Vec<ServiceName>>,
    /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// The objects currently in the cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Source>,
    /// Facts that hold without this request, where it changes one, such as the version of the controller: what is
    /// found and planned for the live objects is judged by them. Without it, `context`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_context: Option<Context>,
    /// Language of the messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The desired objects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifests: Option<Source>,
    /// Guard rails for the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// How columns and offsets are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position_encoding: Option<PositionEncoding>,
    /// Deletes every live Service of type LoadBalancer that is not in `manifests`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prune: Option<bool>,
    /// Where `prune` looks for Services; without it, in the whole cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prune_within: Option<PruneWithin>,
    /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recreate: Option<Vec<ServiceName>>,
    /// The Services of the answer; without it, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<PlanScope>,
}

impl PlanRequest {
    /// The current state of the cloud. Without it, the state is derived from `live` by simulation, and an assumption
    /// says so.
    #[must_use]
    pub fn clb(mut self, clb: impl Into<ClbState>) -> PlanRequest {
        self.clb = Some(clb.into());
        self
    }

    /// Facts about the cluster.
    #[must_use]
    pub fn context(mut self, context: impl Into<Context>) -> PlanRequest {
        self.context = Some(context.into());
        self
    }

    /// Namespace of the objects that name none; without it they are assumed to be in `default`.
    #[must_use]
    pub fn default_namespace(mut self, default_namespace: impl Into<String>) -> PlanRequest {
        self.default_namespace = Some(default_namespace.into());
        self
    }

    /// Services to delete. The name `*` selects every live Service of its namespace.
    #[must_use]
    pub fn delete(mut self, delete: impl Into<Vec<ServiceName>>) -> PlanRequest {
        self.delete = Some(delete.into());
        self
    }

    /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
    #[must_use]
    pub fn ignore(mut self, ignore: impl Into<Vec<String>>) -> PlanRequest {
        self.ignore = Some(ignore.into());
        self
    }

    /// The objects currently in the cluster.
    #[must_use]
    pub fn live(mut self, live: impl Into<Source>) -> PlanRequest {
        self.live = Some(live.into());
        self
    }

    /// Facts that hold without this request, where it changes one, such as the version of the controller: what is
    /// found and planned for the live objects is judged by them. Without it, `context`.
    #[must_use]
    pub fn live_context(mut self, live_context: impl Into<Context>) -> PlanRequest {
        self.live_context = Some(live_context.into());
        self
    }

    /// Language of the messages.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<Locale>) -> PlanRequest {
        self.locale = Some(locale.into());
        self
    }

    /// The desired objects.
    #[must_use]
    pub fn manifests(mut self, manifests: impl Into<Source>) -> PlanRequest {
        self.manifests = Some(manifests.into());
        self
    }

    /// Guard rails for the plan.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<Policy>) -> PlanRequest {
        self.policy = Some(policy.into());
        self
    }

    /// How columns and offsets are counted.
    #[must_use]
    pub fn position_encoding(mut self, position_encoding: impl Into<PositionEncoding>) -> PlanRequest {
        self.position_encoding = Some(position_encoding.into());
        self
    }

    /// Deletes every live Service of type LoadBalancer that is not in `manifests`.
    #[must_use]
    pub fn prune(mut self, prune: impl Into<bool>) -> PlanRequest {
        self.prune = Some(prune.into());
        self
    }

    /// Where `prune` looks for Services; without it, in the whole cluster.
    #[must_use]
    pub fn prune_within(mut self, prune_within: impl Into<PruneWithin>) -> PlanRequest {
        self.prune_within = Some(prune_within.into());
        self
    }

    /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
    #[must_use]
    pub fn recreate(mut self, recreate: impl Into<Vec<ServiceName>>) -> PlanRequest {
        self.recreate = Some(recreate.into());
        self
    }

    /// The Services of the answer; without it, all.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<PlanScope>) -> PlanRequest {
        self.scope = Some(scope.into());
        self
    }
}

/// The Services of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PlanScope {
    /// Those of `manifests` and all live ones.
    #[serde(rename = "all")]
    All,
    /// Those that `manifests`, `delete` and `prune` name, and those that share a load balancer or a TkeServiceConfig
    /// with them. The others are counted.
    #[serde(rename = "named")]
    Named,
}

/// Guard rails for a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Policy {
    /// Rules are evaluated independently; the worst verdict counts.
    pub rules: Vec<PolicyRule>,
}

impl Policy {
    /// With what is required.
    pub fn new(rules: impl Into<Vec<PolicyRule>>) -> Policy {
        Policy { rules: rules.into() }
    }
}

/// The verdict of the guard rails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PolicyAnswer {
    /// The worst verdict of all rules, without the violations that the request does not bring (`existing`).
    pub verdict: PolicyVerdict,
    /// The violated guards, with their rules; and those that cannot be decided (`policy/undecided`).
    pub violations: Vec<Diagnostic>,
}

/// Selects Services. All given conditions must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PolicyMatch {
    /// The Service has all of these labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeMap<String, String>>,
    /// The Service is in one of these namespaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<Vec<String>>,
}

impl PolicyMatch {
    /// The Service has all of these labels.
    #[must_use]
    pub fn labels(mut self, labels: impl Into<BTreeMap<String, String>>) -> PolicyMatch {
        self.labels = Some(labels.into());
        self
    }

    /// The Service is in one of these namespaces.
    #[must_use]
    pub fn namespaces(mut self, namespaces: impl Into<Vec<String>>) -> PolicyMatch {
        self.namespaces = Some(namespaces.into());
        self
    }
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PolicyRule {
    /// Guards that deny the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deny: Option<Vec<Guard>>,
    /// The Services that the rule applies to; absent: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#match: Option<PolicyMatch>,
    /// The name of the rule, shown with each violation.
    pub name: String,
    /// Guards that warn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn: Option<Vec<Guard>>,
}

impl PolicyRule {
    /// With what is required.
    pub fn new(name: impl Into<String>) -> PolicyRule {
        PolicyRule { deny: None, r#match: None, name: name.into(), warn: None }
    }

    /// Guards that deny the plan.
    #[must_use]
    pub fn deny(mut self, deny: impl Into<Vec<Guard>>) -> PolicyRule {
        self.deny = Some(deny.into());
        self
    }

    /// The Services that the rule applies to; absent: all.
    #[must_use]
    pub fn r#match(mut self, r#match: impl Into<PolicyMatch>) -> PolicyRule {
        self.r#match = Some(r#match.into());
        self
    }

    /// Guards that warn.
    #[must_use]
    pub fn warn(mut self, warn: impl Into<Vec<Guard>>) -> PolicyRule {
        self.warn = Some(warn.into());
        self
    }
}

/// A verdict of the guard rails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum PolicyVerdict {
    /// No guard is violated.
    Allow,
    /// No guard is violated as far as is known, but what was provided does not decide all of them.
    Undecided,
    /// A guard that only warns is violated.
    Warn,
    /// A guard that denies is violated.
    Deny,
    /// A word of a later version.
    UnknownWord(String),
}

impl PolicyVerdict {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            PolicyVerdict::Allow => "allow",
            PolicyVerdict::Undecided => "undecided",
            PolicyVerdict::Warn => "warn",
            PolicyVerdict::Deny => "deny",
            PolicyVerdict::UnknownWord(word) => word,
        }
    }
}

impl From<String> for PolicyVerdict {
    fn from(word: String) -> PolicyVerdict {
        match word.as_str() {
            "allow" => PolicyVerdict::Allow,
            "undecided" => PolicyVerdict::Undecided,
            "warn" => PolicyVerdict::Warn,
            "deny" => PolicyVerdict::Deny,
            _ => PolicyVerdict::UnknownWord(word),
        }
    }
}

impl From<PolicyVerdict> for String {
    fn from(word: PolicyVerdict) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for PolicyVerdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A position in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Position {
    /// Column, counted from 1. A byte order mark has no column, as in editors.
    pub column: u64,
    /// Line, counted from 1.
    pub line: u64,
    /// Offset, counted from 0 from the start of the text; of named files, of the file. A byte order mark counts: it
    /// is the first character of the text.
    pub offset: u64,
}

/// How columns and offsets are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PositionEncoding {
    /// In UTF-16 code units, as editors and the Language Server Protocol count.
    #[serde(rename = "utf-16")]
    Utf16,
    /// In UTF-8 bytes.
    #[serde(rename = "utf-8")]
    Utf8,
}

/// Where `prune` looks for Services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PruneWithin {
    /// In the whole cluster.
    #[serde(rename = "cluster")]
    Cluster,
    /// In the namespaces of `manifests`.
    #[serde(rename = "manifest-namespaces")]
    ManifestNamespaces,
}

/// Limits of the account; an absent one is unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Quotas {
    /// Load balancers in the region, for public and for internal ones each (`TOTAL_OPEN_CLB_QUOTA`,
    /// `TOTAL_INTERNAL_CLB_QUOTA`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clbs_per_region: Option<u64>,
    /// Listeners of one load balancer (`TOTAL_LISTENER_QUOTA`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listeners_per_clb: Option<u64>,
    /// Backends of one listener (`TOTAL_TARGET_BIND_QUOTA`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets_per_listener: Option<u64>,
}

impl Quotas {
    /// Load balancers in the region, for public and for internal ones each (`TOTAL_OPEN_CLB_QUOTA`,
    /// `TOTAL_INTERNAL_CLB_QUOTA`).
    #[must_use]
    pub fn clbs_per_region(mut self, clbs_per_region: impl Into<u64>) -> Quotas {
        self.clbs_per_region = Some(clbs_per_region.into());
        self
    }

    /// Listeners of one load balancer (`TOTAL_LISTENER_QUOTA`).
    #[must_use]
    pub fn listeners_per_clb(mut self, listeners_per_clb: impl Into<u64>) -> Quotas {
        self.listeners_per_clb = Some(listeners_per_clb.into());
        self
    }

    /// Backends of one listener (`TOTAL_TARGET_BIND_QUOTA`).
    #[must_use]
    pub fn targets_per_listener(mut self, targets_per_listener: impl Into<u64>) -> Quotas {
        self.targets_per_listener = Some(targets_per_listener.into());
        self
    }
}

/// A range of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Range {
    /// Position after the last character.
    pub end: Position,
    /// Position of the first character.
    pub start: Position,
}

/// The kind of a reference entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum ReferenceEntryKind {
    /// An annotation of a Service.
    Annotation,
    /// A label of a Service.
    Label,
    /// A finalizer of a Service.
    Finalizer,
    /// A condition of a Service.
    Condition,
    /// A readiness gate of a Pod.
    ReadinessGate,
    /// An annotation of a Pod.
    PodAnnotation,
    /// A cluster-wide switch.
    Switch,
    /// A key of a certificate Secret.
    SecretKey,
    /// A tag of a CLB.
    Tag,
    /// A field of a Service or of a TkeServiceConfig.
    Field,
    /// A finding.
    Code,
    /// A reason of a plan.
    Reason,
    /// A fact about the cluster, a key of `context`.
    ContextKey,
    /// A member of a request.
    RequestMember,
    /// What happens to a load balancer or its address.
    Verdict,
    /// A member of an answer.
    AnswerMember,
    /// A word of a later version.
    UnknownWord(String),
}

impl ReferenceEntryKind {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            ReferenceEntryKind::Annotation => "annotation",
            ReferenceEntryKind::Label => "label",
            ReferenceEntryKind::Finalizer => "finalizer",
            ReferenceEntryKind::Condition => "condition",
            ReferenceEntryKind::ReadinessGate => "readiness-gate",
            ReferenceEntryKind::PodAnnotation => "pod-annotation",
            ReferenceEntryKind::Switch => "switch",
            ReferenceEntryKind::SecretKey => "secret-key",
            ReferenceEntryKind::Tag => "tag",
            ReferenceEntryKind::Field => "field",
            ReferenceEntryKind::Code => "code",
            ReferenceEntryKind::Reason => "reason",
            ReferenceEntryKind::ContextKey => "context-key",
            ReferenceEntryKind::RequestMember => "request-member",
            ReferenceEntryKind::Verdict => "verdict",
            ReferenceEntryKind::AnswerMember => "answer-member",
            ReferenceEntryKind::UnknownWord(word) => word,
        }
    }
}

impl From<String> for ReferenceEntryKind {
    fn from(word: String) -> ReferenceEntryKind {
        match word.as_str() {
            "annotation" => ReferenceEntryKind::Annotation,
            "label" => ReferenceEntryKind::Label,
            "finalizer" => ReferenceEntryKind::Finalizer,
            "condition" => ReferenceEntryKind::Condition,
            "readiness-gate" => ReferenceEntryKind::ReadinessGate,
            "pod-annotation" => ReferenceEntryKind::PodAnnotation,
            "switch" => ReferenceEntryKind::Switch,
            "secret-key" => ReferenceEntryKind::SecretKey,
            "tag" => ReferenceEntryKind::Tag,
            "field" => ReferenceEntryKind::Field,
            "code" => ReferenceEntryKind::Code,
            "reason" => ReferenceEntryKind::Reason,
            "context-key" => ReferenceEntryKind::ContextKey,
            "request-member" => ReferenceEntryKind::RequestMember,
            "verdict" => ReferenceEntryKind::Verdict,
            "answer-member" => ReferenceEntryKind::AnswerMember,
            _ => ReferenceEntryKind::UnknownWord(word),
        }
    }
}

impl From<ReferenceEntryKind> for String {
    fn from(word: ReferenceEntryKind) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for ReferenceEntryKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A call that the simulated cloud rejected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RejectedCall {
    /// Id of the action.
    pub action: String,
    /// The call.
    pub api: String,
    /// The API's error code and message.
    pub error: String,
}

/// Another location that explains the finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Related {
    /// What is found there.
    pub message: String,
    /// The object, when it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectRef>,
    /// Its location in `manifests`, when that was text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRange>,
}

/// Why a Service is in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum RelationToRequest {
    /// The manifests, `delete` or `prune` name it.
    Named,
    /// It shares a load balancer with a named one, or uses an object of the manifests.
    Touched,
    /// It is in the same cluster, and nothing in the request concerns it.
    Other,
    /// A word of a later version.
    UnknownWord(String),
}

impl RelationToRequest {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            RelationToRequest::Named => "named",
            RelationToRequest::Touched => "touched",
            RelationToRequest::Other => "other",
            RelationToRequest::UnknownWord(word) => word,
        }
    }
}

impl From<String> for RelationToRequest {
    fn from(word: String) -> RelationToRequest {
        match word.as_str() {
            "named" => RelationToRequest::Named,
            "touched" => RelationToRequest::Touched,
            "other" => RelationToRequest::Other,
            _ => RelationToRequest::UnknownWord(word),
        }
    }
}

impl From<RelationToRequest> for String {
    fn from(word: RelationToRequest) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for RelationToRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The answer of `validateService`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// Findings, sorted by location. Of very many the most severe are kept, and one more finding states how many were
    /// dropped.
    pub diagnostics: Vec<Diagnostic>,
    /// How many of the findings the live objects have as well; absent when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<SeverityCounts>,
    /// Version of this format.
    pub format_version: String,
    /// The number of findings by severity, including dropped ones.
    pub summary: FindingCounts,
}

/// What happens to a Service object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum ServiceEvent {
    /// It is created.
    Create,
    /// It is changed.
    Update,
    /// It is deleted.
    Delete,
    /// It is deleted and created again.
    Recreate,
    /// It does not change.
    Unchanged,
    /// A word of a later version.
    UnknownWord(String),
}

impl ServiceEvent {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            ServiceEvent::Create => "create",
            ServiceEvent::Update => "update",
            ServiceEvent::Delete => "delete",
            ServiceEvent::Recreate => "recreate",
            ServiceEvent::Unchanged => "unchanged",
            ServiceEvent::UnknownWord(word) => word,
        }
    }
}

impl From<String> for ServiceEvent {
    fn from(word: String) -> ServiceEvent {
        match word.as_str() {
            "create" => ServiceEvent::Create,
            "update" => ServiceEvent::Update,
            "delete" => ServiceEvent::Delete,
            "recreate" => ServiceEvent::Recreate,
            "unchanged" => ServiceEvent::Unchanged,
            _ => ServiceEvent::UnknownWord(word),
        }
    }
}

impl From<ServiceEvent> for String {
    fn from(word: ServiceEvent) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for ServiceEvent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The name of a Service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ServiceName {
    /// The name of the Service in its namespace.
    pub name: String,
    /// The namespace of the Service.
    pub namespace: String,
}

impl ServiceName {
    /// With what is required.
    pub fn new(name: impl Into<String>, namespace: impl Into<String>) -> ServiceName {
        ServiceName { name: name.into(), namespace: namespace.into() }
    }
}

/// The plan of one Service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ServicePlan {
    /// The calls, in an order that respects `after`.
    pub actions: Vec<Action>,
    /// The changes, resource by resource.
    pub changes: Vec<Change>,
    /// What happens to the Service object.
    pub event: ServiceEvent,
    /// True when the same is planned for the live object: the request does not bring it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<bool>,
    /// What happens to its load balancer.
    pub load_balancer: LoadBalancerPlan,
    /// The name of the Service.
    pub name: String,
    /// The namespace of the Service.
    pub namespace: String,
    /// Its place in the order of danger, from 0.
    pub rank: u64,
    /// Why the Service is in the plan.
    pub scope: RelationToRequest,
    /// The uid of the Service; absent before it is created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// Differences that are not removed, with their reasons.
    pub withheld: Vec<Withheld>,
}

/// A Service with its load balancer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ServiceWithLoadBalancer {
    /// The address that clients use before the plan, or after it when there is none before; absent when it is
    /// unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Id of the load balancer; absent when it does not exist yet or is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_balancer_id: Option<String>,
    /// The name of the Service.
    pub name: String,
    /// The namespace of the Service.
    pub namespace: String,
}

/// How severe a finding is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Severity {
    /// The object is rejected, or does not do what it specifies.
    Error,
    /// The object works, but probably not as intended.
    Warning,
    /// Additional information.
    Info,
    /// A word of a later version.
    UnknownWord(String),
}

impl Severity {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
            Severity::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Severity {
    fn from(word: String) -> Severity {
        match word.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            "info" => Severity::Info,
            _ => Severity::UnknownWord(word),
        }
    }
}

impl From<Severity> for String {
    fn from(word: Severity) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// How many findings there are, by severity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeverityCounts {
    /// Objects that are rejected, or do not do what they specify.
    pub errors: u64,
    /// Additional information.
    pub infos: u64,
    /// Objects that work, but probably not as intended.
    pub warnings: u64,
}

/// The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Simulation {
    /// The state of the cloud after the plan, usable as `clb` of the next request.
    pub clb: ClbState,
    /// The objects in the cluster after the plan, usable as `live` of the next request.
    pub live: Vec<Object>,
    /// Calls that the simulated cloud rejected. It is empty unless the plan is wrong.
    pub refused: Vec<RejectedCall>,
}

/// YAML or JSON text with any number of documents (also kind: List), named files of such text, an object, or
/// objects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Source {
    /// Text.
    Text(String),
    /// An object.
    Object(Object),
    /// A list.
    NamedFiles(Vec<NamedFile>),
    /// Objects.
    Objects(Vec<Object>),
}

impl From<String> for Source {
    fn from(it: String) -> Source {
        Source::Text(it)
    }
}

impl From<&str> for Source {
    fn from(it: &str) -> Source {
        Source::Text(it.to_owned())
    }
}

impl From<Object> for Source {
    fn from(it: Object) -> Source {
        Source::Object(it)
    }
}

impl From<Vec<NamedFile>> for Source {
    fn from(it: Vec<NamedFile>) -> Source {
        Source::NamedFiles(it)
    }
}

impl From<Vec<Object>> for Source {
    fn from(it: Vec<Object>) -> Source {
        Source::Objects(it)
    }
}

/// A range in the text of `manifests`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SourceRange {
    /// Index of the document in the text or the file, counted from 0.
    pub document: u64,
    /// Position after the last character.
    pub end: Position,
    /// Name of the file, when `manifests` was named files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Position of the first character.
    pub start: Position,
}

/// A part of a Service that can be written on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Subresource {
    /// The status, which controllers write. `spec` is taken from `live`; without `live` it is assumed to be as in the
    /// manifest.
    #[serde(rename = "status")]
    Status,
}

/// Where the change of a Service with the verdict `error` fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum SyncFailure {
    /// The API server rejects the manifest: there is no sync.
    ApiServer,
    /// The sync stops with an error.
    Sync,
    /// Nothing is planned, because what the controller does is not known.
    Unknown,
    /// A word of a later version.
    UnknownWord(String),
}

impl SyncFailure {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            SyncFailure::ApiServer => "apiServer",
            SyncFailure::Sync => "sync",
            SyncFailure::Unknown => "unknown",
            SyncFailure::UnknownWord(word) => word,
        }
    }
}

impl From<String> for SyncFailure {
    fn from(word: String) -> SyncFailure {
        match word.as_str() {
            "apiServer" => SyncFailure::ApiServer,
            "sync" => SyncFailure::Sync,
            "unknown" => SyncFailure::Unknown,
            _ => SyncFailure::UnknownWord(word),
        }
    }
}

impl From<SyncFailure> for String {
    fn from(word: SyncFailure) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for SyncFailure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The request of `validateService`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ValidateRequest {
    /// Facts about the cluster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Namespace of the objects that name none; without it they are assumed to be in `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_namespace: Option<String>,
    /// Services that are deleted first, so that their node ports and cluster IPs are free. The name `*` selects every
    /// live Service of its namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delete: Option<Vec<ServiceName>>,
    /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// The objects currently in the cluster. A Service that is found here is validated as an update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Source>,
    /// Language of the messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The objects to validate.
    pub manifests: Source,
    /// How columns and offsets are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position_encoding: Option<PositionEncoding>,
    /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recreate: Option<Vec<ServiceName>>,
    /// Validates writes to this subresource instead of to the whole object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subresource: Option<Subresource>,
}

impl ValidateRequest {
    /// With what is required.
    pub fn new(manifests: impl Into<Source>) -> ValidateRequest {
        ValidateRequest { context: None, default_namespace: None, delete: None, ignore: None, live: None, locale: None, manifests: manifests.into(), position_encoding: None, recreate: None, subresource: None }
    }

    /// Facts about the cluster.
    #[must_use]
    pub fn context(mut self, context: impl Into<Context>) -> ValidateRequest {
        self.context = Some(context.into());
        self
    }

    /// Namespace of the objects that name none; without it they are assumed to be in `default`.
    #[must_use]
    pub fn default_namespace(mut self, default_namespace: impl Into<String>) -> ValidateRequest {
        self.default_namespace = Some(default_namespace.into());
        self
    }

    /// Services that are deleted first, so that their node ports and cluster IPs are free. The name `*` selects every
    /// live Service of its namespace.
    #[must_use]
    pub fn delete(mut self, delete: impl Into<Vec<ServiceName>>) -> ValidateRequest {
        self.delete = Some(delete.into());
        self
    }

    /// Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones.
    #[must_use]
    pub fn ignore(mut self, ignore: impl Into<Vec<String>>) -> ValidateRequest {
        self.ignore = Some(ignore.into());
        self
    }

    /// The objects currently in the cluster. A Service that is found here is validated as an update.
    #[must_use]
    pub fn live(mut self, live: impl Into<Source>) -> ValidateRequest {
        self.live = Some(live.into());
        self
    }

    /// Language of the messages.
    #[must_use]
    pub fn locale(mut self, locale: impl Into<Locale>) -> ValidateRequest {
        self.locale = Some(locale.into());
        self
    }

    /// How columns and offsets are counted.
    #[must_use]
    pub fn position_encoding(mut self, position_encoding: impl Into<PositionEncoding>) -> ValidateRequest {
        self.position_encoding = Some(position_encoding.into());
        self
    }

    /// Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace.
    #[must_use]
    pub fn recreate(mut self, recreate: impl Into<Vec<ServiceName>>) -> ValidateRequest {
        self.recreate = Some(recreate.into());
        self
    }

    /// Validates writes to this subresource instead of to the whole object.
    #[must_use]
    pub fn subresource(mut self, subresource: impl Into<Subresource>) -> ValidateRequest {
        self.subresource = Some(subresource.into());
        self
    }
}

/// What happens to a resource of the cloud or the cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum Verb {
    /// It is created.
    Create,
    /// It is changed in place.
    Update,
    /// It is deleted.
    Delete,
    /// It is released: kept and no longer managed.
    Release,
    /// A word of a later version.
    UnknownWord(String),
}

impl Verb {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            Verb::Create => "create",
            Verb::Update => "update",
            Verb::Delete => "delete",
            Verb::Release => "release",
            Verb::UnknownWord(word) => word,
        }
    }
}

impl From<String> for Verb {
    fn from(word: String) -> Verb {
        match word.as_str() {
            "create" => Verb::Create,
            "update" => Verb::Update,
            "delete" => Verb::Delete,
            "release" => Verb::Release,
            _ => Verb::UnknownWord(word),
        }
    }
}

impl From<Verb> for String {
    fn from(word: Verb) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for Verb {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The number of load balancers by verdict. `ignored` counts edits instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerdictCounts {
    /// Existing load balancers that are adopted.
    pub adopt: u64,
    /// Services whose change the controller refuses.
    pub blocked: u64,
    /// Load balancers that are created.
    pub create: u64,
    /// Load balancers that are deleted.
    pub delete: u64,
    /// Services that cannot be synced.
    pub error: u64,
    /// Edits without effect.
    pub ignored: u64,
    /// Load balancers that do not change.
    pub keep: u64,
    /// Load balancers that are released: they are kept and no longer managed.
    pub release: u64,
    /// Load balancers that are deleted or released, with another one in their place.
    pub replace: u64,
    /// Load balancers that are changed in place.
    pub update: u64,
}

/// What happens to the address that clients use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[non_exhaustive]
pub enum VipVerdict {
    /// There is no address.
    None,
    /// The address does not change.
    Kept,
    /// There is an address for the first time.
    New,
    /// The address is replaced by another one.
    Changed,
    /// The address is lost.
    Lost,
    /// It cannot be determined from the provided input what happens to the address.
    Unknown,
    /// A word of a later version.
    UnknownWord(String),
}

impl VipVerdict {
    /// The word in the answer.
    pub fn as_str(&self) -> &str {
        match self {
            VipVerdict::None => "none",
            VipVerdict::Kept => "kept",
            VipVerdict::New => "new",
            VipVerdict::Changed => "changed",
            VipVerdict::Lost => "lost",
            VipVerdict::Unknown => "unknown",
            VipVerdict::UnknownWord(word) => word,
        }
    }
}

impl From<String> for VipVerdict {
    fn from(word: String) -> VipVerdict {
        match word.as_str() {
            "none" => VipVerdict::None,
            "kept" => VipVerdict::Kept,
            "new" => VipVerdict::New,
            "changed" => VipVerdict::Changed,
            "lost" => VipVerdict::Lost,
            "unknown" => VipVerdict::Unknown,
            _ => VipVerdict::UnknownWord(word),
        }
    }
}

impl From<VipVerdict> for String {
    fn from(word: VipVerdict) -> String {
        word.as_str().to_owned()
    }
}

impl std::fmt::Display for VipVerdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A difference that the plan does not remove.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Withheld {
    /// The resource.
    pub address: String,
    /// Why.
    pub because: Because,
    /// The locations in `manifests` that specify it, when that was text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceRange>>,
    /// What was not done.
    pub verb: Verb,
}
