//! The plan at a glance: Services in the order of danger, equal ones together.
//!
//! Every host shows this order and these groups; none sorts or groups by itself.

#![warn(missing_docs)]

use super::danger::{Danger, is_newly_public};
use super::{LoadBalancerVerdict, ResourceChange, ServiceEvent, ServicePlan, UnprovidedIds, VipVerdict};
use crate::json::Value;
use crate::model::KnownLoadBalancers;
use crate::sorted_map::sort_by;
use crate::string_enum::string_enum;
use serde::Serialize;
use std::cmp::Reverse;

string_enum! {
    /// Why a Service is in the plan.
    #[warn(missing_docs)]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum RelationToRequest {
        /// The manifests, `delete` or `prune` name it.
        Named = "named",
        /// It shares a load balancer with a named one, or uses an object of the manifests.
        Touched = "touched",
        /// It is in the same cluster, and nothing in the request concerns it.
        Other = "other",
    }
}

/// Whether the request brings a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanOrigin {
    /// It does.
    Request,
    /// The same is planned for the live object, without the request.
    Existing,
}

/// What a plan is sorted and grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OverviewSortKey {
    /// The worst that happens.
    pub danger: Danger,
    /// Whether the request brings it.
    pub origin: PlanOrigin,
    /// Why the Service is in the plan.
    pub scope: RelationToRequest,
    /// Whether the Service becomes reachable from the internet, even where something worse happens; those that do are first.
    pub is_newly_public: Reverse<bool>,
    /// Whether it has an outage, even where something worse happens.
    pub is_outage: Reverse<bool>,
}

/// Plans to which the same happens, by their positions.
#[derive(Debug, Clone)]
pub struct PlansWithSameEffect {
    /// What they are sorted by.
    pub standing: OverviewSortKey,
    /// The positions of the plans.
    pub members: Vec<usize>,
}

/// Services to which the same happens.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OverviewGroup {
    /// The worst that happens to them.
    pub danger: Danger,
    /// The verdict on their load balancers.
    pub verdict: LoadBalancerVerdict,
    /// What happens to their addresses.
    pub vip: VipVerdict,
    /// Why they are in the plan.
    pub scope: RelationToRequest,
    /// True when the same is planned for the live objects: the request does not bring it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub existing: bool,
    /// The Services, sorted by namespace and name.
    pub services: Vec<ServiceWithLoadBalancer>,
}

/// A Service with its load balancer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceWithLoadBalancer {
    /// The namespace of the Service.
    pub namespace: String,
    /// The name of the Service.
    pub name: String,
    /// Id of the load balancer; absent when it does not exist yet or is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_id: Option<String>,
    /// The address that clients use before the plan, or after it when there is none before; absent when it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// The Services whose load balancer is deleted, whose address is lost, or that become public.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Highlights {
    /// Services whose load balancer is deleted, also as a part of a replacement.
    pub deleted: Vec<ServiceWithLoadBalancer>,
    /// Services whose address is lost or changes.
    pub addresses_lost: Vec<ServiceWithLoadBalancer>,
    /// Services that become reachable from the internet.
    pub newly_public: Vec<ServiceWithLoadBalancer>,
}

/// The Services with a load balancer outside of the scope.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OtherServicesCounts {
    /// How many there are.
    pub services: usize,
    /// How many of them have a plan that changes something, or that is refused, without this request.
    pub with_changes: usize,
    /// How many of them have findings.
    pub with_findings: usize,
    /// Load balancers of this cluster that no Service uses.
    pub orphans: usize,
}

/// The groups of plans to which the same happens, in the order of danger.
pub fn groups(plans: &[ServicePlan], standings: &[OverviewSortKey]) -> Vec<PlansWithSameEffect> {
    let several = plans.len() > 1;
    let described = plans.iter().zip(standings).enumerate().map(|(at, (plan, standing))| {
        let description = if several { description(plan, standing.danger) } else { String::new() };
        (*standing, description, at)
    });
    let mut described: Vec<(OverviewSortKey, String, usize)> = described.collect();
    sort_by(&mut described, Ord::cmp);
    let equal = described.chunk_by(|one, other| (one.0, &one.1) == (other.0, &other.1));
    let group = |chunk: &[(OverviewSortKey, String, usize)]| {
        let (standing, ..) = *chunk.first()?;
        Some(PlansWithSameEffect { standing, members: chunk.iter().map(|(.., at)| *at).collect() })
    };
    let mut groups: Vec<PlansWithSameEffect> = equal.filter_map(group).collect();
    sort_by(&mut groups, |a, b| (a.standing, a.members.first()).cmp(&(b.standing, b.members.first())));
    groups
}

/// The place of each plan in the order of the groups, from 0.
pub fn ranks(groups: &[PlansWithSameEffect]) -> Vec<usize> {
    let order = groups.iter().flat_map(|group| &group.members);
    let mut ranks: Vec<(usize, usize)> = order.copied().zip(0..).collect();
    sort_by(&mut ranks, Ord::cmp);
    ranks.into_iter().map(|(_, rank)| rank).collect()
}

/// The groups as callers see them.
pub fn rows(groups: &[PlansWithSameEffect], plans: &[ServicePlan], unprovided: &UnprovidedIds) -> Vec<OverviewGroup> {
    let row = |PlansWithSameEffect { standing, members }: &PlansWithSameEffect| {
        let members: Vec<&ServicePlan> = members.iter().filter_map(|at| plans.get(*at)).collect();
        let plan = members.first()?;
        Some(OverviewGroup {
            danger: standing.danger,
            verdict: plan.verdict,
            vip: plan.vip,
            scope: standing.scope,
            existing: standing.origin == PlanOrigin::Existing,
            services: members.iter().map(|plan| service_ref(plan, unprovided)).collect(),
        })
    };
    groups.iter().filter_map(row).collect()
}

/// The Services that the answer highlights.
pub fn highlights(plans: &[ServicePlan], cloud: &KnownLoadBalancers, unprovided: &UnprovidedIds) -> Highlights {
    let all = |matches: &dyn Fn(&ServicePlan) -> bool| {
        plans.iter().filter(|plan| matches(plan)).map(|plan| service_ref(plan, unprovided)).collect()
    };
    let newly_public = plans.iter().filter(|plan| is_newly_public(plan, cloud));
    Highlights {
        deleted: all(&|plan| plan.deletes_load_balancer),
        addresses_lost: all(&|plan| matches!(plan.vip, VipVerdict::Lost | VipVerdict::Changed)),
        newly_public: newly_public.map(|plan| next_ref(plan, unprovided)).collect(),
    }
}

/// True when the request does not bring a plan: the Service is as before, and the same is planned without the request.
pub fn is_existing(plan: &ServicePlan, without_request: &ServicePlan) -> bool {
    plan.event == ServiceEvent::Unchanged
        && plan.verdict == without_request.verdict
        && plan.vip == without_request.vip
        && plan.id == without_request.id
        && plan.reasons == without_request.reasons
        && plan.changes.iter().map(identity).eq(without_request.changes.iter().map(identity))
        && plan.actions.iter().map(|action| &action.id).eq(without_request.actions.iter().map(|action| &action.id))
}

fn identity(change: &ResourceChange) -> impl PartialEq + '_ {
    (&change.address, change.verb, &change.before, &change.after, &change.fields)
}

/// Members that tell two resources apart, and say nothing about what happens to them.
const IDENTITIES: [&str; 9] = [
    "LoadBalancerId",
    "LoadBalancerName",
    "LoadBalancerVips",
    "Domain",
    "ListenerId",
    "ListenerName",
    "LocationId",
    "Tags",
    "Targets",
];

/// What happens to a Service, without what tells it apart from others. Of what stays only that it stays is shown.
fn description(plan: &ServicePlan, danger: Danger) -> String {
    let mut text = format!("{:?} {:?} {}", plan.verdict, plan.vip, plan.leaves_out_changes());
    if danger == Danger::Keep {
        return text;
    }
    let mut add = |part: &str| {
        text.push('\n');
        text.push_str(part);
    };
    plan.reasons.iter().for_each(|reason| add(reason.definition.name()));
    for change in &plan.changes {
        add(&format!("{} {}", change.verb.name(), change.address));
        for side in [&change.before, &change.after] {
            add(&side.as_ref().map_or_else(String::new, |state| without_identities(state).to_string()));
        }
    }
    for withheld in &plan.withheld {
        add(&format!("{} {} {}", withheld.verb.name(), withheld.address, withheld.reason.definition.name()));
    }
    text
}

fn without_identities(state: &Value) -> Value {
    match state {
        Value::Object(members) => {
            let kept = members.iter().filter(|(key, _)| !IDENTITIES.contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), value.clone())).collect::<crate::json::Map>().into()
        }
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => other.clone(),
    }
}

/// The Service with the CLB that it gets; one that is bought has no id yet.
fn next_ref(plan: &ServicePlan, unprovided: &UnprovidedIds) -> ServiceWithLoadBalancer {
    ServiceWithLoadBalancer {
        load_balancer_id: plan.adopts.clone().filter(|id| !unprovided.contains(id)),
        address: plan.addresses.after.iter().flatten().next().cloned(),
        ..service_ref(plan, unprovided)
    }
}

fn service_ref(plan: &ServicePlan, unprovided: &UnprovidedIds) -> ServiceWithLoadBalancer {
    let known = [&plan.addresses.before, &plan.addresses.after];
    ServiceWithLoadBalancer {
        namespace: plan.name.namespace.clone(),
        name: plan.name.name.clone(),
        load_balancer_id: plan.id.clone().filter(|id| !unprovided.contains(id)),
        address: known.into_iter().flatten().flatten().next().cloned(),
    }
}
