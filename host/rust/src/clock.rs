//! One clock for the process. wasmtime ends a call when the engine's epoch reaches the call's deadline; this thread increments
//! the epoch of every engine that runs a call, and is parked while none does.

use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use wasmtime::Engine;

/// The interval of the epochs, and so the longest delay in ending a call.
pub(crate) const TICK: Duration = Duration::from_millis(20);

/// The engines of the running calls, each as often as it has calls.
struct Clock {
    running: Mutex<Vec<Engine>>,
    starts: Condvar,
}

/// A running call: the clock ticks until it is dropped.
pub(crate) struct RunningCall(Engine);

impl RunningCall {
    /// Starts the thread with the first call of the process.
    pub(crate) fn start(engine: &Engine) -> std::io::Result<RunningCall> {
        let clock = clock()?;
        clock.running().push(engine.clone());
        clock.starts.notify_one();
        Ok(RunningCall(engine.clone()))
    }
}

impl Drop for RunningCall {
    fn drop(&mut self) {
        let Ok(clock) = clock() else { return };
        let mut running = clock.running();
        if let Some(at) = running.iter().position(|engine| Engine::same(engine, &self.0)) {
            running.swap_remove(at);
        }
    }
}

impl Clock {
    /// No code panics while it holds the lock.
    fn running(&self) -> MutexGuard<'_, Vec<Engine>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tick(&self) {
        loop {
            let mut running = self.running();
            while running.is_empty() {
                running = self.starts.wait(running).unwrap_or_else(PoisonError::into_inner);
            }
            for (at, engine) in running.iter().enumerate() {
                if !running.iter().take(at).any(|before| Engine::same(before, engine)) {
                    engine.increment_epoch();
                }
            }
            drop(running);
            std::thread::sleep(TICK);
        }
    }
}

/// The clock, whose thread the first use starts.
fn clock() -> std::io::Result<&'static Clock> {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    static THREAD: Mutex<bool> = Mutex::new(false);
    let clock = CLOCK.get_or_init(|| Clock { running: Mutex::default(), starts: Condvar::new() });
    let mut started = THREAD.lock().unwrap_or_else(PoisonError::into_inner);
    if !*started {
        std::thread::Builder::new().name("clbplan-clock".to_owned()).spawn(|| clock.tick())?;
        *started = true;
    }
    Ok(clock)
}
