//! Reading a real cluster. `cargo xtask cluster` starts one and runs these tests; they share it, so each has its own names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code)]
mod fake_api_server;
// The account that expires is one for Unix.
#[allow(dead_code)]
mod real_server;

use clbplan_live::cluster::{
    ClusterObjects, ClusterReadFailure, ConnectError, ConnectionOptions, ListScope, NamespacesToRead, NotRead, read,
};
use fake_api_server::TemporaryTestFolder;
#[cfg(unix)]
use real_server::expiring_account::{self, Afterwards};
use real_server::{address, apply, cluster, kubectl, namespace, service};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// A kubeconfig for a user, with the authority's certificate in that file.
fn options_with(folder: &TemporaryTestFolder, user: &str, authority: &str) -> ConnectionOptions {
    let server = address();
    let authority = cluster().join(authority);
    let file = folder.write(
        "config",
        &format!(
            "apiVersion: v1\nkind: Config\ncurrent-context: test\n\
             clusters: [{{name: c, cluster: {{server: '{server}', certificate-authority: '{}'}}}}]\n\
             contexts: [{{name: test, context: {{cluster: c, user: u}}}}]\nusers: [{{name: u, user: {user}}}]\n",
            authority.display()
        ),
    );
    ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() }
}

fn options(folder: &TemporaryTestFolder, user: &str) -> ConnectionOptions {
    options_with(folder, user, "certificates/apiserver.crt")
}

fn read_as(user: &str, wanted: &NamespacesToRead) -> ClusterObjects {
    read(&options(&TemporaryTestFolder::new(), user), wanted).unwrap()
}

fn names(read: &ClusterObjects, kind: &str, namespace: &str) -> Vec<String> {
    let text = |object: &serde_json::Value, pointer: &str| {
        object.pointer(pointer).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
    };
    let of_kind = read.objects.iter().filter(|object| object["kind"] == kind);
    of_kind
        .filter(|object| text(object, "/metadata/namespace") == namespace)
        .map(|object| text(object, "/metadata/name"))
        .collect()
}

fn forbidden(read: &ClusterObjects) -> Vec<(&'static str, ListScope)> {
    let forbidden =
        read.not_read.iter().filter(|NotRead { failure, .. }| matches!(failure, ClusterReadFailure::Forbidden(_)));
    forbidden.map(|list| (list.kind.resource(), list.scope.clone())).collect()
}

const ADMIN: &str = "{token: admin}";

/// The role in the README, bound to a user.
fn apply_role_of_the_readme() {
    let readme = include_str!("../README.md");
    let role = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    apply(&format!(
        "{role}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: clbplan}}\n\
         roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: clbplan}}\n\
         subjects: [{{apiGroup: rbac.authorization.k8s.io, kind: User, name: reader}}]\n"
    ));
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn the_role_of_the_readme_is_enough_and_no_value_of_a_secret_is_kept() {
    apply_role_of_the_readme();
    apply(
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tkeserviceconfigs.cloud.tencent.com}\n\
         spec: {group: cloud.tencent.com, scope: Namespaced, names: {kind: TkeServiceConfig, listKind: TkeServiceConfigList, plural: tkeserviceconfigs, \
         singular: tkeserviceconfig}, versions: [{name: v1alpha1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, \
         x-kubernetes-preserve-unknown-fields: true}}}]}\n",
    );
    kubectl("wait --for=condition=Established crd/tkeserviceconfigs.cloud.tencent.com --timeout=30s", "");
    let mut objects = namespace("tls");
    objects.push_str(&service(
        "tls",
        "web",
        "service.cloud.tencent.com/specify-protocol: '{}', service.cloud.tencent.com/direct-access: 'true'",
    ));
    objects.push_str("apiVersion: v1\nkind: Secret\nmetadata: {name: cert, namespace: tls}\nstringData: {qcloud_cert_id: abc, password: hunter2}\n---\n");
    objects.push_str("apiVersion: cloud.tencent.com/v1alpha1\nkind: TkeServiceConfig\nmetadata: {name: web, namespace: tls}\nspec: {}\n---\n");
    objects.push_str("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tke-service-controller-config, namespace: kube-system}\ndata: {GlobalRouteDirectAccess: 'true'}\n");
    // The namespace and the kind are there a moment after they were created.
    std::thread::sleep(Duration::from_secs(1));
    apply(&objects);
    let read = read_as("{token: reader}", &NamespacesToRead::default());
    assert_eq!(forbidden(&read), []);
    assert_eq!(read.not_read, []);
    assert_eq!(
        (names(&read, "Secret", "tls"), names(&read, "TkeServiceConfig", "tls")),
        (vec!["cert".to_owned()], vec!["web".to_owned()])
    );
    assert_eq!(names(&read, "ConfigMap", "kube-system"), ["tke-service-controller-config"]);
    assert_eq!(names(&read, "ServiceCIDR", ""), ["kubernetes"]);
    let text = serde_json::Value::from(read.objects.clone()).to_string();
    let value = "aHVudGVyMg==";
    assert!(
        !text.contains(value) && !text.contains("hunter2") && text.contains("\"password\":\"\""),
        "a value was kept"
    );
    assert!(read.version.as_deref().is_some_and(|version| version.starts_with("v1.")) && read.has_every_service);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn five_thousand_services_are_read_by_pages() {
    apply(&namespace("many"));
    std::thread::sleep(Duration::from_secs(1));
    let mut files = Vec::new();
    let folder = TemporaryTestFolder::new();
    for part in 0..4 {
        let mut text = String::new();
        for number in 0..1_250 {
            write!(text, "{}", service("many", &format!("s{part}-{number}"), "")).unwrap();
        }
        files.push(folder.write(&format!("part-{part}.yaml"), &text));
    }
    std::thread::scope(|scope| {
        for file in &files {
            scope.spawn(|| kubectl(&format!("create -f {}", file.display()), ""));
        }
    });
    let begin = Instant::now();
    let read = read_as(ADMIN, &NamespacesToRead::default());
    println!("{} objects in {:?}", read.objects.len(), begin.elapsed());
    let mut all = names(&read, "Service", "many");
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 5_000);
    assert!(read.has_every_service);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_user_of_one_namespace_reads_that_one() {
    apply(&format!(
        "{}apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{name: r, namespace: own}}\nrules: [{{apiGroups: [''], resources: [services], verbs: [list]}}]\n---\n\
         apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {{name: r, namespace: own}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}}\n\
         subjects: [{{apiGroup: rbac.authorization.k8s.io, kind: User, name: restricted}}]\n",
        namespace("own")
    ));
    apply(&service("own", "web", ""));
    let wanted =
        NamespacesToRead { namespaces: ["own".to_owned(), "other".to_owned()].into(), ..NamespacesToRead::default() };
    let read = read_as("{token: restricted}", &wanted);
    assert_eq!(names(&read, "Service", "own"), ["web"]);
    assert!(!read.has_every_service);
    let forbidden = forbidden(&read);
    for list in [
        ("services", ListScope::Cluster),
        ("services", ListScope::Namespace("other".to_owned())),
        ("nodes", ListScope::Cluster),
    ] {
        assert!(forbidden.contains(&list), "{list:?}: {forbidden:?}");
    }
    let folder = TemporaryTestFolder::new();
    let impersonated = ConnectionOptions { impersonate: Some("restricted".to_owned()), ..options(&folder, ADMIN) };
    assert_eq!(self::forbidden(&clbplan_live::cluster::read(&impersonated, &wanted).unwrap()), forbidden);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn without_permission_for_one_kind_the_others_are_read() {
    apply(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: no-nodes}\nrules:\n\
         - {apiGroups: [''], resources: [services], verbs: [list]}\n- {apiGroups: [discovery.k8s.io], resources: [endpointslices], verbs: [list]}\n\
         - {apiGroups: [networking.k8s.io], resources: [servicecidrs], verbs: [list]}\n---\n\
         apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: no-nodes}\n\
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: no-nodes}\nsubjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: dev}]\n",
    );
    let folder = TemporaryTestFolder::new();
    let as_dev = ConnectionOptions { impersonate: Some("dev".to_owned()), ..options(&folder, ADMIN) };
    let read = read(&as_dev, &NamespacesToRead::default()).unwrap();
    assert!(read.has_every_service && names(&read, "ServiceCIDR", "") == ["kubernetes"]);
    assert!(forbidden(&read).contains(&("nodes", ListScope::Cluster)), "{:?}", read.not_read);
}

#[track_caller]
fn failure_of(options: &ConnectionOptions) -> ClusterReadFailure {
    match read(options, &NamespacesToRead::default()) {
        Err(ConnectError::Server { failure, .. }) => failure,
        other => panic!("{other:?}"),
    }
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_server_with_another_authority_is_not_trusted() {
    let folder = TemporaryTestFolder::new();
    let failure = failure_of(&options_with(&folder, ADMIN, "another-authority.crt"));
    assert!(matches!(failure, ClusterReadFailure::Certificate(_)), "{failure:?}");
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_wrong_token_is_unauthorized() {
    let folder = TemporaryTestFolder::new();
    let failure = failure_of(&options(&folder, "{token: wrong}"));
    assert!(matches!(failure, ClusterReadFailure::Unauthorized(_)), "{failure:?}");
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_user_without_any_role_reads_nothing_and_learns_it() {
    let folder = TemporaryTestFolder::new();
    let failure = failure_of(&options(&folder, "{token: nobody}"));
    let ClusterReadFailure::Forbidden(message) = failure else { panic!("{failure:?}") };
    assert!(message.contains("cannot list resource \"services\""), "{message}");
}

#[cfg(unix)]
fn script(folder: &TemporaryTestFolder, status: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let text = format!(
        "#!/bin/sh\ncat <<'END'\n{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{{{status}}}}}\nEND\n"
    );
    let path = folder.write("plugin", &text);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!(
        "{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: '{}', interactiveMode: Never}}}}",
        path.display()
    )
}

#[cfg(unix)]
#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn plugins_provide_tokens_and_certificates() {
    let pem = |name: &str| serde_json::Value::from(std::fs::read_to_string(cluster().join(name)).unwrap()).to_string();
    let certificate =
        format!("\"clientCertificateData\":{},\"clientKeyData\":{}", pem("client.crt"), pem("client.key"));
    for status in ["\"token\":\"admin\"".to_owned(), certificate] {
        let folder = TemporaryTestFolder::new();
        let user = script(&folder, &status);
        let read = read(&options(&folder, &user), &NamespacesToRead::default()).unwrap();
        assert!(read.has_every_service && names(&read, "ServiceCIDR", "") == ["kubernetes"], "{status}");
    }
}

/// More Services than one page has, in a namespace of their own.
#[cfg(unix)]
fn more_than_one_page(name: &str) -> Vec<String> {
    apply(&namespace(name));
    std::thread::sleep(Duration::from_secs(1));
    let mut all: Vec<String> = (0..501).map(|number| format!("s{number}")).collect();
    kubectl("create -f -", &all.iter().map(|service| self::service(name, service, "")).collect::<String>());
    all.sort();
    all
}

/// The version is the first request, the first page of Services the second.
#[cfg(unix)]
const SECOND_PAGE: usize = 3;

#[cfg(unix)]
#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_token_that_expires_between_two_pages_is_renewed_by_its_plugin() {
    let all = more_than_one_page("renewed");
    let folder = TemporaryTestFolder::new();
    let file = expiring_account::kubeconfig(&folder, "renewed-token", SECOND_PAGE, Afterwards::NewToken);
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let read = read(&options, &NamespacesToRead::default()).unwrap();
    let mut names = names(&read, "Service", "renewed");
    names.sort();
    assert_eq!(names, all);
    assert!(read.has_every_service && forbidden(&read).is_empty(), "{:?}", read.not_read);
    assert!(!kubectl("get secrets --namespace renewed-token", "").contains("first"), "the token was not revoked");
}

#[cfg(unix)]
#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_token_that_is_refused_between_two_pages_leaves_no_half_of_a_list() {
    more_than_one_page("refused");
    let folder = TemporaryTestFolder::new();
    let file = expiring_account::kubeconfig(&folder, "refused-token", SECOND_PAGE, Afterwards::SameToken);
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    let failure = failure_of(&options);
    assert!(matches!(failure, ClusterReadFailure::Unauthorized(_)), "{failure:?}");
}
