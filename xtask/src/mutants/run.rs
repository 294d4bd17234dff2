//! Runs single tests with and without faults.

use anyhow::{Context, ensure};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// A single test.
pub struct Test {
    program: PathBuf,
    name: String,
    /// What it takes without a fault.
    time: Duration,
    /// The faults that it would execute.
    seen: BTreeSet<u32>,
}

/// What became of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Noticed(String),
    TimedOut,
    Missed,
    /// No test executes it.
    NotExecuted,
}

/// A fault that makes a test run so many times as long is noticed.
const TIMES: u32 = 8;

/// Fewer random cases than usual, because every missed fault goes through all of them.
const CASES: &str = "100";
const WORLDS: &str = "2000";

/// Runs every test without a fault; those that fail are left out. The fastest one is first.
pub fn measure(programs: &[PathBuf], folder: &Path) -> anyhow::Result<Vec<Test>> {
    let seen_file = folder.join("seen");
    let mut tests = Vec::new();
    for program in programs {
        let list = Command::new(program).args(["--list", "--format", "terse"]).current_dir(folder).output()?;
        let list = String::from_utf8_lossy(&list.stdout).into_owned();
        for name in list.lines().filter_map(|line| line.strip_suffix(": test")) {
            // It writes files for other programs and asserts nothing.
            if name.contains("written_for") {
                continue;
            }
            let _ = fs::remove_file(&seen_file);
            let start = Instant::now();
            let mut command = test_command(program, name, folder);
            let passed = command.env("CLBPLAN_FAULTS_SEEN", &seen_file).status()?.success();
            if !passed {
                eprintln!("{name} fails without a fault, and is left out");
                continue;
            }
            let seen = fs::read_to_string(&seen_file).unwrap_or_default();
            let seen = seen.lines().filter_map(|number| number.parse().ok()).collect();
            tests.push(Test { program: program.clone(), name: name.to_owned(), time: start.elapsed(), seen });
        }
    }
    ensure!(!tests.is_empty(), "no test passes");
    tests.sort_by_key(|test| test.time);
    for test in tests.iter().rev().take(12) {
        eprintln!("{:>7.1} s {}, {} faults", test.time.as_secs_f64(), test.name, test.seen.len());
    }
    Ok(tests)
}

/// Runs the tests that execute a fault, until one fails.
pub fn look_for(number: u32, tests: &[Test], folder: &Path) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::NotExecuted;
    for test in tests.iter().filter(|test| test.seen.contains(&number)) {
        outcome = Outcome::Missed;
        let mut command = test_command(&test.program, &test.name, folder);
        let mut child = command.env("CLBPLAN_FAULT", number.to_string()).spawn().context("cannot start a test")?;
        let limit = Instant::now() + test.time * TIMES + Duration::from_secs(5);
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if Instant::now() > limit {
                child.kill()?;
                child.wait()?;
                break None;
            }
            thread::sleep(Duration::from_millis(2));
        };
        match status {
            None => return Ok(Outcome::TimedOut),
            Some(status) if !status.success() => return Ok(Outcome::Noticed(test.name.clone())),
            Some(_) => {}
        }
    }
    Ok(outcome)
}

fn test_command(program: &Path, name: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args([name, "--exact", "--test-threads=1"]).current_dir(folder);
    command.env("CLBPLAN_CASES", CASES).env("CLBPLAN_WORLDS", WORLDS).env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}
