//! A cluster as people have it: 41 Services in seven namespaces, 21 of them with a load balancer, and what can go wrong with
//! them. Generated, so that no file of a real cluster is kept. The tests of the command line read the same cluster.

use serde_json::{Value, json};

/// The cluster, and the answers of the cloud about it.
pub struct Cluster {
    /// What `kubectl get -o json` returns.
    pub live: Vec<Value>,
    /// What the cloud's API returns.
    pub clb: Value,
    /// What is known of the cluster.
    pub context: Value,
}

/// The Services with a load balancer: namespace, name, and whether it is public.
const WITH_LOAD_BALANCER: [(&str, &str, bool); 21] = [
    ("data", "clickhouse", false),
    ("data", "kafka-0", false),
    ("data", "kafka-1", false),
    ("data", "kafka-2", false),
    ("game", "gate", true),
    ("game", "login", true),
    ("game", "lobby", true),
    ("ingress", "controller", true),
    ("ingress", "controller-internal", false),
    ("istio", "gateway", true),
    ("platform", "argocd", false),
    ("platform", "gitlab", false),
    ("platform", "grafana", false),
    ("platform", "harbor", false),
    ("platform", "vault", false),
    ("shop", "api", true),
    ("shop", "checkout", true),
    ("shop", "legacy", true),
    ("shop", "old", true),
    ("shop", "search", false),
    ("shop", "web", true),
];

/// Services whose live object has an annotation that is misspelt: findings that no change brings.
const MISSPELT: [&str; 4] = ["argocd", "gitlab", "grafana", "harbor"];

const CLUSTER: &str = "cls-8kq2mz7w";

/// The cluster: 21 Services with a load balancer, 18 others, and the two that every cluster has.
pub fn cluster() -> Cluster {
    let mut live: Vec<Value> = (1..=2).map(node).collect();
    live.push(ingress());
    live.push(plain("default", "kubernetes", 0));
    live.push(plain("kube-system", "kube-dns", 1));
    let namespaces = ["data", "game", "platform", "shop", "istio", "ingress"];
    live.extend((0..18).map(|n| plain(namespaces[n % 6], &format!("worker-{n}"), n + 2)));
    live.extend((0..21).map(live_service));
    let load_balancers: Vec<Value> = (0..21).map(load_balancer).chain([orphan()]).collect();
    // Somebody deleted the listener of `game/lobby` in the console.
    let of = |n: usize, listener: fn(usize) -> Value| match WITH_LOAD_BALANCER[n].1 {
        "lobby" => (id(n), json!([])),
        _ => (id(n), json!([listener(n)])),
    };
    let listeners = |n: usize| of(n, listener);
    let targets = |n: usize| of(n, bound);
    let clb = json!({
        "loadBalancers": load_balancers,
        "listeners": (0..21).map(listeners).collect::<serde_json::Map<_, _>>(),
        "targets": (0..21).map(targets).collect::<serde_json::Map<_, _>>(),
        "complete": true,
    });
    let context = json!({
        "clusterId": CLUSTER, "region": "ap-guangzhou", "vpcId": "vpc-30xqxt9p", "uin": "100012345678",
        "kubernetesVersion": "1.34", "controllerVersion": "v2.11.0", "clusterType": "managed",
        "networkModes": ["GlobalRouter"], "sharing": true, "lifecycleMode": "blocked",
    });
    Cluster { live, clb, context }
}

/// The manifest of every Service of the cluster, as it was applied.
pub fn manifests() -> Vec<Value> {
    let plain = cluster().live.into_iter().filter(|object| object["spec"]["type"] == "ClusterIP");
    let plain =
        plain.filter(|object| object["metadata"]["name"].as_str().is_some_and(|name| name.starts_with("worker")));
    plain.map(without_server_fields).chain((0..21).map(manifest)).collect()
}

/// The manifest of one Service.
pub fn manifest_of(name: &str) -> Value {
    let number = WITH_LOAD_BALANCER.iter().position(|(_, known, _)| *known == name).expect("a known Service");
    manifest(number)
}

/// A release that does everything at once: a deletion is left to the caller; `shop/web` becomes ClusterIP, `shop/api` another
/// CLB type, `game/login` gets a port, `platform/vault` an invalid value, and `shop/new` is created.
pub fn dangerous_release() -> Vec<Value> {
    let mut objects = manifests();
    let mut edit = |name: &str, pointer: &str, value: Value| {
        let object = objects.iter_mut().find(|object| object["metadata"]["name"] == name).expect("a known Service");
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        object.pointer_mut(parent).expect("a parent")[key.replace("~1", "/")] = value;
    };
    edit("web", "/spec/type", json!("ClusterIP"));
    edit(
        "api",
        "/metadata/annotations/service.kubernetes.io~1qcloud-loadbalancer-internal-subnetid",
        json!("subnet-aaaa1111"),
    );
    edit("login", "/spec/ports/0/port", json!(8443));
    edit("vault", "/metadata/annotations/service.cloud.tencent.com~1direct-access", json!("maybe"));
    let mut new = manifest_of("search");
    new["metadata"] = json!({ "name": "new", "namespace": "shop" });
    new["spec"]["ports"][0]["nodePort"] = json!(31500);
    objects.push(new);
    objects.retain(|object| object["metadata"]["name"] != "old");
    objects
}

fn node(number: usize) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": { "name": format!("10.0.0.{number}"), "labels": { "topology.kubernetes.io/zone": "100003" } },
        "spec": { "providerID": format!("qcloud:///100003/ins-aaaa000{number}") },
        "status": {
            "addresses": [{ "type": "InternalIP", "address": format!("10.0.0.{number}") }],
            "conditions": [{ "type": "Ready", "status": "True", "reason": "KubeletReady" }],
        },
    })
}

/// An Ingress of a controller in the cluster, which uses no load balancer of its own.
fn ingress() -> Value {
    json!({
        "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
        "metadata": { "namespace": "shop", "name": "site" },
        "spec": { "ingressClassName": "nginx", "rules": [{ "host": "shop.example.com" }] },
    })
}

fn plain(namespace: &str, name: &str, number: usize) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name, "namespace": namespace, "uid": uid(100 + number) },
        "spec": {
            "type": "ClusterIP", "clusterIP": format!("192.168.9.{}", number + 1), "selector": { "app": name },
            "ports": [{ "name": "http", "port": 80, "protocol": "TCP", "targetPort": 8080 }],
        },
    })
}

fn manifest(number: usize) -> Value {
    let (namespace, name, public) = WITH_LOAD_BALANCER[number];
    let mut annotations = serde_json::Map::new();
    if !public {
        annotations
            .insert("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid".into(), json!("subnet-aaaa1111"));
    }
    if MISSPELT.contains(&name) {
        annotations.insert("service.cloud.tencent.com/direct-acess".into(), json!("true"));
    }
    json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name, "namespace": namespace, "annotations": annotations },
        "spec": {
            "type": "LoadBalancer", "selector": { "app": name },
            "ports": [{
                "name": "http", "port": 8000 + number, "protocol": "TCP", "targetPort": 8080, "nodePort": 30100 + number,
            }],
        },
    })
}

fn live_service(number: usize) -> Value {
    let mut object = manifest(number);
    object["metadata"]["uid"] = json!(uid(number));
    object["metadata"]["annotations"]["service.kubernetes.io/loadbalance-id"] = json!(id(number));
    object["metadata"]["finalizers"] = json!(["service.k8s.tencent/resources"]);
    let spec = &mut object["spec"];
    spec["clusterIP"] = json!(format!("192.168.4.{}", number + 1));
    spec["sessionAffinity"] = json!("None");
    spec["externalTrafficPolicy"] = json!("Cluster");
    spec["internalTrafficPolicy"] = json!("Cluster");
    spec["allocateLoadBalancerNodePorts"] = json!(true);
    object["status"] = json!({ "loadBalancer": { "ingress": [{ "ip": address(number) }] } });
    object
}

fn without_server_fields(mut object: Value) -> Value {
    object["metadata"].as_object_mut().expect("metadata").remove("uid");
    object["spec"].as_object_mut().expect("a spec").remove("clusterIP");
    object
}

fn load_balancer(number: usize) -> Value {
    let (namespace, name, public) = WITH_LOAD_BALANCER[number];
    let tag = |key: &str, value: &str| json!({ "TagKey": key, "TagValue": value });
    json!({
        "LoadBalancerId": id(number), "LoadBalancerName": format!("{CLUSTER}_{namespace}_{name}"),
        "LoadBalancerType": if public { "OPEN" } else { "INTERNAL" }, "Forward": 1, "Domain": "",
        "LoadBalancerVips": [address(number)], "Status": 1, "VpcId": "vpc-30xqxt9p",
        "SubnetId": if public { "" } else { "subnet-aaaa1111" }, "AddressIPVersion": "ipv4",
        "Tags": [tag("tke-clusterId", CLUSTER), tag("tke-createdBy-flag", "yes")],
        "AttributeFlags": [], "AssociateEndpoint": "",
    })
}

fn orphan() -> Value {
    let mut lb = load_balancer(17);
    lb["LoadBalancerId"] = json!("lb-0rphan01");
    lb["LoadBalancerName"] = json!(format!("{CLUSTER}_shop_gone"));
    lb["LoadBalancerVips"] = json!(["119.29.60.1"]);
    lb
}

fn listener(number: usize) -> Value {
    json!({
        "ListenerId": format!("lbl-{number:08}"), "ListenerName": "TKE-DEDICATED-LISTENER", "Protocol": "TCP",
        "Port": 8000 + number, "EndPort": 0, "Scheduler": "WRR", "SessionExpireTime": 0, "SessionType": "NORMAL",
    })
}

fn bound(number: usize) -> Value {
    let target = |node: usize| {
        json!({
            "Type": "CVM", "InstanceId": format!("ins-aaaa000{node}"), "Port": 30100 + number, "Weight": 10,
            "PrivateIpAddresses": [format!("10.0.0.{node}")],
        })
    };
    let mut listener = listener(number);
    listener["Targets"] = (1..=2).map(target).collect();
    listener
}

fn id(number: usize) -> String {
    format!("lb-{number:08}")
}

fn address(number: usize) -> String {
    let network = if WITH_LOAD_BALANCER[number].2 { "119.29.48" } else { "10.20.64" };
    format!("{network}.{}", number + 1)
}

fn uid(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}
