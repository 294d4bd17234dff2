//! Whether a load balancer that a Service goes on to use already is as it should be (rows 8 and 13, §6, §7).

use super::world::{Balancer, Key, Listener, ListenerName, World};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadBalancerDifference {
    /// Nothing differs.
    Same,
    /// Something differs that the controller mends in place.
    Differs,
    /// Something may differ.
    InPlace,
    /// It may be that the sync stops.
    Unclear,
}

pub fn sync(world: &World, place: usize, balancer: &Balancer) -> LoadBalancerDifference {
    if !fits(world, place, balancer) {
        return LoadBalancerDifference::Unclear;
    }
    let Some(listeners) = &balancer.listeners else { return LoadBalancerDifference::Unclear };
    let wanted = world.wanted_keys(place);
    let here = |key: &Key| listeners.iter().find(|listener| listener.key() == *key);
    let adds = wanted.iter().any(|key| here(key).is_none());
    let others = world.others_who_name(place, balancer.id);
    let of_others = |key: &Key| {
        others.iter().any(|other| world.live_keys(*other).contains(key) || world.wanted_keys(*other).contains(key))
    };
    let managed = |key: &Key| here(key).is_some_and(|listener| listener.name == ListenerName::Managed);
    let former = world.live_keys(place);
    let removes = former.difference(&wanted).any(|key| !of_others(key) && managed(key));
    let pass = world.served_after(place).and_then(|spec| spec.pass);
    let passes = pass.is_some_and(|pass| pass != balancer.pass);
    if adds || removes || passes || targets(world, place, balancer) == Some(false) {
        return LoadBalancerDifference::Differs;
    }
    // Left over from an earlier time, or given up by somebody: whether the controller removes it is not documented.
    let left_over = listeners.iter().any(|one| one.name != ListenerName::Person && !wanted.contains(&one.key()));
    // An annotation that was removed: back to the default, or unmanaged.
    let forgotten = pass.is_none() && world.served_live(place).is_some_and(|live| live.spec.pass.is_some());
    let unknown = targets(world, place, balancer).is_none();
    if left_over || forgotten || unknown { LoadBalancerDifference::InPlace } else { LoadBalancerDifference::Same }
}

/// Whether nothing can stop the sync: no listener of somebody else where one is wanted, no other Service that wants the
/// same, and room for all.
pub fn fits(world: &World, place: usize, balancer: &Balancer) -> bool {
    let Some(listeners) = &balancer.listeners else { return false };
    let tags = balancer.tags.as_ref();
    let strange = balancer.vpc != super::world::Vpc::Ours
        || !world.context.cluster_known
        || !world.context.vpc_known
        || tags.is_none_or(|tags| strange_tags(world, place, tags));
    let wanted = world.wanted_keys(place);
    let existing = world.served_after(place).is_some_and(|spec| spec.existing.is_some());
    let protocol = |listener: &Listener| if listener.key().udp { "UDP" } else { "TCP" };
    let foreign = listeners.iter().any(|listener| {
        // On an existing load balancer one that it did not have before is another's, whatever its name.
        let had = !existing || world.live_keys(place).contains(&listener.key());
        let fits = had && listener.name == ListenerName::Managed && listener.protocol == protocol(listener);
        wanted.contains(&listener.key()) && !fits
    });
    let others = world.others_who_name(place, balancer.id);
    let contested = others
        .iter()
        .any(|other| world.wanted_keys(*other).union(&world.live_keys(*other)).any(|key| wanted.contains(key)));
    let shared = !others.is_empty() && (world.context.sharing != Some(true) || world.context.serverless != Some(false));
    let full = world.context.listeners_per_clb.is_some_and(|limit| listeners.len() + wanted.len() > limit);
    // "Annotation only supported on load balancers that TKE created" against a page that allows it (question 17).
    let pass = world.served_after(place).is_some_and(|spec| spec.pass.is_some() && spec.existing.is_some());
    !strange && !foreign && !contested && !shared && !full && !pass
}

fn strange_tags(world: &World, place: usize, tags: &super::world::Tags) -> bool {
    use super::world::{ClusterTag, CreatedByTag};
    let existing = world.served_after(place).is_some_and(|spec| spec.existing.is_some());
    if existing {
        return tags.created != CreatedByTag::Absent || tags.cluster != ClusterTag::Ours || !tags.owners().is_empty();
    }
    tags.cluster != ClusterTag::Ours || tags.owners().iter().any(|owner| *owner != place)
}

/// Whether each wanted listener has exactly the nodes; `None` where nodes or targets were not provided.
fn targets(world: &World, place: usize, balancer: &Balancer) -> Option<bool> {
    if !world.knows_backends() || !balancer.targets_provided {
        return None;
    }
    let wanted = world.wanted_keys(place);
    let listeners = balancer.listeners.iter().flatten().filter(|listener| wanted.contains(&listener.key()));
    let expected = |listener: &Listener| (world.nodes, super::world::node_port(place, listener.port));
    Some(listeners.into_iter().all(|listener| listener.targets == Some(expected(listener))))
}
