//! One typical request through every host: one Service, with the live objects and the cloud's state.

use super::bench_folder::folder;
use super::run_program::{Measurement, MeasurementArguments, measure as run_program, merge, path};
use super::table::{Table, bytes, ratio, time};
use crate::hosts::{BenchProgram, FAST_MODULE, HOSTS, PORTABLE_MODULE};
use crate::run_command::{root, target_dir};
use crate::write_host_test_inputs;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const CALLS: usize = 1_000;
const ROUNDS: usize = 3;

/// The request: that of a scenario.
const REQUEST: &str = "lifecycle/09-public-to-internal-blocked";

/// The table of `host/bench/README.md`.
pub fn tables() -> anyhow::Result<String> {
    let rows = measure(CALLS, ROUNDS)?;
    let native = rows.first().context("no host was measured")?;
    let calls = format!("{CALLS} more calls");
    let mut table = Table::new(&["host", "load", "first call", &calls, "fastest call", "vs. native", "peak memory"]);
    for row in &rows {
        let peak = row.peak.map_or_else(|| "?".to_owned(), |kib| format!("{:.0} MiB", kib / 1024.0));
        let cells =
            [time(row.load), time(row.first), time(row.calls), time(row.best), ratio(row.best, native.best), peak];
        table.row(&[std::slice::from_ref(&row.host), &cells[..]].concat());
    }
    let size = |file: &str| fs::metadata(root().join("pkg").join(file)).map(|file| bytes(file.len() as f64));
    Ok(format!(
        "{}\nRequest {}, answer {}. The core, the command line, and the module of Rust, Python and Go are built for speed, {}; that of Java \
         is the portable one, {}; the npm package has its own, {}.\n",
        table.text(),
        bytes(fs::metadata(request_file())?.len() as f64),
        bytes(native.bytes),
        size(FAST_MODULE)?,
        size(PORTABLE_MODULE)?,
        size("web/clbplan_bg.wasm")?,
    ))
}

/// Measures all hosts in turn, for some rounds. The native core comes first.
pub fn measure(calls: usize, rounds: usize) -> anyhow::Result<Vec<Measurement>> {
    let request = request_file();
    write_host_test_inputs::write_inputs()?;
    fs::write(&request, read_request()?)?;
    let mut rows: Vec<Measurement> = Vec::new();
    let programs = programs()?;
    for round in 0..rounds {
        for (index, BenchProgram { module, command }) in programs.iter().enumerate() {
            let module = root().join("pkg").join(module);
            let row = run_program(
                command,
                &MeasurementArguments { module: &module, request: &request, function: "plan-sync", calls },
            )?;
            let is_same = rows.first().is_none_or(|native| native.bytes == row.bytes);
            ensure!(is_same, "{} gives a different answer", row.host);
            merge(&mut rows, index, row);
        }
        eprintln!("round {} of {rounds}", round + 1);
    }
    Ok(rows)
}

fn request_file() -> PathBuf {
    folder().join("usual.json")
}

fn read_request() -> anyhow::Result<String> {
    let path = target_dir().join("corpus.jsonl");
    let corpus = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut cases = corpus.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let found = cases.find(|case| case.get("id").and_then(Value::as_str) == Some(REQUEST));
    let text = found.and_then(|case| case.get("request").and_then(Value::as_str).map(str::to_owned));
    text.with_context(|| format!("the corpus has no {REQUEST}"))
}

/// The native core, then the programs of all hosts.
fn programs() -> anyhow::Result<Vec<BenchProgram>> {
    let mut programs = vec![BenchProgram { module: FAST_MODULE, command: vec![path("native")] }];
    for host in HOSTS {
        (host.install)()?;
        programs.extend((host.bench)()?);
    }
    Ok(programs)
}
