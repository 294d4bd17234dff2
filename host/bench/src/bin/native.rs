//! Times the core without WebAssembly: module (for the look of it), request and number of calls in, one line of JSON out.

use clbplan_host_bench::measure;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [_, request, calls] = arguments.as_slice() else { return Err("MODULE REQUEST CALLS".into()) };
    let request = std::fs::read_to_string(request)?;
    let call = || clbplan::plan_sync(std::hint::black_box(&request));
    println!("{}", measure("native, no WebAssembly", Duration::ZERO, calls.parse()?, call));
    Ok(())
}
