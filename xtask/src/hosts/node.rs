//! The npm package, as it would be published: its files, its types and its answers, in Node and in bundlers.

use super::host::{BenchProgram, Host, PORTABLE_MODULE, command_in};
use crate::command::{root, run, stdout_of};
use crate::{npm_install, web};

pub const HOST: Host = Host { name: "node", title: "the npm package", folder: "pkg", install, test, bench };

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

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    if stdout_of(command_in(".", "node").arg("--version")).is_none() {
        return Ok(Vec::new());
    }
    let command = vec!["node".to_owned(), "host/bench/node.mjs".to_owned()];
    Ok(vec![BenchProgram { module: PORTABLE_MODULE, command }])
}
