//! Facts about the cluster that files show, as the same objects and answers do when they are read from cluster and cloud.

use super::read::text_of_objects_with_load_balancers;
use crate::source_files::SourceFiles;
use crate::split_documents::{documents, yaml_options};
use clbplan_live::cluster::{ClusterObjects, Kind};
use clbplan_live::{Fact, FactSource, facts_of_load_balancers, facts_of_nodes};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The parts of an object that show something.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Object {
    kind: Option<String>,
    metadata: Option<Metadata>,
    spec: Option<Spec>,
    status: Option<Status>,
    #[serde(skip_serializing)]
    items: Option<Vec<Option<Object>>>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Metadata {
    namespace: Option<String>,
    name: Option<String>,
    labels: Option<BTreeMap<String, Option<String>>>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
struct Spec {
    #[serde(rename = "podCIDR")]
    pod_cidr: Option<String>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Status {
    allocatable: Option<BTreeMap<String, Option<String>>>,
}

/// The facts that the objects of `--live` show. What cannot be read shows none; the module reports it.
pub fn of_live_files(live: &SourceFiles) -> Vec<Fact> {
    let mut objects = Vec::new();
    for document in live.files().flat_map(|(_, text)| documents(text)) {
        // JSON is YAML, too, but its own reader is many times as fast.
        let json = serde_json::from_str::<Object>(document.text).ok();
        let options = yaml_options();
        let read = json.or_else(|| serde_saphyr::from_str_with_options(document.text, options).ok());
        objects.extend(read.into_iter().flat_map(items));
    }
    let is_node = |object: &&Object| object.kind.as_deref() == Some(Kind::Node.name());
    let nodes: Vec<Value> = objects.iter().filter(is_node).filter_map(|node| serde_json::to_value(node).ok()).collect();
    let mut facts = facts_of_nodes(&nodes.iter().collect::<Vec<_>>());
    // As the module concludes it.
    if has_every_service(&objects) {
        let source = FactSource::KubernetesService;
        facts.push(Fact { key: "liveComplete".to_string(), value: Value::Bool(true), source });
    }
    facts
}

/// The object, or the items of a list.
fn items(object: Object) -> Vec<Object> {
    match object.items {
        Some(found) => found.into_iter().flatten().flat_map(items).collect(),
        None => vec![object],
    }
}

/// The API server always keeps `default/kubernetes`; it alone may be a dump of the namespace `default`.
fn has_every_service(objects: &[Object]) -> bool {
    let names = objects.iter().filter(|object| object.kind.as_deref() == Some(Kind::Service.name())).map(|service| {
        let metadata = service.metadata.as_ref();
        let namespace = metadata.and_then(|metadata| metadata.namespace.as_deref()).unwrap_or("default");
        (namespace, metadata.and_then(|metadata| metadata.name.as_deref()).unwrap_or_default())
    });
    let names: Vec<(&str, &str)> = names.collect();
    names.contains(&("default", "kubernetes")) && names.iter().any(|(namespace, _)| *namespace != "default")
}

/// The facts that the answers of `--clb` show about the live objects, which are read from files or from the cluster.
pub fn of_cloud_files(clb: &Map<String, Value>, live: &SourceFiles, cluster: Option<&ClusterObjects>) -> Vec<Fact> {
    let load_balancers = clb.get("loadBalancers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    match cluster {
        Some(cluster) => facts_of_load_balancers(load_balancers, &text_of_objects_with_load_balancers(cluster)),
        None => facts_of_load_balancers(load_balancers, &live.joined_text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn texts(facts: &[Fact]) -> Vec<String> {
        facts.iter().map(|fact| format!("{}={}", fact.key, fact.value)).collect()
    }

    fn facts_of(live: &str) -> Vec<String> {
        texts(&of_live_files(&SourceFiles::of([("live.yaml".to_string(), live.to_string())])))
    }

    const ZONE: &str = "topology.com.tencent.cloud.csi.cbs/zone";

    #[test]
    fn objects_in_files_show_what_those_of_a_cluster_show() {
        let node = format!(
            "- kind: Node\n  metadata: {{name: n, labels: {{{ZONE}: ap-guangzhou-3}}}}\n  spec: {{podCIDR: 172.16.0.0/26}}\n"
        );
        let services = "- kind: Service\n  metadata: {name: kubernetes, namespace: default}\n\
                        - kind: Service\n  metadata: {name: web, namespace: shop}\n";
        let all = ["region=\"ap-guangzhou\"", "networkModes=[\"GlobalRouter\"]", "liveComplete=true"];
        assert_eq!(facts_of(&format!("kind: List\nitems:\n{node}{services}")), all);
        let json = json!({ "kind": "List", "items": [
            { "kind": "Node", "metadata": { "labels": { ZONE: "ap-guangzhou-3" } }, "spec": { "podCIDR": "172.16.0.0/26" } },
            { "kind": "Service", "metadata": { "name": "kubernetes" } },
            { "kind": "Service", "metadata": { "name": "web", "namespace": "shop" }, "spec": { "ports": [] } },
        ] });
        assert_eq!(facts_of(&json.to_string()), all);
    }

    #[test]
    fn a_part_of_a_cluster_shows_nothing_about_the_rest() {
        let alone = "kind: Service\nmetadata: {name: web, namespace: shop}\n";
        let kubernetes = "kind: Service\nmetadata: {name: kubernetes}\n";
        for live in [alone, kubernetes, "kind: [\n", ""] {
            assert_eq!(facts_of(live), Vec::<String>::new(), "{live}");
        }
        assert_eq!(facts_of(&format!("{alone}---\nkind: [\n---\n{kubernetes}")), ["liveComplete=true"]);
    }

    #[test]
    fn load_balancers_of_live_services_show_the_cluster() {
        let load_balancer = |id: &str| {
            json!({ "LoadBalancerId": id, "VpcId": "vpc-1",
            "Tags": [{ "TagKey": "tke-clusterId", "TagValue": "cls-a" }] })
        };
        let clb = json!({ "loadBalancers": [load_balancer("lb-1"), load_balancer("lb-2"), load_balancer("lb-3")] });
        let live = |text: &str| SourceFiles::of([("live.yaml".to_string(), text.to_string())]);
        let facts = |text: &str| texts(&of_cloud_files(clb.as_object().unwrap(), &live(text), None));
        assert_eq!(facts("a: lb-1\nb: lb-2\n"), ["clusterId=\"cls-a\"", "vpcId=\"vpc-1\""]);
        assert_eq!(facts("a: lb-1\n"), Vec::<String>::new());
        assert_eq!(facts("a: lb-9\n"), Vec::<String>::new());
        let objects = vec![json!({ "kind": "Service", "metadata": { "annotations": { "x": "lb-1", "y": "lb-2" } } })];
        let cluster = ClusterObjects { objects, ..ClusterObjects::default() };
        let found = of_cloud_files(clb.as_object().unwrap(), &SourceFiles::default(), Some(&cluster));
        assert_eq!(texts(&found), ["clusterId=\"cls-a\"", "vpcId=\"vpc-1\""]);
    }
}
