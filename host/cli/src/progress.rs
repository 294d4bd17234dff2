//! A line on the terminal while work takes long. It is erased at the end, and never written to a file.

use crate::messages::{Lang, Message};
use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Runs `work`, and writes the message, which has the number of seconds, to `out` after `delay` and then every second.
pub fn show_during<T>(
    out: Option<impl Write + Send>,
    delay: Duration,
    lang: Lang,
    message: &'static Message,
    work: impl FnOnce() -> T,
) -> T {
    let Some(mut out) = out else { return work() };
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let started = Instant::now();
            let mut shown = false;
            let mut wait = delay;
            while waiting.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let line = message.format(lang, &[("n", &started.elapsed().as_secs().to_string())]);
                // The work goes on if the terminal is closed.
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
    use crate::messages::WORKING;

    #[test]
    fn slow_work_shows_a_line_and_erases_it() {
        let mut out = Vec::new();
        let result = show_during(Some(&mut out), Duration::from_millis(5), Lang::En, &WORKING, || {
            thread::sleep(Duration::from_millis(80));
            7
        });
        let text = String::from_utf8(out).unwrap();
        assert_eq!(result, 7);
        assert!(text.starts_with("\rworking … 0 s") && text.ends_with("\r\u{1b}[K"), "{text:?}");
    }

    #[test]
    fn quick_work_shows_nothing() {
        let mut out = Vec::new();
        show_during(Some(&mut out), Duration::from_secs(60), Lang::En, &WORKING, || ());
        assert!(out.is_empty());
    }
}
