//! The decision table of the notes (§2), row by row.

use super::adoption::{Adoption, adoption};
use super::deletion::{Deletion, Reason, deletion};
use super::expectation::{CallExpectation as Call, Expectation};
use super::facts_of_world::{HeldLoadBalancer, Intent, OwnershipByTags, Presence};
use super::in_sync::{LoadBalancerDifference, sync};
use super::load_balancers_derived_from_live::derived;
use super::purchase::{Purchase, purchase};
use super::world::{Balancer, World};

pub fn expectation(world: &World, place: usize) -> Expectation {
    if world.rejected(place) && !world.goes_away(place) {
        // kube-apiserver refuses the object, so nothing changes for the controller.
        return Expectation::nothing("rejected", &["error"], &[]);
    }
    if world.mentions_skip(place) {
        return skipped(world, place);
    }
    if world.serverless_cluster_ip(place) {
        return Expectation::open("a ClusterIP that may have a load balancer (Serverless)");
    }
    if !world.live_provided {
        return without_live(world, place);
    }
    match (world.intent(place), world.held(place)) {
        (_, HeldLoadBalancer::Unclear) => Expectation::open("held: unclear"),
        (Intent::Nothing, HeldLoadBalancer::Nothing) => {
            Expectation::nothing("row 1", &["none"], no_address(world, place))
        }
        (Intent::Nothing, HeldLoadBalancer::Managed(id)) => dropped(world, place, id),
        (Intent::Nothing, HeldLoadBalancer::Existing(id)) => left(world, id),
        (Intent::Managed(subnet), HeldLoadBalancer::Nothing) => {
            bought(world, place, subnet, "row 6", first_address(world, place))
        }
        (Intent::Managed(subnet), HeldLoadBalancer::Managed(id)) => managed(world, place, subnet, id),
        (Intent::Managed(subnet), HeldLoadBalancer::Existing(id)) => from_existing(world, place, subnet, id),
        (Intent::Existing(id), HeldLoadBalancer::Nothing) => adopted(world, place, id),
        (Intent::Existing(id), HeldLoadBalancer::Managed(old)) if id == old => kept_by_its_user(world, place, id),
        (Intent::Existing(id), HeldLoadBalancer::Managed(old)) => to_existing(world, place, id, old),
        (Intent::Existing(id), HeldLoadBalancer::Existing(old)) if id == old => stays_on_existing(world, place, id),
        (Intent::Existing(id), HeldLoadBalancer::Existing(old)) => exchanged(world, place, id, old),
    }
}

/// `mode: skip`: nothing is touched; refused, or unknown, where protection or sharing may exclude it (§2, §8).
fn skipped(world: &World, place: usize) -> Expectation {
    if world.certainly_skipped(place) {
        return Expectation::nothing("mode: skip", &["skip", "error"], &[]);
    }
    Expectation::open("mode: skip, perhaps")
}

/// Without `live` the Service may have run for years: what becomes of its address is not known (contract: unknown, never
/// absent).
fn without_live(world: &World, place: usize) -> Expectation {
    let unknown: &[&str] = &["unknown"];
    match world.intent(place) {
        Intent::Nothing => Expectation::nothing("no live objects, no load balancer", &["none"], &[]),
        Intent::Managed(subnet) => match purchase(world, place, subnet.is_some()) {
            Purchase::Refused => Expectation::nothing("no live objects, quota", &["error"], &[]),
            Purchase::Allowed => Expectation::nothing("no live objects, create", &["create"], unknown).buys(),
            Purchase::Unclear => {
                Expectation::nothing("no live objects, quota unclear", &["create", "error"], &[]).may_buy()
            }
        },
        Intent::Existing(id) => match adoption(world, place, id) {
            Adoption::Allowed => Expectation::nothing("no live objects, adopt", &["adopt"], unknown).about(id),
            Adoption::Refused(_) => Expectation::nothing("no live objects, refused", &["error"], &[]),
            // It may use the load balancer already.
            Adoption::Unclear => Expectation::nothing("no live objects, unclear", ADOPTED_OR_NOT, &[]),
        },
    }
}

const ADOPTED_OR_NOT: &[&str] = &["adopt", "update", "keep", "error"];
const IN_PLACE: &[&str] = &["keep", "update"];
const IN_PLACE_OR_NOT: &[&str] = &["keep", "update", "error"];

/// Rows 2, 3 and 5: the Service no longer needs the load balancer that the controller created for it.
fn dropped(world: &World, place: usize, id: &'static str) -> Expectation {
    let lost: &[&str] = &["lost"];
    match world.presence(id) {
        // Nothing to delete; only the Kubernetes side is cleaned up. The notes give it no name.
        Presence::Gone => return Expectation::nothing("row 5", &["none"], lost),
        Presence::Twice => return Expectation::nothing("row 3, listed twice", &["release", "delete"], &[]),
        Presence::Here(_) | Presence::Unknown => {}
    }
    match deletion(world, place, id) {
        Deletion::Proven => Expectation::nothing("row 2", &["delete"], lost).about(id).deletes(Call::Must),
        Deletion::Expected => Expectation::nothing("row 2, unproven", &["delete"], lost).about(id).unproven(),
        Deletion::Kept(reason) => released(reason, id),
        Deletion::Unclear => {
            Expectation::nothing("row 2 or 3", &["delete", "release"], &[]).about(id).deletes(Call::May)
        }
    }
}

fn released(reason: Reason, id: &'static str) -> Expectation {
    // Section 3 does not say that the use by another Service keeps what TKE created.
    let kept: &[&str] = if reason == Reason::Used { &["kept", "unknown"] } else { &["kept"] };
    let rule = match reason {
        Reason::NoFlag => "row 3, no flag",
        Reason::NotOurs => "row 3, not ours",
        Reason::Protected => "row 3, protected",
        Reason::PrivateLink => "row 3, Private Link",
        Reason::OwnerIsUser => "row 3, owner is the user",
        Reason::Used => "row 3, another Service stays",
        Reason::NoClusterTag => "row 3, no cluster's tag",
        Reason::Ingress => "row 3, an Ingress",
    };
    let release = Expectation::nothing(rule, &["release"], kept).about(id);
    if reason == Reason::NotOurs { release.leaves_alone(id) } else { release }
}

/// Rows 4 and 5: the Service no longer needs an existing load balancer. It always stays.
fn left(world: &World, id: &'static str) -> Expectation {
    match world.presence(id) {
        Presence::Gone => Expectation::nothing("row 5, existing", &["none"], &["lost"]),
        Presence::Unknown | Presence::Twice => Expectation::nothing("row 4, derived", &["release"], &["kept"]),
        Presence::Here(_) => Expectation::nothing("row 4", &["release"], &["kept"]).about(id),
    }
}

/// Row 6, and the purchases of rows 14 and 14a.
fn bought(
    world: &World,
    place: usize,
    subnet: Option<usize>,
    rule: &'static str,
    vips: &'static [&'static str],
) -> Expectation {
    match purchase(world, place, subnet.is_some()) {
        Purchase::Allowed => Expectation::nothing(rule, &["create"], vips).buys(),
        Purchase::Refused => Expectation::nothing("purchase over the quota", &["error"], &[]),
        Purchase::Unclear => Expectation::nothing("purchase, quota unclear", &["create", "error"], &[]).may_buy(),
    }
}

/// Of a Service that may exist without being shown, the address is unknown.
fn first_address(world: &World, place: usize) -> &'static [&'static str] {
    if world.certainly_new(place) || world.live(place).is_some() { &["new"] } else { &["new", "unknown"] }
}

fn no_address(world: &World, place: usize) -> &'static [&'static str] {
    if world.certainly_new(place) || world.live(place).is_some() { &["none"] } else { &["none", "unknown"] }
}

/// Rows 8, 9, 14 and 14a.
fn managed(world: &World, place: usize, subnet: Option<usize>, id: &'static str) -> Expectation {
    let live = world.served_live(place).expect("held by a live Service");
    let same = live.spec.subnet == subnet;
    let balancer = match world.presence(id) {
        // Deleted in the console: bought again (row 14, inferred); the old address is gone with it.
        Presence::Gone => return bought(world, place, subnet, "row 14", &["new", "changed"]),
        Presence::Twice => return Expectation::open("row 8, listed twice").deletes(Call::MustNot),
        Presence::Unknown if same => return in_place_derived(world, place, "row 8, derived"),
        Presence::Unknown if !world.rebuilds() => return blocked("row 9 blocked, derived"),
        Presence::Unknown => {
            return Expectation::nothing("row 9 rebuild, derived", &["replace", "error"], &["changed"]).may_buy();
        }
        Presence::Here(balancer) => balancer,
    };
    match world.owned(place, balancer) {
        OwnershipByTags::Lost => {
            bought(world, place, subnet, "row 14a", &["changed"]).leaves_alone_unless_named(world, place, id)
        }
        OwnershipByTags::Unclear => Expectation::open("row 8, tags unclear").deletes(Call::MustNot),
        // The cloud shows another network than the live Service: which of the two decides is not documented.
        _ if balancer.subnet != live.spec.subnet || balancer.vpc != super::world::Vpc::Ours => {
            Expectation::open("row 8 or 9, the network differs")
        }
        _ if same => in_place(world, place, balancer, "row 8"),
        OwnershipByTags::Unknown if world.rebuilds() => {
            Expectation::open("row 9 rebuild, no tags").deletes(Call::MustNot)
        }
        _ if !world.rebuilds() => blocked("row 9 blocked").about(id),
        _ => replaced(world, place, subnet, id),
    }
}

impl Expectation {
    /// The lost load balancer is left alone (it leaks), unless this or another reading lets the Service use it.
    fn leaves_alone_unless_named(self, world: &World, place: usize, id: &'static str) -> Expectation {
        let named = world.served_after(place).is_some_and(|spec| spec.existing == Some(id));
        if named { self } else { self.leaves_alone(id) }
    }
}

fn blocked(rule: &'static str) -> Expectation {
    Expectation::nothing(rule, &["blocked"], &["kept"])
}

/// Row 8 or 13.
fn in_place(world: &World, place: usize, balancer: &Balancer, rule: &'static str) -> Expectation {
    let verdicts: &[&str] = match sync(world, place, balancer) {
        LoadBalancerDifference::Same => &["keep"],
        LoadBalancerDifference::Differs => &["update"],
        LoadBalancerDifference::InPlace => IN_PLACE,
        LoadBalancerDifference::Unclear => IN_PLACE_OR_NOT,
    };
    Expectation::nothing(rule, verdicts, &["kept"]).about(balancer.id)
}

/// Row 8 or 13 of a load balancer that the cloud's answers do not show.
fn in_place_derived(world: &World, place: usize, rule: &'static str) -> Expectation {
    match derived(world, place) {
        Some(balancer) => in_place(world, place, &balancer, rule),
        None => Expectation::nothing("row 8 or 13, derived and contradicted", &[], &[]).may_buy(),
    }
}

/// Row 9 in the older mode: the old one goes as §3 and §4 say, a new one is bought.
fn replaced(world: &World, place: usize, subnet: Option<usize>, id: &'static str) -> Expectation {
    match purchase(world, place, subnet.is_some()) {
        Purchase::Allowed => {}
        Purchase::Refused | Purchase::Unclear => {
            return Expectation::nothing("row 9 rebuild, quota unclear", &["replace", "error"], &[])
                .may_buy()
                .deletes(may_delete(world, place, id));
        }
    }
    let replace = Expectation::nothing("row 9 rebuild", &["replace"], &["changed"]).buys();
    match deletion(world, place, id) {
        Deletion::Proven => replace.deletes(Call::Must),
        // Without the proof the call is withheld; whether anything is bought then, the notes do not say.
        Deletion::Expected => Expectation::nothing("row 9 rebuild, unproven", &["replace"], &["changed"]).may_buy(),
        Deletion::Kept(Reason::NotOurs) => replace.leaves_alone(id),
        Deletion::Kept(_) => replace,
        Deletion::Unclear => replace.deletes(Call::May),
    }
}

fn may_delete(world: &World, place: usize, id: &'static str) -> Call {
    match deletion(world, place, id) {
        Deletion::Proven | Deletion::Unclear => Call::May,
        Deletion::Expected | Deletion::Kept(_) => Call::MustNot,
    }
}

/// Row 11.
fn from_existing(world: &World, place: usize, subnet: Option<usize>, id: &'static str) -> Expectation {
    let here = match world.presence(id) {
        Presence::Gone if !world.rebuilds() => {
            return Expectation::nothing("row 11 blocked, gone", &["blocked"], &[]);
        }
        Presence::Gone => false,
        _ if !world.rebuilds() => return blocked("row 11 blocked"),
        _ => true,
    };
    let verdicts: &[&str] = if here { &["replace"] } else { &["create", "replace"] };
    match purchase(world, place, subnet.is_some()) {
        Purchase::Allowed => Expectation::nothing("row 11 rebuild", verdicts, &["changed", "new"]).buys(),
        Purchase::Refused => Expectation::nothing("row 11 rebuild, quota", &["error"], &[]),
        Purchase::Unclear => {
            Expectation::nothing("row 11 rebuild, quota unclear", &["create", "replace", "error"], &[]).may_buy()
        }
    }
}

/// Row 7.
fn adopted(world: &World, place: usize, id: &'static str) -> Expectation {
    match adoption(world, place, id) {
        Adoption::Allowed => Expectation::nothing("row 7", &["adopt"], first_address(world, place)).about(id),
        Adoption::Refused(reason) => Expectation::nothing(refused(reason), &["error"], no_address(world, place)),
        Adoption::Unclear => Expectation::nothing("row 7, unclear", &["adopt", "error"], &[]),
    }
}

fn refused(reason: &'static str) -> &'static str {
    match reason {
        "E4011" => "row 7, E4011",
        "E4012" => "row 7, E4012",
        "E4013" => "row 7, E4013",
        "E4014" => "row 7, E4014",
        "E4016" => "row 7, E4016",
        "malformed" => "row 7, malformed id",
        "other VPC" => "row 7, other VPC",
        _ => "row 7, listener quota",
    }
}

/// Row 10a, and the same without what it asks for.
fn kept_by_its_user(world: &World, place: usize, id: &'static str) -> Expectation {
    let balancer = match world.presence(id) {
        Presence::Here(balancer) => balancer,
        Presence::Gone => return Expectation::nothing("row 10a, gone", &["blocked", "error"], &[]),
        Presence::Unknown | Presence::Twice => return Expectation::open("row 10a, not shown").deletes(Call::MustNot),
    };
    match world.owned(place, balancer) {
        OwnershipByTags::FlagGone => {
            let verdicts: &[&str] = &["adopt", "update", "keep", "error"];
            Expectation::nothing("row 10a", verdicts, &["kept"]).about(id)
        }
        // The flag is still there, so it was bought by TKE (E4012), and the switch is refused in the newer mode.
        OwnershipByTags::Ours => Expectation::nothing("row 10a, flag still there", &["blocked", "error"], &["kept"]),
        OwnershipByTags::Lost | OwnershipByTags::Unclear | OwnershipByTags::Unknown => {
            Expectation::open("row 10a, unclear").deletes(Call::MustNot)
        }
    }
}

/// Row 10.
fn to_existing(world: &World, place: usize, id: &'static str, old: &'static str) -> Expectation {
    let gone = world.presence(old) == Presence::Gone;
    if !world.rebuilds() {
        let rule = if gone { "row 10 blocked, gone" } else { "row 10 blocked" };
        return switch_blocked(rule, gone, adoption(world, place, id));
    }
    let replaces: &[&str] = if gone { &["adopt"] } else { &["replace"] };
    match adoption(world, place, id) {
        Adoption::Refused(_) => Expectation::nothing("row 10 rebuild, refused", &["error"], &[]),
        Adoption::Unclear => {
            let verdicts: &[&str] = &["replace", "adopt", "error"];
            Expectation::nothing("row 10 rebuild, unclear", verdicts, &[]).deletes(may_delete(world, place, old))
        }
        Adoption::Allowed => {
            let switch = Expectation::nothing("row 10 rebuild", replaces, &["changed", "new"]).about_either();
            match deletion(world, place, old) {
                Deletion::Proven => switch.deletes(Call::Must),
                Deletion::Kept(Reason::NotOurs) => switch.leaves_alone(old),
                Deletion::Expected | Deletion::Kept(_) => switch,
                Deletion::Unclear => switch.deletes(Call::May),
            }
        }
    }
}

impl Expectation {
    /// A replacement has two load balancers: the contract does not say which one its `id` is.
    fn about_either(self) -> Expectation {
        Expectation { id: None, ..self }
    }
}

/// The switch is refused. A load balancer that could not be used anyway may be what the plan reports instead.
fn switch_blocked(rule: &'static str, gone: bool, adoption: Adoption) -> Expectation {
    let verdicts: &[&str] = if adoption == Adoption::Allowed { &["blocked"] } else { &["blocked", "error"] };
    // Of one that is gone there is no address to keep (inferred).
    Expectation::nothing(rule, verdicts, if gone { &[] } else { &["kept"] })
}

/// Rows 13 and 15.
fn stays_on_existing(world: &World, place: usize, id: &'static str) -> Expectation {
    let balancer = match world.presence(id) {
        Presence::Gone => return Expectation::nothing("row 15", &["error"], &["lost"]),
        Presence::Unknown => return in_place_derived(world, place, "row 13, derived"),
        Presence::Twice => return Expectation::nothing("row 13, listed twice", IN_PLACE_OR_NOT, &[]),
        Presence::Here(balancer) => balancer,
    };
    // Tags, VPC and sharing that would forbid to adopt it: whether they stop a Service that uses it already is not
    // documented (the event codes say "sync blocked" of some).
    match adoption(world, place, id) {
        Adoption::Allowed => in_place(world, place, balancer, "row 13"),
        Adoption::Unclear | Adoption::Refused(_) => in_place_or_refused(world, place, balancer),
    }
}

fn in_place_or_refused(world: &World, place: usize, balancer: &Balancer) -> Expectation {
    let safe = super::in_sync::fits(world, place, balancer);
    if safe {
        return in_place(world, place, balancer, "row 13, shared or restricted");
    }
    Expectation::nothing("row 13, perhaps refused", IN_PLACE_OR_NOT, &["kept", "unknown"]).about(balancer.id)
}

/// Row 12.
fn exchanged(world: &World, place: usize, id: &'static str, old: &'static str) -> Expectation {
    let gone = world.presence(old) == Presence::Gone;
    if !world.rebuilds() {
        let rule = if gone { "row 12 blocked, gone" } else { "row 12 blocked" };
        return switch_blocked(rule, gone, adoption(world, place, id));
    }
    match adoption(world, place, id) {
        Adoption::Refused(_) => Expectation::nothing("row 12 rebuild, refused", &["error"], &[]),
        Adoption::Unclear => Expectation::nothing("row 12 rebuild, unclear", &["replace", "adopt", "error"], &[]),
        Adoption::Allowed => {
            let verdicts: &[&str] = if gone { &["adopt"] } else { &["replace"] };
            Expectation::nothing("row 12 rebuild", verdicts, &["changed", "new"])
        }
    }
}
