//! How much of the machine one call may use.
//!
//! Memory is bounded by refusing growth. Time is bounded by wasmtime's epochs: a thread counts ticks, and code compiled for
//! it looks at the count at every loop and function entry. Fuel would count instructions instead: no dearer, and the same
//! on every machine, but what a person waiting in front of a terminal needs is a bound in seconds.

use std::time::Duration;
use wasmtime::{EngineWeak, ResourceLimiter};

/// Memory of one call if nothing else is said: 1 GiB.
pub const DEFAULT_MEMORY_BYTES: usize = 1 << 30;

/// Time of one call if nothing else is said: one minute.
pub const DEFAULT_TIME: Duration = Duration::from_secs(60);

/// How often the count goes up, and so how late a call may be stopped.
const TICK: Duration = Duration::from_millis(20);

/// Entries of a table; the module has one, for its indirect calls.
const TABLE_ELEMENTS: usize = 1 << 20;

/// How much of the machine one call may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Linear memory, in bytes.
    pub memory: usize,
    /// Time from instantiation to the end of the answer. A call is stopped within a few hundredths of a second after it.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory: DEFAULT_MEMORY_BYTES, time: DEFAULT_TIME }
    }
}

impl Limits {
    /// Ticks from now to the deadline. One more than fit, because the first may come at once.
    pub(crate) fn ticks(&self) -> u64 {
        let ticks = self.time.as_millis().div_ceil(TICK.as_millis());
        u64::try_from(ticks).unwrap_or(u64::MAX / 2).saturating_add(1)
    }
}

/// Refuses growth beyond the limit, and remembers that it did: what a module does then is to break off like any other.
#[derive(Debug)]
pub(crate) struct Meter {
    memory: usize,
    pub(crate) exceeded: bool,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Meter {
        Meter { memory: limits.memory, exceeded: false }
    }
}

impl ResourceLimiter for Meter {
    fn memory_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        // A module that runs into its own declared maximum is out of memory as well.
        let allowed = desired <= self.memory && maximum.is_none_or(|maximum| desired <= maximum);
        self.exceeded |= !allowed;
        Ok(allowed)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE_ELEMENTS)
    }
}

/// Starts the thread that counts. It ends by itself when the engine is dropped.
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
