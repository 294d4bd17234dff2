//! Declared values, and every finding once.

use super::*;
use crate::diagnostic::render::unfilled;
use crate::json::json;
use crate::syntax::{RequestPart, TextOrObjects};
use crate::tke::Protocol;

fn objects(text: &str) -> Vec<KubernetesObject> {
    let (objects, found) = crate::syntax::read(&TextOrObjects::Text(text.to_owned()), RequestPart::Manifests);
    assert_eq!(found, Vec::new());
    objects
}

/// A config with this `spec.loadBalancer`, each line indented by four.
fn config(balancer: &str) -> (String, KubernetesObject) {
    let body: String = balancer.lines().map(|line| format!("    {}\n", line.trim_start_matches('|'))).collect();
    let head = "apiVersion: cloud.tencent.com/v1alpha1\nkind: TkeServiceConfig\nmetadata: {name: web}\n";
    let text = format!("{head}spec:\n  loadBalancer:\n{body}");
    let object = objects(&text).remove(0);
    (text, object)
}

/// Expects one finding with this code, path and text.
#[track_caller]
fn check(balancer: &str, code: &'static crate::diagnostic::CodeDefinition, path: &str, at: &str) {
    let (text, object) = config(balancer);
    let (_, found) = read(&object);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(unfilled(&found[0]), Vec::<String>::new());
    let first = &found[0];
    let location = first.location.unwrap().span.slice(&text);
    assert_eq!((first.code.name(), first.path.as_deref(), location), (code.name(), Some(path), at));
}

const GOOD: &str = "internetMaxBandwidthOut: 100
l4Listeners:
- protocol: TCP
  port: 80
  session: {enable: true}
  healthCheck: {enable: true, intervalTime: 10, timeout: 5}
- {protocol: UDP, port: 80, session: {enable: false}, scheduler: LEAST_CONN}
l7Listeners:
- protocol: HTTPS
  port: 443
  domains:
  - domain: a.example.com
    rules: [{url: /, scheduler: IP_HASH, healthCheck: {enable: true, httpCode: 2}}]";

#[test]
fn only_written_members_are_declared() {
    let (_, object) = config(GOOD);
    let (config, found) = read(&object);
    assert_eq!(found, Vec::new());
    assert_eq!(config.declared.get("internetMaxBandwidthOut"), Some(&json!(100)));
    let tcp = config.segment(Protocol::Tcp, 80).unwrap();
    assert_eq!((tcp.declared.get("session"), tcp.declared.get("scheduler")), (Some(&json!(30)), None));
    let check = json!({ "HealthSwitch": 1, "IntervalTime": 10, "TimeOut": 5 });
    assert_eq!(tcp.declared.get("healthCheck"), Some(&check));
    let udp = config.segment(Protocol::Udp, 80).unwrap();
    assert_eq!((udp.declared.get("session"), udp.declared.get("healthCheck")), (Some(&json!(0)), None));
    assert_eq!(udp.declared.get("scheduler"), Some(&json!("LEAST_CONN")));
    let rule = config.segment(Protocol::Https, 443).and_then(|segment| segment.rule("a.example.com", "/")).unwrap();
    assert_eq!(rule.declared.get("scheduler"), Some(&json!("IP_HASH")));
    assert_eq!(rule.declared.get("healthCheck"), Some(&json!({ "HealthSwitch": 1, "HttpCode": 2 })));
    assert_eq!(config.segment(Protocol::Tcp, 81), None);
}

#[test]
fn every_finding_has_its_path_and_location() {
    let l4 = "spec.loadBalancer.l4Listeners[0]";
    let path = |field: &str| format!("{l4}.{field}");
    check("l4Listener: []", &codes::UNKNOWN_FIELD, "spec.loadBalancer.l4Listener", "l4Listener");
    check("l4Listeners: [{protocol: tcp, port: 80}]", &codes::NOT_ALLOWED, &path("protocol"), "tcp");
    check("l4Listeners: [{protocol: TCP, port: '80'}]", &codes::WRONG_TYPE, &path("port"), "'80'");
    check("l4Listeners: [{port: 80}]", &codes::MISSING, &path("protocol"), "{port: 80}");
    check("l4Listeners: [80]", &codes::WRONG_TYPE, l4, "80");
    check("internetMaxBandwidthOut: 4096", &codes::NOT_ALLOWED, "spec.loadBalancer.internetMaxBandwidthOut", "4096");
    let expire = "l4Listeners: [{protocol: TCP, port: 80, session: {enable: true, sessionExpireTime: 10}}]";
    check(expire, &codes::NOT_ALLOWED, &path("session.sessionExpireTime"), "10");
    let switch = "l4Listeners: [{protocol: TCP, port: 80, healthCheck: {intervalTime: 10}}]";
    check(switch, &codes::MISSING, &path("healthCheck.enable"), "{intervalTime: 10}");
    let slow = "l4Listeners: [{protocol: TCP, port: 80, healthCheck: {enable: true, timeout: 6}}]";
    check(slow, &codes::SLOW_TIMEOUT, &path("healthCheck.timeout"), "6");
    let hash = "l4Listeners: [{protocol: TCP, port: 80, scheduler: IP_HASH}]";
    check(hash, &codes::NOT_ALLOWED, &path("scheduler"), "IP_HASH");
    let port = "l4Listeners: [{protocol: TCP, port: 80, healthCheck: {enable: true, checkPort: 81}}]";
    check(port, &codes::UNPROVEN_FIELD, &path("healthCheck.checkPort"), "81");
    let twice = "l4Listeners: [{protocol: TCP, port: 80}, {protocol: UDP, port: 80}, {port: 80, protocol: TCP}]";
    check(twice, &codes::REPEATED_SEGMENT, "spec.loadBalancer.l4Listeners[2]", "{port: 80, protocol: TCP}");
}

#[test]
fn a_timeout_may_equal_the_interval_as_in_the_documentation() {
    let equal = "l4Listeners: [{protocol: TCP, port: 80, healthCheck: {enable: true, intervalTime: 5, timeout: 5}}]";
    let (_, object) = config(equal);
    assert_eq!(read(&object).1, Vec::new());
}

#[test]
fn an_invalid_member_is_not_declared_and_has_no_default() {
    let (_, object) = config("l4Listeners: [{protocol: TCP, port: 80, session: {enable: true, sessionExpireTime: 1}}]");
    let (config, found) = read(&object);
    assert_eq!(found.iter().map(|found| found.code.name()).collect::<Vec<_>>(), [codes::NOT_ALLOWED.name()]);
    assert_eq!(config.segment(Protocol::Tcp, 80).unwrap().declared.get("session"), None);
}

#[test]
fn names_of_the_controllers_objects_are_reserved() {
    let text =
        "apiVersion: cloud.tencent.com/v1alpha1\nkind: TKEServiceConfig\nmetadata: {name: web-auto-service-config}\n";
    let (_, found) = read(&objects(text)[0]);
    assert_eq!(found.iter().map(|found| found.code.name()).collect::<Vec<_>>(), [codes::RESERVED_NAME.name()]);
}
