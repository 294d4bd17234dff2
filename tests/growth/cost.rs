//! What an input costs, and what of that grows faster than the input. The growth tests of the core, of the module in wasmtime
//! (`host/rust`) and of the output formats (`host/cli`) share this file or a part of it.

use allocation_counter::measure;
use std::time::Duration;

/// Linear growth has a ratio of four; sorting and searching add little to it.
const MAX_RATIO: f64 = 5.5;
/// A measurement of time is less exact.
const MAX_TIME_RATIO: f64 = 9.0;
/// An input fails if all measurements of its time exceed the ratio.
const ATTEMPTS: usize = 5;
/// The most memory for a byte of input and output.
const MAX_MEMORY_PER_BYTE: u64 = 120;

/// What one run takes.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// The bytes of the input.
    input: u64,
    /// All memory that was allocated, though not at once: as good a measure of work as any that is exact.
    allocated: u64,
    /// The most memory at once.
    peak: u64,
    /// The bytes of the output.
    output: u64,
    /// The processor's time of this thread.
    time: Duration,
}

impl Cost {
    /// That of a run, which returns the bytes of its output.
    pub fn of(input: usize, run: impl FnOnce() -> usize) -> Cost {
        let (mut output, start) = (0, now());
        let counted = measure(|| output = run() as u64);
        Cost {
            input: input as u64,
            allocated: counted.bytes_total,
            peak: counted.bytes_max,
            output,
            time: now() - start,
        }
    }

    /// A line for people, compared with a quarter of the input.
    pub fn line(&self, before: &Cost) -> String {
        let kib = |bytes: u64| bytes >> 10;
        format!(
            "input {} KiB, allocated {} to {} KiB, at once {} to {} KiB, output {} to {} KiB, {:?} to {:?}",
            kib(self.input),
            kib(before.allocated),
            kib(self.allocated),
            kib(before.peak),
            kib(self.peak),
            kib(before.output),
            kib(self.output),
            before.time,
            self.time,
        )
    }
}

/// What grows faster than the input, and how much. `measure` runs the smaller and the larger input, which has four times as
/// many parts.
pub fn excess(before: Cost, after: Cost, measure_again: impl Fn() -> [Cost; 2]) -> Vec<String> {
    // The numbers in larger inputs have more digits.
    let grown = (after.input as f64 / before.input as f64 / 4.0).max(1.0);
    let counted = [
        ("allocations", before.allocated, after.allocated),
        ("memory", before.peak, after.peak),
        ("output", before.output, after.output),
    ];
    let ratios = counted.map(|(name, before, after)| (name, after as f64 / before as f64 / grown));
    let mut found: Vec<String> = ratios
        .into_iter()
        .filter(|(_, ratio)| *ratio > MAX_RATIO)
        .map(|(name, ratio)| format!("{ratio:.1} times the {name}"))
        .collect();
    let bytes = after.input + after.output;
    if after.peak > bytes * MAX_MEMORY_PER_BYTE {
        found.push(format!("{} bytes of memory for a byte", after.peak / bytes));
    }
    let ratios: Vec<f64> = std::iter::once([before, after])
        .chain(std::iter::repeat_with(measure_again))
        .take(ATTEMPTS)
        .map(|[before, after]| after.time.as_secs_f64() / before.time.as_secs_f64())
        .take_while(|ratio| *ratio >= MAX_TIME_RATIO)
        .collect();
    if ratios.len() == ATTEMPTS {
        found.push(format!("{ratios:.1?} times the time"));
    }
    found
}

/// The processor's time of this thread so far.
#[cfg(unix)]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

/// Time is not compared where there is no such clock.
#[cfg(not(unix))]
fn now() -> Duration {
    Duration::ZERO
}
