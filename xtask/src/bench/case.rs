//! The requests that are measured, as the program `generate` of `host/bench` lists them in `cases.json`.

use super::bench_folder::folder;
use anyhow::Context;
use serde_json::Value;
use std::fs;

/// A request.
pub struct BenchCase {
    pub id: String,
    pub function: String,
    pub services: f64,
    pub bytes: f64,
}

/// All requests.
pub fn cases() -> anyhow::Result<Vec<BenchCase>> {
    let text = fs::read_to_string(folder().join("cases.json"))?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    let case = |row: &Value| {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| row.get(key).and_then(Value::as_f64);
        Some(BenchCase {
            id: text("id")?,
            function: text("function")?,
            services: number("services")?,
            bytes: number("bytes")?,
        })
    };
    list.iter().map(|row| case(row).with_context(|| format!("not a case: {row}"))).collect()
}

/// The requests for the comparison of runtimes: all sizes, in the notations that are used in practice.
pub fn usual_cases(largest: usize) -> anyhow::Result<Vec<BenchCase>> {
    let is_usual = |case: &BenchCase| {
        let notation = if case.services > 1.0 { "plan-json" } else { "yaml" };
        case.services <= largest as f64 && (case.id.contains(notation) || case.id.starts_with("validate-yaml"))
    };
    Ok(cases()?.into_iter().filter(is_usual).collect())
}

/// The number of calls that take about half a second.
pub fn call_count(case: &BenchCase) -> usize {
    (2_000_000.0 / case.bytes).clamp(2.0, 500.0) as usize
}
