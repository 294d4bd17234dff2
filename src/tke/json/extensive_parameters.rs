//! `service.extensiveParameters`: further parameters of the CreateLoadBalancer call.
//!
//! [`PARAMETERS`] lists every parameter of the call with its type, so that a typo is found before the creation fails.
//! Combinations are not checked here.

use super::{JsonReader, ProblemSeverity, WHOLE, range, read};
use crate::json::{Map, Value};
use crate::syntax::{Member, SyntaxNode, SyntaxNodeValue};
use crate::tke::codes;
use crate::tke::parsed_value::{ParsedValue, ValueProblem};
use crate::tke::reserved_tag_keys;

/// One parameter of the call.
#[derive(Debug)]
pub struct CreateLoadBalancerParameter {
    pub name: &'static str,
    pub kind: ParameterType,
    pub set_by: ParameterSetter,
}

/// Who sets a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterSetter {
    /// The user may, in the annotation.
    User,
    /// The controller does, from the Service and its cluster.
    Controller,
    /// The controller does for an internal CLB, from the annotation that makes it internal; else the user may.
    ControllerIfInternal,
}

#[derive(Debug, Clone, Copy)]
pub enum ParameterType {
    Text,
    /// The key of a tag; some keys are reserved for the controller.
    TagKey,
    /// The name of a CLB.
    Name,
    /// One of these strings, ignoring case where the API does.
    Words(&'static [&'static str]),
    /// An integer in a range.
    Int(i64, i64),
    Bool,
    /// A list of strings.
    Texts,
    Struct(&'static [NestedParameter]),
    /// A list of at most this many objects.
    Structs(&'static [NestedParameter], usize),
}

/// One member of an object.
#[derive(Debug)]
pub struct NestedParameter {
    pub name: &'static str,
    pub kind: ParameterType,
}

/// The parameters in written order. Spans count from the start of the value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtensiveParameters {
    pub members: Vec<Member>,
}

impl ExtensiveParameters {
    pub fn get(&self, name: &str) -> Option<&SyntaxNode> {
        self.members.iter().find(|member| member.key == name).map(|member| &member.value)
    }

    /// The members that the creation is sent with. `internal`: an annotation makes the CLB internal.
    pub fn sent(&self, internal: bool) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| !is_set_by_controller(member, internal))
    }

    /// The members in whose place the controller sends values of its own, so that these have no effect.
    pub fn replaced_by_controller(&self, internal: bool) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| is_set_by_controller(member, internal))
    }
}

fn is_set_by_controller(member: &Member, internal: bool) -> bool {
    let parameter = PARAMETERS.iter().find(|parameter| member.key == parameter.name);
    parameter.is_some_and(|parameter| match parameter.set_by {
        ParameterSetter::User => false,
        ParameterSetter::Controller => true,
        ParameterSetter::ControllerIfInternal => internal,
    })
}

const ANY: ParameterType = ParameterType::Int(0, i64::MAX);

macro_rules! fields {
    ($($name:literal: $kind:expr),* $(,)?) => { &[$(NestedParameter { name: $name, kind: $kind }),*] };
}

macro_rules! parameters {
    ($($setter:ident $name:literal: $kind:expr),* $(,)?) => {
        &[$(CreateLoadBalancerParameter { name: $name, kind: $kind, set_by: ParameterSetter::$setter }),*]
    };
}

const CLUSTER: &[NestedParameter] =
    fields! { "ClusterId": ParameterType::Text, "ClusterName": ParameterType::Text, "Zone": ParameterType::Text };

/// How public traffic is billed.
pub const CHARGE_TYPES: &[&str] =
    &["TRAFFIC_POSTPAID_BY_HOUR", "BANDWIDTH_POSTPAID_BY_HOUR", "BANDWIDTH_PACKAGE", "BANDWIDTH_PREPAID"];

/// Specifications that a CLB can be created with. Answers may contain others, and the API may accept newer ones.
pub const SLA_TYPES: &[&str] = &[
    "clb.c2.medium",
    "clb.c3.small",
    "clb.c3.medium",
    "clb.c4.small",
    "clb.c4.medium",
    "clb.c4.large",
    "clb.c4.xlarge",
];
/// Lines of a public CLB.
pub const ISPS: &[&str] = &["BGP", "CMCC", "CUCC", "CTCC"];
/// How a CLB is paid for.
pub const PAYMENTS: &[&str] = &["POSTPAID_BY_HOUR", "PREPAID"];
/// Most Mbps of a CLB without a specification.
pub const MAX_BANDWIDTH: i64 = 2048;
/// Most Mbps of a CLB with a specification.
pub const MAX_BANDWIDTH_OF_SIZED: i64 = 61440;

/// Most characters of a CLB's name.
const MAX_NAME: usize = 80;

/// Every parameter of CreateLoadBalancer.
pub const PARAMETERS: &[CreateLoadBalancerParameter] = parameters! {
    Controller "LoadBalancerType": ParameterType::Words(&["OPEN", "INTERNAL"]),
    User "Forward": ParameterType::Int(1, 1),
    User "LoadBalancerName": ParameterType::Name,
    Controller "VpcId": ParameterType::Text,
    ControllerIfInternal "SubnetId": ParameterType::Text,
    Controller "ProjectId": ANY,
    User "AddressIPVersion": ParameterType::Words(&["IPV4", "IPV6", "IPv6FullChain"]),
    Controller "Number": ParameterType::Int(1, 20),
    User "MasterZoneId": ParameterType::Text,
    User "ZoneId": ParameterType::Text,
    User "InternetAccessible": ParameterType::Struct(fields! {
        "InternetChargeType": ParameterType::Words(CHARGE_TYPES),
        "InternetMaxBandwidthOut": ParameterType::Int(1, MAX_BANDWIDTH_OF_SIZED),
        "BandwidthpkgSubType": ParameterType::Text,
    }),
    User "VipIsp": ParameterType::Words(ISPS),
    User "Tags": ParameterType::Structs(fields! { "TagKey": ParameterType::TagKey, "TagValue": ParameterType::Text }, usize::MAX),
    User "Vip": ParameterType::Text,
    User "BandwidthPackageId": ParameterType::Text,
    User "ExclusiveCluster": ParameterType::Struct(fields! {
        "L4Clusters": ParameterType::Structs(CLUSTER, usize::MAX),
        "L7Clusters": ParameterType::Structs(CLUSTER, usize::MAX),
        "ClassicalCluster": ParameterType::Struct(CLUSTER),
    }),
    User "SlaType": ParameterType::Text,
    User "ClusterIds": ParameterType::Texts,
    Controller "ClientToken": ParameterType::Text,
    User "SnatPro": ParameterType::Bool,
    User "SnatIps": ParameterType::Structs(fields! { "SubnetId": ParameterType::Text, "Ip": ParameterType::Text }, 10),
    User "ClusterTag": ParameterType::Text,
    User "SlaveZoneId": ParameterType::Text,
    User "EipAddressId": ParameterType::Text,
    User "LoadBalancerPassToTarget": ParameterType::Bool,
    User "DynamicVip": ParameterType::Bool,
    User "Egress": ParameterType::Text,
    User "LBChargePrepaid": ParameterType::Struct(fields! { "RenewFlag": ParameterType::Text, "Period": ANY }),
    User "LBChargeType": ParameterType::Words(PAYMENTS),
    User "AccessLogTopicId": ParameterType::Text,
    User "AdvancedRoute": ParameterType::Bool,
    User "AvailableZoneAffinityInfo": ParameterType::Struct(fields! { "Enable": ParameterType::Bool, "ExitRatio": ANY, "ReentryRatio": ANY }),
};

pub(in crate::tke) fn parameters(text: &str) -> ParsedValue<ExtensiveParameters> {
    read(text, |reader, node| {
        let members = reader.object(node, WHOLE)?;
        for member in members {
            let Some(parameter) = PARAMETERS.iter().find(|parameter| member.key == parameter.name) else {
                reader.unknown(&codes::UNKNOWN_PARAMETER, member, PARAMETERS.iter().map(|parameter| parameter.name));
                continue;
            };
            value(reader, &member.value, parameter.name, parameter.kind);
            prepaid(reader, member);
        }
        Some(ExtensiveParameters { members: members.to_vec() })
    })
}

/// The controller creates pay-as-you-go CLBs; a prepaid one has to be bought by the user.
fn prepaid(reader: &mut JsonReader, member: &Member) {
    let charged = match member.key.as_str() {
        "LBChargeType" => Some(&member.value),
        "InternetAccessible" => member.value.get("InternetChargeType"),
        _ => None,
    };
    let Some((node, text)) = charged.and_then(|node| Some((node, node.as_str()?))) else { return };
    if text.eq_ignore_ascii_case("PREPAID") || text.eq_ignore_ascii_case("BANDWIDTH_PREPAID") {
        reader.note(ProblemSeverity::Light, ValueProblem::new(&codes::PREPAID, range(node.span)).arg("value", text));
    }
}

fn value(reader: &mut JsonReader, node: &SyntaxNode, name: &str, kind: ParameterType) {
    match kind {
        ParameterType::Text => {
            reader.string(node, name);
        }
        ParameterType::TagKey => {
            let own = [reserved_tag_keys::CREATED_BY, reserved_tag_keys::CLUSTER_ID, reserved_tag_keys::SERVICE_UUID];
            if reader.string(node, name).is_some_and(|key| own.contains(&key.as_str())) {
                let problem = ValueProblem::new(&codes::READ_ONLY_TAG, range(node.span));
                reader.note(ProblemSeverity::Light, problem.arg("tag", node.as_str().unwrap_or("")));
            }
        }
        ParameterType::Name => {
            let Some(text) = reader.string(node, name) else { return };
            let plain = text.chars().all(|letter| letter <= '\u{ffff}');
            if !plain || !(1..=MAX_NAME).contains(&text.chars().count()) {
                reader.not_allowed(node, name, &text, vec![format!("1–{MAX_NAME}"), "U+0000–U+FFFF".to_owned()]);
            }
        }
        ParameterType::Words(args) => {
            let Some(text) = reader.string(node, name) else { return };
            if !args.iter().any(|word| word.eq_ignore_ascii_case(&text)) {
                reader.not_allowed(node, name, &text, args.iter().map(|word| format!("`{word}`")).collect());
            }
        }
        ParameterType::Int(min, max) => {
            reader.int(node, name, min..=max);
        }
        ParameterType::Bool => {
            if !matches!(node.value, SyntaxNodeValue::Bool(_)) {
                reader.wrong_type(node, name, "bool");
            }
        }
        ParameterType::Texts => {
            for item in reader.items(node, name).unwrap_or_default() {
                reader.string(item, name);
            }
        }
        ParameterType::Struct(fields) => structure(reader, node, name, fields),
        ParameterType::Structs(fields, max) => {
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

fn structure(reader: &mut JsonReader, node: &SyntaxNode, name: &str, fields: &'static [NestedParameter]) {
    for member in reader.object(node, name).unwrap_or_default() {
        match fields.iter().find(|field| member.key == field.name) {
            Some(field) => value(reader, &member.value, field.name, field.kind),
            None => reader.unknown(&codes::UNKNOWN_PARAMETER, member, fields.iter().map(|field| field.name)),
        }
    }
}

/// The first parameter of a creation that no page has, with the one that it is in.
pub fn unknown_parameter(create: &Map) -> Option<String> {
    create.iter().find_map(|(name, value)| match PARAMETERS.iter().find(|known| known.name == name) {
        Some(known) => unknown_member(value, known.kind).map(|inner| format!("{name}.{inner}")),
        None => Some(name.clone()),
    })
}

fn unknown_member(value: &Value, kind: ParameterType) -> Option<String> {
    match (kind, value) {
        (ParameterType::Struct(fields) | ParameterType::Structs(fields, _), Value::Object(members)) => {
            members.iter().find_map(|(name, value)| match fields.iter().find(|known| known.name == name) {
                Some(known) => unknown_member(value, known.kind).map(|inner| format!("{name}.{inner}")),
                None => Some(name.clone()),
            })
        }
        (ParameterType::Structs(..), Value::Array(items)) => items.iter().find_map(|item| unknown_member(item, kind)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_examples_are_valid() {
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

    #[test]
    fn the_controller_replaces_its_own_parameters_and_the_subnet_of_an_internal_load_balancer() {
        let parameters = parameters(r#"{"VpcId":"vpc-1","SubnetId":"subnet-1","Forward":1}"#).value.unwrap();
        let names = |members: Vec<&Member>| members.into_iter().map(|member| member.key.clone()).collect::<Vec<_>>();
        assert_eq!(names(parameters.sent(false).collect()), ["SubnetId", "Forward"]);
        assert_eq!(names(parameters.replaced_by_controller(false).collect()), ["VpcId"]);
        assert_eq!(names(parameters.sent(true).collect()), ["Forward"]);
        assert_eq!(names(parameters.replaced_by_controller(true).collect()), ["VpcId", "SubnetId"]);
    }

    #[track_caller]
    fn assert_problem(text: &str, code: &'static crate::diagnostic::CodeDefinition, at: &str, usable: bool) {
        let reading = parameters(text);
        let first = reading.problems.first().unwrap();
        assert_eq!((first.code.name(), text.get(first.range.clone())), (code.name(), Some(at)), "{text}");
        assert_eq!(reading.value.is_some(), usable, "{text}");
    }

    #[test]
    fn typos_are_reported_at_their_range() {
        assert_problem(r#"{"AdressIPVersion":"IPV6"}"#, &codes::UNKNOWN_PARAMETER, r#""AdressIPVersion""#, true);
        assert_problem(r#"{"AddressIPVersion":"IPV5"}"#, &codes::JSON_VALUE, r#""IPV5""#, false);
        assert_problem(r#"{"SnatPro":"true"}"#, &codes::JSON_TYPE, r#""true""#, false);
        assert_problem(
            r#"{"Tags":[{"TagKey":"tke-clusterId","TagValue":"x"}]}"#,
            &codes::READ_ONLY_TAG,
            r#""tke-clusterId""#,
            true,
        );
        assert_problem(r#"{"Forward":0}"#, &codes::JSON_VALUE, "0", false);
        assert_problem(r#"{"InternetAccessible":{"Bandwidth":1}}"#, &codes::UNKNOWN_PARAMETER, r#""Bandwidth""#, true);
        assert_problem(r#"{"LoadBalancerName":""}"#, &codes::JSON_VALUE, r#""""#, false);
        assert_problem(r#"{"LoadBalancerName":"😀"}"#, &codes::JSON_VALUE, r#""😀""#, false);
        assert_problem(r#"{"LBChargeType":"PREPAID"}"#, &codes::PREPAID, r#""PREPAID""#, true);
        let prepaid = r#"{"InternetAccessible":{"InternetChargeType":"BANDWIDTH_PREPAID"}}"#;
        assert_problem(prepaid, &codes::PREPAID, r#""BANDWIDTH_PREPAID""#, true);
        assert_problem(r#"{"Vip":"1.1.1.1","Vip":"1.1.1.2"}"#, &codes::JSON_REPEATED, r#""Vip""#, false);
        assert_problem("{ Vip: \"1.1.1.1\" }", &codes::INVALID_JSON, "Vip", false);
    }
}
