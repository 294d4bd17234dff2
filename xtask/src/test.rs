//! `cargo xtask test`: every check, one after the other, cheap ones first. It stops at the first failure.

use crate::hosts::{self, HOSTS};
use crate::run_command::{cargo, run};
use crate::{
    bench, build, check_calls_with_vendor_sdk, check_distributed_crates, check_npm_lockfiles, fuzz, size, web,
    write_host_test_inputs,
};
use anyhow::{Context, bail};
use std::time::Instant;

/// A check: its name, and what it runs.
struct Step {
    name: String,
    run: Box<dyn Fn() -> anyhow::Result<()>>,
}

impl Step {
    fn new(name: &str, run: impl Fn() -> anyhow::Result<()> + 'static) -> Step {
        Step { name: name.to_owned(), run: Box::new(run) }
    }
}

/// All checks, in order: later ones use the outputs of earlier ones.
fn steps() -> Vec<Step> {
    let mut steps = vec![
        Step::new("format", format),
        Step::new("lint", lint),
        Step::new("core", core),
        Step::new("requests in the vendor's SDK", check_calls_with_vendor_sdk::check),
        Step::new("fuzz targets", fuzz::check),
        Step::new("build tool", build_tool),
        Step::new("dependencies", dependencies),
        Step::new("documentation", documentation),
        Step::new("build", build::build),
        Step::new("size", size::check),
        Step::new("inputs of the hosts' tests", write_host_test_inputs::write_inputs),
    ];
    steps.extend(HOSTS.into_iter().map(|host| Step::new(&format!("host: {}", host.title), move || hosts::test(&host))));
    steps.extend([
        Step::new("the tests' CLB API, called by the vendor's SDK", check_calls_with_vendor_sdk::call_fake_cloud),
        Step::new("output formats against their standards", output_formats),
        Step::new("benchmark programs", bench::smoke_test),
        Step::new("page", web::tests),
    ]);
    steps
}

/// Runs all checks, or those from a step on.
pub fn test(arguments: &[String]) -> anyhow::Result<()> {
    let start = Instant::now();
    let mut times = Vec::new();
    for Step { name, run } in selected(arguments)? {
        eprintln!("\n== {name}");
        let begin = Instant::now();
        run().with_context(|| format!("the check \"{name}\" failed"))?;
        times.push((name, begin.elapsed()));
    }
    eprintln!();
    for (name, time) in times {
        eprintln!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    eprintln!("{:>7.1} s  in total; every one of these checks passed", start.elapsed().as_secs_f64());
    Ok(())
}

fn selected(arguments: &[String]) -> anyhow::Result<Vec<Step>> {
    let mut steps = steps();
    match arguments {
        [] => Ok(steps),
        [flag, from] if flag == "--from" => {
            let Some(first) = steps.iter().position(|step| step.name == *from) else {
                let names: Vec<String> = steps.into_iter().map(|step| step.name).collect();
                bail!("there is no step \"{from}\"; the steps are: {}", names.join(", "));
            };
            Ok(steps.split_off(first))
        }
        _ => bail!("`cargo xtask test` takes only `--from STEP`"),
    }
}

fn format() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> anyhow::Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "-D", "warnings"]))
}

fn core() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "clbplan", "--package", "clbplan-policy", "--all-features", "--locked"]))
}

/// Separately from the core, whose features would cause another build of this tool's dependencies.
fn build_tool() -> anyhow::Result<()> {
    run(cargo().args(["test", "--package", "xtask", "--locked"]))
}

fn dependencies() -> anyhow::Result<()> {
    let mut problems = check_npm_lockfiles::problems()?;
    problems.extend(check_distributed_crates::problems()?);
    if problems.is_empty() { Ok(()) } else { bail!(problems.join("\n")) }
}

/// With private items: nothing is published separately, and the readers are those who work on the code.
fn documentation() -> anyhow::Result<()> {
    let mut cargo = cargo();
    cargo.args(["doc", "--workspace", "--no-deps", "--all-features", "--document-private-items", "--locked"]);
    run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
}

/// After the hosts: the validators that this test depends on would change how the hosts are built.
fn output_formats() -> anyhow::Result<()> {
    let mut cargo = cargo();
    cargo.args([
        "test",
        "--package",
        "clbplan",
        "--all-features",
        "--locked",
        "--test",
        "valid_cli_outputs",
        "--",
        "--ignored",
    ]);
    run(&mut cargo)
}
