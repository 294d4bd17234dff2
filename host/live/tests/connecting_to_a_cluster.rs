//! Connecting to a cluster: kubeconfigs, users and credential plug-ins, and servers that do not answer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[allow(dead_code)]
mod fake_api_server;
#[allow(dead_code)]
mod small_cluster;

use clbplan_live::cluster::{ClusterReadFailure, ConnectError, ConnectionOptions, NamespacesToRead, read};
use fake_api_server::{Answer, TemporaryTestFolder, kubeconfig};
use small_cluster::{TOKEN_USER, read_from, small_cluster};
use std::time::Duration;

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
    assert_eq!(failure, ClusterReadFailure::TimedOut(Duration::from_millis(200)));
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let folder = TemporaryTestFolder::new();
    let file = folder.write("config", &kubeconfig("http://127.0.0.1:1", TOKEN_USER));
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let Err(ConnectError::Server { failure: ClusterReadFailure::Unreachable(text), .. }) =
        read(&options, &NamespacesToRead::default())
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
fn a_named_kubeconfig_that_does_not_exist_is_missing() {
    let folder = TemporaryTestFolder::new();
    let missing = folder.path().join("missing");
    let options = ConnectionOptions { kubeconfig: Some(missing.clone()), ..ConnectionOptions::default() };
    let expected = ConnectError::NoKubeconfig(missing.display().to_string());
    assert_eq!(read(&options, &NamespacesToRead::default()).unwrap_err(), expected);
}

#[test]
fn a_kubeconfig_that_cannot_be_used_is_an_error() {
    let folder = TemporaryTestFolder::new();
    for (text, expected) in [
        ("a: [", "InvalidKubeconfig"),
        ("clusters: []\ncontexts: []\nusers: []\ncurrent-context: ''\n", "NoContext"),
        ("contexts: [{name: a, context: {cluster: b}}]\ncurrent-context: a\n", "InvalidKubeconfig"),
    ] {
        let options =
            ConnectionOptions { kubeconfig: Some(folder.write("config", text)), ..ConnectionOptions::default() };
        let error = read(&options, &NamespacesToRead::default()).unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{text}: {error:?}");
    }
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
fn plugin(folder: &TemporaryTestFolder, expiration: &str) -> String {
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
    let folder = TemporaryTestFolder::new();
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
    let folder = TemporaryTestFolder::new();
    let user = "{exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, interactiveMode: Never, \
                args: ['-c', 'echo hunter2; echo log in first >&2; exit 3']}}";
    let file = folder.write("config", &kubeconfig("http://127.0.0.1:1", user));
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let error = read(&options, &NamespacesToRead::default()).unwrap_err().to_string();
    assert!(error.contains("log in first") && !error.contains("hunter2"), "{error}");
    let file = folder.write(
        "config",
        &kubeconfig(
            "http://127.0.0.1:1",
            "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-program, interactiveMode: Never}}",
        ),
    );
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let Err(ConnectError::Server { failure: ClusterReadFailure::Credentials(text), .. }) =
        read(&options, &NamespacesToRead::default())
    else {
        panic!("no failure")
    };
    assert!(!text.is_empty());
}
