//! Calls on CLBs and their tags.

use super::api_request_validation;
use super::request_bodies_and_api_errors::{CloudApiError, HasNativeIpv6, objects, text};
use super::simulated_cloud::{SimulatedCloud, SimulatedLoadBalancer};
use super::values_chosen_by_simulation::ValuesNotInPlan;
use crate::json::{Map, Value, json};
use crate::model::placeholder_id;
use crate::sorted_map::SortedMap;
use crate::tke::load_balancer_tags;

/// Placeholder for an unknown cluster id: the tag is written, and compares equal to nothing.
const UNKNOWN_CLUSTER: &str = "(unknown)";
/// Most security groups in one call.
const MAX_GROUPS: usize = 50;
/// Most resources, and most tags, in one call of the Tag API.
const MAX_TAGGED: usize = 10;
/// From this many bound backends on, `DeleteLoadBalancer` has to be forced; the controller is assumed to do so.
const MAX_IDS: usize = 20;
/// Most SNAT addresses of a CLB.
const MAX_SNAT_IPS: usize = 10;

impl SimulatedCloud {
    pub(super) fn create_load_balancer(
        &mut self,
        request: &Value,
        defaults: &ValuesNotInPlan,
        seed: &str,
    ) -> Result<Value, CloudApiError> {
        let Some(request) = request.as_object() else {
            return Err(CloudApiError::new("InvalidParameter", "no object"));
        };
        api_request_validation::validate_create_load_balancer(request)?;
        let kind = text(request, "LoadBalancerType");
        let same =
            self.load_balancers.values().filter(|current| text(&current.body, "LoadBalancerType") == kind).count();
        if defaults.quotas.clbs_per_region.is_some_and(|most| same >= most as usize) {
            return Err(CloudApiError::new("LimitExceeded", "load balancers of the region"));
        }
        let mut id = defaults.load_balancer.clone().unwrap_or_else(|| placeholder_id("lb-", seed));
        let mut count = 1;
        while self.load_balancers.contains_key(&id) {
            count += 1;
            id = placeholder_id("lb-", &format!("{seed} {count}"));
        }
        let internal = text(request, "LoadBalancerType").as_deref() == Some("INTERNAL");
        let mut body = described(request, internal);
        body.insert("LoadBalancerId".into(), id.clone().into());
        body.insert("LoadBalancerVips".into(), json!([address(&id, internal)]));
        body.insert("Tags".into(), all_tags(request, defaults).into());
        let instance = SimulatedLoadBalancer { body, listeners: Some(Vec::new()), targets: Some(SortedMap::new()) };
        self.load_balancers.insert(id.clone(), instance);
        Ok(json!({ "LoadBalancerIds": [id] }))
    }

    pub(super) fn delete_load_balancer(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let ids = request.get("LoadBalancerIds").and_then(Value::as_array).cloned().unwrap_or_default();
        if ids.is_empty() || ids.len() > MAX_IDS {
            return Err(CloudApiError::new("InvalidParameterValue.Length", "LoadBalancerIds"));
        }
        for id in ids.iter().filter_map(Value::as_str) {
            let Some(instance) = self.load_balancers.get(id) else {
                return Err(CloudApiError::new("InvalidParameter.LBIdNotFound", id));
            };
            instance.usable()?;
            let flags = instance.body.get("AttributeFlags").and_then(Value::as_array).cloned().unwrap_or_default();
            if flags.iter().any(|flag| flag.as_str() == Some("DeleteProtect")) {
                return Err(CloudApiError::new("FailedOperation", format!("{id} has delete protection")));
            }
            self.load_balancers.remove(id);
        }
        Ok(Value::Null)
    }

    pub(super) fn modify_attributes(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let instance = self.load_balancer(request)?;
        for (key, value) in request.as_object().into_iter().flatten() {
            match key.as_str() {
                "LoadBalancerId" => {}
                "InternetChargeInfo" => {
                    let sized = text(&instance.body, "SlaType").is_some_and(|size| !size.is_empty());
                    let internal = text(&instance.body, "LoadBalancerType").as_deref() == Some("INTERNAL");
                    if internal && !sized {
                        return Err(CloudApiError::new(
                            "InvalidParameterValue",
                            "an internal load balancer has no bandwidth",
                        ));
                    }
                    api_request_validation::bandwidth(value.as_object().unwrap_or(&Map::new()), sized)?;
                    let network = instance.body.get_or_insert_with("NetworkAttributes".into(), || json!({}));
                    if !network.is_object() {
                        *network = json!({});
                    }
                    if let (Some(network), Some(info)) = (network.as_object_mut(), value.as_object()) {
                        network.extend(info.clone());
                    }
                }
                "LoadBalancerPassToTarget" if instance.native_ipv6() == HasNativeIpv6::Yes => {
                    return Err(CloudApiError::new("InvalidParameterValue", "always on with native IPv6"));
                }
                "LoadBalancerName" | "LoadBalancerPassToTarget" | "SnatPro" => {
                    if key == "LoadBalancerName" {
                        api_request_validation::name(value.as_str().unwrap_or_default())?;
                    }
                    instance.body.insert(key.clone(), value.clone());
                }
                other => return Err(CloudApiError::new("InvalidParameter", format!("unknown field {other}"))),
            }
        }
        Ok(Value::Null)
    }

    pub(super) fn create_snat_ips(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let instance = self.load_balancer(request)?;
        let mut current = objects(instance.body.get("SnatIps"));
        current.extend(snat_ips(request.get("SnatIps"), current.len()));
        if current.len() > MAX_SNAT_IPS {
            return Err(CloudApiError::new("InvalidParameterValue.Length", "SnatIps"));
        }
        instance.body.insert("SnatIps".into(), json!(current));
        instance.body.insert("SnatPro".into(), true.into());
        Ok(Value::Null)
    }

    pub(super) fn set_security_groups(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let groups = request.get("SecurityGroups").cloned().unwrap_or_else(|| json!([]));
        if groups.as_array().is_none_or(|groups| groups.len() > MAX_GROUPS) {
            return Err(CloudApiError::new("InvalidParameterValue.Length", "SecurityGroups"));
        }
        self.load_balancer(request)?.body.insert("SecureGroups".into(), groups);
        Ok(Value::Null)
    }

    pub(super) fn tag(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let tags = objects(request.get("Tags"));
        api_request_validation::tags(&tags)?;
        if tags.is_empty() || tags.len() > MAX_TAGGED {
            return Err(CloudApiError::new("LimitExceeded.TagNumPerRequest", "Tags"));
        }
        self.on_resources(request, |current| {
            for tag in &tags {
                current.retain(|other| other.get("TagKey") != tag.get("TagKey"));
                current.push(tag.clone());
            }
        })
    }

    pub(super) fn untag(&mut self, request: &Value) -> Result<Value, CloudApiError> {
        let keys = request.get("TagKeys").and_then(Value::as_array).cloned().unwrap_or_default();
        if keys.is_empty() || keys.len() > MAX_TAGGED {
            return Err(CloudApiError::new("LimitExceeded.TagNumPerRequest", "TagKeys"));
        }
        self.on_resources(request, |current| {
            current.retain(|tag| tag.get("TagKey").is_none_or(|key| !keys.contains(key)))
        })
    }

    fn on_resources(&mut self, request: &Value, edit: impl Fn(&mut Vec<Map>)) -> Result<Value, CloudApiError> {
        let names = request.get("ResourceList").and_then(Value::as_array).cloned().unwrap_or_default();
        if names.is_empty() || names.len() > MAX_TAGGED {
            return Err(CloudApiError::new("LimitExceeded.ResourceNumPerRequest", "ResourceList"));
        }
        for name in names.iter().filter_map(Value::as_str) {
            let described = || CloudApiError::new("InvalidParameterValue.ResourceDescriptionError", name);
            let (head, id) = name.rsplit_once('/').ok_or_else(described)?;
            if !head.starts_with("qcs::clb:") || name.split(':').count() != 6 {
                return Err(described());
            }
            let instance = self.load_balancers.get_mut(id).ok_or_else(described)?;
            let mut tags = objects(instance.body.get("Tags"));
            edit(&mut tags);
            api_request_validation::tag_count(&tags)?;
            instance.body.insert("Tags".into(), json!(tags));
        }
        Ok(Value::Null)
    }
}

/// The new CLB as `DescribeLoadBalancers` returns it.
fn described(request: &Map, internal: bool) -> Map {
    let mut body = Map::new();
    for key in ["LoadBalancerType", "LoadBalancerName", "VpcId", "SubnetId", "VipIsp", "SlaType"] {
        // A value that only the controller knows stays unknown.
        if let Some(value) = request.get(key).filter(|value| value.is_string()) {
            body.insert(key.to_owned(), value.clone());
        }
    }
    body.insert("Forward".into(), 1.into());
    body.insert("Status".into(), 1.into());
    let version = text(request, "AddressIPVersion").unwrap_or_else(|| "IPV4".to_owned()).to_ascii_uppercase();
    let (shown, mode) = match version.as_str() {
        "IPV6" => ("ipv6", Some("IPv6Nat64")),
        "IPV6FULLCHAIN" => ("ipv6", Some("IPv6FullChain")),
        _ => ("ipv4", None),
    };
    body.insert("AddressIPVersion".into(), shown.into());
    if let Some(mode) = mode {
        body.insert("IPv6Mode".into(), mode.into());
    }
    if let Some(zone) = request.get("MasterZoneId").or_else(|| request.get("ZoneId")) {
        body.insert("MasterZone".into(), json!({ "Zone": zone }));
    }
    if let Some(zone) = request.get("SlaveZoneId") {
        body.insert("BackupZoneSet".into(), json!([{ "Zone": zone }]));
    }
    if request.contains_key("SnatIps") {
        body.insert("SnatIps".into(), json!(snat_ips(request.get("SnatIps"), 0)));
    }
    body.insert("SnatPro".into(), request.get("SnatPro").cloned().unwrap_or(Value::Bool(false)));
    let pass = request.get("LoadBalancerPassToTarget").cloned();
    let pass = pass.unwrap_or(Value::Bool(mode == Some("IPv6FullChain")));
    body.insert("LoadBalancerPassToTarget".into(), pass);
    body.insert("SecureGroups".into(), json!([]));
    body.insert("AttributeFlags".into(), json!([]));
    body.insert("AssociateEndpoint".into(), "".into());
    if !internal {
        let network = request.get("InternetAccessible").cloned();
        let mut network = network.and_then(|value| value.as_object().cloned()).unwrap_or_default();
        network.get_or_insert_with("InternetMaxBandwidthOut".into(), || 10.into());
        body.insert("NetworkAttributes".into(), network.into());
    }
    body
}

/// The tags of the request, and those whose values the plan could not know.
fn all_tags(request: &Map, defaults: &ValuesNotInPlan) -> Vec<Value> {
    let mut current = objects(request.get("Tags"));
    let mut add = |key: &str, value: &str| {
        if !current.iter().any(|tag| text(tag, "TagKey").as_deref() == Some(key)) {
            let tag = json!({ "TagKey": key, "TagValue": value });
            current.extend(tag.as_object().cloned());
        }
    };
    add(load_balancer_tags::CLUSTER_ID.definition.name, defaults.cluster.as_deref().unwrap_or(UNKNOWN_CLUSTER));
    if defaults.sharing {
        add(&defaults.uid, load_balancer_tags::SHARED_SERVICE);
    } else {
        add(load_balancer_tags::SERVICE_UUID.definition.name, &defaults.uid);
    }
    current.into_iter().map(Value::Object).collect()
}

/// SNAT addresses as the cloud returns them: those requested without an address get one.
fn snat_ips(requested: Option<&Value>, from: usize) -> Vec<Map> {
    let mut list = objects(requested);
    for (at, ip) in list.iter_mut().enumerate() {
        ip.get_or_insert_with("Ip".into(), || format!("10.1.0.{}", from + at + 4).into());
    }
    list
}

/// An address for documentation: TEST-NET-3 for public CLBs, a private one for internal ones.
fn address(id: &str, internal: bool) -> String {
    let sum: u32 = id.bytes().fold(0, |sum, byte| (sum * 31 + u32::from(byte)) % 250);
    if internal { format!("10.0.0.{}", sum + 4) } else { format!("203.0.113.{}", sum + 4) }
}
