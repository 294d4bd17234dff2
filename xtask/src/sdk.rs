//! Checks the requests in the expected plans against the vendor's SDK: runs `tests/sdk/check.py` in a virtual environment
//! below the target directory.

use crate::command::{command, root, run, stdout_of, target_dir};
use anyhow::bail;
use std::fs;

/// Runs the check. Without Python it is skipped with a message; in continuous integration that is an error.
pub fn check() -> anyhow::Result<()> {
    if stdout_of(command(python()).args(["-m", "venv", "--help"])).is_none() {
        if std::env::var_os("CI").is_some() {
            bail!("Python with venv is required to load the requests into the vendor's SDK");
        }
        eprintln!("skipped: Python with venv is not installed");
        return Ok(());
    }
    let environment = target_dir().join("sdk");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let environment_python = environment.join(folder).join(python());
    let requirements = fs::read(root().join("tests/sdk/requirements.txt"))?;
    let installed = environment.join("requirements.txt");
    if fs::read(&installed).ok().as_ref() != Some(&requirements) {
        run(command(python()).args(["-m", "venv"]).arg(&environment))?;
        let mut pip = command(&environment_python);
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
        fs::write(&installed, requirements)?;
    }
    let mut check = command(&environment_python);
    check.args(["tests/sdk/check.py", "tests/scenarios"]);
    // The calls of random plans, written by the property tests.
    let random = target_dir().join("tmp/requests");
    if random.is_dir() {
        check.arg(random);
    }
    run(&mut check)
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
