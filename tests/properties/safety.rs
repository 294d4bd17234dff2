//! What no plan may do, whatever the request.

use super::check_random_requests::{check_random_requests, list, plan, services, text};
use super::independent_request_reader::{
    self, LOADBALANCE_ID, TKE_EXISTED_LBID, annotation, load_balancer, ports, service, tag,
};
use super::random_cloud::MANAGED;
use super::random_service::CLUSTER;
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn calls_change_only_resources_of_the_service() {
    check_random_requests(400, |request, _| check(request, &plan(request)));
}

/// No call changes a resource that does not belong to its Service.
pub fn check(request: &Value, plan: &Value) -> Result<(), String> {
    for (name, planned) in services(plan) {
        let check = ServiceCheck {
            request,
            live: service(request, "live", &name),
            desired: service(request, "manifests", &name),
            name,
        };
        let apis: BTreeSet<&str> = list(planned, "actions").iter().map(|action| text(action, "api")).collect();
        check.check_service(planned, &apis)?;
        for action in list(planned, "actions") {
            check
                .check_action(action)
                .map_err(|reason| format!("{} {}: {reason}", action["api"], action["address"]))?;
        }
    }
    Ok(())
}

struct ServiceCheck<'a> {
    request: &'a Value,
    name: String,
    live: Option<&'a Value>,
    desired: Option<&'a Value>,
}

impl ServiceCheck<'_> {
    fn check_service(&self, planned: &Value, apis: &BTreeSet<&str>) -> Result<(), String> {
        let rebuild = self.request["context"]["lifecycleMode"] == "rebuild";
        if !rebuild && apis.contains("DeleteLoadBalancer") && apis.contains("CreateLoadBalancer") {
            return Err("deletes one CLB and creates another in lifecycle mode blocked".to_owned());
        }
        let verdict = text(&planned["loadBalancer"], "verdict");
        if ["blocked", "error", "skip"].contains(&verdict) && !apis.is_empty() {
            return Err(format!("{verdict} and yet {apis:?}"));
        }
        let is_cluster_ip =
            |service: Option<&Value>| service.is_some_and(|service| service["spec"]["type"] == "ClusterIP");
        let serverless = self.request["context"]["clusterType"] == "serverless" && planned["event"] != "delete";
        if serverless && is_cluster_ip(self.live) && is_cluster_ip(self.desired.or(self.live)) && !apis.is_empty() {
            return Err(format!("a ClusterIP of a serverless cluster stays one, and yet {apis:?}"));
        }
        // Older controllers do not know the mode.
        let supports_mode = self.request["context"]["controllerVersion"] != "v2.0.0";
        let mode = |desired: &Value| annotation(desired, "service.cloud.tencent.com/mode") == "skip";
        // An object that is being deleted is deleted together with the change to it.
        let is_deleted = self.live.is_some_and(|live| !live["metadata"]["deletionTimestamp"].is_null());
        let skips = supports_mode && !is_deleted && self.desired.is_some_and(mode);
        if skips && !apis.is_empty() {
            return Err(format!("mode: skip and yet {apis:?}"));
        }
        Ok(())
    }

    fn check_action(&self, action: &Value) -> Result<(), String> {
        let api = text(action, "api");
        if api == "DeleteLoadBalancerListeners" || action["request"]["ForceDelete"] == true {
            return Err("the call may delete more than it names".to_owned());
        }
        for id in independent_request_reader::load_balancers(action) {
            self.check_load_balancer(id, api)?;
        }
        let mut listeners = BTreeSet::new();
        independent_request_reader::collect_values(&action["request"], "ListenerId", &mut listeners);
        for id in listeners {
            if let Some(listener) = independent_request_reader::listener(self.request, id) {
                self.check_listener(listener, text(&action["request"], "LoadBalancerId"), api)?;
            }
        }
        Ok(())
    }

    /// Whether the Service uses the CLB as an existing one.
    fn uses_existing(&self, id: &str) -> bool {
        self.live.into_iter().chain(self.desired).any(|service| annotation(service, TKE_EXISTED_LBID) == id)
    }

    /// Whether the Service's TkeServiceConfig has that name for a listener.
    fn configures_listener_name(&self, service: &Value, name: &str) -> bool {
        let own = annotation(service, "service.cloud.tencent.com/tke-service-config");
        let space = |object: &Value| object["metadata"]["namespace"].clone();
        let all = ["live", "manifests"].into_iter().flat_map(|part| list(self.request, part));
        let mut configs =
            all.filter(|object| object["kind"] == "TkeServiceConfig" && object["metadata"]["name"] == own);
        configs.any(|config| {
            let mut names = BTreeSet::new();
            independent_request_reader::collect_values(config, "listenerName", &mut names);
            space(config) == space(service) && names.contains(name)
        })
    }

    fn check_load_balancer(&self, id: &str, api: &str) -> Result<(), String> {
        let Some(body) = load_balancer(self.request, id) else { return Ok(()) };
        let cluster_known = self.request["context"]["clusterId"].is_string();
        let cluster = tag(body, "tke-clusterId");
        if cluster_known && cluster.is_some_and(|cluster| cluster != CLUSTER) {
            return Err(format!("{id} has the tag of another cluster"));
        }
        if api == "DeleteLoadBalancer" {
            return self.check_deletion(id, body);
        }
        if self.uses_existing(id) {
            return Ok(());
        }
        if cluster_known && body["Tags"].is_array() && cluster.is_none() {
            return Err(format!("{id} has no ownership tag"));
        }
        self.check_owner(id, body)
    }

    /// The tag of the owner is that of this Service, or absent.
    fn check_owner(&self, id: &str, body: &Value) -> Result<(), String> {
        let uid = self.live.or(self.desired).map_or("", |service| text(&service["metadata"], "uid"));
        let owners = independent_request_reader::owners(body);
        if uid.is_empty() || owners.is_empty() || owners.contains(&uid) {
            return Ok(());
        }
        Err(format!("{id} has the tag of another Service"))
    }

    /// A CLB that is deleted has no tag of another Service.
    fn check_only_owner(&self, id: &str, body: &Value) -> Result<(), String> {
        let uid = self.live.map_or("", |service| text(&service["metadata"], "uid"));
        let others = independent_request_reader::owners(body).iter().any(|owner| !uid.is_empty() && *owner != uid);
        if others { Err(format!("{id} also has the tag of another Service")) } else { Ok(()) }
    }

    fn check_deletion(&self, id: &str, body: &Value) -> Result<(), String> {
        if tag(body, "tke-createdBy-flag") != Some("yes") {
            return Err(format!("{id} was not created by the controller"));
        }
        if tag(body, "tke-clusterId").is_none() {
            return Err(format!("{id} has no tag of a cluster"));
        }
        self.check_only_owner(id, body)?;
        if tag(body, "tke-lifecycle-owner") == Some("user") {
            return Err(format!("{id} is managed by its user"));
        }
        if list(body, "AttributeFlags").iter().any(|flag| flag == "DeleteProtect") {
            return Err(format!("{id} is protected"));
        }
        if !text(body, "AssociateEndpoint").is_empty() {
            return Err(format!("{id} is used by a Private Link"));
        }
        if self.live.is_some_and(|live| annotation(live, TKE_EXISTED_LBID) == id) {
            return Err(format!("{id} is used as an existing CLB"));
        }
        let uses =
            |service: &Value| [LOADBALANCE_ID, TKE_EXISTED_LBID].iter().any(|name| annotation(service, name) == id);
        let others = independent_request_reader::remaining_services(self.request);
        match others.iter().find(|(name, service)| *name != self.name && uses(service)) {
            Some((other, _)) => Err(format!("{id} is used by {other}")),
            None => Ok(()),
        }
    }

    fn check_listener(&self, listener: &Value, lb: &str, api: &str) -> Result<(), String> {
        let id = text(listener, "ListenerId");
        let name = text(listener, "ListenerName");
        if name != MANAGED
            && !self.live.into_iter().chain(self.desired).any(|own| self.configures_listener_name(own, name))
        {
            return Err(format!("{id} was created by a user"));
        }
        let managed =
            load_balancer(self.request, lb).is_some_and(|body| tag(body, "tke-createdBy-flag") == Some("yes"));
        if managed && !self.uses_existing(lb) {
            return Ok(());
        }
        let port = listener["Port"].as_u64().unwrap_or_default();
        if !self.live.is_some_and(|live| ports(live).contains(&port)) {
            return Err(format!("{id} at {port} never belonged to this Service"));
        }
        if api != "DeleteListener" {
            return Ok(());
        }
        let needs = |service: &Value| {
            let same = |port: &Value| port["port"] == listener["Port"] && port["protocol"] == listener["Protocol"];
            let plain = annotation(service, "service.cloud.tencent.com/specify-protocol").is_empty();
            let uses = annotation(service, LOADBALANCE_ID) == lb && annotation(service, TKE_EXISTED_LBID) == lb;
            service["spec"]["type"] == "LoadBalancer"
                && uses
                && plain
                && list(&service["spec"], "ports").iter().any(same)
        };
        let others = independent_request_reader::remaining_services(self.request);
        let other = others.iter().find(|(name, service)| {
            let live = independent_request_reader::service(self.request, "live", name);
            *name != self.name && needs(service) && live.is_some_and(needs)
        });
        match other {
            Some((other, _)) => Err(format!("{id} also belongs to {other}")),
            None => Ok(()),
        }
    }
}
