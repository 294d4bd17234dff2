//! The JSON of a call: complete, ready to send, and within the limits of one call.

use super::call::{Call, IdOrResult, ListenerOrRule, Purchase, ServicePatch, TargetList};
use crate::json::{Map, Value, json};
use crate::model::clb_attributes::{AttributeId, AttributeValues};
use crate::model::{Target, TargetAddress};
use crate::request::ServiceName;
use crate::tke::{self, load_balancer_tags};

/// Most backends in one entry of `BatchModifyTargetWeight`.
const WEIGHT_ENTRY_TARGETS: usize = 50;

impl IdOrResult {
    /// As it stands in a request: the id, or where in the answer of which action it will be.
    fn value(&self) -> Value {
        match self {
            IdOrResult::Id(id) => json!(id),
            IdOrResult::From(action, path) => json!({ "$from": action, "path": path }),
        }
    }
}

impl Call {
    /// The body of the request.
    pub fn to_json(&self) -> Value {
        let mut body = Map::new();
        if let Some(lb) = self.load_balancer() {
            body.insert("LoadBalancerId".into(), lb.value());
        }
        if let Some(listener) = self.listener() {
            body.insert("ListenerId".into(), listener.value());
        }
        match self {
            Call::CreateLoadBalancer(purchase) => body = create_load_balancer(purchase),
            Call::DeleteLoadBalancer { lb } => return json!({ "LoadBalancerIds": [lb.value()] }),
            Call::ModifyLoadBalancerAttributes { field, value, .. } => match field.row().modified_in {
                Some(parent) => {
                    let name = field.name();
                    body.insert(parent.to_owned(), json!({ name: value }));
                }
                None => {
                    body.insert(field.name().to_owned(), value.clone());
                }
            },
            Call::SetLoadBalancerSecurityGroups { groups, .. } => {
                body.insert("SecurityGroups".into(), groups.clone());
            }
            Call::CreateLoadBalancerSnatIps { ips, .. } => {
                body.insert("SnatIps".into(), ips.clone().into());
            }
            Call::TagResources { resource, cluster, .. } => {
                let tag = json!({ "TagKey": load_balancer_tags::CLUSTER_ID.definition.name, "TagValue": cluster });
                return json!({ "ResourceList": [resource], "Tags": [tag] });
            }
            Call::UntagResources { resource, .. } => {
                return json!({ "ResourceList": [resource], "TagKeys": [load_balancer_tags::CLUSTER_ID.definition.name] });
            }
            Call::CreateListener { key, name, values, .. } => {
                body.insert("Ports".into(), json!([key.port]));
                body.insert("Protocol".into(), key.protocol.name().into());
                body.insert("ListenerNames".into(), json!([name]));
                insert_values(values, &mut body);
                // Creation has a list of names instead.
                body.remove(AttributeId::ListenerName.name());
            }
            Call::ModifyListener { values, .. } => insert_values(values, &mut body),
            Call::DeleteListener { .. } => {}
            Call::CreateRule { path, values, .. } => {
                let mut rule = Map::new();
                rule.insert("Domain".into(), path.domain.clone().into());
                rule.insert("Url".into(), path.url.clone().into());
                insert_values(values, &mut rule);
                body.insert("Rules".into(), json!([rule]));
            }
            Call::ModifyRule { rule, values, .. } => {
                body.insert("LocationId".into(), rule.clone().into());
                insert_values(values, &mut body);
            }
            Call::ModifyDomainAttributes { path, values, .. } => {
                body.insert("Domain".into(), path.domain.clone().into());
                insert_values(values, &mut body);
            }
            Call::DeleteRule { rule, next, .. } => {
                body.insert("LocationIds".into(), json!([rule]));
                if let Some(next) = next {
                    body.insert("NewDefaultServerDomain".into(), next.domain.clone().into());
                }
            }
            Call::RegisterTargets(list) | Call::DeregisterTargets(list) => insert_targets(list, &mut body),
            Call::ModifyTargetWeights(list) => {
                body.remove("ListenerId");
                body.insert("ModifyList".into(), weight_entries(list).into());
            }
            Call::WriteServiceConfig { name, lists, .. } => return write_service_config(name, lists),
            Call::WriteService { name, write } => return write_service(name, write),
        }
        Value::Object(body)
    }
}

/// The fields, by their name in creation calls.
fn insert_values(values: &AttributeValues, body: &mut Map) {
    for (field, value) in values {
        body.insert(field.name().to_owned(), value.clone());
    }
}

fn create_load_balancer(purchase: &Purchase) -> Map {
    let mut body = purchase.fields.clone();
    if let Some(token) = &purchase.client_token {
        body.insert("ClientToken".into(), token.clone().into());
    }
    body
}

/// The batch calls name the listener with each backend, the plain ones once.
fn insert_targets(list: &TargetList, body: &mut Map) {
    let is_batch = list.is_batch();
    let targets = list.targets.iter().map(|(backend, weight)| {
        let mut entry = target(backend, *weight);
        if is_batch {
            insert_binding(&list.binding, &mut entry);
        }
        Value::Object(entry)
    });
    let targets: Vec<Value> = targets.collect();
    if is_batch {
        body.remove("ListenerId");
    }
    body.insert("Targets".into(), targets.into());
}

fn weight_entries(list: &TargetList) -> Vec<Value> {
    let entry = |part: &[(Target, Option<i64>)]| {
        let targets: Vec<Value> = part.iter().map(|(backend, weight)| target(backend, *weight).into()).collect();
        let mut entry = Map::new();
        insert_binding(&list.binding, &mut entry);
        entry.insert("Targets".into(), targets.into());
        Value::Object(entry)
    };
    list.targets.chunks(WEIGHT_ENTRY_TARGETS).map(entry).collect()
}

fn insert_binding(binding: &ListenerOrRule, body: &mut Map) {
    body.insert("ListenerId".into(), binding.listener.value());
    if let Some((rule, _)) = &binding.rule {
        body.insert("LocationId".into(), rule.value());
    }
}

/// A backend as it stands in a request.
pub fn target(target: &Target, weight: Option<i64>) -> Map {
    let mut body = Map::new();
    match &target.address {
        TargetAddress::Instance(id) => body.insert("InstanceId".into(), id.clone().into()),
        TargetAddress::Ip(ip) => body.insert("EniIp".into(), ip.clone().into()),
    };
    body.insert("Port".into(), target.port.into());
    if let Some(weight) = weight {
        body.insert("Weight".into(), weight.into());
    }
    body
}

fn write_service_config(name: &ServiceName, lists: &Map) -> Value {
    json!({
        "apiVersion": "cloud.tencent.com/v1alpha1",
        "kind": crate::tke_service_config::KINDS[0],
        "metadata": { "namespace": name.namespace, "name": name.name },
        "spec": { "loadBalancer": lists },
    })
}

fn write_service(name: &ServiceName, write: &ServicePatch) -> Value {
    let mut metadata = Map::new();
    metadata.insert("namespace".into(), name.namespace.clone().into());
    metadata.insert("name".into(), name.name.clone().into());
    let mut annotations = Map::new();
    let id = tke::LOADBALANCE_ID.definition.name;
    match write {
        ServicePatch::Assign { lb, direct_access } => {
            annotations.insert(id.to_owned(), lb.value());
            if *direct_access {
                annotations.insert(tke::DIRECT_ACCESS.definition.name.to_owned(), "true".into());
            }
        }
        ServicePatch::Clear { removes_id, finalizers, .. } => {
            if *removes_id {
                annotations.insert(id.to_owned(), Value::Null);
            }
            if let Some(finalizers) = finalizers {
                metadata.insert("finalizers".into(), finalizers.clone().into());
            }
        }
    }
    if !annotations.is_empty() {
        metadata.insert("annotations".into(), annotations.into());
    }
    json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata })
}
