//! A service account whose token a credential plug-in provides. Before a request that the test chooses, the token is revoked: its Secret
//! is deleted, and the request waits until the server no longer accepts it.

use super::super::fake_api_server::TemporaryTestFolder;
use super::{address, apply, cluster, kubectl, namespace, request_counting_proxy, try_kubectl};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the plug-in prints after the token was revoked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    NewToken,
    SameToken,
}

/// The server remembers an accepted token for ten seconds.
const LONGEST_REVOCATION: Duration = Duration::from_secs(60);

/// Creates the account, and returns the path of its kubeconfig in the folder. The name is that of its namespace too.
pub fn kubeconfig(
    folder: &TemporaryTestFolder,
    name: &'static str,
    revoked_before: usize,
    afterwards: Afterwards,
) -> PathBuf {
    apply(&format!(
        "{}apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {name}, namespace: {name}}}\n---\n\
         apiVersion: v1\nkind: Secret\nmetadata: {{name: first, namespace: {name}}}\n---\n\
         apiVersion: v1\nkind: Secret\nmetadata: {{name: second, namespace: {name}}}\n---\n\
         apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: {name}}}\n\
         roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}}\n\
         subjects: [{{kind: ServiceAccount, name: {name}, namespace: {name}}}]\n",
        namespace(name)
    ));
    let [first, second] = ["first", "second"].map(|secret| token(name, secret));
    let file = folder.write("token", &first);
    let user = plugin(folder, &file);
    let proxy = request_counting_proxy::start(move |request| {
        if request == revoked_before {
            if afterwards == Afterwards::NewToken {
                std::fs::write(&file, &second).unwrap();
            }
            revoke(name, &first);
        }
    });
    let authority = cluster().join("certificates/apiserver.crt");
    let cluster =
        format!("server: '{}', certificate-authority: '{}', proxy-url: '{proxy}'", address(), authority.display());
    folder.write(
        "config",
        &format!(
            "apiVersion: v1\nkind: Config\ncurrent-context: test\nclusters: [{{name: c, cluster: {{{cluster}}}}}]\n\
             contexts: [{{name: test, context: {{cluster: c, user: u}}}}]\nusers: [{{name: u, user: {user}}}]\n"
        ),
    )
}

/// A token that is good for as long as the Secret is there.
fn token(account: &str, secret: &str) -> String {
    let words =
        format!("create token {account} --namespace {account} --bound-object-kind Secret --bound-object-name {secret}");
    kubectl(&words, "").trim().to_owned()
}

fn revoke(account: &str, token: &str) {
    kubectl(&format!("delete secret first --namespace {account}"), "");
    let begin = Instant::now();
    while try_kubectl(&format!("get --raw /version --token {token}"), "").status.success() {
        assert!(begin.elapsed() < LONGEST_REVOCATION, "the token is still accepted");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// The user of a kubeconfig: a program that prints the token in the file, without a date, so that nobody can know when it ends.
fn plugin(folder: &TemporaryTestFolder, token: &std::path::Path) -> String {
    let text = format!(
        "#!/bin/sh\necho '{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{{\"token\":\"'$(cat {})'\"}}}}'\n",
        token.display()
    );
    let path = folder.write("plugin", &text);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!(
        "{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: '{}', interactiveMode: Never}}}}",
        path.display()
    )
}
