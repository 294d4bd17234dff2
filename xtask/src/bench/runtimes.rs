//! The same requests natively, in wasmtime, in node and in Chromium.

use super::core::{Case, cases};
use super::program::{Row, Task, ask, path};
use super::table::{Table, bytes, time, times};
use super::{folder, page};
use crate::npm;
use crate::shell::root;
use anyhow::ensure;

const ROUNDS: usize = 2;

/// A row of the table: what every runtime said to one request.
pub struct Line {
    case: Case,
    rows: Vec<Row>,
}

/// Times, to native, and memory.
pub fn tables() -> anyhow::Result<String> {
    let lines = measure(super::LARGEST, ROUNDS)?;
    let browser = page::runtime(&wanted(super::LARGEST)?)?;
    let mut head = vec!["request".to_owned(), "native".to_owned()];
    let first = lines.first().map(|line| line.rows.as_slice()).unwrap_or_default();
    let others = || first.iter().skip(1).map(|row| row.host.as_str());
    head.extend(others().chain(["Chromium"]).map(|host| format!("{host}, to native")));
    head.extend(
        first.iter().map(|row| format!("memory: {}", row.host)).chain(["memory: Chromium, the module's".to_owned()]),
    );
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    for (index, line) in lines.iter().enumerate() {
        let Some(native) = line.rows.first() else { continue };
        let of_browser = browser.get(index);
        let slow = line.rows.iter().skip(1).map(|row| row.best).chain(of_browser.map(|row| row.best));
        let peaks = line.rows.iter().chain(of_browser).map(|row| row.peak);
        let mut cells = vec![line.case.id.clone(), time(native.best)];
        cells.extend(slow.map(|best| times(best, native.best)));
        cells.extend(peaks.map(|peak| peak.map_or_else(|| "?".to_owned(), |kib| bytes(kib * 1024.0))));
        table.row(&cells);
    }
    Ok(table.text())
}

/// What is asked: the notations that people use, and every size.
pub fn wanted(largest: usize) -> anyhow::Result<Vec<Case>> {
    let usual = |case: &Case| {
        let cluster = case.services > 1.0;
        let notation = if cluster { "plan-json" } else { "yaml" };
        case.services <= largest as f64 && (case.id.contains(notation) || case.id.starts_with("validate-yaml"))
    };
    Ok(cases()?.into_iter().filter(usual).collect())
}

/// Each request by every program in turn.
pub fn measure(largest: usize, rounds: usize) -> anyhow::Result<Vec<Line>> {
    let module = root().join("pkg/clbplan.cwasm");
    let mut programs = vec![vec![path("native")], vec![path("examples/measure")]];
    if npm::is_there() {
        programs.push(vec!["node".to_owned(), "host/bench/node.mjs".to_owned()]);
    }
    let mut lines = Vec::new();
    for case in wanted(largest)? {
        let request = folder().join(format!("{}.json", case.id));
        let task = Task { module: &module, request: &request, function: &case.function, calls: calls(&case) };
        let mut rows: Vec<Row> = Vec::new();
        // The largest are the longest, and vary the least.
        let rounds = if case.services > 1_000.0 { 1 } else { rounds };
        for _ in 0..rounds {
            for (index, program) in programs.iter().enumerate() {
                let row = ask(program, &task)?;
                ensure!(
                    rows.first().is_none_or(|native| native.bytes == row.bytes),
                    "{}: {} differs",
                    case.id,
                    row.host
                );
                match rows.get_mut(index) {
                    Some(before) => *before = before.clone().better(&row),
                    None => rows.push(row),
                }
            }
        }
        eprintln!("{}", case.id);
        lines.push(Line { case, rows });
    }
    Ok(lines)
}

/// As many as take about half a second.
pub fn calls(case: &Case) -> usize {
    (2_000_000.0 / case.bytes).clamp(2.0, 500.0) as usize
}
