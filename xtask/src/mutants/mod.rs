//! `cargo xtask mutants`: puts faults into the core, one at a time, and counts those that the tests notice.
//!
//! All faults of a folder are written into a copy of the checkout ([`find`], [`fault_site`]), each behind a number that an environment
//! variable selects, so that the core is compiled once and not once for each fault ([`compile`]). The scenarios are asked first, all
//! in one process, because they notice most. Every single test is run without a fault, which shows how long it takes and which
//! faults it would execute; each fault that is left is looked for by those tests, the fastest first ([`run`]). `tests/mutants.md` has
//! the results of the last run of each folder ([`results`]).

mod classify_rust_syntax;
mod compile;
mod fault_site;
mod find;
mod results;
mod run;

use crate::run_command::{command, root, stdout_of};
use anyhow::{Context as _, bail};
use compile::{Fault, FaultyCheckout};
use results::Results;
use run::{FaultOutcome, Test};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Environment variable: after so many minutes, all faults that are left are undecided.
const MINUTES: &str = "CLBPLAN_MUTANTS_MINUTES";

/// Tests that run at the same time.
const WORKERS: usize = 2;

/// The folders whose faults cost most, and that are tested if none is named.
const FOLDERS: [&str; 8] =
    ["sharing", "lifecycle", "policy", "current", "desired", "planner", "provided_objects", "plan_sync"];

/// `cargo xtask mutants [FOLDER …]`
pub fn mutants(named: &[String]) -> anyhow::Result<()> {
    let folders: Vec<String> = if named.is_empty() { FOLDERS.map(str::to_owned).to_vec() } else { named.to_vec() };
    if let Some(unknown) = folders.iter().find(|folder| !root().join("src").join(folder).exists()) {
        bail!("there is no `src/{unknown}`");
    }
    let minutes = std::env::var(MINUTES).ok().map(|text| text.parse::<f64>()).transpose().context(MINUTES)?;
    let deadline = minutes.map(|minutes| Instant::now() + Duration::from_secs_f64(minutes * 60.0));
    let mut checkout = FaultyCheckout::new(&files_in(&folders)?)?;
    let answers = checkout.compile()?;
    let faults = checkout.faults();
    let of_folder = |folder: &String| -> Vec<&Fault> {
        faults.iter().filter(|fault| Path::new(&fault.file).starts_with(folder)).collect()
    };
    let record = |folder: &String, outcomes: Vec<FaultOutcome>| -> anyhow::Result<Results> {
        let mut results = Results::default();
        for (fault, outcome) in of_folder(folder).into_iter().zip(outcomes) {
            results.add(fault, outcome);
        }
        // Of a single file the faults that are missed are only shown.
        if root().join("src").join(folder).is_dir() {
            results.record(folder, checkout.not_compiled(folder), &revision()?)?;
        }
        Ok(results)
    };
    let mut by_scenarios = BTreeMap::new();
    for folder in &folders {
        let (start, own) = (Instant::now(), of_folder(folder));
        by_scenarios.extend(ask_scenarios(&answers, checkout.folder(), &own, deadline)?);
        let outcome = |fault: &&Fault| by_scenarios.get(&fault.number).cloned().unwrap_or(FaultOutcome::Undecided);
        let outcomes: Vec<FaultOutcome> = own.iter().map(outcome).collect();
        let noticed = outcomes.iter().filter(|outcome| **outcome != FaultOutcome::Undecided).count();
        let seconds = start.elapsed().as_secs();
        eprintln!("{noticed} of {} faults of {folder} are noticed by scenarios, after {seconds} s", own.len());
        record(folder, outcomes)?;
    }
    let tests = run::measure(&checkout.compile_tests()?, checkout.folder())?;
    for folder in &folders {
        let outcomes = outcomes(&of_folder(folder), &by_scenarios, &tests, checkout.folder(), deadline)?;
        record(folder, outcomes)?.print();
    }
    Ok(())
}

/// Asks the scenarios with the faults of a folder, in several processes.
fn ask_scenarios(
    program: &Path,
    folder: &Path,
    faults: &[&Fault],
    deadline: Option<Instant>,
) -> anyhow::Result<BTreeMap<u32, FaultOutcome>> {
    let each = faults.len() / WORKERS + 1;
    let of_part = |part: u32| {
        let own = faults.chunks(each).nth(part as usize).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return Ok(BTreeMap::new()) };
        run::ask_scenarios(program, folder, first.number..last.number + 1, deadline)
    };
    in_threads(&of_part).map(|parts| parts.into_iter().flatten().collect())
}

fn is_over(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| Instant::now() > deadline)
}

/// The results of several threads.
fn in_threads<T: Send>(work: &(dyn Fn(u32) -> anyhow::Result<T> + Sync)) -> anyhow::Result<Vec<T>> {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..WORKERS as u32).map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended early"))).collect()
    })
}

/// Looks for faults with the tests.
fn outcomes(
    faults: &[&Fault],
    by_scenarios: &BTreeMap<u32, FaultOutcome>,
    tests: &[Test],
    folder: &Path,
    deadline: Option<Instant>,
) -> anyhow::Result<Vec<FaultOutcome>> {
    let (start, next) = (Instant::now(), AtomicUsize::new(0));
    let open = faults.iter().filter(|fault| !by_scenarios.contains_key(&fault.number)).count();
    let done = AtomicUsize::new(0);
    let worker = |_| -> anyhow::Result<Vec<(usize, FaultOutcome)>> {
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(fault) = faults.get(index) else { return Ok(found) };
            let outcome = match by_scenarios.get(&fault.number) {
                Some(outcome) => outcome.clone(),
                None if is_over(deadline) => FaultOutcome::Undecided,
                None => {
                    let outcome = run::look_for(fault.number, tests, folder)?;
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done.is_multiple_of(20) || matches!(outcome, FaultOutcome::Missed | FaultOutcome::NotExecuted) {
                        let (seconds, place) = (start.elapsed().as_secs(), format!("{}:{}", fault.file, fault.line));
                        eprintln!("{done} of {open} after {seconds} s: {place} {outcome:?}: {}", fault.what);
                    }
                    outcome
                }
            };
            found.push((index, outcome));
        }
    };
    let mut found: Vec<_> = in_threads(&worker)?.into_iter().flatten().collect();
    found.sort_by_key(|(index, _)| *index);
    Ok(found.into_iter().map(|(_, outcome)| outcome).collect())
}

/// The commit that is checked out, and whether files differ from it.
fn revision() -> anyhow::Result<String> {
    let git = |arguments: &[&str]| stdout_of(command("git").args(arguments));
    let commit = git(&["rev-parse", "--short=12", "HEAD"]).context("no commit")?;
    let changed = git(&["status", "--porcelain", "--", "src", "tests/*.rs", "tests/scenarios", "Cargo.toml"]);
    Ok(if changed.is_some_and(|files| files.is_empty()) { commit } else { format!("{commit} and changes") })
}

/// The source files of folders, without tests.
fn files_in(folders: &[String]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    while let Some(path) = open.pop() {
        let absolute = root().join("src").join(&path);
        if absolute.is_dir() {
            for entry in std::fs::read_dir(absolute)? {
                open.push(path.join(entry?.file_name()));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_of_tests(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_of_tests(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}
