//! The program in front of a real API server, asked by kubectl. `cargo xtask cluster` starts the server and runs these tests; they
//! share it, so each has a namespace and a registration of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod real_server;
mod support;

use real_server::{Webhook, create_service, kubectl, kubectl_in_shell, kubectl_with, wait_until};
use support::TemporaryTestFolder;

const ALLOWING: &str = "rules: []";
const NO_DELETIONS: &str = "rules: [{name: no deletions, deny: [deletes-load-balancer]}]";

/// The Service with other members of its specification, in a file.
fn manifest(folder: &TemporaryTestFolder, namespace: &str, kind: &str) -> String {
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{name: web, namespace: {namespace}}}\n\
         spec: {{type: {kind}, selector: {{app: web}}, ports: [{{port: 80}}]}}\n"
    );
    folder.write(&format!("{kind}.yaml"), &text).display().to_string()
}

fn is_there(namespace: &str, name: &str) -> bool {
    kubectl(&format!("get service {name} -n {namespace}")).is_success
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn every_command_of_kubectl_prints_what_happens_to_the_load_balancer() {
    let folder = TemporaryTestFolder::new();
    let webhook = Webhook::start("warned", "lb-6efswuxa", ALLOWING);
    webhook.register(false);
    // The cloud's state is not there, so the load balancer's tags are not known.
    let deleted =
        "Warning: warned/web: load balancer lb-6efswuxa is expected to be DELETED, address 119.29.48.17 IS LOST";
    let cluster_ip = manifest(&folder, "warned", "ClusterIP");
    for command in [
        "delete service web -n warned --dry-run=server".to_owned(),
        format!("apply -f {cluster_ip} --dry-run=server"),
        format!("apply -f {cluster_ip} --server-side --force-conflicts --dry-run=server"),
        format!("replace -f {cluster_ip} --dry-run=server"),
        format!("diff -f {cluster_ip}"),
        "patch service web -n warned --dry-run=server -p {\"spec\":{\"type\":\"ClusterIP\"}}".to_owned(),
        "delete --raw /api/v1/namespaces/warned/services?dryRun=All".to_owned(),
    ] {
        let output = kubectl(&command);
        // `diff` says by its status that there is a difference.
        assert!(output.is_success || command.starts_with("diff"), "{command}: {}", output.stderr);
        assert_eq!(output.stderr.matches(deleted).count(), 1, "{command}: {}", output.stderr);
    }
    assert!(is_there("warned", "web"), "nothing but dry runs were asked for");
    let output =
        kubectl_with("edit service web -n warned", &[("KUBE_EDITOR", "sed -i /type:/s/LoadBalancer/ClusterIP/")]);
    assert!(output.is_success && output.stderr.contains(deleted), "{}", output.stderr);
    // The Service is of type ClusterIP now, and has no load balancer to lose.
    let output = kubectl("delete service web -n warned");
    assert!(output.is_success && output.stderr.is_empty(), "{}", output.stderr);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn what_is_harmless_or_of_a_controller_is_silent() {
    let webhook = Webhook::start("silent", "lb-7efswuxa", NO_DELETIONS);
    webhook.register(true);
    for command in [
        "label service web -n silent team=shop",
        "delete service web -n silent --dry-run=server --as system:serviceaccount:kube-system:namespace-controller --as-group system:masters",
    ] {
        let output = kubectl(command);
        assert!(output.is_success && output.stderr.is_empty(), "{command}: {}", output.stderr);
    }
    let internal = "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"NAME\",\"namespace\":\"silent\",\"annotations\":\
        {\"service.kubernetes.io/qcloud-loadbalancer-internal-subnetid\":\"subnet-aaaa1111\"}},\"spec\":{\"type\":\"LoadBalancer\",\
        \"selector\":{\"app\":\"a\"},\"ports\":[{\"port\":80}]}}";
    // The node ports of a dry run are no real ones.
    for (name, flag) in [("dry", " --dry-run=server"), ("real", "")] {
        let folder = TemporaryTestFolder::new();
        let file = folder.write("service.json", &internal.replace("NAME", name));
        let output = kubectl(&format!("create -f {}{flag}", file.display()));
        assert!(output.is_success && output.stderr.is_empty(), "{name}: {}", output.stderr);
    }
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn a_rule_denies_until_the_annotation_lifts_it() {
    let webhook = Webhook::start("denied", "lb-8efswuxa", NO_DELETIONS);
    webhook.register(true);
    let output = kubectl("delete service web -n denied");
    assert!(!output.is_success, "{}", output.stderr);
    for part in ["Error from server (Forbidden)", "deny.clbplan.io", "rule `no deletions`", "address is lost"] {
        assert!(output.stderr.contains(part), "{part}: {}", output.stderr);
    }
    // The way through is a command that can be run as it is printed.
    let words = output.stderr.split_once("run this first: kubectl ").expect("a command").1.trim();
    let allowed = kubectl_in_shell(words);
    assert!(allowed.is_success, "{words}: {}", allowed.stderr);
    let output = kubectl("delete service web -n denied");
    assert!(output.is_success && !is_there("denied", "web"), "{}", output.stderr);
}

#[test]
#[ignore = "needs `cargo xtask cluster`"]
fn without_the_webhook_only_a_registration_that_denies_stops_people() {
    let mut webhook = Webhook::start("gone", "lb-9efswuxa", NO_DELETIONS);
    create_service("gone", "other", "lb-0ther001");
    webhook.register(true);
    webhook.kill();
    let output = kubectl("delete service web -n gone");
    assert!(!output.is_success && output.stderr.contains("failed calling webhook"), "{}", output.stderr);
    let by_controller = "--as system:serviceaccount:kube-system:namespace-controller --as-group system:masters";
    let output = kubectl(&format!("delete service web -n gone {by_controller}"));
    assert!(output.is_success, "{}", output.stderr);
    // A Service without a load balancer is never sent.
    let output = kubectl("create service clusterip plain --tcp=80 -n gone");
    assert!(output.is_success && output.stderr.is_empty(), "{}", output.stderr);
    webhook.write_registration(false);
    let delete = "delete service other -n gone";
    wait_until("nothing is sent", || kubectl(&format!("{delete} --dry-run=server")).is_success);
    let output = kubectl(delete);
    assert!(output.is_success && output.stderr.is_empty(), "{}", output.stderr);
}
