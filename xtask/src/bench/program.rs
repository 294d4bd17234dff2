//! The programs that time something: module, request, number of calls and function in, one line of JSON out.
//!
//! `host`; `loadMs`, from file to ready; `firstMs`, the first call; `callsMs`, `calls` more of them, and `bestMs`, the
//! shortest; `answerBytes`; `peakKiB`, the most memory the process had.

use crate::shell::{answer, command, target_dir};
use anyhow::Context;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What a program says.
#[derive(Debug, Clone)]
pub struct Row {
    pub host: String,
    pub load: f64,
    pub first: f64,
    pub calls: f64,
    pub best: f64,
    pub bytes: f64,
    pub peak: Option<f64>,
}

impl Row {
    /// The better of two rounds.
    pub fn better(self, other: &Row) -> Row {
        Row {
            load: self.load.min(other.load),
            first: self.first.min(other.first),
            calls: self.calls.min(other.calls),
            best: self.best.min(other.best),
            peak: self.peak.zip(other.peak).map(|(left, right)| left.max(right)),
            ..self
        }
    }
}

/// What is asked of a program.
pub struct Task<'a> {
    pub module: &'a Path,
    pub request: &'a Path,
    pub function: &'a str,
    pub calls: usize,
}

/// Runs a program once.
pub fn ask(program: &[String], task: &Task<'_>) -> anyhow::Result<Row> {
    let [name, arguments @ ..] = program else { anyhow::bail!("no program") };
    let mut command = command(name);
    command.args(arguments).arg(task.module).arg(task.request).arg(task.calls.to_string()).arg(task.function);
    let text = answer(&mut command).with_context(|| format!("{command:?} failed"))?;
    let line = text.lines().last().unwrap_or_default();
    row_of(&serde_json::from_str(line).with_context(|| format!("no line of JSON: {line}"))?)
}

/// What one line says.
pub fn row_of(told: &Value) -> anyhow::Result<Row> {
    let number = |key: &str| told.get(key).and_then(Value::as_f64);
    let needed = |key: &str| number(key).with_context(|| format!("`{key}` is not said: {told}"));
    Ok(Row {
        host: told.get("host").and_then(Value::as_str).unwrap_or("?").to_owned(),
        load: needed("loadMs")?,
        first: needed("firstMs")?,
        calls: needed("callsMs")?,
        best: needed("bestMs")?,
        bytes: needed("answerBytes")?,
        peak: number("peakKiB"),
    })
}

/// One of our own programs, as it was built.
pub fn path(name: &str) -> String {
    target_dir().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).to_string_lossy().into_owned()
}

/// The same as a command.
pub fn released(name: &str) -> Command {
    command(path(name))
}
