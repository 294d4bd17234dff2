//! Laws: what a plan says about itself must be what it does.

use super::check_plan_against_model::Judgement;
use super::facts_of_world::{HeldLoadBalancer, Presence};
use super::read_plan::{Plan, Planned};
use super::world::{ClusterTag, CreatedByTag, World, address};
use std::collections::BTreeSet;

pub const EVENT: &str = "the event is what happens to the object";
pub const KEPT_IS_THERE: &str = "an address that is called kept belongs to no deleted load balancer";
pub const KEPT_IS_SAME: &str = "an address that is called kept is the same afterwards";
pub const BEFORE: &str = "the address before is that of the load balancer that the Service holds";
pub const DELETED_LISTED: &str = "every deleted load balancer is in the highlights";
pub const LOST_LISTED: &str = "every lost or changed address is in the highlights";
pub const HIGHLIGHT_TRUE: &str = "the highlights have only Services that they are true of";
pub const NOT_MADE_UP: &str = "no id of a load balancer is made up";
pub const DANGER_FIRST: &str = "the rank follows the order of danger";
pub const COUNTED: &str = "the summary has each verdict that the Services have";
pub const INCOMPLETE: &str = "a plan from a derived cloud or without live objects is incomplete";
pub const ORPHANS: &str = "only load balancers without a Service are orphans";
pub const ALL_ORPHANS: &str = "every load balancer without a Service is an orphan";
pub const UPDATE_DOES: &str = "an update changes or withholds something";

pub const ALL: [&str; 14] = [
    EVENT,
    KEPT_IS_THERE,
    KEPT_IS_SAME,
    BEFORE,
    DELETED_LISTED,
    LOST_LISTED,
    HIGHLIGHT_TRUE,
    NOT_MADE_UP,
    DANGER_FIRST,
    COUNTED,
    INCOMPLETE,
    ORPHANS,
    ALL_ORPHANS,
    UPDATE_DOES,
];

pub fn check(world: &World, plan: &Plan, judgement: &mut Judgement) {
    for place in world.places() {
        let Some(planned) = plan.service(&World::name(place)) else { continue };
        service(world, plan, place, planned, judgement);
    }
    highlights(plan, judgement);
    danger(plan, judgement);
    for verdict in ["create", "adopt", "update", "replace", "delete", "release", "blocked", "error", "keep"] {
        let same = |one: &&Planned| one.verdict == verdict || (one.verdict == "skip" && verdict == "keep");
        let count = plan.services.iter().filter(same).count() as u64;
        let summary = plan.summary[verdict].as_u64().unwrap_or(u64::MAX);
        let holds = summary <= count && (summary == 0) == (count == 0);
        judgement.law(COUNTED, None, holds, || format!("{summary} {verdict}, {count} Services"));
    }
    let derived = world.cloud.is_none() && world.places().any(|place| world.served_live(place).is_some());
    if derived || (!world.live_provided && world.places().any(|place| world.served_after(place).is_some())) {
        judgement.law(INCOMPLETE, None, !plan.complete, || "complete".to_owned());
    }
    orphans(world, plan, judgement);
}

fn service(world: &World, plan: &Plan, place: usize, planned: &Planned, judgement: &mut Judgement) {
    let here = Some(place);
    let event = match (world.live(place), world.goes_away(place)) {
        (_, true) => "delete",
        (None, false) => "create",
        (Some(_), false) if matches!(world.service(place).next, super::world::RequestedChange::Untouched) => {
            "unchanged"
        }
        (Some(_), false) => "",
    };
    let known = event.is_empty() || planned.event == event;
    judgement.law(EVENT, here, known, || format!("event {}, expected {event}", planned.event));
    if planned.vip == "kept" {
        let deleted: BTreeSet<String> = deleted_ids(plan);
        let gone = planned.before.iter().flatten().find(|before| deleted.iter().any(|id| address(id) == **before));
        let same_id = planned.id.as_ref().is_some_and(|id| deleted.contains(id));
        judgement.law(KEPT_IS_THERE, here, gone.is_none() && !same_id, || format!("{:?} {gone:?}", planned.id));
        if let (Some(before), Some(after)) = (&planned.before, &planned.after) {
            judgement.law(KEPT_IS_SAME, here, before == after, || format!("{before:?} {after:?}"));
        }
    }
    if let (HeldLoadBalancer::Managed(id) | HeldLoadBalancer::Existing(id), Some(before)) =
        (world.held(place), &planned.before)
        && let Presence::Here(_) = world.presence(id)
    {
        judgement.law(BEFORE, here, *before == [address(id)], || format!("{before:?} of {id}"));
    }
    if let Some(id) = &planned.id {
        let known = known_ids(world).contains(id.as_str());
        judgement.law(NOT_MADE_UP, here, known, || id.clone());
    }
    if planned.verdict == "update" {
        let does = !planned.calls.is_empty() || !planned.withheld.is_empty();
        judgement.law(UPDATE_DOES, here, does, || planned.because.clone());
    }
}

/// The load balancers that any Service deletes.
pub fn deleted_ids(plan: &Plan) -> BTreeSet<String> {
    let calls = plan.services.iter().flat_map(Planned::cloud_calls);
    calls.filter(|call| call.api == "DeleteLoadBalancer").flat_map(|call| call.balancers()).collect()
}

/// Every id that stands in the request.
fn known_ids(world: &World) -> BTreeSet<&str> {
    let mut ids: BTreeSet<&str> = world.cloud.iter().flat_map(|cloud| &cloud.balancers).map(|one| one.id).collect();
    for place in world.places() {
        ids.extend(world.live(place).and_then(|live| live.assigned));
        ids.extend(world.live(place).and_then(|live| live.spec.existing));
        ids.extend(world.after(place).and_then(|spec| spec.existing));
        if let super::world::RequestedChange::Manifest(spec) = &world.service(place).next {
            ids.extend(spec.existing);
        }
    }
    ids
}

fn highlights(plan: &Plan, judgement: &mut Judgement) {
    for planned in &plan.services {
        let name = &planned.name;
        let deletes = planned.verdict == "delete" || planned.calls_of("DeleteLoadBalancer") > 0;
        if deletes {
            judgement.law(DELETED_LISTED, None, plan.deleted.contains(name), || name.clone());
        }
        let loses = matches!(planned.vip.as_str(), "lost" | "changed");
        if loses {
            judgement.law(LOST_LISTED, None, plan.addresses_lost.contains(name), || name.clone());
        }
        if plan.addresses_lost.contains(name) {
            judgement.law(HIGHLIGHT_TRUE, None, loses, || format!("{name}: address {}", planned.vip));
        }
        if plan.deleted.contains(name) {
            let holds = deletes || planned.verdict == "replace";
            judgement.law(HIGHLIGHT_TRUE, None, holds, || format!("{name}: verdict {}", planned.verdict));
        }
    }
}

/// The order of danger: deleted, replaced, address lost or changed, newly public, outage, blocked, error, update, adopt,
/// create, release, keep.
fn danger(plan: &Plan, judgement: &mut Judgement) {
    let class = |planned: &Planned| match planned.verdict.as_str() {
        "delete" => 0,
        "replace" => 1,
        _ if matches!(planned.vip.as_str(), "lost" | "changed") => 2,
        _ if plan.newly_public.contains(&planned.name) => 3,
        _ if planned.has_outage => 4,
        "blocked" => 5,
        "error" => 6,
        "update" => 7,
        "adopt" => 8,
        "create" => 9,
        "release" => 10,
        _ => 11,
    };
    let mut ranked: Vec<&Planned> = plan.services.iter().collect();
    ranked.sort_by_key(|planned| planned.rank);
    for pair in ranked.windows(2) {
        judgement.law(DANGER_FIRST, None, class(pair[0]) <= class(pair[1]), || {
            format!("{} ({}) before {} ({})", pair[0].name, pair[0].verdict, pair[1].name, pair[1].verdict)
        });
    }
}

/// Marked as this cluster's, and used by no Service: only looked for where `live` holds all of them.
fn orphans(world: &World, plan: &Plan, judgement: &mut Judgement) {
    for id in &plan.orphans {
        let tags = match world.presence(id) {
            Presence::Here(balancer) => balancer.tags.as_ref(),
            Presence::Twice => continue,
            _ => None,
        };
        let ours = tags.is_some_and(|tags| tags.cluster == ClusterTag::Ours || !world.context.cluster_known);
        let used = world.places().find(|place| world.stays(*place, id));
        let whole = world.context.live_complete != Some(false) && world.live_provided;
        judgement.law(ORPHANS, None, ours && used.is_none() && whole, || {
            format!("{id}: tags {tags:?}, used by {used:?}, all Services shown: {whole}")
        });
    }
    let looked = world.context.live_complete == Some(true) && world.live_provided && world.context.cluster_known;
    for balancer in world.cloud.iter().flat_map(|cloud| &cloud.balancers).filter(|_| looked) {
        let Some(tags) = balancer.tags.as_ref().filter(|tags| !tags.ingress) else { continue };
        let marked = tags.created == CreatedByTag::Yes && tags.cluster == ClusterTag::Ours;
        let named = world.places().any(|place| world.names(place, balancer.id) || tags.owners().contains(&place));
        if marked && !named && world.presence(balancer.id) != Presence::Twice {
            let listed = plan.orphans.contains(balancer.id);
            judgement.law(ALL_ORPHANS, None, listed, || format!("{} is not listed", balancer.id));
        }
    }
}
