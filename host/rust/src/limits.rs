//! Limits of the calls, and what one call may change about them.
//!
//! Growth beyond the memory limit is refused. Time is limited by wasmtime's epochs: a thread increments a counter, and the
//! compiled code checks it at every loop and function entry. Fuel would count instructions instead, at the same cost and
//! alike on every machine; but users wait for seconds, not for instructions. What must not depend on how busy the machine
//! is has a limit of processor time.

use crate::clock::TICK;
use crate::error::HostError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use wasmtime::{ResourceLimiter, UpdateDeadline};

/// The default memory limit of one call: 1 GiB.
pub const DEFAULT_MEMORY_BYTES: usize = 1 << 30;

/// The default time limit of one call: one minute.
pub const DEFAULT_TIME: Duration = Duration::from_secs(60);

/// The largest table; the module has one, for its indirect calls.
const TABLE_ELEMENTS: usize = 1 << 20;

/// Limits of the calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Linear memory of a call, in bytes.
    pub memory: usize,
    /// Time from the start of the wait for a free place to the end of the answer. A call is ended a few hundredths of a
    /// second later at most.
    pub time: Duration,
    /// Processor time of a call, if it is limited. Neither the wait for a place counts nor the time in which other programs
    /// have the processor. Where the system does not measure it (not Unix), it is the time of a clock.
    pub processor_time: Option<Duration>,
    /// Concurrent calls, each with its own memory; further calls wait. At least one.
    pub calls: usize,
}

impl Default for Limits {
    /// 1 GiB, a minute, and as many calls as there are processors.
    fn default() -> Limits {
        let calls = std::thread::available_parallelism().map_or(1, usize::from);
        Limits { memory: DEFAULT_MEMORY_BYTES, time: DEFAULT_TIME, processor_time: None, calls }
    }
}

impl Limits {
    /// With another memory.
    #[must_use]
    pub fn memory(self, bytes: usize) -> Limits {
        Limits { memory: bytes, ..self }
    }

    /// With another time.
    #[must_use]
    pub fn time(self, time: Duration) -> Limits {
        Limits { time, ..self }
    }

    /// With a limit of processor time.
    #[must_use]
    pub fn processor_time(self, time: Duration) -> Limits {
        Limits { processor_time: Some(time), ..self }
    }

    /// With another number of concurrent calls.
    #[must_use]
    pub fn calls(self, calls: usize) -> Limits {
        Limits { calls, ..self }
    }
}

/// Ends calls from another thread: each call that was given a clone of it, and each later one.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// One that has not been used.
    pub fn new() -> CancelToken {
        CancelToken::default()
    }

    /// Ends the calls with [`HostError::Cancelled`].
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the calls were ended.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What holds for one call only.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CallOptions {
    /// The longest duration, if it is shorter than [`Limits::time`].
    pub time: Option<Duration>,
    /// Ends the call.
    pub cancel: Option<CancelToken>,
}

impl CallOptions {
    /// With a time limit.
    #[must_use]
    pub fn time(self, time: Duration) -> CallOptions {
        CallOptions { time: Some(time), ..self }
    }

    /// With a token that ends the call.
    #[must_use]
    pub fn cancel(self, token: CancelToken) -> CallOptions {
        CallOptions { cancel: Some(token), ..self }
    }
}

/// When a call ends at the latest.
#[derive(Debug, Clone)]
pub(crate) struct Deadline {
    pub(crate) function: &'static str,
    limit: Duration,
    /// None: later than the clock can tell.
    end: Option<Instant>,
    /// The limit of processor time, and that of the thread before the call.
    processor: Option<(Duration, Duration)>,
    cancel: Option<CancelToken>,
}

impl Deadline {
    pub(crate) fn new(function: &'static str, limits: &Limits, options: &CallOptions) -> Deadline {
        let limit = options.time.map_or(limits.time, |time| time.min(limits.time));
        let end = Instant::now().checked_add(limit);
        let processor = limits.processor_time.map(|limit| (limit, processor_time()));
        Deadline { function, limit, end, processor, cancel: options.cancel.clone() }
    }

    /// The error of a call that must end now.
    pub(crate) fn passed(&self) -> Option<HostError> {
        let function = || self.function.to_owned();
        if self.cancel.as_ref().is_some_and(CancelToken::is_cancelled) {
            return Some(HostError::Cancelled { function: function() });
        }
        if self.end.is_some_and(|end| Instant::now() >= end) {
            return Some(HostError::Timeout { function: function(), limit: self.limit });
        }
        let (limit, before) = self.processor?;
        let late = processor_time().saturating_sub(before) >= limit;
        late.then(|| HostError::ProcessorTime { function: function(), limit })
    }

    /// At a tick of the clock: goes on until the next one, or ends the call with the error as its reason.
    pub(crate) fn check(&self) -> wasmtime::Result<UpdateDeadline> {
        self.passed().map_or(Ok(UpdateDeadline::Continue(1)), |error| Err(error.into()))
    }
}

/// The processor time of this thread so far. wasmtime runs a call, and asks whether it must end, in the caller's thread.
#[cfg(unix)]
fn processor_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// The time of a clock.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// The places of concurrent calls.
#[derive(Debug)]
pub(crate) struct CallSemaphore {
    free: Mutex<usize>,
    freed: Condvar,
}

/// The place of a call, free again when it is dropped.
pub(crate) struct CallPermit<'p>(&'p CallSemaphore);

impl CallSemaphore {
    pub(crate) fn new(calls: usize) -> CallSemaphore {
        CallSemaphore { free: Mutex::new(calls.max(1)), freed: Condvar::new() }
    }

    /// Waits for a free place, until the deadline.
    pub(crate) fn take(&self, deadline: &Deadline) -> Result<CallPermit<'_>, HostError> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(error) = deadline.passed() {
                return Err(error);
            }
            if *free > 0 {
                *free -= 1;
                return Ok(CallPermit(self));
            }
            free = self.freed.wait_timeout(free, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for CallPermit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// Refuses growth beyond the limit, and records it: without the record, the trap that follows looks like any other.
#[derive(Debug)]
pub(crate) struct MemoryLimiter {
    memory: usize,
    /// The bytes that were not enough, once growth has failed.
    pub(crate) exceeded: Option<usize>,
    /// The bytes before the last growth.
    current: usize,
    pub(crate) deadline: Deadline,
}

impl MemoryLimiter {
    pub(crate) fn new(limits: &Limits, deadline: Deadline) -> MemoryLimiter {
        MemoryLimiter { memory: limits.memory, exceeded: None, current: 0, deadline }
    }
}

impl ResourceLimiter for MemoryLimiter {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        // Reaching the module's own declared maximum counts as out of memory as well.
        let allowed = desired <= self.memory && maximum.is_none_or(|maximum| desired <= maximum);
        self.exceeded = self.exceeded.or((!allowed).then_some(self.memory));
        self.current = current;
        Ok(allowed)
    }

    /// The system has no more.
    fn memory_grow_failed(&mut self, _: wasmtime::Error) -> wasmtime::Result<()> {
        self.exceeded = self.exceeded.or(Some(self.current));
        Ok(())
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= TABLE_ELEMENTS)
    }
}
