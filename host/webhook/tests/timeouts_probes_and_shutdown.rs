//! Time limits, the age of the cloud's state, certificates, probes, shutdown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use clbplan_webhook::cluster::WatchedObjects;
use clbplan_webhook::server::{CertificateReload, ServerLimits};
use std::time::Duration;
use support::client::{RequestSentInHalves, post, send_tls, trusting};
use support::server::{TestServer, TestServerOptions, module_without_time, write_certificate};
use support::{Review, checkout};

const HOUR: Duration = Duration::from_secs(60 * 60);

async fn warnings_with(setup: TestServerOptions) -> Vec<String> {
    TestServer::start(setup).await.warnings(&Review::delete(&checkout())).await
}

#[tokio::test]
async fn the_age_of_the_clouds_state_is_told_from_an_hour_on() {
    let aged = |age| TestServerOptions { cloud_age: Some(age), ..TestServerOptions::default() };
    assert_eq!(warnings_with(aged(HOUR - Duration::from_secs(60))).await.len(), 1);
    let old = warnings_with(aged(HOUR + Duration::from_secs(60 * 10))).await;
    let expected = "the cloud has not answered for 70 minutes: this is concluded from its state at that time";
    assert_eq!(old.get(1).map(String::as_str), Some(expected), "{old:?}");
    let older = warnings_with(aged(HOUR * 5)).await;
    assert!(older[1].contains("for 5 hours"), "{older:?}");
}

#[tokio::test]
async fn a_cloud_that_never_answered_is_unknown() {
    let setup = TestServerOptions { cloud_age: None, ..TestServerOptions::default() };
    let warnings = warnings_with(setup).await;
    assert!(warnings[0].contains("lb-6efswuxa"), "{warnings:?}");
    assert!(warnings[1].starts_with("the cloud has not answered yet"), "{warnings:?}");
    let setup = TestServerOptions { cloud_age: None, is_cloud_configured: false, ..TestServerOptions::default() };
    let warnings = warnings_with(setup).await;
    assert!(!warnings.iter().any(|warning| warning.contains("answered")), "{warnings:?}");
}

#[tokio::test]
async fn a_module_that_takes_too_long_warns_and_never_denies() {
    let policy = Some("rules: [{name: a, deny: [deletes-load-balancer]}]");
    let server =
        TestServer::start(TestServerOptions { policy, module: module_without_time(), ..TestServerOptions::default() })
            .await;
    let review = Review::delete(&checkout());
    let warnings = server.warnings(&review).await;
    let expected = "shop/checkout: clbplan cannot tell what this change does to the load balancer (time-out)";
    assert_eq!(warnings, [expected]);
    // Without a decision, the `failurePolicy` of the registration applies.
    let (status, text) = server.post("/deny", review.0.to_string()).await;
    assert_eq!(status, 500, "{text}");
    let metrics = server.get("/metrics").await.1;
    for line in [
        r#"clbplan_webhook_reviews_total{webhook="warn",operation="delete",decision="failed"} 1"#,
        r#"clbplan_webhook_reviews_total{webhook="deny",operation="delete",decision="failed"} 1"#,
    ] {
        assert!(metrics.contains(line), "{metrics}");
    }
}

#[tokio::test]
async fn a_body_that_does_not_arrive_in_time_is_answered_all_the_same() {
    let limits = ServerLimits { time: Duration::from_millis(100), reviews: 1, ..ServerLimits::default() };
    let server = TestServer::start(TestServerOptions { limits, ..TestServerOptions::default() }).await;
    let body = Review::delete(&checkout()).0.to_string();
    let request = RequestSentInHalves::begin(server.reviews, server.client(), "/warn", &body).await;
    let (status, text) = request.answer().await;
    assert_eq!((status, text.as_str()), (503, "too late\n"));
}

#[tokio::test]
async fn a_certificate_changes_without_a_restart() {
    let server = TestServer::start(TestServerOptions::default()).await;
    let old = std::fs::read_to_string(server.folder.path("tls.crt")).unwrap();
    assert!(matches!(server.certificate.reload(), CertificateReload::Unchanged));
    let body = || post("/warn", Review::delete(&checkout()).0.to_string());
    // A key that does not belong to the certificate: the one before stays.
    let other = support::TemporaryTestFolder::new();
    write_certificate(&other);
    std::fs::copy(other.path("tls.key"), server.folder.path("tls.key")).unwrap();
    assert!(matches!(server.certificate.reload(), CertificateReload::Failed(_)));
    assert_eq!(send_tls(server.reviews, trusting(&old), body()).await.unwrap().0, 200);
    let new = write_certificate(&server.folder);
    assert!(matches!(server.certificate.reload(), CertificateReload::Used));
    assert_eq!(send_tls(server.reviews, trusting(&new), body()).await.unwrap().0, 200);
    assert!(send_tls(server.reviews, trusting(&old), body()).await.is_err(), "the old certificate is still presented");
}

#[tokio::test]
async fn probes_tell_whether_reviews_should_be_sent() {
    let server = TestServer::start(TestServerOptions { is_cluster_read: false, ..TestServerOptions::default() }).await;
    assert_eq!(server.get("/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(server.get("/readyz").await, (503, "the objects of the cluster are being read\n".to_owned()));
    assert!(!WatchedObjects::default().has_started());
    let server = TestServer::start(TestServerOptions::default()).await;
    assert_eq!(server.get("/readyz").await, (200, "ok\n".to_owned()));
    server.state.readiness().shut_down();
    assert_eq!(server.get("/readyz").await, (503, "shutting down\n".to_owned()));
    assert_eq!(server.get("/healthz").await.0, 200);
}

#[tokio::test]
async fn metrics_count_reviews() {
    let server = TestServer::start(TestServerOptions::default()).await;
    server.warnings(&Review::delete(&checkout())).await;
    server.post("/warn", "{").await;
    let (status, metrics) = server.get("/metrics").await;
    assert_eq!(status, 200);
    for line in [
        r#"clbplan_webhook_reviews_total{webhook="warn",operation="delete",decision="warned"} 1"#,
        r#"clbplan_webhook_reviews_total{webhook="warn",operation="other",decision="failed"} 1"#,
        "clbplan_webhook_review_duration_seconds_count 2",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
    assert!(metrics.ends_with("# EOF\n"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_loses_no_request() {
    let mut server = TestServer::start(TestServerOptions::default()).await;
    let body = Review::delete(&checkout()).0.to_string();
    let mut requests = Vec::new();
    for _ in 0..20 {
        requests.push(RequestSentInHalves::begin(server.reviews, server.client(), "/warn", &body).await);
    }
    // The server has read their heads.
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.shutdown.stop();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(tokio::net::TcpStream::connect(server.reviews).await.is_err(), "a connection is still accepted");
    for request in requests {
        let (status, text) = request.end().await;
        assert_eq!(status, 200, "{text}");
        assert!(text.contains("WILL BE DELETED"), "{text}");
    }
    for listener in server.listeners.drain(..) {
        tokio::time::timeout(Duration::from_secs(20), listener).await.expect("the listener ends").unwrap();
    }
}
