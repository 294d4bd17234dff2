//! The state of the cloud: every load balancer of the region, and the listeners and backends of those that matter.

use super::assume_role;
use super::client::{CloudReader, CloudService};
use super::facts_from_load_balancers::{CLUSTER_ID, FactFromLoadBalancers, cluster_tag, facts, id, load_balancer_ids};
use super::failure::{CloudCallFailure, CloudReadError};
use super::find_credential_and_region::CloudAccess;
use super::read_action::ReadAction;
use futures_util::{StreamExt, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Entries in a page, the most that the API answers.
const PAGE: usize = 100;
/// Ids in a request, likewise.
const IDS: usize = 20;
/// How often the list is begun again because it changed while its pages were read.
const ATTEMPTS: usize = 3;
/// Calls at the same time.
const PARALLEL: usize = 4;

/// Whose listeners and backends are needed: those of load balancers that are named, or have the cluster's tag.
#[derive(Debug, Clone, Default)]
pub struct LoadBalancersToRead {
    /// The live objects. The load balancers that they name also show which cluster it is.
    pub live: String,
    /// The manifests. They may name load balancers of other clusters.
    pub manifests: String,
    /// The cluster's id, if it is known.
    pub cluster_id: Option<String>,
}

/// A call that failed. Its answer is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotRead {
    /// The action.
    pub action: ReadAction,
    /// The load balancer that it was about; `None` for all.
    pub load_balancer: Option<String>,
    /// Why.
    pub failure: CloudCallFailure,
}

/// The cloud as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CloudState {
    /// The member `clb` of a request.
    pub state: Map<String, Value>,
    /// The region that was read.
    pub region: String,
    /// What the load balancers of the live Services show about the cluster.
    #[serde(skip)]
    pub facts: Vec<FactFromLoadBalancers>,
    /// What could not be read.
    #[serde(default)]
    pub not_read: Vec<NotRead>,
}

/// Reads the cloud.
///
/// # Errors
/// There is no key, or the load balancers cannot be listed.
pub fn read(settings: &CloudAccess, wanted: &LoadBalancersToRead) -> Result<CloudState, CloudReadError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CloudReadError::Call(CloudCallFailure::Unreachable(error.to_string())))?;
    runtime.block_on(read_all(settings, wanted))
}

async fn read_all(settings: &CloudAccess, wanted: &LoadBalancersToRead) -> Result<CloudState, CloudReadError> {
    let credential = assume_role::credential(settings).await?;
    let service = CloudService { name: "clb", version: "2018-03-17", url: settings.clb_url.clone() };
    let reader = CloudReader::new(service, settings.region.clone(), credential).map_err(CloudReadError::Call)?;
    let (load_balancers, is_complete) = load_balancers(&reader).await.map_err(CloudReadError::Call)?;
    let live = load_balancer_ids(&wanted.live);
    let manifests = load_balancer_ids(&wanted.manifests);
    let facts = facts(&load_balancers, &live);
    let derived = facts.iter().find(|fact| fact.key == CLUSTER_ID).map(|fact| fact.value.as_str());
    let cluster_id = wanted.cluster_id.as_deref().or(derived);
    let is_wanted = |load_balancer: &&Value| {
        id(load_balancer).is_some_and(|id| live.contains(id) || manifests.contains(id))
            || cluster_id.is_some_and(|cluster| cluster_tag(load_balancer) == Some(cluster))
    };
    let ids: Vec<String> =
        load_balancers.iter().filter(is_wanted).filter_map(|found| id(found).map(str::to_owned)).collect();
    let mut not_read = Vec::new();
    let mut state = Map::new();
    for (action, member) in [(ReadAction::DescribeListeners, "listeners"), (ReadAction::DescribeTargets, "targets")] {
        state.insert(member.to_owned(), lists_by_id(&reader, action, &ids, &mut not_read).await);
    }
    if let Some(protected) = operate_protect(&reader, &ids, &mut not_read).await {
        state.insert("operateProtect".to_owned(), protected);
    }
    state.insert("loadBalancers".to_owned(), load_balancers.into());
    state.insert("complete".to_owned(), is_complete.into());
    Ok(CloudState { state, region: settings.region.clone(), facts, not_read })
}

impl CloudState {
    /// True if the load balancer is listed.
    pub fn lists(&self, id: &str) -> bool {
        self.load_balancers().iter().any(|found| self::id(found) == Some(id))
    }

    /// `LoadBalancerSet` of every page.
    pub fn load_balancers(&self) -> &[Value] {
        self.state.get("loadBalancers").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// True if no load balancer of the region is missing.
    pub fn is_complete(&self) -> bool {
        self.state.get("complete").and_then(Value::as_bool) == Some(true)
    }
}

/// Every load balancer of the region, and whether it is certain that none is missing.
async fn load_balancers(reader: &CloudReader) -> Result<(Vec<Value>, bool), CloudCallFailure> {
    let mut found = Vec::new();
    for _ in 0..ATTEMPTS {
        let (listed, total) = pages(reader).await?;
        if listed.len() == total {
            return Ok((listed.into_values().collect(), true));
        }
        // One was created or deleted meanwhile, so an entry may have moved from a page that was read to one that was not.
        found = listed.into_values().collect();
    }
    Ok((found, false))
}

/// One pass over the pages: the load balancers by id, and how many there are.
async fn pages(reader: &CloudReader) -> Result<(BTreeMap<String, Value>, usize), CloudCallFailure> {
    let mut found = BTreeMap::new();
    let mut offset = 0;
    loop {
        let request = json!({ "Limit": PAGE, "Offset": offset, "OrderBy": "CreateTime", "OrderType": 0 });
        let mut answer = reader.call(ReadAction::DescribeLoadBalancers, &request).await?;
        let total = answer.get("TotalCount").and_then(Value::as_u64).and_then(|total| usize::try_from(total).ok());
        let total =
            total.ok_or_else(|| CloudCallFailure::InvalidAnswer("the answer has no `TotalCount`".to_owned()))?;
        let items = match answer.get_mut("LoadBalancerSet").map(Value::take) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        offset += items.len();
        let is_last = items.is_empty() || offset >= total;
        found.extend(items.into_iter().filter_map(|item| Some((id(&item)?.to_owned(), item))));
        if is_last {
            return Ok((found, total));
        }
    }
}

/// The lists of an action that answers for one load balancer at a time.
async fn lists_by_id(reader: &CloudReader, action: ReadAction, ids: &[String], not_read: &mut Vec<NotRead>) -> Value {
    let mut answers = stream::iter(ids)
        .map(|id| async move {
            let answer = reader.call(action, &json!({ "LoadBalancerId": id })).await;
            (id, answer.and_then(|answer| listeners(&answer)))
        })
        .buffered(PARALLEL);
    let mut found = Map::new();
    while let Some((id, answer)) = answers.next().await {
        match answer {
            Ok(list) => {
                found.insert(id.clone(), list);
            }
            Err(failure) => not_read.push(NotRead { action, load_balancer: Some(id.clone()), failure }),
        }
    }
    found.into()
}

/// `Listeners`, if all of them are there.
fn listeners(answer: &Value) -> Result<Value, CloudCallFailure> {
    let list = match answer.get("Listeners") {
        Some(Value::Array(list)) => list.clone(),
        Some(Value::Null) | None => Vec::new(),
        Some(_) => return Err(CloudCallFailure::InvalidAnswer("`Listeners` is no list".to_owned())),
    };
    match answer.get("TotalCount").and_then(Value::as_u64) {
        Some(total) if total > list.len() as u64 => {
            Err(CloudCallFailure::InvalidAnswer(format!("the answer lists {} of {total} listeners", list.len())))
        }
        Some(_) | None => Ok(list.into()),
    }
}

/// `None` if nobody can say which load balancers are protected.
async fn operate_protect(reader: &CloudReader, ids: &[String], not_read: &mut Vec<NotRead>) -> Option<Value> {
    let action = ReadAction::DescribeLbOperateProtect;
    let mut found = Vec::new();
    for ids in ids.chunks(IDS) {
        match reader.call(action, &json!({ "LoadBalancerIds": ids })).await {
            Ok(answer) => {
                let set = answer.get("LoadBalancerSet").and_then(Value::as_array).cloned();
                found.extend(set.unwrap_or_default());
            }
            Err(failure) => {
                not_read.push(NotRead { action, load_balancer: None, failure });
                return None;
            }
        }
    }
    Some(found.into())
}
