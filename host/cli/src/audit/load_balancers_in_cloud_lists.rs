//! The load balancers of all clusters' clouds together, by id: what the cloud's lists say about each.

use super::cluster_input::ClusterInput;
use super::report::AuditedLoadBalancer;
use clbplan_live::cloud::{cluster_tag, service_uids};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The type of a load balancer with a public address.
const PUBLIC: &str = "OPEN";

/// Every load balancer that a list has.
pub struct ListedLoadBalancers<'a> {
    by_id: BTreeMap<&'a str, ListedLoadBalancer<'a>>,
    states: Vec<&'a Map<String, Value>>,
}

#[derive(Clone, Copy)]
struct ListedLoadBalancer<'a> {
    entry: &'a Value,
    read_at: Option<&'a str>,
}

/// Who may connect to a public load balancer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exposure {
    Internal,
    /// No security group is bound to it.
    Public {
        /// Those of the backends are not asked.
        passes_to_target: bool,
    },
    /// The bound security groups decide.
    SecurityGroups(Vec<String>),
    /// It is public, and the list does not say whether security groups are bound.
    PublicOrRestricted,
    /// The list does not say whether it is public.
    Unknown,
    /// No list has it.
    NotListed,
}

impl<'a> ListedLoadBalancers<'a> {
    /// Of a load balancer that several lists have, the latest entry counts.
    pub fn of(clusters: &[&'a ClusterInput]) -> ListedLoadBalancers<'a> {
        let mut account = ListedLoadBalancers { by_id: BTreeMap::new(), states: Vec::new() };
        for input in clusters {
            let Some(cloud) = &input.cloud else { continue };
            let read_at = input.cloud_read_at.as_deref();
            account.states.push(&cloud.state);
            for entry in cloud.load_balancers() {
                let Some(id) = text(entry, "LoadBalancerId") else { continue };
                let is_older = account.by_id.get(id).is_some_and(|known| known.read_at > read_at);
                if !is_older {
                    account.by_id.insert(id, ListedLoadBalancer { entry, read_at });
                }
            }
        }
        account
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.by_id.len()
    }

    /// The id of each, with the cluster that its tag names.
    pub fn owners(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.by_id.iter().filter_map(|(id, listed)| Some((*id, cluster_tag(listed.entry)?)))
    }

    /// What the lists say about a load balancer.
    pub fn describe(&self, id: &str) -> AuditedLoadBalancer {
        let listed = self.by_id.get(id);
        let entry = listed.map(|listed| listed.entry);
        let member = |name: &str| entry.and_then(|entry| text(entry, name)).map(str::to_string);
        let created_at = member("CreateTime");
        let read_at = listed.and_then(|listed| listed.read_at);
        let vips = entry.map(|entry| texts(entry, "LoadBalancerVips")).unwrap_or_default();
        let domain = ["LoadBalancerDomain", "Domain"].into_iter().find_map(member);
        AuditedLoadBalancer {
            id: id.to_string(),
            name: member("LoadBalancerName"),
            addresses: if vips.is_empty() { domain.into_iter().collect() } else { vips },
            public: member("LoadBalancerType").map(|kind| kind == PUBLIC),
            owner_cluster: entry.and_then(cluster_tag).map(str::to_string),
            owner_service_uids: entry.map(service_uids).unwrap_or_default().into_iter().map(str::to_string).collect(),
            age_days: created_at.as_deref().zip(read_at).and_then(|(from, to)| days_between(from, to)),
            created_at,
            listeners: self.list_of("listeners", id).map(Vec::len),
            backends: self.list_of("targets", id).map(|listeners| listeners.iter().map(count_backends).sum()),
        }
    }

    /// Who may connect to a load balancer.
    pub fn exposure(&self, id: &str) -> Exposure {
        let Some(listed) = self.by_id.get(id) else { return Exposure::NotListed };
        match text(listed.entry, "LoadBalancerType") {
            None => return Exposure::Unknown,
            Some(PUBLIC) => {}
            Some(_) => return Exposure::Internal,
        }
        // `null` is what the API answers where it does not know.
        if !listed.entry.get("SecureGroups").is_some_and(Value::is_array) {
            return Exposure::PublicOrRestricted;
        }
        let passes_to_target = listed.entry.get("LoadBalancerPassToTarget") == Some(&Value::Bool(true));
        match texts(listed.entry, "SecureGroups") {
            groups if groups.is_empty() => Exposure::Public { passes_to_target },
            groups => Exposure::SecurityGroups(groups),
        }
    }

    /// The listeners or targets of a load balancer, if any state has them.
    fn list_of(&self, member: &str, id: &str) -> Option<&'a Vec<Value>> {
        self.states.iter().find_map(|state| state.get(member)?.get(id)?.as_array())
    }
}

fn text<'v>(entry: &'v Value, name: &str) -> Option<&'v str> {
    entry.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn texts(entry: &Value, name: &str) -> Vec<String> {
    let items = entry.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items.iter().filter_map(Value::as_str).map(str::to_string).collect()
}

/// The backends of a listener and of its rules.
fn count_backends(listener: &Value) -> usize {
    let targets = |value: &Value| value.get("Targets").and_then(Value::as_array).map_or(0, Vec::len);
    let rules = listener.get("Rules").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    targets(listener) + rules.iter().map(targets).sum::<usize>()
}

/// Both begin with a date. The time of day is left out: the cloud writes no time zone.
fn days_between(from: &str, to: &str) -> Option<i32> {
    let date = |text: &str| text.get(..10)?.parse::<Date>().ok();
    Some(date(from)?.until(date(to)?).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::cluster_input::LiveFilesOrObjects;
    use clbplan_live::cloud::CloudState;
    use serde_json::json;
    use std::collections::BTreeSet;

    fn input(read_at: &str, state: Value) -> ClusterInput {
        let Value::Object(state) = state else { panic!("no object") };
        ClusterInput {
            name: "a".to_string(),
            read_at: None,
            live: LiveFilesOrObjects::Objects(Vec::new()),
            context: None,
            cloud: Some(CloudState { state, ..CloudState::default() }),
            cloud_read_at: Some(read_at.to_string()),
            not_checked: Vec::new(),
            named: BTreeSet::new(),
        }
    }

    #[test]
    fn a_load_balancer_is_described_by_what_the_lists_say() {
        let old = input(
            "2026-01-31T00:00:00Z",
            json!({
                "loadBalancers": [{ "LoadBalancerId": "lb-1", "LoadBalancerName": "old" }, { "LoadBalancerId": "lb-2" }],
                "listeners": { "lb-1": [{}, {}] },
                "targets": { "lb-1": [{ "Targets": [{}, {}] }, { "Rules": [{ "Targets": [{}] }, { "Targets": null }] }] },
            }),
        );
        let new = input(
            "2026-03-01T08:00:00Z",
            json!({ "loadBalancers": [{
                "LoadBalancerId": "lb-1", "LoadBalancerName": "new", "LoadBalancerType": "OPEN", "Domain": "",
                "LoadBalancerVips": ["1.2.3.4"], "CreateTime": "2026-02-01 23:59:59",
                "Tags": [{ "TagKey": "tke-clusterId", "TagValue": "cls-a" }, { "TagKey": "uid-1", "TagValue": "tke-lb-serviceId" }],
            }] }),
        );
        for clusters in [[&old, &new], [&new, &old]] {
            let account = ListedLoadBalancers::of(&clusters);
            let found = account.describe("lb-1");
            assert_eq!((found.name.as_deref(), found.addresses), (Some("new"), vec!["1.2.3.4".to_string()]));
            assert_eq!((found.age_days, found.listeners, found.backends), (Some(28), Some(2), Some(3)));
            assert_eq!((found.public, found.owner_service_uids), (Some(true), vec!["uid-1".to_string()]));
            assert_eq!(account.owners().collect::<Vec<_>>(), [("lb-1", "cls-a")]);
            let unknown = account.describe("lb-2");
            assert_eq!((unknown.public, unknown.age_days, unknown.listeners), (None, None, None));
        }
    }

    #[test]
    fn exposure_says_what_is_unknown() {
        let with = |members: Value| {
            let mut entry = json!({ "LoadBalancerId": "lb-1" });
            entry.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
            let input = input("", json!({ "loadBalancers": [entry] }));
            ListedLoadBalancers::of(&[&input]).exposure("lb-1")
        };
        assert_eq!(with(json!({})), Exposure::Unknown);
        assert_eq!(with(json!({ "LoadBalancerType": "INTERNAL" })), Exposure::Internal);
        assert_eq!(with(json!({ "LoadBalancerType": "OPEN", "SecureGroups": null })), Exposure::PublicOrRestricted);
        let open = json!({ "LoadBalancerType": "OPEN", "SecureGroups": [], "LoadBalancerPassToTarget": true });
        assert_eq!(with(open), Exposure::Public { passes_to_target: true });
        let groups = json!({ "LoadBalancerType": "OPEN", "SecureGroups": ["sg-1"] });
        assert_eq!(with(groups), Exposure::SecurityGroups(vec!["sg-1".to_string()]));
        assert_eq!(ListedLoadBalancers::of(&[]).exposure("lb-1"), Exposure::NotListed);
    }
}
