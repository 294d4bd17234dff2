//! What the load balancers of a cluster show about the cluster, so that the user need not specify it.
//!
//! Only load balancers that live Services name and that carry a cluster's tag are considered, and only what all of them agree
//! on is a fact: a manifest may name a load balancer of another cluster.

use serde_json::Value;
use std::collections::BTreeSet;

/// The tag that TKE gives to load balancers which it created: the id of the cluster.
const CLUSTER_TAG: &str = "tke-clusterId";
/// The tag with the uid of the Service that it was created for.
const SERVICE_TAG: &str = "tke-lb-serviceuuid";
/// Where several Services may share a load balancer, the value of the tags whose keys are their uids.
const SHARED_SERVICE: &str = "tke-lb-serviceId";
/// The keys of the context.
pub(super) const CLUSTER_ID: &str = "clusterId";
const VPC_ID: &str = "vpcId";
const REGION: &str = "region";

/// A key of the context with the value that load balancers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactFromLoadBalancers {
    /// `clusterId`, `vpcId` or `region`.
    pub key: &'static str,
    /// The value.
    pub value: String,
    /// How many load balancers show it.
    pub load_balancers: usize,
}

/// The facts. Nothing follows from load balancers of several clusters.
pub fn facts(load_balancers: &[Value], live: &BTreeSet<&str>) -> Vec<FactFromLoadBalancers> {
    let is_named = |found: &&Value| id(found).is_some_and(|id| live.contains(id)) && cluster_tag(found).is_some();
    let named: Vec<&Value> = load_balancers.iter().filter(is_named).collect();
    let fact = |key, of: &dyn Fn(&Value) -> Option<&str>| {
        let values: BTreeSet<Option<&str>> =
            named.iter().map(|found| of(found).filter(|value| !value.is_empty())).collect();
        match values.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(value)] => {
                Some(FactFromLoadBalancers { key, value: (*value).to_owned(), load_balancers: named.len() })
            }
            _ => None,
        }
    };
    let Some(cluster) = fact(CLUSTER_ID, &|found| cluster_tag(found)) else { return Vec::new() };
    let vpc = fact(VPC_ID, &|found| found.pointer("/TargetRegionInfo/VpcId").or_else(|| found.get("VpcId"))?.as_str());
    let region = fact(REGION, &|found| found.pointer("/TargetRegionInfo/Region")?.as_str());
    [Some(cluster), vpc, region].into_iter().flatten().collect()
}

pub(super) fn id(load_balancer: &Value) -> Option<&str> {
    load_balancer.get("LoadBalancerId").and_then(Value::as_str)
}

/// The cluster whose tag it carries.
pub fn cluster_tag(load_balancer: &Value) -> Option<&str> {
    tags(load_balancer).find(|(key, _)| *key == CLUSTER_TAG).map(|(_, value)| value)
}

/// The uids of the Services whose tags it carries.
pub fn service_uids(load_balancer: &Value) -> Vec<&str> {
    let uid = |(key, value)| match (key, value) {
        (SERVICE_TAG, uid) | (uid, SHARED_SERVICE) => Some(uid),
        _ => None,
    };
    tags(load_balancer).filter_map(uid).collect()
}

/// Keys and values.
fn tags(load_balancer: &Value) -> impl Iterator<Item = (&str, &str)> {
    let tags = load_balancer.get("Tags").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    tags.iter().filter_map(|tag| Some((tag.get("TagKey")?.as_str()?, tag.get("TagValue")?.as_str()?)))
}

/// The words of a text that can be ids of load balancers. They are collected once, because there are many load balancers and
/// the text of a large cluster is long.
pub fn load_balancer_ids(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    words.filter(|word| word.starts_with("lb-")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn load_balancer(id: &str, cluster: &str, vpc: &str, region: &str) -> Value {
        json!({ "LoadBalancerId": id, "VpcId": vpc, "TargetRegionInfo": { "Region": region, "VpcId": vpc },
            "Tags": [{ "TagKey": "team", "TagValue": "x" }, { "TagKey": "tke-clusterId", "TagValue": cluster }] })
    }

    fn found(live: &str) -> Vec<String> {
        let all = [
            load_balancer("lb-1", "cls-a", "vpc-a", "ap-guangzhou"),
            load_balancer("lb-2", "cls-a", "vpc-b", "ap-guangzhou"),
            load_balancer("lb-12", "cls-b", "vpc-b", "ap-guangzhou"),
            json!({ "LoadBalancerId": "lb-3", "Tags": null, "VpcId": "vpc-z" }),
        ];
        facts(&all, &load_balancer_ids(live))
            .iter()
            .map(|fact| format!("{}={} {}", fact.key, fact.value, fact.load_balancers))
            .collect()
    }

    #[test]
    fn both_kinds_of_tags_name_services() {
        let tagged = |tags: &[(&str, &str)]| {
            let tags: Vec<Value> =
                tags.iter().map(|(key, value)| json!({ "TagKey": key, "TagValue": value })).collect();
            service_uids(&json!({ "Tags": tags })).join(" ")
        };
        assert_eq!(tagged(&[("tke-lb-serviceuuid", "uid-1"), ("tke-clusterId", "cls-a")]), "uid-1");
        assert_eq!(tagged(&[("uid-1", "tke-lb-serviceId"), ("uid-2", "tke-lb-serviceId")]), "uid-1 uid-2");
        assert!(service_uids(&json!({ "Tags": null })).is_empty());
    }

    #[test]
    fn what_all_load_balancers_of_live_services_agree_on_is_a_fact() {
        assert_eq!(found("lb-1, lb-3"), ["clusterId=cls-a 1", "vpcId=vpc-a 1", "region=ap-guangzhou 1"]);
        assert_eq!(found("\"lb-1\",\"lb-2\""), ["clusterId=cls-a 2", "region=ap-guangzhou 2"]);
        assert_eq!(found("lb-1 lb-12"), Vec::<String>::new());
        assert_eq!(found("lb-3"), Vec::<String>::new());
        assert_eq!(found("lb-12x"), Vec::<String>::new());
    }
}
