//! `cargo xtask mutants`: puts faults into the core, one at a time, and counts those that the tests notice.
//!
//! cargo-mutants makes the faults: a function that returns another value, an operator in the place of another. Each one takes a
//! build of the core and the tests below, so a folder takes minutes to hours; `tests/mutants.md` has the results of the last run of
//! each folder. The build has its own target directory.

use crate::command::{cargo, command, root, run, stdout_of, target_dir};
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// The version whose faults the table counts; another one makes others.
const VERSION: &str = "27.1.0";

/// The folders whose faults cost most, and that are tested if none is named.
const FOLDERS: [&str; 4] = ["lifecycle", "sharing", "policy", "current"];

/// The tests that judge plans, the fastest first. Tests of hosts, sources and speed would notice nothing else.
const TESTS: [&str; 5] = ["costly_faults", "decision_tables", "codes", "scenarios", "properties"];

/// A fault that makes the core run for ever is noticed by this.
const SECONDS: &str = "300";

/// The table, and a section for each folder.
const RESULTS: &str = "tests/mutants.md";

const HEAD: &str = "\
# Faults that the tests notice

`cargo xtask mutants [FOLDER …]` puts faults into a folder of `src/`, one at a time, runs the tests that judge plans, and writes this
file. A fault that is missed is a line of code whose value no test states: write the test, see it fail with the fault, and run the
command again. Some faults change nothing that can be seen from outside; they are listed all the same.

";

/// `cargo xtask mutants [FOLDER …]`
pub fn mutants(folders: &[String]) -> anyhow::Result<()> {
    let program = install()?;
    let folders: Vec<&str> =
        if folders.is_empty() { FOLDERS.to_vec() } else { folders.iter().map(String::as_str).collect() };
    if let Some(unknown) = folders.iter().find(|folder| !root().join("src").join(folder).is_dir()) {
        bail!("there is no folder `src/{unknown}`");
    }
    for folder in folders {
        let output = target_dir().join("mutants").join(folder);
        fs::create_dir_all(&output)?;
        let mut tool = command(&program);
        tool.args(["mutants", "--package", "clbplan", "--no-shuffle", "--colors", "never", "--timeout", SECONDS]);
        tool.args(["--file", &format!("src/{folder}/**/*.rs"), "--exclude", "**/tests/**", "--output"]).arg(&output);
        // Only the messages of the compiler are of interest, and no fault may be hidden by a lint.
        tool.args(["--cap-lints=true", "--", "--lib"]);
        tool.args(TESTS.iter().flat_map(|test| ["--test", test]));
        tool.env("CARGO_TARGET_DIR", target_dir().join("mutants/target")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        eprintln!("$ cargo mutants --file src/{folder}/**/*.rs");
        // It also fails where faults are missed, which is a result.
        tool.status().context("cannot start cargo-mutants")?;
        record(folder, &fs::read_to_string(output.join("mutants.out/outcomes.json"))?)?;
    }
    Ok(())
}

/// The program, installed for this checkout unless it is.
fn install() -> anyhow::Result<PathBuf> {
    let folder = target_dir().join("tools");
    let program = folder.join("bin").join(format!("cargo-mutants{}", std::env::consts::EXE_SUFFIX));
    let installed = stdout_of(command(&program).args(["mutants", "--version"]));
    if !installed.is_some_and(|line| line.ends_with(VERSION)) {
        run(cargo().args(["install", "cargo-mutants", "--locked", "--version", VERSION, "--root"]).arg(&folder))?;
    }
    Ok(program)
}

/// Puts the results of a folder into the file.
fn record(folder: &str, outcomes: &str) -> anyhow::Result<()> {
    let file = root().join(RESULTS);
    let text = fs::read_to_string(&file).unwrap_or_default();
    let mut sections = sections(&text);
    sections.insert(folder.to_owned(), section(outcomes)?);
    fs::write(file, render(&sections))?;
    Ok(())
}

/// The sections of the file by folder, without their headings.
fn sections(text: &str) -> BTreeMap<String, String> {
    let sections = text.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
    let folder = |heading: &str| heading.trim_matches('`').trim_start_matches("src/").to_owned();
    sections.map(|(heading, body)| (folder(heading), body.trim().to_owned())).collect()
}

/// What became of the faults of one folder: a row of the table as its first line, then the faults that were missed.
fn section(outcomes: &str) -> anyhow::Result<String> {
    let outcomes: Value = serde_json::from_str(outcomes)?;
    let all = outcomes["outcomes"].as_array().context("the results have no list")?;
    let named = |summary: &str| -> Vec<&str> {
        let same = all.iter().filter(|outcome| outcome["summary"] == summary);
        same.filter_map(|outcome| outcome["scenario"]["Mutant"]["name"].as_str()).collect()
    };
    let count = |summary: &str| named(summary).len();
    let (noticed, slow, missed) = (count("CaughtMutant"), count("Timeout"), count("MissedMutant"));
    let all = noticed + slow + missed;
    let mut text =
        format!("{all} faults: {} noticed, {missed} missed; {} more do not compile", noticed + slow, count("Unviable"));
    if missed > 0 {
        text.push('\n');
    }
    for name in named("MissedMutant") {
        let name = name.trim_start_matches("src/");
        write!(text, "\n* `{}`", name.replace('`', "'"))?;
    }
    Ok(text)
}

fn render(sections: &BTreeMap<String, String>) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| folder | result |\n|---|---|\n");
    for (folder, section) in sections {
        let first = section.lines().next().unwrap_or_default();
        text.push_str(&format!("| `src/{folder}` | {first} |\n"));
    }
    for (folder, section) in sections {
        text.push_str(&format!("\n## `src/{folder}`\n\n{section}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn results_of_other_folders_stay() {
        let outcome =
            |summary: &str, name: &str| json!({ "summary": summary, "scenario": { "Mutant": { "name": name } } });
        let outcomes = json!({ "outcomes": [
            { "summary": "Success", "scenario": "Baseline" },
            outcome("CaughtMutant", "src/a/x.rs:1:2: replace f -> bool with true"),
            outcome("MissedMutant", "src/a/x.rs:3:4: replace == with != in g"),
            outcome("Unviable", "src/a/x.rs:5:6: replace h with Default::default()"),
        ] });
        let first = section(&outcomes.to_string()).unwrap_or_default();
        assert_eq!(
            first,
            "2 faults: 1 noticed, 1 missed; 1 more do not compile\n\n* `a/x.rs:3:4: replace == with != in g`"
        );
        let mut all = BTreeMap::from([("a".to_owned(), first)]);
        assert_eq!(sections(&render(&all)), all);
        all.insert("b".to_owned(), "0 faults: 0 noticed, 0 missed; 0 more do not compile".to_owned());
        assert_eq!(sections(&render(&all)), all);
    }
}
