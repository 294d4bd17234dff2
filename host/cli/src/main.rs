//! The program `clbplan`. Its code is in the library, so that tests can call it.

use std::process::ExitCode;

fn main() -> ExitCode {
    clbplan_cli::main(std::env::args_os())
}
