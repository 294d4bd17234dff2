//! The core natively, beside the limit: merely parsing the same bytes with the same parsers.

use super::folder;
use super::program::released;
use super::table::{Table, bytes, count, time, times};
use crate::shell::{answer, cargo, run, target_dir};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;

/// A line of `cases.json`.
pub struct Case {
    pub id: String,
    pub function: String,
    pub services: f64,
    pub bytes: f64,
}

/// What is measured, as it was written.
pub fn cases() -> anyhow::Result<Vec<Case>> {
    let text = fs::read_to_string(folder().join("cases.json"))?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    let case = |row: &Value| {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| row.get(key).and_then(Value::as_f64);
        Some(Case {
            id: text("id")?,
            function: text("function")?,
            services: number("services")?,
            bytes: number("bytes")?,
        })
    };
    list.iter().map(|row| case(row).with_context(|| format!("not a case: {row}"))).collect()
}

/// Times, and what is allocated.
pub fn tables() -> anyhow::Result<String> {
    run(cargo().args(["bench", "--package", "clbplan-host-bench", "--locked", "--bench", "core", "--", "--noplot"]))?;
    let mut table = Table::new(&[
        "request",
        "bytes",
        "answered",
        "per second",
        "parsed",
        "answered to parsed",
        "read",
        "answered to read",
    ]);
    let mut growth = String::new();
    let mut of_hundred = None;
    for case in cases()? {
        let [call, parse, read] = ["call", "parse", "read"].map(|name| shortest(&case.id, name));
        let (call, parse, read) = (call?, parse?, read?);
        let each = call / case.services;
        table.row(&[
            case.id.clone(),
            bytes(case.bytes),
            time(call),
            count(1e3 / each),
            time(parse),
            times(call, parse),
            time(read),
            times(call, read),
        ]);
        match case.id.rsplit_once('-') {
            Some((_, "100")) => of_hundred.get_or_insert_with(Vec::new).push((kind(&case.id).to_owned(), each)),
            Some((_, "10000")) => {
                let base = of_hundred.iter().flatten().find(|(name, _)| name == kind(&case.id));
                if let Some((name, base)) = base {
                    growth += &format!("* {name}: {}\n", times(each, *base));
                }
            }
            Some(_) | None => {}
        }
    }
    let growth = format!("A Service of 10,000 to a Service of 100:\n\n{growth}");
    Ok(format!("{}\n{growth}\n{}", table.text(), allocations(super::LARGEST)?))
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

/// How often and how much is allocated.
pub fn allocations(largest: usize) -> anyhow::Result<String> {
    let text = answer(released("allocations").arg(largest.to_string())).context("`allocations` failed")?;
    let rows: Vec<Value> = serde_json::from_str(&text)?;
    let mut table = Table::new(&[
        "request",
        "bytes",
        "allocations",
        "to parsing's",
        "for a Service",
        "most at once",
        "to the request's bytes",
    ]);
    for row in &rows {
        let number = |key: &str| row.get(key).and_then(Value::as_f64).with_context(|| format!("`{key}` is not said"));
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (size, made, peak) = (number("requestBytes")?, number("allocations")?, number("peakBytes")?);
        table.row(&[
            id,
            bytes(size),
            count(made),
            times(made, number("allocationsOfParse")?),
            count(made / number("services")?),
            bytes(peak),
            times(peak, size),
        ]);
    }
    Ok(table.text())
}
