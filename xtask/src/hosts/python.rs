//! The host in Python, in a virtual environment below the target directory.

use super::host::{BenchProgram, FAST_MODULE, Host, command_in};
use crate::apt;
use crate::command::{command, run, stdout_of, target_dir};
use std::path::PathBuf;

pub const HOST: Host = Host { name: "python", title: "Python", folder: FOLDER, install, test, bench };

const FOLDER: &str = "host/python";

/// Installs the package into the environment the way users install it.
fn install() -> anyhow::Result<()> {
    apt::require(
        "Python 3.10 or newer with venv",
        || stdout_of(command(interpreter()).args(["-m", "venv", "--help"])).is_some(),
        &["python3-venv"],
    )?;
    let python = environment_python();
    if !python.exists() {
        run(command(interpreter()).args(["-m", "venv"]).arg(environment()))?;
    }
    let pip_install = |arguments: &[&str]| {
        let mut pip = command_in(FOLDER, &python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        run(pip.args(arguments))
    };
    pip_install(&["--require-hashes", "-r", "tests/requirements.txt"])?;
    pip_install(&[".[test]"])
}

/// Checks the types, and tests the installed package.
fn test() -> anyhow::Result<()> {
    let python = || command_in(FOLDER, environment_python());
    run(python().args(["-m", "mypy", "--cache-dir"]).arg(environment().join("mypy")))?;
    run(python().args(["-m", "unittest", "discover", "--start-directory", "tests"]))
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    let python = environment_python().to_string_lossy().into_owned();
    Ok(vec![BenchProgram { module: FAST_MODULE, command: vec![python, format!("{FOLDER}/bench.py")] }])
}

fn environment() -> PathBuf {
    target_dir().join("host-python")
}

fn environment_python() -> PathBuf {
    environment().join(if cfg!(windows) { "Scripts" } else { "bin" }).join(interpreter())
}

fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
