//! Makes a world plainer as long as the same complaint remains.

use super::world::{
    Balancer, ClusterTag, CreatedByTag, DeleteProtectFlag, Kind, LifecycleOwnerTag, ListenerName, Live,
    PrivateLinkEndpoint, RequestedChange, Service, Spec, Tags, Vpc, World,
};
use super::write_request_of_world::request;
use serde_json::Value;

/// The plainest world found that still is the same in what matters.
pub fn shrink(world: &World, same: impl Fn(&World) -> bool) -> World {
    let mut plainest = world.clone();
    loop {
        let size = weight(&plainest);
        let mut candidates = plainer(&plainest).into_iter();
        match candidates.find(|candidate| weight(candidate) < size && same(candidate)) {
            Some(candidate) => plainest = candidate,
            None => return plainest,
        }
    }
}

/// The length of the request, with a plain and known context as the lightest one. It falls with every step.
fn weight(world: &World) -> usize {
    let mut request = request(world);
    request["context"] = Value::Null;
    let context = &world.context;
    let unusual = [
        !context.cluster_known,
        !context.vpc_known,
        context.sharing != Some(true),
        context.serverless != Some(false),
        context.rebuild != Some(false),
        context.version != Some("v2.10.0"),
        context.listeners_per_clb.is_some(),
        context.clbs_per_region.is_some(),
        context.live_complete.is_some(),
        context.default_protection.is_some(),
        world.cloud.as_ref().is_some_and(|cloud| cloud.complete != Some(true)),
    ];
    request.to_string().len() + 40 * unusual.iter().filter(|unusual| **unusual).count()
}

/// Worlds with one thing less, the largest steps first.
fn plainer(world: &World) -> Vec<World> {
    let mut all = Vec::new();
    let mut push = |change: &dyn Fn(&mut World)| {
        let mut candidate = world.clone();
        change(&mut candidate);
        all.push(candidate);
    };
    if world.places().count() > 1 {
        for place in world.places() {
            push(&|world| world.services[place] = None);
        }
    }
    push(&|world| world.cloud = None);
    for index in 0..world.cloud.as_ref().map_or(0, |cloud| cloud.balancers.len()) {
        push(&|world| drop(world.cloud.as_mut().map(|cloud| cloud.balancers.remove(index))));
        for change in balancer_changes(world, index) {
            push(&|world| balancer_mut(world, index).into_iter().for_each(&change));
        }
    }
    for place in world.places() {
        for change in service_changes(world.service(place)) {
            push(&|world| world.services[place] = Some(change.clone()));
        }
    }
    let context: [fn(&mut World); 16] = [
        |world| world.prune = false,
        |world| world.live_provided = true,
        |world| world.whole_cluster = false,
        |world| world.nodes = 0,
        |world| world.nodes = world.nodes.min(1),
        |world| world.cloud.iter_mut().for_each(|cloud| cloud.complete = Some(true)),
        |world| world.context.cluster_known = true,
        |world| world.context.vpc_known = true,
        |world| world.context.sharing = Some(true),
        |world| world.context.serverless = Some(false),
        |world| world.context.rebuild = Some(false),
        |world| world.context.version = Some("v2.10.0"),
        |world| world.context.listeners_per_clb = None,
        |world| world.context.clbs_per_region = None,
        |world| world.context.live_complete = None,
        |world| world.context.default_protection = None,
    ];
    for change in context {
        push(&|world| change(world));
    }
    all
}

type Change = Box<dyn Fn(&mut Balancer)>;

fn balancer_changes(world: &World, index: usize) -> Vec<Change> {
    let mut changes: Vec<Change> = vec![
        Box::new(|one| one.listeners = Some(Vec::new())),
        Box::new(|one| one.protection = DeleteProtectFlag::Off),
        Box::new(|one| one.endpoint = PrivateLinkEndpoint::Unused),
        Box::new(|one| one.vpc = Vpc::Ours),
        Box::new(|one| one.pass = false),
        Box::new(|one| one.subnet = None),
        Box::new(|one| one.targets_provided = true),
        tag(|tags| tags.created = CreatedByTag::Yes),
        tag(|tags| tags.created = CreatedByTag::Absent),
        tag(|tags| tags.cluster = ClusterTag::Ours),
        tag(|tags| tags.cluster = ClusterTag::Absent),
        tag(|tags| tags.uuid = None),
        tag(|tags| tags.sharers.clear()),
        tag(|tags| tags.owner = LifecycleOwnerTag::Absent),
        tag(|tags| tags.ingress = false),
    ];
    let listeners =
        world.cloud.as_ref().and_then(|cloud| cloud.balancers[index].listeners.as_ref()).map_or(0, Vec::len);
    for which in 0..listeners {
        changes.push(Box::new(move |one| {
            for list in one.listeners.iter_mut().filter(|list| which < list.len()) {
                list.remove(which);
            }
        }));
        changes.push(listener(which, |one| one.name = ListenerName::Managed));
        changes.push(listener(which, |one| one.targets = None));
    }
    changes
}

fn balancer_mut(world: &mut World, index: usize) -> Option<&mut Balancer> {
    world.cloud.as_mut().and_then(|cloud| cloud.balancers.get_mut(index))
}

fn tag(change: fn(&mut Tags)) -> Change {
    Box::new(move |balancer| balancer.tags.iter_mut().for_each(change))
}

fn listener(which: usize, change: fn(&mut super::world::Listener)) -> Change {
    Box::new(move |balancer| {
        let list = balancer.listeners.iter_mut();
        list.filter_map(|list| list.get_mut(which)).for_each(change);
    })
}

fn service_changes(service: &Service) -> Vec<Service> {
    let mut all = Vec::new();
    if service.live.is_some() {
        all.push(Service { next: RequestedChange::Untouched, ..service.clone() });
        all.push(Service { next: RequestedChange::Deleted, ..service.clone() });
        if matches!(service.next, RequestedChange::Manifest(_)) {
            all.push(Service { live: None, ..service.clone() });
        }
    }
    if let Some(live) = &service.live {
        let live_changes: [fn(&mut Live); 4] = [
            |live| live.finalizer = true,
            |live| live.has_uid = true,
            |live| live.deleting = false,
            |live| live.last_applied = true,
        ];
        for change in live_changes {
            let mut changed = live.clone();
            change(&mut changed);
            all.push(Service { live: Some(changed), ..service.clone() });
        }
        for spec in spec_changes(&live.spec) {
            all.push(Service { live: Some(Live { spec, ..live.clone() }), ..service.clone() });
        }
    }
    if let RequestedChange::Manifest(spec) = &service.next {
        if let Some(live) = &service.live {
            all.push(Service { next: RequestedChange::Manifest(live.spec.clone()), ..service.clone() });
        }
        for spec in spec_changes(spec) {
            all.push(Service { next: RequestedChange::Manifest(spec), ..service.clone() });
        }
    }
    all
}

fn spec_changes(spec: &Spec) -> Vec<Spec> {
    let changes: [fn(&mut Spec); 10] = [
        |spec| spec.invalid = false,
        |spec| spec.kind = Kind::LoadBalancer,
        |spec| spec.other_class = false,
        |spec| spec.udp = false,
        |spec| spec.ports.truncate(1),
        |spec| spec.existing = None,
        |spec| spec.subnet = None,
        |spec| spec.skip = false,
        |spec| spec.share = None,
        |spec| spec.pass = None,
    ];
    let changed = |change: fn(&mut Spec)| {
        let mut changed = spec.clone();
        change(&mut changed);
        changed
    };
    changes.into_iter().map(changed).collect()
}
