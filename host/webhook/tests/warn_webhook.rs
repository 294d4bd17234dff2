//! What the warn webhook answers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use clbplan_webhook::language::Language;
use serde_json::{Value, json};
use support::server::{TestServer, TestServerOptions};
use support::{Review, annotated, checkout, checkout_with, new_service};

async fn server() -> TestServer {
    TestServer::start(TestServerOptions::default()).await
}

const INTERNAL: &str = "service.kubernetes.io/qcloud-loadbalancer-internal-subnetid";

#[tokio::test]
async fn a_deletion_names_the_load_balancer_and_the_address() {
    let warnings = server().await.warnings(&Review::delete(&checkout())).await;
    assert_eq!(warnings, ["shop/checkout: load balancer lb-6efswuxa WILL BE DELETED, address 119.29.48.17 IS LOST"]);
}

#[tokio::test]
async fn a_deletion_of_many_names_none_of_them() {
    let review = Review::delete(&checkout()).with("name", json!(""));
    let warnings = server().await.warnings(&review).await;
    assert_eq!(warnings, ["shop/checkout: load balancer lb-6efswuxa WILL BE DELETED, address 119.29.48.17 IS LOST"]);
}

#[tokio::test]
async fn an_update_that_loses_the_load_balancer_warns() {
    let review = Review::update(&checkout(), &checkout_with(&json!({ "type": "ClusterIP" })));
    let warnings = server().await.warnings(&review).await;
    assert_eq!(warnings[0], "shop/checkout: load balancer lb-6efswuxa WILL BE DELETED, address 119.29.48.17 IS LOST");
}

#[tokio::test]
async fn an_update_that_the_controller_refuses_warns() {
    let review = Review::update(&checkout(), &annotated(checkout(), INTERNAL, "subnet-aaaa1111"));
    let warnings = server().await.warnings(&review).await;
    assert!(
        warnings[0].starts_with("shop/checkout: the controller REFUSES this change, load balancer lb-6efswuxa stays"),
        "{warnings:?}"
    );
    let refusals = warnings.iter().filter(|warning| warning.to_lowercase().contains("refuse"));
    assert_eq!(refusals.count(), 1, "once is enough: {warnings:?}");
}

#[tokio::test]
async fn a_listener_that_is_deleted_is_an_outage() {
    let mut moved = checkout();
    moved["spec"]["ports"][0]["port"] = json!(8081);
    let warnings = server().await.warnings(&Review::update(&checkout(), &moved)).await;
    let expected = "shop/checkout: an OUTAGE: a listener or forwarding rule is deleted, or loses every backend it has";
    assert_eq!(warnings.first().map(String::as_str), Some(expected), "{warnings:?}");
}

#[tokio::test]
async fn warnings_are_in_the_configured_language() {
    let setup = TestServerOptions { language: Language::ZhCn, ..TestServerOptions::default() };
    let warnings = TestServer::start(setup).await.warnings(&Review::delete(&checkout())).await;
    assert_eq!(warnings, ["shop/checkout：负载均衡 lb-6efswuxa 将被删除，地址 119.29.48.17 将丢失"]);
}

#[tokio::test]
async fn a_new_service_warns_if_it_is_public_or_something_is_wrong_with_it() {
    let server = server().await;
    let internal = annotated(new_service("web"), INTERNAL, "subnet-aaaa1111");
    assert_eq!(server.warnings(&Review::create(&internal)).await, Vec::<String>::new());
    let public = server.warnings(&Review::create(&new_service("web"))).await;
    assert_eq!(public, ["shop/web: it becomes REACHABLE FROM THE INTERNET"]);
    let misspelt = annotated(internal, "service.cloud.tencent.com/direct-acess", "true");
    let warnings = server.warnings(&Review::create(&misspelt)).await;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("direct-acess"), "{warnings:?}");
}

#[tokio::test]
async fn what_only_the_modules_validation_rejects_is_not_guessed() {
    // The API server has accepted it before it asks: a newer one may know the words.
    let newer = checkout_with(&json!({ "externalTrafficPolicy": "Nowhere", "sessionAffinity": "Sometimes" }));
    let server = TestServer::start(TestServerOptions {
        policy: Some("rules: [{name: a, deny: [deletes-load-balancer]}]"),
        ..TestServerOptions::default()
    })
    .await;
    let review = Review::update(&checkout(), &newer);
    let expected = "shop/checkout: clbplan cannot tell what this change does to the load balancer (newer-api)";
    assert_eq!(server.warnings(&review).await, [expected]);
    let response = server.review("/deny", &review).await;
    assert_eq!(response["allowed"], true, "{response}");
    assert_eq!(response["auditAnnotations"], json!({ "failed": "newer-api" }));
}

#[tokio::test]
async fn an_annotation_that_is_removed_is_not_merged_back() {
    let last = "kubectl.kubernetes.io/last-applied-configuration";
    let applied = r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"checkout","namespace":"shop"}}"#;
    let with_both = annotated(annotated(checkout(), last, applied), INTERNAL, "subnet-aaaa1111");
    // What `kubectl annotate service checkout NAME-` sends: the annotation is not in the manifest that was applied.
    let without = annotated(checkout(), last, applied);
    let warnings = server().await.warnings(&Review::update(&with_both, &without)).await;
    assert!(!warnings.iter().any(|warning| warning.contains("kept")), "{warnings:?}");
}

#[tokio::test]
async fn a_dry_run_is_reviewed_like_a_write() {
    let server = server().await;
    let deletion = Review::delete(&checkout()).with("dryRun", json!(true));
    assert_eq!(server.warnings(&deletion).await.len(), 1);
    // The API server puts numbers in place of the node ports that it would choose.
    let mut service = new_service("web");
    service["spec"]["ports"][0]["nodePort"] = json!(32769);
    let creation = Review::create(&service).with("dryRun", json!(true));
    assert_eq!(server.warnings(&creation).await, ["shop/web: it becomes REACHABLE FROM THE INTERNET"]);
}

#[track_caller]
fn assert_passed(response: &Value, reason: &str) {
    assert_eq!(response["allowed"], true);
    assert_eq!(response["auditAnnotations"]["passed"], reason, "{response}");
    assert_eq!(response.get("warnings"), None);
}

#[tokio::test]
async fn what_concerns_no_load_balancer_passes() {
    let server = server().await;
    let plain = checkout_with(&json!({ "type": "ClusterIP" }));
    let pods = json!({ "group": "", "version": "v1", "resource": "pods" });
    let newer = json!({ "group": "", "version": "v2", "resource": "services" });
    let deletion = || Review::delete(&checkout());
    let mut ending = checkout();
    ending["metadata"]["deletionTimestamp"] = json!("2026-11-29T10:00:00Z");
    for (review, reason) in [
        (Review::update(&plain, &plain), "no-load-balancer"),
        (deletion().with("resource", pods), "other-kind"),
        (deletion().with("resource", newer), "other-kind"),
        (deletion().with("subResource", json!("status")), "other-kind"),
        (deletion().with("operation", json!("CONNECT")), "other-kind"),
        (deletion().by("system:serviceaccount:kube-system:namespace-controller"), "controller"),
        (deletion().by("system:serviceaccount:kube-system:generic-garbage-collector"), "controller"),
        (Review::update(&ending, &ending), "being-deleted"),
        (Review::delete(&ending), "being-deleted"),
    ] {
        assert_passed(&server.review("/warn", &review).await, reason);
    }
}

#[tokio::test]
async fn a_service_of_a_newer_api_is_reviewed_by_what_is_known_of_it() {
    let mut newer = checkout_with(&json!({ "type": "ClusterIP", "fieldOfTheFuture": { "a": [1, 2] } }));
    newer["metadata"]["memberOfTheFuture"] = json!("x");
    let warnings = server().await.warnings(&Review::update(&checkout(), &newer)).await;
    assert_eq!(warnings[0], "shop/checkout: load balancer lb-6efswuxa WILL BE DELETED, address 119.29.48.17 IS LOST");
}

#[tokio::test]
async fn the_verdict_is_in_the_audit_log() {
    let response = server().await.review("/warn", &Review::delete(&checkout())).await;
    let expected = json!({ "verdict": "delete", "address": "lost", "load-balancer": "lb-6efswuxa", "policy": "allow" });
    assert_eq!(response["auditAnnotations"], expected);
}

#[tokio::test]
async fn what_is_no_review_is_refused() {
    let server = server().await;
    let no_request = json!({ "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview" }).to_string();
    let mut older = Review::delete(&checkout()).0;
    older["apiVersion"] = json!("admission.k8s.io/v1beta1");
    for body in ["", "{", "[]", "null", "\u{0}", &no_request, &older.to_string()] {
        for path in ["/warn", "/deny"] {
            assert_eq!(server.post(path, body.to_owned()).await.0, 400, "{body}");
        }
    }
    assert_eq!(server.post("/", "{}").await.0, 404);
    assert_eq!(server.get("/warn").await.0, 404, "without TLS there are no reviews");
}

#[tokio::test]
async fn a_large_object_is_reviewed_and_a_larger_one_refused() {
    let server = server().await;
    let large = |bytes: usize| annotated(checkout(), "example.com/large", &"x".repeat(bytes));
    let review = Review::delete(&large((3 << 20) - 8192));
    assert_eq!(server.warnings(&review).await.len(), 1);
    let (status, text) = server.post("/warn", Review::delete(&large(3 << 20)).0.to_string()).await;
    assert_eq!((status, text.as_str()), (413, "the body is larger than 3145728 bytes\n"));
    assert_eq!(server.warnings(&Review::delete(&checkout())).await.len(), 1);
}
