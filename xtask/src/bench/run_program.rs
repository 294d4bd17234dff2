//! Runs the programs that measure a host. Their arguments are module, request, number of calls and function; they print one
//! line of JSON.
//!
//! The line has `host`; `loadMs`, from the file until the first call is possible; `firstMs`, the first call; `callsMs`, the
//! further calls together, and `bestMs`, the fastest; `answerBytes`; and `peakKiB`, the peak memory of the process.

use crate::run_cli::released as released_path;
use crate::run_command::{command, stdout_of};
use anyhow::Context;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What a program measured.
#[derive(Debug, Clone)]
pub struct Measurement {
    pub host: String,
    pub load: f64,
    pub first: f64,
    pub calls: f64,
    pub best: f64,
    pub bytes: f64,
    pub peak: Option<f64>,
}

impl Measurement {
    /// The best times of two rounds, and the larger peak.
    pub fn best_of(self, other: &Measurement) -> Measurement {
        Measurement {
            load: self.load.min(other.load),
            first: self.first.min(other.first),
            calls: self.calls.min(other.calls),
            best: self.best.min(other.best),
            peak: self.peak.zip(other.peak).map(|(left, right)| left.max(right)),
            ..self
        }
    }
}

/// The arguments of a program.
pub struct MeasurementArguments<'a> {
    pub module: &'a Path,
    pub request: &'a Path,
    pub function: &'a str,
    pub calls: usize,
}

/// Runs a program once.
pub fn measure(program: &[String], task: &MeasurementArguments<'_>) -> anyhow::Result<Measurement> {
    let [name, arguments @ ..] = program else { anyhow::bail!("no program") };
    let mut command = command(name);
    command.args(arguments).arg(task.module).arg(task.request).arg(task.calls.to_string()).arg(task.function);
    let text = stdout_of(&mut command).with_context(|| format!("{command:?} failed"))?;
    let line = text.lines().last().unwrap_or_default();
    parse(&serde_json::from_str(line).with_context(|| format!("not a line of JSON: {line}"))?)
}

/// Adds a measurement to those of earlier rounds; `index` is the program's.
pub fn merge(measurements: &mut Vec<Measurement>, index: usize, new: Measurement) {
    match measurements.get_mut(index) {
        Some(earlier) => *earlier = earlier.clone().best_of(&new),
        None => measurements.push(new),
    }
}

/// Reads a program's line.
pub fn parse(line: &Value) -> anyhow::Result<Measurement> {
    let number = |key: &str| line.get(key).and_then(Value::as_f64);
    let required = |key: &str| number(key).with_context(|| format!("`{key}` is missing: {line}"));
    Ok(Measurement {
        host: line.get("host").and_then(Value::as_str).unwrap_or("?").to_owned(),
        load: required("loadMs")?,
        first: required("firstMs")?,
        calls: required("callsMs")?,
        best: required("bestMs")?,
        bytes: required("answerBytes")?,
        peak: number("peakKiB"),
    })
}

/// The path of one of our own programs.
pub fn path(name: &str) -> String {
    released_path(name).to_string_lossy().into_owned()
}

/// One of our own programs as a command.
pub fn released(name: &str) -> Command {
    command(released_path(name))
}
