//! The chart and the Kustomize base, as far as they can be checked without a cluster.
//!
//! What needs `helm` or `kubectl` is skipped, with a line that says so, where there is none. `CLBPLAN_HELM` names a `helm`
//! that is not on the `PATH`; with `UPDATE=1`, `kustomize/webhook.yaml` is written from the chart.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use clap::Parser;
use clbplan_webhook::arguments::Arguments;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};
use support::TemporaryTestFolder;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The output of a program; `None`, and a line that says so, if it is not installed.
fn output_of(program: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            // Not with `eprintln!`, whose lines the test runner keeps to itself.
            let line = format!("SKIPPED: `{program} {}` needs {program}: {error}\n", arguments.join(" "));
            let _ = std::io::stderr().write_all(line.as_bytes());
            None
        }
    }
}

fn helm(arguments: &[&str]) -> Option<Output> {
    let program = std::env::var("CLBPLAN_HELM").unwrap_or_else(|_| "helm".to_owned());
    output_of(&program, arguments)
}

#[track_caller]
fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The chart for the oldest Kubernetes that it is for. Some builds of `helm` assume an older one.
fn template(release: &str, arguments: &[&str]) -> Option<Output> {
    let chart = folder("chart");
    let mut all = vec!["template", release, chart.to_str().unwrap(), "--kube-version", "1.28.0"];
    all.extend(arguments);
    helm(&all)
}

/// What the chart makes of more arguments.
fn rendered(arguments: &[&str]) -> Option<String> {
    let mut all = vec!["--namespace", "clbplan"];
    all.extend(arguments);
    template("clbplan-webhook", &all).map(|output| text(&output))
}

fn objects(yaml: &str) -> Vec<Value> {
    let documents: Vec<Value> = serde_saphyr::from_multiple(yaml).unwrap();
    documents.into_iter().filter(|document| !document.is_null()).collect()
}

#[track_caller]
fn object(objects: &[Value], kind: &str) -> Value {
    let mut found = objects.iter().filter(|object| object["kind"] == kind);
    let object = found.next().unwrap_or_else(|| panic!("no {kind}"));
    assert!(found.next().is_none(), "several {kind}");
    object.clone()
}

/// What holds of every installation.
fn check(objects: &[Value]) {
    let deployment = object(objects, "Deployment");
    let container = &deployment["spec"]["template"]["spec"]["containers"][0];
    assert_eq!(deployment["spec"]["replicas"], 2);
    assert_eq!(container["securityContext"]["readOnlyRootFilesystem"], true);
    let arguments = container["args"].as_array().unwrap().iter().map(|argument| argument.as_str().unwrap());
    let arguments = Arguments::try_parse_from(std::iter::once("clbplan-webhook").chain(arguments)).unwrap();
    assert!(arguments.time_limit < 2000);
    let memory =
        container["resources"]["limits"]["memory"].as_str().and_then(|memory| memory.strip_suffix("Mi")).unwrap();
    assert!(arguments.calls.unwrap() * 128 < memory.parse::<u16>().unwrap(), "each call may use 128 MiB");
    assert_eq!(object(objects, "PodDisruptionBudget")["spec"]["maxUnavailable"], 1);
    for role in ["ClusterRole", "Role"] {
        for rule in object(objects, role)["rules"].as_array().unwrap() {
            assert_eq!(rule["verbs"], json!(["list", "watch"]), "{role}");
            let resources = rule["resources"].as_array().unwrap();
            assert!(!resources.contains(&json!("secrets")) && !resources.contains(&json!("*")), "{role}");
            assert!(role == "ClusterRole" || rule["resourceNames"] == json!(["tke-service-controller-config"]));
        }
    }
    for webhook in object(objects, "ValidatingWebhookConfiguration")["webhooks"].as_array().unwrap() {
        check_registration(webhook);
    }
}

fn check_registration(webhook: &Value) {
    // A namespace that is left out would be left out silently.
    assert!(webhook["namespaceSelector"].is_null());
    assert_eq!(webhook["sideEffects"], "None");
    assert_eq!(webhook["timeoutSeconds"], 2);
    assert_eq!(webhook["admissionReviewVersions"], json!(["v1"]));
    assert_eq!(webhook["rules"][0]["operations"], json!(["CREATE", "UPDATE", "DELETE"]));
    assert_eq!(webhook["rules"][0]["resources"], json!(["services"]));
    let conditions = webhook["matchConditions"].as_array().unwrap();
    let expressions: Vec<&str> = conditions.iter().map(|one| one["expression"].as_str().unwrap()).collect();
    let expressions = expressions.join("\n");
    for account in [
        "system:apiserver",
        "system:cloud-controller-manager",
        "system:kube-controller-manager",
        "system:kube-scheduler",
        "system:node:",
        "system:serviceaccount:kube-system:",
    ] {
        assert!(expressions.contains(&format!("'{account}'")), "{account}");
    }
    assert!(expressions.contains("object.spec.type == 'LoadBalancer'"));
    assert!(expressions.contains("deletionTimestamp"));
}

#[test]
fn the_kustomize_base_is_complete() {
    let yaml = std::fs::read_to_string(folder("kustomize/webhook.yaml")).unwrap();
    let objects = objects(&yaml);
    check(&objects);
    // A self-signed certificate would not be trusted from its renewal until the Pods have the new one.
    let of_kind = |kind: &str| objects.iter().filter(|object| object["kind"] == kind).cloned().collect::<Vec<_>>();
    let issuers = of_kind("Issuer");
    for certificate in of_kind("Certificate") {
        let spec = &certificate["spec"];
        let issuer = issuers.iter().find(|issuer| issuer["metadata"]["name"] == spec["issuerRef"]["name"]).unwrap();
        assert_eq!(spec["isCA"] == true, issuer["spec"]["selfSigned"].is_object(), "{certificate}");
    }
    assert_eq!(issuers.len(), 2);
}

#[test]
fn the_kustomize_base_is_what_the_chart_makes() {
    let Some(yaml) = rendered(&["--set", "certificate.source=cert-manager"]) else { return };
    let is_of_helm = |line: &&str| line.trim() == "app.kubernetes.io/managed-by: Helm";
    let yaml: String = yaml.lines().filter(|line| !is_of_helm(line)).map(|line| format!("{line}\n")).collect();
    let file = folder("kustomize/webhook.yaml");
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        let head = "# The chart with `certificate.source=cert-manager`; a test compares them, and writes this file with UPDATE=1.";
        std::fs::write(&file, format!("{head}\n{yaml}")).unwrap();
    }
    let sorted = |yaml: &str| {
        let mut objects: Vec<String> = objects(yaml).iter().map(Value::to_string).collect();
        objects.sort();
        objects
    };
    assert_eq!(sorted(&std::fs::read_to_string(file).unwrap()), sorted(&yaml));
}

#[test]
fn kubectl_builds_the_kustomize_base() {
    let base = folder("kustomize");
    let Some(output) = output_of("kubectl", &["kustomize", base.to_str().unwrap()]) else { return };
    let objects = objects(&text(&output));
    check(&objects);
    object(&objects, "Namespace");
}

#[test]
fn the_chart_is_well_formed() {
    let chart = folder("chart");
    let Some(output) = helm(&["lint", "--strict", chart.to_str().unwrap()]) else { return };
    text(&output);
}

#[test]
fn the_chart_makes_a_certificate_and_registers_the_warnings_alone() {
    let Some(yaml) = rendered(&[]) else { return };
    let objects = objects(&yaml);
    check(&objects);
    let secret = object(&objects, "Secret");
    assert_eq!(secret["type"], "kubernetes.io/tls");
    let registration = object(&objects, "ValidatingWebhookConfiguration");
    let webhooks = registration["webhooks"].as_array().unwrap();
    assert_eq!(webhooks.len(), 1);
    assert_eq!(webhooks[0]["failurePolicy"], "Ignore");
    assert_eq!(webhooks[0]["clientConfig"]["service"]["path"], "/warn");
    assert_eq!(webhooks[0]["clientConfig"]["caBundle"], secret["data"]["ca.crt"]);
}

#[test]
fn denials_accounts_cloud_and_facts_can_be_set() {
    let values = TemporaryTestFolder::new();
    let values = values.write("values.yaml", VALUES);
    let Some(yaml) = rendered(&["--values", values.to_str().unwrap()]) else { return };
    let objects = objects(&yaml);
    check(&objects);
    let registration = object(&objects, "ValidatingWebhookConfiguration");
    let deny = &registration["webhooks"][1];
    assert_eq!(deny["failurePolicy"], "Fail");
    assert_eq!(deny["clientConfig"]["service"]["path"], "/deny");
    let conditions = deny["matchConditions"].to_string();
    assert!(conditions.contains("['system:serviceaccount:lb:controller', 'oidc: anna #1']"), "{conditions}");
    let configuration = object(&objects, "ConfigMap");
    let policy = configuration["data"]["policy.yaml"].as_str().unwrap();
    assert_eq!(serde_saphyr::from_str::<Value>(policy).unwrap()["rules"][0]["name"], "no deletions");
    let facts = configuration["data"]["facts.yaml"].as_str().unwrap();
    assert_eq!(serde_saphyr::from_str::<Value>(facts).unwrap(), json!({ "clusterId": "cls-1" }));
    let container = &object(&objects, "Deployment")["spec"]["template"]["spec"]["containers"][0];
    assert_eq!(container["envFrom"][0]["secretRef"]["name"], "keys");
    assert!(container["args"].as_array().unwrap().contains(&json!("--controller-account=oidc: anna #1")));
    let annotations = &object(&objects, "Deployment")["spec"]["template"]["metadata"]["annotations"];
    assert_eq!(annotations["prometheus.io/scrape"], "false");
    assert_eq!(annotations["prometheus.io/port"], "8080");
}

const VALUES: &str = "
denials: { enabled: true }
policy: { rules: [{ name: no deletions, deny: [deletes-load-balancer] }] }
controllerAccounts: ['system:serviceaccount:lb:controller', 'oidc: anna #1']
podAnnotations: { prometheus.io/scrape: 'false' }
cloud: { enabled: true, region: ap-guangzhou, secretName: keys }
facts: { clusterId: cls-1 }
";

#[test]
fn names_that_look_like_numbers_stay_text() {
    let Some(output) = template("1", &["--namespace", "2"]) else { return };
    for object in objects(&text(&output)) {
        let metadata = &object["metadata"];
        assert_eq!(metadata["labels"]["app.kubernetes.io/instance"], "1", "{object}");
        assert!(metadata.get("namespace").is_none_or(Value::is_string), "{object}");
    }
}

#[test]
fn wrong_values_are_refused() {
    for wrong in
        ["language=de", "replicas=0", "denials.failurePolicy=Maybe", "certificate.source=mine", "calls=0", "unknown=1"]
    {
        let Some(output) = template("x", &["--set", wrong]) else { return };
        assert!(!output.status.success(), "{wrong} is accepted");
        let message = String::from_utf8_lossy(&output.stderr);
        let name = wrong.split(['.', '=']).rev().nth(1).unwrap();
        assert!(
            message.contains("schema") && message.contains(name),
            "{wrong} is refused for another reason: {message}"
        );
    }
}
