//! `kubectl apply --dry-run=server -o yaml|json | clbplan plan -`: the object as the API server would store it, with values that
//! stand for those that it assigns when the object is applied.
//!
//! The inputs have the format of kubectl 1.32. Their values follow the source of kube-apiserver; `managedFields` are written by
//! hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The uid that the API server makes up for a Service that it does not store.
const MADE_UP_UID: &str = "5f1c2b0a-9d3e-4b61-8c47-0a6f3f0d8e11";

const NEW: &str = r#"apiVersion: v1
kind: Service
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"checkout","namespace":"shop"},"spec":{"ports":[{"name":"http","port":80,"targetPort":8080},{"name":"https","port":443,"targetPort":8443}],"selector":{"app":"checkout"},"type":"LoadBalancer"}}
  creationTimestamp: "2026-03-02T08:14:05Z"
  name: checkout
  namespace: shop
  uid: 5f1c2b0a-9d3e-4b61-8c47-0a6f3f0d8e11
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 192.168.0.0
  clusterIPs:
  - 192.168.0.0
  externalTrafficPolicy: Cluster
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - name: http
    nodePort: 32769
    port: 80
    protocol: TCP
    targetPort: 8080
  - name: https
    nodePort: 32770
    port: 443
    protocol: TCP
    targetPort: 8443
  selector:
    app: checkout
  sessionAffinity: None
  type: LoadBalancer
status:
  loadBalancer: {}
"#;

const EXISTING: &str = r#"apiVersion: v1
kind: Service
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"checkout","namespace":"shop"},"spec":{"ports":[{"name":"http","port":80,"targetPort":8080},{"name":"https","port":443,"targetPort":8443}],"selector":{"app":"checkout"},"type":"LoadBalancer"}}
    service.kubernetes.io/loadbalance-id: lb-6efswuxa
  creationTimestamp: "2026-03-02T08:14:05Z"
  finalizers:
  - service.k8s.tencent/resources
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          .: {}
          f:kubectl.kubernetes.io/last-applied-configuration: {}
      f:spec:
        f:allocateLoadBalancerNodePorts: {}
        f:ports:
          .: {}
          k:{"port":80,"protocol":"TCP"}:
            .: {}
            f:name: {}
            f:port: {}
            f:protocol: {}
            f:targetPort: {}
        f:selector: {}
        f:type: {}
    manager: kubectl-client-side-apply
    operation: Update
    time: "2026-03-09T10:02:44Z"
  name: checkout
  namespace: shop
  resourceVersion: "48123904"
  uid: c30f7a5c-7846-5a29-9368-9cc04e66bdee
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 192.168.4.17
  clusterIPs:
  - 192.168.4.17
  externalTrafficPolicy: Cluster
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - name: http
    nodePort: 30080
    port: 80
    protocol: TCP
    targetPort: 8080
  - name: https
    nodePort: 32769
    port: 443
    protocol: TCP
    targetPort: 8443
  selector:
    app: checkout
  sessionAffinity: None
  type: LoadBalancer
status:
  loadBalancer:
    ingress:
    - ip: 119.29.48.17
"#;

/// Runs the program with a text on standard input: its exit status, standard output and standard error.
fn pipe(text: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clbplan"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The plan for it in JSON, which must have no findings.
#[track_caller]
fn plan(text: &str, arguments: &[&str]) -> Value {
    let words: Vec<&str> = ["plan", "-", "-o", "json"].iter().chain(arguments).copied().collect();
    let (status, printed, messages) = pipe(text, &words);
    assert_eq!(status, Some(0), "{printed}{messages}");
    let plan: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(plan["diagnostics"], json!([]), "{printed}");
    plan
}

fn yaml(text: &str) -> Value {
    serde_yaml_ng::from_str(text).unwrap()
}

/// A file with these objects, as `kubectl get -A -o json` prints them.
fn live(name: &str, items: &[Value]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dry-run-{name}.json"));
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": items, "metadata": { "resourceVersion": "" } });
    std::fs::write(&file, list.to_string()).unwrap();
    file
}

/// The cluster's ranges of Service addresses, and the Service that the API server itself makes.
fn cluster() -> Vec<Value> {
    vec![
        yaml(
            "{apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: kubernetes}, spec: {cidrs: [192.168.0.0/17]}}",
        ),
        yaml(
            "{apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: default}, spec: {type: ClusterIP, \
             clusterIP: 192.168.0.1, ports: [{name: https, port: 443, protocol: TCP, targetPort: 6443}]}}",
        ),
    ]
}

/// What kubectl prints for `-o json`.
fn as_json(text: &str) -> String {
    format!("{}\n", serde_json::to_string_pretty(&yaml(text)).unwrap())
}

/// What kubectl prints for several manifests.
fn as_list(text: &str) -> String {
    let list = json!({ "apiVersion": "v1", "items": [yaml(text)], "kind": "List", "metadata": {} });
    serde_yaml_ng::to_string(&list).unwrap()
}

#[test]
fn a_new_service_is_created_and_gets_nothing_that_was_made_up() {
    let live = live("new", &cluster());
    let live = live.display().to_string();
    for text in [NEW.to_owned(), as_json(NEW), as_list(NEW)] {
        let plan = plan(&text, &["--live", &live, "--set", "clusterId=cls-2x9k4m7q"]);
        assert_eq!(plan["summary"]["create"], 1, "{plan}");
        assert_eq!(plan["services"].as_array().unwrap().len(), 1);
        let planned = plan["services"].to_string();
        for made_up in [MADE_UP_UID, "192.168.0.0", "32769", "32770"] {
            assert!(!planned.contains(made_up), "{made_up} is in the plan: {planned}");
        }
    }
}

/// The manifest requests every number, so only the uid and the address stand for something.
#[test]
fn a_new_service_with_its_own_node_ports_gets_no_made_up_uid() {
    let live = live("own-node-ports", &cluster());
    let text = NEW.replace("nodePort: 32769", "nodePort: 30080").replace("nodePort: 32770", "nodePort: 30443");
    let plan = plan(&text, &["--live", &live.display().to_string()]);
    assert_eq!(plan["summary"]["create"], 1, "{plan}");
    assert!(!plan["services"].to_string().contains(MADE_UP_UID), "{plan}");
}

#[test]
fn a_port_is_added_to_a_service_that_exists() {
    let mut stored = yaml(EXISTING);
    stored["spec"]["ports"].as_array_mut().unwrap().truncate(1);
    let last = "kubectl.kubernetes.io/last-applied-configuration";
    let mut applied: Value = serde_json::from_str(stored["metadata"]["annotations"][last].as_str().unwrap()).unwrap();
    applied["spec"]["ports"].as_array_mut().unwrap().truncate(1);
    stored["metadata"]["annotations"][last] = format!("{applied}\n").into();
    let live = live("existing", &[cluster(), vec![stored]].concat());
    let live = live.display().to_string();
    for text in [EXISTING.to_owned(), as_json(EXISTING), as_list(EXISTING)] {
        let plan = plan(&text, &["--live", &live]);
        assert_eq!(plan["summary"]["update"], 1, "{plan}");
        let created: Vec<&Value> = plan["services"][0]["actions"].as_array().unwrap().iter().collect();
        assert!(created.iter().all(|call| call["api"] == "CreateListener"), "{plan}");
        assert_eq!(created.len(), 1, "{plan}");
        assert!(!plan["services"].to_string().contains("32769"), "{plan}");
    }
}

/// Without `--live`, the stored object proves that the Service exists, and the plan reports its state as unknown.
#[test]
fn a_service_that_exists_is_not_called_new_without_the_live_objects() {
    let (status, printed, messages) = pipe(EXISTING, &["plan", "-", "-o", "json"]);
    let plan: Value = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{messages}"));
    assert_eq!(status, Some(0), "{printed}");
    assert_eq!(plan["diagnostics"][0]["code"], "service/copied-from-cluster", "{printed}");
    assert_eq!((&plan["complete"], plan["diagnostics"].as_array().unwrap().len()), (&json!(false), 1), "{printed}");
}

#[test]
fn a_dry_run_is_no_error_in_validate() {
    for text in [NEW.to_owned(), as_json(NEW), as_list(NEW)] {
        let (status, printed, messages) = pipe(&text, &["validate", "-"]);
        assert_eq!((status, printed.trim()), (Some(0), "No problems found in 1 file."), "{messages}");
    }
}
