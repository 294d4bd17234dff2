//! Health checks that the API accepts, by the protocol of their listener.
//!
//! Written from the API's pages and sharing no code with the planner, which it judges.

use super::request_bodies_and_api_errors::{
    CloudApiResult, HasNativeIpv6, RequestBody, allow_only, allowed_value, invalid, missing, number, range, text,
};
use crate::json::Value;
use crate::tke::Protocol;

/// Every member.
const CHECK: &[&str] = &[
    "HealthSwitch",
    "TimeOut",
    "IntervalTime",
    "HealthNum",
    "UnHealthNum",
    "HttpCode",
    "HttpCheckPath",
    "HttpCheckDomain",
    "HttpCheckMethod",
    "CheckPort",
    "ContextType",
    "SendContext",
    "RecvContext",
    "CheckType",
    "HttpVersion",
    "SourceIpType",
    "ExtendedCode",
];

/// Validates a health check.
pub(super) fn health(protocol: Protocol, check: &Value, native_ipv6: HasNativeIpv6) -> CloudApiResult {
    use Protocol as P;
    let Some(check) = check.as_object() else { return invalid("HealthCheck") };
    allow_only(check, &[CHECK])?;
    range(check, "HealthSwitch", 0, 1)?;
    if number(check, "HealthSwitch") == Some(0) && check.len() > 1 {
        return invalid("of a check that is off nothing else is sent");
    }
    range(check, "TimeOut", 2, 60)?;
    range(check, "IntervalTime", if native_ipv6 == HasNativeIpv6::Yes { 5 } else { 2 }, 300)?;
    range(check, "HealthNum", 2, 10)?;
    range(check, "UnHealthNum", 2, 10)?;
    range(check, "HttpCode", 1, 31)?;
    range(check, "SourceIpType", 0, 1)?;
    allowed_value(check, "HttpCheckMethod", &["HEAD", "GET"])?;
    allowed_value(check, "HttpVersion", &["HTTP/1.0", "HTTP/1.1"])?;
    if number(check, "TimeOut").unwrap_or(2) >= number(check, "IntervalTime").unwrap_or(5) {
        return invalid("TimeOut must be below IntervalTime");
    }
    let (allowed, default): (&[&str], &str) = match (protocol, native_ipv6) {
        (P::Tcp, HasNativeIpv6::Yes) => (&["TCP"], "TCP"),
        (P::Udp, HasNativeIpv6::Yes) => (&["PING"], "PING"),
        (P::Tcp, HasNativeIpv6::NoOrUnknown) => (&["TCP", "HTTP", "CUSTOM"], "TCP"),
        (P::Udp, HasNativeIpv6::NoOrUnknown) => (&["PING", "CUSTOM"], "PING"),
        (P::TcpSsl | P::Quic, _) => (&["TCP", "HTTP"], "TCP"),
        (P::Http, _) => (&["HTTP", "GRPC"], "HTTP"),
        (P::Https, _) => (&["HTTP", "HTTPS", "GRPC"], "HTTP"),
    };
    allowed_value(check, "CheckType", allowed)?;
    let kind = text(check, "CheckType").unwrap_or_else(|| default.to_owned());
    let has = |key: &str| check.contains_key(key);
    if !matches!(protocol, P::Tcp | P::Udp)
        && ["CheckPort", "ContextType", "SendContext", "RecvContext"].into_iter().any(has)
    {
        return invalid("CheckPort and contexts are for TCP and UDP");
    }
    if number(check, "CheckPort") != Some(-1) {
        range(check, "CheckPort", 1, 65535)?;
    }
    if protocol == P::Tcp && kind == "HTTP" && !(has("HttpVersion") && has("HttpCheckDomain")) {
        return missing("HttpVersion and HttpCheckDomain");
    }
    if text(check, "HttpCheckPath").is_some_and(|path| !path.starts_with('/') || path.len() > 200) {
        return invalid("HttpCheckPath");
    }
    if text(check, "HttpCheckDomain").is_some_and(|domain| domain.len() > 80) {
        return invalid("HttpCheckDomain");
    }
    custom(check, kind == "CUSTOM")
}

/// Validates the members of a custom check.
fn custom(check: &RequestBody, needed: bool) -> CloudApiResult {
    allowed_value(check, "ContextType", &["HEX", "TEXT"])?;
    if needed && !["ContextType", "SendContext", "RecvContext"].iter().all(|key| check.contains_key(*key)) {
        return missing("ContextType, SendContext, RecvContext");
    }
    let hex = text(check, "ContextType").as_deref() == Some("HEX");
    for key in ["SendContext", "RecvContext"] {
        let Some(text) = text(check, key) else { continue };
        let visible = text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) && text.len() <= 500;
        let digits =
            text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
        if !visible || (hex && !digits) {
            return invalid(key);
        }
    }
    Ok(())
}
