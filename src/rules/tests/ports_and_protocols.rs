//! Ports of a Service: their protocols, certificates, and number.

use super::*;
use crate::rules::codes::*;
use crate::sorted_map::SortedMap;
use crate::tke::definitions::backend::*;
use crate::tke::definitions::cluster_switches::ENABLE_DEFAULT_DIRECT_ACCESS;
use crate::tke::definitions::listener::*;

#[test]
fn protocols_that_cannot_be_combined_are_reported() {
    let mixed = "  type: LoadBalancer\n  ports: [{port: 53, protocol: TCP}, {port: 54, protocol: UDP}]\n";
    // A cluster created with v2.11.0 or later may turn direct access on for new Services.
    service().with_spec(mixed).assert_findings(&[(&MIXED_PROTOCOLS_BY_ASSUMPTION, "UDP")]);
    let older = |context: &mut Context| context.controller_version = Some("v2.10.0".to_owned());
    service().with_spec(mixed).in_context(older).assert_findings(&[(&MIXED_PROTOCOLS, "UDP")]);
    service().with_spec(mixed).with(&DIRECT_ACCESS, "true").assert_no_findings();
    let udp = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["UDP"]}}"#);
    udp.assert_findings(&[(&OTHER_FAMILY_BY_ASSUMPTION, r#"["UDP"]"#)]);
    udp.clone().in_context(older).assert_findings(&[(&OTHER_FAMILY, r#"["UDP"]"#)]);
    let switch = |value: &str| {
        let switch = SortedMap::from_iter([(ENABLE_DEFAULT_DIRECT_ACCESS.name().to_owned(), value.to_owned())]);
        udp.clone().in_context(|context| context.controller_config = Some(switch))
    };
    switch("false").assert_findings(&[(&OTHER_FAMILY, r#"["UDP"]"#)]);
    switch("true").assert_no_findings();
    let live = udp.clone().with_live_annotations(&[]);
    live.assert_findings(&[(&OTHER_FAMILY, r#"["UDP"]"#)]);
    udp.with(&DIRECT_ACCESS, "true").assert_no_findings();
    let clash = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP","HTTP"],"hosts":{"a.com":{}}}}"#);
    clash.assert_findings(&[(&PROTOCOLS_CLASH, r#"["TCP","HTTP"]"#)]);
    let hosts = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP"],"hosts":{"a.com":{}}}}"#);
    hosts.assert_findings(&[(&HOSTS_WITHOUT_HTTP, r#""a.com""#)]);
}

#[test]
fn ports_missing_from_the_spec_are_reported() {
    let case = service().with(&SPECIFY_PROTOCOL, r#"{"81":{"protocol":["TCP"]}}"#);
    case.assert_findings(&[(&PORT_NOT_IN_SPEC, r#""81""#)]);
    let group = r#"[{"protocol":"TCP","port":81}]"#;
    let groups = service().with(&TARGET_GROUPS, group).with(&DIRECT_ACCESS, "true");
    groups.assert_findings(&[(&PORT_NOT_IN_SPEC, r#"{"protocol":"TCP","port":81}"#)]);
    let weights = r#"{"defaultWeight":10,"groups":[{"key":{"proto":"TCP","port":81}}]}"#;
    let weights = service().with(&LB_RS_WEIGHT, weights).with(&DIRECT_ACCESS, "true").findings();
    assert!(weights.iter().any(|finding| finding.code == &PORT_NOT_IN_SPEC), "{weights:?}");
    service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP"]}}"#).assert_no_findings();
}

#[test]
fn a_service_without_ports_has_none_to_use_instead() {
    let headless = service().with_spec("  type: LoadBalancer\n  ports: []\n");
    let found = headless.with(&SPECIFY_PROTOCOL, r#"{"81":{"protocol":["TCP"]}}"#).findings();
    let missing = found.iter().find(|finding| finding.code == &PORT_NOT_IN_SPEC).unwrap();
    assert_eq!(
        missing.args.iter().filter(|(name, _)| *name == "ports").collect::<Vec<_>>(),
        [&("ports", "–".to_owned())]
    );
}

fn secret(name: &str, key: &str) -> String {
    format!("apiVersion: v1\nkind: Secret\nmetadata: {{name: {name}}}\nstringData: {{{key}: x}}\n")
}

#[test]
fn a_missing_secret_or_certificate_is_reported() {
    let case = service().with(&SPECIFY_PROTOCOL, r#"{"80":{"protocol":["TCP_SSL"],"tls":"cert"}}"#);
    case.assert_no_findings();
    let other = secret("other", CERTIFICATE_ID.name());
    case.clone().beside_live(&other).assert_findings(&[(&SECRET_MISSING, r#""cert""#)]);
    // Manifests are a part of the cluster, and so are the objects of another namespace.
    case.clone().beside(&other).assert_no_findings();
    let elsewhere = other.replace("{name: other}", "{name: other, namespace: elsewhere}");
    case.clone().beside_live(&elsewhere).assert_no_findings();
    case.clone().beside(&secret("cert", "tls.crt")).assert_findings(&[(&SECRET_WITHOUT_CERTIFICATE, r#""cert""#)]);
    case.beside(&secret("cert", CERTIFICATE_ID.name())).assert_no_findings();
}

#[test]
fn session_affinity_is_reported_as_without_effect_on_the_clb() {
    let spec = "  type: LoadBalancer\n  sessionAffinity: ClientIP\n  ports: [{port: 80}]\n";
    service().with_spec(spec).assert_findings(&[(&SESSION_AFFINITY, "ClientIP")]);
    service().with_spec(&spec.replace("ClientIP", "None")).assert_no_findings();
}
