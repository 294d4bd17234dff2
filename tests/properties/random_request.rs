//! A whole case: the request that is made of the parts.

use super::random_choices_as_bytes::{CaseBytes, Tape};
use super::random_cloud::{change_externally, clb_state, load_balancer};
use super::random_cluster::{config, node, secrets, slice, switches};
use super::random_service::{CLUSTER, SERVICES, Version, namespace, service};
use serde_json::{Map, Value, json};

/// The request of a case.
pub fn request(seeds: &CaseBytes) -> Value {
    let mut tape = Tape::new(&seeds.context);
    let context = context(&mut tape);
    let other_objects = other_objects(seeds, &mut tape);
    let (mut live, mut desired) = (Vec::new(), Vec::new());
    let mut delete = Vec::new();
    for (index, bytes) in seeds.services.iter().enumerate().take(SERVICES.len()) {
        let mut tape = Tape::new(bytes);
        let has_live = tape.chance(65);
        let has_desired = !tape.chance(20);
        let edited = tape.chance(60);
        let deleted = tape.chance(60);
        let (first, second) = bytes[4..].split_at(88);
        let before = service(index, &mut Tape::new(first), Version::Live);
        if has_desired {
            let source = if edited { second } else { first };
            desired.push(service(index, &mut Tape::new(source), Version::Desired));
        } else if deleted {
            delete.push(json!({ "namespace": namespace(index), "name": SERVICES[index] }));
        }
        if has_live {
            live.push(before);
        }
    }
    let prune = tape.chance(15);
    let locale = tape.choose(&["en", "zh-CN"]);
    let clb = match tape.pick(8) {
        0..=4 => {
            let all = seeds.load_balancers.iter().map(|bytes| load_balancer(&mut Tape::new(bytes))).collect();
            Some(clb_state(all, &mut tape))
        }
        5 | 6 => Some(state_after_sync(seeds, &context, &other_objects, &mut live)),
        _ => None,
    };
    let mut request = json!({ "manifests": desired, "context": context, "locale": locale, "delete": delete });
    if tape.chance(30) {
        request["prune"] = prune.into();
    }
    if !tape.chance(8) {
        live.extend(other_objects);
        request["live"] = live.into();
    } else {
        request["manifests"] = desired.into_iter().chain(other_objects).collect();
    }
    if let Some(clb) = clb {
        request["clb"] = clb;
    }
    request
}

/// Replaces the live Services and returns the cloud, both as after a sync of the controller and external changes.
fn state_after_sync(seeds: &CaseBytes, context: &Value, other_objects: &[Value], live: &mut Vec<Value>) -> Value {
    let mut bare = live.clone();
    for service in &mut bare {
        service["metadata"].as_object_mut().map(|metadata| metadata.remove("deletionTimestamp"));
        let annotations = service["metadata"]["annotations"].as_object_mut();
        annotations.map(|annotations| annotations.remove("service.kubernetes.io/loadbalance-id"));
    }
    let mut edits = Tape::new(&seeds.edits);
    let mut users = Vec::new();
    for bytes in &seeds.load_balancers {
        let responses = load_balancer(&mut Tape::new(bytes));
        if responses.id.contains("user") {
            users.push(responses);
        }
    }
    let mut first = clb_state(users, &mut edits);
    first["complete"] = true.into();
    let request = json!({ "manifests": bare, "live": other_objects, "context": context, "clb": first });
    let after = super::check_random_requests::simulate(&request);
    let kind = |object: &Value| object["kind"] == "Service";
    *live = after["live"].as_array().into_iter().flatten().filter(|object| kind(object)).cloned().collect();
    let mut clb = after["clb"].clone();
    change_externally(&mut clb, &mut edits);
    clb
}

fn context(tape: &mut Tape<'_>) -> Value {
    let mut context = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            context.insert(name.to_owned(), value);
        }
    };
    set("clusterId", (!tape.chance(15)).then(|| CLUSTER.into()));
    set("region", (!tape.chance(15)).then(|| "ap-guangzhou".into()));
    set("vpcId", (!tape.chance(25)).then(|| "vpc-main0001".into()));
    set("uin", tape.maybe(50, &[json!("100000000001")]));
    set("controllerVersion", tape.maybe(40, &[json!("v2.11.0"), json!("v2.0.0"), json!("v1.2.0"), json!("x{Y}")]));
    set("clusterType", tape.maybe(40, &[json!("managed"), json!("serverless")]));
    set("networkModes", tape.maybe(40, &[json!(["VPC-CNI"]), json!(["GlobalRouter"]), json!([])]));
    set("sharing", tape.maybe(65, &[json!(true), json!(false)]));
    set("lifecycleMode", tape.maybe(60, &[json!("rebuild"), json!("blocked")]));
    set(
        "quotas",
        tape.maybe(
            12,
            &[
                json!({ "listenersPerClb": 3 }),
                json!({ "targetsPerListener": 2, "clbsPerRegion": 1 }),
                json!({ "listenersPerClb": 1, "targetsPerListener": 1 }),
                json!({ "clbsPerRegion": 2 }),
            ],
        ),
    );
    let switches = [
        json!({ "EnableDefaultDirectAccess": "true" }),
        json!({ "EnableDefaultModificationProtection": "true", "VERSION": "v2.11.1" }),
        json!({ "GlobalRouteDirectAccess": "true", "REUSE_LOADBALANCER": "true" }),
        json!({ "EnableDefaultDirectAccess": "maybe" }),
    ];
    set("controllerConfig", tape.maybe(12, &switches));
    context.into()
}

/// Objects beside the Services. Of each kind there may be none at all.
fn other_objects(seeds: &CaseBytes, tape: &mut Tape<'_>) -> Vec<Value> {
    let mut out = Vec::new();
    out.extend(seeds.nodes.iter().enumerate().map(|(index, bytes)| node(index, &mut Tape::new(bytes))));
    out.extend(seeds.slices.iter().enumerate().map(|(index, bytes)| slice(index, &mut Tape::new(bytes))));
    out.extend(seeds.configs.iter().enumerate().take(2).map(|(index, bytes)| config(index, &mut Tape::new(bytes))));
    if !tape.chance(25) {
        out.extend(secrets());
    }
    if tape.chance(20) {
        out.push(switches(tape));
    }
    out
}
