//! `cargo xtask test`: every check there is, one after the other, cheap ones first. The first that fails ends it.

use crate::bench;
use crate::build;
use crate::fuzz;
use crate::hosts;
use crate::node;
use crate::run::{HOST_PACKAGES, MODULE_DIR, With, host, module_dir};
use crate::sdk;
use crate::shell::{cargo, run};
use crate::size;
use crate::supply;
use crate::web;
use anyhow::Context;
use std::time::Instant;

/// A check: what it is called, and what it does.
type Step = (&'static str, fn() -> anyhow::Result<()>);

/// In order: later ones need what earlier ones make.
const STEPS: &[Step] = &[
    ("format", format),
    ("lint", lint),
    ("core", core),
    ("requests in the vendor's SDK", sdk::check),
    ("fuzz targets", fuzz::check),
    ("build tool", build_tool),
    ("others' code", supply::check),
    ("documentation", documentation),
    ("build", build::build),
    ("size", size::check),
    ("hosts in Rust", rust_hosts),
    ("outputs by their own standards", outputs),
    ("inputs of the other hosts", hosts::prepare),
    ("host in Python", hosts::python),
    ("host in Go", hosts::go),
    ("host in Java", hosts::java),
    ("npm package", node::package),
    ("what is measured", bench::smoke),
    ("page", web::tests),
];

/// Runs them.
pub fn test() -> anyhow::Result<()> {
    let start = Instant::now();
    let mut times = Vec::new();
    for &(name, step) in STEPS {
        eprintln!("\n== {name}");
        let begin = Instant::now();
        step().with_context(|| format!("the check \"{name}\" failed"))?;
        times.push((name, begin.elapsed()));
    }
    eprintln!();
    for (name, time) in times {
        eprintln!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    eprintln!("{:>7.1} s  in all; every check passed", start.elapsed().as_secs_f64());
    Ok(())
}

fn format() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> anyhow::Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "-D", "warnings"]))
}

fn core() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "clbplan", "--all-features", "--locked"]))
}

/// Apart from the core, whose features would make another build of what this tool is made of.
fn build_tool() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "xtask", "--locked"]))
}

/// With private items: nothing of this is published on its own, and its readers are those who work on it.
fn documentation() -> anyhow::Result<()> {
    let mut cargo = cargo();
    cargo.args(["doc", "--workspace", "--no-deps", "--all-features", "--document-private-items", "--locked"]);
    run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

/// In release, like the command line itself: wasmtime is compiled once.
fn rust_hosts() -> anyhow::Result<()> {
    host(With::Tests)?;
    run(cargo().args(["test", "--release", "--locked"]).args(HOST_PACKAGES).env(MODULE_DIR, module_dir()))
}

/// Here, because what judges them would change how the hosts are built.
fn outputs() -> anyhow::Result<()> {
    run(cargo().args([
        "test",
        "--package",
        "clbplan",
        "--all-features",
        "--locked",
        "--test",
        "outputs",
        "--",
        "--ignored",
    ]))
}
