//! `cargo xtask hosts bench`: one request through every host, in one run, as a table for `host/README.md`.
//!
//! Each host has a program which takes module, request and number of calls, and prints one line of JSON: `host`, `loadMs`
//! (from file to ready), `firstMs`, `callsMs` of `calls` further calls and `bestMs` of the shortest one, `answerBytes`,
//! `peakKiB`. Times are of this machine and this moment; what carries over is how the shortest calls compare, which a busy
//! machine disturbs least.

use crate::hosts;
use crate::shell::{answer, cargo, command, root, run, target_dir};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::process::Command;

const CALLS: u32 = 1000;

/// A request of the usual kind: one Service, what is live, what is in the cloud.
const REQUEST: &str = "lifecycle/09-public-to-internal-blocked";

struct Row {
    host: String,
    load: f64,
    first: f64,
    calls: f64,
    best: f64,
    bytes: f64,
    peak: Option<f64>,
}

/// Prints the table.
pub fn bench() -> anyhow::Result<()> {
    let request = target_dir().join("bench-request.json");
    fs::write(&request, the_request()?)?;
    let module = root().join("pkg/clbplan.wasm");
    let mut rows: Vec<Row> = Vec::new();
    for mut program in programs()? {
        let text = answer(program.arg(&module).arg(&request).arg(CALLS.to_string()).current_dir(root()));
        let text = text.with_context(|| format!("{:?} failed", program.get_program()))?;
        let row = row(text.lines().last().unwrap_or_default())?;
        ensure!(rows.first().is_none_or(|native| native.bytes == row.bytes), "{} gives another answer", row.host);
        rows.push(row);
    }
    let Some(native) = rows.first() else { bail!("no host was timed") };
    println!("Request {} bytes, answer {} bytes, {CALLS} calls.\n", fs::metadata(&request)?.len(), native.bytes);
    println!(
        "| host | load | first call | {CALLS} more calls | the best of them | to native | peak memory |\n|---|--:|--:|--:|--:|--:|--:|"
    );
    for row in &rows {
        let peak = row.peak.map_or_else(|| "?".to_owned(), |kib| format!("{:.0} MiB", kib / 1024.0));
        println!(
            "| {} | {} | {} | {} | {} | {:.1} × | {peak} |",
            row.host,
            time(row.load),
            time(row.first),
            time(row.calls),
            time(row.best),
            row.best / native.best
        );
    }
    Ok(())
}

fn time(milliseconds: f64) -> String {
    match milliseconds {
        0.0 => "-".to_owned(),
        short if short < 1.0 => format!("{:.0} µs", short * 1e3),
        middle if middle < 100.0 => format!("{middle:.1} ms"),
        long => format!("{long:.0} ms"),
    }
}

fn the_request() -> anyhow::Result<String> {
    let path = target_dir().join("corpus.jsonl");
    let corpus = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let cases = corpus.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let found = cases.into_iter().find(|case| case.get("id").and_then(|id| id.as_str()) == Some(REQUEST));
    let text = found.and_then(|case| case.get("request").and_then(|request| request.as_str()).map(str::to_owned));
    text.with_context(|| format!("the corpus has no {REQUEST}"))
}

fn row(line: &str) -> anyhow::Result<Row> {
    let told: serde_json::Value = serde_json::from_str(line).with_context(|| format!("no line of JSON: {line}"))?;
    let number = |key: &str| told.get(key).and_then(serde_json::Value::as_f64);
    let needed = |key: &str| number(key).with_context(|| format!("`{key}` is not said: {line}"));
    Ok(Row {
        host: told.get("host").and_then(|host| host.as_str()).unwrap_or("?").to_owned(),
        load: needed("loadMs")?,
        first: needed("firstMs")?,
        calls: needed("callsMs")?,
        best: needed("bestMs")?,
        bytes: needed("answerBytes")?,
        peak: number("peakKiB"),
    })
}

/// Native first: the others are measured against it. They are built as their tests build them.
fn programs() -> anyhow::Result<Vec<Command>> {
    run(cargo().args(["build", "--release", "--locked", "--package", "clbplan-host-bench"]))?;
    let released = |name: &str| command(target_dir().join("release").join(name));
    let mut programs = vec![released("native"), released("wasmtime")];
    if answer(command("node").arg("--version")).is_some() {
        programs.push(with_arguments("node", &["host/bench/node.mjs"]));
    }
    let mut python = command(hosts::python_environment()?);
    python.arg("host/python/bench.py");
    programs.push(python);
    let go = target_dir().join("host-go-bench");
    run(command("go").args(["build", "-o"]).arg(&go).arg("./internal/bench").current_dir(root().join("host/go")))?;
    programs.push(command(go));
    programs.push(java()?);
    Ok(programs)
}

fn java() -> anyhow::Result<Command> {
    let folder = root().join("host/java");
    let list = target_dir().join("host-java/class-path.txt");
    let mut mvn = command(hosts::maven());
    mvn.args(["--quiet", "--batch-mode", "test-compile", "dependency:build-classpath"]);
    run(mvn.arg(format!("-Dmdep.outputFile={}", list.display())).current_dir(folder))?;
    let own = |name: &str| target_dir().join("host-java").join(name);
    let found = fs::read_to_string(&list)?;
    let all = [own("classes"), own("test-classes")].into_iter().chain(std::env::split_paths(found.trim()));
    Ok(with_arguments("java", &["-cp", &std::env::join_paths(all)?.to_string_lossy(), "clbplan.Bench"]))
}

fn with_arguments(program: &str, arguments: &[&str]) -> Command {
    let mut command = command(program);
    command.args(arguments);
    command
}
