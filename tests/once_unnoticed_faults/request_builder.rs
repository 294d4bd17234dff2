//! Small requests from the base of the scenarios, and what their plans say.

use crate::harness::indent_reorder_and_patch_json::merge_patch;
use crate::harness::render_answer_for_review::{list, str_of};
use crate::harness::scenario_base::Base;
use crate::harness::{objects, root};
use serde_json::{Value, json};
use std::fs;

/// The parts of a request to `planSync`, as YAML; empty ones are left out. `base: NAME` is an object of
/// `tests/scenarios/base.yaml`, everywhere but in `context` and `further`.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestInYaml<'a> {
    /// Services as their authors write them: what the cluster adds to `base` is removed.
    pub manifests: &'a str,
    /// Beside the nodes and the Services that every cluster has.
    pub live: &'a str,
    /// In one of the two forms of a scenario.
    pub clb: &'a str,
    /// What differs from the base's context.
    pub context: &'a str,
    /// Further members of the request.
    pub further: &'a str,
}

impl RequestInYaml<'_> {
    /// The request.
    pub fn request(&self) -> Value {
        let base = Base::read(&fs::read_to_string(root().join("base.yaml")).expect("the base can be read"));
        let base = base.expect("the base is valid");
        let documents = |text: &str| -> Vec<Value> {
            let documents = objects(text).expect("valid YAML");
            documents.iter().map(|object| base.expand(object).expect("the base has the object")).collect()
        };
        let live: Vec<Value> =
            documents(self.live).into_iter().chain(base.nodes().iter().chain(base.services()).cloned()).collect();
        let mut context = base.context.clone();
        if !self.context.is_empty() {
            merge_patch(&mut context, &yaml(self.context));
        }
        let manifests: Vec<Value> = documents(self.manifests).into_iter().map(as_written).collect();
        let mut request = json!({ "manifests": manifests, "live": live, "context": context });
        if !self.clb.is_empty() {
            request["clb"] = base.clb(&yaml(self.clb)).expect("the load balancers are valid");
        }
        if !self.further.is_empty() {
            merge_patch(&mut request, &yaml(self.further));
        }
        request
    }

    /// What the core plans.
    pub fn plan(&self) -> Plan {
        let answer: Value = serde_json::from_str(&clbplan::plan_sync(&self.request().to_string())).expect("JSON");
        assert!(answer.get("error").is_none(), "{answer}");
        Plan(answer)
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml_ng::from_str(text).expect("valid YAML")
}

/// A live object without what the API server and the controller write.
fn as_written(mut object: Value) -> Value {
    let absent = json!({
        "metadata": {
            "uid": null, "resourceVersion": null, "creationTimestamp": null, "finalizers": null,
            "annotations": { "service.kubernetes.io/loadbalance-id": null },
        },
        "spec": { "clusterIP": null, "clusterIPs": null },
        "status": null,
    });
    merge_patch(&mut object, &absent);
    object
}

/// The answer of the core.
#[derive(Debug)]
pub struct Plan(Value);

impl Plan {
    /// The answer as it is.
    pub fn answer(&self) -> &Value {
        &self.0
    }

    fn service(&self, name: &str) -> &Value {
        let is = |service: &&Value| format!("{}/{}", str_of(service, "namespace"), str_of(service, "name")) == name;
        list(&self.0, "services").iter().find(is).unwrap_or_else(|| panic!("no Service {name}: {}", self.0))
    }

    /// `update, address kept`: what happens to the load balancer of a Service.
    pub fn load_balancer(&self, name: &str) -> String {
        let balancer = &self.service(name)["loadBalancer"];
        format!("{}, address {}", str_of(balancer, "verdict"), str_of(balancer, "vip"))
    }

    /// `DeleteListener listener/TCP/80`: the calls of a Service that change the cloud, in their order.
    pub fn calls(&self, name: &str) -> Vec<String> {
        let calls = list(self.service(name), "actions").iter().filter(|action| str_of(action, "api") != "kubernetes");
        calls.map(|action| format!("{} {}", str_of(action, "api"), str_of(action, "address"))).collect()
    }

    /// The body of the only call of that name.
    pub fn body(&self, name: &str, api: &str) -> Value {
        let mut calls = list(self.service(name), "actions").iter().filter(|action| str_of(action, "api") == api);
        match (calls.next(), calls.next()) {
            (Some(call), None) => call["request"].clone(),
            (None, _) => panic!("no call {api}: {}", self.0),
            (Some(_), Some(_)) => panic!("several calls {api}: {}", self.0),
        }
    }

    /// `ins-aaaa0001:30080`, `172.16.1.5:8080`: the backends that the only call of that name is about, sorted.
    pub fn backends(&self, name: &str, api: &str) -> Vec<String> {
        let body = self.body(name, api);
        let place = |target: &Value| {
            let text = |key: &str| target[key].as_str().map(str::to_owned);
            let host = text("InstanceId").or_else(|| text("EniIp")).unwrap_or_default();
            format!("{host}:{}", target["Port"])
        };
        let mut places: Vec<String> = list(&body, "Targets").iter().map(place).collect();
        places.sort();
        places
    }

    /// The wave of the only call of that name.
    pub fn wave(&self, name: &str, api: &str) -> u64 {
        let of_api = |action: &&Value| str_of(action, "api") == api;
        let waves: Vec<u64> =
            list(self.service(name), "actions").iter().filter(of_api).filter_map(|a| a["wave"].as_u64()).collect();
        assert_eq!(waves.len(), 1, "calls {api}: {}", self.0);
        waves[0]
    }

    /// The codes of all findings.
    pub fn findings(&self) -> Vec<&str> {
        list(&self.0, "diagnostics").iter().map(|finding| str_of(finding, "code")).collect()
    }

    /// The codes of the policy's violations.
    pub fn violations(&self) -> Vec<&str> {
        self.0.get("policy").map_or(Vec::new(), |policy| {
            list(policy, "violations").iter().map(|finding| str_of(finding, "code")).collect()
        })
    }
}

/// `annotation/legacy shop/checkout`: the findings of `validateService` about these manifests.
pub fn report(manifests: &str, live: &[Value]) -> Vec<String> {
    let request = json!({ "manifests": manifests, "live": live, "context": { "kubernetesVersion": "1.34" } });
    let answer: Value = serde_json::from_str(&clbplan::validate_service(&request.to_string())).expect("JSON");
    let name = |finding: &Value| {
        let object = &finding["object"];
        format!("{} {}/{}", str_of(finding, "code"), str_of(object, "namespace"), str_of(object, "name"))
    };
    list(&answer, "diagnostics").iter().map(name).collect()
}
