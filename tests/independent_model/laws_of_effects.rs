//! Laws: what the cloud must hold once all calls of a plan are made.

use super::check_plan_against_model::Judgement;
use super::cloud_after::{BalancerAfter, CloudAfter, created_id};
use super::facts_of_world::{HeldLoadBalancer, Intent, Presence};
use super::read_plan::{Call, Plan, Planned, list};
use super::world::{CLUSTER, Key, SUBNETS, World, uid};
use std::collections::{BTreeMap, BTreeSet};

pub const ACCEPTED: &str = "the cloud accepts every call";
pub const QUIET: &str = "what is refused, skipped, kept or absent has no calls to the cloud";
pub const ONE_FOR_ONE: &str = "no Service has two calls that create or that delete a load balancer";
pub const ERA: &str = "the newer mode never deletes one load balancer and creates another for a Service";
pub const PURCHASE_FITS: &str = "a created load balancer is what the Service wants, and carries its tags";
pub const LISTENER_WANTED: &str = "a created listener is one that the Service wants";
pub const TARGET_WANTED: &str = "a registered target is a node of the Service";
pub const GOAL: &str = "a synced Service has the listeners that it wants";
pub const GOAL_TARGETS: &str = "a synced Service has exactly its backends";
pub const NOTHING_LEFT: &str = "a synced Service has none of its former listeners left";
pub const NO_HARM: &str = "a Service that goes on keeps its listeners and their backends";
pub const ROOM: &str = "no load balancer gets more listeners than the quota";
pub const REGION: &str = "the region gets no more load balancers than the quota";
pub const LEFT_CLEAN: &str = "a released existing load balancer has none of the Service's listeners left";
pub const DELETED_AT_ONCE: &str = "a load balancer that is deleted gets no other call";
pub const SAME_PLACE_ONCE: &str = "two Services never create a listener in the same place";

pub const ALL: [&str; 16] = [
    ACCEPTED,
    QUIET,
    ONE_FOR_ONE,
    ERA,
    PURCHASE_FITS,
    LISTENER_WANTED,
    TARGET_WANTED,
    GOAL,
    GOAL_TARGETS,
    NOTHING_LEFT,
    NO_HARM,
    ROOM,
    REGION,
    LEFT_CLEAN,
    DELETED_AT_ONCE,
    SAME_PLACE_ONCE,
];

pub fn check(world: &World, plan: &Plan, after: &CloudAfter, judgement: &mut Judgement) {
    judgement.law(ACCEPTED, None, after.refused.is_empty(), || after.refused.join("; "));
    for place in world.places() {
        let Some(planned) = plan.service(&World::name(place)) else { continue };
        counts(world, place, planned, judgement);
        for call in planned.cloud_calls() {
            wanted(world, place, call, judgement);
        }
        if let Some((id, balancer)) = used_after(world, place, planned, after) {
            goal(world, place, planned, (&id, balancer), judgement);
        }
        harm(world, place, after, judgement);
        left(world, place, planned, after, judgement);
    }
    quotas(world, after, judgement);
    deleted_at_once(plan, judgement);
    places_once(plan, judgement);
}

fn counts(world: &World, place: usize, planned: &Planned, judgement: &mut Judgement) {
    let here = Some(place);
    if ["none", "keep", "blocked", "error", "skip"].contains(&planned.verdict.as_str()) {
        let first = planned.cloud_calls().next();
        judgement.law(QUIET, here, first.is_none(), || {
            format!("{} and yet {}", planned.verdict, first.map_or("", |call| &call.id))
        });
    }
    let (creates, deletes) = (planned.calls_of("CreateLoadBalancer"), planned.calls_of("DeleteLoadBalancer"));
    if creates + deletes > 0 {
        judgement.law(ONE_FOR_ONE, here, creates < 2 && deletes < 2, || format!("{creates} and {deletes}"));
        let switch = creates > 0 && deletes > 0;
        let serverless = world.serverless_cluster_ip(place);
        judgement.law(ERA, here, !switch || world.rebuilds() || serverless, || planned.verdict.clone());
    }
}

fn wanted(world: &World, place: usize, call: &Call, judgement: &mut Judgement) {
    let here = Some(place);
    match call.api.as_str() {
        "CreateLoadBalancer" => {
            let fits = purchase_fits(world, place, call);
            judgement.law(PURCHASE_FITS, here, fits, || call.request.to_string());
        }
        "CreateListener" => {
            let udp = call.request["Protocol"] == "UDP";
            let keys = world.wanted_keys(place);
            let fits = list(&call.request["Ports"]).iter().all(|port| {
                let port = port.as_u64().and_then(|port| u16::try_from(port).ok());
                port.is_some_and(|port| keys.contains(&Key { udp, port }))
            });
            judgement.law(LISTENER_WANTED, here, fits, || call.request.to_string());
        }
        "RegisterTargets" | "BatchRegisterTargets" => {
            let ports: Vec<u16> = world.served_after(place).into_iter().flat_map(|spec| spec.ports.clone()).collect();
            let all: BTreeSet<(String, u64)> =
                ports.into_iter().flat_map(|port| world.wanted_targets(place, port)).collect();
            let fits = list(&call.request["Targets"]).iter().all(|target| {
                let instance = target["InstanceId"].as_str().unwrap_or_default().to_owned();
                all.contains(&(instance, target["Port"].as_u64().unwrap_or_default()))
            });
            judgement.law(TARGET_WANTED, here, fits, || call.request.to_string());
        }
        _ => {}
    }
}

/// Type, subnet, VPC and the tags of §2.1 of the notes on TKE.
fn purchase_fits(world: &World, place: usize, call: &Call) -> bool {
    let request = &call.request;
    let Intent::Managed(subnet) = world.intent(place) else { return false };
    let network = match subnet {
        Some(subnet) => request["LoadBalancerType"] == "INTERNAL" && request["SubnetId"] == SUBNETS[subnet],
        None => request["LoadBalancerType"] == "OPEN" && request["SubnetId"].is_null(),
    };
    let tags: BTreeMap<&str, &str> = list(&request["Tags"])
        .iter()
        .filter_map(|tag| Some((tag["TagKey"].as_str()?, tag["TagValue"].as_str()?)))
        .collect();
    let cluster = tags.get("tke-clusterId").copied();
    let fits = if world.context.cluster_known { cluster == Some(CLUSTER) } else { true };
    let owner = tags.get("tke-lb-serviceuuid").is_none_or(|owner| *owner == uid(place));
    network && fits && owner && tags.get("tke-createdBy-flag") == Some(&"yes")
}

/// The load balancer that a synced Service uses after the calls, if it is followed.
fn used_after<'a>(
    world: &World,
    place: usize,
    planned: &Planned,
    after: &'a CloudAfter,
) -> Option<(String, &'a BalancerAfter)> {
    if !["keep", "update", "create", "adopt", "replace"].contains(&planned.verdict.as_str()) {
        return None;
    }
    let id = match (world.intent(place), planned.calls.iter().find(|call| call.api == "CreateLoadBalancer")) {
        (Intent::Nothing, _) => return None,
        (Intent::Existing(id), _) => id.to_owned(),
        (Intent::Managed(_), Some(call)) => created_id(&call.id, 0),
        (Intent::Managed(_), None) => match world.held(place) {
            HeldLoadBalancer::Managed(id) => id.to_owned(),
            _ => return None,
        },
    };
    let balancer = after.balancers.get(&id)?;
    Some((id, balancer))
}

fn goal(
    world: &World,
    place: usize,
    planned: &Planned,
    (id, balancer): (&str, &BalancerAfter),
    judgement: &mut Judgement,
) {
    let here = Some(place);
    judgement.law(GOAL, here, !balancer.deleted, || format!("{id} is deleted"));
    let withheld = |prefix: &str| planned.withheld.iter().any(|(address, _)| address.starts_with(prefix));
    let wanted = world.wanted_keys(place);
    for key in &wanted {
        let protocol = if key.udp { "UDP" } else { "TCP" };
        let listener = balancer.listeners.get(key).filter(|one| one.managed && one.protocol == protocol);
        if !withheld(&format!("listener/{protocol}/{}", key.port)) {
            judgement.law(GOAL, here, listener.is_some(), || {
                format!("{id} lacks {protocol} {} (verdict {})", key.port, planned.verdict)
            });
        }
        let targets = listener.and_then(|one| one.targets.as_ref());
        if let Some(targets) = targets.filter(|_| world.knows_backends() && !withheld("backends/")) {
            let expected = world.wanted_targets(place, key.port);
            judgement.law(GOAL_TARGETS, here, *targets == expected, || {
                format!("{protocol} {} of {id}: {targets:?}, wanted {expected:?}", key.port)
            });
        }
    }
    if withheld("listener/") || balancer.created_by.is_some() {
        return;
    }
    if !holds(world, place, id) {
        return;
    }
    let others = world.others_who_name(place, id);
    for key in world.live_keys(place).difference(&wanted) {
        let shared =
            others.iter().any(|other| world.wanted_keys(*other).contains(key) || world.live_keys(*other).contains(key));
        let left = balancer.listeners.get(key).is_some_and(|one| one.managed);
        judgement.law(NOTHING_LEFT, here, shared || !left, || format!("{key:?} is left on {id}"));
    }
}

fn holds(world: &World, place: usize, id: &str) -> bool {
    matches!(world.held(place), HeldLoadBalancer::Managed(held) | HeldLoadBalancer::Existing(held) if held == id)
}

/// A listener that a Service has and goes on to want is there afterwards, with the backends that it had and wants.
fn harm(world: &World, place: usize, after: &CloudAfter, judgement: &mut Judgement) {
    let (HeldLoadBalancer::Managed(id) | HeldLoadBalancer::Existing(id)) = world.held(place) else { return };
    let Presence::Here(balancer) = world.presence(id) else { return };
    if !world.stays(place, id) {
        return;
    }
    let Some(balancer_after) = after.balancers.get(id) else { return };
    for listener in balancer.listeners.iter().flatten() {
        let key = listener.key();
        let protocol = if key.udp { "UDP" } else { "TCP" };
        let mine = listener.name == super::world::ListenerName::Managed && listener.protocol == protocol;
        if !mine || !world.lasting_keys(place).contains(&key) {
            continue;
        }
        let left = balancer_after.listeners.get(&key).filter(|_| !balancer_after.deleted);
        judgement.law(NO_HARM, Some(place), left.is_some(), || format!("{id} loses {key:?}"));
        let Some(targets) = left.and_then(|one| one.targets.as_ref()) else { continue };
        let (count, port) = listener.targets.unwrap_or((0, 0));
        let wanted = world.wanted_targets(place, key.port);
        let had = (1..=count).map(|node| (super::write_request_of_world::instance(node), u64::from(port)));
        let lost = had.filter(|target| wanted.contains(target)).find(|target| !targets.contains(target));
        judgement.law(NO_HARM, Some(place), lost.is_none(), || format!("{key:?} of {id} loses {lost:?}"));
    }
}

/// Row 4, where the Service used the load balancer alone: its listeners go.
fn left(world: &World, place: usize, planned: &Planned, after: &CloudAfter, judgement: &mut Judgement) {
    let HeldLoadBalancer::Existing(id) = world.held(place) else { return };
    // Without the cluster's id it is not known whether the load balancer is this cluster's: all of it is withheld.
    let whole = |address: &str| address == "load-balancer" || address.starts_with("listener/");
    let withheld = planned.withheld.iter().any(|(address, _)| whole(address));
    if planned.verdict != "release" || withheld || !world.others_who_name(place, id).is_empty() {
        return;
    }
    let Some(balancer) = after.balancers.get(id) else { return };
    for key in world.live_keys(place) {
        let left = balancer.listeners.get(&key).is_some_and(|one| one.managed);
        judgement.law(LEFT_CLEAN, Some(place), !left, || format!("{key:?} is left on {id}"));
    }
}

fn quotas(world: &World, after: &CloudAfter, judgement: &mut Judgement) {
    let cloud = world.cloud.iter().flat_map(|cloud| &cloud.balancers);
    let before: BTreeMap<&str, usize> = cloud.map(|one| (one.id, one.listeners.as_ref().map_or(0, Vec::len))).collect();
    if let Some(limit) = world.context.listeners_per_clb {
        for (id, balancer) in &after.balancers {
            let had = before.get(id.as_str()).copied().unwrap_or(0);
            let count = balancer.listeners.len();
            judgement.law(ROOM, None, count <= limit.max(had), || format!("{id} has {count}, {limit} are allowed"));
        }
    }
    let Some(limit) = world.context.clbs_per_region.filter(|_| world.cloud.is_some()) else { return };
    let created = after.balancers.values().filter(|one| one.created_by.is_some()).count();
    let deleted = after.balancers.values().filter(|one| one.deleted).count();
    // Public and internal ones have a quota each, so both together have twice as much.
    let holds = created == 0 || before.len() + created - deleted.min(before.len()) <= 2 * limit.max(before.len());
    judgement.law(REGION, None, holds, || format!("{created} are created"));
}

fn deleted_at_once(plan: &Plan, judgement: &mut Judgement) {
    let calls: Vec<&Call> = plan.services.iter().flat_map(Planned::cloud_calls).collect();
    for call in calls.iter().filter(|call| call.api == "DeleteLoadBalancer") {
        for id in call.balancers() {
            let other = calls.iter().find(|other| other.id != call.id && other.balancers().contains(&id));
            judgement.law(DELETED_AT_ONCE, None, other.is_none(), || {
                format!("{} and {}", call.id, other.map_or("", |other| &other.id))
            });
        }
    }
}

/// Also where the listeners were not provided: the same transport and port of one load balancer.
fn places_once(plan: &Plan, judgement: &mut Judgement) {
    let mut seen: BTreeMap<(String, bool, u64), String> = BTreeMap::new();
    for service in &plan.services {
        for call in service.cloud_calls().filter(|call| call.api == "CreateListener") {
            let udp = matches!(call.request["Protocol"].as_str(), Some("UDP" | "QUIC"));
            for port in list(&call.request["Ports"]).iter().filter_map(serde_json::Value::as_u64) {
                let place = (call.request["LoadBalancerId"].to_string(), udp, port);
                let earlier = seen.insert(place, call.id.clone());
                judgement.law(SAME_PLACE_ONCE, None, earlier.is_none(), || format!("{} and {earlier:?}", call.id));
            }
        }
    }
}
