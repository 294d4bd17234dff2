//! The vendor's SDK checks the calls of the plans that the core's tests have written: `tests/sdk/check.py`, in an environment
//! of its own below the target directory.

use crate::run_command::{command, root, run, stdout_of, target_dir};
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
    let mut check = command(&inside);
    // Written by the core's tests: every scenario, and the calls of random plans.
    let plans = ["tmp/corpus/scenarios.jsonl", "tmp/requests/random.jsonl"].map(|file| target_dir().join(file));
    check.arg("tests/sdk/check.py").args(plans);
    run(&mut check)
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
