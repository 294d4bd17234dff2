//! A whole case: the request that is made of the parts.

use super::random_cloud::{disturb, load_balancer, state};
use super::random_cluster::{config, node, secrets, slice, switches};
use super::random_service::{CLUSTER, SERVICES, Version, namespace, service};
use super::tape::{Seeds, Tape};
use serde_json::{Map, Value, json};

/// The request of a case.
pub fn request(seeds: &Seeds) -> Value {
    let mut tape = Tape::new(&seeds.context);
    let context = context(&mut tape);
    let around = around(seeds, &mut tape);
    let (mut live, mut wanted) = (Vec::new(), Vec::new());
    let mut delete = Vec::new();
    for (index, bytes) in seeds.services.iter().enumerate().take(SERVICES.len()) {
        let mut tape = Tape::new(bytes);
        let has_live = tape.chance(65);
        let has_wanted = !tape.chance(20);
        let edited = tape.chance(60);
        let deleted = tape.chance(60);
        let (first, second) = bytes[4..].split_at(88);
        let before = service(index, &mut Tape::new(first), Version::Live);
        if has_wanted {
            let source = if edited { second } else { first };
            wanted.push(service(index, &mut Tape::new(source), Version::Wanted));
        } else if deleted {
            delete.push(json!({ "namespace": namespace(index), "name": SERVICES[index] }));
        }
        if has_live {
            live.push(before);
        }
    }
    let prune = tape.chance(15);
    let locale = tape.of(&["en", "zh-CN"]);
    let clb = match tape.pick(8) {
        0..=4 => {
            let all = seeds.load_balancers.iter().map(|bytes| load_balancer(&mut Tape::new(bytes))).collect();
            Some(state(all, &mut tape))
        }
        5 | 6 => Some(grown(seeds, &context, &around, &mut live)),
        _ => None,
    };
    let mut request = json!({ "manifests": wanted, "context": context, "locale": locale, "delete": delete });
    if tape.chance(30) {
        request["prune"] = prune.into();
    }
    if !tape.chance(8) {
        live.extend(around);
        request["live"] = live.into();
    } else {
        request["manifests"] = wanted.into_iter().chain(around).collect();
    }
    if let Some(clb) = clb {
        request["clb"] = clb;
    }
    request
}

/// What the cluster and the cloud hold after the controller synced what is live, and after accidents.
fn grown(seeds: &Seeds, context: &Value, around: &[Value], live: &mut Vec<Value>) -> Value {
    let mut bare = live.clone();
    for service in &mut bare {
        service["metadata"].as_object_mut().map(|metadata| metadata.remove("deletionTimestamp"));
        let annotations = service["metadata"]["annotations"].as_object_mut();
        annotations.map(|annotations| annotations.remove("service.kubernetes.io/loadbalance-id"));
    }
    let mut edits = Tape::new(&seeds.edits);
    let mut users = Vec::new();
    for bytes in &seeds.load_balancers {
        let answers = load_balancer(&mut Tape::new(bytes));
        if answers.id.contains("user") {
            users.push(answers);
        }
    }
    let mut first = state(users, &mut edits);
    first["complete"] = true.into();
    let request = json!({ "manifests": bare, "live": around, "context": context, "clb": first });
    let after = super::run::simulate(&request);
    let kind = |object: &Value| object["kind"] == "Service";
    *live = after["live"].as_array().into_iter().flatten().filter(|object| kind(object)).cloned().collect();
    let mut clb = after["clb"].clone();
    disturb(&mut clb, &mut edits);
    clb
}

fn context(tape: &mut Tape<'_>) -> Value {
    let mut context = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            context.insert(name.to_owned(), value);
        }
    };
    say("clusterId", (!tape.chance(15)).then(|| CLUSTER.into()));
    say("region", (!tape.chance(15)).then(|| "ap-guangzhou".into()));
    say("vpcId", (!tape.chance(25)).then(|| "vpc-main0001".into()));
    say("uin", tape.maybe(50, &[json!("100000000001")]));
    say("controllerVersion", tape.maybe(40, &[json!("v2.11.0"), json!("v2.0.0"), json!("x{Y}")]));
    say("clusterType", tape.maybe(40, &[json!("managed"), json!("serverless")]));
    say("networkModes", tape.maybe(40, &[json!(["VPC-CNI"]), json!(["GlobalRouter"]), json!([])]));
    say("sharing", tape.maybe(65, &[json!(true), json!(false)]));
    say("lifecycleMode", tape.maybe(60, &[json!("rebuild"), json!("blocked")]));
    say(
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
    say("controllerConfig", tape.maybe(12, &switches));
    context.into()
}

/// Objects beside the Services. Of each kind there may be none at all.
fn around(seeds: &Seeds, tape: &mut Tape<'_>) -> Vec<Value> {
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
