//! `cargo xtask run`: the command line with the module of this checkout.
//!
//! Engine and command line are built in release only, and always together: so wasmtime, which takes longer to compile than
//! all the rest, is compiled once for running and for testing.

use crate::shell::{cargo, command, root, run as run_command, target_dir};
use crate::{build, stamp};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What to build beside the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// Nothing.
    ProgramsOnly,
    /// The tests. What only they depend on decides about features of crates that wasmtime uses, so they are built together
    /// with the programs, or wasmtime would be compiled once for each.
    Tests,
}

/// Packages that contain wasmtime.
pub const HOST_PACKAGES: [&str; 4] = ["--package", "clbplan-host", "--package", "clbplan-cli"];

/// Tells the build of the command line where `clbplan.wasm` and `clbplan.cwasm` are: it takes them in.
pub const MODULE_DIR: &str = "CLBPLAN_MODULE_DIR";

/// Where they are.
pub fn module_dir() -> PathBuf {
    root().join("pkg")
}

/// Builds what is needed, then runs `clbplan`; its exit status is ours.
pub fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    // `cargo xtask run -- plan …`: cargo's alias has its own `--`, so this one arrives here.
    let arguments = match arguments.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => arguments,
    };
    build::build()?;
    host(With::ProgramsOnly)?;
    let status = Command::new(released("clbplan")).args(arguments).status()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The module compiled for this machine, and the command line that holds it. The second build compiles the command line
/// alone, and that only if the module has changed.
pub fn host(with: With) -> anyhow::Result<()> {
    packages(with)?;
    let wasm = module_dir().join("clbplan.wasm");
    let code = module_dir().join("clbplan.cwasm");
    let key = module_dir().join("web/.stamp-cwasm");
    let stamp = stamp::of_files(&[&wasm, &released("precompile")])?;
    if !stamp::holds(&key, &stamp, std::slice::from_ref(&code)) {
        run_command(command(released("precompile")).arg(&wasm).arg(&code))?;
        stamp::write(&key, &stamp)?;
    }
    packages(with)
}

fn packages(with: With) -> anyhow::Result<()> {
    let targets: &[&str] = match with {
        With::ProgramsOnly => &["--bins"],
        With::Tests => &["--bins", "--tests", "--examples"],
    };
    let mut cargo = cargo();
    cargo.args(["build", "--release", "--locked"]).args(HOST_PACKAGES).args(targets);
    run_command(cargo.env(MODULE_DIR, module_dir()))
}

fn released(program: &str) -> PathBuf {
    target_dir().join("release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
