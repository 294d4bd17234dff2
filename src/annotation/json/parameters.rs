//! `service.extensiveParameters`: more fields of the CreateLoadBalancer call that buys the CLB.
//!
//! [`PARAMETERS`] lists every field of the call with its type, so that a slip is found before the purchase fails. It
//! does not judge combinations: what fits together is the cloud's to say.

use super::{Reader, WHOLE, Weighs, range, read};
use crate::annotation::codes;
use crate::annotation::reading::{BadValue, Reading};
use crate::annotation::rows::tags::{CLUSTER_ID, CREATED_BY, SERVICE_UUID};
use crate::input::{Member, Node, Value};

/// One field of the call.
#[derive(Debug)]
pub struct Parameter {
    /// As the API writes it.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Who has a say in it.
    pub set_by: Setter,
}

/// Who decides a field of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setter {
    /// The annotation may.
    User,
    /// The controller does, from the Service and its cluster.
    Controller,
}

/// Type of a field.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Text.
    Text,
    /// The key of a tag, of which some are the controller's own.
    TagKey,
    /// The name of a CLB.
    Name,
    /// One of these words, letter case ignored where the API ignores it.
    Words(&'static [&'static str]),
    /// A whole number in a range.
    Int(i64, i64),
    /// `true`, `false`.
    Bool,
    /// A list of texts.
    Texts,
    /// A structure.
    Struct(&'static [Field]),
    /// A list of at most this many structures.
    Structs(&'static [Field], usize),
}

/// One field of a structure.
#[derive(Debug)]
pub struct Field {
    /// As the API writes it.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
}

/// What was asked for, in the order it was written. Positions count from the start of the value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameters {
    /// Name and value.
    pub members: Vec<(String, Node)>,
}

impl Parameters {
    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.members.iter().find(|(key, _)| key == name).map(|(_, node)| node)
    }

    /// The text of a parameter.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::as_str)
    }
}

const ANY: Type = Type::Int(0, i64::MAX);

macro_rules! fields {
    ($($name:literal: $kind:expr),* $(,)?) => { &[$(Field { name: $name, kind: $kind }),*] };
}

macro_rules! parameters {
    ($($setter:ident $name:literal: $kind:expr),* $(,)?) => {
        &[$(Parameter { name: $name, kind: $kind, set_by: Setter::$setter }),*]
    };
}

const CLUSTER: &[Field] = fields! { "ClusterId": Type::Text, "ClusterName": Type::Text, "Zone": Type::Text };

/// How traffic is billed.
pub const CHARGE_TYPES: &[&str] =
    &["TRAFFIC_POSTPAID_BY_HOUR", "BANDWIDTH_POSTPAID_BY_HOUR", "BANDWIDTH_PACKAGE", "BANDWIDTH_PREPAID"];

/// Sizes that a CLB can be bought in. Answers may tell others; one that the API gets later is for the cloud to know.
pub const SLA_TYPES: &[&str] = &[
    "clb.c2.medium",
    "clb.c3.small",
    "clb.c3.medium",
    "clb.c4.small",
    "clb.c4.medium",
    "clb.c4.large",
    "clb.c4.xlarge",
];
/// Lines that a public CLB can be bought on.
pub const ISPS: &[&str] = &["BGP", "CMCC", "CUCC", "CTCC"];
/// How a CLB is paid for.
pub const PAYMENTS: &[&str] = &["POSTPAID_BY_HOUR", "PREPAID"];
/// Most Mbps of a CLB without a size.
pub const MAX_BANDWIDTH: i64 = 2048;
/// Most Mbps of a CLB with a size.
pub const MAX_BANDWIDTH_OF_SIZED: i64 = 61440;

/// Most characters of a CLB's name.
const MAX_NAME: usize = 80;

/// Every field of CreateLoadBalancer.
pub const PARAMETERS: &[Parameter] = parameters! {
    Controller "LoadBalancerType": Type::Words(&["OPEN", "INTERNAL"]),
    User "Forward": Type::Int(1, 1),
    User "LoadBalancerName": Type::Name,
    Controller "VpcId": Type::Text,
    Controller "SubnetId": Type::Text,
    Controller "ProjectId": ANY,
    User "AddressIPVersion": Type::Words(&["IPV4", "IPV6", "IPv6FullChain"]),
    Controller "Number": Type::Int(1, 20),
    User "MasterZoneId": Type::Text,
    User "ZoneId": Type::Text,
    User "InternetAccessible": Type::Struct(fields! {
        "InternetChargeType": Type::Words(CHARGE_TYPES),
        "InternetMaxBandwidthOut": Type::Int(1, MAX_BANDWIDTH_OF_SIZED),
        "BandwidthpkgSubType": Type::Text,
    }),
    User "VipIsp": Type::Words(ISPS),
    User "Tags": Type::Structs(fields! { "TagKey": Type::TagKey, "TagValue": Type::Text }, 20),
    User "Vip": Type::Text,
    User "BandwidthPackageId": Type::Text,
    User "ExclusiveCluster": Type::Struct(fields! {
        "L4Clusters": Type::Structs(CLUSTER, usize::MAX),
        "L7Clusters": Type::Structs(CLUSTER, usize::MAX),
        "ClassicalCluster": Type::Struct(CLUSTER),
    }),
    User "SlaType": Type::Text,
    User "ClusterIds": Type::Texts,
    Controller "ClientToken": Type::Text,
    User "SnatPro": Type::Bool,
    User "SnatIps": Type::Structs(fields! { "SubnetId": Type::Text, "Ip": Type::Text }, 10),
    User "ClusterTag": Type::Text,
    User "SlaveZoneId": Type::Text,
    User "EipAddressId": Type::Text,
    User "LoadBalancerPassToTarget": Type::Bool,
    User "DynamicVip": Type::Bool,
    User "Egress": Type::Text,
    User "LBChargePrepaid": Type::Struct(fields! { "RenewFlag": Type::Text, "Period": ANY }),
    User "LBChargeType": Type::Words(PAYMENTS),
    User "AccessLogTopicId": Type::Text,
    User "AdvancedRoute": Type::Bool,
    User "AvailableZoneAffinityInfo": Type::Struct(fields! { "Enable": Type::Bool, "ExitRatio": ANY, "ReentryRatio": ANY }),
};

/// Reads the value.
pub(in crate::annotation) fn parameters(text: &str) -> Reading<Parameters> {
    read(text, |reader, node| {
        let members = reader.object(node, WHOLE)?;
        for member in members {
            let Some(parameter) = PARAMETERS.iter().find(|parameter| parameter.name == member.key) else {
                reader.unknown(&codes::UNKNOWN_PARAMETER, member, PARAMETERS.iter().map(|parameter| parameter.name));
                continue;
            };
            value(reader, &member.value, parameter.name, parameter.kind);
            prepaid(reader, member);
            if parameter.set_by == Setter::Controller {
                let problem = BadValue::new(&codes::PARAMETER_OF_CONTROLLER, range(member.key_span));
                reader.note(Weighs::Light, problem.word("member", parameter.name));
            }
        }
        Some(Parameters { members: members.iter().map(|member| (member.key.clone(), member.value.clone())).collect() })
    })
}

/// The controller pays by the hour; what is paid for beforehand is bought by people.
fn prepaid(reader: &mut Reader, member: &Member) {
    let charged = match member.key.as_str() {
        "LBChargeType" => Some(&member.value),
        "InternetAccessible" => member.value.get("InternetChargeType"),
        _ => None,
    };
    let Some((node, text)) = charged.and_then(|node| Some((node, node.as_str()?))) else { return };
    if text.eq_ignore_ascii_case("PREPAID") || text.eq_ignore_ascii_case("BANDWIDTH_PREPAID") {
        reader.note(Weighs::Light, BadValue::new(&codes::PREPAID, range(node.span)).word("value", text));
    }
}

fn value(reader: &mut Reader, node: &Node, name: &str, kind: Type) {
    match kind {
        Type::Text => {
            reader.string(node, name);
        }
        Type::TagKey => {
            let own = [CREATED_BY.name(), CLUSTER_ID.name(), SERVICE_UUID.name()];
            if reader.string(node, name).is_some_and(|key| own.contains(&key.as_str())) {
                let problem = BadValue::new(&codes::READ_ONLY_TAG, range(node.span));
                reader.note(Weighs::Light, problem.word("tag", node.as_str().unwrap_or("")));
            }
        }
        Type::Name => {
            let Some(text) = reader.string(node, name) else { return };
            let plain = text.chars().all(|letter| letter <= '\u{ffff}');
            if !plain || !(1..=MAX_NAME).contains(&text.chars().count()) {
                reader.not_allowed(node, name, &text, vec![format!("1–{MAX_NAME}"), "U+0000–U+FFFF".to_owned()]);
            }
        }
        Type::Words(words) => {
            let Some(text) = reader.string(node, name) else { return };
            if !words.iter().any(|word| word.eq_ignore_ascii_case(&text)) {
                reader.not_allowed(node, name, &text, words.iter().map(|word| format!("`{word}`")).collect());
            }
        }
        Type::Int(min, max) => {
            reader.int(node, name, min..=max);
        }
        Type::Bool => {
            if !matches!(node.value, Value::Bool(_)) {
                reader.wrong_type(node, name, "bool");
            }
        }
        Type::Texts => {
            for item in reader.items(node, name).unwrap_or_default() {
                reader.string(item, name);
            }
        }
        Type::Struct(fields) => structure(reader, node, name, fields),
        Type::Structs(fields, max) => {
            let items = reader.items(node, name).unwrap_or_default();
            if let Some(extra) = items.get(max) {
                reader.fatal(&codes::TOO_MANY_ITEMS, extra.span, &[("max", &max.to_string())]);
            }
            for item in items {
                structure(reader, item, name, fields);
            }
        }
    }
}

fn structure(reader: &mut Reader, node: &Node, name: &str, fields: &'static [Field]) {
    for member in reader.object(node, name).unwrap_or_default() {
        match fields.iter().find(|field| field.name == member.key) {
            Some(field) => value(reader, &member.value, field.name, field.kind),
            None => reader.unknown(&codes::UNKNOWN_PARAMETER, member, fields.iter().map(|field| field.name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_examples_are_good() {
        for text in [
            r#"{"AddressIPVersion":"IPV6"}"#,
            r#"{"AddressIPVersion":"ipv6fullchain","ZoneId":"ap-guangzhou-1"}"#,
            r#"{"InternetAccessible":{"InternetChargeType":"TRAFFIC_POSTPAID_BY_HOUR","InternetMaxBandwidthOut":10}}"#,
            r#"{"LoadBalancerName":"网关-1_a.b","LBChargeType":"POSTPAID_BY_HOUR"}"#,
            r#"{"Tags":[{"TagKey":"a","TagValue":"b"}],"SlaType":"clb.c3.small","SnatPro":true}"#,
        ] {
            assert_eq!(parameters(text).problems, Vec::new(), "{text}");
        }
    }

    #[track_caller]
    fn problem(text: &str, code: &'static crate::diagnostic::Code, at: &str, usable: bool) {
        let reading = parameters(text);
        let first = reading.problems.first().unwrap();
        assert_eq!((first.code.name(), text.get(first.range.clone())), (code.name(), Some(at)), "{text}");
        assert_eq!(reading.value.is_some(), usable, "{text}");
    }

    #[test]
    fn slips_are_found_where_they_are() {
        problem(r#"{"AdressIPVersion":"IPV6"}"#, &codes::UNKNOWN_PARAMETER, r#""AdressIPVersion""#, true);
        problem(r#"{"AddressIPVersion":"IPV5"}"#, &codes::JSON_VALUE, r#""IPV5""#, false);
        problem(r#"{"SnatPro":"true"}"#, &codes::JSON_TYPE, r#""true""#, false);
        problem(r#"{"Number":2}"#, &codes::PARAMETER_OF_CONTROLLER, r#""Number""#, true);
        problem(
            r#"{"Tags":[{"TagKey":"tke-clusterId","TagValue":"x"}]}"#,
            &codes::READ_ONLY_TAG,
            r#""tke-clusterId""#,
            true,
        );
        problem(r#"{"Forward":0}"#, &codes::JSON_VALUE, "0", false);
        problem(r#"{"InternetAccessible":{"Bandwidth":1}}"#, &codes::UNKNOWN_PARAMETER, r#""Bandwidth""#, true);
        problem(r#"{"LoadBalancerName":""}"#, &codes::JSON_VALUE, r#""""#, false);
        problem(r#"{"LoadBalancerName":"😀"}"#, &codes::JSON_VALUE, r#""😀""#, false);
        problem(r#"{"LBChargeType":"PREPAID"}"#, &codes::PREPAID, r#""PREPAID""#, true);
        let prepaid = r#"{"InternetAccessible":{"InternetChargeType":"BANDWIDTH_PREPAID"}}"#;
        problem(prepaid, &codes::PREPAID, r#""BANDWIDTH_PREPAID""#, true);
        problem(r#"{"Vip":"1.1.1.1","Vip":"1.1.1.2"}"#, &codes::JSON_REPEATED, r#""Vip""#, false);
        problem("{ Vip: \"1.1.1.1\" }", &codes::INVALID_JSON, "Vip", false);
    }
}
