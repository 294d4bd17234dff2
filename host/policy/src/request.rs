//! What the module is asked.

use crate::raw_json_object::RawJsonObject;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// Asks whether the expressions of a policy are right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckPolicyRequest {
    /// As in a request to the core, which judges everything but the expressions.
    pub policy: Value,
    pub locale: Option<String>,
}

/// Asks for the verdict of the expressions over a plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplyPolicyRequest<'a> {
    /// The core's answer.
    #[serde(borrow)]
    pub plan: &'a RawValue,
    pub locale: Option<String>,
}

/// An expression in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyExpression {
    /// Its place in the policy, `rules[0].deny[1].expression`.
    pub path: String,
    /// The name of its rule.
    pub rule: String,
    pub definition: NamedCondition,
}

/// A condition and its message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NamedCondition {
    pub name: String,
    pub when: String,
    pub message: Option<Message>,
}

/// A message in one or both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Message {
    pub en: String,
    pub zh: Option<String>,
}

/// The expressions of a policy. What has another shape is none; the core has judged that.
pub fn expressions(policy: &Value) -> Vec<PolicyExpression> {
    let mut found = Vec::new();
    let rules = policy.get("rules").and_then(Value::as_array);
    for (rule_index, rule) in rules.into_iter().flatten().enumerate() {
        for list in ["deny", "warn"] {
            let guards = rule.get(list).and_then(Value::as_array);
            for (index, guard) in guards.into_iter().flatten().enumerate() {
                let Some(expression) = guard.get("expression") else { continue };
                let Ok(definition) = NamedCondition::deserialize(expression) else { continue };
                let name = rule.get("name").and_then(Value::as_str).unwrap_or_default();
                let path = format!("rules[{rule_index}].{list}[{index}].expression");
                found.push(PolicyExpression { path, rule: name.to_owned(), definition });
            }
        }
    }
    found
}

/// The member `policy` of a plan.
#[derive(Debug, Deserialize)]
pub struct PolicyAnswer<'a> {
    #[serde(borrow)]
    pub violations: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    pub unevaluated: Vec<UnevaluatedExpression<'a>>,
}

/// An expression that the core has left to this module.
#[derive(Debug, Deserialize)]
pub struct UnevaluatedExpression<'a> {
    pub rule: String,
    #[serde(flatten)]
    pub definition: NamedCondition,
    pub severity: String,
    /// The Services that its rule is about.
    #[serde(borrow)]
    pub services: Vec<ServiceToJudge<'a>>,
}

/// A Service to judge.
#[derive(Debug, Deserialize)]
pub struct ServiceToJudge<'a> {
    pub namespace: String,
    pub name: String,
    /// Where its manifest decides about the load balancer.
    #[serde(borrow)]
    pub source: Option<&'a RawValue>,
}

/// The policy's member of a plan, if it has expressions to evaluate.
///
/// # Errors
/// It has another shape.
pub fn unevaluated<'a>(plan: &RawJsonObject<'a>) -> Result<Option<PolicyAnswer<'a>>, serde_json::Error> {
    let Some(policy) = plan.get("policy") else { return Ok(None) };
    let answer: PolicyAnswer<'a> = serde_json::from_str(policy)?;
    Ok(Some(answer).filter(|answer| !answer.unevaluated.is_empty()))
}
