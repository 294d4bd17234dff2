//! Inputs of the benchmarks, and what the programs that measure have in common: their arguments, and the line that they print.
//!
//! The programs of the hosts in other languages print the same line; `xtask/src/bench/run_program.rs` describes it.

pub mod generate;

use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

/// The arguments of a program.
#[derive(Debug)]
pub struct Arguments {
    /// The path of the module.
    pub module: String,
    /// The content of the request file.
    pub request: String,
    /// The number of calls after the first one.
    pub calls: u32,
    /// The name of the module's export.
    pub function: String,
}

impl Arguments {
    /// Reads them from the command line.
    pub fn read() -> Result<Arguments, Box<dyn Error>> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let [module, request, calls, function] = arguments.as_slice() else {
            return Err("MODULE REQUEST CALLS FUNCTION".into());
        };
        Ok(Arguments {
            module: module.clone(),
            request: fs::read_to_string(request)?,
            calls: calls.parse()?,
            function: function.clone(),
        })
    }
}

/// Measures a first call and `calls` further ones; the result also has the time for loading.
pub fn measure(host: &str, load: Duration, calls: u32, call: impl Fn() -> String) -> Value {
    let start = Instant::now();
    let answer = call();
    let first = start.elapsed();
    let start = Instant::now();
    let mut best = Duration::MAX;
    for _ in 0..calls {
        let start = Instant::now();
        std::hint::black_box(call());
        best = best.min(start.elapsed());
    }
    let total = start.elapsed();
    json!({
        "host": host,
        "loadMs": milliseconds(load),
        "firstMs": milliseconds(first),
        "callsMs": milliseconds(total),
        "bestMs": milliseconds(best),
        "calls": calls,
        "answerBytes": answer.len(),
        "peakKiB": peak_kib(),
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The peak memory of this process, where the system reports it.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse().ok()
}
