//! A server with a small cluster, and what reading it gives.

use crate::fake_api_server::{Answer, FakeApiServer, Request, TemporaryTestFolder, kubeconfig};
use clbplan_live::cluster::{
    ClusterObjects, ConnectError, ConnectionOptions, ListScope, NamespacesToRead, NotRead, read,
};
use serde_json::{Value, json};
use std::time::Duration;

pub const TOKEN_USER: &str = "{token: t}";

pub fn service(namespace: &str, name: &str) -> Value {
    json!({ "metadata": { "namespace": namespace, "name": name, "managedFields": [{}] }, "spec": { "type": "LoadBalancer" } })
}

/// The answer of a cluster with two Services and one object of every other kind.
pub fn small_cluster(request: &Request) -> Answer {
    let list = |items: Value| Answer::json(&json!({ "kind": "List", "metadata": {}, "items": items }));
    let named = |name: &str| json!({ "metadata": { "name": name, "namespace": "shop" } });
    match request.path() {
        "/version" => Answer::json(&json!({ "gitVersion": "v1.34.1-tke.2" })),
        "/api/v1/services" => {
            let mut web = service("shop", "web");
            web["metadata"]["annotations"] = json!({
                "service.cloud.tencent.com/specify-protocol": "{}", "service.cloud.tencent.com/direct-access": "true"
            });
            list(json!([service("default", "kubernetes"), web]))
        }
        "/api/v1/nodes" => list(json!([{
            "metadata": { "name": "node-1" }, "spec": { "providerID": "qcloud:///100003/ins-1" },
            "status": { "images": [{ "names": ["large"] }] }
        }])),
        "/apis/discovery.k8s.io/v1/endpointslices" => list(json!([named("web-1")])),
        "/apis/cloud.tencent.com/v1alpha1/tkeserviceconfigs" => list(json!([named("web-config")])),
        "/apis/networking.k8s.io/v1/ingresses" => list(json!([named("web")])),
        "/apis/networking.k8s.io/v1/servicecidrs" => list(json!([{ "metadata": { "name": "kubernetes" } }])),
        "/api/v1/namespaces/kube-system/configmaps/tke-service-controller-config" => {
            Answer::json(&json!({ "metadata": { "name": "tke-service-controller-config", "namespace": "kube-system" },
                "data": { "VERSION": "v2.11.0" } }))
        }
        "/api/v1/namespaces/shop/secrets" => list(json!([{
            "metadata": { "name": "tls", "namespace": "shop", "annotations": { "last-applied": "hunter2" } },
            "data": { "qcloud_cert_id": "YWJj", "password": "hunter2" }
        }])),
        "/api/v1/namespaces/shop/pods" => list(json!([{
            "metadata": { "name": "web-0", "namespace": "shop" }, "spec": { "containers": [{ "args": ["hunter2"] }] }
        }])),
        path => Answer::failure(404, &format!("the server could not find the requested resource {path}")),
    }
}

pub struct Outcome {
    pub read: Result<ClusterObjects, ConnectError>,
    pub server: FakeApiServer,
}

impl Outcome {
    #[track_caller]
    pub fn objects(&self) -> &ClusterObjects {
        self.read.as_ref().unwrap()
    }

    /// Kinds and names, in order.
    pub fn names(&self) -> Vec<String> {
        let text = |object: &Value, pointer: &str| object.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        let objects = self.objects().objects.iter();
        objects.map(|object| format!("{} {}", text(object, "/kind"), text(object, "/metadata/name"))).collect()
    }

    /// What was not read: kind and scope, with its failure.
    pub fn not_read(&self) -> Vec<String> {
        let scope = |scope: &ListScope| match scope {
            ListScope::Cluster => "cluster".to_owned(),
            ListScope::Namespace(name) => name.clone(),
        };
        let not_read = self.objects().not_read.iter();
        not_read
            .map(|NotRead { kind, scope: of, failure }| format!("{} {}: {failure}", kind.name(), scope(of)))
            .collect()
    }
}

pub fn read_from(
    user: &str,
    change: impl Fn(&mut ConnectionOptions, &mut NamespacesToRead),
    answer: impl Fn(&Request) -> Answer + Send + Sync + 'static,
) -> Outcome {
    let folder = TemporaryTestFolder::new();
    let server = FakeApiServer::start(answer);
    let file = folder.write("config", &kubeconfig(&server.address, user));
    let mut options = ConnectionOptions {
        kubeconfig: Some(file),
        timeout: Some(Duration::from_secs(20)),
        ..ConnectionOptions::default()
    };
    let mut wanted = NamespacesToRead::default();
    change(&mut options, &mut wanted);
    Outcome { read: read(&options, &wanted), server }
}
