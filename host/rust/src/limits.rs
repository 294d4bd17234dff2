//! Limits of memory and time for one call.
//!
//! Growth beyond the memory limit is refused. In a server, time is limited by wasmtime's epochs: a thread increments a counter,
//! and the compiled code checks it at every loop and function entry. Fuel would count instructions instead, at the same cost and
//! alike on every machine; but users wait for seconds, not for instructions.

use std::time::Duration;
use wasmtime::{EngineWeak, ResourceLimiter};

/// The default memory limit of one call: 1 GiB.
pub const DEFAULT_MEMORY_BYTES: usize = 1 << 30;

/// The default time limit of one call: one minute.
pub const DEFAULT_TIME: Duration = Duration::from_secs(60);

/// The interval of the counter, and so the longest delay in stopping a call.
const TICK: Duration = Duration::from_millis(20);

/// The largest table; the module has one, for its indirect calls.
const TABLE_ELEMENTS: usize = 1 << 20;

/// Limits of one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Linear memory, in bytes.
    pub memory: usize,
    /// Time from instantiation to the end of the answer. A call is stopped a few hundredths of a second later at most.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory: DEFAULT_MEMORY_BYTES, time: DEFAULT_TIME }
    }
}

impl Limits {
    /// Ticks until the deadline, and one more, because the first may follow immediately.
    pub(crate) fn ticks(&self) -> u64 {
        let ticks = self.time.as_millis().div_ceil(TICK.as_millis());
        u64::try_from(ticks).unwrap_or(u64::MAX / 2).saturating_add(1)
    }
}

/// Refuses growth beyond the limit, and records it: without the record, the trap that follows looks like any other.
#[derive(Debug)]
pub(crate) struct MemoryLimiter {
    memory: usize,
    pub(crate) exceeded: bool,
}

impl MemoryLimiter {
    pub(crate) fn new(limits: &Limits) -> MemoryLimiter {
        MemoryLimiter { memory: limits.memory, exceeded: false }
    }
}

impl ResourceLimiter for MemoryLimiter {
    fn memory_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        // Reaching the module's own declared maximum counts as out of memory as well.
        let allowed = desired <= self.memory && maximum.is_none_or(|maximum| desired <= maximum);
        self.exceeded |= !allowed;
        Ok(allowed)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE_ELEMENTS)
    }
}

/// Starts the thread that increments the counter. It ends when the engine is dropped.
pub(crate) fn start_clock(engine: EngineWeak) -> std::io::Result<()> {
    std::thread::Builder::new().name("clbplan-clock".to_owned()).spawn(move || {
        loop {
            std::thread::sleep(TICK);
            match engine.upgrade() {
                Some(engine) => engine.increment_epoch(),
                None => return,
            }
        }
    })?;
    Ok(())
}
