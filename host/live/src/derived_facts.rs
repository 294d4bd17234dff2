//! What cluster and cloud show about the cluster, so that the user need not specify it.
//!
//! Each fact has its source, because two sources may disagree, and the user may know better. Nothing is chosen here.

use crate::cloud::{CloudState, FactFromLoadBalancers, cluster_facts, load_balancer_ids};
use crate::cluster::{ClusterObjects, Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// Fewest load balancers whose tags show the cluster's id: the tag of one may have been edited, and the id decides which load
/// balancers may be deleted.
const MIN_AGREEING: usize = 2;
/// The label with the zone of a node, `ap-guangzhou-3`. TKE's storage plug-in needs it.
const ZONE_LABEL: &str = "topology.com.tencent.cloud.csi.cbs/zone";
/// The domain of TKE's API servers: `https://cls-abcdefgh.ccs.tencent-cloud.com`.
const SERVER_DOMAIN: &str = ".ccs.tencent-cloud.com";
/// The resources of nodes whose Pods have addresses of the VPC: shared and exclusive network interfaces.
const VPC_CNI_RESOURCES: [&str; 3] =
    ["tke.cloud.tencent.com/direct-eni", "tke.cloud.tencent.com/eni-ip", "tke.cloud.tencent.com/sub-eni"];

/// A key of the context with a value and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// `clusterId`, as the context of a request names it.
    pub key: String,
    /// The value.
    pub value: Value,
    /// Where it is from.
    pub source: FactSource,
}

/// Where a fact is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum FactSource {
    /// The version that the API server reports.
    ServerVersion,
    /// The address of the API server.
    ServerAddress,
    /// Whether the Services of the whole cluster could be read.
    ServiceList,
    /// The tags of so many load balancers that live Services name.
    Tags(usize),
    /// The fields of so many load balancers that live Services name.
    LoadBalancers(usize),
    /// So many nodes.
    Nodes(usize),
    /// The region whose load balancers were read.
    CloudRegion,
    /// The Service `default/kubernetes` beside Services of other namespaces, among objects in files.
    KubernetesService,
}

/// Every fact of every source.
pub fn facts(cluster: Option<&ClusterObjects>, cloud: Option<&CloudState>) -> Vec<Fact> {
    let mut found = cluster.map(of_cluster).unwrap_or_default();
    if let Some(cloud) = cloud {
        add_cluster_facts(&mut found, &cloud.facts);
    }
    if let Some(cloud) = cloud.filter(|_| !found.iter().any(|fact| fact.key == "region")) {
        found.push(new("region", cloud.region.as_str(), FactSource::CloudRegion));
    }
    found
}

/// What load balancers show that live objects name, where both are in files. One of them may be in another region or VPC, and
/// files need not have the others.
pub fn facts_of_load_balancers(load_balancers: &[Value], live: &str) -> Vec<Fact> {
    let mut facts = cluster_facts(load_balancers, &load_balancer_ids(live));
    facts.retain(|fact| fact.load_balancers >= MIN_AGREEING);
    let mut found = Vec::new();
    add_cluster_facts(&mut found, &facts);
    found
}

/// What nodes show.
pub fn facts_of_nodes(nodes: &[&Value]) -> Vec<Fact> {
    let region = region_of(nodes).map(|(region, count)| new("region", region, FactSource::Nodes(count)));
    let modes = network_modes(nodes).map(|modes| new("networkModes", modes, FactSource::Nodes(nodes.len())));
    region.into_iter().chain(modes).collect()
}

fn add_cluster_facts(found: &mut Vec<Fact>, facts: &[FactFromLoadBalancers]) {
    let has_cluster_id = found.iter().any(|fact| fact.key == "clusterId");
    for fact in facts {
        let count = fact.load_balancers;
        let source = if fact.key == "clusterId" { FactSource::Tags(count) } else { FactSource::LoadBalancers(count) };
        // One tag can contradict the server's address, and prove nothing by itself.
        if source != FactSource::Tags(count) || count >= MIN_AGREEING || has_cluster_id {
            found.push(new(fact.key, fact.value.as_str(), source));
        }
    }
}

fn new(key: &str, value: impl Into<Value>, source: FactSource) -> Fact {
    Fact { key: key.to_owned(), value: value.into(), source }
}

fn of_cluster(cluster: &ClusterObjects) -> Vec<Fact> {
    let mut found = vec![new("liveComplete", cluster.has_every_service, FactSource::ServiceList)];
    if let Some(version) = &cluster.version {
        found.push(new("kubernetesVersion", version.as_str(), FactSource::ServerVersion));
    }
    if let Some(id) = cluster_id_in(&cluster.server) {
        found.push(new("clusterId", id, FactSource::ServerAddress));
    }
    let is_node = |object: &&Value| object.get("kind").and_then(Value::as_str) == Some(Kind::Node.name());
    let nodes: Vec<&Value> = cluster.objects.iter().filter(is_node).collect();
    found.extend(facts_of_nodes(&nodes));
    found
}

/// `cls-abcdefgh` of `https://cls-abcdefgh.ccs.tencent-cloud.com/`.
fn cluster_id_in(server: &str) -> Option<&str> {
    let host = server.split("://").nth(1)?.split(['/', ':']).next()?;
    let id = host.strip_suffix(SERVER_DOMAIN)?;
    let rest = id.strip_prefix("cls-")?;
    let is_id = rest.len() == 8 && rest.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    is_id.then_some(id)
}

/// The region that all nodes with a zone are in, and how many those are.
fn region_of<'a>(nodes: &[&'a Value]) -> Option<(&'a str, usize)> {
    let region = |node: &&'a Value| {
        let zone = node.get("metadata")?.get("labels")?.get(ZONE_LABEL)?.as_str()?;
        Some(zone.rsplit_once('-')?.0)
    };
    let regions: Vec<&str> = nodes.iter().filter_map(region).collect();
    let mut distinct = regions.iter().copied().collect::<BTreeSet<_>>().into_iter();
    match (distinct.next(), distinct.next()) {
        (Some(region), None) if region.contains('-') => Some((region, regions.len())),
        _ => None,
    }
}

/// The networks of the Pods; `None` if the nodes show none. Only a node in the route table of the VPC has a range of its own.
fn network_modes(nodes: &[&Value]) -> Option<Value> {
    let has_range =
        |node: &&Value| node.pointer("/spec/podCIDR").and_then(Value::as_str).is_some_and(|range| !range.is_empty());
    let has_interfaces = |node: &&Value| {
        let resources = node.pointer("/status/allocatable").and_then(Value::as_object);
        let is_some = |name: &str| {
            let amount = resources.and_then(|resources| resources.get(name));
            amount.is_some_and(|amount| amount != "0")
        };
        VPC_CNI_RESOURCES.iter().any(|name| is_some(name))
    };
    let modes = [("GlobalRouter", nodes.iter().any(has_range)), ("VPC-CNI", nodes.iter().any(has_interfaces))];
    let modes: Vec<&str> = modes.into_iter().filter(|(_, found)| *found).map(|(mode, _)| mode).collect();
    (!modes.is_empty()).then(|| modes.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn node(zone: &str, spec: Value, allocatable: Value) -> Value {
        let labels = if zone.is_empty() { json!({}) } else { json!({ ZONE_LABEL: zone }) };
        json!({ "kind": "Node", "metadata": { "labels": labels }, "spec": spec, "status": { "allocatable": allocatable } })
    }

    fn texts(cluster: Option<&ClusterObjects>, cloud: Option<&CloudState>) -> Vec<String> {
        facts(cluster, cloud).iter().map(|fact| format!("{}={} {:?}", fact.key, fact.value, fact.source)).collect()
    }

    fn cluster(server: &str, objects: Vec<Value>) -> ClusterObjects {
        ClusterObjects { server: server.to_owned(), objects, has_every_service: true, ..ClusterObjects::default() }
    }

    fn cloud(cluster_id: &str, load_balancers: usize) -> CloudState {
        let facts = vec![FactFromLoadBalancers { key: "clusterId", value: cluster_id.to_owned(), load_balancers }];
        CloudState { region: "ap-guangzhou".to_owned(), facts, ..CloudState::default() }
    }

    #[test]
    fn nodes_show_region_and_networks() {
        let of_route_table = node("ap-guangzhou-3", json!({ "podCIDR": "172.16.1.0/26" }), json!({ "cpu": "4" }));
        let of_vpc = node("ap-guangzhou-6", json!({}), json!({ "tke.cloud.tencent.com/eni-ip": "10" }));
        let without = node("", json!({ "podCIDR": "" }), json!({ "tke.cloud.tencent.com/eni-ip": "0" }));
        let elsewhere = node("ap-shanghai-2", json!({}), json!({}));
        for (nodes, expected) in [
            (
                vec![of_route_table.clone()],
                vec!["region=\"ap-guangzhou\" Nodes(1)", "networkModes=[\"GlobalRouter\"] Nodes(1)"],
            ),
            (
                vec![of_route_table.clone(), of_vpc, without.clone()],
                vec!["region=\"ap-guangzhou\" Nodes(2)", "networkModes=[\"GlobalRouter\",\"VPC-CNI\"] Nodes(3)"],
            ),
            (vec![without], vec![]),
            (vec![of_route_table, elsewhere], vec!["networkModes=[\"GlobalRouter\"] Nodes(2)"]),
        ] {
            let found = texts(Some(&cluster("https://10.0.0.1", nodes)), None);
            assert_eq!(found.iter().skip(1).map(String::as_str).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn the_address_of_a_server_of_tke_has_the_clusters_id() {
        for (server, expected) in [
            ("https://cls-2x9k4m7q.ccs.tencent-cloud.com/", Some("cls-2x9k4m7q")),
            ("https://cls-2x9k4m7q.ccs.tencent-cloud.com:443", Some("cls-2x9k4m7q")),
            ("https://cls-2x9k4m7q.example.com/", None),
            ("https://cls-2x9k4m7q-proxy.ccs.tencent-cloud.com/", None),
            ("https://example.com/cls-2x9k4m7q.ccs.tencent-cloud.com", None),
            ("", None),
        ] {
            assert_eq!(cluster_id_in(server), expected, "{server}");
        }
    }

    #[test]
    fn the_tag_of_one_load_balancer_is_no_fact_but_contradicts_one() {
        let region = "region=\"ap-guangzhou\" CloudRegion";
        assert_eq!(texts(None, Some(&cloud("cls-a", 1))), [region]);
        assert_eq!(texts(None, Some(&cloud("cls-a", 2))), ["clusterId=\"cls-a\" Tags(2)", region]);
        let of_address = cluster("https://cls-2x9k4m7q.ccs.tencent-cloud.com", Vec::new());
        assert_eq!(
            texts(Some(&of_address), Some(&cloud("cls-a", 1))),
            [
                "liveComplete=true ServiceList",
                "clusterId=\"cls-2x9k4m7q\" ServerAddress",
                "clusterId=\"cls-a\" Tags(1)",
                region
            ]
        );
    }
}
