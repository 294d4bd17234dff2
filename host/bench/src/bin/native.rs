//! Measures the core without WebAssembly. Arguments: module (ignored), request, number of calls, function. Prints one line of
//! JSON.

use clbplan_host_bench::generate::Function;
use clbplan_host_bench::{Arguments, measure};
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { request, calls, function, .. } = Arguments::read()?;
    let functions = [Function::Validate, Function::Plan];
    let function = functions.into_iter().find(|known| known.export() == function).ok_or("unknown function")?;
    let call = || function.call(std::hint::black_box(&request));
    println!("{}", measure("native, no WebAssembly", Duration::ZERO, calls, call));
    Ok(())
}
