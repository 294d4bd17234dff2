//! A cluster of 41 Services: what a change brings comes first and is said once, and the rest of the cluster adds nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "harness/cluster_of_41_services.rs"]
mod cluster_of_41_services;

use cluster_of_41_services::{Cluster, cluster, dangerous_release, manifest_of, manifests};
use serde_json::{Value, json};

/// The plan of a request about the cluster.
fn plan(members: Value) -> Value {
    let Cluster { live, clb, context } = cluster();
    let mut request = json!({ "live": live, "clb": clb, "context": context });
    request.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let plan: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).unwrap();
    assert!(plan["error"].is_null(), "{plan}");
    plan
}

fn name(service: &Value) -> String {
    format!("{}/{}", service["namespace"].as_str().unwrap(), service["name"].as_str().unwrap())
}

/// `deleted: shop/old`, with `(existing)` for what the request does not bring.
fn rows(plan: &Value) -> Vec<String> {
    let row = |row: &Value| {
        let services: Vec<String> = row["services"].as_array().unwrap().iter().map(name).collect();
        let services = if services.len() > 3 { format!("{} Services", services.len()) } else { services.join(" ") };
        let existing = if row["existing"] == true { " (existing)" } else { "" };
        format!("{} {}: {services}{existing}", row["danger"].as_str().unwrap(), row["verdict"].as_str().unwrap())
    };
    plan["overview"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_cluster_has_41_services_and_nothing_to_do_but_for_one_listener() {
    let live = cluster().live;
    assert_eq!(live.iter().filter(|object| object["kind"] == "Service").count(), 41);
    assert_eq!(rows(&plan(json!({ "manifests": [] }))), ["update update: game/lobby", "keep keep: 20 Services"]);
}

#[test]
fn dangers_come_first_and_equal_services_are_one_row() {
    let plan = plan(json!({ "manifests": dangerous_release(), "delete": [{ "namespace": "shop", "name": "old" }] }));
    let expected = [
        "deleted delete: shop/old",
        "deleted delete: shop/web",
        "newly-public create: shop/new",
        "outage update: game/login",
        "blocked blocked: shop/api",
        "error error: platform/vault",
        "update update: game/lobby (existing)",
        "keep keep: 15 Services",
        "keep none: 18 Services",
    ];
    assert_eq!(rows(&plan), expected);
    let mut by_rank: Vec<(u64, String)> = plan["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|service| (service["rank"].as_u64().unwrap(), name(service)))
        .collect();
    by_rank.sort();
    assert!(by_rank.iter().enumerate().all(|(at, (rank, _))| at as u64 == *rank), "{by_rank:?}");
    let order = plan["overview"].as_array().unwrap().iter().flat_map(|row| row["services"].as_array().unwrap());
    assert!(order.map(name).eq(by_rank.into_iter().map(|(_, name)| name)));
    let highlighted = |key: &str| plan["highlights"][key].as_array().unwrap().iter().map(name).collect::<Vec<_>>();
    assert_eq!(highlighted("deleted"), ["shop/old", "shop/web"]);
    assert_eq!(highlighted("addressesLost"), ["shop/old", "shop/web"]);
    assert_eq!(highlighted("newlyPublic"), ["shop/new"]);
    assert_eq!(plan["highlights"]["deleted"][0]["address"], "119.29.48.19");
}

#[test]
fn services_that_are_deleted_alike_are_one_row() {
    let plan = plan(json!({ "delete": [{ "namespace": "data", "name": "*" }], "scope": "named" }));
    assert_eq!(rows(&plan), ["deleted delete: 4 Services"]);
    assert_eq!(plan["others"]["services"], 17);
}

#[test]
fn one_changed_service_has_the_answer_that_it_has_alone() {
    let mut manifest = manifest_of("login");
    manifest["spec"]["ports"][0]["port"] = json!(8443);
    let plan = plan(json!({ "manifests": [manifest], "scope": "named" }));
    assert_eq!(rows(&plan), ["outage update: game/login"]);
    let others = json!({ "services": 20, "withChanges": 1, "withFindings": 1, "orphans": 1 });
    assert_eq!(plan["others"], others);
    for list in ["diagnostics", "orphans"] {
        assert_eq!(plan[list], json!([]), "{list}");
    }
    assert_eq!(plan["complete"], true);
    assert_eq!(plan["services"].as_array().unwrap().len(), 1);
    assert_eq!(plan["summary"]["keep"], 0);
}

#[test]
fn findings_that_were_there_before_are_marked() {
    let mut objects = manifests();
    let new = objects.iter_mut().find(|object| object["metadata"]["name"] == "vault").unwrap();
    new["metadata"]["annotations"]["service.cloud.tencent.com/direct-acess"] = json!("true");
    let plan = plan(json!({ "manifests": objects }));
    let of = |existing: bool| {
        let findings = plan["diagnostics"].as_array().unwrap().iter();
        findings
            .filter(|finding| (finding["existing"] == true) == existing)
            .map(|finding| {
                format!("{} {}", finding["code"].as_str().unwrap(), finding["object"]["name"].as_str().unwrap())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(of(false), ["annotation/mistyped-name vault"]);
    let old = of(true);
    assert_eq!(old.len() as u64, plan["existing"]["warnings"].as_u64().unwrap());
    for name in ["argocd", "gitlab", "grafana", "harbor"] {
        assert!(old.contains(&format!("annotation/mistyped-name {name}")), "{old:?}");
    }
    assert!(old.contains(&"load-balancer/edited-by-hand lobby".to_owned()), "{old:?}");
    // Equal findings have one number; those that the change brings come first.
    let groups = |existing: bool| {
        let mut groups: Vec<u64> = plan["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| (finding["existing"] == true) == existing)
            .map(|finding| finding["group"].as_u64().unwrap())
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    assert_eq!((groups(false), groups(true)), (vec![0], vec![1, 2]));
}

#[test]
fn a_finding_at_another_index_of_its_list_is_still_the_old_one() {
    let Cluster { mut live, clb, context } = cluster();
    let service = live.iter_mut().find(|object| object["metadata"]["name"] == "login").unwrap();
    service["spec"]["ports"][0]["nodePort"] = json!(45000);
    let mut manifest = manifest_of("login");
    manifest["spec"]["ports"][0]["nodePort"] = json!(45000);
    let first = json!({ "name": "new", "port": 9000, "protocol": "TCP", "targetPort": 9000, "nodePort": 46000 });
    manifest["spec"]["ports"].as_array_mut().unwrap().insert(0, first);
    let request = json!({ "manifests": [manifest], "live": live, "context": context, "clb": clb });
    let report: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).unwrap();
    let found: Vec<(&str, bool)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| Some((finding["path"].as_str()?, finding["existing"] == true)))
        .filter(|(path, _)| path.ends_with("nodePort"))
        .collect();
    assert!(found.contains(&("spec.ports[0].nodePort", false)), "{found:?}");
    assert!(!found.contains(&("spec.ports[1].nodePort", false)), "{found:?}");
}

#[test]
fn what_a_new_version_of_the_controller_brings_is_new() {
    let Cluster { mut live, clb, context } = cluster();
    let annotate = |object: &mut Value| {
        object["metadata"]["annotations"]["service.cloud.tencent.com/enable-grace-deletion"] = json!("true");
    };
    live.iter_mut().filter(|object| object["metadata"]["name"] == "login").for_each(annotate);
    let mut manifest = manifest_of("login");
    annotate(&mut manifest);
    let with = |version: &str| {
        let mut context = context.clone();
        context["controllerVersion"] = json!(version);
        context
    };
    let ask = |live_context: Option<Value>| {
        let mut request = json!({ "manifests": [manifest], "live": live, "clb": clb, "context": with("v2.3.0") });
        if let Some(live_context) = live_context {
            request["liveContext"] = live_context;
        }
        let plan: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).unwrap();
        let findings = plan["diagnostics"].as_array().unwrap_or_else(|| panic!("{plan}")).iter();
        let too_new = findings.filter(|finding| finding["code"] == "annotation/too-new");
        too_new.map(|finding| finding["existing"] == true).collect::<Vec<_>>()
    };
    assert_eq!((ask(None), ask(Some(with("v2.11.0")))), (vec![true], vec![false]));
}

#[test]
fn a_request_that_names_nothing_brings_nothing_new_and_nothing_old() {
    let plan = plan(json!({ "manifests": [] }));
    assert!(plan["existing"].is_null());
    assert!(plan["overview"].as_array().unwrap().iter().all(|row| row["existing"].is_null()));
}
