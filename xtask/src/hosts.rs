//! `cargo xtask hosts`: the hosts in other languages, each tested by its own language's tools.
//!
//! They get three things: the module, `target/corpus.jsonl` (requests with the answers of the native core, written by the
//! core's tests) and `target/faults/` (modules with one fault each). A language that is not there is installed where
//! apt-get may do that; elsewhere it is an error which says what to install.

use crate::shell::{answer, cargo, command, root, run, target_dir};
use crate::{apt, build, faults, node};
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A host: its language, and how it is tested.
type Host = (&'static str, fn() -> anyhow::Result<()>);

const HOSTS: [Host; 4] = [("python", python), ("go", go), ("java", java), ("node", node::package)];

/// Tells the tests where the corpus and the faulty modules are.
pub const TARGET: &str = "CLBPLAN_TARGET";

/// `cargo xtask hosts [LANGUAGE…]`: all of them, or those named.
pub fn hosts(names: &[String]) -> anyhow::Result<()> {
    let known = HOSTS.map(|(name, _)| name);
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("`{unknown}` is none of the hosts: {}", known.join(", "));
    }
    build::build()?;
    prepare()?;
    let wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    HOSTS.into_iter().filter(|(name, _)| wanted(name)).try_for_each(|(_, test)| test())
}

/// Writes the corpus and the faulty modules.
pub fn prepare() -> anyhow::Result<()> {
    corpus()?;
    faults::write()
}

/// Writes the requests of the core's tests, with the core's answers; the file.
pub fn corpus() -> anyhow::Result<PathBuf> {
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

/// The interpreter of an environment that has the package, installed as anybody installs it.
pub fn python_environment() -> anyhow::Result<PathBuf> {
    apt::need(
        "Python 3.10 or newer with venv",
        || answer(command(interpreter()).args(["-m", "venv", "--help"])).is_some(),
        &["python3-venv"],
    )?;
    let environment = target_dir().join("host-python");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let inside = environment.join(folder).join(interpreter());
    if !inside.exists() {
        run(command(interpreter()).args(["-m", "venv"]).arg(&environment))?;
    }
    let install = |what: &[&str]| {
        let mut pip = with_inputs(&inside, &root().join("host/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        run(pip.args(what))
    };
    install(&["--require-hashes", "-r", "tests/requirements.txt"])?;
    install(&[".[test]"])?;
    Ok(inside)
}

/// Types, and tests with the package as it was installed.
pub fn python() -> anyhow::Result<()> {
    let inside = python_environment()?;
    let python = || with_inputs(&inside, &root().join("host/python"));
    run(python().args(["-m", "mypy", "--cache-dir"]).arg(target_dir().join("host-python/mypy")))?;
    run(python().args(["-m", "unittest", "discover", "--start-directory", "tests"]))
}

/// The oldest Go that the host's go.mod takes; one that is newer than 1.21 gets it by itself.
const GO: &str = "Go 1.25 or newer";

/// Package and example, with the race detector where there is a C compiler for it.
pub fn go() -> anyhow::Result<()> {
    let version = || answer(command("go").args(["env", "GOVERSION"]));
    let new_enough = || version().is_some_and(|version| minor_of_go(&version).is_some_and(|minor| minor >= 21));
    apt::need(GO, new_enough, &["golang-go"])?;
    let go = |folder: &str| with_inputs(Path::new("go"), &root().join(folder));
    let races = answer(go("host/go").args(["env", "CGO_ENABLED"])).as_deref() == Some("1")
        && answer(command("cc").arg("--version")).is_some();
    run(go("host/go").args(["vet", "./..."]))?;
    let mut test = go("host/go");
    test.args(["test", "-count=1"]).args(races.then_some("-race")).arg("./...");
    run(&mut test)?;
    run(go("host/examples/admission").args(["vet", "./..."]))?;
    run(go("host/examples/admission").args(["test", "-count=1", "./..."]))
}

/// `25` of `go1.25.3`.
fn minor_of_go(version: &str) -> Option<u32> {
    version.strip_prefix("go1.")?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// What Maven builds goes below `target/host-java`.
pub fn java() -> anyhow::Result<()> {
    let both = || answer(command("javac").arg("-version")).and(answer(command(maven()).arg("-version"))).is_some();
    apt::need("A Java development kit, 17 or newer, and Maven", both, &["default-jdk-headless", "maven"])?;
    let mut mvn = with_inputs(Path::new(maven()), &root().join("host/java"));
    run(mvn.args(["--quiet", "--batch-mode", "--strict-checksums", "test"]))
}

/// Maven's program.
pub fn maven() -> &'static str {
    if cfg!(windows) { "mvn.cmd" } else { "mvn" }
}

/// A command in a host's folder, which is told where its inputs are.
fn with_inputs(program: &Path, folder: &Path) -> Command {
    let mut command = command(program);
    command.current_dir(folder).env(TARGET, target_dir()).env_remove("CLBPLAN_WASM");
    command
}

fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
