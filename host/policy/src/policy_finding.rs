//! The violation of an expression, as a diagnostic of the plan.

use crate::evaluate::EvaluationFailure;
use crate::limits::{MAX_STEPS, MAX_STEPS_OF_REQUEST};
use crate::messages::Language;
use crate::request::{ServiceToJudge, UnevaluatedExpression};
use serde::Serialize;
use serde_json::value::RawValue;

/// What came of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionOutcome {
    Passes,
    /// It is true; the policy's message for it, if it has one.
    Caught(Option<String>),
    Failed(EvaluationFailure),
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    code: String,
    severity: &'a str,
    layer: &'static str,
    effect: &'static str,
    message: String,
    why: String,
    help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<Object<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a RawValue>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<'a> {
    api_version: &'static str,
    kind: &'static str,
    namespace: &'a str,
    name: &'a str,
}

/// The violation as JSON; none if the expression is false.
pub fn policy_finding(
    expression: &UnevaluatedExpression<'_>,
    subject: Option<&ServiceToJudge<'_>>,
    outcome: ExpressionOutcome,
    language: Language,
) -> Option<String> {
    let name = &expression.definition.name;
    let about = match subject {
        Some(subject) => format!("{}/{}", subject.namespace, subject.name),
        None => language.choose("the plan".to_owned(), "整个预览".to_owned()),
    };
    let (text, why, help) = match outcome {
        ExpressionOutcome::Passes => return None,
        ExpressionOutcome::Caught(message) => caught(name, &about, message, &expression.definition.when, language),
        ExpressionOutcome::Failed(failure) => failed(name, &about, &failure, language),
    };
    let rule = &expression.rule;
    let diagnostic = Diagnostic {
        code: format!("policy/{name}"),
        severity: &expression.severity,
        layer: "policy",
        effect: "none",
        message: language.choose(format!("rule `{rule}`: {text}"), format!("规则 `{rule}`：{text}")),
        why,
        help,
        object: subject.map(|subject| Object {
            api_version: "v1",
            kind: "Service",
            namespace: &subject.namespace,
            name: &subject.name,
        }),
        source: subject.and_then(|subject| subject.source),
    };
    serde_json::to_string(&diagnostic).ok()
}

fn caught(
    name: &str,
    about: &str,
    message: Option<String>,
    when: &str,
    language: Language,
) -> (String, String, String) {
    let when = when.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = message.unwrap_or_else(|| {
        language
            .choose(format!("the expression `{name}` is true for {about}"), format!("表达式 `{name}` 对 {about} 成立"))
    });
    let why = language.choose(format!("this is true: `{when}`"), format!("以下条件成立：`{when}`"));
    let help = language.choose(
        "revert the change, or change the expression in the policy".to_owned(),
        "请撤回修改，或修改策略中的表达式".to_owned(),
    );
    (text, why, help)
}

fn failed(name: &str, about: &str, failure: &EvaluationFailure, language: Language) -> (String, String, String) {
    let (reason, help) = match failure {
        EvaluationFailure::TooManySteps => (
            language.choose(
                format!("its loops visit more than {MAX_STEPS} elements, or all loops together more than {MAX_STEPS_OF_REQUEST}"),
                format!("其循环访问的元素超过 {MAX_STEPS} 个，或所有循环合计超过 {MAX_STEPS_OF_REQUEST} 个"),
            ),
            language.choose("avoid loops within loops".to_owned(), "请避免循环嵌套".to_owned()),
        ),
        EvaluationFailure::NoField(field) => (
            language.choose(format!("there is no `{field}` in this plan"), format!("此预览中没有 `{field}`")),
            language.choose(
                "test for the field first: `has(value.field) && …`".to_owned(),
                "请先判断字段是否存在：`has(value.field) && …`".to_owned(),
            ),
        ),
        EvaluationFailure::NotBool => (
            language.choose("its result is neither true nor false".to_owned(), "其结果既不是真也不是假".to_owned()),
            language.choose("compare the result with a value".to_owned(), "请将结果与一个值比较".to_owned()),
        ),
        EvaluationFailure::Other(reason) => (
            reason.clone(),
            language.choose("correct the expression in the policy".to_owned(), "请修正策略中的表达式".to_owned()),
        ),
    };
    let text = language.choose(
        format!("the expression `{name}` cannot be evaluated for {about}: {reason}"),
        format!("表达式 `{name}` 无法对 {about} 求值：{reason}"),
    );
    let why =
        language.choose("what cannot be judged is not taken as allowed".to_owned(), "无法判断的不视为允许".to_owned());
    (text, why, help)
}
