//! The inputs: each is a function of the number of its repeated parts. Other tests of growth include this file.
//!
//! Each of these was slow or large once, or is like one that was.

use serde_json::{Value, json};

/// Makes the members of a request with that many repeated parts. `manifests` is a list of objects, or a text.
pub type MakeRequest = fn(usize) -> Value;

/// The numbers of parts of large inputs, each four times the one before.
pub const LARGE: [usize; 3] = [500, 2_000, 8_000];

/// Whether the environment variable `CLBPLAN_GROWTH_OF` has a part of the name, or does not exist.
pub fn is_selected(name: &str) -> bool {
    std::env::var("CLBPLAN_GROWTH_OF").map_or(true, |part| name.contains(&part))
}

/// How the manifests are written.
#[derive(Debug, Clone, Copy)]
pub enum Layout {
    /// JSON on one line.
    OneLine,
    /// YAML documents.
    ManyLines,
}

impl Layout {
    /// The manifests as text.
    pub fn write(self, manifests: &Value) -> String {
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": manifests });
        match self {
            Layout::OneLine => list.to_string(),
            Layout::ManyLines => {
                let items = manifests.as_array().into_iter().flatten();
                items.map(|item| format!("---\n{}", serde_yaml_ng::to_string(item).unwrap())).collect()
            }
        }
    }

    /// The request with that many parts, whose manifests are written in this way.
    pub fn request(self, make_request: MakeRequest, count: usize) -> String {
        let mut request = make_request(count);
        if let Some(manifests) = request.get("manifests") {
            request["manifests"] = Value::String(self.write(manifests));
        }
        request.to_string()
    }
}

/// A report is about manifests alone; its request has no `clb`.
pub fn is_about_manifests_alone(request: &str) -> bool {
    !request.contains("\"clb\":") && !request.contains("\"delete\":")
}

const GROUPS: &str = "service.cloud.tencent.com/security-groups";
const DIRECT: &str = "service.cloud.tencent.com/direct-access";
const EXISTING: &str = "service.kubernetes.io/tke-existed-lbid";
const CLUSTER: &str = "cls-aaaaaaaa";
const LB: &str = "lb-aaaaaaaa";

/// A name, the smaller number of parts, and the input.
pub const INPUTS: &[(&str, usize, MakeRequest)] = &[
    ("members of specify-protocol with one name", 100, |count| {
        specify_protocol(&list(count, |_| r#""80":{"protocol":["TPC"]}"#.to_owned()))
    }),
    ("ports of specify-protocol", 100, |count| {
        specify_protocol(&list(count, |at| format!(r#""{}":{{"protocol":["TCP"]}}"#, at + 1000)))
    }),
    ("hosts of specify-protocol", 100, |count| {
        let hosts = list(count, |at| format!(r#""a{at}.example.com":{{"tls":"web"}}"#));
        specify_protocol(&format!(r#""80":{{"protocol":["HTTPS"],"hosts":{{{hosts}}}}}"#))
    }),
    ("security groups", 150, |count| {
        request(vec![service(0, json!({ GROUPS: list(count, |at| format!("sg-{at:08}")) }), &[80])])
    }),
    ("codes to ignore", 100, |count| {
        let codes: Vec<String> = (0..count).map(|at| format!("some/code{at}")).collect();
        json!({ "manifests": vec![json!({ "kind": "Service" }); count], "ignore": codes })
    }),
    (
        "objects with unknown fields",
        100,
        |count| json!({ "manifests": vec![json!({ "kind": "Service", "spec": { "x": 1 } }); count] }),
    ),
    ("Services with valid annotations", 100, |count| request((0..count).map(annotated_service).collect())),
    ("Services with invalid annotations", 100, |count| {
        let annotations = json!({
            DIRECT: "ture", GROUPS: "sg-1,x", "service.cloud.tencent.com/specify-protocol": "{\"80\":{\"protocol\":[\"TPC\"]}}",
        });
        request((0..count).map(|at| service(at, annotations.clone(), &[80])).collect())
    }),
    ("annotations with unknown names", 100, |count| {
        let annotations = (0..count).map(|at| (format!("service.cloud.tencent.com/unknown-{at}"), json!("x")));
        request(vec![service(0, Value::Object(annotations.collect()), &[80])])
    }),
    ("ports", 100, |count| request(vec![service(0, json!({}), &(1..=count).collect::<Vec<_>>())])),
    ("ports within the quota", 100, |count| {
        with_quotas(request(vec![service(0, json!({}), &(1..=count).collect::<Vec<_>>())]))
    }),
    ("listeners in place of others, over the quota", 60, replaced_listeners_over_the_quota),
    ("one port many times", 100, |count| request(vec![service(0, json!({}), &vec![80; count])])),
    ("ports with one node port", 100, |count| {
        let mut service = service(0, json!({}), &(1..=count).collect::<Vec<_>>());
        for port in service["spec"]["ports"].as_array_mut().into_iter().flatten() {
            port["nodePort"] = json!(30080);
        }
        with_quotas(request(vec![service]))
    }),
    ("Services on one port of a CLB", 100, |count| services_on_one_clb(count, |_| "sg-aaaaaaaa".to_owned(), |_| 80)),
    ("Services on one CLB", 100, |count| services_on_one_clb(count, |at| format!("sg-{at:08}"), |at| at + 1)),
    ("live Services on one CLB with its listeners", 100, |count| live_on_one_clb_with_listeners(count, EXISTING, &[])),
    ("live Services on one CLB with its listeners, over the quota", 100, |count| {
        let mut request = live_on_one_clb_with_listeners(count, EXISTING, &[]);
        request["context"]["quotas"] = json!({ "listenersPerClb": 50 });
        request
    }),
    ("live Services that have one CLB of TKE", 50, |count| {
        let created = tag("tke-createdBy-flag", "yes");
        live_on_one_clb_with_listeners(count, "service.kubernetes.io/loadbalance-id", &[created])
    }),
    ("Services and nodes, by pairs", 400, |pairs| {
        let services = (0..pairs.isqrt()).map(|at| service(at, json!({}), &[80])).collect();
        on_nodes_without_cloud(pairs.isqrt(), with_quotas(request(services)))
    }),
    ("live Services and nodes, by pairs", 400, |pairs| {
        let assigned = |at: usize| json!({ "service.kubernetes.io/loadbalance-id": format!("lb-{at:08}") });
        let services: Vec<Value> = (0..pairs.isqrt()).map(|at| live(service(at, assigned(at), &[80]))).collect();
        let mut request = on_nodes_without_cloud(pairs.isqrt(), with_quotas(request(services.clone())));
        request["live"].as_array_mut().into_iter().for_each(|live| live.extend(services.clone()));
        request
    }),
    ("Services in a cluster", 100, |count| {
        let live: Vec<Value> = (0..count).map(|at| live(annotated_service(at))).collect();
        json!({ "manifests": live, "live": live, "context": { "clusterId": CLUSTER } })
    }),
    ("nodes and endpoints of a direct Service", 30, |count| {
        let service = service(0, json!({ DIRECT: "true" }), &(1..=20).collect::<Vec<_>>());
        on_nodes(count, with_quotas(request(vec![service])))
    }),
    ("nodes and endpoints of a Service with local traffic", 100, |count| {
        let mut service =
            service(0, json!({ "service.kubernetes.io/local-svc-only-bind-node-with-pod": "true" }), &[1]);
        service["spec"]["externalTrafficPolicy"] = json!("Local");
        on_nodes(count, with_quotas(request(vec![service])))
    }),
    ("annotations of the manifest applied last", 500, |count| {
        let annotations: Value = (0..count).map(|at| (format!("example.com/a{at}"), json!("x"))).collect();
        let mut live = live(service(0, annotations.clone(), &[80]));
        let last = service(0, annotations.clone(), &[80]).to_string();
        live["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = json!(last);
        json!({ "manifests": [service(0, annotations, &[80])], "live": [live], "context": { "clusterId": CLUSTER } })
    }),
    (
        "fractions",
        100,
        |count| json!({ "manifests": [{ "kind": "Service", "spec": vec![json!(1.234_567_890_123_456_7e-300); count] }] }),
    ),
];

fn list(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<String>>().join(",")
}

fn specify_protocol(members: &str) -> Value {
    let annotations = json!({ "service.cloud.tencent.com/specify-protocol": format!("{{{members}}}") });
    json!({ "manifests": [service(0, annotations, &[80])] })
}

fn annotated_service(at: usize) -> Value {
    let annotations = json!({
        DIRECT: "true",
        "service.cloud.tencent.com/pass-to-target": "true",
        "service.kubernetes.io/qcloud-loadbalancer-internet-charge-type": "TRAFFIC_POSTPAID_BY_HOUR",
        "service.kubernetes.io/qcloud-loadbalancer-internet-max-bandwidth-out": "10",
    });
    service(at, annotations, &[80])
}

/// Services on one existing CLB, each with this security group and port; all of them live.
fn services_on_one_clb(count: usize, group: impl Fn(usize) -> String, port: impl Fn(usize) -> usize) -> Value {
    let annotations = |at| json!({ EXISTING: LB, GROUPS: group(at) });
    let services: Vec<Value> = (0..count).map(|at| service(at, annotations(at), &[port(at)])).collect();
    json!({ "manifests": services, "live": services, "context": { "clusterId": CLUSTER, "sharing": true } })
}

/// A Service whose listeners get another protocol, on a CLB with more of them than its quota.
fn replaced_listeners_over_the_quota(count: usize) -> Value {
    let ports: Vec<usize> = (1..=count).collect();
    let http = list(count, |at| format!(r#""{}":{{"protocol":["HTTP"]}}"#, at + 1));
    let annotations = |specified: &str| json!({ "service.kubernetes.io/loadbalance-id": LB, "service.cloud.tencent.com/specify-protocol": specified });
    json!({
        "manifests": [service(0, annotations(&format!("{{{http}}}")), &ports)],
        "live": [service(0, annotations("{}"), &ports)],
        "context": { "clusterId": CLUSTER },
        "clb": cloud(&[], &ports),
    })
}

/// The cloud with one CLB of TKE, with these tags and a TCP listener on each port.
fn cloud(tags: &[Value], ports: &[usize]) -> Value {
    let listener = |port: &usize| {
        json!({
            "ListenerId": format!("lbl-{port:08}"), "ListenerName": "TKE-DEDICATED-LISTENER", "Protocol": "TCP", "Port": port,
        })
    };
    let own = [tag("tke-createdBy-flag", "yes"), tag("tke-clusterId", CLUSTER)];
    let tags: Vec<&Value> = own.iter().chain(tags).collect();
    json!({
        "complete": true,
        "loadBalancers": [{ "LoadBalancerId": LB, "LoadBalancerType": "OPEN", "Forward": 1, "Tags": tags }],
        "listeners": { LB: ports.iter().map(listener).collect::<Vec<Value>>() },
    })
}

/// Live Services that have one CLB by this annotation, each with its listener there. The CLB has these tags and the
/// cluster's.
fn live_on_one_clb_with_listeners(count: usize, names_clb: &str, tags: &[Value]) -> Value {
    let assigned = |at| {
        let annotations = json!({ names_clb: LB, "service.kubernetes.io/loadbalance-id": LB });
        live(service(at, annotations, &[at + 1]))
    };
    let services: Vec<Value> = (0..count).map(assigned).collect();
    let ports: Vec<usize> = (1..=count).collect();
    let mut clb = cloud(&[], &ports);
    let own = tag("tke-clusterId", CLUSTER);
    let tags: Vec<&Value> = [&own].into_iter().chain(tags).collect();
    clb["loadBalancers"][0]["Tags"] = json!(tags);
    with_quotas(json!({
        "manifests": services,
        "live": services,
        "context": { "clusterId": CLUSTER, "sharing": true },
        "clb": clb,
    }))
}

/// The request with nodes, and without the cloud.
fn on_nodes_without_cloud(count: usize, request: Value) -> Value {
    let mut request = on_nodes(count, request);
    if let Some(members) = request.as_object_mut() {
        members.remove("clb");
    }
    request
}

fn tag(key: &str, value: &str) -> Value {
    json!({ "TagKey": key, "TagValue": value })
}

/// The request with nodes, and with a Pod of Service 0 on each of them.
fn on_nodes(count: usize, mut request: Value) -> Value {
    let address = |at: usize| format!("10.{}.{}.{}", at / 62_500, at / 250 % 250, at % 250 + 1);
    let node = |at: usize| {
        json!({
            "apiVersion": "v1", "kind": "Node", "metadata": { "name": address(at) },
            "spec": { "providerID": format!("qcloud:///100003/ins-{at:08}") },
            "status": {
                "addresses": [{ "type": "InternalIP", "address": address(at) }],
                "conditions": [{ "type": "Ready", "status": "True" }],
            },
        })
    };
    let ports: Vec<Value> =
        (1..=20).map(|port| json!({ "name": format!("p{port}"), "port": port, "protocol": "TCP" })).collect();
    let endpoint = |at: usize| json!({ "addresses": [format!("172.16.{}.{}", at / 250, at % 250 + 1)], "conditions": { "ready": true }, "nodeName": address(at) });
    let slice = json!({
        "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
        "metadata": { "name": "web-0-x", "namespace": "shop", "labels": { "kubernetes.io/service-name": "web-0" } },
        "ports": ports,
        "endpoints": (0..count).map(endpoint).collect::<Vec<Value>>(),
    });
    let live: Vec<Value> = (0..count).map(node).chain([slice]).collect();
    request["live"] = json!(live);
    request["clb"] = json!({ "complete": true, "loadBalancers": [] });
    request
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

/// The Service as a cluster has it.
fn live(mut service: Value) -> Value {
    let number = service["metadata"]["name"].as_str().and_then(|name| name.strip_prefix("web-")?.parse().ok());
    let number: usize = number.unwrap_or_default();
    service["metadata"]["uid"] = json!(uid(number));
    for port in service["spec"]["ports"].as_array_mut().into_iter().flatten() {
        port["nodePort"] = json!(30_000 + port["port"].as_u64().unwrap_or_default());
    }
    service["status"] = json!({ "loadBalancer": { "ingress": [{ "ip": "119.29.48.17" }] } });
    service
}

fn uid(number: usize) -> String {
    format!("c30f7a5c-7846-5a29-9368-{number:012}")
}

fn request(manifests: Vec<Value>) -> Value {
    json!({ "manifests": manifests, "context": { "clusterId": CLUSTER, "sharing": true } })
}

/// The request with quotas that are never exceeded.
fn with_quotas(mut request: Value) -> Value {
    request["context"]["quotas"] = json!({ "listenersPerClb": 100_000, "targetsPerListener": 100_000 });
    request
}
