//! Standard output that was closed before the program was started: `clbplan … >&-`.
//!
//! The standard library opens `/dev/null` in its place before `main`, so that whatever is written is lost without an error.
//! Whether it was open is therefore looked at before that.

use std::io::{self, Write};

/// Standard output that cannot be written, if it was closed.
pub fn closed_output() -> Option<ClosedStdoutWriter> {
    was_closed().then_some(ClosedStdoutWriter)
}

/// Refuses everything.
#[derive(Debug, Clone, Copy)]
pub struct ClosedStdoutWriter;

impl Write for ClosedStdoutWriter {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("standard output is closed"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn was_closed() -> bool {
    at_start::WAS_CLOSED.load(std::sync::atomic::Ordering::Relaxed)
}

/// Elsewhere it is not looked at.
#[cfg(not(target_os = "linux"))]
fn was_closed() -> bool {
    false
}

#[cfg(target_os = "linux")]
mod at_start {
    use std::sync::atomic::{AtomicBool, Ordering};

    pub static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

    extern "C" fn look() {
        // SAFETY: the call reads a flag of a file descriptor, and fails if there is none. Nothing of the standard library
        // that needs its start is used.
        let is_open = unsafe { libc::fcntl(libc::STDOUT_FILENO, libc::F_GETFD) } != -1;
        WAS_CLOSED.store(!is_open, Ordering::Relaxed);
    }

    // SAFETY: the functions of this section are called once, before `main`, as this type says.
    #[used]
    #[unsafe(link_section = ".init_array")]
    static LOOK: extern "C" fn() = look;
}
