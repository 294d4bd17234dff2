//! The host in Rust, and the command line that uses it.

use super::host::{BenchProgram, FAST_MODULE, Host};
use crate::command::{cargo, run};
use crate::run_cli::{CargoTargets, HOST_PACKAGES, MODULE_DIR, build_host, module_dir, released};

pub const HOST: Host = Host { name: "rust", title: "Rust", folder: "host/rust", install, test, bench };

/// The Rust that runs this tool is enough.
fn install() -> anyhow::Result<()> {
    Ok(())
}

/// In release mode, like the command line itself, so that wasmtime is compiled once.
fn test() -> anyhow::Result<()> {
    build_host(CargoTargets::ProgramsAndTests)?;
    run(cargo().args(["test", "--release", "--locked"]).args(HOST_PACKAGES).env(MODULE_DIR, module_dir()))
}

/// The module as compiled code and as WebAssembly.
fn bench() -> anyhow::Result<Vec<BenchProgram>> {
    build_host(CargoTargets::ProgramsAndTests)?;
    let command = || vec![released("examples/measure").to_string_lossy().into_owned()];
    Ok(["clbplan.cwasm", FAST_MODULE].map(|module| BenchProgram { module, command: command() }).into())
}
