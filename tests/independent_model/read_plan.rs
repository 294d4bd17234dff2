//! Reads a plan: only what the model judges, in a form that it can compare.

use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
pub struct Plan {
    pub complete: bool,
    pub services: Vec<Planned>,
    pub orphans: BTreeSet<String>,
    /// Services in `highlights`, as `namespace/name`.
    pub deleted: BTreeSet<String>,
    pub addresses_lost: BTreeSet<String>,
    pub newly_public: BTreeSet<String>,
    pub summary: Value,
}

/// What is planned for one Service.
#[derive(Debug, Clone)]
pub struct Planned {
    pub name: String,
    pub event: String,
    pub rank: u64,
    pub verdict: String,
    pub vip: String,
    pub id: Option<String>,
    pub before: Option<Vec<String>>,
    pub after: Option<Vec<String>>,
    pub calls: Vec<Call>,
    /// Addresses of what was withheld, with the verb.
    pub withheld: BTreeSet<(String, String)>,
    /// A listener or rule is deleted, or none of the backends that it has stays.
    pub has_outage: bool,
    /// The code of the first reason.
    pub because: String,
}

/// A call of the cloud's API or of Kubernetes.
#[derive(Debug, Clone)]
pub struct Call {
    pub id: String,
    pub api: String,
    pub request: Value,
    pub after: Vec<String>,
    pub wave: u64,
}

/// The plan in an answer, or what is wrong with the answer.
pub fn read(answer: &str) -> Result<Plan, String> {
    let value: Value = serde_json::from_str(answer).map_err(|error| format!("the answer is no JSON: {error}"))?;
    if !value["error"].is_null() {
        return Err(format!("the request is refused: {}", value["error"]));
    }
    Ok(Plan {
        complete: value["complete"].as_bool().ok_or("no `complete`")?,
        services: list(&value["services"]).iter().map(planned).collect(),
        orphans: list(&value["orphans"]).iter().map(|orphan| text(&orphan["loadBalancerId"])).collect(),
        deleted: names(&value["highlights"]["deleted"]),
        addresses_lost: names(&value["highlights"]["addressesLost"]),
        newly_public: names(&value["highlights"]["newlyPublic"]),
        summary: value["summary"].clone(),
    })
}

fn planned(service: &Value) -> Planned {
    let balancer = &service["loadBalancer"];
    let addresses = |member: &str| {
        let list = balancer["addresses"][member].as_array();
        list.map(|list| list.iter().map(text).collect())
    };
    let withheld = |entry: &Value| (text(&entry["address"]), text(&entry["verb"]));
    Planned {
        name: name(service),
        event: text(&service["event"]),
        rank: service["rank"].as_u64().unwrap_or(u64::MAX),
        verdict: text(&balancer["verdict"]),
        vip: text(&balancer["vip"]),
        id: balancer["id"].as_str().map(str::to_owned),
        before: addresses("before"),
        after: addresses("after"),
        calls: list(&service["actions"]).iter().map(call).collect(),
        withheld: list(&service["withheld"]).iter().map(withheld).collect(),
        has_outage: list(&service["changes"]).iter().any(is_outage),
        because: text(&balancer["because"][0]["code"]),
    }
}

fn is_outage(change: &Value) -> bool {
    let address = text(&change["address"]);
    if change["verb"] == "delete" {
        return address.starts_with("listener/") || address.starts_with("rule/");
    }
    let backend = |target: &Value| ["InstanceId", "EniIp", "Port"].map(|member| target[member].to_string());
    let backends = |side: &str| list(&change[side]["Targets"]).iter().map(backend).collect::<BTreeSet<_>>();
    let (before, after) = (backends("before"), backends("after"));
    change["after"]["Targets"].is_array() && !before.is_empty() && before.is_disjoint(&after)
}

fn call(action: &Value) -> Call {
    Call {
        id: text(&action["id"]),
        api: text(&action["api"]),
        request: action["request"].clone(),
        after: list(&action["after"]).iter().map(text).collect(),
        wave: action["wave"].as_u64().unwrap_or(u64::MAX),
    }
}

fn names(refs: &Value) -> BTreeSet<String> {
    list(refs).iter().map(name).collect()
}

fn name(object: &Value) -> String {
    format!("{}/{}", text(&object["namespace"]), text(&object["name"]))
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Plan {
    pub fn service(&self, name: &str) -> Option<&Planned> {
        self.services.iter().find(|service| service.name == name)
    }
}

impl Planned {
    /// The calls to the cloud.
    pub fn cloud_calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.api != "kubernetes")
    }

    pub fn calls_of(&self, api: &str) -> usize {
        self.calls.iter().filter(|call| call.api == api).count()
    }
}

impl Call {
    /// The load balancers that it names by id; one that another call creates has none.
    pub fn balancers(&self) -> Vec<String> {
        let request = &self.request;
        let mut ids: Vec<String> = request["LoadBalancerId"].as_str().map(str::to_owned).into_iter().collect();
        ids.extend(list(&request["LoadBalancerIds"]).iter().map(text));
        for resource in list(&request["ResourceList"]).iter().chain([&request["Resource"]]) {
            ids.extend(text(resource).rsplit_once("/").map(|(_, id)| id.to_owned()));
        }
        ids
    }
}
