//! Times the host in Rust: module, request and number of calls in, one line of JSON out.

use clbplan_host::{Function, Module};
use clbplan_host_bench::measure;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, request, calls] = arguments.as_slice() else { return Err("MODULE REQUEST CALLS".into()) };
    let request = std::fs::read_to_string(request)?;
    let start = Instant::now();
    let module = Module::from_wasm(&std::fs::read(module)?)?;
    let load = start.elapsed();
    // A call that fails would be a fast one: it must not pass for an answer.
    module.call(Function::PlanSync, &request)?;
    let call = || module.call(Function::PlanSync, &request).unwrap_or_default();
    println!("{}", measure("Rust, wasmtime", load, calls.parse()?, call));
    Ok(())
}
