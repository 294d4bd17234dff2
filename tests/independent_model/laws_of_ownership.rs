//! Laws: what no plan may touch, whatever the world.

use super::check_plan_against_model::Judgement;
use super::read_plan::{Call, Plan, Planned, list};
use super::world::{
    Balancer, CLUSTER, ClusterTag, CreatedByTag, DeleteProtectFlag, Key, LifecycleOwnerTag, ListenerName,
    PrivateLinkEndpoint, Tags, World,
};

pub const DELETED_WITH_PROOF: &str = "only a load balancer with proven ownership is deleted";
pub const DELETED_UNUSED: &str = "no load balancer is deleted while another Service uses it";
pub const NOT_EXISTING: &str = "no load balancer is deleted that the Service uses as an existing one";
pub const OTHER_CLUSTERS: &str = "nothing of another cluster is touched";
pub const NO_MASS_DELETION: &str = "no call may delete more than it names";
pub const PEOPLES_LISTENERS: &str = "no listener of a person is changed";
pub const OTHERS_LISTENERS: &str = "no listener is changed that another Service goes on to use";
pub const STRANGE_BALANCER: &str = "calls name load balancers that the Service has or wants";
pub const FLAG_NOT_WRITTEN: &str = "the tag of a created load balancer is never written on another one";
pub const TAGS_REMOVED: &str = "only tags of the controller are removed, and only those of this cluster";

pub const ALL: [&str; 10] = [
    DELETED_WITH_PROOF,
    DELETED_UNUSED,
    NOT_EXISTING,
    OTHER_CLUSTERS,
    NO_MASS_DELETION,
    PEOPLES_LISTENERS,
    OTHERS_LISTENERS,
    STRANGE_BALANCER,
    FLAG_NOT_WRITTEN,
    TAGS_REMOVED,
];

pub fn check(world: &World, plan: &Plan, judgement: &mut Judgement) {
    for place in world.places() {
        let Some(planned) = plan.service(&World::name(place)) else { continue };
        for call in planned.cloud_calls() {
            check_call(world, place, planned, call, judgement);
        }
    }
}

fn check_call(world: &World, place: usize, planned: &Planned, call: &Call, judgement: &mut Judgement) {
    let here = Some(place);
    let api = call.api.as_str();
    if api.starts_with("Delete") {
        let all = api == "DeleteLoadBalancerListeners" && list(&call.request["ListenerIds"]).is_empty();
        let force = call.request["ForceDelete"] == true;
        judgement.law(NO_MASS_DELETION, here, !all && !force, || format!("{}: {}", call.id, call.request));
    }
    for id in call.balancers() {
        if api == "DeleteLoadBalancer" {
            deletion(world, place, &id, judgement);
        } else {
            let fits = world.names(place, &id) || world.tags_name(place, &id);
            judgement.law(STRANGE_BALANCER, here, fits, || format!("{} names {id} ({})", call.id, planned.verdict));
        }
        for balancer in listed(world, &id) {
            let known = world.context.cluster_known;
            let others = balancer.tags.as_ref().is_some_and(|tags| tags.cluster == ClusterTag::Other);
            judgement.law(OTHER_CLUSTERS, here, !(known && others), || format!("{} touches {id}", call.id));
        }
    }
    tags(world, place, call, judgement);
    for (balancer, key, name) in listeners(world, call) {
        listener(world, place, call, (balancer, key, name), judgement);
    }
}

/// Each entry of the cloud's answer with this id.
fn listed<'a>(world: &'a World, id: &str) -> Vec<&'a Balancer> {
    let all = world.cloud.iter().flat_map(|cloud| &cloud.balancers);
    all.filter(|balancer| balancer.id == id).collect()
}

fn deletion(world: &World, place: usize, id: &str, judgement: &mut Judgement) {
    let here = Some(place);
    let entries = listed(world, id);
    let proven = !entries.is_empty() && entries.iter().all(|balancer| proven(world, place, balancer));
    judgement.law(DELETED_WITH_PROOF, here, proven, || format!("deletes {id}: {entries:?}"));
    let others = world.others_who_stay(place, id);
    judgement.law(DELETED_UNUSED, here, others.is_empty(), || format!("deletes {id}, which {others:?} use"));
    let existing = world.live(place).is_some_and(|live| live.spec.existing == Some(id));
    judgement.law(NOT_EXISTING, here, !existing, || format!("deletes {id}"));
}

/// The conditions of §3, each known to hold. What the pages leave open (a null endpoint, a cluster whose id follows from
/// several tags, an owner of an unknown value) passes here.
fn proven(world: &World, place: usize, balancer: &Balancer) -> bool {
    let Some(tags) = &balancer.tags else { return false };
    let cluster = match tags.cluster {
        ClusterTag::Ours => true,
        ClusterTag::Other => !world.context.cluster_known,
        ClusterTag::Absent | ClusterTag::Both => false,
    };
    let open = balancer.protection == DeleteProtectFlag::Off && balancer.endpoint != PrivateLinkEndpoint::Used;
    cluster
        && open
        && tags.created == CreatedByTag::Yes
        && tags.owner != LifecycleOwnerTag::User
        && owned(world, place, tags)
}

fn owned(world: &World, place: usize, tags: &Tags) -> bool {
    let owners = tags.owners();
    let known = world.live(place).is_some_and(|live| live.has_uid);
    !tags.ingress && (owners.is_empty() || known) && owners.iter().all(|owner| *owner == place)
}

fn tags(world: &World, place: usize, call: &Call, judgement: &mut Judgement) {
    let here = Some(place);
    let added = list(&call.request["Tags"]).iter().chain(list(&call.request["ReplaceTags"]));
    if matches!(call.api.as_str(), "TagResources" | "ModifyResourceTags") {
        let existing = call
            .balancers()
            .iter()
            .any(|id| world.served_after(place).is_some_and(|spec| spec.existing == Some(id.as_str())));
        let mut written = added.filter(|tag| tag["TagKey"] == "tke-createdBy-flag");
        judgement.law(FLAG_NOT_WRITTEN, here, !existing || written.next().is_none(), || call.request.to_string());
    }
    let removed: Vec<&str> = list(&call.request["TagKeys"]).iter().filter_map(serde_json::Value::as_str).collect();
    if removed.is_empty() {
        return;
    }
    let ours = |id: &String| {
        let entries = listed(world, id);
        entries.iter().all(|balancer| {
            let tag = balancer.tags.as_ref().map(|tags| tags.cluster);
            !matches!(tag, Some(ClusterTag::Other | ClusterTag::Absent)) || !world.context.cluster_known
        })
    };
    let uid = super::world::uid(place);
    let keys = removed.iter().all(|key| *key == "tke-clusterId" || key.starts_with(&uid));
    let holds = keys && call.balancers().iter().all(ours);
    judgement.law(TAGS_REMOVED, here, holds, || format!("{} of {CLUSTER}", call.request));
}

/// The listeners that exist and that the call names.
fn listeners<'a>(world: &'a World, call: &Call) -> Vec<(&'a Balancer, Key, ListenerName)> {
    let mut named: Vec<&str> = call.request["ListenerId"].as_str().into_iter().collect();
    named.extend(list(&call.request["Targets"]).iter().filter_map(|target| target["ListenerId"].as_str()));
    named.extend(list(&call.request["ModifyList"]).iter().filter_map(|target| target["ListenerId"].as_str()));
    named.sort_unstable();
    named.dedup();
    let mut found = Vec::new();
    for balancer in world.cloud.iter().flat_map(|cloud| &cloud.balancers) {
        for listener in balancer.listeners.iter().flatten() {
            if named.contains(&listener.id(balancer.id).as_str()) {
                found.push((balancer, listener.key(), listener.name));
            }
        }
    }
    found
}

fn listener(
    world: &World,
    place: usize,
    call: &Call,
    (balancer, key, name): (&Balancer, Key, ListenerName),
    judgement: &mut Judgement,
) {
    let here = Some(place);
    judgement.law(PEOPLES_LISTENERS, here, name != ListenerName::Person, || format!("{} on {}", call.id, balancer.id));
    let mine = world.stays(place, balancer.id) && world.lasting_keys(place).contains(&key);
    let others = world.others_who_stay(place, balancer.id);
    let theirs = others.iter().find(|other| world.lasting_keys(**other).contains(&key));
    judgement.law(OTHERS_LISTENERS, here, mine || theirs.is_none(), || {
        format!("{} changes {key:?} of {}, which {theirs:?} uses", call.id, balancer.id)
    });
}
