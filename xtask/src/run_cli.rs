//! `cargo xtask run`: the command line with the module of this checkout.
//!
//! Engine and command line are only built in release mode, and always together: wasmtime takes longer to compile than
//! everything else, and this way it is compiled once for running and for testing.

use crate::build::BuiltModule;
use crate::command::{cargo, command, root, run as run_command, target_dir};
use crate::{input_hash, web};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What to build of the host packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CargoTargets {
    Programs,
    /// Dependencies of the tests change the features of crates that wasmtime uses. Building both together avoids compiling
    /// wasmtime twice.
    ProgramsAndTests,
}

/// Packages that contain wasmtime.
pub const HOST_PACKAGES: [&str; 6] =
    ["--package", "clbplan-host", "--package", "clbplan-cli", "--package", "clbplan-live"];

/// More packages that contain wasmtime; they are only needed for their tests.
pub const SERVER_PACKAGES: [&str; 2] = ["--package", "clbplan-webhook"];

/// Environment variable of the builds of command line and webhook: the directory of `clbplan-fast.wasm` and `clbplan.cwasm`,
/// which they embed.
pub const MODULE_DIR: &str = "CLBPLAN_MODULE_DIR";

/// The value of [`MODULE_DIR`].
pub fn module_dir() -> PathBuf {
    root().join("pkg")
}

/// Builds what is needed, then runs `clbplan` and returns its exit status.
pub fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    // `cargo xtask run -- plan …`: cargo's alias has its own `--`, so this one arrives here.
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    build_host(CargoTargets::Programs)?;
    let status = Command::new(released("clbplan")).args(arguments).status()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Compiles the fast module for this machine, and builds the command line that embeds it and, where Node is installed, the page. The
/// second build compiles the command line alone, and only if the module has changed.
pub fn build_host(targets: CargoTargets) -> anyhow::Result<()> {
    web::build_everything()?;
    build_packages(targets)?;
    let wasm = BuiltModule::Fast.output();
    let compiled = module_dir().join("clbplan.cwasm");
    let stamp_file = module_dir().join("web/.stamp-cwasm");
    let stamp = input_hash::hash_files(&[&wasm, &released("precompile")])?;
    if !input_hash::is_current(&stamp_file, &stamp, std::slice::from_ref(&compiled)) {
        run_command(command(released("precompile")).arg(&wasm).arg(&compiled))?;
        input_hash::write(&stamp_file, &stamp)?;
    }
    build_packages(targets)
}

fn build_packages(targets: CargoTargets) -> anyhow::Result<()> {
    let mut cargo = cargo();
    cargo.args(["build", "--release", "--locked"]).args(HOST_PACKAGES);
    match targets {
        CargoTargets::Programs => cargo.arg("--bins"),
        CargoTargets::ProgramsAndTests => cargo.args(SERVER_PACKAGES).args(["--bins", "--tests", "--examples"]),
    };
    run_command(cargo.env(MODULE_DIR, module_dir()))
}

/// A program of the release build.
pub fn released(program: &str) -> PathBuf {
    target_dir().join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
