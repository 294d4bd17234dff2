//! Service objects after `kubectl apply`, and after the controller's writes.

use super::request_bodies_and_api_errors::text;
use super::simulated_cloud::{SimulatedCloud, SimulatedLoadBalancer};
use crate::json::{Map, Value, json};
use crate::model::placeholder_uid;
use crate::request::ServiceName;
use crate::sorted_map::SortedMap;
use crate::tke::{self, SupportStatus};

/// The stored object after the manifest was applied: values that the server and the controller wrote into the live one
/// are kept. Node ports that the server would allocate stay absent, as in the plan.
pub fn applied(manifest: &Value, live: Option<&Value>, name: &ServiceName) -> Value {
    let mut object = manifest.as_object().cloned().unwrap_or_default();
    let mut metadata = object.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    let current = |path: &str| live.and_then(|live| live.pointer(path)).cloned();
    metadata.insert("namespace".into(), name.namespace.clone().into());
    let uid = metadata.get("uid").cloned().or_else(|| current("/metadata/uid"));
    // When the live object has no uid, it is unknown.
    if let Some(uid) = uid.or_else(|| live.is_none().then(|| placeholder_uid(name).into())) {
        metadata.insert("uid".into(), uid);
    }
    metadata.remove("deletionTimestamp");
    for key in ["finalizers", "creationTimestamp", "resourceVersion", "deletionTimestamp"] {
        if let Some(value) = current(&format!("/metadata/{key}")) {
            metadata.get_or_insert_with(key.to_owned(), || value);
        }
    }
    let mut annotations = metadata.get("annotations").and_then(Value::as_object).cloned().unwrap_or_default();
    for (key, value) in current("/metadata/annotations").as_ref().and_then(Value::as_object).into_iter().flatten() {
        let written =
            tke::find(key).is_some_and(|definition| matches!(definition.status, SupportStatus::WrittenByController));
        if written {
            annotations.get_or_insert_with(key.clone(), || value.clone());
        }
    }
    if !annotations.is_empty() {
        metadata.insert("annotations".into(), annotations.into());
    }
    object.insert("metadata".into(), metadata.into());
    if let Some(status) = current("/status") {
        object.insert("status".into(), status);
    }
    keep_node_ports(&mut object, live);
    Value::Object(object)
}

/// Ports without a node port keep the one of the live port of that name, where the server allocates node ports.
fn keep_node_ports(object: &mut Map, live: Option<&Value>) {
    let allocates = |spec: Option<&Value>| {
        spec.and_then(|spec| spec.get("allocateLoadBalancerNodePorts")) != Some(&Value::Bool(false))
    };
    if !allocates(object.get("spec")) || !allocates(live.and_then(|live| live.get("spec"))) {
        return;
    }
    let current: Vec<Value> =
        live.and_then(|live| live.pointer("/spec/ports")).and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(ports) = object.get_mut("spec").and_then(|spec| spec.get_mut("ports")).and_then(Value::as_array_mut)
    else {
        return;
    };
    for port in ports.iter_mut().filter_map(Value::as_object_mut) {
        let same = current.iter().find(|other| other.get("name") == port.get("name"));
        if let Some(number) = same.and_then(|other| other.get("nodePort")) {
            port.get_or_insert_with("nodePort".into(), || number.clone());
        }
    }
}

/// Applies a merge patch of the controller, and writes the address of the CLB into the status.
pub(super) fn patch(
    services: &mut SortedMap<ServiceName, Value>,
    cloud: &SimulatedCloud,
    name: &ServiceName,
    patch: &Value,
) {
    let Some(object) = services.get_mut(name) else { return };
    merge(object, patch);
    let id = object.pointer("/metadata/annotations").and_then(|map| map.get(tke::LOADBALANCE_ID.definition.name));
    let lb = id.and_then(Value::as_str).and_then(|id| cloud.load_balancers.get(id));
    let status = match lb.and_then(ingress) {
        Some(ingress) => json!({ "loadBalancer": { "ingress": [ingress] } }),
        None => json!({ "loadBalancer": {} }),
    };
    if let Some(object) = object.as_object_mut() {
        object.insert("status".into(), status);
    }
}

/// The address of a CLB as a Service shows it. A CLB that is reached by its domain name has no fixed address.
fn ingress(lb: &SimulatedLoadBalancer) -> Option<Value> {
    if let Some(vip) = lb.body.get("LoadBalancerVips").and_then(|vips| vips.item(0)) {
        return Some(json!({ "ip": vip, "ipMode": "VIP" }));
    }
    let domains = ["LoadBalancerDomain", "Domain"].into_iter().filter_map(|key| text(&lb.body, key));
    domains.filter(|domain| !domain.is_empty()).map(|domain| json!({ "hostname": domain })).next()
}

/// Writes the id of its CLB into a Service.
pub fn write_assigned_id(object: &mut Value, id: &str) {
    annotate(object, tke::LOADBALANCE_ID.definition.name, id);
}

/// Sets an annotation.
pub fn annotate(object: &mut Value, name: &str, value: &str) {
    merge(object, &json!({ "metadata": { "annotations": { name: value } } }));
}

/// A JSON merge patch (RFC 7396).
pub fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(members) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Some(object) = target.as_object_mut() else { return };
    for (key, value) in members {
        if value.is_null() {
            object.remove(key);
        } else {
            merge(object.get_or_insert_with(key.clone(), || Value::Null), value);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The status of a Service after the controller wrote the id of a CLB with these members.
    fn status(members: Value) -> Value {
        let mut lb = json!({ "LoadBalancerId": "lb-1" });
        merge(&mut lb, &members);
        let cloud = SimulatedCloud::read(Some(&json!({ "loadBalancers": [lb] })));
        let name = ServiceName { namespace: "shop".to_owned(), name: "web".to_owned() };
        let mut services = SortedMap::from_iter([(name.clone(), json!({ "metadata": { "name": "web" } }))]);
        let annotation = tke::LOADBALANCE_ID.definition.name;
        let id = json!({ "metadata": { "annotations": { annotation: "lb-1" } } });
        patch(&mut services, &cloud, &name, &id);
        services.get(&name).unwrap().get("status").unwrap().clone()
    }

    #[test]
    fn a_clb_without_an_address_is_reached_by_its_domain_name() {
        let ingress = |entry: Value| json!({ "loadBalancer": { "ingress": [entry] } });
        let domain = "lb-1-x7k2.clb.ap-guangzhou.tencentclb.com";
        for key in ["Domain", "LoadBalancerDomain"] {
            assert_eq!(status(json!({ "LoadBalancerVips": [], key: domain })), ingress(json!({ "hostname": domain })));
        }
        let address = json!({ "LoadBalancerVips": ["119.29.48.17"], "LoadBalancerDomain": domain });
        assert_eq!(status(address), ingress(json!({ "ip": "119.29.48.17", "ipMode": "VIP" })));
        assert_eq!(status(json!({ "LoadBalancerVips": [], "Domain": "" })), json!({ "loadBalancer": {} }));
    }
}
