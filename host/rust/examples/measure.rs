//! Times the host in Rust for `cargo xtask bench`: module, request, number of calls and function in, one line of JSON out.
//! A module whose name ends with `.cwasm` was compiled beforehand, for a command; any other is compiled for a server.

#![allow(clippy::print_stdout)]

use clbplan_host::{Function, HostError, Module, ProcessKind};
use clbplan_host_bench::{Arguments, measure};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { module: path, request, calls, function } = Arguments::read()?;
    let functions = [Function::ValidateService, Function::PlanSync];
    let function = functions.into_iter().find(|known| known.export() == function).ok_or("no such function")?;
    let start = Instant::now();
    let (host, module) = load(&path, &std::fs::read(&path)?)?;
    let load = start.elapsed();
    // A call that fails gives an empty answer, which is not as long as the others'.
    let call = || module.call(function, &request).unwrap_or_default();
    println!("{}", measure(host, load, calls, call));
    Ok(())
}

fn load(path: &str, bytes: &[u8]) -> Result<(&'static str, Module), HostError> {
    if path.ends_with(".cwasm") {
        // SAFETY: the build tool has just made it from the module beside it.
        let module = unsafe { Module::from_precompiled_for(ProcessKind::Command, bytes) }?;
        return Ok(("Rust, wasmtime, for a command, compiled beforehand", module));
    }
    Ok(("Rust, wasmtime, for a server", Module::from_wasm(bytes)?))
}
