//! The CLB that a Service specifies, from annotations, `extensiveParameters`, TkeServiceConfig and context.

use super::assumptions_and_findings::AssumptionsAndFindings;
use super::creation_refused_by_cloud::refusal;
use super::reasons;
use super::settings_reader::ServiceSettingsReader;
use crate::json::{Map, Number, Value, json};
use crate::model::clb_attributes::{AttributeId, AttributeValues};
use crate::model::{DesiredLoadBalancerProperties, ImmutableProperties, IpVersion, ObjectsAroundServices, Service};
use crate::request::Context;
use crate::sorted_map::sort_by;
use crate::tke::{self, ApplicationOrClassic, load_balancer_tags};

pub(super) fn spec(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    context: &Context,
    reader: &mut ServiceSettingsReader<'_>,
    remarks: &mut AssumptionsAndFindings,
) -> DesiredLoadBalancerProperties {
    let mut create = parameters(context, reader);
    let internal = create.get("LoadBalancerType").and_then(Value::as_str) == Some("INTERNAL");
    let extensive = reader.get(&tke::EXTENSIVE_PARAMETERS).unwrap_or_default();
    for member in extensive.sent(internal) {
        add_parameter(&mut create, &member.key, member.value.to_json());
    }
    let snat = snat(reader, &mut create);
    let mut values = values(service, cluster, reader, remarks);
    // `extensiveParameters` are read at creation only; the annotations keep it switched on.
    if reader.get(&tke::SNAT_PRO_INFO).is_some() || is_cross_vpc(reader) {
        values.insert(AttributeId::SnatPro, true.into());
    }
    let pass_to_target = AttributeId::PassToTarget.name();
    if IpVersion::of_creation(&create) == IpVersion::NativeV6 {
        // Such a CLB always does, and the API takes no value.
        create.remove(pass_to_target);
    } else if let Some(pass) = values.get(&AttributeId::PassToTarget) {
        create.insert(pass_to_target.into(), pass.clone());
    }
    if internal {
        // An internal CLB has no public bandwidth.
        values.remove(&AttributeId::BandwidthOut);
    }
    // Classic CLBs cannot be created any more, so requesting one is no reason to replace the current CLB.
    let forward = reader.get(&tke::LOADBALANCE_TYPE).and_then(|kind| match kind {
        ApplicationOrClassic::Application => Some(1),
        ApplicationOrClassic::Classic => None,
    });
    let mut network = network(&create, internal, forward);
    let own_region = context.region.clone().filter(|_| !service.settings.is_present(&tke::CROSS_REGION_ID));
    network.region = reader.get(&tke::CROSS_REGION_ID).or(own_region);
    let refused = refusal(&create);
    create.insert("Tags".into(), own_tags(service, context, &create));
    DesiredLoadBalancerProperties { network, refused, create, values, snat }
}

/// The parameters of the creation that annotations specify, except tags, SNAT and `extensiveParameters`.
fn parameters(context: &Context, reader: &mut ServiceSettingsReader<'_>) -> Map {
    let mut create = Map::new();
    let subnet = reader.get(&tke::INTERNAL_SUBNETID).filter(|id| !id.is_empty());
    create.insert("LoadBalancerType".into(), if subnet.is_some() { "INTERNAL" } else { "OPEN" }.into());
    create.insert("Forward".into(), 1.into());
    // The cluster's VPC is in the cluster's region.
    let of_cluster = context.vpc_id.clone().filter(|_| reader.get(&tke::CROSS_REGION_ID).is_none());
    let vpc = reader.get(&tke::CROSS_VPC_ID).or(of_cluster);
    if let Some(vpc) = &vpc {
        create.insert("VpcId".into(), vpc.clone().into());
    }
    if let Some(subnet) = &subnet {
        create.insert("SubnetId".into(), subnet.clone().into());
    }
    let mut billing = Map::new();
    if let Some(charge) = reader.get(&tke::INTERNET_CHARGE_TYPE) {
        billing.insert("InternetChargeType".into(), charge.into());
    }
    if let Some(bandwidth) = reader.get(&tke::INTERNET_MAX_BANDWIDTH_OUT) {
        billing.insert("InternetMaxBandwidthOut".into(), bandwidth.into());
    }
    if !billing.is_empty() {
        create.insert("InternetAccessible".into(), Value::Object(billing));
    }
    create
}

/// Adds a member of `extensiveParameters`. What annotations say about billing is kept where the member is silent about it.
fn add_parameter(create: &mut Map, name: &str, value: Value) {
    match (create.get_mut(name), value) {
        (Some(Value::Object(annotated)), Value::Object(members)) => annotated.extend(members),
        (_, value) => {
            create.insert(name.to_owned(), value);
        }
    }
}

/// The SNAT addresses through which backends outside the CLB's network are reached.
fn snat(reader: &mut ServiceSettingsReader<'_>, create: &mut Map) -> Vec<Value> {
    let ips = reader.get(&tke::SNAT_PRO_INFO).unwrap_or_default();
    if is_cross_vpc(reader) || !ips.is_empty() {
        create.insert(AttributeId::SnatPro.name().into(), true.into());
    }
    let list = ips.iter().map(|ip| match &ip.ip {
        Some(address) => json!({ "SubnetId": ip.subnet_id, "Ip": address }),
        None => json!({ "SubnetId": ip.subnet_id }),
    });
    let list: Vec<Value> = list.collect();
    if !list.is_empty() {
        create.insert("SnatIps".into(), list.clone().into());
    }
    list
}

/// True for a CLB in another VPC or region.
pub(super) fn is_cross_vpc(reader: &mut ServiceSettingsReader<'_>) -> bool {
    reader.get(&tke::CROSS_VPC_ID).is_some() || reader.get(&tke::CROSS_REGION_ID).is_some()
}

/// The part that cannot change without replacing the CLB. What `extensiveParameters` specify is read at the purchase and
/// never again: an edit of it does nothing, so it is not compared.
fn network(create: &Map, internal: bool, forward: Option<i64>) -> ImmutableProperties {
    let text = |key: &str| create.get(key).and_then(Value::as_str).map(str::to_owned);
    ImmutableProperties {
        kind: text("LoadBalancerType"),
        vpc: text("VpcId"),
        subnet: text("SubnetId").filter(|_| internal),
        forward,
        ..ImmutableProperties::default()
    }
}

/// The attributes that are kept in sync after creation.
fn values(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    reader: &mut ServiceSettingsReader<'_>,
    remarks: &mut AssumptionsAndFindings,
) -> AttributeValues {
    let mut values = AttributeValues::new();
    if let Some(groups) = reader.get(&tke::SECURITY_GROUPS) {
        values.insert(AttributeId::SecurityGroups, groups.into());
    }
    if let Some(pass) = reader.get(&tke::PASS_TO_TARGET) {
        values.insert(AttributeId::PassToTarget, pass.into());
    }
    let config = super::used_service_config::name(service, reader);
    let found = config.as_ref().and_then(|name| cluster.config(service, name));
    let member = AttributeId::BandwidthOut.row().config_member;
    match found.zip(member).and_then(|(config, member)| config.declared.get(member)) {
        Some(Value::Number(Number::Whole(0))) => {
            remarks.assume(reasons::BANDWIDTH_ZERO.with("config", config.unwrap_or_default()));
        }
        Some(bandwidth) => {
            values.insert(AttributeId::BandwidthOut, bandwidth.clone());
        }
        None => {}
    }
    values
}

/// The tags of the creation: those of `extensiveParameters` and the controller's own.
fn own_tags(service: &Service<'_>, context: &Context, create: &Map) -> Value {
    let mut list: Vec<Value> = create.get("Tags").and_then(Value::as_array).cloned().unwrap_or_default();
    // A key occurs once, and the controller's own tags win.
    let mut add = |key: &str, value: &str| {
        list.retain(|tag| tag.get("TagKey").and_then(Value::as_str) != Some(key));
        list.push(json!({ "TagKey": key, "TagValue": value }));
    };
    add(load_balancer_tags::CREATED_BY.definition.name, load_balancer_tags::CREATED_BY_YES);
    if let Some(cluster) = &context.cluster_id {
        add(load_balancer_tags::CLUSTER_ID.definition.name, cluster);
    }
    match (&service.uid, context.sharing) {
        (Some(uid), Some(true)) => add(uid, load_balancer_tags::SHARED_SERVICE),
        (Some(uid), Some(false) | None) => add(load_balancer_tags::SERVICE_UUID.definition.name, uid),
        (None, _) => {}
    }
    let mut sorted: Vec<(String, Value)> = list.into_iter().map(|tag| (tag.to_string(), tag)).collect();
    sort_by(&mut sorted, |(a, _), (b, _)| a.cmp(b));
    sorted.into_iter().map(|(_, tag)| tag).collect()
}
