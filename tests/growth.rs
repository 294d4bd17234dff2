//! Four times the text takes about four times as long: no input is slow for its size.
//!
//! Each of these was slow once. What takes time in proportion to the square of its size takes sixteen times as long; on a
//! busy machine a measurement may be off, so one of several is enough.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A measurement can be wrong on a busy machine. An input fails if all attempts exceed the ratio.
const ATTEMPTS: usize = 6;
/// Linear time has a ratio of four, quadratic time of sixteen.
const MAX_RATIO: f64 = 9.0;

const GROUPS: &str = "service.cloud.tencent.com/security-groups";

/// Makes a request with that many repeated parts.
type MakeRequest = fn(usize) -> Value;

const INPUTS: &[(&str, usize, MakeRequest)] = &[
    ("one member of specify-protocol", 200, |count| {
        with_specify_protocol(&list(count, |_| r#""80":{"protocol":["TPC"]}"#.to_owned()))
    }),
    ("ports of specify-protocol", 200, |count| {
        with_specify_protocol(&list(count, |at| format!(r#""{}":{{"protocol":["TCP"]}}"#, at + 1000)))
    }),
    ("hosts of specify-protocol", 150, |count| {
        let hosts = list(count, |at| format!(r#""a{at}.example.com":{{"tls":"web"}}"#));
        with_specify_protocol(&format!(r#""80":{{"protocol":["HTTPS"],"hosts":{{{hosts}}}}}"#))
    }),
    ("security groups", 600, |count| {
        request(vec![service(0, json!({ GROUPS: list(count, |at| format!("sg-{at:08}")) }), &[80])])
    }),
    ("codes to ignore", 300, |count| {
        let text = "kind: Service\n---\n".repeat(count);
        json!({ "manifests": text, "ignore": (0..count).map(|at| format!("some/code{at}")).collect::<Vec<_>>() })
    }),
    ("a single line", 150, |count| {
        let list = json!({ "kind": "List", "items": vec![json!({ "kind": "Service", "spec": { "x": 1 } }); count] });
        json!({ "manifests": list.to_string() })
    }),
    ("ports", 100, |count| request(vec![service(0, json!({}), &(1..=count).collect::<Vec<_>>())])),
    ("ports within the quota", 2000, |count| {
        let mut request = request(vec![service(0, json!({}), &(1..=count).collect::<Vec<_>>())]);
        if let Some(context) = request.get_mut("context").and_then(Value::as_object_mut) {
            context.insert("quotas".to_owned(), json!({ "listenersPerClb": 10000 }));
        }
        request
    }),
    ("listeners in place of others, over the quota", 100, replaced_listeners_over_the_quota),
    ("one port many times", 200, |count| request(vec![service(0, json!({}), &vec![80; count])])),
    ("Services on one port of a CLB", 100, |count| services_on_one_clb(count, |_| "sg-aaaaaaaa".to_owned(), |_| 80)),
    ("Services on one CLB", 100, |count| services_on_one_clb(count, |at| format!("sg-{at:08}"), |at| at + 1)),
    (
        "fractions",
        300,
        |count| json!({ "manifests": format!("kind: Service\nspec:\n{}", "- 1.2345678901234567e-300\n".repeat(count)) }),
    ),
];

fn list(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<String>>().join(",")
}

fn with_specify_protocol(members: &str) -> Value {
    let value = format!("{{{members}}}");
    let annotations = json!({ "service.cloud.tencent.com/specify-protocol": value });
    // As text, so that findings have locations.
    json!({ "manifests": service(0, annotations, &[80]).to_string() })
}

/// Services on one existing CLB, each with this security group and port; all of them live.
fn services_on_one_clb(count: usize, group: impl Fn(usize) -> String, port: impl Fn(usize) -> usize) -> Value {
    let annotations = |at| json!({ "service.kubernetes.io/tke-existed-lbid": "lb-aaaaaaaa", GROUPS: group(at) });
    let services: Vec<Value> = (0..count).map(|at| service(at, annotations(at), &[port(at)])).collect();
    let context = json!({ "clusterId": "cls-aaaaaaaa", "sharing": true });
    json!({ "manifests": services, "live": services, "context": context })
}

/// A Service whose listeners get another protocol, on a CLB with more of them than its quota.
fn replaced_listeners_over_the_quota(count: usize) -> Value {
    let ports: Vec<usize> = (1..=count).collect();
    let http = list(count, |at| format!(r#""{}":{{"protocol":["HTTP"]}}"#, at + 1));
    let annotations = |specified: &str| {
        let id = "lb-aaaaaaaa";
        json!({ "service.kubernetes.io/loadbalance-id": id, "service.cloud.tencent.com/specify-protocol": specified })
    };
    let listener = |port: &usize| {
        json!({
            "ListenerId": format!("lbl-{port:08}"), "ListenerName": "TKE-DEDICATED-LISTENER", "Protocol": "TCP", "Port": port,
        })
    };
    let tag = |key: &str, value: &str| json!({ "TagKey": key, "TagValue": value });
    let tags = [tag("tke-createdBy-flag", "yes"), tag("tke-clusterId", "cls-aaaaaaaa")];
    let clb = json!({
        "complete": true,
        "loadBalancers": [{ "LoadBalancerId": "lb-aaaaaaaa", "LoadBalancerType": "OPEN", "Forward": 1, "Tags": tags }],
        "listeners": { "lb-aaaaaaaa": ports.iter().map(listener).collect::<Vec<Value>>() },
    });
    json!({
        "manifests": [service(0, annotations(&format!("{{{http}}}")), &ports)],
        "live": [service(0, annotations("{}"), &ports)],
        "context": { "clusterId": "cls-aaaaaaaa" },
        "clb": clb,
    })
}

fn service(number: usize, annotations: Value, ports: &[usize]) -> Value {
    let ports: Vec<Value> = ports.iter().map(|port| json!({ "name": format!("p{port}"), "port": port })).collect();
    json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": { "name": format!("web-{number}"), "namespace": "shop", "annotations": annotations },
        "spec": { "type": "LoadBalancer", "ports": ports },
    })
}

fn request(manifests: Vec<Value>) -> Value {
    json!({ "manifests": manifests, "context": { "clusterId": "cls-aaaaaaaa", "sharing": true } })
}

fn time(request: &str) -> Duration {
    let start = Instant::now();
    let mut answers = vec![clbplan::plan_sync(request)];
    // A report is about manifests alone; its request has no `clb`.
    if !request.contains("\"clb\":") {
        answers.push(clbplan::validate_service(request));
    }
    assert!(answers.iter().all(|answer| answer.contains("diagnostics")), "no answers");
    start.elapsed()
}

#[test]
fn time_grows_in_proportion_to_the_input() {
    let mut slow = Vec::new();
    for (name, count, make_request) in INPUTS {
        let [small, large] = [*count, count * 4].map(|count| make_request(count).to_string());
        let ratio = |_| time(&large).as_secs_f64() / time(&small).as_secs_f64();
        let ratios: Vec<f64> = (0..ATTEMPTS).map(ratio).take_while(|ratio| *ratio >= MAX_RATIO).collect();
        if ratios.len() == ATTEMPTS {
            slow.push(format!("{name}: {ratios:.1?} times as long for four times as much"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
