//! The target `world`: the random Services, clusters and clouds of the property tests, chosen by coverage.

use crate::judge;
use crate::properties::tape::Seeds;
use crate::properties::{limits, safety, total, world};

/// The bytes of each part, one after the other: how many of each there are, then theirs.
fn cut(data: &[u8]) -> Option<Seeds> {
    let (counts, mut rest) = data.split_first_chunk::<5>()?;
    let mut part = |length: usize| {
        let (part, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        // After the last byte everything is plain.
        part.iter().copied().chain(std::iter::repeat(0)).take(length).collect::<Vec<u8>>()
    };
    let [services, nodes, slices, configs, load_balancers] = counts.map(usize::from);
    let context = part(48);
    let edits = part(60);
    Some(Seeds {
        context,
        edits,
        services: (0..services % 3 + 1).map(|_| part(180)).collect(),
        nodes: (0..nodes % 5).map(|_| part(8)).collect(),
        slices: (0..slices % 4).map(|_| part(26)).collect(),
        configs: (0..configs % 3).map(|_| part(56)).collect(),
        load_balancers: (0..load_balancers % 5).map(|_| part(150)).collect(),
    })
}

pub fn run(data: &[u8]) {
    let Some(seeds) = cut(data) else { return };
    let request = world::request(&seeds);
    let asked = request.to_string();
    let answer = clbplan::plan_sync(&asked);
    let plan = judge::parsed(&answer);
    judge::schema("plan-sync", &plan);
    let judged = total::judge(&plan).and_then(|()| safety::judge(&request, &plan)).and_then(|()| limits::judge(&plan));
    if let Err(reason) = judged {
        panic!("{reason}\n{request}");
    }
    assert_eq!(answer, clbplan::plan_sync(&asked), "another answer to the same request");
    judge::schema("simulate", &judge::parsed(&clbplan::simulate(&asked)));
}

/// Bytes from a generator of a few lines: these have nothing to do with the scenarios.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..200).map(|number| (0..number * 6 + 100).map(|_| byte()).collect()).collect()
}
