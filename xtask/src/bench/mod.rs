//! `cargo xtask bench`: runs all benchmarks and prints the tables of `host/bench/README.md` and `xtask/MEASUREMENTS.md`.
//!
//! Times depend on the machine and the moment; what carries over is the ratio between the rows of one table. Each table is
//! therefore made in one run, in rounds that alternate between the programs, and shows the shortest times: they are disturbed
//! least by other work on the machine.

mod bench_folder;
mod case;
mod count_printed_lines;
mod hosts;
mod instructions;
mod live_cluster;
mod native_core;
mod other_tools;
mod page;
mod run_program;
mod runtimes;
mod table;

use crate::build;
use crate::run_cli::{CargoTargets, build_host};
use crate::run_command::{cargo, root, run};
use anyhow::{Context, bail, ensure};
use bench_folder::LARGEST;
use std::fs;

/// A section of the page, and the function that makes its tables.
struct Part {
    name: &'static str,
    tables: fn() -> anyhow::Result<String>,
    page: &'static str,
}

const README: &str = "host/bench/README.md";

const PARTS: [Part; 8] = [
    Part { name: "core", tables: native_core::tables, page: README },
    Part { name: "runtimes", tables: runtimes::tables, page: README },
    Part { name: "hosts", tables: hosts::tables, page: README },
    Part { name: "page", tables: page::tables, page: README },
    Part { name: "other-tools", tables: other_tools::tables, page: README },
    Part { name: LIVE_CLUSTER, tables: live_cluster::tables, page: README },
    Part { name: LINES, tables: count_printed_lines::tables, page: README },
    Part { name: INSTRUCTIONS, tables: instructions::tables, page: "xtask/MEASUREMENTS.md" },
];

/// The part that needs nothing but the native core.
const INSTRUCTIONS: &str = "instructions";

/// The parts that need nothing but the command line.
const LIVE_CLUSTER: &str = "live-cluster";
const LINES: &str = "lines";

/// Writes the tables to the page.
const WRITE: &str = "--write";

/// `cargo xtask bench [PART…] [--write]`.
pub fn bench(arguments: &[String]) -> anyhow::Result<()> {
    let (flags, names): (Vec<_>, Vec<_>) = arguments.iter().map(String::as_str).partition(|word| word.starts_with('-'));
    let known = PARTS.map(|part| part.name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        bail!("unknown part `{unknown}`; the parts are {}", known.join(", "));
    }
    ensure!(flags.iter().all(|flag| *flag == WRITE), "`cargo xtask bench` takes names of parts, and {WRITE}");
    match names.as_slice() {
        [INSTRUCTIONS] => prepare_native(instructions::LARGEST)?,
        [_, ..] if names.iter().all(|name| [LIVE_CLUSTER, LINES].contains(name)) => build_host(CargoTargets::Programs)?,
        _ => prepare(LARGEST)?,
    }
    for part in PARTS.iter().filter(|part| names.is_empty() || names.contains(&part.name)) {
        let tables = (part.tables)().with_context(|| format!("cannot measure `{}`", part.name))?;
        println!("{tables}");
        if !flags.is_empty() {
            write(part, &tables)?;
        }
    }
    Ok(())
}

/// Builds modules and programs, and generates the requests.
fn prepare(largest: usize) -> anyhow::Result<()> {
    build::build()?;
    build_host(CargoTargets::ProgramsAndTests)?;
    prepare_native(largest)
}

/// Builds the programs of the native core, and generates the requests.
fn prepare_native(largest: usize) -> anyhow::Result<()> {
    run(cargo().args(["build", "--release", "--locked", "--package", "clbplan-host-bench", "--bins"]))?;
    run(run_program::released("generate").arg(bench_folder::folder()).arg(largest.to_string()))
}

/// Replaces the section of a part in its page.
fn write(Part { name, page, .. }: &Part, tables: &str) -> anyhow::Result<()> {
    let path = root().join(page);
    let page = fs::read_to_string(&path)?;
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
    let parts = page.split_once(&begin).and_then(|(head, rest)| Some((head, rest.split_once(&end)?.1)));
    let (head, tail) = parts.with_context(|| format!("{} has no section {name}", path.display()))?;
    fs::write(&path, format!("{head}{begin}{tables}\n{end}{tail}")).context("cannot write the page")
}

/// A step of `cargo xtask test`: runs every program on small inputs, so that a broken one is noticed early. The numbers are
/// ignored.
pub fn smoke_test() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "clbplan-host-bench", "--locked", "--lib", "--benches"]))?;
    prepare(10)?;
    native_core::allocations(10)?;
    runtimes::measure(10, 1)?;
    page::runtime(&case::usual_cases(10)?)?;
    hosts::measure(3, 1)?;
    Ok(())
}
