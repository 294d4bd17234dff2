//! Counts what a request allocates: the number of Services of the largest cluster in, a list of JSON out.

use allocation_counter::measure;
use clbplan_host_bench::made::cases;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let largest = std::env::args().nth(1).ok_or("LARGEST")?.parse()?;
    let row = |case: clbplan_host_bench::made::Case| {
        let asked = measure(|| drop(case.question.ask(&case.request)));
        let parsed = measure(|| drop(serde_json::from_str::<Value>(&case.request)));
        json!({
            "id": case.id,
            "services": case.services,
            "requestBytes": case.request.len(),
            "allocations": asked.count_total,
            "bytes": asked.bytes_total,
            "peakBytes": asked.bytes_max,
            "allocationsOfParse": parsed.count_total,
            "peakBytesOfParse": parsed.bytes_max,
        })
    };
    println!("{}", cases(largest).into_iter().map(row).collect::<Value>());
    Ok(())
}
