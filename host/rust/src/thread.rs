//! Calls and threads: how many calls run at once, and a call that can be given up.

use crate::engine::STACK_BYTES;
use crate::error::HostError;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Limits how many calls run at once. Clones share the limit.
#[derive(Clone)]
pub(crate) struct CallSlots(Option<Arc<Counter>>);

struct Counter {
    free: Mutex<u32>,
    freed: Condvar,
}

/// The permission to run one call, until it is dropped.
pub(crate) struct CallSlot(Option<Arc<Counter>>);

impl CallSlots {
    /// `None`: any number of calls.
    pub(crate) fn new(calls: Option<u32>) -> CallSlots {
        CallSlots(calls.map(|calls| Arc::new(Counter { free: Mutex::new(calls), freed: Condvar::new() })))
    }

    /// Waits until a call may run.
    pub(crate) fn take(&self) -> CallSlot {
        if let Some(counter) = &self.0 {
            let free = counter.free.lock().unwrap_or_else(PoisonError::into_inner);
            let mut free = counter.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
            *free -= 1;
        }
        CallSlot(self.0.clone())
    }
}

impl Drop for CallSlot {
    fn drop(&mut self) {
        if let Some(counter) = &self.0 {
            *counter.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            counter.freed.notify_one();
        }
    }
}

/// Runs a call in a thread of its own, and gives it up when its time is over: the thread goes on until the process ends.
pub(crate) fn in_abandonable_thread(
    function: &'static str,
    time: Duration,
    call: impl FnOnce() -> Result<String, HostError> + Send + 'static,
) -> Result<String, HostError> {
    let (sender, receiver) = sync_channel(1);
    // The module's stack, and as much again for the engine.
    let thread = std::thread::Builder::new().name("clbplan-call".to_owned()).stack_size(2 * STACK_BYTES);
    // Nobody receives the answer of a call that was given up.
    let spawned = thread.spawn(move || drop(sender.send(call())));
    spawned.map_err(|error| HostError::Engine { reason: error.to_string() })?;
    receiver.recv_timeout(time).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => HostError::Timeout { function: function.to_owned(), limit: time },
            RecvTimeoutError::Disconnected => HostError::Trap {
                function: function.to_owned(),
                reason: "its thread ended without an answer".to_owned(),
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn no_more_calls_run_at_once_than_there_are_slots() {
        let slots = CallSlots::new(Some(2));
        let (running, most) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _slot = slots.clone().take();
                        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        running.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=2).contains(&most.into_inner()));
    }

    #[test]
    fn a_call_that_takes_too_long_is_given_up() {
        let time = Duration::from_millis(20);
        let error = in_abandonable_thread("plan-sync", time, || {
            std::thread::sleep(Duration::from_secs(600));
            Ok(String::new())
        });
        assert_eq!(error, Err(HostError::Timeout { function: "plan-sync".to_owned(), limit: time }));
        let answer = in_abandonable_thread("plan-sync", Duration::from_secs(60), || Ok("answer".to_owned()));
        assert_eq!(answer, Ok("answer".to_owned()));
    }
}
