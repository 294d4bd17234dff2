//! `cargo xtask bench`: everything that is measured, as tables for `host/bench/README.md`.
//!
//! Times are of one machine and one moment; what carries over is how those of one table compare, so each table is made in
//! one run, in rounds that take turns, and has the shortest times: the ones that a busy machine disturbs least.

mod core;
mod hosts;
mod others;
mod page;
mod program;
mod runtimes;
mod table;

use crate::shell::{cargo, root, run, target_dir};
use crate::{build, run as command_line, web};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::path::PathBuf;

/// A part of the page: what it is called there and on the command line, and what makes it.
struct Part {
    name: &'static str,
    tables: fn() -> anyhow::Result<String>,
}

const PARTS: [Part; 5] = [
    Part { name: "core", tables: core::tables },
    Part { name: "runtimes", tables: runtimes::tables },
    Part { name: "hosts", tables: hosts::tables },
    Part { name: "page", tables: page::tables },
    Part { name: "others", tables: others::tables },
];

/// Puts the tables into the page.
const WRITE: &str = "--write";

/// `cargo xtask bench [PART…] [--write]`.
pub fn bench(arguments: &[String]) -> anyhow::Result<()> {
    let (flags, names): (Vec<_>, Vec<_>) = arguments.iter().map(String::as_str).partition(|word| word.starts_with('-'));
    let known = PARTS.map(|part| part.name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("`{unknown}` is none of what is measured: {}", known.join(", "));
    }
    ensure!(flags.iter().all(|flag| *flag == WRITE), "`cargo xtask bench` takes names of parts, and {WRITE}");
    prepare(LARGEST)?;
    for part in PARTS.iter().filter(|part| names.is_empty() || names.contains(&part.name)) {
        let tables = (part.tables)().with_context(|| format!("`{}` was not measured", part.name))?;
        println!("{tables}");
        if !flags.is_empty() {
            write(part.name, &tables)?;
        }
    }
    Ok(())
}

/// Services of the largest cluster.
const LARGEST: usize = 10_000;

/// Modules, programs, and what is measured.
fn prepare(largest: usize) -> anyhow::Result<()> {
    build::build()?;
    command_line::host(command_line::With::Tests)?;
    run(cargo().args(["build", "--release", "--locked", "--package", "clbplan-host-bench", "--bins"]))?;
    let mut make = program::released("make");
    run(make.arg(folder()).arg(largest.to_string()))
}

/// Where what is measured is written to.
fn folder() -> PathBuf {
    target_dir().join("bench")
}

/// Replaces a part of the page.
fn write(name: &str, tables: &str) -> anyhow::Result<()> {
    let path = root().join("host/bench/README.md");
    let page = fs::read_to_string(&path)?;
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let parts = page.split_once(&begin).and_then(|(head, rest)| Some((head, rest.split_once(&end)?.1)));
    let (head, tail) = parts.with_context(|| format!("{} has no place for {name}", path.display()))?;
    fs::write(&path, format!("{head}{begin}{tables}\n{end}{tail}")).context("cannot write the page")
}

/// A part of `cargo xtask test`: every program runs, on little, so that none of them is found broken on the day it is
/// needed. What it prints is not looked at.
pub fn smoke() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "clbplan-host-bench", "--locked", "--lib", "--benches"]))?;
    prepare(10)?;
    core::allocations(10)?;
    runtimes::measure(10, 1)?;
    page::runtime(&runtimes::wanted(10)?)?;
    hosts::measure(3, 1)?;
    Ok(())
}
