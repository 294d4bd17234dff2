//! The module's functions: JSON in, JSON out. They answer whatever they are asked.

use crate::cel_and_plan_types::{PlanTypes, Type};
use crate::evaluate::{CountedExpression, EvaluationFailure, MessagePart, Variables};
use crate::expression::{Expression, Mistake};
use crate::json_to_cel_value::cel_value;
use crate::limits::MAX_EXPRESSIONS;
use crate::messages::{Language, Problem};
use crate::policy_finding::{ExpressionOutcome, policy_finding};
use crate::position::Position;
use crate::raw_json_object::RawJsonObject;
use crate::request::{
    ApplyPolicyRequest, CheckPolicyRequest, NamedCondition, PolicyAnswer, PolicyExpression, ServiceToJudge,
    UnevaluatedExpression, expressions, unevaluated,
};
use crate::template::{self, TemplatePart};
use crate::type_check::check;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The largest request, in bytes: that of the core's.
pub const MAX_REQUEST_BYTES: usize = 64 << 20;

/// The core's code of an expression that nothing has judged.
const NOT_EVALUATED: &str = "policy/expression-not-evaluated";

/// The code of the finding that names the guards that cannot be decided.
const UNDECIDED: &str = "policy/undecided";

/// The core's guards, whose names expressions must not have.
const GUARDS: [&str; 11] = [
    "deletes-load-balancer",
    "changes-address",
    "replaces-load-balancer",
    "exposes-publicly",
    "exceeds-bandwidth",
    "outside-subnets",
    "drains-backends",
    "adopts-load-balancer",
    "lacks-modification-protection",
    "edit-without-effect",
    "expression-not-evaluated",
];

/// A mistake in a policy.
#[derive(Debug, Serialize)]
struct PolicyError<'a> {
    rule: &'a str,
    name: &'a str,
    /// The member of the policy with the mistake.
    path: String,
    /// The place in the text of that member.
    #[serde(flatten)]
    position: Position,
    message: String,
}

/// Checks the expressions of a policy: `{"policy", "locale"}` is answered with `{"errors": […]}`.
pub fn check_policy(request: &str) -> String {
    let request: CheckPolicyRequest = match serde_json::from_str(request) {
        Ok(request) => request,
        Err(error) => return refusal("request/wrong-shape", &error.to_string(), ""),
    };
    let language = Language::of(request.locale.as_deref());
    let types = PlanTypes::new();
    let found = expressions(&request.policy);
    let mut errors = Vec::new();
    let mut names = BTreeSet::new();
    for (index, expression) in found.iter().enumerate() {
        let mut mistakes = match compile(&expression.definition, &types) {
            Ok(_) => Vec::new(),
            Err(mistakes) => mistakes,
        };
        let name = &expression.definition.name;
        let mut wrong =
            |problem| mistakes.push(("name", Mistake { position: Position { line: 1, column: 1 }, problem }));
        if index == MAX_EXPRESSIONS {
            wrong(Problem::TooMany { limit: MAX_EXPRESSIONS });
        }
        if !is_name(name) {
            wrong(Problem::NoName(name.clone()));
        } else if GUARDS.contains(&name.as_str()) {
            wrong(Problem::GuardName(name.clone()));
        } else if !names.insert(name) {
            wrong(Problem::RepeatedName(name.clone()));
        }
        errors.extend(mistakes.into_iter().map(|mistake| policy_error(expression, mistake, language)));
    }
    json!({ "errors": errors }).to_string()
}

fn policy_error(
    expression: &PolicyExpression,
    (member, mistake): (&'static str, Mistake),
    language: Language,
) -> Value {
    let error = PolicyError {
        rule: &expression.rule,
        name: &expression.definition.name,
        path: format!("{}.{member}", expression.path),
        position: mistake.position,
        message: mistake.problem.text(language),
    };
    serde_json::to_value(error).unwrap_or_default()
}

/// A name that the annotation of the webhook can select.
fn is_name(name: &str) -> bool {
    let is_inner = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
    !name.is_empty() && name.len() <= 63 && name.chars().all(is_inner) && !name.starts_with('-') && !name.ends_with('-')
}

/// An expression that can be evaluated.
struct CompiledExpression {
    when: CountedExpression,
    message: Option<[Vec<MessagePart>; 2]>,
    variables: BTreeSet<String>,
}

/// The expression, or its mistakes, each with the member of the definition that has it.
fn compile(definition: &NamedCondition, types: &PlanTypes) -> Result<CompiledExpression, Vec<(&'static str, Mistake)>> {
    let mut mistakes = Vec::new();
    let mut variables = BTreeSet::new();
    let when = match Expression::parse(&definition.when) {
        Ok(when) => {
            let checked = check(&when, types);
            variables.extend(checked.variables);
            mistakes.extend(checked.mistakes.into_iter().map(|mistake| ("when", mistake)));
            if !matches!(checked.result, Type::Bool | Type::Any) {
                let problem = Problem::NotBool(checked.result.name());
                mistakes.push(("when", Mistake { position: Position { line: 1, column: 1 }, problem }));
            }
            Some(when)
        }
        Err(found) => {
            mistakes.extend(found.into_iter().map(|mistake| ("when", mistake)));
            None
        }
    };
    let mut messages = Vec::new();
    for (member, text) in definition.message.iter().flat_map(|message| {
        [("message.en", Some(&message.en)), ("message.zh", message.zh.as_ref().or(Some(&message.en)))]
    }) {
        match text.map(|text| message(text, types, &mut variables)) {
            Some(Ok(parts)) => messages.push(parts),
            Some(Err(found)) => mistakes.extend(found.into_iter().map(|mistake| (member, mistake))),
            None => {}
        }
    }
    match when {
        Some(when) if mistakes.is_empty() => {
            Ok(CompiledExpression { when: CountedExpression::of(when), message: messages.try_into().ok(), variables })
        }
        _ => Err(mistakes),
    }
}

fn message(text: &str, types: &PlanTypes, variables: &mut BTreeSet<String>) -> Result<Vec<MessagePart>, Vec<Mistake>> {
    let parts = template::parse(text)?;
    let mut mistakes = Vec::new();
    for part in &parts {
        let TemplatePart::Argument(argument, start) = part else { continue };
        let checked = check(argument, types);
        variables.extend(checked.variables);
        let found = checked.mistakes.into_iter();
        mistakes.extend(found.map(|mistake| Mistake { position: start.plus(mistake.position), ..mistake }));
        if !is_printed(&checked.result) {
            mistakes.push(Mistake { position: *start, problem: Problem::NotPrinted(checked.result.name()) });
        }
    }
    if mistakes.is_empty() { Ok(parts.into_iter().map(MessagePart::from).collect()) } else { Err(mistakes) }
}

fn is_printed(of: &Type) -> bool {
    match of {
        Type::List(element) => !matches!(**element, Type::List(_)) && is_printed(element),
        Type::Map(_) | Type::Object(_) => false,
        Type::Any
        | Type::Never
        | Type::Null
        | Type::Bool
        | Type::Int
        | Type::Double
        | Type::String
        | Type::Words(_) => true,
    }
}

/// Judges the expressions of a plan: `{"plan", "locale"}` is answered with the plan, in which `policy` has their violations and nothing
/// is left unevaluated.
pub fn apply_policy(request: &str) -> String {
    match apply(request) {
        Ok(plan) => plan,
        Err(refusal) => refusal,
    }
}

fn apply(request: &str) -> Result<String, String> {
    let wrong_shape = |error: serde_json::Error| refusal("request/wrong-shape", &error.to_string(), "plan");
    let request: ApplyPolicyRequest<'_> =
        serde_json::from_str(request).map_err(|error| refusal("request/wrong-shape", &error.to_string(), ""))?;
    let text = request.plan.get();
    let plan: RawJsonObject<'_> = serde_json::from_str(text).map_err(wrong_shape)?;
    let Some(answer) = unevaluated(&plan).map_err(wrong_shape)? else { return Ok(text.to_owned()) };
    let whole: Value = serde_json::from_str(text).map_err(wrong_shape)?;
    let language = Language::of(request.locale.as_deref());
    let judge = Judge::new(&whole, language);
    Ok(plan.with("policy", &judge.policy(answer)?))
}

/// The plan under judgement.
struct Judge<'p> {
    plan: &'p Value,
    services: BTreeMap<(&'p str, &'p str), &'p Value>,
    types: PlanTypes,
    language: Language,
}

impl<'p> Judge<'p> {
    fn new(plan: &'p Value, language: Language) -> Judge<'p> {
        let services = plan.get("services").and_then(Value::as_array).into_iter().flatten();
        let named = services.filter_map(|service| {
            let text = |name: &str| service.get(name).and_then(Value::as_str);
            Some(((text("namespace")?, text("name")?), service))
        });
        Judge { plan, services: named.collect(), types: PlanTypes::new(), language }
    }

    /// The member `policy` of the answer: the violations of expressions stand where the core has left their places.
    fn policy(&self, answer: PolicyAnswer<'_>) -> Result<String, String> {
        let mut variables = Variables::new();
        let mut pending = answer.unevaluated.iter();
        let mut has_plan = false;
        let mut violations: Vec<String> = Vec::new();
        for found in answer.violations {
            if code(found.get()).as_deref() != Some(NOT_EVALUATED) {
                violations.push(found.get().to_owned());
                continue;
            }
            let Some(expression) = pending.next() else { continue };
            let compiled = compile(&expression.definition, &self.types)
                .map_err(|mistakes| invalid(expression, &mistakes, self.language))?;
            if compiled.variables.contains("plan") && !has_plan {
                variables.set("plan", cel_value(self.plan));
                has_plan = true;
            }
            violations.extend(self.violations(expression, &compiled, &mut variables));
        }
        let verdict = verdict(&violations);
        Ok(format!("{{\"verdict\":\"{verdict}\",\"violations\":[{}]}}", violations.join(",")))
    }

    /// One for each Service; a single one for the plan, if the expression is not about a Service.
    fn violations(
        &self,
        expression: &UnevaluatedExpression<'_>,
        compiled: &CompiledExpression,
        variables: &mut Variables,
    ) -> Vec<String> {
        if !compiled.variables.contains("service") {
            let outcome = outcome(compiled, variables, self.language);
            let any = expression.services.first();
            return any.and_then(|_| policy_finding(expression, None, outcome, self.language)).into_iter().collect();
        }
        let judge = |subject: &ServiceToJudge<'_>| {
            let service = self.services.get(&(subject.namespace.as_str(), subject.name.as_str()));
            let outcome = match service {
                Some(service) => {
                    variables.set("service", cel_value(service));
                    outcome(compiled, variables, self.language)
                }
                None => ExpressionOutcome::Failed(EvaluationFailure::NoField("service".to_owned())),
            };
            policy_finding(expression, Some(subject), outcome, self.language)
        };
        expression.services.iter().filter_map(judge).collect()
    }
}

fn outcome(compiled: &CompiledExpression, variables: &Variables, language: Language) -> ExpressionOutcome {
    match variables.is_true(&compiled.when) {
        Ok(false) => ExpressionOutcome::Passes,
        Err(failure) => ExpressionOutcome::Failed(failure),
        Ok(true) => match &compiled.message {
            None => ExpressionOutcome::Caught(None),
            Some([english, chinese]) => {
                let parts = if language == Language::En { english } else { chinese };
                // What is caught stays caught, with the message that needs no argument.
                ExpressionOutcome::Caught(variables.message(parts).ok())
            }
        },
    }
}

/// The worst of the violations; one whose severity is unknown denies. Those that the request does not bring do not count.
fn verdict(violations: &[String]) -> &'static str {
    let brought = violations.iter().filter(|violation| !is_existing(violation));
    let danger = |violation: &String| match (code(violation).as_deref(), member(violation, "severity").as_deref()) {
        (Some(UNDECIDED), _) => 1,
        (_, Some("warning")) => 2,
        (_, _) => 3,
    };
    match brought.map(danger).max() {
        None => "allow",
        Some(1) => "undecided",
        Some(2) => "warn",
        Some(_) => "deny",
    }
}

fn is_existing(violation: &str) -> bool {
    let object: Option<RawJsonObject<'_>> = serde_json::from_str(violation).ok();
    object.and_then(|object| object.get("existing")) == Some("true")
}

fn code(violation: &str) -> Option<String> {
    member(violation, "code")
}

fn member(object: &str, name: &str) -> Option<String> {
    let object: RawJsonObject<'_> = serde_json::from_str(object).ok()?;
    serde_json::from_str(object.get(name)?).ok()
}

/// An expression that was not checked before.
fn invalid(expression: &UnevaluatedExpression<'_>, mistakes: &[(&'static str, Mistake)], language: Language) -> String {
    let name = &expression.definition.name;
    let first = mistakes.first().map(|(member, Mistake { position: Position { line, column }, problem })| {
        let problem = problem.text(language);
        language.choose(
            format!("rule `{}`, expression `{name}`, {member} {line}:{column}: {problem}", expression.rule),
            format!("规则 `{}`，表达式 `{name}`，{member} {line}:{column}：{problem}", expression.rule),
        )
    });
    refusal("request/invalid-expression", &first.unwrap_or_default(), "plan.policy.unevaluated")
}

/// The answer to what is no request.
pub fn refusal(code: &str, message: &str, path: &str) -> String {
    json!({ "error": { "code": code, "message": message, "path": path } }).to_string()
}

/// Version, format version and limits.
pub fn about() -> String {
    let limits = json!({ "requestBytes": MAX_REQUEST_BYTES });
    json!({ "version": env!("CARGO_PKG_VERSION"), "formatVersion": "1.0", "limits": limits }).to_string()
}

#[cfg(test)]
mod tests;
