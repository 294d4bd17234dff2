//! The cloud's answers, prepared so that a review can take its own part of them.

use crate::cluster::LinkingIds;
use clbplan_live::cloud::{CloudState, FactFromLoadBalancers};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The load balancers of a region.
#[derive(Debug, Clone, Default)]
pub struct CloudSnapshot {
    load_balancers: Vec<FoundLoadBalancer>,
    /// What the load balancers of the cluster's Services show about the cluster.
    pub facts: Vec<FactFromLoadBalancers>,
    /// Every load balancer of the region is listed.
    is_complete: bool,
}

#[derive(Debug, Clone)]
struct FoundLoadBalancer {
    id: String,
    identifiers: LinkingIds,
    /// Its description as JSON.
    text: String,
    /// Of the lists by id, by member of `clb`, what is known of it, as JSON.
    lists: BTreeMap<&'static str, String>,
    /// Its entry in `operateProtect`, as JSON.
    protection: Option<String>,
}

/// Members of `clb` that are lists by id.
const LISTS: [&str; 2] = ["listeners", "targets"];

impl CloudSnapshot {
    /// Takes the answers apart by load balancer.
    pub fn new(cloud: CloudState) -> CloudSnapshot {
        let items = |key: &str| cloud.state.get(key).and_then(Value::as_array).into_iter().flatten();
        let id_of = |value: &Value| value.get("LoadBalancerId").and_then(Value::as_str).map(str::to_owned);
        let protection: BTreeMap<String, String> =
            items("operateProtect").filter_map(|entry| Some((id_of(entry)?, entry.to_string()))).collect();
        let list = |member: &str, id: &str| cloud.state.get(member)?.get(id).map(Value::to_string);
        let load_balancers = items("loadBalancers").filter_map(|found| {
            let id = id_of(found)?;
            let lists = LISTS.into_iter().filter_map(|member| Some((member, list(member, &id)?))).collect();
            let protection = protection.get(&id).cloned();
            let identifiers = LinkingIds::of_load_balancer(found);
            Some(FoundLoadBalancer { id, identifiers, text: found.to_string(), lists, protection })
        });
        let load_balancers = load_balancers.collect();
        let is_complete = cloud.state.get("complete").and_then(Value::as_bool).unwrap_or_default();
        CloudSnapshot { load_balancers, facts: cloud.facts, is_complete }
    }

    /// Their number.
    pub fn len(&self) -> usize {
        self.load_balancers.len()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.load_balancers.is_empty()
    }

    /// The member `clb` of a request: the load balancers that share an identifier. `complete` says that an id which is not
    /// among them does not exist; that stays true, because all that share one are among them.
    pub fn part(&self, identifiers: &LinkingIds) -> String {
        let part: Vec<&FoundLoadBalancer> =
            self.load_balancers.iter().filter(|found| found.identifiers.share(identifiers)).collect();
        let joined = |texts: Vec<String>| texts.join(",");
        let mut text = format!(
            r#"{{"complete":{},"loadBalancers":[{}]"#,
            self.is_complete,
            joined(part.iter().map(|found| found.text.clone()).collect())
        );
        for member in LISTS {
            let entries = part.iter().filter_map(|found| {
                let list = found.lists.get(member)?;
                Some(format!("{}:{list}", Value::from(found.id.as_str())))
            });
            text.push_str(&format!(r#","{member}":{{{}}}"#, joined(entries.collect())));
        }
        let protection: Vec<String> = part.iter().filter_map(|found| found.protection.clone()).collect();
        // Of load balancers without an entry nothing is known.
        if !protection.is_empty() {
            text.push_str(&format!(r#","operateProtect":[{}]"#, joined(protection)));
        }
        text.push('}');
        text
    }
}

/// What the load balancers show about the cluster, as members of `context`.
pub(crate) fn facts_as_context(facts: &[FactFromLoadBalancers]) -> Map<String, Value> {
    facts.iter().map(|fact| (fact.key.to_owned(), Value::from(fact.value.as_str()))).collect()
}
