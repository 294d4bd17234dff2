//! The inputs of the hosts' tests, below the target directory.
//!
//! `corpus.jsonl` has requests with the answers of the native core, written by the core's own tests. `faulty-modules/` has
//! modules with one fault each.

use crate::faulty_modules;
use crate::run_command::{cargo, run, target_dir};
use anyhow::Context;
use std::fs;
use std::path::PathBuf;

/// Environment variable of the hosts' tests: the directory with the corpus and the faulty modules.
pub const TARGET: &str = "CLBPLAN_TARGET";

/// Writes the corpus and the faulty modules.
pub fn write_inputs() -> anyhow::Result<()> {
    write_corpus()?;
    faulty_modules::write()
}

/// Runs the core's tests that write requests with their answers, and joins what they wrote into one file. Returns its path.
pub fn write_corpus() -> anyhow::Result<PathBuf> {
    let mut cargo = cargo();
    cargo.args(["test", "--quiet", "--package", "clbplan", "--all-features", "--locked"]);
    cargo.args(["--test", "scenarios", "--test", "properties", "--", "for_the_other_runtimes"]);
    run(&mut cargo)?;
    let parts = ["scenarios", "random"].map(|name| target_dir().join("tmp/corpus").join(name).with_extension("jsonl"));
    let texts = parts.map(|part| fs::read_to_string(&part).with_context(|| format!("cannot read {}", part.display())));
    let mut corpus = String::new();
    for text in texts {
        corpus.push_str(&text?);
    }
    let file = target_dir().join("corpus.jsonl");
    fs::write(&file, corpus)?;
    Ok(file)
}
