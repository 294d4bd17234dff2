//! Requests that the API accepts: members, ranges and combinations.
//!
//! Written from the API's pages, and not from the planner, which it judges. Names and ranges that both need are facts,
//! and kept in one list. A rule that no page states is not here.

use super::request_bodies_and_api_errors::{
    CloudApiError, CloudApiResult, HasNativeIpv6, RequestBody, allow_only, allowed_value, invalid, missing, number,
    objects, range, text,
};
use super::validate_health_check;
use crate::json::{Map, Value};
use crate::sorted_map::SortedSet;
use crate::tke::Protocol;
use crate::tke::json::{CHARGE_TYPES, ISPS, MAX_BANDWIDTH, MAX_BANDWIDTH_OF_SIZED, PARAMETERS, PAYMENTS, SLA_TYPES};

/// Members of `CreateListener` and `ModifyListener` that plans contain; rules of other members are not known.
const LISTENER: &[&str] =
    &["HealthCheck", "Certificate", "SessionExpireTime", "Scheduler", "SniSwitch", "KeepaliveEnable"];
/// Members of a rule, in `CreateRule`, `ModifyRule` and `ModifyDomainAttributes`.
const RULE: &[&str] = &["HealthCheck", "SessionExpireTime", "Scheduler", "ForwardType"];
const DOMAIN: &[&str] = &["Certificate", "Http2"];
/// Most tags in one `CreateLoadBalancer`.
const TAGS_OF_PURCHASE: usize = 20;
/// Most tags of one resource.
const TAGS: usize = 50;

fn length(text: &str, max: usize, what: &str) -> CloudApiResult {
    if (1..=max).contains(&text.chars().count()) {
        Ok(())
    } else {
        Err(CloudApiError::new("InvalidParameterValue.Length", what))
    }
}

/// The name of a CLB or listener.
pub(super) fn name(name: &str) -> CloudApiResult {
    length(name, 80, "name")?;
    if name.chars().any(|letter| u32::from(letter) > 0xFFFF) { invalid("a name is of the basic plane") } else { Ok(()) }
}

pub(super) fn validate_create_load_balancer(request: &RequestBody) -> CloudApiResult {
    let fields: Vec<&str> = PARAMETERS.iter().map(|field| field.name).collect();
    allow_only(request, &[&fields])?;
    let has = |key: &str| request.contains_key(key);
    let internal = match text(request, "LoadBalancerType").as_deref() {
        Some("INTERNAL") => true,
        Some("OPEN") => false,
        Some(other) => return invalid(format!("LoadBalancerType `{other}`")),
        None => return missing("LoadBalancerType"),
    };
    range(request, "Forward", 1, 1)?;
    range(request, "Number", 1, 20)?;
    text(request, "LoadBalancerName").map_or(Ok(()), |text| name(&text))?;
    let version = text(request, "AddressIPVersion").unwrap_or_default().to_ascii_uppercase();
    if !["", "IPV4", "IPV6", "IPV6FULLCHAIN"].contains(&version.as_str()) {
        return invalid("AddressIPVersion");
    }
    let native = version == "IPV6FULLCHAIN";
    if (internal || native) && !has("SubnetId") {
        return missing("SubnetId");
    }
    if !internal && !native && has("SubnetId") {
        return invalid("SubnetId on a public IPv4 load balancer");
    }
    if internal && ["VipIsp", "MasterZoneId", "SlaveZoneId", "ZoneId"].into_iter().any(has) {
        return invalid("zones and ISP are for public load balancers");
    }
    if internal && !["", "IPV4"].contains(&version.as_str()) {
        return invalid("AddressIPVersion is for public load balancers");
    }
    let is_v6 = ["IPV6", "IPV6FULLCHAIN"].contains(&version.as_str());
    if is_v6 && ["MasterZoneId", "SlaveZoneId", "ZoneId"].into_iter().any(has) {
        return invalid("zones are for IPv4");
    }
    if version == "IPV6" && has("Vip") {
        return invalid("Vip is for IPv4 and native IPv6");
    }
    if native && has("LoadBalancerPassToTarget") {
        return invalid("LoadBalancerPassToTarget is always on with native IPv6");
    }
    if internal && has("InternetAccessible") && !has("SlaType") {
        return invalid("only internal load balancers with an SlaType have a bandwidth");
    }
    if !internal && has("EipAddressId") {
        return invalid("EipAddressId is for internal load balancers");
    }
    if text(request, "ClientToken").is_some_and(|token| token.len() > 64 || !token.is_ascii()) {
        return Err(CloudApiError::new("InvalidParameterValue.Length", "ClientToken"));
    }
    allowed_value(request, "SlaType", SLA_TYPES)?;
    billing(request)?;
    let snat = objects(request.get("SnatIps"));
    if snat.len() > 10 || (!snat.is_empty() && request.get("SnatPro") != Some(&Value::Bool(true))) {
        return invalid("SnatIps: at most 10, with SnatPro");
    }
    let list = objects(request.get("Tags"));
    if list.len() > TAGS_OF_PURCHASE {
        return Err(CloudApiError::new("InvalidParameterValue.Length", "Tags"));
    }
    tags(&list)
}

fn billing(request: &RequestBody) -> CloudApiResult {
    allowed_value(request, "VipIsp", ISPS)?;
    allowed_value(request, "LBChargeType", PAYMENTS)?;
    let empty = Map::new();
    let billing = request.get("InternetAccessible").and_then(Value::as_object).unwrap_or(&empty);
    bandwidth(billing, request.contains_key("SlaType"))?;
    let package = text(billing, "InternetChargeType").as_deref() == Some("BANDWIDTH_PACKAGE");
    let single = text(request, "VipIsp").is_some_and(|isp| isp != "BGP");
    if (single || request.contains_key("BandwidthPackageId")) && !package {
        return invalid("InternetChargeType must be BANDWIDTH_PACKAGE");
    }
    if text(request, "LBChargeType").as_deref() == Some("PREPAID") && !request.contains_key("LBChargePrepaid") {
        return missing("LBChargePrepaid");
    }
    Ok(())
}

/// `InternetAccessible`, and `InternetChargeInfo` of later changes.
pub(super) fn bandwidth(billing: &RequestBody, sized: bool) -> CloudApiResult {
    allow_only(billing, &[&["InternetChargeType", "InternetMaxBandwidthOut", "BandwidthpkgSubType"]])?;
    allowed_value(billing, "InternetChargeType", CHARGE_TYPES)?;
    range(billing, "InternetMaxBandwidthOut", 1, if sized { MAX_BANDWIDTH_OF_SIZED } else { MAX_BANDWIDTH })
}

/// Tags in one call: unique keys, each valid for the Tag API.
pub(super) fn tags(list: &[RequestBody]) -> CloudApiResult {
    let mut keys = SortedSet::new();
    for tag in list {
        let key = text(tag, "TagKey").unwrap_or_default();
        let value = text(tag, "TagValue").unwrap_or_default();
        if key.is_empty() || key.chars().count() > 127 {
            return Err(CloudApiError::new("InvalidParameterValue.TagKeyLengthExceeded", key));
        }
        if value.is_empty() || value.chars().count() > 255 {
            return Err(CloudApiError::new("InvalidParameterValue.TagValueLengthExceeded", value));
        }
        if ["qcs:", "project"].iter().any(|prefix| key.starts_with(prefix)) {
            return Err(CloudApiError::new("InvalidParameter.ReservedTagKey", key));
        }
        let odd = |letter: char| !letter.is_alphanumeric() && !"+-=._:/@()[],;>< ".contains(letter);
        if key.chars().any(odd) || value.chars().any(odd) {
            return Err(CloudApiError::new("InvalidParameterValue.TagKeyCharacterIllegal", format!("{key}={value}")));
        }
        if !keys.insert(key.clone()) {
            return Err(CloudApiError::new("InvalidParameterValue.TagKeyDuplicate", key));
        }
    }
    Ok(())
}

/// The tags of a resource after a call.
pub(super) fn tag_count(current: &[RequestBody]) -> CloudApiResult {
    if current.len() > TAGS { Err(CloudApiError::new("LimitExceeded.TagKey", "tags of one resource")) } else { Ok(()) }
}

/// `CreateListener` and `ModifyListener`; `ids` are the members that identify the listener.
pub(super) fn listener(
    protocol: Protocol,
    input: &RequestBody,
    ids: &[&str],
    native_ipv6: HasNativeIpv6,
) -> CloudApiResult {
    use Protocol as P;
    allow_only(input, &[LISTENER, ids])?;
    let layer4 = !matches!(protocol, P::Http | P::Https);
    if !layer4 && ["HealthCheck", "Scheduler", "SessionExpireTime"].iter().any(|key| input.contains_key(*key)) {
        return invalid("layer 7 has these on its rules");
    }
    if text(input, "Scheduler").is_some_and(|found| !["WRR", "LEAST_CONN"].contains(&found.as_str())) {
        return invalid("Scheduler should be WRR or LEAST_CONN");
    }
    session(input, 3600)?;
    if number(input, "SessionExpireTime").unwrap_or(0) != 0 && !matches!(protocol, P::Tcp | P::Udp) {
        return invalid("SessionExpireTime is for TCP and UDP");
    }
    if input.contains_key("SniSwitch") && protocol != P::Https {
        return invalid("SniSwitch is for HTTPS");
    }
    if input.contains_key("KeepaliveEnable") && layer4 {
        return invalid("KeepaliveEnable is for HTTP and HTTPS");
    }
    range(input, "SniSwitch", 0, 1)?;
    range(input, "KeepaliveEnable", 0, 1)?;
    if let Some(found) = input.get("Certificate") {
        if !matches!(protocol, P::TcpSsl | P::Quic | P::Https) {
            return invalid("Certificate is for TCP_SSL, QUIC and HTTPS");
        }
        certificate(found)?;
    }
    input.get("HealthCheck").map_or(Ok(()), |check| validate_health_check::health(protocol, check, native_ipv6))
}

/// A new listener has the certificate that its protocol needs, and its CLB supports the protocol.
pub(super) fn new_listener(protocol: Protocol, input: &RequestBody, native_ipv6: HasNativeIpv6) -> CloudApiResult {
    use Protocol as P;
    if protocol == P::Quic && native_ipv6 == HasNativeIpv6::Yes {
        return invalid("QUIC is for IPv4 and NAT64");
    }
    let sni = number(input, "SniSwitch") == Some(1);
    let needs = matches!(protocol, P::TcpSsl | P::Quic) || (protocol == P::Https && !sni);
    if needs && !input.contains_key("Certificate") { missing("Certificate") } else { Ok(()) }
}

fn certificate(found: &Value) -> CloudApiResult {
    let empty = Map::new();
    let body = found.as_object().unwrap_or(&empty);
    allowed_value(body, "SSLMode", &["UNIDIRECTIONAL", "MUTUAL"])?;
    allowed_value(body, "SSLVerifyClient", &["ON", "OPTIONAL"])?;
    let defaults = |key: &str| text(body, key).is_some_and(|id| !id.is_empty());
    if !defaults("CertId") {
        return missing("CertId");
    }
    let mutual = text(body, "SSLMode").as_deref() == Some("MUTUAL");
    if mutual && !defaults("CertCaId") { missing("CertCaId") } else { Ok(()) }
}

fn session(input: &RequestBody, most: i64) -> CloudApiResult {
    match number(input, "SessionExpireTime").unwrap_or(0) {
        0 => Ok(()),
        seconds if (30..=most).contains(&seconds) => Ok(()),
        _ => invalid(format!("SessionExpireTime is 0 or 30-{most}")),
    }
}

/// A rule of a layer-7 listener, new or changed. `sni`: certificates are on the rules.
pub(super) fn rule(protocol: Protocol, sni: bool, input: &RequestBody, ids: &[&str]) -> CloudApiResult {
    allow_only(input, &[RULE, DOMAIN, ids])?;
    allowed_value(input, "Scheduler", &["WRR", "LEAST_CONN", "IP_HASH"])?;
    allowed_value(input, "ForwardType", &["HTTP", "HTTPS", "GRPC"])?;
    session(input, 86400)?;
    let secure = protocol == Protocol::Https;
    if let Some(found) = input.get("Certificate") {
        if !secure || !sni {
            return invalid("Certificate of a rule is for HTTPS with SNI");
        }
        certificate(found)?;
    }
    if input.contains_key("Http2") && !secure {
        return invalid("Http2 is for HTTPS");
    }
    if !secure && text(input, "ForwardType").is_some_and(|kind| kind != "HTTP") {
        return invalid("ForwardType is for HTTPS");
    }
    input
        .get("HealthCheck")
        .map_or(Ok(()), |check| validate_health_check::health(protocol, check, HasNativeIpv6::NoOrUnknown))
}

/// Domain and path of a new rule.
pub(super) fn validate_rule_path(input: &RequestBody) -> CloudApiResult {
    let (Some(domain), Some(url)) = (text(input, "Domain"), text(input, "Url")) else { return missing("Domain, Url") };
    length(&domain, 80, "Domain")?;
    length(&url, 200, "Url")?;
    if !url.starts_with(['/', '~']) {
        return invalid("Url");
    }
    let good = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_*".contains(letter);
    if !domain.starts_with('~') && (domain.starts_with('_') || !domain.chars().all(good)) {
        return invalid(format!("Domain `{domain}`"));
    }
    Ok(())
}

/// gRPC needs HTTP/2 for clients.
pub(super) fn forwarded(rule: &RequestBody) -> CloudApiResult {
    let grpc = text(rule, "ForwardType").as_deref() == Some("GRPC");
    if grpc && rule.get("Http2") != Some(&Value::Bool(true)) { invalid("GRPC needs Http2") } else { Ok(()) }
}
