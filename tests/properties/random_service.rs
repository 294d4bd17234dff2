//! Random Services.

use super::random_choices_as_bytes::Tape;
use serde_json::{Map, Value, json};

pub const SERVICES: [&str; 3] = ["api", "dns", "web"];
pub const NAMESPACES: [&str; 2] = ["shop", "blog"];
pub const CLUSTER: &str = "cls-aaaa1111";
pub const USER_CREATED: [&str; 2] = ["lb-user0001", "lb-user0002"];
pub const DELETED: &str = "lb-gone0001";
pub const SECRETS: [&str; 4] = ["cert", "mutual", "empty", "missing"];
pub const CONFIGS: [&str; 2] = ["tuned", "other"];
const PORTS: [u16; 12] = [80, 443, 53, 8080, 80, 443, 53, 80, 443, 53, 8080, 4789];

/// Which version of a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Live,
    Desired,
}

/// The namespace of a Service.
pub fn namespace(index: usize) -> &'static str {
    NAMESPACES[usize::from(index == 2)]
}

pub fn uid(index: usize) -> String {
    format!("0000000{index}-1111-4111-8111-111111111111")
}

/// The ID of the CLB that the controller created for a Service.
pub fn managed_id(index: usize) -> String {
    format!("lb-own0000{index}")
}

/// A Service. Both versions are read from the same kind of bytes.
pub fn service(index: usize, tape: &mut Tape<'_>, version: Version) -> Value {
    let kind = tape.choose(&[
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "LoadBalancer",
        "ClusterIP",
        "NodePort",
        "ExternalName",
    ]);
    let ports = ports(index, tape, version);
    let mut annotations = annotations(index, tape, &ports);
    let mut metadata = Map::new();
    metadata.insert("name".into(), SERVICES[index].into());
    metadata.insert("namespace".into(), namespace(index).into());
    let mut spec = Map::new();
    spec.insert("type".into(), kind.into());
    if kind == "ExternalName" {
        spec.insert("externalName".into(), "example.com".into());
    } else {
        spec.insert("ports".into(), json!(ports));
        spec.insert("selector".into(), json!({ "app": SERVICES[index] }));
    }
    if kind != "ClusterIP" && kind != "ExternalName" && tape.chance(20) {
        spec.insert("externalTrafficPolicy".into(), "Local".into());
    }
    if kind == "LoadBalancer" && tape.chance(5) {
        spec.insert("loadBalancerClass".into(), "example.com/{OTHER}".into());
    }
    match tape.pick(16) {
        1 => drop(spec.insert("ipFamilies".into(), json!(["IPv6"]))),
        2 => {
            spec.insert("ipFamilyPolicy".into(), "PreferDualStack".into());
            spec.insert("ipFamilies".into(), json!(["IPv4", "IPv6"]));
        }
        _ => {}
    }
    if tape.chance(5) {
        spec.insert("sessionAffinity".into(), "ClientIP".into());
    }
    if version == Version::Live {
        add_live_fields(index, tape, &mut metadata, &mut annotations);
    } else if tape.chance(4) {
        metadata.insert("deletionTimestamp".into(), "2026-01-01T00:00:00Z".into());
        metadata.insert("finalizers".into(), json!(["service.k8s.tencent/resources"]));
    }
    if !annotations.is_empty() {
        metadata.insert("annotations".into(), annotations.into());
    }
    json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec })
}

/// Adds the fields and annotations that the server and the controller write.
fn add_live_fields(
    index: usize,
    tape: &mut Tape<'_>,
    metadata: &mut Map<String, Value>,
    annotations: &mut Map<String, Value>,
) {
    if !tape.chance(10) {
        metadata.insert("uid".into(), uid(index).into());
    }
    if tape.chance(5) {
        metadata.insert("deletionTimestamp".into(), "2026-01-01T00:00:00Z".into());
    }
    if tape.chance(60) {
        metadata.insert("finalizers".into(), json!(["service.k8s.tencent/resources"]));
    }
    let existing = annotations.get("service.kubernetes.io/tke-existed-lbid").and_then(Value::as_str).map(str::to_owned);
    let usual = existing.unwrap_or_else(|| managed_id(index));
    let choices = [usual.clone(), usual.clone(), usual.clone(), usual, managed_id((index + 1) % 3), DELETED.to_owned()];
    if let Some(id) = tape.maybe(80, &choices) {
        annotations.insert("service.kubernetes.io/loadbalance-id".into(), id.into());
    }
    if tape.chance(10) {
        annotations.insert("service.cloud.tencent.com/client-token".into(), uid(9).into());
    }
}

fn ports(index: usize, tape: &mut Tape<'_>, version: Version) -> Vec<Value> {
    let mut ports: Vec<Value> = Vec::new();
    for position in 0..=tape.pick(3) {
        let number = tape.choose(&PORTS);
        let protocol = tape.choose(&["TCP", "TCP", "TCP", "UDP", "UDP", "SCTP"]);
        let target = tape.choose(&[json!(8080), json!(9090), json!("http"), Value::Null]);
        let allocated = tape.chance(80);
        let node_port = 30000 + 100 * (index as u64) + 10 * tape.choose(&[position as u64, position as u64, 7]);
        let same =
            |port: &Value| (port["port"] == number && port["protocol"] == protocol) || port["nodePort"] == node_port;
        if ports.iter().any(same) {
            continue;
        }
        let mut port = json!({ "name": format!("p{position}"), "port": number, "protocol": protocol });
        if !target.is_null() {
            port["targetPort"] = target;
        }
        if allocated || version == Version::Live {
            port["nodePort"] = node_port.into();
        }
        ports.push(port);
    }
    ports
}

fn annotations(index: usize, tape: &mut Tape<'_>, ports: &[Value]) -> Map<String, Value> {
    let mut out = Map::new();
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            out.insert(name.to_owned(), value.into());
        }
    };
    let own = managed_id(index);
    let existing = [USER_CREATED[0], USER_CREATED[0], USER_CREATED[0], USER_CREATED[1], &own, DELETED, "clb-1", ""];
    say("service.kubernetes.io/tke-existed-lbid", tape.maybe(35, &existing));
    say("service.kubernetes.io/qcloud-share-existed-lb", tape.maybe(10, &["true", "false"]));
    let subnet = tape.maybe(15, &["subnet-aaaa1111", "subnet-bbbb2222", "12345"]);
    say("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", subnet);
    let charge =
        tape.maybe(8, &["TRAFFIC_POSTPAID_BY_HOUR", "BANDWIDTH_POSTPAID_BY_HOUR", "BANDWIDTH_PACKAGE", "FREE"]);
    say("service.kubernetes.io/qcloud-loadbalancer-internet-charge-type", charge);
    let bandwidth = tape.maybe(8, &["10", "2048", "4096"]);
    say("service.kubernetes.io/qcloud-loadbalancer-internet-max-bandwidth-out", bandwidth);
    say("service.kubernetes.io/service.extensiveParameters", tape.maybe(15, EXTENSIVE));
    say("service.kubernetes.io/loadbalance-type", tape.maybe(4, &["yunapi_clb", "classic", "OPEN", "application"]));
    say("service.cloud.tencent.com/cross-region-id", tape.maybe(4, &["ap-beijing"]));
    say("service.cloud.tencent.com/hybrid-type", tape.maybe(4, &["CCN"]));
    let snat = [
        r#"{"snatIps":[{"subnetId":"subnet-aaaa1111"}]}"#,
        r#"{"snatIps":[{"subnetId":"subnet-aaaa1111","ip":"10.0.3.4"}]}"#,
    ];
    say("service.cloud.tencent.com/snat-pro-info", tape.maybe(4, &snat));
    say("service.cloud.tencent.com/cross-vpc-id", tape.maybe(4, &["vpc-other001"]));
    let groups = tape.maybe(15, &["sg-aaaa1111", "sg-bbbb2222,sg-aaaa1111", "sg-1,sg-2,sg-3,sg-4,sg-5,sg-6", "x"]);
    say("service.cloud.tencent.com/security-groups", groups);
    say("service.cloud.tencent.com/pass-to-target", tape.maybe(10, &["true", "false", "TRUE"]));
    say("service.cloud.tencent.com/modification-protection", tape.maybe(5, &["true", "false"]));
    say("service.cloud.tencent.com/mode", tape.maybe(4, &["skip", "skip", "sync"]));
    let label = tape.maybe(8, &["zone in (a)", "!gpu", "zone=b,gpu", "zone in ("]);
    say("service.kubernetes.io/qcloud-loadbalancer-backends-label", label);
    say("service.kubernetes.io/local-svc-only-bind-node-with-pod", tape.maybe(15, &["true", "false"]));
    say("service.cloud.tencent.com/local-svc-weighted-balance", tape.maybe(15, &["true", "false"]));
    say("service.cloud.tencent.com/direct-access", tape.maybe(30, &["true", "true", "false", "yes"]));
    say("service.cloud.tencent.com/enable-grace-shutdown", tape.maybe(15, &["true", "false"]));
    say("service.cloud.tencent.com/enable-grace-shutdown-tkex", tape.maybe(15, &["true", "false"]));
    say("service.cloud.tencent.com/lb-rs-weight", tape.maybe(8, WEIGHTS));
    let config = tape.maybe(30, &[CONFIGS[0], CONFIGS[0], CONFIGS[1], "missing", "web-auto-service-config"]);
    say("service.cloud.tencent.com/tke-service-config", config);
    say("service.cloud.tencent.com/tke-service-config-auto", tape.maybe(5, &["true", "false"]));
    say("example.com/{UNKNOWN}", tape.maybe(3, &["{VALUE}"]));
    say("service.cloud.tencent.com/direct-acces", tape.maybe(3, &["true"]));
    let protocols = tape.chance(40).then(|| specify_protocol(tape, ports));
    say("service.cloud.tencent.com/specify-protocol", protocols.as_deref());
    out
}

const EXTENSIVE: &[&str] = &[
    r#"{"AddressIPVersion":"IPV6"}"#,
    r#"{"AddressIPVersion":"IPV4"}"#,
    r#"{"ZoneId":"ap-guangzhou-1"}"#,
    r#"{"MasterZoneId":"ap-guangzhou-1","SlaveZoneId":"ap-guangzhou-2"}"#,
    r#"{"LoadBalancerName":"{NAME}"}"#,
    r#"{"Tags":[{"TagKey":"team","TagValue":"{TEAM}"}]}"#,
    r#"{"Tags":[{"TagKey":"tke-createdBy-flag","TagValue":"no"}]}"#,
    r#"{"Vip":"10.0.0.9","SnatPro":true}"#,
    r#"{"LoadBalancerPassToTarget":true}"#,
    r#"{"InternetAccessible":{"InternetMaxBandwidthOut":7}}"#,
    r#"{"Forward":1,"ClientToken":"a"}"#,
    r#"{"AddressIPVersion":"IPv6FullChain","SubnetId":"subnet-aaaa1111"}"#,
    r#"{"AddressIPVersion":"ipv6fullchain"}"#,
    r#"{"VipIsp":"CMCC"}"#,
    r#"{"VipIsp":"BGP","SlaType":"clb.c2.medium"}"#,
    r#"{"SlaType":"huge"}"#,
    r#"{"BandwidthPackageId":"bwp-1","InternetAccessible":{"InternetChargeType":"BANDWIDTH_PACKAGE"}}"#,
    r#"{"EipAddressId":"eip-1"}"#,
    r#"{"Tags":[{"TagKey":"project","TagValue":"x"}]}"#,
    r#"{"LBChargeType":"PREPAID"}"#,
    r#"{"SnatIps":[{"SubnetId":"subnet-aaaa1111"}]}"#,
    r#"{"InternetAccessible":{"InternetMaxBandwidthOut":4096}}"#,
    r#"{"NoSuch":1}"#,
    r#"{"SubnetId":"subnet-cccc3333"}"#,
    r#"{"ProjectId":7,"Number":2,"LoadBalancerType":"INTERNAL","VpcId":"vpc-other001"}"#,
    r#"{"ProjectId":7,"SubnetId":"subnet-cccc3333","AddressIPVersion":"IPv6FullChain","LoadBalancerPassToTarget":true}"#,
    r#"{"AddressIPVersion":"IPv6FullChain","ZoneId":"ap-guangzhou-1"}"#,
    r#"{"AddressIPVersion":"IPV6","Vip":"203.0.113.9"}"#,
    r#"{"Forward":0}"#,
    r#"{"AddressIPVersion":"bad"}"#,
    r#"{"Tags":[{"TagKey":"team","TagValue":"a"},{"TagKey":"team","TagValue":"b"}]}"#,
    "{",
];

const WEIGHTS: &[&str] = &[
    r#"{"defaultWeight":20}"#,
    r#"{"defaultWeight":0,"groups":[{"key":{"proto":"TCP","port":80},"statefulSets":[{"name":"web","weights":[{"weight":5,"podIndexes":[0,1]}]}]}]}"#,
    r#"{"groups":[]}"#,
    r#"{"defaultWeight":101}"#,
];

/// `specify-protocol` for some of the ports.
fn specify_protocol(tape: &mut Tape<'_>, ports: &[Value]) -> String {
    let mut entries = Map::new();
    for port in ports {
        let protocols = tape.choose(&[
            json!(["HTTP"]),
            json!(["TCP"]),
            json!(["TCP", "UDP"]),
            json!(["HTTPS"]),
            json!(["TCP_SSL"]),
            json!(["QUIC"]),
            json!(["HTTP", "TCP"]),
            json!(["HTTPS", "QUIC"]),
            json!(["UDP"]),
            json!(["tls"]),
        ]);
        let mut hosts = Map::new();
        for host in ["a.example.com", "b.example.com"] {
            if tape.chance(60) {
                let secret = tape.maybe(70, &SECRETS);
                hosts.insert(host.to_owned(), secret.map_or_else(|| json!({}), |name| json!({ "tls": name })));
            }
        }
        let mut entry = json!({ "protocol": protocols });
        if !hosts.is_empty() {
            entry["hosts"] = hosts.into();
        }
        if let Some(name) = tape.maybe(70, &SECRETS) {
            entry["tls"] = name.into();
        }
        if !tape.chance(20) {
            entries.insert(port["port"].to_string(), entry);
        }
    }
    Value::Object(entries).to_string()
}
