//! A function of many items on several threads, whose results arrive in the order of the items.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results per thread may wait for an earlier one: more would need memory, fewer would let threads wait.
const AHEAD: usize = 4;

/// The state that all threads share.
struct Shared<R> {
    /// The index of the next item to start.
    next: usize,
    /// The index of the item whose result is received next.
    received: usize,
    /// Finished results that wait for the results of earlier items. A panic counts as a result; otherwise the receiver would wait
    /// for ever.
    done: BTreeMap<usize, thread::Result<R>>,
    /// The receiver or a thread failed, so no further item is started.
    stopped: bool,
}

/// Calls `work` for each item on `jobs` threads, and `receive` with each result on this thread, in the order of the items.
///
/// # Errors
/// The first error of `receive`; the rest of the items is left out.
pub fn map_in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
    mut receive: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let shared = Mutex::new(Shared { next: 0, received: 0, done: BTreeMap::new(), stopped: false });
    let changed = Condvar::new();
    let most_ahead = jobs.get().saturating_mul(AHEAD);
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(items.len()) {
            scope.spawn(|| {
                while let Some((index, item)) = next_item(&shared, &changed, items, most_ahead) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    lock(&shared).done.insert(index, result);
                    changed.notify_all();
                }
            });
        }
        for index in 0..items.len() {
            let received = wait_for(index, &shared, &changed).map(&mut receive);
            let mut state = lock(&shared);
            state.received = index + 1;
            state.stopped = !matches!(received, Ok(Ok(())));
            drop(state);
            changed.notify_all();
            received.unwrap_or_else(|panic| resume_unwind(panic))?;
        }
        Ok(())
    })
}

/// The next item, once it is not too far ahead; none at the end.
fn next_item<'t, T, R>(
    shared: &Mutex<Shared<R>>,
    changed: &Condvar,
    items: &'t [T],
    most_ahead: usize,
) -> Option<(usize, &'t T)> {
    let mut state = lock(shared);
    while !state.stopped && state.next < items.len() && state.next >= state.received.saturating_add(most_ahead) {
        state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    let index = state.next;
    let item = items.get(index).filter(|_| !state.stopped)?;
    state.next += 1;
    Some((index, item))
}

fn wait_for<R>(index: usize, shared: &Mutex<Shared<R>>, changed: &Condvar) -> thread::Result<R> {
    let mut state = lock(shared);
    loop {
        if let Some(result) = state.done.remove(&index) {
            return result;
        }
        state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

fn lock<R>(shared: &Mutex<Shared<R>>) -> MutexGuard<'_, Shared<R>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn jobs(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn results_arrive_in_the_order_of_the_items_whatever_takes_longest() {
        let items: Vec<u64> = (0..40).collect();
        for number in [1, 2, 7] {
            let mut received = Vec::new();
            let slow_at_first = |item: &u64| {
                thread::sleep(Duration::from_millis((40 - item) / 8));
                item * 2
            };
            let end = map_in_order(&items, jobs(number), slow_at_first, |result| {
                received.push(result);
                Ok(())
            });
            assert!(end.is_ok());
            assert_eq!(received, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_thread_is_far_ahead_of_what_is_received() {
        let (begun, received, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |_: &usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst).saturating_sub(received.load(Ordering::SeqCst));
            most.fetch_max(ahead, Ordering::SeqCst);
        };
        let items: Vec<usize> = (0..200).collect();
        let end = map_in_order(&items, jobs(2), work, |()| {
            thread::sleep(Duration::from_micros(200));
            received.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert!(end.is_ok());
        assert!(most.load(Ordering::SeqCst) <= 2 * AHEAD, "{most:?}");
    }

    #[test]
    fn an_error_of_the_receiver_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let items: Vec<usize> = (0..10_000).collect();
        let work = |_: &usize| begun.fetch_add(1, Ordering::SeqCst);
        let end = map_in_order(&items, jobs(2), work, |_| Err(io::Error::other("full")));
        assert_eq!(end.map_err(|error| error.to_string()), Err("full".to_string()));
        assert!(begun.load(Ordering::SeqCst) <= 1 + 3 * AHEAD, "{begun:?}");
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_of_a_thread_ends_the_program_instead_of_waiting_for_ever() {
        let items: Vec<usize> = (0..10_000).collect();
        let _ = map_in_order(&items, jobs(2), |item| assert!(*item != 7, "seven"), |()| Ok(()));
    }

    #[test]
    fn no_items_are_no_results() {
        assert!(map_in_order(&[] as &[u8], jobs(3), |_| (), |()| Err(io::Error::other("none"))).is_ok());
    }
}
