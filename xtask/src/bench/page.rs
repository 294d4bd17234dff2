//! Chromium: the page, and requests through the package's module.

use super::core::Case;
use super::program::{Row, row_of};
use super::runtimes::calls;
use super::table::{Table, time};
use super::{folder, web};
use crate::npm;
use crate::shell::{answer, command, root};
use anyhow::Context;
use serde_json::Value;
use std::process::Command;

const ROUNDS: &str = "3";

/// From a key to the drawn answer, and from nothing to the first.
pub fn tables() -> anyhow::Result<String> {
    if !npm::is_there() {
        return Ok("Not measured: node and npm are not here.\n".to_owned());
    }
    web::files()?;
    let text = answer(script()?.args(["page", ROUNDS])).context("the page was not measured")?;
    let told: Value = serde_json::from_str(&text)?;
    let mut table = Table::new(&["page in Chromium", "time"]);
    for (key, what) in [
        ("paint", "from nothing to the first thing drawn"),
        ("first", "from nothing to the first answer drawn"),
        ("key", "from a key to the drawn answer, median"),
        ("slowest", "the slowest of a sentence's keys"),
    ] {
        let took = told.get(key).and_then(Value::as_f64).with_context(|| format!("`{key}` is not said: {text}"))?;
        table.row(&[what.to_owned(), time(took)]);
    }
    Ok(table.text())
}

/// The requests through the package's module; nothing without node.
pub fn runtime(cases: &[Case]) -> anyhow::Result<Vec<Row>> {
    if !npm::is_there() {
        return Ok(Vec::new());
    }
    let tasks = cases.iter().map(|case| format!("{}:{}:{}", case.id, case.function, calls(case)));
    let text = answer(script()?.arg("runtime").arg(folder()).args(tasks)).context("Chromium was not measured")?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    list.iter().map(row_of).collect()
}

fn script() -> anyhow::Result<Command> {
    npm::install(&root().join("web"))?;
    let mut node = command("node");
    node.arg("tests/measure.mjs").env("CHROMIUM", web::browser()?).current_dir(root().join("web"));
    Ok(node)
}
