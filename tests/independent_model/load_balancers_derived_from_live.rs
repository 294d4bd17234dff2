//! Load balancers that the cloud's answers do not show: assumed as the controller leaves them after a sync of the live
//! Services (contract, section 1: without `clb` the state is derived, and the plan says so).

use super::facts_of_world::HeldLoadBalancer;
use super::world::{
    Balancer, ClusterTag, CreatedByTag, DeleteProtectFlag, LifecycleOwnerTag, Listener, ListenerName, Live,
    PrivateLinkEndpoint, Tags, Vpc, World, node_port,
};

/// The load balancer that the live Service of this place holds, assumed to be in sync; `None` where the live Services
/// contradict each other about it.
pub fn derived(world: &World, place: usize) -> Option<Balancer> {
    let live = world.served_live(place)?;
    let (id, existing) = match world.held(place) {
        HeldLoadBalancer::Managed(id) => (id, false),
        HeldLoadBalancer::Existing(id) => (id, true),
        HeldLoadBalancer::Nothing | HeldLoadBalancer::Unclear => return None,
    };
    if !world.others_who_name(place, id).is_empty() {
        return None;
    }
    let tags = Tags {
        created: if existing { CreatedByTag::Absent } else { CreatedByTag::Yes },
        cluster: ClusterTag::Ours,
        uuid: (!existing).then_some(place),
        sharers: Vec::new(),
        owner: LifecycleOwnerTag::Absent,
        ingress: false,
    };
    Some(Balancer {
        id,
        subnet: if existing { None } else { live.spec.subnet },
        tags: Some(tags),
        protection: DeleteProtectFlag::Off,
        endpoint: PrivateLinkEndpoint::Unused,
        vpc: Vpc::Ours,
        pass: live.spec.pass == Some(true),
        listeners: Some(listeners(world, place, live)),
        targets_provided: true,
    })
}

fn listeners(world: &World, place: usize, live: &Live) -> Vec<Listener> {
    let listener = |port: &u16| Listener {
        port: *port,
        protocol: if live.spec.udp { "UDP" } else { "TCP" },
        name: ListenerName::Managed,
        targets: Some((world.nodes, node_port(place, *port))),
    };
    live.spec.ports.iter().map(listener).collect()
}
