//! The cloud of a random world: what the controller would have made for the live Services, and what people did to it since.

use super::generate_world::MisfitFrequency;
use super::random::Random;
use super::world::{
    Balancer, Cloud, ClusterTag, CreatedByTag, DeleteProtectFlag, LEFT_OVER, LifecycleOwnerTag, Listener, ListenerName,
    Live, MANAGED, PORTS, PrivateLinkEndpoint, STRANGER, SUPPLIED, Tags, Vpc, World, node_port,
};

pub fn cloud(random: &mut Random, mood: MisfitFrequency, world: &World) -> Cloud {
    let mut balancers: Vec<Balancer> = Vec::new();
    for (place, id) in MANAGED.into_iter().enumerate() {
        let live = world.services[place].as_ref().and_then(|service| service.live.as_ref());
        let Some(live) = live.filter(|live| live.spec.served() && live.spec.existing.is_none()) else { continue };
        balancers.push(managed(id, place, live, world));
    }
    for id in SUPPLIED {
        balancers.push(supplied(random, id, world));
    }
    if random.percent(15) {
        let stranger = random.choose(&[Some(STRANGER), None]);
        balancers.push(Balancer { tags: Some(created_by_tke(stranger)), ..empty(LEFT_OVER) });
    }
    for balancer in &mut balancers {
        spoil(random, mood, balancer);
    }
    balancers.retain(|_| !random.percent(mood.percent(3, 6)));
    if mood == MisfitFrequency::Nasty && random.percent(4) {
        twice(random, &mut balancers);
    }
    let complete = match mood {
        MisfitFrequency::Calm => Some(true),
        _ => random.choose(&[Some(true), Some(true), Some(true), Some(false), None]),
    };
    Cloud { complete, balancers }
}

fn empty(id: &'static str) -> Balancer {
    Balancer {
        id,
        subnet: None,
        tags: Some(none()),
        protection: DeleteProtectFlag::Off,
        endpoint: PrivateLinkEndpoint::Unused,
        vpc: Vpc::Ours,
        pass: false,
        listeners: Some(Vec::new()),
        targets_provided: true,
    }
}

fn none() -> Tags {
    Tags {
        created: CreatedByTag::Absent,
        cluster: ClusterTag::Absent,
        uuid: None,
        sharers: Vec::new(),
        owner: LifecycleOwnerTag::Absent,
        ingress: false,
    }
}

fn created_by_tke(uuid: Option<usize>) -> Tags {
    Tags { created: CreatedByTag::Yes, cluster: ClusterTag::Ours, uuid, ..none() }
}

/// As the controller leaves it after a sync of the live Service.
fn managed(id: &'static str, place: usize, live: &Live, world: &World) -> Balancer {
    Balancer {
        subnet: live.spec.subnet,
        tags: Some(created_by_tke(Some(place))),
        pass: live.spec.pass == Some(true),
        listeners: Some(listeners(place, live, world)),
        ..empty(id)
    }
}

fn listeners(place: usize, live: &Live, world: &World) -> Vec<Listener> {
    let protocol = if live.spec.udp { "UDP" } else { "TCP" };
    let listener = |port: &u16| Listener {
        port: *port,
        protocol,
        name: ListenerName::Managed,
        targets: Some((world.nodes, node_port(place, *port))),
    };
    live.spec.ports.iter().map(listener).collect()
}

/// A supplied load balancer with the listeners of all live Services that use it. Where two want one key, the first has it.
fn supplied(random: &mut Random, id: &'static str, world: &World) -> Balancer {
    let mut balancer = empty(id);
    if random.percent(20) {
        balancer.subnet = Some(0);
    }
    let mut used = false;
    let mut list: Vec<Listener> = Vec::new();
    for (place, service) in world.services.iter().enumerate() {
        let live = service.as_ref().and_then(|service| service.live.as_ref());
        let Some(live) = live.filter(|live| live.spec.served() && live.spec.existing == Some(id)) else { continue };
        used = true;
        for listener in listeners(place, live, world) {
            if live.assigned.is_some() && list.iter().all(|other| other.key() != listener.key()) {
                list.push(listener);
            }
        }
    }
    if used {
        balancer.tags = Some(Tags { cluster: ClusterTag::Ours, ..none() });
    }
    balancer.listeners = Some(list);
    balancer
}

/// Somebody changes something, or an answer lacks something.
fn spoil(random: &mut Random, mood: MisfitFrequency, balancer: &mut Balancer) {
    if random.percent(mood.percent(20, 50)) {
        spoil_tags(random, balancer);
    }
    let seldom = mood.percent(4, 8);
    if random.percent(mood.percent(8, 15)) {
        balancer.protection = random.choose(&[
            DeleteProtectFlag::On,
            DeleteProtectFlag::On,
            DeleteProtectFlag::Null,
            DeleteProtectFlag::Missing,
            DeleteProtectFlag::WrongShape,
        ]);
    }
    if random.percent(seldom) {
        balancer.endpoint = random.choose(&[
            PrivateLinkEndpoint::Used,
            PrivateLinkEndpoint::Used,
            PrivateLinkEndpoint::Null,
            PrivateLinkEndpoint::Missing,
        ]);
    }
    if random.percent(seldom) {
        balancer.vpc = random.choose(&[Vpc::Other, Vpc::Null]);
    }
    if random.percent(seldom) {
        balancer.subnet = random.choose(&[None, Some(0), Some(1)]);
    }
    if random.percent(seldom) {
        balancer.pass = !balancer.pass;
    }
    if let Some(list) = &mut balancer.listeners
        && random.percent(mood.percent(25, 45))
    {
        spoil_listeners(random, list);
    }
    if random.percent(seldom) {
        balancer.targets_provided = false;
    }
    if random.percent(seldom) {
        balancer.listeners = None;
    }
}

fn spoil_tags(random: &mut Random, balancer: &mut Balancer) {
    if random.percent(12) {
        balancer.tags = None;
        return;
    }
    let Some(tags) = &mut balancer.tags else { return };
    for _ in 0..=random.below(2) {
        match random.below(12) {
            0 => tags.created = CreatedByTag::Absent,
            1 => tags.created = random.choose(&[CreatedByTag::OtherValue, CreatedByTag::Yes]),
            2 => tags.cluster = ClusterTag::Absent,
            3 => tags.cluster = ClusterTag::Other,
            4 => tags.cluster = random.choose(&[ClusterTag::Both, ClusterTag::Ours]),
            5 => tags.uuid = None,
            6 => tags.uuid = Some(random.choose(&[STRANGER, 0, 1])),
            7 => {
                tags.sharers = tags.uuid.take().into_iter().collect();
                tags.sharers.extend(random.maybe(40, &[STRANGER, 0, 1]));
                tags.sharers.dedup();
            }
            8..=9 => tags.owner = LifecycleOwnerTag::User,
            10 => tags.owner = random.choose(&[LifecycleOwnerTag::Tke, LifecycleOwnerTag::OtherValue]),
            _ => tags.ingress = true,
        }
    }
}

fn spoil_listeners(random: &mut Random, list: &mut Vec<Listener>) {
    for _ in 0..=random.below(2) {
        let which = random.below(list.len().max(1));
        let Some(listener) = list.get_mut(which).filter(|_| random.percent(70)) else {
            let protocol = random.choose(&["TCP", "UDP", "HTTP", "TCP"]);
            let name = random.choose(&[ListenerName::Person, ListenerName::Person, ListenerName::Managed]);
            let added = Listener { port: random.choose(&PORTS), protocol, name, targets: None };
            if list.iter().all(|other| other.key() != added.key()) {
                list.push(added);
            }
            continue;
        };
        match random.below(6) {
            0..=1 => drop(list.remove(which)),
            2 => listener.name = random.choose(&[ListenerName::Person, ListenerName::Null]),
            3 => listener.targets = None,
            4 => listener.targets = listener.targets.map(|(count, port)| (count, port + 7)),
            _ => listener.targets = listener.targets.map(|(count, port)| (count.saturating_sub(1), port)),
        }
    }
}

/// One load balancer stands in the answer twice, the second time with other tags or protection.
fn twice(random: &mut Random, balancers: &mut Vec<Balancer>) {
    if balancers.is_empty() {
        return;
    }
    let mut copy = balancers[random.below(balancers.len())].clone();
    if random.percent(50) {
        spoil_tags(random, &mut copy);
    } else {
        copy.protection = DeleteProtectFlag::On;
    }
    balancers.insert(random.below(balancers.len() + 1), copy);
}
