//! The CLB that a Service specifies, from annotations, `extensiveParameters`, TkeServiceConfig and context.

use super::reasons;
use super::remarks::AssumptionsAndFindings;
use super::settings_reader::SettingsReader;
use crate::diagnostic::Reason;
use crate::json::{Map, Number, Value, json};
use crate::model::clb_attributes::{AttributeId, AttributeValues};
use crate::model::{Cluster, ImmutableProperties, LoadBalancerSpec, Service};
use crate::request::Context;
use crate::syntax::Node;
use crate::tke::json::{MAX_BANDWIDTH, PARAMETERS, SLA_TYPES};
use crate::tke::{self, ApplicationOrClassic, tags};

/// Members of `extensiveParameters` that the controller sets itself; the pages say that they have no effect there.
const DECIDED: [&str; 5] = ["LoadBalancerType", "Forward", "Number", "ClientToken", "VpcId"];

pub(super) fn spec(
    service: &Service<'_>,
    cluster: &Cluster,
    context: &Context,
    reader: &mut SettingsReader<'_>,
    remarks: &mut AssumptionsAndFindings,
) -> LoadBalancerSpec {
    let mut create = parameters(context, reader);
    let extensive = reader.get(&tke::EXTENSIVE_PARAMETERS).map(|parameters| parameters.members).unwrap_or_default();
    create.extend(
        extensive
            .iter()
            .filter(|(key, _)| !DECIDED.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.to_json())),
    );
    let snat = snat(reader, &mut create);
    let mut values = values(service, cluster, reader, remarks);
    // `extensiveParameters` are read at creation only; the annotations keep it switched on.
    if reader.get(&tke::SNAT_PRO_INFO).is_some() || is_cross_vpc(reader) {
        values.insert(AttributeId::SnatPro, true.into());
    }
    if let Some(pass) = values.get(&AttributeId::PassToTarget) {
        create.insert(AttributeId::PassToTarget.name().into(), pass.clone());
    }
    if create.get("LoadBalancerType").and_then(Value::as_str) == Some("INTERNAL") {
        // An internal CLB has no public bandwidth.
        values.remove(&AttributeId::BandwidthOut);
    }
    // Classic CLBs cannot be created any more, so requesting one is no reason to replace the current CLB.
    let forward = reader.get(&tke::LOADBALANCE_TYPE).and_then(|kind| match kind {
        ApplicationOrClassic::Application => Some(1),
        ApplicationOrClassic::Classic => None,
    });
    let network = network(&create, &extensive, forward);
    let blocked_by = creation_blocker(&create);
    create.insert("Tags".into(), own_tags(service, context, &create));
    LoadBalancerSpec { network, blocked_by, create, values, snat }
}

/// The parameters of the creation that annotations specify, except tags, SNAT and `extensiveParameters`.
fn parameters(context: &Context, reader: &mut SettingsReader<'_>) -> Map {
    let mut create = Map::new();
    let subnet = reader.get(&tke::INTERNAL_SUBNETID).filter(|id| !id.is_empty());
    create.insert("LoadBalancerType".into(), if subnet.is_some() { "INTERNAL" } else { "OPEN" }.into());
    create.insert("Forward".into(), 1.into());
    let vpc = reader.get(&tke::CROSS_VPC_ID).or_else(|| context.vpc_id.clone());
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
    // The annotations are for public CLBs only; on an internal one they are a finding of their own.
    if !billing.is_empty() && subnet.is_none() {
        create.insert("InternetAccessible".into(), Value::Object(billing));
    }
    create
}

/// Members that the API accepts for public CLBs only.
const PUBLIC_ONLY: [&str; 4] = ["VipIsp", "MasterZoneId", "SlaveZoneId", "ZoneId"];

/// The reason why the API would reject the creation.
fn creation_blocker(create: &Map) -> Option<Reason> {
    let text = |key: &str| create.get(key).and_then(Value::as_str);
    let internal = text("LoadBalancerType") == Some("INTERNAL");
    let native_ipv6 = text("AddressIPVersion").is_some_and(|version| version.eq_ignore_ascii_case("IPv6FullChain"));
    let subnet = create.contains_key("SubnetId");
    let public_only = PUBLIC_ONLY.into_iter().find(|field| create.contains_key(*field)).filter(|_| internal);
    match public_only {
        Some(field) => Some(reasons::PUBLIC_ONLY_FIELD.with("field", field)),
        None if internal && create.contains_key("InternetAccessible") && !create.contains_key("SlaType") => {
            Some(reasons::PUBLIC_ONLY_FIELD.with("field", "InternetAccessible"))
        }
        None if subnet && !internal && !native_ipv6 => Some(reasons::SUBNET_NOT_WANTED.with("field", "SubnetId")),
        None => rejected_field(create, internal).map(|field| reasons::FIELD_REFUSED.with("field", field)),
    }
}

/// The first further member, besides those of [`creation_blocker`], that the API would reject.
fn rejected_field(create: &Map, internal: bool) -> Option<String> {
    if let Some(unknown) = create.keys().find(|key| PARAMETERS.iter().all(|known| known.name != key.as_str())) {
        return Some(unknown.clone());
    }
    let text = |key: &str| create.get(key).and_then(Value::as_str);
    let has = |key: &str| create.contains_key(key);
    let billing = create.get("InternetAccessible");
    let package = billing.and_then(|billing| billing.get("InternetChargeType")).and_then(Value::as_str)
        == Some("BANDWIDTH_PACKAGE");
    let bandwidth = billing.and_then(|billing| billing.get(AttributeId::BandwidthOut.name())).and_then(Value::as_i64);
    let bad_name =
        |name: &str| !(1..=80).contains(&name.chars().count()) || name.chars().any(|c| u32::from(c) > 0xFFFF);
    let tags = create.get("Tags").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let definitions = [
        ("LoadBalancerName", text("LoadBalancerName").is_some_and(bad_name)),
        ("EipAddressId", has("EipAddressId") && !internal),
        ("SlaType", text("SlaType").is_some_and(|size| !SLA_TYPES.contains(&size))),
        ("VipIsp", text("VipIsp").is_some_and(|isp| isp != "BGP") && !package),
        ("BandwidthPackageId", has("BandwidthPackageId") && !package),
        ("InternetAccessible", bandwidth.is_some_and(|most| most > MAX_BANDWIDTH) && !has("SlaType")),
        ("LBChargeType", text("LBChargeType") == Some("PREPAID") && !has("LBChargePrepaid")),
        ("SnatIps", has("SnatIps") && create.get("SnatPro") != Some(&Value::Bool(true))),
        ("Tags", tags.len() > MAX_TAGS || tags.iter().any(|tag| !is_accepted_tag(tag))),
    ];
    definitions.into_iter().find(|(_, refused)| *refused).map(|(field, _)| field.to_owned())
}

/// Most tags that a user can set: the API accepts 20, and the controller adds three. Compared before it has added them.
const MAX_TAGS: usize = 17;

/// True for a tag that the Tag API accepts.
fn is_accepted_tag(tag: &Value) -> bool {
    let text = |key: &str| tag.get(key).and_then(Value::as_str).unwrap_or_default();
    let (key, value) = (text("TagKey"), text("TagValue"));
    let good = |text: &str, most: usize| {
        (1..=most).contains(&text.chars().count())
            && text.chars().all(|letter| letter.is_alphanumeric() || "+-=._:/@()[],;>< ".contains(letter))
    };
    good(key, 127) && good(value, 255) && !["qcs:", "project"].iter().any(|prefix| key.starts_with(prefix))
}

/// The SNAT addresses through which backends outside the CLB's network are reached.
fn snat(reader: &mut SettingsReader<'_>, create: &mut Map) -> Vec<Value> {
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
pub(super) fn is_cross_vpc(reader: &mut SettingsReader<'_>) -> bool {
    reader.get(&tke::CROSS_VPC_ID).is_some() || reader.get(&tke::CROSS_REGION_ID).is_some()
}

/// The part that cannot change without replacing the CLB. What `extensiveParameters` specify is read at the purchase and
/// never again: an edit of it does nothing, so it is not compared.
fn network(create: &Map, extensive: &[(String, Node)], forward: Option<i64>) -> ImmutableProperties {
    let is_extensive = |key: &str| extensive.iter().any(|(member, _)| member == key);
    let text = |key: &str| create.get(key).and_then(Value::as_str).map(str::to_owned);
    let internal = text("LoadBalancerType").as_deref() == Some("INTERNAL");
    ImmutableProperties {
        kind: text("LoadBalancerType"),
        vpc: text("VpcId"),
        subnet: text("SubnetId").filter(|_| internal && !is_extensive("SubnetId")),
        forward,
        ..ImmutableProperties::default()
    }
}

/// The attributes that are kept in sync after creation.
fn values(
    service: &Service<'_>,
    cluster: &Cluster,
    reader: &mut SettingsReader<'_>,
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
    add(tags::CREATED_BY.definition.name, tags::CREATED_BY_YES);
    if let Some(cluster) = &context.cluster_id {
        add(tags::CLUSTER_ID.definition.name, cluster);
    }
    match (&service.uid, context.sharing) {
        (Some(uid), Some(true)) => add(uid, tags::SHARED_SERVICE),
        (Some(uid), Some(false) | None) => add(tags::SERVICE_UUID.definition.name, uid),
        (None, _) => {}
    }
    list.sort_by_key(Value::to_string);
    Value::Array(list)
}
