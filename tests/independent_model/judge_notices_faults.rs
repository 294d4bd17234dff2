//! Proof that the judge notices faults: plans that it finds right, with one fault put into each.

use super::check_plan_against_model::judge;
use super::faults_put_into_plans::ALL;
use super::generate_world::world;
use super::read_plan::read;
use super::write_request_of_world::request;
use serde_json::Value;
use std::collections::BTreeMap;

/// Each fault must be put into at least that many plans.
const TIMES: u64 = 3;
/// Worlds to look for plans in; after each fault has been put into `ENOUGH` plans, no more are needed.
const WORLDS: u64 = 700;
const ENOUGH: u64 = 10;

#[test]
fn the_judge_notices_each_fault() {
    let mut applied: BTreeMap<&str, u64> = BTreeMap::new();
    let mut missed = Vec::new();
    for seed in 0..WORLDS {
        let world = world((1 << 40) + seed);
        let answer: Value =
            serde_json::from_str(&clbplan::plan_sync(&request(&world).to_string())).expect("an answer is JSON");
        let found_right = read(&answer.to_string()).is_ok_and(|plan| judge(&world, &plan).complaints.is_empty());
        if !found_right {
            continue;
        }
        for (name, corrupt) in ALL {
            let count = applied.entry(name).or_default();
            if *count >= ENOUGH {
                continue;
            }
            let mut corrupted = answer.clone();
            if !corrupt(&world, &mut corrupted) {
                continue;
            }
            *count += 1;
            let plan = read(&corrupted.to_string()).expect("a plan");
            if judge(&world, &plan).complaints.is_empty() {
                missed.push(format!("{name}, seed {seed}: {}", request(&world)));
            }
        }
    }
    assert!(missed.is_empty(), "{} faults are not noticed, the first: {}", missed.len(), missed[0]);
    let seldom: Vec<_> = applied.iter().filter(|(_, count)| **count < TIMES).collect();
    assert!(seldom.is_empty(), "put into too few plans: {seldom:?}");
}

/// A plan of a made-up world, to see the complaint itself.
#[test]
fn a_deletion_without_proof_is_named() {
    let seed = (0..WORLDS).find(|seed| {
        let world = world(*seed);
        world.cloud.as_ref().is_some_and(|cloud| cloud.balancers.iter().any(|one| one.id.contains("supp")))
    });
    let world = world(seed.expect("a world with a supplied load balancer"));
    let answer = clbplan::plan_sync(&request(&world).to_string());
    let mut answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    let (_, corrupt) = ALL.iter().find(|(name, _)| *name == "a supplied load balancer is deleted").expect("the fault");
    assert!(corrupt(&world, &mut answer));
    let plan = read(&answer.to_string()).expect("a plan");
    let laws: Vec<&str> = judge(&world, &plan).complaints.iter().map(|one| one.law).collect();
    assert!(laws.contains(&super::laws_of_ownership::DELETED_WITH_PROOF), "{laws:?}");
}
