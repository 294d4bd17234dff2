use super::*;

fn policy(when: &str) -> Value {
    let expression = json!({ "name": "few-changes", "when": when });
    json!({ "rules": [{ "name": "careful", "deny": ["deletes-load-balancer", { "expression": expression }] }] })
}

fn errors(policy: &Value, locale: &str) -> Vec<Value> {
    let answer: Value =
        serde_json::from_str(&check_policy(&json!({ "policy": policy, "locale": locale }).to_string())).unwrap();
    answer["errors"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

#[test]
fn a_mistake_has_rule_path_and_place() {
    assert_eq!(errors(&policy("plan.summary.delete > 3"), "en"), Vec::<Value>::new());
    let found = errors(&policy("plan.summary.deletes > 3"), "en");
    assert_eq!(found.len(), 1);
    let error = &found[0];
    assert_eq!(error["rule"], "careful");
    assert_eq!(error["name"], "few-changes");
    assert_eq!(error["path"], "rules[0].deny[1].expression.when");
    assert_eq!((&error["line"], &error["column"]), (&json!(1), &json!(14)));
    assert!(error["message"].as_str().unwrap().starts_with("`VerdictCounts` has no field `deletes`"), "{error}");
    let found = errors(&policy("plan.summary.deletes > 3"), "zh-CN");
    assert!(found[0]["message"].as_str().unwrap().contains("没有字段"), "{found:?}");
    let found = errors(&policy("plan.summary.delete"), "en");
    assert!(found[0]["message"].as_str().unwrap().contains("must be true or false"), "{found:?}");
}

#[test]
fn names_are_checked() {
    let named = |name: &str| {
        let mut policy = policy("true");
        policy["rules"][0]["deny"][1]["expression"]["name"] = name.into();
        errors(&policy, "en")
    };
    assert!(named("few-2-deletions").is_empty());
    for wrong in ["", "Few", "a b", "-a", "a-", "changes-address", &"a".repeat(64)] {
        assert_eq!(named(wrong).len(), 1, "{wrong}");
    }
    let mut twice = policy("true");
    twice["rules"][0]["warn"] = json!([{ "expression": { "name": "few-changes", "when": "true" } }]);
    assert!(errors(&twice, "en")[0]["message"].as_str().unwrap().contains("two expressions"));
}

#[test]
fn messages_are_checked_in_both_languages() {
    let with = |message: Value| {
        let mut policy = policy("true");
        policy["rules"][0]["deny"][1]["expression"]["message"] = message;
        errors(&policy, "en")
    };
    assert!(
        with(json!({ "en": "{service.name} has {size(service.changes)} changes", "zh": "{service.name}" })).is_empty()
    );
    let found = with(json!({ "en": "{service.nam}", "zh": "负载 {plan.services}" }));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["path"], "rules[0].deny[1].expression.message.en");
    assert_eq!(found[0]["column"], 10);
    assert_eq!(found[1]["path"], "rules[0].deny[1].expression.message.zh");
    assert!(found[1]["message"].as_str().unwrap().contains("cannot be written into a message"));
}

/// A plan with an expression that the core has left.
fn plan(expressions: &[Value]) -> Value {
    let open =
        json!({ "code": NOT_EVALUATED, "severity": "error", "layer": "policy", "effect": "none", "message": "open" });
    let kept = json!({ "code": "policy/changes-address", "severity": "warning", "layer": "policy", "effect": "none", "message": "kept" });
    let mut violations = vec![kept];
    violations.extend(expressions.iter().map(|_| open.clone()));
    let service = |name: &str, verdict: &str| {
        json!({ "namespace": "shop", "name": name, "rank": 0, "loadBalancer": { "verdict": verdict, "vip": "kept", "because": [] },
                "changes": [{ "address": "listener/TCP/80", "verb": "update" }] })
    };
    json!({ "complete": true, "summary": { "replace": 1 },
            "services": [service("web", "replace"), service("api", "keep")],
            "policy": { "verdict": "deny", "violations": violations, "unevaluated": expressions }, "z": 1.50 })
}

fn expression(when: &str, message: Value) -> Value {
    let both = json!([{ "namespace": "shop", "name": "web", "source": { "document": 0 } }, { "namespace": "shop", "name": "api" }]);
    let mut expression =
        json!({ "rule": "careful", "name": "few-changes", "when": when, "severity": "error", "services": both });
    if !message.is_null() {
        expression["message"] = message;
    }
    expression
}

fn applied(plan: &Value, locale: &str) -> Value {
    let answer: Value =
        serde_json::from_str(&apply_policy(&json!({ "plan": plan, "locale": locale }).to_string())).unwrap();
    assert!(answer.get("error").is_none(), "{answer}");
    assert!(answer["policy"].get("unevaluated").is_none());
    answer["policy"].clone()
}

#[test]
fn violations_stand_where_the_core_left_their_places() {
    let message = json!({ "en": "{service.name} has {size(service.changes)} change", "zh": "{service.name} 有改动" });
    let policy = applied(&plan(&[expression("service.loadBalancer.verdict == 'replace'", message)]), "en");
    assert_eq!(policy["verdict"], "deny");
    let violations = policy["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 2);
    assert_eq!(violations[0]["message"], "kept");
    assert_eq!(violations[1]["code"], "policy/few-changes");
    assert_eq!(violations[1]["message"], "rule `careful`: web has 1 change");
    assert_eq!(violations[1]["object"]["name"], "web");
    assert_eq!(violations[1]["source"], json!({ "document": 0 }));
    assert_eq!(violations[1]["why"], "this is true: `service.loadBalancer.verdict == 'replace'`");
}

#[test]
fn a_false_expression_leaves_nothing_and_lowers_the_verdict() {
    let policy = applied(&plan(&[expression("service.rank > 5", Value::Null)]), "en");
    assert_eq!(policy["verdict"], "warn");
    assert_eq!(policy["violations"].as_array().unwrap().len(), 1);
}

#[test]
fn what_the_request_does_not_bring_and_what_nobody_can_decide_denies_nothing() {
    let mut plan = plan(&[expression("service.rank > 5", Value::Null)]);
    plan["policy"]["violations"][0]["severity"] = json!("error");
    plan["policy"]["violations"][0]["existing"] = json!(true);
    assert_eq!(applied(&plan, "en")["verdict"], "allow");
    let undecided = json!({ "code": UNDECIDED, "severity": "warning", "message": "unknown" });
    plan["policy"]["violations"].as_array_mut().unwrap().push(undecided);
    assert_eq!(applied(&plan, "en")["verdict"], "undecided");
}

#[test]
fn an_expression_about_the_plan_is_judged_once() {
    let policy = applied(&plan(&[expression("plan.summary.replace > 0", Value::Null)]), "zh-CN");
    let violations = policy["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 2);
    assert_eq!(violations[1]["message"], "规则 `careful`：表达式 `few-changes` 对 整个预览 成立");
    assert!(violations[1].get("object").is_none());
}

#[test]
fn what_cannot_be_evaluated_is_a_violation() {
    let policy = applied(&plan(&[expression("service.loadBalancer.id == 'lb-1'", Value::Null)]), "en");
    assert_eq!(policy["verdict"], "deny");
    let violations = policy["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 3);
    let message = violations[1]["message"].as_str().unwrap();
    assert_eq!(
        message,
        "rule `careful`: the expression `few-changes` cannot be evaluated for shop/web: there is no `id` in this plan"
    );
    assert!(violations[1]["help"].as_str().unwrap().contains("has("));
}

#[test]
fn the_rest_of_a_plan_goes_out_as_it_came() {
    let text = r#"{"z":1.50,"policy":{"verdict":"allow","violations":[]},"a":[ 1]}"#;
    assert_eq!(apply_policy(&format!("{{\"plan\":{text}}}")), text);
    let text = plan(&[expression("false", Value::Null)]).to_string();
    let answer = apply_policy(&format!("{{\"plan\":{text}}}"));
    let before = text.split("\"policy\"").next().unwrap();
    assert!(answer.starts_with(before), "{answer}");
}

#[test]
fn what_is_no_request_is_an_answer() {
    for request in ["", "{", "{}", "[]", "{\"plan\":1}", "{\"plan\":{\"policy\":3}}", "{\"plan\":{},\"x\":1}"] {
        let answer = apply_policy(request);
        assert!(answer.starts_with("{\"error\":{") || answer == "1", "{request}: {answer}");
        assert!(check_policy(request).starts_with("{\"error\":{"), "{request}");
    }
    let invalid = plan(&[expression("service.x", Value::Null)]);
    let answer = apply_policy(&json!({ "plan": invalid }).to_string());
    assert!(answer.contains("request/invalid-expression") && answer.contains("when 1:9"), "{answer}");
}
