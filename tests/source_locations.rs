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
    assert_eq!(source_texts(MANIFEST, "utf-8", &live, "withheld", "load-balancer"), ["'{\"VipIsp\":\"BGP\"}'"]);
}

#[test]
fn manifests_provided_as_objects_have_no_sources() {
    let object = json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "shop" },
        "spec": { "type": "LoadBalancer", "ports": [{ "port": 80 }] } });
    let answer = clbplan::plan_sync(&json!({ "manifests": object }).to_string());
    assert!(answer.contains("listener/TCP/80") && !answer.contains("\"sources\""));
}
