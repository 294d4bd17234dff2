//! The npm package, as it would be published: its files, its types and its answers, in Node and in bundlers.

use super::host::{BenchProgram, Host, PORTABLE_MODULE, command_in, output_of};
use crate::check_host_package;
use crate::command::{command, root, run, stdout_of};
use crate::{npm_install, web};
use anyhow::Context;
use std::fs;
use std::path::Path;

pub const HOST: Host = Host { name: "node", title: "the npm package", folder: "pkg", install, test, release, bench };

const TESTS: &str = "tests/package";

fn install() -> anyhow::Result<()> {
    if npm_install::is_installed() { npm_install::install(&root().join(TESTS)) } else { Ok(()) }
}

fn test() -> anyhow::Result<()> {
    if !npm_install::is_installed() {
        eprintln!("skipped: Node and npm are not installed");
        return Ok(());
    }
    web::build()?;
    run(command_in(TESTS, "node").args(["--test", "--test-concurrency=2"]))
}

/// The archive, installed by npm into a project whose programs are the README's first example and that of the planner.
fn release(folder: &Path) -> anyhow::Result<()> {
    let npm = || {
        let mut npm = command(npm_install::npm());
        npm.current_dir(folder);
        npm
    };
    run(npm().args(["pack", "--silent", "--ignore-scripts"]).arg(root().join("pkg")))?;
    fs::write(folder.join("package.json"), "{ \"type\": \"module\", \"private\": true }\n")?;
    let files = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let archive = files.into_iter().find(|name| name.ends_with(".tgz")).context("npm made no archive")?;
    run(npm().args(["install", "--offline", "--no-audit", "--no-fund"]).arg(format!("./{archive}")))?;
    let examples = check_host_package::examples("pkg/README.md", "js")?;
    for (number, example) in examples.iter().enumerate().filter(|(_, example)| is_program(example)) {
        let file = format!("example-{number}.js");
        fs::write(folder.join(&file), example)?;
        check_host_package::check_output(&output_of(command("node").current_dir(folder).arg(&file))?)?;
    }
    Ok(())
}

/// Whether an example is for Node: the bundlers' start with the name of their file, and the tests run them.
fn is_program(example: &str) -> bool {
    example.starts_with("import ")
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    if stdout_of(command_in(".", "node").arg("--version")).is_none() {
        return Ok(Vec::new());
    }
    let command = vec!["node".to_owned(), "host/bench/node.mjs".to_owned()];
    Ok(vec![BenchProgram { module: PORTABLE_MODULE, command }])
}
