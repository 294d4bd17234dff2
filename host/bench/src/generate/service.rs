//! One Service, as a manifest and as a live object.

use super::identifiers::ServiceNumber;
use serde_json::{Value, json};

/// The manifest of a Service with some number of ports.
pub fn service(number: ServiceNumber, ports: usize) -> Value {
    let annotations = if number.is_direct() {
        json!({ "service.cloud.tencent.com/direct-access": "true" })
    } else {
        json!({ "service.kubernetes.io/service.extensiveParameters": "{\"AddressIPVersion\":\"IPV4\"}" })
    };
    json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
            "name": number.name(),
            "namespace": number.namespace(),
            "labels": { "app": number.name(), "team": number.namespace() },
            "annotations": annotations,
        },
        "spec": {
            "type": "LoadBalancer",
            "selector": { "app": number.name() },
            "ports": (0..ports).map(|port| service_port(number, port)).collect::<Vec<_>>(),
        },
    })
}

fn service_port(number: ServiceNumber, port: usize) -> Value {
    json!({
        "name": format!("port-{port}"),
        "port": 80 + port,
        "protocol": "TCP",
        "targetPort": 8080 + port,
        "nodePort": number.node_port(port),
    })
}

/// The live object, with the fields that the API server and the controller write.
pub fn live(number: ServiceNumber) -> Value {
    let mut object = service(number, number.ports());
    let ip = format!("192.168.{}.{}", number.0 / 250 % 250, number.0 % 250 + 1);
    for (path, value) in [
        ("metadata.uid", json!(number.uid())),
        ("metadata.resourceVersion", json!("48123904")),
        ("metadata.creationTimestamp", json!("2026-03-02T08:14:05Z")),
        ("metadata.finalizers", json!(["service.k8s.tencent/resources"])),
        ("spec.clusterIP", json!(ip)),
        ("spec.clusterIPs", json!([ip])),
        ("spec.ipFamilies", json!(["IPv4"])),
        ("spec.ipFamilyPolicy", json!("SingleStack")),
        ("spec.internalTrafficPolicy", json!("Cluster")),
        ("spec.externalTrafficPolicy", json!("Cluster")),
        ("spec.sessionAffinity", json!("None")),
        ("spec.allocateLoadBalancerNodePorts", json!(true)),
        ("status.loadBalancer.ingress", json!([{ "ip": number.vip(), "ipMode": "VIP" }])),
    ] {
        *member(&mut object, path) = value;
    }
    for (name, value) in [
        ("service.kubernetes.io/loadbalance-id", number.load_balancer()),
        ("service.cloud.tencent.com/sync-begin-time", "2026-01-04T10:00:00+08:00".to_owned()),
        ("service.cloud.tencent.com/sync-end-time", "2026-01-04T10:00:02+08:00".to_owned()),
    ] {
        object["metadata"]["annotations"][name] = value.into();
    }
    object["metadata"]["labels"]["service.cloud.tencent.com/loadbalance-type"] = "OPEN".into();
    object
}

fn member<'a>(object: &'a mut Value, path: &str) -> &'a mut Value {
    path.split('.').fold(object, |value, key| &mut value[key])
}
