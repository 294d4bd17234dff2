//! Measurements in Chromium: the page, and requests to the package's module.

use super::bench_folder::folder;
use super::case::{BenchCase, call_count};
use super::run_program::{Measurement, parse};
use super::table::{Table, time};
use crate::run_command::{command, root, stdout_of};
use crate::{npm_install, web};
use anyhow::Context;
use serde_json::Value;
use std::process::Command;

const ROUNDS: &str = "3";

/// Times of the page: until it is loaded, and from a key press to the updated answer.
pub fn tables() -> anyhow::Result<String> {
    if !npm_install::is_installed() {
        return Ok("Not measured: Node and npm are not installed.\n".to_owned());
    }
    web::build()?;
    let text = stdout_of(script()?.args(["page", ROUNDS])).context("cannot measure the page")?;
    let times: Value = serde_json::from_str(&text)?;
    let mut table = Table::new(&["page in Chromium", "time"]);
    for (key, description) in [
        ("paint", "load until first paint"),
        ("first", "load until the first answer is shown"),
        ("key", "key press until the answer is shown, median"),
        ("slowest", "key press until the answer is shown, slowest in one sentence"),
    ] {
        let duration = times.get(key).and_then(Value::as_f64).with_context(|| format!("`{key}` is missing: {text}"))?;
        table.row(&[description.to_owned(), time(duration)]);
    }
    Ok(table.text())
}

/// Measures the requests with the package's module; nothing without Node.
pub fn runtime(cases: &[BenchCase]) -> anyhow::Result<Vec<Measurement>> {
    if !npm_install::is_installed() {
        return Ok(Vec::new());
    }
    let tasks = cases.iter().map(|case| format!("{}:{}:{}", case.id, case.function, call_count(case)));
    let text = stdout_of(script()?.arg("runtime").arg(folder()).args(tasks)).context("cannot measure in Chromium")?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    list.iter().map(parse).collect()
}

fn script() -> anyhow::Result<Command> {
    npm_install::install(&root().join("web"))?;
    let mut node = command("node");
    node.arg("tests/bench-in-chromium.mjs").env("CHROMIUM", web::browser()?).current_dir(root().join("web"));
    Ok(node)
}
