//! Judges the plans of many random worlds.

use super::check_plan_against_model::{BrokenLaw, Judgement, judge};
use super::generate_world::world;
use super::known_differences;
use super::read_plan::{list, read, text};
use super::shrink::shrink;
use super::world::World;
use super::write_request_of_world::request;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const USUAL: u64 = 5000;

/// With that many worlds, each known difference occurs.
const MANY: u64 = 50_000;

/// Of one world in so many, equivalent requests are planned too.
const RELATED: u64 = 8;

/// Rules that the ordinary worlds need not reach.
const RARE: &[&str] = &[];

type Kind = (&'static str, &'static str, &'static str);

#[derive(Default)]
struct Tally {
    exercised: BTreeMap<&'static str, u64>,
    /// The first world and complaint of each kind, and how many there were. A kind is a known difference, or "", and what
    /// is broken.
    found: BTreeMap<Kind, (u64, BrokenLaw, u64)>,
}

#[test]
fn the_planner_agrees_with_the_model() {
    let (worlds, seed) = (number("CLBPLAN_WORLDS").unwrap_or(USUAL), number("CLBPLAN_SEED").unwrap_or(0));
    let tally = judge_all(seed.wrapping_mul(1 << 32), worlds);
    if number("CLBPLAN_SHOW").is_some() {
        show(&tally);
    }
    let new = report(&tally, |kind| kind.0.is_empty());
    assert!(new.is_empty(), "{new}");
    let every = laws().into_iter().chain(RULES.iter().copied());
    let idle: Vec<&str> = every.filter(|name| !RARE.contains(name) && !tally.exercised.contains_key(name)).collect();
    assert!(idle.is_empty() || worlds < USUAL, "never exercised: {idle:?}");
    let gone = known_differences::ALL.iter().filter(|known| tally.found.keys().all(|kind| kind.0 != known.name));
    let gone: Vec<&str> = gone.map(|known| known.name).collect();
    assert!(gone.is_empty() || worlds < MANY, "differences that no world shows any more: {gone:?}");
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Judges the worlds of these seeds, on as many threads as there are processors.
fn judge_all(first: u64, worlds: u64) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let run = |thread: u64| {
        let mut tally = Tally::default();
        for seed in (first..first + worlds).skip(thread as usize).step_by(threads as usize) {
            tally.judge(seed);
        }
        tally
    };
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|thread| scope.spawn(move || run(thread))).collect();
        let parts = handles.into_iter().map(|handle| handle.join().expect("a thread that judges"));
        parts.fold(Tally::default(), Tally::add)
    })
}

/// Judges the plan of a world, and if asked, the plans of equivalent requests.
fn judged(world: &World, relations: bool) -> Judgement {
    let request = request(world);
    match read(&clbplan::plan_sync(&request.to_string())) {
        Ok(plan) => {
            let mut judgement = judge(world, &plan);
            if relations {
                super::laws_of_two_plans::check(&request, &plan, &mut judgement);
            }
            judgement
        }
        Err(text) => {
            let complaint = BrokenLaw { law: "the planner answers", rule: "", place: None, text };
            Judgement { complaints: vec![complaint], exercised: Vec::new() }
        }
    }
}

impl Tally {
    fn judge(&mut self, seed: u64) {
        let world = world(seed);
        let judgement = judged(&world, seed.is_multiple_of(RELATED));
        for name in judgement.exercised {
            *self.exercised.entry(name).or_default() += 1;
        }
        for complaint in judgement.complaints {
            let kind = kind(&world, &complaint);
            let entry = self.found.entry(kind).or_insert((seed, complaint, 0));
            entry.2 += 1;
        }
    }

    fn add(mut self, other: Tally) -> Tally {
        for (name, count) in other.exercised {
            *self.exercised.entry(name).or_default() += count;
        }
        for (kind, (seed, complaint, count)) in other.found {
            let entry = self.found.entry(kind).or_insert((seed, complaint.clone(), 0));
            entry.2 += count;
            if seed < entry.0 {
                (entry.0, entry.1) = (seed, complaint);
            }
        }
        self
    }
}

fn kind(world: &World, complaint: &BrokenLaw) -> Kind {
    (known_differences::known(world, complaint).unwrap_or_default(), complaint.law, complaint.rule)
}

/// Each of these kinds of complaint, with the plainest world that shows it.
fn report(tally: &Tally, wanted: impl Fn(&Kind) -> bool) -> String {
    let mut out = String::new();
    for (kind, (seed, complaint, count)) in tally.found.iter().filter(|(kind, _)| wanted(kind)) {
        let same = |world: &World| {
            let related = super::laws_of_two_plans::ALL.contains(&complaint.law);
            judged(world, related).complaints.into_iter().find(|found| self::kind(world, found) == *kind)
        };
        let plainest = shrink(&world(*seed), |world| same(world).is_some());
        let text = same(&plainest).map_or_else(|| complaint.text.clone(), |found| found.text);
        out += &format!("\n{} [{}], {count} times, first in seed {seed}: {text}\n", complaint.law, complaint.rule);
        out += &format!("{}\n{}", request(&plainest), outline(&plainest));
    }
    out
}

/// What the planner answers, in short.
fn outline(world: &World) -> String {
    let answer = clbplan::plan_sync(&request(world).to_string());
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    let mut out = String::new();
    for service in list(&answer["services"]) {
        let balancer = &service["loadBalancer"];
        let codes = |member: &Value| -> Vec<String> { list(member).iter().map(|one| text(&one["code"])).collect() };
        out += &format!(
            "  {}/{} {}: {} {} {}, because {:?}\n",
            text(&service["namespace"]),
            text(&service["name"]),
            text(&service["event"]),
            text(&balancer["verdict"]),
            balancer["id"],
            text(&balancer["vip"]),
            codes(&balancer["because"])
        );
        for action in list(&service["actions"]) {
            out += &format!("    {} {}\n", text(&action["api"]), action["request"]);
        }
        for withheld in list(&service["withheld"]) {
            let code = text(&withheld["because"]["code"]);
            out += &format!("    withheld {} {} ({code})\n", text(&withheld["verb"]), text(&withheld["address"]));
        }
    }
    for finding in list(&answer["diagnostics"]) {
        let object = format!("{}/{}", text(&finding["object"]["namespace"]), text(&finding["object"]["name"]));
        out += &format!("  {} {object}: {}\n", text(&finding["code"]), text(&finding["message"]));
    }
    let assumptions: Vec<String> = list(&answer["assumptions"]).iter().map(|one| text(&one["code"])).collect();
    out + &format!("  complete {}, assumes {assumptions:?}\n", answer["complete"])
}

/// Prints how often each law and rule was exercised, and each known difference.
fn show(tally: &Tally) {
    for (name, count) in &tally.exercised {
        println!("{count:>8} {name}");
    }
    for ((known, law, rule), (seed, complaint, count)) in &tally.found {
        println!("{count:>8} complaints: {known}: {law} [{rule}], seed {seed}: {}", complaint.text);
    }
    println!("{}", report(tally, |kind| !kind.0.is_empty()));
}

/// The names of all laws and parts of expectations.
pub fn laws() -> BTreeSet<&'static str> {
    let parts = [
        "expected verdict",
        "expected address",
        "expected load balancer",
        "expected DeleteLoadBalancer",
        "expected CreateLoadBalancer",
        "expected to leave it alone",
        "expected a withheld deletion",
    ];
    let laws = super::laws_of_ownership::ALL
        .iter()
        .chain(&super::laws_of_effects::ALL)
        .chain(&super::laws_of_plan_statements::ALL);
    laws.chain(&super::laws_of_two_plans::ALL).chain(&parts).copied().collect()
}

/// The rules of `expectation_by_decision_table.rs`.
const RULES: &[&str] = &[
    "rejected",
    "mode: skip",
    "mode: skip, perhaps",
    "a ClusterIP that may have a load balancer (Serverless)",
    "held: unclear",
    "no live objects, create",
    "no live objects, adopt",
    "no live objects, refused",
    "no live objects, unclear",
    "row 1",
    "row 2",
    "row 2, unproven",
    "row 2 or 3",
    "row 3, no flag",
    "row 3, not ours",
    "row 3, protected",
    "row 3, Private Link",
    "row 3, owner is the user",
    "row 3, another Service stays",
    "row 3, no cluster's tag",
    "row 3, an Ingress",
    "row 4",
    "row 4, derived",
    "row 5",
    "row 5, existing",
    "row 6",
    "purchase over the quota",
    "purchase, quota unclear",
    "row 7",
    "row 7, E4011",
    "row 7, E4012",
    "row 7, E4013",
    "row 7, E4014",
    "row 7, E4016",
    "row 7, malformed id",
    "row 7, other VPC",
    "row 7, listener quota",
    "row 7, unclear",
    "row 8",
    "row 8, derived",
    "row 8, tags unclear",
    "row 8 or 9, the network differs",
    "row 9 blocked",
    "row 9 blocked, derived",
    "row 9 rebuild",
    "row 9 rebuild, derived",
    "row 9 rebuild, unproven",
    "row 9 rebuild, quota unclear",
    "row 10 blocked",
    "row 10 blocked, gone",
    "row 10 rebuild",
    "row 10 rebuild, refused",
    "row 10 rebuild, unclear",
    "row 10a",
    "row 10a, flag still there",
    "row 10a, unclear",
    "row 11 blocked",
    "row 11 blocked, gone",
    "row 11 rebuild",
    "row 12 blocked",
    "row 12 blocked, gone",
    "row 12 rebuild",
    "row 12 rebuild, refused",
    "row 12 rebuild, unclear",
    "row 13",
    "row 13, shared or restricted",
    "row 13, perhaps refused",
    "row 13, derived",
    "row 14",
    "row 14a",
    "row 15",
];
