//! What the two programs have in common: reading their arguments, counting, and one line of JSON.
//!
//! The programs of the hosts in other languages print the same line; `host/README.md` says what is in it.

pub mod made;

use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

/// What a program is asked for.
#[derive(Debug)]
pub struct Arguments {
    /// The module's file.
    pub module: String,
    /// The request itself.
    pub request: String,
    /// How often it is sent, after the first time.
    pub calls: u32,
    /// The module's export.
    pub function: String,
}

impl Arguments {
    /// Module, request, number of calls and function, as they were typed.
    pub fn read() -> Result<Arguments, Box<dyn Error>> {
        let typed: Vec<String> = std::env::args().skip(1).collect();
        let [module, request, calls, function] = typed.as_slice() else {
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

/// Times a first call and `calls` further ones, and says so with how long loading took.
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
    let all = start.elapsed();
    json!({
        "host": host,
        "loadMs": milliseconds(load),
        "firstMs": milliseconds(first),
        "callsMs": milliseconds(all),
        "bestMs": milliseconds(best),
        "calls": calls,
        "answerBytes": answer.len(),
        "peakKiB": peak_kib(),
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory this process had, where the system tells.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse().ok()
}
