//! Watches of an API server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[allow(dead_code)]
mod fake_api_server;

use clbplan_live::cluster::{ClusterReadFailure, ConnectionOptions, WatchEvent, WatchedKind, Watcher};
use fake_api_server::{Answer, FakeApiServer, Request, TemporaryTestFolder, kubeconfig};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The first events of a kind, and the server.
fn events(
    kind: WatchedKind,
    number: usize,
    answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
) -> (Vec<WatchEvent>, FakeApiServer) {
    let folder = TemporaryTestFolder::new();
    let server = FakeApiServer::start(answer);
    let file = folder.write("config", &kubeconfig(&server.address, "{token: t}"));
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let found = runtime.block_on(async {
        let watcher = Watcher::connect(&options).await.unwrap();
        let events = pin!(watcher.events(kind));
        let first = events.take(number).collect::<Vec<_>>();
        tokio::time::timeout(Duration::from_secs(60), first).await.expect("the events arrive")
    });
    (found, server)
}

fn list(items: &Value) -> Answer {
    Answer::json(
        &json!({ "apiVersion": "v1", "kind": "List", "metadata": { "resourceVersion": "10" }, "items": items }),
    )
}

/// The lines of a watch; the server then closes the connection, as a real one does after some minutes.
fn watch(lines: &[Value]) -> Answer {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    Answer { code: 200, body: text, delay: Duration::ZERO }
}

fn node(name: &str, version: &str) -> Value {
    json!({ "apiVersion": "v1", "kind": "Node",
        "metadata": { "name": name, "resourceVersion": version, "managedFields": [{ "manager": "kubelet" }] },
        "status": { "images": [{ "names": ["large"] }], "conditions": [] } })
}

/// What is kept of it.
fn kept(name: &str) -> Value {
    json!({ "apiVersion": "v1", "kind": "Node", "metadata": { "name": name }, "status": { "conditions": [] } })
}

fn is_watch(request: &Request) -> bool {
    request.parameter("watch") == Some("true")
}

#[test]
fn a_list_is_followed_by_changes_and_begins_again_when_the_watch_expires() {
    let watches = AtomicUsize::new(0);
    let (events, server) = events(WatchedKind::Node, 8, move |request| {
        if !is_watch(request) {
            return list(&json!([node("a", "9"), node("b", "10")]));
        }
        match watches.fetch_add(1, Ordering::Relaxed) {
            0 => watch(&[
                json!({ "type": "MODIFIED", "object": node("a", "11") }),
                json!({ "type": "DELETED", "object": node("b", "12") }),
            ]),
            _ => watch(&[json!({ "type": "ERROR", "object": {
                "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "too old", "reason": "Expired", "code": 410 } })]),
        }
    });
    let expected = [
        WatchEvent::ListStarts,
        WatchEvent::Listed(kept("a")),
        WatchEvent::Listed(kept("b")),
        WatchEvent::ListEnds,
        WatchEvent::Changed(kept("a")),
        WatchEvent::Deleted { namespace: None, name: "b".to_owned() },
    ];
    assert_eq!(events[..6], expected);
    assert!(events[6..].contains(&WatchEvent::ListStarts), "{:?}", &events[6..]);
    assert!(server.requests().iter().all(|request| request.method == "GET"));
}

#[test]
fn what_may_not_be_watched_is_reported_and_tried_again() {
    let tries = AtomicUsize::new(0);
    let (events, _) = events(WatchedKind::TkeServiceConfig, 4, move |request| {
        if tries.fetch_add(1, Ordering::Relaxed) == 0 {
            return Answer::failure(403, "tkeserviceconfigs is forbidden");
        }
        if is_watch(request) { watch(&[]) } else { list(&json!([])) }
    });
    assert!(
        events
            .contains(&WatchEvent::Failed(ClusterReadFailure::Forbidden("tkeserviceconfigs is forbidden".to_owned()))),
        "{events:?}"
    );
    assert_eq!(events.last(), Some(&WatchEvent::ListEnds));
}

#[test]
fn of_config_maps_only_the_switches_are_asked_for() {
    let (_, server) =
        events(
            WatchedKind::ControllerConfig,
            2,
            |request| {
                if is_watch(request) { watch(&[]) } else { list(&json!([])) }
            },
        );
    for request in server.requests() {
        assert_eq!(request.path(), "/api/v1/namespaces/kube-system/configmaps");
        assert_eq!(request.parameter("fieldSelector"), Some("metadata.name%3Dtke-service-controller-config"));
    }
}
