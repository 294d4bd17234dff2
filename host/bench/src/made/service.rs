//! One Service, as it is written and as the cluster holds it.

use serde_json::{Value, json};

/// A Service's place in the count; everything else of it follows from that.
#[derive(Debug, Clone, Copy)]
pub struct Place(pub usize);

impl Place {
    pub fn name(self) -> String {
        format!("web-{:05}", self.0)
    }

    pub fn namespace(self) -> String {
        format!("team-{}", self.0 % 10)
    }

    pub fn uid(self) -> String {
        format!("c30f7a5c-7846-4a29-8368-{:012x}", self.0)
    }

    pub fn load_balancer(self) -> String {
        format!("lb-{:08}", self.0)
    }

    pub fn listener(self, port: usize) -> String {
        format!("lbl-{:05}{port:03}", self.0)
    }

    pub fn vip(self) -> String {
        format!("119.{}.{}.{}", self.0 / 62_500, self.0 / 250 % 250 + 1, self.0 % 250 + 1)
    }

    /// Every fourth binds its Pods instead of nodes.
    pub fn direct(self) -> bool {
        self.0 % 4 == 3
    }

    /// One to three.
    pub fn ports(self) -> usize {
        self.0 % 3 + 1
    }

    pub fn node_port(self, port: usize) -> usize {
        30_000 + (self.0 * 3 + port) % 2_768
    }
}

/// A Service with so many ports, as people write it.
pub fn service(place: usize, ports: usize) -> Value {
    let place = Place(place);
    let annotations = if place.direct() {
        json!({ "service.cloud.tencent.com/direct-access": "true" })
    } else {
        json!({ "service.kubernetes.io/service.extensiveParameters": "{\"AddressIPVersion\":\"IPV4\"}" })
    };
    json!({
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
            "name": place.name(),
            "namespace": place.namespace(),
            "labels": { "app": place.name(), "team": place.namespace() },
            "annotations": annotations,
        },
        "spec": {
            "type": "LoadBalancer",
            "selector": { "app": place.name() },
            "ports": (0..ports).map(|port| port_of(place, port)).collect::<Vec<_>>(),
        },
    })
}

fn port_of(place: Place, port: usize) -> Value {
    json!({
        "name": format!("port-{port}"),
        "port": 80 + port,
        "protocol": "TCP",
        "targetPort": 8080 + port,
        "nodePort": place.node_port(port),
    })
}

/// The same as the cluster holds it: with what the API server and the controller wrote.
pub fn live(place: usize) -> Value {
    let mut object = service(place, Place(place).ports());
    let place = Place(place);
    let ip = format!("192.168.{}.{}", place.0 / 250 % 250, place.0 % 250 + 1);
    for (path, value) in [
        ("metadata.uid", json!(place.uid())),
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
        ("status.loadBalancer.ingress", json!([{ "ip": place.vip(), "ipMode": "VIP" }])),
    ] {
        *member(&mut object, path) = value;
    }
    for (name, value) in [
        ("service.kubernetes.io/loadbalance-id", place.load_balancer()),
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
