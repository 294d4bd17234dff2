//! Random responses of the cloud, and random external changes to the state after a simulation.

use super::random_choices_as_bytes::Tape;
use super::random_service::{CLUSTER, USER_CREATED, managed_id, uid};
use serde_json::{Map, Value, json};

pub const MANAGED: &str = "TKE-DEDICATED-LISTENER";

/// One CLB with its listeners and targets: three responses.
pub struct Responses {
    pub id: String,
    pub body: Value,
    pub listeners: Value,
    pub targets: Value,
}

pub fn load_balancer(tape: &mut Tape<'_>) -> Responses {
    let id = tape.choose(&[
        USER_CREATED[0].to_owned(),
        managed_id(0),
        managed_id(1),
        managed_id(2),
        USER_CREATED[1].to_owned(),
    ]);
    let managed = !id.contains("user");
    let mut body = json!({ "LoadBalancerId": id, "LoadBalancerVips": ["203.0.113.9"], "Status": 1, "Forward": 1 });
    let internal = tape.chance(20);
    body["LoadBalancerType"] = if internal { "INTERNAL" } else { "OPEN" }.into();
    if internal {
        body["SubnetId"] = tape.choose(&["subnet-aaaa1111", "subnet-bbbb2222"]).into();
    }
    body["VpcId"] =
        tape.choose(&["vpc-main0001", "vpc-main0001", "vpc-main0001", "vpc-main0001", "vpc-other001"]).into();
    body["Tags"] = tags(tape, &id, managed);
    body["AttributeFlags"] =
        tape.choose(&[json!([]), json!([]), Value::Null, json!(["DeleteProtect"]), json!(["Stop", "New"])]);
    if tape.chance(8) {
        body["AssociateEndpoint"] = tape.choose(&["vpcsvc-1", ""]).into();
    }
    body["SecureGroups"] =
        tape.choose(&[json!([]), json!(["sg-aaaa1111"]), Value::Null, json!(["sg-aaaa1111", "sg-bbbb2222"])]);
    body["NetworkAttributes"] = tape.choose(&[json!({ "InternetMaxBandwidthOut": 10 }), Value::Null, json!({})]);
    body["LoadBalancerPassToTarget"] = tape.choose(&[json!(false), json!(true), Value::Null]);
    if tape.chance(10) {
        body["Status"] = tape.choose(&[json!(0), json!(7), Value::Null]);
    }
    if tape.chance(10) {
        body["MasterZone"] =
            tape.choose(&[json!({ "Zone": "ap-guangzhou-1" }), json!({ "ZoneId": 100002 }), Value::Null]);
    }
    if tape.chance(10) {
        body["AddressIPVersion"] = tape.choose(&["ipv4", "ipv6", "ipv6", "IPv9"]).into();
        body["IPv6Mode"] = tape.choose(&[json!("IPv6FullChain"), Value::Null, json!("IPv6Nat64"), json!("IPv6New")]);
    }
    if tape.chance(4) {
        body["Isolation"] = tape.choose(&[json!(1), json!(0), Value::Null]);
    }
    if tape.chance(10) {
        body["SlaType"] = tape.choose(&[json!("clb.c2.medium"), json!(""), Value::Null]);
    }
    // Almost every field of an answer may be null.
    for key in ["LoadBalancerVips", "Forward", "LoadBalancerType", "VpcId", "SubnetId", "IPv6Mode"] {
        if tape.chance(2) {
            body[key] = Value::Null;
        }
    }
    let mut listeners: Vec<Value> = Vec::new();
    let mut targets: Vec<Value> = Vec::new();
    for position in 0..tape.pick(5) {
        let (listener, registered) = listener(&id, position, tape);
        let same = |other: &Value| other["Port"] == listener["Port"] && transport(other) == transport(&listener);
        if !listeners.iter().any(same) {
            listeners.push(listener);
            targets.push(registered);
        }
    }
    if tape.chance(10) {
        targets.pop();
    }
    Responses { id, body, listeners: listeners.into(), targets: targets.into() }
}

fn transport(listener: &Value) -> &'static str {
    match listener["Protocol"].as_str() {
        Some("UDP" | "QUIC") => "UDP",
        _ => "TCP",
    }
}

fn tags(tape: &mut Tape<'_>, id: &str, managed: bool) -> Value {
    if tape.chance(5) {
        return Value::Null;
    }
    let mut tags = Vec::new();
    let mut add = |key: &str, value: &str| tags.push(json!({ "TagKey": key, "TagValue": value }));
    let owner_case = tape.pick(10);
    if managed {
        if owner_case != 1 {
            add("tke-createdBy-flag", if owner_case == 2 { "no" } else { "yes" });
        }
        match tape.pick(10) {
            1 => {}
            2 => add("tke-clusterId", "cls-bbbb2222"),
            _ => add("tke-clusterId", CLUSTER),
        }
        let index = id.bytes().last().map_or(0, |byte| usize::from(byte - b'0'));
        match tape.pick(10) {
            1 | 2 => {}
            3 => add("tke-lb-serviceuuid", &uid(7)),
            4 => add(&uid(index), "tke-lb-serviceId"),
            5 => add(&uid(7), "tke-lb-serviceId"),
            6 => {
                add(&uid(7), "tke-lb-serviceId");
                add(&uid(index), "tke-lb-serviceId");
            }
            _ => add("tke-lb-serviceuuid", &uid(index)),
        }
    } else {
        match tape.pick(6) {
            1 | 2 => add("tke-clusterId", CLUSTER),
            3 => add("tke-clusterId", "cls-bbbb2222"),
            _ => {}
        }
        if owner_case == 1 {
            add("tke-createdBy-flag", "yes");
        }
    }
    if let Some(owner) = tape.maybe(12, &["user", "tke", "nobody"]) {
        add("tke-lifecycle-owner", owner);
    }
    if tape.chance(20) {
        add("team", "{TEAM}");
    }
    tags.into()
}

fn listener(lb: &str, position: usize, tape: &mut Tape<'_>) -> (Value, Value) {
    let id = format!("lbl-{}{position}", &lb[3..]);
    let protocol = tape.choose(&["TCP", "TCP", "UDP", "HTTP", "HTTPS", "TCP_SSL", "QUIC", "TCP", "UDP", "GENEVE"]);
    let port = tape.choose(&[80, 443, 53, 8080, 9000]);
    let name = tape.choose(&[json!(MANAGED), json!(MANAGED), json!(MANAGED), json!("{MINE}"), Value::Null]);
    let mut listener = json!({ "ListenerId": id, "Protocol": protocol, "Port": port, "ListenerName": name });
    if tape.chance(8) {
        listener["EndPort"] = (port + 10).into();
    } else if tape.chance(40) {
        listener["EndPort"] = 0.into();
    }
    let seven = matches!(protocol, "HTTP" | "HTTPS");
    let bound = targets(position, tape);
    if !seven {
        listener["Scheduler"] = tape.choose(&[json!("WRR"), json!("LEAST_CONN"), Value::Null, json!("NEW")]);
        listener["SessionExpireTime"] = tape.choose(&[json!(0), json!(60), Value::Null]);
        listener["HealthCheck"] = tape.choose(&[
            Value::Null,
            json!({ "HealthSwitch": 1, "IntervalTime": 5, "TimeOut": 2, "HealthNum": 3, "UnHealthNum": 3 }),
            json!({ "HealthSwitch": 0, "CheckPort": null }),
            json!({ "HealthSwitch": 1, "IntervalTime": 3, "TimeOut": 2, "CheckType": "PING" }),
        ]);
        if matches!(protocol, "TCP_SSL" | "QUIC") {
            listener["Certificate"] = certificate(tape);
        }
        return (listener, json!({ "ListenerId": id, "Protocol": protocol, "Port": port, "Targets": bound }));
    }
    if protocol == "HTTPS" {
        listener["SniSwitch"] = tape.choose(&[1, 1, 0]).into();
        if listener["SniSwitch"] == 0 {
            listener["Certificate"] = certificate(tape);
        }
    }
    listener["KeepaliveEnable"] = tape.choose(&[json!(0), json!(1), Value::Null]);
    let mut rules = Vec::new();
    let mut targets = Vec::new();
    for host in ["a.example.com", "c.example.com"] {
        if !tape.chance(60) {
            continue;
        }
        let location = format!("loc-{}{position}{}", &lb[3..], &host[..1]);
        let url = tape.choose(&["/", "/", "/", "/other"]);
        let mut rule = json!({ "LocationId": location, "Domain": host, "Url": url });
        if protocol == "HTTPS" {
            rule["Certificate"] = certificate(tape);
            rule["Http2"] = tape.choose(&[json!(false), json!(true), Value::Null]);
        }
        rule["Scheduler"] = tape.choose(&[json!("WRR"), json!("IP_HASH"), Value::Null]);
        rules.push(rule);
        targets.push(json!({ "LocationId": location, "Domain": host, "Url": url, "Targets": bound }));
    }
    listener["Rules"] = rules.into();
    (listener, json!({ "ListenerId": id, "Protocol": protocol, "Port": port, "Targets": null, "Rules": targets }))
}

fn certificate(tape: &mut Tape<'_>) -> Value {
    tape.choose(&[
        json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": "cert-1", "CertCaId": null }),
        json!({ "SSLMode": "MUTUAL", "CertId": "cert-2", "CertCaId": "ca-1" }),
        json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": "cert-9" }),
        Value::Null,
    ])
}

/// Targets. Two listeners have different target ports, as the cloud requires.
fn targets(position: usize, tape: &mut Tape<'_>) -> Value {
    let mut targets = Vec::new();
    for node in 0..tape.pick(4) {
        let port = tape.choose(&[30000 + 10 * position, 30000 + 10 * position, 40000 + position]);
        let weight = tape.choose(&[json!(10), json!(10), json!(0), Value::Null]);
        let ip = format!("10.1.0.{}", node + 1);
        targets.push(if tape.chance(4) {
            let ip = format!("fd00::{position}:{}", node + 1);
            json!({ "Type": "ENI", "InstanceId": "", "PrivateIpAddresses": [ip], "Port": port, "Weight": weight })
        } else if tape.chance(25) {
            let ip = format!("10.2.{position}.{}", node + 1);
            json!({ "Type": tape.choose(&["ENI", "CCN", "NEW"]), "PrivateIpAddresses": [ip], "Port": port, "Weight": weight })
        } else {
            let id = format!("ins-node000{node}");
            json!({ "Type": "CVM", "InstanceId": id, "PrivateIpAddresses": [ip], "Port": port, "Weight": weight })
        });
    }
    if targets.is_empty() { tape.choose(&[json!([]), Value::Null]) } else { targets.into() }
}

/// External changes: what people and other programs do to a cloud between two syncs.
pub fn change_externally(clb: &mut Value, tape: &mut Tape<'_>) {
    for _ in 0..tape.pick(4) {
        let count = clb["loadBalancers"].as_array().map_or(0, Vec::len);
        if count == 0 {
            return;
        }
        let index = tape.pick(count);
        let id = clb["loadBalancers"][index]["LoadBalancerId"].as_str().unwrap_or_default().to_owned();
        external_change(clb, index, &id, tape);
    }
}

fn external_change(clb: &mut Value, index: usize, id: &str, tape: &mut Tape<'_>) {
    let what = tape.pick(20);
    let which = tape.pick(3);
    let body = &mut clb["loadBalancers"][index];
    match what {
        0 => body["AttributeFlags"] = json!(["DeleteProtect"]),
        1 => body["AssociateEndpoint"] = "vpcsvc-1".into(),
        2 => set_tag(body, "tke-lifecycle-owner", Some("user")),
        3 => set_tag(body, "tke-createdBy-flag", None),
        4 => set_tag(body, "tke-clusterId", tape.choose(&[None, Some("cls-bbbb2222")])),
        5 => set_tag(body, "tke-lb-serviceuuid", tape.choose(&[None, Some("00000007-1111-4111-8111-111111111111")])),
        6 => body["SecureGroups"] = json!(["sg-cccc3333"]),
        7 => {
            clb["loadBalancers"].as_array_mut().map(|list| list.remove(index));
            for map in ["listeners", "targets"] {
                clb[map].as_object_mut().map(|map| map.remove(id));
            }
        }
        8 => {
            let map = tape.choose(&["listeners", "targets"]);
            clb[map].as_object_mut().map(|map| map.remove(id));
        }
        9 => body["Tags"] = Value::Null,
        10 => edit_listener(clb, id, which, |listener| listener["ListenerName"] = "{MINE}".into()),
        11 => edit_listener(clb, id, which, |listener| {
            listener["HealthCheck"] = json!({ "HealthSwitch": 0 });
            listener["Scheduler"] = "LEAST_CONN".into();
        }),
        12 => {
            if let Some(list) = clb["targets"][id].as_array_mut()
                && let Some(listener) = list.get_mut(which)
            {
                listener["Targets"] = json!([]);
            }
        }
        13 => edit_targets(clb, id, which, |target| target["Weight"] = json!(77)),
        14 => edit_targets(clb, id, which, |target| target["Port"] = json!(39_999)),
        15 => edit_listener(clb, id, which, |listener| listener["Rules"] = json!([])),
        16 => edit_listener(clb, id, which, |listener| {
            for rule in listener["Rules"].as_array_mut().into_iter().flatten() {
                rule["Certificate"] = json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": "cert-byhand" });
                rule["Scheduler"] = "IP_HASH".into();
            }
        }),
        17 => body["Isolation"] = 1.into(),
        18 => body["Status"] = 0.into(),
        _ => {
            let listener = json!({
                "ListenerId": "lbl-byhand01", "Protocol": "TCP", "Port": 9100 + index, "ListenerName": "{MINE}",
            });
            if let Some(list) = clb["listeners"][id].as_array_mut() {
                list.push(listener);
            }
        }
    }
}

fn edit_listener(clb: &mut Value, id: &str, which: usize, edit: impl Fn(&mut Value)) {
    if let Some(listener) = clb["listeners"][id].as_array_mut().and_then(|list| list.get_mut(which)) {
        edit(listener);
    }
}

/// Edits the targets of a listener and of its rules.
fn edit_targets(clb: &mut Value, id: &str, which: usize, edit: impl Fn(&mut Value)) {
    let Some(listener) = clb["targets"][id].as_array_mut().and_then(|list| list.get_mut(which)) else { return };
    listener["Targets"].as_array_mut().into_iter().flatten().for_each(&edit);
    for rule in listener["Rules"].as_array_mut().into_iter().flatten() {
        rule["Targets"].as_array_mut().into_iter().flatten().for_each(&edit);
    }
}

fn set_tag(body: &mut Value, key: &str, value: Option<&str>) {
    let mut tags: Vec<Value> = body["Tags"].as_array().cloned().unwrap_or_default();
    tags.retain(|tag| tag["TagKey"] != key);
    tags.extend(value.map(|value| json!({ "TagKey": key, "TagValue": value })));
    body["Tags"] = tags.into();
}

/// A `ClbState` of these CLBs. The listeners or targets of some are not provided.
pub fn clb_state(all: Vec<Responses>, tape: &mut Tape<'_>) -> Value {
    let mut bodies = Vec::new();
    let (mut listeners, mut targets) = (Map::new(), Map::new());
    let mut seen: Vec<String> = Vec::new();
    for responses in all {
        if seen.contains(&responses.id) {
            continue;
        }
        seen.push(responses.id.clone());
        bodies.push(responses.body);
        if !tape.chance(6) {
            listeners.insert(responses.id.clone(), responses.listeners);
            if !tape.chance(6) {
                targets.insert(responses.id, responses.targets);
            }
        }
    }
    let mut state = json!({ "loadBalancers": bodies, "listeners": listeners, "targets": targets });
    if let Some(complete) = tape.choose(&[Some(true), Some(true), Some(true), Some(false), None]) {
        state["complete"] = complete.into();
    }
    state
}
