//! The program `clbplan`. Everything is in the library, so that tests can reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    clbplan_cli::main(std::env::args_os())
}
