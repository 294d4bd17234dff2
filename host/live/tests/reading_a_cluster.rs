//! Reading a cluster from a server that behaves as API servers do, well and badly.
//!
//! `real_cluster.rs` does the same with a real one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code)]
mod fake_api_server;
#[allow(dead_code)]
mod small_cluster;

use clbplan_live::cluster::{ClusterReadFailure, ConnectError, Kind};
use fake_api_server::{Answer, Request};
use serde_json::{Value, json};
use small_cluster::{TOKEN_USER, read_from, service, small_cluster};
use std::sync::atomic::{AtomicU32, Ordering};

#[test]
fn every_kind_is_read_by_get_alone() {
    let outcome = read_from(TOKEN_USER, |_, _| {}, small_cluster);
    assert_eq!(
        outcome.names(),
        [
            "Service kubernetes",
            "Service web",
            "Node node-1",
            "EndpointSlice web-1",
            "TkeServiceConfig web-config",
            "Ingress web",
            "ServiceCIDR kubernetes",
            "ConfigMap tke-service-controller-config",
            "Secret tls",
            "Pod web-0"
        ]
    );
    let read = outcome.objects();
    assert!(read.has_every_service && read.not_read.is_empty());
    assert_eq!(read.version.as_deref(), Some("v1.34.1-tke.2"));
    assert_eq!((read.context.as_deref(), read.namespace.as_deref()), (Some("test"), Some("shop")));
    assert!(outcome.server.requests().iter().all(|request| request.method == "GET"));
    assert!(outcome.server.requests().iter().all(|request| request.header("authorization") == Some("Bearer t")));
}

#[test]
fn no_value_of_a_secret_and_nothing_of_a_container_is_kept() {
    let outcome = read_from(TOKEN_USER, |_, _| {}, small_cluster);
    let all = Value::from(outcome.objects().objects.clone()).to_string();
    for confidential in ["hunter2", "managedFields", "images"] {
        assert!(!all.contains(confidential), "{confidential}: {all}");
    }
    assert!(all.contains(r#""password":"""#) && all.contains(r#""qcloud_cert_id":"YWJj""#), "{all}");
}

#[test]
fn secrets_and_pods_are_read_only_where_they_are_needed() {
    let outcome = read_from(
        TOKEN_USER,
        |_, wanted| wanted.secrets_in.extend(["pay".to_owned(), "../../nodes".to_owned()]),
        |request| match request.path() {
            "/api/v1/services" => Answer::json(&json!({ "items": [service("default", "kubernetes")] })),
            _ => small_cluster(request),
        },
    );
    let paths: Vec<String> = outcome.server.requests().iter().map(|request| request.path().to_owned()).collect();
    let of = |resource: &str| paths.iter().filter(|path| path.ends_with(resource)).cloned().collect::<Vec<_>>();
    assert_eq!(of("secrets"), ["/api/v1/namespaces/pay/secrets"]);
    assert_eq!(of("pods"), Vec::<String>::new());
}

#[test]
fn an_empty_name_is_the_namespace_of_the_context() {
    for (context, expected) in
        [("test", "/api/v1/namespaces/shop/secrets"), ("other", "/api/v1/namespaces/default/secrets")]
    {
        let outcome = read_from(
            TOKEN_USER,
            |options, wanted| {
                options.context = Some(context.to_owned());
                wanted.secrets_in.insert(String::new());
            },
            |request| match request.path() {
                "/api/v1/services" => Answer::json(&json!({ "items": [service("default", "kubernetes")] })),
                _ => small_cluster(request),
            },
        );
        let requests = outcome.server.requests();
        assert!(requests.iter().any(|request| request.path() == expected), "{context}: {requests:?}");
    }
}

/// Answers a list of Services in pages of `limit`.
fn paged(request: &Request, total: usize) -> Answer {
    let number = |name| request.parameter(name).map_or(0, |value| value.parse::<usize>().unwrap());
    let (start, limit) = (number("continue"), number("limit"));
    let end = total.min(start + limit);
    let items: Vec<Value> = (start..end).map(|at| service("shop", &format!("s{at}"))).collect();
    let next = if end < total { end.to_string() } else { String::new() };
    Answer::json(&json!({ "metadata": { "continue": next }, "items": items }))
}

#[test]
fn a_list_is_read_page_by_page() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/api/v1/services" => paged(request, 1_201),
            _ => small_cluster(request),
        },
    );
    assert_eq!(outcome.names().iter().filter(|name| name.starts_with("Service ")).count(), 1_201);
    let pages = outcome.server.requests().into_iter().filter(|request| request.path() == "/api/v1/services");
    let pages: Vec<Option<String>> = pages.map(|request| request.parameter("continue").map(str::to_owned)).collect();
    assert_eq!(pages, [None, Some("500".to_owned()), Some("1000".to_owned())]);
}

#[test]
fn a_list_whose_pages_expired_is_read_again() {
    let failures = AtomicU32::new(0);
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        move |request| match request.path() {
            "/api/v1/services" => {
                let expired = request.parameter("continue").is_some() && failures.fetch_add(1, Ordering::Relaxed) == 0;
                if expired { Answer::failure(410, "too old") } else { paged(request, 700) }
            }
            _ => small_cluster(request),
        },
    );
    assert_eq!(outcome.names().iter().filter(|name| name.starts_with("Service ")).count(), 700);
}

#[test]
fn a_list_without_its_last_page_is_no_list() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/api/v1/nodes" if request.parameter("continue").is_some() => Answer::failure(500, "etcd is gone"),
            "/api/v1/nodes" => paged(request, 700),
            _ => small_cluster(request),
        },
    );
    assert!(!outcome.names().iter().any(|name| name.starts_with("Node")), "{:?}", outcome.names());
    assert_eq!(outcome.not_read(), ["Node cluster: 500: etcd is gone"]);
}

#[test]
fn a_server_that_repeats_a_page_does_not_keep_the_program_busy() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/api/v1/nodes" => Answer::json(&json!({ "metadata": { "continue": "x" }, "items": [] })),
            _ => small_cluster(request),
        },
    );
    assert!(outcome.not_read()[0].contains("same page"), "{:?}", outcome.not_read());
}

#[test]
fn what_the_user_may_not_read_is_not_read_and_the_rest_is() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/api/v1/nodes" | "/api/v1/namespaces/shop/secrets" => Answer::failure(403, "it is forbidden"),
            "/apis/networking.k8s.io/v1/servicecidrs" => Answer::failure(404, "the server could not find it"),
            _ => small_cluster(request),
        },
    );
    assert_eq!(
        outcome.not_read(),
        ["Node cluster: it is forbidden", "ServiceCIDR cluster: not found", "Secret shop: it is forbidden"]
    );
    assert_eq!(outcome.objects().objects.len(), 7);
    assert!(outcome.objects().has_every_service);
}

#[test]
fn without_permission_for_the_cluster_the_namespaces_of_the_manifests_are_read() {
    let outcome = read_from(
        TOKEN_USER,
        |_, wanted| wanted.namespaces.extend(["pay".to_owned(), "x/y".to_owned()]),
        |request| match request.path() {
            "/api/v1/services" | "/api/v1/namespaces/pay/services" => Answer::failure(403, "it is forbidden"),
            "/api/v1/namespaces/shop/services" => Answer::json(&json!({ "items": [service("shop", "web")] })),
            "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices" => Answer::json(&json!({ "items": null })),
            _ => small_cluster(request),
        },
    );
    assert_eq!(outcome.names()[0], "Service web");
    assert!(!outcome.objects().has_every_service);
    assert_eq!(
        outcome.not_read(),
        [
            "Service cluster: it is forbidden",
            "Service pay: it is forbidden",
            "TkeServiceConfig shop: not found",
            "Ingress shop: not found"
        ]
    );
}

/// Without any Service, every manifest would be that of a new one.
#[test]
fn without_permission_for_any_service_nothing_is_read() {
    let outcome = read_from(
        TOKEN_USER,
        |_, wanted| wanted.namespaces.extend(["pay".to_owned()]),
        |request| match request.path().ends_with("/services") {
            true => Answer::failure(403, "it is forbidden"),
            false => small_cluster(request),
        },
    );
    let Err(ConnectError::Server { failure, .. }) = outcome.read else { panic!("it was read") };
    assert_eq!(failure, ClusterReadFailure::Forbidden("it is forbidden".to_owned()));
}

#[test]
fn a_cluster_without_endpoint_slices_has_endpoints() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/apis/discovery.k8s.io/v1/endpointslices" => Answer::failure(404, "no such kind"),
            "/api/v1/endpoints" => {
                Answer::json(&json!({ "items": [{ "metadata": { "name": "web", "namespace": "shop" } }] }))
            }
            _ => small_cluster(request),
        },
    );
    assert!(outcome.names().contains(&"Endpoints web".to_owned()), "{:?}", outcome.names());
    assert!(outcome.objects().not_read.is_empty());
}

#[test]
fn a_cluster_without_the_config_map_has_no_switches() {
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path().rsplit('/').next() {
            Some("tke-service-controller-config") => Answer::failure(404, "not found"),
            _ => small_cluster(request),
        },
    );
    let switches = outcome.objects().objects.iter().find(|object| object["kind"] == "ConfigMap").unwrap();
    assert_eq!((&switches["metadata"]["namespace"], &switches["data"]), (&json!("kube-system"), &json!({})));
    assert!(outcome.objects().not_read.is_empty(), "it is absent, not unknown: {:?}", outcome.not_read());
    assert_eq!(outcome.objects().server, outcome.server.address, "as the kubeconfig writes it");
}

#[test]
fn the_names_of_kinds_are_those_of_the_api() {
    assert_eq!((Kind::ServiceCidr.name(), Kind::ServiceCidr.resource()), ("ServiceCIDR", "servicecidrs"));
}
