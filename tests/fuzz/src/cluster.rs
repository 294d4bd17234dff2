//! The target `cluster`: the random Services, clusters and clouds of the property tests, selected by coverage.

use crate::check_every_answer;
use crate::properties::random_choices_as_bytes::CaseBytes;
use crate::properties::{always_answers, api_limits, random_request, safety};

/// Splits the input: first the number of objects of each kind, then the bytes of each object.
fn split(data: &[u8]) -> Option<CaseBytes> {
    let (counts, mut rest) = data.split_first_chunk::<5>()?;
    let mut part = |length: usize| {
        let (part, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        // Missing bytes are zeros, which select the simplest choice.
        part.iter().copied().chain(std::iter::repeat(0)).take(length).collect::<Vec<u8>>()
    };
    let [services, nodes, slices, configs, load_balancers] = counts.map(usize::from);
    let context = part(48);
    let edits = part(60);
    Some(CaseBytes {
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
    let Some(seeds) = split(data) else { return };
    let request = random_request::request(&seeds);
    let text = request.to_string();
    let answer = clbplan::plan_sync(&text);
    let plan = check_every_answer::parse(&answer);
    check_every_answer::check_schema("plan-sync", &plan);
    let checked = always_answers::check(&plan)
        .and_then(|()| safety::check(&request, &plan))
        .and_then(|()| api_limits::check(&plan));
    if let Err(reason) = checked {
        panic!("{reason}\n{request}");
    }
    assert_eq!(answer, clbplan::plan_sync(&text), "a second call gave a different answer");
    check_every_answer::check_schema("simulate", &check_every_answer::parse(&clbplan::simulate(&text)));
}

/// Pseudo-random bytes; the scenarios cannot be converted to inputs of this target.
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
