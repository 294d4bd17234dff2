//! `cargo xtask mutants`: puts faults into the core, one at a time, and counts those that the tests notice.
//!
//! All faults of a folder are written into a copy of the checkout ([`find`], [`site`]), each behind a number that an environment
//! variable selects, so that the core is compiled once and not once for each fault ([`compile`]). Every single test is run
//! without a fault, which shows how long it takes and which faults it would execute; each fault is then looked for by those tests,
//! the fastest first ([`run`]). `tests/mutants.md` has the results of the last run of each folder ([`results`]).

mod compile;
mod find;
mod results;
mod run;
mod site;
mod syntax;

use crate::command::root;
use anyhow::bail;
use compile::FaultyCheckout;
use results::Results;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The folders whose faults cost most, and that are tested if none is named.
const FOLDERS: [&str; 6] = ["lifecycle", "sharing", "policy", "current", "desired", "planner"];

/// `cargo xtask mutants [FOLDER …]`
pub fn mutants(named: &[String]) -> anyhow::Result<()> {
    let folders: Vec<String> = if named.is_empty() { FOLDERS.map(str::to_owned).to_vec() } else { named.to_vec() };
    if let Some(unknown) = folders.iter().find(|folder| !root().join("src").join(folder).exists()) {
        bail!("there is no `src/{unknown}`");
    }
    let mut checkout = FaultyCheckout::new(&files_in(&folders)?)?;
    let programs = checkout.compile()?;
    let tests = run::measure(&programs, checkout.folder())?;
    let faults = checkout.faults();
    for folder in &folders {
        let start = Instant::now();
        let own: Vec<_> = faults.iter().filter(|fault| Path::new(&fault.file).starts_with(folder)).collect();
        let mut results = Results::default();
        for (done, fault) in own.iter().enumerate() {
            results.add(fault, run::look_for(fault.number, &tests, checkout.folder())?);
            if (done + 1) % 50 == 0 {
                let seconds = start.elapsed().as_secs_f64();
                eprintln!("{} of {} faults of {folder} after {seconds:.0} s", done + 1, own.len());
            }
        }
        // Of a single file the faults that are missed are only shown.
        if root().join("src").join(folder).is_dir() {
            results.record(folder, checkout.not_compiled(folder))?;
        }
        results.print();
    }
    Ok(())
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
