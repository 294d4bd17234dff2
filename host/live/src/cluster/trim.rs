//! Removes what no plan needs from an object: it is most of the size, and some of it is confidential.
//!
//! Members are removed, never changed. Services and TkeServiceConfigs stay whole, because the module compares them.

use super::kinds_and_api_paths::Kind;
use serde_json::{Map, Value};

/// Keeps only these members of an object inside another one.
fn keep(object: &mut Value, member: &str, names: &[&str]) {
    if let Some(Value::Object(inner)) = object.get_mut(member) {
        inner.retain(|name, _| names.contains(&name.as_str()));
    }
}

/// One item of a list, as it is passed on. Items of a list name neither `kind` nor `apiVersion`.
pub(super) fn trimmed(kind: Kind, item: Value) -> Value {
    let Value::Object(members) = item else { return item };
    let mut object = Map::new();
    object.insert("apiVersion".to_owned(), kind.api_version().into());
    object.insert("kind".to_owned(), kind.name().into());
    object.extend(members.into_iter().filter(|(name, _)| name != "apiVersion" && name != "kind"));
    let mut object = Value::Object(object);
    if let Some(Value::Object(metadata)) = object.get_mut("metadata") {
        metadata.remove("managedFields");
    }
    match kind {
        Kind::Service
        | Kind::EndpointSlice
        | Kind::Endpoints
        | Kind::TkeServiceConfig
        | Kind::ServiceCidr
        | Kind::Ingress
        | Kind::ControllerConfig
        | Kind::Secret => {}
        // The status lists every image on the node.
        Kind::Node => {
            keep(&mut object, "metadata", &["name", "labels", "uid", "creationTimestamp", "deletionTimestamp"]);
            keep(&mut object, "spec", &["podCIDR", "providerID", "unschedulable"]);
            keep(&mut object, "status", &["addresses", "allocatable", "conditions", "nodeInfo"]);
        }
        // Containers have environment variables and arguments.
        Kind::Pod => {
            keep(&mut object, "metadata", &["name", "namespace", "labels", "uid", "deletionTimestamp"]);
            keep(&mut object, "spec", &["hostNetwork", "nodeName", "readinessGates"]);
            keep(&mut object, "status", &["conditions", "phase", "podIP", "podIPs"]);
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_pod_has_no_containers() {
        let pod = json!({
            "metadata": { "name": "a", "annotations": { "x": "secret" }, "managedFields": [] },
            "spec": { "hostNetwork": true, "containers": [{ "env": [{ "name": "PASSWORD", "value": "secret" }] }] },
            "status": { "podIP": "10.0.0.1", "containerStatuses": [] }
        });
        let expected = json!({
            "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a" }, "spec": { "hostNetwork": true },
            "status": { "podIP": "10.0.0.1" }
        });
        assert_eq!(trimmed(Kind::Pod, pod), expected);
    }

    #[test]
    fn a_service_stays_whole() {
        let service = json!({ "metadata": { "annotations": { "a": "b" }, "managedFields": [{}] }, "spec": { "x": 1 } });
        let expected = json!({
            "apiVersion": "v1", "kind": "Service", "metadata": { "annotations": { "a": "b" } }, "spec": { "x": 1 }
        });
        assert_eq!(trimmed(Kind::Service, service), expected);
    }
}
