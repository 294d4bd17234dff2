//! The instructions and allocations of the native core, which are the same however busy the machine is: valgrind counts the
//! instructions of one call, and of parsing its request as JSON.

use super::bench_folder::folder;
use super::case::cases;
use super::run_program::{path, released};
use super::table::{Table, count, ratio};
use crate::run_command::{command, run, stdout_of};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;

/// The number of Services in the largest cluster: valgrind takes fifty times as long.
pub const LARGEST: usize = 1_000;

/// The requests, apart from single Services with another number of ports.
const CASES: [&str; 9] = [
    "plan-json-10-ports",
    "plan-json-10",
    "plan-json-100",
    "plan-json-1000",
    "validate-json-100",
    "validate-json-1000",
    "validate-yaml-10-ports",
    "validate-yaml-100",
    "validate-yaml-1000",
];

/// The functions of the program `native` whose instructions are counted.
const CALL: &str = "*native::answer*";
const PARSE: &str = "*native::parse*";

/// Instructions for each request, and what of them parsing would take.
pub fn tables() -> anyhow::Result<String> {
    if stdout_of(command("valgrind").arg("--version")).is_none() {
        return Ok("Not measured: valgrind is not installed.\n".to_owned());
    }
    let text = stdout_of(released("allocations").arg(LARGEST.to_string())).context("`allocations` failed")?;
    let allocations: Vec<Value> = serde_json::from_str(&text)?;
    let mut table = Table::new(&[
        "request",
        "instructions",
        "per Service",
        "vs. parsing its JSON",
        "allocations",
        "allocations per Service",
    ]);
    for case in cases()?.iter().filter(|case| CASES.contains(&case.id.as_str())) {
        let (call, parse) = (instructions(&case.id, &case.function, CALL)?, instructions(&case.id, "parse", PARSE)?);
        let row = allocations.iter().find(|row| row.get("id").and_then(Value::as_str) == Some(&case.id));
        let allocated = row.and_then(|row| row.get("allocations")?.as_f64()).context("a request was not counted")?;
        table.row(&[
            case.id.clone(),
            count(call),
            count(call / case.services),
            ratio(call, parse),
            count(allocated),
            count(allocated / case.services),
        ]);
    }
    Ok(table.text())
}

/// The instructions that a function of the program `native` takes, with everything that it calls.
fn instructions(id: &str, function: &str, counted: &str) -> anyhow::Result<f64> {
    let counts = folder().join(format!("{id}.callgrind"));
    let mut valgrind = command("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind", "--collect-atstart=no"]);
    valgrind.arg(format!("--toggle-collect={counted}")).arg(format!("--callgrind-out-file={}", counts.display()));
    valgrind.arg(path("native")).arg("-").arg(folder().join(format!("{id}.json"))).args(["0", function]);
    run(&mut valgrind)?;
    let text = fs::read_to_string(&counts)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")?.trim().parse::<f64>().ok());
    let total = total.with_context(|| format!("{} has no total", counts.display()))?;
    ensure!(total > 0.0, "{counted} did not run");
    Ok(total)
}
