//! Times the host in Rust for `cargo xtask bench`: module, request, number of calls and function in, one line of JSON out.
//! A module whose name ends with `.cwasm` was compiled beforehand.

#![allow(clippy::print_stdout)]

use clbplan_host::{Function, HostError, Module};
use clbplan_host_bench::measure;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, request, calls, function] = arguments.as_slice() else {
        return Err("MODULE REQUEST CALLS FUNCTION".into());
    };
    let functions = [Function::ValidateService, Function::PlanSync];
    let function = functions.into_iter().find(|known| known.export() == function).ok_or("no such function")?;
    let request = std::fs::read_to_string(request)?;
    let start = Instant::now();
    let (host, module) = load(path, &std::fs::read(path)?)?;
    let load = start.elapsed();
    // A call that fails gives an empty answer, which is not as long as the others'.
    let call = || module.call(function, &request).unwrap_or_default();
    println!("{}", measure(host, load, calls.parse()?, call));
    Ok(())
}

fn load(path: &str, bytes: &[u8]) -> Result<(&'static str, Module), HostError> {
    if path.ends_with(".cwasm") {
        // SAFETY: the build tool has just made it from the module beside it.
        let module = unsafe { Module::from_precompiled(bytes) }?;
        return Ok(("Rust, wasmtime, compiled beforehand", module));
    }
    Ok(("Rust, wasmtime", Module::from_wasm(bytes)?))
}
