//! The plan as callers see it: the JSON of `planSync`.

#![warn(missing_docs)]

use super::manifest_locations::ManifestLocations;
use super::orphan::OrphanOutput;
use super::overview::{Highlights, OtherServicesCounts, OverviewGroup, OverviewSortKey, PlanOrigin, RelationToRequest};
use super::{LoadBalancerVerdict, ServiceEvent, ServicePlan, SyncFailure, UnprovidedIds, Verb, VipVerdict};
use crate::diagnostic::Location;
use crate::diagnostic::limit_findings::SeverityCounts;
use crate::diagnostic::render::{DiagnosticOutput, ReasonOutput, Renderer, SourceRange};
use crate::json::Value;
use crate::sorted_map::sort_by;
use serde::Serialize;

/// Format of plans and reports: a minor version adds members, a major version may change them.
pub const FORMAT_VERSION: &str = "1.0";

/// The answer of `planSync`: what TKE's Service controller will do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Version of this format.
    pub format_version: &'static str,
    /// False when something that is needed was not provided or is not valid; see `assumptions` and `diagnostics`.
    pub complete: bool,
    /// The number of load balancers by verdict.
    pub summary: VerdictCounts,
    /// Services to which the same happens, in the order of danger.
    pub overview: Vec<OverviewGroup>,
    /// The Services whose load balancer is deleted, whose address is lost, or that become public.
    pub highlights: Highlights,
    /// The plan of each Service, sorted by namespace and name.
    pub services: Vec<ServicePlanOutput>,
    /// The Services with a load balancer outside of the scope; absent when the scope is everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<OtherServicesCounts>,
    /// CLBs with this cluster's ownership tags that no Service uses.
    pub orphans: Vec<OrphanOutput>,
    /// Findings, sorted by location.
    pub diagnostics: Vec<DiagnosticOutput>,
    /// The number of findings by severity, including those that an answer of very many drops.
    pub findings: SeverityCounts,
    /// How many of the findings the live objects have as well; absent when there are none.
    #[serde(skip_serializing_if = "SeverityCounts::is_zero")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub existing: SeverityCounts,
    /// The number of suppressed warnings and infos; absent when there are none.
    #[serde(skip_serializing_if = "is_zero")]
    pub suppressed: usize,
    /// What was not provided and is therefore not checked.
    pub assumptions: Vec<AssumptionOutput>,
    /// The verdict of the guard rails; absent when the request has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyOutput>,
}

/// True for a count that is left out.
pub(crate) fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The number of load balancers by verdict. `ignored` counts edits instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictCounts {
    /// Load balancers that are created.
    pub create: usize,
    /// Existing load balancers that are adopted.
    pub adopt: usize,
    /// Load balancers that are changed in place.
    pub update: usize,
    /// Load balancers that are deleted or released, with another one in their place.
    pub replace: usize,
    /// Load balancers that are deleted.
    pub delete: usize,
    /// Load balancers that are released: they are kept and no longer managed.
    pub release: usize,
    /// Services whose change the controller refuses.
    pub blocked: usize,
    /// Services that cannot be synced.
    pub error: usize,
    /// Edits without effect.
    pub ignored: usize,
    /// Load balancers that do not change.
    pub keep: usize,
}

/// The plan of one Service.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", schemars(rename = "ServicePlan"))]
pub struct ServicePlanOutput {
    /// The namespace of the Service.
    pub namespace: String,
    /// The name of the Service.
    pub name: String,
    /// The uid of the Service; absent before it is created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// What happens to the Service object.
    pub event: ServiceEvent,
    /// Why the Service is in the plan.
    pub scope: RelationToRequest,
    /// Its place in the order of danger, from 0.
    pub rank: usize,
    /// True when the same is planned for the live object: the request does not bring it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub existing: bool,
    /// What happens to its load balancer.
    pub load_balancer: LoadBalancerOutput,
    /// The changes, resource by resource.
    pub changes: Vec<ResourceChangeOutput>,
    /// The calls, in an order that respects `after`.
    pub actions: Vec<ActionOutput>,
    /// Differences that are not removed, with their reasons.
    pub withheld: Vec<WithheldChangeOutput>,
}

/// What happens to the load balancer of a Service.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LoadBalancerPlan"))]
pub struct LoadBalancerOutput {
    /// The verdict.
    pub verdict: LoadBalancerVerdict,
    /// Id of the load balancer; absent when it does not exist yet or is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What happens to the address that clients use.
    pub vip: VipVerdict,
    /// The addresses, IPs or a domain name; absent when none is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<AddressesOutput>,
    /// True when the deletion is expected, and not proven: no call is planned for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub unproven: bool,
    /// True when the verdict is `keep`, and `withheld` has changes that are unknown or that cannot be made yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub undecided: bool,
    /// True when the Service becomes reachable from the internet, whatever else happens.
    #[serde(rename = "newlyPublic", skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub newly_public: bool,
    /// True when a listener or forwarding rule is deleted, or loses every backend that it has, whatever else happens.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub outage: bool,
    /// Where the change fails; only of the verdict `error`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<SyncFailure>,
    /// Why, the most important reason first.
    pub because: Vec<ReasonOutput>,
}

/// The addresses of a Service.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Addresses"))]
pub struct AddressesOutput {
    /// Those that it has; absent when they are unknown, or there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<String>>,
    /// Those that it will have; absent when they are not known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<String>>,
}

/// The change of one resource.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Change", rename_all = "camelCase")]
pub struct ResourceChangeOutput {
    /// The resource, `listener/TCP/80`.
    pub address: String,
    /// What happens to the resource.
    pub verb: Verb,
    /// Its current state; null when it does not exist.
    pub before: Option<Value>,
    /// Its state after the plan; null when it is removed.
    pub after: Option<Value>,
    /// Members of `after` whose values are not known yet.
    pub after_unknown: Vec<String>,
    /// Members that differ; only of an update.
    pub fields: Vec<String>,
    /// Why.
    pub because: Vec<ReasonOutput>,
    /// The locations in `manifests` that specify it, when that was text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sources: Vec<SourceRange>,
}

/// A call.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Action")]
pub struct ActionOutput {
    /// Id of the action, unique in the plan.
    pub id: String,
    /// The API, `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that
    /// the controller maintains for it.
    pub api: &'static str,
    /// The complete body. `{"$from": id, "path": …}` stands for a value in the answer of another action; an id of the form
    /// `…:describe:…` names a resource that exists and whose id was not provided.
    pub request: Value,
    /// The resource it changes.
    pub address: String,
    /// Ids of the actions that must come first.
    pub after: Vec<String>,
    /// Length of the longest chain of actions before it. The API changes a load balancer by one call at a time: calls on
    /// one load balancer are sent in the order of the list.
    pub wave: u32,
    /// Why.
    pub because: ReasonOutput,
}

/// A difference that the plan does not remove.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Withheld")]
pub struct WithheldChangeOutput {
    /// The resource.
    pub address: String,
    /// What was not done.
    pub verb: Verb,
    /// Why.
    pub because: ReasonOutput,
    /// The locations in `manifests` that specify it, when that was text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sources: Vec<SourceRange>,
}

/// Something that was not provided and is therefore not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Assumption"))]
pub struct AssumptionOutput {
    /// Name of the assumption, `area/name`; stable.
    pub code: &'static str,
    /// The assumption as a sentence.
    pub message: String,
    /// The event code of the controller that appears when the assumption turns out wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<&'static str>,
}

/// The verdict of the guard rails.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PolicyAnswer"))]
pub struct PolicyOutput {
    /// The worst verdict of all rules, without the violations that the request does not bring (`existing`).
    pub verdict: PolicyVerdict,
    /// The violated guards, with their rules; and those that cannot be decided (`policy/undecided`).
    pub violations: Vec<DiagnosticOutput>,
}

/// A verdict of the guard rails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PolicyVerdict {
    /// No guard is violated.
    Allow,
    /// No guard is violated as far as is known, but what was provided does not decide all of them.
    Undecided,
    /// A guard that only warns is violated.
    Warn,
    /// A guard that denies is violated.
    Deny,
}

/// The plan of one Service, in words.
pub fn service(
    plan: ServicePlan,
    (standing, rank): (OverviewSortKey, usize),
    sources: &ManifestLocations<'_>,
    unprovided: &UnprovidedIds,
    renderer: &Renderer<'_>,
) -> ServicePlanOutput {
    let (unproven, undecided) = (plan.is_deletion_unproven(), plan.leaves_out_changes());
    let placed =
        |locations: Vec<Location>| locations.into_iter().filter_map(|location| renderer.location(location)).collect();
    let mut changes: Vec<ResourceChangeOutput> = plan
        .changes
        .into_iter()
        .map(|change| {
            let sources = placed(sources.of_change(&change));
            let before = change.before.map(|before| unprovided.without(before).0);
            let (after, lost) = change.after.map(|after| unprovided.without(after)).unzip();
            ResourceChangeOutput {
                sources,
                address: change.address.to_string(),
                verb: change.verb,
                before,
                after,
                after_unknown: change.after_unknown.into_iter().chain(lost.unwrap_or_default()).collect(),
                fields: change.fields,
                because: renderer.reasons(&change.reasons),
            }
        })
        .collect();
    sort_by(&mut changes, |a, b| (&a.address, a.verb, &a.fields).cmp(&(&b.address, b.verb, &b.fields)));
    let mut withheld: Vec<WithheldChangeOutput> = plan
        .withheld
        .into_iter()
        .map(|withheld| WithheldChangeOutput {
            sources: placed(sources.of_withheld(&withheld)),
            address: withheld.address.to_string(),
            verb: withheld.verb,
            because: renderer.reason(&withheld.reason),
        })
        .collect();
    fn key(entry: &WithheldChangeOutput) -> (&str, Verb, &str, &str) {
        (&entry.address, entry.verb, entry.because.code, &entry.because.message)
    }
    sort_by(&mut withheld, |a, b| key(a).cmp(&key(b)));
    withheld.dedup_by(|a, b| key(a) == key(b));
    ServicePlanOutput {
        namespace: plan.name.namespace,
        name: plan.name.name,
        uid: plan.uid,
        event: plan.event,
        scope: standing.scope,
        rank,
        existing: standing.origin == PlanOrigin::Existing,
        load_balancer: LoadBalancerOutput {
            verdict: plan.verdict,
            id: plan.id.filter(|id| !unprovided.contains(id)),
            vip: plan.vip,
            addresses: Some(AddressesOutput { before: plan.addresses.before, after: plan.addresses.after })
                .filter(|addresses| addresses.before.is_some() || addresses.after.is_some()),
            unproven,
            undecided,
            newly_public: standing.is_newly_public.0,
            outage: standing.is_outage.0,
            failure: (plan.verdict == LoadBalancerVerdict::Error).then(|| SyncFailure::of(&plan.reasons)),
            because: renderer.reasons(&plan.reasons),
        },
        changes,
        actions: plan
            .actions
            .into_iter()
            .map(|action| ActionOutput {
                id: action.id,
                api: action.call.api(),
                request: unprovided.in_request(action.call.to_json()),
                address: action.call.address().to_string(),
                after: action.after.into_iter().collect(),
                wave: action.wave,
                because: renderer.reason(&action.reason),
            })
            .collect(),
        withheld,
    }
}

impl VerdictCounts {
    /// Counts the load balancers of all Services.
    pub fn of(plans: &[ServicePlan]) -> VerdictCounts {
        let mut summary = VerdictCounts::default();
        plans.iter().for_each(|plan| summary.count(plan));
        summary
    }

    /// Counts one Service's load balancer.
    fn count(&mut self, plan: &ServicePlan) {
        let slot = match plan.verdict {
            LoadBalancerVerdict::None => return,
            LoadBalancerVerdict::Create => &mut self.create,
            LoadBalancerVerdict::Adopt => &mut self.adopt,
            LoadBalancerVerdict::Update => &mut self.update,
            LoadBalancerVerdict::Replace => &mut self.replace,
            LoadBalancerVerdict::Delete => &mut self.delete,
            LoadBalancerVerdict::Release => &mut self.release,
            LoadBalancerVerdict::Blocked => &mut self.blocked,
            LoadBalancerVerdict::Error => &mut self.error,
            LoadBalancerVerdict::Keep | LoadBalancerVerdict::Skip => &mut self.keep,
        };
        *slot += 1;
        self.ignored += plan.ineffective_edits;
    }
}
