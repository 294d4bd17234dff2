//! One call of the cloud's API, or one write to the cluster, as a value.
//!
//! A call knows the API, the resource, the load balancer and the answers of other calls that it needs. Its JSON is made in
//! `call_as_json`, once for the answer and once for the simulator; no stage of the planner reads it.

use super::{ForwardingRuleKey, ResourceAddress, Verb};
use crate::json::{Map, Value};
use crate::model::clb_attributes::{AttributeId, AttributeValues};
use crate::model::{ListenerKey, Target};
use crate::request::ServiceName;
use crate::tke::Protocol;

/// Most backends in one `BatchRegisterTargets`, `BatchDeregisterTargets` or `BatchModifyTargetWeight`.
pub const BATCH_TARGETS: usize = 500;
/// Most backends in one `RegisterTargets` or `DeregisterTargets`.
pub const PLAIN_TARGETS: usize = 20;

/// The API of calls that write an object of the cluster, by a JSON merge patch.
pub const KUBERNETES: &str = "kubernetes";

/// A value that exists already, or that an action will return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdOrResult {
    /// It exists.
    Id(String),
    /// The action and the path in its answer.
    From(String, &'static str),
}

impl IdOrResult {
    /// The id, or the action: what tells two of them apart.
    pub fn key(&self) -> &str {
        match self {
            IdOrResult::Id(id) | IdOrResult::From(id, _) => id,
        }
    }

    /// The id of something that exists.
    pub fn existing(&self) -> Option<&str> {
        match self {
            IdOrResult::Id(id) => Some(id),
            IdOrResult::From(..) => None,
        }
    }

    /// The action that returns the value.
    fn action(&self) -> Option<&str> {
        match self {
            IdOrResult::Id(_) => None,
            IdOrResult::From(action, _) => Some(action),
        }
    }
}

/// A call. Listeners are deleted one by one: `DeleteLoadBalancerListeners` deletes all of them when its list is left out,
/// so it is not among the calls.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "fields are named as in the API; `lb` is the CLB, `key` and `path` what a resource is known by"
)]
pub enum Call {
    /// Buys a CLB.
    CreateLoadBalancer(Purchase),
    /// Deletes a CLB with its listeners and backends.
    DeleteLoadBalancer { lb: IdOrResult },
    /// Changes one attribute of a CLB.
    ModifyLoadBalancerAttributes { lb: IdOrResult, field: AttributeId, value: Value },
    /// Replaces the security groups of a CLB.
    SetLoadBalancerSecurityGroups { lb: IdOrResult, groups: Value },
    /// Adds addresses by which a CLB reaches backends of other networks.
    CreateLoadBalancerSnatIps { lb: IdOrResult, ips: Vec<Value> },
    /// Adds the tag of this cluster; `resource` is the CLB's name in the Tag API.
    TagResources { lb: IdOrResult, resource: String, cluster: String },
    /// Removes the tag of this cluster.
    UntagResources { lb: IdOrResult, resource: String },
    /// Creates a listener.
    CreateListener { lb: IdOrResult, key: ListenerKey, name: String, values: AttributeValues },
    /// Changes the given fields of a listener.
    ModifyListener { lb: IdOrResult, listener: IdOrResult, key: ListenerKey, values: AttributeValues },
    /// Deletes a listener.
    DeleteListener { lb: IdOrResult, listener: IdOrResult, key: ListenerKey },
    /// Creates a rule.
    CreateRule {
        lb: IdOrResult,
        listener: IdOrResult,
        key: ListenerKey,
        path: ForwardingRuleKey,
        values: AttributeValues,
    },
    /// Changes the given fields of a rule.
    ModifyRule {
        lb: IdOrResult,
        listener: IdOrResult,
        rule: String,
        key: ListenerKey,
        path: ForwardingRuleKey,
        values: AttributeValues,
    },
    /// Changes the given fields that all rules of a domain share.
    ModifyDomainAttributes {
        lb: IdOrResult,
        listener: IdOrResult,
        key: ListenerKey,
        path: ForwardingRuleKey,
        values: AttributeValues,
    },
    /// Deletes a rule; `next` where the default domain of the listener goes with it, or `is_last` where no domain is left.
    DeleteRule {
        lb: IdOrResult,
        listener: IdOrResult,
        rule: String,
        key: ListenerKey,
        path: ForwardingRuleKey,
        next: Option<NextDefaultDomain>,
        is_last: bool,
    },
    /// Binds backends.
    RegisterTargets(TargetList),
    /// Unbinds backends.
    DeregisterTargets(TargetList),
    /// Changes the weights of bound backends.
    ModifyTargetWeights(TargetList),
    /// Writes the TkeServiceConfig that the controller keeps for the Service: the lists of segments that change.
    WriteServiceConfig { name: ServiceName, verb: Verb, lists: Map },
    /// Writes the Service.
    WriteService { name: ServiceName, write: ServicePatch },
}

/// The domain that becomes the default of a listener.
#[derive(Debug, Clone)]
pub struct NextDefaultDomain {
    /// The domain.
    pub domain: String,
    /// The action that creates its rule; `None` where there is one.
    pub created_by: Option<String>,
}

/// The CLB that a call buys.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// The fields of `CreateLoadBalancer`, as the Service specifies them.
    pub fields: Map,
    /// The token that makes the purchase happen once.
    pub client_token: Option<String>,
}

impl Purchase {
    /// `OPEN` or `INTERNAL`.
    pub fn kind(&self) -> Option<&str> {
        self.text("LoadBalancerType")
    }

    /// The subnet of the address.
    pub fn subnet(&self) -> Option<&str> {
        self.text("SubnetId")
    }

    /// Most outbound bandwidth in Mbps.
    pub fn bandwidth(&self) -> Option<i64> {
        self.fields.get("InternetAccessible")?.get(AttributeId::BandwidthOut.name())?.as_i64()
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }
}

/// The listener, or the rule of it, that backends are bound to.
#[derive(Debug, Clone)]
pub struct ListenerOrRule {
    /// The CLB.
    pub lb: IdOrResult,
    /// The listener.
    pub listener: IdOrResult,
    /// Its identity.
    pub key: ListenerKey,
    /// The rule of a layer-7 listener, with its identity.
    pub rule: Option<(IdOrResult, ForwardingRuleKey)>,
}

impl ListenerOrRule {
    /// The address of the backends.
    pub fn address(&self) -> ResourceAddress {
        ResourceAddress::Backends(self.key, self.rule.as_ref().map(|(_, path)| path.clone()))
    }

    /// True for protocols that the batch calls name; listeners of other protocols take the plain calls.
    fn is_in_batches(&self) -> bool {
        matches!(self.key.protocol, Protocol::Tcp | Protocol::Udp | Protocol::Http | Protocol::Https)
    }

    /// Most backends that one call binds or unbinds.
    pub fn most_targets(&self) -> usize {
        if self.is_in_batches() { BATCH_TARGETS } else { PLAIN_TARGETS }
    }
}

/// Backends of one listener or rule, within the limit of one call.
#[derive(Debug, Clone)]
pub struct TargetList {
    /// Where they are bound.
    pub binding: ListenerOrRule,
    /// The backends, with weights where a call sets them.
    pub targets: Vec<(Target, Option<i64>)>,
}

impl TargetList {
    /// True when the body has one list that names the listener of each backend.
    pub fn is_batch(&self) -> bool {
        self.binding.is_in_batches()
    }
}

/// What the controller writes into the Service.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the variants name their fields")]
pub enum ServicePatch {
    /// The id of the CLB; with `direct_access` the annotation that the cluster's switch sets, too.
    Assign { lb: IdOrResult, direct_access: bool },
    /// The id of the CLB goes where `removes_id` says so, and the controller's finalizer where `finalizers` has those that
    /// stay.
    Clear { lb: Option<IdOrResult>, removes_id: bool, finalizers: Option<Vec<String>> },
}

impl Call {
    /// The name of the API; [`KUBERNETES`] for objects of the cluster.
    pub fn api(&self) -> &'static str {
        match self {
            Call::CreateLoadBalancer(_) => "CreateLoadBalancer",
            Call::DeleteLoadBalancer { .. } => "DeleteLoadBalancer",
            Call::ModifyLoadBalancerAttributes { .. } => "ModifyLoadBalancerAttributes",
            Call::SetLoadBalancerSecurityGroups { .. } => "SetLoadBalancerSecurityGroups",
            Call::CreateLoadBalancerSnatIps { .. } => "CreateLoadBalancerSnatIps",
            Call::TagResources { .. } => "TagResources",
            Call::UntagResources { .. } => "UnTagResources",
            Call::CreateListener { .. } => "CreateListener",
            Call::ModifyListener { .. } => "ModifyListener",
            Call::DeleteListener { .. } => "DeleteListener",
            Call::CreateRule { .. } => "CreateRule",
            Call::ModifyRule { .. } => "ModifyRule",
            Call::ModifyDomainAttributes { .. } => "ModifyDomainAttributes",
            Call::DeleteRule { .. } => "DeleteRule",
            Call::RegisterTargets(list) if list.is_batch() => "BatchRegisterTargets",
            Call::RegisterTargets(_) => "RegisterTargets",
            Call::DeregisterTargets(list) if list.is_batch() => "BatchDeregisterTargets",
            Call::DeregisterTargets(_) => "DeregisterTargets",
            Call::ModifyTargetWeights(_) => "BatchModifyTargetWeight",
            Call::WriteServiceConfig { .. } | Call::WriteService { .. } => KUBERNETES,
        }
    }

    /// True for a call of the cloud; false where an object of the cluster is written.
    pub fn is_of_cloud(&self) -> bool {
        self.api() != KUBERNETES
    }

    /// The resource that the call works on.
    pub fn address(&self) -> ResourceAddress {
        match self {
            Call::CreateLoadBalancer(_)
            | Call::DeleteLoadBalancer { .. }
            | Call::ModifyLoadBalancerAttributes { .. }
            | Call::CreateLoadBalancerSnatIps { .. } => ResourceAddress::LoadBalancer,
            Call::SetLoadBalancerSecurityGroups { .. } => ResourceAddress::SecurityGroups,
            Call::TagResources { .. } | Call::UntagResources { .. } => ResourceAddress::Tags,
            Call::CreateListener { key, .. } | Call::ModifyListener { key, .. } | Call::DeleteListener { key, .. } => {
                ResourceAddress::Listener(*key)
            }
            Call::CreateRule { key, path, .. }
            | Call::ModifyRule { key, path, .. }
            | Call::ModifyDomainAttributes { key, path, .. }
            | Call::DeleteRule { key, path, .. } => ResourceAddress::Rule(*key, path.clone()),
            Call::RegisterTargets(list) | Call::DeregisterTargets(list) | Call::ModifyTargetWeights(list) => {
                list.binding.address()
            }
            Call::WriteServiceConfig { .. } => ResourceAddress::ServiceConfig,
            Call::WriteService { .. } => ResourceAddress::Service,
        }
    }

    /// What the call does to the resource.
    pub fn verb(&self) -> Verb {
        match self {
            Call::CreateLoadBalancer(_)
            | Call::CreateListener { .. }
            | Call::CreateRule { .. }
            | Call::RegisterTargets(_) => Verb::Create,
            Call::ModifyLoadBalancerAttributes { .. }
            | Call::SetLoadBalancerSecurityGroups { .. }
            | Call::CreateLoadBalancerSnatIps { .. }
            | Call::TagResources { .. }
            | Call::ModifyListener { .. }
            | Call::ModifyRule { .. }
            | Call::ModifyDomainAttributes { .. }
            | Call::ModifyTargetWeights(_)
            | Call::WriteService { .. } => Verb::Update,
            Call::DeleteLoadBalancer { .. }
            | Call::UntagResources { .. }
            | Call::DeleteListener { .. }
            | Call::DeleteRule { .. }
            | Call::DeregisterTargets(_) => Verb::Delete,
            Call::WriteServiceConfig { verb, .. } => *verb,
        }
    }

    /// The load balancer that the call works on. A purchase has none before its answer; a TkeServiceConfig has none at all.
    pub fn load_balancer(&self) -> Option<&IdOrResult> {
        match self {
            Call::CreateLoadBalancer(_) | Call::WriteServiceConfig { .. } => None,
            Call::WriteService { write: ServicePatch::Clear { lb, .. }, .. } => lb.as_ref(),
            Call::WriteService { write: ServicePatch::Assign { lb, .. }, .. }
            | Call::DeleteLoadBalancer { lb }
            | Call::ModifyLoadBalancerAttributes { lb, .. }
            | Call::SetLoadBalancerSecurityGroups { lb, .. }
            | Call::CreateLoadBalancerSnatIps { lb, .. }
            | Call::TagResources { lb, .. }
            | Call::UntagResources { lb, .. }
            | Call::CreateListener { lb, .. }
            | Call::ModifyListener { lb, .. }
            | Call::DeleteListener { lb, .. }
            | Call::CreateRule { lb, .. }
            | Call::ModifyRule { lb, .. }
            | Call::ModifyDomainAttributes { lb, .. }
            | Call::DeleteRule { lb, .. } => Some(lb),
            Call::RegisterTargets(list) | Call::DeregisterTargets(list) | Call::ModifyTargetWeights(list) => {
                Some(&list.binding.lb)
            }
        }
    }

    /// The CLB that the call buys.
    pub fn purchase(&self) -> Option<&Purchase> {
        if let Call::CreateLoadBalancer(purchase) = self { Some(purchase) } else { None }
    }

    /// The outbound bandwidth in Mbps that the call sets.
    pub fn bandwidth(&self) -> Option<i64> {
        if let Call::ModifyLoadBalancerAttributes { field: AttributeId::BandwidthOut, value, .. } = self {
            return value.as_i64();
        }
        self.purchase().and_then(Purchase::bandwidth)
    }

    /// The listener that the call names; `None` too where a listener is created.
    pub fn listener(&self) -> Option<&IdOrResult> {
        match self {
            Call::ModifyListener { listener, .. }
            | Call::DeleteListener { listener, .. }
            | Call::CreateRule { listener, .. }
            | Call::ModifyRule { listener, .. }
            | Call::ModifyDomainAttributes { listener, .. }
            | Call::DeleteRule { listener, .. } => Some(listener),
            Call::RegisterTargets(list) | Call::DeregisterTargets(list) | Call::ModifyTargetWeights(list) => {
                Some(&list.binding.listener)
            }
            Call::CreateLoadBalancer(_)
            | Call::DeleteLoadBalancer { .. }
            | Call::ModifyLoadBalancerAttributes { .. }
            | Call::SetLoadBalancerSecurityGroups { .. }
            | Call::CreateLoadBalancerSnatIps { .. }
            | Call::TagResources { .. }
            | Call::UntagResources { .. }
            | Call::CreateListener { .. }
            | Call::WriteServiceConfig { .. }
            | Call::WriteService { .. } => None,
        }
    }

    /// The fields of a listener, rule or domain that the call sets.
    pub fn values(&self) -> Option<&AttributeValues> {
        if let Call::CreateListener { values, .. }
        | Call::ModifyListener { values, .. }
        | Call::CreateRule { values, .. }
        | Call::ModifyRule { values, .. }
        | Call::ModifyDomainAttributes { values, .. } = self
        {
            return Some(values);
        }
        None
    }

    /// The backends that the call names.
    pub fn targets(&self) -> Option<&TargetList> {
        if let Call::RegisterTargets(list) | Call::DeregisterTargets(list) | Call::ModifyTargetWeights(list) = self {
            return Some(list);
        }
        None
    }

    /// The actions whose answers or resources the call needs.
    pub fn depends_on(&self) -> impl Iterator<Item = &str> {
        let rule = self.targets().and_then(|list| list.binding.rule.as_ref()).map(|(rule, _)| rule);
        let answers =
            [self.load_balancer(), self.listener(), rule].into_iter().flatten().filter_map(IdOrResult::action);
        let next = if let Call::DeleteRule { next, .. } = self { next.as_ref() } else { None };
        answers.chain(next.and_then(|next| next.created_by.as_deref()))
    }
}
