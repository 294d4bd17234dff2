//! A CLB that the cloud would refuse to create: the rules of the API's page, and the finding.
//!
//! A rule that no page states is not here: whether the cloud accepts other combinations is unknown, and they are planned.

use super::{codes, reasons};
use crate::diagnostic::{Diagnostic, Location, Reason, ReasonDefinition, Related};
use crate::json::{Map, Value};
use crate::model::clb_attributes::AttributeId;
use crate::model::{CreationRefusal, IpVersion, RefusalCause, Service};
use crate::sorted_map::repeats;
use crate::tke::codes::UNKNOWN_PARAMETER;
use crate::tke::definitions::load_balancer::INTERNAL_SUBNETID;
use crate::tke::json::{MAX_BANDWIDTH, SLA_TYPES, unknown_parameter};
use crate::tke::{EXTENSIVE_PARAMETERS, SettingValue, load_balancer_tags};

/// Members that the API accepts for public CLBs only, and of those only for ones with IPv4.
const ZONES: [&str; 3] = ["MasterZoneId", "SlaveZoneId", "ZoneId"];
/// Most tags in one creation.
const MAX_TAGS: usize = 20;
/// Tags that the controller sets itself: that it created the CLB, for which cluster, and for which Service.
const TAGS_OF_CONTROLLER: usize = 3;
/// The member of a version of addresses.
const VERSION: &str = "AddressIPVersion";
/// A member that public CLBs do not have, unless they have native IPv6.
const SUBNET: &str = "SubnetId";

/// Why the API would refuse the creation, before the controller has added its tags; `None` where no page says that it would.
pub(super) fn refusal(create: &Map) -> Option<CreationRefusal> {
    let internal = create.get("LoadBalancerType").and_then(Value::as_str) == Some("INTERNAL");
    refused_on_type(create, internal)
        .or_else(|| refused_with_version(create))
        .or_else(|| too_many_tags(create))
        .or_else(|| unknown_field(create))
        .or_else(|| refused_field(create, internal).map(|field| of_parameter(&field, &reasons::FIELD_REFUSED)))
}

/// The refusal of a parameter, with a reason that names it.
fn of_parameter(field: &str, reason: &'static ReasonDefinition) -> CreationRefusal {
    CreationRefusal { cause: RefusalCause::Parameter(field.to_owned()), reason: reason.with("field", field) }
}

/// The first member that this version does not know. Whether the API does is unknown.
fn unknown_field(create: &Map) -> Option<CreationRefusal> {
    let reason = reasons::FIELD_UNKNOWN.with("field", unknown_parameter(create)?);
    Some(CreationRefusal { cause: RefusalCause::UnknownParameter, reason })
}

/// Members that are for public or for internal CLBs only.
fn refused_on_type(create: &Map, internal: bool) -> Option<CreationRefusal> {
    let has = |field: &str| create.contains_key(field);
    let version = IpVersion::of_creation(create);
    if internal {
        let billing = has("InternetAccessible") && !has("SlaType");
        let others = [("InternetAccessible", billing), (VERSION, version != IpVersion::V4)];
        let mut rows = ["VipIsp"].into_iter().chain(ZONES).map(|field| (field, has(field))).chain(others);
        let public_only = rows.find(|(_, refused)| *refused);
        return public_only.map(|(field, _)| of_parameter(field, &reasons::PUBLIC_ONLY_FIELD));
    }
    let unwanted = has(SUBNET) && version != IpVersion::NativeV6;
    unwanted.then(|| of_parameter(SUBNET, &reasons::SUBNET_NOT_WANTED))
}

/// Members that are not for this version of addresses.
fn refused_with_version(create: &Map) -> Option<CreationRefusal> {
    let version = IpVersion::of_creation(create);
    let has = |field: &&str| create.contains_key(*field);
    let field = match version {
        IpVersion::V4 => None,
        IpVersion::NativeV6 => ZONES.into_iter().find(has),
        IpVersion::Nat64 => ZONES.into_iter().chain(["Vip"]).find(has),
    };
    let written = create.get(VERSION).and_then(Value::as_str).unwrap_or_default();
    let CreationRefusal { cause, reason } = of_parameter(field?, &reasons::NOT_WITH_VERSION);
    Some(CreationRefusal { cause, reason: reason.arg("version", written) })
}

fn too_many_tags(create: &Map) -> Option<CreationRefusal> {
    let own = [
        load_balancer_tags::CREATED_BY.definition.name,
        load_balancer_tags::CLUSTER_ID.definition.name,
        load_balancer_tags::SERVICE_UUID.definition.name,
    ];
    let keys = tags_of(create).iter().filter_map(|tag| tag.get("TagKey")).filter_map(Value::as_str);
    let count = keys.filter(|key| !own.contains(key)).count();
    let max = MAX_TAGS - TAGS_OF_CONTROLLER;
    let reason = || reasons::TOO_MANY_TAGS.with("field", "Tags").arg("count", count.to_string());
    (count > max).then(|| CreationRefusal {
        cause: RefusalCause::Tags { count, max },
        reason: reason().arg("max", max.to_string()),
    })
}

fn tags_of(create: &Map) -> &[Value] {
    create.get("Tags").and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
}

/// The first further member that the API would refuse.
fn refused_field(create: &Map, internal: bool) -> Option<String> {
    let text = |key: &str| create.get(key).and_then(Value::as_str);
    let has = |key: &str| create.contains_key(key);
    let billing = create.get("InternetAccessible");
    let package = billing.and_then(|billing| billing.get("InternetChargeType")).and_then(Value::as_str)
        == Some("BANDWIDTH_PACKAGE");
    let bandwidth = billing.and_then(|billing| billing.get(AttributeId::BandwidthOut.name())).and_then(Value::as_i64);
    let bad_name =
        |name: &str| !(1..=80).contains(&name.chars().count()) || name.chars().any(|c| u32::from(c) > 0xFFFF);
    let definitions = [
        ("LoadBalancerName", text("LoadBalancerName").is_some_and(bad_name)),
        ("EipAddressId", has("EipAddressId") && !internal),
        ("SlaType", text("SlaType").is_some_and(|size| !SLA_TYPES.contains(&size))),
        ("VipIsp", text("VipIsp").is_some_and(|isp| isp != "BGP") && !package),
        ("BandwidthPackageId", has("BandwidthPackageId") && !package),
        ("InternetAccessible", bandwidth.is_some_and(|most| most > MAX_BANDWIDTH) && !has("SlaType")),
        ("LBChargeType", text("LBChargeType") == Some("PREPAID") && !has("LBChargePrepaid")),
        ("SnatIps", has("SnatIps") && create.get("SnatPro") != Some(&Value::Bool(true))),
        ("Tags", !are_accepted(tags_of(create))),
    ];
    definitions.into_iter().find(|(_, refused)| *refused).map(|(field, _)| field.to_owned())
}

/// True for tags that the Tag API accepts, each key once.
fn are_accepted(list: &[Value]) -> bool {
    let text = |tag: &Value, key: &str| tag.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let good = |text: &str, most: usize| {
        (1..=most).contains(&text.chars().count())
            && text.chars().all(|letter| letter.is_alphanumeric() || "+-=._:/@()[],;>< ".contains(letter))
    };
    let is_reserved = |key: &str| ["qcs:", "project"].iter().any(|prefix| key.starts_with(prefix));
    let is_good = |tag: &Value| {
        let key = text(tag, "TagKey");
        good(&key, 127) && good(&text(tag, "TagValue"), 255) && !is_reserved(&key)
    };
    let keys: Vec<String> = list.iter().map(|tag| text(tag, "TagKey")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    list.iter().all(is_good) && !repeats(&keys).contains(&true)
}

/// Where the parameter that causes a refusal is written, else the parameters; `None` where the refusal is about none.
pub fn refused_location(service: &Service<'_>, blocker: &Reason) -> Option<Location> {
    let annotation = &EXTENSIVE_PARAMETERS;
    // Of a member inside another one, the outer one is shown.
    let field = blocker.argument("field")?.split('.').next()?;
    let member = match service.settings.get(annotation) {
        SettingValue::Is(parameters) => {
            parameters.get(field).map(|node| node.span.start as usize..node.span.end as usize)
        }
        SettingValue::Absent | SettingValue::Invalid => None,
    };
    let entry = service.settings.entry(&annotation.definition);
    let inside = entry.zip(member).and_then(|(entry, part)| entry.locations_inside(&[part]).into_iter().next());
    inside.or_else(|| service.settings.location(annotation))
}

/// True for the refusal of a parameter that no page has: the rules have a finding about it, which [`refuse_unknown`] turns
/// into this refusal.
pub fn is_of_unknown_parameter(blocker: &Reason) -> bool {
    blocker.is(&reasons::FIELD_UNKNOWN)
}

/// Makes an error of the warning about an unknown parameter: the creation that it warns of is refused.
pub fn refuse_unknown(finding: &mut Diagnostic) {
    if finding.is(&UNKNOWN_PARAMETER) {
        finding.code = &codes::UNKNOWN_PARAMETER_REFUSED;
    }
}

/// The finding of a refusal, at the member that causes it; `None` for an unknown member, about which the rules have one.
pub fn refused_creation(service: &Service<'_>, refusal: &CreationRefusal) -> Option<Diagnostic> {
    let annotation = &EXTENSIVE_PARAMETERS;
    let blocker = &refusal.reason;
    let found = match &refusal.cause {
        RefusalCause::UnknownParameter => return None,
        RefusalCause::Tags { count, max } => {
            Diagnostic::new(&codes::TOO_MANY_TAGS).arg("count", count.to_string()).arg("max", max.to_string())
        }
        RefusalCause::Parameter(field) => {
            let note = Related { note: blocker.clone(), location: None, object: None };
            let found = match blocker.is(&reasons::SUBNET_NOT_WANTED) {
                true => Diagnostic::new(&codes::SUBNET_OF_PUBLIC).arg("internal", INTERNAL_SUBNETID.name()),
                false => Diagnostic::new(&codes::CREATION_REFUSED),
            };
            found.arg("field", field.as_str()).related(note)
        }
    };
    let found = found.arg("name", annotation.name()).object(service.object.reference.clone());
    let location = refused_location(service, blocker).or_else(|| service.settings.location(annotation));
    Some(found.path(annotation.definition.path()).location(location))
}
