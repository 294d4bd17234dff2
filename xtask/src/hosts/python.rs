//! The host in Python, in a virtual environment below the target directory.

use super::host::{BenchProgram, FAST_MODULE, Host, command_in, output_of};
use crate::check_host_package;
use crate::install_with_apt;
use crate::run_command::{command, run, stdout_of, target_dir};
use std::path::{Path, PathBuf};

pub const HOST: Host = Host { name: "python", title: "Python", folder: FOLDER, install, test, release, bench };

const FOLDER: &str = "host/python";

/// Installs the package into the environment the way users install it.
fn install() -> anyhow::Result<()> {
    install_with_apt::require(
        "Python 3.11 or newer with venv",
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
    // Built by the hatchling of that file: an isolated build would download the newest one.
    pip_install(&["--no-build-isolation", ".[test]"])
}

/// Checks the types, and tests the installed package.
fn test() -> anyhow::Result<()> {
    let python = || command_in(FOLDER, environment_python());
    run(python().args(["-m", "mypy", "--cache-dir"]).arg(environment().join("mypy")))?;
    run(python().args(["-m", "unittest", "discover", "--start-directory", "tests"]))
}

/// Wheel and source archive; the wheel and its dependency in an environment of its own.
fn release(folder: &Path) -> anyhow::Result<()> {
    let packages = folder.join("packages");
    let built = || command_in(FOLDER, environment_python());
    run(built().args(["-m", "hatchling", "build", "--directory"]).arg(&packages))?;
    run(built()
        .args(["-m", "pip", "download", "--quiet", "--require-hashes", "-r", "tests/requirements.txt", "--dest"])
        .arg(&packages))?;
    let list = "import sys, tarfile, zipfile, pathlib\n\
        for file in pathlib.Path(sys.argv[1]).glob('clbplan-*'):\n    \
            print(*(zipfile.ZipFile(file).namelist() if file.suffix == '.whl' else tarfile.open(file).getnames()), sep='\\n')";
    let files = output_of(built().args(["-c", list]).arg(&packages))?;
    let expected = [
        "licenses/LICENSE",
        "clbplan/py.typed",
        "clbplan/types.py",
        "clbplan/clbplan-fast.wasm",
        "clbplan/NOTICES.txt",
        "0/LICENSE",
        "0/clbplan-fast.wasm",
        "0/NOTICES.txt",
    ];
    check_host_package::check_files("the wheel or the source archive", &files, &expected)?;
    let clean = folder.join("environment");
    run(command(interpreter()).args(["-m", "venv"]).arg(&clean))?;
    let python = || command(python_of(&clean));
    let offline = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links"];
    run(python().args(offline).arg(&packages).arg("clbplan"))?;
    let mut printed = String::new();
    for example in check_host_package::examples("host/python/README.md", "python")? {
        printed.push_str(&output_of(python().current_dir(folder).args(["-c", &example]))?);
    }
    check_host_package::check_output(&printed)
}

fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    let python = environment_python().to_string_lossy().into_owned();
    Ok(vec![BenchProgram { module: FAST_MODULE, command: vec![python, format!("{FOLDER}/bench.py")] }])
}

fn environment() -> PathBuf {
    target_dir().join("host-python")
}

fn environment_python() -> PathBuf {
    python_of(&environment())
}

fn python_of(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(interpreter())
}

fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
