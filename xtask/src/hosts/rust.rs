//! The host in Rust, and the command line and the webhook that use it.

use super::host::{BenchProgram, FAST_MODULE, Host, NOTICES, VERSION, output_of};
use crate::check_host_package;
use crate::run_cli::{CargoTargets, HOST_PACKAGES, MODULE_DIR, SERVER_PACKAGES, build_host, module_dir, released};
use crate::run_command::{cargo, command, root, run, target_dir};
use anyhow::Context;
use std::fs;
use std::path::Path;
use std::process::Command;

pub const HOST: Host = Host { name: "rust", title: "Rust", folder: "host/rust", install, test, release, bench };

/// The Rust that runs this tool is enough.
fn install() -> anyhow::Result<()> {
    Ok(())
}

/// In release mode, like the command line itself, so that wasmtime is compiled once.
fn test() -> anyhow::Result<()> {
    build_host(CargoTargets::ProgramsAndTests)?;
    // The same targets as that build, so that nothing is compiled again.
    run(of_all_packages("test").args(["--bins", "--tests", "--examples"]))?;
    // With the module in the crate, for its README and its example. All packages are named, because others would need other
    // features of wasmtime.
    let bundled = ["--features", "clbplan-host/bundled"];
    run(of_all_packages("test").args(bundled).arg("--doc"))?;
    // `cargo test` builds an example that is named as a test of its own, not as the program that this test runs.
    run(of_all_packages("build").args(bundled).args(["--example", "preview"]))?;
    run(of_all_packages("test").args(bundled).args(["--test", "preview_example"]))
}

fn of_all_packages(subcommand: &str) -> Command {
    let mut command = cargo();
    command.args([subcommand, "--release", "--locked"]).args(HOST_PACKAGES).args(SERVER_PACKAGES);
    command.env(MODULE_DIR, module_dir());
    command
}

/// The crate with the module in it; its documentation's example, which is the README's, in the unpacked crate.
fn release(folder: &Path) -> anyhow::Result<()> {
    let module = root().join("host/rust/module");
    fs::create_dir_all(&module)?;
    for file in [FAST_MODULE, NOTICES] {
        fs::copy(module_dir().join(file), module.join(file)).context("cannot copy the module into the crate")?;
    }
    let packed =
        run(cargo().args(["package", "--package", "clbplan-host", "--allow-dirty", "--no-verify", "--locked"]));
    fs::remove_dir_all(&module)?;
    packed?;
    let archive = target_dir().join(format!("package/clbplan-host-{VERSION}.crate"));
    let files = output_of(command("tar").args(["--list", "--file"]).arg(&archive))?;
    check_host_package::check_files(
        "the crate",
        &files,
        &["/LICENSE", "/README.md", "/module/clbplan-fast.wasm", "/module/NOTICES.txt", "/src/types.rs"],
    )?;
    run(command("tar").args(["--extract", "--file"]).arg(&archive).arg("--directory").arg(folder))?;
    let unpacked = folder.join(format!("clbplan-host-{VERSION}"));
    // Not a member of the workspace that surrounds it.
    let mut manifest = fs::read_to_string(unpacked.join("Cargo.toml"))?;
    manifest.push_str("\n[workspace]\n");
    fs::write(unpacked.join("Cargo.toml"), manifest)?;
    fs::copy(root().join("Cargo.lock"), unpacked.join("Cargo.lock"))?;
    let mut test = cargo();
    test.current_dir(&unpacked).args(["test", "--release", "--offline", "--doc", "--features", "bundled"]);
    run(&mut test)
}

/// The module as compiled code and as WebAssembly.
fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    build_host(CargoTargets::ProgramsAndTests)?;
    let command = || vec![released("examples/measure").to_string_lossy().into_owned()];
    Ok(["clbplan.cwasm", FAST_MODULE].map(|module| BenchProgram { module, command: command() }).into())
}
