//! What the deny webhook answers, and what lifts a guard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use clbplan_webhook::language::Language;
use clbplan_webhook::policy::PolicyReload;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use support::server::{TestServer, TestServerOptions};
use support::{Review, annotated, checkout, checkout_with, new_service};

const NO_DELETIONS: &str = "rules: [{name: no deletions, deny: [deletes-load-balancer]}]";
const ALLOW: &str = "clbplan/allow";

async fn server(policy: &'static str) -> TestServer {
    TestServer::start(TestServerOptions { policy: Some(policy), ..TestServerOptions::default() }).await
}

fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn deletion(allow: &str) -> Review {
    Review::delete(&annotated(checkout(), ALLOW, allow))
}

#[track_caller]
fn assert_denied(response: &Value, code: u16, reason: &str) -> String {
    assert_eq!(response["allowed"], false, "{response}");
    assert_eq!(response["status"]["code"], code);
    assert_eq!(response["status"]["reason"], reason);
    response["status"]["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_denial_says_why_and_what_to_do() {
    let server = server(NO_DELETIONS).await;
    let response = server.review("/deny", &Review::delete(&checkout())).await;
    let message = assert_denied(&response, 403, "Forbidden");
    let tomorrow = today().saturating_add(1.day());
    let expected = format!(
        "rule `no deletions`: the plan of shop/checkout deletes load balancer `lb-6efswuxa`: its address is lost and may \
         not be recoverable\nif this is intended, run this first: kubectl annotate --overwrite --namespace shop service \
         checkout clbplan/allow=\"deletes-load-balancer until {tomorrow}\""
    );
    assert_eq!(message, expected);
    assert_eq!(response["auditAnnotations"]["policy"], "deny");
    assert_eq!(response["auditAnnotations"]["violations"], "deletes-load-balancer");
}

#[tokio::test]
async fn the_warn_webhook_never_denies() {
    let warnings = server(NO_DELETIONS).await.warnings(&Review::delete(&checkout())).await;
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert_eq!(warnings[1], "rule `no deletions`: the plan of shop/checkout deletes load balancer `lb-6efswuxa`");
}

#[tokio::test]
async fn a_service_that_is_created_has_no_load_balancer_to_lose() {
    let server = server(NO_DELETIONS).await;
    let internal =
        annotated(new_service("web"), "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", "subnet-aaaa1111");
    let review = Review::create(&internal);
    assert_eq!(server.warnings(&review).await, Vec::<String>::new());
    let response = server.review("/deny", &review).await;
    assert_eq!(
        (&response["allowed"], &response["auditAnnotations"]["policy"]),
        (&json!(true), &json!("allow")),
        "{response}"
    );
}

#[tokio::test]
async fn without_a_rule_that_denies_nothing_is_denied() {
    for policy in ["rules: []", "rules: [{name: a, warn: [deletes-load-balancer]}]"] {
        let response = server(policy).await.review("/deny", &Review::delete(&checkout())).await;
        assert_eq!(response["allowed"], true);
        assert_eq!(response["auditAnnotations"]["passed"], "no-rule-denies");
    }
}

#[tokio::test]
async fn a_denial_is_in_the_configured_language() {
    let setup =
        TestServerOptions { policy: Some(NO_DELETIONS), language: Language::ZhCn, ..TestServerOptions::default() };
    let response = TestServer::start(setup).await.review("/deny", &Review::delete(&checkout())).await;
    let message = assert_denied(&response, 403, "Forbidden");
    assert!(message.starts_with("规则 `no deletions`：shop/checkout"), "{message}");
    assert!(message.contains("如确需执行，请先运行：kubectl annotate"), "{message}");
}

#[tokio::test]
async fn an_annotation_lifts_a_guard_until_its_date_and_is_audited() {
    let server = server(NO_DELETIONS).await;
    let allow = format!("deletes-load-balancer until {}", today().saturating_add(1.day()));
    let response = server.review("/deny", &deletion(&allow)).await;
    assert_eq!(response["allowed"], true, "{response}");
    assert_eq!(response["auditAnnotations"]["lifted"], "deletes-load-balancer");
    assert_eq!(response["auditAnnotations"]["lifted-by"], json!(allow));
    let warnings = server.warnings(&deletion(&allow)).await;
    assert!(warnings[1].starts_with("allowed by annotation until "), "{warnings:?}");
}

#[tokio::test]
async fn the_way_out_keeps_the_guards_that_are_lifted_already() {
    let server = server("rules: [{name: a, deny: [deletes-load-balancer, changes-address]}]").await;
    let lifted = "deletes-load-balancer until 2099-01-01";
    let message = assert_denied(&server.review("/deny", &deletion(lifted)).await, 403, "Forbidden");
    let tomorrow = today().saturating_add(1.day());
    assert!(message.ends_with(&format!("clbplan/allow=\"changes-address until {tomorrow}, {lifted}\"")), "{message}");
}

#[tokio::test]
async fn an_expired_or_unreadable_annotation_lifts_nothing() {
    let server = server(NO_DELETIONS).await;
    let yesterday = today().saturating_sub(1.day());
    let expired = server.review("/deny", &deletion(&format!("deletes-load-balancer until {yesterday}"))).await;
    let message = assert_denied(&expired, 403, "Forbidden");
    assert!(message.contains(&format!("the annotation `clbplan/allow` allowed it until {yesterday}")), "{message}");
    let other = server.review("/deny", &deletion("changes-address until 2099-01-01")).await;
    assert_denied(&other, 403, "Forbidden");
    let unreadable = server.review("/deny", &deletion("deletes-load-balancer")).await;
    assert_denied(&unreadable, 403, "Forbidden");
    let warnings = server.warnings(&deletion("deletes-load-balancer")).await;
    assert!(warnings.iter().any(|warning| warning.contains("is not `GUARD until YYYY-MM-DD`")), "{warnings:?}");
}

#[tokio::test]
async fn an_unreadable_annotation_is_told_when_it_is_written_and_when_something_is_denied() {
    let server = server(NO_DELETIONS).await;
    let unreadable = annotated(checkout(), ALLOW, "deletes-load-balancer");
    let is_told = |warnings: Vec<String>| warnings.iter().any(|warning| warning.contains("is not `GUARD until"));
    assert!(is_told(server.warnings(&Review::update(&checkout(), &unreadable)).await));
    let mut labelled = unreadable.clone();
    labelled["metadata"]["labels"] = json!({ "team": "a" });
    assert_eq!(server.warnings(&Review::update(&unreadable, &labelled)).await, Vec::<String>::new());
    assert!(is_told(server.warnings(&Review::delete(&unreadable)).await));
}

#[tokio::test]
async fn a_service_that_violates_a_rule_already_can_be_changed() {
    let server = server("rules: [{name: internal only, deny: [exposes-publicly]}]").await;
    let labelled = |value: &str| {
        let mut service = checkout();
        service["metadata"]["labels"] = json!({ "team": value });
        service
    };
    let response = server.review("/deny", &Review::update(&labelled("a"), &labelled("b"))).await;
    assert_eq!(response["allowed"], true, "{response}");
    assert_eq!(server.warnings(&Review::update(&labelled("a"), &labelled("b"))).await, Vec::<String>::new());
    let private = checkout_with(&json!({ "type": "ClusterIP" }));
    let mut private = Review::update(&private, &checkout());
    // It has no load balancer yet.
    private.0["request"]["oldObject"]["status"] = json!({ "loadBalancer": {} });
    let annotations = private.0["request"]["oldObject"]["metadata"]["annotations"].as_object_mut().unwrap();
    annotations.remove("service.kubernetes.io/loadbalance-id");
    assert_denied(&server.review("/deny", &private).await, 422, "Invalid");
}

#[tokio::test]
async fn controllers_are_never_denied() {
    let server = server(NO_DELETIONS).await;
    for user in ["system:serviceaccount:kube-system:namespace-controller", "system:kube-controller-manager"] {
        let response = server.review("/deny", &Review::delete(&checkout()).by(user)).await;
        assert_eq!(response["allowed"], true);
    }
    let argo = "system:serviceaccount:argocd:argocd-application-controller";
    assert_denied(&server.review("/deny", &Review::delete(&checkout()).by(argo)).await, 403, "Forbidden");
}

#[tokio::test]
async fn a_policy_that_is_none_leaves_the_one_before_in_use() {
    let server = server(NO_DELETIONS).await;
    assert!(matches!(server.policy.reload(&server.module), PolicyReload::Unchanged));
    for broken in [
        "rules: [",
        "",
        "rules: [{name: x, deny: [unknown-guard]}]",
        "rules: [{name: x, denny: [deletes-load-balancer]}]",
        "rules: 3",
    ] {
        server.folder.write("policy.yaml", broken);
        let reload = server.policy.reload(&server.module);
        assert!(matches!(reload, PolicyReload::Failed(_)), "{broken}: {reload:?}");
        assert_denied(&server.review("/deny", &Review::delete(&checkout())).await, 403, "Forbidden");
    }
    std::fs::remove_file(server.folder.path("policy.yaml")).unwrap();
    assert!(matches!(server.policy.reload(&server.module), PolicyReload::Failed(_)));
    assert_denied(&server.review("/deny", &Review::delete(&checkout())).await, 403, "Forbidden");
    server.folder.write("policy.yaml", "rules: []");
    assert!(matches!(server.policy.reload(&server.module), PolicyReload::Used(0)));
    let response = server.review("/deny", &Review::delete(&checkout())).await;
    assert_eq!(response["allowed"], true);
}
