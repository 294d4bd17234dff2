//! Reading a cluster from a server that behaves as API servers do, well and badly.
//!
//! `real_cluster.rs` does the same with a real one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod fake_api_server;
mod small_cluster;

use clbplan_live::cluster::{
    ClusterObjects, ConnectError, ConnectionOptions, Failure, Kind, NotRead, Scope, Wanted, read,
};
use fake_api_server::{Answer, FakeApiServer, Request, TestFolder, kubeconfig};
use serde_json::{Value, json};
use small_cluster::{service, small_cluster};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const TOKEN_USER: &str = "{token: t}";

struct Outcome {
    read: Result<ClusterObjects, ConnectError>,
    server: FakeApiServer,
}

impl Outcome {
    #[track_caller]
    fn objects(&self) -> &ClusterObjects {
        self.read.as_ref().unwrap()
    }

    /// Kinds and names, in order.
    fn names(&self) -> Vec<String> {
        let text = |object: &Value, pointer: &str| object.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        let objects = self.objects().objects.iter();
        objects.map(|object| format!("{} {}", text(object, "/kind"), text(object, "/metadata/name"))).collect()
    }

    /// What was not read: kind and scope, with its failure.
    fn not_read(&self) -> Vec<String> {
        let scope = |scope: &Scope| match scope {
            Scope::Cluster => "cluster".to_owned(),
            Scope::Namespace(name) => name.clone(),
        };
        let not_read = self.objects().not_read.iter();
        not_read
            .map(|NotRead { kind, scope: of, failure }| format!("{} {}: {failure}", kind.name(), scope(of)))
            .collect()
    }
}

fn read_from(
    user: &str,
    change: impl Fn(&mut ConnectionOptions, &mut Wanted),
    answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
) -> Outcome {
    let folder = TestFolder::new();
    let server = FakeApiServer::start(answer);
    let file = folder.write("config", &kubeconfig(&server.address, user));
    let mut options = ConnectionOptions {
        kubeconfig: Some(file),
        timeout: Some(Duration::from_secs(20)),
        ..ConnectionOptions::default()
    };
    let mut wanted = Wanted::default();
    change(&mut options, &mut wanted);
    Outcome { read: read(&options, &wanted), server }
}

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
fn without_an_answer_there_is_no_cluster() {
    for (code, expected) in [(401, "Unauthorized"), (500, "Status")] {
        let outcome = read_from(TOKEN_USER, |_, _| {}, move |_| Answer::failure(code, "no"));
        let Err(ConnectError::Server { failure, .. }) = outcome.read else { panic!("{code}") };
        assert!(format!("{failure:?}").starts_with(expected), "{code}: {failure:?}");
    }
}

#[test]
fn a_slow_server_is_given_up() {
    let outcome = read_from(
        TOKEN_USER,
        |options, _| options.timeout = Some(Duration::from_millis(200)),
        |request| Answer { delay: Duration::from_secs(5), ..small_cluster(request) },
    );
    let Err(ConnectError::Server { failure, .. }) = outcome.read else { panic!("not slow") };
    assert_eq!(failure, Failure::TimedOut(Duration::from_millis(200)));
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let folder = TestFolder::new();
    let file = folder.write("config", &kubeconfig("http://127.0.0.1:1", TOKEN_USER));
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let Err(ConnectError::Server { failure: Failure::Unreachable(text), .. }) = read(&options, &Wanted::default())
    else {
        panic!("reachable")
    };
    assert!(text.contains("refused"), "{text}");
}

#[test]
fn a_page_of_a_proxy_is_an_error_with_its_beginning() {
    let page = || Answer { code: 502, body: "<html>Bad Gateway</html>".to_owned(), delay: Duration::ZERO };
    let outcome = read_from(TOKEN_USER, |_, _| {}, move |_| page());
    let Err(ConnectError::Server { failure, .. }) = outcome.read else { panic!("no error") };
    assert_eq!(failure.to_string(), "502: <html>Bad Gateway</html>");
    let outcome = read_from(
        TOKEN_USER,
        |_, _| {},
        |request| match request.path() {
            "/api/v1/nodes" => Answer { code: 200, body: "<html>log in</html>".to_owned(), delay: Duration::ZERO },
            _ => small_cluster(request),
        },
    );
    assert_eq!(outcome.not_read(), ["Node cluster: not the JSON of a list, at line 1 column 1"]);
}

#[test]
fn contexts_are_found_by_name() {
    let outcome = read_from(TOKEN_USER, |options, _| options.context = Some("other".to_owned()), small_cluster);
    assert_eq!((outcome.objects().context.as_deref(), outcome.objects().namespace.as_deref()), (Some("other"), None));
    let outcome = read_from(TOKEN_USER, |options, _| options.context = Some("prod".to_owned()), small_cluster);
    let known = vec!["test".to_owned(), "other".to_owned()];
    assert_eq!(outcome.read.unwrap_err(), ConnectError::UnknownContext { name: "prod".to_owned(), known });
}

#[test]
fn a_kubeconfig_that_cannot_be_used_is_an_error() {
    let folder = TestFolder::new();
    for (text, expected) in [
        ("a: [", "InvalidKubeconfig"),
        ("clusters: []\ncontexts: []\nusers: []\ncurrent-context: ''\n", "NoContext"),
        ("contexts: [{name: a, context: {cluster: b}}]\ncurrent-context: a\n", "InvalidKubeconfig"),
    ] {
        let options =
            ConnectionOptions { kubeconfig: Some(folder.write("config", text)), ..ConnectionOptions::default() };
        let error = read(&options, &Wanted::default()).unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{text}: {error:?}");
    }
    let options = ConnectionOptions { kubeconfig: Some(folder.path().join("missing")), ..ConnectionOptions::default() };
    let error = read(&options, &Wanted::default()).unwrap_err().to_string();
    assert!(error.contains("missing") && error.contains("No such file"), "{error}");
}

#[test]
fn another_user_is_impersonated() {
    let outcome = read_from(
        TOKEN_USER,
        |options, _| {
            options.impersonate = Some("jane".to_owned());
            options.impersonate_groups = vec!["dev".to_owned()];
        },
        small_cluster,
    );
    for request in outcome.server.requests() {
        let headers = (request.header("impersonate-user"), request.header("impersonate-group"));
        assert_eq!(headers, (Some("jane"), Some("dev")), "{request:?}");
    }
}

/// A credential plug-in that prints another token each time.
#[cfg(unix)]
fn plugin(folder: &TestFolder, expiration: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let count = folder.path().join("count");
    let script = folder.write(
        "plugin",
        &format!(
            "#!/bin/sh\necho x >> {count}\nn=$(wc -l < {count})\n\
             echo '{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{{{expiration}\"token\":\"t'$n'\"}}}}'\n",
            count = count.display()
        ),
    );
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!(
        "{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: '{}', interactiveMode: Never}}}}",
        script.display()
    )
}

#[cfg(unix)]
#[test]
fn a_token_that_expires_midway_is_renewed_by_its_plugin() {
    let folder = TestFolder::new();
    let user = plugin(&folder, "");
    let first = std::sync::Mutex::new((String::new(), 0));
    let outcome = read_from(
        &user,
        |_, _| {},
        move |request| {
            let token = request.header("authorization").unwrap_or_default();
            // The first token is good for three requests. kube calls the plug-in more than once for each connection.
            let (first, served) = &mut *first.lock().unwrap();
            if first.is_empty() {
                token.clone_into(first);
            }
            *served += u32::from(token == first);
            let valid = token != first || *served <= 3;
            if valid { small_cluster(request) } else { Answer::failure(401, "Unauthorized") }
        },
    );
    assert!(outcome.objects().not_read.is_empty(), "{:?}", outcome.not_read());
    assert_eq!(outcome.objects().objects.len(), 10);
}

#[cfg(unix)]
#[test]
fn a_plugin_that_fails_is_quoted_without_its_output() {
    let folder = TestFolder::new();
    let user = "{exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, interactiveMode: Never, \
                args: ['-c', 'echo hunter2; echo log in first >&2; exit 3']}}";
    let file = folder.write("config", &kubeconfig("http://127.0.0.1:1", user));
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let error = read(&options, &Wanted::default()).unwrap_err().to_string();
    assert!(error.contains("log in first") && !error.contains("hunter2"), "{error}");
    let file = folder.write(
        "config",
        &kubeconfig(
            "http://127.0.0.1:1",
            "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-program, interactiveMode: Never}}",
        ),
    );
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let Err(ConnectError::Server { failure: Failure::Credentials(text), .. }) = read(&options, &Wanted::default())
    else {
        panic!("no failure")
    };
    assert!(!text.is_empty());
}

#[test]
fn the_names_of_kinds_are_those_of_the_api() {
    assert_eq!((Kind::ServiceCidr.name(), Kind::ServiceCidr.resource()), ("ServiceCIDR", "servicecidrs"));
}
