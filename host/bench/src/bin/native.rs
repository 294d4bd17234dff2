//! Measures the core without WebAssembly. Arguments: module (ignored), request, number of calls, function. Prints one line of
//! JSON. The function `parse` only parses the request as JSON.

use clbplan_host_bench::generate::Function;
use clbplan_host_bench::{Arguments, measure};
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { request, calls, function, .. } = Arguments::read()?;
    let host = "native, no WebAssembly";
    if function == "parse" {
        println!("{}", measure(host, Duration::ZERO, calls, || parse(std::hint::black_box(&request))));
        return Ok(());
    }
    let functions = [Function::Validate, Function::Plan];
    let function = functions.into_iter().find(|known| known.export() == function).ok_or("unknown function")?;
    let call = || answer(function, std::hint::black_box(&request));
    println!("{}", measure(host, Duration::ZERO, calls, call));
    Ok(())
}

/// What `cargo xtask bench instructions` counts.
#[inline(never)]
fn answer(function: Function, request: &str) -> String {
    function.call(request)
}

/// What it compares that with. The value is dropped here, as a call drops its request.
#[inline(never)]
fn parse(request: &str) -> String {
    drop(std::hint::black_box(serde_json::from_str::<serde_json::Value>(request)));
    String::new()
}
