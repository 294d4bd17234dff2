//! What no plan does, whatever it is asked.

use super::random_cloud::MANAGED;
use super::random_service::CLUSTER;
use super::request_reader::{self, ANNOUNCED, EXISTING, annotation, load_balancer, ports, service, tag};
use super::run::{hold, list, plan, services, text};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn nothing_of_others_is_touched() {
    hold(400, |request, _| judge(request, &plan(request)));
}

/// No call touches what is not the Service's.
pub fn judge(request: &Value, plan: &Value) -> Result<(), String> {
    for (name, planned) in services(plan) {
        let judge = Judge {
            request,
            live: service(request, "live", &name),
            wanted: service(request, "manifests", &name),
            name,
        };
        let apis: BTreeSet<&str> = list(planned, "actions").iter().map(|action| text(action, "api")).collect();
        judge.service(planned, &apis)?;
        for action in list(planned, "actions") {
            judge.action(action).map_err(|reason| format!("{} {}: {reason}", action["api"], action["address"]))?;
        }
    }
    Ok(())
}

struct Judge<'a> {
    request: &'a Value,
    name: String,
    live: Option<&'a Value>,
    wanted: Option<&'a Value>,
}

impl Judge<'_> {
    fn service(&self, planned: &Value, apis: &BTreeSet<&str>) -> Result<(), String> {
        let rebuild = self.request["context"]["lifecycleMode"] == "rebuild";
        if !rebuild && apis.contains("DeleteLoadBalancer") && apis.contains("CreateLoadBalancer") {
            return Err("deletes one CLB and buys another in era blocked".to_owned());
        }
        let verdict = text(&planned["loadBalancer"], "verdict");
        if ["blocked", "error", "skip"].contains(&verdict) && !apis.is_empty() {
            return Err(format!("{verdict} and yet {apis:?}"));
        }
        let inside = |service: Option<&Value>| service.is_some_and(|service| service["spec"]["type"] == "ClusterIP");
        let platforms = self.request["context"]["clusterType"] == "serverless" && planned["event"] != "delete";
        if platforms && inside(self.live) && inside(self.wanted.or(self.live)) && !apis.is_empty() {
            return Err(format!("a ClusterIP of the platform's stays one, and yet {apis:?}"));
        }
        // Older controllers do not know the mode.
        let known = self.request["context"]["controllerVersion"] != "v2.0.0";
        let mode = |wanted: &Value| annotation(wanted, "service.cloud.tencent.com/mode") == "skip";
        // What is applied to an object that is being deleted goes with it.
        let goes = self.live.is_some_and(|live| !live["metadata"]["deletionTimestamp"].is_null());
        let skips = known && !goes && self.wanted.is_some_and(mode);
        if skips && !apis.is_empty() {
            return Err(format!("mode: skip and yet {apis:?}"));
        }
        Ok(())
    }

    fn action(&self, action: &Value) -> Result<(), String> {
        let api = text(action, "api");
        if api == "DeleteLoadBalancerListeners" || action["request"]["ForceDelete"] == true {
            return Err("more is deleted than is named".to_owned());
        }
        for id in request_reader::load_balancers(action) {
            self.site(id, api)?;
        }
        let mut listeners = BTreeSet::new();
        request_reader::named(&action["request"], "ListenerId", &mut listeners);
        for id in listeners {
            if let Some(listener) = request_reader::listener(self.request, id) {
                self.listener(listener, text(&action["request"], "LoadBalancerId"), api)?;
            }
        }
        Ok(())
    }

    /// True when the Service names the CLB as one of the user's.
    fn names(&self, id: &str) -> bool {
        self.live.into_iter().chain(self.wanted).any(|service| annotation(service, EXISTING) == id)
    }

    /// True for a name of a listener that the Service's TkeServiceConfig gives.
    fn gives_name(&self, service: &Value, name: &str) -> bool {
        let own = annotation(service, "service.cloud.tencent.com/tke-service-config");
        let space = |object: &Value| object["metadata"]["namespace"].clone();
        let all = ["live", "manifests"].into_iter().flat_map(|part| list(self.request, part));
        let mut configs =
            all.filter(|object| object["kind"] == "TkeServiceConfig" && object["metadata"]["name"] == own);
        configs.any(|config| {
            let mut names = BTreeSet::new();
            request_reader::named(config, "listenerName", &mut names);
            space(config) == space(service) && names.contains(name)
        })
    }

    fn site(&self, id: &str, api: &str) -> Result<(), String> {
        let Some(body) = load_balancer(self.request, id) else { return Ok(()) };
        let cluster_known = self.request["context"]["clusterId"].is_string();
        let cluster = tag(body, "tke-clusterId");
        if cluster_known && cluster.is_some_and(|cluster| cluster != CLUSTER) {
            return Err(format!("{id} is marked as another cluster's"));
        }
        if api == "DeleteLoadBalancer" {
            return self.deletion(id, body);
        }
        if self.names(id) {
            return Ok(());
        }
        if cluster_known && body["Tags"].is_array() && cluster.is_none() {
            return Err(format!("{id} carries no mark"));
        }
        self.owner(id, body)
    }

    /// The mark that names a Service names this one, or is not there.
    fn owner(&self, id: &str, body: &Value) -> Result<(), String> {
        let uid = self.live.or(self.wanted).map_or("", |service| text(&service["metadata"], "uid"));
        let owners = request_reader::owners(body);
        if uid.is_empty() || owners.is_empty() || owners.contains(&uid) {
            return Ok(());
        }
        Err(format!("{id} is marked as another Service's"))
    }

    /// Of a CLB that goes, no mark names another Service.
    fn only_owner(&self, id: &str, body: &Value) -> Result<(), String> {
        let uid = self.live.map_or("", |service| text(&service["metadata"], "uid"));
        let others = request_reader::owners(body).iter().any(|owner| !uid.is_empty() && *owner != uid);
        if others { Err(format!("{id} is marked as another Service's, too")) } else { Ok(()) }
    }

    fn deletion(&self, id: &str, body: &Value) -> Result<(), String> {
        if tag(body, "tke-createdBy-flag") != Some("yes") {
            return Err(format!("{id} was not bought by the controller"));
        }
        if tag(body, "tke-clusterId").is_none() {
            return Err(format!("{id} carries no mark of a cluster"));
        }
        self.only_owner(id, body)?;
        if tag(body, "tke-lifecycle-owner") == Some("user") {
            return Err(format!("{id} is its user's"));
        }
        if list(body, "AttributeFlags").iter().any(|flag| flag == "DeleteProtect") {
            return Err(format!("{id} is protected"));
        }
        if !text(body, "AssociateEndpoint").is_empty() {
            return Err(format!("{id} is used by a Private Link"));
        }
        if self.live.is_some_and(|live| annotation(live, EXISTING) == id) {
            return Err(format!("{id} is named as one of the user's"));
        }
        let uses = |service: &Value| [ANNOUNCED, EXISTING].iter().any(|name| annotation(service, name) == id);
        let others = request_reader::staying(self.request);
        match others.iter().find(|(name, service)| *name != self.name && uses(service)) {
            Some((other, _)) => Err(format!("{id} is used by {other}")),
            None => Ok(()),
        }
    }

    fn listener(&self, listener: &Value, lb: &str, api: &str) -> Result<(), String> {
        let id = text(listener, "ListenerId");
        let name = text(listener, "ListenerName");
        if name != MANAGED && !self.live.into_iter().chain(self.wanted).any(|own| self.gives_name(own, name)) {
            return Err(format!("{id} is a person's"));
        }
        let bought = load_balancer(self.request, lb).is_some_and(|body| tag(body, "tke-createdBy-flag") == Some("yes"));
        if bought && !self.names(lb) {
            return Ok(());
        }
        let port = listener["Port"].as_u64().unwrap_or_default();
        if !self.live.is_some_and(|live| ports(live).contains(&port)) {
            return Err(format!("{id} at {port} was never this Service's"));
        }
        if api != "DeleteListener" {
            return Ok(());
        }
        let needs = |service: &Value| {
            let same = |port: &Value| port["port"] == listener["Port"] && port["protocol"] == listener["Protocol"];
            let plain = annotation(service, "service.cloud.tencent.com/specify-protocol").is_empty();
            let holds = annotation(service, ANNOUNCED) == lb && annotation(service, EXISTING) == lb;
            service["spec"]["type"] == "LoadBalancer"
                && holds
                && plain
                && list(&service["spec"], "ports").iter().any(same)
        };
        let others = request_reader::staying(self.request);
        let other = others.iter().find(|(name, service)| {
            let live = request_reader::service(self.request, "live", name);
            *name != self.name && needs(service) && live.is_some_and(needs)
        });
        match other {
            Some((other, _)) => Err(format!("{id} is {other}'s, too")),
            None => Ok(()),
        }
    }
}
