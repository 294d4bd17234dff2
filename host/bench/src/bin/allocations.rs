//! Counts the allocations of each request. Argument: the number of Services in the largest cluster. Prints a JSON list.

use allocation_counter::measure;
use clbplan_host_bench::generate::{Case, cases};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let largest = std::env::args().nth(1).ok_or("LARGEST")?.parse()?;
    let row = |case: Case| {
        let call = measure(|| drop(case.function.call(&case.request)));
        let parse = measure(|| drop(serde_json::from_str::<Value>(&case.request)));
        json!({
            "id": case.id,
            "services": case.services,
            "requestBytes": case.request.len(),
            "allocations": call.count_total,
            "bytes": call.bytes_total,
            "peakBytes": call.bytes_max,
            "allocationsOfParse": parse.count_total,
            "peakBytesOfParse": parse.bytes_max,
        })
    };
    println!("{}", cases(largest).into_iter().map(row).collect::<Value>());
    Ok(())
}
