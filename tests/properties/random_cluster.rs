//! What surrounds the Services: nodes, endpoints, Secrets, TkeServiceConfigs, switches.

use super::random_choices_as_bytes::Tape;
use super::random_service::{CONFIGS, NAMESPACES, SECRETS, SERVICES, namespace};
use serde_json::{Map, Value, json};

pub fn node(index: usize, tape: &mut Tape<'_>) -> Value {
    let mut labels = Map::new();
    if tape.chance(15) {
        let role = tape.choose(&["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"]);
        labels.insert(role.to_owned(), "".into());
    } else {
        tape.pick(2);
    }
    labels.insert("zone".into(), tape.choose(&["a", "b"]).into());
    if tape.chance(20) {
        labels.insert("gpu".into(), "yes".into());
    }
    let mut spec = Map::new();
    if tape.chance(80) {
        spec.insert("providerID".into(), format!("qcloud:///100003/ins-node000{index}").into());
    }
    if tape.chance(15) {
        spec.insert("unschedulable".into(), true.into());
    }
    let ready = tape.choose(&["True", "True", "True", "True", "False", "Unknown"]);
    let mut status = json!({ "conditions": [{ "type": "Ready", "status": ready }] });
    if !tape.chance(10) {
        status["addresses"] = json!([{ "type": "InternalIP", "address": format!("10.1.0.{}", index + 1) }]);
    }
    let metadata = json!({ "name": format!("node-{index}"), "labels": labels });
    json!({ "apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": status })
}

pub fn slice(index: usize, tape: &mut Tape<'_>) -> Value {
    let owner = tape.pick(SERVICES.len());
    let service = SERVICES[owner];
    let six = tape.chance(15);
    let mut endpoints = Vec::new();
    for position in 0..tape.pick(4) {
        let mut conditions = Map::new();
        let state = tape.pick(5);
        if state != 1 {
            conditions.insert("ready".into(), (state != 2 && state != 3).into());
        }
        if state == 3 || state == 4 {
            conditions.insert("terminating".into(), true.into());
        }
        // Two slices of one Service may list one address: during a move that happens.
        let network = tape.choose(&[index, index, 0]);
        let address =
            if six { format!("fd00::{network}:{}", position + 1) } else { format!("10.2.{network}.{}", position + 1) };
        let pod = json!({ "kind": "Pod", "name": format!("{service}-{position}") });
        let mut endpoint = json!({ "addresses": [address], "conditions": conditions, "targetRef": pod });
        if !tape.chance(15) {
            endpoint["nodeName"] = format!("node-{}", tape.pick(4)).into();
        }
        endpoints.push(endpoint);
    }
    let ports: Vec<Value> = (0..3)
        .map(|position| {
            let number = tape.choose(&[8080 + position, 8080, 9090]);
            json!({ "name": format!("p{position}"), "port": number, "protocol": tape.choose(&["TCP", "TCP", "UDP"]) })
        })
        .collect();
    let labels = json!({ "kubernetes.io/service-name": service });
    let metadata = json!({ "name": format!("{service}-{index}"), "namespace": namespace(owner), "labels": labels });
    json!({
        "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
        "addressType": if six { "IPv6" } else { "IPv4" },
        "metadata": metadata, "endpoints": endpoints, "ports": ports,
    })
}

/// Every Secret but the one that is missing.
pub fn secrets() -> Vec<Value> {
    let data = [
        json!({ "qcloud_cert_id": "Y2VydC0x" }),
        json!({ "qcloud_cert_id": "Y2VydC0y", "qcloud_ca_cert_id": "Y2EtMQ==" }),
        json!({ "tls.crt": "eA==" }),
    ];
    let secret = |namespace: &str, name: &str, data: &Value| {
        let metadata = json!({ "name": name, "namespace": namespace });
        json!({ "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": "Opaque", "data": data })
    };
    let all = |namespace| SECRETS.iter().zip(&data).map(move |(name, data)| secret(namespace, name, data));
    NAMESPACES.into_iter().flat_map(all).collect()
}

pub fn config(index: usize, tape: &mut Tape<'_>) -> Value {
    let mut balancer = Map::new();
    if let Some(bandwidth) = tape.maybe(30, &[10, 100, 0, 9999]) {
        balancer.insert("internetMaxBandwidthOut".into(), bandwidth.into());
    }
    let layer4: Vec<Value> = (0..tape.pick(3))
        .map(|_| {
            let mut segment = json!({ "protocol": tape.choose(&["TCP", "UDP"]), "port": tape.choose(&[80, 443, 53]) });
            balancing(tape, &mut segment);
            if let Some(name) = tape.maybe(12, &["tuned-listener", "{MINE}", ""]) {
                segment["listenerName"] = name.into();
            }
            segment
        })
        .collect();
    let layer7: Vec<Value> = (0..tape.pick(3))
        .map(|_| {
            let mut rule = json!({ "url": "/" });
            balancing(tape, &mut rule);
            if let Some(kind) = tape.maybe(30, &["HTTP", "HTTPS", "GRPC"]) {
                rule["forwardType"] = kind.into();
            }
            let mut domain = json!({ "domain": tape.choose(&["a.example.com", "b.example.com", ""]), "rules": [rule] });
            if let Some(on) = tape.maybe(30, &[true, false]) {
                domain["http2"] = on.into();
            }
            let mut segment = json!({ "protocol": tape.choose(&["HTTP", "HTTPS"]), "port": tape.choose(&[80, 443]) });
            segment["domains"] = json!([domain]);
            if let Some(on) = tape.maybe(30, &[1, 0]) {
                segment["keepaliveEnable"] = on.into();
            }
            segment
        })
        .collect();
    balancer.insert("l4Listeners".into(), layer4.into());
    balancer.insert("l7Listeners".into(), layer7.into());
    let kind = tape.choose(&["TkeServiceConfig", "TKEServiceConfig"]);
    let metadata =
        json!({ "name": CONFIGS[index % 2], "namespace": tape.choose(&[NAMESPACES[0], NAMESPACES[0], NAMESPACES[1]]) });
    let spec = json!({ "loadBalancer": balancer });
    json!({ "apiVersion": "cloud.tencent.com/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec })
}

/// What segments of listeners and rules have in common.
fn balancing(tape: &mut Tape<'_>, segment: &mut Value) {
    if tape.chance(40) {
        segment["session"] = tape.choose(&[
            json!({ "enable": true, "sessionExpireTime": 60 }),
            json!({ "enable": true }),
            json!({ "enable": false }),
            json!({ "enable": true, "sessionExpireTime": 5 }),
        ]);
    }
    if tape.chance(60) {
        segment["healthCheck"] = tape.choose(&[
            json!({ "enable": true, "intervalTime": 10, "timeout": 3 }),
            json!({ "enable": false }),
            json!({ "enable": true }),
            json!({ "enable": true, "timeout": 30 }),
            json!({ "enable": true, "checkType": "HTTP", "httpVersion": "HTTP/1.1", "healthNum": 2 }),
            json!({ "enable": true, "checkType": "PING" }),
            json!({ "enable": true, "checkType": "CUSTOM", "contextType": "TEXT", "sendContext": "{PING}", "recvContext": "x" }),
            json!({ "enable": true, "checkPort": 8081, "sourceIpType": 1 }),
            json!({ "enable": true, "checkType": "HTTPS", "httpVersion": "HTTP/2" }),
            json!({ "enable": true, "checkType": "GRPC", "unHealthNum": 5 }),
            json!({ "enable": true, "checkType": "CUSTOM", "contextType": "HEX", "sendContext": "0G", "recvContext": "00" }),
            json!({ "enable": true, "checkType": "HTTP", "httpVersion": "HTTP/1.0", "httpCheckDomain": "a.example.com" }),
            json!({ "enable": true, "httpCheckPath": "/ok", "httpCheckDomain": "a.example.com", "httpCode": 3 }),
        ]);
    }
    if let Some(scheduler) = tape.maybe(40, &["WRR", "LEAST_CONN", "IP_HASH"]) {
        segment["scheduler"] = scheduler.into();
    }
}

/// The ConfigMap of the controller's switches.
pub fn switches(tape: &mut Tape<'_>) -> Value {
    let data = tape.choose(&[
        json!({ "VERSION": "v2.11.0" }),
        json!({ "REUSE_LOADBALANCER": "false", "VERSION": "v2.10.0" }),
        json!({ "REUSE_LOADBALANCER": "true" }),
        json!({ "REUSE_LOADBALANCER": "false", "GlobalRouteDirectAccess": "true" }),
    ]);
    let metadata = json!({ "name": "tke-service-controller-config", "namespace": "kube-system" });
    json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data })
}
