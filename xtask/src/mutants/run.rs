//! Runs the scenarios and single tests, with and without faults.

use anyhow::{Context, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
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
pub enum FaultOutcome {
    /// By this scenario or test.
    Noticed(String),
    /// The scenario or test does not end.
    Endless(String),
    /// It was not noticed, and a test was stopped by the clock, not by its work.
    Undecided,
    Missed,
    /// No test executes it.
    NotExecuted,
}

/// A fault that makes a test need so many times as much of the processor, beside a constant, is noticed. The system counts
/// it, so that other programs do not matter.
const TIMES: u32 = 8;
const AT_LEAST: Duration = Duration::from_secs(5);

/// A test that waits so many times as long as it may work is stopped, and nothing is known of the fault.
const WAITING: u32 = 10;

/// The same for all scenarios that execute a fault; their work is counted by the switch.
const LONGEST_SILENCE: Duration = Duration::from_secs(120);

/// Fewer random cases than usual, because every missed fault goes through all of them.
const CASES: &str = "100";
const WORLDS: &str = "2000";

/// What the scenarios notice of these faults. Those that are missing are not noticed.
pub fn ask_scenarios(
    program: &Path,
    folder: &Path,
    faults: Range<u32>,
    deadline: Option<Instant>,
) -> anyhow::Result<BTreeMap<u32, FaultOutcome>> {
    let mut noticed = BTreeMap::new();
    let mut from = faults.start;
    loop {
        let mut command = Command::new(program);
        command.env("CLBPLAN_FAULTS_FROM", from.to_string()).env("CLBPLAN_FAULTS_UNTIL", faults.end.to_string());
        command.current_dir(folder).env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("cannot start the scenarios")?;
        let output = child.stdout.take().context("no output")?;
        let (send, lines) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| send.send(line))
        });
        let mut open = None;
        let is_silent = loop {
            let line = match lines.recv_timeout(LONGEST_SILENCE) {
                Ok(line) => line,
                Err(error) => break error == mpsc::RecvTimeoutError::Timeout,
            };
            if deadline.is_some_and(|deadline| Instant::now() > deadline) {
                child.kill()?;
                child.wait()?;
                return Ok(noticed);
            }
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["begin", number] => open = Some(number.parse::<u32>()?),
                [how @ ("noticed" | "endless"), number, scenario] => {
                    let by = format!("scenario {scenario}");
                    let outcome = if *how == "endless" { FaultOutcome::Endless(by) } else { FaultOutcome::Noticed(by) };
                    noticed.insert(number.parse()?, outcome);
                }
                ["wrong", scenario] => bail!("{scenario} has another answer without a fault: run the tests first"),
                ["end"] => return Ok(noticed),
                _ => bail!("unknown line: {line}"),
            }
        };
        child.kill()?;
        child.wait()?;
        let Some(number) = open else { bail!("the scenarios do not run") };
        // What ends the process, for example a full stack, also ends the test.
        if !is_silent {
            noticed
                .entry(number)
                .or_insert_with(|| FaultOutcome::Noticed("scenarios, by the end of the process".to_owned()));
        }
        from = number + 1;
    }
}

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
pub fn look_for(number: u32, tests: &[Test], folder: &Path) -> anyhow::Result<FaultOutcome> {
    let mut outcome = FaultOutcome::NotExecuted;
    for test in tests.iter().filter(|test| test.seen.contains(&number)) {
        let most_work = test.time * TIMES + AT_LEAST;
        let mut command = limited_command(test, folder, most_work);
        let child = command.env("CLBPLAN_FAULT", number.to_string()).spawn();
        match wait(child.context("cannot start a test")?, most_work * WAITING)? {
            Some(status) if is_stopped(status) => return Ok(FaultOutcome::Endless(test.name.clone())),
            Some(status) if !status.success() => return Ok(FaultOutcome::Noticed(test.name.clone())),
            Some(_) if outcome == FaultOutcome::NotExecuted => outcome = FaultOutcome::Missed,
            Some(_) => {}
            None => outcome = FaultOutcome::Undecided,
        }
    }
    Ok(outcome)
}

/// How a process ended, if it did within this time.
fn wait(mut child: std::process::Child, longest: Duration) -> anyhow::Result<Option<ExitStatus>> {
    let limit = Instant::now() + longest;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// True if the system stopped a process that worked too long.
fn is_stopped(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;
        // SIGKILL and SIGXCPU; the first one where no time is left to handle the second.
        matches!(status.signal(), Some(9 | 24))
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}

/// A test whose work is limited by the system.
fn limited_command(test: &Test, folder: &Path, most_work: Duration) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -t \"$0\" && exec \"$@\""]).arg(most_work.as_secs().to_string());
    command.arg(&test.program);
    set_up(&mut command, &test.name, folder);
    command
}

fn test_command(program: &Path, name: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    set_up(&mut command, name, folder);
    command
}

fn set_up(command: &mut Command, name: &str, folder: &Path) {
    command.args([name, "--exact", "--test-threads=1"]).current_dir(folder);
    command.env("CLBPLAN_CASES", CASES).env("CLBPLAN_WORLDS", WORLDS).env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}
