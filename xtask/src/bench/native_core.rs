//! The native core, compared with its lower bound: parsing the same bytes with the same parsers.

use super::bench_folder::LARGEST;
use super::case::cases;
use super::run_program::released;
use super::table::{Table, bytes, count, ratio, time};
use crate::run_command::{cargo, run, stdout_of, target_dir};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;

/// Times and allocations.
pub fn tables() -> anyhow::Result<String> {
    run(cargo().args(["bench", "--package", "clbplan-host-bench", "--locked", "--bench", "core", "--", "--noplot"]))?;
    let mut table = Table::new(&[
        "request",
        "bytes",
        "answered",
        "per second",
        "parsed",
        "answered / parsed",
        "read",
        "answered / read",
    ]);
    let mut growth = String::new();
    let mut per_service_of_100: Vec<(String, f64)> = Vec::new();
    for case in cases()? {
        let [call, parse, read] = ["call", "parse", "read"].map(|name| shortest(&case.id, name));
        let (call, parse, read) = (call?, parse?, read?);
        let per_service = call / case.services;
        table.row(&[
            case.id.clone(),
            bytes(case.bytes),
            time(call),
            count(1e3 / per_service),
            time(parse),
            ratio(call, parse),
            time(read),
            ratio(call, read),
        ]);
        match case.id.rsplit_once('-') {
            Some((_, "100")) => per_service_of_100.push((kind(&case.id).to_owned(), per_service)),
            Some((_, "10000")) => {
                let base = per_service_of_100.iter().find(|(name, _)| name == kind(&case.id));
                if let Some((name, base)) = base {
                    growth += &format!("* {name}: {}\n", ratio(per_service, *base));
                }
            }
            Some(_) | None => {}
        }
    }
    let growth = format!("Time for one Service among 10,000, compared with one among 100:\n\n{growth}");
    Ok(format!("{}\n{growth}\n{}", table.text(), allocations(LARGEST)?))
}

/// `plan-json` of `plan-json-100`.
fn kind(id: &str) -> &str {
    id.rsplit_once('-').map_or(id, |(kind, _)| kind)
}

/// The shortest of criterion's samples, in milliseconds.
fn shortest(id: &str, name: &str) -> anyhow::Result<f64> {
    let path = target_dir().join("criterion").join(id).join(name).join("new/sample.json");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let samples: Value = serde_json::from_str(&text)?;
    let list = |key: &str| samples.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64);
    let shortest =
        list("times").zip(list("iters")).map(|(nanoseconds, calls)| nanoseconds / calls).fold(f64::INFINITY, f64::min);
    ensure!(shortest.is_finite(), "{} has no samples", path.display());
    Ok(shortest / 1e6)
}

/// The number and size of allocations.
pub fn allocations(largest: usize) -> anyhow::Result<String> {
    let text = stdout_of(released("allocations").arg(largest.to_string())).context("`allocations` failed")?;
    let rows: Vec<Value> = serde_json::from_str(&text)?;
    let mut table =
        Table::new(&["request", "bytes", "allocations", "vs. parsing", "per Service", "peak", "peak / request"]);
    for row in &rows {
        let number = |key: &str| row.get(key).and_then(Value::as_f64).with_context(|| format!("`{key}` is missing"));
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (size, allocations, peak) = (number("requestBytes")?, number("allocations")?, number("peakBytes")?);
        table.row(&[
            id,
            bytes(size),
            count(allocations),
            ratio(allocations, number("allocationsOfParse")?),
            count(allocations / number("services")?),
            bytes(peak),
            ratio(peak, size),
        ]);
    }
    Ok(table.text())
}
