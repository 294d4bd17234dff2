//! `cargo xtask run`: the command line with the module of this checkout.
//!
//! Engine and command line are only built in release mode, and always together: wasmtime takes longer to compile than
//! everything else, and this way it is compiled once for running and for testing.

use crate::build::BuiltModule;
use crate::run_command::{cargo, command, root, run as run_command, target_dir};
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

/// Compiles the fast module for this machine, and builds the command line that embeds it and, where Node is installed, the page.
pub fn build_host(targets: CargoTargets) -> anyhow::Result<()> {
    web::build_everything()?;
    run_command(build_of_packages(targets).args(compiler_of_modules(targets)))?;
    let wasm = BuiltModule::Fast.output();
    let compiled = module_dir().join("clbplan.cwasm");
    let stamp_file = module_dir().join("web/.stamp-cwasm");
    let stamp = input_hash::hash_files(&[&wasm, &released("precompile")])?;
    if !input_hash::is_current(&stamp_file, &stamp, std::slice::from_ref(&compiled)) {
        run_command(command(released("precompile")).arg(&wasm).arg(&compiled))?;
        input_hash::write(&stamp_file, &stamp)?;
    }
    run_command(build_of_packages(targets).args(match targets {
        CargoTargets::Programs => &["--bins"][..],
        CargoTargets::ProgramsAndTests => &["--bins", "--tests", "--examples"],
    }))
}

/// What compiles the module, with a target that has the same dependencies as the whole build: cargo chooses the features of
/// wasmtime by all packages that are named, and by those for tests if a target of tests is named.
fn compiler_of_modules(targets: CargoTargets) -> &'static [&'static str] {
    match targets {
        CargoTargets::Programs => &["--bin", "precompile"],
        CargoTargets::ProgramsAndTests => &["--bin", "precompile", "--example", "measure"],
    }
}

fn build_of_packages(targets: CargoTargets) -> Command {
    let mut build = cargo();
    build.args(["build", "--release", "--locked"]).args(HOST_PACKAGES).env(MODULE_DIR, module_dir());
    if targets == CargoTargets::ProgramsAndTests {
        build.args(SERVER_PACKAGES);
    }
    build
}

/// A program of the release build.
pub fn released(program: &str) -> PathBuf {
    target_dir().join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
