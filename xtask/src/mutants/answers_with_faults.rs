//! Asks the core every scenario with every fault that the scenario executes, in one process: a thousand times cheaper than a process
//! for each. `cargo xtask mutants` copies this file into the faulty checkout as a test program, and reads what it prints.
//!
//! A scenario notices a fault if the answer is not the committed one, which the test `answers_are_as_expected` would report.

#![allow(warnings)]

#[path = "../harness/mod.rs"]
mod harness;

use clbplan::mutants;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A fault that makes a scenario do so many times as much, beside a constant, is noticed: it would not end. No scenario without a
/// fault comes near to it.
const TIMES: u64 = 20;
const AT_LEAST: u64 = 5_000_000;

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    // A fault may recurse without an end, but what is only deep must not be taken for that.
    let judge = std::thread::Builder::new().stack_size(64 << 20).spawn(judge);
    judge.expect("a thread").join().expect("the scenarios are judged");
}

fn judge() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let wanted = number("CLBPLAN_FAULTS_FROM").unwrap_or(0)..number("CLBPLAN_FAULTS_UNTIL").unwrap_or(u32::MAX);
    let hashes = std::fs::read_to_string(harness::hashes()).unwrap_or_default();
    let hashes: BTreeMap<&str, &str> =
        hashes.lines().filter_map(|line| line.split_once(' ')).map(|(hash, id)| (id, hash)).collect();
    // For each fault the scenarios that execute it, with what they cost.
    let mut scenarios: BTreeMap<u32, Vec<(u64, usize)>> = BTreeMap::new();
    let mut asked = Vec::new();
    for case in harness::load().0 {
        let request = case.request.to_string();
        mutants::begin(u32::MAX, u64::MAX);
        let answer = harness::ask(case.function, &request);
        let (work, seen) = mutants::end();
        if hashes.get(case.id.as_str()) != Some(&format!("{:016x}", hash(&answer)).as_str()) {
            say(&format!("wrong {}", case.id));
            continue;
        }
        for number in seen {
            scenarios.entry(number).or_default().push((work, asked.len()));
        }
        asked.push((case.id, case.function, request, answer));
    }
    for (number, mut scenarios) in scenarios.into_iter().filter(|(number, _)| wanted.contains(number)) {
        say(&format!("begin {number}"));
        scenarios.sort();
        for (work, index) in scenarios {
            let (id, function, request, expected) = &asked[index];
            let most_work = work * TIMES + AT_LEAST;
            mutants::begin(number, most_work);
            let answer = catch_unwind(AssertUnwindSafe(|| harness::ask(*function, request)));
            let (work, _) = mutants::end();
            if answer.ok().as_ref() != Some(expected) {
                let how = if work > most_work { "endless" } else { "noticed" };
                say(&format!("{how} {number} {id}"));
                break;
            }
        }
    }
    say("end");
}

/// As in `tests/scenarios.rs`.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}
