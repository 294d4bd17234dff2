//! Random worlds, made to be nasty: first a world in which everything fits, then changes that make it not fit.

use super::generate_cloud::cloud;
use super::random::Random;
use super::world::{
    Context, CreatedByTag, Kind, LEFT_OVER, Live, MALFORMED, MANAGED, NOWHERE, PORTS, RequestedChange, SUPPLIED,
    Service, Spec, World,
};

/// How often something does not fit: never, now and then, or everywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MisfitFrequency {
    Calm,
    Uneasy,
    Nasty,
}

impl MisfitFrequency {
    /// A percentage in this mood.
    pub fn percent(self, uneasy: usize, nasty: usize) -> usize {
        match self {
            MisfitFrequency::Calm => 0,
            MisfitFrequency::Uneasy => uneasy,
            MisfitFrequency::Nasty => nasty,
        }
    }
}

/// The world of a seed.
pub fn world(seed: u64) -> World {
    let mut random = Random::new(seed);
    let mood = random.choose(&[
        MisfitFrequency::Calm,
        MisfitFrequency::Uneasy,
        MisfitFrequency::Uneasy,
        MisfitFrequency::Nasty,
    ]);
    let context = context(&mut random, mood);
    let count = 1 + random.below(4);
    let mut services = [const { None }; 4];
    for (place, slot) in services.iter_mut().enumerate().take(count) {
        *slot = Some(service(&mut random, mood, place));
    }
    let live_provided = !random.percent(mood.percent(4, 8));
    if !live_provided {
        services.iter_mut().for_each(only_manifests);
    }
    let mut world = World {
        context,
        services,
        live_provided,
        whole_cluster: random.percent(50),
        nodes: if random.percent(85) { 1 + random.below(3) } else { 0 },
        prune: random.percent(15),
        cloud: None,
    };
    if random.percent(85) {
        world.cloud = Some(cloud(&mut random, mood, &world));
    }
    make_rare(&mut Random::new(!seed), &mut world);
    world
}

/// Turns some worlds into what chance alone seldom makes: a load balancer that is gone, and one that its Service keeps by
/// naming it as an existing one.
fn make_rare(random: &mut Random, world: &mut World) {
    let place = random.below(4);
    let held = world.services[place].as_ref().and_then(|service| service.live.as_ref()?.assigned);
    let (Some(id), Some(cloud)) = (held, &mut world.cloud) else { return };
    if random.percent(8) {
        cloud.balancers.retain(|balancer| balancer.id != id);
        cloud.complete = Some(true);
    } else if id == MANAGED[place] && random.percent(8) {
        for tags in cloud.balancers.iter_mut().filter(|one| one.id == id).filter_map(|one| one.tags.as_mut()) {
            tags.created = CreatedByTag::Absent;
        }
        if let Some(Service { live: Some(live), next }) = &mut world.services[place] {
            *next = RequestedChange::Manifest(Spec { existing: Some(id), ..live.spec.clone() });
        }
    }
}

fn only_manifests(service: &mut Option<Service>) {
    let Some(known) = service else { return };
    known.live = None;
    if !matches!(known.next, RequestedChange::Manifest(_)) {
        *service = None;
    }
}

fn context(random: &mut Random, mood: MisfitFrequency) -> Context {
    Context {
        cluster_known: !random.percent(mood.percent(10, 20)),
        vpc_known: !random.percent(mood.percent(10, 15)),
        sharing: random.choose(&[Some(true), Some(true), Some(true), Some(false), None]),
        serverless: random.choose(&[Some(false), Some(false), Some(false), None, Some(true)]),
        rebuild: random.choose(&[Some(true), Some(true), Some(false), Some(false), None]),
        version: random.choose(&[Some("v2.10.0"), Some("v2.10.0"), Some("v2.11.1"), Some("v2.9.0"), None]),
        listeners_per_clb: random.maybe(mood.percent(15, 25), &[1, 2, 3, 4]),
        clbs_per_region: random.maybe(mood.percent(15, 25), &[0, 1, 2, 3]),
        live_complete: random.choose(&[None, Some(true), Some(false)]),
        default_protection: random.choose(&[None, Some(false), Some(false), Some(true)]),
    }
}

fn service(random: &mut Random, mood: MisfitFrequency, place: usize) -> Service {
    let live = random.percent(82).then(|| live(random, mood, place));
    let next = match &live {
        None => {
            let spec = spec(random, mood);
            RequestedChange::Manifest(refused_now_and_then(random, mood, spec))
        }
        Some(live) => match random.below(10) {
            0..=1 => RequestedChange::Untouched,
            2 => RequestedChange::Manifest(live.spec.clone()),
            3..=4 => RequestedChange::Deleted,
            _ => {
                let spec = edited(random, mood, place, live);
                RequestedChange::Manifest(refused_now_and_then(random, mood, spec))
            }
        },
    };
    if random.percent(mood.percent(1, 2)) {
        return Service { live: None, next: RequestedChange::Deleted };
    }
    Service { live, next }
}

fn refused_now_and_then(random: &mut Random, mood: MisfitFrequency, spec: Spec) -> Spec {
    Spec { invalid: random.percent(mood.percent(3, 8)), ..spec }
}

fn live(random: &mut Random, mood: MisfitFrequency, place: usize) -> Live {
    let mut spec = spec(random, mood);
    if random.percent(92) {
        spec.kind = Kind::LoadBalancer;
    }
    let mut assigned = match spec.existing {
        Some(id) if id != MALFORMED => Some(id),
        _ => Some(MANAGED[place]),
    };
    if !spec.served() || random.percent(mood.percent(4, 8)) {
        assigned = None;
    } else if random.percent(mood.percent(3, 8)) {
        assigned = Some(any_id(random));
    }
    Live {
        spec,
        assigned,
        has_uid: !random.percent(mood.percent(4, 8)),
        deleting: random.percent(mood.percent(3, 5)),
        finalizer: !random.percent(mood.percent(5, 10)),
        last_applied: random.percent(70),
    }
}

fn any_id(random: &mut Random) -> &'static str {
    random.choose(&[MANAGED[0], MANAGED[1], SUPPLIED[0], SUPPLIED[1], NOWHERE, LEFT_OVER])
}

fn spec(random: &mut Random, mood: MisfitFrequency) -> Spec {
    let mut spec = Spec {
        kind: Kind::LoadBalancer,
        other_class: random.percent(mood.percent(2, 3)),
        udp: random.percent(25),
        ports: ports(random),
        existing: random.maybe(45, &SUPPLIED),
        subnet: None,
        skip: random.percent(mood.percent(3, 6)),
        share: random.maybe(25, &[true, true, true, false]),
        pass: None,
        invalid: false,
    };
    if random.percent(6) {
        spec.kind = random.choose(&[Kind::ClusterIp, Kind::NodePort]);
    }
    if spec.existing.is_some() && random.percent(mood.percent(5, 15)) {
        spec.existing = Some(random.choose(&[NOWHERE, MALFORMED, MANAGED[0], MANAGED[1], LEFT_OVER]));
    }
    if spec.existing.is_none() || random.percent(mood.percent(10, 20)) {
        spec.subnet = random.maybe(30, &[0, 1]);
    }
    if spec.existing.is_none() {
        spec.pass = random.maybe(15, &[true, false]);
    }
    spec
}

fn ports(random: &mut Random) -> Vec<u16> {
    let mut ports: Vec<u16> = PORTS.into_iter().filter(|_| random.percent(40)).collect();
    if ports.is_empty() {
        ports.push(PORTS[0]);
    }
    ports
}

/// What becomes of the Service of this place: one to three edits of its live version.
fn edited(random: &mut Random, mood: MisfitFrequency, place: usize, live: &Live) -> Spec {
    let mut spec = live.spec.clone();
    for _ in 0..=random.below(3) {
        match random.below(16) {
            0..=3 => spec.ports = ports(random),
            4 => spec.udp = !spec.udp,
            5..=6 => spec.subnet = random.maybe(60, &[0, 1]),
            7..=8 => spec.existing = random.maybe(70, &SUPPLIED),
            9 => spec.existing = live.assigned.or(Some(MANAGED[place])),
            10..=11 => spec.kind = random.choose(&[Kind::ClusterIp, Kind::NodePort, Kind::LoadBalancer]),
            12 => spec.share = random.maybe(60, &[true, false]),
            13 => spec.pass = if spec.existing.is_none() { random.maybe(70, &[true, false]) } else { spec.pass },
            14 => spec.skip ^= random.percent(mood.percent(20, 50)),
            _ => {
                if random.percent(mood.percent(30, 50)) {
                    spec.existing = Some(any_id(random));
                }
                spec.other_class ^= random.percent(mood.percent(10, 25));
            }
        }
    }
    spec
}
