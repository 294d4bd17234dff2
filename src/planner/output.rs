//! The plan as callers see it: the JSON of `planSync`.

use super::source_map::SourceMap;
use super::{ServiceEvent, ServicePlan, Verb, Verdict, Vip};
use crate::diagnostic::Location;
use crate::diagnostic::render::{DiagnosticOutput, LocationOutput, ReasonOutput, Renderer};
use crate::json::Value;
use serde::Serialize;

/// Format of plans and reports: minor versions add, major ones break.
pub const FORMAT_VERSION: &str = "1.0";

/// What will happen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// [`FORMAT_VERSION`].
    pub format_version: &'static str,
    /// False: something needed was not given or not valid; see `assumptions` and `diagnostics`.
    pub complete: bool,
    /// Load balancers, one verdict each; `ignored` counts edits without effect.
    pub summary: Summary,
    /// Sorted by namespace and name.
    pub services: Vec<ServicePlanOutput>,
    /// CLBs that carry this cluster's marks and that no Service uses.
    pub orphans: Vec<OrphanOutput>,
    /// Sorted by position.
    pub diagnostics: Vec<DiagnosticOutput>,
    /// How many warnings and infos the request suppresses. Omitted when there are none.
    #[serde(skip_serializing_if = "is_zero")]
    pub suppressed: usize,
    /// What was not given and therefore not checked.
    pub assumptions: Vec<AssumptionOutput>,
    /// The verdict of the guard rails, when there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyOutput>,
}

/// True for a count that is left out.
pub(crate) fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Load balancers by what becomes of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Bought.
    pub create: usize,
    /// The user's, taken into use.
    pub adopt: usize,
    /// Changed in place.
    pub update: usize,
    /// Deleted or released, with another one in its place.
    pub replace: usize,
    /// Deleted.
    pub delete: usize,
    /// Let go.
    pub release: usize,
    /// Refused by the controller, or not to be synced.
    pub blocked: usize,
    /// Edits without effect.
    pub ignored: usize,
    /// As they are.
    pub keep: usize,
}

/// What happens to one Service.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", schemars(rename = "ServicePlan"))]
pub struct ServicePlanOutput {
    /// Namespace.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// The API server's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
    /// What happens to the object.
    pub event: ServiceEvent,
    /// What becomes of its CLB.
    pub load_balancer: LoadBalancerOutput,
    /// What differs, resource by resource.
    pub changes: Vec<ChangeOutput>,
    /// The calls, in an order that respects `after`.
    pub actions: Vec<ActionOutput>,
    /// Seen, and left alone.
    pub withheld: Vec<WithheldOutput>,
}

/// What becomes of a CLB.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "LoadBalancerPlan"))]
pub struct LoadBalancerOutput {
    /// What becomes of it.
    pub verdict: Verdict,
    /// The CLB, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What becomes of its address.
    pub vip: Vip,
    /// Why.
    pub because: Vec<ReasonOutput>,
}

/// What becomes of one resource.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Change", rename_all = "camelCase")]
pub struct ChangeOutput {
    /// `listener/TCP/80`.
    pub address: String,
    /// What happens to it.
    pub verb: Verb,
    /// What is there now.
    pub before: Option<Value>,
    /// What will be there.
    pub after: Option<Value>,
    /// Members of `after` that are known only later, or not at all.
    pub after_unknown: Vec<String>,
    /// Members that differ, of an update.
    pub fields: Vec<String>,
    /// Why.
    pub because: Vec<ReasonOutput>,
    /// The places in `manifests` that ask for it, when that was text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sources: Vec<LocationOutput>,
}

/// One call.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Action")]
pub struct ActionOutput {
    /// Unique in the plan.
    pub id: String,
    /// `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that is kept for it.
    pub api: &'static str,
    /// Its body, ready to send; `{"$from": id, "path": …}` is a value of another call's answer.
    pub request: Value,
    /// The resource.
    pub address: String,
    /// Actions that go before.
    pub after: Vec<String>,
    /// Longest path to it.
    pub wave: u32,
    /// Why.
    pub because: ReasonOutput,
}

/// Something that differs and is left alone.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Withheld")]
pub struct WithheldOutput {
    /// The resource.
    pub address: String,
    /// What was not done.
    pub verb: Verb,
    /// Why.
    pub because: ReasonOutput,
    /// The places in `manifests` that ask for it, when that was text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sources: Vec<LocationOutput>,
}

/// A CLB that no Service uses.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", schemars(rename = "Orphan"))]
pub struct OrphanOutput {
    /// `lb-…`.
    pub load_balancer_id: String,
    /// Why it is one.
    pub because: ReasonOutput,
}

/// Something that was not given and therefore not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Assumption"))]
pub struct AssumptionOutput {
    /// `area/name`; stable.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// The controller's own event code that follows where it turns out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<&'static str>,
}

/// The verdict of the guard rails.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PolicyAnswer"))]
pub struct PolicyOutput {
    /// The worst of all rules.
    pub verdict: PolicyVerdict,
    /// What broke which rule.
    pub violations: Vec<DiagnosticOutput>,
}

/// What the guard rails say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PolicyVerdict {
    /// Nothing was broken.
    Allow,
    /// A rule that only warns was broken.
    Warn,
    /// A rule that refuses was broken.
    Deny,
}

/// The plan of one Service, in words.
pub fn service(plan: ServicePlan, sources: &SourceMap<'_>, renderer: &Renderer<'_>) -> ServicePlanOutput {
    let placed =
        |locations: Vec<Location>| locations.into_iter().filter_map(|location| renderer.location(location)).collect();
    let mut changes: Vec<ChangeOutput> = plan
        .changes
        .into_iter()
        .map(|change| ChangeOutput {
            sources: placed(sources.of_change(&change)),
            address: change.address.to_string(),
            verb: change.verb,
            before: change.before,
            after: change.after,
            after_unknown: change.after_unknown,
            fields: change.fields,
            because: renderer.reasons(&change.reasons),
        })
        .collect();
    changes.sort_by(|a, b| (&a.address, a.verb, &a.fields).cmp(&(&b.address, b.verb, &b.fields)));
    let mut withheld: Vec<WithheldOutput> = plan
        .withheld
        .into_iter()
        .map(|withheld| WithheldOutput {
            sources: placed(sources.of_withheld(&withheld)),
            address: withheld.address.to_string(),
            verb: withheld.verb,
            because: renderer.reason(&withheld.reason),
        })
        .collect();
    let key =
        |entry: &WithheldOutput| (entry.address.clone(), entry.verb, entry.because.code, entry.because.message.clone());
    withheld.sort_by_key(key);
    withheld.dedup_by(|a, b| key(a) == key(b));
    ServicePlanOutput {
        namespace: plan.name.namespace,
        name: plan.name.name,
        uid: plan.uid,
        event: plan.event,
        load_balancer: LoadBalancerOutput {
            verdict: plan.verdict,
            id: plan.id,
            vip: plan.vip,
            because: renderer.reasons(&plan.reasons),
        },
        changes,
        actions: plan
            .actions
            .into_iter()
            .map(|action| ActionOutput {
                id: action.id,
                api: action.call.api(),
                request: action.call.to_json(),
                address: action.call.address().to_string(),
                after: action.after.into_iter().collect(),
                wave: action.wave,
                because: renderer.reason(&action.reason),
            })
            .collect(),
        withheld,
    }
}

impl Summary {
    /// Counts one Service's load balancer.
    pub fn count(&mut self, plan: &ServicePlan) {
        let slot = match plan.verdict {
            Verdict::None => return,
            Verdict::Create => &mut self.create,
            Verdict::Adopt => &mut self.adopt,
            Verdict::Update => &mut self.update,
            Verdict::Replace => &mut self.replace,
            Verdict::Delete => &mut self.delete,
            Verdict::Release => &mut self.release,
            Verdict::Blocked | Verdict::Error => &mut self.blocked,
            Verdict::Keep | Verdict::Skip => &mut self.keep,
        };
        *slot += 1;
        self.ignored += plan.ineffective_edits;
    }
}
