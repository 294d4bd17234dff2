//! Which values of a listener or rule the API accepts. What it would refuse is withheld, with the reason.
//!
//! The rules are those of the API's own page for each field. Nothing is corrected here: a value is used as a whole or not.

use crate::diagnostic::Diagnostic;
use crate::json::{Map, Value, json};
use crate::model::clb_attributes::{AttributeId, AttributeValues, unknown_fields};
use crate::planner::{
    BackendIpFamily, PlanBuilder, ResourceAddress, ResourceChange, Verb, adoption_and_undecided_reasons, codes, reasons,
};
use crate::tke::Protocol;

/// The values that the API accepts; the others are withheld at `address`.
pub fn retain_supported(
    builder: &mut PlanBuilder<'_>,
    protocol: Protocol,
    family: BackendIpFamily,
    values: &AttributeValues,
    current: &AttributeValues,
    address: &ResourceAddress,
) -> AttributeValues {
    let mut out = values.clone();
    let check = values.get(&AttributeId::HealthCheck).and_then(Value::as_object);
    if let Some(member) = check.and_then(|check| unsupported_member(protocol, family, check)) {
        out.remove(&AttributeId::HealthCheck);
        withhold_value(builder, AttributeId::HealthCheck, member, protocol, address);
    }
    for field in AttributeId::ALL.iter().copied().filter(|field| !field.is_for(protocol)) {
        if out.remove(&field).is_some() {
            withhold_value(builder, field, field.name(), protocol, address);
        }
    }
    let kind = values.get(&AttributeId::ForwardType).and_then(Value::as_str);
    let http2 =
        values.get(&AttributeId::Http2).or_else(|| current.get(&AttributeId::Http2)) == Some(&Value::Bool(true));
    let refused = match (protocol, kind) {
        (_, None | Some("HTTP")) => false,
        (Protocol::Https, Some("GRPC")) => !http2,
        (Protocol::Https, Some(_)) => false,
        (_, Some(_)) => true,
    };
    if refused {
        out.remove(&AttributeId::ForwardType);
        withhold_value(builder, AttributeId::ForwardType, AttributeId::ForwardType.name(), protocol, address);
    }
    if let Some(kept) = one_way_tls(builder, &out, current, address) {
        out.insert(AttributeId::Certificate, kept);
    }
    out
}

/// The certificate without mutual TLS, where a change would ask for it: that the key of the Secret does it is known of
/// Ingresses only, and it shuts out the clients without a certificate.
fn one_way_tls(
    builder: &mut PlanBuilder<'_>,
    desired: &AttributeValues,
    current: &AttributeValues,
    address: &ResourceAddress,
) -> Option<Value> {
    let mode = |values: &AttributeValues| {
        let mode = values.get(&AttributeId::Certificate).and_then(|value| value.get("SSLMode"));
        mode.and_then(Value::as_str).map(str::to_owned)
    };
    if mode(desired).as_deref() != Some("MUTUAL") || mode(current).as_deref() == Some("MUTUAL") {
        return None;
    }
    if mode(current).as_deref() != Some("UNIDIRECTIONAL") {
        builder.assume(adoption_and_undecided_reasons::MUTUAL_TLS_ASSUMED.with("address", address.to_string()));
        return None;
    }
    let undecided = adoption_and_undecided_reasons::MUTUAL_TLS_UNDECIDED.with("address", address.to_string());
    builder.mark_incomplete(undecided.clone());
    builder.withhold(address.clone(), Verb::Update, undecided);
    let id = desired.get(&AttributeId::Certificate).and_then(|value| value.get("CertId")).cloned()?;
    Some(json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": id }))
}

/// Notes the desired values of which it is unknown whether the listener or rule has them.
pub fn report_unknown(
    builder: &mut PlanBuilder<'_>,
    desired: &AttributeValues,
    current: &AttributeValues,
    address: &ResourceAddress,
) {
    for field in unknown_fields(desired, current) {
        let unknown = reasons::ATTRIBUTE_UNKNOWN.with("field", field.name()).arg("of", address.to_string());
        builder.mark_incomplete(unknown.arg("response", "DescribeListeners"));
    }
}

fn withhold_value(
    builder: &mut PlanBuilder<'_>,
    field: AttributeId,
    member: &'static str,
    protocol: Protocol,
    address: &ResourceAddress,
) {
    let finding = Diagnostic::new(&codes::VALUE_REFUSED).arg("field", field.name()).arg("address", address.to_string());
    builder.add_finding(finding.arg("protocol", protocol.name()).arg("member", member));
    let reason = reasons::VALUE_NOT_TAKEN.with("field", field.name()).arg("member", member);
    builder.withhold(address.clone(), crate::planner::Verb::Update, reason.arg("protocol", protocol.name()));
}

/// The member of a health check for which the API would refuse it.
pub fn unsupported_member(protocol: Protocol, family: BackendIpFamily, check: &Map) -> Option<&'static str> {
    use Protocol as P;
    let text = |key: &str| check.get(key).and_then(Value::as_str);
    let number = |key: &str, default: i64| check.get(key).and_then(Value::as_i64).unwrap_or(default);
    let has = |key: &str| check.contains_key(key);
    if number("HealthSwitch", 1) == 0 {
        return (check.len() > 1).then_some("HealthSwitch");
    }
    if number("TimeOut", 2) >= number("IntervalTime", 5) {
        return Some("TimeOut");
    }
    let allowed: &[&str] = match (protocol, family) {
        (P::Tcp, BackendIpFamily::V6) => &["TCP"],
        (P::Udp, BackendIpFamily::V6) => &["PING"],
        (P::Tcp, BackendIpFamily::V4 | BackendIpFamily::Unknown) => &["TCP", "HTTP", "CUSTOM"],
        (P::Udp, BackendIpFamily::V4 | BackendIpFamily::Unknown) => &["PING", "CUSTOM"],
        (P::TcpSsl | P::Quic, _) => &["TCP", "HTTP"],
        (P::Http, _) => &["HTTP", "GRPC"],
        (P::Https, _) => &["HTTP", "HTTPS", "GRPC"],
    };
    if text("CheckType").is_some_and(|kind| !allowed.contains(&kind)) {
        return Some("CheckType");
    }
    let plain = matches!(protocol, P::Tcp | P::Udp);
    let only_plain = ["CheckPort", "ContextType", "SendContext", "RecvContext"].into_iter().find(|key| has(key));
    if let Some(member) = only_plain.filter(|_| !plain) {
        return Some(member);
    }
    if protocol == P::Tcp && text("CheckType") == Some("HTTP") {
        let needed = ["HttpVersion", "HttpCheckDomain"].into_iter().find(|key| !has(key));
        if needed.is_some() {
            return needed;
        }
    }
    if text("HttpVersion").is_some_and(|version| !["HTTP/1.0", "HTTP/1.1"].contains(&version)) {
        return Some("HttpVersion");
    }
    if text("HttpCheckPath").is_some_and(|path| !path.starts_with('/') || path.len() > 200) {
        return Some("HttpCheckPath");
    }
    if text("HttpCheckDomain").is_some_and(|domain| domain.len() > 80) {
        return Some("HttpCheckDomain");
    }
    custom_probe(check)
}

/// What a custom probe sends and expects.
fn custom_probe(check: &Map) -> Option<&'static str> {
    let text = |key: &str| check.get(key).and_then(Value::as_str);
    let custom = text("CheckType") == Some("CUSTOM");
    let missing = ["ContextType", "SendContext", "RecvContext"].into_iter().find(|key| !check.contains_key(*key));
    if let Some(member) = missing.filter(|_| custom) {
        return Some(member);
    }
    let hex = text("ContextType") == Some("HEX");
    let upper = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
    let refused = |key: &&str| {
        text(key).is_some_and(|text| {
            let visible = text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && text.len() <= 500;
            !visible || (hex && !(text.len() % 2 == 0 && text.bytes().all(upper)))
        })
    };
    ["SendContext", "RecvContext"].into_iter().find(refused)
}

/// The fields to send: those that differ, structures complete, because it is not documented whether members that are left
/// out keep their value. Current members that conflict with desired ones are left out.
pub fn merge_partial(
    protocol: Protocol,
    family: BackendIpFamily,
    desired: &AttributeValues,
    current: &AttributeValues,
    differs: &[AttributeId],
) -> AttributeValues {
    let fields = desired.iter().filter(|(field, _)| differs.contains(field));
    fields
        .map(|(field, value)| {
            let merged = match (field, current.get(field), value) {
                (AttributeId::HealthCheck, Some(Value::Object(current)), Value::Object(desired)) => {
                    let mut merged = current.clone();
                    merged.extend(desired.clone());
                    let fits = unsupported_member(protocol, family, &merged).is_none();
                    Value::Object(if fits { merged } else { desired.clone() })
                }
                (_, _, value) => value.clone(),
            };
            (*field, merged)
        })
        .collect()
}

/// The change of those fields.
pub fn change(
    address: ResourceAddress,
    current: &AttributeValues,
    desired: &AttributeValues,
    differs: &[AttributeId],
) -> ResourceChange {
    let names = differs.iter().map(|field| field.name().to_owned()).collect();
    ResourceChange::updated(address, Some(shown(current, differs)), shown(desired, differs), names)
}

/// Those fields, as a change shows them.
fn shown(values: &AttributeValues, fields: &[AttributeId]) -> Value {
    fields
        .iter()
        .filter_map(|field| values.get(field).map(|value| (field.name().to_owned(), value.clone())))
        .collect::<Map>()
        .into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::json::json;

    fn unsupported(protocol: Protocol, family: BackendIpFamily, check: Value) -> Option<&'static str> {
        unsupported_member(protocol, family, check.as_object().unwrap())
    }

    #[test]
    fn each_protocol_supports_its_own_check_types() {
        use Protocol as P;
        let check_type = |kind: &str| json!({ "CheckType": kind });
        let rows: [(P, &[&str]); 6] = [
            (P::Tcp, &["TCP"]),
            (P::Udp, &["PING"]),
            (P::TcpSsl, &["TCP", "HTTP"]),
            (P::Quic, &["TCP", "HTTP"]),
            (P::Http, &["HTTP", "GRPC"]),
            (P::Https, &["HTTP", "HTTPS", "GRPC"]),
        ];
        for (protocol, good) in rows {
            for kind in ["TCP", "PING", "HTTP", "HTTPS", "GRPC"] {
                let found = unsupported(protocol, BackendIpFamily::V4, check_type(kind));
                let needs_more = protocol == P::Tcp && kind == "HTTP";
                assert_eq!(found.is_none(), good.contains(&kind), "{protocol} {kind}");
                assert_eq!(found == Some("HttpVersion"), needs_more, "{protocol} {kind}");
            }
        }
    }

    #[test]
    fn a_custom_check_needs_valid_contents() {
        let custom = |send: &str, kind: &str| {
            let check = json!({ "CheckType": "CUSTOM", "ContextType": kind, "SendContext": send, "RecvContext": "00" });
            unsupported(Protocol::Udp, BackendIpFamily::V4, check)
        };
        assert_eq!(custom("0A", "HEX"), None);
        assert_eq!(custom("0a", "HEX"), Some("SendContext"));
        assert_eq!(custom("0", "HEX"), Some("SendContext"));
        assert_eq!(custom("你", "TEXT"), Some("SendContext"));
        assert_eq!(
            unsupported(Protocol::Udp, BackendIpFamily::V4, json!({ "CheckType": "CUSTOM" })),
            Some("ContextType")
        );
    }

    #[test]
    fn native_ipv6_does_not_support_http_checks_of_tcp_listeners() {
        let http = json!({ "CheckType": "HTTP", "HttpVersion": "HTTP/1.1", "HttpCheckDomain": "a.example.com" });
        assert_eq!(unsupported(Protocol::Tcp, BackendIpFamily::V4, http.clone()), None);
        assert_eq!(unsupported(Protocol::Tcp, BackendIpFamily::V6, http), Some("CheckType"));
    }

    #[test]
    fn members_that_do_not_apply_to_the_check_are_reported() {
        assert_eq!(unsupported(Protocol::Tcp, BackendIpFamily::V4, json!({ "HealthSwitch": 0 })), None);
        assert_eq!(
            unsupported(Protocol::Tcp, BackendIpFamily::V4, json!({ "HealthSwitch": 0, "TimeOut": 2 })),
            Some("HealthSwitch")
        );
        assert_eq!(unsupported(Protocol::Tcp, BackendIpFamily::V4, json!({ "TimeOut": 5 })), Some("TimeOut"));
        assert_eq!(unsupported(Protocol::Http, BackendIpFamily::V4, json!({ "CheckPort": 1 })), Some("CheckPort"));
    }
}
