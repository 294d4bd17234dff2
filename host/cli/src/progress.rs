//! A line on the terminal while something takes long; gone when it is done, and never written to a file.

use crate::messages::{self, Lang};
use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Runs `work`; after `patience` and then every second says on `out` that it still runs.
pub fn during<T>(out: Option<impl Write + Send>, patience: Duration, lang: Lang, work: impl FnOnce() -> T) -> T {
    let Some(mut out) = out else { return work() };
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let began = Instant::now();
            let mut shown = false;
            let mut wait = patience;
            while waiting.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let line = messages::WORKING.fill(lang, &[("n", &began.elapsed().as_secs().to_string())]);
                // A terminal that is gone is no reason to stop working.
                let _ = write!(out, "\r{line}").and_then(|()| out.flush());
                shown = true;
                wait = Duration::from_secs(1);
            }
            if shown {
                let _ = write!(out, "\r\u{1b}[K").and_then(|()| out.flush());
            }
        });
        let result = work();
        drop(done);
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_clears() {
        let mut out = Vec::new();
        let answer = during(Some(&mut out), Duration::from_millis(5), Lang::En, || {
            thread::sleep(Duration::from_millis(80));
            7
        });
        let text = String::from_utf8(out).unwrap();
        assert_eq!(answer, 7);
        assert!(text.starts_with("\rworking … 0 s") && text.ends_with("\r\u{1b}[K"), "{text:?}");
    }

    #[test]
    fn quick_work_shows_nothing() {
        let mut out = Vec::new();
        during(Some(&mut out), Duration::from_secs(60), Lang::En, || ());
        assert!(out.is_empty());
    }
}
