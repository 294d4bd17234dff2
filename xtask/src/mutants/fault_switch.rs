//! The switch of faults, which `cargo xtask mutants` copies into the faulty core, and the record of the faults that a test would
//! execute. A fault of a condition is recorded where it would change it.
//!
//! The environment selects the fault of a whole process; `begin` selects one for a single call.

use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed};

static SELECTED: LazyLock<AtomicU32> = LazyLock::new(|| {
    let number = std::env::var("CLBPLAN_FAULT").ok().and_then(|number| number.parse().ok());
    AtomicU32::new(number.unwrap_or(u32::MAX))
});
static RECORD: LazyLock<Option<std::ffi::OsString>> = LazyLock::new(|| std::env::var_os("CLBPLAN_FAULTS_SEEN"));
static SEEN: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

/// How often a switch was asked, and how often it may be. A fault that makes a loop endless ends here.
static WORK: AtomicU64 = AtomicU64::new(0);
static MOST_WORK: AtomicU64 = AtomicU64::new(u64::MAX);

/// Selects a fault, and limits the work until `end`.
pub fn begin(number: u32, most_work: u64) {
    SEEN.iter().for_each(|seen| seen.store(false, Relaxed));
    SELECTED.store(number, Relaxed);
    WORK.store(0, Relaxed);
    MOST_WORK.store(most_work, Relaxed);
}

/// Selects no fault. Returns the work that was done, and the faults that were seen.
pub fn end() -> (u64, Vec<u32>) {
    SELECTED.store(u32::MAX, Relaxed);
    MOST_WORK.store(u64::MAX, Relaxed);
    let seen = SEEN.iter().enumerate().filter(|(_, seen)| seen.load(Relaxed));
    (WORK.load(Relaxed), seen.map(|(number, _)| number as u32).collect())
}

fn record(number: u32) {
    if WORK.fetch_add(1, Relaxed) > MOST_WORK.load(Relaxed) {
        // Only once: what runs while the stack is unwound is not the fault's.
        MOST_WORK.store(u64::MAX, Relaxed);
        panic!("a fault makes it do too much");
    }
    if number == 0 || SEEN[number as usize].load(Relaxed) {
        return;
    }
    if !SEEN[number as usize].swap(true, Relaxed)
        && let Some(path) = &*RECORD
    {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(format!("{number}\n").as_bytes()).unwrap();
    }
}

pub fn on(number: u32) -> bool {
    record(number);
    SELECTED.load(Relaxed) == number
}

pub fn forced(value: bool, yes: u32, no: u32) -> bool {
    record(if value { no } else { yes });
    let selected = SELECTED.load(Relaxed);
    (value || selected == yes) && selected != no
}
