//! A server in this process with a small cluster, and a client that asks it as the API server does.
#![allow(dead_code)] // Each test program uses a part of it.

pub mod client;
pub mod server;

use clbplan_live::cloud::CloudState;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that is removed with its content.
pub struct TemporaryTestFolder(PathBuf);

impl TemporaryTestFolder {
    pub fn new() -> TemporaryTestFolder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("clbplan-webhook-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        TemporaryTestFolder(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for TemporaryTestFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn example(file: &str) -> String {
    std::fs::read_to_string(root().join("host/examples/public-to-internal").join(file)).unwrap()
}

/// The cluster of the example: `shop/checkout` with the load balancer `lb-6efswuxa` and its address `119.29.48.17`.
pub fn live_objects() -> Vec<Value> {
    serde_saphyr::from_multiple(&example("live.yaml")).unwrap()
}

/// The Service `shop/checkout` of the example.
pub fn checkout() -> Value {
    live_objects().into_iter().find(|object| object.pointer("/metadata/name") == Some(&json!("checkout"))).unwrap()
}

/// The facts of the example.
pub fn context() -> Map<String, Value> {
    serde_json::from_str(&example("context.json")).unwrap()
}

/// The cloud of the example.
pub fn cloud() -> CloudState {
    CloudState {
        state: serde_json::from_str(&example("clb.json")).unwrap(),
        region: "ap-guangzhou".to_owned(),
        facts: Vec::new(),
        not_read: Vec::new(),
    }
}

/// `shop/checkout` with other members of `spec`.
pub fn checkout_with(spec: &Value) -> Value {
    let mut service = checkout();
    let own = service["spec"].as_object_mut().unwrap();
    for (key, value) in spec.as_object().unwrap() {
        own.insert(key.clone(), value.clone());
    }
    service
}

/// The same Service with an annotation.
pub fn annotated(mut service: Value, name: &str, value: &str) -> Value {
    service["metadata"]["annotations"][name] = json!(value);
    service
}

/// A Service that the API server is about to create: defaulted, with a uid, without a status.
pub fn new_service(name: &str) -> Value {
    json!({
        "apiVersion": "v1", "kind": "Service",
        "metadata": { "name": name, "namespace": "shop", "uid": "5b1c1d5e-0a64-4b7f-9a63-1f7d5c2b9e01",
            "creationTimestamp": "2026-11-29T10:00:00Z", "annotations": {} },
        "spec": { "type": "LoadBalancer", "selector": { "app": name }, "clusterIP": "192.168.4.99",
            "clusterIPs": ["192.168.4.99"], "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack",
            "internalTrafficPolicy": "Cluster", "externalTrafficPolicy": "Cluster", "sessionAffinity": "None",
            "allocateLoadBalancerNodePorts": true,
            "ports": [{ "name": "http", "port": 80, "protocol": "TCP", "targetPort": 8080, "nodePort": 30999 }] },
        "status": { "loadBalancer": {} }
    })
}

/// The body of a review.
#[derive(Clone)]
pub struct Review(pub Value);

impl Review {
    fn of(operation: &str, old: &Value, new: &Value) -> Review {
        let object = if new.is_null() { old } else { new };
        Review(json!({
            "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
            "request": {
                "uid": "705ab4f5-6393-11e8-b7cc-42010a800002",
                "kind": { "group": "", "version": "v1", "kind": "Service" },
                "resource": { "group": "", "version": "v1", "resource": "services" },
                "requestKind": { "group": "", "version": "v1", "kind": "Service" },
                "requestResource": { "group": "", "version": "v1", "resource": "services" },
                "name": object.pointer("/metadata/name"), "namespace": object.pointer("/metadata/namespace"),
                "operation": operation,
                "userInfo": { "username": "anna", "groups": ["system:authenticated"] },
                "object": new, "oldObject": old, "dryRun": false,
                "options": { "kind": "PatchOptions", "apiVersion": "meta.k8s.io/v1" }
            }
        }))
    }

    pub fn create(new: &Value) -> Review {
        Review::of("CREATE", &Value::Null, new)
    }

    pub fn update(old: &Value, new: &Value) -> Review {
        Review::of("UPDATE", old, new)
    }

    pub fn delete(old: &Value) -> Review {
        Review::of("DELETE", old, &Value::Null)
    }

    /// With another member of the request.
    pub fn with(mut self, member: &str, value: Value) -> Review {
        self.0["request"][member] = value;
        self
    }

    pub fn by(self, user: &str) -> Review {
        self.with("userInfo", json!({ "username": user }))
    }
}
