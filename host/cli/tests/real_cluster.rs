//! The program in front of a real API server, with the cluster of 41 Services in it. `cargo xtask cluster` starts the server and runs
//! these tests. The cloud is a small one on this machine.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code)]
#[path = "../../../tests/harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;
#[allow(dead_code)]
#[path = "../../live/tests/fake_api_server/mod.rs"]
mod fake_api_server;
#[allow(dead_code)]
#[path = "../../live/examples/fake_cloud.rs"]
mod fake_cloud;
#[path = "../../live/tests/real_server/mod.rs"]
mod real_server;

use cluster_of_41_services::{cluster, dangerous_release, manifest_of};
use fake_api_server::TemporaryTestFolder;
use fake_cloud::{Behaviour, FakeCloud, SECRET_ID, SECRET_KEY};
use real_server::expiring_account::{self, Afterwards};
use real_server::{apply, kubectl, namespace, service};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Objects in one page of a list.
const PAGE: usize = 500;

fn list(items: &[Value]) -> String {
    json!({ "apiVersion": "v1", "kind": "List", "items": items }).to_string()
}

/// Creates the objects as the controllers of a cluster would: with their status. Addresses inside the cluster are the server's own.
/// Returns the number of requests for all Services: they have a page more than there is room for in one.
fn requests_for_services() -> usize {
    static REQUESTS: OnceLock<usize> = OnceLock::new();
    *REQUESTS.get_or_init(|| {
        let mut objects = cluster().live;
        objects.retain(|object| object["metadata"]["name"] != "kubernetes");
        for object in objects.iter_mut().filter(|object| object["kind"] == "Service") {
            object["spec"].as_object_mut().unwrap().remove("clusterIP");
            object["metadata"].as_object_mut().unwrap().remove("uid");
        }
        let of = |object: &Value| object["metadata"]["namespace"].as_str().map(str::to_owned);
        let mut namespaces: BTreeSet<String> = objects.iter().filter_map(of).collect();
        namespaces.remove("kube-system");
        namespaces.insert("pages".to_owned());
        apply(&namespaces.iter().map(|name| namespace(name)).collect::<String>());
        // A namespace is there a moment after it was created.
        std::thread::sleep(std::time::Duration::from_secs(1));
        kubectl("create -f -", &list(&objects));
        objects.retain(|object| !object["status"].is_null());
        kubectl("replace --subresource=status -f -", &list(&objects));
        kubectl("create -f -", &(0..PAGE).map(|n| service("pages", &format!("s{n}"), "")).collect::<String>());
        kubectl("get services --all-namespaces --no-headers", "").lines().count().div_ceil(PAGE)
    })
}

struct Live {
    folder: TemporaryTestFolder,
    cloud: FakeCloud,
    kubeconfig: PathBuf,
}

struct Outcome {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Outcome {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("{}", self.stderr))
    }
}

impl Live {
    fn new() -> Live {
        requests_for_services();
        let folder = TemporaryTestFolder::new();
        folder.write("release.json", &list(&dangerous_release()));
        folder.write("clb.json", &cluster().clb.to_string());
        let cloud = FakeCloud::start(Behaviour { state: Some(cluster().clb), ..Behaviour::default() });
        Live { folder, cloud, kubeconfig: real_server::cluster().join("admin.kubeconfig") }
    }

    /// Runs the program. `CONFIG` and `CLOUD` stand for the flags that lead to this cluster and this cloud, names of files for those
    /// in the folder.
    fn run(&self, words: &str) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clbplan"));
        for word in words.split_whitespace() {
            match word {
                "CONFIG" => command.arg("--cluster").arg("--kubeconfig").arg(&self.kubeconfig),
                "CLOUD" => command.args(["--cloud", "--region", "ap-guangzhou", "--endpoint", &self.cloud.address]),
                word if word.ends_with(".json") => command.arg(self.folder.path().join(word)),
                word => command.arg(word),
            };
        }
        command.env("TENCENTCLOUD_SECRET_ID", SECRET_ID).env("TENCENTCLOUD_SECRET_KEY", SECRET_KEY);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Writes one changed Service, and returns the answer for it.
    fn plan_of_login(&self) -> Outcome {
        let mut login = manifest_of("login");
        login["spec"]["ports"][0]["port"] = json!(8443);
        self.folder.write("login.json", &login.to_string());
        self.run("plan login.json CONFIG -o json")
    }
}

/// The kind and the code of each finding.
fn findings(audit: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = audit["findings"].as_array().unwrap().iter();
    findings.map(|finding| format!("{} {}", text(&finding["kind"]), text(&finding["code"]))).collect()
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn an_audit_finds_in_the_cluster_what_it_finds_in_the_files() {
    let live = Live::new();
    let facts = "--set clusterId=cls-8kq2mz7w --set vpcId=vpc-30xqxt9p";
    let read = live.run(&format!("audit CONFIG CLOUD -o json {facts}"));
    assert_eq!(read.status, Some(1), "{}", read.stderr);
    let mut of_cluster = findings(&read.json());
    for expected in
        ["drift load-balancer/edited-by-hand", "orphan clb/orphan", "configuration annotation/mistyped-name"]
    {
        assert!(of_cluster.iter().any(|finding| finding == expected), "{expected}: {of_cluster:?}");
    }
    live.folder.write(
        "dump.json",
        &kubectl("get services,nodes,endpointslices,ingresses,servicecidrs --all-namespaces -o json", ""),
    );
    let mut of_files = findings(&live.run(&format!("audit --live dump.json --clb clb.json -o json {facts}")).json());
    of_cluster.sort();
    of_files.sort();
    assert_eq!(of_cluster, of_files);
    let without_cloud = live.run("audit CONFIG");
    let words = without_cloud.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("the cloud's state was not provided"), "{}", without_cloud.stdout);
    assert!(!without_cloud.stdout.contains("orphan  "), "{}", without_cloud.stdout);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn without_permission_for_any_service_nothing_is_answered() {
    let live = Live::new();
    live.folder.write("login.json", &manifest_of("login").to_string());
    for words in
        ["audit CONFIG", "plan login.json CONFIG", "plan --delete-namespace game CONFIG", "validate login.json CONFIG"]
    {
        let outcome = live.run(&format!("{words} --as nobody"));
        assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(3), ""), "{words}: {}", outcome.stderr);
        for expected in ["cannot be read", "cannot list resource \"services\"", "host/live/README.md"] {
            assert!(outcome.stderr.contains(expected), "{words}: {expected}: {}", outcome.stderr);
        }
    }
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn the_deletion_of_a_namespace_is_that_of_its_services() {
    let live = Live::new();
    let whole = live.run("plan --delete-namespace data CONFIG CLOUD -o json");
    assert_eq!(whole.status, Some(0), "{}", whole.stderr);
    let plan = whole.json();
    let deleted: Vec<&str> =
        plan["highlights"]["deleted"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(deleted, ["clickhouse", "kafka-0", "kafka-1", "kafka-2"]);
    assert_eq!(plan["highlights"]["addressesLost"].as_array().unwrap().len(), 4);
    assert_eq!(live.run("plan --delete data/* CONFIG CLOUD -o json").stdout, whole.stdout);
    assert!(live.run("plan --delete-namespace nowhere CONFIG").stdout.contains("nowhere"));
}

/// A page that is missing would look like Services that do not exist.
#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_token_that_is_refused_between_two_pages_stops_the_plan() {
    let mut live = Live::new();
    // The version is the first request, the first page the second.
    live.kubeconfig = expiring_account::kubeconfig(&live.folder, "cli-refused", 3, Afterwards::SameToken);
    let outcome = live.plan_of_login();
    assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(3), ""), "{}", outcome.stderr);
    for expected in ["does not accept the credentials", "why: Unauthorized", "log in again"] {
        assert!(outcome.stderr.contains(expected), "{expected}: {}", outcome.stderr);
    }
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_token_that_is_refused_after_the_services_leaves_the_rest_unchecked() {
    let mut live = Live::new();
    let nodes = 1 + requests_for_services() + 1;
    live.kubeconfig = expiring_account::kubeconfig(&live.folder, "cli-partly", nodes, Afterwards::SameToken);
    let outcome = live.plan_of_login();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert_eq!(outcome.json()["services"][0]["loadBalancer"]["verdict"], "update", "{}", outcome.stdout);
    let stderr = outcome.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(stderr.contains("not read from the cluster: nodes, endpointslices -A"), "{stderr}");
    assert!(stderr.contains("the credentials are no longer accepted"), "{stderr}");
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_token_that_is_renewed_between_two_pages_gives_the_whole_answer() {
    let mut live = Live::new();
    let whole = live.plan_of_login();
    live.kubeconfig = expiring_account::kubeconfig(&live.folder, "cli-renewed", 3, Afterwards::NewToken);
    let renewed = live.plan_of_login();
    assert_eq!((renewed.status, &renewed.stdout), (Some(0), &whole.stdout), "{}", renewed.stderr);
    assert!(!renewed.stderr.contains("no longer accepted"), "{}", renewed.stderr);
}
