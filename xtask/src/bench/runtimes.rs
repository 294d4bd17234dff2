//! The same requests natively, in wasmtime, in Node and in Chromium.

use super::bench_folder::{LARGEST, folder};
use super::case::{BenchCase, call_count, usual_cases};
use super::page;
use super::run_program::{Measurement, MeasurementArguments, measure as run_program, merge, path};
use super::table::{Table, bytes, ratio, time};
use crate::npm_install;
use crate::run_command::root;
use anyhow::ensure;

const ROUNDS: usize = 2;

/// One request, measured in every runtime.
pub struct CaseMeasurements {
    case: BenchCase,
    rows: Vec<Measurement>,
}

/// Times relative to the native core, and memory.
pub fn tables() -> anyhow::Result<String> {
    let lines = measure(LARGEST, ROUNDS)?;
    let browser = page::runtime(&usual_cases(LARGEST)?)?;
    let mut head = vec!["request".to_owned(), "native".to_owned()];
    let first = lines.first().map(|line| line.rows.as_slice()).unwrap_or_default();
    let others = || first.iter().skip(1).map(|row| row.host.as_str());
    head.extend(others().chain(["Chromium"]).map(|host| format!("{host}, vs. native")));
    head.extend(
        first.iter().map(|row| format!("memory: {}", row.host)).chain(["memory: Chromium, module only".to_owned()]),
    );
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    for (index, line) in lines.iter().enumerate() {
        let Some(native) = line.rows.first() else { continue };
        let in_browser = browser.get(index);
        let others = line.rows.iter().skip(1).map(|row| row.best).chain(in_browser.map(|row| row.best));
        let peaks = line.rows.iter().chain(in_browser).map(|row| row.peak);
        let mut cells = vec![line.case.id.clone(), time(native.best)];
        cells.extend(others.map(|best| ratio(best, native.best)));
        cells.extend(peaks.map(|peak| peak.map_or_else(|| "?".to_owned(), |kib| bytes(kib * 1024.0))));
        table.row(&cells);
    }
    Ok(table.text())
}

/// Runs every request in every program, in turn.
pub fn measure(largest: usize, rounds: usize) -> anyhow::Result<Vec<CaseMeasurements>> {
    let module = root().join("pkg/clbplan.cwasm");
    let mut programs = vec![vec![path("native")], vec![path("examples/measure")]];
    if npm_install::is_installed() {
        programs.push(vec!["node".to_owned(), "host/bench/node.mjs".to_owned()]);
    }
    let mut lines = Vec::new();
    for case in usual_cases(largest)? {
        let request = folder().join(format!("{}.json", case.id));
        let task = MeasurementArguments {
            module: &module,
            request: &request,
            function: &case.function,
            calls: call_count(&case),
        };
        let mut rows: Vec<Measurement> = Vec::new();
        // The largest requests take longest and vary least.
        let rounds = if case.services > 1_000.0 { 1 } else { rounds };
        for _ in 0..rounds {
            for (index, program) in programs.iter().enumerate() {
                let row = run_program(program, &task)?;
                let is_same = rows.first().is_none_or(|native| native.bytes == row.bytes);
                ensure!(is_same, "{}: {} gives a different answer", case.id, row.host);
                merge(&mut rows, index, row);
            }
        }
        eprintln!("{}", case.id);
        lines.push(CaseMeasurements { case, rows });
    }
    Ok(lines)
}
