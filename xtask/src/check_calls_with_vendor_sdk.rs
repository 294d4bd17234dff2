//! The vendor's SDK judges what the tests rely on, in an environment of its own below the target directory: the calls of the
//! plans that the core's tests have written (`tests/sdk/check.py`), and the CLB API that the tests of the command line call
//! instead of the cloud (`tests/sdk/call_fake_cloud.py`).

use crate::run_cli::{CargoTargets, build_host, released};
use crate::run_command::{command, root, run, stdout_of, target_dir};
use anyhow::bail;
use std::fs;
use std::path::PathBuf;

/// Loads the request of every call into the SDK.
pub fn check() -> anyhow::Result<()> {
    let Some(python) = python_with_sdk()? else { return Ok(()) };
    let mut check = command(&python);
    // Written by the core's tests: every scenario, and the calls of random plans.
    let plans = ["tmp/corpus/scenarios.jsonl", "tmp/requests/random.jsonl"].map(|file| target_dir().join(file));
    check.arg("tests/sdk/check.py").args(plans);
    run(&mut check)
}

/// Lets the SDK call the tests' CLB API.
pub fn call_fake_cloud() -> anyhow::Result<()> {
    let Some(python) = python_with_sdk()? else { return Ok(()) };
    build_host(CargoTargets::ProgramsAndTests)?;
    run(command(&python).arg("tests/sdk/call_fake_cloud.py").arg(released("examples/fake_cloud")))
}

/// The interpreter that has the SDK. `None` without Python, after a message; in continuous integration that is an error.
fn python_with_sdk() -> anyhow::Result<Option<PathBuf>> {
    if stdout_of(command(python()).args(["-m", "venv", "--help"])).is_none() {
        if std::env::var_os("CI").is_some() {
            bail!("Python with venv is required to load the requests into the vendor's SDK");
        }
        eprintln!("skipped: Python with venv is not installed");
        return Ok(None);
    }
    let environment = target_dir().join("sdk");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let inside = environment.join(folder).join(python());
    let wanted = fs::read(root().join("tests/sdk/requirements.txt"))?;
    let installed = environment.join("requirements.txt");
    if fs::read(&installed).ok().as_ref() != Some(&wanted) {
        run(command(python()).args(["-m", "venv"]).arg(&environment))?;
        let mut pip = command(&inside);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            "tests/sdk/requirements.txt",
        ]);
        run(&mut pip)?;
        fs::write(&installed, wanted)?;
    }
    Ok(Some(inside))
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
