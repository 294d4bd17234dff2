//! One request through every host: the usual kind, one Service, what is live, what is in the cloud.

use super::program::{Row, Task, ask, path};
use super::table::{Table, bytes, time, times};
use crate::hosts;
use crate::shell::{answer, command, root, run, target_dir};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const CALLS: usize = 1_000;
const ROUNDS: usize = 3;

/// As a scenario has it.
const REQUEST: &str = "lifecycle/09-public-to-internal-blocked";

/// The table of `host/README.md` and of the page.
pub fn tables() -> anyhow::Result<String> {
    let rows = measure(CALLS, ROUNDS)?;
    let native = rows.first().context("no host was timed")?;
    let calls = format!("{CALLS} more calls");
    let mut table = Table::new(&["host", "load", "first call", &calls, "the shortest", "to native", "peak memory"]);
    for row in &rows {
        let peak = row.peak.map_or_else(|| "?".to_owned(), |kib| format!("{:.0} MiB", kib / 1024.0));
        let cells =
            [time(row.load), time(row.first), time(row.calls), time(row.best), times(row.best, native.best), peak];
        table.row(&[std::slice::from_ref(&row.host), &cells[..]].concat());
    }
    let size = |file: &str| fs::metadata(root().join("pkg").join(file)).map(|file| bytes(file.len() as f64));
    Ok(format!(
        "{}\nRequest {}, answer {}. The module that every host loads is {}; the npm package has one of its own, {}.\n",
        table.text(),
        bytes(fs::metadata(request_file())?.len() as f64),
        bytes(native.bytes),
        size("clbplan.wasm")?,
        size("web/clbplan_bg.wasm")?,
    ))
}

/// Every host in turn, so often; native first.
pub fn measure(calls: usize, rounds: usize) -> anyhow::Result<Vec<Row>> {
    let request = request_file();
    hosts::prepare()?;
    fs::write(&request, the_request()?)?;
    let mut rows: Vec<Row> = Vec::new();
    let programs = programs()?;
    for round in 0..rounds {
        for (index, (module, program)) in programs.iter().enumerate() {
            let module = root().join("pkg").join(module);
            let row = ask(program, &Task { module: &module, request: &request, function: "plan-sync", calls })?;
            ensure!(rows.first().is_none_or(|native| native.bytes == row.bytes), "{} gives another answer", row.host);
            match rows.get_mut(index) {
                Some(before) => *before = before.clone().better(&row),
                None => rows.push(row),
            }
        }
        eprintln!("round {} of {rounds}", round + 1);
    }
    Ok(rows)
}

fn request_file() -> PathBuf {
    super::folder().join("usual.json")
}

fn the_request() -> anyhow::Result<String> {
    let path = target_dir().join("corpus.jsonl");
    let corpus = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut cases = corpus.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let found = cases.find(|case| case.get("id").and_then(Value::as_str) == Some(REQUEST));
    let text = found.and_then(|case| case.get("request").and_then(Value::as_str).map(str::to_owned));
    text.with_context(|| format!("the corpus has no {REQUEST}"))
}

/// The file of `pkg/` that a program is given, and the program. They are built as their tests build them.
fn programs() -> anyhow::Result<Vec<(&'static str, Vec<String>)>> {
    const MODULE: &str = "clbplan.wasm";
    let mut programs = vec![
        (MODULE, vec![path("native")]),
        ("clbplan.cwasm", vec![path("examples/measure")]),
        (MODULE, vec![path("examples/measure")]),
    ];
    if answer(command("node").arg("--version")).is_some() {
        programs.push((MODULE, vec!["node".to_owned(), "host/bench/node.mjs".to_owned()]));
    }
    let python = hosts::python_environment()?.to_string_lossy().into_owned();
    programs.push((MODULE, vec![python, "host/python/bench.py".to_owned()]));
    let go = target_dir().join("host-go-bench");
    run(command("go").args(["build", "-o"]).arg(&go).arg("./internal/bench").current_dir(root().join("host/go")))?;
    programs.push((MODULE, vec![go.to_string_lossy().into_owned()]));
    programs.push((MODULE, java()?));
    Ok(programs)
}

fn java() -> anyhow::Result<Vec<String>> {
    let folder = root().join("host/java");
    let list = target_dir().join("host-java/class-path.txt");
    let mut mvn = command(hosts::maven());
    mvn.args(["--quiet", "--batch-mode", "test-compile", "dependency:build-classpath"]);
    run(mvn.arg(format!("-Dmdep.outputFile={}", list.display())).current_dir(folder))?;
    let own = |name: &str| target_dir().join("host-java").join(name);
    let found = fs::read_to_string(&list)?;
    let all = [own("classes"), own("test-classes")].into_iter().chain(std::env::split_paths(found.trim()));
    let all = std::env::join_paths(all)?.to_string_lossy().into_owned();
    Ok(["java".to_owned(), "-cp".to_owned(), all, "clbplan.Bench".to_owned()].into())
}
