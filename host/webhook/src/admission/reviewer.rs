//! Decides. Nothing here waits for anything but the module.

use super::allow_annotation::{ALLOW_ANNOTATION, LiftedPolicyGuards};
use super::change::{Operation, ReviewOrAllow, ServiceChange};
use super::controller_account::ControllerUserNames;
use super::decision::{ReviewDecision, ReviewFailure};
use super::denial_text::denial;
use super::newer_fields::{is_rejected, without_unknown_fields};
use super::plan_request::{PlanInput, WithOrWithoutChange, plan_request};
use super::policy_outcome::{PolicyOutcome, violations};
use crate::cloud::{CloudAge, CloudCache, facts_as_context};
use crate::cluster::{LinkingIds, WatchedObjects};
use crate::language::Language;
use crate::policy::{CompiledPolicy, PolicyFile};
use crate::violation::Violation;
use crate::warnings::{WarningInput, cannot_tell, warnings};
use clbplan_host::types::Plan;
use clbplan_host::{CallOptions, Function, Module};
use jiff::civil::Date;
use kube::core::DynamicObject;
use kube::core::admission::AdmissionRequest;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Which of the two webhooks is asked. They are registered apart, because their `failurePolicy` differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookKind {
    /// It warns and allows everything.
    Warn,
    /// It denies what the policy denies, and is silent otherwise.
    Deny,
}

impl WebhookKind {
    /// Its name in paths, metrics and logs.
    pub fn name(self) -> &'static str {
        match self {
            WebhookKind::Warn => "warn",
            WebhookKind::Deny => "deny",
        }
    }
}

/// What holds for every review.
#[derive(Debug, Clone, Default)]
pub struct ReviewSettings {
    /// The language of warnings and denials.
    pub language: Language,
    /// Facts about the cluster: the member `context` of a request.
    pub context: Map<String, Value>,
    /// Whose writes pass.
    pub controllers: ControllerUserNames,
}

/// The clock as a review sees it.
#[derive(Debug, Clone, Copy)]
pub struct ReviewTime {
    /// The date in UTC.
    pub today: Date,
    /// Now.
    pub now: Instant,
    /// When the review must have been answered.
    pub deadline: Instant,
}

/// Answers reviews.
pub struct Reviewer {
    /// The module.
    pub module: Module,
    /// The objects of the cluster.
    pub cluster: Arc<WatchedObjects>,
    /// The load balancers.
    pub cloud: Arc<CloudCache>,
    /// The guard rails.
    pub policy: Arc<PolicyFile>,
    /// What holds for every review.
    pub settings: ReviewSettings,
}

/// The plan of a change, judged.
struct Judged {
    plan: Plan,
    outcome: PolicyOutcome,
    lifted: LiftedPolicyGuards,
    cloud_age: CloudAge,
}

impl Reviewer {
    /// Decides about the request of a review. Takes as long as the module does: call it where that may block.
    ///
    /// # Errors
    /// The deny webhook has no decision. The warn webhook always has one: it says that it cannot tell.
    pub fn review(
        &self,
        webhook: WebhookKind,
        request: AdmissionRequest<DynamicObject>,
        time: ReviewTime,
    ) -> Result<ReviewDecision, ReviewFailure> {
        let change = match ServiceChange::of(request, &self.settings.controllers) {
            ReviewOrAllow::Change(change) => change,
            ReviewOrAllow::Pass(reason) => return Ok(ReviewDecision::pass(reason.name())),
        };
        let policy = self.policy.current();
        match webhook {
            WebhookKind::Warn => Ok(self.warn(&change, policy.as_deref(), time)),
            WebhookKind::Deny => match policy.filter(|policy| policy.denies) {
                None => Ok(ReviewDecision::pass("no-rule-denies")),
                Some(policy) => self.deny(&change, &policy, time),
            },
        }
    }

    fn warn(&self, change: &ServiceChange, policy: Option<&CompiledPolicy>, time: ReviewTime) -> ReviewDecision {
        let language = self.settings.language;
        match self.judge(change, policy, time) {
            Ok(judged) => {
                let input = WarningInput {
                    plan: &judged.plan,
                    violations: &judged.outcome.violations,
                    mistakes: &mistakes(change, &judged, language),
                    cloud: judged.cloud_age,
                    language,
                };
                ReviewDecision { denial: None, warnings: warnings(&input), audit: audit(change, &judged) }
            }
            Err(failure) => {
                tracing::error!(%failure, namespace = change.namespace, name = change.name, "no plan");
                let warnings = vec![cannot_tell(&change.namespace, &change.name, failure.name(), language)];
                let audit = BTreeMap::from([("failed", failure.name().to_owned())]);
                ReviewDecision { denial: None, warnings, audit }
            }
        }
    }

    fn deny(
        &self,
        change: &ServiceChange,
        policy: &CompiledPolicy,
        time: ReviewTime,
    ) -> Result<ReviewDecision, ReviewFailure> {
        let judged = match self.judge(change, Some(policy), time) {
            Ok(judged) => judged,
            // With `failurePolicy: Fail`, such a Service could never be changed again.
            Err(failure @ ReviewFailure::NewerApi) => {
                tracing::error!(%failure, namespace = change.namespace, name = change.name, "allowed without a plan");
                return Ok(ReviewDecision {
                    audit: BTreeMap::from([("failed", failure.name().to_owned())]),
                    ..ReviewDecision::default()
                });
            }
            Err(failure) => return Err(failure),
        };
        let denial = denial(change, &judged.outcome, &judged.lifted, time.today, self.settings.language);
        Ok(ReviewDecision { denial, warnings: Vec::new(), audit: audit(change, &judged) })
    }

    fn judge(
        &self,
        change: &ServiceChange,
        policy: Option<&CompiledPolicy>,
        time: ReviewTime,
    ) -> Result<Judged, ReviewFailure> {
        let mut identifiers = LinkingIds::default();
        for object in change.old.iter().chain(&change.new) {
            identifiers.extend(&LinkingIds::of_service(object));
        }
        let (objects, identifiers) = self.cluster.related(&change.namespace, &change.name, &identifiers);
        let (snapshot, cloud_age) = self.cloud.get(time.now);
        let cloud = snapshot.as_ref().map(|snapshot| snapshot.part(&identifiers));
        let mut context = snapshot.map(|snapshot| facts_as_context(&snapshot.facts)).unwrap_or_default();
        context.extend(self.settings.context.clone());
        // Only the objects that concern the Service are sent: that another one is absent proves nothing.
        context.insert("liveComplete".to_owned(), false.into());
        let input = PlanInput {
            objects: &objects,
            cloud: cloud.as_deref(),
            policy: policy.map(|policy| policy.json.as_str()),
            context: &context,
            language: self.settings.language,
        };
        let mut plan = self.plan(&plan_request(change, WithOrWithoutChange::WithChange, &input), time)?;
        let known = without_unknown_fields(change, &plan);
        let change = known.as_ref().unwrap_or(change);
        if known.is_some() {
            plan = self.plan(&plan_request(change, WithOrWithoutChange::WithChange, &input), time)?;
        }
        if is_rejected(change, &plan) {
            return Err(ReviewFailure::NewerApi);
        }
        let without_change = if change.operation == Operation::Update && violations(&plan).next().is_some() {
            Some(self.plan(&plan_request(change, WithOrWithoutChange::WithoutChange, &input), time)?)
        } else {
            None
        };
        let lifted = LiftedPolicyGuards::read(change.annotation(ALLOW_ANNOTATION), time.today);
        let outcome = PolicyOutcome::of(change, &plan, without_change.as_ref(), &lifted);
        Ok(Judged { plan, outcome, lifted, cloud_age })
    }

    fn plan(&self, request: &str, time: ReviewTime) -> Result<Plan, ReviewFailure> {
        let left = time.deadline.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        let answer = self.module.call_with(Function::PlanSync, request, &CallOptions::default().time(left))?;
        serde_json::from_str(&answer).map_err(|error| {
            // An answer that is no plan is the error of an invalid request, which has a message.
            let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
            let message = answer.pointer("/error/message").and_then(Value::as_str);
            ReviewFailure::Answer(message.map_or_else(|| error.to_string(), str::to_owned))
        })
    }
}

/// What is wrong with the annotation that lifts guards. If it was so before the change, it only matters where something is denied.
fn mistakes(change: &ServiceChange, judged: &Judged, language: Language) -> Vec<String> {
    let is_old =
        change.old.is_some() && change.annotation_before(ALLOW_ANNOTATION) == change.annotation(ALLOW_ANNOTATION);
    if is_old && judged.outcome.denials().next().is_none() { Vec::new() } else { judged.lifted.mistakes(language) }
}

/// What the audit log records.
fn audit(change: &ServiceChange, judged: &Judged) -> BTreeMap<&'static str, String> {
    let mut audit = BTreeMap::from([("policy", judged.outcome.verdict().to_owned())]);
    let is_it = |namespace: &str, name: &str| namespace == change.namespace && name == change.name;
    if let Some(service) = judged.plan.services.iter().find(|service| is_it(&service.namespace, &service.name)) {
        audit.insert("verdict", service.load_balancer.verdict.to_string());
        audit.insert("address", service.load_balancer.vip.to_string());
        audit.extend(service.load_balancer.id.clone().map(|id| ("load-balancer", id)));
    }
    let names = |is_listed: &dyn Fn(&Violation) -> bool| {
        let mut names: Vec<&str> = judged
            .outcome
            .violations
            .iter()
            .filter(|violation| is_listed(violation))
            .map(|violation| violation.guard.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    };
    audit.extend(names(&|violation| violation.lifted_until.is_none()).map(|names| ("violations", names)));
    if let Some(lifted) = names(&|violation| violation.lifted_until.is_some()) {
        audit.insert("lifted", lifted);
        audit.extend(change.annotation(ALLOW_ANNOTATION).map(|text| ("lifted-by", text.to_owned())));
    }
    audit
}
