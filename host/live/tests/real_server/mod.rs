//! The real API server that `cargo xtask cluster` starts, as its administrator's kubectl sees it, and an account whose token stops being
//! accepted at a request that the test chooses.

#[cfg(unix)]
pub mod expiring_account;
#[cfg(unix)]
mod request_counting_proxy;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The folder with the server's address, keys and users.
pub fn cluster() -> PathBuf {
    PathBuf::from(std::env::var_os("CLBPLAN_CLUSTER").expect("`cargo xtask cluster` sets CLBPLAN_CLUSTER"))
}

/// `https://127.0.0.1:…`.
pub fn address() -> String {
    std::fs::read_to_string(cluster().join("server")).unwrap()
}

/// Runs kubectl, which may fail. Words are separated by single spaces.
pub fn try_kubectl(words: &str, input: &str) -> Output {
    let mut kubectl = Command::new(std::env::var_os("CLBPLAN_KUBECTL").unwrap());
    kubectl.arg("--kubeconfig").arg(cluster().join("admin.kubeconfig")).args(words.split(' '));
    kubectl.arg("--cache-dir").arg(cluster().join("cache"));
    let mut child = kubectl.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// The output of kubectl, which must succeed.
pub fn kubectl(words: &str, input: &str) -> String {
    let output = try_kubectl(words, input);
    assert!(output.status.success(), "kubectl {words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn apply(text: &str) {
    kubectl("apply --server-side --force-conflicts -f -", text);
}

pub fn namespace(name: &str) -> String {
    format!("apiVersion: v1\nkind: Namespace\nmetadata: {{name: {name}}}\n---\n")
}

pub fn service(namespace: &str, name: &str, annotations: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: {namespace}, annotations: {{{annotations}}}}}\n\
         spec: {{ports: [{{port: 80}}]}}\n---\n"
    )
}
