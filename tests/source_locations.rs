//! Every change, withheld action and violation has the locations of the values in the manifest that cause it.

// Helpers of tests assert by panicking, like tests.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::expect_used)]

use serde_json::{Value, json};

const MANIFEST: &str = r#"# 先说明
apiVersion: v1
kind: Service
metadata:
  name: shop
  annotations:
    service.cloud.tencent.com/security-groups: sg-1111aaaa
    service.cloud.tencent.com/tke-service-config: tuned
    service.kubernetes.io/qcloud-loadbalancer-backends-label: group=edge
    service.kubernetes.io/service.extensiveParameters: '{"VipIsp":"BGP"}'
    service.cloud.tencent.com/specify-protocol: '{"443":{"protocol":["HTTPS"],"hosts":{"a.example.com":{"tls":"cert-a"}}}}'
spec:
  type: LoadBalancer
  selector: {app: shop}
  ports:
    - {name: http, port: 80, targetPort: 8080, nodePort: 30080}
    - {name: https, port: 443, targetPort: 8080, nodePort: 30443}
---
apiVersion: cloud.tencent.com/v1alpha1
kind: TkeServiceConfig
metadata: {name: tuned}
spec:
  loadBalancer:
    l4Listeners:
      - {protocol: TCP, port: 80, scheduler: LEAST_CONN}
"#;

/// The texts at the sources of the entry with that address.
#[track_caller]
fn source_texts(text: &str, encoding: &str, extra: &Value, list: &str, address: &str) -> Vec<String> {
    let mut request = json!({ "manifests": text, "positionEncoding": encoding });
    for (key, value) in extra.as_object().expect("an object") {
        request[key] = value.clone();
    }
    let answer: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).expect("an answer is JSON");
    let entries = answer.pointer(&format!("/services/0/{list}")).and_then(Value::as_array).expect("a list");
    let entry = entries.iter().find(|entry| entry["address"] == address);
    let Some(entry) = entry else { panic!("no {address} in {entries:#?}") };
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |source: &Value| {
        let at =
            |end: &str| source.pointer(&format!("/{end}/offset")).and_then(Value::as_u64).expect("an offset") as usize;
        match encoding {
            "utf-8" => text.get(at("start")..at("end")).expect("inside the text").to_owned(),
            _ => String::from_utf16_lossy(units.get(at("start")..at("end")).expect("inside the text")),
        }
    };
    entry["sources"].as_array().map(|list| list.iter().map(slice).collect()).unwrap_or_default()
}

#[track_caller]
fn assert_sources(list: &str, address: &str, expected: &[&str]) {
    for encoding in ["utf-8", "utf-16"] {
        let clb = json!({ "clb": { "loadBalancers": [], "complete": true }, "context": { "vpcId": "vpc-1111aaaa" } });
        assert_eq!(source_texts(MANIFEST, encoding, &clb, list, address), expected, "{address} in {encoding}");
    }
}

const PORT_80: &str = "{name: http, port: 80, targetPort: 8080, nodePort: 30080}";

#[test]
fn changes_refer_to_the_values_that_cause_them() {
    assert_sources("changes", "load-balancer", &["'{\"VipIsp\":\"BGP\"}'", "LoadBalancer"]);
    assert_sources("changes", "security-groups", &["sg-1111aaaa"]);
    let segment = "{protocol: TCP, port: 80, scheduler: LEAST_CONN}";
    assert_sources("changes", "listener/TCP/80", &["tuned", PORT_80, segment]);
    assert_sources("changes", "backends/TCP/80", &["group=edge", PORT_80]);
    let port = "{name: https, port: 443, targetPort: 8080, nodePort: 30443}";
    assert_sources("changes", "listener/HTTPS/443", &["\"443\"", port]);
    assert_sources("withheld", "rule/HTTPS/443/a.example.com/", &["\"a.example.com\"", port]);
}

#[test]
fn a_deletion_refers_to_the_field_that_caused_it() {
    let live = MANIFEST.split("---").next().expect("a document").replace("metadata:", "metadata:\n  uid: u-1");
    let with_one_port = MANIFEST.replace(&format!("    - {PORT_80}\n"), "");
    let live = json!({ "live": live, "context": { "vpcId": "vpc-1111aaaa", "clusterId": "cls-1" } });
    assert_eq!(source_texts(&with_one_port, "utf-8", &live, "changes", "listener/TCP/80"), ["ports"]);
    let internal = MANIFEST.replace("type: LoadBalancer", "type: ClusterIP");
    assert_eq!(source_texts(&internal, "utf-8", &live, "withheld", "load-balancer"), ["ClusterIP"]);
}

#[test]
fn a_withheld_edit_refers_to_its_annotation() {
    let live = MANIFEST
        .split("---")
        .next()
        .expect("a document")
        .replace("\"VipIsp\":\"BGP\"", "\"Egress\":\"center_egress1\"");
    let live = json!({ "live": live, "context": { "vpcId": "vpc-1111aaaa", "clusterId": "cls-1" } });
    assert_eq!(source_texts(MANIFEST, "utf-8", &live, "withheld", "load-balancer"), ["\"BGP\""]);
}

/// The annotations of a Service, and the changed ones: the texts at the sources of the refusal, of what is withheld, and of
/// what is replaced where that is not refused; and what the refusal says about the live Service.
#[track_caller]
fn assert_cause(live: &[&str], changed: &[&str], expected: &str, path: &str, before: &[&str]) {
    let text = |annotations: &[&str]| {
        let annotations: String =
            annotations.iter().map(|line| format!("    service.kubernetes.io/{line}\n")).collect();
        format!(
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  annotations:\n    a: b\n{annotations}spec:\n  type: LoadBalancer\n  \
             selector: {{app: shop}}\n  ports: [{{port: 80, nodePort: 30080}}]\n"
        )
    };
    let assigned = "loadbalance-id: lb-1111aaaa";
    let live = text(&live.iter().copied().chain([assigned]).collect::<Vec<_>>());
    let live = live.replace("  name: shop", "  name: shop\n  uid: u-1\n  namespace: default");
    let changed = text(changed);
    let with = |mode: &str| {
        let context = json!({ "vpcId": "vpc-1111aaaa", "clusterId": "cls-1", "lifecycleMode": mode });
        json!({ "live": live, "context": context })
    };
    assert_eq!(source_texts(&changed, "utf-8", &with("blocked"), "withheld", "load-balancer"), [expected]);
    let mut request = with("blocked");
    request["manifests"] = changed.clone().into();
    let answer: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).expect("an answer is JSON");
    let findings = answer["diagnostics"].as_array().expect("a list");
    let refusal = findings.iter().find(|found| found["code"] == "load-balancer/switch-refused").expect("it is refused");
    let offset = |end: &str| refusal["source"][end]["offset"].as_u64().expect("an offset") as usize;
    assert_eq!(changed.get(offset("start")..offset("end")), Some(expected));
    assert_eq!(refusal["path"], format!("metadata.annotations[service.kubernetes.io/{path}]"));
    let related = refusal["related"].as_array().expect("what was before");
    let related: Vec<&str> = related.iter().map(|note| note["message"].as_str().expect("a text")).collect();
    assert_eq!(related.len(), before.len(), "{related:?}");
    // Of an annotation that only the live Service has, the note also says what `kubectl apply` would do.
    let begins = |(note, expected): (&&str, &&str)| note.starts_with(expected);
    assert!(related.iter().zip(before).all(begins), "{related:?}");
}

#[test]
fn a_refused_switch_refers_to_the_annotation_that_forces_it() {
    let internal = "qcloud-loadbalancer-internal-subnetid: subnet-1111aaaa";
    let existing = "tke-existed-lbid: lb-2222bbbb";
    let parameters = "service.extensiveParameters: '{\"VipIsp\":\"BGP\"}'";
    assert_cause(
        &[parameters],
        &[internal, parameters],
        "subnet-1111aaaa",
        "qcloud-loadbalancer-internal-subnetid",
        &["the live Service does not have `service.kubernetes.io/qcloud-loadbalancer-internal-subnetid`"],
    );
    assert_cause(
        &[internal],
        &[],
        "annotations",
        "qcloud-loadbalancer-internal-subnetid",
        &["in the live Service, `service.kubernetes.io/qcloud-loadbalancer-internal-subnetid` is `subnet-1111aaaa`"],
    );
    assert_cause(
        &[],
        &[parameters, existing],
        "lb-2222bbbb",
        "tke-existed-lbid",
        &["the live Service does not have `service.kubernetes.io/tke-existed-lbid`"],
    );
    assert_cause(
        &["tke-existed-lbid: lb-1111aaaa"],
        &[existing],
        "lb-2222bbbb",
        "tke-existed-lbid",
        &["in the live Service, `service.kubernetes.io/tke-existed-lbid` is `lb-1111aaaa`"],
    );
}

#[test]
fn a_refused_purchase_refers_to_the_parameter_that_is_refused() {
    let refused = MANIFEST.replace("{\"VipIsp\":\"BGP\"}", "{\"VipIsp\":\"BGP\",\"SubnetId\":\"subnet-1111aaaa\"}");
    let clb = json!({ "clb": { "loadBalancers": [], "complete": true }, "context": { "vpcId": "vpc-1111aaaa" } });
    assert_eq!(source_texts(&refused, "utf-8", &clb, "withheld", "load-balancer"), ["\"subnet-1111aaaa\""]);
}

#[test]
fn a_copied_token_is_shown_to_the_service_that_it_was_copied_from() {
    let service = |name: &str, more: &str| {
        format!(
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\n  namespace: default\n{more}  annotations:\n    \
             service.cloud.tencent.com/client-token: 5a1c0c0e-1111-4222-8333-000000000001\nspec:\n  type: LoadBalancer\n  \
             selector: {{app: shop}}\n  ports: [{{port: 80, nodePort: 30080}}]\n"
        )
    };
    let owner = service("shop", "  uid: u-1\n")
        .replace("  annotations:\n", "  annotations:\n    service.kubernetes.io/loadbalance-id: lb-1111aaaa\n");
    // Each node port belongs to one Service.
    let copy = service("copy", "").replace("30080", "30081");
    let live = json!({ "live": owner, "context": { "vpcId": "vpc-1111aaaa", "clusterId": "cls-1" } });
    let token = "5a1c0c0e-1111-4222-8333-000000000001";
    assert_eq!(source_texts(&copy, "utf-8", &live, "withheld", "load-balancer"), [token]);
    let mut request = live;
    request["manifests"] = copy.clone().into();
    let answer: Value = serde_json::from_str(&clbplan::plan_sync(&request.to_string())).expect("an answer is JSON");
    let findings = answer["diagnostics"].as_array().expect("a list");
    let code = "load-balancer/requested-by-another-manifest";
    let finding = findings.iter().find(|found| found["code"] == code).expect("the owner is warned");
    assert_eq!(finding["object"]["name"], "shop");
    let cause = &finding["related"][0];
    assert_eq!(cause["object"]["name"], "copy");
    let offset = |end: &str| cause["source"][end]["offset"].as_u64().expect("an offset") as usize;
    assert_eq!(copy.get(offset("start")..offset("end")), Some(token));
}

#[test]
fn manifests_provided_as_objects_have_no_sources() {
    let object = json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "shop" },
        "spec": { "type": "LoadBalancer", "ports": [{ "port": 80 }] } });
    let answer = clbplan::plan_sync(&json!({ "manifests": object }).to_string());
    assert!(answer.contains("listener/TCP/80") && !answer.contains("\"sources\""));
}
