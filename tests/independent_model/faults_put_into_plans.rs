//! Faults that are put into right plans. Each returns whether it could be put in.

use super::expectation::{CallExpectation as Expected, Expectation};
use super::expectation_by_decision_table::expectation;
use super::facts_of_world::Presence;
use super::read_plan::list;
use super::world::{ListenerName, World};
use serde_json::{Value, json};

type Corruption = (&'static str, fn(&World, &mut Value) -> bool);

pub const ALL: [Corruption; 26] = [
    ("a supplied load balancer is deleted", deletes_supplied),
    ("an unproven deletion is called", calls_unproven),
    ("a deletion is forced", forces),
    ("the deletion is left out", leaves_out_deletion),
    ("the purchase is left out", |world, plan| leaves_out(world, plan, "CreateLoadBalancer", Expected::Must)),
    ("a listener is not created", leaves_out_listener),
    ("backends are not registered", leaves_out_targets),
    ("a former listener is not deleted", leaves_listener),
    ("the verdict is another", changes_verdict),
    ("the address is another", changes_vip),
    ("the load balancer is another", changes_id),
    ("the Service is not in the plan", removes_service),
    ("a listener of another Service is deleted", deletes_others_listener),
    ("a listener of a person is deleted", deletes_persons_listener),
    ("the backends of a kept listener are removed", deregisters),
    ("a listener that nobody wants is created", creates_unwanted),
    ("a listener is created twice", creates_twice),
    ("a target that is no node is registered", registers_stranger),
    ("the purchase is public instead of internal", |_, plan| changes_network(plan)),
    ("the purchase has no cluster's tag", |world, plan| drops_tag(world, plan)),
    ("a supplied load balancer gets the flag", writes_flag),
    ("a tag of a person is removed", removes_persons_tag),
    ("a deleted load balancer is not highlighted", |_, plan| forgets_highlight(plan, "deleted")),
    ("a lost address is not highlighted", |_, plan| forgets_highlight(plan, "addressesLost")),
    ("a used load balancer is an orphan", adds_orphan),
    ("the most dangerous comes last", |_, plan| reverses_ranks(plan)),
];

fn place_of(service: &Value) -> Option<usize> {
    let name = format!("{}/{}", service["namespace"].as_str()?, service["name"].as_str()?);
    (0..4).find(|place| World::name(*place) == name)
}

/// The expectation of a planned Service.
fn expected(world: &World, service: &Value) -> Option<Expectation> {
    let place = place_of(service).filter(|place| world.services[*place].is_some())?;
    Some(expectation(world, place))
}

fn services(plan: &mut Value) -> &mut Vec<Value> {
    plan["services"].as_array_mut().expect("services")
}

fn insert(service: &mut Value, api: &str, request: Value) {
    let action = json!({ "id": format!("inserted:{api}"), "api": api, "request": request, "after": [], "wave": 99 });
    service["actions"].as_array_mut().expect("actions").push(action);
}

/// Removes all calls of this API from the first Service that fits.
fn leaves_out_where(plan: &mut Value, api: &str, fits: impl Fn(&Value) -> bool) -> bool {
    let has = |service: &Value| list(&service["actions"]).iter().any(|action| action["api"] == api);
    let Some(service) = services(plan).iter_mut().find(|service| has(service) && fits(service)) else { return false };
    service["actions"].as_array_mut().expect("actions").retain(|action| action["api"] != api);
    true
}

fn leaves_out(world: &World, plan: &mut Value, api: &str, presence: Expected) -> bool {
    leaves_out_where(plan, api, |service| expected(world, service).is_some_and(|one| one.create == presence))
}

fn leaves_out_deletion(world: &World, plan: &mut Value) -> bool {
    leaves_out_where(plan, "DeleteLoadBalancer", |service| {
        expected(world, service).is_some_and(|one| one.delete == Expected::Must)
    })
}

/// Whether all listeners and targets that the Service's plan is about are known.
fn followed(world: &World, service: &Value) -> bool {
    let known = |id: &str| match world.presence(id) {
        Presence::Here(balancer) => balancer.listeners.is_some() && balancer.targets_provided,
        _ => false,
    };
    let synced =
        ["create", "adopt", "update", "replace"].contains(&service["loadBalancer"]["verdict"].as_str().unwrap_or(""));
    let place = place_of(service).expect("a Service of the world");
    let existing = world.served_after(place).and_then(|spec| spec.existing);
    let creates = list(&service["actions"]).iter().any(|action| action["api"] == "CreateLoadBalancer");
    let id = service["loadBalancer"]["id"].as_str().unwrap_or("");
    let complete = list(&service["withheld"]).is_empty();
    synced && complete && (creates && world.cloud.is_some() || known(existing.unwrap_or(id)))
}

fn leaves_out_listener(world: &World, plan: &mut Value) -> bool {
    leaves_out_where(plan, "CreateListener", |service| followed(world, service))
}

fn leaves_out_targets(world: &World, plan: &mut Value) -> bool {
    let fits = |service: &Value| {
        let moves = list(&service["actions"]).iter().any(|action| action["api"] == "DeleteListener");
        world.knows_backends() && followed(world, service) && !moves
    };
    leaves_out_where(plan, "BatchRegisterTargets", fits)
}

fn leaves_listener(world: &World, plan: &mut Value) -> bool {
    leaves_out_where(plan, "DeleteListener", |service| {
        let place = place_of(service).expect("a Service of the world");
        let id = service["loadBalancer"]["id"].as_str().unwrap_or("");
        let verdict = service["loadBalancer"]["verdict"].as_str().unwrap_or("");
        let held = matches!(world.held(place), super::facts_of_world::HeldLoadBalancer::Existing(held) if held == id);
        let alone = world.others_who_name(place, id).is_empty();
        let known = matches!(world.presence(id), Presence::Here(balancer) if balancer.listeners.is_some());
        let deletes = list(&service["actions"]).iter().filter(|action| action["api"] == "DeleteListener");
        let lives = deletes.filter_map(|action| action["request"]["ListenerId"].as_str()).any(|deleted| {
            world
                .live_keys(place)
                .difference(&world.wanted_keys(place))
                .any(|key| deleted.ends_with(&format!("{}{}", if key.udp { "u" } else { "t" }, key.port)))
        });
        let complete = list(&service["withheld"]).is_empty();
        held && alone && known && lives && complete && (verdict == "release" || verdict == "update")
    })
}

fn deletes_supplied(world: &World, plan: &mut Value) -> bool {
    let cloud = world.cloud.iter().flat_map(|cloud| &cloud.balancers);
    let Some(balancer) = cloud.into_iter().find(|one| super::world::SUPPLIED.contains(&one.id)) else { return false };
    let Some(service) = services(plan).first_mut() else { return false };
    insert(service, "DeleteLoadBalancer", json!({ "LoadBalancerIds": [balancer.id] }));
    true
}

fn calls_unproven(world: &World, plan: &mut Value) -> bool {
    let unproven = |service: &Value| expected(world, service).is_some_and(|one| one.unproven);
    let Some(service) = services(plan).iter_mut().find(|service| unproven(service)) else { return false };
    let id = service["loadBalancer"]["id"].clone();
    insert(service, "DeleteLoadBalancer", json!({ "LoadBalancerIds": [id] }));
    true
}

fn forces(_: &World, plan: &mut Value) -> bool {
    let actions = services(plan).iter_mut().flat_map(|service| service["actions"].as_array_mut().expect("actions"));
    let Some(action) = actions.into_iter().find(|action| action["api"] == "DeleteLoadBalancer") else { return false };
    action["request"]["ForceDelete"] = true.into();
    true
}

/// Sets a member of the verdict to the first of these values that is neither there nor expected.
fn change(plan: &mut Value, member: &str, values: &[&str], allowed: impl Fn(&Value) -> Option<Vec<String>>) -> bool {
    for service in services(plan) {
        let Some(allowed) = allowed(service).filter(|allowed| !allowed.is_empty()) else { continue };
        let Some(value) = values.iter().find(|value| !allowed.iter().any(|one| one == **value)) else { continue };
        service["loadBalancer"][member] = (*value).into();
        return true;
    }
    false
}

fn changes_verdict(world: &World, plan: &mut Value) -> bool {
    let allowed =
        |service: &Value| expected(world, service).map(|one| one.verdicts.iter().map(ToString::to_string).collect());
    change(plan, "verdict", &["keep", "delete", "release", "blocked", "create"], allowed)
}

fn changes_vip(world: &World, plan: &mut Value) -> bool {
    let allowed = |service: &Value| {
        let expected = expected(world, service).filter(Expectation::is_exact)?;
        Some(expected.vips.iter().map(ToString::to_string).collect())
    };
    change(plan, "vip", &["kept", "lost", "new"], allowed)
}

fn changes_id(world: &World, plan: &mut Value) -> bool {
    let allowed = |service: &Value| expected(world, service)?.id.map(|id| vec![id.to_owned()]);
    change(plan, "id", &["lb-supp0000", "lb-supp0001"], allowed)
}

fn removes_service(world: &World, plan: &mut Value) -> bool {
    let needed = |service: &Value| {
        expected(world, service).is_some_and(|one| !one.verdicts.is_empty() && one.verdicts != ["none"])
    };
    let Some(index) = services(plan).iter().position(needed) else { return false };
    services(plan).remove(index);
    true
}

fn deletes_others_listener(world: &World, plan: &mut Value) -> bool {
    for service in services(plan) {
        let Some(place) = place_of(service) else { continue };
        for other in world.places().filter(|other| *other != place) {
            let Some(id) = world.served_live(other).and_then(|live| live.assigned) else { continue };
            let Presence::Here(balancer) = world.presence(id) else { continue };
            let mine = world.stays(place, id);
            let lasting = world.lasting_keys(other);
            let mut listeners = balancer.listeners.iter().flatten();
            let Some(listener) = listeners.find(|one| lasting.contains(&one.key())) else { continue };
            if world.stays(other, id) && !mine {
                insert(service, "DeleteListener", json!({ "LoadBalancerId": id, "ListenerId": listener.id(id) }));
                return true;
            }
        }
    }
    false
}

fn deletes_persons_listener(world: &World, plan: &mut Value) -> bool {
    let Some(service) = services(plan).first_mut() else { return false };
    for balancer in world.cloud.iter().flat_map(|cloud| &cloud.balancers) {
        let mut listeners = balancer.listeners.iter().flatten();
        if let Some(listener) = listeners.find(|one| one.name == ListenerName::Person) {
            let request = json!({ "LoadBalancerId": balancer.id, "ListenerId": listener.id(balancer.id) });
            insert(service, "DeleteListener", request);
            return true;
        }
    }
    false
}

fn deregisters(world: &World, plan: &mut Value) -> bool {
    for service in services(plan) {
        let Some(place) = place_of(service) else { continue };
        let Some(id) = world.served_live(place).and_then(|live| live.assigned) else { continue };
        let Presence::Here(balancer) = world.presence(id) else { continue };
        let keys = world.lasting_keys(place);
        let intact = |one: &&super::world::Listener| {
            let wanted = super::world::node_port(place, one.port);
            one.name == ListenerName::Managed && one.targets.is_some_and(|(count, port)| count > 0 && port == wanted)
        };
        let mut listeners = balancer.listeners.iter().flatten().filter(|one| keys.contains(&one.key()));
        let Some(listener) = listeners.find(intact).filter(|_| balancer.targets_provided) else { continue };
        let protocol = if listener.key().udp { "UDP" } else { "TCP" };
        let known = super::facts_of_world::HeldLoadBalancer::Managed(id) == world.held(place)
            || super::facts_of_world::HeldLoadBalancer::Existing(id) == world.held(place);
        if world.nodes == 0
            || !known
            || !world.stays(place, id)
            || listener.protocol != protocol
            || world.presence(id) == Presence::Twice
        {
            continue;
        }
        let target = json!({ "InstanceId": super::write_request_of_world::instance(1), "Port": super::world::node_port(place, listener.port) });
        let request = json!({ "LoadBalancerId": id, "ListenerId": listener.id(id), "Targets": [target] });
        insert(service, "DeregisterTargets", request);
        return true;
    }
    false
}

fn first_call<'a>(plan: &'a mut Value, api: &str) -> Option<&'a mut Value> {
    let actions = services(plan).iter_mut().flat_map(|service| service["actions"].as_array_mut().expect("actions"));
    actions.into_iter().find(|action| action["api"] == api)
}

fn creates_unwanted(_: &World, plan: &mut Value) -> bool {
    let Some(call) = first_call(plan, "CreateListener") else { return false };
    call["request"]["Ports"] = json!([9999]);
    true
}

fn creates_twice(_: &World, plan: &mut Value) -> bool {
    let Some(mut call) = first_call(plan, "CreateListener").cloned() else { return false };
    call["id"] = "inserted:again".into();
    let service = services(plan).last_mut().expect("a Service");
    service["actions"].as_array_mut().expect("actions").push(call);
    true
}

fn registers_stranger(_: &World, plan: &mut Value) -> bool {
    let Some(call) = first_call(plan, "BatchRegisterTargets") else { return false };
    call["request"]["Targets"][0]["InstanceId"] = "ins-stranger".into();
    true
}

fn changes_network(plan: &mut Value) -> bool {
    let Some(call) = first_call(plan, "CreateLoadBalancer") else { return false };
    let public = call["request"]["LoadBalancerType"] == "OPEN";
    call["request"]["LoadBalancerType"] = if public { "INTERNAL" } else { "OPEN" }.into();
    true
}

fn drops_tag(world: &World, plan: &mut Value) -> bool {
    let Some(call) = first_call(plan, "CreateLoadBalancer").filter(|_| world.context.cluster_known) else {
        return false;
    };
    let tags = call["request"]["Tags"].as_array_mut().expect("tags");
    tags.retain(|tag| tag["TagKey"] != "tke-clusterId");
    true
}

fn writes_flag(world: &World, plan: &mut Value) -> bool {
    for service in services(plan) {
        let existing = place_of(service).and_then(|place| world.served_after(place)).and_then(|spec| spec.existing);
        let Some(id) = existing else { continue };
        let resource = format!("qcs::clb:ap-guangzhou:uin/1:clb/{id}");
        let tag = json!({ "TagKey": "tke-createdBy-flag", "TagValue": "yes" });
        insert(service, "TagResources", json!({ "ResourceList": [resource], "Tags": [tag] }));
        return true;
    }
    false
}

fn removes_persons_tag(_: &World, plan: &mut Value) -> bool {
    let Some(call) = first_call(plan, "UnTagResources") else { return false };
    call["request"]["TagKeys"] = json!(["tke-clusterId", "team"]);
    true
}

fn forgets_highlight(plan: &mut Value, name: &str) -> bool {
    plan["highlights"][name].as_array_mut().is_some_and(|list| list.pop().is_some())
}

fn adds_orphan(world: &World, plan: &mut Value) -> bool {
    let used = world.places().find_map(|place| {
        let id = world.served_live(place)?.assigned?;
        world.stays(place, id).then_some(id)
    });
    let Some(id) = used else { return false };
    let orphans = plan["orphans"].as_array_mut().expect("orphans");
    orphans.push(json!({ "loadBalancerId": id }));
    true
}

fn reverses_ranks(plan: &mut Value) -> bool {
    let list = services(plan);
    let verdicts = |list: &[Value], verdict: &str| list.iter().any(|one| one["loadBalancer"]["verdict"] == verdict);
    if !verdicts(list, "delete") || !verdicts(list, "keep") {
        return false;
    }
    let count = list.len() as u64;
    for service in list {
        let rank = service["rank"].as_u64().expect("a rank");
        service["rank"] = (count - 1 - rank).into();
    }
    true
}
