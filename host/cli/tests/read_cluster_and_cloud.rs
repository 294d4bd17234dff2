//! The program reads a cluster and the cloud by itself: from small servers on this machine that behave as the real ones do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../tests/harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;
#[allow(dead_code)]
#[path = "../../live/tests/fake_api_server/mod.rs"]
mod fake_api_server;
#[allow(dead_code)]
#[path = "../../live/examples/fake_cloud.rs"]
mod fake_cloud;
mod schema_misfits;

use cluster_of_41_services::{cluster, dangerous_release};
use fake_api_server::{Answer, FakeApiServer, Request, TemporaryTestFolder, kubeconfig};
use fake_cloud::{Behaviour, FakeCloud, SECRET_ID, SECRET_KEY};
use schema_misfits::misfits;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A cluster, the cloud, and a folder with the files that lead to both.
struct Live {
    folder: TemporaryTestFolder,
    server: FakeApiServer,
    cloud: FakeCloud,
}

struct Outcome {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

fn is_in(namespace: Option<&str>, object: &Value) -> bool {
    namespace.is_none_or(|namespace| object["metadata"]["namespace"] == namespace)
}

/// Answers lists of the objects, as an API server that keeps `kind` only for the whole list.
fn list_of(objects: &[Value], request: &Request) -> Answer {
    if request.path() == "/version" {
        return Answer::json(&json!({ "gitVersion": "v1.34.1-tke.2" }));
    }
    let words: Vec<&str> = request.path().split('/').collect();
    let resource = words.last().copied().unwrap_or_default();
    let namespace = words.iter().position(|word| *word == "namespaces").and_then(|at| words.get(at + 1)).copied();
    let kind = match resource {
        "services" => "Service",
        "nodes" => "Node",
        "endpointslices" => "EndpointSlice",
        "tkeserviceconfigs" => "TkeServiceConfig",
        "secrets" => "Secret",
        "pods" => "Pod",
        "ingresses" => "Ingress",
        // A cluster without this kind, and without the ConfigMap.
        _ => return Answer::failure(404, "the server could not find the requested resource"),
    };
    let items: Vec<Value> =
        objects.iter().filter(|object| object["kind"] == kind && is_in(namespace, object)).cloned().collect();
    Answer::json(&json!({ "kind": "List", "metadata": {}, "items": items }))
}

impl Live {
    fn with(answer: impl Fn(&[Value], &Request) -> Answer + Send + Sync + 'static, cloud: Behaviour) -> Live {
        let folder = TemporaryTestFolder::new();
        let objects = cluster().live;
        let server = FakeApiServer::start(move |request| answer(&objects, request));
        let cloud = FakeCloud::start(cloud);
        folder.write("config", &kubeconfig(&server.address, "{token: t}"));
        let release = json!({ "apiVersion": "v1", "kind": "List", "items": dangerous_release() });
        folder.write("release.json", &release.to_string());
        folder.write("clb.json", &cluster().clb.to_string());
        // The server answers that there is no such ConfigMap, so that the switches are known.
        let mut in_files = cluster().live;
        in_files.push(json!({ "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": { "namespace": "kube-system", "name": "tke-service-controller-config" } }));
        let live = json!({ "apiVersion": "v1", "kind": "List", "items": in_files });
        folder.write("live.json", &live.to_string());
        Live { folder, server, cloud }
    }

    fn new() -> Live {
        Live::with(list_of, Behaviour { state: Some(cluster().clb), ..Behaviour::default() })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program under a name. `CONFIG` and `CLOUD` stand for the flags that lead to this cluster and this cloud, names
    /// of files for those in the folder.
    fn run_as(&self, program: &Path, words: &str) -> Outcome {
        let mut command = Command::new(program);
        for word in words.split_whitespace() {
            match word {
                "CONFIG" => command.arg("--kubeconfig").arg(self.path("config")),
                "CLOUD" => command.args(["--cloud", "--region", "ap-guangzhou", "--endpoint", &self.cloud.address]),
                word if word.ends_with(".json") => command.arg(self.path(word)),
                word => command.arg(word),
            };
        }
        command.env_clear().env("HOME", self.folder.path());
        command.env("TENCENTCLOUD_SECRET_ID", SECRET_ID).env("TENCENTCLOUD_SECRET_KEY", SECRET_KEY);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Outcome { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn run(&self, words: &str) -> Outcome {
        self.run_as(Path::new(env!("CARGO_BIN_EXE_clbplan")), words)
    }

    /// Runs the program, which must end with status 3 and this message.
    #[track_caller]
    fn assert_stops(&self, words: &str, expected: &[&str]) {
        let Outcome { status, stdout, stderr } = self.run(words);
        assert_eq!((status, stdout.as_str()), (Some(3), ""), "{words}: {stderr}");
        for part in expected {
            assert!(stderr.contains(part), "{words}: `{part}` is not in:\n{stderr}");
        }
    }
}

/// The facts of the cluster that nothing shows, and those that are derived.
fn facts() -> String {
    let context = cluster().context;
    let fact = |key: &str| context[key].as_str().map(|value| format!(" --set {key}={value}")).unwrap_or_default();
    ["clusterId", "vpcId"].map(fact).concat()
}

#[test]
fn cluster_and_cloud_give_the_plan_that_files_give() {
    let live = Live::new();
    let read = live.run(&format!("plan release.json --cluster CONFIG CLOUD -o json{}", facts()));
    assert!(read.status.is_some_and(|status| status < 2), "{}", read.stderr);
    let of_files = live.run(&format!(
        "plan release.json --live live.json --clb clb.json --clb-complete -o json{} --set region=ap-guangzhou --set \
         kubernetesVersion=v1.34.1-tke.2 --set liveComplete=true --set networkModes=GlobalRouter",
        facts()
    ));
    let services = |outcome: &Outcome| {
        let plan: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
        (plan["services"].clone(), plan["summary"].clone(), plan["orphans"].clone())
    };
    assert_eq!(services(&read), services(&of_files));
    assert!(
        read.stderr.contains("the cluster is `http://127.0.0.1:") && read.stderr.contains("Services 41"),
        "{}",
        read.stderr
    );
    assert!(live.server.requests().iter().all(|request| request.method == "GET"));
    assert!(live.cloud.calls().iter().all(|call| call.action.starts_with("Describe")));
}

#[test]
fn a_capture_replays_to_the_same_answer() {
    let live = Live::new();
    let captured = live.run("capture -o state.json --cluster CONFIG CLOUD release.json");
    assert_eq!((captured.status, captured.stdout.as_str()), (Some(0), ""), "{}", captured.stderr);
    for output in ["-o json", "-o text", "-o markdown --lang zh-CN", "-A -o table"] {
        let read = live.run(&format!("plan release.json --cluster CONFIG CLOUD {output}"));
        let replayed = live.run(&format!("plan release.json --state state.json {output}"));
        assert_eq!((read.status, &read.stdout), (replayed.status, &replayed.stdout), "{output}: {}", replayed.stderr);
        assert!(!read.stdout.is_empty(), "{}", read.stderr);
    }
    let audit = |words: &str| live.run(&format!("audit {words} -o markdown")).stdout;
    assert_eq!(audit("--cluster CONFIG CLOUD"), audit("--state state.json"));
    let checked = live.run("validate release.json --cluster CONFIG -o json");
    assert_eq!(checked.stdout, live.run("validate release.json --state state.json -o json").stdout);
    let text = std::fs::read_to_string(live.path("state.json")).unwrap();
    for private in ["Bearer", SECRET_KEY, "127.0.0.1:"] {
        assert!(!text.contains(private), "{private}");
    }
    let printed = live.run("capture -o - --cluster CONFIG");
    assert!(printed.stdout.starts_with("{\"formatVersion\":\"1.0\""), "{}", printed.stderr);
}

/// Also of a cluster and a cloud that could be read in part only.
#[test]
fn a_capture_is_what_its_schema_says() {
    let denied = |objects: &[Value], request: &Request| match request.path() {
        "/api/v1/nodes" => Answer::failure(403, "it is forbidden"),
        "/apis/networking.k8s.io/v1/ingresses" => Answer::failure(500, "etcd is gone"),
        _ => list_of(objects, request),
    };
    let errors = BTreeMap::from([("DescribeTargets", "UnauthorizedOperation")]);
    let partly = Live::with(denied, Behaviour { state: Some(cluster().clb), errors, ..Behaviour::default() });
    for live in [Live::new(), partly] {
        let schema: Value = serde_json::from_str(&live.run("schema state").stdout).unwrap();
        let state = live.run("capture -o - --cluster CONFIG CLOUD release.json");
        let mut state: Value = serde_json::from_str(&state.stdout).unwrap_or_else(|_| panic!("{}", state.stderr));
        assert_eq!(misfits(&state, &schema, &schema, ""), Vec::<String>::new());
        state["facts"][0]["source"] = json!("a guess");
        assert_ne!(misfits(&state, &schema, &schema, ""), Vec::<String>::new(), "the sources are words of the schema");
    }
}

#[test]
fn as_a_plugin_of_kubectl_the_cluster_is_read_unless_files_are_given() {
    let live = Live::new();
    let plugin = live.path("kubectl-clbplan");
    std::fs::copy(env!("CARGO_BIN_EXE_clbplan"), &plugin).unwrap();
    let read = live.run_as(&plugin, "plan release.json CONFIG -o table");
    assert!(read.stderr.contains("the cluster is"), "{}", read.stderr);
    let asked = live.server.requests().len();
    for words in ["plan release.json --offline -o table", "plan release.json --live live.json -o table"] {
        let outcome = live.run_as(&plugin, words);
        assert!(outcome.status.is_some_and(|status| status < 3), "{words}: {}", outcome.stderr);
    }
    assert_eq!(live.server.requests().len(), asked, "nothing was asked");
    let without = live.run_as(&plugin, "plan release.json");
    assert_eq!(without.status, Some(3));
    assert!(
        without.stderr.contains("there is no kubeconfig") && without.stderr.contains("--offline"),
        "{}",
        without.stderr
    );
}

#[test]
fn what_may_not_be_read_is_not_checked() {
    let forbidden = |objects: &[Value], request: &Request| match request.path() {
        "/api/v1/nodes" | "/apis/cloud.tencent.com/v1alpha1/tkeserviceconfigs" => {
            Answer::failure(403, "it is forbidden")
        }
        _ => list_of(objects, request),
    };
    let errors = BTreeMap::from([("DescribeTargets", "UnauthorizedOperation")]);
    let live = Live::with(forbidden, Behaviour { state: Some(cluster().clb), errors, ..Behaviour::default() });
    let text = live.run("plan release.json --cluster CONFIG CLOUD");
    let (_, not_checked) =
        text.stdout.split_once("Not checked").unwrap_or_else(|| panic!("{}{}", text.stdout, text.stderr));
    let not_checked = not_checked.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "not read from the cluster: nodes, tkeserviceconfigs -A (no permission)",
        "not read from the cluster: servicecidrs (the cluster has no such kind)",
        "not read from the cloud: DescribeTargets lb-",
    ] {
        assert!(not_checked.contains(expected), "{expected}: {not_checked}");
    }
    assert!(!text.stderr.contains("not read from"), "{}", text.stderr);
    // This format has no place for it.
    let json = live.run("plan release.json --cluster CONFIG CLOUD -o json");
    assert!(json.stderr.contains("not read from the cluster: nodes"), "{}", json.stderr);
}

#[test]
fn a_part_of_the_cluster_proves_nothing_about_the_rest() {
    let one_namespace = |objects: &[Value], request: &Request| match request.path() {
        "/api/v1/services" => Answer::failure(403, "services is forbidden"),
        _ => list_of(objects, request),
    };
    let live = Live::with(one_namespace, Behaviour { state: Some(cluster().clb), ..Behaviour::default() });
    let outcome = live.run("plan release.json --cluster CONFIG CLOUD -o json");
    let plan: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr));
    assert_eq!(plan["orphans"], json!([]), "nothing is an orphan of a cluster that was read in part");
    assert!(
        outcome.stderr.contains("liveComplete=false") && outcome.stderr.contains("services -A"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn derived_facts_have_a_source_and_must_not_be_contradicted() {
    let live = Live::new();
    let outcome = live.run("plan release.json --cluster CONFIG CLOUD --verbose -o table");
    for expected in [
        "kubernetesVersion=v1.34.1-tke.2: from the version that the API server reports",
        "liveComplete=true: from the permission to list",
        "clusterId=",
    ] {
        assert!(outcome.stderr.contains(expected), "{expected}: {}", outcome.stderr);
    }
    live.assert_stops(
        "plan release.json --cluster CONFIG CLOUD --set clusterId=cls-00000000 --set kubernetesVersion=1.30",
        &[
            "`clusterId` is specified as cls-00000000, but it is cls-",
            "`kubernetesVersion` is specified as 1.30, but it is v1.34.1-tke.2",
        ],
    );
}

#[test]
fn a_cluster_that_cannot_be_read_has_status_3_and_a_way_out() {
    let live = Live::new();
    live.assert_stops(
        "plan release.json --cluster CONFIG --context prod",
        &["the kubeconfig has no context `prod`", "choose one with --context: test, other"],
    );
    live.folder.write("missing.json", &kubeconfig("http://127.0.0.1:1", "{token: t}"));
    live.assert_stops(
        "plan release.json --cluster --kubeconfig missing.json",
        &["the cluster `http://127.0.0.1:1` cannot be reached", "refused", "kubectl cluster-info"],
    );
    live.assert_stops("validate release.json --cluster", &["there is no kubeconfig", "--kubeconfig"]);
    let expired = Live::with(|_, _| Answer::failure(401, "Unauthorized"), Behaviour::default());
    expired.assert_stops(
        "plan release.json --cluster CONFIG",
        &["does not accept the credentials", "why: Unauthorized", "log in again"],
    );
    let slow = |objects: &[Value], request: &Request| Answer {
        delay: std::time::Duration::from_secs(3),
        ..list_of(objects, request)
    };
    let slow = Live::with(slow, Behaviour::default());
    slow.assert_stops(
        "plan release.json --cluster CONFIG --request-timeout=200ms",
        &["does not answer in time", "within 0.2 s", "--request-timeout"],
    );
}

/// As with a token that nobody renews.
#[test]
fn credentials_that_expire_midway_leave_the_rest_unknown() {
    let expiring = |objects: &[Value], request: &Request| match request.path() {
        "/version" | "/api/v1/services" => list_of(objects, request),
        _ => Answer::failure(401, "Unauthorized"),
    };
    let live = Live::with(expiring, Behaviour { state: Some(cluster().clb), ..Behaviour::default() });
    let outcome = live.run("plan release.json --cluster CONFIG CLOUD -o json");
    assert!(outcome.status.is_some_and(|status| status < 3), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("nodes") && outcome.stderr.contains("no longer accepted"), "{}", outcome.stderr);
}

/// New members change nothing, and a new value concerns what has it.
#[test]
fn a_cloud_of_a_newer_version_is_read() {
    let plan = |clb: Value| -> Value {
        let live = Live::with(list_of, Behaviour { state: Some(clb), ..Behaviour::default() });
        let outcome =
            live.run(&format!("plan release.json --delete shop/old --cluster CONFIG CLOUD -o json{}", facts()));
        assert!(outcome.status.is_some_and(|status| status < 3), "{}", outcome.stderr);
        // Each run has a folder of its own.
        let stdout = outcome.stdout.replace(&live.path("release.json").display().to_string(), "release.json");
        serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{}", outcome.stderr))
    };
    let mut newer = cluster().clb;
    for load_balancer in newer["loadBalancers"].as_array_mut().unwrap() {
        load_balancer["NewMember"] = json!({ "Values": [1, "two", null] });
    }
    newer["listeners"]["lb-00000005"][0]["NewMember"] = json!(true);
    assert_eq!(plan(newer.clone())["services"], plan(cluster().clb)["services"]);
    newer["loadBalancers"][0]["LoadBalancerType"] = json!("HYBRID");
    newer["listeners"]["lb-00000005"][0]["Protocol"] = json!("MASQUE");
    let plan = plan(newer);
    assert_eq!(plan["highlights"]["deleted"][0]["name"], "old", "{plan}");
}

#[test]
fn a_cloud_that_cannot_be_read_has_status_3_and_a_way_out() {
    let live = Live::new();
    live.assert_stops(
        "plan release.json --live live.json --cloud",
        &["the region of the load balancers is not known", "--region"],
    );
    live.assert_stops(
        "plan release.json --live live.json --cloud --profile missing",
        &["there is no key for the cloud", ".tccli/missing.credential"],
    );
    for (code, expected) in [
        ("AuthFailure.TokenFailure", "the temporary key for the cloud has expired"),
        ("UnauthorizedOperation", "the key has no permission to list the load balancers"),
        ("UnsupportedRegion", "there is no CLB in region `ap-guangzhou`"),
    ] {
        let errors = BTreeMap::from([("DescribeLoadBalancers", code)]);
        let live = Live::with(list_of, Behaviour { errors, ..Behaviour::default() });
        live.assert_stops("plan release.json --live live.json CLOUD", &[expected, code]);
    }
    // The region exists, and has load balancers of somebody else.
    let elsewhere = Live::with(list_of, Behaviour { load_balancers: 3, ..Behaviour::default() });
    for source in ["--cluster CONFIG", "--live live.json"] {
        elsewhere.assert_stops(
            &format!("plan release.json {source} CLOUD"),
            &["none of the load balancers that live Services name is in region `ap-guangzhou`", "--profile"],
        );
    }
}

#[test]
fn flags_that_need_another_one_name_it() {
    let live = Live::new();
    for (words, expected) in [
        ("plan release.json --context prod", "for facts about the cluster, use --facts FILE"),
        ("plan release.json --kubeconfig x", "it needs --cluster"),
        ("validate release.json --request-timeout 5", "it needs --cluster"),
        ("plan release.json --profile x", "it needs --cloud"),
        ("plan release.json --prune", "--prune needs the objects of the cluster"),
        ("plan release.json --state state.json CLOUD", "--state and --cloud"),
        ("plan release.json --live live.json --cluster", "cannot be used with"),
        ("plan release.json --request-timeout soon --cluster", "a duration is written"),
        ("capture -o state.json", "nothing to capture"),
        ("plan release.json --state live.json", "was not written by `clbplan capture`"),
    ] {
        live.assert_stops(words, &[expected]);
    }
}
